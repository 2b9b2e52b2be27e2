"""`securityunion._util.lazy_methods`: methods whose code is in a higher layer."""

from enum import StrEnum

import pytest

import securityunion as su
from securityunion._records.fields import records, shapes
from securityunion._util.lazy_methods import implemented_by
from securityunion._util.pydantic_hooks import PydanticEnum, PydanticRecord
from securityunion._util.text import shown


class Thing:
    shown = implemented_by("errors", "shown")
    lost = implemented_by("errors", "no_such_function")


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
