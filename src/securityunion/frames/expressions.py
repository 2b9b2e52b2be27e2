"""Expressions that mean the same in every engine: flags of 0 and 1, days as numbers."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from securityunion.tables.columns import TableKind
from securityunion.tables.table import Table
from securityunion.values.member_state import MemberState

__all__ = ["certain", "day_number", "flag", "frame_with", "from_engine", "is_member", "possible", "total", "truth"]


def from_engine(nw: Any, table: Any) -> Any:
    if isinstance(table, Table):
        raise TypeError(f"found {table!r}; expected a frame of an engine, such as polars.DataFrame(table)")
    return nw.from_native(table)


def frame_with(nw: Any, table: Any, kind: TableKind, columns: Iterable[str]) -> Any:
    frame = from_engine(nw, table)
    names = frame.collect_schema().names()
    if missing := [name for name in columns if name not in names]:
        found = f"no column {missing[0]!r}" + (f" nor {len(missing) - 1} more" if len(missing) > 1 else "")
        raise ValueError(f"found {found} among {len(names)}; expected the columns of a table of {kind}")
    return frame


def flag(nw: Any, condition: Any) -> Any:
    """Return 1 where *condition* holds, else 0, also where it is not known: numbers mean the same in all engines."""
    return nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0))


def certain(nw: Any, column: str) -> Any:
    return flag(nw, nw.col(column) == nw.lit(value=True))


def possible(nw: Any, column: str) -> Any:
    return 1 - flag(nw, nw.col(column) == nw.lit(value=False))


def truth(nw: Any, certain: Any, possible: Any) -> Any:
    """Return true where it is certain, false where it is not possible, and else null."""
    no = nw.when(possible == 0).then(nw.lit(value=False))
    return nw.when(certain == 1).then(nw.lit(value=True)).otherwise(no)


def total(nw: Any, numbers: Iterable[Any]) -> Any:
    total = nw.lit(0)
    for number in numbers:
        total = total + number
    return total


def day_number(nw: Any, frame: Any, column: str) -> Any:
    """Return the number of a day, as `date.toordinal` counts: engines compare and subtract numbers alike, not dates."""
    day, kind = nw.col(column), frame.collect_schema()[column]
    # pandas has dates only as objects, and takes those of a table without rows for text.
    if kind == nw.String and not (isinstance(frame, nw.DataFrame) and frame.is_empty()):
        raise ValueError(f"{column}: found a column of {kind}; expected days")
    if kind != nw.Date:
        day = day.cast(nw.Datetime)
    years = day.dt.year() - 1
    return 365 * years + years // 4 - years // 100 + years // 400 + day.dt.ordinal_day()


def is_member(nw: Any, state: MemberState) -> Any:
    """Say of each row whether *state* was a Member State on the day whose number stands in the column `day`."""
    last_day = date.max if state.last_day is None else state.last_day
    return (nw.col("day") >= state.first_day.toordinal()) & (nw.col("day") <= last_day.toordinal())
