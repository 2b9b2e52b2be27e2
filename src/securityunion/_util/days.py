"""Recognise days, whatever class a frozen clock puts in place of `date`."""

from datetime import date, datetime
from typing import cast

__all__ = ["is_day_type", "plain_day"]

# Tests of services often freeze the clock. freezegun then replaces the classes `date` and `datetime` in every module by
# subclasses. The last bases of a class are always the real ones, and values inside a tuple are not replaced.
_REAL: tuple[type[date], type[datetime]] = (
    cast("type[date]", date.__mro__[-2]),
    cast("type[datetime]", datetime.__mro__[-3]),
)


def plain_day(value: object) -> date | None:
    """Return *value* as a plain `date`, or None if it is not a date, or has a time.

    >>> plain_day(date(2020, 12, 9)), plain_day("2020-12-09") is None
    (datetime.date(2020, 12, 9), True)
    """
    day, moment = _REAL
    if type(value) is day:
        return value
    if isinstance(value, day) and not isinstance(value, moment):
        return day(value.year, value.month, value.day)
    return None


def is_day_type(item: type) -> bool:
    """Return whether *item* is the class `date`, or the class that a frozen clock puts in its place.

    >>> is_day_type(date), is_day_type(datetime), is_day_type(str)
    (True, False, False)
    """
    day, moment = _REAL
    return issubclass(item, day) and not issubclass(item, moment)
