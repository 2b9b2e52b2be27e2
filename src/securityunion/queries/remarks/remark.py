"""What is odd in a report, without being wrong: its filing against the law, and data out of the usual order."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise

from attrs import frozen

from securityunion.act import ActKind, ActStatus, LegalAct
from securityunion.errors import check_instance
from securityunion.identifier import IdentifierError, celex_for, parse_celex, parse_official_journal_reference
from securityunion.initiative import Initiative, InitiativeKind, Stage
from securityunion.obligation import ComplianceRecord, ComplianceStatus, Obligation
from securityunion.procedure import EventKind, Procedure, ProcedureStage
from securityunion.protocol import PydanticEnum
from securityunion.report import ProgressReport
from securityunion.results import Listed
from securityunion.truth import Truth

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
    OJ_OF_ANOTHER_DAY = "oj-of-another-day"
    ELI_OF_ANOTHER_ACT = "eli-of-another-act"
    ITS_OWN_SUCCESSOR = "its-own-successor"
    NO_OBLIGATION = "no-obligation"
    REGULATION_TO_TRANSPOSE = "regulation-to-transpose"
    DEADLINE_BEFORE_ACT = "deadline-before-act"
    ACT_NOT_LISTED = "act-not-listed"
    STATUS_BEFORE_ACT = "status-before-act"
    STATUS_BEFORE_DEADLINE = "status-before-deadline"
    STEP_BEFORE_DEADLINE = "step-before-deadline"
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

    Raises:
        TypeError: where *report* is no report.

    >>> import securityunion as su
    >>> remarks = check(su.first_progress_report())
    >>> [remark.path for remark in remarks if remark.code is RemarkCode.PROPOSAL_FILED_AS_ADOPTED]
    ['$.initiatives[23].stage']
    """
    check_instance("report", report, ProgressReport)
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
_REGULATIONS = {ActKind.REGULATION, ActKind.IMPLEMENTING_REGULATION, ActKind.DELEGATED_REGULATION}
_NOT_NOTIFIED = {ComplianceStatus.NOT_COMMUNICATED, ComplianceStatus.PARTLY_COMMUNICATED}
_ACTS = {"0", "3"}
"""The CELEX sectors of consolidated and of published acts."""
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
    # Where a procedure is listed, it may be what is negotiated, and the act the one that it is to amend.
    negotiated = initiative.stage is Stage.UNDER_NEGOTIATION and not initiative.procedures
    if negotiated and initiative.acts and all(_was_made(act, day) for act in initiative.acts):
        text = f"filed as under negotiation, but on {day} what it lists had been signed or was in force"
        yield Remark(f"{path}.stage", RemarkCode.FILED_AGAINST_ACT, text)
    yield from _on_transposition(initiative, path)
    for index, act in enumerate(initiative.acts):
        yield from _on_act(act, f"{path}.acts[{index}]")
    for index, procedure in enumerate(initiative.procedures):
        yield from _on_procedure(procedure, f"{path}.procedures[{index}]")
        yield from _against_acts(initiative, procedure, f"{path}.procedures[{index}]")
    for index, obligation in enumerate(initiative.obligations):
        yield from _on_obligation(report, initiative, obligation, f"{path}.obligations[{index}]")


def _was_made(act: LegalAct, day: date) -> bool:
    """Say whether an act certainly was an act on a day, whatever became of it since."""
    return any(step is not None and step <= day for step in (act.signed, act.published, act.entry_into_force))


def _on_transposition(initiative: Initiative, path: str) -> Iterator[Remark]:
    if initiative.stage is Stage.PENDING_TRANSPOSITION and not initiative.obligations:
        text = "filed as pending transposition, without an obligation that would be pending"
        yield Remark(f"{path}.obligations", RemarkCode.NO_OBLIGATION, text)
    kinds = {act.kind for act in initiative.acts}
    if initiative.stage in (Stage.PENDING_TRANSPOSITION, Stage.TRANSPOSED) and kinds and kinds <= _REGULATIONS:
        text = f"filed as {initiative.stage}, but it lists regulations alone, which nobody has to transpose"
        yield Remark(f"{path}.stage", RemarkCode.REGULATION_TO_TRANSPOSE, text)


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
    if act.oj is not None and act.published is not None:
        day = parse_official_journal_reference(act.oj).published
        if day != act.published:
            text = f"the Official Journal of {day}, of an act published on {act.published}"
            yield Remark(f"{path}.oj", RemarkCode.OJ_OF_ANOTHER_DAY, text)
    if act.celex is not None and act.eli is not None and _names_another(act.eli, act.celex):
        text = f"{act.eli} names another act than {act.celex}"
        yield Remark(f"{path}.eli", RemarkCode.ELI_OF_ANOTHER_ACT, text)
    for name, successor in (("partly_replaced_by", act.partly_replaced_by), ("repealed_by", act.repealed_by)):
        if successor is not None and successor == act.celex:
            yield Remark(f"{path}.{name}", RemarkCode.ITS_OWN_SUCCESSOR, f"{act.celex} names itself as its successor")


