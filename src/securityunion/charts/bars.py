"""Specifications of bar charts: stages by priority, the largest gaps, days past the deadline."""

from datetime import date

from securityunion._util.text import counted
from securityunion.charts.empty import nothing_drawn
from securityunion.charts.labels import brief_count, dated, folded, in_states, label, listed, obligation_names
from securityunion.charts.look import (
    CERTAIN,
    INK,
    PANEL,
    QUIET,
    TEXT,
    Spec,
    axis,
    filled_by,
    hatch,
    label_lines,
    layered,
    part_drawn,
    rows,
    specification,
    spoken,
    whole_steps,
)
from securityunion.model.report import ProgressReport
from securityunion.queries.counts import most_outstanding
from securityunion.queries.overdue import Overdue, overdue
from securityunion.queries.select import obligations
from securityunion.values.member_state import member_states
from securityunion.values.truth import Truth
from securityunion.views.labels import explanation
from securityunion.views.scoreboard import scoreboard

__all__ = ["outstanding_bars", "overdue_bars", "stage_bars"]

_BAR = 16
_WIDTH = 385
_PANEL = 160
_BESIDE = 4
_OVERDUE = {Truth.YES: "Certainly overdue", Truth.UNKNOWN: "Unknown whether overdue"}
_LETTER = 6.5  # pixels: what a letter takes in a wide font
_ABREAST = 4
_HATCH = hatch(4)


def stage_bars(report: ProgressReport) -> Spec:
    """Return a chart of how many initiatives stand where: a panel for each stage, with a bar for each priority.

    >>> import securityunion as su
    >>> spec = stage_bars(su.first_progress_report())
    >>> spec["data"]["values"][0]["priority"], spec["data"]["values"][0]["initiatives"]
    ('future-proof-environment', 5)
    """
    title = "Initiatives by priority and stage"
    if not report.initiatives:
        return nothing_drawn(title, [dated(report)], "The report lists no initiative.", shape="panels")
    board = scoreboard(report)
    titles = {priority.id: priority.title for priority in report.strategy.priorities}
    values = [
        {
            "priority": row.priority.id,
            "title": row.priority.title,
            "stage": stage.value,
            "initiatives": number,
            "says": f"{row.priority.title}, {label(stage).lower()}: {counted(number, 'initiative')}",
        }
        for row in board.rows
        if row.priority is not None
        for stage, number in zip(board.stages, row.stages, strict=True)
    ]
    stages = [stage.value for stage in board.stages]
    most = max(number for row in board.rows for number in row.stages)
    x = _amount("initiatives", "Initiatives", most=most, words=[str(most)], width=_PANEL)
    y, height = rows("priority", "Priority", {one: folded(title, 32) for one, title in titles.items()})
    return specification(
        title,
        [dated(report)],
        f"Bar charts of {counted(len(report.initiatives), 'initiative')} by priority, one chart for each stage. "
        f"{dated(report)}. {listed(values)}",
        data={"values": values},
        facet={
            "field": "stage",
            "type": "nominal",
            "sort": stages,
            "header": {
                "title": None,
                "labelExpr": label_lines({stage: [label(stage)] for stage in stages}),
                "labelFontSize": 13,
                "labelFontWeight": "bold",
                "labelAnchor": "start",
            },
        },
        columns=_ABREAST,
        spec={
            "width": _PANEL,
            "height": {"step": height},
            "view": PANEL,
            "encoding": {"y": y, "x": x, **spoken()},
            "layer": [{"mark": {"type": "bar", "height": _BAR, "color": CERTAIN}}, _text("initiatives")],
        },
    )


def outstanding_bars(report: ProgressReport, *, limit: int | None) -> Spec:
    """Return a chart of the obligations that the most Member States have outstanding.

    A bar is solid up to how many it certainly is, and hatched up to how many it may be: up to all Member States where
    no ceiling is known.

    Raises:
        ValueError: where *limit* is below 0.
        TypeError: where *limit* is no whole number.

    >>> import securityunion as su
    >>> spec = outstanding_bars(su.first_progress_report(), limit=1)
    >>> spec["data"]["values"][0]["at_least"], spec["data"]["values"][0]["label"]
    (25, '25')
    """
    gaps, every, names = most_outstanding(report, limit=limit), len(obligations(report)), obligation_names(report)
    title = "Obligations by how many Member States had not fully met them"
    if not gaps:
        wanted = f"None of {counted(every, 'obligation')} is drawn: the limit is 0."
        return nothing_drawn(title, [dated(report)], wanted if every else explanation(report))
    members = len(member_states(on=report.published))
    end = max([members, *(gap.outstanding.at_most or gap.outstanding.at_least for gap in gaps)])
    values = [
        {
            "obligation": gap.obligation.id,
            "title": gap.initiative.title,
            "at_least": gap.outstanding.at_least,
            "at_most": gap.outstanding.at_most,
            "bar_start": 0,
            "bar_end": end if gap.outstanding.at_most is None else gap.outstanding.at_most,
            "label": brief_count(gap.outstanding),
            "says": f"{names[gap.obligation.id]}: {in_states(gap.outstanding)}",
        }
        for gap in gaps
    ]
    known = {Truth.YES: "Certainly outstanding"}
    if any(gap.outstanding.exact is None for gap in gaps):
        known[Truth.UNKNOWN] = "Unknown whether outstanding"
    at_least, bar_end = (
        _amount(field, "Member States", most=end, words=[brief_count(gap.outstanding) for gap in gaps], width=_WIDTH)
        for field in ("at_least", "bar_end")
    )
    color = filled_by("part", known, _HATCH)
    floor = _bars({"x": at_least, "color": color}, part_drawn(known[Truth.YES], start="bar_start", end="at_least"))
    layers = [floor]
    if Truth.UNKNOWN in known:
        to_the_ceiling = {"x": at_least, "x2": {"field": "bar_end"}, "color": color}
        layers.append(_bars(to_the_ceiling, part_drawn(known[Truth.UNKNOWN], start="at_least", end="bar_end")))
    y, height = rows("obligation", "Obligation", {gap.obligation.id: folded(names[gap.obligation.id]) for gap in gaps})
    some = f"the {len(gaps)} largest of {every}" if len(gaps) < every else counted(every, "obligation")
    return specification(
        title,
        [f"On {report.published}, on whatever ground: {some}", report.title],
        f"Bar chart of obligations by how many Member States had not fully met them: {some}. {dated(report)}. "
        f"{listed(values)}",
        data={"values": values},
        width=_WIDTH,
        height={"step": height},
        view=PANEL,
        encoding={"y": y, **spoken()},
        **layered([*layers, _text("label", x=bar_end)]),
    )


