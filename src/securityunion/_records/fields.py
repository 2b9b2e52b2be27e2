"""Read the fields of records from annotations, and write the short repr of a record."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache
from types import GenericAlias, NoneType, UnionType
from typing import Annotated, Any, NamedTuple, TypeVar, Union, cast, get_args, get_origin

from attrs import NOTHING, Attribute, AttrsInstance, fields, frozen

from securityunion._records.formats import Form, Name, Refers
from securityunion._util.text import shown

__all__ = [
    "Leading",
    "Shape",
    "brief",
    "by_name",
    "leading_to",
    "per_class",
    "record_repr",
    "records",
    "shape_of",
    "shapes",
]

_MOST_ITEMS = 3

F = TypeVar("F", bound=Callable[..., object])


def per_class(function: F) -> F:
    """Cache the results of *function*, which takes a class as its only argument.

    >>> @per_class
    ... def name(record: type) -> str:
    ...     return record.__name__
    >>> name(int), name.cache_info().currsize
    ('int', 1)
    """
    # Without the cast, type checkers would lose the signature of the decorated function.
    return cast("F", cache(function))


@frozen(weakref_slot=False, kw_only=True, eq=False)
class Shape:
    """The name, type and rules of a field of a record.

    Attributes:
        name: the name of the field.
        item: the type of a single value: `str`, `int`, `date`, an enumeration or a class of records.
        is_record: whether `item` is a class of records.
        many: whether the field holds a tuple of values.
        optional: whether the field can be None, which means unknown.
        required: whether the field has no default.
        form: the form that a text in the field must have; None if any text is valid.
        names: the kind of the record, such as "source", if the field holds the record's own id; otherwise None.
        refers: the kind of the other record, such as "source", if the field holds the id of another record; otherwise
            None.

    >>> from securityunion.model.strategy import Priority
    >>> summary = shapes(Priority)[2]
    >>> summary.name, summary.item.__name__, summary.many, summary.optional
    ('summary', 'str', False, True)
    """

    name: str
    item: type[Any]
    is_record: bool
    many: bool
    optional: bool
    required: bool
    form: Form | None
    names: str | None
    refers: str | None

    @property
    def plain(self) -> Any:
        """The annotation of the field without the marks of `Annotated`, such as `tuple[str, ...]`."""
        plain: Any = GenericAlias(tuple, (self.item, ...)) if self.many else self.item
        return plain | None if self.optional else plain

    @property
    def expected(self) -> str:
        """A phrase for messages that describes a valid value, such as "tuple of text"."""
        noun = "text" if self.item is str else self.item.__name__
        many = f"tuple of {noun}" if self.many else noun
        return f"{many} or None" if self.optional else many


@per_class
def shapes(record: type[Any]) -> tuple[Shape, ...]:
    """Return the shapes of all fields of the class *record*, in the order of their declaration.

    >>> from securityunion.values.state_group import StateGroup
    >>> [shape.name for shape in shapes(StateGroup)]
    ['named', 'excluded', 'count', 'scope', 'at_least', 'at_most', 'words']
    """
    return tuple(shape_of(field) for field in fields(record))


@per_class
def by_name(record: type[Any]) -> Mapping[str, Shape]:
    """Return the `Shape` of each field of the class *record*, by field name.

    >>> from securityunion.values.partial_date import Period
    >>> list(by_name(Period))
    ['start', 'end']
    """
    return {shape.name: shape for shape in shapes(record)}


class Leading(NamedTuple):
    """The fields of a class that lead to records of certain classes, and whether the class leads to such records.

    >>> Leading(fields=(), leads=True).leads
    True
    """

    fields: tuple[Shape, ...]
    leads: bool


def leading_to(record: type[Any], kinds: frozenset[type[Any]]) -> Mapping[type[Any], Leading]:
    """For *record* and each class of records inside it, return the fields that lead to records of one of *kinds*.

    A class of *kinds* leads to itself.

    >>> from securityunion.model.strategy import Priority, Strategy
    >>> found = leading_to(Strategy, frozenset({Priority}))
    >>> [shape.name for shape in found[Strategy].fields], found[Priority]
    (['priorities'], Leading(fields=(), leads=True))
    """
    found: dict[type[Any], Leading] = {}

    def leads(inner: type[Any]) -> bool:
        fields_ = tuple(shape for shape in shapes(inner) if shape.is_record and leads(shape.item))
        found[inner] = Leading(fields_, bool(fields_) or inner in kinds)
        return found[inner].leads

    leads(record)
    return found


def shape_of(attribute: "Attribute[Any]") -> Shape:
    """Return the shape of the field that *attribute* declares.

    >>> from attrs import fields
    >>> from securityunion.values.partial_date import Period
    >>> shape_of(fields(Period).start).optional
    True
    """
    # The annotation is unwrapped from the outside in: first `X | None`, then `tuple[X, ...]`, then `Annotated[X, ...]`.
    item, many, optional = attribute.type, False, False
    if get_origin(item) in (Union, UnionType):
        item, optional = next(part for part in get_args(item) if part is not NoneType), True
    if get_origin(item) is tuple:
        item, many = get_args(item)[0], True
    marks: tuple[object, ...] = ()
    if get_origin(item) is Annotated:
        item, *rest = get_args(item)
        marks = tuple(rest)
    return Shape(
        name=attribute.name,
        item=cast("type[Any]", item),
        is_record=hasattr(item, "__attrs_attrs__"),
        many=many,
        optional=optional,
        required=attribute.default is NOTHING,
        form=next((mark for mark in marks if isinstance(mark, Form)), None),
        names=next((mark.kind for mark in marks if isinstance(mark, Name)), None),
        refers=next((mark.kind for mark in marks if isinstance(mark, Refers)), None),
    )


def record_repr(self: AttrsInstance) -> str:
    """Return a one-line repr of a record, without its sources and without fields that have their default value.

    A tuple of records is shown only as a count, such as `<2 x Priority>`.

    >>> import securityunion as su
    >>> su.StateGroup(count=25)
    StateGroup(count=25)
    """
    record = type(self)
    parts = (
        f"{field.name}={brief(getattr(self, field.name))}"
        for field in fields(record)
        if not field.name.endswith("sources") and getattr(self, field.name) != _default(field)
    )
    return f"{record.__name__}({', '.join(parts)})"


def _default(field: "Attribute[Any]") -> object:
    # The attribute `default` can be an attrs factory instead of a value, but no field of a record has a factory.
    return cast("object", field.default)


def brief(value: object) -> str:
    """Return a short form of *value* for the repr of a record.

    At most three items of a tuple are shown. For a tuple of records, only the number and the class of the records are
    shown.

    >>> brief((1, 2, 3, 4))
    '(1, 2, 3, ...)'
    """
    if isinstance(value, tuple):
        items = cast("tuple[object, ...]", value)
        if items and hasattr(items[0], "__attrs_attrs__"):
            return f"<{len(items)} x {type(items[0]).__name__}>"
        inner = [brief(item) for item in items[:_MOST_ITEMS]] + ["..."] * (len(items) > _MOST_ITEMS)
        return f"({', '.join(inner)}{',' * (len(items) == 1)})"
    if isinstance(value, StrEnum):
        return f"{type(value).__name__}.{value.name}"
    return shown(value) if isinstance(value, str) else repr(value)


@per_class
def records(record: type[Any]) -> tuple[type[Any], ...]:
    """Return the class *record* and the classes of all records inside it, at any depth and without repetition.

    >>> from securityunion.model.strategy import Strategy
    >>> [one.__name__ for one in records(Strategy)]
    ['Strategy', 'Period', 'PolicyDocument', 'StrategyLink', 'Priority']
    """
    inner = (one for shape in shapes(record) if shape.is_record for one in records(shape.item))
    return tuple(dict.fromkeys((record, *inner)))
