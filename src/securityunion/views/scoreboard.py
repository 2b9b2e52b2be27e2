"""Compute the scoreboard of a report, which terminal output, notebooks and charts show."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from securityunion.model.initiative import Stage
from securityunion.model.obligation import Duty, Obligation
from securityunion.model.report import ProgressReport
from securityunion.model.strategy import Priority
from securityunion.queries.completeness import counted_bounds, initiatives_complete, obligations_complete
from securityunion.queries.counts import stage_counts
from securityunion.queries.select import with_obligations
from securityunion.values.truth import Bounds

__all__ = ["Scoreboard", "ScoreboardRow", "outstanding_total", "scoreboard"]


class ScoreboardRow(NamedTuple):
    """A row of the scoreboard, which contains the counts of a priority or of the whole report.

    Attributes:
        priority: the priority; None for the whole report.
        stages: the number of initiatives at each stage.
        initiatives: the total number of initiatives.
        outstanding: for each duty, the number of Member States in which an obligation is outstanding, added up over all
            obligations with this duty.

    >>> import securityunion as su
    >>> print(scoreboard(su.first_progress_report()).rows[1].initiatives)
    9
    """

    priority: Priority | None
    stages: tuple[Bounds, ...]
    initiatives: Bounds
    outstanding: tuple[Bounds, ...]


class Scoreboard(NamedTuple):
    """The scoreboard of a report, which has a row for each priority.

    The scoreboard counts initiatives by stage, and outstanding obligations by duty.

    Attributes:
        stages: the stages that the report uses, in the order of `Stage`.
        duties: the duties of the obligations in the report, in the order of `Duty`.
        rows: one row for each priority, in the order of the strategy.
        total: one row for the whole report.

    >>> import securityunion as su
    >>> board = scoreboard(su.first_progress_report())
    >>> [stage.value for stage in board.stages], [duty.value for duty in board.duties]
    (['adopted-by-commission', 'under-negotiation', 'pending-transposition'], ['transpose'])
    >>> [str(count) for count in (*board.total.stages, *board.total.outstanding)]
    ['20', '6', '15', '145']
    """

    stages: tuple[Stage, ...]
    duties: tuple[Duty, ...]
    rows: tuple[ScoreboardRow, ...]
    total: ScoreboardRow


def scoreboard(report: ProgressReport) -> Scoreboard:
    """Return the scoreboard of a report.

    >>> import securityunion as su
    >>> for row in scoreboard(su.first_progress_report()).rows:
    ...     print(*row.stages)
    5 3 1
    5 2 2
    6 0 11
    4 1 1
    """
    counts = stage_counts(report)
    stages = tuple(next(iter(counts.values()), ()))
    under: dict[str, list[Obligation]] = {priority: [] for priority in counts}
    for initiative, obligation in with_obligations(report):
        under[initiative.priority].append(obligation)
    every = [obligation for obligations in under.values() for obligation in obligations]
    duties = tuple(duty for duty in Duty if any(obligation.duty is duty for obligation in every))

    def row(priority: Priority | None, listed: Sequence[Bounds], obligations: Sequence[Obligation]) -> ScoreboardRow:
        # A missing obligation can have any duty, so it makes every sum of the row a lower limit.
        complete = obligations_complete(report, priority=None if priority is None else priority.id)
        totals = (
            outstanding_total((one for one in obligations if one.duty is duty), complete=complete) for duty in duties
        )
        initiatives = counted_bounds(sum(one.at_least for one in listed), complete=initiatives_complete(report))
        return ScoreboardRow(priority, tuple(listed), initiatives, tuple(totals))

    rows = tuple(
        row(priority, tuple(counts[priority.id].values()), under[priority.id]) for priority in report.priorities
    )
    totals = tuple(map(Bounds.total, zip(*(one.stages for one in rows), strict=True)))
    return Scoreboard(stages, duties, rows, row(None, totals, every))


def outstanding_total(obligations: Iterable[Obligation], *, complete: bool) -> Bounds:
    """Return the number of Member States in which an obligation is outstanding, added up over all *obligations*.

    The sum has no upper limit unless the list of obligations is *complete*.

    >>> import securityunion as su
    >>> every = su.obligations(su.first_progress_report())
    >>> print(outstanding_total(every, complete=True))
    145
    >>> print(outstanding_total(every, complete=False))
    at least 145
    """
    total = Bounds.total(obligation.outstanding_size for obligation in obligations)
    return total if complete else Bounds(total.at_least)
