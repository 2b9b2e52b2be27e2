"""Marks for `typing.Annotated`. A mark adds a rule to a text field, such as the form that the text must have.

A field with a mark still holds a plain `str`, including in documents, data frames and databases. For example, this mark
adds the rule that the text must be an id:

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
# The look-ahead `(?!...)` in a pattern rejects texts that are too long. A separate call of `len` would be slower.
_SLUG = re.compile(r"(?!.{101})[a-z0-9]++(?:-[a-z0-9]++)*+").fullmatch
# These characters control a terminal or the direction of writing, so they can make one text look like another.
_STEERS = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]").search
_WEB_ADDRESS = re.compile(r"(?!.{2001})https?://[A-Za-z0-9.-]++(?::[0-9]++)?+(?:[/?#][!-~]*+)?+").fullmatch


@frozen(weakref_slot=False, eq=False)
class Form:
    """The form that a text must have, such as the form of an id.

    Args:
        name: the name of the form, with an article, such as "an id".
        matches: a function, such as the `fullmatch` of a pattern, that returns a true value if a text has the form.
        example: a text that has the form.
        advice: a function that returns advice on how to correct a text; None if messages should show the example.

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
        """Return a message about a *text* that does not have the form, with advice on how to correct the text."""
        at = steering_character(text)
        if at is not None:
            sign = f"the control or bidirectional character U+{ord(text[at]):04X}"
            return f"{shown(text)} has {sign} at position {at}; remove it"
        advice = f"write it like {self.example!r}" if self.advice is None else self.advice(text)
        return not_a(self.name, text, advice) if text.strip() else f"{shown(text)} is blank; {advice}"


@frozen(weakref_slot=False, eq=False)
class Name:
    """A mark for the field that holds a record's own id.

    `kind` is the kind of record, such as "priority".

    >>> Name("priority").kind
    'priority'
    """

    kind: str


@frozen(weakref_slot=False, eq=False)
class Refers:
    """A mark for a field that holds the id of another record in the same report.

    `kind` is the kind of that other record, such as "source".

    >>> Refers("source").kind
    'source'
    """

    kind: str


def is_slug(text: str) -> bool:
    """Return whether *text* can be used as an id.

    An id has at most 100 characters. It consists of lower-case ASCII letters and digits, with single hyphens between
    them.

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
    """Return whether *text* can be used as a title or a sentence.

    The text must not be blank. Newlines and tabs are allowed, but other control characters are not. Characters that
    change the direction of writing are not allowed either.

    >>> is_plain_text("Ελλάδα, 2020"), is_plain_text("  ")
    (True, False)
    >>> is_plain_text("2020" + chr(0x202E) + "1202")
    False
    """
    # `isprintable` is fast and accepts most texts, so the slower search is rarely needed.
    return bool(text) and not text.isspace() and (text.isprintable() or _STEERS(text) is None)


def steering_character(text: str) -> int | None:
    """Return the position of the first control or bidirectional character in *text*; None if *text* has none.

    Newlines and tabs are not counted as control characters.

    >>> steering_character("plain"), steering_character("a" + chr(0x202E))
    (None, 1)
    """
    found = _STEERS(text)
    return None if found is None else found.start()


class _Remembered(dict[str, bool]):
    """A cache of limited size for the texts that the function *matches* accepts.

    Texts that the function rejects are not cached, so they are checked again each time.
    """

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

# The check of source ids is cached, because most records of a report refer to the same few sources.
_SOURCE_ID_FORM = Form("an id", _Remembered(is_slug).__getitem__, _SUCH_AS, _id_advice)

Id = Annotated[str, ID_FORM]
"""The id of a record. No other record of the same kind in the report has this id."""

SourceId = Annotated[str, _SOURCE_ID_FORM, Refers("source")]
"""The id of a source of the report."""

Text = Annotated[str, Form("text", is_plain_text, example="A title or a sentence", advice=_text_advice)]
"""A title or a sentence.

The text must not be blank or contain characters that control a terminal or the direction of writing.
"""

WebAddress = Annotated[str, Form("a web address", _WEB_ADDRESS, example="https://eur-lex.europa.eu/")]
"""An absolute http or https address."""
