"""Check the types of arguments. The errors say what is wrong and what to pass instead."""

from datetime import date

from securityunion._util.days import plain_day
from securityunion._util.text import instead_of, with_article

__all__ = ["A_DAY", "check_day", "check_instance", "check_text"]

A_DAY = "a date without time, such as date(2020, 12, 9)"


def check_day(name: str, day: object) -> date:
    """Return *day* as a plain date, or raise an error if it is not a date, or has a time.

    Raises:
        TypeError: if *day* is not a date, or is a datetime.

    >>> try:
    ...     check_day("on", "2020-12-09")
    ... except TypeError as error:
    ...     print(error)
    on: '2020-12-09' is a str; pass a date without time, such as date(2020, 12, 9)
    """
    plain = plain_day(day)
    if plain is None:
        raise TypeError(f"{name}: {instead_of(day, A_DAY)}")
    return plain


def check_instance(name: str, value: object, expected: type) -> None:
    """Raise an error if *value* is not an instance of the class *expected*.

    Raises:
        TypeError: if *value* is not an instance of *expected*.

    >>> check_instance("number", "x", int)
    Traceback (most recent call last):
    ...
    TypeError: number: 'x' is a str; pass an int
    """
    if not isinstance(value, expected):
        raise TypeError(f"{name}: {instead_of(value, with_article(expected.__name__))}")


def check_text(name: str, text: object, remedy: str = "text") -> None:
    """Raise an error if *text* is not a string.

    The message advises the caller to pass *remedy* instead.

    Raises:
        TypeError: if *text* is not a string.

    >>> check_text("text", 5)
    Traceback (most recent call last):
    ...
    TypeError: text: 5 is an int; pass text
    >>> check_text("celex", None, "a CELEX number as text")
    Traceback (most recent call last):
    ...
    TypeError: celex: None is not allowed; pass a CELEX number as text
    """
    if not isinstance(text, str):
        raise TypeError(f"{name}: {instead_of(text, remedy)}")
