"""Progress reports, which are dated snapshots of a strategy, with findings, statements and sources."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from attrs import frozen

from securityunion._records.fields import record_repr
from securityunion._records.formats import ID_FORM, Form, Id, Name, Refers, SourceId, Text, WebAddress
from securityunion._records.integrity import reference_problems, references_hold
from securityunion._records.rules import Rule, distinct, within
from securityunion._records.validation import check_record, exact_types
from securityunion._util.containers import HeldTuple
from securityunion._util.lazy_methods import implemented_by
from securityunion._util.public_home import public
from securityunion._util.pydantic_hooks import PydanticEnum, PydanticRecord
from securityunion._util.text import counted, shown
from securityunion.errors import Problem, contradiction
from securityunion.model.act import PolicyDocument
from securityunion.model.actor import Actor
from securityunion.model.decision import Decision
from securityunion.model.initiative import Initiative
from securityunion.model.strategy import Priority, Strategy
from securityunion.values.partial_date import UNKNOWN_PERIOD, PartialDate, Period
from securityunion.values.state_group import UNKNOWN_GROUP, StateGroup

__all__ = ["SCHEMA", "Finding", "FindingKind", "Part", "ProgressReport", "Source", "Statement"]

SCHEMA = "securityunion/1"
"""The schema version of the documents that this library reads and writes."""


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
class Part(PydanticEnum):
    """A list in a report that can be declared complete.

    - `INITIATIVES`: the report lists no initiative that is missing from `initiatives`.
    - `OBLIGATIONS`: the report counts Member States for no obligation that is missing from its initiative.
    - `FINDINGS`: the report draws no conclusion that is missing from `findings`.
    - `DECISIONS`: the report announces no decision in infringement proceedings that is missing from `decisions`.

    >>> import securityunion as su
    >>> su.Part.OBLIGATIONS.value
    'obligations'
    """

    INITIATIVES = "initiatives"
    OBLIGATIONS = "obligations"
    FINDINGS = "findings"
    DECISIONS = "decisions"


@public
@frozen(kw_only=True, weakref_slot=False, field_transformer=exact_types)
class Source(PydanticRecord):
    """A publication that states facts that a report records.

    Args:
        id: the id of the source, unique among the sources of a report. Other records refer to the source by this id.
        title: the title, as published, or a description that says what the source is and where to find it.
        publisher: the person or body that published the source; None if unknown.
        published: the day, month or year of publication; None if unknown.
        url: the web address of the source; None if unknown.
        reference: the reference of the source, such as a document number; None if unknown.
        note: a remark of the person who recorded the facts, for what fits no other field; None for none.

    Raises:
        RecordError: if the id, a text, the date or the web address is not valid.

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
    note: Text | None = None

    __attrs_post_init__ = check_record
    __repr__ = record_repr


@public
@frozen(kw_only=True, weakref_slot=False, field_transformer=exact_types)
class Finding(PydanticRecord):
    """A finding of a report: progress that was made, or action that is needed.

    Args:
        id: the id of the finding, unique among the findings of a report.
        kind: whether progress was made or action is needed.
        summary: a summary of the finding in your own words.
        priority: the id of the priority under which the source lists the finding; None if the source gives no priority.
        acted_by: the institutions or groups that acted, if the source names them.
        addressees: the institutions or groups that are asked to act, if the source names them.
        initiatives: the ids of the initiatives that the source mentions together with the finding.
        due: the day, month or year by which action is due; None if the source gives no date.
        states: the Member States that the finding is about. The group is unknown if the source mentions none.
        note: a remark of the person who recorded the facts, for what fits no other field; None for none.
        sources: the ids of the sources that state these facts.

    Raises:
        RecordError: if an id, a text or the date is not valid.

    >>> import securityunion as su
    >>> finding = su.Finding(
    ...     id="interim-rules",
    ...     kind=su.FindingKind.ACTION_NEEDED,
    ...     summary="Agree the interim rules.",
    ...     due="2020-12",
    ... )
    >>> finding.kind, finding.due, finding.priority
    (<FindingKind.ACTION_NEEDED: 'action-needed'>, '2020-12', None)
    """

    id: Annotated[str, ID_FORM, Name("finding")]
    kind: FindingKind
    summary: Text
    priority: Annotated[str, ID_FORM, Refers("priority")] | None = None
    acted_by: tuple[Actor, ...] = ()
    addressees: tuple[Actor, ...] = ()
    initiatives: tuple[Annotated[str, ID_FORM, Refers("initiative")], ...] = ()
    due: PartialDate | None = None
    states: StateGroup = UNKNOWN_GROUP
    note: Text | None = None
    sources: tuple[SourceId, ...] = ()

    __attrs_post_init__ = check_record
    __repr__ = record_repr


@public
@frozen(kw_only=True, weakref_slot=False, field_transformer=exact_types)
class Statement(PydanticRecord):
    """A summary of what a person said.

    Args:
        speaker: the name of the speaker.
        office: the office of the speaker, as the source gives it; None if unknown.
        on: the day of the statement; None if unknown.
        summary: a summary of the statement in your own words.
        note: a remark of the person who recorded the facts, for what fits no other field; None for none.
        sources: the ids of the sources that contain the statement.

    Raises:
        RecordError: if a text is not valid.

    >>> import securityunion as su
    >>> summary = "Internal security is at the core of the strategy."
    >>> statement = su.Statement(speaker="Ylva Johansson", summary=summary)
    >>> statement.speaker, statement.on
    ('Ylva Johansson', None)
    """

    speaker: Text
    summary: Text
    office: Text | None = None
    on: date | None = None
    note: Text | None = None
    sources: tuple[SourceId, ...] = ()

    __attrs_post_init__ = check_record
    __repr__ = record_repr


