"""The rows of the tables of a report, and what each of their columns holds.

A row is a named tuple of plain values: text, whole numbers, days, truths and tuples of text. None means *not known*,
or what the meaning of the column says, and never zero or no; a tuple is never None and holds what the report records.
"""

from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from attrs import frozen

from securityunion.infringement import InfringementStep
from securityunion.initiative import InitiativeKind, PositionStatus, Stage
from securityunion.member_state import MemberState
from securityunion.obligation import ComplianceStatus, Duty
from securityunion.procedure import EventKind, Institution
from securityunion.protocol import PydanticEnum
from securityunion.report import FindingKind, ProgressReport
from securityunion.state_group import StateGroup
from securityunion.truth import Truth

__all__ = ["Column", "TableKind", "columns_of", "count_of", "rows_of"]

_BOUND, _OUTSTANDING = "bound", "outstanding"
_STATES, _DAY = "Member States", "day of the calendar"
_CELEX = "CELEX number"


class TableKind(PydanticEnum):
    """What a table has a row for.

    >>> TableKind("compliance-records")
    <TableKind.COMPLIANCE_RECORDS: 'compliance-records'>
    """

    INITIATIVES = "initiatives"
    OBLIGATIONS = "obligations"
    COMPLIANCE_RECORDS = "compliance-records"
    EVENTS = "events"
    FINDINGS = "findings"


@frozen(weakref_slot=False, kw_only=True)
class Column:
    """What a column of a table holds.

    Attributes:
        name: its name.
        holds: `text`, `number`, `day`, `truth` (true, false, or None: not known), `texts` (a tuple of text), or the
            name of an enumeration, of which it holds the values.
        meaning: what a value in it says.
        unit: what a number counts, or what kind of code or reference a text is; None where it is neither.
        values: the values of the enumeration; none where it holds something else.
        optional: whether a value may be None: not known.

    >>> columns_of(TableKind.OBLIGATIONS)["deadline"].meaning
    'the last day to meet it'
    """

    name: str
    holds: str
    meaning: str
    unit: str | None = None
    values: tuple[str, ...] = ()
    optional: bool = False


def columns_of(kind: TableKind) -> Mapping[str, Column]:
    """Return the columns of a table of this kind by name, in their order: its column dictionary.

    >>> list(columns_of(TableKind.COMPLIANCE_RECORDS))
    ['report', 'initiative', 'obligation', 'state', 'status', 'on', 'infringement', 'case']
    """
    return _COLUMNS[kind]


def rows_of(kind: TableKind, report: ProgressReport) -> Iterator[Any]:
    """Yield the rows of a report: named tuples, in the order of the report.

    >>> import securityunion as su
    >>> row = next(rows_of(TableKind.FINDINGS, su.first_progress_report()))
    >>> row.report, row.kind, row.due
    ('first-progress-report', 'action-needed', None)
    """
    return map(_ROWS[kind]._make, _VALUES[kind](report))


def count_of(kind: TableKind, report: ProgressReport) -> int:
    """Return how many rows a report has, without making them.

    >>> import securityunion as su
    >>> count_of(TableKind.EVENTS, su.first_progress_report())
    122
    """
    return _COUNTS[kind](report)


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
        _text("priority", "the id of the priority that it stands under"),
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
        _text("priority", "the id of the priority that the initiative stands under"),
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
        _one_of(ComplianceStatus, "status", "how far it has met the obligation", optional=True),
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
_COLUMNS = {kind: MappingProxyType({column.name: column for column in columns}) for kind, columns in _DECLARED.items()}


