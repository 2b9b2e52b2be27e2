"""Find the infringement procedures and the decisions that a report records."""

from collections.abc import Iterator
from datetime import date
from typing import overload

from attrs import evolve, frozen

from securityunion._util.arguments import check_instance, check_text
from securityunion._util.containers import ResultTuple
from securityunion._util.public_home import public
from securityunion.errors import raise_not_found
from securityunion.model.decision import Decision
from securityunion.model.infringement import InfringementProcedure, InfringementStep
from securityunion.model.initiative import Initiative
from securityunion.model.obligation import Obligation
from securityunion.model.report import Part, ProgressReport
from securityunion.queries.select import member_or_none, with_obligations
from securityunion.values.member_state import MemberState
from securityunion.values.partial_date import first_day, last_day
from securityunion.values.sentinel_dates import known_day
from securityunion.values.truth import Answer, Truth

__all__ = ["Infringement", "decisions", "infringements"]


@public
@frozen(weakref_slot=False)
class Infringement:
    """An infringement procedure, with the obligation that it is about and the initiative of the obligation.

    The steps of the procedure include those that decisions of the report tell. If the procedure is known only from
    decisions that name no obligation, the initiative and the obligation are None.

    >>> import securityunion as su
    >>> first = su.infringements(su.first_progress_report())[0]
    >>> first.procedure.state.eu_code, first.obligation.id
    ('BE', 'attacks-is-transposition')
    """

    initiative: Initiative | None
    obligation: Obligation | None
    procedure: InfringementProcedure

    def __repr__(self) -> str:
        case = self.procedure.case or "case number unknown"
        about = "obligation unknown" if self.obligation is None else self.obligation.id
        return f"<Infringement {self.procedure.state.eu_code}, {case}: {about}>"


@overload
def infringements(
    report: ProgressReport, *, state: MemberState | str | None = None, open_on: None = None
) -> tuple[Infringement, ...]: ...
@overload
def infringements(
    report: ProgressReport, *, state: MemberState | str | None = None, open_on: date
) -> Answer[Infringement]: ...
def infringements(
    report: ProgressReport, *, state: MemberState | str | None = None, open_on: date | None = None
) -> tuple[Infringement, ...] | Answer[Infringement]:
    """Return the infringement procedures that a report records, or an `Answer` that says which were open on a day.

    The result is an `Answer` if you pass `open_on`. A report records only some infringement procedures, so an empty
    result does not mean that no procedure exists, and `more` of the answer is always true.

    Decisions count, too, for each Member State that they certainly concern. A step that a procedure already has, on a
    day that may be the same, is not told again. Otherwise the decision adds its step to the procedure with its case
    number. If there is none, the decision makes a procedure of its own, because a Member State can have several
    procedures over one obligation.

    Args:
        report: the report.
        state: a Member State or its code; only procedures against this Member State are returned.
        open_on: a day. The answer says for each procedure whether it was open on this day: yes, unknown or no.

    Raises:
        TypeError: if *report* is not a ProgressReport, or *open_on* is not a date without time.
        ValueError: if *state* is not the code of a Member State.

    >>> import securityunion as su
    >>> report = su.first_progress_report()
    >>> [one.procedure.state.eu_code for one in su.infringements(report)]
    ['BE', 'BG', 'IE', 'LU', 'SI']
    >>> answer = su.infringements(report, state="SI", open_on=report.published)
    >>> len(answer.yes), len(answer.unknown), len(answer.no), answer.more
    (0, 1, 0, True)
    """
    check_instance("report", report, ProgressReport)
    member = None if state is None else MemberState.from_code(state)
    found = ResultTuple(one for one in _joined(report) if member in (None, one.procedure.state))
    if open_on is None:
        return found
    return Answer.sort(((one, one.procedure.is_open(on=open_on)) for one in found), more=True)


