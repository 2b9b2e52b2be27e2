"""Find the changes between two reports, using the engine that holds their tables."""

from typing import TYPE_CHECKING, Any, TypeVar, cast

from securityunion.frames.expressions import Engine
from securityunion.tables.columns import TableKind

if TYPE_CHECKING:
    from narwhals.stable.v2.typing import IntoFrame

__all__ = ["changes"]

F = TypeVar("F", bound="IntoFrame")


def changes(before: F, after: F) -> F:
    """Return the obligations or initiatives that changed, or may have changed, between two reports.

    Pass two tables of obligations or two tables of initiatives. Each table must contain exactly one report. A
    table that contains several reports is an error, but the function does not detect this error in a lazy frame.

    The columns are:

    - `obligation` or `initiative`: the id of the obligation or initiative.
    - `stage_before`: the stage in the earlier report; null if the earlier report does not list the obligation or
      initiative.
    - `stage_after`: the stage in the later report; null if the later report does not list the obligation or initiative.
    - `outstanding_change_at_least` and `outstanding_change_at_most`: the smallest and the largest possible change in
      the number of Member States that have not fully met the obligation; null if no limit is known. The result for
      initiatives does not have these columns.

    Args:
        before: the table of the earlier report.
        after: the table of the later report, of the same kind and engine.

    Raises:
        ModuleNotFoundError: if the extra `frames` is not installed.
        ValueError: if a table lacks a column or contains several reports, or if the tables are of different kinds.

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
            "before and after are of different kinds; pass two tables of obligations, or two tables of initiatives"
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
    # After a full join, the id from the earlier report is null if only the later report lists the obligation or
    # initiative.
    listed = nw.col(f"{key}_before")
    columns = {
        key: nw.when(listed.is_null()).then(nw.col(f"{key}_after")).otherwise(listed),
        "stage_before": nw.col("stage_before"),
        "stage_after": nw.col("stage_after"),
    }
    # The flag is 0 if the condition is null. So a missing stage or an unknown limit counts as a possible change.
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
    # A lazy frame is not checked, because counting its reports would run the whole query.
    if isinstance(frame, nw.DataFrame) and (reports := frame["report"].n_unique()) > 1:
        raise ValueError(f"{when}: the table has {reports} reports; pass a table of one report")
