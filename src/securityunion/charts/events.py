"""Specify the timeline of a procedure, with its events and the days on which events may be missing."""

from collections.abc import Iterator
from datetime import date
from math import ceil

from securityunion._util.arguments import check_day, check_instance
from securityunion._util.text import counted
from securityunion.charts.empty import nothing_drawn
from securityunion.charts.labels import label, listed
from securityunion.charts.look import (
    GRID,
    INK,
    INSTITUTIONS,
    NO,
    PANEL,
    UNKNOWN,
    Spec,
    axis,
    hatch,
    layered,
    legend,
    rows,
    specification,
    spoken,
)
from securityunion.model.procedure import Event, EventKind, Procedure

__all__ = ["event_points"]

_WIDTH = 560
_EPOCH = date(1970, 1, 1)
_DAY = 86_400_000  # milliseconds
_LEAST_MARGIN = 15 * _DAY
_MONTH, _YEAR = 30, 365  # days, approximately
_MOST_TICKS = 8
_APART = 10  # pixels between two labels
_LINES = 4
_LIGHT = 0.12
_POINT = {"type": "point", "filled": True, "size": 120, "opacity": 1}
_ORDER = {kind: place for place, kind in enumerate(EventKind)}


def event_points(procedure: Procedure, *, on: date | None) -> Spec:
    """Return a timeline of the events of a procedure in chronological order, with a row for each event.

    If the day of an event is unknown, the event comes last and is a dashed line across all days. The days after
    `known_until` are hatched, because events on these days may be missing. A vertical line marks the day *on*.

    Raises:
        ValueError: if the procedure has no known day and *on* is None.
        TypeError: if *on* is not a date without time.

    >>> import securityunion as su
    >>> initiative = su.find(su.first_progress_report(), "2018/0331(COD)")
    >>> spec = event_points(initiative.procedures[0], on=None)
    >>> spec["data"]["values"][1]["says"]
    'General approach (Council): 2018-12-06'
    """
    if on is not None:
        check_day("on", on)
    check_instance("procedure", procedure, Procedure)
    events = sorted(procedure.events, key=_in_time)
    values = [
        {
            "event": str(number),
            "kind": event.kind.value,
            "by": INSTITUTIONS[event.by][0],
            "on": None if event.on is None else event.on.isoformat(),
            "says": f"{label(event.kind)} ({INSTITUTIONS[event.by][0]}): {_day(event)}",
        }
        for number, event in enumerate(events, start=1)
    ]
    first, last = _ends(procedure, on)
    title = f"Events of procedure {procedure.reference}"
    successors, marked = list(_successors(procedure)), [] if on is None else [_day_and_stage(procedure, on)]
    if not events:
        return nothing_drawn(title, [*successors, *marked], _emptiness(procedure))
    notes = [_completeness(procedure), *successors, *(f"Vertical line: {one}" for one in marked)]
    lines = {str(number): [label(event.kind), _day(event)] for number, event in enumerate(events, start=1)}
    y, height = rows("event", "Event", lines)
    x: Spec = {
        "type": "temporal",
        "scale": {"type": "utc", "domain": [first, last]},
        "axis": axis("Day", grid=False, format="%Y-%m", tickCount=_ticks(first, last), labelSeparation=_APART),
    }
    known, unknown = [{"filter": "isValid(datum.on)"}], [{"filter": "!isValid(datum.on)"}]
    actors = {name: look for by, (name, *look) in INSTITUTIONS.items() if any(event.by is by for event in events)}
    symbols = legend(columns=4, symbolStrokeColor=NO, symbolSize=140)  # this white edge is visible only on a dark page
    by: Spec = {"field": "by", "type": "nominal", "legend": symbols}
    layers: list[Spec] = []
    if procedure.known_until is not None:
        # Each row has an even number of hatch lines, so that no line crosses the event in the middle of the row.
        fill = hatch(_LINES * len(events), weight=_LIGHT)
        layers.append(_upright({"type": "rect", "fill": fill}, x, procedure.known_until, to_the_end=True))
    if on is not None:
        layers.append(_upright({"type": "rule", "color": INK, "strokeWidth": 1.5}, x, on))
    layers += [
        {
            "transform": known,
            "mark": {"type": "rule", "color": GRID, "aria": False},
            "encoding": {"y": y, "x": {"field": "on", **x}, "x2": {"value": 0}},
        },
        {
            "transform": unknown,
            "mark": {"type": "rule", "color": UNKNOWN, "strokeDash": [6, 4], "strokeWidth": 2},
            "encoding": {"y": y, "x": {"value": 0}, "x2": {"value": "width"}, **spoken()},
        },
        {
            "transform": known,
            # A white halo separates the point from the lines behind it.
            "mark": {**_POINT, "shape": "circle", "size": 280, "color": NO, "aria": False},
            "encoding": {"y": y, "x": {"field": "on", **x}},
        },
        {
            "transform": known,
            "mark": _POINT,
            "encoding": {
                "y": y,
                "x": {"field": "on", **x},
                "color": {**by, "scale": {"domain": list(actors), "range": [color for color, _ in actors.values()]}},
                "shape": {**by, "scale": {"domain": list(actors), "range": [shape for _, shape in actors.values()]}},
                **spoken(),
            },
        },
    ]
    return specification(
        title,
        notes,
        f"Timeline of procedure {procedure.reference}: {counted(len(events), 'event')}. {'. '.join(notes)}. "
        f"{listed(values)}",
        data={"values": values},
        width=_WIDTH,
        height={"step": height},
        view=PANEL,
        **layered(layers),
    )


