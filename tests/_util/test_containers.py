"""Results of queries: tuples and dictionaries that notebooks show as tables, and their slices."""

import copy
import pickle
from typing import Any

import attrs
import msgspec
import pytest

import securityunion as su
from securityunion._util.containers import ResultDict, ResultTuple

FIRST = su.first_progress_report()
GAPS = su.most_outstanding(FIRST)
LATE = su.overdue(FIRST, on=FIRST.published)


@pytest.mark.parametrize("place", [slice(5), slice(-3, None), slice(None, None, 4), slice(9, 2), slice(None)])
def test_a_slice_is_shown_like_the_whole(place: slice) -> None:
    part, plain = GAPS[place], tuple(GAPS)
    assert type(part) is ResultTuple
    assert part == plain[place]
    assert (GAPS[0], GAPS[-1]) == (plain[0], plain[-1])
    with pytest.raises(IndexError):
        GAPS[len(GAPS)]


PARTS = [
    LATE.yes,
    LATE.possible,
    LATE.yes[2].late.unknown,
    su.obligations(FIRST, state="PT").unknown,
    su.awaiting(FIRST, "council").no,
    su.check(FIRST),
    GAPS[:5],
]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: str(len(part)))
def test_parts_are_shown_and_are_tuples_in_all_else(part: Any) -> None:
    assert type(part) is ResultTuple
    plain = tuple(part)
    assert (part, hash(part), repr(part)) == (plain, hash(plain), repr(plain))
    assert plain == part
    assert plain[:1] + part[1:] == part + part[:0] == plain
    twins = [copy.copy(part), copy.deepcopy(part)]
    twins += [pickle.loads(pickle.dumps(part, protocol)) for protocol in range(pickle.HIGHEST_PROTOCOL + 1)]  # noqa: S301 - our own
    for twin in twins:
        assert type(twin) is ResultTuple
        assert twin == part


def test_an_answer_is_the_same_with_plain_parts() -> None:
    plain = su.Answer(*(tuple(part) for part in (LATE.yes, LATE.unknown, LATE.no)))
    assert type(plain.yes) is tuple
    assert (plain, hash(plain), repr(plain)) == (LATE, hash(LATE), repr(LATE))
    assert pickle.loads(pickle.dumps(LATE)) == plain  # noqa: S301 - our own


def test_a_record_takes_a_part_for_the_tuple_that_it_is() -> None:
    some = su.initiatives(FIRST)[:3]
    taken = attrs.evolve(FIRST, initiatives=some, findings=()).initiatives
    assert taken == some == attrs.evolve(FIRST, initiatives=taken, findings=()).initiatives


@pytest.mark.parametrize("name", ["initiatives", "findings"])
def test_a_tuple_of_a_report_that_is_called_names_the_query(name: str) -> None:
    held = getattr(su.loads(su.dumps(FIRST)), name)
    with pytest.raises(TypeError, match=rf"to filter, use .*su\.{name}\("):
        held(kind="act")
    plain = tuple(held)
    assert (held, hash(held), repr(held), msgspec.json.encode(held)) == (
        plain,
        hash(plain),
        repr(plain),
        msgspec.json.encode(plain),
    )
    assert type(pickle.loads(pickle.dumps(held))) is tuple  # noqa: S301 - our own


def test_counts_are_a_dictionary() -> None:
    counts = su.outstanding_by_state(FIRST)
    assert isinstance(counts, ResultDict)
    assert (counts, repr(counts)) == (dict(counts), repr(dict(counts)))
