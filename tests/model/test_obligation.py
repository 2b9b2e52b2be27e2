"""Where an obligation is outstanding, compared with every set of Member States that fits the obligation."""

from datetime import date, datetime
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from securityunion import (
    Bounds,
    ComplianceRecord,
    ComplianceStatus,
    Duty,
    MemberState,
    Obligation,
    RecordError,
    StateGroup,
    Truth,
    member_states,
)

AT, BE, BG, HR = MemberState.AT, MemberState.BE, MemberState.BG, MemberState.HR
WORLD = (AT, BE, BG, HR)
LATE = {
    ComplianceStatus.NOT_COMMUNICATED,
    ComplianceStatus.PARTLY_COMMUNICATED,
    ComplianceStatus.NOT_FULLY_COMMUNICATED,
    ComplianceStatus.NOT_CONFORM,
    ComplianceStatus.NOT_APPLIED,
}


def obligation(**fields: Any) -> Obligation:
    return Obligation(id="o", initiative="i", duty=Duty.TRANSPOSE, **fields)


def recorded(**statuses: ComplianceStatus) -> tuple[ComplianceRecord, ...]:
    return tuple(ComplianceRecord(state=MemberState(code), status=status) for code, status in statuses.items())


def sets_of(states: tuple[MemberState, ...]) -> list[frozenset[MemberState]]:
    return [frozenset(chosen) for size in range(len(states) + 1) for chosen in combinations(states, size)]


def fits(group: StateGroup, members: frozenset[MemberState]) -> bool:
    return (
        set(group.named) <= members
        and not set(group.excluded) & members
        and group.count in (None, len(members))
        and (group.at_least is None or group.at_least <= len(members))
        and (group.at_most is None or len(members) <= group.at_most)
        and (group.scope is None or members <= set(group.scope))
    )


@st.composite
def groups(draw: st.DrawFn, *, scoped: bool) -> StateGroup:
    """Return a group of Member States of `WORLD` that does not contradict itself."""
    some = st.lists(st.sampled_from(WORLD), unique=True, max_size=2).map(tuple)
    scope = WORLD if scoped else None
    named = draw(some)
    excluded = tuple(state for state in draw(some) if state not in named)
    number = st.integers(len(named), len(WORLD) - len(excluded))
    count = draw(st.none() | number)
    least, most = (None, None) if count is not None else sorted(draw(st.tuples(number, number)))
    least, most = (draw(st.sampled_from((None, limit))) for limit in (least, most))
    return StateGroup(named=named, excluded=excluded, count=count, scope=scope, at_least=least, at_most=most)


@pytest.mark.thorough
@settings(max_examples=800, deadline=None)
@given(
    groups(scoped=True),
    groups(scoped=True) | groups(scoped=False),
    st.dictionaries(st.sampled_from(WORLD), st.sampled_from(ComplianceStatus), max_size=3),
)
def test_it_says_what_every_completion_says(
    bound: StateGroup, outstanding: StateGroup, statuses: dict[MemberState, ComplianceStatus]
) -> None:
    possible = [
        late
        for addressed in sets_of(WORLD)
        for late in sets_of(WORLD)
        if fits(bound, addressed)
        and fits(outstanding, late)
        and late <= addressed
        and all(state in late for state, status in statuses.items() if status in LATE)
        and not any(state in late for state, status in statuses.items() if status is ComplianceStatus.COMPLETE)
    ]
    records = tuple(ComplianceRecord(state=state, status=status) for state, status in statuses.items())
    try:
        duty = obligation(bound=bound, outstanding=outstanding, records=records)
    except RecordError:
        assert possible == []
        return
    assert possible != []
    assert verdicts(possible) == duty.outstanding_among(WORLD)
    sizes = [len(late) for late in possible]
    assert Bounds(min(sizes), max(sizes)) == duty.outstanding_size
    # Croatia was not a Member State on the first day. A report then counts Croatia only if Croatia is named, or if the
    # count is too high for the other Member States.
    named = {*outstanding.named, *(state for state, status in statuses.items() if status in LATE)}
    of_the_day = [late for late in possible if HR not in late or HR in named]
    assert verdicts(of_the_day or possible) == duty.outstanding_among(WORLD, on=date(2013, 6, 30))
    assert verdicts(possible) == duty.outstanding_among(WORLD, on=date(2013, 7, 1))


