"""Values that can be partly unknown: truth values, counts with bounds, and answers to queries."""

from collections.abc import Iterable, Iterator
from typing import Generic, Never, TypeVar, cast

from attrs import field, frozen

from securityunion._records.fields import brief
from securityunion._records.rules import Rule
from securityunion._records.validation import check_record, exact_types
from securityunion._util.containers import ResultTuple
from securityunion._util.lazy_methods import implemented_by
from securityunion._util.public_home import public
from securityunion._util.pydantic_hooks import PydanticEnum, PydanticRecord
from securityunion._util.refusals import refuses
from securityunion.errors import Problem, contradiction

__all__ = ["Answer", "Bounds", "Truth"]

T = TypeVar("T")
A = TypeVar("A")


@public
class Truth(PydanticEnum):
    """Whether something is true: `YES`, `NO` or `UNKNOWN`.

    The operators `&`, `|` and `~` follow Kleene's strong three-valued logic. If an operand is unknown, the result is
    unknown, unless the other operand alone decides the result.

    A truth value cannot be used as a bool. Compare a truth value with `is Truth.YES` to test whether something is
    certain, or with `is not Truth.NO` to test whether something is possible.

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
        """Return the smaller of the two truth values, in the order NO, UNKNOWN, YES."""
        return min(self, other, key=_RANK.__getitem__) if isinstance(other, Truth) else NotImplemented

    def __or__(self, other: object) -> "Truth":
        """Return the larger of the two truth values, in the order NO, UNKNOWN, YES."""
        return max(self, other, key=_RANK.__getitem__) if isinstance(other, Truth) else NotImplemented

    def __invert__(self) -> "Truth":
        """Return YES for NO, NO for YES and UNKNOWN for UNKNOWN."""
        return _OPPOSITE[self]

    # `if` would treat UNKNOWN as either YES or NO.
    @refuses("a Truth is not a bool; compare with `is Truth.YES` or `is not Truth.NO`")
    def __bool__(self) -> object: ...

    def __repr__(self) -> str:
        return f"<Truth.{self.name}>"


# With these ranks, Kleene's "and" is the minimum of two truth values, and "or" is the maximum.
_RANK = {Truth.NO: 0, Truth.UNKNOWN: 1, Truth.YES: 2}
_OPPOSITE = {Truth.NO: Truth.YES, Truth.UNKNOWN: Truth.UNKNOWN, Truth.YES: Truth.NO}


def _at_least_below_0(bounds: "Bounds") -> Iterator[Problem]:
    if bounds.at_least < 0:
        yield contradiction("$.at_least", f"{bounds.at_least} is below 0", "use 0 or more")


def _at_most_below_at_least(bounds: "Bounds") -> Iterator[Problem]:
    if cast("int", bounds.at_most) < bounds.at_least and bounds.at_least >= 0:
        yield contradiction("$.at_most", f"{bounds.at_most} is less than at_least", f"use {bounds.at_least} or more")


@public
@frozen(weakref_slot=False, field_transformer=exact_types)
class Bounds(PydanticRecord):
    """A count that is known only as a range from a lower limit to an upper limit.

    You can add bounds. The lower limits and the upper limits are added separately.

    Args:
        at_least: the lower limit, 0 or more.
        at_most: the upper limit; None if unknown.

    Raises:
        RecordError: if `at_least` is below 0, or `at_most` is less than `at_least`.

    >>> import securityunion as su
    >>> su.Bounds(3, 3) + su.Bounds(0, 12)
    Bounds(at_least=3, at_most=15)
    >>> [str(su.Bounds(0, 15)), str(su.Bounds(4)), str(su.Bounds(3, 3))]
    ['at least 0, at most 15', 'at least 4', '3']
    """

    at_least: int = 0
    at_most: int | None = None

    _rules = (
        Rule(
            name="at-least-below-0",
            says="`at_least` is 0 or more.",
            fields=("at_least",),
            problems=_at_least_below_0,
        ),
        Rule(
            name="at-most-below-at-least",
            says="`at_most` is not less than `at_least`.",
            fields=("at_least", "at_most"),
            needs=("at_most",),
            problems=_at_most_below_at_least,
        ),
    )
    __attrs_post_init__ = check_record

    @property
    def exact(self) -> int | None:
        """The count if both limits are equal; otherwise None.

        >>> import securityunion as su
        >>> su.Bounds(3, 3).exact
        3
        """
        return self.at_least if self.at_least == self.at_most else None

    def __add__(self, other: object) -> "Bounds":
        if not isinstance(other, Bounds):
            return NotImplemented
        open_ended = self.at_most is None or other.at_most is None
        # `or 0` is needed only for type checkers, because neither limit is None here.
        ceiling = None if open_ended else (self.at_most or 0) + (other.at_most or 0)
        return Bounds(self.at_least + other.at_least, ceiling)

    @staticmethod
    def total(parts: Iterable["Bounds"]) -> "Bounds":
        """Return the sum of *parts*. If *parts* is empty, the sum is exactly 0.

        >>> import securityunion as su
        >>> su.Bounds.total([su.Bounds(1, 2), su.Bounds(0, 1)])
        Bounds(at_least=1, at_most=3)
        """
        return sum(parts, start=Bounds(0, 0))

    # A count that may be 0 is neither true nor false, and two ranges that overlap have no order.
    @refuses("Bounds are not a bool; compare `at_least` or `at_most` with a number")
    def __bool__(self) -> object: ...

    @refuses("Bounds are not a number; use `exact`, `at_least` or `at_most`")
    def __int__(self) -> object: ...

    @refuses("Bounds have no order; compare `at_least` or `at_most`")
    def __lt__(self, other: Never) -> object: ...

    @refuses("Bounds have no order; compare `at_least` or `at_most`")
    def __le__(self, other: Never) -> object: ...

    @refuses("Bounds have no order; compare `at_least` or `at_most`")
    def __gt__(self, other: Never) -> object: ...

    @refuses("Bounds have no order; compare `at_least` or `at_most`")
    def __ge__(self, other: Never) -> object: ...

    @refuses("Bounds can be added only to Bounds; use `Bounds.total(...)` instead of `sum(...)`")
    def __radd__(self, other: Never) -> object: ...

    def __str__(self) -> str:
        if self.at_most is None:
            return f"at least {self.at_least}"
        return str(self.exact) if self.exact is not None else f"at least {self.at_least}, at most {self.at_most}"


@public
@frozen(weakref_slot=False)
class Answer(Generic[T]):
    """The result of a query that cannot always be answered with certainty.

    An answer sorts items into three tuples: `yes`, `unknown` and `no`. In each tuple, the items are in the order of the
    report. `more` says whether items that the report does not list may belong to `yes` as well.

    >>> import securityunion as su
    >>> answer = su.Answer(yes=("a",), unknown=("b", "c"), no=())
    >>> answer.size
    Bounds(at_least=1, at_most=3)
    >>> answer.possible
    ('a', 'b', 'c')
    >>> su.Answer(yes=("a",), more=True).size
    Bounds(at_least=1, at_most=None)
    """

    yes: tuple[T, ...] = ()
    unknown: tuple[T, ...] = ()
    no: tuple[T, ...] = ()
    more: bool = field(default=False, kw_only=True)

    _repr_html_ = implemented_by("views.html.lists", "answer_html")

    def __repr__(self) -> str:
        more = ", more=True" if self.more else ""
        return f"Answer(yes={brief(self.yes)}, unknown={brief(self.unknown)}, no={brief(self.no)}{more})"

    @staticmethod
    def sort(verdicts: "Iterable[tuple[A, Truth]]", *, more: bool = False) -> "Answer[A]":
        """Sort items into an answer by their truth values.

        Each element of *verdicts* is a pair of an item and its truth value. *more* says whether there may be further
        items.

        >>> import securityunion as su
        >>> su.Answer.sort([("a", su.Truth.NO), ("b", su.Truth.UNKNOWN)])
        Answer(yes=(), unknown=('b',), no=('a',))
        """
        parts: dict[Truth, list[A]] = {Truth.YES: [], Truth.UNKNOWN: [], Truth.NO: []}
        for item, truth in verdicts:
            parts[truth].append(item)
        return Answer(*(ResultTuple(parts[truth]) for truth in (Truth.YES, Truth.UNKNOWN, Truth.NO)), more=more)

    @property
    def possible(self) -> tuple[T, ...]:
        """The items in `yes`, followed by the items in `unknown`."""
        return ResultTuple(self.yes + self.unknown)

    @property
    def size(self) -> Bounds:
        """Bounds for the number of items that would be in `yes` if nothing were unknown.

        The lower limit counts the items in `yes`. The upper limit also counts the items in `unknown`. If
        `more` is true, the upper limit is unknown.
        """
        return Bounds(len(self.yes), None if self.more else len(self.yes) + len(self.unknown))

    # An answer with no items in `yes` can still have items in `unknown`.
    @refuses("an Answer is not a bool; test `yes`, `unknown`, `no` or `possible`")
    def __bool__(self) -> object: ...

    @refuses("an Answer has no length; use `size`, or the length of `yes`, `unknown` or `no`")
    def __len__(self) -> object: ...

    @refuses("an Answer is not a sequence; loop over `yes`, `unknown`, `no` or `possible`")
    def __iter__(self) -> object: ...

    @refuses("an Answer is not a sequence; look in `yes`, `unknown`, `no` or `possible`")
    def __contains__(self, other: Never) -> object: ...

    @refuses("an Answer is not a sequence; take items from `yes`, `unknown`, `no` or `possible`")
    def __getitem__(self, other: Never) -> object: ...
