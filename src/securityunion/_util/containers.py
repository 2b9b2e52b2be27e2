"""A tuple and a dictionary for the results of queries. Notebooks show both as tables."""

from typing import SupportsIndex, TypeVar, overload

from securityunion._util.lazy_methods import implemented_by

__all__ = ["ResultDict", "ResultTuple"]

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")


class ResultTuple(tuple[T, ...]):
    """A tuple of records that notebooks show as a table. A slice of a `ResultTuple` is a `ResultTuple` too.

    >>> ResultTuple(("a", "b"))
    ('a', 'b')
    >>> ResultTuple(("a", "b")) == ("a", "b")
    True
    >>> type(ResultTuple(("a", "b"))[:1]).__name__
    'ResultTuple'
    """

    __slots__ = ()

    _repr_html_ = implemented_by("views.html.lists", "items_html")

    @overload
    def __getitem__(self, place: SupportsIndex, /) -> T: ...
    @overload
    def __getitem__(self, place: slice, /) -> "ResultTuple[T]": ...
    def __getitem__(self, place: SupportsIndex | slice, /) -> "T | ResultTuple[T]":
        if isinstance(place, slice):
            # Without this branch, a slice would be a plain tuple, which notebooks do not show as a table.
            return ResultTuple(super().__getitem__(place))
        return super().__getitem__(place)


class ResultDict(dict[K, V]):
    """A dictionary of counts that notebooks show as a table.

    >>> ResultDict({"a": 1})
    {'a': 1}
    """

    __slots__ = ()

    _repr_html_ = implemented_by("views.html.lists", "items_html")
