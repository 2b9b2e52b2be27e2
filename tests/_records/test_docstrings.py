"""What the fields of a record mean, read off its docstring."""

import re

import pytest

import securityunion as su
from securityunion._records.docstrings import field_descriptions, record_description
from securityunion._records.fields import records, shapes

RECORDS = (*records(su.ProgressReport), su.Bounds)


@pytest.mark.parametrize("record", RECORDS)
def test_every_field_is_described_and_nothing_else(record: type) -> None:
    described = field_descriptions(record)
    assert {shape.name for shape in shapes(record)} == set(described)
    for text in (*described.values(), *record_description(record).split("\n")):
        assert re.fullmatch(r"[^\n]{5,}[.:]", text), text
        assert ">>>" not in text
        assert "None" not in text


def test_a_field_of_several_lines() -> None:
    assert field_descriptions(su.ComplianceRecord)["case"] == (
        "the number of that procedure; null where not known. The obligation checks its form: a class of which there"
        " may be millions has no rules of its own."
    )
    assert "how many were late; it may be known where nobody is named." == field_descriptions(su.Overdue)["count"]


def test_a_class_of_several_paragraphs() -> None:
    described = record_description(su.Bounds).split("\n")
    assert "A count that is known to lie between two: at least one number, at most another." == described[0]
    assert (
        "`at_most=null` means that no ceiling is known. Bounds add up: floor with floor, ceiling with ceiling."
        == (described[1])
    )


def test_without_docstrings_nothing_is_described() -> None:
    class Bare:
        pass

    class Plain:
        """A class without fields."""

    assert {} == field_descriptions(Bare)
    assert "" == record_description(Bare)
    assert {} == field_descriptions(Plain)
    assert "A class without fields." == record_description(Plain)
