"""Arrow: typed columns, null for unknown values, and the same rows as in the table."""

import sys
from typing import Any

import attrs
import pyarrow as pa
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from strategies import QUICK, reports
from synthetic import REPORTS

import securityunion as su
from securityunion.tables import arrow
from securityunion.tables.arrow import arrow_schema, arrow_table

BUNDLED = su.first_progress_report()
ENUMERATION = pa.dictionary(pa.int8(), pa.string())


def plain(table: su.Table) -> list[dict[str, Any]]:
    return [
        {name: list(value) if isinstance(value, tuple) else value for name, value in row._asdict().items()}
        for row in table
    ]


@pytest.mark.parametrize("kind", su.TableKind)
def test_arrow_has_the_rows_of_the_table(kind: su.TableKind) -> None:
    table = su.table(REPORTS, kind)
    made = table.to_arrow()
    made.validate(full=True)
    assert arrow_schema(kind).equals(made.schema, check_metadata=True)
    assert plain(table) == made.to_pylist()


@settings(QUICK, max_examples=25)
@given(reports())
def test_whatever_a_report_holds(report: su.ProgressReport) -> None:
    for kind in su.TableKind:
        table = su.table(report, kind)
        assert plain(table) == table.to_arrow().to_pylist()


@pytest.mark.parametrize("at_once", [1, 2, 7])
def test_records_come_in_parts(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    table = su.table(REPORTS, "compliance-records")
    whole = table.to_arrow()
    assert len(table) > 100
    monkeypatch.setattr(arrow, "_OBLIGATIONS_AT_ONCE", at_once)
    assert whole.equals(table.to_arrow())
    assert table.to_arrow().column("state").num_chunks > 1


def test_records_need_no_rows() -> None:
    table = arrow_table(su.TableKind.COMPLIANCE_RECORDS, REPORTS, ())
    assert len(su.table(REPORTS, "compliance-records")) == table.num_rows


def test_every_combination_of_a_record_comes_through() -> None:
    records = [
        su.ComplianceRecord(state=state, status=status, infringement=step)
        for state in su.MemberState
        for status in (None, *su.ComplianceStatus)
        for step in (None, *su.InfringementStep)
    ]
    obligations = tuple(
        su.Obligation(id=f"o-{number}", initiative="i", duty=su.Duty.APPLY, records=(record,))
        for number, record in enumerate(records)
    )
    initiative = attrs.evolve(REPORTS[1].initiatives[0], id="i", obligations=obligations)
    table = su.table(attrs.evolve(REPORTS[1], initiatives=(initiative,)), "compliance-records").to_arrow()
    assert [(one.state, one.status, one.infringement) for one in records] == [
        (row["state"], row["status"], row["infringement"]) for row in table.to_pylist()
    ]


@pytest.mark.parametrize("kind", su.TableKind)
def test_a_type_for_each_column(kind: su.TableKind) -> None:
    schema = arrow_schema(kind)
    types = {"text": pa.string(), "number": pa.int32(), "day": pa.date32(), "truth": pa.bool_()}
    for column in su.table((), kind).columns.values():
        field = schema.field(column.name)
        assert column.optional == field.nullable
        assert column.meaning == field.metadata[b"meaning"].decode()
        assert (column.unit is None) == (b"unit" not in field.metadata)
        if column.values:
            assert ENUMERATION == field.type
        elif column.holds == "texts":
            assert pa.types.is_list(field.type)
            assert pa.string() == field.type.value_type
        else:
            assert types[column.holds] == field.type


def test_a_dictionary_has_all_values_in_their_order() -> None:
    for reports_ in ((), REPORTS):
        for chunk in su.table(reports_, "initiatives").to_arrow()["stage"].chunks:
            assert [stage.value for stage in su.Stage] == chunk.dictionary.to_pylist()


def test_null_is_not_zero() -> None:
    table = su.table(BUNDLED, "obligations").to_arrow()
    assert 15 == table.num_rows
    assert 15 == table["outstanding_PT"].null_count
    assert sum(one.bound.size.at_most is None for one in su.obligations(BUNDLED)) == table["bound_at_most"].null_count


def test_parquet_keeps_types_and_meanings(tmp_path: Any) -> None:
    for kind in su.TableKind:
        table = su.table(REPORTS, kind).to_arrow()
        pa.parquet.write_table(table, tmp_path / "x.parquet")
        read = pa.parquet.read_table(tmp_path / "x.parquet")
        assert table.equals(read)
        assert table.schema.field("report").metadata[b"meaning"] == read.schema.field("report").metadata[b"meaning"]


def test_others_take_it_as_a_stream() -> None:
    table = su.table(BUNDLED, "findings")
    assert table.to_arrow().equals(pa.table(table))
    assert table.to_arrow().equals(pa.RecordBatchReader.from_stream(table).read_all())


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(
        ModuleNotFoundError, match=r"^Arrow support is not installed; run: pip install 'securityunion\[arrow\]'$"
    ):
        su.table(BUNDLED, "findings").to_arrow()
