"""The questions of `securityunion.queries`, put to the engine that holds the tables of a report.

Engines are polars, pandas, pyarrow, DuckDB and PySpark. Each function takes a frame of the engine's own, made of what
`table` returns, and returns a frame of the same kind: lazy engines run nothing until they are asked for rows. Null is
*unknown*, as in the tables: a truth is true, false or null, a count is two numbers, at least and at most. Rows that
are certainly not asked for are left out. Rows come in no particular order, and several reports in one table are
answered one by one, by the id of each; only `changes` takes one report on each side.

It needs the extra `frames`, which installs narwhals, and the engine.
"""

from securityunion.frames.comparison import changes
from securityunion.frames.questions import open_obligations, outstanding_by_state, overdue, stage_counts

__all__ = ["changes", "open_obligations", "outstanding_by_state", "overdue", "stage_counts"]


def __dir__() -> list[str]:
    return sorted(__all__)
