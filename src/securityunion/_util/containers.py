"""What queries give: a plain tuple or dictionary in all but how a notebook shows it."""

from typing import SupportsIndex, TypeVar, overload

from securityunion.protocol import answered_by

__all__ = ["Listed", "Tallied"]

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")


class Listed(tuple[T, ...]):
    """A tuple of records that a notebook shows as a table, and so is each slice of it.

    >>> Listed(("a", "b"))
    ('a', 'b')
    >>> Listed(("a", "b")) == ("a", "b")
    True
    >>> type(Listed(("a", "b"))[:1]).__name__
    'Listed'
    """

    __slots__ = ()

    _repr_html_ = answered_by("html.lists", "items_html")

    @overload
    def __getitem__(self, place: SupportsIndex, /) -> T: ...
    @overload
    def __getitem__(self, place: slice, /) -> "Listed[T]": ...
    def __getitem__(self, place: SupportsIndex | slice, /) -> "T | Listed[T]":
        if isinstance(place, slice):
            return Listed(super().__getitem__(place))
        return super().__getitem__(place)


class Tallied(dict[K, V]):
    """A dictionary of counts that a notebook shows as a table.

    >>> Tallied({"a": 1})
    {'a': 1}
    """

    __slots__ = ()

    _repr_html_ = answered_by("html.lists", "items_html")
