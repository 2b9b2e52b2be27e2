"""Run the benchmarks and print their tables."""

import argparse
import os
import platform
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from benchmarks import apart, extras, frames, growth, identifiers, memory, startup, tables, wire
from benchmarks.timing import Goal, Result

_MARK = "<!-- What follows is written by `python -m benchmarks --markdown`. -->\n"
_PACKAGES = ("securityunion", "attrs", "cattrs", "msgspec", "mashumaro", "pydantic")


Measure = Callable[[argparse.Namespace], Result]


def main() -> int:
    """Print the tables, with what they were measured on."""
    sections: dict[str, Measure] = {
        "startup": lambda options: Result([*startup.table(startup.measure(options.rounds)), ""], []),
        "extras": lambda options: extras.measure(min(options.rounds, 11)),
        "identifiers": lambda options: Result([*identifiers.table(identifiers.measure(options.rounds)), ""], []),
        "wire": lambda options: _wire(options.rounds, large=options.large),
        "memory": lambda options: memory.measure(large=options.large),
        "growth": lambda options: growth.measure(options.rounds),
        "tables": lambda options: tables.measure(options.rounds, large=options.large),
        "frames": lambda options: frames.measure(large=options.large),
    }
    titles = {"startup": "Start-up", "wire": "Documents", "frames": "Engines"}
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=31, help="rounds of each measurement (default: 31)")
    parser.add_argument("--only", choices=sections, help="measure only this")
    parser.add_argument("--large", action="store_true", help="read 100,000 initiatives too: minutes and gigabytes")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the tables there too, below the mark")
    options = parser.parse_args()
    lines: list[str] = []
    goals: list[Goal] = []

    def tell(*more: str) -> None:
        lines.extend(more)
        print(*more, sep="\n", flush=True)

    tell(_machine(), "", f"{options.rounds} rounds unless said.", "")
    for name, measure in sections.items():
        if options.only in (None, name):
            tell(f"## {titles.get(name, name.capitalize())}", "")
            result = measure(options)
            tell(*result.lines)
            goals += result.goals
    if goals:
        tell(*_goals(goals))
    if options.markdown is not None:
        _write(options.markdown, "\n".join(lines) + "\n")
    return 0


def _wire(rounds: int, *, large: bool) -> Result:
    small = wire.measure(rounds)
    if not large:
        return small
    more = apart.measure(rounds)
    return Result(small.lines + more.lines, small.goals + more.goals)


def _machine() -> str:
    versions = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    return f"Python {platform.python_version()} on {platform.machine()}, {os.cpu_count()} cores; {versions}."


def _goals(goals: list[Goal]) -> list[str]:
    lines = ["## Goals", "", "| | goal | measured | |", "|---|---:|---:|---|"]
    return lines + [
        f"| {goal.text} | {goal.limit:g} | {goal.ratio:.2f} | {'met' if goal.met else 'not met'} |" for goal in goals
    ]


def _write(page: Path, tables: str) -> None:
    """Put *tables* below the mark of a page, or into a new one."""
    above = page.read_text(encoding="utf-8").partition(_MARK)[0] if page.exists() else ""
    page.write_text(f"{above}{_MARK}\n{tables}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
