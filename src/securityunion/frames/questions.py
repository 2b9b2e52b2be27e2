"""Questions about one table, asked of the engine that holds it; several reports in a table are answered one by one."""

from datetime import date
from typing import TYPE_CHECKING, TypeVar, cast

from securityunion._util.arguments import check_day
from securityunion.model.initiative import Stage
from securityunion.tables.columns import TableKind
from securityunion.values.member_state import MemberState, member_states

if TYPE_CHECKING:
    from narwhals.stable.v2.typing import IntoFrame
from securityunion.frames.expressions import Engine

__all__ = ["open_obligations", "outstanding_by_state", "overdue", "stage_counts"]

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

    >>> from securityunion.frames import open_obligations
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
    engine = Engine()
    nw = engine.nw
    column = None if state is None else f"outstanding_{MemberState.from_code(state)}"
    least, most = "outstanding_at_least", "outstanding_at_most"
    frame = engine.frame_with(obligations, TableKind.OBLIGATIONS, [least, most] if column is None else [column])
    if column is None:
        certain, possible = engine.flag(nw.col(least) > 0), 1 - engine.flag(nw.col(most) == 0)
    else:
        certain, possible = engine.certain(column), engine.possible(column)
    return cast("F", frame.with_columns(outstanding=engine.truth(certain, possible)).filter(possible == 1).to_native())


def outstanding_by_state(obligations: F) -> F:
    """Return how many obligations each Member State has outstanding: `report`, `state`, `at_least`, `at_most`.

    For each report that has an obligation there is a row for each Member State of its day.

    Args:
        obligations: the table of obligations.

    Raises:
        ModuleNotFoundError: where the extra `frames` is not installed.
        ValueError: where *obligations* lacks a column.

    >>> from securityunion.frames import outstanding_by_state
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
    engine = Engine()
    nw = engine.nw
    frame = engine.frame_with(
        obligations,
        TableKind.OBLIGATIONS,
        ["report", "published", *(f"outstanding_{state}" for state in MemberState)],
    )
    both = {
        state.value: engine.certain(f"outstanding_{state}").cast(nw.Int64) * _CERTAIN
        + engine.possible(f"outstanding_{state}")
        for state in MemberState
    }
    sums = frame.select("report", engine.day_number(frame, "published").alias("day"), **both)
    sums = sums.group_by("report", "day").agg(*(nw.col(state).sum() for state in both))
    # A null for who was no Member State that day would turn the others to fractions in pandas.
    kept = {
        state.value: nw.when(engine.is_member(state)).then(nw.col(state.value).cast(nw.Int64)).otherwise(-1)
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

    >>> from datetime import date
    >>> from securityunion.frames import overdue
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
    engine = Engine()
    nw = engine.nw
    sizes = ["outstanding_at_least", "outstanding_at_most"]
    groups = [f"{group}_{state}" for group in ("outstanding", "bound") for state in MemberState]
    frame = engine.frame_with(obligations, TableKind.OBLIGATIONS, [*_KEPT, "published", *sizes, *groups])
    day, reported = on.toordinal(), nw.col("day")
    members = member_states(on=on)
    others = [state for state in MemberState if state not in members]
    days = day - engine.day_number(frame, "deadline")
    frame = frame.select(*_KEPT, *sizes, *groups, day=engine.day_number(frame, "published"), days=days)
    past, not_before = engine.flag(nw.col("days") > 0), 1 - engine.flag(nw.col("days") <= 0)
    certain = {state: past * engine.flag(reported >= day) * engine.certain(f"outstanding_{state}") for state in members}
    possible = {
        state: not_before
        * nw.when(reported == day)
        .then(engine.possible(f"outstanding_{state}"))
        .otherwise(nw.when(reported < day).then(engine.possible(f"bound_{state}")).otherwise(1))
        for state in members
    }
    # Who was no Member State on the day may be among those that the report counts, but is not late on it.
    named = engine.total(engine.certain(f"outstanding_{state}") for state in others)
    counted = engine.total(engine.possible(f"outstanding_{state}") for state in others)
    frame = frame.with_columns(
        **{f"certain_{state}": truth for state, truth in certain.items()},
        **{f"possible_{state}": truth for state, truth in possible.items()},
        least=past * engine.flag(reported >= day) * (nw.col("outstanding_at_least") - counted),
        most=nw.when(reported == day).then(nw.col("outstanding_at_most") - named).otherwise(len(MemberState)),
    )
    frame = frame.with_columns(
        sure=engine.total(nw.col(f"certain_{state}") for state in members),
        maybe=engine.total(nw.col(f"possible_{state}") for state in members),
    )
    least, most, sure, maybe = (nw.col(name) for name in ("least", "most", "sure", "maybe"))
    late = {
        f"late_{state}": engine.truth(nw.col(f"certain_{state}"), nw.col(f"possible_{state}"))
        if state in members
        else nw.lit(value=False)
        for state in MemberState
    }
    frame = frame.with_columns(
        late_at_least=nw.when(least > sure).then(least).otherwise(sure),
        late_at_most=nw.when(most < maybe).then(most).otherwise(maybe),
        **late,
    )
    anywhere = engine.truth(engine.flag(nw.col("late_at_least") > 0), engine.flag(nw.col("late_at_most") > 0))
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

    >>> from securityunion.frames import stage_counts
    >>> import securityunion as su
    >>> initiatives = su.table(su.first_progress_report(), "initiatives")
    >>> try:
    ...     count = sum(stage_counts(initiatives.to_arrow())["initiatives"].to_pylist())
    ... except ModuleNotFoundError:
    ...     count = 41
    >>> count
    41
    """
    engine = Engine()
    nw = engine.nw
    frame = engine.frame_with(initiatives, TableKind.INITIATIVES, ["report", "priority", "stage"])
    stages = {stage.value: engine.flag(nw.col("stage").cast(nw.String) == stage.value) for stage in Stage}
    counts = frame.select("report", "priority", **stages).group_by("report", "priority")
    counts = counts.agg(*(nw.col(stage).sum() for stage in stages))
    index = ["report", "priority"]
    rows = counts.unpivot(list(stages), index=index, variable_name="stage", value_name="initiatives")
    return cast("F", rows.with_columns(nw.col("initiatives").cast(nw.Int64)).to_native())
