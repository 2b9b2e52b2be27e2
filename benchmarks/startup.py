"""The cost of starting: processor time above that of bare Python, and its ratio to `import attrs`.

Each round starts every contestant once, in a new interpreter and in random order. The ratio is taken within a round,
and the table shows the median of all rounds. Such ratios stay stable when the speed of the machine drifts; single times
do not.
"""

import random
import resource
import statistics
import subprocess
import sys
from collections.abc import Mapping

__all__ = ["BARE", "CONTESTANTS", "above_bare", "measure", "table"]

BARE = "bare Python"

CONTESTANTS = {
    BARE: "pass",
    "import attrs": "import attrs",
    "import securityunion": "import securityunion",
    "import and use one class": "import securityunion as su; su.Period",
    "import and open the report": "import securityunion as su; su.first_progress_report()",
    "import cattrs": "import cattrs",
    "import msgspec": "import msgspec",
    "import pydantic's BaseModel, if installed": "from pydantic import BaseModel",
}


def measure(rounds: int, contestants: Mapping[str, str] = CONTESTANTS) -> dict[str, list[float]]:
    """Return the processor time in seconds of each contestant in each round, without contestants that fail to run."""
    # The first run also writes the compiled modules, which every later start finds.
    able = {name: code for name, code in contestants.items() if _runs(code)}
    seconds: dict[str, list[float]] = {name: [] for name in able}
    for _ in range(rounds):
        order = list(able.items())
        random.shuffle(order)
        for name, code in order:
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            _runs(code)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            seconds[name].append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return seconds


def above_bare(seconds: dict[str, list[float]], name: str) -> float:
    """Return how many milliseconds longer than bare Python a contestant takes.

    >>> seconds = {"bare Python": [0.010, 0.011], "import attrs": [0.030, 0.033]}
    >>> round(above_bare(seconds, "import attrs"))
    21
    """
    return statistics.median(one - base for one, base in zip(seconds[name], seconds[BARE], strict=True)) * 1000


def table(seconds: dict[str, list[float]]) -> list[str]:
    """Return a Markdown table of milliseconds above bare Python and ratios to `import attrs`, line by line."""
    bare, attrs = seconds[BARE], seconds["import attrs"]
    lines = ["| | ms above bare Python | ratio to `import attrs` |", "|---|---:|---:|"]
    for name, found in seconds.items():
        above = [one - base for one, base in zip(found, bare, strict=True)]
        unit = [one - base for one, base in zip(attrs, bare, strict=True)]
        # In a noisy round attrs can seem to cost nothing. Such a round gives no ratio.
        ratios = [one / base for one, base in zip(above, unit, strict=True) if base > 0]
        lines.append(f"| {name} | {above_bare(seconds, name):.1f} | {statistics.median(ratios):.2f} |")
    return lines


def _runs(code: str) -> bool:
    command = [sys.executable, "-c", f"import sys; sys.dont_write_bytecode = False; {code}"]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0
