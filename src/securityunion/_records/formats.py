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
    "forbidden_character",
    "is_plain_text",
    "is_slug",
    "is_web_address",
]

_MOST_REMEMBERED = 1_024
# The look-ahead `(?!...)` in a pattern rejects texts that are too long. A separate call of `len` would be slower.
_SLUG = re.compile(r"(?!.{101})[a-z0-9]++(?:-[a-z0-9]++)*+").fullmatch
# These characters control a terminal or the direction of writing, so they can make one text look like another.
_STEERS = "\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069"
# Unicode never uses these as characters (the last two of each plane, and 32 more), or uses them as tags, which can hide
# a whole sentence in a text.
_NO_CHARACTERS = "\\ufdd0-\\ufdef\\U000e0000-\\U000e007f" + "".join(
    f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(17)
)
_forbidden = re.compile(f"[{_STEERS}{_NO_CHARACTERS}]").search
# These characters are blank: white space, and what Unicode calls default ignorable, with the blank Braille pattern.
_shown = re.compile(
    "[^\\s\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u2800"
    "\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb\\U0001bca0-\\U0001bca3\\U0001d173-\\U0001d17a\\U000e0000-\\U000e0fff]"
).search
_WEB_ADDRESS = re.compile(r"(?!.{2001})https?://[A-Za-z0-9.-]++(?::[0-9]++)?+(?:[/?#][!-~]*+)?+").fullmatch


@frozen(weakref_slot=False, eq=False)
class Form:
    """The form that a text must have, such as the form of an id.

    Args:
        name: the name of the form, with an article, such as "an id".
        matches: a function, such as the `fullmatch` of a pattern, that returns a true value if a text has the form.
        example: a text that has the form.
        advice: a function that returns advice on how to correct a text; None if messages should show the example.
        repeats: whether the same text is likely to occur many times in a document. If not, it would take longer to
            compare the texts than to check them again.

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
    repeats: bool = True

    def wrong(self, text: str) -> str:
        """Return a message about a *text* that does not have the form, with advice on how to correct the text."""
        at = forbidden_character(text)
        if at is not None:
            sign = f"U+{ord(text[at]):04X}, a control, bidirectional or tag character or no character at all,"
            return f"{shown(text)} has {sign} at position {at}; remove it"
        advice = f"write it like {self.example!r}" if self.advice is None else self.advice(text)
        return not_a(self.name, text, advice) if _shown(text) else f"{shown(text)} is blank; {advice}"


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

    Something of the text must be visible, so neither white space alone nor a zero-width space alone is a text. Newlines
    and tabs are allowed, but other control characters are not. Characters that change the direction of writing, tag
    characters and noncharacters are not allowed either.

    >>> is_plain_text("Ελλάδα, 2020"), is_plain_text("  ")
    (True, False)
    >>> is_plain_text("2020" + chr(0x202E) + "1202")
    False
    """
    # `isascii` and `isprintable` are fast and accept most texts, so the slower searches are rarely needed.
    if text.isascii() and text.isprintable():
        return bool(text) and not text.isspace()
    return _shown(text) is not None and (text.isprintable() or _forbidden(text) is None)


def forbidden_character(text: str) -> int | None:
    """Return the position of the first character in *text* that no text may have; None if *text* has none.

    These are control characters except newlines and tabs, bidirectional characters, tag characters and noncharacters.

    >>> forbidden_character("plain"), forbidden_character("a" + chr(0x202E))
    (None, 1)
    """
    found = _forbidden(text)
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

Text = Annotated[str, Form("text", is_plain_text, example="A title or a sentence", advice=_text_advice, repeats=False)]
"""A title or a sentence.

Something of the text must be visible. It must not contain characters that control a terminal or the direction of
writing, tag characters or noncharacters.
"""

WebAddress = Annotated[str, Form("a web address", _WEB_ADDRESS, example="https://eur-lex.europa.eu/")]
"""An absolute http or https address."""
