"""The reports that come with the library."""

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
    """Return the First Progress Report on the EU Security Union Strategy, of 9 December 2020.

    Its facts are those of the Commission's press release and infographic of that day; identifiers, the dates of acts
    and procedures, deadlines and who is bound come from the further sources that each record names.

    >>> import securityunion as su
    >>> su.first_progress_report().title
    'The EU Security Union Strategy: First Progress Report'
    """
    return open_report(_FIRST)


def reports() -> tuple[str, ...]:
    """Return the ids of the bundled reports, oldest first; `open_report` opens one.

    >>> import securityunion as su
    >>> su.reports()
    ('first-progress-report',)
    """
    return _REPORTS


@cache
def open_report(report: str) -> ProgressReport:
    """Return the bundled report with this id.

    Raises:
        NotFoundError: where no bundled report has it.
        TypeError: where *report* is no text.

    >>> import securityunion as su
    >>> su.open_report("first-progress-report").number
    1
    """
    check_text("report", report)
    if report not in _REPORTS:
        raise_not_found("bundled report", report, _REPORTS)
    return loads(bundled_file(__spec__, f"{report}.json"))
