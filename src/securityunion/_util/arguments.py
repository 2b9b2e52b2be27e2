"""Checks of arguments: a value of a wrong type is refused, with what to pass instead."""

from datetime import date

from securityunion._util.text import instead_of

__all__ = ["A_DAY", "check_day", "check_instance", "check_text"]

A_DAY = "a date without time, such as date(2020, 12, 9)"


def check_day(name: str, day: object) -> None:
    """Refuse a *day* that is not a plain date; a time of day has no meaning here.

    Raises:
        TypeError: if it is not.

    >>> check_day("on", "2020-12-09")
    Traceback (most recent call last):
    ...
    TypeError: on: '2020-12-09' is a str; pass a date without time, such as date(2020, 12, 9)
    """
    if type(day) is not date:
        raise TypeError(f"{name}: {instead_of(day, A_DAY)}")


def check_instance(name: str, value: object, expected: type) -> None:
    """Refuse a *value* that is not an instance of the class *expected*.

    Raises:
        TypeError: if it is not.

    >>> check_instance("number", "x", int)
    Traceback (most recent call last):
    ...
    TypeError: number: 'x' is a str; pass an int
    """
    if not isinstance(value, expected):
        article = "an" if expected.__name__[0] in "AEIOUaeiou" else "a"
        raise TypeError(f"{name}: {instead_of(value, f'{article} {expected.__name__}')}")


def check_text(name: str, text: object, remedy: str = "text") -> None:
    """Refuse a *text* that is not a string, with what to pass instead as *remedy*.

    Raises:
        TypeError: if it is not.

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
