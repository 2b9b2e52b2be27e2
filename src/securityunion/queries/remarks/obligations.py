"""Find odd data in an obligation: in its act, its deadline, its compliance records and its procedures."""

from collections.abc import Iterator
from datetime import date

from securityunion.identifiers import parse_celex
from securityunion.model.act import LegalAct, can_oblige
from securityunion.model.infringement import ENDS, InfringementProcedure
from securityunion.model.initiative import Initiative, Stage
from securityunion.model.obligation import ComplianceRecord, ComplianceStatus, Obligation
from securityunion.model.obligation.standing import standing_among
from securityunion.model.report import ProgressReport
from securityunion.queries.remarks.remark import Remark, RemarkCode
from securityunion.values.member_state import member_states
from securityunion.values.partial_date import first_day, last_day
from securityunion.values.sentinel_dates import known_day
from securityunion.values.truth import Truth

__all__ = ["remarks_on_obligation"]

_NOT_NOTIFIED = {ComplianceStatus.NOT_COMMUNICATED, ComplianceStatus.PARTLY_COMMUNICATED}


def remarks_on_obligation(
    report: ProgressReport, initiative: Initiative, obligation: Obligation, path: str
) -> Iterator[Remark]:
    """Yield remarks on an obligation of an initiative. *path* is the place of the obligation in the report.

    >>> import securityunion as su
    >>> report = su.first_progress_report()
    >>> nis = su.find(report, "nis")
    >>> list(remarks_on_obligation(report, nis, nis.obligations[0], "$"))
    []
    """
    deadline = obligation.first_deadline
    act = next((act for act in initiative.acts if act.celex is not None and act.celex == obligation.act), None)
    if obligation.act is not None and act is None:
        text = f"the initiative does not list the act {obligation.act}; check the number or add the act"
        yield Remark(f"{path}.act", RemarkCode.ACT_NOT_LISTED, text)
    if obligation.act is not None and not can_oblige(obligation.act):
        text = f"{obligation.act} is not the number of an act that can oblige Member States; check the number"
        yield Remark(f"{path}.act", RemarkCode.ACT_CANNOT_OBLIGE, text)
    yield from _on_counts(report, obligation, path)
    published = None if act is None else known_day(act.published) or known_day(act.signed)
    for index, each in enumerate(obligation.deadlines):
        day = known_day(each.on)
        if day is not None and published is not None and day < published:
            wrong = f"the deadline is {day}, but the act was published or signed later, on {published}"
            text = f"{wrong}; check both days"
            yield Remark(f"{path}.deadlines[{index}].on", RemarkCode.DEADLINE_BEFORE_ACT, text)
    if deadline is not None and initiative.stage is Stage.PENDING_TRANSPOSITION and deadline >= report.published:
        wrong = f"listed as pending transposition, but the deadline {deadline} had not passed on {report.published}"
        text = f"{wrong}; check the stage or the deadline"
        yield Remark(f"{path}.deadlines", RemarkCode.DEADLINE_NOT_PASSED, text)
    yield from _on_records(report, obligation, act, path)
    for index, procedure in enumerate(obligation.infringements):
        yield from _after_an_end(procedure, f"{path}.infringements[{index}]")
        for number, event in enumerate(procedure.events):
            # A date that is only partly known gets no remark if it may be after the deadline.
            if deadline is not None and event.taken(by=deadline) is Truth.YES:
                wrong = f"the step '{event.step}' is dated {event.on}, but the deadline {deadline} had not passed"
                text = f"{wrong}; check both days"
                place = f"{path}.infringements[{index}].events[{number}].on"
                yield Remark(place, RemarkCode.STEP_BEFORE_DEADLINE, text)


def _on_counts(report: ProgressReport, obligation: Obligation, path: str) -> Iterator[Remark]:
    members = member_states(on=report.published)
    for name, group in (("bound", obligation.bound), ("outstanding", obligation.outstanding)):
        if group.count is not None and group.count > len(members):
            wrong = f"{group.count} is more than the {len(members)} Member States on {report.published}"
            yield Remark(f"{path}.{name}.count", RemarkCode.COUNT_ABOVE_BOUND, f"{wrong}; check the number")
    # The count may be too high only because States count that were not Member States on the day of the report.
    standing, count = standing_among(obligation, members), obligation.outstanding.count
    if count is not None and count <= len(members) and not standing.consistent:
        wrong = f"{count} is more than the {standing.most} Member States on {report.published} that can be bound"
        yield Remark(f"{path}.outstanding.count", RemarkCode.COUNT_ABOVE_BOUND, f"{wrong}; check the number")


def _after_an_end(procedure: InfringementProcedure, path: str) -> Iterator[Remark]:
    ends = [(last_day(one.on), one) for one in procedure.events if one.on is not None and one.step in ENDS]
    for index, event in enumerate(procedure.events):
        if event.step in ENDS or event.on is None:
            continue
        for ended, end in ends:
            if first_day(event.on) > ended:
                wrong = f"the step '{event.step}' is dated {event.on}, after the {end.step} on {end.on}"
                text = f"{wrong}; check both days, or record a new procedure"
                yield Remark(f"{path}.events[{index}].on", RemarkCode.STEP_AFTER_END, text)
                break


def _on_records(report: ProgressReport, obligation: Obligation, act: LegalAct | None, path: str) -> Iterator[Remark]:
    for index, record in enumerate(obligation.records):
        yield from _too_early(record, obligation, act, f"{path}.records[{index}].on")
        if record.on is not None and record.on > report.published:
            wrong = f"the status is dated {record.on}, which is after the day of the report, {report.published}"
            text = f"{wrong}; check both days"
            yield Remark(f"{path}.records[{index}].on", RemarkCode.STATUS_AFTER_REPORT, text)
        if not record.state.is_member(on=report.published):
            text = f"{record.state.short_name} was not a Member State on {report.published}; check the State"
            yield Remark(f"{path}.records[{index}].state", RemarkCode.NOT_A_MEMBER, text)


def _too_early(record: ComplianceRecord, obligation: Obligation, act: LegalAct | None, path: str) -> Iterator[Remark]:
    """Yield remarks on a compliance record with a date that is too early.

    A date is too early if the act had not yet been made on that day. Some records imply that the Member State is late.
    The date of such a record is also too early if the deadline had not yet passed on that day.
    """
    on, deadline, celex = known_day(record.on), obligation.first_deadline, obligation.act
    if on is None:
        return
    step, begun = _beginning(act)
    # If the days of the act are unknown, its number still gives the year.
    if begun is None and celex is not None and on.year < parse_celex(celex).year:
        text = f"the status is dated {on}, before the year of the act {celex}; check both"
        yield Remark(path, RemarkCode.STATUS_BEFORE_ACT, text)
    if begun is not None and on < begun:
        text = f"the status is dated {on}, but the act {step} only on {begun}; check both days"
        yield Remark(path, RemarkCode.STATUS_BEFORE_ACT, text)
    if deadline is None or on > deadline:
        return
    if record.status in _NOT_NOTIFIED:
        wrong = f"the status was '{record.status}' on {on}, but the deadline {deadline} had not passed"
        text = f"{wrong}; check the status and both days"
        yield Remark(path, RemarkCode.STATUS_BEFORE_DEADLINE, text)
    if record.infringement is not None:
        wrong = f"the step '{record.infringement}' was taken by {on}, but the deadline {deadline} had not passed"
        text = f"{wrong}; check both days"
        yield Remark(path, RemarkCode.STEP_BEFORE_DEADLINE, text)


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
