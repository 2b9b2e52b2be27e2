"""The look of charts: colours, the hatch for unknown values, axes, legends and titles.

Each function returns a part of a Vega-Lite specification, as a plain dict. Charts do not have a `config` or a
`background`, because Altair does not combine charts that do. Marks are drawn on a white panel. The words around the
panel take their colours from the theme, so that they fit its background.
"""

import json
from collections.abc import Iterable, Mapping
from itertools import count, pairwise
from typing import Any

from securityunion.model.procedure import Institution
from securityunion.values.truth import Truth
from securityunion.views.labels import SEVERAL, words

__all__ = [
    "CERTAIN",
    "GRID",
    "INK",
    "INSTITUTIONS",
    "NO",
    "PANEL",
    "QUIET",
    "TEXT",
    "UNKNOWN",
    "UNKNOWN_GROUND",
    "Spec",
    "axis",
    "filled_by",
    "hatch",
    "label_lines",
    "layered",
    "legend",
    "part_drawn",
    "rows",
    "specification",
    "spoken",
    "whole_steps",
]

Spec = dict[str, Any]

# A blue from the palette of Okabe and Ito, grey lines and white. They differ in lightness, so that they can be
# distinguished without colour, in print or by the reader. A test checks the contrasts.
CERTAIN = "#0072B2"
UNKNOWN = "#888888"
UNKNOWN_GROUND = "#EEEEEE"
NO = "#FFFFFF"

INK = "#222222"
QUIET = "#595959"  # less important words, and frames
GRID = "#BBBBBB"

# The panel is white under every theme, because white means "no" and the colours are chosen for a white background.
PANEL: Spec = {"fill": NO, "stroke": None}

# Colours of the same palette for the institutions that act in nearly all procedures, dark colours for the others. All
# contrast with white, and each institution also has its own shape.
_RING = "M-1,0A1,1,0,1,1,1,0A1,1,0,1,1,-1,0ZM-.5,0A.5,.5,0,1,0,.5,0A.5,.5,0,1,0,-.5,0Z"
INSTITUTIONS: Mapping[Institution | None, tuple[str, str, str]] = {
    Institution.COMMISSION: (words(Institution.COMMISSION), CERTAIN, "circle"),
    Institution.EUROPEAN_PARLIAMENT: (words(Institution.EUROPEAN_PARLIAMENT), "#D55E00", "square"),
    Institution.COUNCIL: (words(Institution.COUNCIL), "#009E73", "triangle-up"),
    Institution.EUROPEAN_COUNCIL: (words(Institution.EUROPEAN_COUNCIL), "#000000", "diamond"),
    Institution.COURT_OF_JUSTICE: (words(Institution.COURT_OF_JUSTICE), "#882255", "cross"),
    Institution.EUROPEAN_CENTRAL_BANK: (words(Institution.EUROPEAN_CENTRAL_BANK), "#332288", "triangle-down"),
    Institution.COURT_OF_AUDITORS: (words(Institution.COURT_OF_AUDITORS), "#7A5200", "triangle-right"),
    None: (SEVERAL.capitalize(), QUIET, _RING),
}

TEXT = 12  # pixels: readable at 100 %
_LINE = 13
_GAP = 8
_MOST_TICKS = 7


def hatch(lines: int, *, slanted: bool = False, weight: float = 1 / 3) -> Spec:
    """Return the fill for unknown values: grey lines on a lighter grey.

    The fill is a gradient with hard edges, because Vega does not have patterns. It stretches with the mark that it
    fills, so slanted lines suit squares and horizontal lines suit bars of one height.

    Args:
        lines: the number of lines.
        slanted: whether the lines are slanted; otherwise they are horizontal.
        weight: the part of the area that the lines cover. A third is visible at a glance. A tenth is light enough to be
            a background for other marks.

    >>> for stop in hatch(1)["stops"]:
    ...     print(round(stop["offset"], 2), stop["color"])
    0.0 #EEEEEE
    0.33 #EEEEEE
    0.33 #888888
    0.67 #888888
    0.67 #EEEEEE
    1.0 #EEEEEE
    """
    edges = (0, (1 - weight) / 2, (1 + weight) / 2, 1)
    stops = [
        {"offset": (line + edge) / lines, "color": color}
        for line in range(lines)
        for ends, color in zip(pairwise(edges), (UNKNOWN_GROUND, UNKNOWN, UNKNOWN_GROUND), strict=True)
        for edge in ends
    ]
    return {"gradient": "linear", "x1": 0, "y1": 0, "x2": int(slanted), "y2": 1, "stops": stops}


def filled_by(field: str, labels: Mapping[Truth, str], unknown: Spec) -> Spec:
    """Return the colour channel of a field.

    Args:
        field: the field, which contains labels.
        labels: the label for each truth.
        unknown: the fill for UNKNOWN.

    >>> filled_by("late", {Truth.YES: "Late"}, hatch(2))["scale"]
    {'domain': ['Late'], 'range': ['#0072B2']}
    """
    # The schema of Vega-Lite does not allow a gradient in a range. It allows an expression, which may be a gradient.
    looks: dict[Truth, object] = {Truth.YES: CERTAIN, Truth.UNKNOWN: {"expr": json.dumps(unknown)}, Truth.NO: NO}
    scale = {"domain": list(labels.values()), "range": [looks[truth] for truth in labels]}
    return {"field": field, "type": "nominal", "scale": scale, "legend": legend()}


