"""Optional dependencies: if one is missing, the error says how to install it."""

import sys
from collections.abc import Callable
from typing import Any

import pytest

from securityunion._util import optional
from securityunion._util.optional import requires_extra


@pytest.mark.parametrize(
    ("bring", "module", "message"),
    [
        (
            optional.narwhals,
            "narwhals.stable.v2",
            "support for data frames is not installed; run: pip install 'securityunion[frames]'",
        ),
        (optional.pyarrow, "pyarrow", "Arrow support is not installed; run: pip install 'securityunion[arrow]'"),
        (optional.ruamel, "ruamel.yaml", "YAML support is not installed; run: pip install 'securityunion[yaml]'"),
    ],
)
def test_a_package_or_the_extra_that_brings_it(
    bring: Callable[[], Any], module: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert module == bring().__name__
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ModuleNotFoundError) as caught:
        bring()
    assert message == str(caught.value)
    assert module == caught.value.name


def test_a_missing_package_is_named_with_its_extra() -> None:
    with pytest.raises(ModuleNotFoundError) as caught, requires_extra("plot", "support for charts"):
        import no_such_package  # type: ignore[import-not-found] # noqa: F401
    assert "support for charts is not installed; run: pip install 'securityunion[plot]'" == str(caught.value)
    assert "no_such_package" == caught.value.name


def test_what_is_there_is_let_through() -> None:
    with requires_extra("plot", "support for charts"):
        import json
    assert json.dumps([]) == "[]"


def test_other_errors_are_not_touched() -> None:
    with pytest.raises(ImportError, match="cannot import name 'nothing'") as caught, requires_extra("plot", "a chart"):
        from json import nothing  # type: ignore[attr-defined] # noqa: F401
    assert not isinstance(caught.value, ModuleNotFoundError)
