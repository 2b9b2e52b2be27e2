"""Deadlines: what was overdue on a day, by how much, and for whom."""

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
    """An obligation on a day: how long past its deadline, and which Member States were late with it.

    Attributes:
        initiative: the initiative that it stands in.
        obligation: the obligation.
        on: the day.
        days: days past the deadline, below 1 where it had not passed; None where the deadline is not known.
        late: the Member States of that day, by whether they were late.
        count: how many were late; it may be known where nobody is named.

    >>> import securityunion as su
    >>> report = su.first_progress_report()
    >>> worst = su.overdue(report, on=report.published).possible[0]
    >>> worst.count.at_least <= len(worst.late.possible)
    True
    """

    initiative: Initiative
    obligation: Obligation
    on: date
    days: int | None
    late: Answer[MemberState]
    count: Bounds

    def __repr__(self) -> str:
        days = "no deadline known" if self.days is None else counted(self.days, "day")
        return f"<Overdue {self.obligation.id} on {self.on}, {days}: {self.count}>"

    @property
    def anywhere(self) -> Truth:
        """Whether some Member State was late, named or not."""
        if self.count.at_least > 0:
            return Truth.YES
        return Truth.NO if self.count.at_most == 0 else Truth.UNKNOWN

    def late_in(self, state: MemberState | str) -> Truth:
        """Say whether *state* (a Member State, or its code) was late; NO where it was no Member State that day.

        Raises:
            ValueError: where *state* is no Member State.
        """
        member = MemberState.from_code(state)
        if member in self.late.yes:
            return Truth.YES
        return Truth.UNKNOWN if member in self.late.unknown else Truth.NO


def overdue(report: ProgressReport, *, on: date) -> Answer[Overdue]:
    """Return the obligations by whether some Member State was late with them on a day, longest overdue first.

    Late is who is bound, had not fully met the obligation, and was past the deadline: a deadline is met on its own
    day. What is outstanding is known on the report's day. On a later day nobody is certainly late any more, and on
    an earlier day nobody was certainly done: there, who had not met it by the report's day had not met it before
    either, and all others are unknown. (A Member State that met an obligation and later undid it is not provided
    for.) Who is known not to be bound is not late on the report's day or after it.

    Only Member States of that day are counted: the United Kingdom up to 31 January 2020, although Union law bound it
    to the end of that year (Articles 126 and 127 of the withdrawal agreement); Croatia from 1 July 2013.

    Args:
        report: the report to ask.
        on: the day.

    Raises:
        TypeError: where *report* is no report, or *on* no plain date.

    >>> import securityunion as su
    >>> from datetime import date
    >>> answer = su.overdue(su.first_progress_report(), on=date(2000, 1, 1))
    >>> answer.yes
    ()
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
    """Yield the Member States of a day with whether they had not fully met the obligation then."""
    for state in member_states(on=on):
        truth = reported[state]
        if on == report.published or (on < report.published and truth is Truth.YES):
            yield state, truth
        elif on > report.published and obligation.bound.includes(state) is Truth.NO:
            yield state, Truth.NO
        else:
            yield state, Truth.UNKNOWN


def _count(  # noqa: PLR0913 - what is reported is brought together once, and handed on
    report: ProgressReport,
    obligation: Obligation,
    reported: Mapping[MemberState, Truth],
    late: Answer[MemberState],
    *,
    past: Truth,
    on: date,
) -> Bounds:
    """Return how many were late: who is named tells a part, the count on the report's day perhaps more.

    Who was no Member State on the day may be among those that the report counts, but is not late on it.
    """
    named = late.size
    if past is Truth.NO or on > report.published:
        return named
    size, members = obligation.outstanding_size, member_states(on=on)
    others = [truth for state, truth in reported.items() if state not in members]
    least = size.at_least - len(others) + others.count(Truth.NO) if past is Truth.YES else 0
    most = len(late.possible)
    if on == report.published and size.at_most is not None:
        most = min(most, size.at_most - others.count(Truth.YES))
    return Bounds(max(named.at_least, least), most)
