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
        "the case number of the infringement procedure; null if unknown. The case number is not checked until the "
        "record becomes part of an `Obligation`."
    )


def test_fields_that_are_not_arguments_are_described_under_attributes() -> None:
    described = field_descriptions(Shape)
    assert [field.name for field in attrs.fields(Shape)] == list(described)
    assert "whether the field can be null, which means unknown." == described["optional"]


def test_a_class_of_several_paragraphs() -> None:
    described = record_description(su.Bounds).split("\n")
    assert "A count that is known only as a range from a lower limit to an upper limit." == described[0]
    assert "You can add bounds. The lower limits and the upper limits are added separately." == described[1]


def test_without_docstrings_nothing_is_described() -> None:
    class Bare:
        pass

    class Plain:
        """A class without fields."""

    assert {} == field_descriptions(Bare)
    assert "" == record_description(Bare)
    assert {} == field_descriptions(Plain)
    assert "A class without fields." == record_description(Plain)
