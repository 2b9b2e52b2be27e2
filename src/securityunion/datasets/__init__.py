"""Open the bundled reports, and create a template for a new report."""

from functools import cache

from securityunion._util.arguments import check_text
from securityunion.errors import raise_not_found
from securityunion.model.report import ProgressReport
from securityunion.wire.document import loads
from securityunion.wire.files import bundled_file

__all__ = ["first_progress_report", "open_report", "reports"]

_FIRST = "first-progress-report"
_REPORTS = (_FIRST,)


def first_progress_report() -> ProgressReport:
    """Return the First Progress Report on the EU Security Union Strategy, published on 9 December 2020.

    The facts in this report come from the press release and the infographic that the Commission published on
    9 December 2020. Other sources give the identifiers, the dates of acts and procedures, the deadlines, and the Member
    States that each act binds. Every record names its sources.

    >>> import securityunion as su
    >>> su.first_progress_report().title
    'The EU Security Union Strategy: First Progress Report'
    """
    return open_report(_FIRST)


def reports() -> tuple[str, ...]:
    """Return the ids of the bundled reports, from the oldest to the newest. To open a report, call `open_report`.

    >>> import securityunion as su
    >>> su.reports()
    ('first-progress-report',)
    """
    return _REPORTS


@cache
def open_report(report: str) -> ProgressReport:
    """Return the bundled report that has the id *report*.

    Raises:
        NotFoundError: if no bundled report has this id.
        TypeError: if *report* is not text.

    >>> import securityunion as su
    >>> su.open_report("first-progress-report").number
    1
    """
    check_text("report", report)
    if report not in _REPORTS:
        raise_not_found("bundled report", report, _REPORTS)
    return loads(bundled_file(__spec__, f"{report}.json"))
