"""Compare the rates of directives with the rates in every case that the known facts allow."""

import pickle
from collections.abc import Callable, Iterator
from datetime import date, datetime
from fractions import Fraction
from itertools import combinations, product

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from securityunion import (
    Bounds,
    ComplianceRecord,
    ComplianceStatus,
    Deadline,
    Duty,
    MemberState,
    Obligation,
    RecordError,
    StateGroup,
    UndefinedRateError,
    first_progress_report,
    member_states,
    obligations,
)
from securityunion.rates import AverageDelay, Share, average_delay, incompleteness_rate, transposition_deficit

AT, BE, GB, HR, SI = MemberState.AT, MemberState.BE, MemberState.GB, MemberState.HR, MemberState.SI
FEW = (AT, BE, SI)
DUE_BY, NOTIFIED_BY = date(2020, 11, 30), date(2020, 12, 10)
EARLIER, LATER = date(2020, 6, 30), date(2020, 12, 31)
STATUS = ComplianceStatus
LATE, DONE, OPEN = STATUS.NOT_COMMUNICATED, STATUS.COMMUNICATED, None
ALL, NOT_KNOWN = StateGroup.exactly(FEW), StateGroup()

Completion = tuple[date, frozenset[MemberState], frozenset[MemberState]]
"""A deadline, the Member States bound, and the Member States in which measures are outstanding."""


def directive(
    name: str,
    *records: ComplianceRecord,
    deadline: date | None = EARLIER,
    bound: StateGroup = ALL,
    outstanding: StateGroup = NOT_KNOWN,
) -> Obligation:
    return Obligation(
        id=name,
        initiative="made-up",
        duty=Duty.TRANSPOSE,
        deadlines=() if deadline is None else (Deadline(on=deadline),),
        bound=bound,
        outstanding=outstanding,
        records=records,
    )


def record(status: ComplianceStatus | None, on: date | None = NOTIFIED_BY, state: MemberState = SI) -> ComplianceRecord:
    return ComplianceRecord(state=state, status=status, on=on)


def deficit(*given_: Obligation, state: MemberState | str = SI) -> Share:
    return transposition_deficit(given_, state, notified_by=NOTIFIED_BY, due_by=DUE_BY)


def delay(*given_: Obligation, state: MemberState | str = SI) -> AverageDelay:
    return average_delay(given_, state, notified_by=NOTIFIED_BY, due_by=DUE_BY)


def incompleteness(*given_: Obligation) -> Share:
    return incompleteness_rate(given_, notified_by=NOTIFIED_BY, due_by=DUE_BY)


@pytest.mark.parametrize(
    ("status", "on", "numerator"),
    [
        (STATUS.NOT_COMMUNICATED, NOTIFIED_BY, Bounds(1, 1)),
        (STATUS.PARTLY_COMMUNICATED, LATER, Bounds(1, 1)),
        (STATUS.PARTLY_COMMUNICATED, EARLIER, Bounds(0, 1)),
        (STATUS.NOT_FULLY_COMMUNICATED, NOTIFIED_BY, Bounds(1, 1)),
        (STATUS.MEASURES_NOTIFIED, NOTIFIED_BY, Bounds(0, 1)),
        (STATUS.DECLARED_COMPLETE, NOTIFIED_BY, Bounds(0, 1)),
        (STATUS.COMMUNICATED, NOTIFIED_BY, Bounds(0, 0)),
        (STATUS.COMPLETE, EARLIER, Bounds(0, 0)),
        (STATUS.NOT_CONFORM, NOTIFIED_BY, Bounds(0, 0)),
        (STATUS.NOT_APPLIED, NOTIFIED_BY, Bounds(0, 1)),
        (None, NOTIFIED_BY, Bounds(0, 1)),
        (STATUS.NOT_COMMUNICATED, None, Bounds(0, 1)),
        (STATUS.COMMUNICATED, None, Bounds(0, 1)),
        (STATUS.NOT_COMMUNICATED, EARLIER, Bounds(0, 1)),
        (STATUS.COMPLETE, LATER, Bounds(0, 1)),
    ],
)
def test_only_a_communication_stated_by_the_cut_off_decides(
    status: ComplianceStatus | None, on: date | None, numerator: Bounds
) -> None:
    assert Share(numerator, Bounds(1, 1), Fraction(numerator.at_least), Fraction(numerator.at_most or 0)) == deficit(
        directive("a", record(status, on))
    )


