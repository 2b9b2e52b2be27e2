"""Create the rows of tables. Each row is a named tuple of plain values."""

from collections import namedtuple
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any, cast

from securityunion.model.act import can_oblige
from securityunion.model.initiative import PositionStatus
from securityunion.model.obligation.standing import standing_of
from securityunion.model.report import ProgressReport
from securityunion.queries.completeness import initiatives_complete, obligations_complete
from securityunion.queries.infringements import infringements
from securityunion.queries.select import with_obligations
from securityunion.tables.columns.column import TableKind
from securityunion.tables.columns.declared import columns_of, further_fields
from securityunion.values.member_state import MemberState
from securityunion.values.partial_date import first_day, last_day
from securityunion.values.state_group import StateGroup
from securityunion.values.truth import Truth

__all__ = ["count_of", "rows_of"]


def rows_of(kind: TableKind, report: ProgressReport) -> Iterator[Any]:
    """Yield the rows of a report as named tuples, in the order of the report.

    >>> import securityunion as su
    >>> row = next(rows_of(TableKind.FINDINGS, su.first_progress_report()))
    >>> row.report, row.kind, row.due
    ('first-progress-report', 'progress-made', None)
    """
    values = _VALUES[kind](report)
    # Fields without a declared column come after the declared columns. Their values are read from the records.
    if further := further_fields(kind):
        items = zip(values, _ITEMS[kind](report), strict=True)
        values = ((*declared, *(_plain(getattr(one, shape.name)) for shape in further)) for declared, one in items)
    return map(_ROWS[kind]._make, values)


def count_of(kind: TableKind, report: ProgressReport) -> int:
    """Return the number of rows that a report has in a kind of table, without creating the rows.

    >>> import securityunion as su
    >>> count_of(TableKind.EVENTS, su.first_progress_report())
    125
    """
    return _COUNTS[kind](report)


def _initiatives(report: ProgressReport) -> Iterator[tuple[Any, ...]]:
    titles = {priority.id: priority.title for priority in report.priorities}
    complete = initiatives_complete(report)
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
            complete,
            report.sources_of(one.sources),
        )


