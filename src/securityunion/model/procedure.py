"""Interinstitutional procedures, with dated events that determine the stage on a day."""

from datetime import date

from attrs import frozen

from securityunion._records.fields import record_repr
from securityunion._records.formats import SourceId
from securityunion._records.validation import check_record, exact_types
from securityunion._util.arguments import check_day
from securityunion._util.lazy_methods import implemented_by
from securityunion._util.public_home import public
from securityunion._util.pydantic_hooks import PydanticEnum, PydanticRecord
from securityunion.identifiers import ProcedureReference

__all__ = ["Event", "EventKind", "Institution", "Procedure", "ProcedureStage"]


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
    sources: tuple[SourceId, ...] = ()

    __attrs_post_init__ = check_record
    __repr__ = record_repr
    _repr_html_ = implemented_by("views.html.records", "procedure_html")

    def stage(self, *, on: date) -> ProcedureStage | None:
        """Return the stage of the procedure on a day; None if unknown.

        The last event on or before the day determines the stage, so a procedure can return to an earlier stage. An
        agreement is an exception: later positions at a reading, a political agreement of the Council and further
        trilogues do not undo the agreement. Events on the same day are assumed to follow the order of `EventKind`.

        The stage is unknown after `known_until`. If `known_until` is None, `PUBLISHED` is the only stage that can be
        known, because no event undoes a publication.

        The stage is also unknown if an event without a day would lead to another stage, because the event may have
        happened before or after *on*. There is one exception: a proposal without a day makes no difference once another
        event has happened, because the proposal comes before every other step.

        If `split_into` or `replaced_by` is set, the procedure was split or replaced. The day of this change is unknown
        unless an event gives the day.

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
        check_day("on", on)
        if self.known_until is not None and on > self.known_until:
            return None
        past = [(event.on, event.kind) for event in self.events if event.on is not None and event.on <= on]
        if any(kind is EventKind.PUBLICATION for _, kind in past):
            return ProcedureStage.PUBLISHED
        if self.known_until is None:
            return None
        stage = ProcedureStage.NOT_BEGUN
        for _, kind in sorted(past, key=lambda item: (item[0], _ORDER[item[1]])):
            if stage is not ProcedureStage.AGREED or kind not in _LEAVE_AN_AGREEMENT:
                stage = _LEADS_TO[kind]
        # Events without a day may come last, so the stage is known only if they all lead to the same stage.
        undated = self._undated() - {EventKind.PROPOSAL} if past else self._undated()
        possible = {stage, *(_LEADS_TO[kind] for kind in undated)}
        return stage if len(possible) == 1 else None

    def _undated(self) -> set[EventKind]:
        """Return the kinds of events that happened on an unknown day."""
        kinds = {event.kind for event in self.events}
        undated = {event.kind for event in self.events if event.on is None}
        if self.split_into and EventKind.SPLIT not in kinds:
            undated.add(EventKind.SPLIT)
        if self.replaced_by is not None and EventKind.REPLACEMENT not in kinds:
            undated.add(EventKind.REPLACEMENT)
        return undated
