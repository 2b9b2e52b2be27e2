"""Draw charts of a report or a procedure with Altair.

Install the extra `plot` to draw charts, and the extra `plot-export` to save charts as pictures.

In all charts, "yes" is solid blue, "unknown" is hatched and "no" is white, so that nobody mistakes unknown for no. Each
chart contains its data and an alternative text, the `description`. The function `svg` writes this text into the
picture, too. With `plot-export`, notebooks show a chart as such a picture, without a network. This module does not
change the themes, renderers or data transformers of Altair, because these settings apply to the whole program.

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
from securityunion.charts.drawing import drawn
from securityunion.charts.events import event_points
from securityunion.charts.pictures import svg
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
    """Draw the number of initiatives under each priority, with a panel for each stage.

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
    """Draw the number of Member States in which each obligation was outstanding, the largest number first.

    A bar is solid up to the smallest possible number, and hatched from there to the largest possible number. If the
    largest possible number is unknown, the bar is hatched up to the total number of Member States.

    Args:
        report: the report to draw.
        limit: the maximum number of obligations to draw, 0 or more; None for all.

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
    """Draw the days since the deadline of each obligation, and the number of Member States that were late.

    A bar is solid if at least one Member State was late, and hatched if it is unknown whether any Member State was
    late. If the deadline of an obligation is unknown, the row of that obligation has text instead of a bar. The chart
    omits an obligation if no Member State was late with it.

    Args:
        report: the report to draw.
        on: the day up to which days are counted; None for the day of the report.

    Raises:
        TypeError: if `on` is not a date without time.
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
    """Draw the events of a procedure in chronological order, with a row for each event.

    If the day of an event is unknown, the event comes last and is a dashed line across all days. The days after
    `known_until` are hatched, because events on these days may be missing.

    Args:
        procedure: the procedure to draw.
        on: a day to mark, with the stage of the procedure on that day; None for no mark.

    Raises:
        ValueError: if the procedure has no known day and `on` is None.
        TypeError: if `on` is not a date without time.
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
    """Draw a map of the Union that shows how many obligations were outstanding in each Member State.

    Each Member State is a square with a bar that represents all obligations of the report. The bar is solid for
    outstanding obligations, hatched for obligations whose status is unknown, and white for the rest. The map contains
    every State that was a Member State on the report's day. It uses the Union's own codes, such as EL and UK.

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
    """Draw a heat map that shows whether each obligation was outstanding in each Member State.

    The heat map has a row for each obligation. It has a column for each State that was a Member State on the report's
    day.

    Args:
        report: the report to draw.
        duty: the duty of the obligations to draw; None for all obligations.

    Raises:
        NotFoundError: if `duty` is not the value of a `Duty`.
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
