"""Declare the columns of each kind of table: their names, types and meanings."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from securityunion._records.docstrings import field_descriptions
from securityunion._records.fields import Shape, shapes
from securityunion._util.days import is_day_type
from securityunion.model.decision import Decision
from securityunion.model.infringement import InfringementStep
from securityunion.model.initiative import Initiative, InitiativeKind, Stage
from securityunion.model.obligation import ComplianceStatus, Duty, Obligation
from securityunion.model.procedure import Event, EventKind, Institution
from securityunion.model.report import Finding, FindingKind
from securityunion.tables.columns.column import Column, TableKind
from securityunion.values.member_state import MemberState

__all__ = ["columns_of", "further_fields"]


_BOUND, _OUTSTANDING = "bound", "outstanding"


_CELEX = "CELEX number"


_NO_LIMIT = "null if no limit is known"


_STATES, _DAY = "Member States", "calendar day"


_PARTIAL_DATE = "YYYY, YYYY-H1, YYYY-Q1, YYYY-MM or YYYY-MM-DD"


_NOT_MET = "Member States that have not fully met the obligation"


def columns_of(kind: TableKind) -> Mapping[str, Column]:
    """Return a mapping from names to columns for a kind of table, in the order of the columns.

    >>> list(columns_of(TableKind.COMPLIANCE_RECORDS))
    ['report', 'initiative', 'obligation', 'state', 'status', 'on', 'infringement', 'case']
    """
    return _COLUMNS[kind]


def _text(name: str, meaning: str, unit: str | None = None, *, optional: bool = False) -> Column:
    return Column(name=name, holds="text", meaning=meaning, unit=unit, optional=optional)


def _texts(name: str, meaning: str, unit: str | None = None) -> Column:
    return Column(name=name, holds="texts", meaning=meaning, unit=unit)


def _one_of(
    values: type[StrEnum], name: str, meaning: str, unit: str | None = None, *, optional: bool = False
) -> Column:
    known = tuple(member.value for member in values)
    return Column(name=name, holds=values.__name__, meaning=meaning, unit=unit, values=known, optional=optional)


def _day(name: str, meaning: str, *, optional: bool = True) -> Column:
    return Column(name=name, holds="day", meaning=meaning, unit=_DAY, optional=optional)


def _number(name: str, meaning: str, unit: str, *, optional: bool = False) -> Column:
    return Column(name=name, holds="number", meaning=meaning, unit=unit, optional=optional)


def _truth(name: str, meaning: str) -> Column:
    return Column(name=name, holds="truth", meaning=meaning)


def _truths(prefix: str, meaning: str) -> tuple[Column, ...]:
    return tuple(
        Column(name=f"{prefix}_{state}", holds="truth", meaning=f"whether {state.short_name} {meaning}", optional=True)
        for state in MemberState
    )


def _group(concerns: str, names: str) -> tuple[Column, ...]:
    size = f"possible number of Member States that the {concerns}"
    return (
        _texts("states", f"the Member States that the {names}", "ISO 3166-1 alpha-2 code"),
        _number("states_at_least", f"the smallest {size}", _STATES),
        _number("states_at_most", f"the largest {size}; {_NO_LIMIT}", _STATES, optional=True),
        _text(
            "states_words",
            "how the source describes the number of Member States, if it does not give a number",
            optional=True,
        ),
    )


_REPORT = _text("report", "the id of the report")


_PUBLISHED = _day("published", "the day of the report; the facts in the report refer to this day", optional=False)


_INITIATIVE = _text("initiative", "the id of the initiative")


_STAGE = _one_of(Stage, "stage", "the stage at which the report lists the initiative")


_SOURCES = _texts("sources", "the ids of the sources for the facts in this row")


_DECLARED: dict[TableKind, tuple[Column, ...]] = {
    TableKind.INITIATIVES: (
        _REPORT,
        _PUBLISHED,
        _INITIATIVE,
        _text("title", "the title of the initiative, as printed in the report"),
        _text("priority", "the id of the priority under which the report lists the initiative"),
        _text("priority_title", "the title of the priority under which the report lists the initiative"),
        _one_of(InitiativeKind, "kind", "the kind of initiative"),
        _STAGE,
        _texts("positions_adopted", "the institutions that have adopted their position, according to the report"),
        _texts("positions_awaited", "the institutions whose position is awaited, according to the report"),
        _texts(
            "documents",
            "the policy documents that set out the initiative; documents without a known reference are left out",
            "document reference",
        ),
        _texts(
            "acts",
            "the legal acts that the initiative consists of or led to; acts without a known number are left out",
            _CELEX,
        ),
        _texts("procedures", "the procedures of the initiative", "procedure reference"),
        _number("obligations", "the number of recorded obligations of the initiative", "obligations"),
        _truth(
            "complete", "whether the report is declared to list no other initiatives; if not, counts are lower limits"
        ),
        _SOURCES,
    ),
    TableKind.OBLIGATIONS: (
        _REPORT,
        _PUBLISHED,
        _text("obligation", "the id of the obligation"),
        _INITIATIVE,
        _text("initiative_title", "the title of the initiative"),
        _text("priority", "the id of the priority under which the report lists the initiative"),
        _STAGE,
        _truth("complete", "whether no obligation is missing from the report; if one may be, sums are lower limits"),
        _truth("priority_complete", "whether no obligation is missing under the priority of this row"),
        _text("act", "the act that imposes the obligation", _CELEX, optional=True),
        _truth("act_can_oblige", "whether the act can oblige anybody; a corrigendum or a proposal cannot"),
        _one_of(Duty, "duty", "what the obligation requires"),
        _day("first_deadline", "the first deadline; until the end of this day, no Member State is late"),
        _day(
            "last_deadline", "the last deadline; after this day, every Member State is late that has not fully met it"
        ),
        _number(
            "outstanding_count",
            f"the number of {_NOT_MET}, as counted by a source",
            _STATES,
            optional=True,
        ),
        _text(
            "outstanding_words",
            f"how a source describes the number of {_NOT_MET}, if it does not give a number",
            optional=True,
        ),
        _number("outstanding_at_least", f"the smallest possible number of {_NOT_MET}", _STATES),
        _number(
            "outstanding_at_most",
            f"the largest possible number of {_NOT_MET}; {_NO_LIMIT}",
            _STATES,
            optional=True,
        ),
        _number("bound_at_least", "the smallest possible number of Member States that the obligation binds", _STATES),
        _number(
            "bound_at_most",
            f"the largest possible number of Member States that the obligation binds; {_NO_LIMIT}",
            _STATES,
            optional=True,
        ),
        *_truths(_OUTSTANDING, "had not fully met the obligation on the day of the report"),
        *_truths(_BOUND, "is bound by the obligation"),
        _texts("law_sources", "the ids of the sources for the act, the deadline and the Member States bound"),
        _texts("sources", f"the ids of the sources for the {_NOT_MET}"),
    ),
    TableKind.COMPLIANCE_RECORDS: (
        _REPORT,
        _INITIATIVE,
        _text("obligation", "the id of the obligation"),
        _one_of(MemberState, "state", "the Member State", "ISO 3166-1 alpha-2 code"),
        _one_of(ComplianceStatus, "status", "how fully the Member State has met the obligation", optional=True),
        _day("on", "the day to which the compliance record refers"),
        _one_of(
            InfringementStep,
            "infringement",
            "the last step of the infringement procedure against the Member State",
            optional=True,
        ),
        _text("case", "the case number of the infringement procedure", "infringement case number", optional=True),
    ),
    TableKind.MEASURES: (
        _REPORT,
        _INITIATIVE,
        _text("obligation", "the id of the obligation"),
        _text("act", "the act that imposes the obligation", _CELEX, optional=True),
        _one_of(MemberState, "state", "the Member State that has notified the measure", "ISO 3166-1 alpha-2 code"),
        _text(
            "measure",
            "the id of the measure; a measure that serves several acts has a row with this id for each of them",
            optional=True,
        ),
        _text("title", "the title of the measure", optional=True),
        _text("published", "when the measure was adopted or published", _PARTIAL_DATE, optional=True),
        _text("notified", "when the Member State notified the measure to the Commission", _PARTIAL_DATE, optional=True),
        _text("celex", "the number of the measure in EUR-Lex", _CELEX, optional=True),
        _text("reference", "the reference of the measure in its Member State", optional=True),
        _text("url", "the web address of the measure", "web address", optional=True),
        _SOURCES,
    ),
    TableKind.INFRINGEMENTS: (
        _REPORT,
        _PUBLISHED,
        _text("initiative", "the id of the initiative; null if no obligation is known", optional=True),
        _text(
            "obligation",
            "the id of the obligation that the procedure is about; null if only decisions mention the procedure, and "
            "they name no obligation",
            optional=True,
        ),
        _one_of(MemberState, "state", "the Member State against which the procedure is", "ISO 3166-1 alpha-2 code"),
        _text("case", "the case number of the procedure", "infringement case number", optional=True),
        _one_of(
            InfringementStep,
            "step",
            "the step that was taken; null if no step of the procedure is recorded",
            optional=True,
        ),
        _text("on", "the date of the step", _PARTIAL_DATE, optional=True),
        _day("first_day", "the first day on which the step may have been taken"),
        _day("last_day", "the last day on which the step may have been taken"),
        _day("known_until", "the day up to which all steps of the procedure are recorded"),
        _SOURCES,
    ),
    TableKind.EVENTS: (
        _REPORT,
        _INITIATIVE,
        _text("procedure", "the procedure to which the event belongs", "procedure reference"),
        _one_of(EventKind, "kind", "the kind of event"),
        _day("on", "the day of the event"),
        _one_of(
            Institution,
            "by",
            "the institution that took the step; null also if several institutions took the step together",
            optional=True,
        ),
        _day("known_until", "the day up to which all events of the procedure are recorded"),
        _SOURCES,
    ),
    TableKind.FINDINGS: (
        _REPORT,
        _text("finding", "the id of the finding"),
        _one_of(FindingKind, "kind", "whether progress was made or action is needed"),
        _text(
            "priority",
            "the id of the priority under which the finding is listed; null if the source gives no priority",
            optional=True,
        ),
        _texts("acted_by", "the institutions or groups that acted, as named in the source"),
        _texts("addressees", "the institutions or groups that are asked to act, as named in the source"),
        _texts("initiatives", "the ids of the initiatives that the source names together with the finding"),
        _text(
            "due",
            "when the action is due; null if the source gives no date",
            _PARTIAL_DATE,
            optional=True,
        ),
        _text("summary", "a summary of the finding"),
        *_group("finding is about", "finding names"),
        _SOURCES,
    ),
    TableKind.DECISIONS: (
        _REPORT,
        _text("decision", "the id of the decision"),
        _one_of(InfringementStep, "step", "the step that was taken"),
        _text("on", "the date of the decision", _PARTIAL_DATE, optional=True),
        _day("first_day", "the first day on which the decision may have been taken"),
        _day("last_day", "the last day on which the decision may have been taken"),
        *_group("decision concerns", "decision names"),
        _texts("obligations", "the ids of the obligations that the decision is about"),
        _text("case", "the case number, if the decision concerns one case", "infringement case number", optional=True),
        _text("title", "the title under which the source announces the decision", optional=True),
        _SOURCES,
    ),
}


# For each kind of table, this mapping gives the class of the records and the fields that the columns above hold. Any
# other field of the class automatically gets a further column, and the docstring of the class describes that column.
# The mapping does not contain infringements, whose rows combine a procedure with its steps. It does not contain
# compliance records either: there may be millions of them, so separate code reads each of their columns.
_HELD: dict[TableKind, tuple[type[Any], frozenset[str]]] = {
    TableKind.INITIATIVES: (Initiative, frozenset({"id", "title", "priority", "kind", "stage", "sources"})),
    TableKind.OBLIGATIONS: (
        Obligation,
        frozenset({"id", "initiative", "duty", "act", "law_sources", "sources"}),
    ),
    TableKind.EVENTS: (Event, frozenset({"kind", "on", "by", "sources"})),
    TableKind.FINDINGS: (
        Finding,
        frozenset({"id", "kind", "summary", "priority", "acted_by", "addressees", "initiatives", "due", "sources"}),
    ),
    TableKind.DECISIONS: (Decision, frozenset({"id", "step", "on", "obligations", "case", "title", "sources"})),
}


def further_fields(kind: TableKind) -> tuple[Shape, ...]:
    """Return the fields of a record for which a table of this *kind* has no declared column.

    Fields whose values are themselves records are left out.

    >>> further_fields(TableKind.COMPLIANCE_RECORDS)
    ()
    """
    if kind not in _HELD:
        return ()
    record, held = _HELD[kind]
    return tuple(shape for shape in shapes(record) if not shape.is_record and shape.name not in held)


def _further(kind: TableKind, shape: Shape) -> Column:
    meaning = field_descriptions(_HELD[kind][0]).get(shape.name, "").rstrip(".")
    if shape.many:
        return _texts(shape.name, meaning)
    if issubclass(shape.item, StrEnum):
        return _one_of(shape.item, shape.name, meaning, optional=shape.optional)
    holds = "day" if is_day_type(shape.item) else {int: "number"}.get(shape.item, "text")
    return Column(name=shape.name, holds=holds, meaning=meaning, optional=shape.optional)


_COLUMNS = {
    kind: MappingProxyType(
        {column.name: column for column in (*columns, *(_further(kind, shape) for shape in further_fields(kind)))}
    )
    for kind, columns in _DECLARED.items()
}
