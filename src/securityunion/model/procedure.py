"""Interinstitutional procedures, with dated events that determine the stage on a day."""

from collections.abc import Set as AbstractSet
from datetime import date

from attrs import frozen

from securityunion._records.fields import record_repr
from securityunion._records.formats import SourceId, Text
from securityunion._records.validation import check_record, exact_types
from securityunion._util.arguments import check_day
from securityunion._util.lazy_methods import implemented_by
from securityunion._util.public_home import public
from securityunion._util.pydantic_hooks import PydanticEnum, PydanticRecord
from securityunion.identifiers import ProcedureReference
from securityunion.values.sentinel_dates import known_day

__all__ = ["POSITION_EVENTS", "Event", "EventKind", "Institution", "Procedure", "ProcedureStage"]


@public
class Institution(PydanticEnum):
    """An institution of the Union (Article 13 TEU).

    >>> import securityunion as su
    >>> su.Institution.COUNCIL.value
    'council'
    """

    EUROPEAN_PARLIAMENT = "european-parliament"
    EUROPEAN_COUNCIL = "european-council"
    COUNCIL = "council"
    COMMISSION = "commission"
    COURT_OF_JUSTICE = "court-of-justice"
    EUROPEAN_CENTRAL_BANK = "european-central-bank"
    COURT_OF_AUDITORS = "court-of-auditors"


@public
class EventKind(PydanticEnum):
    """The kind of an event in a procedure.

    Articles 294 and 297 TFEU provide for the readings, conciliation, the joint text, signature and publication. The
    general approach, the political agreement of the Council, the negotiating mandate, trilogues and the trilogue
    agreement are common practice. The approval of a provisional agreement, for example by a committee, is common
    practice too.

    >>> import securityunion as su
    >>> su.EventKind("general-approach")
    <EventKind.GENERAL_APPROACH: 'general-approach'>
    """

    PROPOSAL = "proposal"
    GENERAL_APPROACH = "general-approach"
    POLITICAL_AGREEMENT = "political-agreement"
    NEGOTIATING_MANDATE = "negotiating-mandate"
    FIRST_READING_POSITION = "first-reading-position"
    SECOND_READING_POSITION = "second-reading-position"
    CONCILIATION = "conciliation"
    JOINT_TEXT = "joint-text"
    THIRD_READING = "third-reading"
    TRILOGUE = "trilogue"
    TRILOGUE_AGREEMENT = "trilogue-agreement"
    AGREEMENT_APPROVAL = "agreement-approval"
    ADOPTION = "adoption"
    SIGNATURE = "signature"
    PUBLICATION = "publication"
    SPLIT = "split"
    REPLACEMENT = "replacement"
    WITHDRAWAL = "withdrawal"
    REJECTION = "rejection"
    LAPSE = "lapse"


@public
class ProcedureStage(PydanticEnum):
    """The stage of a procedure on a day, derived from the events of the procedure.

    `ADOPTED` means that both co-legislators have adopted the act as law. In reports, "adopted by the Commission" means
    only that the Commission has adopted the proposal.

    >>> import securityunion as su
    >>> su.ProcedureStage.UNDER_NEGOTIATION.value
    'under-negotiation'
    """

    NOT_BEGUN = "not-begun"
    PROPOSED = "proposed"
    UNDER_NEGOTIATION = "under-negotiation"
    AGREED = "agreed"
    ADOPTED = "adopted"
    SIGNED = "signed"
    PUBLISHED = "published"
    SPLIT = "split"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"
    LAPSED = "lapsed"


_LEADS_TO = {
    EventKind.PROPOSAL: ProcedureStage.PROPOSED,
    EventKind.GENERAL_APPROACH: ProcedureStage.UNDER_NEGOTIATION,
    EventKind.POLITICAL_AGREEMENT: ProcedureStage.UNDER_NEGOTIATION,
    EventKind.NEGOTIATING_MANDATE: ProcedureStage.UNDER_NEGOTIATION,
    EventKind.FIRST_READING_POSITION: ProcedureStage.UNDER_NEGOTIATION,
    EventKind.SECOND_READING_POSITION: ProcedureStage.UNDER_NEGOTIATION,
    EventKind.CONCILIATION: ProcedureStage.UNDER_NEGOTIATION,
    EventKind.JOINT_TEXT: ProcedureStage.AGREED,
    EventKind.THIRD_READING: ProcedureStage.UNDER_NEGOTIATION,
    EventKind.TRILOGUE: ProcedureStage.UNDER_NEGOTIATION,
    EventKind.TRILOGUE_AGREEMENT: ProcedureStage.AGREED,
    EventKind.AGREEMENT_APPROVAL: ProcedureStage.AGREED,
    EventKind.ADOPTION: ProcedureStage.ADOPTED,
    EventKind.SIGNATURE: ProcedureStage.SIGNED,
    EventKind.PUBLICATION: ProcedureStage.PUBLISHED,
    EventKind.SPLIT: ProcedureStage.SPLIT,
    EventKind.REPLACEMENT: ProcedureStage.REPLACED,
    EventKind.WITHDRAWAL: ProcedureStage.WITHDRAWN,
    EventKind.REJECTION: ProcedureStage.REJECTED,
    EventKind.LAPSE: ProcedureStage.LAPSED,
}

