"""Operations that Python refuses anyway are refused with a message that says what to use instead."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

import securityunion as su
from securityunion.rates import AverageDelay, Share

ANSWER = su.Answer(yes=("a",))
BOUNDS = su.Bounds(0, 15)
GROUP = su.StateGroup(count=25)
SHARE = Share(su.Bounds(1, 1), su.Bounds(4, 4), Fraction(1, 4), Fraction(1, 4))
DELAY = AverageDelay(su.Bounds(2, 2), Fraction(1), Fraction(1))
TABLE = su.table(su.first_progress_report(), "findings")


@pytest.mark.parametrize(
    ("value", "operation", "remedy"),
    [
        (su.Truth.NO, bool, "is Truth.YES"),
        (ANSWER, bool, "`possible`"),
        (ANSWER, len, "use `size`"),
        (ANSWER, list, "loop over `yes`"),
        (ANSWER, lambda answer: "a" in answer, "look in `yes`"),
        (ANSWER, lambda answer: answer[0], "take items from `yes`"),
        (BOUNDS, bool, "`at_least` or `at_most`"),
        (BOUNDS, int, "use `exact`"),
        (BOUNDS, lambda bounds: bounds > 3, "compare `at_least` or `at_most`"),
        (BOUNDS, lambda bounds: bounds < su.Bounds(4), "compare `at_least` or `at_most`"),
        (BOUNDS, lambda bounds: 3 <= bounds, "compare `at_least` or `at_most`"),
        (BOUNDS, lambda bounds: sum([bounds]), r"use `Bounds\.total\(\.\.\.\)`"),
        (GROUP, bool, "use `size`"),
        (GROUP, len, "use `size`"),
        (GROUP, list, "loop over `named`"),
        (GROUP, lambda group: "PT" in group, r"use `includes\(state\)`"),
        (SHARE, bool, "`low` or `high`"),
        (SHARE, float, "use `exact`"),
        (SHARE, lambda share: share >= 0.5, "compare `low` or `high`"),
        (DELAY, bool, "`low` or `high`"),
        (DELAY, float, "use `exact`"),
        (DELAY, lambda delay: delay > 30, "compare `low` or `high`"),
    ],
)
def test_the_message_says_what_to_use(value: Any, operation: Callable[[Any], object], remedy: str) -> None:
    with pytest.raises(TypeError, match=remedy):
        operation(value)


def test_equality_and_sums_of_bounds_still_work() -> None:
    assert su.Bounds(0, 15) == BOUNDS
    assert su.Bounds.total([BOUNDS, BOUNDS]) == su.Bounds(0, 30)
    assert len({BOUNDS, su.Bounds(0, 15), GROUP, su.StateGroup(count=25)}) == 2
