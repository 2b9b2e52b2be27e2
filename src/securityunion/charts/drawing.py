"""Create Altair charts from specifications, and SVG pictures with an alternative text."""

import re
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
    """Return the chart that *spec* describes.

    The chart is a FacetChart if *spec* has panels, a LayerChart if *spec* has layers, and otherwise a Chart.

    Raises:
        ModuleNotFoundError: if the extra `plot` is not installed.

    >>> from contextlib import suppress
    >>> with suppress(ModuleNotFoundError):  # if the extra is not installed
    ...     chart = drawn({"data": {"values": [{"a": 1}]}, "mark": "bar"})
    ...     assert chart.to_dict()["mark"] == "bar"
    """
    with requires_extra("plot", "support for charts"):
        alt = import_module("altair")
    spec = _never_markup(spec)
    # Add the rows of data after `from_dict`, which would validate each row against the whole schema of Vega-Lite.
    # This validation takes a minute for five thousand rows.
    chart = _chart(alt, {**spec, "data": {"values": []}})
    chart.data = alt.InlineData(values=spec["data"]["values"])
    return chart


def svg(chart: "alt.TopLevelMixin") -> str:
    """Return a chart as an SVG picture that contains its title and alternative text for screen readers.

    `chart.save("chart.svg")` would omit the title and the alternative text. The picture has the role
    `graphics-document`, which Vega also uses on web pages, so that screen readers can read each bar. The role `img`
    would hide the bars from screen readers.

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
    untyped: Any = chart  # type checkers cannot find `title` and `description`, which Altair sets from the schema
    texts = {"title": _written(untyped.title), "desc": _written(untyped.description)}
    # SVG requires the title and the description to come first in the picture.
    elements = [f"<{name}>{escape(text)}</{name}>" for name, text in texts.items() if text]
    return f'{opening} role="graphics-document"{end}{"".join(elements)}{rest}'


def _chart(alt: Any, spec: Spec) -> Any:
    """Return the chart that *spec* describes, and make its layers and panels charts, too.

    `from_dict` alone would turn the layers into plain schema objects, which lack methods such as `interactive`.
    """
    kind = alt.FacetChart if "facet" in spec else alt.LayerChart if "layer" in spec else alt.Chart
    # Leave the layers empty here and add them below, so that Altair does not read each layer twice.
    hollow: Spec = {"layer": [], "spec": {"layer": []}}
    inside = {key: empty for key, empty in hollow.items() if key in spec}
    chart = kind.from_dict({"data": {"values": []}, **spec, **inside})
    # The schema requires data in every chart, so `from_dict` got empty data.
    # Remove the empty data from a layer, because a layer uses the data of the whole chart.
    if "data" not in spec:
        chart.data = alt.Undefined
    if "layer" in spec:
        chart.layer = [_chart(alt, layer) for layer in spec["layer"]]
    if "spec" in spec:
        chart.spec = _chart(alt, spec["spec"])
    return chart


# Altair writes a specification into the script of a web page as it is. There, `</script>` in a title would end the
# script, and the rest of the title would become part of the page. A word joiner, which is invisible and has no width,
# stops the text from being read as markup in every export, and leaves what is drawn as it is.
_OPENS_MARKUP = re.compile("<(?=[A-Za-z/!?])")
_WORD_JOINER = "\u2060"


def _never_markup(value: Any) -> Any:
    """Return a specification in which no text can be read as HTML markup."""
    if isinstance(value, str):
        return _OPENS_MARKUP.sub(f"<{_WORD_JOINER}", value) if "<" in value else value
    if isinstance(value, dict):
        items = cast("dict[str, object]", value).items()
        return {cast("str", _never_markup(key)): _never_markup(one) for key, one in items}
    if isinstance(value, list):
        return [_never_markup(one) for one in cast("list[object]", value)]
    return value


def _written(words: Any) -> str:
    """Return the text of a title or description, for which Altair accepts several types.

    The value can be a string or a list of lines. It can also be an object or a dict that contains a string or a list.
    """
    plain: Any = words.to_dict() if hasattr(words, "to_dict") else words
    text: Any = cast("dict[str, Any]", plain).get("text") if isinstance(plain, dict) else plain
    lines = cast("list[object]", text) if isinstance(text, list) else [text]
    return " ".join(line for line in lines if isinstance(line, str))
