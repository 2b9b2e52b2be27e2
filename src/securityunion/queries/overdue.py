"""Overdue obligations: by how many days, and in which Member States."""

from collections.abc import Iterator, Mapping
from datetime import date

from attrs import frozen

from securityunion._util.arguments import check_day, check_instance
from securityunion._util.public_home import public
from securityunion._util.text import counted
from securityunion.model.initiative import Initiative
from securityunion.model.obligation import Obligation
from securityunion.model.report import ProgressReport
from securityunion.values.member_state import MemberState, member_states
from securityunion.values.truth import Answer, Bounds, Truth

__all__ = ["Overdue", "overdue"]


@public
@frozen(weakref_slot=False, kw_only=True)
class Overdue:
    """An obligation on a day: how many days past its deadline, and which Member States were late with it.

    Attributes:
        initiative: the initiative of the obligation.
        obligation: the obligation.
        on: the day.
        days: days past the deadline, 0 or less if it had not passed; None if the deadline is unknown.
        late: the Member States of that day, by whether they were late.
        count: how many were late; may be known even if no Member State is named.

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
        """Whether any Member State was late, named or not."""
        if self.count.at_least > 0:
            return Truth.YES
        return Truth.NO if self.count.at_most == 0 else Truth.UNKNOWN

    def late_in(self, state: MemberState | str) -> Truth:
        """Return whether *state*, a Member State or its code, was late; NO if it was not a Member State that day.

        Raises:
            ValueError: if *state* is not the code of a Member State.
        """
        member = MemberState.from_code(state)
        if member in self.late.yes:
            return Truth.YES
        return Truth.UNKNOWN if member in self.late.unknown else Truth.NO


def overdue(report: ProgressReport, *, on: date) -> Answer[Overdue]:
    """Return the obligations by whether any Member State was late with them on a day, longest overdue first.

    A Member State is late if it is bound, has not fully met the obligation, and the deadline has passed (the deadline
    day itself is in time). The report says what was outstanding on its own day. On other days, less is known:

    - On a later day, no Member State is certainly late: any of them may have met the obligation since.
    - On an earlier day, a Member State was certainly late if it had still not met the obligation on the day of the
      report. All others are unknown. This assumes that no Member State meets an obligation and later undoes it.

    A Member State that is known not to be bound is not late on the day of the report or later.

    Only the Member States of that day count. The United Kingdom counts until 31 January 2020, although Union law bound
    it until the end of that year (Articles 126 and 127 of the withdrawal agreement). Croatia counts from 1 July 2013.

    Args:
        report: the report.
        on: the day.

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
    found = [
        _on_a_day(report, initiative, obligation, on)
        for initiative in report.initiatives
        for obligation in initiative.obligations
    ]
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
    """Yield the Member States of a day, each with whether it had not fully met the obligation then."""
    for state in member_states(on=on):
        truth = reported[state]
        if on == report.published or (on < report.published and truth is Truth.YES):
            yield state, truth
        # Who is bound is known for the day of the report. It proves nothing for earlier days, because States join acts
        # and leave them.
        elif on > report.published and obligation.bound.includes(state) is Truth.NO:
            yield state, Truth.NO
        else:
            yield state, Truth.UNKNOWN


def _count(  # noqa: PLR0913 - the caller has already worked out who has it outstanding
    report: ProgressReport,
    obligation: Obligation,
    reported: Mapping[MemberState, Truth],
    late: Answer[MemberState],
    *,
    past: Truth,
    on: date,
) -> Bounds:
    """Return how many were late, from the named Member States and from the number that the report gives."""
    named = late.size
    if past is Truth.NO or on > report.published:
        return named
    # The number in the report may include States that were not members on the day; they were not late on it.
    size, members = obligation.outstanding_size, member_states(on=on)
    others = [truth for state, truth in reported.items() if state not in members]
    least = size.at_least - len(others) + others.count(Truth.NO) if past is Truth.YES else 0
    most = len(late.possible)
    # On an earlier day, more Member States may have been late than the report counts.
    if on == report.published and size.at_most is not None:
        most = min(most, size.at_most - others.count(Truth.YES))
    return Bounds(max(named.at_least, least), most)
