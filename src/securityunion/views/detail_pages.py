"""Build the page of a single record, with facts and with lists of the records inside the record."""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from securityunion._records.fields import shapes
from securityunion._util.text import counted
from securityunion.model.act import LegalAct
from securityunion.model.initiative import Initiative
from securityunion.model.obligation import Obligation
from securityunion.model.procedure import Procedure
from securityunion.model.strategy import Strategy, StrategyRelation
from securityunion.values.truth import Answer
from securityunion.views.labels import FIELD_LABELS, UNKNOWN, codes, deadlines, group_words, joined, words
from securityunion.views.list_columns import (
    Listing,
    columns_for,
    or_unknown,
    outstanding,
    position_words,
)

__all__ = ["Page", "act_page", "initiative_page", "obligation_page", "procedure_page", "strategy_page"]


class Page(NamedTuple):
    """The page that shows a single record.

    Attributes:
        title: the heading of the page.
        facts: pairs of a label and a value.
        lists: lists of records that the record contains.
        inner: pages of records that the record contains.

    >>> import securityunion as su
    >>> page = initiative_page(su.find(su.first_progress_report(), "tco"))
    >>> page.facts[0], page.inner[0].title
    (('Id', 'tco'), 'Procedure 2018/0331(COD)')
    """

    title: str
    facts: Sequence[tuple[str, str]]
    lists: Sequence[Listing] = ()
    inner: Sequence["Page"] = ()


def strategy_page(strategy: Strategy) -> Page:
    """Return the page of a strategy, with its facts and its priorities.

    >>> import securityunion as su
    >>> strategy_page(su.first_progress_report().strategy).facts[0]
    ('Period', '2020 to 2025')
    """
    document = strategy.document
    facts = (
        ("Period", str(strategy.period)),
        ("Adopted", or_unknown(strategy.adopted)),
        ("Document", UNKNOWN if document is None else or_unknown(document.reference)),
        ("Summary", or_unknown(strategy.summary)),
        *_linked(strategy),
        *_named("Note", strategy.note),
    )
    return Page(strategy.title, facts, _lists(strategy.priorities))


def _linked(strategy: Strategy) -> Iterator[tuple[str, str]]:
    """Yield the strategies to which a strategy is linked, by the relation, in words."""
    for relation in StrategyRelation:
        linked = [link.title or str(link.id) for link in strategy.links if link.relation is relation]
        if linked or relation is StrategyRelation.BUILDS_ON:
            yield words(relation).capitalize(), joined(linked)


def initiative_page(initiative: Initiative) -> Page:
    """Return the page of an initiative.

    The page shows the facts, documents, acts and obligations of the initiative. It also shows infringement procedures,
    and a page for each interinstitutional procedure.

    >>> import securityunion as su
    >>> initiative_page(su.find(su.first_progress_report(), "etias")).facts[-1]
    ('Positions', 'Council (adopted), European Parliament (awaited)')
    """
    facts = (
        *_plain_facts(initiative, "title", "sources"),
        ("Positions", position_words(initiative)),
    )
    cases = [one for obligation in initiative.obligations for one in obligation.infringements]
    lists = _lists(initiative.documents, initiative.acts, initiative.obligations, cases)
    return Page(initiative.title, facts, lists, tuple(map(procedure_page, initiative.procedures)))


def act_page(act: LegalAct) -> Page:
    """Return the page of a legal act.

    The page has a line about a replacement or repeal only if the record says that the act was replaced or repealed.

    >>> import securityunion as su
    >>> page = act_page(su.find(su.first_progress_report(), "32016L1148").acts[0])
    >>> page.facts[1], page.facts[-1]
    (('CELEX number', '32016L1148'), ('Repealed by', '32022L2555'))
    """
    facts = (
        ("Kind", words(act.kind)),
        ("CELEX number", or_unknown(act.celex)),
        ("ELI", or_unknown(act.eli)),
        ("Official Journal", or_unknown(act.oj)),
        ("Signed", or_unknown(act.signed)),
        ("Published", or_unknown(act.published)),
        ("In force from", or_unknown(act.entry_into_force)),
        ("Applies from", or_unknown(act.applies_from)),
        ("Last day in force", _last_day(act)),
        *_named("Partly replaced from", act.partly_replaced_from),
        *_named("Partly replaced by", act.partly_replaced_by),
        *_named("Repealed by", act.repealed_by),
        *_named("Note", act.note),
    )
    return Page(act.title or f"{words(act.kind).capitalize()}, title unknown", facts)