def test_a_count_of_the_outstanding_is_never_read_as_not_notified() -> None:
    everybody = directive("a", outstanding=StateGroup.exactly(FEW))
    assert everybody.outstanding_in(SI) == "yes"
    assert Bounds(0, 1) == deficit(everybody).numerator == incompleteness(everybody).numerator
    with pytest.raises(UndefinedRateError):
        delay(everybody)


@pytest.mark.parametrize(
    ("deadline", "denominator"),
    [(DUE_BY, Bounds(2, 2)), (date(2020, 12, 1), Bounds(1, 1)), (LATER, Bounds(1, 1)), (None, Bounds(1, 2))],
)
def test_a_deadline_counts_up_to_its_own_cut_off(deadline: date | None, denominator: Bounds) -> None:
    two = (directive("a", record(DONE)), directive("b", record(LATE), deadline=deadline))
    assert denominator == deficit(*two).denominator == incompleteness(*two).denominator


@pytest.mark.parametrize(
    ("bound", "denominator"),
    [
        (StateGroup(excluded=(SI,)), Bounds(1, 1)),
        (StateGroup.exactly([AT]), Bounds(1, 1)),
        (StateGroup(scope=(AT, BE)), Bounds(1, 1)),
        (StateGroup(), Bounds(1, 2)),
        (StateGroup(count=27), Bounds(1, 2)),
        (StateGroup(named=(AT,), count=2, scope=FEW), Bounds(1, 2)),
        (StateGroup(count=3, scope=FEW), Bounds(2, 2)),
    ],
)
def test_a_directive_that_does_not_bind_the_state_leaves_both_counts(bound: StateGroup, denominator: Bounds) -> None:
    assert denominator == deficit(directive("a", record(LATE)), directive("b", bound=bound)).denominator


def test_who_has_it_outstanding_is_bound_and_may_fill_the_places() -> None:
    one = directive("a", record(DONE))
    bound = StateGroup(count=1)
    assert Bounds(2, 2) == deficit(one, directive("b", record(LATE), bound=bound)).denominator
    named = directive("b", bound=bound, outstanding=StateGroup(named=(AT,)))
    assert Bounds(1, 1) == deficit(one, named).denominator
    assert Bounds(2, 2) == deficit(one, named, state="AT").denominator


def test_numerator_and_denominator_vary_together() -> None:
    maybe = directive("c", record(LATE), deadline=None)
    share = deficit(directive("a", record(LATE)), directive("b", record(DONE)), maybe)
    # The share is 2 of 3 with the third Member State, and 1 of 2 without it. It is never 1 of 3 or 2 of 2.
    assert Share(Bounds(1, 2), Bounds(2, 3), Fraction(1, 2), Fraction(2, 3)) == share
    assert share.exact is None
    assert str(share) == "1 to 2 of 2 to 3: no percentage, since the denominator is unknown"


def test_a_rate_that_may_have_no_value_is_refused_and_says_what_is_missing() -> None:
    with pytest.raises(UndefinedRateError) as caught:
        deficit()
    assert str(caught.value) == "the transposition deficit of SI is undefined: no directive counts"
    assert caught.value.missing == ()
    with pytest.raises(UndefinedRateError) as caught:
        deficit(
            *(directive(name, deadline=None, bound=StateGroup()) for name in "abcd"), directive("e", deadline=LATER)
        )
    assert str(caught.value) == (
        "the transposition deficit of SI is undefined: 4 directives may count, but none is known to count; unknown: "
        "a (deadline, whether it binds the Member State), b (deadline, whether it binds the Member State), "
        "c (deadline, whether it binds the Member State) and 1 more"
    )
    with pytest.raises(
        UndefinedRateError,
        match=r"^the incompleteness rate is undefined: 1 directive may count, but none .*; unknown: a \(deadline\)$",
    ):
        incompleteness(directive("a", deadline=None))


