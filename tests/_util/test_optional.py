"""What only an extra brings: where it is missing, the error says how to get it."""

import sys
from collections.abc import Callable
from typing import Any

import pytest

from securityunion._util import optional
from securityunion._util.optional import requires_extra


@pytest.mark.parametrize(
    ("bring", "module", "message"),
    [
        (optional.narwhals, "narwhals.stable.v2", "securityunion.frames needs narwhals; .* 'securityunion[frames]'"),
        (optional.pyarrow, "pyarrow", "Arrow needs pyarrow; .* 'securityunion[arrow]'"),
        (optional.ruamel, "ruamel.yaml", "YAML needs ruamel.yaml; .* 'securityunion[yaml]'"),
    ],
)
def test_a_package_or_the_extra_that_brings_it(
    bring: Callable[[], Any], module: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert module == bring().__name__
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ModuleNotFoundError, match=message.replace("[", r"\[").replace("]", r"\]")) as caught:
        bring()
    assert module == caught.value.name


def test_a_missing_package_is_named_with_its_extra() -> None:
    with pytest.raises(ModuleNotFoundError) as caught, requires_extra("plot", "a chart needs Altair"):
        import no_such_package  # type: ignore[import-not-found] # noqa: F401
    assert "a chart needs Altair; expected it installed: pip install 'securityunion[plot]'" == str(caught.value)
    assert "no_such_package" == caught.value.name


def test_what_is_there_is_let_through() -> None:
    with requires_extra("plot", "a chart needs Altair"):
        import json
    assert json.dumps([]) == "[]"


def test_other_errors_are_not_touched() -> None:
    with pytest.raises(ImportError, match="cannot import name 'nothing'") as caught, requires_extra("plot", "a chart"):
        from json import nothing  # type: ignore[attr-defined] # noqa: F401
    assert not isinstance(caught.value, ModuleNotFoundError)