def procedure_page(procedure: Procedure) -> Page:
    """Return the page of a procedure, with its events and the day up to which all events are recorded.

    >>> import securityunion as su
    >>> initiative = su.find(su.first_progress_report(), "2018/0331(COD)")
    >>> page = procedure_page(initiative.procedures[0])
    >>> page.lists[0].caption
    '9 events'
    """
    facts = (
        ("Events complete until", _complete_until(procedure)),
        *_named("Split into", ", ".join(procedure.split_into) or None),
        *_named("Replaced by", procedure.replaced_by),
        *_named("Note", procedure.note),
    )
    return Page(f"Procedure {procedure.reference}", facts, _lists(procedure.events))


def obligation_page(obligation: Obligation) -> Page:
    """Return the page of an obligation.

    The page shows the facts of the obligation, its status in each Member State, and its infringement procedures.

    >>> import securityunion as su
    >>> initiative = su.find(su.first_progress_report(), "32012L0029")
    >>> page = obligation_page(initiative.obligations[0])
    >>> page.facts[-1]
    ('Outstanding: no', 'DK')
    """
    # Without a report, it is unknown which States were Member States on the day. So the page lists only the States that
    # the record mentions. Nothing is known about the others.
    recorded = (*obligation.outstanding.named, *obligation.outstanding.excluded, *obligation.bound.named)
    mentioned = {*recorded, *obligation.bound.excluded, *(one.state for one in obligation.records)}
    scopes = (*(obligation.bound.scope or ()), *(obligation.outstanding.scope or ()))
    listed = sorted({*mentioned, *scopes}, key=lambda state: state.eu_code)
    verdicts = Answer.sort(obligation.outstanding_among(listed).items())
    facts = (
        ("Initiative", obligation.initiative),
        ("Act", or_unknown(obligation.act)),
        ("Duty", words(obligation.duty)),
        ("Deadline", deadlines(obligation)),
        ("Bound", group_words(obligation.bound)),
        ("Outstanding in", outstanding(obligation)),
        ("Outstanding: yes", codes(verdicts.yes)),
        ("Outstanding: unknown", codes(verdicts.unknown)),
        ("Outstanding: no", codes(verdicts.no)),
        *_named("Note", obligation.note),
    )
    return Page(obligation.id, facts, _lists(obligation.measures, obligation.infringements))


def _lists(*parts: Sequence[Any]) -> tuple[Listing, ...]:
    """Return a `Listing` for each sequence of records in *parts* that is not empty."""
    kinds = ((columns_for(items), items) for items in parts if items)
    return tuple(Listing(counted(len(items), kind.noun), kind, items) for kind, items in kinds)


_SHOWN_IF_GIVEN = frozenset({"summary", "due", "responsible", "part_of", "formerly", "note"})
"""Most reports say these things about few initiatives, so a page does not call them unknown if they are missing."""


def _plain_facts(record: object, *left_out: str) -> Iterator[tuple[str, str]]:
    """Yield a label and a value for each field of *record* that does not contain other records.

    The fields named in *left_out* are skipped, and so are fields of `_SHOWN_IF_GIVEN` that hold nothing. If a field is
    added to a class, the page shows the field without further changes. Add the field to `FIELD_LABELS` only if its name
    is not a good label.
    """
    for shape in shapes(type(record)):
        if shape.is_record or shape.name in left_out:
            continue
        value = getattr(record, shape.name)
        values = value if shape.many else () if value is None else (value,)
        if not values and shape.name in _SHOWN_IF_GIVEN:
            continue
        texts = [words(one) if isinstance(one, StrEnum) else str(one) for one in values]
        label = FIELD_LABELS.get(shape.name) or shape.name.replace("_", " ").capitalize()
        yield label, joined(texts) if shape.many else or_unknown(texts[0] if texts else None)


def _named(name: str, value: str | date | None) -> Iterator[tuple[str, str]]:
    if value is not None:
        yield name, str(value)


def _complete_until(procedure: Procedure) -> str:
    until = procedure.known_until
    if until is None:
        return UNKNOWN
    later = any(event.on is not None and event.on > until for event in procedure.events)
    return f"{until}; events after that day are shown, but others may be missing" if later else str(until)


def _last_day(act: LegalAct) -> str:
    if act.ends is not None:
        return str(act.ends)
    # A repealed act had a last day in force. If the record lacks that day, the page says "unknown" rather than "none".
    return UNKNOWN if act.known_until is None or act.repealed_by is not None else f"none as of {act.known_until}"
