"""The time to read and to write documents, compared with other libraries that make the same checks."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import msgspec

import securityunion as su
from benchmarks import documents
from benchmarks.peers import JSON, OURS, PYDANTIC, STRUCT, contestants, faults_let_pass
from benchmarks.timing import Goal, Result, few, interleaved, median, ratio

__all__ = ["SYNTHETIC", "fault_everywhere", "load_goals", "load_table", "measure"]

SYNTHETIC = 10_000
"""How many initiatives the larger synthetic report has."""

_MEDIUM = 1_000


def measure(rounds: int) -> Result:
    """Measure reading, reading with reordered keys, rejecting and writing."""
    bundled = documents.bundled()
    small = ("the bundled report", bundled)
    medium = (f"a synthetic report of {_MEDIUM:,} initiatives", documents.synthetic(_MEDIUM))
    large = (f"a synthetic report of {SYNTHETIC:,} initiatives", documents.synthetic(SYNTHETIC))
    parts = [
        _load(*small, rounds, (1.0, 0.65, 2.4)),
        _load(*medium, few(rounds), (1.0, 0.5, 1.8)),
        _load(*large, few(rounds), (1.0, 0.45, 1.5), long=True),
        _by_hand(*small, rounds),
        _by_hand(*medium, few(rounds)),
        _faulty(*small, rounds),
        _faulty(*medium, few(rounds)),
        _dumps(*small, rounds),
        _dumps(*medium, rounds),
    ]
    return Result([line for part in parts for line in part.lines], [goal for part in parts for goal in part.goals])


def load_table(seconds: dict[str, list[float]], unseen: dict[str, tuple[str, ...]]) -> list[str]:
    """Return a Markdown table of contestants, with the ratio of the library's time to theirs, line by line."""
    lines = ["| | ms | ratio of `loads` to this | misses |", "|---|---:|---:|---|"]
    for name, found in seconds.items():
        lines.append(
            f"| {name} | {median(found)} | {ratio(seconds[OURS], found):.2f} | {', '.join(unseen[name]) or '-'} |"
        )
    return lines


def load_goals(seconds: dict[str, list[float]], what: str, limits: tuple[float, float, float]) -> list[Goal]:
    """Return the goals of reading a valid document.

    Args:
        seconds: the times of all contestants.
        what: the document.
        limits: the largest ratios to `Struct` with the rules of 0.1.0, to pydantic with the same rules, and to
            `json.loads`, which checks nothing.
    """
    named = ((STRUCT, "`Struct` with the rules of 0.1.0"), (PYDANTIC, "pydantic"), (JSON, "`json.loads`"))
    return [
        Goal(f"Reading {what}: ratio to {words}", limit, ratio(seconds[OURS], seconds[name]))
        for (name, words), limit in zip(named, limits, strict=True)
    ]


def _load(what: str, document: bytes, rounds: int, limits: tuple[float, float, float], *, long: bool = False) -> Result:
    unseen = {name: faults_let_pass(read) for name, read in contestants().items()}
    seconds = _reading(contestants(), document, rounds, long=long)
    lines = [*_heading(f"Reading {what}", document, rounds), *load_table(seconds, unseen), ""]
    return Result(lines, load_goals(seconds, what, limits))


def _by_hand(what: str, document: bytes, rounds: int) -> Result:
    other = documents.by_hand(document)
    seconds = _reading(_some(OURS, STRUCT, PYDANTIC, JSON), other, rounds)
    title = f"Reading {what} with reordered keys and without defaults"
    lines = [*_heading(title, other, rounds), *_table(seconds, OURS, "`loads`"), ""]
    return Result(lines, [Goal(f"{title}: ratio to pydantic", 0.8, _ours(seconds, PYDANTIC))])


