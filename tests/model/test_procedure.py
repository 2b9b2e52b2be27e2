"""The stage of a procedure on a day."""

from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from securityunion import Event, EventKind, Institution, Procedure, ProcedureStage, RecordError

UNTIL = date(2021, 12, 31)
STEPS = (
    Event(kind=EventKind.PROPOSAL, on=date(2018, 9, 12), by=Institution.COMMISSION),
    Event(kind=EventKind.GENERAL_APPROACH, on=date(2018, 12, 6), by=Institution.COUNCIL),
    Event(kind=EventKind.TRILOGUE_AGREEMENT, on=date(2020, 12, 10)),
    Event(kind=EventKind.FIRST_READING_POSITION, on=date(2021, 3, 16), by=Institution.COUNCIL),
    Event(kind=EventKind.SIGNATURE, on=date(2021, 4, 29)),
)


def procedure(*events: Event, known_until: date | None = UNTIL) -> Procedure:
    return Procedure(reference="2018/0331(COD)", events=events, known_until=known_until)


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (date(2018, 9, 11), ProcedureStage.NOT_BEGUN),
        (date(2018, 9, 12), ProcedureStage.PROPOSED),
        (date(2018, 12, 6), ProcedureStage.UNDER_NEGOTIATION),
        (date(2020, 12, 9), ProcedureStage.UNDER_NEGOTIATION),
        (date(2020, 12, 10), ProcedureStage.AGREED),
        (date(2021, 3, 16), ProcedureStage.AGREED),
        (date(2021, 4, 29), ProcedureStage.SIGNED),
        (date(2021, 12, 31), ProcedureStage.SIGNED),
        (date(2022, 1, 1), None),
    ],
)
def test_stage_on_a_day(day: date, stage: ProcedureStage | None) -> None:
    for events in permutations(STEPS):
        assert stage is procedure(*events).stage(on=day)


def test_without_its_reach_a_record_tells_no_stage() -> None:
    assert procedure(*STEPS, known_until=None).stage(on=date(2019, 1, 1)) is None


def test_publication_lasts_even_where_the_reach_is_not_known() -> None:
    published = procedure(Event(kind=EventKind.PUBLICATION, on=date(2021, 5, 17)), known_until=None)
    assert published.stage(on=date(2021, 5, 16)) is None
    assert published.stage(on=date(2021, 5, 17)) is ProcedureStage.PUBLISHED


def test_an_event_of_unknown_day_leaves_the_stage_unknown() -> None:
    undated = Event(kind=EventKind.WITHDRAWAL)
    assert procedure(*STEPS, undated).stage(on=date(2019, 1, 1)) is None


def test_before_the_first_event_of_a_full_record_nothing_had_begun() -> None:
    assert procedure(STEPS[1]).stage(on=date(2018, 1, 1)) is ProcedureStage.NOT_BEGUN
    assert procedure().stage(on=date(2018, 1, 1)) is ProcedureStage.NOT_BEGUN


def test_steps_of_one_day_are_taken_in_their_usual_order() -> None:
    same_day = [Event(kind=kind, on=date(2021, 4, 29)) for kind in (EventKind.SIGNATURE, EventKind.ADOPTION)]
    for events in permutations(same_day):
        assert procedure(*events).stage(on=UNTIL) is ProcedureStage.SIGNED


@pytest.mark.parametrize("kind", EventKind)
def test_every_kind_of_event_leads_to_a_stage(kind: EventKind) -> None:
    reached = procedure(Event(kind=kind, on=date(2020, 1, 1))).stage(on=date(2020, 1, 1))
    assert isinstance(reached, ProcedureStage)
    assert reached is not ProcedureStage.NOT_BEGUN


dated_events = st.lists(
    st.builds(Event, kind=st.sampled_from(EventKind), on=st.dates(date(2018, 1, 1), UNTIL)), max_size=6
)


@given(dated_events, dated_events, st.dates(date(2018, 1, 1), UNTIL))
def test_a_stage_never_depends_on_later_events(earlier: list[Event], later: list[Event], day: date) -> None:
    past = [event for event in earlier if event.on is not None and event.on <= day]
    future = [event for event in later if event.on is not None and event.on > day]
    assert procedure(*past).stage(on=day) is procedure(*past, *future).stage(on=day)


def test_a_procedure_carries_the_reference_of_one() -> None:
    with pytest.raises(RecordError, match=r"Procedure\.split_into\[1\]: '2019/1A' is not a procedure reference; write"):
        Procedure(reference="2019/0001(COD)", split_into=("2019/0001A(COD)", "2019/1A"))


def test_the_reach_of_a_record_is_its_last_day() -> None:
    assert procedure(*STEPS).stage(on=UNTIL) is ProcedureStage.SIGNED
    assert procedure(*STEPS).stage(on=UNTIL + timedelta(days=1)) is None


def test_a_new_mandate_returns_an_agreed_file_to_negotiation() -> None:
    mandate = Event(kind=EventKind.NEGOTIATING_MANDATE, on=date(2021, 1, 10))
    file = procedure(*STEPS, mandate)
    assert file.stage(on=date(2021, 1, 9)) is ProcedureStage.AGREED
    assert file.stage(on=date(2021, 1, 10)) is ProcedureStage.UNDER_NEGOTIATION


def test_a_proposal_without_its_day_came_before_every_other_step() -> None:
    undated = Event(kind=EventKind.PROPOSAL)
    file = procedure(undated, STEPS[1])
    assert file.stage(on=date(2018, 12, 5)) is None
    assert file.stage(on=date(2018, 12, 6)) is ProcedureStage.UNDER_NEGOTIATION
    assert procedure(undated).stage(on=UNTIL) is None


