"""Infer in which Member States an obligation is outstanding from everything that is recorded about it.

Each Member State is in one of three situations: the act does not bind it, it is bound and has met the obligation, or
the obligation is outstanding in it. What is recorded about a single Member State rules out some of the situations. A
count fixes how many Member States are in one of them. As every Member State is in exactly one situation, a count can be
reached exactly if it lies between the number of Member States that *must* be in the situation and the number that *can*
be in it, for all three situations at once. So a few sums give the same result as trying every combination.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Protocol

from attrs import frozen

from securityunion.model.obligation.compliance import OUTSTANDING, ComplianceRecord, ComplianceStatus
from securityunion.values.member_state import MemberState, member_states
from securityunion.values.state_group import StateGroup, stated_number
from securityunion.values.truth import Truth

__all__ = [
    "FREE",
    "MET",
    "OUTSTANDING_IN",
    "Recorded",
    "Standing",
    "standing_among",
    "standing_of",
    "stated_complete",
    "stated_outstanding",
]

# The situations are bits, so that a number says which situations are possible for a Member State.
FREE, MET, OUTSTANDING_IN = 1, 2, 4
_SITUATIONS = (FREE, MET, OUTSTANDING_IN)
_EVERY = FREE | MET | OUTSTANDING_IN
_TOTAL = len(MemberState)

Number = tuple[int, int | None]
"""The smallest and the largest number of some Member States; None for no largest number."""


class Recorded(Protocol):
    """The fields of an `Obligation` that say something about Member States.

    The module of `Obligation` imports this one, so the class itself cannot be named here.

    >>> import securityunion as su
    >>> hasattr(su.Obligation, "bound")
    True
    """

    @property
    def bound(self) -> StateGroup:
        """The Member States that the act addresses."""
        ...

    @property
    def outstanding(self) -> StateGroup:
        """The Member States that have not fully met the obligation."""
        ...

    @property
    def records(self) -> tuple[ComplianceRecord, ...]:
        """What sources state about individual Member States."""
        ...


@frozen(kw_only=True, weakref_slot=False, eq=False)
class Standing:
    """Everything that is recorded about the Member States in which an obligation is outstanding.

    Attributes:
        possible: the situations that are possible for each Member State before the counts are considered, at least one.
        bound: the smallest and the largest number of Member States that are bound, as sources count them; None for no
            largest number.
        count: the same for the number of Member States in which the obligation is outstanding.
        limited: whether anything limits the number of Member States in which the obligation is outstanding.

    >>> known = {MemberState.AT: OUTSTANDING_IN, MemberState.BE: _EVERY}
    >>> possible = dict.fromkeys(MemberState, FREE) | known
    >>> standing = Standing(possible=possible, bound=(0, None), count=(1, 1), limited=True)
    >>> standing.outstanding_in(MemberState.AT), standing.outstanding_in(MemberState.BE)
    (<Truth.YES>, <Truth.NO>)
    """

    possible: Mapping[MemberState, int]
    bound: Number
    count: Number
    limited: bool

    @property
    def consistent(self) -> bool:
        """Whether any combination of situations agrees with everything that is recorded."""
        return self._holds(Counter(self.possible.values()))

    @property
    def least(self) -> int:
        """The smallest number of Member States in which the obligation can be outstanding, before `count` is known."""
        return sum(one == OUTSTANDING_IN for one in self.possible.values())

    @property
    def most(self) -> int:
        """The largest number of Member States in which the obligation can be outstanding, before `count` is known."""
        parts = Counter(self.possible.values())
        free, met = _can(parts, FREE)[0], _can(parts, MET)[0]
        if self.bound[1] is not None:
            free = max(free, _TOTAL - self.bound[1])
        return min(_can(parts, OUTSTANDING_IN)[1], _TOTAL - met - free)

    def outstanding_in(self, state: MemberState) -> Truth:
        """Return whether the obligation is outstanding in *state*."""
        return self._truth(state, OUTSTANDING_IN)

    def binds(self, state: MemberState) -> Truth:
        """Return whether the act binds *state*."""
        return self._truth(state, MET | OUTSTANDING_IN)

    def outstanding_among(self, states: Iterable[MemberState]) -> Iterator[Truth]:
        """Yield the result of `outstanding_in` for each of *states*."""
        return self._truths(states, OUTSTANDING_IN)

    def binds_among(self, states: Iterable[MemberState]) -> Iterator[Truth]:
        """Yield the result of `binds` for each of *states*."""
        return self._truths(states, MET | OUTSTANDING_IN)

    def _truths(self, states: Iterable[MemberState], situations: int) -> Iterator[Truth]:
        # Member States with the same possible situations have the same result, and most have the same ones.
        results: dict[int, Truth] = {}
        for state in states:
            possible = self.possible[state]
            if possible not in results:
                results[possible] = self._truth(state, situations)
            yield results[possible]

    def _truth(self, state: MemberState, situations: int) -> Truth:
        possible = self.possible[state]
        parts = Counter(self.possible.values())
        # If nothing limits the group, a count may include States that joined after this library was released.
        if not self.limited:
            parts[_EVERY] += _TOTAL
        can = self._holds_with(parts, possible, possible & situations)
        can_not = self._holds_with(parts, possible, possible & ~situations)
        return Truth.UNKNOWN if can and can_not else Truth.YES if can else Truth.NO

    def _holds_with(self, parts: Counter[int], before: int, after: int) -> bool:
        """Return whether the counts can hold if one Member State has the situations *after* instead of *before*."""
        if not after:
            return False
        changed = parts.copy()
        changed[before] -= 1
        changed[after] += 1
        return self._holds(changed)

    def _holds(self, parts: Counter[int]) -> bool:
        # Only States that were not counted in `limited` can be more than `_TOTAL`, and then `bound` has no upper limit.
        return _meets(parts, self._free(sum(parts.values())), self.count)

    def _free(self, total: int) -> Number:
        """Return the smallest and the largest number of Member States that are not bound, of *total*."""
        least, most = self.bound
        return 0 if most is None else total - most, total - least

    def range_of(
        self, groups: Iterable[tuple[Collection[MemberState], Callable[[int, int], int]]]
    ) -> tuple[int, int] | None:
        """Return the smallest and the largest possible sum over *groups* of Member States; None if nothing is possible.

        Each group comes with a function that takes the number of Member States of the group that are not bound, and
        the number of those in which the obligation is outstanding. It returns what the group adds to the sum.
        """
        # For each pair of numbers over the groups so far, this mapping has the smallest and the largest sum.
        totals: dict[tuple[int, int], tuple[int, int]] = {(0, 0): (0, 0)}
        free_total = self._free(_TOTAL)
        for states, weigh in groups:
            if not states:
                continue
            added: dict[tuple[int, int], tuple[int, int]] = {}
            own = [(pair, weigh(*pair)) for pair in _pairs(Counter(self.possible[state] for state in states))]
            for (free, late), (low, high) in totals.items():
                for (more_free, more_late), weight in own:
                    pair = free + more_free, late + more_late
                    if not (_may_grow_into(free_total, pair[0]) and _may_grow_into(self.count, pair[1])):
                        continue
                    known = added.get(pair)
                    value = low + weight, high + weight
                    added[pair] = value if known is None else (min(known[0], value[0]), max(known[1], value[1]))
            totals = added
        fitting = [value for (free, late), value in totals.items() if free >= free_total[0] and late >= self.count[0]]
        return (min(low for low, _ in fitting), max(high for _, high in fitting)) if fitting else None


def standing_of(obligation: Recorded, *, on: date | None = None) -> Standing:
    """Combine everything that `bound`, `outstanding` and `records` of *obligation* state.

    *on* has the same meaning as in `Obligation.outstanding_in`.

    >>> import securityunion as su
    >>> obligation = su.find(su.first_progress_report(), "nis").obligations[0]
    >>> standing_of(obligation).binds(su.MemberState.PT)
    <Truth.YES>
    """
    standing = standing_among(obligation, None if on is None else member_states(on=on))
    # If the count is too high for the States that were members on the day, the report must count other States too. In
    # that case, the day is ignored.
    return standing if on is None or standing.consistent else standing_among(obligation, None)


def standing_among(obligation: Recorded, members: Iterable[MemberState] | None) -> Standing:
    """Combine everything that is recorded, as if the report counted only *members*; None for no such limit.

    >>> import securityunion as su
    >>> obligation = su.find(su.first_progress_report(), "nis").obligations[0]
    >>> standing_among(obligation, [su.MemberState.PT]).most
    1
    """
    outstanding, bound = obligation.outstanding, obligation.bound
    named, done = stated_outstanding(obligation), stated_complete(obligation)
    done.update(outstanding.excluded)
    if members is not None:
        done.update(set(MemberState).difference(members, named))
    possible = dict.fromkeys(MemberState, _EVERY)

    def rule_out(states: Iterable[MemberState], situations: int) -> None:
        for state in states:
            possible[state] &= ~situations

    rule_out(bound.excluded, MET | OUTSTANDING_IN)
    rule_out(_outside(bound), MET | OUTSTANDING_IN)
    rule_out(bound.named, FREE)
    rule_out(named, FREE | MET)  # an obligation can be outstanding only in a Member State that is bound
    rule_out(done, OUTSTANDING_IN)
    rule_out(_outside(outstanding), OUTSTANDING_IN)
    limits = (members, bound.scope, outstanding.scope, stated_number(bound)[1])
    return Standing(
        possible=possible,
        bound=stated_number(bound),
        count=stated_number(outstanding),
        limited=any(limit is not None for limit in limits),
    )


def _outside(group: StateGroup) -> Iterable[MemberState]:
    """Return the Member States that cannot belong to *group*, because they are outside its scope."""
    return () if group.scope is None else set(MemberState).difference(group.scope)


def stated_outstanding(obligation: Recorded) -> set[MemberState]:
    """Return the Member States that are stated to have *obligation* outstanding.

    >>> import securityunion as su
    >>> stated_outstanding(su.find(su.first_progress_report(), "nis").obligations[0])
    set()
    """
    named = {record.state for record in obligation.records if record.status in OUTSTANDING}
    return named.union(obligation.outstanding.named)


def stated_complete(obligation: Recorded) -> set[MemberState]:
    """Return the Member States that are stated to have met *obligation*.

    >>> import securityunion as su
    >>> stated_complete(su.find(su.first_progress_report(), "nis").obligations[0])
    set()
    """
    complete = ComplianceStatus.COMPLETE
    return {record.state for record in obligation.records if record.status is complete}


def _can(parts: Counter[int], situation: int) -> tuple[int, int]:
    """Return how many Member States must be in a situation, and how many can be."""
    return parts[situation], sum(number for possible, number in parts.items() if possible & situation)


def _meets(parts: Counter[int], free: Number, late: Number) -> bool:
    """Return whether the number of free Member States and the number of outstanding ones can be within limits."""
    total = sum(parts.values())
    ranges = [_can(parts, situation) for situation in _SITUATIONS]
    for place, limits in ((0, free), (2, late)):
        least, most = ranges[place]
        least = max(least, limits[0])
        most = most if limits[1] is None else min(most, limits[1])
        if least > most:
            return False
        ranges[place] = least, most
    return sum(least for least, _ in ranges) <= total <= sum(most for _, most in ranges)


def _may_grow_into(limits: Number, number: int) -> bool:
    return limits[1] is None or number <= limits[1]


def _pairs(parts: Counter[int]) -> list[tuple[int, int]]:
    """Return the pairs of numbers of Member States that can be free and outstanding."""
    free, late = _can(parts, FREE), _can(parts, OUTSTANDING_IN)
    return [
        (one, other)
        for one in range(free[0], free[1] + 1)
        for other in range(late[0], late[1] + 1)
        if _meets(parts, (one, one), (other, other))
    ]
