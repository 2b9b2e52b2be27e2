"""What the questions share: days, small groups of Member States, and the result of one comparison."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from random import Random
from typing import Any

import securityunion as su

__all__ = ["FIRST", "Comparison", "claim", "day", "group", "maybe", "members", "subsets"]

FIRST = date(2020, 3, 1)
"""The first of the days on which something can happen in a small world."""


@dataclass(frozen=True)
class Comparison:
    """One claim of the library, beside what the completions allow.

    Attributes:
        said: what the library answered: the values that it does not rule out.
        could: the values that occur in the completions.
        world: the records that were asked about, to print if the claim is not sound.
        tight: whether the documentation promises that nothing narrower is true.
    """

    said: frozenset[Any]
    could: frozenset[Any]
    world: object
    tight: bool = True

    @property
    def sound(self) -> bool:
        """Whether no completion contradicts the claim."""
        return self.could <= self.said

    @property
    def complete(self) -> bool:
        """Whether the claim leaves open no more than the completions do, if the documentation promises that."""
        return self.said <= self.could or not self.tight


def day(number: int) -> date:
    """Return a day of the small world."""
    return FIRST + timedelta(days=number)


def claim(truth: su.Truth) -> frozenset[bool]:
    """Return what a truth leaves open."""
    every = {su.Truth.YES: {True}, su.Truth.NO: {False}, su.Truth.UNKNOWN: {True, False}}
    return frozenset(every[truth])


def maybe(rng: Random, value: Any, probability: float = 0.5) -> Any:
    """Return *value* or None."""
    return value if rng.random() < probability else None


def subsets(items: Iterable[Any]) -> Iterator[frozenset[Any]]:
    """Yield every subset."""
    every = tuple(items)
    for chosen in product((False, True), repeat=len(every)):
        yield frozenset(item for item, taken in zip(every, chosen, strict=True) if taken)


def members(on: date) -> frozenset[su.MemberState]:
    """Return the members on a day, by the days in the table of Member States."""
    return frozenset(
        state for state in su.MemberState if state.first_day <= on and (state.last_day is None or on <= state.last_day)
    )


def group(
    rng: Random, states: tuple[su.MemberState, ...], *, scope: tuple[su.MemberState, ...] | None
) -> su.StateGroup | None:
    """Return a random group over a few Member States; None if the parts contradict each other."""
    named = tuple(state for state in states if rng.random() < 0.2)  # noqa: PLR2004 - a fifth of them
    excluded = tuple(state for state in states if state not in named and rng.random() < 0.2)  # noqa: PLR2004
    count = maybe(rng, rng.randint(0, len(states)))
    least, most = (maybe(rng, rng.randint(0, len(states)), 0.3) if count is None else None for _ in range(2))
    try:
        return su.StateGroup(named=named, excluded=excluded, count=count, scope=scope, at_least=least, at_most=most)
    except su.RecordError:
        return None
