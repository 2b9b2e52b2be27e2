"""Infringement procedures: the steps the Commission and the Court took against a Member State, and when."""

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

    `REFERRAL_TO_THE_COURT_260_3` asks for sanctions at once, because measures transposing a directive were not
    notified (Article 260(3)). The Treaty of Lisbon dropped the reasoned opinion under Article 260; older data
    still have it.

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
    """A step that was taken in an infringement procedure.

    Args:
        step: which step.
        on: its day, or the month or year as far as it is known; None where not known.
        sources: ids of the report's sources that state it.

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
        """Say whether the step was taken up to and on a day.

        Raises:
            TypeError: where *by* is no plain date.

        >>> from datetime import date
        >>> import securityunion as su
        >>> opinion = su.InfringementEvent(step=su.InfringementStep.REASONED_OPINION, on="2020-12")
        >>> [opinion.taken(by=date(2020, month, 9)).value for month in (11, 12)], opinion.taken(by=date(2021, 1, 1))
        (['no', 'unknown'], <Truth.YES>)
        """
        check_day("by", by)
        if self.on is None or first_day(self.on) <= by < last_day(self.on):
            return Truth.UNKNOWN
        return Truth.YES if last_day(self.on) <= by else Truth.NO


@public
@frozen(kw_only=True, weakref_slot=False, field_transformer=exact_types)
class InfringementProcedure(PydanticRecord):
    """A procedure against one Member State over one obligation, with the steps recorded of it.

    It does not say that the obligation is outstanding: that the Commission holds so is not yet that it is so, and a
    source of a report counts by rules of its own.

    Args:
        state: the Member State.
        case: the number of the procedure; None where not known.
        events: the steps recorded, in any order.
        known_until: the day up to which the steps are recorded in full; None where not known.
        sources: ids of the report's sources that state it.

    Raises:
        RecordError: where the number does not have the form of one.

    >>> from datetime import date
    >>> import securityunion as su
    >>> procedure = su.InfringementProcedure(
    ...     state=su.MemberState.LU,
    ...     case="INFR(2019)2123",
    ...     events=(
    ...         su.InfringementEvent(step=su.InfringementStep.LETTER_OF_FORMAL_NOTICE, on="2019-07-25"),
    ...         su.InfringementEvent(step=su.InfringementStep.REASONED_OPINION, on="2020-05-14"),
    ...     ),
    ...     known_until=date(2020, 12, 9),
    ... )
    >>> procedure.step(on=date(2020, 12, 9)).value, procedure.is_open(on=date(2020, 12, 9))
    ('reasoned-opinion', <Truth.YES>)
    >>> procedure.step(on=date(2020, 12, 10)) is None, procedure.is_open(on=date(2020, 12, 10))
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
        """Return the last step taken up to a day; None where none was, or where it is not known which.

        It is not known after `known_until`, nor where a step may have been taken before or after the day, or before
        or after the last one. The end of a procedure lasts. Steps of one day are taken in the order of
        `InfringementStep`. `is_open` tells a procedure that had not begun from one of which it is not known.

        Raises:
            TypeError: where *on* is no plain date.

        >>> from datetime import date
        >>> import securityunion as su
        >>> dated = su.InfringementEvent(step=su.InfringementStep.LETTER_OF_FORMAL_NOTICE, on="2020-05")
        >>> later = su.InfringementEvent(step=su.InfringementStep.REASONED_OPINION, on="2022-02")
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
        if ended:
            return ended[0] if len(set(ended)) == 1 else None
        if self.known_until is None or on > self.known_until or len(certain) < len(taken) or not certain:
            return None
        last = max(certain, key=_earliest)
        others = {event.step for event in certain if _latest(event) > _earliest(last)}
        return last.step if others <= {last.step} else None

    def is_open(self, *, on: date) -> Truth:
        """Say whether the procedure was open on a day: begun, and neither closed nor withdrawn.

        Raises:
            TypeError: where *on* is no plain date.

        >>> from datetime import date
        >>> import securityunion as su
        >>> letter = su.InfringementEvent(step=su.InfringementStep.LETTER_OF_FORMAL_NOTICE, on="2020-05-14")
        >>> su.InfringementProcedure(state=su.MemberState.LU, events=(letter,)).is_open(on=date(2020, 5, 15))
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
        """Return the steps that were, or may have been, taken up to a day."""
        check_day("on", on)
        verdicts = [(event, event.taken(by=on)) for event in self.events]
        return [(event, truth) for event, truth in verdicts if truth is not Truth.NO]


def _earliest(event: InfringementEvent) -> tuple[date, int]:
    return first_day(event.on or ""), _ORDER[event.step]


def _latest(event: InfringementEvent) -> tuple[date, int]:
    return last_day(event.on or ""), _ORDER[event.step]
