"""The time for ten times the input, for valid and for hostile documents. It should be about ten times as long."""

import json
from collections.abc import Callable
from contextlib import suppress
from functools import partial

import securityunion as su
from benchmarks import documents
from benchmarks.timing import Goal, Result, few, interleaved, median, ratio

__all__ = ["measure"]

_LIMIT = 12
_MOST_ROUNDS = 9
_SIZE = 1_000


def measure(rounds: int) -> Result:
    """Measure each kind of document at one size and at ten times that size."""
    long, short = few(rounds), min(rounds, _MOST_ROUNDS)
    lines = [
        "| | size | ms | ms for ten times the size | ratio |",
        "|---|---:|---:|---:|---:|",
    ]
    goals: list[Goal] = []
    kinds: dict[str, tuple[Callable[[int], bytes], int]] = {
        "a valid synthetic report": (documents.synthetic, _SIZE),
        **documents.HOSTILE,
    }
    for name, (make, size) in kinds.items():
        pair, turns = [make(size), make(size * 10)], short if name in documents.HOSTILE else long
        line, grown = _grown(name, pair, size, _read, turns)
        lines.append(line)
        goals.append(Goal(f"Ten times the input: {name}", _LIMIT, grown))
    # For comparison: how the machine itself copes with ten times as many objects.
    valid = [documents.synthetic(_SIZE), documents.synthetic(_SIZE * 10)]
    lines.append(_grown("for comparison: `json.loads` of the valid report", valid, _SIZE, json.loads, long)[0])
    return Result([f"{long} rounds for the valid report, {short} for the others.", "", *lines, ""], goals)


def _grown(name: str, pair: list[bytes], size: int, read: Callable[[bytes], object], rounds: int) -> tuple[str, float]:
    small, large = interleaved(
        {str(place): partial(read, document) for place, document in enumerate(pair)}, rounds
    ).values()
    grown = ratio(large, small)
    return f"| {name} | {size:,} | {median(small)} | {median(large)} | {grown:.1f} |", grown


def _read(document: bytes) -> None:
    with suppress(su.DocumentError):
        documents.load(document)
