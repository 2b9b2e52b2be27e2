"""Check a whole report for odd data."""

from securityunion._util.arguments import check_instance
from securityunion._util.containers import ResultTuple
from securityunion.model.report import ProgressReport
from securityunion.queries.remarks.fields import remarks_on_fields
from securityunion.queries.remarks.initiatives import remarks_on_initiative
from securityunion.queries.remarks.remark import Remark
from securityunion.queries.remarks.sources import remarks_on_sources

__all__ = ["check"]


def check(report: ProgressReport) -> tuple[Remark, ...]:
    """Return remarks on odd data in a report, in the order of the report.

    A remark is not an error. It is a reason to check the data again. Correct data can be odd, too: for
    example, an act can enter into force before it is published, and a report can list a proposal as adopted. Unknown
    facts do not lead to remarks.

    Raises:
        TypeError: if *report* is not a ProgressReport.

    >>> import securityunion as su
    >>> report = su.first_progress_report()
    >>> for remark in su.check(report):
    ...     print(remark.code, remark.path)
    proposal-listed-as-adopted $.initiatives[23].stage
    """
    check_instance("report", report, ProgressReport)
    return ResultTuple(
        (
            *(
                remark
                for index, initiative in enumerate(report.initiatives)
                for remark in remarks_on_initiative(report, initiative, f"$.initiatives[{index}]")
            ),
            *remarks_on_fields(report),
            *remarks_on_sources(report),
        )
    )
