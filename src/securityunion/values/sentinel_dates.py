"""Dates that publishers write if a date is missing."""

from datetime import date

__all__ = ["EARLIEST_PLAUSIBLE", "LATEST_PLAUSIBLE", "NO_DATE", "NO_END", "known_day"]

# CELLAR, the database behind EUR-Lex, writes the first two for "no date". Both occur in real acts and measures.
NO_DATE = frozenset({date(1001, 1, 1), date(1003, 3, 3)})
NO_END = date(9999, 12, 31)
"""The date that EUR-Lex writes for an act that is not foreseen to end."""

# The European Coal and Steel Community, the first of the Communities, began on 23 July 1952.
EARLIEST_PLAUSIBLE = date(1952, 1, 1)
LATEST_PLAUSIBLE = date(2100, 12, 31)


def known_day(day: date | None) -> date | None:
    """Return *day*, or None if *day* is a date that means a missing date.

    >>> known_day(date(2016, 7, 6))
    datetime.date(2016, 7, 6)
    >>> known_day(date(1001, 1, 1)) is None, known_day(date(9999, 12, 31)) is None
    (True, True)
    """
    return None if day in NO_DATE or day == NO_END else day
