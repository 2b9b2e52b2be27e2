"""The rows that the tables of a report have, computed when the report is stored."""

from collections.abc import Iterator
from typing import Any

from securityunion.model.report import ProgressReport
from securityunion.queries.completeness import initiatives_complete, obligations_complete
from securityunion.queries.select import obligations, with_obligations
from securityunion.tables.columns import TableKind, rows_of
from securityunion.values.member_state import MemberState
from securityunion.values.truth import Truth

__all__ = ["infringement_rows", "initiative_rows", "obligation_rows", "report_row", "standing_rows"]


def report_row(report: ProgressReport) -> dict[str, Any]:
    """Return the row of a report in the table of reports.

    >>> import securityunion as su
    >>> report_row(su.first_progress_report())["obligations"]
    15
    """
    return {
        "id": report.id,
        "strategy": None if report.strategy is None else report.strategy.id,
        "published": report.published,
        "obligations": len(obligations(report)),
        "initiatives_complete": initiatives_complete(report),
        "obligations_complete": obligations_complete(report),
        "document": report,
    }


def initiative_rows(report: ProgressReport) -> Iterator[dict[str, Any]]:
    """Yield the rows of a report in the table of initiatives.

    >>> import securityunion as su
    >>> next(initiative_rows(su.first_progress_report()))["kind"].value
    'communication'
    """
    for place, one in enumerate(report.initiatives):
        listed = {"id": one.id, "priority": one.priority, "kind": one.kind, "stage": one.stage}
        yield {"report": report.id, "place": place, **listed}


def obligation_rows(report: ProgressReport) -> Iterator[dict[str, Any]]:
    """Yield the rows of a report in the table of obligations.

    >>> import securityunion as su
    >>> next(obligation_rows(su.first_progress_report()))["priority_complete"]
    True
    """
    complete = {one.id: obligations_complete(report, priority=one.id) for one in report.priorities}
    for place, (initiative, one) in enumerate(with_obligations(report)):
        size = one.outstanding_size
        yield {
            "report": report.id,
            "place": place,
            "id": one.id,
            "initiative": initiative.id,
            "priority": initiative.priority,
            "priority_complete": complete[initiative.priority],
            "act": one.act,
            "duty": one.duty,
            "first_deadline": one.first_deadline,
            "last_deadline": one.last_deadline,
            "outstanding_at_least": size.at_least,
            "outstanding_at_most": size.at_most,
        }


def infringement_rows(report: ProgressReport) -> Iterator[dict[str, Any]]:
    """Yield the rows of a report in the table of infringements.

    >>> import securityunion as su
    >>> next(infringement_rows(su.first_progress_report()))["state"]
    'BE'
    """
    for place, row in enumerate(rows_of(TableKind.INFRINGEMENTS, report)):
        yield {
            "report": report.id,
            "place": place,
            "initiative": row.initiative,
            "obligation": row.obligation,
            "state": row.state,
            "case_number": row.case,
            "step": row.step,
            "taken_on": row.on,
            "first_day": row.first_day,
            "last_day": row.last_day,
            "known_until": row.known_until,
        }


def standing_rows(report: ProgressReport) -> Iterator[dict[str, Any]]:
    """Yield the rows of a report in the table of standings.

    >>> import securityunion as su
    >>> next(standing_rows(su.first_progress_report()))["truth"]
    <Truth.NO>
    """
    for one in obligations(report):
        for state, truth in one.outstanding_among(MemberState, on=report.published).items():
            if truth is not Truth.UNKNOWN:  # store no row for unknown, because most answers are unknown
                yield {"report": report.id, "state": state, "obligation": one.id, "truth": truth}
