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
    wrong = r"is not a partial date; write it like '2020-07-24', '2020-07', '2020-Q3', '2020-H2' or '2020'$"
    with pytest.raises(ValueError, match=wrong):
        first_day(text)
    with pytest.raises(ValueError, match=wrong):
        last_day(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-Q1", date(2024, 1, 1), date(2024, 3, 31)),
        ("2026-Q2", date(2026, 4, 1), date(2026, 6, 30)),
        ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30)),
        ("9999-Q4", date(9999, 10, 1), date(9999, 12, 31)),
        ("2026-H1", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026-H2", date(2026, 7, 1), date(2026, 12, 31)),
    ],
)
def test_quarters_and_halves_are_their_months(text: str, first: date, last: date) -> None:
    assert is_partial_date(text)
    assert (first_day(text), last_day(text)) == (first, last)
    assert Period(start=text, end=text).includes(last) is Truth.YES


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2021-33", "2021-Q1"),
        ("2021-34", "2021-Q2"),
        ("2021-36", "2021-Q4"),
        ("2021-40", "2021-H1"),
        ("2021-41", "2021-H2"),
        ("Q4 2026", "2026-Q4"),
        ("h1/2026", "2026-H1"),
        ("2026q4", "2026-Q4"),
        ("2026 Q4", "2026-Q4"),
    ],
)
def test_other_forms_of_quarters_and_halves_are_refused_with_the_form_that_is_meant(text: str, meant: str) -> None:
    assert not is_partial_date(text)
    with pytest.raises(RecordError) as caught:
        Period(start=text)
    assert caught.value.problems[0].message == f"{text!r} is not a partial date; write it like {meant!r}"
    assert is_partial_date(meant)


@pytest.mark.parametrize(
    "text", ["0000-Q1", "2026-Q0", "2026-Q5", "2026-H3", "2026-q1", "2026-Q1-01", "2026-Q", "Q5 2026"]
)
def test_no_quarters_and_halves(text: str) -> None:
    assert not is_partial_date(text)
    with pytest.raises(ValueError, match=r"write it like '2020-07-24', '2020-07', '2020-Q3'|write it like '2026-Q1'$"):
        first_day(text)


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
