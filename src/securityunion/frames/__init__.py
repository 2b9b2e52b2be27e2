"""Run queries on data frames of polars, pandas, DuckDB or Spark.

Each function takes a frame that an engine has created from a `table`, and returns a frame of the same engine. Lazy
engines run nothing until you ask for rows.

Null means *unknown*, as in the tables. A truth is true, false or null. A count consists of two numbers: the smallest
and the largest possible number. Rows for which the answer is known to be no are left out. The rows of a result are in
no particular order.

If a table contains several reports, the result has separate rows for each report. The function `changes` is an
exception, because it compares two tables with one report each.

The functions require the extra `frames`, which installs narwhals. You also have to install the engine.
"""

from securityunion.frames.comparison import changes
from securityunion.frames.questions import (
    open_obligations,
    outstanding_by_state,
    outstanding_total,
    overdue,
    stage_counts,
)

__all__ = ["changes", "open_obligations", "outstanding_by_state", "outstanding_total", "overdue", "stage_counts"]


def __dir__() -> list[str]:
    return sorted(__all__)
