"""Legal acts, with their dates and their status on a day, and the documents of policy beside them."""

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from securityunion._records.fields import record_repr
from securityunion._records.formats import SourceId, Text
from securityunion._records.validation import check_record, exact_types
from securityunion._util.arguments import check_day
from securityunion._util.lazy_methods import implemented_by
from securityunion._util.public_home import public
from securityunion._util.pydantic_hooks import PydanticEnum, PydanticRecord
from securityunion.errors import Problem, contradiction
from securityunion.identifiers import Celex, DocumentReference, Eli, OfficialJournalReference
from securityunion.values.partial_date import PartialDate

__all__ = ["ActKind", "ActStatus", "DocumentKind", "LegalAct", "PolicyDocument"]


@public
class ActKind(PydanticEnum):
    """The kind of a legal act (Articles 288 to 291 TFEU).

    >>> import securityunion as su
    >>> su.ActKind.IMPLEMENTING_DIRECTIVE.value
    'implementing-directive'
    """

    REGULATION = "regulation"
    DIRECTIVE = "directive"
    DECISION = "decision"
    FRAMEWORK_DECISION = "framework-decision"
    RECOMMENDATION = "recommendation"
    IMPLEMENTING_REGULATION = "implementing-regulation"
    IMPLEMENTING_DIRECTIVE = "implementing-directive"
    IMPLEMENTING_DECISION = "implementing-decision"
    DELEGATED_REGULATION = "delegated-regulation"
    DELEGATED_DIRECTIVE = "delegated-directive"
    DELEGATED_DECISION = "delegated-decision"


@public
class ActStatus(PydanticEnum):
    """What an act is on a day, derived from its dates.

    >>> import securityunion as su
    >>> su.ActStatus.IN_FORCE.value
    'in-force'
    """

    NOT_YET_SIGNED = "not-yet-signed"
    SIGNED = "signed"
    PUBLISHED = "published"
    IN_FORCE = "in-force"
    APPLICABLE = "applicable"
    PARTLY_REPLACED = "partly-replaced"
    ENDED = "ended"
    REPEALED = "repealed"


@public
class DocumentKind(PydanticEnum):
    """The kind of a document of policy.

    >>> import securityunion as su
    >>> su.DocumentKind.WHITE_PAPER.value
    'white-paper'
    """

    COMMUNICATION = "communication"
    JOINT_COMMUNICATION = "joint-communication"
    PROPOSAL = "proposal"
    WHITE_PAPER = "white-paper"
    GREEN_PAPER = "green-paper"
    REPORT = "report"
    JOINT_REPORT = "joint-report"
    STAFF_WORKING_DOCUMENT = "staff-working-document"
    JOINT_STAFF_WORKING_DOCUMENT = "joint-staff-working-document"


@public
@frozen(kw_only=True, weakref_slot=False, field_transformer=exact_types)
class PolicyDocument(PydanticRecord):
    """A document that sets out or proposes policy: a communication, a proposal, a staff working document.

    Args:
        title: its title, as published; None where not known.
        kind: what it is; None where not known.
        reference: its reference, such as `COM(2020) 605 final`; None where not known.
        celex: its CELEX number; None where not known.
        published: the day, month or year of its adoption or publication; None where not known.
        sources: ids of the report's sources that state it.

    Raises:
        RecordError: where an identifier or a date does not have the form of one.

    >>> import securityunion as su
    >>> su.PolicyDocument(title="EU Security Union Strategy", reference="COM(2020) 605 final").reference
    'COM(2020) 605 final'
    """

    title: Text | None = None
    kind: DocumentKind | None = None
    reference: DocumentReference | None = None
    celex: Celex | None = None
    published: PartialDate | None = None
    sources: tuple[SourceId, ...] = ()

    __attrs_post_init__ = check_record
    __repr__ = record_repr