def _parts_in_a_circle(report: "ProgressReport") -> Iterator[Problem]:
    wholes = {initiative.id: initiative.part_of for initiative in report.initiatives}
    # Each initiative is reached only once, so that long chains of parts take no longer than short ones.
    reached_from: dict[str, str] = {}
    in_circles: set[str] = set()
    for start in wholes:
        one: str | None = start
        while one is not None and one not in reached_from:
            reached_from[one] = start
            one = wholes.get(one)
        while one is not None and reached_from[one] == start and one not in in_circles:
            in_circles.add(one)
            one = wholes.get(one)
    for index, initiative in enumerate(report.initiatives):
        if initiative.id in in_circles:
            wrong = f"{shown(initiative.id)} is a part of itself"
            yield contradiction(f"$.initiatives[{index}].part_of", wrong, "remove the link that closes the circle")


def _wrong_ids(report: "ProgressReport") -> Iterator[Problem]:
    # The fast check is enough for a valid report. Only the slow check can give the paths of problems.
    if not references_hold(ProgressReport, report):
        yield from reference_problems(ProgressReport, report, getattr)


@public
@frozen(kw_only=True, weakref_slot=False, field_transformer=exact_types)
class ProgressReport(PydanticRecord):
    """A dated snapshot of a strategy: everything that one report says, with its sources.

    The records of a report refer to each other by id. Stages, counts and outstanding obligations refer to the day of
    publication. Tuples contain what the sources record. Anything that is missing from a tuple is unknown rather than
    false.

    Args:
        id: the id of the report.
        title: the title of the report, as published.
        published: the day of publication, which is the day of the report.
        strategy: the strategy that the report is about; None if it is not about a strategy, such as a package of
            decisions in infringement proceedings.
        number: the number of the report in the series of reports; None if unknown.
        document: the report itself as a document, with its reference and CELEX number; None if unknown.
        covers: the period that the report covers.
        complete: the lists that contain everything that the report lists. A list that is not named here may be longer,
            so a count over it has no upper limit.
        initiatives: the initiatives that the report lists, in the order of the report.
        findings: the progress made and the action needed, according to the report.
        statements: the statements that people made on the occasion of the report.
        decisions: the decisions of the Commission in infringement proceedings that the report announces.
        default_sources: the ids of the sources that state every fact for which a record names no source of its own.
        note: a remark of the person who recorded the facts, for what fits no other field; None for none.
        sources: the publications that state the facts in the report.
        schema: the schema version of the document, always `securityunion/1`.

    Raises:
        RecordError: if two records of the same kind have the same id, if a record refers to a missing record, if an
            initiative is a part of itself, or if `schema` is not `securityunion/1`.

    >>> import securityunion as su
    >>> su.first_progress_report()
    <ProgressReport 1, 2020-12-09: 4 priorities, 41 initiatives, 15 obligations>
    """

    id: Id
    title: Text
    published: date
    strategy: Strategy | None = None
    number: int | None = None
    document: PolicyDocument | None = None
    covers: Period = UNKNOWN_PERIOD
    complete: tuple[Part, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    findings: tuple[Finding, ...] = ()
    statements: tuple[Statement, ...] = ()
    decisions: tuple[Decision, ...] = ()
    default_sources: tuple[SourceId, ...] = ()
    note: Text | None = None
    sources: tuple[Source, ...] = ()
    schema: Annotated[str, Form("the schema version of this release", SCHEMA.__eq__, example=SCHEMA)] = SCHEMA

    _repr_html_ = implemented_by("views.html.records", "report_html")

    _rules = (
        within("number", 1, 9999),
        distinct("complete", "`complete` names no part twice.", "is listed twice", "list each part once"),
        Rule(
            name="parts-in-a-circle",
            says="No initiative is a part of itself, directly or through others.",
            fields=("initiatives",),
            suspects=lambda report: any(initiative.part_of is not None for initiative in report.initiatives),
            problems=_parts_in_a_circle,
        ),
        Rule(
            name="wrong-ids",
            says="Each id is unique among the records of its kind, and each reference leads to a record of the report.",
            fields=("strategy", "initiatives", "findings", "statements", "decisions", "sources"),
            needs=(),
            problems=_wrong_ids,
            in_columns=True,
        ),
    )
    __attrs_post_init__ = check_record

    def _arrange(self) -> None:
        object.__setattr__(self, "initiatives", HeldTuple(self.initiatives))
        object.__setattr__(self, "findings", HeldTuple(self.findings))

    @property
    def priorities(self) -> tuple[Priority, ...]:
        """The priorities of the strategy, in its order; empty if the report is not about a strategy.

        >>> import securityunion as su
        >>> [priority.id for priority in su.first_progress_report().priorities][:2]
        ['future-proof-environment', 'evolving-threats']
        """
        return () if self.strategy is None else self.strategy.priorities

    def sources_of(self, *sources: tuple[str, ...]) -> tuple[str, ...]:
        """Return the ids of the sources that state a fact: the first of *sources* that is not empty, or the default.

        Pass the sources of the record, and then, if it has none, those of the records around it.

        >>> import securityunion as su
        >>> from attrs import evolve
        >>> report = evolve(su.first_progress_report(), default_sources=("infographic",))
        >>> report.sources_of(report.findings[0].sources), report.sources_of((), ())
        (('press-release',), ('infographic',))
        """
        return next(filter(None, sources), self.default_sources)

    def __repr__(self) -> str:
        number = "without number" if self.number is None else self.number
        parts = (
            counted(len(self.priorities), "priority"),
            counted(len(self.initiatives), "initiative"),
            counted(sum(len(initiative.obligations) for initiative in self.initiatives), "obligation"),
        )
        return f"<ProgressReport {number}, {self.published}: {', '.join(parts)}>"
