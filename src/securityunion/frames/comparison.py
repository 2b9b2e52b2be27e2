"""What changed between two reports, asked of the engine that holds their tables."""

from typing import TYPE_CHECKING, Any, TypeVar, cast

from securityunion.tables.columns import TableKind

if TYPE_CHECKING:
    from narwhals.stable.v2.typing import IntoFrame
from securityunion.frames.expressions import Engine

__all__ = ["changes"]

F = TypeVar("F", bound="IntoFrame")


def changes(before: F, after: F) -> F:
    """Return what changed, or may have, between two reports: by obligation, or by initiative.

    Two tables of obligations, or two of initiatives, hold one report each: what has several is refused where the engine
    has the rows at hand, and is the caller's care where it is lazy. A row has the id, and `stage_before` and
    `stage_after`: null where that report does not list it, which says nothing else of it. For obligations,
    `outstanding_change_at_least` and `outstanding_change_at_most` say by how many Member States the number
    outstanding changed, null where no limit is known. What is certainly as it was has no row.

    Args:
        before: the table of the earlier report.
        after: the table of the later report, of the same kind and engine.

    Raises:
        ModuleNotFoundError: where the extra `frames` is not installed.
        ValueError: where a table lacks a column, holds several reports, or the two are of different kinds.

    >>> from securityunion.frames import changes
    >>> import securityunion as su
    >>> initiatives = su.table(su.first_progress_report(), "initiatives")
    >>> try:
    ...     count = changes(initiatives.to_arrow(), initiatives.to_arrow()).num_rows
    ... except ModuleNotFoundError:
    ...     count = 0
    >>> count
    0
    """
    engine = Engine()
    nw = engine.nw
    of_obligations = {"obligation" in engine.from_engine(table).collect_schema().names() for table in (before, after)}
    if len(of_obligations) > 1:
        raise ValueError(
            "before and after are of different kinds; pass two tables of obligations, or two of initiatives"
        )
    if True in of_obligations:
        kind, key, sizes = TableKind.OBLIGATIONS, "obligation", ["least", "most"]
    else:
        kind, key, sizes = TableKind.INITIATIVES, "initiative", []

    def side(table: F, when: str) -> Any:
        counts = {f"{size}_{when}": nw.col(f"outstanding_at_{size}") for size in sizes}
        frame = engine.frame_with(table, kind, ["report", key, "stage", *(f"outstanding_at_{size}" for size in sizes)])
        _check_one_report(nw, frame, when)
        stage = {f"stage_{when}": nw.col("stage").cast(nw.String)}
        return frame.select(**{f"{key}_{when}": nw.col(key)}, **stage, **counts)

    keys = {"left_on": f"{key}_before", "right_on": f"{key}_after"}
    both = side(before, "before").join(side(after, "after"), how="full", **keys)
    listed = nw.col(f"{key}_before")
    columns = {
        key: nw.when(listed.is_null()).then(nw.col(f"{key}_after")).otherwise(listed),
        "stage_before": nw.col("stage_before"),
        "stage_after": nw.col("stage_after"),
    }
    same = engine.flag(nw.col("stage_before") == nw.col("stage_after"))
    if sizes:
        least, most = "outstanding_change_at_least", "outstanding_change_at_most"
        columns |= {
            least: nw.col("least_after") - nw.col("most_before"),
            most: nw.col("most_after") - nw.col("least_before"),
        }
        same = same * engine.flag(nw.col(least) == 0) * engine.flag(nw.col(most) == 0)
    return cast("F", both.select(**columns).filter(same == 0).to_native())


def _check_one_report(nw: Any, frame: Any, when: str) -> None:
    if isinstance(frame, nw.DataFrame) and (reports := frame["report"].n_unique()) > 1:
        raise ValueError(f"{when}: the table has {reports} reports; pass a table of one report")
