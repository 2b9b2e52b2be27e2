"""The same question to the same rows on several engines, side by side: who has how many obligations outstanding?

The rows are synthetic: obligations of a synthetic report, each with a record of 27 Member States, repeated as those of
reports with other ids, in one Parquet file that every engine reads. Times are of the wall clock, since engines work on
all processors and Spark in a process of its own; reading the file is part of it, starting Spark is not.
"""

import shutil
import statistics
from collections.abc import Callable
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
_AT_ONCE = 100  # reports in a row group of the file
_SIZES, _LARGE = (20_000, 200_000), (500_000, 5_000_000)
_ROUNDS = 3
_LIMIT = 12

Rows = set[tuple[str, str, int, int]]
Ask = Callable[[str], Rows]


def measure(*, large: bool = False) -> Result:
    """Measure the engines that are installed at two sizes, one ten times the other."""
    engines = {name: ask for name, (package, ask) in _ENGINES.items() if _is_there(package)}
    if not engines:
        return Result(["No engine is installed: pip install --group engines", ""], [])
    sizes = _LARGE if large else _SIZES
    with TemporaryDirectory() as folder:
        files = {size: _written(Path(folder) / f"{size}.parquet", size) for size in sizes}
        seconds = {name: {size: _seconds(ask, files[size]) for size in sizes} for name, ask in engines.items()}
        answers = [ask(files[sizes[-1]]) for ask in engines.values()]
    if any(answer != answers[0] for answer in answers):
        raise ValueError("the engines give different answers")
    small, full = sizes
    lines = [
        f"`outstanding_by_state`, {_ROUNDS} rounds by the wall clock, of which the first does not count; all engines",
        f"gave the same {len(answers[0]):,} rows.",
        "",
        f"| | {small:,} obligations, s | {full:,} obligations, s | ratio |",
        "|---|---:|---:|---:|",
    ]
    goals: list[Goal] = []
    for name, taken in seconds.items():
        grown = taken[full] / taken[small]
        lines.append(f"| {name} | {taken[small]:.2f} | {taken[full]:.2f} | {grown:.1f} |")
        goals.append(Goal(f"Ten times the obligations on {name}", _LIMIT, grown))
    return Result([*lines, ""], goals)


def _is_there(package: str) -> bool:
    return find_spec(package) is not None and (package != "pyspark" or shutil.which("java") is not None)


def _seconds(ask: Ask, file: str) -> float:
    """Return how long an engine takes, without what it does only once."""
    times: list[float] = []
    for _ in range(_ROUNDS):
        begin = perf_counter()
        ask(file)
        times.append(perf_counter() - begin)
    return statistics.median(times[1:])


def _written(path: Path, size: int) -> str:
    import pyarrow as pa  # noqa: PLC0415 - an extra
    from pyarrow import parquet  # noqa: PLC0415 - the same

    report = documents.load(documents.synthetic(_OBLIGATIONS))
    one = su.table(report, su.TableKind.OBLIGATIONS).to_arrow()
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
    "polars": ("polars", _polars),
    "DuckDB": ("duckdb", _duckdb),
    "PySpark": ("pyspark", _pyspark),
}
