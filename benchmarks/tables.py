"""The time to convert compliance records to an Arrow table, for synthetic reports with 27 records per initiative."""

from functools import partial

import securityunion as su
from benchmarks import documents
from benchmarks.timing import Goal, Result, interleaved, median

__all__ = ["measure"]

_SIZES = (1_000, 10_000)
_LARGE = 100_000
_MOST_NANOSECONDS = 200  # 5 million rows per second


def measure(rounds: int, *, large: bool = False) -> Result:
    """Measure the conversion for synthetic reports of several sizes."""
    lines = [f"{rounds} rounds.", "", "| initiatives | rows | ms | ns per row | million rows per second |"]
    lines.append("|---:|---:|---:|---:|---:|")
    goals: list[Goal] = []
    for size in (*_SIZES, _LARGE) if large else _SIZES:
        table = su.table(documents.load(documents.synthetic(size)), su.TableKind.COMPLIANCE_RECORDS)
        rows = table.to_arrow().num_rows
        seconds = interleaved({"arrow": partial(_arrow, table)}, rounds)["arrow"]
        each = sorted(seconds)[len(seconds) // 2] / rows * 1e9
        lines.append(f"| {size:,} | {rows:,} | {median(seconds)} | {each:.0f} | {1e3 / each:.1f} |")
        goals.append(Goal(f"{rows:,} compliance records to Arrow: nanoseconds per row", _MOST_NANOSECONDS, each))
    return Result([*lines, ""], goals)


def _arrow(table: su.Table) -> int:
    rows: int = table.to_arrow().num_rows
    return rows
