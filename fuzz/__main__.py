"""Run the fuzz targets, each in its own process: `python -m fuzz --seconds 3600`."""

import argparse
import subprocess
import sys
from importlib.util import find_spec

from fuzz.targets import TARGETS

_LONGEST = {"loads": 200_000, "loads_yaml": 2_000}


def main() -> int:
    """Run the targets one after the other, and return 1 if one of them found a failure."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument(
        "--seconds", type=int, default=3600, help="time for all targets together (default: %(default)s)"
    )
    parser.add_argument("--only", choices=TARGETS, action="append", help="run only this target; may be repeated")
    options = parser.parse_args()
    if find_spec("atheris") is None:
        print("atheris is not installed. Run: pip install --group fuzz", file=sys.stderr)
        return 2
    chosen: list[str] = options.only or list(TARGETS)
    # Whole documents get about half of the time, because they reach most of the code.
    weights = {name: len(chosen) if name == "loads" else 1 for name in chosen}
    failed: list[str] = []
    for name in chosen:
        seconds = max(1, options.seconds * weights[name] // sum(weights.values()))
        print(f"== {name}, {seconds} s", flush=True)
        limits = [
            f"-max_total_time={seconds}",
            f"-max_len={_LONGEST.get(name, 200)}",
            "-timeout=10",
            "-print_final_stats=1",
        ]
        if subprocess.run([sys.executable, "-m", "fuzz.run", name, *limits], check=False).returncode:
            failed.append(name)
    print(f"Failures in: {', '.join(failed)}" if failed else "No failures.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