def test_no_delay_is_not_a_delay_of_0() -> None:
    with pytest.raises(UndefinedRateError, match=r"^the average delay of SI is undefined: no directive is overdue$"):
        delay(directive("a", record(DONE)))
    with pytest.raises(UndefinedRateError) as caught:
        delay(directive("a", record(DONE)), directive("b"))
    assert caught.value.missing == ("b (whether measures were notified)",)
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own bytes
    assert str(again) == str(caught.value)


def test_a_delay_is_counted_in_days_to_the_cut_off_and_not_from_before_membership() -> None:
    ten = directive("a", record(LATE), deadline=DUE_BY)
    assert AverageDelay(Bounds(1, 1), Fraction(10), Fraction(10)) == delay(ten)
    assert delay(ten).exact == 10
    old = directive("a", record(LATE, state=HR), deadline=date(2000, 1, 1), bound=StateGroup(named=(HR,)))
    assert delay(old, state="HR").exact == (NOTIFIED_BY - date(2013, 7, 1)).days
    unknown = delay(ten, directive("b", deadline=None))
    assert unknown.low == 10
    assert unknown.high == Fraction(10 + (NOTIFIED_BY - date(2004, 5, 1)).days, 2)
    assert str(unknown) == "1 to 2 overdue: 10.0 to 3038.5 days"
    assert unknown.exact is None


def test_an_unknown_case_may_lower_and_raise_the_average() -> None:
    certain = directive("a", record(LATE), deadline=date(2020, 11, 10))
    found = delay(certain, directive("b", deadline=DUE_BY), directive("c", deadline=date(2020, 10, 11)))
    assert AverageDelay(Bounds(1, 3), Fraction(20), Fraction(45)) == found


@pytest.mark.parametrize(
    ("day", "members"),
    [(date(2013, 6, 30), 27), (date(2013, 7, 1), 28), (date(2020, 1, 31), 28), (date(2020, 2, 1), 27)],
)
def test_membership_on_the_day_of_the_cut_off_decides(day: date, members: int) -> None:
    known = directive("a", deadline=date(2010, 1, 1), bound=StateGroup(named=(GB, HR)))
    for state in (GB, HR):
        if state.is_member(on=day):
            assert transposition_deficit([known], state, notified_by=day, due_by=day).denominator == Bounds(1, 1)
        else:
            with pytest.raises(
                ValueError,
                match=f"^state: {state} was not a Member State on {day}; pass a State that was a member on that day$",
            ):
                transposition_deficit([known], state, notified_by=day, due_by=day)
    assert len(member_states(on=day)) == members
    late = record(LATE, LATER, GB)
    done = [record(DONE, date(2013, 6, 1), state) for state in MemberState if state is not GB]
    one = directive("a", late, *done, deadline=date(2010, 1, 1), bound=StateGroup.exactly(tuple(MemberState)))
    expected = int(GB.is_member(on=day))
    assert incompleteness_rate([one], notified_by=day, due_by=day).exact == expected


def test_a_directive_that_binds_nobody_of_the_day_leaves_the_incompleteness_rate() -> None:
    british = directive("b", record(LATE, state=GB), bound=StateGroup.exactly([GB]))
    assert incompleteness(directive("a", record(LATE)), british) == incompleteness(directive("a", record(LATE)))
    unknown = directive("c", bound=NOT_KNOWN)
    assert Bounds(2, 2) == incompleteness(directive("a", record(LATE)), unknown).denominator


def test_the_share_of_the_press_release_of_22_may_2000() -> None:
    # IP/00/498: 194 of 1,489 directives not implemented by all Member States, 13 per cent.
    late = tuple(directive(f"late-{number}", record(LATE)) for number in range(194))
    done = tuple(
        directive(f"done-{number}", *(record(DONE, state=state) for state in FEW)) for number in range(1489 - 194)
    )
    share = incompleteness(*late, *done)
    assert share.exact == Fraction(194, 1489)
    assert str(share) == "194 of 1489: about 13.0 %"