POSITION_EVENTS = frozenset(
    {
        EventKind.GENERAL_APPROACH,
        EventKind.POLITICAL_AGREEMENT,
        EventKind.NEGOTIATING_MANDATE,
        EventKind.FIRST_READING_POSITION,
        EventKind.SECOND_READING_POSITION,
        EventKind.THIRD_READING,
        EventKind.ADOPTION,
    }
)
"""The events in which an institution takes a position. Reports count a mandate for negotiations as a position."""

_ORDER = {kind: place for place, kind in enumerate(EventKind)}
# Events of these kinds can follow an agreement without reopening the agreement.
_LEAVE_AN_AGREEMENT = frozenset(
    {
        EventKind.FIRST_READING_POSITION,
        EventKind.SECOND_READING_POSITION,
        EventKind.THIRD_READING,
        EventKind.POLITICAL_AGREEMENT,
        EventKind.TRILOGUE,
    }
)


@public
@frozen(kw_only=True, weakref_slot=False, field_transformer=exact_types)
class Event(PydanticRecord):
    """A step of an interinstitutional procedure.

    Args:
        kind: the kind of step.
        on: the day of the step; None if unknown.
        by: the institution that took the step; None if unknown, or if several institutions took the step together.
        sources: the ids of the sources that state these facts.

    >>> from datetime import date
    >>> import securityunion as su
    >>> su.Event(kind=su.EventKind.TRILOGUE, on=date(2020, 12, 10))
    Event(kind=EventKind.TRILOGUE, on=datetime.date(2020, 12, 10))
    """

    kind: EventKind
    on: date | None = None
    by: Institution | None = None
    sources: tuple[SourceId, ...] = ()

    __attrs_post_init__ = check_record
    __repr__ = record_repr


