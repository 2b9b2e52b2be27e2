"""Strategies of the Commission and their priorities."""

from datetime import date
from typing import Annotated

from attrs import frozen

from securityunion._records.fields import record_repr
from securityunion._records.formats import ID_FORM, Id, Name, SourceId, Text
from securityunion._records.validation import check_record, exact_types
from securityunion._util.lazy_methods import implemented_by
from securityunion._util.public_home import public
from securityunion._util.pydantic_hooks import PydanticRecord
from securityunion._util.text import counted
from securityunion.model.act import PolicyDocument
from securityunion.values.partial_date import UNKNOWN_PERIOD, Period

__all__ = ["Priority", "Strategy"]


@public
@frozen(kw_only=True, weakref_slot=False, field_transformer=exact_types)
class Priority(PydanticRecord):
    """One of the strands of a strategy.

    Args:
        id: the id of the priority, unique among the priorities of the strategy.
        title: the title of the priority, as published.
        summary: a summary of the priority in one or two sentences; None if unknown.
        focus_areas: the focus areas of the priority that the sources name.
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
    sources: tuple[SourceId, ...] = ()

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
        builds_on: the titles of the earlier strategies on which the strategy builds.
        priorities: the priorities of the strategy, in the order of the policy document.
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
    builds_on: tuple[Text, ...] = ()
    priorities: tuple[Priority, ...] = ()
    sources: tuple[SourceId, ...] = ()

    __attrs_post_init__ = check_record
    _repr_html_ = implemented_by("views.html.records", "strategy_html")

    def __repr__(self) -> str:
        return f"<Strategy {self.id}, {self.period}: {counted(len(self.priorities), 'priority')}>"
