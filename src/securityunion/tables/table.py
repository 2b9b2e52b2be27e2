"""Convert reports into a table of plain values, and export the table as CSV or Arrow."""

import csv
import io
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, cast, overload

from attrs import frozen

from securityunion._util.lazy_methods import implemented_by
from securityunion._util.public_home import public
from securityunion._util.text import counted, instead_of, shown
from securityunion.errors import raise_not_found
from securityunion.model.report import ProgressReport
from securityunion.tables.arrow import arrow_table
from securityunion.tables.columns import Column, TableKind, columns_of, count_of, rows_of
from securityunion.wire.files import replace_file

__all__ = ["Table", "table"]

# `_CALCULATED` matches text that spreadsheets calculate as a formula. It includes full-width signs, written as
# escapes, because a formula can also begin with one of those. `_RETYPED` matches text that spreadsheets turn into a
# number, a date or a truth value. Its possessive quantifiers (`++` and `*+`) do not backtrack, so that even very long
# text costs little.
_CALCULATED = re.compile(r"\s*['=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]").match
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_RETYPED = re.compile(
    rf"(?=.*[0-9])[0-9\s.,:/%e+-]++(?:[ap]m?)?|[0-9\s.,/-]*+{_MONTH}[0-9\s.,/-]*+|true|false", re.IGNORECASE
).fullmatch

_DELIMITERS, _LINE_END = ",;\t", "\r\n"

# What people call on a data frame, with what to write instead.
_INSTEAD = {
    "to_dataframe": "pass the table to the constructor of a data frame, such as `polars.DataFrame(table)`",
    "to_dict": "write `[row._asdict() for row in table]`",
    "to_dicts": "write `[row._asdict() for row in table]`",
    "to_json": "write `json.dumps([row._asdict() for row in table], default=str)`",
    "to_pandas": "write `table.to_arrow().to_pandas()`, or `pandas.DataFrame.from_arrow(table)` with pandas 3",
    "to_polars": "write `polars.DataFrame(table)`",
    "to_parquet": "write `pyarrow.parquet.write_table(table.to_arrow(), path)`",
}