def _names_another(eli: str, celex: str) -> bool:
    """Say whether the two certainly name different acts, of whichever version.

    A number with brackets determines neither from the other, nor does that of a corrigendum.
    """
    try:
        one, other = parse_celex(celex_for(eli)), parse_celex(celex)
    except IdentifierError:
        return False  # the form of this ELI, such as that of a corrigendum, does not tell a CELEX number
    for parts in (one, other):
        if parts.sector not in _ACTS or parts.repeated is not None or parts.corrigendum is not None:
            return False
    return (one.year, one.descriptor, one.number) != (other.year, other.descriptor, other.number)


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
    days: dict[EventKind, list[date | None]] = {}
    for event in procedure.events:  # in any order
        days.setdefault(event.kind, []).append(event.on)
    first = {kind: _of_all(min, every) for kind, every in days.items()}
    steps = tuple((kind.value, first.get(kind)) for kind in _USUAL_ORDER)
    yield from _in_order(steps, f"{path}.events", RemarkCode.EVENTS_OUT_OF_ORDER)
    proposed = first.get(EventKind.PROPOSAL)
    published = _of_all(max, days.get(EventKind.PUBLICATION, []))  # a package may be published on several days
    for index, event in enumerate(procedure.events):
        if event.on is None or (event.kind in _USUAL_ORDER and event.on == first[event.kind]):
            continue  # the first of a usual step stands above
        if proposed is not None and event.on < proposed:
            text = f"{event.kind} on {event.on}, before the proposal on {proposed}"
            yield Remark(f"{path}.events[{index}].on", RemarkCode.EVENTS_OUT_OF_ORDER, text)
        if published is not None and event.on > published:
            text = f"{event.kind} on {event.on}, after the publication on {published}"
            yield Remark(f"{path}.events[{index}].on", RemarkCode.EVENTS_OUT_OF_ORDER, text)
    successors = [("replaced_by", procedure.replaced_by)]
    successors += [(f"split_into[{index}]", part) for index, part in enumerate(procedure.split_into)]
    for name, successor in successors:
        if successor == procedure.reference:
            text = f"{successor} names itself as its successor"
            yield Remark(f"{path}.{name}", RemarkCode.ITS_OWN_SUCCESSOR, text)


def _of_all(choose: Callable[[list[date]], date], days: list[date | None]) -> date | None:
    """Return the first or last of *days*; None where there are none, or where one is not known: it may be that one."""
    known = [day for day in days if day is not None]
    return choose(known) if known and len(known) == len(days) else None


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
    yield from _on_records(report, obligation, act, path)
    for index, procedure in enumerate(obligation.infringements):
        for place, event in enumerate(procedure.events):
            if deadline is not None and event.taken(by=deadline) is Truth.YES:
                text = f"{event.step} on {event.on}, when the deadline {deadline} had not passed"
                where = f"{path}.infringements[{index}].events[{place}].on"
                yield Remark(where, RemarkCode.STEP_BEFORE_DEADLINE, text)


def _on_records(report: ProgressReport, obligation: Obligation, act: LegalAct | None, path: str) -> Iterator[Remark]:
    for index, record in enumerate(obligation.records):
        yield from _too_early(record, obligation.deadline, act, f"{path}.records[{index}].on")
        if record.on is not None and record.on > report.published:
            text = f"a status of {record.on}, after the report's day {report.published}"
            yield Remark(f"{path}.records[{index}].on", RemarkCode.STATUS_AFTER_REPORT, text)
        if not record.state.is_member(on=report.published):
            text = f"{record.state.short_name} was not a Member State on {report.published}"
            yield Remark(f"{path}.records[{index}].state", RemarkCode.NOT_A_MEMBER, text)


def _too_early(record: ComplianceRecord, deadline: date | None, act: LegalAct | None, path: str) -> Iterator[Remark]:
    """Yield remarks where a record is of a day on which there was no act yet, or nobody could be late with it."""
    on = record.on
    if on is None:
        return
    word, begun = _beginning(act)
    if begun is not None and on < begun:
        text = f"a status of {on}, but its act was not {word} before {begun}"
        yield Remark(path, RemarkCode.STATUS_BEFORE_ACT, text)
    if deadline is None or on > deadline:
        return
    if record.status in _NOT_NOTIFIED:
        text = f"{record.status} on {on}, when the deadline {deadline} had not passed"
        yield Remark(path, RemarkCode.STATUS_BEFORE_DEADLINE, text)
    if record.infringement is not None:
        text = f"{record.infringement} by {on}, when the deadline {deadline} had not passed"
        yield Remark(path, RemarkCode.STEP_BEFORE_DEADLINE, text)


def _beginning(act: LegalAct | None) -> tuple[str, date | None]:
    """Return the day from which an act was there for those whom it binds, as far as it is known, and its word."""
    if act is None:
        return "", None
    steps = (("published", act.published), ("signed", act.signed), ("in force", act.entry_into_force))
    return next((step for step in steps if step[1] is not None), ("", None))


def _in_order(steps: tuple[tuple[str, date | None], ...], path: str, code: RemarkCode) -> Iterator[Remark]:
    known = [(name, day) for name, day in steps if day is not None]
    for (earlier, first), (later, second) in pairwise(known):
        if second < first:
            place = f"{path}.{later}" if code is RemarkCode.DATES_OUT_OF_ORDER else path
            yield Remark(place, code, f"{later} on {second}, before {earlier} on {first}")
