"""Charts of Altair from their specifications, and their pictures with the alternative text inside."""

from html import escape
from importlib import import_module
from io import StringIO
from typing import TYPE_CHECKING, Any, cast

from securityunion._util.optional import requires_extra
from securityunion.charts.look import Spec

if TYPE_CHECKING:
    import altair as alt

__all__ = ["drawn", "svg"]


def drawn(spec: Spec) -> Any:
    """Return the chart that *spec* describes: a FacetChart where it has panels, a LayerChart where it has layers.

    Raises:
        ModuleNotFoundError: where the extra `plot` is not installed.

    >>> from contextlib import suppress
    >>> with suppress(ModuleNotFoundError):  # where the extra is not installed
    ...     assert drawn({"data": {"values": [{"a": 1}]}, "mark": "bar"}).to_dict()["mark"] == "bar"
    """
    with requires_extra("plot", "support for charts"):
        alt = import_module("altair")
    # Rows in the specification would each be compared with the whole schema: a minute for five thousand.
    chart = _chart(alt, {**spec, "data": {"values": []}})
    chart.data = alt.InlineData(values=spec["data"]["values"])
    return chart


def svg(chart: "alt.TopLevelMixin") -> str:
    """Return the picture of a chart as SVG, with its title and its alternative text inside.

    Altair's own `chart.save("chart.svg")` leaves them out. As in a web page that Vega makes, the picture is a
    `graphics-document`, in which a screen reader finds each bar, and not an `img`, which would hide them.

    Args:
        chart: any chart of Altair; the alternative text is its `description`.

    Raises:
        ModuleNotFoundError: where the extra `plot-export` is not installed.

    >>> import securityunion as su
    >>> from contextlib import suppress
    >>> from securityunion import charts
    >>> with suppress(ModuleNotFoundError):  # where the extra is not installed
    ...     assert "<desc>Map of the Union" in charts.svg(charts.tile_map(su.first_progress_report()))
    """
    with requires_extra("plot-export", "support for images"):
        import_module("vl_convert")
    picture = StringIO()
    chart.save(picture, format="svg")
    opening, end, rest = picture.getvalue().partition(">")
    told: Any = chart  # a chart has what the schema of Vega-Lite has: no type says it
    texts = {"title": _written(told.title), "desc": _written(told.description)}
    spoken = [f"<{name}>{escape(text)}</{name}>" for name, text in texts.items() if text]
    return f'{opening} role="graphics-document"{end}{"".join(spoken)}{rest}'


def _chart(alt: Any, spec: Spec) -> Any:
    """Return the chart that *spec* describes, made of charts: what Altair reads from a dict has no methods inside."""
    kind = alt.FacetChart if "facet" in spec else alt.LayerChart if "layer" in spec else alt.Chart
    hollow: Spec = {
        "layer": [],
        "spec": {"layer": []},
    }  # what is inside follows, and is not read twice
    inside = {key: empty for key, empty in hollow.items() if key in spec}
    chart = kind.from_dict({"data": {"values": []}, **spec, **inside})
    if "data" not in spec:  # a part has those of the whole, though by the schema it could not stand alone
        chart.data = alt.Undefined
    if "layer" in spec:
        chart.layer = [_chart(alt, layer) for layer in spec["layer"]]
    if "spec" in spec:
        chart.spec = _chart(alt, spec["spec"])
    return chart


def _written(words: Any) -> str:
    """Return what is written where Altair takes text, lines of text, or an object or dict that holds one of them."""
    plain: Any = words.to_dict() if hasattr(words, "to_dict") else words
    text: Any = cast("dict[str, Any]", plain).get("text") if isinstance(plain, dict) else plain
    lines = cast("list[object]", text) if isinstance(text, list) else [text]
    return " ".join(line for line in lines if isinstance(line, str))
