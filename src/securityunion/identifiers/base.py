"""The base class of the parsed identifiers: a string that is checked once, and parts that are read on demand."""

import re
from datetime import date
from typing import ClassVar, NoReturn, Self

from securityunion._util.arguments import check_text
from securityunion._util.public_home import public_in
from securityunion._util.text import not_a
from securityunion.errors import IdentifierError

__all__ = ["Identifier", "is_day", "is_text"]


@public_in("securityunion.identifiers")
class Identifier:
    """The base class of the parsed identifiers.

    They are immutable and hashable, and sort among identifiers of the same kind. `text` is the text as given; `str()`
    returns it too.

    >>> import securityunion as su
    >>> celex = su.identifiers.parse_celex("32016L1148")
    >>> celex
    CelexParts('32016L1148')
    >>> str(celex), celex == su.identifiers.parse_celex("32016L1148")
    ('32016L1148', True)
    >>> celex < su.identifiers.parse_celex("32019L0069")
    True
    """

    # A plain class: five attrs classes would take longer to build at import than all patterns take to compile.
    __slots__ = ("text",)

    text: str
    form: ClassVar[str]
    example: ClassVar[str]
    matches: ClassVar["staticmethod[[str], bool]"]
    """A function that returns whether a text has the form of this kind of identifier."""

    def __init__(self, text: str) -> None:
        if not isinstance(text, str):  # pyright: ignore[reportUnnecessaryIsInstance]
            check_text("text", text, f"{self.form} as text")
        if not self.matches(text):
            raise IdentifierError(not_a(self.form, text, self._advice(text)))
        _fill(self, "text", text)

    @property
    def canonical(self) -> str:
        """The preferred spelling if the form allows more than one; otherwise the text itself."""
        return self.text

    @property
    def order(self) -> tuple[object, ...]:
        """The sort key. It ends with the text, so that two identifiers tie only if they are equal."""
        return (self.text,)

    @classmethod
    def _advice(cls, text: str) -> str:  # noqa: ARG003 - subclasses use it
        """Return what to write instead of *text*, which is not an identifier of this kind."""
        return f"write it like {cls.example!r}"

    def _match(self) -> re.Match[str] | None:
        """Return the match of the pattern whose groups are the parts; None if the kind has no such pattern."""
        return None

    def _parts(self) -> dict[str, str | None]:
        match = self._match()
        return {} if match is None else match.groupdict()

    def _part(self, name: str) -> str | None:
        return self._parts().get(name)

    def _number(self, name: str) -> int | None:
        digits = self._part(name)
        return None if digits is None else int(digits)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.text!r})"

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and str(other) == self.text

    def __hash__(self) -> int:
        return hash((type(self).__name__, self.text))

    def __lt__(self, other: Self) -> bool:
        return self.order < other.order if type(other) is type(self) else NotImplemented

    def __le__(self, other: Self) -> bool:
        return self.order <= other.order if type(other) is type(self) else NotImplemented

    def __gt__(self, other: Self) -> bool:
        return self.order > other.order if type(other) is type(self) else NotImplemented

    def __ge__(self, other: Self) -> bool:
        return self.order >= other.order if type(other) is type(self) else NotImplemented

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen; make a new one instead of setting {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen; make a new one instead of deleting {name!r}")

    def __reduce__(self) -> tuple[type[Self], tuple[str]]:
        return type(self), (self.text,)


def is_text(value: object, longest: int) -> bool:
    """Return whether *value* is a string of at most *longest* characters.

    >>> is_text("32016L1148", 40), is_text(None, 40), is_text(b"32016L1148", 40)
    (True, False, False)
    """
    return isinstance(value, str) and len(value) <= longest


def is_day(year: str, month: str, day: str) -> bool:
    """Return whether *year*, *month* and *day*, given as digits, name a day in the calendar.

    >>> is_day("2020", "2", "29"), is_day("2021", "02", "29")
    (True, False)
    """
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


# The classes refuse to set attributes, so `__init__` bypasses their `__setattr__`.
_fill = object.__setattr__