@public
@frozen(kw_only=True, weakref_slot=False, field_transformer=exact_types)
class Procedure(PydanticRecord):
    """An interinstitutional file, such as `2018/0331(COD)`, with its recorded events.

    Args:
        reference: the reference of the procedure.
        events: the recorded steps, in any order.
        split_into: the references of the procedures into which this procedure was split.
        replaced_by: the reference of the procedure that replaced this procedure; None if unknown.
        known_until: the day up to which the recorded steps are complete; None if unknown.
        note: a remark of the person who recorded the facts, for what fits no other field; None for none.
        sources: the ids of the sources that state these facts.

    Raises:
        RecordError: if a reference is not valid.

    >>> from datetime import date
    >>> import securityunion as su
    >>> procedure = su.Procedure(
    ...     reference="2018/0331(COD)",
    ...     events=(
    ...         su.Event(kind=su.EventKind.PROPOSAL, on=date(2018, 9, 12)),
    ...         su.Event(kind=su.EventKind.GENERAL_APPROACH, on=date(2018, 12, 6)),
    ...     ),
    ...     known_until=date(2020, 12, 9),
    ... )
    >>> [procedure.stage(on=day).value for day in (date(2018, 10, 1), date(2020, 12, 9))]
    ['proposed', 'under-negotiation']
    >>> procedure.stage(on=date(2020, 12, 10)) is None
    True
    """

    reference: ProcedureReference
    events: tuple[Event, ...] = ()
    split_into: tuple[ProcedureReference, ...] = ()
    replaced_by: ProcedureReference | None = None
    known_until: date | None = None
    note: Text | None = None
    sources: tuple[SourceId, ...] = ()

    __attrs_post_init__ = check_record
    __repr__ = record_repr
    _repr_html_ = implemented_by("views.html.records", "procedure_html")

    def stage(self, *, on: date) -> ProcedureStage | None:
        """Return the stage of the procedure on a day; None if unknown.

        This is the only member of `possible_stages`, if it has only one.

        Raises:
            TypeError: if *on* is not a plain date.

        >>> from datetime import date
        >>> import securityunion as su
        >>> split = su.Procedure(
        ...     reference="2019/0001(COD)",
        ...     events=(su.Event(kind=su.EventKind.PROPOSAL, on=date(2019, 1, 7)),),
        ...     split_into=("2019/0001A(COD)", "2019/0001B(COD)"),
        ...     known_until=date(2021, 6, 8),
        ... )
        >>> split.stage(on=date(2020, 12, 9)) is None
        True
        """
        possible = self.possible_stages(on=on)
        return possible[0] if len(possible) == 1 else None

    def possible_stages(self, *, on: date) -> tuple[ProcedureStage, ...]:
        """Return the stages at which the procedure may have been on a day, in the order of `ProcedureStage`.

        The last event on or before the day determines the stage, so a procedure can return to an earlier stage. There
        are two exceptions. An agreement is not undone by later positions at a reading, a political agreement of the
        Council or further trilogues. Nothing undoes a publication, and only a publication can follow a signature.
        Events on the same day are assumed to follow the order of `EventKind`.

        Events without a day may have happened before or after *on*, but the proposal comes before every other event. If
        `split_into` or `replaced_by` is set, the procedure was split or replaced. The day of this change is unknown
        unless an event gives the day.

        After `known_until`, events that are not recorded may have happened. So the stage is then open, unless the act
        was published or signed. The same is true on every day if `known_until` is None.

        Raises:
            TypeError: if *on* is not a plain date.

        >>> from datetime import date
        >>> import securityunion as su
        >>> signed = su.Event(kind=su.EventKind.SIGNATURE, on=date(2021, 4, 29))
        >>> procedure = su.Procedure(reference="2018/0331(COD)", events=(signed,))
        >>> [stage.value for stage in procedure.possible_stages(on=date(2021, 5, 1))]
        ['signed', 'published']
        """
        check_day("on", on)
        complete_until = known_day(self.known_until)
        undated = self._undated()
        stages = {ProcedureStage.NOT_BEGUN}
        if EventKind.PROPOSAL in undated:
            undated.remove(EventKind.PROPOSAL)
            stages.add(ProcedureStage.PROPOSED)
        dated = [(day, event.kind) for event in self.events if (day := known_day(event.on)) is not None and day <= on]
        kinds = undated if complete_until is not None else _EVERY_KIND
        # If the day of the proposal is known, nothing happened before it.
        proposed = any(event.kind is EventKind.PROPOSAL and known_day(event.on) is not None for event in self.events)
        if not proposed:
            stages = _after_any(stages, kinds)
        for day, kind in sorted(dated, key=lambda item: (item[0], _ORDER[item[1]])):
            if kinds is not _EVERY_KIND and (complete_until is None or day > complete_until):
                kinds = _EVERY_KIND
                stages = _after_any(stages, kinds)
            stages = _after_any({_after(stage, kind) for stage in stages}, kinds)
        if complete_until is not None and on > complete_until:
            stages = _after_any(stages, _EVERY_KIND)
        return tuple(stage for stage in ProcedureStage if stage in stages)

    def _undated(self) -> set[EventKind]:
        """Return the kinds of events that happened on an unknown day."""
        kinds = {event.kind for event in self.events}
        undated = {event.kind for event in self.events if known_day(event.on) is None}
        if self.split_into and EventKind.SPLIT not in kinds:
            undated.add(EventKind.SPLIT)
        if self.replaced_by is not None and EventKind.REPLACEMENT not in kinds:
            undated.add(EventKind.REPLACEMENT)
        return undated


_EVERY_KIND = frozenset(EventKind)


def _after(stage: ProcedureStage, kind: EventKind) -> ProcedureStage:
    """Return the stage to which an event of this *kind* leads from *stage*."""
    if stage is ProcedureStage.PUBLISHED or (stage is ProcedureStage.SIGNED and kind is not EventKind.PUBLICATION):
        return stage
    if stage is ProcedureStage.AGREED and kind in _LEAVE_AN_AGREEMENT:
        return stage
    return _LEADS_TO[kind]


def _after_any(stages: set[ProcedureStage], kinds: AbstractSet[EventKind]) -> set[ProcedureStage]:
    """Return the stages that can be reached from *stages* if any number of events of these *kinds* may happen."""
    reached = set(stages)
    waiting = list(stages) if kinds else []
    while waiting:
        stage = waiting.pop()
        for kind in kinds:
            # A proposal comes before every other event.
            if kind is EventKind.PROPOSAL and stage is not ProcedureStage.NOT_BEGUN:
                continue
            following = _after(stage, kind)
            if following not in reached:
                reached.add(following)
                waiting.append(following)
    return reached
