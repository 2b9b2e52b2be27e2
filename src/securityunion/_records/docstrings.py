"""Read the descriptions of records and fields from docstrings, for use in JSON Schemas."""

import re
from collections.abc import Mapping
from inspect import cleandoc
from typing import Any

from securityunion._records.fields import per_class

__all__ = ["field_descriptions", "record_description"]

# The description of a field begins on a line that is indented by four spaces. Any further lines of the description
# are indented by eight spaces.
_FIELDS = re.compile(r"^(?:Args|Attributes):\n((?: {4}.*(?:\n|\Z))+)", re.MULTILINE).search
_FIELD = re.compile(r"^ {4}(\w+): (.+(?:\n {8}.+)*)", re.MULTILINE).findall
_REST = re.compile(r"^(?:Args|Attributes|Raises):\n|^>>> ", re.MULTILINE)


@per_class
def field_descriptions(record: type[Any]) -> Mapping[str, str]:
    """Return a one-line description of each field of the class *record*.

    The descriptions say `null` instead of `None`, because `null` is what documents contain. The result is empty if
    Python has removed the docstrings (`python -OO`).

    >>> from securityunion.values.partial_date import Period
    >>> dict(field_descriptions(Period))["start"]
    'a year, quarter, month or day; null if unknown.'
    """
    section = _FIELDS(_docstring(record))
    return {name: _line(text) for name, text in _FIELD(section[1])} if section else {}


@per_class
def record_description(record: type[Any]) -> str:
    r"""Return the description of the class *record*, with one line for each paragraph.

    The description leaves out the fields and the examples. The result is empty if Python has removed the docstrings
    (`python -OO`).

    >>> from securityunion.values.state_group import StateGroup
    >>> record_description(StateGroup).split("\n")[0]
    'A set of Member States that may be known only in part.'
    """
    words = _REST.split(_docstring(record), maxsplit=1)[0].strip()
    return "\n".join(map(_line, words.split("\n\n")))


def _docstring(record: type[Any]) -> str:
    return cleandoc(record.__doc__ or "")


def _line(text: str) -> str:
    return re.sub(r"\bNone\b", "null", " ".join(text.split()))
