"""Remarks on days that come in an unusual order."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from securityunion.queries.remarks.remark import Remark, RemarkCode

__all__ = ["remarks_on_order"]


def remarks_on_order(steps: tuple[tuple[str, date | None], ...], path: str, code: RemarkCode) -> Iterator[Remark]:
    known = [(name, day) for name, day in steps if day is not None]
    for (earlier, first), (later, second) in pairwise(known):
        if second < first:
            place = f"{path}.{later}" if code is RemarkCode.DATES_OUT_OF_ORDER else path
            yield Remark(place, code, f"{later} on {second}, before {earlier} on {first}")
