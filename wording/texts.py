"""The texts of a file, each with the line on which it begins: prose apart from code."""

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
    """Yield the prose of a file of this *suffix*: of Python, its strings and comments."""
    if suffix == ".py":
        yield from _python_strings(source)
        yield from _python_comments(source)
    elif suffix == ".ipynb":
        for number, cell in enumerate(json.loads(source)["cells"], start=1):
            if cell["cell_type"] == "markdown":
                yield number, "".join(cell["source"])
    else:
        # Blank lines take the place of code, so that the numbers of lines stay right.
        yield 1, _FENCE.sub(lambda block: "\n" * block[0].count("\n"), source)


def code_lines(suffix: str, source: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of code that documentation shows: of fenced blocks, and of examples in docstrings."""
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
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def _docstrings(source: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, _DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
            literal = node.body[0]
            yield literal.lineno, cleandoc(ast.get_docstring(node, clean=False) or "")


def _examples(first: int, docstring: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of examples, which run up to the next blank line."""
    in_example = False
    for number, line in enumerate(docstring.split("\n")):
        in_example = bool(line.strip()) and (in_example or _EXAMPLE.match(line) is not None)
        if in_example:
            yield first + number, line
