"""Find values that cannot be right: dates that mean a missing date or are implausible, and examples of a template."""

from collections.abc import Iterator
from typing import Any, cast

from securityunion._records.fields import Shape, shapes
from securityunion._util.days import is_day_type
from securityunion.queries.remarks.remark import RemarkCode
from securityunion.queries.remarks.rule import Odd, RemarkRule
from securityunion.values.partial_date import first_day, is_partial_date, last_day
from securityunion.values.sentinel_dates import EARLIEST_PLAUSIBLE, LATEST_PLAUSIBLE, known_day

__all__ = ["RULES", "values_of"]

_EXAMPLE = "EXAMPLE:"
"""How the texts begin that `securityunion.datasets.template` writes."""


def values_of(record: Any, path: str) -> Iterator[tuple[Shape, object, str]]:
    """Yield each known value in *record* that is not a record itself, with its shape and path.

    >>> from securityunion.values.partial_date import Period
    >>> [(value, path) for _, value, path in values_of(Period(start="2020"), "$.covers")]
    [('2020', '$.covers.start')]
    """
    # The shapes of the records say where values are, so a field that is added later is checked, too.
    for shape in shapes(cast("type[object]", type(record))):
        held = getattr(record, shape.name)
        below = f"{path}.{shape.name}"
        values = [(f"{below}[{index}]", one) for index, one in enumerate(held or ())] if shape.many else [(below, held)]
        for place, value in values:
            if shape.is_record and value is not None:
                yield from values_of(value, place)
            elif value is not None:
                yield shape, value, place


def _is_date(shape: Shape) -> bool:
    return is_day_type(shape.item) or (shape.form is not None and shape.form.matches is is_partial_date)


def _means_no_date(text: str) -> bool:
    return known_day(first_day(text)) is None or known_day(last_day(text)) is None


def _sentinel_date(shape: Shape, value: object) -> Iterator[Odd]:
    if _is_date(shape) and _means_no_date(str(value)):
        wrong = f"{value} means a missing date, so nothing certain follows from it"
        yield "", f"{wrong}; check the date, and write null if it is unknown"


def _implausible_date(shape: Shape, value: object) -> Iterator[Odd]:
    if not _is_date(shape) or _means_no_date(str(value)):
        return
    if last_day(str(value)) < EARLIEST_PLAUSIBLE or first_day(str(value)) > LATEST_PLAUSIBLE:
        wrong = f"{value} is not between {EARLIEST_PLAUSIBLE.year} and {LATEST_PLAUSIBLE.year}"
        yield "", f"{wrong}; check the date"


def _example_left(_: Shape, value: object) -> Iterator[Odd]:
    if isinstance(value, str) and value.startswith(_EXAMPLE):
        yield "", "this is still a text of the template; add your own"


RULES = (
    RemarkRule(
        RemarkCode.SENTINEL_DATE,
        "A date means that the date is missing: 1001-01-01, 1003-03-03 or 9999-12-31. Nothing certain follows from it.",
        _sentinel_date,
    ),
    RemarkRule(RemarkCode.IMPLAUSIBLE_DATE, "A date is before 1952 or after 2100.", _implausible_date),
    RemarkRule(
        RemarkCode.EXAMPLE_LEFT,
        "A text begins with `EXAMPLE:`, as in the template that `securityunion new` creates.",
        _example_left,
    ),
)
"""The rules about a single value. They take the shape of its field and the value."""
