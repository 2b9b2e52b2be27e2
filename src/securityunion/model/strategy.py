"""Strategies of the Commission and their priorities."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from attrs import frozen

from securityunion._records.fields import record_repr
from securityunion._records.formats import ID_FORM, Id, Name, SourceId, Text
from securityunion._records.rules import Rule
from securityunion._records.validation import check_record, exact_types
from securityunion._util.lazy_methods import implemented_by
from securityunion._util.public_home import public
from securityunion._util.pydantic_hooks import PydanticEnum, PydanticRecord
from securityunion._util.text import counted
from securityunion.errors import Problem, contradiction
from securityunion.model.act import PolicyDocument
from securityunion.values.partial_date import UNKNOWN_PERIOD, Period

__all__ = ["Priority", "Strategy", "StrategyLink", "StrategyRelation"]


@public
@frozen(kw_only=True, weakref_slot=False, field_transformer=exact_types)
class Priority(PydanticRecord):
    """One of the strands of a strategy.

    Args:
        id: the id of the priority, unique among the priorities of the strategy.
        title: the title of the priority, as published.
        summary: a summary of the priority in one or two sentences; None if unknown.
        focus_areas: the focus areas of the priority that the sources name.
        note: a remark of the person who recorded the facts, for what fits no other field; None for none.
        sources: the ids of the sources that state these facts.

    Raises:
        RecordError: if the id or a text is not valid.

    >>> import securityunion as su
    >>> su.Priority(id="evolving-threats", title="Tackling evolving threats")
    Priority(id='evolving-threats', title='Tackling evolving threats')
    """

    id: Annotated[str, ID_FORM, Name("priority")]
    title: Text
    summary: Text | None = None
    focus_areas: tuple[Text, ...] = ()
    note: Text | None = None
    sources: tuple[SourceId, ...] = ()

    __attrs_post_init__ = check_record
    __repr__ = record_repr


@public
class StrategyRelation(PydanticEnum):
    """How a strategy is related to another one.

    >>> import securityunion as su
    >>> su.StrategyRelation.BUILDS_ON.value
    'builds-on'
    """

    BUILDS_ON = "builds-on"
    REPLACES = "replaces"
    COMPLEMENTS = "complements"


def _nameless(link: "StrategyLink") -> Iterator[Problem]:
    if link.id is None and link.title is None:
        yield contradiction("$.title", "the link names no strategy", "give its title or its id")


@public
@frozen(kw_only=True, weakref_slot=False, field_transformer=exact_types)
class StrategyLink(PydanticRecord):
    """A link from a strategy to another one, which may be outside the report.

    Args:
        relation: how the strategy is related to the other one.
        id: the id of the other strategy, as its own reports use it; None if unknown.
        title: the title of the other strategy, as published; None if unknown.
        sources: the ids of the sources that state these facts.

    Raises:
        RecordError: if the id or the title is not valid, or if both are missing.

    >>> import securityunion as su
    >>> su.StrategyLink(relation=su.StrategyRelation.REPLACES, id="security-union")
    StrategyLink(relation=StrategyRelation.REPLACES, id='security-union')
    """

    relation: StrategyRelation
    id: Id | None = None
    title: Text | None = None
    sources: tuple[SourceId, ...] = ()

    _rules = (
        Rule(
            name="nameless",
            says="At least one of `id` and `title` is given.",
            fields=("id", "title"),
            needs=(),
            problems=_nameless,
        ),
    )
    __attrs_post_init__ = check_record
    __repr__ = record_repr


@public
@frozen(kw_only=True, weakref_slot=False, field_transformer=exact_types)
class Strategy(PydanticRecord):
    """A policy document of the Commission that covers a period and sets priorities.

    Args:
        id: the id of the strategy.
        title: the title of the strategy, as published.
        period: the period that the strategy covers.
        adopted: the day on which the Commission adopted the strategy; None if unknown.
        document: the policy document that sets out the strategy; None if unknown.
        summary: the objective of the strategy in one or two sentences; None if unknown.
        links: the strategies on which the strategy builds, which it replaces, or which it complements.
        priorities: the priorities of the strategy, in the order of the policy document.
        note: a remark of the person who recorded the facts, for what fits no other field; None for none.
        sources: the ids of the sources that state these facts.

    Raises:
        RecordError: if the id or a text is not valid.

    >>> import securityunion as su
    >>> su.Strategy(
    ...     id="security-union-strategy",
    ...     title="EU Security Union Strategy 2020-2025",
    ...     period=su.Period(start="2020", end="2025"),
    ... )
    <Strategy security-union-strategy, 2020 to 2025: 0 priorities>
    """

    id: Id
    title: Text
    period: Period = UNKNOWN_PERIOD
    adopted: date | None = None
    document: PolicyDocument | None = None
    summary: Text | None = None
    links: tuple[StrategyLink, ...] = ()
    priorities: tuple[Priority, ...] = ()
    note: Text | None = None
    sources: tuple[SourceId, ...] = ()

    __attrs_post_init__ = check_record
    _repr_html_ = implemented_by("views.html.records", "strategy_html")

    def __repr__(self) -> str:
        return f"<Strategy {self.id}, {self.period}: {counted(len(self.priorities), 'priority')}>"
