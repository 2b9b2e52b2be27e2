"""Read a document of hundreds of megabytes with each library.

Each library runs in its own interpreter; in one process the memory would not be enough.
"""

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
    """Measure the time and the peak memory of reading a synthetic report of 100,000 initiatives."""
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
        f"{size / 1e6:,.0f} MB, {rounds} rounds, each contestant in its own interpreter.",
        "",
        "| | s | ratio of `loads` to this | peak memory, GB | misses |",
        "|---|---:|---:|---:|---|",
    ]
    for name, taken in seconds.items():
        unseen = ", ".join(faults_let_pass(contestants()[name])) or "-"
        times, peak = ratio(seconds[OURS], taken), statistics.median(peaks[name])
        lines.append(f"| {name} | {statistics.median(taken):.1f} | {times:.2f} | {peak:.1f} | {unseen} |")
    return Result([*lines, ""], load_goals(seconds, what, (1.0, 0.39, 1.0)))


def _main(name: str, path: str) -> None:
    read = contestants()[name]
    read(documents.bundled())  # do the one-time work before the clock starts
    document = Path(path).read_bytes()
    gc.collect()
    gc.disable()
    begin = process_time()
    report = read(document)
    seconds = process_time() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6  # ru_maxrss is in kilobytes on Linux
    print(json.dumps({"seconds": seconds, "peak": peak}))
    del report  # alive until here, so that the time to free it is not measured


if __name__ == "__main__":
    _main(sys.argv[1], sys.argv[2])
