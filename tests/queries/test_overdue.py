"""What was overdue on a day, in which Member States, and which parts of the answer are unknown."""

from datetime import date, datetime
from itertools import combinations
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import securityunion as su
from securityunion import Answer, Bounds, MemberState, StateGroup, Truth

REPORT = su.first_progress_report()
DAY = REPORT.published
DEADLINE = date(2015, 11, 16)
AT, BE, DK, GB, HR = MemberState.AT, MemberState.BE, MemberState.DK, MemberState.GB, MemberState.HR


def report_with(*obligations: su.Obligation, published: date = DAY) -> su.ProgressReport:
    initiative = attrs.evolve(su.find(REPORT, "nis"), obligations=obligations, acts=(), sources=())
    return attrs.evolve(REPORT, initiatives=(initiative,), findings=(), published=published)


def duty(*, deadline: date | None = DEADLINE, **fields: Any) -> su.Obligation:
    deadlines = () if deadline is None else (su.Deadline(on=deadline),)
    given = {"id": "o", "initiative": "nis", "duty": su.Duty.TRANSPOSE, "deadlines": deadlines}
    return su.Obligation(**{**given, **fields})


def only(report: su.ProgressReport, on: date) -> su.Overdue:
    answer = su.overdue(report, on=on)
    (one,) = (*answer.yes, *answer.unknown, *answer.no)
    return one


def test_days_past_the_deadline() -> None:
    report = report_with(duty(outstanding=StateGroup(count=12)))
    found = {on: only(report, on).days for on in (DAY, date(2015, 11, 17), DEADLINE, date(2015, 11, 15))}
    assert [1850, 1, 0, -1] == list(found.values())


def test_on_the_report_s_day_a_count_is_exact_and_names_nobody() -> None:
    one = only(report_with(duty(outstanding=StateGroup(count=12), bound=StateGroup(excluded=(DK,)))), DAY)
    assert (Bounds(12, 12), Truth.YES) == (one.count, one.anywhere)
    assert one.late.yes == ()
    assert one.late.no == (DK,)
    assert len(one.late.unknown) == 26


def test_on_the_deadline_and_before_nobody_is_late() -> None:
    answer = su.overdue(report_with(duty(outstanding=StateGroup(named=(AT,)))), on=DEADLINE)
    (one,) = answer.no
    assert (Bounds(0, 0), 28) == (one.count, len(one.late.no))


def test_a_later_day_leaves_nobody_certain_and_those_not_bound_out() -> None:
    one = only(
        report_with(duty(outstanding=StateGroup(named=(AT,)), bound=StateGroup(excluded=(DK,)))), date(2021, 1, 1)
    )
    assert (Bounds(0, 26), Truth.UNKNOWN) == (one.count, one.anywhere)
    assert [Truth.UNKNOWN, Truth.NO] == [one.late_in(AT), one.late_in("DK")]


def test_who_had_transposed_by_the_report_has_transposed_later() -> None:
    group = StateGroup(excluded=(BE,), count=3)
    transposed = only(report_with(duty(outstanding=group)), date(2021, 1, 1))
    assert [Truth.NO, Truth.UNKNOWN] == [transposed.late_in(BE), transposed.late_in(AT)]
    assert Bounds(0, 3) == transposed.count
    # An act that was applied on the day of the report may not be applied later.
    applied = only(report_with(duty(outstanding=group, duty=su.Duty.APPLY)), date(2021, 1, 1))
    assert Truth.UNKNOWN is applied.late_in(BE)
    assert Bounds(0, 27) == applied.count


def test_the_number_that_is_bound_limits_every_day() -> None:
    limited = report_with(duty(bound=StateGroup(count=3)))
    assert [Bounds(0, 3)] * 3 == [only(limited, on).count for on in (date(2016, 1, 1), DAY, date(2021, 1, 1))]
    # If the only Member State that is bound is known, no other one is bound.
    filled = only(report_with(duty(bound=StateGroup(count=1), outstanding=StateGroup(named=(BE,)))), date(2021, 1, 1))
    assert [Truth.UNKNOWN, Truth.NO] == [filled.late_in(BE), filled.late_in(AT)]
    assert Bounds(0, 1) == filled.count


