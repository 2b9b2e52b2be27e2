"""The base class of parsed identifiers. It checks a text once and reads its parts only when they are needed."""

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
    """The base class of parsed identifiers.

    Parsed identifiers are immutable and hashable, and identifiers of the same kind can be sorted. The attribute `text`
    is the identifier exactly as you gave it, and `str()` returns the same text.

    >>> import securityunion as su
    >>> celex = su.identifiers.parse_celex("32016L1148")
    >>> celex
    CelexParts('32016L1148')
    >>> str(celex), celex == su.identifiers.parse_celex("32016L1148")
    ('32016L1148', True)
    >>> celex < su.identifiers.parse_celex("32019L0069")
    True
    """

    # This is a plain class instead of an attrs class. Building five attrs classes at import would take longer than
    # compiling all the patterns.
    __slots__ = ("text",)

    text: str
    form: ClassVar[str]
    example: ClassVar[str]
    matches: ClassVar["staticmethod[[str], bool]"]
    """The function that returns whether a text has the form of this kind of identifier."""

    def __init__(self, text: str) -> None:
        if not isinstance(text, str):  # pyright: ignore[reportUnnecessaryIsInstance]
            check_text("text", text, f"{self.form} as text")
        if not self.matches(text):
            raise IdentifierError(not_a(self.form, text, self._advice(text)))
        _fill(self, "text", text)

    @property
    def canonical(self) -> str:
        """The preferred spelling of the identifier. If only one spelling is allowed, it is the same as `text`."""
        return self.text

    @property
    def order(self) -> tuple[object, ...]:
        """The sort key. It ends with the text, so two different identifiers never have the same key."""
        return (self.text,)

    @classmethod
    def _advice(cls, text: str) -> str:  # noqa: ARG003 - subclasses use the argument
        """Return advice on what to write instead of *text*, which is not a valid identifier of this kind."""
        return f"write it like {cls.example!r}"

    def _match(self) -> re.Match[str] | None:
        """Return the match object whose named groups are the parts of the identifier.

        The base class returns None, because not every kind of identifier has a pattern for its parts.
        """
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
        raise AttributeError(f"{type(self).__name__} is frozen; create a new object instead of setting {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen; create a new object instead of deleting {name!r}")

    def __reduce__(self) -> tuple[type[Self], tuple[str]]:
        return type(self), (self.text,)


def is_text(value: object, longest: int) -> bool:
    """Return whether *value* is a string of at most *longest* characters.

    >>> is_text("32016L1148", 40), is_text(None, 40), is_text(b"32016L1148", 40)
    (True, False, False)
    """
    return isinstance(value, str) and len(value) <= longest


def is_day(year: str, month: str, day: str) -> bool:
    """Return whether the digits in *year*, *month* and *day* form a valid date.

    >>> is_day("2020", "2", "29"), is_day("2021", "02", "29")
    (True, False)
    """
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


# Parsed identifiers refuse to set attributes, so `__init__` has to bypass `__setattr__` when it stores the text.
_fill = object.__setattr__
