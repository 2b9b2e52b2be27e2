"""Find phrases to avoid in all text: `python -m wording [PATH ...]`.

The command reads the strings, docstrings and comments of Python files, and the prose of Markdown pages and notebooks.
It also reports lines of code that are wider than 88 columns in documentation and docstrings. Decision records are not
checked, because they keep the text of their day. The exit status is 1 if the command finds anything.
"""

import argparse
import sys
from pathlib import Path

from wording.patterns import Finding, findings
from wording.texts import code_lines, texts

ROOT = Path(__file__).parents[1]
CODE_WIDTH = 88
PLACES = (
    *("src", "tests", "examples", "benchmarks", "databases", "engines", "fuzz", "generate", "mutation", "typing_tests"),
    *("wording", "docs", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"),
)
# The list of phrases, and the decision records, which keep the text of their day.
LEFT_OUT = ("docs/adr", "docs/_build", "wording/patterns.py")


def main() -> int:
    """Print one line for each finding, and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m wording", description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, help="files or folders to check (default: all checked text)")
    given = parser.parse_args().paths or [ROOT / place for place in PLACES]
    status = 0
    for path in sorted(file for place in given for file in files(place.resolve())):
        for found in in_file(path):
            print(f"{path.relative_to(ROOT)}:{found.line}: {found.words}; write: {found.instead}")
            status = 1
    return status


def files(place: Path) -> list[Path]:
    """Return the files with text to check in the folder *place*. If *place* is a file, return only this file."""
    if place.is_file():
        return [place]
    every = [file for kind in ("py", "md", "ipynb") for file in place.rglob(f"*.{kind}")]
    return [file for file in every if not file.relative_to(ROOT).as_posix().startswith(LEFT_OUT)]


def in_file(path: Path) -> list[Finding]:
    """Return the phrases to avoid and the wide lines of code in a file, sorted by line number."""
    source = path.read_text(encoding="utf-8")
    found = [
        one._replace(line=line + one.line - 1, words=repr(one.words))
        for line, text in texts(path.suffix, source)
        for one in findings(text)
    ]
    found += [
        Finding(line, f"{len(code)} columns of code", f"{CODE_WIDTH} at most")
        for line, code in code_lines(path.suffix, source)
        if len(code) > CODE_WIDTH
    ]
    return sorted(found)


if __name__ == "__main__":
    sys.exit(main())
