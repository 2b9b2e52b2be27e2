"""Specification of the timeline of a procedure: its events, those without a day, and the days not recorded."""

from collections.abc import Iterator
from datetime import date
from math import ceil

from securityunion._util.arguments import check_day
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
_MONTH, _YEAR = 30, 365  # days, about
_MOST_TICKS = 8
_APART = 10  # pixels between two labels
_LINES = 4
_LIGHT = 0.12
_POINT = {"type": "point", "filled": True, "size": 120, "opacity": 1}
_ORDER = {kind: place for place, kind in enumerate(EventKind)}


def event_points(procedure: Procedure, *, on: date | None) -> Spec:
    """Return a timeline of the events of a procedure, a row for each: those with a day in order, then the others.

    An event of which the day is not known is a dashed line through all days. The days after `known_until`, on which
    more may have happened, are hatched. An upright line marks the day *on*.

    Raises:
        ValueError: where no day at all is known.
        TypeError: where *on* is no plain date.

    >>> import securityunion as su
    >>> spec = event_points(su.find(su.first_progress_report(), "2018/0331(COD)").procedures[0], on=None)
    >>> spec["data"]["values"][1]["says"]
    'General approach, Council: 2018-12-06'
    """
    if on is not None:
        check_day("on", on)
    events = sorted(procedure.events, key=_in_time)
    values = [
        {
            "event": str(number),
            "kind": event.kind.value,
            "by": INSTITUTIONS[event.by][0],
            "on": None if event.on is None else event.on.isoformat(),
            "says": f"{label(event.kind)}, {INSTITUTIONS[event.by][0]}: {_day(event)}",
        }
        for number, event in enumerate(events, start=1)
    ]
    first, last = _ends(procedure, on)
    title = f"Events of procedure {procedure.reference}"
    became, standing = list(_what_became(procedure)), [] if on is None else [_standing(procedure, on)]
    if not events:
        return nothing_drawn(title, [*became, *standing], _emptiness(procedure))
    notes = [_completeness(procedure), *became, *(f"Upright line: {one}" for one in standing)]
    lines = {str(number): [label(event.kind), _day(event)] for number, event in enumerate(events, start=1)}
    y, height = rows("event", "Event", lines)
    x: Spec = {
        "type": "temporal",
        "scale": {"type": "utc", "domain": [first, last]},
        "axis": axis("Day", grid=False, format="%Y-%m", tickCount=_ticks(first, last), labelSeparation=_APART),
    }
    known, unknown = [{"filter": "isValid(datum.on)"}], [{"filter": "!isValid(datum.on)"}]
    actors = {name: look for by, (name, *look) in INSTITUTIONS.items() if any(event.by is by for event in events)}
    symbols = legend(columns=4, symbolStrokeColor=NO, symbolSize=140)  # an edge that shows on a dark page only
    by: Spec = {"field": "by", "type": "nominal", "legend": symbols}
    layers: list[Spec] = []
    if procedure.known_until is not None:
        # An even number of lines to a row, so that no line runs through the middle, where an event stands.
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
            "mark": {**_POINT, "shape": "circle", "size": 280, "color": NO, "aria": False},  # a halo: keeps lines away
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
    """Return where the axis begins and ends: around all days that are known, so that none stands at its edge."""
    recorded = (*(event.on for event in procedure.events), procedure.known_until, on)
    days = [_milliseconds(day) for day in recorded if day is not None]
    if not days:
        raise ValueError(
            f"procedure {procedure.reference} has no known day; add the day of an event or `known_until`, or pass `on`"
        )
    margin = max((max(days) - min(days)) // 25, _LEAST_MARGIN)
    return min(days) - margin, max(days) + margin


def _ticks(first: int, last: int) -> Spec:
    """Return from tick to tick how many months or years, for at most eight ticks or nine."""
    days = (last - first) / _DAY / _MOST_TICKS
    for step in (1, 2, 3, 6):
        if days <= step * _MONTH:
            return {"interval": "month", "step": step}
    return {"interval": "year", "step": ceil(days / _YEAR)}


def _upright(mark: Spec, x: Spec, day: date, *, to_the_end: bool = False) -> Spec:
    """Return a line, or an area up to the end of the axis, over the whole height at a *day*."""
    encoding: Spec = {"x": {**x, "datum": _milliseconds(day)}}
    if to_the_end:
        encoding["x2"] = {"value": "width"}
    return {"data": {"values": [{}]}, "mark": {**mark, "aria": False}, "encoding": encoding}


def _completeness(procedure: Procedure) -> str:
    if procedure.known_until is None:
        return "Up to which day all events are recorded is unknown"
    return f"Hatched: after {procedure.known_until}, up to which the events are recorded in full"


def _emptiness(procedure: Procedure) -> str:
    if procedure.known_until is None:
        return "No event is recorded; up to which day all of them are is unknown."
    return f"No event happened up to {procedure.known_until}; later, one may have happened."


def _what_became(procedure: Procedure) -> Iterator[str]:
    if procedure.split_into:
        yield f"Split into {', '.join(procedure.split_into)}"
    if procedure.replaced_by is not None:
        yield f"Replaced by {procedure.replaced_by}"


def _standing(procedure: Procedure, on: date) -> str:
    stage = procedure.stage(on=on)
    return f"{on}, {'stage unknown' if stage is None else label(stage).lower()}"


def _in_time(event: Event) -> tuple[bool, date, int]:
    return event.on is None, event.on or date.max, _ORDER[event.kind]


def _day(event: Event) -> str:
    return "day unknown" if event.on is None else event.on.isoformat()


def _milliseconds(day: date) -> int:
    return (day - _EPOCH).days * _DAY
