"""Find dates that are in an unusual order."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from securityunion.values.sentinel_dates import known_day

__all__ = ["out_of_order"]


def out_of_order(steps: tuple[tuple[str, date | None], ...]) -> Iterator[tuple[str, str]]:
    """Yield each step that is dated before the step that usually precedes it, with an explanation.

    *steps* has the name and the day of each step, in the usual order. Steps with an unknown day are skipped.

    >>> signed, applied = date(2016, 7, 6), date(2016, 7, 5)
    >>> steps = (("signed", signed), ("published", None), ("applied", applied))
    >>> [step for step, explanation in out_of_order(steps)]
    ['applied']
    """
    known = [(name, day) for name, given in steps if (day := known_day(given)) is not None]
    for (earlier, first), (later, second) in pairwise(known):
        if second < first:
            yield later, f"{later} ({second}) is before {earlier} ({first}); check both days"
