"""The HTML of what queries give: tables of records, the three parts of an answer, and counts by key."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from securityunion.errors import counted
from securityunion.facts import Kind, kind_of
from securityunion.html.markup import details, element, page, table
from securityunion.initiative import Stage
from securityunion.member_state import MemberState
from securityunion.truth import Answer
from securityunion.wording import words

__all__ = ["answer_html", "items_html", "listing"]

_MOST_OPEN = 10
"""A table of more rows folds."""


def answer_html(answer: Answer[Any]) -> str:
    """Return the three parts of an answer: what is so, what may be, what is not.

    >>> html = answer_html(Answer(yes=("a",), unknown=("b", "c"), no=()))
    >>> "Certainly: 1" in html, "Not known: 2" in html, "Certainly not: none" in html
    (True, True, True)
    """
    parts = (("Certainly", answer.yes), ("Not known", answer.unknown), ("Certainly not", answer.no))
    return page(element("p", f"{answer.size} of {len(answer.possible) + len(answer.no)}"), *_parts(parts))


def items_html(items: Sequence[Any] | Mapping[Any, Any]) -> str:
    """Return what a query gives: a table of records, or of what is said of each key.

    >>> items_html(()), items_html({})
    ('<div lang="en"><p>none</p></div>', '<div lang="en"><p>none</p></div>')
    """
    if isinstance(items, Mapping):
        return page(_mapping(items))
    return page(*_parts((("", items),)))


def listing(caption: str, kind: Kind, items: Sequence[Any]) -> Element:
    """Return a table of records, which folds where it is long.

    >>> from securityunion.html.markup import written
    >>> written(listing("Late", kind_of([MemberState.PT]), [MemberState.PT]))[:38]
    '<table><caption>Late</caption><thead><'
    """
    made = table(caption, kind.columns, map(kind.row, items))
    return details(caption, made) if len(items) > _MOST_OPEN else made


def _parts(parts: Sequence[tuple[str, Sequence[Any]]]) -> Iterator[Element]:
    for label, found in parts:
        if not found:
            yield element("p", f"{label}: none" if label else "none")
            continue
        kind = kind_of(found)
        yield listing(f"{label}: {len(found)}" if label else counted(len(found), kind.noun), kind, found)


def _mapping(items: Mapping[Any, Any]) -> Element:
    if not items:
        return element("p", "none")
    if all(isinstance(key, MemberState) for key in items):
        states = [(f"{key.short_name} ({key.eu_code})", str(value)) for key, value in items.items()]
        return table(counted(len(states), "Member State"), ("Member State", "Obligations outstanding"), states)
    stages = next(iter(items.values()))
    # The dictionary is the caller's, who may have put in or taken out what they like.
    if all(_is_by_stage(one) and list(one) == list(stages) for one in items.values()):
        rows = [(str(key), *map(str, one.values())) for key, one in items.items()]
        return table(counted(len(rows), "priority"), ("Priority (id)", *map(words, stages)), rows)
    pairs = [(str(key), str(value)) for key, value in items.items()]
    return table(counted(len(pairs), "value"), ("Key", "Value"), pairs)


def _is_by_stage(counts: Mapping[Any, Any] | int) -> bool:
    return isinstance(counts, Mapping) and all(isinstance(key, Stage) for key in counts)
