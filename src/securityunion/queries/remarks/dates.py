"""Find dates that cannot be right: dates that stand for a missing date, and dates long before or after the Union."""

from collections.abc import Iterator
from typing import Any, cast

from securityunion._records.fields import shapes
from securityunion._util.days import is_day_type
from securityunion.model.report import ProgressReport
from securityunion.queries.remarks.remark import Remark, RemarkCode
from securityunion.values.partial_date import first_day, is_partial_date, last_day
from securityunion.values.sentinel_dates import EARLIEST_PLAUSIBLE, LATEST_PLAUSIBLE, known_day

__all__ = ["remarks_on_dates"]


def remarks_on_dates(report: ProgressReport) -> Iterator[Remark]:
    """Yield a remark on each date in a report that means a missing date or is not plausible.

    >>> import securityunion as su
    >>> list(remarks_on_dates(su.first_progress_report()))
    []
    """
    yield from _within(report, "$")


def _within(record: Any, path: str) -> Iterator[Remark]:
    # The shapes of the records say where dates are, so a date in a field that is added later is checked, too.
    for shape in shapes(cast("type[object]", type(record))):
        value = getattr(record, shape.name)
        if shape.is_record:
            inner = enumerate(value) if shape.many else [(None, value)]
            for index, one in inner:
                if one is not None:
                    yield from _within(
                        one, f"{path}.{shape.name}" if index is None else f"{path}.{shape.name}[{index}]"
                    )
        elif value is not None and (
            is_day_type(shape.item) or (shape.form is not None and shape.form.matches is is_partial_date)
        ):
            yield from _on_date(str(value), f"{path}.{shape.name}")


def _on_date(text: str, path: str) -> Iterator[Remark]:
    first, last = first_day(text), last_day(text)
    if known_day(first) is None or known_day(last) is None:
        wrong = f"{text} means a missing date, so nothing certain follows from it"
        yield Remark(path, RemarkCode.SENTINEL_DATE, f"{wrong}; check the date, and write null if it is unknown")
    elif last < EARLIEST_PLAUSIBLE or first > LATEST_PLAUSIBLE:
        wrong = f"{text} is not between {EARLIEST_PLAUSIBLE.year} and {LATEST_PLAUSIBLE.year}"
        yield Remark(path, RemarkCode.IMPLAUSIBLE_DATE, f"{wrong}; check the date")
