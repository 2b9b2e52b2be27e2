"""Run queries on one table, using the engine that holds the table.

If the table contains several reports, the result has separate rows for each report.
"""

from datetime import date
from typing import TYPE_CHECKING, TypeVar, cast

from securityunion._util.arguments import check_day
from securityunion.frames.expressions import Engine
from securityunion.model.initiative import Stage
from securityunion.model.obligation import LASTING_DUTIES
from securityunion.tables.columns import TableKind
from securityunion.values.member_state import MemberState, member_states

if TYPE_CHECKING:
    from narwhals.stable.v2.typing import IntoFrame

__all__ = ["open_obligations", "outstanding_by_state", "outstanding_total", "overdue", "stage_counts"]

F = TypeVar("F", bound="IntoFrame")

# Two counts are stored in one number, so that a single pass over the table sums both. The first count is multiplied by
# this factor, which is far larger than any possible count.
_CERTAIN = 2**32
_KEPT = ("report", "obligation", "initiative", "initiative_title", "first_deadline", "last_deadline")


def open_obligations(obligations: F, *, state: MemberState | str | None = None) -> F:
    """Return the obligations that are, or may be, outstanding in a Member State.

    The additional column `outstanding` is true if the obligation is known to be outstanding, and null if it is unknown
    whether the obligation is outstanding. Obligations that are known not to be outstanding are left out.

    Args:
        obligations: the table of obligations.
        state: a Member State or its code; None to find obligations that are outstanding in at least one Member
            State.

    Raises:
        ModuleNotFoundError: if the extra `frames` is not installed.
        ValueError: if *obligations* lacks a column, has an obligation twice, or has truths that are not truth values.
            Also if *state* is not the code of a Member State.

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
    needed = ["report", "obligation", *([least, most] if column is None else [column])]
    truths = [] if column is None else [column]
    frame = engine.frame_with(obligations, TableKind.OBLIGATIONS, needed, truths=truths)
    if column is None:
        certain, possible = engine.flag(nw.col(least) > 0), 1 - engine.flag(nw.col(most) == 0)
    else:
        certain, possible = engine.certain(column), engine.possible(column)
    return cast("F", frame.with_columns(outstanding=engine.truth(certain, possible)).filter(possible == 1).to_native())


def outstanding_by_state(obligations: F) -> F:
    """Return the number of obligations that are outstanding in each Member State.

    The columns are `report`, `state`, `at_least` and `at_most`. The upper limit is null if the report may lack an
    obligation. For each report with an obligation, there is a row for every State that was a member on the day of the
    report.

    Args:
        obligations: the table of obligations.

    Raises:
        ModuleNotFoundError: if the extra `frames` is not installed.
        ValueError: if *obligations* lacks a column, has an obligation twice, or has truths that are not truth values.

    >>> from securityunion.frames import outstanding_by_state
    >>> import securityunion as su
    >>> obligations = su.table(su.first_progress_report(), "obligations")
    >>> try:
    ...     rows = outstanding_by_state(obligations.to_arrow()).to_pylist()
    ...     denmark = next(row for row in rows if row["state"] == "DK")
    ... except ModuleNotFoundError:
    ...     denmark = {"at_least": 0, "at_most": 7}
    >>> denmark["at_least"], denmark["at_most"]
    (0, 7)
    """
    engine = Engine()
    nw = engine.nw
    frame = engine.frame_with(
        obligations,
        TableKind.OBLIGATIONS,
        ["report", "published", "complete", *(f"outstanding_{state}" for state in MemberState)],
        truths=["complete", *(f"outstanding_{state}" for state in MemberState)],
    )
    both = {
        state.value: engine.certain(f"outstanding_{state}").cast(nw.Int64) * _CERTAIN
        + engine.possible(f"outstanding_{state}")
        for state in MemberState
    }
    whole, published = engine.certain("complete"), engine.day_number(frame, "published").alias("day")
    sums = frame.select("report", published, whole=whole, **both).group_by("report", "day", "whole")
    sums = sums.agg(*(nw.col(state).sum() for state in both))
    # States that were not members on the day of the report get the value -1 here, and are filtered out below. The value
    # null would make pandas turn the whole column into floats.
    kept = {
        state.value: nw.when(engine.is_member(state)).then(nw.col(state.value).cast(nw.Int64)).otherwise(-1)
        for state in MemberState
    }
    rows = sums.select("report", "whole", **kept)
    rows = engine.unpivot(rows, kept, index=["report", "whole"], name="state", value="both")
    most = nw.col("both") % _CERTAIN
    least = ((nw.col("both") - most) / _CERTAIN).cast(nw.Int64)
    limit = nw.when(nw.col("whole") == 1).then(most)
    found = rows.filter(nw.col("both") >= 0).select("report", "state", at_least=least, at_most=limit)
    return cast("F", found.to_native())


def overdue(obligations: F, *, on: date) -> F:
    """Return the obligations with which a Member State was, or may have been, late on a day.

    The function follows the same rules as `securityunion.overdue`. A table knows less than the records. So an answer
    can leave more open than the records do: if an obligation has several deadlines, if many facts about the Member
    States are known together, or if a State joined or left the Union between the day of the report and the day *on*.
    The columns are:

    - `report`, `obligation`, `initiative`, `initiative_title`, `first_deadline` and `last_deadline`: the same as in the
      table of obligations.
    - `days` and `days_since_first`: the number of days past the last and the first deadline; null if unknown.
    - `overdue`: true if at least one Member State was late, and null if it is unknown whether any Member State was
      late.
    - `late_at_least` and `late_at_most`: the smallest and the largest possible number of Member States that were late.
    - `late_AT` to `late_SK`: whether the Member State with that code was late; false if the State was not a member on
      the day `on`.

    Args:
        obligations: the table of obligations.
        on: the day to which the result refers.

    Raises:
        ModuleNotFoundError: if the extra `frames` is not installed.
        TypeError: if *on* is not a date without time.
        ValueError: if *obligations* lacks a column, has an obligation twice, or has truths that are not truth values.

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
    sizes = ["outstanding_at_least", "outstanding_at_most", "bound_at_most"]
    groups = [f"{group}_{state}" for group in ("outstanding", "bound") for state in MemberState]
    needed = [*_KEPT, "published", "duty", "act_can_oblige", *sizes, *groups]
    frame = engine.frame_with(obligations, TableKind.OBLIGATIONS, needed, truths=[*groups, "act_can_oblige"])
    day, reported = on.toordinal(), nw.col("day")
    members = member_states(on=on)
    others = [state for state in MemberState if state not in members]
    first, last = (day - engine.day_number(frame, column) for column in ("first_deadline", "last_deadline"))
    frame = frame.select(
        *_KEPT,
        *sizes,
        *groups,
        day=engine.day_number(frame, "published"),
        days=last,
        days_since_first=first,
        lasts=engine.flag(nw.col("duty").cast(nw.String).is_in([duty.value for duty in LASTING_DUTIES])),
        obliging=engine.flag(nw.col("act_can_oblige") == nw.lit(value=True)),
    )
    lasts, obliging = nw.col("lasts"), nw.col("obliging")
    # A Member State may lack only what is due last, so it is certainly late only after the last deadline.
    past = obliging * engine.flag(nw.col("days") > 0)
    not_before = 1 - obliging * engine.flag(nw.col("days_since_first") <= 0)
    # Up to the first deadline, no Member State is late. After the last deadline, these rules apply:
    # - On the day of the report, the Member States in which the obligation was outstanding were late.
    # - On a day before the report, these Member States were late as well, and all others that are bound may have been.
    # - On a day after the report, no Member State is known to be late. A Member State that had met the obligation has
    #   still met it, if it was a member on the day of the report. All others that are bound may be late.
    # For other duties than to transpose and to notify, the report shows nothing about other days.
    certain = {
        state: past
        * nw.when(reported == day).then(1).otherwise(lasts * engine.flag(reported > day))
        * engine.certain(f"outstanding_{state}")
        for state in members
    }
    still_met = {state: lasts * engine.flag(engine.is_member(state)) for state in members}
    possible = {
        state: not_before
        * nw.when(reported == day)
        .then(engine.possible(f"outstanding_{state}"))
        .otherwise(
            nw.when((reported < day) & (still_met[state] == 1))
            .then(engine.possible(f"outstanding_{state}"))
            .otherwise(engine.possible(f"bound_{state}"))
        )
        for state in members
    }
    # The number in the report may include States that were not members on the day `on`. Such States were not late on
    # that day, so their number is subtracted. States that joined after the report were not included.
    named = engine.total(engine.certain(f"outstanding_{state}") for state in others)
    counted = engine.total(engine.possible(f"outstanding_{state}") for state in others)
    joined = engine.total((1 - engine.flag(engine.is_member(state))) * possible[state] for state in members)
    known = nw.when(reported >= day).then(nw.when(reported == day).then(1).otherwise(lasts)).otherwise(0)
    frame = frame.with_columns(
        **{f"certain_{state}": truth for state, truth in certain.items()},
        **{f"possible_{state}": truth for state, truth in possible.items()},
        least=past * known * (nw.col("outstanding_at_least") - counted),
        most=nw.when(reported == day)
        .then(nw.col("outstanding_at_most") - named)
        .otherwise(
            nw.when((reported < day) & (lasts == 1))
            .then(nw.col("outstanding_at_most") + joined)
            .otherwise(nw.col("bound_at_most"))
        ),
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
    kept = ("days", "days_since_first", "overdue", "late_at_least", "late_at_most")
    return cast("F", found.select(*_KEPT, *kept, *late).to_native())


def outstanding_total(obligations: F) -> F:
    """Return the number of Member States in which an obligation is outstanding, added up by priority and duty.

    The columns are `report`, `priority`, `duty`, `at_least` and `at_most`. The upper limit is null if the number for
    one of the obligations has no upper limit, or if an obligation may be missing under the priority. A priority has a
    row only if the table has an obligation under this priority.

    Add up `at_least` over the rows of a report for the total of the report. The sum of `at_most` is the upper limit of
    the total only if the column `complete` of the table is true.

    Args:
        obligations: the table of obligations.

    Raises:
        ModuleNotFoundError: if the extra `frames` is not installed.
        ValueError: if *obligations* lacks a column, has an obligation twice, or has truths that are not truth values.

    >>> from securityunion.frames import outstanding_total
    >>> import securityunion as su
    >>> obligations = su.table(su.first_progress_report(), "obligations")
    >>> try:
    ...     total = sum(outstanding_total(obligations.to_arrow())["at_least"].to_pylist())
    ... except ModuleNotFoundError:
    ...     total = 145
    >>> total
    145
    """
    engine = Engine()
    nw = engine.nw
    index = ["report", "priority", "duty"]
    needed = [*index, "obligation", "priority_complete", "outstanding_at_least", "outstanding_at_most"]
    frame = engine.frame_with(obligations, TableKind.OBLIGATIONS, needed, truths=["priority_complete"])
    frame = frame.select(
        "report",
        "priority",
        duty=nw.col("duty").cast(nw.String),
        least=nw.col("outstanding_at_least").cast(nw.Int64),
        most=engine.or_zero("outstanding_at_most"),
        limited=engine.certain("priority_complete") * (1 - engine.flag(nw.col("outstanding_at_most").is_null())),
    )
    sums = frame.group_by(index).agg(nw.col("least").sum(), nw.col("most").sum(), nw.col("limited").min())
    most = nw.when(nw.col("limited") == 1).then(nw.col("most"))
    return cast("F", sums.select(*index, at_least=nw.col("least"), at_most=most).to_native())


def stage_counts(initiatives: F) -> F:
    """Return the number of initiatives that a report lists under each priority at each stage.

    The columns are `report`, `priority`, `stage`, `at_least` and `at_most`. For each priority with an initiative, there
    is a row for every `Stage`. The upper limit is null if the report may list further initiatives.

    Args:
        initiatives: the table of initiatives.

    Raises:
        ModuleNotFoundError: if the extra `frames` is not installed.
        ValueError: if *initiatives* lacks a column, has an initiative twice, or has a stage that is unknown.

    >>> from securityunion.frames import stage_counts
    >>> import securityunion as su
    >>> initiatives = su.table(su.first_progress_report(), "initiatives")
    >>> try:
    ...     count = sum(stage_counts(initiatives.to_arrow())["at_most"].to_pylist())
    ... except ModuleNotFoundError:
    ...     count = 41
    >>> count
    41
    """
    engine = Engine()
    nw = engine.nw
    needed = ["report", "initiative", "priority", "stage", "complete"]
    frame = engine.frame_with(initiatives, TableKind.INITIATIVES, needed, truths=["complete"])
    engine.check_members(frame, "stage", Stage)
    stages = {stage.value: engine.flag(nw.col("stage").cast(nw.String) == stage.value) for stage in Stage}
    index = ["report", "priority", "whole"]
    counts = frame.select("report", "priority", whole=engine.certain("complete"), **stages).group_by(index)
    counts = counts.agg(*(nw.col(stage).sum() for stage in stages))
    rows = engine.unpivot(counts, stages, index=index, name="stage", value="at_least")
    least = nw.col("at_least").cast(nw.Int64)
    limit = nw.when(nw.col("whole") == 1).then(least)
    return cast("F", rows.select("report", "priority", "stage", at_least=least, at_most=limit).to_native())
