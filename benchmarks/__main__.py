"""Run all benchmarks and print their tables."""

import argparse
import platform
import sys
from importlib.metadata import version

from benchmarks import identifiers, startup


def main() -> int:
    """Print the tables, with what they were measured on."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=31, help="rounds of each measurement (default: 31)")
    options = parser.parse_args()
    versions = ", ".join(f"{name} {version(name)}" for name in ("securityunion", "attrs", "cattrs", "msgspec"))
    print(f"Python {platform.python_version()} on {platform.machine()}; {versions}; {options.rounds} rounds\n")
    print("Start-up\n")
    print(*startup.table(startup.measure(options.rounds)), sep="\n")
    print("\nIdentifiers\n")
    print(*identifiers.table(identifiers.measure(options.rounds)), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