@overload
def decisions(
    report: ProgressReport,
    *,
    state: None = None,
    step: InfringementStep | str | None = None,
    obligation: str | None = None,
) -> tuple[Decision, ...]: ...
@overload
def decisions(
    report: ProgressReport,
    *,
    state: MemberState | str,
    step: InfringementStep | str | None = None,
    obligation: str | None = None,
) -> Answer[Decision]: ...
def decisions(
    report: ProgressReport,
    *,
    state: MemberState | str | None = None,
    step: InfringementStep | str | None = None,
    obligation: str | None = None,
) -> tuple[Decision, ...] | Answer[Decision]:
    """Return the decisions that a report records, or an `Answer` that says which concern a Member State.

    The result is an `Answer` if you pass `state`. If the list of decisions is not declared complete, other decisions
    may concern the Member State, too.

    Args:
        report: the report.
        state: a Member State or its code. The answer says for each decision whether it concerns this Member State: yes,
            unknown or no.
        step: only decisions with this step are returned.
        obligation: the id of an obligation; only decisions that name this obligation are returned.

    Raises:
        NotFoundError: if the step or the obligation is unknown.
        TypeError: if *report* is not a ProgressReport, or *obligation* is not a str.
        ValueError: if *state* is not the code of a Member State.

    >>> import securityunion as su
    >>> su.decisions(su.first_progress_report())
    ()
    """
    check_instance("report", report, ProgressReport)
    step = member_or_none(InfringementStep, step)
    if obligation is not None:
        check_text("obligation", obligation)
        known = [one.id for _, one in with_obligations(report)]
        if obligation not in known:
            raise_not_found("obligation", obligation, known)
    found = ResultTuple(
        one
        for one in report.decisions
        if step in (None, one.step) and (obligation is None or obligation in one.obligations)
    )
    if state is None:
        return found
    member = MemberState.from_code(state)
    return Answer.sort(
        ((one, one.states.includes(member)) for one in found), more=Part.DECISIONS not in report.complete
    )


def _joined(report: ProgressReport) -> Iterator[Infringement]:
    """Yield the recorded procedures, with the steps of decisions, then those that only decisions tell."""
    listed = list(with_obligations(report))
    found = [
        Infringement(initiative, obligation, procedure)
        for initiative, obligation in listed
        for procedure in obligation.infringements
    ]
    if not report.decisions:
        yield from found
        return
    obligations = {obligation.id: (initiative, obligation) for initiative, obligation in listed}
    # For each Member State and obligation, the places of their procedures in `found`.
    places: dict[tuple[MemberState, str | None], list[int]] = {}
    for place, one in enumerate(found):
        places.setdefault(_key(one), []).append(place)
    for decision in report.decisions:
        for about in decision.obligations or (None,):
            initiative, obligation = (None, None) if about is None else obligations[about]
            for state in MemberState:
                if decision.states.includes(state) is not Truth.YES:
                    continue
                own = places.setdefault((state, about), [])
                if any(_tells(found[place].procedure, decision) for place in own):
                    continue
                same = next((place for place in own if _is_of(found[place].procedure, decision)), None)
                if same is not None:
                    procedure = found[same].procedure
                    longer = evolve(procedure, events=(*procedure.events, decision.event))
                    found[same] = evolve(found[same], procedure=longer)
                    continue
                own.append(len(found))
                procedure = InfringementProcedure(
                    state=state, case=decision.case, events=(decision.event,), sources=decision.sources
                )
                found.append(Infringement(initiative, obligation, procedure))
    yield from found


def _key(one: Infringement) -> tuple[MemberState, str | None]:
    return one.procedure.state, None if one.obligation is None else one.obligation.id


def _is_of(procedure: InfringementProcedure, decision: Decision) -> bool:
    """Return whether a decision is certainly a step of a procedure: a Member State can have several procedures."""
    return decision.case is not None and decision.case == procedure.case


def _tells(procedure: InfringementProcedure, decision: Decision) -> bool:
    """Return whether a procedure already has the step of a decision, as far as the two can be compared."""
    if procedure.case is not None and decision.case not in (None, procedure.case):
        return False
    return any(one.step is decision.step and _may_be_same_day(one.on, decision.on) for one in procedure.events)


def _may_be_same_day(one: str | None, other: str | None) -> bool:
    if one is None or other is None or any(known_day(last_day(on)) is None for on in (one, other)):
        return True
    return first_day(one) <= last_day(other) and first_day(other) <= last_day(one)