def _faulty(what: str, document: bytes, rounds: int) -> Result:
    broken = documents.faulty(document)
    ours, models = contestants()[OURS], contestants()[PYDANTIC]
    calls: dict[str, Callable[[], object]] = {
        "`loads`, 40 problems": lambda: _refused(ours, broken),
        "`loads`, valid": lambda: ours(document),
        "pydantic, 40 problems": lambda: _refused(models, broken),
        "pydantic, valid": lambda: models(document),
    }
    seconds = interleaved(calls, rounds)
    reported = len(_refused(ours, broken).problems)
    lines = [
        *_heading(f"Rejecting {what} with {documents.PROBLEMS} problems", broken, rounds),
        f"`loads` reports {reported} problems, pydantic {_refused(models, broken).error_count()}.",
        "",
        *_table(seconds, "`loads`, 40 problems", "`loads` with 40 problems"),
        "",
    ]
    goal = ratio(seconds["`loads`, 40 problems"], seconds["pydantic, 40 problems"])
    return Result(lines, [Goal(f"Rejecting {what} with 40 problems: ratio to pydantic rejecting it", 2.5, goal)])


def fault_everywhere(initiatives: int) -> Result:
    """Measure rejecting a synthetic report with the same fault in each of its *initiatives*."""
    document, ours = documents.synthetic(initiatives), contestants()[OURS]
    title = f"Rejecting a synthetic report of {initiatives:,} initiatives with the same fault in each of them"
    lines = [*_heading(title, document, 3), "| | ms | ratio to reading a valid report |", "|---|---:|---:|"]
    ratios: list[float] = []
    for fault in documents.EVERYWHERE:
        # One fault after the other, because the documents together would need too much memory.
        broken = documents.everywhere(document, fault)
        calls = {"broken": partial(_refused, ours, broken), "valid": partial(ours, document)}
        seconds = interleaved(calls, 3, long=True)
        ratios.append(ratio(seconds["broken"], seconds["valid"]))
        lines.append(f"| {fault} | {median(seconds['broken'])} | {ratios[-1]:.2f} |")
    return Result([*lines, ""], [Goal(f"{title}: ratio to reading a valid one, at worst", 6.0, max(ratios))])


def _dumps(what: str, document: bytes, rounds: int) -> Result:
    report, instance = documents.load(document), contestants()[PYDANTIC](document)
    calls: dict[str, Callable[[], object]] = {
        "`securityunion.dumps`": lambda: su.dumps(report),
        "`msgspec.json.encode` of the same objects": lambda: msgspec.json.encode(report),
        "pydantic, `model_dump_json`": instance.model_dump_json,
    }
    seconds = interleaved(calls, rounds)
    ours, encode, dump_json = seconds.values()
    lines = [*_heading(f"Writing {what}", document, rounds), *_table(seconds, "`securityunion.dumps`", "`dumps`"), ""]
    return Result(
        lines,
        [
            Goal(f"Writing {what}: ratio to `msgspec.json.encode`", 1.1, ratio(ours, encode)),
            Goal(f"Writing {what}: ratio to pydantic", 0.35, ratio(ours, dump_json)),
        ],
    )


def _some(*names: str) -> dict[str, Callable[[bytes], Any]]:
    return {name: contestants()[name] for name in names}


def _reading(
    readers: Mapping[str, Callable[[bytes], Any]], document: bytes, rounds: int, *, long: bool = False
) -> dict[str, list[float]]:
    return interleaved({name: partial(read, document) for name, read in readers.items()}, rounds, long=long)


def _refused(read: Callable[[bytes], Any], document: bytes) -> Any:
    """Return the error that *read* raises."""
    try:
        read(document)
    except ValueError as error:
        return error
    raise ValueError("a document with faults was accepted")


def _ours(seconds: dict[str, list[float]], name: str) -> float:
    return ratio(seconds[OURS], seconds[name])


def _heading(title: str, document: bytes, rounds: int) -> list[str]:
    return [f"### {title}", "", f"{len(document) / 1e6:.2f} MB, {rounds} rounds.", ""]


def _table(seconds: dict[str, list[float]], unit: str, named: str) -> list[str]:
    lines = [f"| | ms | ratio of {named} to this |", "|---|---:|---:|"]
    return lines + [
        f"| {name} | {median(found)} | {ratio(seconds[unit], found):.2f} |" for name, found in seconds.items()
    ]
