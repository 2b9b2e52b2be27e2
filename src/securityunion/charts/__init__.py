"""Charts of a report or a procedure, drawn with Altair.

They need the extra `plot`; to save them as pictures, install the extra `plot-export`.

"Yes" is solid blue, "unknown" is hatched and "no" is white in all charts, so that nobody mistakes unknown for no. Each
chart contains its data and an alternative text (`description`), which `svg` also writes into the picture. Charts do not
change Altair's themes, renderers or data transformers, because these are settings of the whole program.

>>> import securityunion as su
>>> from securityunion import charts
>>> try:
...     chart = charts.tile_map(su.first_progress_report())
...     title = chart.to_dict()["title"]["text"]
... except ModuleNotFoundError as error:
...     title = str(error)
>>> title in (
...     "Outstanding obligations by Member State on 2020-12-09",
...     "support for charts is not installed; run: pip install 'securityunion[plot]'",
... )
True
"""

from datetime import date
from typing import TYPE_CHECKING

from securityunion.charts.bars import outstanding_bars, overdue_bars, stage_bars
from securityunion.charts.drawing import drawn, svg
from securityunion.charts.events import event_points
from securityunion.charts.states import heat_cells, map_tiles
from securityunion.model.obligation import Duty
from securityunion.model.procedure import Procedure
from securityunion.model.report import ProgressReport

if TYPE_CHECKING:
    import altair as alt

__all__ = ["heat_map", "most_outstanding", "overdue", "stage_counts", "svg", "tile_map", "timeline"]


def __dir__() -> list[str]:
    return sorted(__all__)


def stage_counts(report: ProgressReport) -> "alt.FacetChart":
    """Draw how many initiatives the report lists under each priority, with a panel for each stage.

    Args:
        report: the report to draw.

    Raises:
        ModuleNotFoundError: if the extra `plot` is not installed.

    >>> import securityunion as su
    >>> from securityunion import charts
    >>> from contextlib import suppress
    >>> bar = "Tackling evolving threats, under negotiation: 2 initiatives."
    >>> with suppress(ModuleNotFoundError):  # if the extra is not installed
    ...     chart = charts.stage_counts(su.first_progress_report())
    ...     assert bar in chart.description
    """
    chart: alt.FacetChart = drawn(stage_bars(report))
    return chart


def most_outstanding(report: ProgressReport, *, limit: int | None = None) -> "alt.LayerChart":
    """Draw how many Member States had not fully met each obligation, the largest number first.

    A bar is solid up to the smallest possible number and hatched up to the largest. If the largest number is
    unknown, it is hatched up to the number of all Member States.

    Args:
        report: the report to draw.
        limit: the number of obligations to draw, 0 or more; None for all.

    Raises:
        ValueError: if `limit` is below 0.
        TypeError: if `limit` is not a whole number.
        ModuleNotFoundError: if the extra `plot` is not installed.

    >>> import securityunion as su
    >>> from securityunion import charts
    >>> from contextlib import suppress
    >>> bar = "Directive on combating child sexual abuse: 25 Member States."
    >>> with suppress(ModuleNotFoundError):  # if the extra is not installed
    ...     chart = charts.most_outstanding(su.first_progress_report(), limit=5)
    ...     assert bar in chart.description
    """
    chart: alt.LayerChart = drawn(outstanding_bars(report, limit=limit))
    return chart


def overdue(report: ProgressReport, *, on: date | None = None) -> "alt.LayerChart":
    """Draw how many days each obligation was past its deadline, and how many Member States were late.

    A bar is solid if some Member State was late, and hatched if that is unknown. If the deadline is unknown, there is
    text instead of a bar. Obligations with which no Member State was late are left out.

    Args:
        report: the report to draw.
        on: the day; None for the day of the report.

    Raises:
        TypeError: if `on` is not a plain date.
        ModuleNotFoundError: if the extra `plot` is not installed.

    >>> import securityunion as su
    >>> from securityunion import charts
    >>> from contextlib import suppress
    >>> bar = "Victims' Rights Directive: 1,850 days, 12 Member States."
    >>> with suppress(ModuleNotFoundError):  # if the extra is not installed
    ...     chart = charts.overdue(su.first_progress_report())
    ...     assert bar in chart.description
    """
    chart: alt.LayerChart = drawn(overdue_bars(report, on=on))
    return chart


def timeline(procedure: Procedure, *, on: date | None = None) -> "alt.LayerChart":
    """Draw the events of a procedure in order of their days, with a row for each event.

    An event whose day is unknown comes last, as a dashed line across all days. The days after `known_until` are
    hatched, because events may be missing there.

    Args:
        procedure: the procedure to draw.
        on: a day to mark, with the stage of the procedure on it; None for no mark.

    Raises:
        ValueError: if the procedure has no known day and `on` is None.
        TypeError: if `on` is not a plain date.
        ModuleNotFoundError: if the extra `plot` is not installed.

    >>> import securityunion as su
    >>> from securityunion import charts
    >>> from contextlib import suppress
    >>> report = su.first_progress_report()
    >>> procedure = su.find(report, "2018/0331(COD)").procedures[0]
    >>> mark = "Vertical line: 2020-12-09, under negotiation."
    >>> with suppress(ModuleNotFoundError):  # if the extra is not installed
    ...     chart = charts.timeline(procedure, on=report.published)
    ...     assert mark in chart.description
    """
    chart: alt.LayerChart = drawn(event_points(procedure, on=on))
    return chart


def tile_map(report: ProgressReport) -> "alt.LayerChart":
    """Draw how many obligations were outstanding in each Member State, on a map of the Union in equal squares.

    The bar in each square represents all obligations of the report: solid for those outstanding, hatched for those
    unknown, white for the rest. The map has the Member States of the report's day, with the Union's own codes, such as
    EL and UK.

    Args:
        report: the report to draw.

    Raises:
        ModuleNotFoundError: if the extra `plot` is not installed.

    >>> import securityunion as su
    >>> from securityunion import charts
    >>> from contextlib import suppress
    >>> with suppress(ModuleNotFoundError):  # if the extra is not installed
    ...     chart = charts.tile_map(su.first_progress_report())
    ...     assert "Denmark: 0\u20137 of 15." in chart.description
    """
    chart: alt.LayerChart = drawn(map_tiles(report))
    return chart


def heat_map(report: ProgressReport, *, duty: Duty | str | None = None) -> "alt.Chart":
    """Draw which obligations were outstanding in which Member State.

    The heat map has a row for each obligation and a column for each Member State of the report's day.

    Args:
        report: the report to draw.
        duty: the duty of the obligations to draw; None for all obligations.

    Raises:
        NotFoundError: if the duty does not exist.
        ModuleNotFoundError: if the extra `plot` is not installed.

    >>> import securityunion as su
    >>> from securityunion import charts
    >>> from contextlib import suppress
    >>> cells = "Heat map of 15 obligations and 27 Member States"
    >>> with suppress(ModuleNotFoundError):  # if the extra is not installed
    ...     chart = charts.heat_map(su.first_progress_report(), duty="transpose")
    ...     assert chart.description.startswith(cells)
    """
    chart: alt.Chart = drawn(heat_cells(report, duty=duty))
    return chart
