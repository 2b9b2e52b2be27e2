"""Partial dates and periods. A partial date is a year, a month or a day, as a source gives it."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, cast

from attrs import frozen

from securityunion._records.fields import record_repr
from securityunion._records.formats import Form
from securityunion._records.rules import Rule
from securityunion._records.validation import check_record, exact_types
from securityunion._util.arguments import check_day
from securityunion._util.public_home import public
from securityunion._util.pydantic_hooks import PydanticRecord
from securityunion._util.text import not_a
from securityunion.errors import Problem, contradiction
from securityunion.values.truth import Truth

__all__ = ["UNKNOWN_PERIOD", "PartialDate", "Period", "first_day", "is_partial_date", "last_day"]

_YEAR, _MONTH, _DAY = 4, 7, 10
# Valid years, valid months, and days up to the 28th match this pattern. Only later days need a calendar.
_PLAIN = re.compile(r"(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|1[0-9]|2[0-8]))?)?").fullmatch
_PARTIAL_DATE = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?").fullmatch


def is_partial_date(text: str) -> bool:
    """Return whether *text* is a year `YYYY`, a month `YYYY-MM` or a day `YYYY-MM-DD`.

    The earliest year is 0001. A day must exist in the calendar.

    >>> import securityunion as su
    >>> [su.is_partial_date(text) for text in ("2020", "2020-07", "2020-07-24")]
    [True, True, True]
    >>> su.is_partial_date("2021-02-29"), su.is_partial_date("24 July 2020")
    (False, False)
    """
    if _PLAIN(text) is not None:
        return True
    if len(text) not in (_YEAR, _MONTH, _DAY) or _PARTIAL_DATE(text) is None or text[:_YEAR] == "0000":
        return False
    year, month, day = _parts(text)
    return day is None or 1 <= day <= _last_of(year, month or 1)


PartialDate = Annotated[str, Form("a year, month or day", is_partial_date, example="2020-07-24")]
"""A year, a month or a day, depending on what the source gives: `2020`, `2020-07` or `2020-07-24`."""


def first_day(partial: str) -> date:
    """Return the first day of the partial date *partial*.

    Raises:
        ValueError: if *partial* is not a partial date.

    >>> import securityunion as su
    >>> su.first_day("2020-02")
    datetime.date(2020, 2, 1)
    """
    year, month, day = _checked_parts(partial)
    return date(year, month or 1, day or 1)


def last_day(partial: str) -> date:
    """Return the last day of the partial date *partial*.

    Raises:
        ValueError: if *partial* is not a partial date.

    >>> import securityunion as su
    >>> su.last_day("2020-02")
    datetime.date(2020, 2, 29)
    >>> su.last_day("2020")
    datetime.date(2020, 12, 31)
    """
    year, month, day = _checked_parts(partial)
    month = month or 12
    return date(year, month, day or _last_of(year, month))


def _end_before_start(period: "Period") -> Iterator[Problem]:
    start, end = cast("str", period.start), cast("str", period.end)
    if last_day(end) < first_day(start):
        yield contradiction("$.end", f"{end!r} is before the start {start!r}", f"use {start!r} or later")


@public
@frozen(kw_only=True, weakref_slot=False, field_transformer=exact_types)
class Period(PydanticRecord):
    """A period from the first day of `start` to the last day of `end`.

    Args:
        start: a year, month or day; None if unknown.
        end: a year, month or day; None if unknown.

    Raises:
        RecordError: if `start` or `end` is not a partial date, or `end` is before `start`.

    >>> from datetime import date
    >>> import securityunion as su
    >>> covered = su.Period(start="2019-10", end="2020-12")
    >>> covered.includes(date(2020, 12, 31)), covered.includes(date(2021, 1, 1))
    (<Truth.YES>, <Truth.NO>)
    >>> su.Period(start="2020").includes(date(2030, 1, 1))
    <Truth.UNKNOWN>
    """

    start: PartialDate | None = None
    end: PartialDate | None = None

    _rules = (
        Rule(
            name="end-before-start",
            says="`end` is not before `start`.",
            fields=("start", "end"),
            problems=_end_before_start,
        ),
    )
    __attrs_post_init__ = check_record
    __repr__ = record_repr

    def includes(self, day: date) -> Truth:
        """Return whether *day* is in the period.

        The result is UNKNOWN if it depends on a start or end that is unknown.

        Raises:
            TypeError: if *day* is not a plain date.
        """
        check_day("day", day)
        begun = Truth.UNKNOWN if self.start is None else _truth(first_day(self.start) <= day)
        going_on = Truth.UNKNOWN if self.end is None else _truth(day <= last_day(self.end))
        return begun & going_on

    def __str__(self) -> str:
        return f"{self.start or 'unknown'} to {self.end or 'unknown'}"


UNKNOWN_PERIOD = Period()
"""A period whose start and end are both unknown."""


def _parts(text: str) -> tuple[int, int | None, int | None]:
    return int(text[:_YEAR]), int(text[5:_MONTH] or 0) or None, int(text[8:]) if len(text) == _DAY else None


def _last_of(year: int, month: int) -> int:
    # December is handled separately, because the day after 31 December 9999 cannot be a `date`.
    december = 12
    return 31 if month == december else (date(year, month + 1, 1) - timedelta(days=1)).day


def _checked_parts(partial: str) -> tuple[int, int | None, int | None]:
    if not is_partial_date(partial):
        raise ValueError(not_a("a year, month or day", partial, "write it like '2020-07-24', '2020-07' or '2020'"))
    return _parts(partial)


def _truth(fact: bool) -> Truth:  # noqa: FBT001 - the meaning of the only argument is clear
    return Truth.YES if fact else Truth.NO
