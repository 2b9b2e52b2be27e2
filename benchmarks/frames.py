"""The same query on several engines: how many obligations are outstanding in each Member State?

All engines read one Parquet file. It holds the obligations of a synthetic report, each with a record for 27 Member
States, repeated under the ids of other reports. Times are wall-clock times, because engines use all processors and
Spark runs in a process of its own. They include reading the file, but not starting Spark. On polars, every query is
measured at two sizes.
"""

import shutil
import statistics
from collections.abc import Callable
from datetime import date
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import securityunion as su
from benchmarks import documents
from benchmarks.timing import Goal, Result
from securityunion import frames

__all__ = ["measure"]

_OBLIGATIONS = 2_000  # of each report
_AT_ONCE = 100  # reports per row group of the file
_DAY = date(2020, 12, 9)
_SIZES, _LARGE = (20_000, 200_000), (500_000, 5_000_000)
_ROUNDS = 3
_LIMIT = 12

# The columns that the query needs. pyarrow and pandas get this list; the other engines skip the rest by themselves.
_ASKED = ["report", "published", "complete", *(f"outstanding_{state}" for state in su.MemberState)]

Rows = set[tuple[str, str, int, int]]
Ask = Callable[[str], Rows]


def measure(*, large: bool = False) -> Result:
    """Measure the installed engines at two sizes, one ten times the other."""
    engines = {name: ask for name, (package, ask) in _ENGINES.items() if _is_there(package)}
    if not engines:
        return Result(["No engine is installed. Run: pip install --group engines", ""], [])
    sizes = _LARGE if large else _SIZES
    with TemporaryDirectory() as folder:
        files = {size: _written(Path(folder) / f"{size}.parquet", size) for size in sizes}
        seconds = {name: {size: _seconds(partial(ask, files[size])) for size in sizes} for name, ask in engines.items()}
        answers = [ask(files[sizes[-1]]) for ask in engines.values()]
    if any(answer != answers[0] for answer in answers):
        raise ValueError("the engines give different answers")
    small, full = sizes
    lines = [
        f"`su.frames.outstanding_by_state`, wall-clock time, {_ROUNDS} rounds; the first is not counted. All engines",
        f"returned the same {len(answers[0]):,} rows.",
        "",
        f"| | {small:,} obligations, s | {full:,} obligations, s | ratio |",
        "|---|---:|---:|---:|",
    ]
    goals: list[Goal] = []
    for name, taken in seconds.items():
        grown = taken[full] / taken[small]
        lines.append(f"| {name} | {taken[small]:.2f} | {taken[full]:.2f} | {grown:.1f} |")
        goals.append(Goal(f"Ten times the obligations: {name}", _LIMIT, grown))
    growth = _growth(sizes[0] // 10, sizes[0]) if "polars, lazy" in engines else Result([], [])
    return Result([*lines, "", *growth.lines], goals + growth.goals)


def _growth(small: int, full: int) -> Result:
    """Measure every query on polars at two sizes, one ten times the other."""
    import polars as pl  # noqa: PLC0415 - an engine

    lines = [f"| on polars, rows in memory | {small:,} obligations, s | {full:,} obligations, s | ratio |"]
    lines.append("|---|---:|---:|---:|")
    goals: list[Goal] = []
    with TemporaryDirectory() as folder:
        frames_of = {
            size: [pl.read_parquet(_written(Path(folder) / f"{kind}.parquet", size, kind)) for kind in _KINDS]
            for size in (small, full)
        }
    for name, ask in _QUERIES.items():
        taken = {size: _seconds(partial(ask, *tables)) for size, tables in frames_of.items()}
        grown = taken[full] / taken[small]
        lines.append(f"| `su.frames.{name}` | {taken[small]:.3f} | {taken[full]:.3f} | {grown:.1f} |")
        goals.append(Goal(f"Ten times the obligations: `su.frames.{name}` on polars", _LIMIT, grown))
    one, other = _OBLIGATIONS, 10 * _OBLIGATIONS  # `changes` compares two reports, so each size is one report
    taken = {size: _seconds(partial(_compared, pl.DataFrame(_table(size)))) for size in (one, other)}
    grown = taken[other] / taken[one]
    name = f"`su.frames.changes`, {one:,} and {other:,} obligations"
    lines.append(f"| {name} | {taken[one]:.3f} | {taken[other]:.3f} | {grown:.1f} |")
    goals.append(Goal("Ten times the obligations: `su.frames.changes` on polars", _LIMIT, grown))
    return Result([*lines, ""], goals)


def _is_there(package: str) -> bool:
    return find_spec(package) is not None and (package != "pyspark" or shutil.which("java") is not None)


def _seconds(ask: Callable[[], object]) -> float:
    """Return the median time in seconds of a query, without the first run, which includes one-time work."""
    times: list[float] = []
    for _ in range(_ROUNDS):
        begin = perf_counter()
        ask()
        times.append(perf_counter() - begin)
    return statistics.median(times[1:])


def _table(size: int, kind: su.TableKind = su.TableKind.OBLIGATIONS) -> su.Table:
    return su.table(documents.load(documents.synthetic(size)), kind)


def _compared(frame: Any) -> object:
    return frames.changes(frame, frame)


def _written(path: Path, size: int, kind: su.TableKind = su.TableKind.OBLIGATIONS) -> str:
    import pyarrow as pa  # noqa: PLC0415 - an extra
    from pyarrow import parquet  # noqa: PLC0415 - an extra

    one = _table(_OBLIGATIONS, kind).to_arrow()
    place = one.column_names.index("report")
    reports = size // _OBLIGATIONS
    with parquet.ParquetWriter(path, one.schema) as writer:
        for start in range(0, reports, _AT_ONCE):
            copies = [
                one.set_column(place, one.schema.field(place), pa.repeat(f"synthetic-{number}", _OBLIGATIONS))
                for number in range(start, min(start + _AT_ONCE, reports))
            ]
            writer.write_table(pa.concat_tables(copies).combine_chunks())
    return str(path)


def _pyarrow(file: str) -> Rows:
    from pyarrow import parquet  # noqa: PLC0415 - an extra

    answer = frames.outstanding_by_state(parquet.read_table(file, columns=_ASKED))
    return set(zip(*(column.to_pylist() for column in answer.columns), strict=True))


def _pandas(file: str) -> Rows:
    import pandas as pd  # noqa: PLC0415 - an engine

    frame = pd.read_parquet(file, columns=_ASKED, dtype_backend="pyarrow")
    return set(frames.outstanding_by_state(frame).itertuples(index=False, name=None))


def _polars(file: str) -> Rows:
    import polars as pl  # noqa: PLC0415 - an engine

    return set(frames.outstanding_by_state(pl.scan_parquet(file)).collect().iter_rows())


def _duckdb(file: str) -> Rows:
    import duckdb  # noqa: PLC0415 - an engine

    return set(frames.outstanding_by_state(duckdb.read_parquet(file)).fetchall())


def _pyspark(file: str) -> Rows:
    frame: Any = _session().read.parquet(file)
    return {tuple(row) for row in frames.outstanding_by_state(frame).collect()}


def _session() -> Any:
    from pyspark.sql import SparkSession  # noqa: PLC0415 - an engine

    settings: dict[str, bool | float | int | str | None] = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.memory": "4g",
        "spark.sql.shuffle.partitions": "4",
    }
    session = SparkSession.builder.master("local[*]").config(map=settings).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


_ENGINES: dict[str, tuple[str, Ask]] = {
    "polars, lazy": ("polars", _polars),
    "pyarrow": ("pyarrow", _pyarrow),
    "pandas, with Arrow types": ("pandas", _pandas),
    "DuckDB": ("duckdb", _duckdb),
    "PySpark": ("pyspark", _pyspark),
}

_KINDS = (su.TableKind.OBLIGATIONS, su.TableKind.INITIATIVES)
_QUERIES: dict[str, Callable[[Any, Any], object]] = {
    "open_obligations": lambda obligations, _: frames.open_obligations(obligations, state="PT"),
    "outstanding_by_state": lambda obligations, _: frames.outstanding_by_state(obligations),
    "overdue": lambda obligations, _: frames.overdue(obligations, on=_DAY),
    "stage_counts": lambda _, initiatives: frames.stage_counts(initiatives),
}
