"""`securityunion.protocol`: methods whose work is done on a higher floor."""

import pytest

from securityunion.errors import shown
from securityunion.protocol import answered_by


class Thing:
    shown = answered_by("errors", "shown")
    lost = answered_by("errors", "no_such_function")


def test_the_call_reaches_the_function_with_what_it_is_called_on() -> None:
    thing = Thing()
    assert shown(thing) == thing.shown()


def test_a_class_method_hands_over_the_class() -> None:
    class Kind:
        name = classmethod(answered_by("record", "brief"))

    assert repr(Kind) == Kind.name()


def test_a_name_that_does_not_exist_is_an_error_when_it_is_called() -> None:
    with pytest.raises(AttributeError, match="no_such_function"):
        Thing().lost()
