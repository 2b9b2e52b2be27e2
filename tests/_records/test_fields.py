"""Short reprs of values, and the fields that lead to a class of records."""

from typing import Any

import pytest

import securityunion as su
from securityunion._records.fields import brief, leading_to, records, shapes


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("nis", "'nis'"),
        ("x" * 100, f"'{'x' * 55}...'"),
        (10**30, "1000000000000000000000000000000"),
        (None, "None"),
        (("a",), "('a',)"),
        (("a", "b", "c", "d"), "('a', 'b', 'c', ...)"),
        ((), "()"),
        ((su.Period(), su.Period()), "<2 x Period>"),
        (su.MemberState.SI, "MemberState.SI"),
    ],
)
def test_a_value_is_shown_in_brief(value: Any, text: str) -> None:
    assert text == brief(value)


@pytest.mark.parametrize("kind", records(su.ProgressReport))
def test_every_way_to_a_class_is_found(kind: type[Any]) -> None:
    found = leading_to(su.ProgressReport, frozenset({kind}))
    assert found[kind].leads
    assert found.keys() == set(records(su.ProgressReport))
    for record, leading in found.items():
        inner = [shape for shape in shapes(record) if shape.is_record and found[shape.item].leads]
        assert (list(leading.fields), leading.leads) == (inner, bool(inner) or record is kind)
