"""Select initiatives, obligations and findings from a report.

A function returns a tuple if its result is certain, and an `Answer` if its result may be partly unknown. The first
argument of each function is the report, and filters are keyword arguments. Results depend on the arguments alone: the
current date and earlier calls make no difference.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import TypeVar, overload

from securityunion._util.arguments import check_instance, check_text
from securityunion._util.containers import ResultTuple
from securityunion._util.text import class_words
from securityunion.errors import raise_not_found
from securityunion.model.actor import Actor
from securityunion.model.initiative import Initiative, InitiativeKind, PositionStatus, Stage
from securityunion.model.obligation import Duty, Obligation
from securityunion.model.procedure import POSITION_EVENTS, EventKind, Institution, Procedure, ProcedureStage
from securityunion.model.report import Finding, FindingKind, ProgressReport
from securityunion.queries.completeness import initiatives_complete, obligations_complete
from securityunion.queries.lookup import mentions
from securityunion.values.member_state import MemberState
from securityunion.values.sentinel_dates import known_day
from securityunion.values.truth import Answer, Truth

__all__ = ["awaiting", "findings", "initiatives", "member_or_none", "obligations", "with_obligations"]


E = TypeVar("E", bound=StrEnum)


def initiatives(
    report: ProgressReport,
    *,
    priority: str | None = None,
    stage: Stage | str | None = None,
    kind: InitiativeKind | str | None = None,
    text: str | None = None,
) -> tuple[Initiative, ...]:
    """Return the initiatives that match all filters, in the order of the report.

    Args:
        report: the report.
        priority: the id of a priority; only initiatives that the report lists under this priority are returned.
        stage: only initiatives that the report lists at this stage are returned.
        kind: only initiatives of this kind are returned, for example proposals.
        text: only initiatives with this text in a title are returned. Case is ignored. The titles of the documents and
            acts of an initiative are searched, too.

    Raises:
        NotFoundError: if the priority, stage or kind is unknown.
        TypeError: if `report` is not a ProgressReport, or `priority` or `text` is not a str.

    >>> import securityunion as su
    >>> report = su.first_progress_report()
    >>> negotiated = su.initiatives(
    ...     report, stage=su.Stage.UNDER_NEGOTIATION, priority="evolving-threats"
    ... )
    >>> [i.id for i in negotiated]
    ['e-evidence', 'csam-interim']
    >>> [i.id for i in su.initiatives(report, text="money laundering")]
    ['amld4', 'amld5']
    """
    check_instance("report", report, ProgressReport)
    if text is not None:
        check_text("text", text)
    _known_priority(report, priority)
    stage, kind = member_or_none(Stage, stage), member_or_none(InitiativeKind, kind)
    return ResultTuple(
        initiative
        for initiative in report.initiatives
        if priority in (None, initiative.priority)
        and stage in (None, initiative.stage)
        and kind in (None, initiative.kind)
        and (text is None or mentions(initiative, text.casefold()))
    )


@overload
def obligations(
    report: ProgressReport, *, state: None = None, duty: Duty | str | None = None
) -> tuple[Obligation, ...]: ...


@overload
def obligations(
    report: ProgressReport, *, state: MemberState | str, duty: Duty | str | None = None
) -> Answer[Obligation]: ...


def obligations(
    report: ProgressReport, *, state: MemberState | str | None = None, duty: Duty | str | None = None
) -> tuple[Obligation, ...] | Answer[Obligation]:
    """Return the obligations of a report, or an `Answer` that says which are outstanding in a Member State.

    The result is an `Answer` if you pass `state`.

    Args:
        report: the report.
        state: a Member State or its code. The answer says for each obligation whether it was outstanding in this Member
            State on the day of the report: yes, unknown or no.
        duty: only obligations with this duty are returned.

    Raises:
        NotFoundError: if the duty is unknown.
        TypeError: if `report` is not a ProgressReport.
        ValueError: if `state` is not the code of a Member State.

    >>> import securityunion as su
    >>> report = su.first_progress_report()
    >>> len(su.obligations(report))
    15
    >>> answer = su.obligations(report, state=su.MemberState.PT)
    >>> len(answer.yes), len(answer.unknown), len(answer.no)
    (0, 15, 0)
    """
    check_instance("report", report, ProgressReport)
    duty = member_or_none(Duty, duty)
    found = ResultTuple(obligation for _, obligation in with_obligations(report) if duty in (None, obligation.duty))
    if state is None:
        return found
    member = MemberState.from_code(state)
    verdicts = ((obligation, obligation.outstanding_in(member, on=report.published)) for obligation in found)
    return Answer.sort(verdicts, more=not obligations_complete(report))


def awaiting(report: ProgressReport, institution: Institution | str) -> Answer[Initiative]:
    """Return an answer that says which unfinished initiatives await the position of *institution*.

    An initiative is unfinished if the report lists it as proposed, under negotiation or agreed, or if its withdrawal is
    only announced. A proposal is also unfinished if the report lists it as planned or as adopted by the Commission.

    Both the positions that the report notes and the events of the procedures decide:

    - A position that the report notes as awaited is awaited, and one that it notes as adopted is not. If the events
      show the opposite, the two disagree, and the answer is unknown.
    - A position that was taken in an event on or before the day of the report is not awaited.
    - After the Council's position at first reading, the European Parliament's position at second reading is awaited,
      whatever its position at first reading was. In the same way, the Council answers the European Parliament's
      position at second reading (Article 294(7) and (8) TFEU).
    - Events decide only if all of them are recorded up to the day of the report.
    - Otherwise, the answer is unknown.

    Raises:
        NotFoundError: if the institution is unknown.
        TypeError: if `report` is not a ProgressReport.

    >>> import securityunion as su
    >>> answer = su.awaiting(su.first_progress_report(), su.Institution.EUROPEAN_PARLIAMENT)
    >>> [initiative.id for initiative in answer.yes]
    ['e-evidence', 'csam-interim', 'etias']
    >>> [initiative.id for initiative in answer.unknown]
    ['dora', 'europol']
    >>> [initiative.id for initiative in answer.no]
    ['tco', 'eccc']
    """
    check_instance("report", report, ProgressReport)
    member = _member(Institution, institution)
    return Answer.sort(
        (
            (initiative, _awaits(initiative, member, report.published))
            for initiative in report.initiatives
            if _is_unfinished(initiative)
        ),
        more=not initiatives_complete(report),
    )


def findings(
    report: ProgressReport,
    *,
    kind: FindingKind | str | None = None,
    acted_by: Actor | str | None = None,
    addressee: Actor | str | None = None,
    priority: str | None = None,
) -> tuple[Finding, ...]:
    """Return the findings that match all filters, in the order of the report.

    Args:
        report: the report.
        kind: only findings of this kind are returned: progress made, or action needed.
        acted_by: only findings that say that this institution or group acted are returned.
        addressee: only findings that name this addressee are returned. A finding that names no addressee is left out,
            even though it may concern this addressee.
        priority: the id of a priority; only findings that the source lists under this priority are returned.

    Raises:
        NotFoundError: if the kind, institution, addressee or priority is unknown.
        TypeError: if `report` is not a ProgressReport, or `priority` is not a str.

    >>> import securityunion as su
    >>> report = su.first_progress_report()
    >>> [f.id for f in su.findings(report, addressee=su.Actor.COUNCIL)]
    ['conclude-terrorist-content']
    """
    check_instance("report", report, ProgressReport)
    _known_priority(report, priority)
    kind = member_or_none(FindingKind, kind)
    acted_by, addressee = member_or_none(Actor, acted_by), member_or_none(Actor, addressee)
    return ResultTuple(
        finding
        for finding in report.findings
        if kind in (None, finding.kind)
        and (acted_by is None or acted_by in finding.acted_by)
        and (addressee is None or addressee in finding.addressees)
        and priority in (None, finding.priority)
    )


def with_obligations(report: ProgressReport) -> Iterator[tuple[Initiative, Obligation]]:
    """Yield a pair for each obligation of a report: the initiative, then the obligation.

    The pairs are in the order of the report.

    >>> import securityunion as su
    >>> initiative, obligation = next(with_obligations(su.first_progress_report()))
    >>> initiative.id == obligation.initiative
    True
    """
    for initiative in report.initiatives:
        for obligation in initiative.obligations:
            yield initiative, obligation


def _is_unfinished(initiative: Initiative) -> bool:
    if initiative.kind is InitiativeKind.PROPOSAL and initiative.stage in (Stage.PLANNED, Stage.ADOPTED_BY_COMMISSION):
        return True
    return initiative.stage in _UNFINISHED


_UNFINISHED = {Stage.PROPOSED, Stage.UNDER_NEGOTIATION, Stage.AGREED, Stage.WITHDRAWAL_ANNOUNCED}
"""The stages at which an act is not law yet, and may become law."""


def _awaits(initiative: Initiative, institution: Institution, day: date) -> Truth:
    noted = next((one.status for one in initiative.positions if one.institution is institution), None)
    verdicts = [_awaits_after(procedure, institution, day) for procedure in initiative.procedures]
    if noted is None:
        # An initiative awaits a position if any of its procedures does.
        awaited = Truth.NO if verdicts else Truth.UNKNOWN
        for verdict in verdicts:
            awaited |= verdict
        return awaited
    if noted is PositionStatus.ADOPTED:
        return Truth.NO if Truth.YES not in verdicts else Truth.UNKNOWN
    return Truth.UNKNOWN if verdicts and all(verdict is Truth.NO for verdict in verdicts) else Truth.YES


def _awaits_after(procedure: Procedure, institution: Institution, day: date) -> Truth:
    """Return whether the position of an institution was awaited after the events up to a day."""
    if procedure.stage(on=day) in _OVER:
        return Truth.NO
    past = [(on, one) for one in procedure.events if (on := known_day(one.on)) is not None and on <= day]
    # A position that begins the second reading of an institution makes its earlier positions count no longer. If such a
    # position may be missing from the events, it is unknown in which reading the procedure is.
    kind, by = _BEGINS_SECOND_READING.get(institution, (None, None))
    beginning = max((on for on, one in past if (one.kind, one.by) == (kind, by)), default=None)
    complete_until = known_day(procedure.known_until)
    undated = any(known_day(one.on) is None and one.kind in POSITION_EVENTS for one in procedure.events)
    recorded = complete_until is not None and day <= complete_until and not undated
    taken = any(
        one.kind in POSITION_EVENTS and one.by is institution and (beginning is None or on > beginning)
        for on, one in past
    )
    if not recorded:
        return Truth.UNKNOWN
    return Truth.NO if taken else Truth.YES if beginning is not None else Truth.UNKNOWN


_BEGINS_SECOND_READING = {
    Institution.EUROPEAN_PARLIAMENT: (EventKind.FIRST_READING_POSITION, Institution.COUNCIL),
    Institution.COUNCIL: (EventKind.SECOND_READING_POSITION, Institution.EUROPEAN_PARLIAMENT),
}
"""For each institution, the position of the other one that it answers at second reading (Article 294 TFEU)."""


_OVER = {
    ProcedureStage.ADOPTED,
    ProcedureStage.SIGNED,
    ProcedureStage.PUBLISHED,
    ProcedureStage.WITHDRAWN,
    ProcedureStage.REJECTED,
    ProcedureStage.LAPSED,
}


def _known_priority(report: ProgressReport, priority: str | None) -> None:
    if priority is None:
        return
    check_text("priority", priority)
    ids = [one.id for one in report.priorities]
    if priority not in ids:
        raise_not_found("priority", priority, ids)


def member_or_none(enumeration: type[E], value: E | str | None) -> E | None:
    """Return the member of an enumeration that has a value; None for None.

    Raises:
        NotFoundError: if no member has the value.

    >>> from securityunion.model.initiative import Stage
    >>> member_or_none(Stage, "adopted")
    <Stage.ADOPTED: 'adopted'>
    """
    return None if value is None else _member(enumeration, value)


def _member(enumeration: type[E], value: E | str) -> E:
    try:
        return enumeration(value)
    except ValueError:
        raise_not_found(class_words(enumeration), str(value), [member.value for member in enumeration])
