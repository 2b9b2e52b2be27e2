"""Knowledge in three values: what is so, what is not, and what is not known."""

from collections.abc import Iterable, Iterator
from typing import Generic, NoReturn, TypeVar

from attrs import frozen

from securityunion._records.fields import brief
from securityunion._records.validation import check_record, exact_types
from securityunion._util.containers import ResultTuple
from securityunion._util.lazy_methods import implemented_by
from securityunion._util.public_home import public
from securityunion._util.pydantic_hooks import PydanticEnum, PydanticRecord
from securityunion.errors import Problem, contradiction

__all__ = ["Answer", "Bounds", "Truth"]

T = TypeVar("T")
A = TypeVar("A")


@public
class Truth(PydanticEnum):
    """Whether something is so: `YES`, `NO`, or `UNKNOWN`.

    `&`, `|` and `~` follow Kleene's strong logic of three values: an unknown part makes the whole unknown
    unless the other part decides it. A truth is never taken for a bool: say `is Truth.YES` for "certainly",
    `is not Truth.NO` for "possibly".

    >>> import securityunion as su
    >>> su.Truth.UNKNOWN & su.Truth.NO
    <Truth.NO>
    >>> su.Truth.UNKNOWN | su.Truth.NO
    <Truth.UNKNOWN>
    >>> ~su.Truth.YES
    <Truth.NO>
    >>> if su.Truth.UNKNOWN: pass
    Traceback (most recent call last):
    ...
    TypeError: a Truth is not a bool; compare with `is Truth.YES` or `is not Truth.NO`
    """

    NO = "no"
    UNKNOWN = "unknown"
    YES = "yes"

    def __and__(self, other: object) -> "Truth":
        """Return the lesser of the two, in the order NO, UNKNOWN, YES."""
        return min(self, other, key=_RANK.__getitem__) if isinstance(other, Truth) else NotImplemented

    def __or__(self, other: object) -> "Truth":
        """Return the greater of the two, in the order NO, UNKNOWN, YES."""
        return max(self, other, key=_RANK.__getitem__) if isinstance(other, Truth) else NotImplemented

    def __invert__(self) -> "Truth":
        """Return YES for NO, NO for YES and UNKNOWN for UNKNOWN."""
        return _OPPOSITE[self]

    def __bool__(self) -> NoReturn:
        """Refuse: `if` would take UNKNOWN for one of the other two.

        Raises:
            TypeError: always.
        """
        raise TypeError("a Truth is not a bool; compare with `is Truth.YES` or `is not Truth.NO`")

    def __repr__(self) -> str:
        return f"<Truth.{self.name}>"


_RANK = {Truth.NO: 0, Truth.UNKNOWN: 1, Truth.YES: 2}
_OPPOSITE = {Truth.NO: Truth.YES, Truth.UNKNOWN: Truth.UNKNOWN, Truth.YES: Truth.NO}


