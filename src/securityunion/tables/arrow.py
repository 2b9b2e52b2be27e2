"""Convert the rows of reports into Arrow tables, which data frame engines can read.

The columns are typed. An enumeration becomes a dictionary of all its values, a day becomes a `date32`, and a tuple
becomes a list. Unknown values become null. The meaning and the unit of each column are stored as metadata, which
Parquet keeps.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import accumulate, count, product, repeat
from typing import Any

from securityunion._util.optional import pyarrow
from securityunion.model.infringement import InfringementStep
from securityunion.model.obligation import ComplianceStatus, Obligation
from securityunion.model.report import ProgressReport
from securityunion.tables.columns import Column, TableKind, columns_of
from securityunion.values.member_state import MemberState

__all__ = ["arrow_schema", "arrow_table"]

# The compliance records of this many obligations fit into the processor's cache. The records therefore stay in the
# cache while they are read column by column.
_OBLIGATIONS_AT_ONCE = 400
_Numbers = dict[MemberState, dict[ComplianceStatus | None, dict[InfringementStep | None, bytes]]]
_STATUSES, _STEPS = (None, *ComplianceStatus), (None, *InfringementStep)


def arrow_schema(kind: TableKind) -> Any:
    """Return the `pyarrow.Schema` for a kind of table.

    This function requires the extra `arrow`.

    Raises:
        ModuleNotFoundError: if the extra `arrow` is not installed.

    >>> try:
    ...     type_of_days = str(arrow_schema(TableKind.EVENTS).field("on").type)
    ... except ModuleNotFoundError:
    ...     type_of_days = "date32[day]"
    >>> type_of_days
    'date32[day]'
    """
    pa = pyarrow()
    return pa.schema([_field(pa, column) for column in columns_of(kind).values()])


def arrow_table(kind: TableKind, reports: Sequence[ProgressReport], rows: Iterable[Any]) -> Any:
    """Return a table of *reports* as a `pyarrow.Table`.

    This function requires the extra `arrow`.

    Args:
        kind: the kind of table.
        reports: the reports.
        rows: the rows of the table. This argument is not used for compliance records. There can be millions of
            compliance records, so each column is read directly from the records.

    Raises:
        ModuleNotFoundError: if the extra `arrow` is not installed.

    >>> try:
    ...     count = arrow_table(TableKind.FINDINGS, (), ()).num_rows
    ... except ModuleNotFoundError:
    ...     count = 0
    >>> count
    0
    """
    pa = pyarrow()
    schema = arrow_schema(kind)
    if kind is TableKind.COMPLIANCE_RECORDS:
        return pa.Table.from_batches(_record_batches(pa, schema, reports), schema)
    columns, values = columns_of(kind).values(), list(zip(*rows, strict=True)) or [()] * len(schema)
    arrays = map(partial(_array, pa), columns, schema.types, values)
    return pa.table(list(arrays), schema)


def _field(pa: Any, column: Column) -> Any:
    unit = {} if column.unit is None else {"unit": column.unit}
    return pa.field(column.name, _type(pa, column), column.optional, {"meaning": column.meaning, **unit})


def _type(pa: Any, column: Column) -> Any:
    if column.values:
        return pa.dictionary(pa.int8(), pa.string())
    texts = pa.list_(pa.field("item", pa.string(), nullable=False))
    types = {"text": pa.string(), "number": pa.int32(), "day": pa.date32(), "truth": pa.bool_(), "texts": texts}
    return types[column.holds]


def _array(pa: Any, column: Column, type_: Any, values: Sequence[Any]) -> Any:
    if not column.values:
        return pa.array(values, type_)
    return pa.DictionaryArray.from_arrays(_indices(pa, column.values, values), pa.array(column.values, pa.string()))


def _indices(pa: Any, values: Iterable[str], members: Iterable[str | None]) -> Any:
    """Convert *members* into an array of their indices in *values*. None becomes null.

    *values* contains all values of an enumeration. The order of the values is the same in every table, so each value
    also has the same index in every table.
    """
    places = {member: place for place, member in enumerate(values)}
    return pa.array([None if member is None else places[member] for member in members], pa.int8())


@cache
def _numbers(pa: Any) -> tuple[_Numbers, list[tuple[Any, Any]]]:
    """Return a two-byte number for each combination of Member State, status and step, and arrays to decode the numbers.

    With these numbers, three columns can be read in one pass over the compliance records. One pass takes half the time
    that three passes take.
    """
    combinations = list(product(MemberState, _STATUSES, _STEPS))
    number = (place.to_bytes(2, sys.byteorder) for place in count())
    numbers = {
        state: {status: {step: next(number) for step in _STEPS} for status in _STATUSES} for state in MemberState
    }
    members = zip(*combinations, strict=True)
    columns = columns_of(TableKind.COMPLIANCE_RECORDS)
    coded = [columns[name].values for name in ("state", "status", "infringement")]
    return numbers, [
        (_indices(pa, values, part), pa.array(values, pa.string())) for values, part in zip(coded, members, strict=True)
    ]


def _record_batches(pa: Any, schema: Any, reports: Iterable[ProgressReport]) -> Iterator[Any]:
    numbers, parts = _numbers(pa)
    # This loop creates no new object for each obligation. Many new objects would make the garbage collector run often,
    # and each time it would visit all records.
    obligations, report_ids = list[Obligation](), list[str]()
    for report in reports:
        obligations += [one for initiative in report.initiatives for one in initiative.obligations if one.records]
        report_ids += repeat(report.id, len(obligations) - len(report_ids))
    for start in range(0, len(obligations), _OBLIGATIONS_AT_ONCE):
        some = obligations[start : start + _OBLIGATIONS_AT_ONCE]
        coded = b"".join([numbers[r.state][r.status][r.infringement] for one in some for r in one.records])
        taken = pa.Array.from_buffers(pa.uint16(), len(coded) // 2, [None, pa.py_buffer(coded)])
        state, status, infringement = (
            pa.DictionaryArray.from_arrays(indices.take(taken), values) for indices, values in parts
        )
        ends = pa.array(accumulate([len(one.records) for one in some]), pa.int32())
        columns = [
            _repeated(pa, report_ids[start : start + _OBLIGATIONS_AT_ONCE], ends),
            _repeated(pa, [one.initiative for one in some], ends),
            _repeated(pa, [one.id for one in some], ends),
            state,
            status,
            pa.array([r.on for one in some for r in one.records], pa.date32()),
            infringement,
            pa.array([r.case for one in some for r in one.records], pa.string()),
        ]
        yield pa.record_batch(columns, schema)


def _repeated(pa: Any, values: list[str], ends: Any) -> Any:
    """Return an array in which each of *values* is repeated.

    *ends* contains, for each of *values*, the index of the row after the last repetition.
    """
    return pa.compute.run_end_decode(pa.RunEndEncodedArray.from_arrays(ends, pa.array(values, pa.string())))
