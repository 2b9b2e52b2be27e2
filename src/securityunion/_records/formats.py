"""Marks for `typing.Annotated`: the form that a text must have, and the record that it refers to.

The type of the field remains a plain `str`, also in documents, data frames and databases. The mark adds a rule:

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
# The look-ahead refuses long texts first. This is faster than a function that calls `len` and then the pattern.
_SLUG = re.compile(r"(?!.{101})[a-z0-9]++(?:-[a-z0-9]++)*+").fullmatch
# Characters that control a terminal or the direction of writing. They can make a text look like another one.
_STEERS = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]").search
_WEB_ADDRESS = re.compile(r"(?!.{2001})https?://[A-Za-z0-9.-]++(?::[0-9]++)?+(?:[/?#][!-~]*+)?+").fullmatch


@frozen(weakref_slot=False, eq=False)
class Form:
    """The form that a text must have, such as the form of an id.

    Args:
        name: its name, with an article.
        matches: a function that returns a true value if a text has the form, such as the `fullmatch` of a pattern.
        example: a text that has the form.
        advice: a function that returns how to correct a text; None if messages should show the example.

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
        """Return a message that *text* does not have the form, and how to correct it."""
        at = steering_character(text)
        if at is not None:
            sign = f"the control or bidirectional character U+{ord(text[at]):04X}"
            return f"{shown(text)} has {sign} at position {at}; remove it"
        advice = f"write it like {self.example!r}" if self.advice is None else self.advice(text)
        return not_a(self.name, text, advice) if text.strip() else f"{shown(text)} is blank; {advice}"


@frozen(weakref_slot=False, eq=False)
class Name:
    """A mark for the field that identifies a record in a report, with the kind of the record.

    >>> Name("priority").kind
    'priority'
    """

    kind: str


@frozen(weakref_slot=False, eq=False)
class Refers:
    """A mark for a field that holds the id of another record in the same report, with the kind of that record.

    >>> Refers("source").kind
    'source'
    """

    kind: str


def is_slug(text: str) -> bool:
    """Return whether *text* can be an id: at most 100 lower-case ASCII letters, digits and single hyphens.

    >>> is_slug("5g-toolbox"), is_slug("5G toolbox")
    (True, False)
    """
    return _SLUG(text) is not None


def is_web_address(text: str) -> bool:
    """Return whether *text* is an absolute http or https address of at most 2,000 ASCII characters.

    >>> is_web_address("https://eur-lex.europa.eu/"), is_web_address("javascript:alert(1)")
    (True, False)
    """
    return _WEB_ADDRESS(text) is not None


def is_plain_text(text: str) -> bool:
    """Return whether *text* can be a title or a sentence.

    It must not be blank. It may contain newlines and tabs, but no other control characters, and none that change the
    direction of writing.

    >>> is_plain_text("Ελλάδα, 2020"), is_plain_text("  ")
    (True, False)
    >>> is_plain_text("2020" + chr(0x202E) + "1202")
    False
    """
    # `isprintable` is fast and true for most texts, which then need no search.
    return bool(text) and not text.isspace() and (text.isprintable() or _STEERS(text) is None)


def steering_character(text: str) -> int | None:
    """Return the position of the first control or bidirectional character, other than newline and tab, or None.

    >>> steering_character("plain"), steering_character("a" + chr(0x202E))
    (None, 1)
    """
    found = _STEERS(text)
    return None if found is None else found.start()


class _Remembered(dict[str, bool]):
    """A cache of the texts that *matches* accepts, of limited size. Other texts are checked again each time."""

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

# Most records of a report name the same few sources, so the answers are cached.
_SOURCE_ID_FORM = Form("an id", _Remembered(is_slug).__getitem__, _SUCH_AS, _id_advice)

Id = Annotated[str, ID_FORM]
"""The id of a record, unique among the records of its kind in a report."""

SourceId = Annotated[str, _SOURCE_ID_FORM, Refers("source")]
"""The id of one of the report's sources."""

Text = Annotated[str, Form("text", is_plain_text, example="A title or a sentence", advice=_text_advice)]
"""A title or a sentence: not blank, and without characters that control a terminal or the direction of writing."""

WebAddress = Annotated[str, Form("a web address", _WEB_ADDRESS, example="https://eur-lex.europa.eu/")]
"""An absolute http or https address."""