def _ends(procedure: Procedure, on: date | None) -> tuple[int, int]:
    """Return the start and the end of the time axis in milliseconds, with a margin around all known days."""
    recorded = (*(event.on for event in procedure.events), procedure.known_until, on)
    days = [_milliseconds(day) for day in recorded if day is not None]
    if not days:
        raise ValueError(
            f"procedure {procedure.reference} has no known day; add the day of an event or `known_until`, or pass `on`"
        )
    margin = max((max(days) - min(days)) // 25, _LEAST_MARGIN)
    return min(days) - margin, max(days) + margin


def _ticks(first: int, last: int) -> Spec:
    """Return the interval between ticks, in months or years, that gives at most nine ticks."""
    days = (last - first) / _DAY / _MOST_TICKS
    for step in (1, 2, 3, 6):
        if days <= step * _MONTH:
            return {"interval": "month", "step": step}
    return {"interval": "year", "step": ceil(days / _YEAR)}


def _upright(mark: Spec, x: Spec, day: date, *, to_the_end: bool = False) -> Spec:
    """Return a layer over the whole height of the chart: a line at *day*, or an area from *day* to the last day."""
    encoding: Spec = {"x": {**x, "datum": _milliseconds(day)}}
    if to_the_end:
        encoding["x2"] = {"value": "width"}
    return {"data": {"values": [{}]}, "mark": {**mark, "aria": False}, "encoding": encoding}


def _completeness(procedure: Procedure) -> str:
    if procedure.known_until is None:
        return "The day up to which all events are recorded is unknown"
    return f"All events up to {procedure.known_until} are recorded; later events may be missing (hatched)"


def _emptiness(procedure: Procedure) -> str:
    if procedure.known_until is None:
        return "No events are recorded, but some may have happened."
    return f"No events happened up to {procedure.known_until}, but some may have happened later."


def _successors(procedure: Procedure) -> Iterator[str]:
    if procedure.split_into:
        yield f"Split into {', '.join(procedure.split_into)}"
    if procedure.replaced_by is not None:
        yield f"Replaced by {procedure.replaced_by}"


def _day_and_stage(procedure: Procedure, on: date) -> str:
    stage = procedure.stage(on=on)
    return f"{on}, {'stage unknown' if stage is None else label(stage).lower()}"


def _in_time(event: Event) -> tuple[bool, date, int]:
    return event.on is None, event.on or date.max, _ORDER[event.kind]


def _day(event: Event) -> str:
    return "day unknown" if event.on is None else event.on.isoformat()


def _milliseconds(day: date) -> int:
    return (day - _EPOCH).days * _DAY
