"""Descriptions of records and fields, read from docstrings."""

import re

import attrs
import pytest

import securityunion as su
from securityunion._records.docstrings import field_descriptions, record_description
from securityunion._records.fields import Shape, records, shapes

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
        "the number of the case; null if unknown. Its form is checked when the record becomes part of an `Obligation`."
    )


def test_fields_that_are_not_arguments_are_described_under_attributes() -> None:
    described = field_descriptions(Shape)
    assert [field.name for field in attrs.fields(Shape)] == list(described)
    assert "whether the field may be null, which means unknown." == described["optional"]


def test_a_class_of_several_paragraphs() -> None:
    described = record_description(su.Bounds).split("\n")
    assert "A count that is known to be at least one number and at most another." == described[0]
    assert "Bounds can be added: lower limit to lower limit, upper limit to upper limit." == described[1]


def test_without_docstrings_nothing_is_described() -> None:
    class Bare:
        pass

    class Plain:
        """A class without fields."""

    assert {} == field_descriptions(Bare)
    assert "" == record_description(Bare)
    assert {} == field_descriptions(Plain)
    assert "A class without fields." == record_description(Plain)
