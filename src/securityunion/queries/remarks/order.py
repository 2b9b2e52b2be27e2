"""Remarks on days that come in an unusual order."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from securityunion.queries.remarks.remark import Remark, RemarkCode

__all__ = ["remarks_on_order"]


def remarks_on_order(steps: tuple[tuple[str, date | None], ...], path: str, code: RemarkCode) -> Iterator[Remark]:
    """Yield remarks on *steps*, pairs of a name and a day, that do not come in this order; unknown days are skipped.

    >>> steps = (("signed", date(2016, 7, 6)), ("published", None), ("applied", date(2016, 7, 5)))
    >>> [remark.path for remark in remarks_on_order(steps, "$", RemarkCode.DATES_OUT_OF_ORDER)]
    ['$.applied']
    """
    known = [(name, day) for name, day in steps if day is not None]
    for (earlier, first), (later, second) in pairwise(known):
        if second < first:
            place = f"{path}.{later}" if code is RemarkCode.DATES_OUT_OF_ORDER else path
            yield Remark(place, code, f"{later} ({second}) is before {earlier} ({first})")