def part_drawn(label: str, *, start: str, end: str) -> list[Spec]:
    """Return the transforms of a layer that draws one part of each bar, from the field *start* to the field *end*.

    Empty parts are left out. The field `part` contains the *label*, for the legend.

    >>> part_drawn("Unknown", start="at_least", end="bar_end")
    [{'filter': 'datum.bar_end > datum.at_least'}, {'calculate': '"Unknown"', 'as': 'part'}]
    """
    return [{"filter": f"datum.{end} > datum.{start}"}, {"calculate": json.dumps(label), "as": "part"}]


def layered(layers: Iterable[Spec]) -> Spec:
    """Return *layers* with one legend, and with colours that stay the same when charts are combined.

    Without independent scales, Vega-Lite gives combined charts the colours of the first, and a hatch could become
    solid.

    >>> one = {"mark": "bar", "encoding": {"color": {"field": "part", "legend": {}}}}
    >>> made = layered([one, one])
    >>> [layer["encoding"]["color"]["legend"] for layer in made["layer"]]
    [{}, None]
    """
    changed: list[Spec] = []
    shown = False
    for one in layers:
        encoding = one["encoding"]
        # Independent scales have a legend each: show only the first.
        again = {"color": {**encoding["color"], "legend": None}} if shown and "color" in encoding else {}
        changed.append({**one, "encoding": {**encoding, **again}})
        shown = shown or "color" in encoding
    return {"layer": changed, "resolve": {"scale": {"color": "independent", "shape": "independent"}}}


def legend(**more: object) -> Spec:
    """Return a legend above the chart, with labels that are never cut.

    >>> legend(columns=2)["columns"]
    2
    """
    return {
        "title": None,
        "orient": "top",
        "direction": "horizontal",
        "labelFontSize": TEXT,
        "labelLimit": 0,
        "columnPadding": 20,
        "symbolType": "square",
        "symbolSize": 200,
        "symbolStrokeColor": UNKNOWN,  # visible on a white page and on a dark one
        "symbolStrokeWidth": 1,
        **more,
    }


def axis(title: str, **more: object) -> Spec:
    """Return an axis with readable labels that are never cut.

    >>> axis("Member States")["title"]
    'Member States'
    """
    return {
        "title": title,
        "titleFontSize": TEXT,
        "titlePadding": _GAP,
        "labelFontSize": TEXT,
        "labelLimit": 0,
        **more,
    }


def whole_steps(most: int) -> list[int]:
    """Return the ticks of an axis from 0 to *most*: at most seven whole numbers, in steps of 1, 2, 5, 10 and so on.

    Vega would add ticks between whole numbers on a short axis, and label 0.5 without its fraction.

    >>> whole_steps(2), whole_steps(27)
    ([0, 1, 2], [0, 5, 10, 15, 20, 25])
    """
    steps = (digit * 10**power for power in count() for digit in (1, 2, 5))
    step = next(step for step in steps if most // step < _MOST_TICKS)
    return list(range(0, most + 1, step))


def label_lines(lines: Mapping[str, list[str]]) -> str:
    """Return the expression that replaces ids with lines of text on an axis.

    The data contain ids because titles are not always unique.

    >>> label_lines({"nis": ["Network", "security"]})
    '{"nis": ["Network", "security"]}[datum.value]'
    """
    return f"{json.dumps(lines)}[datum.value]"


def rows(field: str, title: str, lines: Mapping[str, list[str]]) -> tuple[Spec, int]:
    """Return the channel y, and the height of a row in pixels.

    Args:
        field: the field, which contains ids.
        title: the title of the axis.
        lines: the lines of text for each id, in the order of the rows.

    >>> lines = {"nis": ["Network", "security"], "pnr": ["PNR"]}
    >>> channel, height = rows("act", "Act", lines)
    >>> channel["scale"]["domain"], height
    (['nis', 'pnr'], 34)
    """
    most = max(map(len, lines.values()), default=1)
    # Vega puts the first line of a label at the middle of its row. Move labels of several lines up, so that their own
    # middle is there.
    raised = [
        {"test": f"length({json.dumps(lines)}[datum.value]) == {number}", "value": (1 - number) * _LINE / 2}
        for number in range(2, most + 1)
    ]
    labels = {
        "labelExpr": label_lines(lines),
        "labelLineHeight": _LINE,
        "labelPadding": _GAP,
        "labelBaseline": "middle",
        "labelOffset": {"condition": raised, "value": 0} if raised else 0,
        "titleAngle": 0,
        "titleAlign": "right",
        "titleBaseline": "bottom",
        "titleX": -_GAP,
        "titleY": -_GAP,
    }
    channel: Spec = {
        "field": field,
        "type": "nominal",
        "scale": {"domain": list(lines)},
        "axis": axis(title, ticks=False, domain=False, **labels),
    }
    return channel, _LINE * most + _GAP


def spoken() -> Spec:
    """Return the channels that show the field `says` of each mark, as a tooltip and to screen readers.

    >>> sorted(spoken())
    ['description', 'tooltip']
    """
    says = {"field": "says", "type": "nominal"}
    return {"tooltip": says, "description": says}


def specification(title: str, subtitle: list[str], description: str, **body: object) -> Spec:
    """Return a specification.

    Args:
        title: the title.
        subtitle: the lines below the title.
        description: the alternative text.
        body: the other keys of the specification.

    >>> spec = specification("Obligations", ["2020-12-09"], "Bar chart.", mark="bar")
    >>> spec["title"]["text"], spec["description"]
    ('Obligations', 'Bar chart.')
    """
    heading = {
        "text": title,
        "subtitle": subtitle,
        "anchor": "start",
        "frame": "bounds",
        "fontSize": 16,
        "subtitleFontSize": TEXT,
        "subtitlePadding": 4,
        "offset": 12,
    }
    return {"title": heading, "description": description, **body}
