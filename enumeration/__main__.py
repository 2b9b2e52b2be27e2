"""Ask every question about many random worlds: `python -m enumeration --worlds 2000 --seed 1`."""

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from enumeration.questions import QUESTIONS, ask


def main() -> int:
    """Print a line for each question, and return 1 if an answer is not sound, or not tight though it should be."""
    parser = argparse.ArgumentParser(prog="python -m enumeration", description=__doc__)
    parser.add_argument("--worlds", type=int, default=2000, help="the number of worlds for each question")
    parser.add_argument("--seed", type=int, default=1, help="the seed of the random worlds")
    parser.add_argument("--only", choices=QUESTIONS, action="append", help="ask only this question")
    options = parser.parse_args()
    failed = False
    print(f"{'question':<22}{'worlds':>8}{'claims':>9}{'unsound':>9}{'loose':>7}")
    questions = options.only or list(QUESTIONS)
    with ProcessPoolExecutor() as processes:
        results = processes.map(partial(ask, worlds=options.worlds, seed=options.seed), questions)
        for question, result in zip(questions, results, strict=True):
            print(f"{question:<22}{result.worlds:>8}{result.claims:>9}{len(result.unsound):>9}{len(result.loose):>7}")
            for one in (*result.unsound[:2], *result.loose[:2]):
                print(f"  said {sorted(map(str, one.said))}, could {sorted(map(str, one.could))}\n  {one.world!r}")
            failed = failed or bool(result.unsound or result.loose)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
