"""Dates that are only partly known, and periods."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from securityunion import Period, RecordError, Truth, first_day, is_partial_date, last_day


@given(st.dates())
def test_each_day_lies_in_its_day_its_month_and_its_year(day: date) -> None:
    text = day.isoformat()
    for partial in (text, text[:7], text[:4]):
        assert is_partial_date(partial)
        assert first_day(partial) <= day <= last_day(partial)
    assert first_day(text) == day == last_day(text)
    assert (first_day(text[:7]), last_day(text[:7]).month) == (day.replace(day=1), day.month)
    if last_day(text[:7]) < date.max:
        assert (last_day(text[:7]) + timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0000",
        "20",
        "2020-13",
        "2020-00",
        "2020-1",
        "2020-02-30",
        "2021-02-29",
        "2020-07-00",
        "2020-7-24",
        "20200724",
        "2020-07-24T00:00:00",
        "2020-07-24\n",
        "２０２０",
        "-2020",
        "2020-",
        "2020-07-",
    ],
)
def test_no_partial_dates(text: str) -> None:
    assert not is_partial_date(text)
    with pytest.raises(
        ValueError, match=r"is not a year, month or day; write it like '2020-07-24', '2020-07' or '2020'$"
    ):
        first_day(text)
    with pytest.raises(
        ValueError, match=r"is not a year, month or day; write it like '2020-07-24', '2020-07' or '2020'$"
    ):
        last_day(text)


@pytest.mark.parametrize(
    ("period", "day", "expected"),
    [
        (Period(start="2019-10", end="2020-12"), date(2019, 9, 30), Truth.NO),
        (Period(start="2019-10", end="2020-12"), date(2019, 10, 1), Truth.YES),
        (Period(start="2019-10", end="2020-12"), date(2020, 12, 31), Truth.YES),
        (Period(start="2019-10", end="2020-12"), date(2021, 1, 1), Truth.NO),
        (Period(start="2020"), date(2019, 12, 31), Truth.NO),
        (Period(start="2020"), date(2020, 1, 1), Truth.UNKNOWN),
        (Period(end="2020"), date(2020, 12, 31), Truth.UNKNOWN),
        (Period(end="2020"), date(2021, 1, 1), Truth.NO),
        (Period(), date(2021, 1, 1), Truth.UNKNOWN),
    ],
)
def test_a_period_includes_what_is_certain(period: Period, day: date, expected: Truth) -> None:
    assert expected is period.includes(day)


@pytest.mark.parametrize("wrong", ["2020-12-09", None, datetime(2020, 12, 9)])  # noqa: DTZ001
@pytest.mark.parametrize("period", [Period(), Period(start="2020")])
def test_a_day_is_a_day(period: Period, wrong: Any) -> None:
    with pytest.raises(TypeError, match=r"^day: .*; pass a date without time, such as date"):
        period.includes(wrong)


@pytest.mark.parametrize(
    ("start", "end"), [("2020", "2020"), ("2020-12", "2020"), ("2020", "2020-01"), ("2020-07-24", "2020-07")]
)
def test_a_period_may_end_within_its_start(start: str, end: str) -> None:
    assert str(Period(start=start, end=end)) == f"{start} to {end}"


def test_an_unknown_end_is_written_so() -> None:
    assert str(Period(start="2020")) == "2020 to unknown"
    assert str(Period()) == "unknown to unknown"


def test_an_end_before_the_start_is_refused() -> None:
    with pytest.raises(
        RecordError, match=r"^Period\.end: '2020-06' is before the start '2020-07'; use '2020-07' or later$"
    ):
        Period(start="2020-07", end="2020-06")


def test_both_ends_are_checked_at_once() -> None:
    with pytest.raises(RecordError) as caught:
        Period(start="July", end="August")
    assert ["$.start", "$.end"] == [problem.path for problem in caught.value.problems]
