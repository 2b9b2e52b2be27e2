"""How charts look: colours, the hatch of what is not known, axes, legends and titles.

Everything here is a piece of a Vega-Lite specification, a plain dict. It stands in the specification itself and not in
its `config`: charts with a `config` of their own could not be put together to larger ones. For the same reason no chart
has a `background`. What is drawn stands on a white panel; the words around it have the colours of the theme, which
fit the background of the theme.
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

# A blue of Okabe and Ito's palette, grey lines and white: told apart by lightness alone, so also in print without
# colour and by readers who see none. A test holds the contrasts.
CERTAIN = "#0072B2"
UNKNOWN = "#888888"
UNKNOWN_GROUND = "#EEEEEE"
NO = "#FFFFFF"

INK = "#222222"
QUIET = "#595959"  # words of less weight, and frames
GRID = "#BBBBBB"

# What a chart is drawn on, whatever the theme: "certainly not so" is white, and the colours are chosen for white.
PANEL: Spec = {"fill": NO, "stroke": None}

# Four colours of the same palette for those who act in nearly all procedures, dark ones for the others: all stand out
# from white, and each has a shape of its own as well.
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

TEXT = 12  # pixels: what can be read at 100 %
_LINE = 13
_GAP = 8
_MOST_TICKS = 7


def hatch(lines: int, *, slanted: bool = False, weight: float = 1 / 3) -> Spec:
    """Return a fill of so many grey lines on a lighter grey, level or slanted: the look of what is not known.

    Vega has no patterns, but it has gradients, and one with hard edges is a hatch. It stretches with what it fills:
    slanted lines are for squares, level ones for bars of one height. The *weight* is the part that the lines cover:
    a third can be told apart at a glance, a tenth lies behind other marks without hiding them.

    >>> [(round(stop["offset"], 2), stop["color"]) for stop in hatch(1)["stops"]]
    [(0.0, '#EEEEEE'), (0.33, '#EEEEEE'), (0.33, '#888888'), (0.67, '#888888'), (0.67, '#EEEEEE'), (1.0, '#EEEEEE')]
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
    """Return the colour channel over a *field* that holds *labels*, each that of a truth; *unknown* fills UNKNOWN.

    >>> filled_by("late", {Truth.YES: "Late"}, hatch(2))["scale"]
    {'domain': ['Late'], 'range': ['#0072B2']}
    """
    # By its schema, Vega-Lite takes no gradient in a range, but it takes an expression, and a gradient is one.
    looks: dict[Truth, object] = {Truth.YES: CERTAIN, Truth.UNKNOWN: {"expr": json.dumps(unknown)}, Truth.NO: NO}
    scale = {"domain": list(labels.values()), "range": [looks[truth] for truth in labels]}
    return {"field": field, "type": "nominal", "scale": scale, "legend": legend()}


def part_drawn(label: str, *, start: str, end: str) -> list[Spec]:
    """Return the transforms of a layer that draws one part of each bar, if it has a length: `part` is its *label*.

    >>> part_drawn("Unknown", start="at_least", end="bar_end")
    [{'filter': 'datum.bar_end > datum.at_least'}, {'calculate': '"Unknown"', 'as': 'part'}]
    """
    return [{"filter": f"datum.{end} > datum.{start}"}, {"calculate": json.dumps(label), "as": "part"}]


def layered(layers: Iterable[Spec]) -> Spec:
    """Return *layers* that keep their colours where charts are put together, with one legend.

    There, Vega-Lite gives all charts the colours of the first: a hatch could become solid.

    >>> one = {"mark": "bar", "encoding": {"color": {"field": "part", "legend": {}}}}
    >>> [layer["encoding"]["color"]["legend"] for layer in layered([one, one])["layer"]]
    [{}, None]
    """
    kept: list[Spec] = []
    shown = False
    for one in layers:
        encoding = one["encoding"]
        again = {"color": {**encoding["color"], "legend": None}} if shown and "color" in encoding else {}
        kept.append({**one, "encoding": {**encoding, **again}})
        shown = shown or "color" in encoding
    return {"layer": kept, "resolve": {"scale": {"color": "independent", "shape": "independent"}}}


def legend(**more: object) -> Spec:
    """Return a legend above the chart, with text that is not cut.

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
        "symbolStrokeColor": UNKNOWN,  # stands out from a white page and from a dark one
        "symbolStrokeWidth": 1,
        **more,
    }


def axis(title: str, **more: object) -> Spec:
    """Return an axis with text that can be read and is not cut.

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
    """Return the whole numbers that an axis from 0 to *most* shows: at most seven, in steps of 1, 2, 5, 10 and so on.

    Vega divides a short axis further, and would write 0.5 without its fraction.

    >>> whole_steps(2), whole_steps(27)
    ([0, 1, 2], [0, 5, 10, 15, 20, 25])
    """
    steps = (digit * 10**power for power in count() for digit in (1, 2, 5))
    step = next(step for step in steps if most // step < _MOST_TICKS)
    return list(range(0, most + 1, step))


def label_lines(lines: Mapping[str, list[str]]) -> str:
    """Return the expression that writes lines of text in place of ids.

    The data keep the ids, which are unique as titles need not be.

    >>> label_lines({"nis": ["Network", "security"]})
    '{"nis": ["Network", "security"]}[datum.value]'
    """
    return f"{json.dumps(lines)}[datum.value]"


def rows(field: str, title: str, lines: Mapping[str, list[str]]) -> tuple[Spec, int]:
    """Return the channel y with a row for each id of *lines*, in their order, and the height of a row in pixels.

    >>> channel, height = rows("act", "Act", {"nis": ["Network", "security"], "pnr": ["PNR"]})
    >>> channel["scale"]["domain"], height
    (['nis', 'pnr'], 34)
    """
    most = max(map(len, lines.values()), default=1)
    # A label stands with its first line at the middle of the row; where it has more lines, their middle belongs there.
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
    """Return the channels that say of each mark what the field `says` of its row holds: to the eye and to the ear.

    >>> sorted(spoken())
    ['description', 'tooltip']
    """
    says = {"field": "says", "type": "nominal"}
    return {"tooltip": says, "description": says}


def specification(title: str, subtitle: list[str], description: str, **body: object) -> Spec:
    """Return a specification with its title and its alternative text.

    >>> specification("Gaps", ["on 2020-12-09"], "Bar chart.", mark="bar")["description"]
    'Bar chart.'
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
