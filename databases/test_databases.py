"""The tests of `tests/database_laws.py` with 10,000 reports, on PostgreSQL and SQLite.

Run them with `python -m pytest databases`.
"""

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sa
from database_laws import REPORT, DatabaseLaws, tables_in

import securityunion as su
from databases.server import UnavailableError, postgresql

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[sa.Engine]:
    pytest.importorskip("psycopg", reason="psycopg is not installed; run: pip install --group databases")
    try:
        with postgresql() as folder:
            url = sa.URL.create("postgresql+psycopg", "securityunion", database="postgres", query={"host": folder})
            engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
            yield engine
            engine.dispose()
    except UnavailableError as error:
        pytest.skip(str(error))


class TestPostgresql(DatabaseLaws):
    many = 10_000

    @pytest.fixture
    def engine(self, server: sa.Engine) -> Iterator[sa.Engine]:
        name = f"laws_{next(_NUMBERS)}"
        with server.connect() as connection:
            connection.execute(sa.text(f"create database {name}"))
        engine = sa.create_engine(server.url.set(database=name))
        yield engine
        engine.dispose()

    def test_jsonb_reorders_keys_but_the_report_is_equal(self, engine: sa.Engine) -> None:
        tables = tables_in(engine)
        with engine.connect() as connection:
            tables.add(connection, [REPORT])
            kind, text = connection.execute(
                sa.text("select pg_typeof(document)::text, document::text from securityunion_reports")
            ).one()
            stored = tables.get(connection, REPORT.id)
        assert "jsonb" == kind
        assert list(json.loads(su.dumps(REPORT))) != list(json.loads(text))
        assert su.integrations.sqlalchemy.StoredReport(REPORT, 1) == stored

    def test_whole_documents_can_be_compared(self, engine: sa.Engine) -> None:
        tables = tables_in(engine)
        with engine.connect() as connection:
            tables.add(connection, [REPORT])
            same = sa.select(tables.reports.c.id).where(tables.reports.c.document == REPORT)
            assert [REPORT.id] == list(connection.scalars(same))


class TestSqlite(DatabaseLaws):
    many = 10_000

    @pytest.fixture
    def engine(self, tmp_path: Path) -> Iterator[sa.Engine]:
        engine = sa.create_engine(f"sqlite:///{tmp_path}/reports.sqlite", connect_args={"timeout": 60})
        yield engine
        engine.dispose()
