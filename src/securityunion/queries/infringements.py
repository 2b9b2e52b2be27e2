"""Find the infringement procedures that a report records, and those that were open on a given day."""

from datetime import date
from typing import overload

from securityunion._util.arguments import check_instance
from securityunion._util.containers import ResultTuple
from securityunion.model.infringement import InfringementProcedure
from securityunion.model.report import ProgressReport
from securityunion.queries.select import with_obligations
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
    """Return the infringement procedures that a report records, or an `Answer` that says which were open on a day.

    The result is an `Answer` if you pass `open_on`. A report records only some infringement procedures, so an empty
    result does not mean that no procedure exists.

    Args:
        report: the report.
        state: a Member State or its code; only procedures against this Member State are returned.
        open_on: a day. The answer says for each procedure whether it was open on this day: yes, unknown or no.

    Raises:
        TypeError: if *report* is not a ProgressReport, or *open_on* is not a date without time.
        ValueError: if *state* is not the code of a Member State.

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
        for _, obligation in with_obligations(report)
        for procedure in obligation.infringements
        if member in (None, procedure.state)
    )
    if open_on is None:
        return found
    return Answer.sort((procedure, procedure.is_open(on=open_on)) for procedure in found)
