"""Queries of `securityunion.frames`, each with the correct rows, which are computed from the records."""

import math
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Any, NamedTuple

import narwhals.stable.v2 as nw
from synthetic import REPORTS, synthetic_reports

import securityunion as su
from securityunion import frames
from securityunion.queries.completeness import obligations_complete
from securityunion.views.scoreboard import outstanding_total

__all__ = ["AFTER", "BEFORE", "DAYS", "PAIRS", "QUESTIONS", "Question", "overdue_rows", "plain_rows"]

Row = dict[str, Any]
Rows = list[Row]

DAYS = (date(2013, 6, 30), date(2019, 1, 1), date(2020, 1, 31), date(2020, 12, 9), date(2024, 2, 29))
BEFORE, AFTER = (synthetic_reports(seed)[4] for seed in (1, 2))

_TRUTHS = {su.Truth.YES: True, su.Truth.UNKNOWN: None, su.Truth.NO: False}


class Question(NamedTuple):
    """A query: its function, the tables it takes, and the correct rows."""

    name: str
    kinds: tuple[su.TableKind, ...]
    ask: Callable[..., Any]
    expected: Callable[[], Rows]


def plain_rows(frame: Any) -> Rows:
    """Return the rows of a native frame of any engine as sorted dictionaries of plain values."""
    collected = nw.from_native(frame).lazy().collect("pyarrow").to_native()
    rows = [
        {name: _plain(value) for name, value in row.items() if not name.startswith("__")}
        for row in collected.to_pylist()
    ]
    return sorted(rows, key=_order)


def _plain(value: Any) -> Any:
    """Return a value in the same form for all engines. pandas turns whole numbers in columns with nulls into floats."""
    if isinstance(value, float):
        return None if math.isnan(value) else int(value)
    return value


def _order(row: Row) -> str:
    return str(list(row.values()))


def _open(state: su.MemberState | None) -> Rows:
    return [
        {"report": report.id, "obligation": obligation.id, "outstanding": truth}
        for report in REPORTS
        for obligation in su.obligations(report)
        if (truth := _anywhere(obligation) if state is None else _there(obligation, state, report)) is not False
    ]


def _there(obligation: su.Obligation, state: su.MemberState, report: su.ProgressReport) -> bool | None:
    return _TRUTHS[obligation.outstanding_in(state, on=report.published)]


def _anywhere(obligation: su.Obligation) -> bool | None:
    size = obligation.outstanding_size
    return True if size.at_least > 0 else False if size.at_most == 0 else None


def _by_state() -> Rows:
    return [
        {"report": report.id, "state": state.value, "at_least": bounds.at_least, "at_most": bounds.at_most}
        for report in REPORTS
        if su.obligations(report)
        for state, bounds in su.outstanding_by_state(report).items()
    ]


def overdue_rows(on: date, reports: Iterable[su.ProgressReport] = REPORTS) -> Rows:
    """Return the obligations overdue on a day, as rows computed from *reports*."""
    return [
        {
            "report": report.id,
            "obligation": one.obligation.id,
            "initiative": one.initiative.id,
            "initiative_title": one.initiative.title,
            "first_deadline": one.obligation.first_deadline,
            "last_deadline": one.obligation.last_deadline,
            "days": one.days,
            "days_since_first": one.days_since_first,
            "overdue": _TRUTHS[one.anywhere],
            "late_at_least": one.count.at_least,
            "late_at_most": one.count.at_most,
            **{f"late_{state}": _TRUTHS[one.late_in(state)] for state in su.MemberState},
        }
        for report in reports
        for one in su.overdue(report, on=on).possible
    ]


def _stage_counts() -> Rows:
    return [
        {"report": report.id, "priority": priority, "stage": stage.value, **_bounds(counts.get(stage, nothing))}
        for report in REPORTS
        for nothing in [su.Bounds(0, 0 if su.Part.INITIATIVES in report.complete else None)]
        for priority, counts in su.stage_counts(report).items()
        if any(count.at_least for count in counts.values())
        for stage in su.Stage
    ]


def _bounds(bounds: su.Bounds) -> Row:
    return {"at_least": bounds.at_least, "at_most": bounds.at_most}


def _totals() -> Rows:
    return [
        {
            "report": report.id,
            "priority": priority.id,
            "duty": duty.value,
            **_bounds(outstanding_total(found, complete=obligations_complete(report, priority=priority.id))),
        }
        for report in REPORTS
        for priority in report.priorities
        for duty in su.Duty
        if (found := _obligations_of(report, priority.id, duty))
    ]


def _obligations_of(report: su.ProgressReport, priority: str, duty: su.Duty) -> list[su.Obligation]:
    under = [one for one in report.initiatives if one.priority == priority]
    return [obligation for one in under for obligation in one.obligations if obligation.duty is duty]


def _moved() -> Rows:
    return [
        {"initiative": change.initiative, "stage_before": change.stage_before, "stage_after": change.stage_after}
        for change in su.changes(BEFORE, AFTER)
        if change.obligation is None
    ]


def _changed() -> Rows:
    return [
        {
            "obligation": change.obligation,
            "stage_before": change.stage_before,
            "stage_after": change.stage_after,
            "outstanding_change_at_least": change.at_least,
            "outstanding_change_at_most": change.at_most,
        }
        for change in su.changes(BEFORE, AFTER)
        if change.obligation is not None
    ]


def _opened(state: su.MemberState | None) -> Callable[[Any], Any]:
    def ask(table: Any) -> Any:
        found = nw.from_native(frames.open_obligations(table, state=state))
        return found.select("report", "obligation", "outstanding").to_native()

    return ask


def _overdue_on(on: date) -> Callable[[Any], Any]:
    return lambda table: nw.from_native(frames.overdue(table, on=on)).drop("late_at_most").to_native()


def _overdue(on: date) -> Rows:
    # A table knows less than the records about the largest number, so another test compares it.
    return [{name: value for name, value in row.items() if name != "late_at_most"} for row in overdue_rows(on)]


_INITIATIVES, _OBLIGATIONS = (su.TableKind.INITIATIVES,), (su.TableKind.OBLIGATIONS,)
_ASKED = (None, su.MemberState.DK, su.MemberState.GB, su.MemberState.HR)

QUESTIONS = (
    *(Question(f"open-{state}", _OBLIGATIONS, _opened(state), partial(_open, state)) for state in _ASKED),
    Question("by-state", _OBLIGATIONS, frames.outstanding_by_state, _by_state),
    *(Question(f"overdue-{on}", _OBLIGATIONS, _overdue_on(on), partial(_overdue, on)) for on in DAYS),
    Question("stages", _INITIATIVES, frames.stage_counts, _stage_counts),
    Question("totals", _OBLIGATIONS, frames.outstanding_total, _totals),
)
"""Queries on one table of `REPORTS`."""

PAIRS = (
    Question("moved", _INITIATIVES, frames.changes, _moved),
    Question("changed", _OBLIGATIONS, frames.changes, _changed),
)
"""Queries on two tables: one of `BEFORE` and one of `AFTER`."""
