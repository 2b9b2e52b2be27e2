"""Say whether the lists of a report contain everything, which decides whether a count over them has an upper limit."""

from securityunion.model.initiative import Initiative, Stage
from securityunion.model.report import Part, ProgressReport
from securityunion.values.truth import Bounds

__all__ = ["counted_bounds", "initiatives_complete", "lacks_obligations", "obligations_complete"]


def initiatives_complete(report: ProgressReport) -> bool:
    """Return whether the report is declared to list no other initiatives.

    >>> import securityunion as su
    >>> initiatives_complete(su.first_progress_report())
    True
    """
    return Part.INITIATIVES in report.complete


def lacks_obligations(initiative: Initiative) -> bool:
    """Return whether an initiative certainly has an obligation that is not recorded.

    A report lists an initiative as pending transposition if an obligation is outstanding, so there must be one.

    >>> import securityunion as su
    >>> lacks_obligations(su.find(su.first_progress_report(), "nis"))
    False
    """
    return initiative.stage is Stage.PENDING_TRANSPOSITION and not initiative.obligations


def obligations_complete(report: ProgressReport, *, priority: str | None = None) -> bool:
    """Return whether no obligation can be missing from the report, or from one priority of it.

    The report must be declared complete, and no initiative that it lists may contradict the declaration.

    >>> import securityunion as su
    >>> obligations_complete(su.first_progress_report(), priority="evolving-threats")
    True
    """
    return Part.OBLIGATIONS in report.complete and not any(
        lacks_obligations(one) for one in report.initiatives if priority in (None, one.priority)
    )


def counted_bounds(number: int, *, complete: bool) -> Bounds:
    """Return *number* as exact bounds if the list that was counted is complete, and as a lower limit if not.

    >>> print(counted_bounds(3, complete=False))
    at least 3
    """
    return Bounds(number, number if complete else None)
