"""Policy documents and legal acts. A legal act has dates, which determine its status on a day."""

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from securityunion._records.fields import record_repr
from securityunion._records.formats import SourceId, Text
from securityunion._records.rules import Rule
from securityunion._records.validation import check_record, exact_types
from securityunion._util.arguments import check_day
from securityunion._util.lazy_methods import implemented_by
from securityunion._util.public_home import public
from securityunion._util.pydantic_hooks import PydanticEnum, PydanticRecord
from securityunion.errors import Problem, contradiction
from securityunion.identifiers import Celex, DocumentReference, Eli, OfficialJournalReference, parse_celex
from securityunion.values.partial_date import PartialDate
from securityunion.values.sentinel_dates import NO_DATE, known_day

__all__ = ["ActKind", "ActStatus", "DocumentKind", "LegalAct", "PolicyDocument", "can_oblige", "has_number_of"]


@public
class ActKind(PydanticEnum):
    """The kind of a legal act (Articles 288 to 291 TFEU).

    An `AGREEMENT` is an agreement of the Union with third countries or international organisations (Article 216 TFEU).

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
    AGREEMENT = "agreement"


@public
class ActStatus(PydanticEnum):
    """The status of a legal act on a day, derived from the dates of the act.

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
    """The kind of a policy document.

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
    ACTION_PLAN = "action-plan"
    RECOMMENDATION = "recommendation"
    ROADMAP = "roadmap"
    GUIDELINES = "guidelines"
    IMPACT_ASSESSMENT = "impact-assessment"
    COUNCIL_CONCLUSIONS = "council-conclusions"


_LETTERS = {
    ActKind.REGULATION: "R",
    ActKind.DIRECTIVE: "L",
    ActKind.DECISION: "D",
    ActKind.FRAMEWORK_DECISION: "F",
    ActKind.RECOMMENDATION: "H",
    ActKind.IMPLEMENTING_REGULATION: "R",
    ActKind.IMPLEMENTING_DIRECTIVE: "L",
    ActKind.IMPLEMENTING_DECISION: "D",
    ActKind.DELEGATED_REGULATION: "R",
    ActKind.DELEGATED_DIRECTIVE: "L",
    ActKind.DELEGATED_DECISION: "D",
}
"""For each kind of act in sector 3 of CELEX numbers, which has legislation, the letter for this kind."""

# Treaties, agreements and acts of the Member States can oblige, too. Sector 3 also has acts that oblige nobody.
_OBLIGING_SECTORS = frozenset("124")
_OBLIGING_LETTERS = frozenset("RLDFSKMQOJ")


def can_oblige(celex: str) -> bool:
    """Return whether a document with this CELEX number can oblige Member States.

    A corrigendum, a consolidated text, a proposal, a judgment, a national measure and a recommendation cannot.

    >>> can_oblige("32016L1148"), can_oblige("32016L0680R(01)"), can_oblige("52020PC0823")
    (True, False, False)
    """
    parts = parse_celex(celex)
    if parts.corrigendum is not None:
        return False
    return parts.sector in _OBLIGING_SECTORS or (parts.sector == "3" and parts.descriptor in _OBLIGING_LETTERS)


def has_number_of(kind: ActKind, celex: str) -> bool:
    """Return whether a CELEX number can belong to an act of this *kind*.

    >>> [has_number_of(ActKind.DIRECTIVE, celex) for celex in ("32016L1148", "32016R0679")]
    [True, False]
    """
    parts = parse_celex(celex)
    # Acts outside sector 3, such as conventions, are not compared. The same applies to letters without a kind.
    if parts.sector in _OBLIGING_SECTORS:
        return True
    if parts.sector != "3" or parts.corrigendum is not None:
        return False
    return parts.descriptor == _LETTERS.get(kind) or parts.descriptor not in _LETTERS.values()


@public
@frozen(kw_only=True, weakref_slot=False, field_transformer=exact_types)
class PolicyDocument(PydanticRecord):
    """A document that sets out or proposes policy, such as a communication or a proposal.

    Args:
        title: the title of the document, as published; None if unknown.
        kind: the kind of document, such as communication or proposal; None if unknown.
        reference: the reference of the document, such as `COM(2020) 605 final`; None if unknown.
        celex: the CELEX number of the document; None if unknown.
        published: the day, month or year in which the document was adopted or published; None if unknown.
        note: a remark of the person who recorded the facts, for what fits no other field; None for none.
        sources: the ids of the sources that state these facts.

    Raises:
        RecordError: if an identifier, the title or the date is not valid.

    >>> import securityunion as su
    >>> su.PolicyDocument(reference="COM(2020) 605 final", published="2020-07-24")
    PolicyDocument(reference='COM(2020) 605 final', published='2020-07-24')
    """

    title: Text | None = None
    kind: DocumentKind | None = None
    reference: DocumentReference | None = None
    celex: Celex | None = None
    published: PartialDate | None = None
    note: Text | None = None
    sources: tuple[SourceId, ...] = ()

    __attrs_post_init__ = check_record
    __repr__ = record_repr


def _end_before_entry_into_force(act: "LegalAct") -> Iterator[Problem]:
    begins, ends = known_day(act.entry_into_force), known_day(act.ends)
    if ends is not None and begins is not None and ends < begins:
        wrong = f"{act.ends} is before the entry into force"
        yield contradiction("$.ends", wrong, f"use {act.entry_into_force} or later")


def _corrigendum_of_another_act(act: "LegalAct") -> Iterator[Problem]:
    for index, corrigendum in enumerate(act.corrigenda):
        corrected, _, number = corrigendum.partition("R(")
        if not number or act.celex not in (None, corrected):
            wrong = f"{corrigendum!r} is not a corrigendum of this act"
            yield contradiction(f"$.corrigenda[{index}]", wrong, f"write it like '{act.celex or '32016L0680'}R(01)'")


@public
@frozen(kw_only=True, weakref_slot=False, field_transformer=exact_types)
class LegalAct(PydanticRecord):
    """A legal act of the Union, with its identifiers and dates. In every field, None means unknown.

    Args:
        kind: the kind of act, such as directive or regulation.
        celex: the CELEX number of the act.
        eli: the European Legislation Identifier of the act.
        title: the title of the act, as published.
        oj: the reference of the act in the Official Journal.
        signed: the day of signature, which is the date of the act.
        published: the day of publication.
        entry_into_force: the first day on which the act is in force.
        applies_from: the first day on which the act applies.
        partly_replaced_from: the first day on which another act replaces a part of this act.
        partly_replaced_by: the CELEX number of the act that replaces a part of this act.
        ends: the last day on which the act is in force.
        repealed_by: the CELEX number of the act that repeals this act.
        corrigenda: the CELEX numbers of the recorded corrigenda of the act.
        known_until: the last day for which it is known whether the act had ended. If `ends` is None, the act had not
            ended by that day.
        note: a remark of the person who recorded the facts, for what fits no other field; None for none.
        sources: the ids of the sources that state these facts.

    Raises:
        RecordError: if an identifier or the title is not valid, if the act ends before it enters into force, or if a
            corrigendum belongs to another act.

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
    note: Text | None = None
    sources: tuple[SourceId, ...] = ()

    _rules = (
        Rule(
            name="end-before-entry-into-force",
            says="`ends` is not before `entry_into_force`.",
            fields=("entry_into_force", "ends"),
            problems=_end_before_entry_into_force,
        ),
        Rule(
            name="corrigendum-of-another-act",
            says="Each of `corrigenda` is a corrigendum of this act.",
            fields=("celex", "corrigenda"),
            needs=("corrigenda",),
            problems=_corrigendum_of_another_act,
        ),
    )
    __attrs_post_init__ = check_record
    __repr__ = record_repr
    _repr_html_ = implemented_by("views.html.records", "act_html")

    def status(self, *, on: date) -> ActStatus | None:
        """Return the status of the act on a day; None if unknown.

        The status is unknown after `known_until`. It is also unknown if the day of the next step is missing, because
        that step may already have happened. There is one exception: an act in force has the status `IN_FORCE` even if
        the first day of application is missing. If an act has been repealed but its last day in force is missing, the
        status is unknown on every day.

        The first day of application may be earlier than the entry into force. In that case, the act is applicable as
        soon as it enters into force. If another act replaces a part of this act, the remaining part stays in force.

        Dates that only stand for a missing date, such as 1001-01-01, count as unknown. If `ends` is such a date, the
        status is unknown on every day. The exception is 9999-12-31, by which EUR-Lex says that no end is foreseen.

        Raises:
            TypeError: if *on* is not a plain date.
        """
        check_day("on", on)
        known_until, ends = known_day(self.known_until), known_day(self.ends)
        if known_until is None or on > known_until or self.ends in NO_DATE:
            return None
        if ends is not None and on > ends:
            return ActStatus.ENDED if self.repealed_by is None else ActStatus.REPEALED
        if self.repealed_by is not None and ends is None:  # the unknown last day may be before or after *on*
            return None
        replaced, replacing = known_day(self.partly_replaced_from), self.partly_replaced_by
        signed, published = known_day(self.signed), known_day(self.published)
        in_force, applies = known_day(self.entry_into_force), known_day(self.applies_from)
        # Each row has the status that a step leads to, the day of the step, and the day of the next step.
        # A day is None if it is unknown. After the last step, the day of the next step is `date.max`.
        no_other = self.partly_replaced_from is None and replacing is None
        after_applicable = date.max if no_other else replaced
        steps = (
            (ActStatus.SIGNED, signed, published),
            (ActStatus.PUBLISHED, published, in_force),
            (ActStatus.IN_FORCE, in_force, applies),
            # An act does not apply before it is in force, whatever its first day of application is.
            (ActStatus.APPLICABLE, None if in_force is None else applies, after_applicable),
            (ActStatus.PARTLY_REPLACED, replaced, date.max),
        )
        status, next_step, not_before = ActStatus.NOT_YET_SIGNED, signed, date.min
        for reached, day, following in steps:
            if day is not None:
                not_before = max(not_before, day)  # an act may apply from a day before its entry into force
                if not_before <= on:
                    status, next_step = reached, following
        return status if next_step is not None or status is ActStatus.IN_FORCE else None
