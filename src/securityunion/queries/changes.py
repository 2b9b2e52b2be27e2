"""Find the initiatives and obligations that changed between two reports."""

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
    """An initiative or an obligation that changed, or may have changed, between two reports.

    Attributes:
        initiative: the id of the initiative.
        obligation: the id of the obligation; None if the change concerns the initiative itself.
        stage_before: the stage of the initiative in the earlier report; None if the earlier report does not list this
            initiative or obligation. The initiative or obligation can exist even if a report does not list it.
        stage_after: the stage of the initiative in the later report; None if the later report does not list this
            initiative or obligation.
        outstanding_before: the number of Member States that had not fully met the obligation on the day of the earlier
            report; None for an initiative, or if the earlier report does not list the obligation.
        outstanding_after: the number of Member States that had not fully met the obligation on the day of the later
            report; None for an initiative, or if the later report does not list the obligation.

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
        """The smallest possible change in the number of Member States with the obligation outstanding.

        The value is negative if the number may have fallen. The value is None if the change has no known lower limit,
        or if `outstanding_before` or `outstanding_after` is None.
        """
        before, after = self.outstanding_before, self.outstanding_after
        return None if before is None or after is None or before.at_most is None else after.at_least - before.at_most

    @property
    def at_most(self) -> int | None:
        """The largest possible change in the number of Member States with the obligation outstanding.

        The value is None if the change has no known upper limit, or if `outstanding_before` or `outstanding_after` is
        None.
        """
        before, after = self.outstanding_before, self.outstanding_after
        return None if before is None or after is None or after.at_most is None else after.at_most - before.at_least


def changes(before: ProgressReport, after: ProgressReport) -> tuple[Change, ...]:
    """Return the initiatives and obligations that changed, or may have changed, between two reports.

    Initiatives and obligations are matched by id. An initiative has changed if its stage differs between the reports,
    or if only one report lists the initiative. An obligation has changed in these cases:

    - The stage of its initiative differs between the reports.
    - Only one report lists the obligation.
    - The number of Member States that have not fully met the obligation differs, or may differ. The names of these
      Member States are not compared.

    The result is in the order of the later report, with each initiative before its obligations. Initiatives and
    obligations that only the earlier report lists come last.

    Raises:
        TypeError: if `before` or `after` is not a ProgressReport.

    >>> import securityunion as su
    >>> from attrs import evolve
    >>> report = su.first_progress_report()
    >>> su.changes(report, report)
    ()
    >>> moved = evolve(su.find(report, "csam-interim"), stage=su.Stage.ADOPTED)
    >>> others = [i for i in report.initiatives if i.id not in ("csam-interim", "era")]
    >>> later = evolve(report, initiatives=(*others, moved), findings=(), statements=())
    >>> for change in su.changes(report, later):
    ...     print(change.initiative, change.stage_before, change.stage_after)
    csam-interim under-negotiation adopted
    era adopted-by-commission None
    """
    check_instance("before", before, ProgressReport)
    check_instance("after", after, ProgressReport)
    was, is_now = dict(_listed(before)), dict(_listed(after))
    # Entries of the later report come first and take precedence. If an obligation moved to another initiative, the
    # change therefore names the new initiative.
    listed = {**is_now, **{key: one for key, one in was.items() if key not in is_now}}
    return ResultTuple(
        change for key, one in listed.items() if (change := _change(one, was.get(key), is_now.get(key))) is not None
    )


_Entry = tuple[Initiative, Obligation | None]


def _listed(report: ProgressReport) -> Iterator[tuple[tuple[bool, str], _Entry]]:
    """Yield the initiatives and obligations of a report, each with a key.

    A key consists of a flag and an id. The flag is True for obligations. The key needs the flag, because an obligation
    can have the same id as an initiative.
    """
    for initiative in report.initiatives:
        yield (False, initiative.id), (initiative, None)
        for obligation in initiative.obligations:
            yield (True, obligation.id), (initiative, obligation)


def _change(listed: _Entry, was: _Entry | None, is_now: _Entry | None) -> Change | None:
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


def _size(entry: _Entry | None) -> Bounds | None:
    return None if entry is None or entry[1] is None else entry[1].outstanding_size
