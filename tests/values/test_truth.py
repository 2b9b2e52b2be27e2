"""The laws of Kleene's logic, of bounds and of answers."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from securityunion import Answer, Bounds, RecordError, Truth

NO, UNKNOWN, YES = Truth.NO, Truth.UNKNOWN, Truth.YES
truths = st.sampled_from(Truth)


@st.composite
def bounds(draw: st.DrawFn) -> Bounds:
    at_least = draw(st.integers(0, 100))
    more = draw(st.none() | st.integers(0, 100))
    return Bounds(at_least, None if more is None else at_least + more)


@pytest.mark.parametrize(
    ("one", "other", "both", "either"),
    [
        (NO, NO, NO, NO),
        (NO, UNKNOWN, NO, UNKNOWN),
        (NO, YES, NO, YES),
        (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
        (UNKNOWN, YES, UNKNOWN, YES),
        (YES, YES, YES, YES),
    ],
)
def test_tables_of_kleene(one: Truth, other: Truth, both: Truth, either: Truth) -> None:
    assert (both, both) == (one & other, other & one)
    assert (either, either) == (one | other, other | one)


def test_negation() -> None:
    assert [YES, UNKNOWN, NO] == [~NO, ~UNKNOWN, ~YES]


@pytest.mark.parametrize(("a", "b", "c"), list(product(Truth, repeat=3)))
def test_laws_of_kleene(a: Truth, b: Truth, c: Truth) -> None:
    assert ~~a is a
    assert ~(a & b) is (~a | ~b)
    assert ~(a | b) is (~a & ~b)
    assert (a & b) & c is a & (b & c)
    assert (a | b) | c is a | (b | c)
    assert a & (b | c) is (a & b) | (a & c)
    assert a | (a & b) is a
    assert a & YES is a
    assert a | NO is a


@pytest.mark.parametrize(("a", "b"), list(product(Truth, repeat=2)))
def test_learning_more_never_turns_a_verdict(a: Truth, b: Truth) -> None:
    def completions(truth: Truth) -> list[Truth]:
        return [YES, NO] if truth is UNKNOWN else [truth]

    for verdict, operation in ((a & b, Truth.__and__), (a | b, Truth.__or__)):
        possible = {operation(x, y) for x in completions(a) for y in completions(b)}
        assert verdict is UNKNOWN or possible == {verdict}


@pytest.mark.parametrize("value", [*Truth, Bounds(0, 0), Bounds(3), Answer(), Answer(yes=(1,))])
def test_three_values_are_no_bool(value: object) -> None:
    with pytest.raises(TypeError, match=r"^(a Truth is|Bounds are|an Answer is) not a bool; (compare|test) "):
        bool(value)


@pytest.mark.parametrize("other", [True, "yes", None])
def test_logic_is_between_truths_only(other: object) -> None:
    with pytest.raises(TypeError):
        YES & other
    with pytest.raises(TypeError):
        YES | other


def test_truth_shows_its_name() -> None:
    assert repr(UNKNOWN) == "<Truth.UNKNOWN>"
    assert str(UNKNOWN) == "unknown"


@given(bounds(), bounds(), bounds())
def test_bounds_add_like_numbers(a: Bounds, b: Bounds, c: Bounds) -> None:
    assert a + b == b + a
    assert (a + b) + c == a + (b + c)
    assert a + Bounds(0, 0) == a
    assert Bounds.total([a, b, c]) == a + b + c


@given(bounds(), bounds(), st.data())
def test_a_sum_of_bounds_holds_every_sum_within(a: Bounds, b: Bounds, data: st.DataObject) -> None:
    def within(one: Bounds) -> int:
        return data.draw(st.integers(one.at_least, one.at_least + 200 if one.at_most is None else one.at_most))

    total, found = a + b, within(a) + within(b)
    assert total.at_least <= found
    assert total.at_most is None or found <= total.at_most


@pytest.mark.parametrize(
    ("value", "exact", "text"),
    [
        (Bounds(3, 3), 3, "3"),
        (Bounds(int("1000"), int("1000")), 1000, "1000"),
        (Bounds(0, 15), None, "at least 0, at most 15"),
        (Bounds(4), None, "at least 4"),
        (Bounds(), None, "at least 0"),
    ],
)
def test_bounds_say_what_they_hold(value: Bounds, exact: int | None, text: str) -> None:
    assert (exact, text) == (value.exact, str(value))


@pytest.mark.parametrize(("at_least", "at_most", "path"), [(-1, None, "$.at_least"), (4, 3, "$.at_most")])
def test_impossible_bounds_are_refused(at_least: int, at_most: int | None, path: str) -> None:
    with pytest.raises(RecordError) as caught:
        Bounds(at_least, at_most)
    assert [path] == [problem.path for problem in caught.value.problems]


@pytest.mark.parametrize("wrong", [True, 1.0, "1", None])
def test_bounds_are_whole_numbers(wrong: object) -> None:
    with pytest.raises(TypeError, match=r"^Bounds\.at_least: .*; pass an int$"):
        Bounds(wrong)  # type: ignore[arg-type]


def test_bounds_add_to_bounds_only() -> None:
    with pytest.raises(TypeError):
        Bounds(1, 1) + 1


@given(st.lists(st.tuples(st.integers(), truths)))
def test_an_answer_keeps_all_in_order(verdicts: list[tuple[int, Truth]]) -> None:
    answer = Answer.sort(verdicts)
    for part, truth in ((answer.yes, YES), (answer.unknown, UNKNOWN), (answer.no, NO)):
        assert tuple(thing for thing, verdict in verdicts if verdict is truth) == part
    assert answer.yes + answer.unknown == answer.possible
    assert Bounds(len(answer.yes), len(answer.possible)) == answer.size


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Bounds(1, 1), Bounds(1, 1), Bounds(2, 2)),
        (Bounds(3, 7), Bounds(1, 5), Bounds(4, 12)),
        (Bounds(3), Bounds(3, 3), Bounds(6)),
        (Bounds(0, 0), Bounds(0, 0), Bounds(0, 0)),
    ],
)
def test_bounds_add_up(one: Bounds, other: Bounds, expected: Bounds) -> None:
    assert expected == one + other == other + one


def test_an_answer_in_hand_can_sort_others() -> None:
    assert Answer(yes=("a",)) == Answer().sort([("a", Truth.YES)])
