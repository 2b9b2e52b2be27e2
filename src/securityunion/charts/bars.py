"""Specify the bar charts of initiatives by stage, of outstanding obligations, and of days past the deadline."""

from datetime import date

from securityunion._util.text import counted
from securityunion.charts.empty import nothing_drawn
from securityunion.charts.labels import dated, folded, in_states, label, listed, obligation_names
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
from securityunion.views.labels import brief_count, deadlines, explanation, initiatives_counted
from securityunion.views.scoreboard import scoreboard

__all__ = ["outstanding_bars", "overdue_bars", "stage_bars"]

_BAR = 16
_WIDTH = 385
_PANEL = 160
_BESIDE = 4
_OVERDUE = {Truth.YES: "Overdue", Truth.UNKNOWN: "Unknown"}
_OUTSTANDING = {Truth.YES: "Outstanding", Truth.UNKNOWN: "Unknown"}
# A letter of a wide font is this many pixels wide.
_LETTER = 6.5
_ABREAST = 4
_HATCH = hatch(4)


def stage_bars(report: ProgressReport) -> Spec:
    """Return a chart of the number of initiatives, with a panel for each stage and a bar for each priority.

    >>> import securityunion as su
    >>> spec = stage_bars(su.first_progress_report())
    >>> spec["data"]["values"][0]["priority"], spec["data"]["values"][0]["initiatives"]
    ('future-proof-environment', 5)
    """
    title = "Initiatives by priority and stage"
    if not report.initiatives:
        return nothing_drawn(title, [dated(report)], "The report lists no initiatives.", shape="panels")
    board = scoreboard(report)
    titles = {priority.id: priority.title for priority in report.priorities}
    values = [
        {
            "priority": row.priority.id,
            "title": row.priority.title,
            "stage": stage.value,
            "initiatives": number.at_least,
            "label": brief_count(number),
            "says": f"{row.priority.title}, {label(stage).lower()}: {initiatives_counted(number)}",
        }
        for row in board.rows
        if row.priority is not None
        for stage, number in zip(board.stages, row.stages, strict=True)
    ]
    stages = [stage.value for stage in board.stages]
    most = max(number.at_least for row in board.rows for number in row.stages)
    x = _amount("initiatives", "Initiatives", most=most, words=[str(row["label"]) for row in values], width=_PANEL)
    y, height = rows("priority", "Priority", {one: folded(title, 32) for one, title in titles.items()})
    return specification(
        title,
        [dated(report)],
        f"Bar charts of {initiatives_counted(board.total.initiatives)} by priority, one chart for each stage. "
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
            "layer": [{"mark": {"type": "bar", "height": _BAR, "color": CERTAIN}}, _text("label")],
        },
    )


def outstanding_bars(report: ProgressReport, *, limit: int | None) -> Spec:
    """Return a chart of the number of Member States in which each obligation was outstanding.

    The obligation with the largest number comes first. A bar is solid up to the smallest possible number, and hatched
    from there to the largest possible number. If the largest possible number is unknown, the bar is hatched up to the
    total number of Member States.

    Raises:
        ValueError: if *limit* is below 0.
        TypeError: if *limit* is not a whole number.

    >>> import securityunion as su
    >>> spec = outstanding_bars(su.first_progress_report(), limit=1)
    >>> spec["data"]["values"][0]["at_least"], spec["data"]["values"][0]["label"]
    (25, '25')
    """
    chosen, every, names = most_outstanding(report, limit=limit), len(obligations(report)), obligation_names(report)
    title = "Number of Member States in which each obligation was outstanding"
    if not chosen:
        limited = f"The limit is 0, so the chart shows none of {counted(every, 'obligation')}."
        return nothing_drawn(title, [dated(report)], limited if every else explanation(report))
    members = len(member_states(on=report.published))
    # A report can count more Member States than the Union had at the time, and the longest bar must fit on the axis.
    end = max([members, *(one.outstanding.at_most or one.outstanding.at_least for one in chosen)])
    values = [
        {
            "obligation": one.obligation.id,
            "title": one.initiative.title,
            "at_least": one.outstanding.at_least,
            "at_most": one.outstanding.at_most,
            "bar_start": 0,
            "bar_end": end if one.outstanding.at_most is None else one.outstanding.at_most,
            "label": brief_count(one.outstanding),
            "says": f"{names[one.obligation.id]}: {in_states(one.outstanding)}",
        }
        for one in chosen
    ]
    exact = all(one.outstanding.exact is not None for one in chosen)
    known = {truth: words for truth, words in _OUTSTANDING.items() if truth is Truth.YES or not exact}
    at_least, bar_end = (
        _amount(field, "Member States", most=end, words=[brief_count(one.outstanding) for one in chosen], width=_WIDTH)
        for field in ("at_least", "bar_end")
    )
    color = filled_by("part", known, _HATCH)
    solid = _bars({"x": at_least, "color": color}, part_drawn(known[Truth.YES], start="bar_start", end="at_least"))
    layers = [solid]
    if Truth.UNKNOWN in known:
        hatched = {"x": at_least, "x2": {"field": "bar_end"}, "color": color}
        layers.append(_bars(hatched, part_drawn(known[Truth.UNKNOWN], start="at_least", end="bar_end")))
    lines = {one.obligation.id: folded(names[one.obligation.id]) for one in chosen}
    y, height = rows("obligation", "Obligation", lines)
    every_one = counted(every, "obligation")
    some = f"top {len(chosen)} of {every_one}" if len(chosen) < every else every_one
    return specification(
        title,
        [
            f"{some.capitalize()} on {report.published}; outstanding means not fully met, for whatever reason",
            report.title,
        ],
        f"Bar chart of the {title[0].lower()}{title[1:]}: {some}. {dated(report)}. {listed(values)}",
        data={"values": values},
        width=_WIDTH,
        height={"step": height},
        view=PANEL,
        encoding={"y": y, **spoken()},
        **layered([*layers, _text("label", x=bar_end)]),
    )


