"""A progress report: a dated snapshot of a strategy, with what was said of whom, and by which source."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from attrs import frozen

from securityunion._records.fields import record_repr
from securityunion._records.formats import ID_FORM, Form, Id, Name, Refers, SourceId, Text, WebAddress
from securityunion._records.integrity import reference_problems, references_hold
from securityunion._records.validation import check_record, exact_types
from securityunion._util.lazy_methods import implemented_by
from securityunion._util.public_home import public
from securityunion._util.pydantic_hooks import PydanticEnum, PydanticRecord
from securityunion._util.text import counted, shown
from securityunion.errors import Problem, contradiction
from securityunion.model.initiative import Initiative
from securityunion.model.strategy import Strategy
from securityunion.values.partial_date import UNKNOWN_PERIOD, PartialDate, Period

__all__ = ["SCHEMA", "Addressee", "Finding", "FindingKind", "ProgressReport", "Source", "Statement"]

_LARGEST_NUMBER = 9999

SCHEMA = "securityunion/1"
"""The version of the documents that this library writes and reads."""


@public
class Addressee(PydanticEnum):
    """Of whom a finding speaks: who is asked to act, or acts.

    >>> import securityunion as su
    >>> su.Addressee.MEMBER_STATES.value
    'member-states'
    """

    EUROPEAN_PARLIAMENT = "european-parliament"
    EUROPEAN_COUNCIL = "european-council"
    COUNCIL = "council"
    COMMISSION = "commission"
    HIGH_REPRESENTATIVE = "high-representative"
    EU_INSTITUTIONS = "eu-institutions"
    EU_AGENCIES = "eu-agencies"
    MEMBER_STATES = "member-states"
    NATIONAL_AUTHORITIES = "national-authorities"
    INDUSTRY = "industry"
    CIVIL_SOCIETY = "civil-society"


@public
class FindingKind(PydanticEnum):
    """Whether a finding reports progress or asks for action.

    >>> import securityunion as su
    >>> su.FindingKind.ACTION_NEEDED.value
    'action-needed'
    """

    PROGRESS_MADE = "progress-made"
    ACTION_NEEDED = "action-needed"


@public
@frozen(kw_only=True, weakref_slot=False, field_transformer=exact_types)
class Source(PydanticRecord):
    """A publication that facts of the report are taken from.

    Args:
        id: unique among the sources of a report; records name it in `sources`.
        title: its title, as published, or words that tell what it is: where it lies, and which document it shows.
        publisher: who published it; None where not known.
        published: the day, month or year of publication; None where not known.
        url: where it can be found; None where not known.
        reference: its reference, such as a document number; None where not known.

    Raises:
        RecordError: where the id, the date or the address does not have the form of one.

    >>> import securityunion as su
    >>> su.Source(id="infographic", title="First Progress Report", published="2020-12-09")
    Source(id='infographic', title='First Progress Report', published='2020-12-09')
    """

    id: Annotated[str, ID_FORM, Name("source")]
    title: Text
    publisher: Text | None = None
    published: PartialDate | None = None
    url: WebAddress | None = None
    reference: Text | None = None

    __attrs_post_init__ = check_record
    __repr__ = record_repr


@public
@frozen(kw_only=True, weakref_slot=False, field_transformer=exact_types)
class Finding(PydanticRecord):
    """Progress that a report finds made, or action that it finds needed.

    Args:
        id: unique among the findings of a report.
        kind: progress made, or action needed.
        summary: what was found, in our own words.
        priority: the id of the priority that the source puts it under; None where it puts it under none.
        addressees: who is asked to act, or acts, as far as the source names them.
        initiatives: the ids of the initiatives that the source names with it.
        due: the day, month or year that the source gives for it; None where it gives none.
        sources: ids of the report's sources that state it.

    Raises:
        RecordError: where an id, a text or a date does not have the form of one.

    >>> import securityunion as su
    >>> needed = su.FindingKind.ACTION_NEEDED
    >>> su.Finding(id="interim-rules", kind=needed, summary="Agree the interim rules.", due="2020-12")
    Finding(id='interim-rules', kind=FindingKind.ACTION_NEEDED, summary='Agree the interim rules.', due='2020-12')
    """

    id: Annotated[str, ID_FORM, Name("finding")]
    kind: FindingKind
    summary: Text
    priority: Annotated[str, ID_FORM, Refers("priority")] | None = None
    addressees: tuple[Addressee, ...] = ()
    initiatives: tuple[Annotated[str, ID_FORM, Refers("initiative")], ...] = ()
    due: PartialDate | None = None
    sources: tuple[SourceId, ...] = ()

    __attrs_post_init__ = check_record
    __repr__ = record_repr


@public
@frozen(kw_only=True, weakref_slot=False, field_transformer=exact_types)
class Statement(PydanticRecord):
    """What somebody said, in our own words.

    Args:
        speaker: the name of the speaker.
        office: the office held, as the source gives it; None where not known.
        on: the day of the statement; None where not known.
        summary: what was said.
        sources: ids of the report's sources that carry it.

    Raises:
        RecordError: where a text is blank.

    >>> import securityunion as su
    >>> summary = "Internal security is at the core of the strategy."
    >>> su.Statement(speaker="Ylva Johansson", summary=summary).office is None
    True
    """

    speaker: Text
    summary: Text
    office: Text | None = None
    on: date | None = None
    sources: tuple[SourceId, ...] = ()

    __attrs_post_init__ = check_record
    __repr__ = record_repr


@public
@frozen(kw_only=True, weakref_slot=False, field_transformer=exact_types)
class ProgressReport(PydanticRecord):
    """A dated snapshot of a strategy: all that one report says, and who says it.

    Records name each other by id within the report. A stage, a count and "outstanding" are true as of
    `published`; the tuples hold what the sources record, and what they do not hold is not thereby false.

    Args:
        id: the id of the report.
        title: its title, as published.
        published: the day of publication: the report's day.
        strategy: the strategy whose progress it reports.
        number: its number in the series; None where not known.
        covers: the period that it reports on.
        initiatives: the initiatives that it lists, in its order.
        findings: what it finds done and needed.
        statements: what was said on the occasion.
        sources: the publications that the facts are taken from.
        schema: the version of the document; always `securityunion/1`.

    Raises:
        RecordError: where an id is used twice for things of one kind, a reference leads nowhere, or the schema is
            not the one that this library writes.

    >>> import securityunion as su
    >>> su.first_progress_report()
    <ProgressReport 1, 2020-12-09: 4 priorities, 41 initiatives, 15 obligations>
    """

    id: Id
    title: Text
    published: date
    strategy: Strategy
    number: int | None = None
    covers: Period = UNKNOWN_PERIOD
    initiatives: tuple[Initiative, ...] = ()
    findings: tuple[Finding, ...] = ()
    statements: tuple[Statement, ...] = ()
    sources: tuple[Source, ...] = ()
    schema: Annotated[str, Form("the schema version of this release", SCHEMA.__eq__, example=SCHEMA)] = SCHEMA

    __attrs_post_init__ = check_record
    _repr_html_ = implemented_by("views.html.records", "report_html")

    def __repr__(self) -> str:
        number = "without number" if self.number is None else self.number
        parts = (
            counted(len(self.strategy.priorities), "priority"),
            counted(len(self.initiatives), "initiative"),
            counted(sum(len(initiative.obligations) for initiative in self.initiatives), "obligation"),
        )
        return f"<ProgressReport {number}, {self.published}: {', '.join(parts)}>"

    def _contradictions(self) -> Iterator[Problem]:
        if self.number is not None and not 1 <= self.number <= _LARGEST_NUMBER:
            yield contradiction("$.number", f"{shown(self.number)} is out of range", f"use 1 to {_LARGEST_NUMBER}")
        if not references_hold(ProgressReport, self):
            yield from reference_problems(ProgressReport, self, getattr)
