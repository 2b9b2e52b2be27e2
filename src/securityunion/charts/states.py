"""Specify the charts by Member State, which are a map of equal squares and a heat map of obligations."""

from datetime import date

from securityunion._util.text import counted
from securityunion.charts.empty import nothing_drawn
from securityunion.charts.labels import dated, folded, listed, obligation_names
from securityunion.charts.look import (
    INK,
    PANEL,
    QUIET,
    TEXT,
    Spec,
    axis,
    filled_by,
    hatch,
    layered,
    part_drawn,
    rows,
    specification,
    spoken,
)
from securityunion.charts.tiles import TILES
from securityunion.model.obligation import Duty, Obligation
from securityunion.model.report import ProgressReport
from securityunion.queries.completeness import obligations_complete
from securityunion.queries.counts import outstanding_by_state
from securityunion.queries.select import obligations
from securityunion.values.member_state import MemberState, member_states
from securityunion.values.truth import Answer, Truth
from securityunion.views.labels import brief_count, explanation

__all__ = ["heat_cells", "map_tiles"]

_KNOWN = {Truth.YES: "Outstanding", Truth.UNKNOWN: "Unknown", Truth.NO: "Not outstanding"}
_TILE = 62
_COLUMNS = 1 + max(column for column, _ in TILES.values())
_LINES = 1 + max(line for _, line in TILES.values())
_CELL = 18
_CODE = 11  # this size is in pixels; two letters just fit into a cell

# Each side of a tile has a length of 1. A tile has a margin and a frame.
# Inside the frame are the code of the Member State, the count below the code, and the bar at the bottom.
_PLACES = {
    "left": "datum.column + 0.04",
    "margin": "datum.column + 0.14",
    "certain": "datum.left + 0.92 * datum.at_least / datum.obligations",
    "possible": "datum.left + 0.92 * datum.bar_end / datum.obligations",
    "right": "datum.column + 0.96",
    "top": "datum.line + 0.04",
    "heading": "datum.line + 0.21",
    "writing": "datum.line + 0.46",
    "middle": "datum.line + 0.62",
    "bottom": "datum.line + 0.96",
}


def map_tiles(report: ProgressReport) -> Spec:
    """Return a map of the Union, with a square for each Member State and a bar in each square.

    The bar represents all obligations of the report. It is solid for outstanding obligations, hatched for obligations
    whose status is unknown, and white for the rest.

    >>> import securityunion as su
    >>> spec = map_tiles(su.first_progress_report())
    >>> [row["label"] for row in spec["data"]["values"] if row["code"] == "DK"]
    ['0\u20137']
    """
    title = f"Outstanding obligations by Member State on {report.published}"
    every = len(obligations(report))
    listed_only = "" if obligations_complete(report) else " listed"
    if not every:
        return nothing_drawn(title, [dated(report)], explanation(report))
    values = [
        {
            "state": state.value,
            "code": state.eu_code,
            "name": state.short_name,
            "column": TILES[state][0],
            "line": TILES[state][1],
            "at_least": bounds.at_least,
            "at_most": bounds.at_most,
            # A bar without a known end is hatched to the edge of the tile.
            "bar_end": every if bounds.at_most is None else bounds.at_most,
            "obligations": every,
            "label": brief_count(bounds),
            "says": f"{state.short_name}: {brief_count(bounds)} of {every}{listed_only}",
        }
        for state, bounds in outstanding_by_state(report).items()
    ]
    some = f"Number of obligations outstanding in each Member State, out of {every}{listed_only}"
    return specification(
        title,
        [some, report.title],
        f"Map of the Union in equal squares: {some[0].lower()}{some[1:]}. {dated(report)}. {listed(values)}",
        data={"values": values},
        width=_TILE * _COLUMNS,
        height=_TILE * _LINES,
        view=PANEL,
        transform=[{"calculate": expression, "as": name} for name, expression in _PLACES.items()],
        encoding=spoken(),
        **layered(
            [
                _part(Truth.YES, "left", "certain"),
                _part(Truth.UNKNOWN, "certain", "possible"),
                _part(Truth.NO, "possible", "right"),
                _frame("middle", aria=False),
                _frame("top"),
                _text("code", "heading", fontSize=14, fontWeight="bold"),
                _text("label", "writing", fontSize=TEXT),
            ]
        ),
    )


