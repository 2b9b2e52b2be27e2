"""Check a whole report for odd data."""

from collections.abc import Iterator
from typing import Any

from securityunion._util.arguments import check_instance
from securityunion._util.containers import ResultTuple
from securityunion.model.initiative import Initiative
from securityunion.model.obligation import Obligation
from securityunion.model.report import ProgressReport
from securityunion.queries.remarks import acts, fields, initiatives, obligations, procedures, sources
from securityunion.queries.remarks.remark import Remark
from securityunion.queries.remarks.rule import RemarkRule, remarks_by

__all__ = ["RULES", "check"]

RULES: tuple[
    RemarkRule[Any] | RemarkRule[Any, Any] | RemarkRule[Any, Any, Any] | RemarkRule[Any, Any, Any, Any], ...
] = (
    *initiatives.RULES,
    *acts.DOCUMENT_RULES,
    *acts.ACT_RULES,
    *procedures.RULES,
    *obligations.RULES,
    *obligations.RECORD_RULES,
    *obligations.INFRINGEMENT_RULES,
    *obligations.REPORT_RULES,
    *fields.RULES,
    *sources.RULES,
)
"""All rules of `check`, in the order in which it applies them."""


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
                for remark in _on_initiative(initiative, report, f"$.initiatives[{index}]")
            ),
            *remarks_by(obligations.REPORT_RULES, "$", report),
            *(
                remark
                for shape, value, path in fields.values_of(report, "$")
                for remark in remarks_by(fields.RULES, path, shape, value)
            ),
            *remarks_by(sources.RULES, "$", report),
        )
    )


def _on_initiative(initiative: Initiative, report: ProgressReport, path: str) -> Iterator[Remark]:
    yield from remarks_by(initiatives.RULES, path, initiative, report)
    for index, document in enumerate(initiative.documents):
        yield from remarks_by(acts.DOCUMENT_RULES, f"{path}.documents[{index}]", document)
    for index, act in enumerate(initiative.acts):
        yield from remarks_by(acts.ACT_RULES, f"{path}.acts[{index}]", act)
    for index, procedure in enumerate(initiative.procedures):
        yield from remarks_by(procedures.RULES, f"{path}.procedures[{index}]", procedure, initiative)
    for index, obligation in enumerate(initiative.obligations):
        yield from _on_obligation(obligation, initiative, report, f"{path}.obligations[{index}]")


def _on_obligation(
    obligation: Obligation, initiative: Initiative, report: ProgressReport, path: str
) -> Iterator[Remark]:
    yield from remarks_by(obligations.RULES, path, obligation, initiative, report)
    for index, record in enumerate(obligation.records):
        place = f"{path}.records[{index}]"
        yield from remarks_by(obligations.RECORD_RULES, place, record, obligation, initiative, report)
    for index, procedure in enumerate(obligation.infringements):
        place = f"{path}.infringements[{index}]"
        yield from remarks_by(obligations.INFRINGEMENT_RULES, place, procedure, obligation)
