"""Write the first rows and most useful columns of a table as HTML, and say how many rows and columns are left out."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from xml.etree.ElementTree import Element

from securityunion._util.text import counted
from securityunion.tables.columns import TableKind
from securityunion.tables.table import Table
from securityunion.views.html.markup import Child, element, page, table
from securityunion.views.labels import joined

__all__ = ["table_html"]

_MOST_ROWS, _MOST_COLUMNS = 10, 12
_IN_THE_CAPTION = ("report", "published")
# The page has room for twelve columns, so the least useful columns are left out. The page shows ids instead of the long
# titles. The other columns are left out to make room for columns about single Member States.
_LEFT_OUT = {
    TableKind.INITIATIVES: ("priority_title",),
    TableKind.OBLIGATIONS: (
        "initiative_title",
        "priority",
        "stage",
        "complete",
        "priority_complete",
        "act_can_oblige",
        "bound_at_least",
        "bound_at_most",
    ),
}


def table_html(given: Table) -> str:
    """Return the HTML of a table, with its first rows.

    If all rows come from one report, the caption gives the id and the day of that report.

    >>> import securityunion as su
    >>> html = table_html(su.table(su.first_progress_report(), "obligations"))
    >>> "5 more rows and 65 more columns." in html, len(html.encode()) < 15_000
    (True, True)
    """
    report = given.reports[0] if len(given.reports) == 1 else None
    names = [name for name in given.columns if report is None or name not in _IN_THE_CAPTION]
    shown = [name for name in names if name not in _LEFT_OUT.get(given.kind, ())][:_MOST_COLUMNS]
    rows = [[_cell(getattr(row, name)) for name in shown] for row in islice(given, _MOST_ROWS)]
    what = given.kind.replace("-", " ").capitalize()
    whose = "" if report is None else f" of {report.id}, {report.published}"
    caption = f"{what}{whose}: {counted(len(given), 'row')}, {counted(len(given.columns), 'column')}"
    below = element("p", *_remarks(more_rows=len(given) - len(rows), more_columns=len(names) - len(shown)))
    return page(table(caption, list(map(_header, shown)), rows), below)


def _header(name: str) -> Element:
    """Return the name of a column, with possible line breaks after each `_` so that more columns fit on the screen."""
    first, *others = name.split("_")
    return element("span", first, *(part for other in others for part in ("_", element("wbr"), other)))


def _remarks(*, more_rows: int, more_columns: int) -> Iterator[Child]:
    more = [counted(more, f"more {noun}") for more, noun in ((more_rows, "row"), (more_columns, "column")) if more]
    if more:
        yield f"{' and '.join(more)}. "
    yield element("em", "null")
    yield " means unknown, unless the description of the column says otherwise."


def _cell(value: str | int | date | tuple[str, ...] | None) -> Child:
    if value is None:
        return element("em", "null")
    return joined(value) if isinstance(value, tuple) else str(value)
