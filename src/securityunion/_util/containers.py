"""Tuples and a dictionary that behave like Python's own, but show themselves as tables or explain a likely mistake."""

from typing import SupportsIndex, TypeVar, overload

from securityunion._util.lazy_methods import implemented_by
from securityunion._util.refusals import refuses

__all__ = ["HeldTuple", "ResultDict", "ResultTuple"]

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


class HeldTuple(tuple[T, ...]):
    """A tuple of records that a report holds, for which a query of the same name exists.

    Calling the tuple instead of the query is a likely mistake, so the error names the query.

    >>> HeldTuple(("a", "b"))(kind="act")
    Traceback (most recent call last):
    ...
    TypeError: not a query; to filter, use su.initiatives(report, ...) or su.findings(...)
    """

    __slots__ = ()

    @refuses("not a query; to filter, use su.initiatives(report, ...) or su.findings(...)")
    def __call__(self, *_: object, **__: object) -> object: ...

    # A pickle names only public classes, so that it can still be read when this class has moved.
    def __reduce__(self) -> tuple[type[tuple[T, ...]], tuple[tuple[T, ...]]]:
        return tuple, (tuple(self),)


class ResultDict(dict[K, V]):
    """A dictionary of counts that notebooks show as a table.

    >>> ResultDict({"a": 1})
    {'a': 1}
    """

    __slots__ = ()

    _repr_html_ = implemented_by("views.html.lists", "items_html")
