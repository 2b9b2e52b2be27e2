"""`securityunion.protocol`: methods whose work is done on a higher floor."""

from enum import StrEnum

import pytest

import securityunion as su
from securityunion.errors import shown
from securityunion.protocol import PydanticEnum, PydanticRecord, answered_by
from securityunion.record import shapes
from securityunion.wire.converter import records


class Thing:
    shown = answered_by("errors", "shown")
    lost = answered_by("errors", "no_such_function")


def test_the_call_reaches_the_function_with_what_it_is_called_on() -> None:
    thing = Thing()
    assert shown(thing) == thing.shown()


def test_what_a_document_consists_of_answers_pydantic_without_a_dict() -> None:
    assert su.ComplianceRecord in records(su.ProgressReport)
    for record in records(su.ProgressReport):
        assert issubclass(record, PydanticRecord)
        assert "__dict__" not in dir(record)
        items = {shape.item for shape in shapes(record)}
        assert all(issubclass(item, PydanticEnum) for item in items if issubclass(item, StrEnum))


def test_a_name_that_does_not_exist_is_an_error_when_it_is_called() -> None:
    with pytest.raises(AttributeError, match="no_such_function"):
        Thing().lost()
