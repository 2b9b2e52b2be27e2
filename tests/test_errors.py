"""Problems and errors as values."""

import pickle

import pytest

from securityunion import AmbiguousError, DocumentError, NotFoundError, Problem, ProblemCode, RecordError
from securityunion._util.text import near, shown
from securityunion.errors import raise_not_found

PROBLEM = Problem("$.a", ProblemCode.WRONG_TYPE, "1 is a number; write text")


def test_a_document_error_carries_fifty_and_counts_the_rest() -> None:
    error = DocumentError([PROBLEM] * 53, omitted=2)
    assert (50, 5) == (len(error.problems), error.omitted)
    assert str(error).endswith("\nand 5 more")
    assert str(DocumentError([PROBLEM])) == "$.a: 1 is a number; write text"


@pytest.mark.parametrize(
    "error",
    [
        DocumentError([PROBLEM], 3),
        RecordError("Period", [PROBLEM]),
        NotFoundError("stage", "x", ("y",), ("y", "z")),
        AmbiguousError("32016L1148", ("a", "b")),
    ],
)
def test_errors_survive_pickling(error: Exception) -> None:
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert (type(error), str(error), error.args) == (type(copy), str(copy), copy.args)


def test_errors_are_what_callers_expect() -> None:
    assert issubclass(DocumentError, ValueError)
    assert issubclass(RecordError, ValueError)
    assert issubclass(NotFoundError, LookupError)
    assert issubclass(AmbiguousError, LookupError)


def test_nothing_near_is_said_so() -> None:
    with pytest.raises(NotFoundError, match=r"^unknown stage 'zzz'; use one of: in-force, lapsed$") as caught:
        raise_not_found("stage", "zzz", ["in-force", "lapsed"])
    assert caught.value.near == ()
    many = [f"initiative-{number}" for number in range(21)]
    with pytest.raises(NotFoundError, match=r"^unknown initiative 'zzz'; check it against the 21 known names$"):
        raise_not_found("initiative", "zzz", many)
    with pytest.raises(NotFoundError, match=r"^unknown source 'x'; add it first$"):
        raise_not_found("source", "x", [])


def test_near_names_come_best_first_and_at_most_three() -> None:
    assert near("abcd", ["abcx", "abcd", "abc", "abxd", "zzzz"])[0] == "abcd"
    assert len(near("abcd", ["abcx", "abcd", "abc", "abxd"])) == 3


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a", "'a'"),
        ("x" * 1000, repr("x" * 55 + "...")),
        (10**100, "a very large number"),
        pytest.param(-(10**5000), "a very large number", id="beyond the digits that Python prints"),
        (5, "5"),
        (True, "True"),
        ([1, 2], "a list of 2"),
        ({"a": 1}, "an object with 1 key"),
        (1.5, "1.5"),
        (b"y" * 100, repr(b"y" * 100)[:57] + "..."),
    ],
)
def test_values_are_shown_shortened(value: object, text: str) -> None:
    assert text == shown(value)


def test_a_record_error_names_the_record() -> None:
    assert str(RecordError("Period", [PROBLEM, PROBLEM])) == "\n".join(["Period.a: 1 is a number; write text"] * 2)
