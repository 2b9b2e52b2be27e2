"""What a plain string on a record must look like, and what it points at: marks for `typing.Annotated`.

A field keeps the plain type that the wire, data frames and databases see, and carries its rule beside it:

>>> from typing import Annotated
>>> Slug = Annotated[str, Form("an id", is_slug, example="terrorist-content-online")]
"""

import re
from collections.abc import Callable
from typing import Annotated

from attrs import frozen

from securityunion._util.text import not_a, shown

__all__ = [
    "Form",
    "Id",
    "Name",
    "Refers",
    "SourceId",
    "Text",
    "WebAddress",
    "is_plain_text",
    "is_slug",
    "is_web_address",
    "steering_character",
]

_MOST_REMEMBERED = 1_024
# A pattern of bounded length that refuses longer texts first is quicker than a function that asks for the length.
_SLUG = re.compile(r"(?!.{101})[a-z0-9]++(?:-[a-z0-9]++)*+").fullmatch
# What steers a terminal or turns the direction of writing: it can make a text look like another.
_STEERS = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]").search
_WEB_ADDRESS = re.compile(r"(?!.{2001})https?://[A-Za-z0-9.-]++(?::[0-9]++)?+(?:[/?#][!-~]*+)?+").fullmatch


@frozen(weakref_slot=False, eq=False)
class Form:
    """The form of a string field: what it is called (with its article), whether a string has it, one that has.

    `matches` returns something true if the string has the form, such as the match of a pattern. `advice`, if there is
    one, says for a certain string how to write it; otherwise the example does.

    >>> form = Form("an id", is_slug, example="nis")
    >>> form.matches("nis"), form.matches("N I S")
    (True, False)
    >>> form.wrong("N I S")
    "'N I S' is not an id; write it like 'nis'"
    """

    name: str
    matches: Callable[[str], object]
    example: str
    advice: Callable[[str], str] | None = None

    def wrong(self, text: str) -> str:
        """Return that *text* does not have the form, and how to write it."""
        at = steering_character(text)
        if at is not None:
            sign = f"the control or bidirectional character U+{ord(text[at]):04X}"
            return f"{shown(text)} has {sign} at position {at}; remove it"
        advice = f"write it like {self.example!r}" if self.advice is None else self.advice(text)
        return not_a(self.name, text, advice) if text.strip() else f"{shown(text)} is blank; {advice}"


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
    return _SLUG(text) is not None


def is_web_address(text: str) -> bool:
    """Say whether *text* is an absolute http or https address in ASCII, of at most 2,000 characters.

    >>> is_web_address("https://eur-lex.europa.eu/"), is_web_address("javascript:alert(1)")
    (True, False)
    """
    return _WEB_ADDRESS(text) is not None


def is_plain_text(text: str) -> bool:
    """Say whether *text* says something and steers nothing: a title or a sentence.

    It is not blank and has no control characters but newline and tab, and none that turn the direction of writing.

    >>> is_plain_text("Ελλάδα, 2020"), is_plain_text("  "), is_plain_text("2020" + chr(0x202E) + "1202")
    (True, False, False)
    """
    return bool(text) and not text.isspace() and (text.isprintable() or _STEERS(text) is None)


def steering_character(text: str) -> int | None:
    """Return where the first control or bidirectional character of *text* stands, newline and tab apart.

    >>> steering_character("plain"), steering_character("a" + chr(0x202E))
    (None, 1)
    """
    found = _STEERS(text)
    return None if found is None else found.start()


class _Remembered(dict[str, bool]):
    """What *matches* says of texts that come again and again; only matching ones are kept, and not too many."""

    def __init__(self, matches: Callable[[str], bool]) -> None:
        super().__init__()
        self._matches = matches

    def __missing__(self, text: str) -> bool:
        if not self._matches(text):
            return False
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        self[text] = True
        return True


_SUCH_AS = "terrorist-content-online"


def _id_advice(_: str) -> str:
    return f"use lower-case letters, digits and hyphens, such as {_SUCH_AS!r}"


def _text_advice(_: str) -> str:
    return "write a title or a sentence"


ID_FORM = Form("an id", _SLUG, _SUCH_AS, _id_advice)

# Most records of a report name the same few sources.
_SOURCE_ID_FORM = Form("an id", _Remembered(is_slug).__getitem__, _SUCH_AS, _id_advice)

Id = Annotated[str, ID_FORM]
"""The id of a record, unique among its kind within a report."""

SourceId = Annotated[str, _SOURCE_ID_FORM, Refers("source")]
"""The id of one of the report's sources."""

Text = Annotated[str, Form("text", is_plain_text, example="A title or a sentence", advice=_text_advice)]
"""A title or a sentence, never blank, without characters that steer terminals or the direction of writing."""

WebAddress = Annotated[str, Form("a web address", _WEB_ADDRESS, example="https://eur-lex.europa.eu/")]
"""An absolute http or https address."""