def _obligations(report: ProgressReport) -> Iterator[tuple[Any, ...]]:
    complete = obligations_complete(report)
    by_priority = {one.id: obligations_complete(report, priority=one.id) for one in report.priorities}
    for initiative in report.initiatives:
        for one in initiative.obligations:
            size, bound, standing = one.outstanding_size, one.bound.size, standing_of(one, on=report.published)
            yield (
                report.id,
                report.published,
                one.id,
                initiative.id,
                initiative.title,
                initiative.priority,
                initiative.stage.value,
                complete,
                by_priority[initiative.priority],
                one.act,
                one.act is None or can_oblige(one.act),
                one.duty.value,
                one.first_deadline,
                one.last_deadline,
                one.outstanding.count,
                one.outstanding.words,
                size.at_least,
                size.at_most,
                bound.at_least,
                bound.at_most,
                *(_KNOWN[truth] for truth in standing.outstanding_among(MemberState)),
                *(_KNOWN[truth] for truth in standing.binds_among(MemberState)),
                report.sources_of(one.law_sources),
                report.sources_of(one.sources),
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


def _measures(report: ProgressReport) -> Iterator[tuple[Any, ...]]:
    for initiative, obligation in with_obligations(report):
        for one in obligation.measures:
            yield (
                report.id,
                initiative.id,
                obligation.id,
                obligation.act,
                one.state.value,
                one.id,
                one.title,
                one.published,
                one.notified,
                one.celex,
                one.reference,
                one.url,
                report.sources_of(one.sources),
            )


def _infringements(report: ProgressReport) -> Iterator[tuple[Any, ...]]:
    for one in infringements(report):
        procedure = one.procedure
        # A procedure without recorded steps still has a row, so that it is not lost.
        for event in procedure.events or (None,):
            on, own = (None, ()) if event is None else (event.on, event.sources)
            yield (
                report.id,
                report.published,
                None if one.initiative is None else one.initiative.id,
                None if one.obligation is None else one.obligation.id,
                procedure.state.value,
                procedure.case,
                _value(None if event is None else event.step),
                on,
                None if on is None else first_day(on),
                None if on is None else last_day(on),
                procedure.known_until,
                report.sources_of(tuple(dict.fromkeys((*own, *procedure.sources)))),
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
                    report.sources_of(one.sources),
                )


def _findings(report: ProgressReport) -> Iterator[tuple[Any, ...]]:
    for one in report.findings:
        yield (
            report.id,
            one.id,
            one.kind.value,
            one.priority,
            tuple(actor.value for actor in one.acted_by),
            tuple(addressee.value for addressee in one.addressees),
            one.initiatives,
            one.due,
            one.summary,
            *_group(one.states),
            report.sources_of(one.sources),
        )


def _group(states: StateGroup) -> tuple[Any, ...]:
    size = states.size
    return tuple(state.value for state in states.named), size.at_least, size.at_most, states.words


def _decisions(report: ProgressReport) -> Iterator[tuple[Any, ...]]:
    for one in report.decisions:
        yield (
            report.id,
            one.id,
            one.step.value,
            one.on,
            None if one.on is None else first_day(one.on),
            None if one.on is None else last_day(one.on),
            *_group(one.states),
            one.obligations,
            one.case,
            one.title,
            report.sources_of(one.sources),
        )


_VALUES: dict[TableKind, Callable[[ProgressReport], Iterator[tuple[Any, ...]]]] = {
    TableKind.INITIATIVES: _initiatives,
    TableKind.OBLIGATIONS: _obligations,
    TableKind.COMPLIANCE_RECORDS: _compliance_records,
    TableKind.MEASURES: _measures,
    TableKind.INFRINGEMENTS: _infringements,
    TableKind.EVENTS: _events,
    TableKind.FINDINGS: _findings,
    TableKind.DECISIONS: _decisions,
}


_COUNTS: dict[TableKind, Callable[[ProgressReport], int]] = {
    TableKind.INITIATIVES: lambda report: len(report.initiatives),
    TableKind.OBLIGATIONS: lambda report: sum([len(one.obligations) for one in report.initiatives]),
    TableKind.COMPLIANCE_RECORDS: lambda report: sum(
        [len(each.records) for one in report.initiatives for each in one.obligations]
    ),
    TableKind.MEASURES: lambda report: sum([len(one.measures) for _, one in with_obligations(report)]),
    TableKind.INFRINGEMENTS: lambda report: sum([max(1, len(one.procedure.events)) for one in infringements(report)]),
    TableKind.EVENTS: lambda report: sum([len(each.events) for one in report.initiatives for each in one.procedures]),
    TableKind.FINDINGS: lambda report: len(report.findings),
    TableKind.DECISIONS: lambda report: len(report.decisions),
}


_ROWS: dict[TableKind, Any] = {
    kind: namedtuple("Row", columns_of(kind))  # noqa: PYI024 # pyright: ignore[reportUntypedNamedTuple] - its fields are the columns
    for kind in TableKind
}


_KNOWN = {Truth.YES: True, Truth.NO: False, Truth.UNKNOWN: None}


_ITEMS: dict[TableKind, Callable[[ProgressReport], Iterator[object]]] = {
    TableKind.INITIATIVES: lambda report: iter(report.initiatives),
    TableKind.OBLIGATIONS: lambda report: (each for one in report.initiatives for each in one.obligations),
    TableKind.EVENTS: lambda report: (
        event for one in report.initiatives for each in one.procedures for event in each.events
    ),
    TableKind.FINDINGS: lambda report: iter(report.findings),
    TableKind.DECISIONS: lambda report: iter(report.decisions),
}
"""These functions yield the records that the rows of a table describe, in the order of the rows."""


def _plain(value: Any) -> Any:
    """Convert the value of a field into a plain value: a member of an enumeration becomes text."""
    if isinstance(value, StrEnum):
        return value.value
    return tuple(map(_plain, cast("tuple[object, ...]", value))) if isinstance(value, tuple) else value


def _value(member: StrEnum | None) -> str | None:
    return None if member is None else member.value
