"""Find odd data in an obligation: in its act, its deadline, its compliance records and its procedures."""

from collections.abc import Iterator
from datetime import date

from securityunion.identifiers import parse_celex
from securityunion.model.act import ActKind, LegalAct, can_oblige
from securityunion.model.infringement import ENDS, InfringementProcedure
from securityunion.model.initiative import Initiative, Stage
from securityunion.model.obligation import ComplianceRecord, Duty, Obligation
from securityunion.model.obligation.compliance import NOT_NOTIFIED
from securityunion.model.obligation.standing import standing_among
from securityunion.model.report import ProgressReport
from securityunion.queries.remarks.remark import RemarkCode
from securityunion.queries.remarks.rule import Odd, RemarkRule
from securityunion.values.member_state import member_states
from securityunion.values.partial_date import first_day, last_day
from securityunion.values.sentinel_dates import known_day
from securityunion.values.state_group import stated_number, stating_field
from securityunion.values.truth import Truth

__all__ = ["INFRINGEMENT_RULES", "RECORD_RULES", "REPORT_RULES", "RULES"]


def _act_of(obligation: Obligation, initiative: Initiative) -> LegalAct | None:
    return next((act for act in initiative.acts if act.celex is not None and act.celex == obligation.act), None)


def _act_not_listed(obligation: Obligation, initiative: Initiative, _: ProgressReport) -> Iterator[Odd]:
    if obligation.act is not None and _act_of(obligation, initiative) is None:
        wrong = f"the initiative does not list the act {obligation.act}"
        yield ".act", f"{wrong}; check the number or add the act"


def _act_cannot_oblige(obligation: Obligation, initiative: Initiative, _: ProgressReport) -> Iterator[Odd]:
    if obligation.act is not None and not can_oblige(obligation.act):
        wrong = f"{obligation.act} is not the number of an act that can oblige Member States"
        yield ".act", f"{wrong}; check the number"
    acts = initiative.acts
    if obligation.act is None and acts and all(act.kind is ActKind.RECOMMENDATION for act in acts):
        wrong = "the initiative lists only recommendations, which cannot oblige Member States"
        yield ".act", f"{wrong}; check the obligation or the acts"


def _count_above_bound(obligation: Obligation, _: Initiative, report: ProgressReport) -> Iterator[Odd]:
    members = member_states(on=report.published)
    for name, group in (("bound", obligation.bound), ("outstanding", obligation.outstanding)):
        least = stated_number(group)[0]
        if least > len(members):
            wrong = f"{least} is more than the {len(members)} Member States on {report.published}"
            yield f".{name}.{stating_field(group, 'at_least')}", f"{wrong}; check the number"
    # The count may be too high only because States count that were not Member States on the day of the report.
    standing, least = standing_among(obligation, members), stated_number(obligation.outstanding)[0]
    if least <= len(members) and not standing.consistent:
        wrong = f"{least} is more than the {standing.most} Member States on {report.published} that can be bound"
        yield f".outstanding.{stating_field(obligation.outstanding, 'at_least')}", f"{wrong}; check the number"


def _deadline_before_act(obligation: Obligation, initiative: Initiative, _: ProgressReport) -> Iterator[Odd]:
    act = _act_of(obligation, initiative)
    published = None if act is None else known_day(act.published) or known_day(act.signed)
    for index, each in enumerate(obligation.deadlines):
        day = known_day(each.on)
        if day is not None and published is not None and day < published:
            wrong = f"the deadline is {day}, but the act was published or signed later, on {published}"
            yield f".deadlines[{index}].on", f"{wrong}; check both days"


def _deadline_not_passed(obligation: Obligation, initiative: Initiative, report: ProgressReport) -> Iterator[Odd]:
    deadline, day = obligation.first_deadline, report.published
    if deadline is not None and initiative.stage is Stage.PENDING_TRANSPOSITION and deadline >= day:
        wrong = f"listed as pending transposition, but the deadline {deadline} had not passed on {day}"
        yield ".deadlines", f"{wrong}; check the stage or the deadline"