def test_on_an_earlier_day_only_those_who_are_not_bound_are_certainly_not_late() -> None:
    group = StateGroup(named=(AT,), excluded=(BE,), count=3)
    one = only(report_with(duty(outstanding=group, bound=StateGroup(excluded=(DK,)))), date(2016, 1, 1))
    others = tuple(state for state in su.member_states(on=date(2016, 1, 1)) if state not in (AT, DK))
    assert one.late == Answer(yes=(AT,), unknown=others, no=(DK,))
    assert Bounds(3, 27) == one.count


FOUR = tuple(
    su.Deadline(on=day) for day in (date(2020, 1, 10), date(2020, 3, 10), date(2020, 7, 10), date(2020, 9, 10))
)


@pytest.mark.parametrize(
    ("on", "count", "partly", "nothing", "days"),
    [
        (date(2020, 1, 10), Bounds(0, 0), Truth.NO, Truth.NO, (-244, 0)),
        (date(2020, 2, 1), Bounds(1, 27), Truth.UNKNOWN, Truth.YES, (-222, 22)),
        (date(2020, 9, 10), Bounds(1, 27), Truth.UNKNOWN, Truth.YES, (0, 244)),
        (date(2020, 9, 11), Bounds(16, 27), Truth.YES, Truth.YES, (1, 245)),
        (DAY, Bounds(16, 16), Truth.YES, Truth.YES, (90, 334)),
    ],
)
def test_several_deadlines(on: date, count: Bounds, partly: Truth, nothing: Truth, days: tuple[int, int]) -> None:
    status = su.ComplianceStatus
    records = (
        su.ComplianceRecord(state=AT, status=status.NOT_COMMUNICATED),
        su.ComplianceRecord(state=BE, status=status.PARTLY_COMMUNICATED),
    )
    one = only(report_with(duty(deadlines=FOUR, outstanding=StateGroup(count=16), records=records)), on)
    assert (count, partly, nothing) == (one.count, one.late_in(BE), one.late_in(AT))
    assert days == (one.days, one.days_since_first)


@pytest.mark.parametrize("act", ["32016L0680R(01)", "02014L0042-20140519", "52020PC0823", "62012CJ0131"])
def test_nothing_is_certain_about_what_cannot_oblige(act: str) -> None:
    one = only(report_with(duty(act=act, outstanding=StateGroup(named=(AT,), count=1))), DAY)
    assert (Truth.UNKNOWN, Bounds(0, 1)) == (one.late_in(AT), one.count)


@pytest.mark.parametrize("day", [date(1001, 1, 1), date(1003, 3, 3), date(9999, 12, 31)])
def test_a_deadline_that_stands_for_a_missing_date_is_unknown(day: date) -> None:
    one = only(report_with(duty(deadline=day, outstanding=StateGroup(named=(AT,)))), DAY)
    assert (None, Truth.UNKNOWN, 0) == (one.days, one.late_in(AT), one.count.at_least)


def test_a_list_that_is_not_whole_has_no_upper_limit() -> None:
    whole = su.overdue(REPORT, on=DAY)
    assert (Bounds(15, 15), False) == (whole.size, whole.more)
    part = su.overdue(attrs.evolve(REPORT, complete=()), on=DAY)
    assert (Bounds(15, None), True) == (part.size, part.more)


def test_who_joined_since_may_be_the_one_that_is_counted() -> None:
    old = duty(deadline=date(2010, 1, 1), outstanding=StateGroup(count=1))
    assert only(report_with(old), date(2013, 6, 30)).count == Bounds(0, 27)
    assert only(report_with(old), date(2013, 7, 1)).count == Bounds(1, 28)


@pytest.mark.parametrize(
    ("on", "state", "listed"),
    [
        (date(2020, 1, 31), GB, True),
        (date(2020, 2, 1), GB, False),
        (date(2013, 6, 30), HR, False),
        (date(2013, 7, 1), HR, True),
    ],
)
def test_only_the_member_states_of_the_day_are_listed(on: date, state: MemberState, listed: bool) -> None:
    late = only(report_with(duty(deadline=date(2010, 1, 1))), on).late
    assert listed is (state in (*late.possible, *late.no))


def test_an_unknown_deadline_leaves_all_open_but_those_who_are_done() -> None:
    one = only(report_with(duty(deadline=None, outstanding=StateGroup(named=(AT,), excluded=(BE,), count=2))), DAY)
    assert (None, Bounds(0, 2)) == (one.days, one.count)
    assert [Truth.UNKNOWN, Truth.NO] == [one.late_in(AT), one.late_in(BE)]