def test_what_is_asked_wrongly_is_refused() -> None:
    one = directive("a", record(LATE))
    for ask in (deficit, delay, incompleteness):
        with pytest.raises(ValueError, match=r"^directives\[1\]: 'a' is given twice; pass each directive once$"):
            ask(one, one)
        with pytest.raises(
            ValueError, match=r"^directives\[0\]: 'b' is an obligation to apply; pass obligations to transpose$"
        ):
            ask(attrs.evolve(directive("b"), duty=Duty.APPLY))
    celex = [attrs.evolve(directive(name), act="32016L1148") for name in "bc"]
    with pytest.raises(ValueError, match=r"^directives\[1\]: '32016L1148' is given twice"):
        deficit(*celex)
    with pytest.raises(
        ValueError, match=r"^due_by: 2020-12-31 is after notified_by; pass 2020-12-10 or an earlier day$"
    ):
        transposition_deficit([one], "SI", notified_by=NOTIFIED_BY, due_by=LATER)
    with pytest.raises(
        TypeError, match=r"^due_by: a datetime is not allowed; pass a date without time, such as date\(2020, 12, 9\)$"
    ):
        incompleteness_rate([one], notified_by=NOTIFIED_BY, due_by=datetime(2020, 1, 1))  # noqa: DTZ001
    with pytest.raises(ValueError, match=r"^unknown Member State 'XX'; use a code"):
        deficit(one, state="XX")


@pytest.mark.parametrize("ask", [deficit, delay, incompleteness])
def test_what_is_no_directive_is_refused(ask: Callable[..., object]) -> None:
    with pytest.raises(TypeError, match=r"^directives\[1\]: 'x' is a str; pass an Obligation$"):
        ask(directive("a"), "x")


def test_a_report_is_no_set_of_directives() -> None:
    with pytest.raises(TypeError, match=r"^directives: a ProgressReport is not allowed; pass an Iterable$"):
        incompleteness_rate(
            first_progress_report(),  # type: ignore[arg-type]
            notified_by=NOTIFIED_BY,
            due_by=DUE_BY,
        )


def test_the_counts_of_the_bundled_report_tell_nothing_of_notifications() -> None:
    listed = [one for one in obligations(first_progress_report()) if one.duty is Duty.TRANSPOSE]
    day = date(2020, 12, 9)
    share = transposition_deficit(listed, "PT", notified_by=day, due_by=day)
    assert Share(Bounds(0, 15), Bounds(15, 15), Fraction(0), Fraction(1)) == share
    with pytest.raises(UndefinedRateError, match="15 directives may be overdue, but none is known to be overdue"):
        average_delay(listed, "PT", notified_by=day, due_by=day)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: Share(Bounds(0, 1), Bounds(0, 1), Fraction(0), Fraction(1)),
            "Share.denominator: 'at least 0, at most 1' includes 0; use",
        ),
        (
            lambda: Share(Bounds(0, 1), Bounds(1, 1), Fraction(-1), Fraction(1)),
            "Share.low: -1 is below 0; use 0 or more",
        ),
        (
            lambda: Share(Bounds(0, 1), Bounds(1, 1), Fraction(0), Fraction(2)),
            "Share.high: 2 is above 1; use 1 or less",
        ),
        (
            lambda: Share(Bounds(0, 1), Bounds(1, 1), Fraction(1), Fraction(0)),
            "Share.high: 0 is less than `low`, which is 1",
        ),
        (lambda: AverageDelay(Bounds(0, 1), Fraction(0), Fraction(1)), "AverageDelay.overdue: 'at least 0, at most"),
        (lambda: AverageDelay(Bounds(1, 1), Fraction(-1), Fraction(1)), "AverageDelay.low: -1 is below 0"),
        (
            lambda: AverageDelay(Bounds(1, 1), Fraction(2), Fraction(1)),
            "AverageDelay.high: 1 is less than `low`; use 2",
        ),
    ],
)
def test_what_cannot_be_is_refused(make: Callable[[], object], message: str) -> None:
    with pytest.raises(RecordError, match=message):
        make()


