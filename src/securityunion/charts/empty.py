"""Specifications of charts for which there is nothing to draw: words stand in place of axes, legends and marks."""

from typing import Literal

from securityunion.charts.look import INK, PANEL, TEXT, Spec, specification, spoken

__all__ = ["nothing_drawn"]

_WIDTH = 420
_HEIGHT = 40


def nothing_drawn(
    title: str, subtitle: list[str], words: str, *, shape: Literal["layers", "panels", "one"] = "layers"
) -> Spec:
    """Return a chart that says *words*, of the same *shape* as the chart that would be drawn otherwise.

    An axis without a bar, or squares that are all white, would look like an answer, or like a mistake.

    >>> spec = nothing_drawn("Gaps", ["2020-12-09"], "There is none.")
    >>> spec["description"], spec["data"]["values"]
    ('Gaps. 2020-12-09. There is none.', [{'says': 'There is none.'}])
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
        # Vega-Lite leaves out the title of a panel on no other word than this.
        untitled = {"title": None, "labelExpr": "''"}
        body = {"facet": {"field": "says", "type": "nominal", "header": untitled}, "spec": body}
    elif shape == "one":
        body = {**panel, **text}
    values = [{"says": words}]
    return specification(title, subtitle, f"{'. '.join([title, *subtitle])}. {words}", data={"values": values}, **body)
