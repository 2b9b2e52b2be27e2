"""Charts of Altair that notebooks can show without a network."""

from importlib.util import find_spec
from typing import Any

import altair as alt

from securityunion.charts.pictures import svg

__all__ = ["Chart", "FacetChart", "LayerChart"]


class _Offline:
    """Shows a chart as an SVG picture, unless the user has chosen another renderer of Altair.

    The default renderer of Altair loads Vega from the network. The extra `plot-export` has what the picture needs;
    without it, the default renderer is used.
    """

    def _repr_mimebundle_(self, *arguments: Any, **named: Any) -> Any:
        chart: Any = self
        if alt.renderers.active == "default" and find_spec("vl_convert") is not None:
            return {"image/svg+xml": svg(chart), "text/plain": repr(chart)}
        inherited: Any = super()
        return inherited._repr_mimebundle_(*arguments, **named)


class Chart(_Offline, alt.Chart):
    """An `altair.Chart` that notebooks can show without a network."""


class LayerChart(_Offline, alt.LayerChart):
    """An `altair.LayerChart` that notebooks can show without a network."""


class FacetChart(_Offline, alt.FacetChart):
    """An `altair.FacetChart` that notebooks can show without a network."""
