"""Specify charts without data, which show a sentence instead of axes, legends and marks."""

from typing import Literal

from securityunion.charts.look import INK, PANEL, TEXT, Spec, specification, spoken

__all__ = ["nothing_drawn"]

_WIDTH = 420
_HEIGHT = 40


def nothing_drawn(
    title: str, subtitle: list[str], words: str, *, shape: Literal["layers", "panels", "one"] = "layers"
) -> Spec:
    """Return a chart that shows the sentence *words* instead of data.

    A chart without bars, or a map of white squares, could be mistaken for a result of zero.

    Args:
        title: the title of the chart.
        subtitle: the lines below the title.
        words: the sentence.
        shape: the kind of chart that would show the data if there were any: layers, panels, or one plain chart.

    >>> spec = nothing_drawn("Obligations", ["2020-12-09"], "There are none.")
    >>> spec["description"]
    'Obligations. 2020-12-09. There are none.'
    >>> spec["data"]["values"]
    [{'says': 'There are none.'}]
    """
    text = {
        "mark": {"type": "text", "align": "left", "baseline": "middle", "fontSize": TEXT, "color": INK},
        "encoding": {
            "x": {"value": 4},
            "y": {"value": _HEIGHT / 2},
            "text": {"field": "says", "type": "nominal"},
            **spoken(),
        },
    }
    panel = {"width": _WIDTH, "height": _HEIGHT, "view": PANEL}
    body: Spec = {**panel, "layer": [text]}
    if shape == "panels":
        # Vega-Lite omits the title of a panel only if the label of the panel is an empty expression.
        untitled = {"title": None, "labelExpr": "''"}
        body = {"facet": {"field": "says", "type": "nominal", "header": untitled}, "spec": body}
    elif shape == "one":
        body = {**panel, **text}
    values = [{"says": words}]
    return specification(title, subtitle, f"{'. '.join([title, *subtitle])}. {words}", data={"values": values}, **body)
