"""Find values that cannot be right: dates that mean a missing date or are implausible, and examples of a template."""

from collections.abc import Iterator
from typing import Any, cast

from securityunion._records.fields import Shape, shapes
from securityunion._util.days import is_day_type
from securityunion.model.report import ProgressReport
from securityunion.queries.remarks.remark import Remark, RemarkCode
from securityunion.values.partial_date import first_day, is_partial_date, last_day
from securityunion.values.sentinel_dates import EARLIEST_PLAUSIBLE, LATEST_PLAUSIBLE, known_day

__all__ = ["remarks_on_fields"]

_EXAMPLE = "EXAMPLE:"
"""How the texts begin that `securityunion.datasets.template` writes."""


def remarks_on_fields(report: ProgressReport) -> Iterator[Remark]:
    """Yield a remark on each date that means a missing date or is not plausible, and on each text of a template.

    >>> import securityunion as su
    >>> list(remarks_on_fields(su.first_progress_report()))
    []
    """
    for shape, value, path in _fields(report, "$"):
        if isinstance(value, str) and value.startswith(_EXAMPLE):
            yield Remark(path, RemarkCode.EXAMPLE_LEFT, "this is still a text of the template; add your own")
        elif is_day_type(shape.item) or (shape.form is not None and shape.form.matches is is_partial_date):
            yield from _on_date(str(value), path)


def _fields(record: Any, path: str) -> Iterator[tuple[Shape, object, str]]:
    """Yield each known value in *record* that is not a record itself, with its shape and path."""
    # The shapes of the records say where values are, so a field that is added later is checked, too.
    for shape in shapes(cast("type[object]", type(record))):
        held = getattr(record, shape.name)
        below = f"{path}.{shape.name}"
        values = [(f"{below}[{index}]", one) for index, one in enumerate(held or ())] if shape.many else [(below, held)]
        for place, value in values:
            if shape.is_record and value is not None:
                yield from _fields(value, place)
            elif value is not None:
                yield shape, value, place


def _on_date(text: str, path: str) -> Iterator[Remark]:
    first, last = first_day(text), last_day(text)
    if known_day(first) is None or known_day(last) is None:
        wrong = f"{text} means a missing date, so nothing certain follows from it"
        yield Remark(path, RemarkCode.SENTINEL_DATE, f"{wrong}; check the date, and write null if it is unknown")
    elif last < EARLIEST_PLAUSIBLE or first > LATEST_PLAUSIBLE:
        wrong = f"{text} is not between {EARLIEST_PLAUSIBLE.year} and {LATEST_PLAUSIBLE.year}"
        yield Remark(path, RemarkCode.IMPLAUSIBLE_DATE, f"{wrong}; check the date")