def test_nobody_outstanding_is_nobody_late() -> None:
    answer = su.overdue(report_with(duty(outstanding=StateGroup(count=0))), on=DAY)
    assert [one.count for one in answer.no] == [Bounds(0, 0)]


def test_the_longest_overdue_come_first_and_unknown_deadlines_last() -> None:
    duties = (
        duty(id="later", deadline=date(2019, 1, 1), outstanding=StateGroup(count=1)),
        duty(id="open", deadline=None),
        duty(id="sooner", outstanding=StateGroup(count=1)),
        duty(id="sooner-unknown", deadline=date(2012, 1, 1)),
    )
    answer = su.overdue(report_with(*duties), on=DAY)
    assert ["sooner", "later"] == [one.obligation.id for one in answer.yes]
    assert ["sooner-unknown", "open"] == [one.obligation.id for one in answer.unknown]


def test_a_code_that_no_member_state_has_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^unknown Member State 'XX'; use a code"):
        only(report_with(duty()), DAY).late_in("XX")


SMALL = (AT, BE, DK)


@settings(max_examples=200)
@given(
    st.sets(st.sampled_from(SMALL)),
    st.sets(st.sampled_from(SMALL)),
    st.none() | st.integers(0, 3),
    st.sampled_from([DAY, date(2016, 1, 1), date(2022, 1, 1)]),
)
def test_bounds_hold_the_truth_for_every_completion(
    named: set[MemberState], done: set[MemberState], count: int | None, on: date
) -> None:
    try:
        group = StateGroup(named=tuple(named), excluded=tuple(done), count=count, scope=SMALL)
    except su.RecordError:
        return
    one = only(report_with(duty(outstanding=group)), on)
    for size in range(len(SMALL) + 1):
        for chosen in combinations(SMALL, size):
            fits = named <= set(chosen) and not done & set(chosen) and count in (None, size)
            if not fits:
                continue
            # On another day, other Member States may be late. The answer must still allow those of the report's day.
            assert set(one.late.yes) <= set(chosen)
            assert set(chosen) <= set(one.late.possible)
            assert one.count.at_least <= size <= (one.count.at_most or 0)


@pytest.mark.parametrize(
    ("count", "bound", "least"),
    [
        (28, StateGroup(), 27),  # the United Kingdom must be among those counted
        (3, StateGroup(named=(GB,), scope=(AT, BE, GB)), 2),
    ],
)
def test_who_had_left_may_be_among_those_that_a_report_counts(count: int, bound: StateGroup, least: int) -> None:
    late = only(report_with(duty(outstanding=StateGroup(count=count), bound=bound)), DAY)
    assert Bounds(least, least) == late.count
    assert Truth.NO is late.late_in("UK")


def test_a_state_that_is_named_but_no_member_that_day_is_not_counted() -> None:
    one = only(report_with(duty(outstanding=StateGroup(named=(GB,), count=3))), DAY)
    assert (Bounds(2, 2), Truth.YES) == (one.count, one.anywhere)
    only_gb = only(report_with(duty(outstanding=StateGroup(named=(GB,), count=1))), DAY)
    assert (Bounds(0, 0), Truth.NO) == (only_gb.count, only_gb.anywhere)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("2020-12-09", "'2020-12-09' is a str"),
        (None, "None is not allowed"),
        (datetime(2020, 12, 9), "a datetime is not allowed"),  # noqa: DTZ001
    ],
)
def test_a_day_is_a_plain_date(wrong: Any, told: str) -> None:
    with pytest.raises(TypeError, match=f"^on: {told}; pass a date without time, such as date"):
        su.overdue(REPORT, on=wrong)


def test_answers_about_records_are_shown_in_a_line() -> None:
    report = report_with(duty(outstanding=StateGroup(count=12)), duty(id="open", deadline=None))
    answer = su.overdue(report, on=DAY)
    assert repr(answer) == "Answer(yes=<1 x Overdue>, unknown=<1 x Overdue>, no=())"
    assert repr(answer.yes[0]) == "<Overdue o on 2020-12-09, 1850 days: 12>"
    assert repr(answer.unknown[0]) == "<Overdue open on 2020-12-09, deadline unknown: at least 0, at most 27>"
    assert repr(su.most_outstanding(report)[0]) == "<OutstandingObligation o: 12>"
