"""What is odd in a report, without being wrong: its filing against the law, and data out of the usual order."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from attrs import frozen

from securityunion.act import ActStatus, LegalAct
from securityunion.initiative import Initiative, InitiativeKind, Stage
from securityunion.obligation import Obligation
from securityunion.procedure import EventKind, Procedure, ProcedureStage
from securityunion.protocol import PydanticEnum
from securityunion.report import ProgressReport
from securityunion.results import Listed

__all__ = ["Remark", "RemarkCode", "check"]


class RemarkCode(PydanticEnum):
    """The stable name of a kind of remark.

    >>> RemarkCode.PROPOSAL_FILED_AS_ADOPTED.value
    'proposal-filed-as-adopted'
    """

    PROPOSAL_FILED_AS_ADOPTED = "proposal-filed-as-adopted"
    FILED_AGAINST_PROCEDURE = "filed-against-procedure"
    FILED_AGAINST_ACT = "filed-against-act"
    FILED_AGAINST_OBLIGATION = "filed-against-obligation"
    DEADLINE_NOT_PASSED = "deadline-not-passed"
    DATES_OUT_OF_ORDER = "dates-out-of-order"
    EVENTS_OUT_OF_ORDER = "events-out-of-order"
    EVENT_AGAINST_ACT = "event-against-act"
    DEADLINE_BEFORE_ACT = "deadline-before-act"
    ACT_NOT_LISTED = "act-not-listed"
    STATUS_AFTER_REPORT = "status-after-report"
    NOT_A_MEMBER = "not-a-member"
    NO_SOURCE = "no-source"


@frozen(weakref_slot=False)
class Remark:
    """Something odd: where it stands, a stable code, and what is odd about it.

    >>> print(Remark("$.initiatives[0]", RemarkCode.PROPOSAL_FILED_AS_ADOPTED, "a proposal is no law yet"))
    $.initiatives[0]: a proposal is no law yet
    """

    path: str
    code: RemarkCode
    explanation: str

    def __str__(self) -> str:
        return f"{self.path}: {self.explanation}"


def check(report: ProgressReport) -> tuple[Remark, ...]:
    """Return remarks on what is odd in a report, in its order; none of it is an error.

    Real data are odd: acts enter into force before their publication, reports file proposals under "adopted". A
    remark is a reason to look again. What is not known is not remarked upon.

    >>> import securityunion as su
    >>> remarks = check(su.first_progress_report())
    >>> [remark.path for remark in remarks if remark.code is RemarkCode.PROPOSAL_FILED_AS_ADOPTED]
    ['$.initiatives[23].stage']
    """
    return Listed(
        (
            *(
                remark
                for index, initiative in enumerate(report.initiatives)
                for remark in _on_initiative(report, initiative, f"$.initiatives[{index}]")
            ),
            *_without_source(report),
        )
    )


def _without_source(report: ProgressReport) -> Iterator[Remark]:
    facts = {
        "initiatives": [initiative.sources for initiative in report.initiatives],
        "findings": [finding.sources for finding in report.findings],
        "statements": [statement.sources for statement in report.statements],
    }
    for name, every in facts.items():
        for index, sources in enumerate(every):
            if not sources:
                yield Remark(f"$.{name}[{index}].sources", RemarkCode.NO_SOURCE, "a fact that names no source")


_LAW_MADE = {ProcedureStage.ADOPTED, ProcedureStage.SIGNED, ProcedureStage.PUBLISHED}
_DEAD = {ProcedureStage.WITHDRAWN, ProcedureStage.REJECTED, ProcedureStage.LAPSED}
_FITS = {
    Stage.UNDER_NEGOTIATION: set(ProcedureStage) - _LAW_MADE - _DEAD - {ProcedureStage.REPLACED},
    Stage.ADOPTED: _LAW_MADE,
    Stage.WITHDRAWN: {ProcedureStage.WITHDRAWN},
    Stage.REJECTED: {ProcedureStage.REJECTED},
    Stage.LAPSED: {ProcedureStage.LAPSED},
}
"""Where a procedure of an initiative may stand that a report files so."""

_NOT_YET_IN_FORCE = {ActStatus.NOT_YET_SIGNED, ActStatus.SIGNED, ActStatus.PUBLISHED}
_OVER = {ActStatus.ENDED, ActStatus.REPEALED}
_LAW = {Stage.IN_FORCE, Stage.PENDING_TRANSPOSITION, Stage.TRANSPOSED}
_USUAL_ORDER = (EventKind.PROPOSAL, EventKind.ADOPTION, EventKind.SIGNATURE, EventKind.PUBLICATION)


def _on_initiative(report: ProgressReport, initiative: Initiative, path: str) -> Iterator[Remark]:
    day = report.published
    if initiative.kind is InitiativeKind.PROPOSAL and initiative.stage is Stage.ADOPTED_BY_COMMISSION:
        text = "a proposal filed as adopted by the Commission: adopted as a proposal, not as law"
        yield Remark(f"{path}.stage", RemarkCode.PROPOSAL_FILED_AS_ADOPTED, text)
    reached = {procedure.stage(on=day) for procedure in initiative.procedures}
    fitting = _FITS.get(initiative.stage)
    if fitting is not None and reached and None not in reached and reached.isdisjoint(fitting):
        stages = ", ".join(sorted(stage for stage in reached if stage is not None))
        text = f"filed as {initiative.stage}, but on {day} its procedures stood at: {stages}"
        yield Remark(f"{path}.stage", RemarkCode.FILED_AGAINST_PROCEDURE, text)
    if initiative.stage is Stage.TRANSPOSED and any(
        one.outstanding_size.at_least > 0 for one in initiative.obligations
    ):
        text = "filed as transposed, but the report counts Member States in which it is outstanding"
        yield Remark(f"{path}.stage", RemarkCode.FILED_AGAINST_OBLIGATION, text)
    statuses = {act.status(on=day) for act in initiative.acts}
    if initiative.stage in _LAW and statuses and statuses <= _NOT_YET_IN_FORCE | _OVER:
        text = f"filed as {initiative.stage}, but on {day} no act of it was in force"
        yield Remark(f"{path}.stage", RemarkCode.FILED_AGAINST_ACT, text)
    for index, act in enumerate(initiative.acts):
        yield from _on_act(act, f"{path}.acts[{index}]")
    for index, procedure in enumerate(initiative.procedures):
        yield from _on_procedure(procedure, f"{path}.procedures[{index}]")
        yield from _against_acts(initiative, procedure, f"{path}.procedures[{index}]")
    for index, obligation in enumerate(initiative.obligations):
        yield from _on_obligation(report, initiative, obligation, f"{path}.obligations[{index}]")


def _on_act(act: LegalAct, path: str) -> Iterator[Remark]:
    steps = (
        ("signed", act.signed),
        ("published", act.published),
        ("entry_into_force", act.entry_into_force),
        ("applies_from", act.applies_from),
        ("partly_replaced_from", act.partly_replaced_from),
        ("ends", act.ends),
    )
    yield from _in_order(steps, path, RemarkCode.DATES_OUT_OF_ORDER)


def _against_acts(initiative: Initiative, procedure: Procedure, path: str) -> Iterator[Remark]:
    """Yield remarks where a procedure was signed or published on a day on which no act of the initiative was.

    No record says which act a procedure made. So it is remarked upon only where the initiative has as many acts as
    procedures or more: with fewer, the act may be one that is not listed. And only where all days are known.
    """
    if len(initiative.acts) < len(initiative.procedures):
        return
    signed, published = zip(*((act.signed, act.published) for act in initiative.acts), strict=True)
    for kind, word, days in (
        (EventKind.SIGNATURE, "signed", set(signed)),
        (EventKind.PUBLICATION, "published", set(published)),
    ):
        events = {index: event.on for index, event in enumerate(procedure.events) if event.kind is kind}
        if None in {*days, *events.values()} or not days.isdisjoint(events.values()):
            continue
        known = " and ".join(str(day) for day in sorted(day for day in days if day is not None))
        for index, day in events.items():
            text = f"{kind} on {day}, but what the initiative lists was {word} on {known}"
            yield Remark(f"{path}.events[{index}].on", RemarkCode.EVENT_AGAINST_ACT, text)


def _on_procedure(procedure: Procedure, path: str) -> Iterator[Remark]:
    first = {event.kind: event.on for event in reversed(procedure.events)}
    steps = tuple((kind.value, first.get(kind)) for kind in _USUAL_ORDER)
    yield from _in_order(steps, f"{path}.events", RemarkCode.EVENTS_OUT_OF_ORDER)
    proposed = first.get(EventKind.PROPOSAL)
    for index, event in enumerate(procedure.events):
        early = proposed is not None and event.on is not None and event.on < proposed
        if early and event.kind not in _USUAL_ORDER:
            text = f"{event.kind} on {event.on}, before the proposal on {proposed}"
            yield Remark(f"{path}.events[{index}].on", RemarkCode.EVENTS_OUT_OF_ORDER, text)


def _on_obligation(
    report: ProgressReport, initiative: Initiative, obligation: Obligation, path: str
) -> Iterator[Remark]:
    deadline = obligation.deadline
    act = next((act for act in initiative.acts if act.celex is not None and act.celex == obligation.act), None)
    if obligation.act is not None and act is None:
        text = f"{obligation.act} is not the CELEX number of an act of the initiative"
        yield Remark(f"{path}.act", RemarkCode.ACT_NOT_LISTED, text)
    if deadline is not None:
        published = None if act is None else act.published or act.signed
        if published is not None and deadline < published:
            text = f"deadline {deadline}, before its act came into being on {published}"
            yield Remark(f"{path}.deadline", RemarkCode.DEADLINE_BEFORE_ACT, text)
        if initiative.stage is Stage.PENDING_TRANSPOSITION and deadline >= report.published:
            text = f"filed as pending transposition, but the deadline {deadline} had not passed on {report.published}"
            yield Remark(f"{path}.deadline", RemarkCode.DEADLINE_NOT_PASSED, text)
    for index, record in enumerate(obligation.records):
        if record.on is not None and record.on > report.published:
            text = f"a status of {record.on}, after the report's day {report.published}"
            yield Remark(f"{path}.records[{index}].on", RemarkCode.STATUS_AFTER_REPORT, text)
        if not record.state.is_member(on=report.published):
            text = f"{record.state.short_name} was not a Member State on {report.published}"
            yield Remark(f"{path}.records[{index}].state", RemarkCode.NOT_A_MEMBER, text)


def _in_order(steps: tuple[tuple[str, date | None], ...], path: str, code: RemarkCode) -> Iterator[Remark]:
    known = [(name, day) for name, day in steps if day is not None]
    for (earlier, first), (later, second) in pairwise(known):
        if second < first:
            place = f"{path}.{later}" if code is RemarkCode.DATES_OUT_OF_ORDER else path
            yield Remark(place, code, f"{later} on {second}, before {earlier} on {first}")
