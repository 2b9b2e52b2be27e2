"""What the fields of a record mean, in the words of its docstring: for schemas, which people read too."""

import re
from collections.abc import Mapping
from inspect import cleandoc
from typing import Any

from securityunion._records.fields import per_class

__all__ = ["field_descriptions", "record_description"]

_FIELDS = re.compile(r"^(?:Args|Attributes):\n((?: {4}.*(?:\n|\Z))+)", re.MULTILINE).search
_FIELD = re.compile(r"^ {4}(\w+): (.+(?:\n {8}.+)*)", re.MULTILINE).findall
_REST = re.compile(r"^(?:Args|Attributes|Raises):\n|^>>> ", re.MULTILINE)


@per_class
def field_descriptions(record: type[Any]) -> Mapping[str, str]:
    """Return what the docstring of the class *record* says of each field, a line each, in the words of a document.

    What is None in Python is null there. Without docstrings (`python -OO`) there are no descriptions.

    >>> from securityunion.values.partial_date import Period
    >>> dict(field_descriptions(Period))["start"]
    'a year, a month or a day; null where it is not known.'
    """
    section = _FIELDS(_docstring(record))
    return {name: _line(text) for name, text in _FIELD(section[1])} if section else {}


@per_class
def record_description(record: type[Any]) -> str:
    r"""Return what the docstring of the class *record* says of the whole: a line for each paragraph.

    Empty without docstrings.

    >>> from securityunion.values.state_group import StateGroup
    >>> record_description(StateGroup).split("\n")[0]
    'A set of Member States of which some may be named, some excluded, and the rest known only by number.'
    """
    words = _REST.split(_docstring(record), maxsplit=1)[0].strip()
    return "\n".join(map(_line, words.split("\n\n")))


def _docstring(record: type[Any]) -> str:
    return cleandoc(record.__doc__ or "")


def _line(text: str) -> str:
    return re.sub(r"\bNone\b", "null", " ".join(text.split()))
