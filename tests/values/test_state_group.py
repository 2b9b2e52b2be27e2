"""A group of Member States, compared with every set of Member States that fits the group."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from securityunion import Bounds, MemberState, RecordError, StateGroup, Truth

AT, BE, BG, HR, SI = MemberState.AT, MemberState.BE, MemberState.BG, MemberState.HR, MemberState.SI
FEW = (AT, BE, BG, HR, SI)


def subsets(states: tuple[MemberState, ...]) -> st.SearchStrategy[tuple[MemberState, ...]]:
    return st.lists(st.sampled_from(states), unique=True).map(tuple)


def completions(
    named: tuple[MemberState, ...],
    excluded: tuple[MemberState, ...],
    count: int | None,
    scope: tuple[MemberState, ...],
) -> list[set[MemberState]]:
    """Return every subset of *scope* that fits the other arguments."""
    return [
        set(chosen)
        for size in range(len(scope) + 1)
        for chosen in combinations(scope, size)
        if set(named) <= set(chosen) and not set(excluded) & set(chosen) and count in (None, size)
    ]


@settings(max_examples=400)
@given(subsets(FEW), subsets(FEW), st.none() | st.integers(-1, 6), subsets(FEW))
def test_a_scoped_group_says_what_all_completions_say(
    named: tuple[MemberState, ...],
    excluded: tuple[MemberState, ...],
    count: int | None,
    scope: tuple[MemberState, ...],
) -> None:
    possible = completions(named, excluded, count, scope)
    try:
        group = StateGroup(named=named, excluded=excluded, count=count, scope=scope)
    except RecordError:
        assert possible == []
        return
    assert possible != []
    for state in FEW:
        verdicts = {state in chosen for chosen in possible}
        expected = Truth.UNKNOWN if len(verdicts) == 2 else Truth.YES if verdicts == {True} else Truth.NO
        assert expected is group.includes(state)
    sizes = [len(chosen) for chosen in possible]
    assert (group.size.at_least, group.size.at_most) == (min(sizes), max(sizes))
    assert group.members == (tuple(sorted(possible[0])) if len(possible) == 1 else None)


@settings(max_examples=300)
@given(subsets(tuple(MemberState)), subsets(tuple(MemberState)), st.none() | st.integers(-1, 30))
def test_a_group_without_scope_is_accepted_where_28_allow_it_and_guesses_nothing(
    named: tuple[MemberState, ...], excluded: tuple[MemberState, ...], count: int | None
) -> None:
    possible = not set(named) & set(excluded) and (count is None or len(named) <= count <= 28 - len(excluded))
    try:
        group = StateGroup(named=named, excluded=excluded, count=count)
    except RecordError:
        assert not possible
        return
    assert possible
    for state in MemberState:
        expected = Truth.YES if state in named else Truth.NO if state in excluded else Truth.UNKNOWN
        if expected is Truth.UNKNOWN and count == len(named):
            expected = Truth.NO
        assert expected is group.includes(state)


@given(subsets(tuple(MemberState)))
def test_members_are_kept_in_the_order_of_their_codes(states: tuple[MemberState, ...]) -> None:
    group = StateGroup(named=states, scope=states)
    assert tuple(sorted(states)) == group.named == group.scope
    assert StateGroup(named=tuple(sorted(states)), scope=states) == group
    assert hash(StateGroup(named=tuple(reversed(states)), scope=states)) == hash(group)


def test_a_count_alone_names_nobody() -> None:
    group = StateGroup(count=25)
    assert {Truth.UNKNOWN} == {group.includes(state) for state in MemberState}
    assert repr(group) == "StateGroup(count=25)"


def test_unknown_scope_and_empty_scope_differ() -> None:
    assert StateGroup().includes(AT) is Truth.UNKNOWN
    assert StateGroup(scope=()).includes(AT) is Truth.NO
    assert StateGroup().members is None
    assert StateGroup(scope=()).members == ()
    assert StateGroup(count=0).members == ()


def test_exactly_is_known_in_full() -> None:
    group = StateGroup.exactly([SI, AT])
    assert (AT, SI) == group.members
    assert group.size.exact == 2


@pytest.mark.parametrize(
    ("arguments", "path", "message"),
    [
        ({"named": (AT, AT)}, "$.named[1]", "AT is listed twice; list each Member State once"),
        ({"scope": (AT, BE, AT)}, "$.scope[2]", "AT is listed twice; list each Member State once"),
        ({"named": (AT,), "excluded": (AT,)}, "$.named[0]", "AT is both named and excluded; list it only once"),
        (
            {"named": (AT,), "scope": (BE,)},
            "$.named[0]",
            "AT is outside the scope; name only Member States in scope",
        ),
        ({"named": (AT, BE), "count": 1}, "$.count", "1 is less than the 2 named; use 2 or more"),
        ({"count": 29}, "$.count", "29 is more than the 28 past or present Member States; use 28 or less"),
        (
            {"count": 2, "scope": (AT, BE), "excluded": (AT,)},
            "$.count",
            "2 is more than the 1 Member State in scope (not counting those excluded); use 1 or less",
        ),
    ],
)
def test_contradictions_name_place_value_and_remedy(arguments: dict[str, object], path: str, message: str) -> None:
    with pytest.raises(RecordError) as caught:
        StateGroup(**arguments)  # type: ignore[arg-type]
    assert [(path, message)] == [(problem.path, problem.message) for problem in caught.value.problems]


def test_all_contradictions_come_at_once() -> None:
    with pytest.raises(RecordError) as caught:
        StateGroup(named=(AT, BE), excluded=(AT,), count=1, scope=(AT,))
    assert ["$.named[0]", "$.named[1]", "$.count"] == [problem.path for problem in caught.value.problems]


def test_a_code_is_taken_for_its_state_and_nonsense_refused() -> None:
    group = StateGroup(named=(MemberState.GR,))
    assert group.includes("EL") is Truth.YES
    with pytest.raises(ValueError, match=r"^unknown Member State 'XX'; (did you mean|use a code such as)"):
        group.includes("XX")


def test_members_are_given_by_name() -> None:
    with pytest.raises(TypeError, match="positional"):
        StateGroup((MemberState.AT,))  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("group", "size"),
    [
        (StateGroup(at_least=5), Bounds(5, None)),
        (StateGroup(at_most=9), Bounds(0, 9)),
        (StateGroup(named=(AT, BE), at_least=1, at_most=9), Bounds(2, 9)),
        (StateGroup(scope=(AT, BE, BG), at_least=2), Bounds(2, 3)),
        (StateGroup(scope=(AT, BE, BG), excluded=(AT,), at_most=3), Bounds(0, 2)),
        (StateGroup(words="nearly all"), Bounds(0, None)),
    ],
)
def test_limits_give_the_size(group: StateGroup, size: Bounds) -> None:
    assert size == group.size


def test_limits_decide_who_belongs_as_a_count_does() -> None:
    assert (Truth.YES, Truth.NO) == tuple(map(StateGroup(named=(AT,), at_most=1).includes, (AT, BE)))
    assert Truth.UNKNOWN is StateGroup(named=(AT,), at_most=2).includes(BE)
    assert Truth.YES is StateGroup(scope=(AT, BE), at_least=2).includes(BE)
    assert Truth.UNKNOWN is StateGroup(scope=(AT, BE, BG), at_least=2).includes(BE)
    # States that join later can belong to a group without a scope, however large it is.
    assert Truth.UNKNOWN is StateGroup(at_least=28).includes(BE)


def test_words_decide_nothing() -> None:
    group = StateGroup(words="nearly all", named=(AT,))
    assert (Truth.UNKNOWN, Bounds(1, None)) == (group.includes(BE), group.size)
    assert group != StateGroup(named=(AT,))
