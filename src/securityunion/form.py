"""What a plain string on a record must look like, and what it points at: marks for `typing.Annotated`.

A field keeps the plain type that the wire, data frames and databases see, and carries its rule beside it:

>>> from typing import Annotated
>>> Slug = Annotated[str, Form("an id", is_slug, example="terrorist-content-online")]
"""

import re
from collections.abc import Callable
from typing import Annotated

from attrs import frozen

__all__ = ["Form", "Id", "Name", "Refers", "SourceId", "Text", "WebAddress", "is_slug", "is_web_address"]

_LONGEST_ID = 100
_LONGEST_ADDRESS = 2_000
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*").fullmatch
_WEB_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:[/?#][!-~]*)?").fullmatch


@frozen(weakref_slot=False, eq=False)
class Form:
    """The form of a string field: what it is called (with its article), whether a string has it, one that has.

    >>> form = Form("an id", is_slug, example="nis")
    >>> form.matches("nis"), form.matches("N I S")
    (True, False)
    """

    name: str
    matches: Callable[[str], bool]
    example: str


@frozen(weakref_slot=False, eq=False)
class Name:
    """A mark on the field whose value names its record within a report, with the kind of thing it names.

    >>> Name("priority").kind
    'priority'
    """

    kind: str


@frozen(weakref_slot=False, eq=False)
class Refers:
    """A mark on a field whose value is the id of another record of the same report.

    >>> Refers("source").kind
    'source'
    """

    kind: str


def is_slug(text: str) -> bool:
    """Say whether *text* can be an id: lower-case ASCII letters, digits and single hyphens, at most 100.

    >>> is_slug("5g-toolbox"), is_slug("5G toolbox")
    (True, False)
    """
    return len(text) <= _LONGEST_ID and _SLUG(text) is not None


def is_web_address(text: str) -> bool:
    """Say whether *text* is an absolute http or https address in ASCII, of at most 2,000 characters.

    >>> is_web_address("https://eur-lex.europa.eu/"), is_web_address("javascript:alert(1)")
    (True, False)
    """
    return len(text) <= _LONGEST_ADDRESS and _WEB_ADDRESS(text) is not None


def _says_something(text: str) -> bool:
    return bool(text) and not text.isspace()


ID_FORM = Form("an id of lower-case letters, digits and hyphens", is_slug, example="terrorist-content-online")

Id = Annotated[str, ID_FORM]
"""The id of a record, unique among its kind within a report."""

SourceId = Annotated[str, ID_FORM, Refers("source")]
"""The id of one of the report's sources."""

Text = Annotated[str, Form("text that is not blank", _says_something, example="A title or a sentence")]
"""A title or a sentence, never blank."""

WebAddress = Annotated[str, Form("a web address", is_web_address, example="https://eur-lex.europa.eu/")]
"""An absolute http or https address."""
