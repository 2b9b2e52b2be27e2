"""Count Member States, obligations and initiatives.

A count that may be partly unknown is returned as `Bounds`.
"""

from collections import Counter

from attrs import frozen

from securityunion._util.arguments import check_instance
from securityunion._util.containers import ResultDict, ResultTuple
from securityunion._util.public_home import public
from securityunion._util.text import instead_of, shown
from securityunion.model.initiative import Initiative, Stage
from securityunion.model.obligation import Obligation
from securityunion.model.report import ProgressReport
from securityunion.queries.completeness import counted_bounds, initiatives_complete, obligations_complete
from securityunion.queries.select import with_obligations
from securityunion.values.member_state import MemberState, member_states
from securityunion.values.truth import Bounds, Truth

__all__ = ["OutstandingObligation", "most_outstanding", "outstanding_by_state", "stage_counts"]


@public
@frozen(weakref_slot=False)
class OutstandingObligation:
    """An obligation, its initiative, and the number of Member States that have not fully met the obligation.

    >>> import securityunion as su
    >>> first = su.most_outstanding(su.first_progress_report())[0]
    >>> first.initiative.title, first.outstanding.exact
    ('Directive on combating child sexual abuse', 25)
    """

    initiative: Initiative
    obligation: Obligation
    outstanding: Bounds

    def __repr__(self) -> str:
        return f"<OutstandingObligation {self.obligation.id}: {self.outstanding}>"


def outstanding_by_state(report: ProgressReport) -> dict[MemberState, Bounds]:
    """Return the number of obligations that were outstanding in each Member State on the day of the report.

    The keys are the States that were members on the day of the report, sorted by code. A count has an upper limit only
    if the report is declared to contain all obligations, and no initiative pending transposition lacks its obligation.

    Raises:
        TypeError: if `report` is not a ProgressReport.

    >>> import securityunion as su
    >>> su.outstanding_by_state(su.first_progress_report())[su.MemberState.PT]
    Bounds(at_least=0, at_most=15)
    """
    check_instance("report", report, ProgressReport)
    states = member_states(on=report.published)
    certain, possible = dict.fromkeys(states, 0), dict.fromkeys(states, 0)
    for _, obligation in with_obligations(report):
        for state, truth in obligation.outstanding_among(states, on=report.published).items():
            certain[state] += truth is Truth.YES
            possible[state] += truth is not Truth.NO
    whole = obligations_complete(report)
    return _ByState({state: Bounds(certain[state], possible[state] if whole else None) for state in states})


class _ByState(ResultDict[MemberState, Bounds]):
    """A result by Member State. Like every place that takes a Member State, it takes the codes EL and UK, and names."""

    def __missing__(self, key: str) -> Bounds:
        try:
            state = MemberState(key)
        except ValueError:
            raise KeyError(key) from None
        # A State that was not a member on the day has no count.
        if state is key or state not in self:
            raise KeyError(key)
        return self[state]


def most_outstanding(report: ProgressReport, *, limit: int | None = None) -> tuple[OutstandingObligation, ...]:
    """Return the obligations of a report, starting with the obligation outstanding in the most Member States.

    Each result contains the number of Member States in which the obligation is outstanding. The results are sorted by
    the lower bound of this number, in descending order. Obligations with the same lower bound are sorted by the upper
    bound, also in descending order, and an unknown upper bound comes first. Obligations with the same lower and upper
    bounds are in the order of the report.

    Args:
        report: the report.
        limit: the maximum number of results, 0 or more; None to return all obligations.

    Raises:
        ValueError: if `limit` is below 0.
        TypeError: if `report` is not a ProgressReport, or `limit` is not a whole number.

    >>> import securityunion as su
    >>> report = su.first_progress_report()
    >>> [one.outstanding.exact for one in su.most_outstanding(report, limit=4)]
    [25, 25, 18, 16]
    """
    check_instance("report", report, ProgressReport)
    # `isinstance` would accept True and False, because bool is a subclass of int.
    if limit is not None and type(limit) is not int:
        raise TypeError(f"limit: {instead_of(limit, 'a whole number, 0 or more, or None')}")
    if limit is not None and limit < 0:
        raise ValueError(f"limit: {shown(limit)} is below 0; pass 0 or more, or None")
    found = [
        OutstandingObligation(initiative, obligation, obligation.outstanding_size)
        for initiative, obligation in with_obligations(report)
    ]
    found.sort(key=lambda one: (-one.outstanding.at_least, -_upper(one.outstanding)))
    return ResultTuple(found[:limit])


def stage_counts(report: ProgressReport) -> dict[str, dict[Stage, Bounds]]:
    """Return a scoreboard: the number of initiatives that the report lists under each priority at each stage.

    The outer keys are the ids of the priorities, in the order of the strategy. The inner keys are the stages that occur
    in the report, in the order of `Stage`. If the list of initiatives is not declared complete, every count is only a
    lower limit: the report may list further initiatives.

    Raises:
        TypeError: if `report` is not a ProgressReport.

    >>> import securityunion as su
    >>> counts = su.stage_counts(su.first_progress_report())
    >>> [str(count) for count in counts["evolving-threats"].values()]
    ['5', '2', '2']
    """
    check_instance("report", report, ProgressReport)
    used = {initiative.stage for initiative in report.initiatives}
    listed = Counter((initiative.priority, initiative.stage) for initiative in report.initiatives)
    whole = initiatives_complete(report)
    return ResultDict(
        {
            priority.id: {
                stage: counted_bounds(listed[priority.id, stage], complete=whole) for stage in Stage if stage in used
            }
            for priority in report.priorities
        }
    )


def _upper(bounds: Bounds) -> float:
    return float("inf") if bounds.at_most is None else bounds.at_most
