"""Tables on every data frame engine: column types, and the same results as for records.

Run these tests with `python -m pytest engines`, after `pip install --group engines` and with Java installed. The main
test suite uses the same queries.
"""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from frame_questions import AFTER, BEFORE, PAIRS, QUESTIONS, Question, plain_rows
from synthetic import REPORTS

import securityunion as su
from securityunion import frames

_REMEDY = "run: pip install --group engines"

Hold = Callable[[su.Table, Path], Any]
Held = Callable[[su.Table], Any]
BUNDLED = su.first_progress_report()


def _polars(table: su.Table, _: Path) -> Any:
    return pytest.importorskip("polars", reason=f"polars is not installed; {_REMEDY}").DataFrame(table)


def _polars_lazy(table: su.Table, folder: Path) -> Any:
    return _polars(table, folder).lazy()


def _pandas(table: su.Table, _: Path) -> Any:
    return pytest.importorskip("pandas", reason=f"pandas is not installed; {_REMEDY}").DataFrame.from_arrow(table)


def _pandas_arrow(table: su.Table, _: Path) -> Any:
    pandas = pytest.importorskip("pandas", reason=f"pandas is not installed; {_REMEDY}")
    return table.to_arrow().to_pandas(types_mapper=pandas.ArrowDtype)


def _duckdb(table: su.Table, _: Path) -> Any:
    return pytest.importorskip("duckdb", reason=f"DuckDB is not installed; {_REMEDY}").from_arrow(table.to_arrow())


def _pyspark(table: su.Table, folder: Path) -> Any:
    from pyarrow import parquet

    file = folder / f"{len(list(folder.iterdir()))}.parquet"
    parquet.write_table(table.to_arrow(), file)
    return _session().read.parquet(str(file))


ENGINES: dict[str, Hold] = {
    "polars": _polars,
    "polars-lazy": _polars_lazy,
    "pandas": _pandas,
    "pandas-arrow": _pandas_arrow,
    "duckdb": _duckdb,
    "pyspark": _pyspark,
}
_SESSIONS: list[Any] = []


def _session() -> Any:
    if not _SESSIONS:
        sql = pytest.importorskip("pyspark.sql", reason=f"PySpark is not installed; {_REMEDY}")
        if shutil.which("java") is None:
            pytest.skip("Java is not installed; run: apt-get install default-jre-headless")
        settings = {
            "spark.ui.enabled": "false",
            "spark.sql.shuffle.partitions": "1",
            "spark.sql.codegen.wholeStage": "false",  # compiling takes longer than querying so few rows
            "spark.sql.codegen.factoryMode": "NO_CODEGEN",
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
        }
        builder = sql.SparkSession.builder.master("local[1]").appName("securityunion")
        _SESSIONS.append(builder.config(map=settings).getOrCreate())
    return _SESSIONS[0]


@pytest.fixture(scope="session", autouse=True)
def _stopping() -> Iterator[None]:
    yield
    for session in _SESSIONS:
        session.stop()


@pytest.fixture(scope="session", params=ENGINES)
def held(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[su.Table], Any]:
    """Return a function that turns a table into a frame of the engine."""
    hold, folder = ENGINES[request.param], tmp_path_factory.mktemp("tables")
    return lambda table: hold(table, folder)


def ordered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: str(list(row.values())))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_a_query_on_a_frame_gives_the_same_result_as_on_records(held: Held, question: Question) -> None:
    frame = held(su.table(REPORTS, question.kinds[0]))
    answer = question.ask(frame)
    assert type(frame) is type(answer)
    assert ordered(question.expected()) == plain_rows(answer)


@pytest.mark.parametrize("question", PAIRS, ids=lambda question: question.name)
def test_comparing_two_frames_gives_the_same_result_as_comparing_reports(held: Held, question: Question) -> None:
    before, after = (held(su.table(report, question.kinds[0])) for report in (BEFORE, AFTER))
    answer = question.ask(before, after)
    assert type(before) is type(answer)
    assert ordered(question.expected()) == plain_rows(answer)


@pytest.mark.parametrize("kind", su.TableKind)
def test_a_frame_has_the_rows_of_the_table(held: Held, kind: su.TableKind) -> None:
    table = su.table(REPORTS, kind)
    rows = [
        {name: list(value) if isinstance(value, tuple) else value for name, value in row._asdict().items()}
        for row in table
    ]
    assert ordered(rows) == plain_rows(held(table))


def test_without_rows(held: Held) -> None:
    obligations, initiatives = (held(su.table((), kind)) for kind in ("obligations", "initiatives"))
    assert [] == plain_rows(frames.outstanding_by_state(obligations))
    assert [] == plain_rows(frames.open_obligations(obligations))
    assert [] == plain_rows(frames.overdue(obligations, on=date(2020, 12, 9)))
    assert [] == plain_rows(frames.stage_counts(initiatives))
    assert [] == plain_rows(frames.changes(obligations, obligations))


def test_polars_types() -> None:
    polars = pytest.importorskip("polars", reason="polars is not installed; run: pip install --group engines")
    frame = polars.DataFrame(su.table(BUNDLED, "obligations"))
    assert (15, 79) == frame.shape
    types = {"obligation": polars.String, "last_deadline": polars.Date, "outstanding_count": polars.Int32}
    types |= {"outstanding_PT": polars.Boolean, "sources": polars.List(polars.String)}
    assert types == {name: frame.schema[name] for name in types}
    assert isinstance(frame.schema["stage"], polars.Categorical)
    assert 15 == frame["outstanding_PT"].null_count()
    bound = [one.bound.size.at_most for one in su.obligations(BUNDLED)]
    assert bound == frame["bound_at_most"].to_list()


def test_pandas_types() -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed; run: pip install --group engines")
    frame = pandas.DataFrame.from_arrow(su.table(BUNDLED, "obligations"))
    assert (15, 79) == frame.shape
    assert list(su.Stage) == list(frame["stage"].cat.categories)
    assert frame["outstanding_PT"].isna().all()


def test_duckdb_reads_a_table_in_place() -> None:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed; run: pip install --group engines")
    obligations = su.table(BUNDLED, "obligations")
    with duckdb.connect() as connection:
        connection.register("obligations", obligations.to_arrow())
        counted = connection.sql("select count(*), count(outstanding_PT) from obligations where bound_DK is not false")
        assert [(7, 0)] == counted.fetchall()
        direct = connection.sql("select min(last_deadline) from obligations").fetchall()
    deadlines = [one.last_deadline for one in su.obligations(BUNDLED) if one.last_deadline is not None]
    assert [(min(deadlines),)] == direct


def test_engines_read_csv(tmp_path: Any) -> None:
    polars = pytest.importorskip("polars", reason="polars is not installed; run: pip install --group engines")
    su.table(BUNDLED, "obligations").to_csv(tmp_path / "obligations.csv")
    frame = polars.read_csv(tmp_path / "obligations.csv", try_parse_dates=True)
    assert "report" == frame.columns[0]
    assert polars.Date == frame.schema["last_deadline"]
    assert 15 == frame["outstanding_PT"].null_count()
