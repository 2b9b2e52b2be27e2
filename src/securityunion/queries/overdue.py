"""Find overdue obligations, the length of each delay, and the Member States that are late."""

from collections.abc import Callable, Sequence
from datetime import date

from attrs import frozen

from securityunion._util.arguments import check_day, check_instance
from securityunion._util.public_home import public
from securityunion._util.text import counted
from securityunion.model.act import can_oblige
from securityunion.model.initiative import Initiative
from securityunion.model.obligation import LASTING_DUTIES, ComplianceStatus, Obligation
from securityunion.model.obligation.standing import standing_of
from securityunion.model.report import ProgressReport
from securityunion.queries.completeness import obligations_complete
from securityunion.queries.select import with_obligations
from securityunion.values.member_state import MemberState, member_states
from securityunion.values.truth import Answer, Bounds, Truth

__all__ = ["Overdue", "overdue"]


@public
@frozen(weakref_slot=False, kw_only=True)
class Overdue:
    """An obligation on one day, with the length of the delay and the Member States that were late.

    Attributes:
        initiative: the initiative of the obligation.
        obligation: the obligation.
        on: the day to which the other values refer.
        days: the number of days past the last deadline, 0 or less if it had not passed; None if the deadlines are
            unknown.
        days_since_first: the number of days past the first deadline, which differs from `days` only if the obligation
            has several deadlines.
        late: an answer that says which of the States that were members on the day `on` were late.
        count: how many Member States were late. The number can be known even if it is unknown which Member States were
            late.

    >>> import securityunion as su
    >>> report = su.first_progress_report()
    >>> worst = su.overdue(report, on=report.published).yes[0]
    >>> worst.days, worst.count.exact, len(worst.late.yes), len(worst.late.unknown)
    (2548, 25, 0, 26)
    """

    initiative: Initiative
    obligation: Obligation
    on: date
    days: int | None
    days_since_first: int | None
    late: Answer[MemberState]
    count: Bounds

    def __repr__(self) -> str:
        days = "deadline unknown" if self.days is None else counted(self.days, "day")
        return f"<Overdue {self.obligation.id} on {self.on}, {days}: {self.count}>"

    @property
    def anywhere(self) -> Truth:
        """Whether any Member State was late, even if it is unknown which one."""
        if self.count.at_least > 0:
            return Truth.YES
        return Truth.NO if self.count.at_most == 0 else Truth.UNKNOWN

    def late_in(self, state: MemberState | str) -> Truth:
        """Return whether a Member State was late with the obligation on the day `on`.

        *state* is a Member State or its code. The result is NO if *state* was not a Member State on the day `on`.

        Raises:
            ValueError: if *state* is not the code of a Member State.
        """
        member = MemberState.from_code(state)
        if member in self.late.yes:
            return Truth.YES
        return Truth.UNKNOWN if member in self.late.unknown else Truth.NO


def overdue(report: ProgressReport, *, on: date) -> Answer[Overdue]:
    """Return an answer that says which obligations were overdue on a day.

    In each part of the answer, the obligations with the earliest deadlines come first.

    An obligation is overdue if at least one Member State is late with it. A Member State is late if three conditions
    hold: the act binds the Member State, the Member State has not fully met the obligation, and the deadline has
    passed. On the day of the deadline itself, the Member State is still in time.

    If an obligation has several deadlines, a Member State that has not fully met it is certainly late only after the
    last deadline, and may be late after the first. A Member State that has communicated nothing is late after the first
    deadline.

    A report describes the day on which it was published. Less is known about other days:

    - On a later day, a Member State that had met a duty to transpose or notify has still met it. Any other Member State
      that is bound may be late, but none is known to be, because it may have met the obligation after the report.
    - On a day after the deadline but before the report, a Member State was late if it had still not met the obligation
      on the day of the report. Any other Member State that is bound may have been late.
    - An act that was applied on one day may not be applied on another day. So for all duties but those to transpose and
      to notify, the report shows only its own day.

    The Member States that are bound are the same on every day. If the number of Member States is known, by name or only
    by count, the result takes it into account. `count` is as narrow as the facts allow.

    Nothing is certain for an obligation whose act cannot oblige anybody, such as a corrigendum or a proposal.

    Only States that were members on the day `on` can be late. The United Kingdom counts as a Member State until 31
    January 2020, although Union law bound it until the end of 2020 (Articles 126 and 127 of the withdrawal agreement).
    Croatia counts as a Member State from 1 July 2013.

    Args:
        report: the report.
        on: the day to which the answer refers.

    Raises:
        TypeError: if *report* is not a ProgressReport, or *on* is not a date without time.

    >>> import securityunion as su
    >>> from datetime import date
    >>> report = su.first_progress_report()
    >>> su.overdue(report, on=date(2020, 12, 9)).yes[0]
    <Overdue csa-directive-transposition on 2020-12-09, 2548 days: 25>
    >>> su.overdue(report, on=date(2020, 12, 10)).unknown[0]
    <Overdue csa-directive-transposition on 2020-12-10, 2549 days: at least 0, at most 25>
    """
    check_instance("report", report, ProgressReport)
    on = check_day("on", on)
    found = [_on_a_day(report, initiative, obligation, on) for initiative, obligation in with_obligations(report)]
    found.sort(key=lambda one: float("inf") if one.days is None else -one.days)
    return Answer.sort(((one, one.anywhere) for one in found), more=not obligations_complete(report))


