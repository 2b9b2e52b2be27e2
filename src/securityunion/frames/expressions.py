"""Expressions that mean the same in every engine: flags of 0 and 1, days as numbers."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from securityunion._util.optional import narwhals
from securityunion.tables.columns import TableKind
from securityunion.tables.table import Table
from securityunion.values.member_state import MemberState

__all__ = ["Engine"]


class Engine:
    """narwhals, and expressions that mean the same in every engine that it speaks to.

    Raises:
        ModuleNotFoundError: if the extra `frames` is not installed.

    >>> import securityunion as su
    >>> try:
    ...     names = Engine().from_engine(su.table((), "events").to_arrow()).columns[:2]
    ... except ModuleNotFoundError:
    ...     names = ["report", "initiative"]
    >>> names
    ['report', 'initiative']
    """

    def __init__(self) -> None:
        self.nw = narwhals()

    def from_engine(self, table: Any) -> Any:
        """Return the narwhals frame of an engine's *table*; a `Table` of ours is refused, because it has no engine."""
        if isinstance(table, Table):
            raise TypeError(f"{table!r} is not a frame of an engine; pass one, such as polars.DataFrame(table)")
        return self.nw.from_native(table)

    def frame_with(self, table: Any, kind: TableKind, columns: Iterable[str]) -> Any:
        """Return the frame of a *table* of this *kind* that has the *columns*.

        Raises:
            ValueError: if it lacks one of them.
        """
        frame = self.from_engine(table)
        names = frame.collect_schema().names()
        if missing := [name for name in columns if name not in names]:
            more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
            raise ValueError(f"missing column {missing[0]!r}{more}; pass a table of {kind} with all its columns")
        return frame

    def flag(self, condition: Any) -> Any:
        """Return 1 if *condition* holds, else 0, also if it is unknown: numbers mean the same in all engines."""
        return self.nw.when(condition).then(self.nw.lit(1)).otherwise(self.nw.lit(0))

    def certain(self, column: str) -> Any:
        """Return 1 if the truth in *column* is true, else 0."""
        return self.flag(self.nw.col(column) == self.nw.lit(value=True))

    def possible(self, column: str) -> Any:
        """Return 0 if the truth in *column* is false, else 1: null is possible."""
        return 1 - self.flag(self.nw.col(column) == self.nw.lit(value=False))

    def truth(self, certain: Any, possible: Any) -> Any:
        """Return true where it is certain, false where it is not possible, and else null."""
        no = self.nw.when(possible == 0).then(self.nw.lit(value=False))
        return self.nw.when(certain == 1).then(self.nw.lit(value=True)).otherwise(no)

    def total(self, numbers: Iterable[Any]) -> Any:
        """Return the sum of *numbers*, expressions of one row."""
        total = self.nw.lit(0)
        for number in numbers:
            total = total + number
        return total

    def day_number(self, frame: Any, column: str) -> Any:
        """Return the number of a day, as `date.toordinal` counts it.

        Engines compare and subtract numbers alike, but not dates.
        """
        day, kind = self.nw.col(column), frame.collect_schema()[column]
        # pandas has dates only as objects, and takes those of a table without rows for text.
        if kind == self.nw.String and not (isinstance(frame, self.nw.DataFrame) and frame.is_empty()):
            raise ValueError(f"{column}: a column of {kind} is not allowed; pass a column of days")
        if kind != self.nw.Date:
            day = day.cast(self.nw.Datetime)
        years = day.dt.year() - 1
        return 365 * years + years // 4 - years // 100 + years // 400 + day.dt.ordinal_day()

    def is_member(self, state: MemberState) -> Any:
        """Say of each row whether *state* was a Member State on the day whose number stands in the column `day`."""
        last_day = date.max if state.last_day is None else state.last_day
        return (self.nw.col("day") >= state.first_day.toordinal()) & (self.nw.col("day") <= last_day.toordinal())
