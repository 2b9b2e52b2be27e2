"""The fields of records, read from their annotations, and the short repr of a record."""

from collections.abc import Callable
from enum import StrEnum
from functools import cache
from types import GenericAlias, NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, cast, get_args, get_origin

from attrs import NOTHING, Attribute, AttrsInstance, fields, frozen

from securityunion._records.formats import Form, Name, Refers
from securityunion._util.text import shown

__all__ = ["Shape", "brief", "per_class", "record_repr", "records", "shape_of", "shapes"]

_MOST_ITEMS = 3

F = TypeVar("F", bound=Callable[..., object])


def per_class(function: F) -> F:
    """Cache the result of *function* for each class that it is called with.

    >>> @per_class
    ... def name(record: type) -> str:
    ...     return record.__name__
    >>> name(int), name.cache_info().currsize
    ('int', 1)
    """
    # Type checkers would otherwise see the type of `functools.cache` and lose that of the function.
    return cast("F", cache(function))


@frozen(weakref_slot=False, kw_only=True, eq=False)
class Shape:
    """What a field of a record may hold.

    Attributes:
        name: the name of the field.
        item: the type without marks: `str`, `int`, `date`, an enumeration or a record.
        is_record: whether the type is a record.
        many: whether the field is a tuple of such items.
        optional: whether the field may be None, which means unknown.
        required: whether the field has no default.
        form: the form that the text must have; None if it may be any text.
        names: the kind of record that the field identifies, such as "source"; None if it is not an id.
        refers: the kind of record that the field refers to; None if it is not a reference.

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
        """The annotation without marks, such as `tuple[str, ...]`."""
        plain: Any = GenericAlias(tuple, (self.item, ...)) if self.many else self.item
        return plain | None if self.optional else plain

    @property
    def expected(self) -> str:
        """What the field should hold, in the words of a message."""
        noun = "text" if self.item is str else self.item.__name__
        many = f"tuple of {noun}" if self.many else noun
        return f"{many} or None" if self.optional else many


@per_class
def shapes(record: type[Any]) -> tuple[Shape, ...]:
    """Return the shape of every field of the class *record*, in order.

    >>> from securityunion.values.state_group import StateGroup
    >>> [shape.name for shape in shapes(StateGroup)]
    ['named', 'excluded', 'count', 'scope']
    """
    return tuple(shape_of(field) for field in fields(record))


def shape_of(attribute: "Attribute[Any]") -> Shape:
    """Return the shape of the field that *attribute* declares.

    >>> from attrs import fields
    >>> from securityunion.values.partial_date import Period
    >>> shape_of(fields(Period).start).optional
    True
    """
    # From the outside in: `X | None`, then `tuple[X, ...]`, then `Annotated[X, ...]`.
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
    """Return a one-line repr without sources and default values. Inner records are only counted.

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
    # For a default that is made anew each time, attrs has a factory here. No field of a record has such a default.
    return cast("object", field.default)


def brief(value: object) -> str:
    """Return *value* as the repr of a record shows it: at most three items, and only the number of inner records.

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
    """Return the class *record* and the classes of all records inside it, each once.

    >>> from securityunion.model.strategy import Strategy
    >>> [one.__name__ for one in records(Strategy)]
    ['Strategy', 'Period', 'PolicyDocument', 'Priority']
    """
    inner = (one for shape in shapes(record) if shape.is_record for one in records(shape.item))
    return tuple(dict.fromkeys((record, *inner)))