RULES = (
    RemarkRule(
        RemarkCode.ACT_NOT_LISTED,
        "An obligation comes from an act that the initiative does not list.",
        _act_not_listed,
    ),
    RemarkRule(
        RemarkCode.ACT_CANNOT_OBLIGE,
        "An obligation comes from a document that cannot oblige anybody, such as a corrigendum, a proposal or a "
        "recommendation.",
        _act_cannot_oblige,
    ),
    RemarkRule(
        RemarkCode.COUNT_ABOVE_BOUND,
        "A number of Member States is higher than the Union had on the day of the report, or than can be bound.",
        _count_above_bound,
    ),
    RemarkRule(
        RemarkCode.DEADLINE_BEFORE_ACT,
        "A deadline is before the day on which the act was published or signed.",
        _deadline_before_act,
    ),
    RemarkRule(
        RemarkCode.DEADLINE_NOT_PASSED,
        "An initiative is listed as pending transposition, but the deadline had not passed.",
        _deadline_not_passed,
    ),
)
"""The rules about an obligation itself. They take the obligation, its initiative and the report."""


def _status_before_act(
    record: ComplianceRecord, obligation: Obligation, initiative: Initiative, _: ProgressReport
) -> Iterator[Odd]:
    on, celex = known_day(record.on), obligation.act
    if on is None:
        return
    step, begun = _beginning(_act_of(obligation, initiative))
    # If the days of the act are unknown, its number still gives the year.
    if begun is None and celex is not None and on.year < parse_celex(celex).year:
        yield ".on", f"the status is dated {on}, before the year of the act {celex}; check both"
    if begun is not None and on < begun:
        yield ".on", f"the status is dated {on}, but the act {step} only on {begun}; check both days"


def _too_early(record: ComplianceRecord, obligation: Obligation) -> tuple[date, date] | None:
    """Return the day of a record and the deadline, if the day is known and the deadline had not passed on that day."""
    on, deadline = known_day(record.on), obligation.first_deadline
    return None if on is None or deadline is None or on > deadline else (on, deadline)


def _status_before_deadline(
    record: ComplianceRecord, obligation: Obligation, _: Initiative, __: ProgressReport
) -> Iterator[Odd]:
    if record.status in NOT_NOTIFIED and (days := _too_early(record, obligation)) is not None:
        wrong = f"the status was '{record.status}' on {days[0]}, but the deadline {days[1]} had not passed"
        yield ".on", f"{wrong}; check the status and both days"


def _recorded_step_before_deadline(
    record: ComplianceRecord, obligation: Obligation, _: Initiative, __: ProgressReport
) -> Iterator[Odd]:
    if record.infringement is not None and (days := _too_early(record, obligation)) is not None:
        wrong = f"the step '{record.infringement}' was taken by {days[0]}, but the deadline {days[1]} had not passed"
        yield ".on", f"{wrong}; check both days"


def _status_after_report(
    record: ComplianceRecord, _: Obligation, __: Initiative, report: ProgressReport
) -> Iterator[Odd]:
    if record.on is not None and record.on > report.published:
        wrong = f"the status is dated {record.on}, which is after the day of the report, {report.published}"
        yield ".on", f"{wrong}; check both days"


def _not_a_member(record: ComplianceRecord, _: Obligation, __: Initiative, report: ProgressReport) -> Iterator[Odd]:
    if not record.state.is_member(on=report.published):
        yield ".state", f"{record.state.short_name} was not a Member State on {report.published}; check the State"


def _beginning(act: LegalAct | None) -> tuple[str, date | None]:
    """Return the step that marks the beginning of an act, in words, and the day of this step.

    The step is the publication. If the day of publication is unknown, the step is the signature. If the day of
    signature is unknown too, the step is the entry into force. If all three days are unknown, the words are empty and
    the day is None.
    """
    if act is None:
        return "", None
    steps = (
        ("was published", known_day(act.published)),
        ("was signed", known_day(act.signed)),
        ("entered into force", known_day(act.entry_into_force)),
    )
    return next((step for step in steps if step[1] is not None), ("", None))


RECORD_RULES = (
    RemarkRule(
        RemarkCode.STATUS_BEFORE_ACT,
        "A compliance record is dated before the act was published. If that day is unknown, the day of signature "
        "counts, then the day of entry into force.",
        _status_before_act,
    ),
    RemarkRule(
        RemarkCode.STATUS_BEFORE_DEADLINE,
        'A compliance record says "not communicated" or "partly communicated" before the deadline had passed.',
        _status_before_deadline,
    ),
    RemarkRule(
        RemarkCode.STEP_BEFORE_DEADLINE,
        "A compliance record names a step of an infringement procedure before the deadline had passed.",
        _recorded_step_before_deadline,
    ),
    RemarkRule(
        RemarkCode.STATUS_AFTER_REPORT,
        "A compliance record is dated after the day of the report.",
        _status_after_report,
    ),
    RemarkRule(
        RemarkCode.NOT_A_MEMBER,
        "A compliance record names a State that was not a Member State on the day of the report.",
        _not_a_member,
    ),
)
"""The rules about a compliance record. They take the record, its obligation, its initiative and the report."""


