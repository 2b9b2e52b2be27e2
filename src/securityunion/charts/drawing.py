"""Create Altair charts from specifications."""

import re
from importlib import import_module
from typing import Any, cast

from securityunion._util.optional import requires_extra
from securityunion.charts.look import Spec
from securityunion.charts.offline import offline_class

__all__ = ["drawn"]


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


def _chart(alt: Any, spec: Spec) -> Any:
    """Return the chart that *spec* describes, and make its layers and panels charts, too.

    `from_dict` alone would turn the layers into plain schema objects, which lack methods such as `interactive`.
    """
    kind = offline_class("FacetChart" if "facet" in spec else "LayerChart" if "layer" in spec else "Chart")
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
