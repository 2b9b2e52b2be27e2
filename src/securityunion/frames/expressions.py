"""Build expressions that give the same result in every engine.

Engines treat nulls and dates in different ways. For this reason, truths are converted into flags (0 or 1), and days are
converted into numbers.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any

from securityunion._util.optional import narwhals
from securityunion.tables.columns import TableKind
from securityunion.tables.table import Table
from securityunion.values.member_state import MemberState

__all__ = ["Engine"]

_KEYS = {TableKind.INITIATIVES: "initiative", TableKind.OBLIGATIONS: "obligation"}


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

    def frame_with(self, table: Any, kind: TableKind, columns: Iterable[str], *, truths: Iterable[str] = ()) -> Any:
        """Check that *table* is a table of this *kind*, and return it as a narwhals frame.

        Args:
            table: a frame of an engine.
            kind: the kind of table that is required, which error messages name.
            columns: the columns that the table must have.
            truths: those of the columns that must hold truth values.

        Raises:
            ValueError: if *table* lacks one of *columns*, holds other values than truths in one of *truths*, or has the
                same record of a report twice.
        """
        frame = self.from_engine(table)
        schema = frame.collect_schema()
        names = schema.names()
        if missing := [name for name in columns if name not in names]:
            more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
            raise ValueError(f"missing column {missing[0]!r}{more}; pass a table of {kind} with all its columns")
        for name in truths:
            # pandas stores truths as objects if some are unknown.
            if schema[name] in (self.nw.Boolean, self.nw.Object):
                continue
            # A column without any known truth can have any type.
            if self._some(frame.filter(~self.nw.col(name).is_null()).select(name)):
                wrong = f"{name}: a column of {schema[name]} is not allowed"
                raise ValueError(f"{wrong}; pass a column of truth values, with null for unknown")
            frame = frame.with_columns(self.nw.lit(None, dtype=self.nw.Boolean).alias(name))
        key = ["report", _KEYS[kind]]
        if set(key) <= set(names) and self._some(
            frame.group_by(key).agg(rows=self.nw.len()).filter(self.nw.col("rows") > 1)
        ):
            raise ValueError(f"the table has the same {_KEYS[kind]} of a report twice; pass each row once")
        return frame

    def check_members(self, frame: Any, column: str, enumeration: type[StrEnum]) -> None:
        """Check that every value in *column* is the value of a member of *enumeration*.

        Raises:
            ValueError: if a value is null or is not a member.
        """
        known = [member.value for member in enumeration]
        text = self.nw.col(column).cast(self.nw.String)
        if self._some(frame.filter(self.nw.col(column).is_null())):
            raise ValueError(f"{column}: null is not allowed; pass one of the values of {enumeration.__name__}")
        odd = self._rows(frame.filter(~text.is_in(known)).select(odd=text).head(1))
        if odd:
            wrong = f"{column}: {odd[0][0]!r} is not a value of {enumeration.__name__}"
            raise ValueError(f"{wrong}; pass a table with the values that this library writes")

    def or_zero(self, column: str) -> Any:
        """Return the whole numbers in *column*, with 0 instead of null."""
        number = self.nw.col(column)
        return self.nw.when(number.is_null()).then(self.nw.lit(0)).otherwise(number).cast(self.nw.Int64)

    def unpivot(self, frame: Any, columns: Iterable[str], *, index: list[str], name: str, value: str) -> Any:
        """Turn each row into one row for each of *columns*, with the name and the value of the column.

        The columns in *index* are repeated in each of these rows.
        """
        if frame.implementation.is_duckdb():
            # narwhals would run this query on DuckDB's default connection, but the table can belong to another one.
            listed = ", ".join(f'"{column}"' for column in columns)
            wanted = ", ".join(f'"{column}"' for column in (*index, name, value))
            query = f'SELECT {wanted} FROM (UNPIVOT wide ON {listed} INTO NAME "{name}" VALUE "{value}")'  # noqa: S608 - our own names
            return self.nw.from_native(frame.to_native().query("wide", query))
        return frame.unpivot(list(columns), index=index, variable_name=name, value_name=value)

    def _some(self, frame: Any) -> bool:
        return bool(self._rows(frame.head(1)))

    def _rows(self, frame: Any) -> list[tuple[Any, ...]]:
        collected = frame.collect() if isinstance(frame, self.nw.LazyFrame) else frame
        return list(collected.iter_rows())

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