def test_an_undated_event_that_leads_nowhere_else_changes_nothing() -> None:
    undated = Event(kind=EventKind.GENERAL_APPROACH)
    assert procedure(*STEPS[:2], undated).stage(on=date(2020, 1, 1)) is ProcedureStage.UNDER_NEGOTIATION
    assert procedure(*STEPS[:2], undated).stage(on=date(2018, 10, 1)) is None


@pytest.mark.parametrize("after", [{"split_into": ("2019/0001A(COD)",)}, {"replaced_by": "2020/0001(COD)"}])
def test_a_split_or_replacement_without_its_day_leaves_the_stage_unknown(after: dict[str, Any]) -> None:
    file = Procedure(reference="2019/0001(COD)", events=STEPS[:1], known_until=UNTIL, **after)
    assert file.stage(on=date(2020, 1, 1)) is None


def test_a_split_or_replacement_of_known_day_leaves_it_known() -> None:
    events = (*STEPS[:1], Event(kind=EventKind.SPLIT, on=date(2021, 2, 11)))
    split = Procedure(reference="2019/0001(COD)", events=events, split_into=("2019/0001A(COD)",), known_until=UNTIL)
    assert split.stage(on=date(2020, 12, 9)) is ProcedureStage.PROPOSED
    assert split.stage(on=date(2021, 2, 11)) is ProcedureStage.SPLIT
    events = (*STEPS[:1], Event(kind=EventKind.REPLACEMENT, on=date(2021, 2, 11)))
    old = Procedure(reference="2019/0001(COD)", events=events, replaced_by="2020/0001(COD)", known_until=UNTIL)
    assert old.stage(on=date(2021, 2, 11)) is ProcedureStage.REPLACED


@pytest.mark.parametrize("kind", [EventKind.POLITICAL_AGREEMENT, EventKind.TRILOGUE, EventKind.FIRST_READING_POSITION])
def test_what_does_not_undo_an_agreement(kind: EventKind) -> None:
    agreement = Event(kind=EventKind.TRILOGUE_AGREEMENT, on=date(2020, 12, 10))
    for events in permutations([STEPS[0], agreement, Event(kind=kind, on=date(2020, 12, 10))]):
        assert procedure(*events).stage(on=date(2020, 12, 10)) is ProcedureStage.AGREED


@pytest.mark.parametrize("known_until", [None, date(2021, 5, 1), date(2021, 5, 17), UNTIL])
def test_a_publication_decides_however_far_the_events_are_complete(known_until: date | None) -> None:
    published = Event(kind=EventKind.PUBLICATION, on=date(2021, 5, 17))
    one = procedure(*STEPS, published, known_until=known_until)
    assert ProcedureStage.PUBLISHED is one.stage(on=date(2021, 5, 17)) is one.stage(on=date(2024, 1, 1))


def test_after_the_last_complete_day_a_signed_act_is_signed_or_published() -> None:
    one = procedure(*STEPS)
    later = one.possible_stages(on=UNTIL + timedelta(days=1))
    assert later == (ProcedureStage.SIGNED, ProcedureStage.PUBLISHED)


def test_after_the_last_complete_day_any_other_stage_may_have_followed() -> None:
    later = procedure(*STEPS[:2]).possible_stages(on=UNTIL + timedelta(days=1))
    # A file that is under negotiation does not go back to its beginning.
    assert set(ProcedureStage) - set(later) == {ProcedureStage.NOT_BEGUN, ProcedureStage.PROPOSED}
    assert set(procedure().possible_stages(on=UNTIL + timedelta(days=1))) == set(ProcedureStage)


@pytest.mark.parametrize("day", [date(1001, 1, 1), date(1003, 3, 3), date(9999, 12, 31)])
def test_a_day_that_stands_for_a_missing_date_is_unknown(day: date) -> None:
    undated = Event(kind=EventKind.WITHDRAWAL, on=day)
    assert procedure(*STEPS[:1], undated).stage(on=date(2020, 1, 1)) is None
    assert procedure(*STEPS[:1], known_until=day).stage(on=date(2020, 1, 1)) is None


few_events = st.lists(
    st.builds(Event, kind=st.sampled_from(EventKind), on=st.none() | st.dates(date(2020, 1, 1), date(2020, 1, 6))),
    max_size=4,
)
days = st.dates(date(2020, 1, 1), date(2020, 1, 8))


@given(few_events, st.none() | days, days, days, st.sampled_from(EventKind))
def test_knowing_more_never_leaves_more_stages_possible(
    events: list[Event], known_until: date | None, asked: date, more: date, kind: EventKind
) -> None:
    known = procedure(*events, known_until=known_until)
    possible = set(known.possible_stages(on=asked))
    # A proposal comes first, so a proposal after other events, or an event before the proposal, would be a correction.
    proposed = max((one.on for one in events if one.kind is EventKind.PROPOSAL and one.on is not None), default=more)
    may_be_added = more >= proposed
    if may_be_added and kind is not EventKind.PROPOSAL and known_until is not None and more > known_until:
        later = procedure(*events, Event(kind=kind, on=more), known_until=known_until)
        assert set(later.possible_stages(on=asked)) <= possible
    if known_until is not None and more > known_until:
        further = procedure(*events, known_until=more)
        assert set(further.possible_stages(on=asked)) <= possible
    for index, event in enumerate(events):
        if may_be_added and event.on is None and event.kind is not EventKind.PROPOSAL:
            dated = [*events[:index], Event(kind=event.kind, on=more), *events[index + 1 :]]
            assert set(procedure(*dated, known_until=known_until).possible_stages(on=asked)) <= possible
