"""`securityunion.model.infringement`: the steps of a procedure on a day, and whether it was open."""

from datetime import date, datetime
from itertools import permutations
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import securityunion as su
from securityunion import InfringementEvent, InfringementProcedure, InfringementStep, MemberState, Truth

LETTER, OPINION = InfringementStep.LETTER_OF_FORMAL_NOTICE, InfringementStep.REASONED_OPINION
REFERRAL, CLOSURE = InfringementStep.REFERRAL_TO_THE_COURT, InfringementStep.CLOSURE
UNTIL = date(2023, 12, 31)
REPORT = su.first_progress_report()


def procedure(*steps: tuple[InfringementStep, str | None], until: date | None = UNTIL) -> InfringementProcedure:
    events = tuple(InfringementEvent(step=step, on=on) for step, on in steps)
    return InfringementProcedure(state=MemberState.LU, events=events, known_until=until)


@pytest.mark.parametrize(
    ("day", "step", "is_open"),
    [
        (date(2020, 4, 30), None, Truth.NO),
        (date(2020, 5, 15), None, Truth.UNKNOWN),
        (date(2020, 5, 31), LETTER, Truth.YES),
        (date(2022, 2, 1), None, Truth.YES),
        (date(2022, 2, 28), OPINION, Truth.YES),
        (date(2023, 2, 15), REFERRAL, Truth.YES),
        (date(2023, 10, 1), CLOSURE, Truth.NO),
        (date(2024, 1, 1), CLOSURE, Truth.NO),
    ],
)
def test_the_last_step_on_a_day(day: date, step: InfringementStep | None, is_open: Truth) -> None:
    steps = ((LETTER, "2020-05"), (OPINION, "2022-02"), (REFERRAL, "2023-02-15"), (CLOSURE, "2023-10-01"))
    for ordered in permutations(steps):
        one = procedure(*ordered)
        assert (step, is_open) == (one.step(on=day), one.is_open(on=day))


def test_beyond_its_reach_a_record_tells_nothing_but_an_end() -> None:
    for until in (None, date(2020, 12, 9)):
        one = procedure((LETTER, "2020-05-14"), until=until)
        assert (None, Truth.UNKNOWN) == (one.step(on=date(2020, 12, 10)), one.is_open(on=date(2020, 12, 10)))
        ended = procedure((LETTER, "2020-05-14"), (CLOSURE, "2020-10"), until=until)
        assert (CLOSURE, Truth.NO) == (ended.step(on=date(2020, 12, 10)), ended.is_open(on=date(2020, 12, 10)))


def test_a_step_without_its_day_may_have_come_before_or_after() -> None:
    one = procedure((LETTER, "2020-05-14"), (OPINION, None))
    assert (None, Truth.YES) == (one.step(on=date(2020, 6, 1)), one.is_open(on=date(2020, 6, 1)))
    assert Truth.UNKNOWN is procedure((LETTER, None)).is_open(on=date(2020, 6, 1))
    closed = procedure((LETTER, "2020-05-14"), (CLOSURE, None))
    assert (None, Truth.UNKNOWN) == (closed.step(on=date(2020, 6, 1)), closed.is_open(on=date(2020, 6, 1)))


def test_steps_of_which_it_is_not_known_which_came_last() -> None:
    one = procedure((LETTER, "2020"), (OPINION, "2020-05-14"))
    assert (None, Truth.YES) == (one.step(on=date(2021, 1, 1)), one.is_open(on=date(2021, 1, 1)))
    assert OPINION is procedure((OPINION, "2020"), (OPINION, "2020-05")).step(on=date(2021, 1, 1))
    assert OPINION is procedure((OPINION, "2020-05-14"), (LETTER, "2020-05-14")).step(on=UNTIL)
    ends = procedure((CLOSURE, "2020"), (InfringementStep.WITHDRAWAL, "2020"))
    assert (None, Truth.NO) == (ends.step(on=UNTIL), ends.is_open(on=UNTIL))


def test_without_steps_a_full_record_says_that_nothing_was_open() -> None:
    assert (None, Truth.NO) == (procedure().step(on=UNTIL), procedure().is_open(on=UNTIL))
    assert Truth.UNKNOWN is procedure(until=None).is_open(on=UNTIL)


dated = st.lists(st.tuples(st.sampled_from(InfringementStep), st.dates(date(2019, 1, 1), UNTIL).map(str)), max_size=5)


@given(dated, st.dates(date(2019, 1, 1), UNTIL))
def test_what_was_on_a_day_never_depends_on_later_steps(steps: list[tuple[InfringementStep, str]], day: date) -> None:
    past = [step for step in steps if step[1] <= str(day)]
    whole, known = procedure(*steps), procedure(*past)
    assert known.step(on=day) is whole.step(on=day)
    # A step after a closure shows that the closure was not the end.
    if known.is_open(on=day) is not Truth.NO:
        assert known.is_open(on=day) is whole.is_open(on=day)
    ends = {CLOSURE, InfringementStep.WITHDRAWAL}
    assert past == [] or ends.intersection(step for step, _ in past) or known.is_open(on=day) is Truth.YES


