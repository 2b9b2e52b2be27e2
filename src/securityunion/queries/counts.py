"""Counts: how many Member States, obligations and initiatives, as bounds wherever the report leaves them open."""

from attrs import frozen

from securityunion._util.arguments import check_instance
from securityunion._util.containers import ResultDict, ResultTuple
from securityunion._util.public_home import public
from securityunion._util.text import instead_of, shown
from securityunion.model.initiative import Initiative, Stage
from securityunion.model.obligation import Obligation
from securityunion.model.report import ProgressReport
from securityunion.queries.select import with_obligations
from securityunion.values.member_state import MemberState, member_states
from securityunion.values.truth import Bounds, Truth

__all__ = ["OutstandingObligation", "most_outstanding", "outstanding_by_state", "stage_counts"]


@public
@frozen(weakref_slot=False)
class OutstandingObligation:
    """An obligation with the initiative it stands in and how many Member States have it outstanding.

    >>> import securityunion as su
    >>> gap = su.most_outstanding(su.first_progress_report())[0]
    >>> gap.initiative.title, gap.outstanding.exact
    ('Directive on combating child sexual abuse', 25)
    """

    initiative: Initiative
    obligation: Obligation
    outstanding: Bounds

    def __repr__(self) -> str:
        return f"<OutstandingObligation {self.obligation.id}: {self.outstanding}>"


def outstanding_by_state(report: ProgressReport) -> dict[MemberState, Bounds]:
    """Return how many obligations each Member State had outstanding on the report's day.

    The keys are the Member States of that day, in the order of their codes.

    Raises:
        TypeError: where `report` is no report.

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
    return ResultDict({state: Bounds(certain[state], possible[state]) for state in states})


def most_outstanding(report: ProgressReport, *, limit: int | None = None) -> tuple[OutstandingObligation, ...]:
    """Return the obligations with the number of Member States that have them outstanding, largest first.

    They are in order of how many it certainly is, then of how many it can be at the most (no known ceiling
    before any), then of the report.

    Args:
        report: the report to ask.
        limit: as many as are wanted, 0 or more; None for all.

    Raises:
        ValueError: where `limit` is below 0.
        TypeError: where `report` is no report, or `limit` no whole number.

    >>> import securityunion as su
    >>> [gap.outstanding.exact for gap in su.most_outstanding(su.first_progress_report(), limit=4)]
    [25, 25, 18, 16]
    """
    check_instance("report", report, ProgressReport)
    if limit is not None and type(limit) is not int:  # True is no number of gaps
        raise TypeError(f"limit: {instead_of(limit, 'a whole number, 0 or more, or None')}")
    if limit is not None and limit < 0:
        raise ValueError(f"limit: {shown(limit)} is below 0; pass 0 or more, or None")
    gaps = [
        OutstandingObligation(initiative, obligation, obligation.outstanding_size)
        for initiative, obligation in with_obligations(report)
    ]
    gaps.sort(key=lambda gap: (-gap.outstanding.at_least, -_ceiling(gap.outstanding)))
    return ResultTuple(gaps[:limit])


def stage_counts(report: ProgressReport) -> dict[str, dict[Stage, int]]:
    """Return how many initiatives the report files under each priority at each stage: the scoreboard.

    The outer keys are the ids of the priorities, in their order; the inner keys are the stages that the report
    uses, in the order of `Stage`. A 0 says that the report files none there.

    Raises:
        TypeError: where `report` is no report.

    >>> import securityunion as su
    >>> counts = su.stage_counts(su.first_progress_report())
    >>> list(counts["evolving-threats"].values())
    [5, 2, 2]
    """
    check_instance("report", report, ProgressReport)
    used = {initiative.stage for initiative in report.initiatives}
    counts = {priority.id: {stage: 0 for stage in Stage if stage in used} for priority in report.strategy.priorities}
    for initiative in report.initiatives:
        counts[initiative.priority][initiative.stage] += 1
    return ResultDict(counts)


def _ceiling(bounds: Bounds) -> float:
    return float("inf") if bounds.at_most is None else bounds.at_most
