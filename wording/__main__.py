"""Find phrases of the checked list: `python -m wording` in the messages of the package.

The exit status is 1 if any is found.
"""

import argparse
import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from wording.patterns import findings

ROOT = Path(__file__).parents[1]


def messages(source: str) -> Iterator[tuple[int, str]]:
    """Yield the strings of a module that are not docstrings, each with its line; a `{}` stands for a value."""
    tree = ast.parse(source)
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = (str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
            yield node.lineno, "".join(parts)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside | bare:
            yield node.lineno, node.value


def main() -> int:
    """Print what was found, a line each, and return the exit status."""
    argparse.ArgumentParser(prog="python -m wording", description=__doc__).parse_args()
    status = 0
    for path in sorted((ROOT / "src").rglob("*.py")):
        for line, text in messages(path.read_text(encoding="utf-8")):
            for found in findings(text):
                print(f"{path.relative_to(ROOT)}:{line + found.line - 1}: {found.words!r}; write: {found.instead}")
                status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