def test_between_two_steps_it_was_open() -> None:
    referral = InfringementStep.REFERRAL_TO_THE_COURT
    one = procedure((LETTER, "2020-03-01"), (referral, "2023-05"), until=None)
    days = (date(2020, 2, 1), date(2020, 3, 1), date(2022, 6, 1), date(2023, 6, 1))
    assert [one.is_open(on=day) for day in days] == [Truth.UNKNOWN, Truth.YES, Truth.YES, Truth.UNKNOWN]
    # A first letter may begin a new procedure, so the earlier one may have ended.
    again = procedure((OPINION, "2020-03-01"), (LETTER, "2023-05-01"), until=None)
    assert Truth.UNKNOWN is again.is_open(on=date(2022, 6, 1))
    # An end on an unknown day may lie in between.
    ended = procedure((LETTER, "2020-03-01"), (CLOSURE, None), (referral, "2023-05-01"), until=None)
    assert Truth.UNKNOWN is ended.is_open(on=date(2022, 6, 1))


def test_on_the_day_of_a_step_it_was_open() -> None:
    assert Truth.YES is procedure((LETTER, "2020-03-01"), until=None).is_open(on=date(2020, 3, 1))


def test_a_step_after_an_end_makes_the_end_uncertain() -> None:
    reopened = procedure((LETTER, "2020-01-01"), (CLOSURE, "2021-01-01"), (OPINION, "2022-01-01"), until=None)
    days = (date(2020, 6, 1), date(2021, 6, 1), date(2022, 1, 1), date(2023, 1, 1))
    assert [reopened.is_open(on=day) for day in days] == [Truth.YES, Truth.UNKNOWN, Truth.YES, Truth.UNKNOWN]
    assert reopened.step(on=date(2023, 1, 1)) is None
    withdrawn = procedure(
        (InfringementStep.REFERRAL_TO_THE_COURT, "2020-01-01"), (InfringementStep.WITHDRAWAL, "2021-01-01"), until=None
    )
    assert Truth.UNKNOWN is withdrawn.is_open(on=date(2023, 1, 1))


def test_two_ends() -> None:
    withdrawal = InfringementStep.WITHDRAWAL
    undated = procedure((CLOSURE, "2020-01-15"), (withdrawal, None))
    assert (None, Truth.NO) == (undated.step(on=UNTIL), undated.is_open(on=UNTIL))
    assert undated.possible_steps(on=UNTIL) == (withdrawal, CLOSURE)
    dated = procedure((CLOSURE, "2020-01-15"), (withdrawal, "2020-02-01"))
    assert (withdrawal, Truth.NO) == (dated.step(on=UNTIL), dated.is_open(on=UNTIL))


@pytest.mark.parametrize("day", ["1001-01-01", "1003-03-03", "9999-12-31", "9999"])
def test_a_day_that_stands_for_a_missing_date_decides_nothing(day: str) -> None:
    assert Truth.UNKNOWN is InfringementEvent(step=LETTER, on=day).taken(by=date(2020, 6, 1))
    assert Truth.UNKNOWN is procedure((LETTER, "2020-05-14"), (CLOSURE, day)).is_open(on=date(2020, 6, 1))
    assert procedure((LETTER, "2020-05-14"), until=date.fromisoformat("9999-12-31")).step(on=UNTIL) is None


@pytest.mark.parametrize("ask", [InfringementProcedure.step, InfringementProcedure.is_open])
def test_a_day_is_a_plain_date(ask: Any) -> None:
    with pytest.raises(TypeError, match=r"^on: .*; pass a date without time"):
        ask(procedure(), on=datetime(2020, 12, 9))  # noqa: DTZ001
    with pytest.raises(TypeError, match=r"^by: .*; pass a date without time"):
        InfringementEvent(step=LETTER).taken(by="2020-12-09")  # type: ignore[arg-type]


def test_a_case_has_one_procedure() -> None:
    obligation = su.find(REPORT, "pnr").obligations[0]
    one = InfringementProcedure(state=MemberState.SI, case="INFR(2018)0249")
    with pytest.raises(
        su.RecordError, match=r"infringements\[1\].case: INFR\(2018\)0249 has two procedures; keep one for each case$"
    ):
        attrs.evolve(obligation, infringements=(one, attrs.evolve(one, state=MemberState.ES)))
    unnumbered = InfringementProcedure(state=MemberState.SI)
    assert 2 == len(attrs.evolve(obligation, infringements=(unnumbered, unnumbered)).infringements)


def test_the_bundled_procedures_decide_nothing_about_who_is_outstanding() -> None:
    slovenia = su.find(REPORT, "pnr").obligations[0]
    (one,) = slovenia.infringements
    assert (MemberState.SI, OPINION, "2020-12-03") == (one.state, one.events[1].step, one.events[1].on)
    assert Truth.UNKNOWN is slovenia.outstanding_in("SI", on=REPORT.published)
    assert Truth.UNKNOWN is one.is_open(on=REPORT.published)
