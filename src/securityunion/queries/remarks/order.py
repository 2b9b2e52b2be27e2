"""Find dates that are in an unusual order."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from securityunion.queries.remarks.remark import Remark, RemarkCode
from securityunion.values.sentinel_dates import known_day

__all__ = ["remarks_on_order"]


def remarks_on_order(steps: tuple[tuple[str, date | None], ...], path: str, code: RemarkCode) -> Iterator[Remark]:
    """Yield a remark for each step that is dated before the step that usually precedes it.

    Args:
        steps: the name and the day of each step, in the usual order. Steps with an unknown day are skipped.
        path: where the report contains the act, or the list of events of the procedure.
        code: the code of the remarks.

    >>> signed, applied = date(2016, 7, 6), date(2016, 7, 5)
    >>> steps = (("signed", signed), ("published", None), ("applied", applied))
    >>> remarks = remarks_on_order(steps, "$", RemarkCode.DATES_OUT_OF_ORDER)
    >>> [remark.path for remark in remarks]
    ['$.applied']
    """
    known = [(name, day) for name, given in steps if (day := known_day(given)) is not None]
    for (earlier, first), (later, second) in pairwise(known):
        if second < first:
            # The dates of an act are fields of the act, so the path names the field. The dates of a procedure belong to
            # its events, so the path names the list of events.
            place = f"{path}.{later}" if code is RemarkCode.DATES_OUT_OF_ORDER else path
            yield Remark(place, code, f"{later} ({second}) is before {earlier} ({first}); check both days")
