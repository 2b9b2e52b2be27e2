"""Turn Altair charts into SVG pictures with an alternative text."""

from html import escape
from importlib import import_module
from io import StringIO
from typing import TYPE_CHECKING, Any, cast

from securityunion._util.optional import requires_extra

if TYPE_CHECKING:
    import altair as alt

__all__ = ["svg"]


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


def _written(words: Any) -> str:
    """Return the text of a title or description, for which Altair accepts several types.

    The value can be a string or a list of lines. It can also be an object or a dict that contains a string or a list.
    """
    plain: Any = words.to_dict() if hasattr(words, "to_dict") else words
    text: Any = cast("dict[str, Any]", plain).get("text") if isinstance(plain, dict) else plain
    lines = cast("list[object]", text) if isinstance(text, list) else [text]
    return " ".join(line for line in lines if isinstance(line, str))
