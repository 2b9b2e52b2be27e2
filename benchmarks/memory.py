"""The memory of a report that was read, compared with one whose records were constructed one by one.

Each report is made in its own interpreter, and `tracemalloc` counts the memory that is still in use afterwards. To
construct a report, every constructor is called with plain values, as `json.loads` returns them. Only objects that the
constructors themselves share are shared.
"""

import gc
import json
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from datetime import date
from typing import Any

import securityunion as su
from benchmarks import documents
from benchmarks.timing import Goal, Result
from securityunion._records.fields import Shape, shapes

__all__ = ["measure"]

_SIZES = (0, 1_000)


def measure(*, large: bool = False) -> Result:
    """Measure the memory of the bundled report and of synthetic ones."""
    lines = ["| | read, MB | constructed, MB | ratio |", "|---|---:|---:|---:|"]
    goals: list[Goal] = []
    for size in (*_SIZES, 10_000) if large else _SIZES:
        what = f"a synthetic report of {size:,} initiatives" if size else "the bundled report"
        read, made = _held("read", size), _held("made", size)
        lines.append(f"| {what} | {read / 1e6:.2f} | {made / 1e6:.2f} | {read / made:.2f} |")
        goals.append(Goal(f"Memory of {what}: ratio of read to constructed", 1.1, read / made))
    return Result([*lines, ""], goals)


def _held(way: str, size: int) -> int:
    command = [sys.executable, "-m", "benchmarks.memory", way, str(size)]
    return int(subprocess.run(command, check=True, capture_output=True).stdout)


def _made(record: type[Any], plain: dict[str, Any]) -> Any:
    return record(**{shape.name: _value(shape, plain[shape.name]) for shape in shapes(record)})


def _value(shape: Shape, plain: Any) -> Any:
    if plain is None:
        return None
    return tuple(_item(shape, one) for one in plain) if shape.many else _item(shape, plain)


def _item(shape: Shape, plain: Any) -> Any:
    if shape.is_record:
        return _made(shape.item, plain)
    if shape.item is date:
        return date.fromisoformat(plain)
    return plain if shape.item in (str, int) else shape.item(plain)


_WAYS: dict[str, Callable[[bytes], su.ProgressReport]] = {
    "read": documents.load,
    "made": lambda document: _made(su.ProgressReport, json.loads(document)),
}


def _main(way: str, size: int) -> None:
    document = documents.synthetic(size) if size else documents.bundled()
    _WAYS[way](documents.bundled())  # do the one-time work before memory is counted
    gc.collect()
    tracemalloc.start()
    report = _WAYS[way](document)
    gc.collect()
    print(tracemalloc.get_traced_memory()[0])
    del report  # alive until here, so that its memory is counted


if __name__ == "__main__":
    _main(sys.argv[1], int(sys.argv[2]))
