"""Write query results as HTML: tables of records or counts, and the three parts of an answer."""

from collections.abc import Mapping, Sequence
from typing import Any, cast
from xml.etree.ElementTree import Element

from securityunion._util.text import counted
from securityunion.model.initiative import Stage
from securityunion.values.member_state import MemberState
from securityunion.values.truth import Answer
from securityunion.views.html.markup import details, element, page, table
from securityunion.views.labels import words
from securityunion.views.list_columns import ListColumns, Listing, answer_listings, columns_for

__all__ = ["MOST_PARTS", "MOST_ROWS", "answer_html", "items_html", "listing", "records", "rest"]

MOST_ROWS, MOST_PARTS = 100, 20
"""These are the maximum number of rows in a table, and the maximum number of tables of one kind on a page.

The numbers are limited because a notebook stores all of its output, and a browser has to render the output. A line at
the end says how many rows or tables were left out.
"""

_MOST_OPEN = 10
"""Tables with more than this number of rows are folded."""


def answer_html(answer: Answer[Any]) -> str:
    """Return the HTML of an answer: its size, followed by a table for each of the parts "yes", "unknown" and "no".

    >>> html = answer_html(Answer(yes=("a",), unknown=("b", "c"), no=()))
    >>> "Yes: 1" in html, "Unknown: 2" in html, "No: 0" in html
    (True, True, True)
    """
    listed = len(answer.possible) + len(answer.no)
    size = element("p", f"{answer.size}, of {listed} listed" if answer.more else f"{answer.size} of {listed}")
    return page(size, *map(_part, answer_listings(answer)))


def items_html(items: Sequence[Any] | Mapping[Any, Any]) -> str:
    """Return the HTML of a query result: a table of the records, or of the keys and values of a mapping.

    >>> items_html(()), items_html({})
    ('<div lang="en"><p>none</p></div>', '<div lang="en"><p>none</p></div>')
    """
    if isinstance(items, Mapping):
        return page(_mapping(items))
    kind = columns_for(items)
    return page(_part(Listing(counted(len(items), kind.noun) if items else "none", kind, items)))


def listing(caption: str, kind: ListColumns, items: Sequence[Any]) -> Element:
    """Return a table of records, which is folded if it has more than ten rows.

    >>> from securityunion.views.html.markup import written
    >>> states = [MemberState.PT]
    >>> written(listing("Late", columns_for(states), states))[:54]
    '<table cellpadding="4"><caption>Late</caption><thead><'
    """
    made = records(caption, kind, items)
    return details(caption, made) if len(items) > _MOST_OPEN else made


def records(caption: str, kind: ListColumns, items: Sequence[Any]) -> Element:
    """Return a table of the first hundred records. A line below the table says how many more records there are.

    >>> from securityunion.views.html.markup import written
    >>> numbers = range(150)
    >>> "and 50 more" in written(records("Numbers", columns_for(numbers), numbers))
    True
    """
    shown = items[:MOST_ROWS]
    return table(caption, kind.columns, map(kind.row, shown), more=rest(len(items) - len(shown)))


def rest(number: int, noun: str = "") -> str:
    """Return a text that says how many things were left out, or an empty string if nothing was left out.

    >>> rest(50), rest(2, "priority"), rest(0)
    ('and 50 more', 'and 2 more priorities', '')
    """
    if not number:
        return ""
    return f"and {counted(number, f'more {noun}')}" if noun else f"and {number} more"


def _part(part: Listing) -> Element:
    return listing(*part) if part.items else element("p", part.caption)


def _mapping(items: Mapping[Any, Any]) -> Element:
    if not items:
        return element("p", "none")
    # A caller can change the dictionary that a query has returned. For this reason, the columns are chosen according to
    # the keys and values that the dictionary has now.
    kind, stages = ListColumns("value", ("Key", "Value"), _pair), next(iter(items.values()))
    if all(isinstance(key, MemberState) for key in items):
        kind = ListColumns("Member State", ("Member State", "Obligations outstanding"), _state)
    elif all(_is_by_stage(one) and list(one) == list(stages) for one in items.values()):
        kind = ListColumns("priority", ("Priority (id)", *map(words, stages)), _priority)
    return records(counted(len(items), kind.noun), kind, tuple(items.items()))


def _pair(pair: tuple[object, object]) -> tuple[str, ...]:
    return (str(pair[0]), str(pair[1]))


def _state(pair: tuple[MemberState, object]) -> tuple[str, ...]:
    return (f"{pair[0].short_name} ({pair[0].eu_code})", str(pair[1]))


def _priority(pair: tuple[object, Mapping[Stage, object]]) -> tuple[str, ...]:
    return (str(pair[0]), *map(str, pair[1].values()))


def _is_by_stage(counts: object) -> bool:
    return isinstance(counts, Mapping) and all(
        isinstance(key, Stage) for key in cast("Mapping[object, object]", counts)
    )