def test_no_float_and_no_bool() -> None:
    share, late = (
        Share(Bounds(1), Bounds(1), Fraction(0), Fraction(1)),
        AverageDelay(Bounds(1), Fraction(0), Fraction(1)),
    )
    assert str(share) == "1 or more of 1 or more: no percentage, since the denominator is unknown"
    assert str(late) == "1 or more overdue: 0.0 to 1.0 days"
    with pytest.raises(TypeError, match=r"^a Share is not a bool; compare its `low` or `high`$"):
        bool(share)
    with pytest.raises(TypeError, match=r"^an AverageDelay is not a bool; compare its `low` or `high`$"):
        bool(late)
    with pytest.raises(TypeError, match=r"^Share\.low: 0\.5 is a float; pass"):
        Share(Bounds(1), Bounds(1), 0.5, Fraction(1))  # type: ignore[arg-type]


@given(st.fractions(0, 1, max_denominator=5000), st.fractions(0, 1, max_denominator=5000))
def test_the_percentages_printed_hold_the_share(one: Fraction, other: Fraction) -> None:
    low, high = sorted((one, other))
    text = str(Share(Bounds(0, 9), Bounds(9, 9), low, high)).partition(": ")[2]
    printed = [Fraction(part) / 100 for part in text.replace("about", "").replace("%", "").split("to")]
    if low == high:
        assert abs(printed[0] - low) <= Fraction(1, 2000)
        assert ("about" in text) == (printed[0] != low)
    else:
        assert printed[0] <= low < high <= printed[1]
        assert printed[1] - printed[0] <= high - low + Fraction(2, 1000)


@settings(max_examples=60)
@given(st.integers(0, 9), st.integers(0, 9), st.integers(1, 9), st.none() | st.integers(0, 9))
def test_nothing_prints_a_percentage_without_a_known_denominator(
    least: int, more: int, total: int, others: int | None
) -> None:
    denominator = Bounds(total, None if others is None else total + others)
    for low, high in ((Fraction(0), Fraction(0)), (Fraction(1, 2), Fraction(1, 2)), (Fraction(0), Fraction(1))):
        text = str(Share(Bounds(least, least + more), denominator, low, high))
        assert ("%" in text) == (others == 0)
        assert ("the denominator is unknown" in text) == (others != 0)


# All possible cases


def groups(*, scoped: bool) -> st.SearchStrategy[StateGroup]:
    places = st.lists(st.sampled_from(["named", "excluded", ""]), min_size=3, max_size=3)

    def build(where: list[str], count: int | None, scope: tuple[MemberState, ...] | None) -> StateGroup | None:
        named = tuple(state for state, place in zip(FEW, where, strict=True) if place == "named")
        excluded = tuple(state for state, place in zip(FEW, where, strict=True) if place == "excluded")
        try:
            return StateGroup(named=named, excluded=excluded, count=count, scope=scope)
        except RecordError:
            return None

    built = st.builds(
        build, places, st.none() | st.integers(0, 4), st.just(FEW) if scoped else st.none() | st.just(FEW)
    )
    return built.filter(lambda group: group is not None)  # type: ignore[return-value]


@st.composite
def directives(draw: st.DrawFn, *, scoped: bool = False) -> list[Obligation]:
    def build(number: int) -> Obligation | None:
        states = draw(st.lists(st.sampled_from(FEW), unique=True))
        days = st.sampled_from([None, EARLIER, NOTIFIED_BY, LATER])
        try:
            return Obligation(
                id=f"d{number}",
                initiative="made-up",
                duty=Duty.TRANSPOSE,
                deadlines=draw(st.sampled_from([(), *((Deadline(on=day),) for day in (EARLIER, DUE_BY, LATER))])),
                bound=draw(groups(scoped=scoped)),
                outstanding=StateGroup(named=tuple(draw(st.lists(st.sampled_from(FEW), unique=True, max_size=1)))),
                records=tuple(record(draw(st.sampled_from([None, *STATUS])), draw(days), state) for state in states),
            )
        except RecordError:
            return None

    built = [build(number) for number in range(draw(st.integers(1, 3)))]
    found = [one for one in built if one is not None]
    assume(found)
    return found