def _initiatives(report: ProgressReport) -> Iterator[tuple[Any, ...]]:
    titles = {priority.id: priority.title for priority in report.strategy.priorities}
    for one in report.initiatives:
        positions: dict[PositionStatus, list[str]] = {status: [] for status in PositionStatus}
        for position in one.positions:
            positions[position.status].append(position.institution.value)
        yield (
            report.id,
            report.published,
            one.id,
            one.title,
            one.priority,
            titles[one.priority],
            one.kind.value,
            one.stage.value,
            tuple(positions[PositionStatus.ADOPTED]),
            tuple(positions[PositionStatus.AWAITED]),
            tuple(document.reference for document in one.documents if document.reference is not None),
            tuple(act.celex for act in one.acts if act.celex is not None),
            tuple(procedure.reference for procedure in one.procedures),
            len(one.obligations),
            one.sources,
        )


def _obligations(report: ProgressReport) -> Iterator[tuple[Any, ...]]:
    bound_by: dict[StateGroup, tuple[bool | None, ...]] = {}  # most obligations bind the same few groups
    for initiative in report.initiatives:
        for one in initiative.obligations:
            size, bound = one.outstanding_size, one.bound.size
            if one.bound not in bound_by:
                bound_by[one.bound] = tuple(_KNOWN[one.bound.includes(state)] for state in MemberState)
            yield (
                report.id,
                report.published,
                one.id,
                initiative.id,
                initiative.title,
                initiative.priority,
                initiative.stage.value,
                one.act,
                one.duty.value,
                one.deadline,
                one.outstanding.count,
                size.at_least,
                size.at_most,
                bound.at_least,
                bound.at_most,
                *(_KNOWN[truth] for truth in one.outstanding_among(MemberState, on=report.published).values()),
                *bound_by[one.bound],
                one.law_sources,
                one.sources,
            )


def _compliance_records(report: ProgressReport) -> Iterator[tuple[Any, ...]]:
    for initiative in report.initiatives:
        for obligation in initiative.obligations:
            for one in obligation.records:
                yield (
                    report.id,
                    initiative.id,
                    obligation.id,
                    one.state.value,
                    _value(one.status),
                    one.on,
                    _value(one.infringement),
                    one.case,
                )


def _events(report: ProgressReport) -> Iterator[tuple[Any, ...]]:
    for initiative in report.initiatives:
        for procedure in initiative.procedures:
            for one in procedure.events:
                yield (
                    report.id,
                    initiative.id,
                    procedure.reference,
                    one.kind.value,
                    one.on,
                    _value(one.by),
                    procedure.known_until,
                    one.sources,
                )


def _findings(report: ProgressReport) -> Iterator[tuple[Any, ...]]:
    for one in report.findings:
        yield (
            report.id,
            one.id,
            one.kind.value,
            one.priority,
            tuple(addressee.value for addressee in one.addressees),
            one.initiatives,
            one.due,
            one.summary,
            one.sources,
        )


_VALUES: dict[TableKind, Callable[[ProgressReport], Iterator[tuple[Any, ...]]]] = {
    TableKind.INITIATIVES: _initiatives,
    TableKind.OBLIGATIONS: _obligations,
    TableKind.COMPLIANCE_RECORDS: _compliance_records,
    TableKind.EVENTS: _events,
    TableKind.FINDINGS: _findings,
}
_COUNTS: dict[TableKind, Callable[[ProgressReport], int]] = {
    TableKind.INITIATIVES: lambda report: len(report.initiatives),
    TableKind.OBLIGATIONS: lambda report: sum([len(one.obligations) for one in report.initiatives]),
    TableKind.COMPLIANCE_RECORDS: lambda report: sum(
        [len(each.records) for one in report.initiatives for each in one.obligations]
    ),
    TableKind.EVENTS: lambda report: sum([len(each.events) for one in report.initiatives for each in one.procedures]),
    TableKind.FINDINGS: lambda report: len(report.findings),
}
_ROWS: dict[TableKind, Any] = {
    kind: namedtuple("Row", columns)  # noqa: PYI024 # pyright: ignore[reportUntypedNamedTuple] - its fields are the columns
    for kind, columns in _COLUMNS.items()
}
_KNOWN = {Truth.YES: True, Truth.NO: False, Truth.UNKNOWN: None}


def _value(member: StrEnum | None) -> str | None:
    return None if member is None else member.value
