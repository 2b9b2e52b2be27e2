"""Extract the prose and the lines of code from a file, with their line numbers."""

import ast
import io
import json
import re
import tokenize
from collections.abc import Iterator
from inspect import cleandoc

__all__ = ["code_lines", "texts"]

_FENCE = re.compile(r"^(`{3,}).*?^\1`*$", re.MULTILINE | re.DOTALL)
_EXAMPLE = re.compile(r"^ *(?:>>>|\.\.\.) ")
_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def texts(suffix: str, source: str) -> Iterator[tuple[int, str]]:
    """Yield each piece of prose in a file, with the line on which the piece begins.

    The prose of a Python file is in its strings and comments. For a notebook, the line is the number of the cell.

    Args:
        suffix: the suffix of the file name, such as `.md`. It determines how the text is read.
        source: the text of the file.
    """
    if suffix == ".py":
        yield from _python_strings(source)
        yield from _python_comments(source)
    elif suffix == ".ipynb":
        for number, cell in enumerate(json.loads(source)["cells"], start=1):
            if cell["cell_type"] == "markdown":
                yield number, "".join(cell["source"])
    else:
        # Blank lines replace blocks of code, so the line numbers of the prose after a block stay correct.
        yield 1, _FENCE.sub(lambda block: "\n" * block[0].count("\n"), source)


def code_lines(suffix: str, source: str) -> Iterator[tuple[int, str]]:
    """Yield each line of code that documentation shows, with its line number.

    In Markdown, the code is in fenced blocks. In Python, it is in the examples of docstrings.
    """
    if suffix == ".py":
        for line, text in _docstrings(source):
            yield from _examples(line, text)
    elif suffix == ".md":
        for block in _FENCE.finditer(source):
            first = source.count("\n", 0, block.start()) + 1
            lines = block[0].split("\n")
            if not lines[0].startswith("```{"):
                yield from ((first + number, line) for number, line in enumerate(lines[1:-1], start=1))


def _python_strings(source: str) -> Iterator[tuple[int, str]]:
    tree = ast.parse(source)
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = (str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
            yield node.lineno, "".join(parts)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            yield node.lineno, node.value


def _python_comments(source: str) -> Iterator[tuple[int, str]]:
    """Yield comments. Comments on consecutive lines are one text."""
    begun, lines, last = 0, list[str](), -1
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type != tokenize.COMMENT:
            continue
        if token.start[0] != last + 1 or not lines:
            if lines:
                yield begun, "\n".join(lines)
            begun, lines = token.start[0], []
        lines.append(token.string.lstrip("# "))
        last = token.start[0]
    if lines:
        yield begun, "\n".join(lines)


def _docstrings(source: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, _DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
            literal = node.body[0]
            yield literal.lineno, cleandoc(ast.get_docstring(node, clean=False) or "")


def _examples(first: int, docstring: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of the examples in a docstring, with their line numbers. A blank line ends an example."""
    in_example = False
    for number, line in enumerate(docstring.split("\n")):
        in_example = bool(line.strip()) and (in_example or _EXAMPLE.match(line) is not None)
        if in_example:
            yield first + number, line