def _step_after_end(procedure: InfringementProcedure, _: Obligation) -> Iterator[Odd]:
    ends = [(last_day(one.on), one) for one in procedure.events if one.on is not None and one.step in ENDS]
    for index, event in enumerate(procedure.events):
        if event.step in ENDS or event.on is None:
            continue
        for ended, end in ends:
            if first_day(event.on) > ended:
                wrong = f"the step '{event.step}' is dated {event.on}, after the {end.step} on {end.on}"
                yield f".events[{index}].on", f"{wrong}; check both days, or record a new procedure"
                break


def _step_before_deadline(procedure: InfringementProcedure, obligation: Obligation) -> Iterator[Odd]:
    deadline = obligation.first_deadline
    for index, event in enumerate(procedure.events):
        # A date that is only partly known is not odd if it may be after the deadline.
        if deadline is not None and event.taken(by=deadline) is Truth.YES:
            wrong = f"the step '{event.step}' is dated {event.on}, but the deadline {deadline} had not passed"
            yield f".events[{index}].on", f"{wrong}; check both days"


INFRINGEMENT_RULES = (
    RemarkRule(
        RemarkCode.STEP_AFTER_END,
        "A step of an infringement procedure is dated after its closure or withdrawal.",
        _step_after_end,
    ),
    RemarkRule(
        RemarkCode.STEP_BEFORE_DEADLINE,
        "A step of an infringement procedure is dated before the deadline had passed.",
        _step_before_deadline,
    ),
)
"""The rules about an infringement procedure. They take the procedure and its obligation."""


def _same_obligation(report: ProgressReport) -> Iterator[Odd]:
    first: dict[tuple[str, Duty], str] = {}
    for place, initiative in enumerate(report.initiatives):
        for index, one in enumerate(initiative.obligations):
            if one.act is None:
                continue
            same = first.setdefault((one.act, one.duty), one.id)
            if same != one.id:
                wrong = f"the duty to {one.duty} {one.act} is also recorded as '{same}', so sums count it twice"
                remedy = "check whether it is one obligation with several deadlines"
                yield f".initiatives[{place}].obligations[{index}].act", f"{wrong}; {remedy}"


def _decision_before_deadline(report: ProgressReport) -> Iterator[Odd]:
    deadlines = {one.id: one.first_deadline for initiative in report.initiatives for one in initiative.obligations}
    for index, decision in enumerate(report.decisions):
        for obligation in decision.obligations:
            deadline = deadlines[obligation]
            if deadline is not None and decision.taken(by=deadline) is Truth.YES:
                wrong = f"dated {decision.on}, but the deadline {deadline} of '{obligation}' had not passed"
                yield f".decisions[{index}].on", f"{wrong}; check both days"


def _decision_against_too_many(report: ProgressReport) -> Iterator[Odd]:
    members = member_states(on=report.published)
    for index, decision in enumerate(report.decisions):
        least = stated_number(decision.states)[0]
        if least > len(members):
            wrong = f"{least} is more than the {len(members)} Member States on {report.published}"
            yield (
                f".decisions[{index}].states.{stating_field(decision.states, 'at_least')}",
                f"{wrong}; check the number",
            )


REPORT_RULES = (
    RemarkRule(
        RemarkCode.STEP_BEFORE_DEADLINE,
        "A decision about an obligation was taken before the deadline of the obligation had passed.",
        _decision_before_deadline,
    ),
    RemarkRule(
        RemarkCode.COUNT_ABOVE_BOUND,
        "A decision concerns more Member States than the Union had on the day of the report.",
        _decision_against_too_many,
    ),
    RemarkRule(
        RemarkCode.SAME_OBLIGATION,
        "Two obligations have the same act and duty, so a Member State counts twice in sums.",
        _same_obligation,
    ),
)
"""The rules about all obligations of a report together. They take the report."""