def heat_cells(report: ProgressReport, *, duty: Duty | str | None) -> Spec:
    """Return a heat map with a row for each obligation and a column for each Member State.

    There is a column for each State that was a Member State on the report's day.

    Raises:
        NotFoundError: if *duty* is not the value of a `Duty`.

    >>> import securityunion as su
    >>> spec = heat_cells(su.first_progress_report(), duty=None)
    >>> cells = [row for row in spec["data"]["values"] if row["code"] == "DK"]
    >>> [cell["outstanding"] for cell in cells][:2]
    ['Unknown', 'Not outstanding']
    """
    chosen, names = obligations(report, duty=duty), obligation_names(report)
    title = f"Status of each obligation in each Member State on {report.published}"
    if not chosen:
        none = explanation(report) if duty is None else f"The report lists no obligations with the duty to {duty}."
        return nothing_drawn(title, [dated(report)], none, shape="one")
    states = member_states(on=report.published)
    values = [
        {
            "obligation": obligation.id,
            "title": names[obligation.id],
            "state": state.value,
            "code": state.eu_code,
            "outstanding": _KNOWN[truth],
            "says": f"{names[obligation.id]}, {state.short_name}: {_KNOWN[truth].lower()}",
        }
        for obligation in chosen
        for state, truth in obligation.outstanding_among(states, on=report.published).items()
    ]
    y, height = rows("obligation", "Obligation", {one.id: folded(names[one.id], 40, most=3) for one in chosen})
    some = f"{counted(len(chosen), 'obligation')} and {counted(len(states), 'Member State')}, as recorded in the report"
    return specification(
        title,
        [some, report.title],
        f"Heat map of {some}. {dated(report)}. "
        f"{listed({'says': f'{names[one.id]}: {_summary(one, states, report.published)}'} for one in chosen)}",
        data={"values": values},
        width={"step": _CELL},
        height={"step": height},
        view=PANEL,
        mark={"type": "rect", "stroke": QUIET, "strokeWidth": 0.5},
        encoding={
            "x": {
                "field": "code",
                "type": "nominal",
                "scale": {"domain": sorted(state.eu_code for state in states)},
                "axis": axis(
                    "Member State", orient="top", labelAngle=0, labelFontSize=_CODE, ticks=False, domain=False
                ),
            },
            "y": y,
            "color": filled_by("outstanding", _KNOWN, hatch(4)),
            **spoken(),
        },
    )


def _between(channel: str, start: str, end: str) -> Spec:
    last = _COLUMNS if channel == "x" else _LINES
    scale = {"domain": [0, last], "nice": False, "reverse": channel == "y"}
    return {
        channel: {"field": start, "type": "quantitative", "scale": scale, "axis": None},
        f"{channel}2": {"field": end},
    }


def _part(truth: Truth, start: str, end: str) -> Spec:
    color = filled_by("part", _KNOWN, hatch(4))
    return {
        "transform": part_drawn(_KNOWN[truth], start=start, end=end),
        "mark": {"type": "rect", "aria": False},
        "encoding": {**_between("x", start, end), **_between("y", "middle", "bottom"), "color": color},
    }


def _frame(top: str, **mark: object) -> Spec:
    return {
        "mark": {"type": "rect", "fill": "transparent", "stroke": QUIET, **mark},
        "encoding": {**_between("x", "left", "right"), **_between("y", top, "bottom")},
    }


def _text(field: str, height: str, **mark: object) -> Spec:
    """Return text on a tile. Screen readers skip this text, because they read the description of the frame."""
    return {
        "mark": {"type": "text", "align": "left", "baseline": "middle", "color": INK, "aria": False, **mark},
        "encoding": {
            "x": _between("x", "margin", "right")["x"],
            "y": _between("y", height, "bottom")["y"],
            "text": {"field": field, "type": "nominal"},
        },
    }


def _summary(obligation: Obligation, states: tuple[MemberState, ...], on: date) -> str:
    answer = Answer.sort(obligation.outstanding_among(states, on=on).items())
    parts = ((_KNOWN[Truth.YES], answer.yes), (_KNOWN[Truth.UNKNOWN], answer.unknown), (_KNOWN[Truth.NO], answer.no))
    return "; ".join(f"{label.lower()} in {_codes(found, states)}" for label, found in parts if found)


def _codes(found: tuple[MemberState, ...], states: tuple[MemberState, ...]) -> str:
    return "all Member States" if len(found) == len(states) else ", ".join(state.eu_code for state in found)
