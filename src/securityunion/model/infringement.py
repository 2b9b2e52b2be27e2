"""Infringement procedures against Member States, with the dated steps of the Commission and the Court."""

from datetime import date

from attrs import frozen

from securityunion._records.fields import record_repr
from securityunion._records.formats import SourceId
from securityunion._records.validation import check_record, exact_types
from securityunion._util.arguments import check_day
from securityunion._util.public_home import public
from securityunion._util.pydantic_hooks import PydanticEnum, PydanticRecord
from securityunion.identifiers import CaseNumber
from securityunion.values.member_state import MemberState
from securityunion.values.partial_date import PartialDate, first_day, last_day
from securityunion.values.truth import Truth

__all__ = ["InfringementEvent", "InfringementProcedure", "InfringementStep"]


@public
class InfringementStep(PydanticEnum):
    """A step of an infringement procedure (Articles 258 and 260 TFEU).

    With `REFERRAL_TO_THE_COURT_260_3`, the Commission asks for sanctions in the first referral. It can do so if the
    Member State did not notify the measures that transpose a directive (Article 260(3)). The Treaty of Lisbon abolished
    the reasoned opinion under Article 260, but older data still contain reasoned opinions of this kind.

    >>> import securityunion as su
    >>> su.InfringementStep.REASONED_OPINION.value
    'reasoned-opinion'
    """

    LETTER_OF_FORMAL_NOTICE = "letter-of-formal-notice"
    ADDITIONAL_LETTER_OF_FORMAL_NOTICE = "additional-letter-of-formal-notice"
    REASONED_OPINION = "reasoned-opinion"
    ADDITIONAL_REASONED_OPINION = "additional-reasoned-opinion"
    REFERRAL_TO_THE_COURT = "referral-to-the-court"
    REFERRAL_TO_THE_COURT_260_3 = "referral-to-the-court-260-3"
    JUDGMENT = "judgment"
    LETTER_OF_FORMAL_NOTICE_260 = "letter-of-formal-notice-260"
    REASONED_OPINION_260 = "reasoned-opinion-260"
    REFERRAL_TO_THE_COURT_260 = "referral-to-the-court-260"
    WITHDRAWAL = "withdrawal"
    CLOSURE = "closure"


_ENDS = frozenset({InfringementStep.WITHDRAWAL, InfringementStep.CLOSURE})
_ORDER = {step: place for place, step in enumerate(InfringementStep)}


@public
@frozen(kw_only=True, weakref_slot=False, field_transformer=exact_types)
class InfringementEvent(PydanticRecord):
    """A step of an infringement procedure, with its date.

    Args:
        step: the step that was taken.
        on: the day, month or year in which the step was taken; None if unknown.
        sources: the ids of the sources that state these facts.

    >>> import securityunion as su
    >>> su.InfringementEvent(step=su.InfringementStep.REASONED_OPINION, on="2020-12")
    InfringementEvent(step=InfringementStep.REASONED_OPINION, on='2020-12')
    """

    step: InfringementStep
    on: PartialDate | None = None
    sources: tuple[SourceId, ...] = ()

    __attrs_post_init__ = check_record
    __repr__ = record_repr

    def taken(self, *, by: date) -> Truth:
        """Return whether the step was taken on or before a day.

        Raises:
            TypeError: if *by* is not a plain date.

        >>> from datetime import date
        >>> import securityunion as su
        >>> step = su.InfringementStep.REASONED_OPINION
        >>> opinion = su.InfringementEvent(step=step, on="2020-12")
        >>> days = (date(2020, 11, 9), date(2020, 12, 9), date(2021, 1, 1))
        >>> [opinion.taken(by=day) for day in days]
        [<Truth.NO>, <Truth.UNKNOWN>, <Truth.YES>]
        """
        check_day("by", by)
        if self.on is None or first_day(self.on) <= by < last_day(self.on):
            return Truth.UNKNOWN
        return Truth.YES if last_day(self.on) <= by else Truth.NO


