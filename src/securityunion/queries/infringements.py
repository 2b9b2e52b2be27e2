"""Which infringement procedures a report records, and which of them were open on a day."""

from datetime import date
from typing import overload

from securityunion._util.arguments import check_instance
from securityunion._util.containers import ResultTuple
from securityunion.model.infringement import InfringementProcedure
from securityunion.model.report import ProgressReport
from securityunion.values.member_state import MemberState
from securityunion.values.truth import Answer

__all__ = ["infringements"]


@overload
def infringements(
    report: ProgressReport, *, state: MemberState | str | None = None, open_on: None = None
) -> tuple[InfringementProcedure, ...]: ...
@overload
def infringements(
    report: ProgressReport, *, state: MemberState | str | None = None, open_on: date
) -> Answer[InfringementProcedure]: ...
def infringements(
    report: ProgressReport, *, state: MemberState | str | None = None, open_on: date | None = None
) -> tuple[InfringementProcedure, ...] | Answer[InfringementProcedure]:
    """Return the infringement procedures recorded in a report; with `open_on`, as an `Answer`: those open that day.

    A report records some of the procedures that there are: what is not among them is not known to be none.

    Args:
        report: the report to ask.
        state: only those against this Member State, or its code.
        open_on: a day; the answer then says which were certainly, possibly and certainly not open on it.

    Raises:
        TypeError: where *report* is no report, or *open_on* no plain date.
        ValueError: where *state* is the code of no Member State.

    >>> import securityunion as su
    >>> report = su.first_progress_report()
    >>> [procedure.state.eu_code for procedure in su.infringements(report)]
    ['BE', 'BG', 'IE', 'LU', 'SI']
    >>> answer = su.infringements(report, state="SI", open_on=report.published)
    >>> len(answer.yes), len(answer.unknown), len(answer.no)
    (0, 1, 0)
    """
    check_instance("report", report, ProgressReport)
    member = None if state is None else MemberState.from_code(state)
    found = ResultTuple(
        procedure
        for initiative in report.initiatives
        for obligation in initiative.obligations
        for procedure in obligation.infringements
        if member in (None, procedure.state)
    )
    if open_on is None:
        return found
    return Answer.sort((procedure, procedure.is_open(on=open_on)) for procedure in found)
