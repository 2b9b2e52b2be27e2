"""Questions about obligations: who belongs to a group, where an obligation was outstanding, and who was late."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from random import Random

from attrs import evolve

import securityunion as su
from enumeration.axioms import Axioms
from enumeration.world import Comparison, claim, day, group, members, subsets

__all__ = ["ask_includes", "ask_outstanding_by_state", "ask_outstanding_in", "ask_overdue"]

AT, BE, DK, GB, HR = (su.MemberState(code) for code in ("AT", "BE", "DK", "GB", "HR"))
_FEW = (AT, BE, GB, HR)
_REST = tuple(state for state in su.MemberState if state not in _FEW)
# Days around the accession of Croatia and the withdrawal of the United Kingdom.
_DAYS = (date(2013, 6, 30), date(2013, 7, 1), date(2020, 1, 31), date(2020, 2, 1), date(2020, 12, 9))
_OUTSTANDING = (
    su.ComplianceStatus.NOT_COMMUNICATED,
    su.ComplianceStatus.PARTLY_COMMUNICATED,
    su.ComplianceStatus.NOT_FULLY_COMMUNICATED,
    su.ComplianceStatus.NOT_CONFORM,
    su.ComplianceStatus.NOT_APPLIED,
)
_STATUSES = (None, *su.ComplianceStatus)


def ask_includes(rng: Random, axioms: Axioms) -> Iterator[Comparison]:
    """Ask `StateGroup.includes` and `size`. Only a few Member States differ, and the rest is alike."""
    del axioms
    scope = None if rng.random() < 0.4 else tuple(state for state in _FEW if rng.random() < 0.8)  # noqa: PLR2004
    known = group(rng, _FEW, scope=scope)
    if known is None:
        return
    could = [(chosen, rest) for chosen in subsets(_FEW) for rest in range(len(_REST) + 1) if _fits(known, chosen, rest)]
    for state in (*_FEW, DK):
        values = {state in chosen if state in _FEW else value for chosen, rest in could for value in _any_of(rest)}
        yield Comparison(claim(known.includes(state)), frozenset(values), known)
    sizes = {len(chosen) + rest for chosen, rest in could}
    yield Comparison(_numbers(known.size), frozenset(sizes), known, tight=known.size.at_most is not None)


def ask_outstanding_in(rng: Random, axioms: Axioms) -> Iterator[Comparison]:
    """Ask `Obligation.outstanding_in` and `outstanding_size`."""
    del axioms
    reported = rng.choice(_DAYS)
    known = _obligation(rng, "one")
    could = [] if known is None else list(_completions(known, reported))
    if known is None or not could:
        return
    for state in _FEW:
        values = frozenset(state in one.outstanding for one in could)
        yield Comparison(claim(known.outstanding_in(state, on=reported)), values, (known, reported))
    everywhere = list(_completions(known, None))
    sizes = frozenset(len(one.outstanding) for one in everywhere)
    size = known.outstanding_size
    # If nothing but `at_most` limits the group, a State that joins the Union later can belong to it.
    bound = known.bound
    limits = (known.outstanding.count, known.outstanding.scope, bound.count, bound.at_most, bound.scope)
    tight = any(limit is not None for limit in limits)
    yield Comparison(_numbers(size), sizes, known, tight=tight)


def ask_outstanding_by_state(rng: Random, axioms: Axioms) -> Iterator[Comparison]:
    """Ask `outstanding_by_state` about a report that may list only some of its obligations."""
    del axioms
    reported = rng.choice(_DAYS)
    known = [one for name in ("one", "two") if (one := _obligation(rng, name)) is not None]
    could = [list(_completions(one, reported)) for one in known]
    if not all(could):
        return
    lacking = rng.random() < 0.3  # noqa: PLR2004
    complete = (su.Part.OBLIGATIONS,) if rng.random() < 0.5 else ()  # noqa: PLR2004
    report = _report(reported, known, complete=complete, lacking=lacking)
    # A report whose list is not whole may have any number of further obligations; one is enough to have no upper limit.
    further = 0 if complete and not lacking else 1
    found = su.outstanding_by_state(report)
    for state in _FEW:
        if state not in members(reported):
            continue
        sums = {
            sum(state in one.outstanding for one in choice) + extra
            for choice in product(*could)
            for extra in range(further + 1)
        }
        yield Comparison(_numbers(found[state], open_ended=bool(further)), _open(sums, bool(further)), report)


def ask_overdue(rng: Random, axioms: Axioms) -> Iterator[Comparison]:
    """Ask `overdue` on the day of the report, and on days before and after it."""
    reported, asked = rng.choice(_DAYS), rng.choice(_DAYS)
    known = _obligation(rng, "one", deadlines=True)
    if known is None:
        return
    could = list(_completions(known, reported))
    if not could:
        return
    answer = su.overdue(_report(reported, [known], complete=(su.Part.OBLIGATIONS,)), on=asked)
    (found,) = (*answer.yes, *answer.unknown, *answer.no)
    world = (known, reported, asked)
    lates = [_late(one, known, reported, asked, axioms) for one in could]
    for state in _FEW:
        values = frozenset(value for late in lates for value in late.of[state])
        yield Comparison(claim(found.late_in(state)), values, world)
    counts = {number for late in lates for number in range(late.least, late.most + 1)}
    yield Comparison(_numbers(found.count), frozenset(counts), world)
    yield Comparison(claim(found.anywhere), frozenset(number > 0 for number in counts), world)


@dataclass(frozen=True)
class _Completion:
    """Who was bound and in whom the obligation was outstanding; of the rest, only how many were bound."""

    bound: frozenset[su.MemberState]
    outstanding: frozenset[su.MemberState]
    rest_bound: int


def _completions(known: su.Obligation, reported: date | None) -> Iterator[_Completion]:
    statuses = {one.state: one.status for one in known.records}
    stated = {state for state, status in statuses.items() if status in _OUTSTANDING}.union(known.outstanding.named)
    possible = set(su.MemberState) if reported is None else members(reported) | stated
    met = {state for state, status in statuses.items() if status is su.ComplianceStatus.COMPLETE}
    rest = range(len(_REST) + 1)
    for bound in subsets(_FEW):
        numbers = [number for number in rest if _fits(known.bound, bound, number)]
        for outstanding in subsets(bound):
            if not stated <= outstanding <= possible or outstanding & met:
                continue
            if _fits(known.outstanding, outstanding, 0):
                for number in numbers:
                    yield _Completion(bound, outstanding, number)


@dataclass(frozen=True)
class _Lateness:
    """What can be on a day, for one completion: for each Member State, and the number of all that are late."""

    of: dict[su.MemberState, frozenset[bool]]
    least: int
    most: int


def _late(one: _Completion, known: su.Obligation, reported: date, asked: date, axioms: Axioms) -> _Lateness:
    lasts = known.duty in (su.Duty.TRANSPOSE, su.Duty.NOTIFY)
    of = {
        state: _late_in(state, one, known, reported, asked, axioms) if state in members(asked) else frozenset({False})
        for state in _FEW
    }
    # The rest had nothing outstanding on the day of the report, and all of them are members on every day.
    free_to_change = asked < reported or (asked > reported and not (lasts and axioms.met_stays_met))
    bound = one.rest_bound if axioms.bound_is_constant or asked == reported else len(_REST)
    past = known.deadlines == () or asked > min(each.on for each in known.deadlines)
    rest = bound if asked != reported and free_to_change and past else 0
    return _Lateness(of, sum(values == {True} for values in of.values()), sum(True in v for v in of.values()) + rest)


def _late_in(  # noqa: PLR0913, PLR0917 - everything that decides
    state: su.MemberState, one: _Completion, known: su.Obligation, reported: date, asked: date, axioms: Axioms
) -> frozenset[bool]:
    lasts = known.duty in (su.Duty.TRANSPOSE, su.Duty.NOTIFY)
    status = next((record.status for record in known.records if record.state is state), None)
    then = {_Missing.SOME, _Missing.ALL} if state in one.outstanding else {_Missing.NOTHING}
    if status is su.ComplianceStatus.NOT_COMMUNICATED:
        then = {_Missing.ALL}
    elif status in _OUTSTANDING:
        then = {_Missing.SOME}
    everything = {_Missing.NOTHING, _Missing.SOME, _Missing.ALL}
    if asked == reported:
        now = then
    elif state not in one.bound and axioms.bound_is_constant:
        now = {_Missing.NOTHING}
    elif asked < reported and lasts and axioms.outstanding_was_outstanding and state in one.outstanding:
        now = {_Missing.ALL} if then == {_Missing.ALL} else {_Missing.SOME, _Missing.ALL}
    elif (
        asked > reported
        and lasts
        and axioms.met_stays_met
        and state not in one.outstanding
        and state in members(reported)
    ):
        now = {_Missing.NOTHING}
    else:
        now = everything
    return frozenset(late for missing in now for late in _past(missing, known, asked))


class _Missing:
    """How much a Member State has not met."""

    NOTHING, SOME, ALL = range(3)


def _past(missing: int, known: su.Obligation, asked: date) -> set[bool]:
    if missing == _Missing.NOTHING:
        return {False}
    days = [one.on for one in known.deadlines]
    if not days:
        return {True, False}
    if missing == _Missing.ALL:
        return {asked > min(days)}
    # Something is missing, but it is not known which of the deadlines it was for.
    return {asked > one for one in days}


def _obligation(rng: Random, name: str, *, deadlines: bool = False) -> su.Obligation | None:
    limited = rng.choice(("scope", "excluded", "outstanding"))
    bound = group(rng, _FEW, scope=_FEW if limited == "scope" else None)
    outstanding = group(rng, _FEW, scope=_FEW if limited == "outstanding" else None)
    if bound is None or outstanding is None:
        return None
    records = tuple(
        su.ComplianceRecord(state=state, status=rng.choice(_STATUSES))
        for state in _FEW
        if rng.random() < 0.3  # noqa: PLR2004
    )
    days = [day(rng.choice((-3000, -60, -20, 100))) for _ in range(rng.randint(0, 2))] if deadlines else []
    try:
        if limited == "excluded":
            bound = evolve(bound, excluded=(*bound.excluded, *_REST))
        return su.Obligation(
            id=name,
            initiative="listed",
            duty=rng.choice(tuple(su.Duty)),
            deadlines=tuple(su.Deadline(on=each) for each in days),
            bound=bound,
            outstanding=outstanding,
            records=records,
        )
    except su.RecordError:
        return None


def _report(
    published: date, obligations: list[su.Obligation], *, complete: tuple[su.Part, ...], lacking: bool = False
) -> su.ProgressReport:
    listed = su.Initiative(
        id="listed",
        title="Listed",
        priority="p",
        kind=su.InitiativeKind.ACT,
        stage=su.Stage.PENDING_TRANSPOSITION if obligations else su.Stage.IN_FORCE,
        obligations=tuple(obligations),
    )
    without = evolve(listed, id="without", stage=su.Stage.PENDING_TRANSPOSITION, obligations=())
    return su.ProgressReport(
        id="r",
        title="R",
        published=published,
        strategy=su.Strategy(id="s", title="S", priorities=(su.Priority(id="p", title="P"),)),
        initiatives=(listed, without) if lacking else (listed,),
        complete=complete,
    )


def _fits(known: su.StateGroup, chosen: frozenset[su.MemberState], rest: int) -> bool:
    """Return whether a set of Member States agrees with a group: some of the few, and a number of the rest."""
    rest_excluded = sum(state in known.excluded for state in _REST)
    room = len(_REST) - rest_excluded if known.scope is None else 0
    return (
        chosen.issuperset(known.named)
        and chosen.isdisjoint(known.excluded)
        and (known.scope is None or chosen.issubset(known.scope))
        and rest <= room
        and known.count in (None, len(chosen) + rest)
        and (known.at_least is None or known.at_least <= len(chosen) + rest)
        and (known.at_most is None or len(chosen) + rest <= known.at_most)
    )


def _any_of(rest: int) -> tuple[bool, ...]:
    """Return whether one of the rest can belong to a group that has this number of the rest."""
    return (False,) if rest == 0 else (True,) if rest == len(_REST) else (False, True)


_EVER = len(su.MemberState)


def _numbers(bounds: su.Bounds, *, open_ended: bool = False) -> frozenset[int]:
    """Return the numbers that bounds leave open. No limit means every number that Member States can have."""
    most = bounds.at_most
    numbers = set(range(bounds.at_least, (_EVER if most is None else most) + 1))
    return _open(numbers, most is None) if open_ended else frozenset(numbers)


_WITHOUT_LIMIT = -1


def _open(numbers: set[int], open_ended: bool) -> frozenset[int]:  # noqa: FBT001 - of a private helper
    """Return numbers, and a mark if they have no upper limit."""
    if not open_ended:
        return frozenset(numbers)
    return frozenset({*range(min(numbers), _EVER + 1), _WITHOUT_LIMIT})
