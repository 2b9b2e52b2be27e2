"""How the benchmarks take time, and how they tell of it."""

import gc
import random
import statistics
from collections.abc import Callable, Mapping
from time import process_time
from typing import NamedTuple

__all__ = ["Goal", "Result", "few", "interleaved", "median", "ratio"]

_LEAST_SECONDS = 0.02

Seconds = dict[str, list[float]]


class Goal(NamedTuple):
    """What a measured ratio should stay below."""

    text: str
    limit: float
    ratio: float

    @property
    def met(self) -> bool:
        """Whether it does."""
        return self.ratio <= self.limit


class Result(NamedTuple):
    """The lines of a section, in Markdown, and the goals that it measured."""

    lines: list[str]
    goals: list[Goal]


def few(rounds: int) -> int:
    """Return how many rounds to take where one takes long: all up to three, never more than five.

    >>> few(1), few(5), few(31)
    (1, 3, 5)
    """
    return min(rounds, max(3, min(5, rounds // 3)))


def interleaved(contestants: Mapping[str, Callable[[], object]], rounds: int, *, long: bool = False) -> Seconds:
    """Return the seconds of processor time that one call of each contestant takes in each round.

    Each round calls all of them, in an order drawn anew and with the garbage collector paused. A call that takes
    little is repeated until it takes long enough to tell. One that is *long* is not called for practice either.
    """
    repeats = dict.fromkeys(contestants, 1)
    if not long:
        for name, call in contestants.items():
            first = _seconds(call, 1)  # with what is made only once
            again = first if first > _LEAST_SECONDS else max(_seconds(call, 1), 1e-6)
            repeats[name] = max(1, int(_LEAST_SECONDS / again))
    seconds: Seconds = {name: [] for name in contestants}
    for _ in range(rounds):
        order = list(contestants.items())
        random.shuffle(order)
        for name, call in order:
            seconds[name].append(_seconds(call, repeats[name]))
    return seconds


def median(seconds: list[float]) -> str:
    """Return the median of *seconds* in milliseconds, as a table shows it.

    >>> median([0.0012, 2.0, 0.0013]), median([0.5])
    ('1.30', '500')
    """
    milliseconds = statistics.median(seconds) * 1000
    return f"{milliseconds:.2f}" if milliseconds < 10 else f"{milliseconds:,.0f}"  # noqa: PLR2004 - three digits


def ratio(seconds: list[float], base: list[float]) -> float:
    """Return the median ratio of two contestants, each taken within a round.

    >>> ratio([2.0, 30.0, 4.0], [1.0, 10.0, 2.0])
    2.0
    """
    return statistics.median(one / other for one, other in zip(seconds, base, strict=True))


def _seconds(call: Callable[[], object], repeats: int) -> float:
    gc.collect()
    gc.disable()
    try:
        begin = process_time()
        for _ in range(repeats):
            found = call()
        end = process_time()
    finally:
        gc.enable()
    del found  # freeing what was made is in no time but that of repeated calls
    return (end - begin) / repeats
