"""Checks of arguments: a value of a wrong type is refused with what to pass instead."""

from datetime import date

from securityunion._util.text import shown

__all__ = ["check_day", "check_instance", "check_text"]


def check_day(name: str, day: object) -> None:
    """Refuse a *day* that is no plain date; a time of day has no meaning here.

    Raises:
        TypeError: where it is none.

    >>> check_day("on", "2020-12-09")
    Traceback (most recent call last):
    ...
    TypeError: on: found '2020-12-09'; expected a date without time, such as date(2020, 12, 9)
    """
    if type(day) is not date:
        raise TypeError(f"{name}: found {shown(day)}; expected a date without time, such as date(2020, 12, 9)")


def check_instance(name: str, value: object, expected: type) -> None:
    """Refuse a *value* that is none of the class *expected*.

    Raises:
        TypeError: where it is none.

    >>> check_instance("number", "x", int)
    Traceback (most recent call last):
    ...
    TypeError: number: found 'x'; expected an int
    """
    if not isinstance(value, expected):
        article = "an" if expected.__name__[0] in "AEIOUaeiou" else "a"
        raise TypeError(f"{name}: found {shown(value)}; expected {article} {expected.__name__}")


def check_text(name: str, text: object) -> None:
    """Refuse a *text* to look for that is no text.

    Raises:
        TypeError: where it is none.

    >>> check_text("text", 5)
    Traceback (most recent call last):
    ...
    TypeError: text: found 5; expected text
    """
    if not isinstance(text, str):
        raise TypeError(f"{name}: found {shown(text)}; expected text")
