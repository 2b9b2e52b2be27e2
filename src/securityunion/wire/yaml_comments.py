"""Add comments to a YAML document that say what each key means, for a template that people fill in."""

import re
from collections.abc import Iterator
from enum import StrEnum
from textwrap import wrap
from typing import Any

from securityunion._records.docstrings import field_descriptions
from securityunion._records.fields import by_name
from securityunion.model.report import ProgressReport
from securityunion.values.member_state import MemberState
from securityunion.wire.yaml import dumps_yaml, places_in_yaml

__all__ = ["dumps_yaml_with_comments"]

_WIDTH = 100
_HEADER = """\
# yaml-language-server: $schema=securityunion-1.schema.json
# The line above tells editors where the schema is. To create that file, run:
#   securityunion schema > securityunion-1.schema.json
# Replace every EXAMPLE and all made-up values, and remove the records that you do not need. To check the report, run:
#   securityunion validate --strict FILE

"""
_KEY = re.compile(r"\.([a-z_]+)$").search
_STEP = re.compile(r"\.([a-z_]+)").findall


def dumps_yaml_with_comments(report: ProgressReport) -> bytes:
    """Return *report* as a YAML document with a comment above each key, where the key occurs for the first time.

    The comments are the descriptions of the fields. This needs the `yaml` extra.

    Raises:
        ModuleNotFoundError: if the `yaml` extra is not installed.

    >>> from securityunion.datasets.template import template
    >>> try:
    ...     document = dumps_yaml_with_comments(template()).decode()
    ... except ModuleNotFoundError:
    ...     document = "# the title of the report, as published."
    >>> "# the title of the report, as published." in document
    True
    """
    text = dumps_yaml(report).decode()
    lines, comments = text.splitlines(), dict[int, list[str]]()
    for number, comment in _comments(text, lines):
        comments.setdefault(number, []).append(comment)
    written: list[str] = []
    for number, line in enumerate(lines, start=1):
        indent = " " * (len(line) - len(line.lstrip()))
        written += [f"{indent}{comment}" for comment in comments.get(number, ())]
        written.append(line)
    return (_HEADER + "\n".join(written) + "\n").encode()


def _comments(text: str, lines: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines of comments, each with the number of the line above which it belongs."""
    described: set[tuple[type[Any], str]] = set()
    for path, (line, _) in places_in_yaml(text).items():
        key = _KEY(path)
        if key is None:
            continue
        record: type[Any] = ProgressReport
        for step in _STEP(path)[:-1]:
            record = by_name(record)[step].item
        if (record, key[1]) in described:
            continue
        described.add((record, key[1]))
        # A list or an object begins in the line after its key.
        number = line if re.match(rf'[ -]*"?{key[1]}"?:', lines[line - 1]) else line - 1
        yield from ((number, f"# {part}") for part in wrap(_meaning(record, key[1]), _WIDTH, break_on_hyphens=False))


def _meaning(record: type[Any], name: str) -> str:
    item, description = by_name(record)[name].item, field_descriptions(record)[name]
    if not issubclass(item, StrEnum) or item is MemberState:
        return description
    return f"{description} One of: {', '.join(member.value for member in item)}."
