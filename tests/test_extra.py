"""What only an extra brings: where it is missing, the error says how to get it."""

import pytest

from securityunion.extra import brought_by


def test_a_missing_package_is_named_with_its_extra() -> None:
    with pytest.raises(ModuleNotFoundError) as caught, brought_by("plot", "a chart needs Altair"):
        import no_such_package  # type: ignore[import-not-found] # noqa: F401
    assert "a chart needs Altair; expected it installed: pip install 'securityunion[plot]'" == str(caught.value)
    assert "no_such_package" == caught.value.name


def test_what_is_there_is_let_through() -> None:
    with brought_by("plot", "a chart needs Altair"):
        import json
    assert json.dumps([]) == "[]"


def test_other_errors_are_not_touched() -> None:
    with pytest.raises(ImportError, match="cannot import name 'nothing'") as caught, brought_by("plot", "a chart"):
        from json import nothing  # type: ignore[attr-defined] # noqa: F401
    assert not isinstance(caught.value, ModuleNotFoundError)
