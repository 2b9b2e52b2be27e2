"""A strategy of the Commission and the priorities it sets."""

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
        id: unique among the priorities of the strategy.
        title: its title, as published.
        summary: what it is about, in a sentence or two; None where not known.
        focus_areas: the areas of focus that the sources name.
        sources: ids of the report's sources that state it.

    Raises:
        RecordError: where the id or a text does not have the form of one.

    >>> import securityunion as su
    >>> su.Priority(id="evolving-threats", title="Tackling evolving threats", focus_areas=("Cybercrime",))
    Priority(id='evolving-threats', title='Tackling evolving threats', focus_areas=('Cybercrime',))
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
        id: its id.
        title: its title, as published.
        period: the years that it covers.
        adopted: the day the Commission adopted it; None where not known.
        document: the document that sets it out; None where not known.
        summary: its objective, in a sentence or two; None where not known.
        builds_on: the titles of the strategies that went before.
        priorities: its priorities, in the order of the document.
        sources: ids of the report's sources that state it.

    Raises:
        RecordError: where the id or a text does not have the form of one.

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
