"""Keep a random sample of the mutants of a session: `python -m mutation.sample work.sqlite 200 --seed 2020`.

For parts with so many that trying all of them takes days. Run it between `cosmic-ray init` and `cosmic-ray exec`; the
same seed over the same code keeps the same mutants.
"""

import argparse
import random
from pathlib import Path

from cosmic_ray.work_db import WorkDB, use_db


def main() -> None:
    """Read the command line and thin out the session."""
    parser = argparse.ArgumentParser(prog="python -m mutation.sample", description=__doc__)
    parser.add_argument("session", type=Path, help="what `cosmic-ray init` wrote")
    parser.add_argument("size", type=int, help="how many mutants to keep")
    parser.add_argument("--seed", type=int, default=2020, help="of the random choice (default: 2020)")
    options = parser.parse_args()
    with use_db(str(options.session), WorkDB.Mode.open) as session:
        # Job ids are drawn anew in each session; what is changed, and where, is not.
        items = sorted(session.work_items, key=lambda item: str(item.mutations))
        kept = random.Random(options.seed).sample(items, min(options.size, len(items)))  # noqa: S311 - no secret
        session.clear()
        session.add_work_items(kept)
    print(f"{len(kept)} of {len(items)} mutants kept")


if __name__ == "__main__":
    main()
