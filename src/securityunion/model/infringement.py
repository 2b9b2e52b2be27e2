"""Infringement procedures against Member States, with the dated steps of the Commission and the Court."""

from datetime import date

from attrs import frozen

from securityunion._records.fields import record_repr
from securityunion._records.formats import SourceId, Text
from securityunion._records.validation import check_record, exact_types
from securityunion._util.arguments import check_day
from securityunion._util.public_home import public
from securityunion._util.pydantic_hooks import PydanticEnum, PydanticRecord
from securityunion.identifiers import CaseNumber
from securityunion.values.member_state import MemberState
from securityunion.values.partial_date import PartialDate, first_day, last_day
from securityunion.values.sentinel_dates import known_day
from securityunion.values.truth import Truth

__all__ = ["ENDS", "InfringementEvent", "InfringementProcedure", "InfringementStep"]


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


ENDS = frozenset({InfringementStep.WITHDRAWAL, InfringementStep.CLOSURE})
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
        on = _known(self)
        if on is None or first_day(on) <= by < last_day(on):
            return Truth.UNKNOWN
        return Truth.YES if last_day(on) <= by else Truth.NO


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
        note: a remark of the person who recorded the facts, for what fits no other field; None for none.
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
    note: Text | None = None
    sources: tuple[SourceId, ...] = ()

    __attrs_post_init__ = check_record
    __repr__ = record_repr

    def step(self, *, on: date) -> InfringementStep | None:
        """Return the last step that was taken on or before a day.

        This is the only member of `possible_steps`, if it has only one. So the result is None if no step was taken, and
        also if the last step is unknown. If it is certain that no step was taken, `is_open` returns NO.

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
        possible = self.possible_steps(on=on)
        return possible[0] if len(possible) == 1 else None

    def possible_steps(self, *, on: date) -> tuple[InfringementStep | None, ...]:
        """Return the steps that may have been the last one on a day, in the order of `InfringementStep`.

        None comes first if it is possible that no step had been taken.

        A date that is a month or a year can be any of its days, and a step without a date can have been taken on any
        day. Steps on the same day are assumed to follow the order of `InfringementStep`. After `known_until`, steps
        that are not recorded may have been taken. The exception is a procedure that was closed: nothing follows a
        closure, unless a later step is recorded.

        Raises:
            TypeError: if *on* is not a plain date.

        >>> from datetime import date
        >>> import securityunion as su
        >>> letter = su.InfringementStep.LETTER_OF_FORMAL_NOTICE
        >>> procedure = su.InfringementProcedure(
        ...     state=su.MemberState.LU,
        ...     events=(su.InfringementEvent(step=letter, on="2020-05"),),
        ...     known_until=date(2022, 6, 30),
        ... )
        >>> procedure.possible_steps(on=date(2020, 5, 9))
        (None, <InfringementStep.LETTER_OF_FORMAL_NOTICE: 'letter-of-formal-notice'>)
        """
        taken = self._taken(on)
        certain = [event for event, truth in taken if truth is Truth.YES]
        if not self._is_complete(on) and not self._closed_for_good(certain):
            steps: tuple[InfringementStep | None, ...] = tuple(InfringementStep)
            return steps if certain else (None, *steps)
        # A step can have been the last one if every step that was certainly taken may have been taken before it.
        firsts = sorted(((_earliest(event), place) for place, event in enumerate(certain)), reverse=True)
        places = {id(event): place for place, event in enumerate(certain)}
        possible: set[InfringementStep] = set()
        for event, _ in taken:
            others = [first for first, place in firsts[:2] if place != places.get(id(event))]
            if not others or others[0] <= _latest(event, on):
                possible.add(event.step)
        ordered = tuple(step for step in InfringementStep if step in possible)
        return ordered if certain else (None, *ordered)

    def is_open(self, *, on: date) -> Truth:
        """Return whether the procedure was open on a day: already begun, and neither closed nor ended.

        A closure is final, unless a later step is recorded. A withdrawal ends the case before the Court, but not
        certainly the procedure.

        Not every step is known after `known_until`, or on any day if `known_until` is None. Between two recorded steps,
        the procedure is nevertheless open, because a source that records the later step would record an end before it.
        This rule does not apply if the later step is a first letter of formal notice, which may begin a new procedure,
        or if an end without an exact date may lie between the two steps. In the same way, an end on the day of another
        step would be recorded.

        Raises:
            TypeError: if *on* is not a plain date.

        >>> from datetime import date
        >>> import securityunion as su
        >>> letter = su.InfringementStep.LETTER_OF_FORMAL_NOTICE
        >>> referral = su.InfringementStep.REFERRAL_TO_THE_COURT
        >>> procedure = su.InfringementProcedure(
        ...     state=su.MemberState.LU,
        ...     events=(
        ...         su.InfringementEvent(step=letter, on="2020-05-14"),
        ...         su.InfringementEvent(step=referral, on="2023-02"),
        ...     ),
        ... )
        >>> [procedure.is_open(on=day) for day in (date(2022, 6, 1), date(2024, 1, 1))]
        [<Truth.YES>, <Truth.UNKNOWN>]
        """
        taken = self._taken(on)
        certain = [event for event, truth in taken if truth is Truth.YES]
        if self._closed_for_good(certain):
            return Truth.NO
        if not taken:
            return Truth.NO if self._is_complete(on) else Truth.UNKNOWN
        ends = [event for event, _ in taken if event.step in ENDS]
        # The procedure was open after a step if every end that may have come before *on* certainly came before it.
        if self._every_end_recorded(on, certain) and any(
            event.step not in ENDS and all(_latest(end, on) < _earliest(event) for end in ends) for event in certain
        ):
            return Truth.YES
        return Truth.UNKNOWN

    def _is_complete(self, on: date) -> bool:
        known_until = known_day(self.known_until)
        return known_until is not None and on <= known_until

    def _closed_for_good(self, certain: list[InfringementEvent]) -> bool:
        """Return whether the procedure was closed, and no other step than an end can have followed."""
        going_on = [event for event in self.events if event.step not in ENDS]
        return any(
            event.step is InfringementStep.CLOSURE and all(_latest(other) < _earliest(event) for other in going_on)
            for event in certain
        )

    def _every_end_recorded(self, on: date, certain: list[InfringementEvent]) -> bool:
        """Return whether every end on or before a day, but after the steps that were certainly taken, is recorded."""
        if self._is_complete(on):
            return True
        if any(_day(event) == on and event.step not in ENDS for event in certain):
            return True
        first_letter = InfringementStep.LETTER_OF_FORMAL_NOTICE
        return any(event.step is not first_letter and event.taken(by=on) is Truth.NO for event in self.events)

    def _taken(self, on: date) -> list[tuple[InfringementEvent, Truth]]:
        """Return the steps that were taken, or may have been taken, on or before a day."""
        check_day("on", on)
        verdicts = [(event, event.taken(by=on)) for event in self.events]
        return [(event, truth) for event, truth in verdicts if truth is not Truth.NO]


def _day(event: InfringementEvent) -> date | None:
    """Return the exact day of a step; None if it is only partly known."""
    on = _known(event)
    return first_day(on) if on is not None and first_day(on) == last_day(on) else None


def _known(event: InfringementEvent) -> str | None:
    """Return the date of a step, or None if the date is missing."""
    return None if event.on is None or known_day(last_day(event.on)) is None else event.on


def _earliest(event: InfringementEvent) -> tuple[date, int]:
    on = _known(event)
    return date.min if on is None else first_day(on), _ORDER[event.step]


def _latest(event: InfringementEvent, by: date = date.max) -> tuple[date, int]:
    on = _known(event)
    return by if on is None else min(last_day(on), by), _ORDER[event.step]
