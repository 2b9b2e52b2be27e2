"""Find the infringement procedures that a report records, and those that were open on a given day."""

from datetime import date
from typing import overload

from attrs import frozen

from securityunion._util.arguments import check_instance
from securityunion._util.containers import ResultTuple
from securityunion._util.public_home import public
from securityunion.model.infringement import InfringementProcedure
from securityunion.model.initiative import Initiative
from securityunion.model.obligation import Obligation
from securityunion.model.report import ProgressReport
from securityunion.queries.select import with_obligations
from securityunion.values.member_state import MemberState
from securityunion.values.truth import Answer

__all__ = ["Infringement", "infringements"]


@public
@frozen(weakref_slot=False)
class Infringement:
    """An infringement procedure, with the obligation that it is about and the initiative of the obligation.

    >>> import securityunion as su
    >>> first = su.infringements(su.first_progress_report())[0]
    >>> first.procedure.state.eu_code, first.obligation.id
    ('BE', 'attacks-is-transposition')
    """

    initiative: Initiative
    obligation: Obligation
    procedure: InfringementProcedure

    def __repr__(self) -> str:
        case = self.procedure.case or "case number unknown"
        return f"<Infringement {self.procedure.state.eu_code}, {case}: {self.obligation.id}>"


@overload
def infringements(
    report: ProgressReport, *, state: MemberState | str | None = None, open_on: None = None
) -> tuple[Infringement, ...]: ...
@overload
def infringements(
    report: ProgressReport, *, state: MemberState | str | None = None, open_on: date
) -> Answer[Infringement]: ...
def infringements(
    report: ProgressReport, *, state: MemberState | str | None = None, open_on: date | None = None
) -> tuple[Infringement, ...] | Answer[Infringement]:
    """Return the infringement procedures that a report records, or an `Answer` that says which were open on a day.

    The result is an `Answer` if you pass `open_on`. A report records only some infringement procedures, so an empty
    result does not mean that no procedure exists, and `more` of the answer is always true.

    Args:
        report: the report.
        state: a Member State or its code; only procedures against this Member State are returned.
        open_on: a day. The answer says for each procedure whether it was open on this day: yes, unknown or no.

    Raises:
        TypeError: if *report* is not a ProgressReport, or *open_on* is not a date without time.
        ValueError: if *state* is not the code of a Member State.

    >>> import securityunion as su
    >>> report = su.first_progress_report()
    >>> [one.procedure.state.eu_code for one in su.infringements(report)]
    ['BE', 'BG', 'IE', 'LU', 'SI']
    >>> answer = su.infringements(report, state="SI", open_on=report.published)
    >>> len(answer.yes), len(answer.unknown), len(answer.no), answer.more
    (0, 1, 0, True)
    """
    check_instance("report", report, ProgressReport)
    member = None if state is None else MemberState.from_code(state)
    found = ResultTuple(
        Infringement(initiative, obligation, procedure)
        for initiative, obligation in with_obligations(report)
        for procedure in obligation.infringements
        if member in (None, procedure.state)
    )
    if open_on is None:
        return found
    return Answer.sort(((one, one.procedure.is_open(on=open_on)) for one in found), more=True)
