"""The columns of each table: names, what they hold, and what a value in them means."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from securityunion._records.docstrings import field_descriptions
from securityunion._records.fields import Shape, shapes
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


_STATES, _DAY = "Member States", "day of the calendar"


def columns_of(kind: TableKind) -> Mapping[str, Column]:
    """Return the columns of a table of this kind by name, in their order: its column dictionary.

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


def _truths(prefix: str, meaning: str) -> tuple[Column, ...]:
    return tuple(
        Column(name=f"{prefix}_{state}", holds="truth", meaning=f"whether {state.short_name} {meaning}", optional=True)
        for state in MemberState
    )


_REPORT = _text("report", "the id of the report")


_PUBLISHED = _day("published", "the day of the report: what it says holds on that day", optional=False)


_INITIATIVE = _text("initiative", "the id of the initiative")


_STAGE = _one_of(Stage, "stage", "where the report files the initiative")


_SOURCES = _texts("sources", "the ids of the report's sources that state it")


_DECLARED: dict[TableKind, tuple[Column, ...]] = {
    TableKind.INITIATIVES: (
        _REPORT,
        _PUBLISHED,
        _INITIATIVE,
        _text("title", "its title, as the report prints it"),
        _text("priority", "the id of the priority that it belongs to"),
        _text("priority_title", "the title of that priority"),
        _one_of(InitiativeKind, "kind", "what kind of measure it is"),
        _STAGE,
        _texts("positions_adopted", "the institutions whose position the report notes as adopted"),
        _texts("positions_awaited", "the institutions whose position the report notes as awaited"),
        _texts(
            "documents", "the documents that set it out, as far as their references are known", "document reference"
        ),
        _texts("acts", "the legal acts that it consists of or led to, as far as their numbers are known", _CELEX),
        _texts("procedures", "the interinstitutional files behind it", "procedure reference"),
        _number("obligations", "how many obligations the report records with it", "obligations"),
        _SOURCES,
    ),
    TableKind.OBLIGATIONS: (
        _REPORT,
        _PUBLISHED,
        _text("obligation", "the id of the obligation"),
        _INITIATIVE,
        _text("initiative_title", "the title of the initiative"),
        _text("priority", "the id of the priority that the initiative belongs to"),
        _STAGE,
        _text("act", "the act that demands it", _CELEX, optional=True),
        _one_of(Duty, "duty", "what is demanded"),
        _day("deadline", "the last day to meet it"),
        _number("outstanding_count", "how many a source counts that have not fully met it", _STATES, optional=True),
        _number("outstanding_at_least", "how many have certainly not fully met it", _STATES),
        _number("outstanding_at_most", "how many have perhaps not; null: no limit is known", _STATES, optional=True),
        _number("bound_at_least", "how many it certainly binds", _STATES),
        _number("bound_at_most", "how many it perhaps binds; null: no limit is known", _STATES, optional=True),
        *_truths(_OUTSTANDING, "has not fully met it on the day of the report"),
        *_truths(_BOUND, "is bound by it"),
        _texts("law_sources", "the ids of the report's sources that state what the law says"),
        _texts("sources", "the ids of the report's sources that state that it is outstanding, and for whom"),
    ),
    TableKind.COMPLIANCE_RECORDS: (
        _REPORT,
        _INITIATIVE,
        _text("obligation", "the id of the obligation"),
        _one_of(MemberState, "state", "the Member State", "ISO 3166-1 alpha-2 code"),
        _one_of(ComplianceStatus, "status", "to what extent it has met the obligation", optional=True),
        _day("on", "the day of which the source states it"),
        _one_of(InfringementStep, "infringement", "the last step of an infringement procedure", optional=True),
        _text("case", "the number of that procedure", "number of an infringement case", optional=True),
    ),
    TableKind.EVENTS: (
        _REPORT,
        _INITIATIVE,
        _text("procedure", "the interinstitutional file", "procedure reference"),
        _one_of(EventKind, "kind", "which step the file took"),
        _day("on", "the day of the step"),
        _one_of(
            Institution, "by", "the institution that took it; null also where several took it together", optional=True
        ),
        _day("known_until", "the day up to which the steps of the file are recorded in full"),
        _SOURCES,
    ),
    TableKind.FINDINGS: (
        _REPORT,
        _text("finding", "the id of the finding"),
        _one_of(FindingKind, "kind", "progress made, or action needed"),
        _text("priority", "the id of the priority that the source puts it under; null: under none", optional=True),
        _texts("addressees", "who is asked to act, or acts, as far as the source names them"),
        _texts("initiatives", "the ids of the initiatives that the source names with it"),
        _text("due", "when it is due; null: the source gives no day", "YYYY, YYYY-MM or YYYY-MM-DD", optional=True),
        _text("summary", "what was found"),
        _SOURCES,
    ),
}


# Which fields of its record the declared columns hold; a further field gets a column of its own. Compliance records are
# left out: there may be millions, and each of their columns is read in a way of its own.
_HELD: dict[TableKind, tuple[type[Any], frozenset[str]]] = {
    TableKind.INITIATIVES: (Initiative, frozenset({"id", "title", "priority", "kind", "stage", "sources"})),
    TableKind.OBLIGATIONS: (
        Obligation,
        frozenset({"id", "initiative", "duty", "act", "deadline", "law_sources", "sources"}),
    ),
    TableKind.EVENTS: (Event, frozenset({"kind", "on", "by", "sources"})),
    TableKind.FINDINGS: (
        Finding,
        frozenset({"id", "kind", "summary", "priority", "addressees", "initiatives", "due", "sources"}),
    ),
}


def further_fields(kind: TableKind) -> tuple[Shape, ...]:
    """Return the fields of the record that a table has a row for, without records in them, that no column declares.

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
    holds = {date: "day", int: "number"}.get(shape.item, "text")
    return Column(name=shape.name, holds=holds, meaning=meaning, optional=shape.optional)


_COLUMNS = {
    kind: MappingProxyType(
        {column.name: column for column in (*columns, *(_further(kind, shape) for shape in further_fields(kind)))}
    )
    for kind, columns in _DECLARED.items()
}