def verdicts(possible: list[frozenset[MemberState]]) -> dict[MemberState, Truth]:
    """Return YES for each Member State in all *possible* sets, NO for a State in none, and otherwise UNKNOWN."""
    said = {state: {state in late for late in possible} for state in WORLD}
    return {
        state: Truth.UNKNOWN if len(found) == 2 else Truth.YES if found == {True} else Truth.NO
        for state, found in said.items()
    }


def test_the_report_s_day_says_who_is_counted() -> None:
    duty = obligation(bound=StateGroup(named=(AT, BE)), outstanding=StateGroup(count=2))
    assert Truth.UNKNOWN is duty.outstanding_in(AT) is duty.outstanding_in(MemberState.GB)
    everybody = member_states(on=date(2020, 12, 9))
    all_late = obligation(outstanding=StateGroup(count=27))
    assert {Truth.YES} == set(all_late.outstanding_among(everybody, on=date(2020, 12, 9)).values())
    assert Truth.NO is all_late.outstanding_in("UK", on=date(2020, 12, 9))
    assert Truth.UNKNOWN is all_late.outstanding_in("UK", on=date(2020, 1, 31))
    named = obligation(outstanding=StateGroup(named=(MemberState.GB,), count=2))
    assert Truth.YES is named.outstanding_in("UK", on=date(2020, 12, 9))


def test_a_count_of_more_than_the_member_states_counted_others_too() -> None:
    duty = obligation(bound=StateGroup(scope=tuple(MemberState)), outstanding=StateGroup(count=28))
    assert Truth.YES is duty.outstanding_in("UK", on=date(2020, 12, 9)) is duty.outstanding_in("UK")
    assert Truth.UNKNOWN is obligation(outstanding=StateGroup(count=28)).outstanding_in("UK", on=date(2020, 12, 9))


@pytest.mark.parametrize("wrong", ["2020-12-09", datetime(2020, 12, 9)])  # noqa: DTZ001
def test_the_report_s_day_is_a_plain_date(wrong: Any) -> None:
    with pytest.raises(TypeError, match=r"^on: .*; pass a date without time"):
        obligation().outstanding_in("PT", on=wrong)


def test_a_count_alone_leaves_everybody_unknown() -> None:
    duty = obligation(outstanding=StateGroup(count=25))
    assert {Truth.UNKNOWN} == set(duty.outstanding_among(MemberState).values())
    assert Bounds(25, 25) == duty.outstanding_size


def test_one_recorded_complete_makes_25_of_26_certain() -> None:
    from datetime import date

    bound = [state for state in member_states(on=date(2020, 12, 9)) if state is not MemberState.DK]
    duty = obligation(
        bound=StateGroup.exactly(bound),
        outstanding=StateGroup(count=25),
        records=recorded(PT=ComplianceStatus.COMPLETE),
    )
    verdicts = duty.outstanding_among(bound)
    assert verdicts.pop(MemberState.PT) is Truth.NO
    assert {Truth.YES} == set(verdicts.values())
    assert duty.outstanding_in(MemberState.DK) is Truth.NO


def test_a_declaration_of_completeness_decides_nothing() -> None:
    duty = obligation(records=recorded(PT=ComplianceStatus.COMMUNICATED))
    assert duty.outstanding_in(MemberState.PT) is Truth.UNKNOWN


@pytest.mark.parametrize("status", sorted(LATE))
def test_whatever_ground_leaves_it_outstanding(status: ComplianceStatus) -> None:
    assert obligation(records=recorded(PT=status)).outstanding_in(MemberState.PT) is Truth.YES


def test_places_known_without_scope_limit_the_number_and_name_nobody() -> None:
    duty = obligation(bound=StateGroup(count=26))
    assert Bounds(0, 26) == duty.outstanding_size
    assert duty.outstanding_in(AT) is Truth.UNKNOWN


