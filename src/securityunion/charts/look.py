"""Define the look of charts: colours, the hatch for unknown values, axes, legends and titles.

The functions return parts of Vega-Lite specifications. The charts do not set a `config` or a `background`, because
Altair cannot combine charts that have these settings. Marks are drawn on a white panel. The words around the panel
take their colours from the theme, so that the words suit the background of the theme.
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

# The blue comes from the palette of Okabe and Ito. A test checks the contrasts.
# Blue, grey and white differ in lightness, so readers can distinguish them even in black-and-white print.
CERTAIN = "#0072B2"
UNKNOWN = "#888888"
UNKNOWN_GROUND = "#EEEEEE"
NO = "#FFFFFF"

INK = "#222222"
QUIET = "#595959"  # used for frames and for less important words
GRID = "#BBBBBB"

# The panel is white under every theme, because white means "no" and the colours are chosen for a white background.
PANEL: Spec = {"fill": NO, "stroke": None}

# The institutions that act in nearly all procedures have colours from the palette of Okabe and Ito.
# All other institutions have dark colours. Every colour contrasts with white, and each institution has its own shape.
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

TEXT = 12  # pixels, readable without zooming
_LINE = 13
_GAP = 8
_MOST_TICKS = 7


def hatch(lines: int, *, weight: float = 1 / 3) -> Spec:
    """Return the fill for unknown values: horizontal grey lines on a lighter grey.

    The fill is a gradient with hard edges, because Vega does not have patterns. The gradient stretches with the mark.

    Args:
        lines: the number of lines.
        weight: the fraction of the area that the lines cover. A third is easy to see. A tenth suits a background.

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
    return {"gradient": "linear", "x1": 0, "y1": 0, "x2": 0, "y2": 1, "stops": stops}


def filled_by(field: str, labels: Mapping[Truth, str], unknown: Spec) -> Spec:
    """Return the colour channel for a field of labels, such as "Outstanding" and "Unknown".

    Args:
        field: the name of the field.
        labels: the label for each truth.
        unknown: the fill for UNKNOWN.

    >>> filled_by("late", {Truth.YES: "Late"}, hatch(2))["scale"]
    {'domain': ['Late'], 'range': ['#0072B2']}
    """
    # The schema of Vega-Lite does not allow a gradient in a range, but it allows an expression that gives a gradient.
    looks: dict[Truth, object] = {Truth.YES: CERTAIN, Truth.UNKNOWN: {"expr": json.dumps(unknown)}, Truth.NO: NO}
    scale = {"domain": list(labels.values()), "range": [looks[truth] for truth in labels]}
    return {"field": field, "type": "nominal", "scale": scale, "legend": legend()}


def part_drawn(label: str, *, start: str, end: str) -> list[Spec]:
    """Return the transforms of a layer that draws one part of each bar.

    The part reaches from the value of the field *start* to the value of the field *end*. Empty parts are left out. The
    transforms add the field `part`, which contains *label*, for the legend.

    >>> part_drawn("Unknown", start="at_least", end="bar_end")
    [{'filter': 'datum.bar_end > datum.at_least'}, {'calculate': '"Unknown"', 'as': 'part'}]
    """
    return [{"filter": f"datum.{end} > datum.{start}"}, {"calculate": json.dumps(label), "as": "part"}]


def layered(layers: Iterable[Spec]) -> Spec:
    """Return *layers* with a single legend, and with colours that stay the same when charts are combined.

    The layers have independent scales. Otherwise Vega-Lite would give combined charts the colours of the first chart,
    and a hatched bar could become solid.

    >>> one = {"mark": "bar", "encoding": {"color": {"field": "part", "legend": {}}}}
    >>> made = layered([one, one])
    >>> [layer["encoding"]["color"]["legend"] for layer in made["layer"]]
    [{}, None]
    """
    changed: list[Spec] = []
    shown = False
    for one in layers:
        encoding = one["encoding"]
        # Vega-Lite draws a legend for each independent scale, so keep only the first legend.
        again = {"color": {**encoding["color"], "legend": None}} if shown and "color" in encoding else {}
        changed.append({**one, "encoding": {**encoding, **again}})
        shown = shown or "color" in encoding
    return {"layer": changed, "resolve": {"scale": {"color": "independent", "shape": "independent"}}}


def legend(**more: object) -> Spec:
    """Return a legend above the chart, with labels that are never cut off.

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
        "symbolStrokeColor": UNKNOWN,  # this grey is visible on white pages and on dark pages
        "symbolStrokeWidth": 1,
        **more,
    }


def axis(title: str, **more: object) -> Spec:
    """Return an axis with readable labels that are never cut off.

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
    """Return the ticks of an axis from 0 to *most*, which are at most seven whole numbers.

    The step between ticks is 1, 2, 5, 10 and so on. On a short axis, Vega itself would add ticks between whole numbers,
    such as 0.5, and label them as whole numbers.

    >>> whole_steps(2), whole_steps(27)
    ([0, 1, 2], [0, 5, 10, 15, 20, 25])
    """
    steps = (digit * 10**power for power in count() for digit in (1, 2, 5))
    step = next(step for step in steps if most // step < _MOST_TICKS)
    return list(range(0, most + 1, step))


def label_lines(lines: Mapping[str, list[str]]) -> str:
    """Return the Vega expression that replaces the ids on an axis with lines of text.

    The data contain ids instead of titles, because titles are not always unique.

    >>> label_lines({"nis": ["Network", "security"]})
    '{"nis": ["Network", "security"]}[datum.value]'
    """
    return f"{json.dumps(lines)}[datum.value]"


def rows(field: str, title: str, lines: Mapping[str, list[str]]) -> tuple[Spec, int]:
    """Return the y channel of a chart with rows, and the height of each row in pixels.

    Args:
        field: the name of the field that contains the ids of the rows.
        title: the title of the axis.
        lines: the lines of text for each id, in the order of the rows.

    >>> lines = {"nis": ["Network", "security"], "pnr": ["PNR"]}
    >>> channel, height = rows("act", "Act", lines)
    >>> channel["scale"]["domain"], height
    (['nis', 'pnr'], 34)
    """
    most = max(map(len, lines.values()), default=1)
    # Vega puts the first line of a label at the middle of the row.
    # So raise every label that has several lines, until the middle of the label is at the middle of the row.
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
    """Return the channels that pass the field `says` of each mark to tooltips and screen readers.

    >>> sorted(spoken())
    ['description', 'tooltip']
    """
    says = {"field": "says", "type": "nominal"}
    return {"tooltip": says, "description": says}


def specification(title: str, subtitle: list[str], description: str, **body: object) -> Spec:
    """Return the specification of a chart with a title and an alternative text.

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