def overdue_bars(report: ProgressReport, *, on: date | None) -> Spec:
    """Return a chart of how many days obligations were past their deadline on a day, the report's day for None.

    A bar is solid where some Member State was certainly late, and hatched where that is not known. Words stand in
    place of a bar where the deadline is not known.

    Raises:
        TypeError: where *on* is no plain date.

    >>> import securityunion as su
    >>> spec = overdue_bars(su.first_progress_report(), on=None)
    >>> spec["data"]["values"][0]["days"], spec["data"]["values"][0]["label"]
    (2548, '2,548 days, 25 Member States')
    """
    on = report.published if on is None else on
    answer, names = overdue(report, on=on), obligation_names(report)
    title = f"Days past the deadline on {on}"
    every = counted(len(answer.possible) + len(answer.no), "obligation")
    if not answer.possible:
        none = f"Of {every}, certainly none was overdue on {on}." if answer.no else explanation(report)
        return nothing_drawn(title, [dated(report)], none)
    overdue_ones = {one.anywhere for one in answer.possible}
    known = {truth: words for truth, words in _OVERDUE.items() if truth in overdue_ones}
    values = [
        {
            "obligation": one.obligation.id,
            "title": one.initiative.title,
            "deadline": None if one.obligation.deadline is None else one.obligation.deadline.isoformat(),
            "days": one.days,
            "late": known[one.anywhere],
            "at_least": one.count.at_least,
            "at_most": one.count.at_most,
            "label": _lateness(one),
            "says": f"{names[one.obligation.id]}: {_lateness(one)}",
        }
        for one in answer.possible
    ]
    most = max((one.days for one in answer.possible if one.days is not None), default=1)
    behind = [_lateness(one) for one in answer.possible if one.days is not None]
    x = _amount("days", "Days past the deadline", most=most, words=behind, width=_WIDTH)
    y, height = rows(
        "obligation", "Obligation", {one.obligation.id: folded(names[one.obligation.id]) for one in answer.possible}
    )
    dated_ones: list[Spec] = [{"filter": "isValid(datum.days)"}]
    some = f"Of {every}, {len(answer.yes)} certainly overdue, {len(answer.unknown)} unknown"
    return specification(
        title,
        [f"{some}; with the number of Member States that were late", report.title],
        f"Bar chart of {title[0].lower()}{title[1:]}. {some}. {dated(report)}. {listed(values)}",
        data={"values": values},
        width=_WIDTH,
        height={"step": height},
        view=PANEL,
        encoding={"y": y, **spoken()},
        **layered(
            [
                _bars({"x": x, "color": filled_by("late", known, _HATCH)}, dated_ones),
                {**_text("label", x=x), "transform": dated_ones},
                {**_text("label", x={"value": 0}), "transform": [{"filter": "!isValid(datum.days)"}]},
            ]
        ),
    )


def _bars(encoding: Spec, transform: list[Spec]) -> Spec:
    mark = {"type": "bar", "height": _BAR, "stroke": QUIET, "strokeWidth": 0.5}
    return {"transform": transform, "mark": mark, "encoding": encoding}


def _text(field: str, **encoding: Spec) -> Spec:
    """Return the words behind a bar; they are hidden from screen readers, to whom the bar says them."""
    return {
        "mark": {"type": "text", "align": "left", "dx": _BESIDE, "fontSize": TEXT, "color": INK, "aria": False},
        "encoding": {**encoding, "text": {"field": field, "type": "nominal"}},
    }


def _amount(field: str, title: str, *, most: int, words: list[str], width: int) -> Spec:
    """Return the channel x over whole numbers from 0 to *most*, with room for *words* behind the longest bar.

    The room belongs to the panel, because words beside it would have a theme's background behind them.
    """
    most = max(most, 1)
    room = _LETTER * max(map(len, words), default=0) + 2 * _BESIDE
    scale = {"domain": [0, round(most * width / max(width - room, width / 2), 2)], "nice": False}
    ticks = {"values": whole_steps(most), "format": ",d", "grid": False, "titleAnchor": "start"}
    return {"field": field, "type": "quantitative", "scale": scale, "axis": axis(title, **ticks)}


def _lateness(one: Overdue) -> str:
    days = "deadline unknown" if one.days is None else f"{one.days:,} {'day' if one.days == 1 else 'days'}"
    return f"{days}, {in_states(one.count)}"