@public
@frozen(kw_only=True, weakref_slot=False, field_transformer=exact_types)
class InfringementProcedure(PydanticRecord):
    """An infringement procedure against one Member State over one obligation, with the recorded steps.

    An infringement procedure shows the view of the Commission. It does not prove that the obligation is outstanding,
    because reports have their own rules for counting outstanding obligations.

    Args:
        state: the Member State.
        case: the case number of the procedure; None if unknown.
        events: the recorded steps, in any order.
        known_until: the day up to which the recorded steps are complete; None if unknown.
        sources: the ids of the sources that state these facts.

    Raises:
        RecordError: if the case number is not valid.

    >>> from datetime import date
    >>> import securityunion as su
    >>> letter = su.InfringementStep.LETTER_OF_FORMAL_NOTICE
    >>> opinion = su.InfringementStep.REASONED_OPINION
    >>> procedure = su.InfringementProcedure(
    ...     state=su.MemberState.LU,
    ...     case="INFR(2019)2123",
    ...     events=(
    ...         su.InfringementEvent(step=letter, on="2019-07-25"),
    ...         su.InfringementEvent(step=opinion, on="2020-05-14"),
    ...     ),
    ...     known_until=date(2020, 12, 9),
    ... )
    >>> day = date(2020, 12, 9)
    >>> procedure.step(on=day).value, procedure.is_open(on=day)
    ('reasoned-opinion', <Truth.YES>)
    >>> day = date(2020, 12, 10)
    >>> procedure.step(on=day) is None, procedure.is_open(on=day)
    (True, <Truth.UNKNOWN>)
    """

    state: MemberState
    case: CaseNumber | None = None
    events: tuple[InfringementEvent, ...] = ()
    known_until: date | None = None
    sources: tuple[SourceId, ...] = ()

    __attrs_post_init__ = check_record
    __repr__ = record_repr

    def step(self, *, on: date) -> InfringementStep | None:
        """Return the last step that was taken on or before a day.

        The result is None if no step was taken, or if the last step is unknown. If it is certain that no step
        was taken, `is_open` returns NO.

        The last step is unknown after `known_until`, unless it is a closure or withdrawal, because these steps are
        final. The last step is also unknown if a date is not exact enough to show which step came last. Steps on the
        same day are assumed to follow the order of `InfringementStep`.

        Raises:
            TypeError: if *on* is not a plain date.

        >>> from datetime import date
        >>> import securityunion as su
        >>> letter = su.InfringementStep.LETTER_OF_FORMAL_NOTICE
        >>> opinion = su.InfringementStep.REASONED_OPINION
        >>> dated = su.InfringementEvent(step=letter, on="2020-05")
        >>> later = su.InfringementEvent(step=opinion, on="2022-02")
        >>> procedure = su.InfringementProcedure(
        ...     state=su.MemberState.LU, events=(dated, later), known_until=date(2022, 6, 30)
        ... )
        >>> [procedure.step(on=day) for day in (date(2020, 5, 9), date(2022, 2, 9))]
        [None, None]
        >>> procedure.step(on=date(2020, 6, 1)).value
        'letter-of-formal-notice'
        """
        taken = self._taken(on)
        certain = [event for event, truth in taken if truth is Truth.YES]
        ended = [event.step for event in certain if event.step in _ENDS]
        # A closure or withdrawal is final, so the last step is then known even after `known_until`.
        if ended:
            return ended[0] if len(set(ended)) == 1 else None
        if self.known_until is None or on > self.known_until or len(certain) < len(taken) or not certain:
            return None
        # Two dates that are a month or a year can overlap. The last step is known only if no other step can be later.
        last = max(certain, key=_earliest)
        others = {event.step for event in certain if _latest(event) > _earliest(last)}
        return last.step if others <= {last.step} else None

    def is_open(self, *, on: date) -> Truth:
        """Return whether the procedure was open on a day: already begun, but neither closed nor withdrawn.

        If `known_until` is None, the result is NO after a closure or withdrawal, and otherwise UNKNOWN.

        Raises:
            TypeError: if *on* is not a plain date.

        >>> from datetime import date
        >>> import securityunion as su
        >>> letter = su.InfringementStep.LETTER_OF_FORMAL_NOTICE
        >>> event = su.InfringementEvent(step=letter, on="2020-05-14")
        >>> procedure = su.InfringementProcedure(state=su.MemberState.LU, events=(event,))
        >>> procedure.is_open(on=date(2020, 5, 15))
        <Truth.UNKNOWN>
        """
        taken = self._taken(on)
        if any(truth is Truth.YES and event.step in _ENDS for event, truth in taken):
            return Truth.NO
        if self.known_until is None or on > self.known_until:
            return Truth.UNKNOWN
        if any(event.step in _ENDS for event, _ in taken):
            return Truth.UNKNOWN
        if any(truth is Truth.YES for _, truth in taken):
            return Truth.YES
        return Truth.UNKNOWN if taken else Truth.NO

    def _taken(self, on: date) -> list[tuple[InfringementEvent, Truth]]:
        """Return the steps that were taken, or may have been taken, on or before a day."""
        check_day("on", on)
        verdicts = [(event, event.taken(by=on)) for event in self.events]
        return [(event, truth) for event, truth in verdicts if truth is not Truth.NO]


def _earliest(event: InfringementEvent) -> tuple[date, int]:
    return first_day(event.on or ""), _ORDER[event.step]


def _latest(event: InfringementEvent) -> tuple[date, int]:
    return last_day(event.on or ""), _ORDER[event.step]
