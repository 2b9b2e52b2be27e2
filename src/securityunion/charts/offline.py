"""Classes of Altair charts that notebooks can show without a network."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from securityunion.charts.pictures import svg

__all__ = ["offline_class"]

_NAMES = ("Chart", "FacetChart", "LayerChart")


class _Offline:
    """Shows a chart as an SVG picture, unless the user has chosen another renderer of Altair.

    The default renderer of Altair loads Vega from the network. The extra `plot-export` has what the picture needs;
    without it, the default renderer is used.
    """

    def _repr_mimebundle_(self, *arguments: Any, **named: Any) -> Any:
        chart: Any = self
        if import_module("altair").renderers.active == "default" and find_spec("vl_convert") is not None:
            return {"image/svg+xml": svg(chart), "text/plain": repr(chart)}
        inherited: Any = super()
        return inherited._repr_mimebundle_(*arguments, **named)


@cache
def offline_class(name: str) -> Any:
    """Return the class of Altair with this *name*, extended so that notebooks can show its charts without a network.

    Raises:
        ModuleNotFoundError: if the extra `plot` is not installed.

    >>> try:
    ...     name = offline_class("LayerChart").__name__
    ... except ModuleNotFoundError:
    ...     name = "LayerChart"
    >>> name
    'LayerChart'
    """
    # The class is made here and not by a `class` statement, because Altair is an extra.
    base = getattr(import_module("altair"), name)
    return type(name, (_Offline, base), {"__module__": __name__, "__qualname__": name, "__doc__": base.__doc__})


def __getattr__(name: str) -> Any:
    # Charts are pickled by the names of their classes.
    if name in _NAMES:
        return offline_class(name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
