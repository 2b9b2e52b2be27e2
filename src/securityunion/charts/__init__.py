"""Charts of a report and of a procedure, with Altair.

They need the extra `plot`, and `plot-export` to save them as pictures.

What is certain is solid, what is not known is hatched, what is certainly not so is white: never does one look like
another. Each chart carries its data and an alternative text (`description`), which `svg` writes into its picture, and
fetches nothing. Altair's themes and data transformers, which belong to the whole program, stay as they are.

>>> import securityunion as su
>>> from securityunion import charts
>>> try:
...     title = charts.tile_map(su.first_progress_report()).to_dict()["title"]["text"]
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
    """Draw how many initiatives the report files under each priority at each stage: a panel for each stage.

    Raises:
        ModuleNotFoundError: where the extra `plot` is not installed.

    >>> import securityunion as su
    >>> from securityunion import charts
    >>> from contextlib import suppress
    >>> with suppress(ModuleNotFoundError):  # where the extra is not installed
    ...     chart = charts.stage_counts(su.first_progress_report())
    ...     assert "Tackling evolving threats, under negotiation: 2 initiatives." in chart.description
    """
    chart: alt.FacetChart = drawn(stage_bars(report))
    return chart


def most_outstanding(report: ProgressReport, *, limit: int | None = None) -> "alt.LayerChart":
    """Draw the obligations with how many Member States had not fully met them, largest first.

    A bar is solid up to how many it certainly is and hatched up to how many it may be: up to all Member States where no
    ceiling is known.

    Args:
        report: the report to draw.
        limit: as many obligations as are wanted, 0 or more; None for all.

    Raises:
        ValueError: where `limit` is below 0.
        TypeError: where `limit` is no whole number.
        ModuleNotFoundError: where the extra `plot` is not installed.

    >>> import securityunion as su
    >>> from securityunion import charts
    >>> from contextlib import suppress
    >>> with suppress(ModuleNotFoundError):  # where the extra is not installed
    ...     chart = charts.most_outstanding(su.first_progress_report(), limit=5)
    ...     assert "Directive on combating child sexual abuse: 25 Member States." in chart.description
    """
    chart: alt.LayerChart = drawn(outstanding_bars(report, limit=limit))
    return chart


def overdue(report: ProgressReport, *, on: date | None = None) -> "alt.LayerChart":
    """Draw how many days obligations were past their deadline on a day, with how many Member States were late.

    A bar is solid where some Member State certainly was late, hatched where that is not known. Words stand in place of
    a bar where the deadline is not known. Obligations with which nobody was late are left out.

    Args:
        report: the report to draw.
        on: the day; None for the day of the report.

    Raises:
        TypeError: where `on` is no plain date.
        ModuleNotFoundError: where the extra `plot` is not installed.

    >>> import securityunion as su
    >>> from securityunion import charts
    >>> from contextlib import suppress
    >>> with suppress(ModuleNotFoundError):  # where the extra is not installed
    ...     chart = charts.overdue(su.first_progress_report())
    ...     assert "Victims' Rights Directive: 1,850 days, 12 Member States." in chart.description
    """
    chart: alt.LayerChart = drawn(overdue_bars(report, on=on))
    return chart


def timeline(procedure: Procedure, *, on: date | None = None) -> "alt.LayerChart":
    """Draw the events of a procedure, a row for each: those with a day in order, then the others.

    An event of which the day is not known is a dashed line through all days; the days after `known_until` are hatched.

    Args:
        procedure: the procedure to draw.
        on: a day to mark, with the stage that the procedure had reached on it; None to mark none.

    Raises:
        ValueError: where no day at all is known.
        TypeError: where `on` is no plain date.
        ModuleNotFoundError: where the extra `plot` is not installed.

    >>> import securityunion as su
    >>> from securityunion import charts
    >>> from contextlib import suppress
    >>> report = su.first_progress_report()
    >>> with suppress(ModuleNotFoundError):  # where the extra is not installed
    ...     chart = charts.timeline(su.find(report, "2018/0331(COD)").procedures[0], on=report.published)
    ...     assert "Upright line: 2020-12-09, under negotiation." in chart.description
    """
    chart: alt.LayerChart = drawn(event_points(procedure, on=on))
    return chart


def tile_map(report: ProgressReport) -> "alt.LayerChart":
    """Draw how many obligations each Member State had outstanding, on a map of the Union in equal squares.

    The bar in a square is as long as all obligations of the report together: solid for those certainly outstanding,
    hatched for those of which that is not known, white for the rest. The codes are the Union's own, with EL and UK;
    the Member States are those of the report's day.

    Raises:
        ModuleNotFoundError: where the extra `plot` is not installed.

    >>> import securityunion as su
    >>> from securityunion import charts
    >>> from contextlib import suppress
    >>> with suppress(ModuleNotFoundError):  # where the extra is not installed
    ...     chart = charts.tile_map(su.first_progress_report())
    ...     assert "Denmark: 0\u20137 of 15." in chart.description
    """
    chart: alt.LayerChart = drawn(map_tiles(report))
    return chart


def heat_map(report: ProgressReport, *, duty: Duty | str | None = None) -> "alt.Chart":
    """Draw which obligations each Member State had outstanding: a row for each obligation, a column for each State.

    Args:
        report: the report to draw.
        duty: only what demands this; None for all.

    Raises:
        NotFoundError: where there is no such duty.
        ModuleNotFoundError: where the extra `plot` is not installed.

    >>> import securityunion as su
    >>> from securityunion import charts
    >>> from contextlib import suppress
    >>> with suppress(ModuleNotFoundError):  # where the extra is not installed
    ...     chart = charts.heat_map(su.first_progress_report(), duty="transpose")
    ...     assert chart.description.startswith("Heat map of 15 obligations and 27 Member States")
    """
    chart: alt.Chart = drawn(heat_cells(report, duty=duty))
    return chart
