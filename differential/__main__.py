"""Read many documents with both runners: `python -m differential --documents 20000 --seed 1`.

The program ends with the first document that the two runners read differently, and prints it.
"""

import argparse
import sys
from collections import Counter
from random import Random

import securityunion as su
from differential.documents import changed, document
from differential.runners import all_at_once, one_by_one

_SAME_BASE = 20
"""How many documents are made from the same part of the bundled report."""


def main() -> int:
    """Compare the runners, print how many documents were valid or had which problems, and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m differential", description=__doc__)
    parser.add_argument("--documents", type=int, default=2_000, help="how many documents (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the random changes (default: %(default)s)")
    options = parser.parse_args()
    random, counts = Random(options.seed), Counter[str]()
    for number in range(options.documents):
        if number % _SAME_BASE == 0:
            plain = document(random)
        written = changed(plain, random)
        slow, fast = one_by_one(written), all_at_once(written)
        if slow != fast:
            print(f"Document {number} is read differently.", written.decode(), slow, fast, sep="\n\n", file=sys.stderr)
            return 1
        codes = ["valid"] if isinstance(slow, su.ProgressReport) else sorted({problem.code for problem in slow[0]})
        counts.update(codes)
    for code, count in counts.most_common():
        print(f"{code:20} {count:6}")
    print(f"{options.documents} documents, each read alike by both runners.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
