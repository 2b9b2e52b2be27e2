"""Run the benchmarks and print the results as Markdown tables."""

import argparse
import os
import platform
import sys
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

from benchmarks.sections import SECTIONS, measure
from benchmarks.timing import Goal, Result

_MARK = "<!-- `python -m benchmarks --markdown` writes everything below this line. -->\n"
_PACKAGES = ("securityunion", "attrs", "cattrs", "msgspec", "mashumaro", "pydantic")
_TITLES = {"startup": "Start-up", "wire": "Documents", "frames": "Engines"}


def main() -> int:
    """Print the versions used, the tables and the goals, and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=31, help="rounds of each measurement (default: %(default)s)")
    parser.add_argument("--only", choices=SECTIONS, help="run only this part")
    parser.add_argument("--large", action="store_true", help="add larger inputs; takes minutes and gigabytes")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="also write the tables to this page")
    options = parser.parse_args()
    lines: list[str] = []
    goals: list[Goal] = []

    def report(*more: str) -> None:
        lines.extend(more)
        print(*more, sep="\n", flush=True)

    report(_machine(), "", f"{options.rounds} rounds unless stated otherwise.", "")
    for name in SECTIONS:
        if options.only in (None, name):
            report(f"## {_TITLES.get(name, name.capitalize())}", "")
            result = _in_a_new_interpreter(name, options)
            report(*result.lines)
            goals += result.goals
    if goals:
        report(*_goals(goals))
    if options.markdown is not None:
        _write(options.markdown, "\n".join(lines) + "\n")
    return 0


def _in_a_new_interpreter(name: str, options: argparse.Namespace) -> Result:
    """Measure a section in a new process, because memory that an earlier section used and freed is slower."""
    with ProcessPoolExecutor(1, get_context("spawn")) as other:
        return other.submit(measure, name, options).result()


def _machine() -> str:
    versions = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    return f"Python {platform.python_version()} on {platform.machine()}, {os.cpu_count()} cores; {versions}."


def _goals(goals: list[Goal]) -> list[str]:
    lines = ["## Goals", "", "| | goal | measured | |", "|---|---:|---:|---|"]
    return lines + [
        f"| {goal.text} | {goal.limit:g} | {goal.ratio:.2f} | {'met' if goal.met else 'not met'} |" for goal in goals
    ]


def _write(page: Path, tables: str) -> None:
    """Replace everything below the mark on *page* with *tables*, or create the page."""
    above = page.read_text(encoding="utf-8").partition(_MARK)[0] if page.exists() else ""
    page.write_text(f"{above}{_MARK}\n{tables}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
