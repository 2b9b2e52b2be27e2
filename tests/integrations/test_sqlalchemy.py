"""Test `integrations.sqlalchemy` on SQLite. `python -m pytest databases` runs these tests on PostgreSQL."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from database_laws import REPORT, DatabaseLaws, tables_in
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateTable

import securityunion as su
from securityunion.integrations.sqlalchemy import column


class TestSqlite(DatabaseLaws):
    @pytest.fixture
    def engine(self, tmp_path: Path) -> Iterator[sa.Engine]:
        engine = sa.create_engine(f"sqlite:///{tmp_path}/reports.sqlite", connect_args={"timeout": 60})
        yield engine
        engine.dispose()

    def test_the_document_is_kept_as_it_is_written(self, engine: sa.Engine) -> None:
        tables = tables_in(engine)
        with engine.connect() as connection:
            tables.add(connection, [REPORT])
            (text,) = connection.execute(sa.text("select document from securityunion_reports")).one()
        assert su.dumps(REPORT).decode() == text

    def test_a_doubled_key_is_refused(self, engine: sa.Engine) -> None:
        tables = tables_in(engine)
        with engine.connect() as connection:
            tables.add(connection, [REPORT])
            doubled = """update securityunion_reports set document = '{"id": "x", ' || substr(document, 2)"""
            connection.execute(sa.text(doubled))
            with pytest.raises(su.DocumentError, match=r"^\$\.id: duplicate key; keep one of them$"):
                tables.get(connection, REPORT.id)

    @pytest.mark.parametrize(
        ("query", "index"),
        [
            ("select id from securityunion_initiatives where stage = 'planned'", "initiatives_by_stage"),
            ("select id from securityunion_obligations where last_deadline < '2020-12-09'", "obligations_by_deadline"),
            ("select * from securityunion_standings where state = 'PT' and truth = 'yes'", "standings_by_state"),
        ],
    )
    def test_the_index_is_used(self, engine: sa.Engine, query: str, index: str) -> None:
        tables_in(engine)
        with engine.connect() as connection:
            plan = str(connection.execute(sa.text(f"explain query plan {query}")).all())
        assert f"securityunion_{index}" in plan


def test_the_column_is_jsonb_on_postgresql_and_json_elsewhere() -> None:
    table = su.integrations.sqlalchemy.ReportTables(sa.MetaData()).reports
    assert "document JSONB NOT NULL" in str(CreateTable(table).compile(dialect=postgresql.dialect()))  # type: ignore[no-untyped-call]
    assert "document JSON NOT NULL" in str(CreateTable(table).compile(dialect=sqlite.dialect()))


def test_the_repr_is_the_call_that_makes_the_type() -> None:
    for made in (
        su.integrations.sqlalchemy.report_type(),
        su.integrations.sqlalchemy.report_type(limits=su.Limits(depth=12)),
    ):
        again = eval(repr(made), {"report_type": su.integrations.sqlalchemy.report_type, "Limits": su.Limits})  # noqa: S307 - our own repr
        assert repr(made) == repr(again)
        assert type(made).__module__ == column.__name__


def test_types_of_equal_limits_share_their_compiled_statements() -> None:
    def key(limits: su.Limits) -> object:
        return sa.select(
            sa.column("document", su.integrations.sqlalchemy.report_type(limits=limits))
        )._generate_cache_key()

    assert key(su.Limits()) == key(su.Limits())
    assert key(su.Limits()) != key(su.Limits(depth=12))


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    metadata = sa.MetaData()
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    column._report_document.cache_clear()
    expected = r"^support for databases is not installed; run: pip install 'securityunion\[database\]'$"
    with pytest.raises(ModuleNotFoundError, match=expected):
        su.integrations.sqlalchemy.report_type()
    with pytest.raises(ModuleNotFoundError, match=expected):
        su.integrations.sqlalchemy.ReportTables(metadata)
