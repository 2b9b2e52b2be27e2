"""The same questions to the engine that holds the tables: polars, pandas, pyarrow, DuckDB, PySpark.

Each function takes what `table` made, as a frame of the engine's own, and gives back a frame of that kind: lazy engines
run nothing until they are asked for rows. Null is *not known*, as in the tables: a truth is true, false or null, a
count is two numbers, at least and at most. Rows that are certainly not asked for are left out. Rows come in no
particular order, and several reports in one table are answered one by one, by the id of each; only `changes` takes one
report on each side.

It needs the extra `frames`, which brings narwhals, and the engine.
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar, cast

from securityunion.errors import check_day
from securityunion.extra import narwhals
from securityunion.initiative import Stage
from securityunion.member_state import MemberState, member_states
from securityunion.rows import TableKind
from securityunion.tables import Table

if TYPE_CHECKING:
    from narwhals.stable.v2.typing import IntoFrame

__all__ = ["changes", "open_obligations", "outstanding_by_state", "overdue", "stage_counts"]

F = TypeVar("F", bound="IntoFrame")

# One number carries two counts, so that a single pass over the table adds up both; neither comes near this.
_CERTAIN = 2**32
_KEPT = ("report", "obligation", "initiative", "initiative_title", "deadline")


def open_obligations(obligations: F, *, state: MemberState | str | None = None) -> F:
    """Return the obligations that are certainly or perhaps outstanding: in one Member State, or in any.

    They have a further column, `outstanding`: true where it is certain, null where it is not known. All that are left
    out are certainly not outstanding.

    Args:
        obligations: the table of obligations.
        state: a Member State, or its code; None for any.

    Raises:
        ModuleNotFoundError: where the extra `frames` is not installed.
        ValueError: where *obligations* lacks a column, or `state` is the code of no Member State.

    >>> import securityunion as su
    >>> obligations = su.table(su.first_progress_report(), "obligations")
    >>> try:
    ...     late = open_obligations(obligations.to_arrow(), state="DK")
    ...     count = late.num_rows, late["outstanding"].null_count
    ... except ModuleNotFoundError:
    ...     count = (7, 7)
    >>> count
    (7, 7)
    """
    nw = narwhals()
    column = None if state is None else f"outstanding_{MemberState.from_code(state)}"
    least, most = "outstanding_at_least", "outstanding_at_most"
    frame = _frame(nw, obligations, TableKind.OBLIGATIONS, [least, most] if column is None else [column])
    if column is None:
        certain, possible = _flag(nw, nw.col(least) > 0), 1 - _flag(nw, nw.col(most) == 0)
    else:
        certain, possible = _certain(nw, column), _possible(nw, column)
    return cast("F", frame.with_columns(outstanding=_truth(nw, certain, possible)).filter(possible == 1).to_native())


def outstanding_by_state(obligations: F) -> F:
    """Return how many obligations each Member State has outstanding: `report`, `state`, `at_least`, `at_most`.

    For each report that has an obligation there is a row for each Member State of its day.

    Args:
        obligations: the table of obligations.

    Raises:
        ModuleNotFoundError: where the extra `frames` is not installed.
        ValueError: where *obligations* lacks a column.

    >>> import securityunion as su
    >>> obligations = su.table(su.first_progress_report(), "obligations")
    >>> try:
    ...     rows = outstanding_by_state(obligations.to_arrow()).to_pylist()
    ...     denmark = next((row["at_least"], row["at_most"]) for row in rows if row["state"] == "DK")
    ... except ModuleNotFoundError:
    ...     denmark = (0, 7)
    >>> denmark
    (0, 7)
    """
    nw = narwhals()
    frame = _frame(
        nw,
        obligations,
        TableKind.OBLIGATIONS,
        ["report", "published", *(f"outstanding_{state}" for state in MemberState)],
    )
    both = {
        state.value: _certain(nw, f"outstanding_{state}").cast(nw.Int64) * _CERTAIN
        + _possible(nw, f"outstanding_{state}")
        for state in MemberState
    }
    sums = frame.select("report", _day(nw, frame, "published").alias("day"), **both)
    sums = sums.group_by("report", "day").agg(*(nw.col(state).sum() for state in both))
    # A null for who was no Member State that day would turn the others to fractions in pandas.
    kept = {
        state.value: nw.when(_is_member(nw, state)).then(nw.col(state.value).cast(nw.Int64)).otherwise(-1)
        for state in MemberState
    }
    rows = sums.select("report", **kept).unpivot(list(kept), index="report", variable_name="state", value_name="both")
    most = nw.col("both") % _CERTAIN
    least = ((nw.col("both") - most) / _CERTAIN).cast(nw.Int64)
    found = rows.filter(nw.col("both") >= 0).select("report", "state", at_least=least, at_most=most)
    return cast("F", found.to_native())


def overdue(obligations: F, *, on: date) -> F:
    """Return the obligations with which some Member State was certainly or perhaps late on a day.

    A row says how many `days` the deadline had passed (null where it is not known), in `overdue` whether somebody was
    late (true, or null: not known), in `late_at_least` and `late_at_most` how many Member States, and in `late_AT` to
    `late_SK` which: false for who was no Member State that day. The rules are those of `securityunion.overdue`.

    Args:
        obligations: the table of obligations.
        on: the day.

    Raises:
        ModuleNotFoundError: where the extra `frames` is not installed.
        TypeError: where `on` is no plain date.
        ValueError: where *obligations* lacks a column.

    >>> import securityunion as su
    >>> obligations = su.table(su.first_progress_report(), "obligations")
    >>> try:
    ...     count = overdue(obligations.to_arrow(), on=date(2000, 1, 1)).num_rows
    ... except ModuleNotFoundError:
    ...     count = 0
    >>> count
    0
    """
    check_day("on", on)
    nw = narwhals()
    sizes = ["outstanding_at_least", "outstanding_at_most"]
    groups = [f"{group}_{state}" for group in ("outstanding", "bound") for state in MemberState]
    frame = _frame(nw, obligations, TableKind.OBLIGATIONS, [*_KEPT, "published", *sizes, *groups])
    day, reported = on.toordinal(), nw.col("day")
    members = member_states(on=on)
    others = [state for state in MemberState if state not in members]
    days = day - _day(nw, frame, "deadline")
    frame = frame.select(*_KEPT, *sizes, *groups, day=_day(nw, frame, "published"), days=days)
    past, not_before = _flag(nw, nw.col("days") > 0), 1 - _flag(nw, nw.col("days") <= 0)
    certain = {state: past * _flag(nw, reported >= day) * _certain(nw, f"outstanding_{state}") for state in members}
    possible = {
        state: not_before
        * nw.when(reported == day)
        .then(_possible(nw, f"outstanding_{state}"))
        .otherwise(nw.when(reported < day).then(_possible(nw, f"bound_{state}")).otherwise(1))
        for state in members
    }
    # Who was no Member State on the day may be among those that the report counts, but is not late on it.
    named = _sum(nw, (_certain(nw, f"outstanding_{state}") for state in others))
    counted = _sum(nw, (_possible(nw, f"outstanding_{state}") for state in others))
    frame = frame.with_columns(
        **{f"certain_{state}": truth for state, truth in certain.items()},
        **{f"possible_{state}": truth for state, truth in possible.items()},
        least=past * _flag(nw, reported >= day) * (nw.col("outstanding_at_least") - counted),
        most=nw.when(reported == day).then(nw.col("outstanding_at_most") - named).otherwise(len(MemberState)),
    )
    frame = frame.with_columns(
        sure=_sum(nw, (nw.col(f"certain_{state}") for state in members)),
        maybe=_sum(nw, (nw.col(f"possible_{state}") for state in members)),
    )
    least, most, sure, maybe = (nw.col(name) for name in ("least", "most", "sure", "maybe"))
    late = {
        f"late_{state}": _truth(nw, nw.col(f"certain_{state}"), nw.col(f"possible_{state}"))
        if state in members
        else nw.lit(value=False)
        for state in MemberState
    }
    frame = frame.with_columns(
        late_at_least=nw.when(least > sure).then(least).otherwise(sure),
        late_at_most=nw.when(most < maybe).then(most).otherwise(maybe),
        **late,
    )
    anywhere = _truth(nw, _flag(nw, nw.col("late_at_least") > 0), _flag(nw, nw.col("late_at_most") > 0))
    found = frame.with_columns(overdue=anywhere).filter(nw.col("late_at_most") > 0)
    return cast("F", found.select(*_KEPT, "days", "overdue", "late_at_least", "late_at_most", *late).to_native())


def stage_counts(initiatives: F) -> F:
    """Return how many initiatives a report files at each stage: `report`, `priority`, `stage`, `initiatives`.

    For each priority under which a report files anything there is a row for each `Stage`; a 0 says that it files none
    there.

    Args:
        initiatives: the table of initiatives.

    Raises:
        ModuleNotFoundError: where the extra `frames` is not installed.
        ValueError: where *initiatives* lacks a column.

    >>> import securityunion as su
    >>> initiatives = su.table(su.first_progress_report(), "initiatives")
    >>> try:
    ...     count = sum(stage_counts(initiatives.to_arrow())["initiatives"].to_pylist())
    ... except ModuleNotFoundError:
    ...     count = 41
    >>> count
    41
    """
    nw = narwhals()
    frame = _frame(nw, initiatives, TableKind.INITIATIVES, ["report", "priority", "stage"])
    stages = {stage.value: _flag(nw, nw.col("stage").cast(nw.String) == stage.value) for stage in Stage}
    counts = frame.select("report", "priority", **stages).group_by("report", "priority")
    counts = counts.agg(*(nw.col(stage).sum() for stage in stages))
    index = ["report", "priority"]
    rows = counts.unpivot(list(stages), index=index, variable_name="stage", value_name="initiatives")
    return cast("F", rows.with_columns(nw.col("initiatives").cast(nw.Int64)).to_native())


def changes(before: F, after: F) -> F:
    """Return what changed, or may have, between two reports: by obligation, or by initiative.

    Two tables of obligations, or two of initiatives, hold one report each: what has several is refused where the engine
    has the rows at hand, and is the caller's care where it is lazy. A row has the id, and `stage_before` and
    `stage_after`: null where that report does not list it, which says nothing else of it. For obligations,
    `outstanding_change_at_least` and `outstanding_change_at_most` say by how many Member States the number
    outstanding changed, null where no limit is known. What is certainly as it was has no row.

    Args:
        before: the table of the earlier report.
        after: the table of the later report, of the same kind and engine.

    Raises:
        ModuleNotFoundError: where the extra `frames` is not installed.
        ValueError: where a table lacks a column, holds several reports, or the two are of different kinds.

    >>> import securityunion as su
    >>> initiatives = su.table(su.first_progress_report(), "initiatives")
    >>> try:
    ...     count = changes(initiatives.to_arrow(), initiatives.to_arrow()).num_rows
    ... except ModuleNotFoundError:
    ...     count = 0
    >>> count
    0
    """
    nw = narwhals()
    of_obligations = {"obligation" in _from(nw, table).collect_schema().names() for table in (before, after)}
    if len(of_obligations) > 1:
        raise ValueError("found tables of two kinds; expected two tables of obligations, or two of initiatives")
    if True in of_obligations:
        kind, key, sizes = TableKind.OBLIGATIONS, "obligation", ["least", "most"]
    else:
        kind, key, sizes = TableKind.INITIATIVES, "initiative", []

    def side(table: F, when: str) -> Any:
        counts = {f"{size}_{when}": nw.col(f"outstanding_at_{size}") for size in sizes}
        frame = _frame(nw, table, kind, ["report", key, "stage", *(f"outstanding_at_{size}" for size in sizes)])
        _check_one_report(nw, frame, when)
        stage = {f"stage_{when}": nw.col("stage").cast(nw.String)}
        return frame.select(**{f"{key}_{when}": nw.col(key)}, **stage, **counts)

    keys = {"left_on": f"{key}_before", "right_on": f"{key}_after"}
    both = side(before, "before").join(side(after, "after"), how="full", **keys)
    listed = nw.col(f"{key}_before")
    columns = {
        key: nw.when(listed.is_null()).then(nw.col(f"{key}_after")).otherwise(listed),
        "stage_before": nw.col("stage_before"),
        "stage_after": nw.col("stage_after"),
    }
    same = _flag(nw, nw.col("stage_before") == nw.col("stage_after"))
    if sizes:
        least, most = "outstanding_change_at_least", "outstanding_change_at_most"
        columns |= {
            least: nw.col("least_after") - nw.col("most_before"),
            most: nw.col("most_after") - nw.col("least_before"),
        }
        same = same * _flag(nw, nw.col(least) == 0) * _flag(nw, nw.col(most) == 0)
    return cast("F", both.select(**columns).filter(same == 0).to_native())


def _check_one_report(nw: Any, frame: Any, when: str) -> None:
    if isinstance(frame, nw.DataFrame) and (reports := frame["report"].n_unique()) > 1:
        raise ValueError(f"{when}: found {reports} reports in the table; expected one")


def _from(nw: Any, table: Any) -> Any:
    if isinstance(table, Table):
        raise TypeError(f"found {table!r}; expected a frame of an engine, such as polars.DataFrame(table)")
    return nw.from_native(table)


def _frame(nw: Any, table: Any, kind: TableKind, columns: Iterable[str]) -> Any:
    frame = _from(nw, table)
    names = frame.collect_schema().names()
    if missing := [name for name in columns if name not in names]:
        found = f"no column {missing[0]!r}" + (f" nor {len(missing) - 1} more" if len(missing) > 1 else "")
        raise ValueError(f"found {found} among {len(names)}; expected the columns of a table of {kind}")
    return frame


def _flag(nw: Any, condition: Any) -> Any:
    """Return 1 where *condition* holds, else 0, also where it is not known: numbers mean the same in all engines."""
    return nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0))


def _certain(nw: Any, column: str) -> Any:
    return _flag(nw, nw.col(column) == nw.lit(value=True))


def _possible(nw: Any, column: str) -> Any:
    return 1 - _flag(nw, nw.col(column) == nw.lit(value=False))


def _truth(nw: Any, certain: Any, possible: Any) -> Any:
    """Return true where it is certain, false where it is not possible, and else null."""
    no = nw.when(possible == 0).then(nw.lit(value=False))
    return nw.when(certain == 1).then(nw.lit(value=True)).otherwise(no)


def _sum(nw: Any, numbers: Iterable[Any]) -> Any:
    total = nw.lit(0)
    for number in numbers:
        total = total + number
    return total


def _day(nw: Any, frame: Any, column: str) -> Any:
    """Return the number of a day, as `date.toordinal` counts: engines compare and subtract numbers alike, not dates."""
    day, kind = nw.col(column), frame.collect_schema()[column]
    # pandas has dates only as objects, and takes those of a table without rows for text.
    if kind == nw.String and not (isinstance(frame, nw.DataFrame) and frame.is_empty()):
        raise ValueError(f"{column}: found a column of {kind}; expected days")
    if kind != nw.Date:
        day = day.cast(nw.Datetime)
    years = day.dt.year() - 1
    return 365 * years + years // 4 - years // 100 + years // 400 + day.dt.ordinal_day()


def _is_member(nw: Any, state: MemberState) -> Any:
    """Say of each row whether *state* was a Member State on the day whose number stands in the column `day`."""
    last_day = date.max if state.last_day is None else state.last_day
    return (nw.col("day") >= state.first_day.toordinal()) & (nw.col("day") <= last_day.toordinal())