@public
@frozen(weakref_slot=False, eq=False, repr=False)
class Table:
    """A table of one or more reports. Each row is a named tuple.

    Call the function `table` to create a table. A `Table` has the methods of a sequence. It is not a
    `collections.abc.Sequence`, because polars would read such a sequence row by row instead of as Arrow.

    `len()` creates no rows, and a loop creates the rows one by one. Access by index creates all rows and keeps them in
    memory.

    Attributes:
        kind: the kind of table, which determines what each row describes.
        reports: the reports, in the order of the rows.

    >>> import securityunion as su
    >>> obligations = su.table(su.first_progress_report(), "obligations")
    >>> obligations
    <Table of obligations: 15 rows, 79 columns>
    >>> row = obligations[0]
    >>> row.obligation, row.outstanding_count, row.outstanding_PT is None
    ('nis-transposition', 3, True)
    """

    kind: TableKind
    reports: tuple[ProgressReport, ...]

    _repr_html_ = implemented_by("views.html.table", "table_html")

    def __repr__(self) -> str:
        rows, columns = counted(len(self), "row"), counted(len(self.columns), "column")
        return f"<Table of {self.kind.replace('-', ' ')}: {rows}, {columns}>"

    @property
    def columns(self) -> Mapping[str, Column]:
        """A mapping from the name of each column to its description, in the order of the columns.

        >>> import securityunion as su
        >>> column = su.table(su.first_progress_report(), "findings").columns["due"]
        >>> column.unit, column.optional
        ('YYYY, YYYY-H1, YYYY-Q1, YYYY-MM or YYYY-MM-DD', True)
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
        # Rows are created one by one, so that the first rows are available at once even if the table has millions.
        return (row for report in self.reports for row in self._of(report))

    def __reversed__(self) -> Iterator[Any]:
        return iter(self._rows[::-1])

    def __contains__(self, row: object) -> bool:
        return row in self._rows

    def index(self, row: object) -> int:
        """Return the index of the first row that equals *row*.

        Raises:
            ValueError: if no row of the table equals *row*.
        """
        return self._rows.index(row)

    def count(self, row: object) -> int:
        """Return the number of rows that equal *row*."""
        return self._rows.count(row)

    @overload
    def to_csv(self, *, delimiter: str = ",", unknown: str = "", for_spreadsheets: bool = True) -> str: ...
    @overload
    def to_csv(
        self,
        path: str | os.PathLike[str],
        *,
        delimiter: str = ",",
        unknown: str = "",
        for_spreadsheets: bool = True,
    ) -> None: ...
    def to_csv(
        self,
        path: str | os.PathLike[str] | None = None,
        *,
        delimiter: str = ",",
        unknown: str = "",
        for_spreadsheets: bool = True,
    ) -> str | None:
        r"""Return the table as CSV, or write the CSV to a file.

        An unknown value becomes an empty field, and so does an empty list. The items of a list are separated by `; `.
        A truth is written as `true` or `false`, and a day as `YYYY-MM-DD`.

        Spreadsheets calculate text such as `=1+1`. They also turn text such as `12016E294` or `2020-07` into a number
        or a date. To prevent both, an apostrophe is added at the beginning of such text. To restore the original text,
        remove one apostrophe from the beginning of the field.

        Args:
            path: the file to write; None to return the CSV as a string. The file begins with a byte order mark, by
                which spreadsheets recognise the encoding UTF-8. The file is compressed if its name ends in `.gz`. The
                file is written completely or not at all.
            delimiter: what separates fields: a comma, a semicolon or a tab. A field that contains one of the three is
                always quoted, because a spreadsheet may split at another one than it is told.
            unknown: what is written for an unknown value, so that it differs from an empty list.
            for_spreadsheets: whether to add the apostrophes and, to a file, the byte order mark. Pass False if a
                program reads the CSV.

        Raises:
            OSError: if the file cannot be written.
            ValueError: if *delimiter* is something else.

        >>> import securityunion as su
        >>> findings = su.table(su.first_progress_report(), "findings")
        >>> header, first, *_ = findings.to_csv().splitlines()
        >>> header  # doctest: +ELLIPSIS
        'report,finding,kind,priority,acted_by,addressees,initiatives,due,summary,states,...'
        >>> first[:53]
        'first-progress-report,regular-reporting,progress-made'
        >>> findings.to_csv(delimiter=";", unknown="unknown").splitlines()[1][:61]
        'first-progress-report;regular-reporting;progress-made;unknown'
        """
        if delimiter not in tuple(_DELIMITERS):
            raise ValueError(
                f"delimiter: {shown(delimiter)} does not separate fields; use a comma, a semicolon or a tab"
            )
        field = partial(_field, unknown=unknown, guard=_guarded if for_spreadsheets else str)
        if path is None:
            written = io.StringIO(newline="")
            self._write(written, delimiter, field)
            return written.getvalue()
        with replace_file(path) as file:
            text = io.TextIOWrapper(file, encoding="utf-8-sig" if for_spreadsheets else "utf-8", newline="")
            self._write(text, delimiter, field)
            # `detach` flushes the text but leaves the file open, because `replace_file` still needs the file.
            text.detach()
        return None

    def to_arrow(self) -> Any:
        """Return the table as a `pyarrow.Table` with typed columns.

        An enumeration becomes a dictionary of all its values, a day becomes a `date32`, and a tuple becomes a list.
        Unknown values become null. This method requires the extra `arrow`.

        Raises:
            ModuleNotFoundError: if the extra `arrow` is not installed.

        >>> import securityunion as su
        >>> findings = su.table(su.first_progress_report(), "findings")
        >>> try:
        ...     rows = findings.to_arrow().num_rows
        ... except ModuleNotFoundError:
        ...     rows = len(findings)
        >>> rows
        23
        """
        # An iterator creates a row only when the row is used. `arrow_table` uses no rows at all for compliance records.
        return arrow_table(self.kind, self.reports, iter(self))

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> Any:
        """Return the table as an Arrow C stream, which polars, pandas, DuckDB and other engines can read."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    if not TYPE_CHECKING:  # pragma: no branch - otherwise, type checkers would accept every attribute

        def __getattr__(self, name: str) -> object:
            instead = f"; {_INSTEAD[name]}" if name in _INSTEAD else ""
            raise AttributeError(f"a Table has no attribute {name!r}{instead}", name=name, obj=self)

    @cached_property
    def _rows(self) -> tuple[Any, ...]:
        return tuple(iter(self))

    def _of(self, report: ProgressReport) -> Iterator[Any]:
        return rows_of(self.kind, report)

    def _write(self, file: Any, delimiter: str, field: Callable[[object], str | int]) -> None:
        writer = csv.writer(_Lines(file), delimiter=delimiter, lineterminator=_LINE_END + _DELIMITERS)
        writer.writerow(self.columns)
        writer.writerows(map(field, row) for row in self)


def table(report: ProgressReport | Iterable[ProgressReport], kind: TableKind | str) -> Table:
    """Return a table of one or more reports.

    Args:
        report: a report, or several reports with different ids. The rows are in the order of the reports.
        kind: what each row describes: `initiatives`, `obligations`, `compliance-records`,
            `measures`, `infringements`, `events`, `findings` or `decisions`.

    Raises:
        NotFoundError: if the kind is unknown.
        TypeError: if *report* is neither a ProgressReport nor an iterable of ProgressReports.
        ValueError: if two reports have the same id.

    >>> import securityunion as su
    >>> [len(su.table(su.first_progress_report(), kind)) for kind in su.TableKind]
    [41, 15, 0, 0, 8, 125, 23, 0]
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


@frozen
class _Lines:
    """A file for `csv.writer`, which quotes a field if it contains a character of the line's end.

    So that fields with any of the delimiters are quoted, the writer is told that lines end in all of them. Only the
    real end of a line is written.
    """

    file: Any

    def write(self, line: str) -> None:
        self.file.write(line.removesuffix(_DELIMITERS))


def _field(value: object, *, unknown: str, guard: Callable[[str], str]) -> str | int:
    if value is None:
        return unknown
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, date)):
        return value if isinstance(value, int) else value.isoformat()
    return guard("; ".join(cast("tuple[str, ...]", value)) if isinstance(value, tuple) else cast("str", value))


def _guarded(text: str) -> str:
    return f"'{text}" if _CALCULATED(text) or _RETYPED(text) else text
