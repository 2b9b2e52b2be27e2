"""The sections of the benchmarks, by the name that `--only` takes."""

from argparse import Namespace
from collections.abc import Callable

from benchmarks import apart, extras, frames, growth, identifiers, memory, startup, tables, wire
from benchmarks.timing import Result

__all__ = ["SECTIONS", "measure"]


def measure(name: str, options: Namespace) -> Result:
    """Measure the section with this name."""
    return SECTIONS[name](options)


def _wire(rounds: int, *, large: bool) -> Result:
    parts = [wire.measure(rounds), wire.fault_everywhere(40_000 if large else 4_000)]
    if large:
        parts.append(apart.measure(rounds))
    return Result([line for part in parts for line in part.lines], [goal for part in parts for goal in part.goals])


SECTIONS: dict[str, Callable[[Namespace], Result]] = {
    "startup": lambda options: Result([*startup.table(startup.measure(options.rounds)), ""], []),
    "extras": lambda options: extras.measure(min(options.rounds, 11)),
    "identifiers": lambda options: Result([*identifiers.table(identifiers.measure(options.rounds)), ""], []),
    "wire": lambda options: _wire(options.rounds, large=options.large),
    "memory": lambda options: memory.measure(large=options.large),
    "growth": lambda options: growth.measure(options.rounds),
    "tables": lambda options: tables.measure(options.rounds, large=options.large),
    "frames": lambda options: frames.measure(large=options.large),
}
