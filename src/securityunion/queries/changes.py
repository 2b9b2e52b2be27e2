"""Two reports compared: what one files elsewhere than the other, and which numbers changed, or may have."""

from collections.abc import Iterator

from attrs import frozen

from securityunion._util.arguments import check_instance
from securityunion._util.containers import ResultTuple
from securityunion._util.public_home import public
from securityunion.model.initiative import Initiative, Stage
from securityunion.model.obligation import Obligation
from securityunion.model.report import ProgressReport
from securityunion.values.truth import Bounds

__all__ = ["Change", "changes"]


@public
@frozen(kw_only=True, weakref_slot=False)
class Change:
    """An initiative or an obligation that is not certainly as it was.

    Attributes:
        initiative: the id of the initiative.
        obligation: the id of its obligation; None where the initiative itself is meant.
        stage_before: where the earlier report files the initiative; None where that report does not list what is
            meant, which says nothing else of it.
        stage_after: the same in the later report.
        outstanding_before: how many Member States had not fully met the obligation on the day of the earlier report;
            None where that report does not list it, and for initiatives.
        outstanding_after: the same on the day of the later report.

    >>> import securityunion as su
    >>> change = su.Change(
    ...     initiative="nis",
    ...     obligation="nis-transposition",
    ...     stage_before=su.Stage.PENDING_TRANSPOSITION,
    ...     stage_after=su.Stage.PENDING_TRANSPOSITION,
    ...     outstanding_before=su.Bounds(3, 3),
    ...     outstanding_after=su.Bounds(0, 1),
    ... )
    >>> change.at_least, change.at_most
    (-3, -2)
    """

    initiative: str
    obligation: str | None = None
    stage_before: Stage | None
    stage_after: Stage | None
    outstanding_before: Bounds | None = None
    outstanding_after: Bounds | None = None

    @property
    def at_least(self) -> int | None:
        """By how many Member States the number outstanding changed at the least; None where no limit is known.

        Below 0 where it may have become smaller.
        """
        before, after = self.outstanding_before, self.outstanding_after
        return None if before is None or after is None or before.at_most is None else after.at_least - before.at_most

    @property
    def at_most(self) -> int | None:
        """By how many Member States the number outstanding changed at the most; None where no limit is known."""
        before, after = self.outstanding_before, self.outstanding_after
        return None if before is None or after is None or after.at_most is None else after.at_most - before.at_least


def changes(before: ProgressReport, after: ProgressReport) -> tuple[Change, ...]:
    """Return what changed, or may have, between two reports: initiatives and obligations, found again by their ids.

    An initiative has changed where it is filed at another stage, or listed by one report alone; an obligation also
    where the number of Member States that have not fully met it is another, or may be. Who they are is not compared.
    What comes back is in the order of the later report, each initiative before its obligations; what only the earlier
    one lists comes last. What is certainly as it was is left out.

    Raises:
        TypeError: where one of the two is no report.

    >>> import securityunion as su
    >>> from attrs import evolve
    >>> report = su.first_progress_report()
    >>> su.changes(report, report)
    ()
    >>> moved = evolve(su.find(report, "csam-interim"), stage=su.Stage.ADOPTED)
    >>> others = [one for one in report.initiatives if one.id not in ("csam-interim", "era")]
    >>> for change in su.changes(report, evolve(report, initiatives=(*others, moved), findings=(), statements=())):
    ...     print(change.initiative, change.stage_before, change.stage_after)
    csam-interim under-negotiation adopted
    era adopted-by-commission None
    """
    check_instance("before", before, ProgressReport)
    check_instance("after", after, ProgressReport)
    was, is_now = dict(_listed(before)), dict(_listed(after))
    listed = {**is_now, **{key: one for key, one in was.items() if key not in is_now}}
    return ResultTuple(
        change for key, one in listed.items() if (change := _change(one, was.get(key), is_now.get(key))) is not None
    )


_Filed = tuple[Initiative, Obligation | None]


def _listed(report: ProgressReport) -> Iterator[tuple[tuple[bool, str], _Filed]]:
    """Yield the initiatives and obligations of a report with a key each; an obligation may have an initiative's id."""
    for initiative in report.initiatives:
        yield (False, initiative.id), (initiative, None)
        for obligation in initiative.obligations:
            yield (True, obligation.id), (initiative, obligation)


def _change(listed: _Filed, was: _Filed | None, is_now: _Filed | None) -> Change | None:
    initiative, obligation = listed
    change = Change(
        initiative=initiative.id,
        obligation=None if obligation is None else obligation.id,
        stage_before=None if was is None else was[0].stage,
        stage_after=None if is_now is None else is_now[0].stage,
        outstanding_before=_size(was),
        outstanding_after=_size(is_now),
    )
    same_number = obligation is None or (change.at_least == 0 and change.at_most == 0)
    return None if change.stage_before is change.stage_after and same_number else change


def _size(filed: _Filed | None) -> Bounds | None:
    return None if filed is None or filed[1] is None else filed[1].outstanding_size
