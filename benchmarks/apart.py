"""Reading documents of hundreds of megabytes: each contestant in an interpreter of its own, so that memory suffices."""

import gc
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import process_time

from benchmarks import documents
from benchmarks.peers import OURS, contestants, faults_let_pass
from benchmarks.timing import Result, few, ratio
from benchmarks.wire import load_goals

__all__ = ["measure"]

_INITIATIVES = 100_000


def measure(rounds: int) -> Result:
    """Measure reading a synthetic report of 100,000 initiatives, and the most memory that it takes."""
    rounds = min(3, few(rounds))
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory, "report.json")
        size = path.write_bytes(documents.synthetic(_INITIATIVES))
        names = list(contestants())
        seconds: dict[str, list[float]] = {name: [] for name in names}
        peaks: dict[str, list[float]] = {name: [] for name in names}
        for _ in range(rounds):
            for name in random.sample(names, len(names)):
                command = [sys.executable, "-m", "benchmarks.apart", name, str(path)]
                found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
                seconds[name].append(found["seconds"])
                peaks[name].append(found["peak"])
    what = f"a synthetic report of {_INITIATIVES:,} initiatives"
    lines = [
        f"### Reading {what}",
        "",
        f"{size / 1e6:,.0f} MB, {rounds} rounds, each contestant in an interpreter of its own.",
        "",
        "| | s | `loads` to this | peak memory, GB | does not see |",
        "|---|---:|---:|---:|---|",
    ]
    for name, taken in seconds.items():
        unseen = ", ".join(faults_let_pass(contestants()[name])) or "-"
        times, peak = ratio(seconds[OURS], taken), statistics.median(peaks[name])
        lines.append(f"| {name} | {statistics.median(taken):.1f} | {times:.2f} | {peak:.1f} | {unseen} |")
    return Result([*lines, ""], load_goals(seconds, what))


def _main(name: str, path: str) -> None:
    read = contestants()[name]
    read(documents.bundled())  # what is made only once is made now
    document = Path(path).read_bytes()
    gc.collect()
    gc.disable()
    begin = process_time()
    report = read(document)
    seconds = process_time() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6  # from kB
    print(json.dumps({"seconds": seconds, "peak": peak}))
    del report


if __name__ == "__main__":
    _main(sys.argv[1], sys.argv[2])
