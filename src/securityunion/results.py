"""What queries give: a plain tuple or dictionary in all but how a notebook shows it."""

from typing import TypeVar

from securityunion.protocol import answered_by

__all__ = ["Listed", "Tallied"]

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")


class Listed(tuple[T, ...]):
    """A tuple of records that a notebook shows as a table.

    >>> Listed(("a", "b"))
    ('a', 'b')
    >>> Listed(("a", "b")) == ("a", "b")
    True
    """

    __slots__ = ()

    _repr_html_ = answered_by("html.view", "items_html")


class Tallied(dict[K, V]):
    """A dictionary of counts that a notebook shows as a table.

    >>> Tallied({"a": 1})
    {'a': 1}
    """

    __slots__ = ()

    _repr_html_ = answered_by("html.view", "items_html")
