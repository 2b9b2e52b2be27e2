"""Remarks on a whole report: what is odd in it, without being wrong."""

from collections.abc import Iterator

from securityunion._util.arguments import check_instance
from securityunion._util.containers import ResultTuple
from securityunion.model.report import ProgressReport
from securityunion.queries.remarks.initiatives import remarks_on_initiative
from securityunion.queries.remarks.remark import Remark, RemarkCode

__all__ = ["check"]


def check(report: ProgressReport) -> tuple[Remark, ...]:
    """Return remarks on what is odd in a report, in its order; none of it is an error.

    Real data are odd: acts enter into force before their publication, reports file proposals under "adopted". A
    remark is a reason to look again. What is not known is not remarked upon.

    Raises:
        TypeError: where *report* is no report.

    >>> import securityunion as su
    >>> remarks = su.check(su.first_progress_report())
    >>> [remark.path for remark in remarks if remark.code is su.RemarkCode.PROPOSAL_FILED_AS_ADOPTED]
    ['$.initiatives[23].stage']
    """
    check_instance("report", report, ProgressReport)
    return ResultTuple(
        (
            *(
                remark
                for index, initiative in enumerate(report.initiatives)
                for remark in remarks_on_initiative(report, initiative, f"$.initiatives[{index}]")
            ),
            *_without_source(report),
        )
    )


def _without_source(report: ProgressReport) -> Iterator[Remark]:
    facts = {
        "initiatives": [initiative.sources for initiative in report.initiatives],
        "findings": [finding.sources for finding in report.findings],
        "statements": [statement.sources for statement in report.statements],
    }
    for name, every in facts.items():
        for index, sources in enumerate(every):
            if not sources:
                yield Remark(f"$.{name}[{index}].sources", RemarkCode.NO_SOURCE, "no source is given")