def subsets(states: tuple[MemberState, ...]) -> Iterator[frozenset[MemberState]]:
    return (frozenset(chosen) for size in range(len(states) + 1) for chosen in combinations(states, size))


def fits(chosen: frozenset[MemberState], group: StateGroup) -> bool:
    """Say whether *chosen* can be the members of *group* in FEW. A group without scope can have members outside FEW."""
    if not set(group.named) <= chosen or chosen & set(group.excluded):
        return False
    if group.count is None:
        return True
    return len(chosen) == group.count if group.scope else len(chosen) <= group.count


NOT_NOTIFIED = (LATE, STATUS.PARTLY_COMMUNICATED, STATUS.NOT_FULLY_COMMUNICATED)


def completions(obligation: Obligation) -> list[Completion]:
    """Return all possible cases, found by trial, without the `Truth` and `Bounds` of the library."""
    outstanding, notified, surely_bound = set(), set(), set(obligation.outstanding.named)
    for one in obligation.records:
        if one.status in (*NOT_NOTIFIED, STATUS.NOT_APPLIED, STATUS.NOT_CONFORM):
            surely_bound.add(one.state)
        if one.on in (NOTIFIED_BY, LATER) and one.status in NOT_NOTIFIED:
            outstanding.add(one.state)
        elif one.on in (EARLIER, NOTIFIED_BY) and one.status in (DONE, STATUS.COMPLETE, STATUS.NOT_CONFORM):
            notified.add(one.state)
    due = obligation.last_deadline
    deadlines = [SI.first_day, EARLIER, DUE_BY, LATER] if due is None else [due]
    return [
        (deadline, bound, missing)
        for deadline, bound, missing in product(deadlines, subsets(FEW), subsets(FEW))
        if fits(bound, obligation.bound) and surely_bound <= bound
        if outstanding <= missing and not notified & missing
    ]


def pairs(obligation: Obligation, *, joint: bool) -> set[tuple[int, int]]:
    """Return the possible contributions to numerator and denominator, for SI or for all Member States."""
    found = set()
    every = completions(obligation)
    for deadline, bound, missing in every:
        if joint and not bound and any(other[1] for other in every):
            continue
        counts = deadline <= DUE_BY and bool(bound if joint else SI in bound)
        found.add((int(counts and bool(bound & missing if joint else SI in missing)), int(counts)))
    return found


def sums(parts: list[set[tuple[int, int]]]) -> set[tuple[int, int]]:
    return {(sum(one for one, _ in chosen), sum(two for _, two in chosen)) for chosen in product(*parts)}


@pytest.mark.thorough
@pytest.mark.parametrize("joint", [False, True])
def test_a_share_is_what_all_completions_say(joint: bool) -> None:
    ask = incompleteness if joint else deficit

    @settings(max_examples=120)
    @given(directives(scoped=joint))
    def holds(listed: list[Obligation]) -> None:
        possible = sums([pairs(one, joint=joint) for one in listed])
        if min(total for _, total in possible) == 0:
            with pytest.raises(UndefinedRateError):
                ask(*listed)
            return
        share = ask(*listed)
        values = {Fraction(*pair) for pair in possible}
        assert (share.low, share.high) == (min(values), max(values))
        for bounds, numbers in (
            (share.numerator, [n for n, _ in possible]),
            (share.denominator, [d for _, d in possible]),
        ):
            assert (bounds.at_least, bounds.at_most) == (min(numbers), max(numbers))

    holds()


@settings(max_examples=120)
@given(directives())
def test_an_average_delay_is_what_all_completions_say(listed: list[Obligation]) -> None:
    parts = [
        {
            (NOTIFIED_BY - max(deadline, SI.first_day)).days if deadline <= DUE_BY and SI in bound & missing else None
            for deadline, bound, missing in completions(one)
        }
        for one in listed
    ]
    late = [[days for days in chosen if days is not None] for chosen in product(*parts)]
    if [] in late:
        with pytest.raises(UndefinedRateError):
            delay(*listed)
        return
    found, values = delay(*listed), {Fraction(sum(days), len(days)) for days in late}
    assert (found.low, found.high) == (min(values), max(values))
    assert (found.overdue.at_least, found.overdue.at_most) == (min(map(len, late)), max(map(len, late)))