def _on_a_day(report: ProgressReport, initiative: Initiative, obligation: Obligation, on: date) -> Overdue:
    first, last = obligation.first_deadline, obligation.last_deadline
    late = _Late(report, obligation, on)
    return Overdue(
        initiative=initiative,
        obligation=obligation,
        on=on,
        days=None if last is None else (on - last).days,
        days_since_first=None if first is None else (on - first).days,
        late=Answer.sort((state, late.truth(state)) for state in member_states(on=on)),
        count=late.count(),
    )


class _Late:
    """What is known about the Member States that were late with an obligation on a day."""

    def __init__(self, report: ProgressReport, obligation: Obligation, on: date) -> None:
        self.members = member_states(on=on)
        self.standing = standing_of(obligation, on=report.published)
        self.past = _past(obligation, on, everything=False)
        # A Member State that had communicated nothing is late after the first deadline. The others that have not fully
        # met the obligation may lack only what is due last.
        self.past_first = _past(obligation, on, everything=True)
        self.nothing = {one.state for one in obligation.records if one.status is ComplianceStatus.NOT_COMMUNICATED}
        before, after = on < report.published, on > report.published
        self.lasts = obligation.duty in LASTING_DUTIES
        self.same_day = not before and not after
        self.before, self.after = before, after
        self.reported = member_states(on=report.published)

    def truth(self, state: MemberState) -> Truth:
        """Return whether a Member State was late."""
        past = self.past_first if state in self.nothing else self.past
        return past & self._outstanding(state)

    def _outstanding(self, state: MemberState) -> Truth:
        reported = self.standing.outstanding_in(state)
        if self.same_day or (self.before and self.lasts and reported is Truth.YES):
            return reported
        # A State that joined after the report was not counted in the report, so the report does not show that it had
        # met the obligation.
        if self.after and self.lasts and reported is Truth.NO and state in self.reported:
            return Truth.NO
        return Truth.NO if self.standing.binds(state) is Truth.NO else Truth.UNKNOWN

    def count(self) -> Bounds:
        """Return how many Member States were late."""
        # Without a deadline that has certainly passed, nobody is certainly late. If no deadline has passed, nobody is.
        if self.past_first is Truth.NO:
            return Bounds(0, 0)
        named = [state for state in self.members if self.truth(state) is Truth.YES]
        least = len(named) if self.past is not Truth.YES else self._least()
        return Bounds(max(least, len(named)), self._most())

    def _least(self) -> int:
        if self.after or not (self.same_day or self.lasts):
            return 0
        return self._range(lambda _free, late, _size: late)[0]

    def _most(self) -> int:
        if self.same_day:
            return self._range(lambda _free, late, _size: late)[1]
        bound = [state for state in self.members if not (self.after and self.lasts) or state not in self.reported]
        return self._range(lambda _free, late, _size: late, bound=bound)[1]

    def _range(self, weigh: Callable[[int, int, int], int], *, bound: Sequence[MemberState] = ()) -> tuple[int, int]:
        """Return the smallest and the largest possible number of late Member States.

        The Member States in *bound* may be late if they are bound, all other ones only if the report counts them.
        """
        counted = [state for state in self.members if state not in bound]
        others = [state for state in MemberState if state not in self.members]
        found = self.standing.range_of(
            (
                (counted, lambda free, late: weigh(free, late, len(counted))),
                (bound, lambda free, _late: len(bound) - free),
                (others, lambda _free, _late: 0),
            )
        )
        return found or (0, len(self.members))


def _past(obligation: Obligation, on: date, *, everything: bool) -> Truth:
    # An act that cannot oblige anybody, such as a corrigendum, is probably a mistake. So nothing certain rests on it.
    if obligation.act is not None and not can_oblige(obligation.act):
        return Truth.UNKNOWN
    return obligation.past(on=on, everything=everything)
