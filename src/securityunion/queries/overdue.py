"""Find overdue obligations, the length of each delay, and the Member States that are late."""

from collections.abc import Iterator, Mapping
from datetime import date

from attrs import frozen

from securityunion._util.arguments import check_day, check_instance
from securityunion._util.public_home import public
from securityunion._util.text import counted
from securityunion.model.initiative import Initiative
from securityunion.model.obligation import Obligation
from securityunion.model.report import ProgressReport
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
        days: the number of days past the deadline, 0 or less if the deadline had not passed; None if the deadline is
            unknown.
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

    A report describes the day on which it was published. Less is known about other days:

    - On a later day, no Member State is known to be late, because any Member State may have met the obligation after
      the report.
    - On a day after the deadline but before the report, a Member State was late if it had still not met the obligation
      on the day of the report. It is unknown whether any other Member State was late. This rule assumes that an
      obligation remains met once a Member State has met it.

    If it is known that an act does not bind a Member State, this Member State is not late on the day of the report or
    on any later day.

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
    <Overdue csa-directive-transposition on 2020-12-10, 2549 days: at least 0, at most 26>
    """
    check_instance("report", report, ProgressReport)
    check_day("on", on)
    found = [_on_a_day(report, initiative, obligation, on) for initiative, obligation in with_obligations(report)]
    found.sort(key=lambda one: float("inf") if one.days is None else -one.days)
    return Answer.sort((one, one.anywhere) for one in found)


def _on_a_day(report: ProgressReport, initiative: Initiative, obligation: Obligation, on: date) -> Overdue:
    deadline = obligation.deadline
    past = Truth.UNKNOWN if deadline is None else Truth.YES if on > deadline else Truth.NO
    reported = obligation.outstanding_among(MemberState, on=report.published)
    late = Answer.sort((state, past & truth) for state, truth in _outstanding(report, obligation, reported, on))
    return Overdue(
        initiative=initiative,
        obligation=obligation,
        on=on,
        days=None if deadline is None else (on - deadline).days,
        late=late,
        count=_count(report, obligation, reported, late, past=past, on=on),
    )


def _outstanding(
    report: ProgressReport, obligation: Obligation, reported: Mapping[MemberState, Truth], on: date
) -> Iterator[tuple[MemberState, Truth]]:
    """Yield a pair for each State that was a member on the day *on*.

    The pair contains the Member State, and whether the obligation was outstanding in this Member State on that day.
    """
    for state in member_states(on=on):
        truth = reported[state]
        if on == report.published or (on < report.published and truth is Truth.YES):
            yield state, truth
        # On a day before the report, no Member State is known to be free of the obligation, not even one that the act
        # does not bind. So this branch applies to later days only.
        elif on > report.published and obligation.bound.includes(state) is Truth.NO:
            yield state, Truth.NO
        else:
            yield state, Truth.UNKNOWN


def _count(  # noqa: PLR0913 - the caller has already computed all these values
    report: ProgressReport,
    obligation: Obligation,
    reported: Mapping[MemberState, Truth],
    late: Answer[MemberState],
    *,
    past: Truth,
    on: date,
) -> Bounds:
    """Return how many Member States were late with an obligation.

    The result is consistent with *late*, the answer that says what is known about each Member State. The result is also
    consistent with the number of Member States in which, according to the report, the obligation was outstanding.
    """
    named = late.size
    if past is Truth.NO or on > report.published:
        return named
    # The number in the report may include States that were not members on the day `on`. Such States were not late on
    # that day, so their number is subtracted.
    size, members = obligation.outstanding_size, member_states(on=on)
    others = [truth for state, truth in reported.items() if state not in members]
    least = size.at_least - len(others) + others.count(Truth.NO) if past is Truth.YES else 0
    most = len(late.possible)
    # The upper limit in the report applies only to the day of the report. On an earlier day, more Member States may
    # have been late.
    if on == report.published and size.at_most is not None:
        most = min(most, size.at_most - others.count(Truth.YES))
    return Bounds(max(named.at_least, least), most)