def overdue_bars(report: ProgressReport, *, on: date | None) -> Spec:
    """Return a chart of the days since the deadline of each obligation.

    The days are counted up to the day *on*, or up to the report's day if *on* is None. A bar is solid if at least one
    Member State was late, and hatched if it is unknown whether any Member State was late. If the deadline of an
    obligation is unknown, the row of that obligation has text instead of a bar.

    Raises:
        TypeError: if *on* is not a date without time.

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
        none = f"None of {every} was overdue on {on}." if answer.no else explanation(report)
        return nothing_drawn(title, [dated(report)], none)
    overdue_ones = {one.anywhere for one in answer.possible}
    known = {truth: words for truth, words in _OVERDUE.items() if truth in overdue_ones}
    values = [
        {
            "obligation": one.obligation.id,
            "title": one.initiative.title,
            "deadlines": str(deadlines(one.obligation)),
            "days": _days_past(one),
            "late": known[one.anywhere],
            "at_least": one.count.at_least,
            "at_most": one.count.at_most,
            "label": _lateness(one),
            "says": f"{names[one.obligation.id]}: {_lateness(one)}",
        }
        for one in answer.possible
    ]
    most = max((days for one in answer.possible if (days := _days_past(one)) is not None), default=1)
    labels = [_lateness(one) for one in answer.possible if one.days is not None]
    x = _amount("days", "Days past the deadline", most=most, words=labels, width=_WIDTH)
    y, height = rows(
        "obligation", "Obligation", {one.obligation.id: folded(names[one.obligation.id]) for one in answer.possible}
    )
    dated_ones: list[Spec] = [{"filter": "isValid(datum.days)"}]
    some = f"{len(answer.yes)} of {every} overdue, {len(answer.unknown)} unknown"
    return specification(
        title,
        [f"{some}; labels show how many Member States were late", report.title],
        f"Bar chart of {title[0].lower()}{title[1:]}: {some}. {dated(report)}. {listed(values)}",
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
    """Return the text after a bar. Screen readers skip this text, because they read the description of the bar."""
    return {
        "mark": {"type": "text", "align": "left", "dx": _BESIDE, "fontSize": TEXT, "color": INK, "aria": False},
        "encoding": {**encoding, "text": {"field": field, "type": "nominal"}},
    }


def _amount(field: str, title: str, *, most: int, words: list[str], width: int) -> Spec:
    """Return the x channel for whole numbers from 0 to *most*, with space for *words* after the longest bar.

    The words must stay on the white panel, because their colour does not suit the background of a dark theme.
    """
    most = max(most, 1)
    room = _LETTER * max(map(len, words), default=0) + 2 * _BESIDE
    scale = {"domain": [0, round(most * width / max(width - room, width / 2), 2)], "nice": False}
    ticks = {"values": whole_steps(most), "format": ",d", "grid": False, "titleAnchor": "start"}
    return {"field": field, "type": "quantitative", "scale": scale, "axis": axis(title, **ticks)}


def _days_past(one: Overdue) -> int | None:
    """Return the days since the last deadline, or since the first one if the last one had not passed."""
    return one.days_since_first if one.days is not None and one.days <= 0 else one.days


def _lateness(one: Overdue) -> str:
    past = _days_past(one)
    days = "deadline unknown" if past is None else f"{past:,} {'day' if past == 1 else 'days'}"
    return f"{days}, {in_states(one.count)}"
