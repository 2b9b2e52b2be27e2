"""Print random passages of prose for a reader to judge: `python -m wording.sample SEED`.

The passages come from docstrings, comments, messages, the documentation and the output of the command line. The same
seed draws the same passages as long as the text does not change.
"""

import argparse
import io
import random
import re
from contextlib import redirect_stdout, suppress

from securityunion.cli.main import main as command
from wording.__main__ import ROOT, files
from wording.texts import texts

__all__ = ["places"]

_FEWEST_WORDS = 6
_PLACES = ("src", "examples", "docs", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
_COMMANDS = (
    ["--help"],
    ["show", "--help"],
    ["show"],
    ["show", "etias"],
    ["show", "--state", "DK"],
    ["show", "--overdue"],
    ["show", "--obligations"],
)


def places() -> list[tuple[str, str]]:
    """Return every passage of prose, each with its file and the line on which its text begins."""
    found: list[tuple[str, str]] = []
    for path in sorted(file for place in _PLACES for file in files(ROOT / place)):
        for line, text in texts(path.suffix, path.read_text(encoding="utf-8")):
            for passage in re.split(r"\n\s*\n", text):
                prose = [row for row in passage.split("\n") if not re.match(r"\s*(>>>|\.\.\. |\||```|:::)", row)]
                words = " ".join(" ".join(prose).split())
                # "(?" occurs only in regular expressions, which are not prose.
                if len(re.findall(r"[A-Za-z]{2,}", words)) >= _FEWEST_WORDS and "(?" not in words:
                    found.append((f"{path.relative_to(ROOT)}:{line}", words))
    for arguments in _COMMANDS:
        printed = io.StringIO()
        with redirect_stdout(printed), suppress(SystemExit):  # --help exits
            command(arguments)
        found.append((f"securityunion {' '.join(arguments)}", printed.getvalue()))
    return found


def main() -> None:
    """Print the passages that the seed draws."""
    parser = argparse.ArgumentParser(prog="python -m wording.sample", description=__doc__)
    parser.add_argument("seed", type=int, help="the seed of the random choice")
    parser.add_argument("--places", type=int, default=30, help="the number of passages to print (default: 30)")
    options = parser.parse_args()
    drawn = random.Random(options.seed).sample(places(), options.places)  # noqa: S311 - not a secret
    for number, (where, words) in enumerate(drawn, start=1):
        print(f"{number}. {where}\n{words}\n")


if __name__ == "__main__":
    main()
