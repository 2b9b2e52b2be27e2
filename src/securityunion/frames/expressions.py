"""Build expressions that give the same result in every engine.

Engines treat nulls and dates in different ways. For this reason, truths are converted into flags (0 or 1), and days are
converted into numbers.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from securityunion._util.optional import narwhals
from securityunion.tables.columns import TableKind
from securityunion.tables.table import Table
from securityunion.values.member_state import MemberState

__all__ = ["Engine"]


class Engine:
    """A builder of expressions that give the same result in every engine that narwhals supports.

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
        self.nw: Any = narwhals()

    def from_engine(self, table: Any) -> Any:
        """Return *table* as a narwhals frame. *table* must be a frame of an engine.

        Raises:
            TypeError: if *table* is a `Table`, because a `Table` does not belong to an engine.
        """
        if isinstance(table, Table):
            raise TypeError(f"{table!r} is not a frame of an engine; pass a frame, such as polars.DataFrame(table)")
        return self.nw.from_native(table)

    def frame_with(self, table: Any, kind: TableKind, columns: Iterable[str]) -> Any:
        """Check that *table* has all *columns*, and return *table* as a narwhals frame.

        *kind* is the kind of table that has these columns. The error message names *kind*.

        Raises:
            ValueError: if *table* lacks one of *columns*.
        """
        frame = self.from_engine(table)
        names = frame.collect_schema().names()
        if missing := [name for name in columns if name not in names]:
            more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
            raise ValueError(f"missing column {missing[0]!r}{more}; pass a table of {kind} with all its columns")
        return frame

    def flag(self, condition: Any) -> Any:
        """Return a flag that is 1 if *condition* is true, and 0 if *condition* is false or null."""
        return self.nw.when(condition).then(self.nw.lit(1)).otherwise(self.nw.lit(0))

    def certain(self, column: str) -> Any:
        """Return a flag that is 1 if the truth in *column* is true, and 0 if the truth is false or null."""
        return self.flag(self.nw.col(column) == self.nw.lit(value=True))

    def possible(self, column: str) -> Any:
        """Return a flag that is 1 if the truth in *column* is true or null, and 0 if the truth is false."""
        return 1 - self.flag(self.nw.col(column) == self.nw.lit(value=False))

    def truth(self, certain: Any, possible: Any) -> Any:
        """Convert two flags into a truth: true if *certain* is 1, false if *possible* is 0, and otherwise null."""
        no = self.nw.when(possible == 0).then(self.nw.lit(value=False))
        return self.nw.when(certain == 1).then(self.nw.lit(value=True)).otherwise(no)

    def total(self, numbers: Iterable[Any]) -> Any:
        """Return the sum of *numbers* in each row."""
        total = self.nw.lit(0)
        for number in numbers:
            total = total + number
        return total

    def day_number(self, frame: Any, column: str) -> Any:
        """Return the day in *column* as the number that `date.toordinal` gives.

        All engines compare and subtract numbers in the same way, but they differ in how they handle dates. For this
        reason, the day is converted.

        Raises:
            ValueError: if the column holds text.
        """
        day, kind = self.nw.col(column), frame.collect_schema()[column]
        # pandas stores dates as objects. If the table has no rows, a column of dates therefore looks like text.
        if kind == self.nw.String and not (isinstance(frame, self.nw.DataFrame) and frame.is_empty()):
            raise ValueError(f"{column}: a column of {kind} is not allowed; pass a column of days")
        if kind != self.nw.Date:
            day = day.cast(self.nw.Datetime)
        years = day.dt.year() - 1
        return 365 * years + years // 4 - years // 100 + years // 400 + day.dt.ordinal_day()

    def is_member(self, state: MemberState) -> Any:
        """Return whether *state* was a Member State on the day in the column `day`.

        The column must contain numbers that `day_number` has returned.
        """
        last_day = date.max if state.last_day is None else state.last_day
        return (self.nw.col("day") >= state.first_day.toordinal()) & (self.nw.col("day") <= last_day.toordinal())
