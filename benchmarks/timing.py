"""Timers, and the results that each part of the benchmarks returns."""

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
    """A limit that a measured ratio should not exceed."""

    text: str
    limit: float
    ratio: float

    @property
    def met(self) -> bool:
        """Whether the ratio is within the limit."""
        return self.ratio <= self.limit


class Result(NamedTuple):
    """The Markdown lines of a section, and its goals."""

    lines: list[str]
    goals: list[Goal]


def few(rounds: int) -> int:
    """Return how many of *rounds* to run for a slow measurement: three to five, or all if there are fewer.

    >>> few(1), few(5), few(31)
    (1, 3, 5)
    """
    return min(rounds, max(3, min(5, rounds // 3)))


def interleaved(contestants: Mapping[str, Callable[[], object]], rounds: int, *, long: bool = False) -> Seconds:
    """Return the processor time in seconds of one call of each contestant, for each round.

    Each round calls every contestant once, in random order and with the garbage collector paused. Short calls are
    repeated, and the time of one is the mean.

    Args:
        contestants: the functions to call, by name.
        rounds: how many rounds to run.
        long: whether the calls take long. Long calls are neither repeated nor called once beforehand.
    """
    repeats = dict.fromkeys(contestants, 1)
    if not long:
        for name, call in contestants.items():
            first = _seconds(call, 1)  # includes one-time work, such as caches
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
    """Return the median of *seconds* as text, in milliseconds.

    >>> median([0.0012, 2.0, 0.0013]), median([0.5])
    ('1.30', '500')
    """
    milliseconds = statistics.median(seconds) * 1000
    return f"{milliseconds:.2f}" if milliseconds < 10 else f"{milliseconds:,.0f}"  # noqa: PLR2004 - two decimals below ten


def ratio(seconds: list[float], base: list[float]) -> float:
    """Return the median over all rounds of the ratio of one contestant to another.

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
    del found  # the result of the last call is freed after the clock stops
    return (end - begin) / repeats