@public
@frozen(weakref_slot=False, field_transformer=exact_types)
class Bounds(PydanticRecord):
    """A count that is known to lie between two: at least one number, at most another.

    `at_most=None` means that no ceiling is known. Bounds add up: floor with floor, ceiling with ceiling.

    Args:
        at_least: how many there certainly are, 0 or more.
        at_most: how many there can be at most, or None where nothing limits them.

    Raises:
        RecordError: where `at_least` is below 0 or `at_most` below `at_least`.

    >>> import securityunion as su
    >>> su.Bounds(3, 3) + su.Bounds(0, 12)
    Bounds(at_least=3, at_most=15)
    >>> [str(su.Bounds(0, 15)), str(su.Bounds(4)), str(su.Bounds(3, 3))]
    ['at least 0, at most 15', 'at least 4', '3']
    """

    at_least: int = 0
    at_most: int | None = None

    __attrs_post_init__ = check_record

    @property
    def exact(self) -> int | None:
        """The count itself where floor and ceiling agree, otherwise None.

        >>> import securityunion as su
        >>> su.Bounds(3, 3).exact
        3
        """
        return self.at_least if self.at_least == self.at_most else None

    def __add__(self, other: object) -> "Bounds":
        if not isinstance(other, Bounds):
            return NotImplemented
        open_ended = self.at_most is None or other.at_most is None
        ceiling = None if open_ended else (self.at_most or 0) + (other.at_most or 0)
        return Bounds(self.at_least + other.at_least, ceiling)

    @staticmethod
    def total(parts: Iterable["Bounds"]) -> "Bounds":
        """Return the sum of *parts*; the sum of none is exactly 0.

        >>> import securityunion as su
        >>> su.Bounds.total([su.Bounds(1, 2), su.Bounds(0, 1)])
        Bounds(at_least=1, at_most=3)
        """
        return sum(parts, start=Bounds(0, 0))

    def __bool__(self) -> NoReturn:
        """Refuse: a count that may be 0 is neither true nor false.

        Raises:
            TypeError: always.
        """
        raise TypeError("Bounds are not a bool; compare `at_least` or `at_most` with a number")

    def __str__(self) -> str:
        if self.at_most is None:
            return f"at least {self.at_least}"
        return str(self.exact) if self.exact is not None else f"at least {self.at_least}, at most {self.at_most}"

    def _contradictions(self) -> Iterator[Problem]:
        if self.at_least < 0:
            yield contradiction("$.at_least", f"{self.at_least} is below 0", "use 0 or more")
        elif self.at_most is not None and self.at_most < self.at_least:
            yield contradiction("$.at_most", f"{self.at_most} is less than at_least", f"use {self.at_least} or more")


@public
@frozen(weakref_slot=False)
class Answer(Generic[T]):
    """What a question brings back when knowledge is partial: what is so, what may be, what is not.

    Each of the three is a tuple in the order of the report. `size` says how many the full answer has.

    >>> import securityunion as su
    >>> answer = su.Answer(yes=("a",), unknown=("b", "c"), no=())
    >>> answer.size
    Bounds(at_least=1, at_most=3)
    >>> answer.possible
    ('a', 'b', 'c')
    """

    yes: tuple[T, ...] = ()
    unknown: tuple[T, ...] = ()
    no: tuple[T, ...] = ()

    _repr_html_ = implemented_by("views.html.lists", "answer_html")

    def __repr__(self) -> str:
        return f"Answer(yes={brief(self.yes)}, unknown={brief(self.unknown)}, no={brief(self.no)})"

    @staticmethod
    def sort(verdicts: "Iterable[tuple[A, Truth]]") -> "Answer[A]":
        """Return the answer that files each thing under its verdict.

        >>> import securityunion as su
        >>> su.Answer.sort([("a", su.Truth.NO), ("b", su.Truth.UNKNOWN)])
        Answer(yes=(), unknown=('b',), no=('a',))
        """
        filed: dict[Truth, list[A]] = {Truth.YES: [], Truth.UNKNOWN: [], Truth.NO: []}
        for thing, truth in verdicts:
            filed[truth].append(thing)
        return Answer(*(ResultTuple(filed[truth]) for truth in (Truth.YES, Truth.UNKNOWN, Truth.NO)))

    @property
    def possible(self) -> tuple[T, ...]:
        """All that is not known to be out: the certain ones, then the unknown ones."""
        return ResultTuple(self.yes + self.unknown)

    @property
    def size(self) -> Bounds:
        """How many are so: at least those that certainly are, at most those that may be."""
        return Bounds(len(self.yes), len(self.yes) + len(self.unknown))

    def __bool__(self) -> NoReturn:
        """Refuse: an answer may hold nothing for certain and still much that is unknown.

        Raises:
            TypeError: always.
        """
        raise TypeError("an Answer is not a bool; test `yes`, `unknown`, `no` or `possible`")
