"""Keep a random sample of the mutants of a session: `python -m mutation.sample work.sqlite 200 --seed 2020`.

Use it for packages with so many mutants that testing all of them takes days. Run it between `cosmic-ray init` and
`cosmic-ray exec`. For the same code, the same seed keeps the same mutants.
"""

import argparse
import random
from pathlib import Path

from cosmic_ray.work_db import WorkDB, use_db


def main() -> None:
    """Remove all mutants from the session except the sample."""
    parser = argparse.ArgumentParser(prog="python -m mutation.sample", description=__doc__)
    parser.add_argument("session", type=Path, help="the file that `cosmic-ray init` wrote")
    parser.add_argument("size", type=int, help="how many mutants to keep")
    parser.add_argument("--seed", type=int, default=2020, help="seed of the random choice (default: %(default)s)")
    options = parser.parse_args()
    with use_db(str(options.session), WorkDB.Mode.open) as session:
        # Job ids are random in each session, so sort by the mutations to get the same sample again.
        items = sorted(session.work_items, key=lambda item: str(item.mutations))
        kept = random.Random(options.seed).sample(items, min(options.size, len(items)))  # noqa: S311 - not for cryptography
        session.clear()
        session.add_work_items(kept)
    print(f"Kept {len(kept)} of {len(items)} mutants.")


if __name__ == "__main__":
    main()
