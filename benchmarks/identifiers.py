"""The time to check and to parse a CELEX number, and its ratio to one call of a compiled `fullmatch`.

The pattern covers the outer form of CELEX numbers, as a program without this library would check it. Each round
measures every contestant in random order. The ratio is taken within a round, and the table shows the median of all
rounds.
"""

import random
import re
import statistics
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from securityunion.identifiers import is_celex, parse_celex

__all__ = ["CONTESTANTS", "measure", "numbers", "table"]

_COUNT = 20_000
_OUTER = re.compile(
    r"[0-9CE](?:19|20)[0-9]{2}[A-Z]{1,2}(?:/TXT|[0-9]{2,6}(?:/[0-9A-Z]{1,4}){0,3})(?:[A-Z]{3}_?[0-9]{1,9})?"
    r"(?:\([0-9]{2,3}\))?(?:R\([0-9]{2}\))?[A-Z]?(?:-[0-9]{8})?"
).fullmatch

CONTESTANTS: dict[str, Callable[[str], object]] = {
    "one compiled `fullmatch`": _OUTER,
    "`su.identifiers.is_celex`": is_celex,
    "`su.identifiers.parse_celex`": parse_celex,
}


def numbers() -> list[str]:
    """Return real CELEX numbers of all sectors: those of the tests, repeated."""
    lines = (Path(__file__).parents[1] / "tests" / "data" / "celex.txt").read_text(encoding="utf-8").splitlines()
    real = [number for line in lines if not line.startswith("#") for number in line.split()]
    return [*real * (_COUNT // len(real) + 1)][:_COUNT]


def measure(rounds: int) -> dict[str, list[float]]:
    """Return the time in seconds per number, for each contestant and round."""
    texts = numbers()
    seconds: dict[str, list[float]] = {name: [] for name in CONTESTANTS}
    for _ in range(rounds):
        order = list(CONTESTANTS.items())
        random.shuffle(order)
        for name, check in order:
            begin = perf_counter()
            for text in texts:
                check(text)
            seconds[name].append((perf_counter() - begin) / len(texts))
    return seconds


def table(seconds: dict[str, list[float]]) -> list[str]:
    """Return a Markdown table of nanoseconds per number and ratios to one compiled `fullmatch`, line by line."""
    unit = next(iter(seconds.values()))
    lines = ["| | ns per CELEX number | ratio to one `fullmatch` |", "|---|---:|---:|"]
    for name, found in seconds.items():
        ratios = [one / base for one, base in zip(found, unit, strict=True)]
        lines.append(f"| {name} | {statistics.median(found) * 1e9:.0f} | {statistics.median(ratios):.2f} |")
    return lines
