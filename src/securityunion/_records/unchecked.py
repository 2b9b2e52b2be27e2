"""Copies of the classes of records that apply no rules, for readers that apply the rules to all records at once.

An instance of a copy has the same fields as a record, and the same layout in memory. Once its rules are known to be
kept, it becomes a record, without being built again.
"""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from itertools import repeat
from types import GenericAlias
from typing import Any, TypeVar, cast

from attrs import fields_dict

from securityunion._records.columns import records_inside, rules_hold
from securityunion._records.fields import Shape, per_class, shapes
from securityunion._records.validation import arranged_by

__all__ = ["arrange", "checked", "turn_into_records", "unchecked"]

R = TypeVar("R")

# Frozen records refuse to set attributes. This is also faster than `object.__setattr__`.
_set_class: Callable[[Any, type[Any]], None] = object.__dict__["__class__"].__set__


@per_class
def unchecked(record: type[Any]) -> type[Any]:
    """Return a copy of the class *record* without rules, which msgspec fills without a call of Python.

    The records inside the copy are copies too. A class that checks nothing itself is returned as it is.

    >>> from securityunion.values.partial_date import Period
    >>> copy = unchecked(Period)
    >>> copy is Period, copy.__slots__
    (False, ('start', 'end'))
    """
    if not hasattr(record, "__attrs_post_init__"):
        return record
    # The class is built by hand, because `attrs.make_class` would take a millisecond. msgspec needs no more than this.
    body = {
        "__slots__": tuple(fields_dict(record)),
        "__annotations__": {shape.name: _type(shape) for shape in shapes(record)},
        "__attrs_attrs__": record.__attrs_attrs__,
        "__module__": record.__module__,
    }
    return type(record.__name__, record.__bases__, body)


def _type(shape: Shape) -> Any:
    item = unchecked(shape.item) if shape.is_record else shape.item
    held: Any = GenericAlias(tuple, (item, ...)) if shape.many else item
    return held | None if shape.optional else held


def checked(record: type[R], value: Any) -> R | None:
    """Turn *value*, an instance of `unchecked(record)`, into an instance of *record*; return None if it breaks a rule.

    If a rule is broken, *value* must not be used any more.

    >>> from securityunion.values.partial_date import Period
    >>> for end in "2019", "2021":
    ...     period = unchecked(Period)()
    ...     period.start, period.end = "2020", end
    ...     print(checked(Period, period))
    None
    2020 to 2021
    """
    records = records_inside(record, (value,))
    turn_into_records(records)
    if not rules_hold(records):
        return None
    arrange(records)
    return cast("R", value)


def turn_into_records(records: Mapping[type[Any], Sequence[Any]]) -> None:
    """Give each instance of an unchecked class the class of records under which it is listed.

    >>> from securityunion.values.partial_date import Period
    >>> period = unchecked(Period)()
    >>> turn_into_records({Period: [period]})
    >>> type(period) is Period
    True
    """
    for record, instances in records.items():
        if unchecked(record) is record:
            continue
        # `deque` makes `map` loop over the instances, which is faster than a loop in Python.
        deque(map(_set_class, instances, repeat(record)), maxlen=0)


def arrange(records: Mapping[type[Any], Sequence[Any]]) -> None:
    """Put valid records in order, as their constructors would have done.

    >>> from securityunion.values.state_group import MemberState, StateGroup
    >>> group = unchecked(StateGroup)()
    >>> group.named, group.excluded = (MemberState.SI, MemberState.CZ), ()
    >>> group.count = group.scope = None
    >>> turn_into_records({StateGroup: [group]})
    >>> arrange({StateGroup: [group]})
    >>> [state.value for state in group.named]
    ['CZ', 'SI']
    """
    for record, instances in records.items():
        if (in_order := arranged_by(record)) is not None:
            deque(map(in_order, instances), maxlen=0)
