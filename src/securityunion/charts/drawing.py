"""Altair charts from specifications, and SVG pictures with an alternative text."""

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
    """Return the chart that *spec* describes: a FacetChart if it has panels, a LayerChart if it has layers.

    Raises:
        ModuleNotFoundError: if the extra `plot` is not installed.

    >>> from contextlib import suppress
    >>> with suppress(ModuleNotFoundError):  # if the extra is not installed
    ...     chart = drawn({"data": {"values": [{"a": 1}]}, "mark": "bar"})
    ...     assert chart.to_dict()["mark"] == "bar"
    """
    with requires_extra("plot", "support for charts"):
        alt = import_module("altair")
    # The rows join the chart afterwards: `from_dict` compares each row in the specification with the whole schema of
    # Vega-Lite, which takes a minute for five thousand rows.
    chart = _chart(alt, {**spec, "data": {"values": []}})
    chart.data = alt.InlineData(values=spec["data"]["values"])
    return chart


def svg(chart: "alt.TopLevelMixin") -> str:
    """Return a chart as an SVG picture that includes its title and alternative text.

    Altair's `chart.save("chart.svg")` omits both. The picture has the role `graphics-document`, as on a web page that
    Vega makes, so that screen readers can read each bar. The role `img` would hide the bars from them.

    Args:
        chart: any Altair chart; its `description` is the alternative text.

    Raises:
        ModuleNotFoundError: if the extra `plot-export` is not installed.

    >>> import securityunion as su
    >>> from contextlib import suppress
    >>> from securityunion import charts
    >>> with suppress(ModuleNotFoundError):  # if the extra is not installed
    ...     picture = charts.svg(charts.tile_map(su.first_progress_report()))
    ...     assert "<desc>Map of the Union" in picture
    """
    with requires_extra("plot-export", "support for images"):
        import_module("vl_convert")
    picture = StringIO()
    chart.save(picture, format="svg")
    opening, end, rest = picture.getvalue().partition(">")
    untyped: Any = chart  # Altair sets `title` and `description` from the schema, unknown to type checkers
    texts = {"title": _written(untyped.title), "desc": _written(untyped.description)}
    # SVG requires these elements to come first in the picture.
    elements = [f"<{name}>{escape(text)}</{name}>" for name, text in texts.items() if text]
    return f'{opening} role="graphics-document"{end}{"".join(elements)}{rest}'


def _chart(alt: Any, spec: Spec) -> Any:
    """Return the chart that *spec* describes, with a chart for each layer and panel.

    `from_dict` alone would make plain schema nodes of the layers, without methods such as `interactive`.
    """
    kind = alt.FacetChart if "facet" in spec else alt.LayerChart if "layer" in spec else alt.Chart
    # The layers are left empty here and added below, so that Altair does not read them twice.
    hollow: Spec = {"layer": [], "spec": {"layer": []}}
    inside = {key: empty for key, empty in hollow.items() if key in spec}
    chart = kind.from_dict({"data": {"values": []}, **spec, **inside})
    if "data" not in spec:  # a layer shares the data of the whole chart, but the schema requires data of each chart
        chart.data = alt.Undefined
    if "layer" in spec:
        chart.layer = [_chart(alt, layer) for layer in spec["layer"]]
    if "spec" in spec:
        chart.spec = _chart(alt, spec["spec"])
    return chart


def _written(words: Any) -> str:
    """Return the text of a title or description, which may be text, lines, or an object or dict with either."""
    plain: Any = words.to_dict() if hasattr(words, "to_dict") else words
    text: Any = cast("dict[str, Any]", plain).get("text") if isinstance(plain, dict) else plain
    lines = cast("list[object]", text) if isinstance(text, list) else [text]
    return " ".join(line for line in lines if isinstance(line, str))
