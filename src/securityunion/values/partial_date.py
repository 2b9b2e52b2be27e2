"""Partial dates and periods. A partial date is as exact as its source: a year, a part of a year, or a day."""

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
_TEXT = r"[0-9]{4}(?:-(?:Q[1-4]|H[12]|(?:0[1-9]|1[0-2])(?:-DAY)?))?"
# Days up to the 28th match the first pattern, and so do valid years and their parts. Only later days need a calendar.
_PLAIN = re.compile("(?!0000)" + _TEXT.replace("DAY", "(?:0[1-9]|1[0-9]|2[0-8])")).fullmatch
_PARTIAL_DATE = re.compile("(?!0000)" + _TEXT.replace("DAY", "[0-9]{2}")).fullmatch
_LONGEST = len("2020-07-24")
# How others write quarters and halves: by numbers as in EDTF, with the year last, or without the hyphen.
_EDTF = {**{f"{32 + number}": f"Q{number}" for number in range(1, 5)}, "40": "H1", "41": "H2"}
_OTHERWISE = (
    re.compile(r"(?P<year>[0-9]{4})-(?P<part>3[3-6]|4[01])"),
    re.compile(r"(?P<part>[QH][1-4])[ /-]?(?P<year>[0-9]{4})", re.IGNORECASE),
    re.compile(r"(?P<year>[0-9]{4})[ /-]?(?P<part>[QH][1-4])", re.IGNORECASE),
)


def is_partial_date(text: str) -> bool:
    """Return whether *text* is a year, a half-year, a quarter, a month or a day.

    They are written `YYYY`, `YYYY-H1`, `YYYY-Q1`, `YYYY-MM` and `YYYY-MM-DD`. The earliest year is 0001. A day must
    exist in the calendar.

    >>> import securityunion as su
    >>> [su.is_partial_date(text) for text in ("2020", "2020-07", "2020-07-24")]
    [True, True, True]
    >>> [su.is_partial_date(text) for text in ("2026-Q4", "2026-H1")]
    [True, True]
    >>> su.is_partial_date("2021-02-29"), su.is_partial_date("24 July 2020")
    (False, False)
    """
    if _PLAIN(text) is not None:
        return True
    if len(text) != _LONGEST or _PARTIAL_DATE(text) is None:
        return False
    year, month, day = int(text[:_YEAR]), int(text[_YEAR + 1 : _MONTH]), int(text[_MONTH + 1 :])
    return 1 <= day <= _last_of(year, month)


def _advice(text: str) -> str:
    """Return how to write *text*, if it is a quarter or a half-year in another form, or else how to write any date."""
    for form in _OTHERWISE:
        if (match := form.fullmatch(text.strip())) is not None:
            part = match["part"].upper()
            meant = f"{match['year']}-{_EDTF.get(part, part)}"
            if is_partial_date(meant):
                return f"write it like {meant!r}"
    return "write it like '2020-07-24', '2020-07', '2020-Q3', '2020-H2' or '2020'"


PartialDate = Annotated[str, Form("a partial date", is_partial_date, example="2020-07-24", advice=_advice)]
"""A date that is as exact as its source: `2020`, `2020-H2`, `2020-Q3`, `2020-07` or `2020-07-24`."""


def first_day(partial: str) -> date:
    """Return the first day of the partial date *partial*.

    Raises:
        ValueError: if *partial* is not a partial date.

    >>> import securityunion as su
    >>> su.first_day("2020-02"), su.first_day("2026-Q4")
    (datetime.date(2020, 2, 1), datetime.date(2026, 10, 1))
    """
    year, (first, _), day = _checked_parts(partial)
    return date(year, first, day or 1)


def last_day(partial: str) -> date:
    """Return the last day of the partial date *partial*.

    Raises:
        ValueError: if *partial* is not a partial date.

    >>> import securityunion as su
    >>> su.last_day("2020-02")
    datetime.date(2020, 2, 29)
    >>> su.last_day("2020"), su.last_day("2026-H1")
    (datetime.date(2020, 12, 31), datetime.date(2026, 6, 30))
    """
    year, (_, last), day = _checked_parts(partial)
    return date(year, last, day or _last_of(year, last))


def _end_before_start(period: "Period") -> Iterator[Problem]:
    start, end = cast("str", period.start), cast("str", period.end)
    if last_day(end) < first_day(start):
        yield contradiction("$.end", f"{end!r} is before the start {start!r}", f"use {start!r} or later")


@public
@frozen(kw_only=True, weakref_slot=False, field_transformer=exact_types)
class Period(PydanticRecord):
    """A period from the first day of `start` to the last day of `end`.

    Args:
        start: a year, quarter, month or day; None if unknown.
        end: a year, quarter, month or day; None if unknown.

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


def _last_of(year: int, month: int) -> int:
    # December is handled separately, because the day after 31 December 9999 cannot be a `date`.
    december = 12
    return 31 if month == december else (date(year, month + 1, 1) - timedelta(days=1)).day


def _checked_parts(partial: str) -> tuple[int, tuple[int, int], int | None]:
    """Return the year, the first and the last month, and the day of a partial date; None for no day."""
    if not is_partial_date(partial):
        raise ValueError(not_a("a partial date", partial, _advice(partial)))
    year, part = int(partial[:_YEAR]), partial[_YEAR + 1 : _MONTH]
    if not part:
        return year, (1, 12), None
    if part.isdigit():
        month = int(part)
        return year, (month, month), int(partial[_MONTH + 1 :]) if len(partial) == _DAY else None
    length = _MONTHS[part[0]]
    last = int(part[1]) * length
    return year, (last - length + 1, last), None


_MONTHS = {"Q": 3, "H": 6}
"""The number of months in a quarter and in a half-year."""


def _truth(fact: bool) -> Truth:  # noqa: FBT001 - the meaning of the only argument is clear
    return Truth.YES if fact else Truth.NO
