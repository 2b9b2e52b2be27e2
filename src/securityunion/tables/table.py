"""Tables of a report: rows of plain values, CSV for spreadsheets, and Arrow for data frame engines."""

import csv
import io
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, cast, overload

from attrs import frozen

from securityunion._util.lazy_methods import implemented_by
from securityunion._util.public_home import public
from securityunion._util.text import counted, instead_of
from securityunion.errors import raise_not_found
from securityunion.model.report import ProgressReport
from securityunion.tables.arrow import arrow_table
from securityunion.tables.columns import Column, TableKind, columns_of, count_of, rows_of
from securityunion.wire.files import replace_file

__all__ = ["Table", "table"]

# Text that a spreadsheet calculates, and text that it turns into a number, a date or a truth value. Formulas may begin
# with full-width signs, too. The possessive quantifiers (`++`, `*+`) keep matching fast, however long the text is.
_CALCULATED = re.compile(r"\s*['=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]").match
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_RETYPED = re.compile(
    rf"(?=.*[0-9])[0-9\s.,:/%e+-]++(?:[ap]m?)?|[0-9\s.,/-]*+{_MONTH}[0-9\s.,/-]*+|true|false", re.IGNORECASE
).fullmatch


@public
@frozen(weakref_slot=False, eq=False, repr=False)
class Table:
    """A table of one or several reports: a sequence of named tuples with the same columns.

    Create one with `table`. A `Table` has the methods of a sequence, but is not a `collections.abc.Sequence`: polars
    would then read it row by row instead of as Arrow. `len()` creates no rows, and a loop creates them one by one.
    Access by index creates all rows and keeps them.

    Attributes:
        kind: what each row describes.
        reports: the reports, in the order of the rows.

    >>> import securityunion as su
    >>> obligations = su.table(su.first_progress_report(), "obligations")
    >>> obligations
    <Table of obligations: 15 rows, 73 columns>
    >>> row = obligations[0]
    >>> row.obligation, row.outstanding_count, row.outstanding_PT is None
    ('nis-transposition', 3, True)
    """

    kind: TableKind
    reports: tuple[ProgressReport, ...]

    _repr_html_ = implemented_by("views.html.table", "sheet_html")

    def __repr__(self) -> str:
        rows, columns = counted(len(self), "row"), counted(len(self.columns), "column")
        return f"<Table of {self.kind.replace('-', ' ')}: {rows}, {columns}>"

    @property
    def columns(self) -> Mapping[str, Column]:
        """The column dictionary: a description of each column, by name and in order.

        >>> import securityunion as su
        >>> column = su.table(su.first_progress_report(), "findings").columns["due"]
        >>> column.unit, column.optional
        ('YYYY, YYYY-MM or YYYY-MM-DD', True)
        """
        return columns_of(self.kind)

    @overload
    def __getitem__(self, place: int) -> Any: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Any]: ...
    def __getitem__(self, place: int | slice) -> Any:
        return self._rows[place]

    def __len__(self) -> int:
        return sum(count_of(self.kind, report) for report in self.reports)

    def __iter__(self) -> Iterator[Any]:
        # Rows are created one by one, so that the first few of millions are available at once.
        return (row for report in self.reports for row in self._of(report))

    def __reversed__(self) -> Iterator[Any]:
        return iter(self._rows[::-1])

    def __contains__(self, row: object) -> bool:
        return row in self._rows

    def index(self, row: object) -> int:
        """Return the index of the first row that equals *row*.

        Raises:
            ValueError: if the table has no such row.
        """
        return self._rows.index(row)

    def count(self, row: object) -> int:
        """Return how many rows equal *row*."""
        return self._rows.count(row)

    @overload
    def to_csv(self) -> str: ...
    @overload
    def to_csv(self, path: str | os.PathLike[str]) -> None: ...
    def to_csv(self, path: str | os.PathLike[str] | None = None) -> str | None:
        r"""Return the table as CSV, or write it to a file.

        Unknown values and empty lists are empty fields. List items are separated by `; `. A truth is `true` or `false`,
        and a day is `YYYY-MM-DD`.

        Text that a spreadsheet would calculate (`=1+1`) or turn into a number or a date (`12016E294`, `2020-07`) begins
        with an apostrophe. To get the original text, remove one apostrophe from the beginning of a field.

        Args:
            path: the file to write; None to return the text. The file is UTF-8 with a byte order mark, by which
                spreadsheets recognise it, and compressed if its name ends in `.gz`. It is written completely or not at
                all.

        Raises:
            OSError: if the file cannot be written.

        >>> import securityunion as su
        >>> findings = su.table(su.first_progress_report(), "findings")
        >>> header, first, *_ = findings.to_csv().splitlines()
        >>> header
        'report,finding,kind,priority,addressees,initiatives,due,summary,sources'
        >>> first[:79]
        'first-progress-report,implement-agreed-decisions,action-needed,,eu-institutions'
        """
        if path is None:
            written = io.StringIO(newline="")
            self._write(written)
            return written.getvalue()
        with replace_file(path) as file:
            text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
            self._write(text)
            text.detach()  # flushes the text without closing the file, which `replace_file` still needs
        return None

    def to_arrow(self) -> Any:
        """Return the table as a `pyarrow.Table` with typed columns. Requires the extra `arrow`.

        Enumerations become dictionaries of all their values, days become `date32`, and tuples become lists. Unknown
        values are null.

        Raises:
            ModuleNotFoundError: if the extra is not installed.

        >>> import securityunion as su
        >>> findings = su.table(su.first_progress_report(), "findings")
        >>> try:
        ...     rows = findings.to_arrow().num_rows
        ... except ModuleNotFoundError:
        ...     rows = len(findings)
        >>> rows
        21
        """
        # An iterator creates no rows unless they are used, and compliance records need none.
        return arrow_table(self.kind, self.reports, iter(self))

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> Any:
        """Return the table as an Arrow C stream, which polars, pandas, DuckDB and others read."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    @cached_property
    def _rows(self) -> tuple[Any, ...]:
        return tuple(iter(self))

    def _of(self, report: ProgressReport) -> Iterator[Any]:
        return rows_of(self.kind, report)

    def _write(self, file: Any) -> None:
        writer = csv.writer(file)
        writer.writerow(self.columns)
        writer.writerows(map(_field, row) for row in self)


def table(report: ProgressReport | Iterable[ProgressReport], kind: TableKind | str) -> Table:
    """Return a table of one report, or of several reports in order.

    Args:
        report: one report, or several reports with different ids.
        kind: what each row describes: `initiatives`, `obligations`, `compliance-records`, `events` or `findings`.

    Raises:
        NotFoundError: if the kind is unknown.
        TypeError: if *report* is neither a ProgressReport nor an iterable of them.
        ValueError: if two reports have the same id.

    >>> import securityunion as su
    >>> [len(su.table(su.first_progress_report(), kind)) for kind in su.TableKind]
    [41, 15, 0, 122, 21]
    """
    kinds = [one.value for one in TableKind]
    if kind not in kinds:
        raise_not_found("table kind", str(kind), kinds)
    if not isinstance(cast("object", report), (ProgressReport, Iterable)):
        raise TypeError(f"report: {instead_of(report, 'a ProgressReport, or several')}")
    reports = (report,) if isinstance(report, ProgressReport) else tuple(report)
    seen: set[str] = set()
    for place, one in enumerate(reports):
        if type(one) is not ProgressReport:
            raise TypeError(f"report[{place}]: {instead_of(one, 'a ProgressReport')}")
        if one.id in seen:
            raise ValueError(
                f"report[{place}]: an earlier report has the same id {one.id!r}; give each report its own id"
            )
        seen.add(one.id)
    return Table(TableKind(kind), reports)


def _field(value: object) -> str | int:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, date)):
        return value if isinstance(value, int) else value.isoformat()
    text = "; ".join(cast("tuple[str, ...]", value)) if isinstance(value, tuple) else cast("str", value)
    return f"'{text}" if _CALCULATED(text) or _RETYPED(text) else text
