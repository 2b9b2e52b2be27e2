"""Queries on data frames of polars, pandas, DuckDB or Spark.

Each function takes a frame of the engine, made from a `table`, and returns a frame of the same kind. Lazy engines run
nothing until you ask for rows. Null means *unknown*, as in the tables: a truth is true, false or null, and a count is
two numbers, at least and at most. Rows for which the answer is certainly no are left out. Rows come in no particular
order. If a table holds several reports, each of them is answered separately; only `changes` takes one report on each
side.

Requires the extra `frames`, which installs narwhals, and the engine.
"""

from securityunion.frames.comparison import changes
from securityunion.frames.questions import open_obligations, outstanding_by_state, overdue, stage_counts

__all__ = ["changes", "open_obligations", "outstanding_by_state", "overdue", "stage_counts"]


def __dir__() -> list[str]:
    return sorted(__all__)