@public
@frozen(kw_only=True, weakref_slot=False, field_transformer=exact_types)
class LegalAct(PydanticRecord):
    """A legal act of the Union, with its identifiers and dates. None means not known throughout.

    Args:
        kind: directive, regulation, ...
        celex: its CELEX number.
        eli: its European Legislation Identifier.
        title: its title, as published.
        oj: where the Official Journal published it.
        signed: the day of signature: the date of the act.
        published: the day of publication.
        entry_into_force: the first day in force.
        applies_from: the first day of application.
        partly_replaced_from: the first day on which another act takes the place of a part of it.
        partly_replaced_by: CELEX number of that act.
        ends: the last day in force.
        repealed_by: CELEX number of the act that repeals it.
        corrigenda: CELEX numbers of its corrigenda, as far as they are recorded.
        known_until: the day up to which its end is recorded: without `ends`, it had none by then.
        sources: ids of the report's sources that state it.

    Raises:
        RecordError: where an identifier does not have its form, the act ends before it enters into force, or a
            corrigendum is one of another act.

    >>> from datetime import date
    >>> import securityunion as su
    >>> act = su.LegalAct(
    ...     celex="32016L1148",
    ...     kind=su.ActKind.DIRECTIVE,
    ...     signed=date(2016, 7, 6),
    ...     published=date(2016, 7, 19),
    ...     entry_into_force=date(2016, 8, 8),
    ...     applies_from=date(2018, 5, 10),
    ...     ends=date(2024, 10, 17),
    ...     repealed_by="32022L2555",
    ...     known_until=date(2024, 12, 31),
    ... )
    >>> act.status(on=date(2018, 5, 9)).value, act.status(on=date(2020, 12, 9)).value
    ('in-force', 'applicable')
    >>> act.status(on=date(2024, 10, 18)).value
    'repealed'
    """

    kind: ActKind
    celex: Celex | None = None
    eli: Eli | None = None
    title: Text | None = None
    oj: OfficialJournalReference | None = None
    signed: date | None = None
    published: date | None = None
    entry_into_force: date | None = None
    applies_from: date | None = None
    partly_replaced_from: date | None = None
    partly_replaced_by: Celex | None = None
    ends: date | None = None
    repealed_by: Celex | None = None
    corrigenda: tuple[Celex, ...] = ()
    known_until: date | None = None
    sources: tuple[SourceId, ...] = ()

    __attrs_post_init__ = check_record
    __repr__ = record_repr
    _repr_html_ = implemented_by("views.html.records", "act_html")

    def status(self, *, on: date) -> ActStatus | None:
        """Return what the act is on a day; None where the dates recorded do not tell.

        They do not tell after `known_until`, nor where the day of the next step is missing: it may have come. An
        act in force whose first day of application is not known is `IN_FORCE`: that much is certain. An act that is
        repealed on a day not known has no status. Of what applies from a day before it was in force, the later day
        counts. An act of which a part is replaced stays in force for the rest.

        Raises:
            TypeError: where `on` is no plain date.
        """
        check_day("on", on)
        if self.known_until is None or on > self.known_until:
            return None
        if self.ends is not None and on > self.ends:
            return ActStatus.ENDED if self.repealed_by is None else ActStatus.REPEALED
        if self.repealed_by is not None and self.ends is None:
            return None
        replaced, replacing = self.partly_replaced_from, self.partly_replaced_by
        after_applicable = date.max if replaced is None and replacing is None else replaced
        steps = (
            (ActStatus.SIGNED, self.signed, self.published),
            (ActStatus.PUBLISHED, self.published, self.entry_into_force),
            (ActStatus.IN_FORCE, self.entry_into_force, self.applies_from),
            (ActStatus.APPLICABLE, self.applies_from, after_applicable),
            (ActStatus.PARTLY_REPLACED, replaced, date.max),
        )
        status, next_step, not_before = ActStatus.NOT_YET_SIGNED, self.signed, date.min
        for reached, day, following in steps:
            if day is not None:
                not_before = max(not_before, day)  # an act may apply from a day before it was there
                if not_before <= on:
                    status, next_step = reached, following
        return status if next_step is not None or status is ActStatus.IN_FORCE else None

    def _contradictions(self) -> Iterator[Problem]:
        if self.ends is not None and self.entry_into_force is not None and self.ends < self.entry_into_force:
            wrong = f"{self.ends} is before the entry into force"
            yield contradiction("$.ends", wrong, f"use {self.entry_into_force} or later")
        for index, corrigendum in enumerate(self.corrigenda):
            act, _, number = corrigendum.partition("R(")
            if not number or self.celex not in (None, act):
                wrong = f"{corrigendum!r} is not a corrigendum of this act"
                remedy = f"write it like '{self.celex or '32016L0680'}R(01)'"
                yield contradiction(f"$.corrigenda[{index}]", wrong, remedy)