def test_all_who_are_bound_are_outstanding_where_the_counts_agree() -> None:
    duty = obligation(bound=StateGroup(named=(AT,), count=2), outstanding=StateGroup(count=2))
    assert duty.outstanding_in(AT) is Truth.YES
    assert duty.outstanding_in(BE) is Truth.UNKNOWN


def test_nobody_else_is_bound_once_the_outstanding_fill_the_places() -> None:
    duty = obligation(bound=StateGroup(count=1), outstanding=StateGroup(named=(AT,)))
    assert duty.outstanding_in(BE) is Truth.NO


@pytest.mark.parametrize(
    ("fields", "path", "message"),
    [
        (
            {"outstanding": StateGroup(named=(AT,)), "records": recorded(AT=ComplianceStatus.COMPLETE)},
            "$.outstanding",
            "the obligation is both outstanding and complete in AT; correct `outstanding` or `records`",
        ),
        (
            {"outstanding": StateGroup(named=(AT,)), "bound": StateGroup(excluded=(AT,))},
            "$.outstanding",
            "the obligation is outstanding in AT, which is not bound; remove AT or correct `bound`",
        ),
        (
            {"records": recorded(AT=ComplianceStatus.NOT_CONFORM), "bound": StateGroup(scope=())},
            "$.outstanding",
            "the obligation is outstanding in AT, which is not bound; remove AT or correct `bound`",
        ),
        (
            {"records": recorded(AT=ComplianceStatus.NOT_CONFORM), "outstanding": StateGroup(scope=(BE,))},
            "$.outstanding",
            "the obligation is outstanding in AT, which is outside the scope; widen the scope",
        ),
        (
            {"outstanding": StateGroup(named=(AT, BE)), "bound": StateGroup(named=(BG,), count=2)},
            "$.bound.count",
            "2 is less than the 3 Member States that are known to be bound; use 3 or more",
        ),
        (
            {"outstanding": StateGroup(count=26), "bound": StateGroup(count=25)},
            "$.outstanding.count",
            "26 does not agree with the Member States recorded, complete and bound; use 0 to 25",
        ),
        (
            {"outstanding": StateGroup(count=0), "records": recorded(AT=ComplianceStatus.NOT_CONFORM)},
            "$.outstanding.count",
            "0 does not agree with the Member States recorded, complete and bound; use 1 to 28",
        ),
        (
            {
                "records": (
                    ComplianceRecord(state=BE, case="INFR(2019)2123"),
                    ComplianceRecord(state=BG),
                    ComplianceRecord(state=AT, case="2019/2123"),
                )
            },
            "$.records[2].case",
            "'2019/2123' is not the number of an infringement case; write it like 'INFR(2019)2123'",
        ),
        (
            {"records": (ComplianceRecord(state=BE, sources=("a-report", "A report")), ComplianceRecord(state=AT))},
            "$.records[0].sources[1]",
            ("'A report' is not an id; use lower-case letters, digits and hyphens, such as 'terrorist-content-online'"),
        ),
        (
            {"records": (*recorded(AT=ComplianceStatus.COMPLETE), *recorded(AT=ComplianceStatus.COMPLETE))},
            "$.records[1].state",
            "AT has two records; keep one for each Member State",
        ),
    ],
)
def test_contradictions_are_refused(fields: dict[str, Any], path: str, message: str) -> None:
    with pytest.raises(RecordError) as caught:
        obligation(**fields)
    assert [(path, message)] == [(problem.path, problem.message) for problem in caught.value.problems]


def test_a_code_is_taken_for_its_state_and_nonsense_refused() -> None:
    duty = obligation(outstanding=StateGroup(named=(AT,)))
    assert duty.outstanding_in("AUT") is Truth.YES
    for ask in (lambda: duty.outstanding_in("XX"), lambda: duty.outstanding_among(["AT", "XX"])):
        with pytest.raises(ValueError, match=r"^unknown Member State 'XX'; (did you mean|use a code such as)"):
            ask()