@pytest.mark.thorough
@settings(max_examples=120)
@given(directives(scoped=True), st.data())
def test_more_knowledge_never_widens_an_interval(listed: list[Obligation], data: st.DataObject) -> None:
    def told(one: Obligation) -> Obligation:
        every = completions(one)
        # If it is unknown which Member States a directive binds, it is taken to bind some.
        sensible = [each for each in every if each[1]] or every
        deadline, bound, missing = data.draw(st.sampled_from(sensible))
        tells = data.draw(st.sets(st.sampled_from(["deadline", "bound", "records"])))
        records = one.records
        if "records" in tells:
            silent = set(FEW).difference(record.state for record in records)
            # Only a Member State that is bound must notify. A record of missing notification shows that it is bound.
            new = [record(LATE if state in missing & bound else DONE, state=state) for state in sorted(silent)]
            records += tuple(new if "bound" in tells else [item for item in new if item.state in bound])
        return attrs.evolve(
            one,
            deadlines=(Deadline(on=deadline),) if "deadline" in tells else one.deadlines,
            bound=StateGroup.exactly(bound) if "bound" in tells else one.bound,
            records=records,
        )

    more = [told(one) for one in listed]
    for ask in (deficit, delay, incompleteness):
        try:
            before = ask(*listed)
        except UndefinedRateError:
            continue
        after = ask(*more)
        assert before.low <= after.low <= after.high <= before.high


def test_a_directive_with_several_deadlines_is_due_after_the_last() -> None:
    def several(*days: date) -> Obligation:
        return attrs.evolve(directive("a", record(LATE)), deadlines=tuple(Deadline(on=day) for day in days))

    assert "1 of 1: 100.0 %" == str(deficit(several(EARLIER, DUE_BY)))
    with pytest.raises(UndefinedRateError, match="1 directive may count"):
        deficit(several(EARLIER, LATER))
    with pytest.raises(UndefinedRateError, match="no directive counts"):
        deficit(several(LATER, LATER))
    found = delay(several(EARLIER, date(2020, 11, 20)))
    assert (20, (NOTIFIED_BY - EARLIER).days) == (int(found.low), int(found.high))


@pytest.mark.parametrize("act", ["32016L0680R(01)", "52020PC0823", "02014L0042-20140519"])
def test_nothing_is_certain_about_what_cannot_oblige(act: str) -> None:
    doubtful = attrs.evolve(directive("a", record(DONE)), act=act)
    with pytest.raises(UndefinedRateError, match=r"a \(whether its act can oblige anybody\)"):
        deficit(doubtful)
    share = deficit(doubtful, directive("b", record(DONE)))
    assert share.denominator == Bounds(1, 2)


def test_a_measure_older_than_its_directive_decides_nothing_and_is_named() -> None:
    old = attrs.evolve(directive("a", record(DONE, date(1998, 3, 1))), act="32016L1148")
    share = deficit(old)
    assert [0, 1] == [int(share.low), int(share.high)]
    told = "a: the status of SI is dated 1998-03-01, before the year of 32016L1148"
    assert (told,) == share.remarks
    assert f"0 to 1 of 1: 0.0 % to 100.0 %; {told}" == str(share)
    assert share.remarks == incompleteness(old).remarks
    assert () == deficit(old, state="AT").remarks
    late = attrs.evolve(directive("b", record(LATE)), act="32016L0680")
    assert str(delay(old, late)).endswith(told)


@pytest.mark.parametrize("day", [date(1001, 1, 1), date(9999, 12, 31)])
def test_a_deadline_that_stands_for_a_missing_date_is_unknown(day: date) -> None:
    with pytest.raises(UndefinedRateError, match=r"a \(deadline\)"):
        deficit(directive("a", record(LATE), deadline=day))


def test_the_last_day_of_all_is_no_error() -> None:
    found = transposition_deficit([directive("a", record(LATE, date.max))], "SI", notified_by=date.max, due_by=date.max)
    assert 1 == found.exact
