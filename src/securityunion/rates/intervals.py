"""The results of the rate functions: exact intervals that cover all possibilities."""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor
from typing import Any, Never

from attrs import frozen

from securityunion._records.rules import Rule
from securityunion._records.validation import check_record, exact_types
from securityunion._util.public_home import public_in
from securityunion._util.refusals import refuses
from securityunion.errors import Problem, contradiction
from securityunion.values.truth import Bounds

__all__ = ["AverageDelay", "Share"]


def _may_be_0(name: str) -> Rule:
    def problems(record: Any) -> Iterator[Problem]:
        number: Bounds = getattr(record, name)
        if number.at_least == 0:
            yield contradiction(f"$.{name}", f"'{number}' includes 0", "use at least 1")

    return Rule(name=f"{name}-may-be-0", says=f"`{name}` is at least 1.", fields=(name,), problems=problems)


def _low_below_0(record: "Share | AverageDelay") -> Iterator[Problem]:
    if record.low < 0:
        yield contradiction("$.low", f"{record.low} is below 0", "use 0 or more")


def _high_above_1(share: "Share") -> Iterator[Problem]:
    if share.high > 1:
        yield contradiction("$.high", f"{share.high} is above 1", "use 1 or less")


def _share_out_of_order(share: "Share") -> Iterator[Problem]:
    if share.high < share.low and share.high <= 1:
        yield contradiction("$.high", f"{share.high} is less than `low`, which is {share.low}", "use `low` to 1")


def _delay_out_of_order(delay: "AverageDelay") -> Iterator[Problem]:
    if delay.high < delay.low:
        yield contradiction("$.high", f"{delay.high} is less than `low`", f"use {delay.low} or more")


_LOW_BELOW_0 = Rule(name="low-below-0", says="`low` is 0 or more.", fields=("low",), problems=_low_below_0)
_IN_ORDER = "`high` is not less than `low`."


@public_in("securityunion.rates")
@frozen(weakref_slot=False, field_transformer=exact_types)
class Share:
    """A share of directives whose numerator and denominator may be partly unknown.

    `low` and `high` are the smallest and the largest possible share. Both are exact fractions between 0 and 1. They
    cannot be computed from the numerator and the denominator alone, because a directive that may or may not count can
    change the numerator and the denominator together.

    If the denominator is known, the share is printed with percentages. Otherwise, only the counts are printed.
    Percentages are rounded outwards to one decimal place, so that the printed interval contains the exact interval.

    Args:
        numerator: the number of directives that meet the condition.
        denominator: the number of all directives that count, whether or not they meet the condition.
        low: the smallest possible share.
        high: the largest possible share.
        remarks: texts on records that were left out because they cannot be right.

    Raises:
        RecordError: if `low` is below 0, `high` is above 1 or below `low`, or the denominator may be 0.

    >>> from fractions import Fraction
    >>> import securityunion as su
    >>> from securityunion.rates import Share
    >>> print(Share(su.Bounds(1, 2), su.Bounds(3, 3), Fraction(1, 3), Fraction(2, 3)))
    1 to 2 of 3: 33.3 % to 66.7 %
    >>> share = Share(su.Bounds(1, 2), su.Bounds(3, 4), Fraction(1, 4), Fraction(2, 3))
    >>> print(share)
    1 to 2 of 3 to 4: no percentage, since the denominator is unknown
    >>> share.low, share.high
    (Fraction(1, 4), Fraction(2, 3))
    >>> print(Share(su.Bounds(1, 1), su.Bounds(3, 3), Fraction(1, 3), Fraction(1, 3)))
    1 of 3: about 33.3 %
    """

    numerator: Bounds
    denominator: Bounds
    low: Fraction
    high: Fraction
    remarks: tuple[str, ...] = ()

    _rules = (
        _may_be_0("denominator"),
        _LOW_BELOW_0,
        Rule(name="high-above-1", says="`high` is 1 or less.", fields=("high",), problems=_high_above_1),
        Rule(name="high-below-low", says=_IN_ORDER, fields=("low", "high"), problems=_share_out_of_order),
    )
    __attrs_post_init__ = check_record

    @property
    def exact(self) -> Fraction | None:
        """The share if it is known exactly, otherwise None.

        >>> from fractions import Fraction
        >>> import securityunion as su
        >>> from securityunion.rates import Share
        >>> Share(su.Bounds(1, 1), su.Bounds(4, 4), Fraction(1, 4), Fraction(1, 4)).exact
        Fraction(1, 4)
        """
        return self.low if self.low == self.high else None

    # A share that may be 0 is neither true nor false.
    @refuses("a Share is not a bool; compare its `low` or `high`")
    def __bool__(self) -> object: ...

    @refuses("a Share is not a number; use `exact`, `low` or `high`")
    def __float__(self) -> object: ...

    @refuses("Shares have no order; compare `low` or `high`")
    def __lt__(self, other: Never) -> object: ...

    @refuses("Shares have no order; compare `low` or `high`")
    def __le__(self, other: Never) -> object: ...

    @refuses("Shares have no order; compare `low` or `high`")
    def __gt__(self, other: Never) -> object: ...

    @refuses("Shares have no order; compare `low` or `high`")
    def __ge__(self, other: Never) -> object: ...

    def __str__(self) -> str:
        counts = f"{_range(self.numerator)} of {_range(self.denominator)}"
        if self.denominator.exact is None:
            return _with(self.remarks, f"{counts}: no percentage, since the denominator is unknown")
        return _with(self.remarks, f"{counts}: {_between(self.low * 100, self.high * 100, ' %')}")


@public_in("securityunion.rates")
@frozen(weakref_slot=False, field_transformer=exact_types)
class AverageDelay:
    """The average delay, in days, of overdue directives. The average may be partly unknown.

    Args:
        overdue: the number of overdue directives, 1 or more.
        low: the smallest possible average, in days.
        high: the largest possible average, in days.
        remarks: texts on records that were left out because they cannot be right.

    Raises:
        RecordError: if `low` is below 0, `high` is below `low`, or `overdue` may be 0.

    >>> from fractions import Fraction
    >>> import securityunion as su
    >>> from securityunion.rates import AverageDelay
    >>> print(AverageDelay(su.Bounds(2, 3), Fraction(40), Fraction(181, 3)))
    2 to 3 overdue: 40.0 to 60.4 days
    """

    overdue: Bounds
    low: Fraction
    high: Fraction
    remarks: tuple[str, ...] = ()

    _rules = (
        _may_be_0("overdue"),
        _LOW_BELOW_0,
        Rule(name="high-below-low", says=_IN_ORDER, fields=("low", "high"), problems=_delay_out_of_order),
    )
    __attrs_post_init__ = check_record

    @property
    def exact(self) -> Fraction | None:
        """The average if it is known exactly, otherwise None.

        >>> from fractions import Fraction
        >>> import securityunion as su
        >>> from securityunion.rates import AverageDelay
        >>> AverageDelay(su.Bounds(2, 2), Fraction(81, 2), Fraction(81, 2)).exact
        Fraction(81, 2)
        """
        return self.low if self.low == self.high else None

    # A delay that may be 0 is neither true nor false.
    @refuses("an AverageDelay is not a bool; compare its `low` or `high`")
    def __bool__(self) -> object: ...

    @refuses("an AverageDelay is not a number; use `exact`, `low` or `high`")
    def __float__(self) -> object: ...

    @refuses("AverageDelays have no order; compare `low` or `high`")
    def __lt__(self, other: Never) -> object: ...

    @refuses("AverageDelays have no order; compare `low` or `high`")
    def __le__(self, other: Never) -> object: ...

    @refuses("AverageDelays have no order; compare `low` or `high`")
    def __gt__(self, other: Never) -> object: ...

    @refuses("AverageDelays have no order; compare `low` or `high`")
    def __ge__(self, other: Never) -> object: ...

    def __str__(self) -> str:
        return _with(self.remarks, f"{_range(self.overdue)} overdue: {_between(self.low, self.high, '')} days")


def _with(remarks: tuple[str, ...], text: str) -> str:
    return "; ".join((text, *remarks))


def _range(bounds: Bounds) -> str:
    if bounds.exact is not None:
        return str(bounds.exact)
    return f"{bounds.at_least} " + ("or more" if bounds.at_most is None else f"to {bounds.at_most}")


def _between(low: Fraction, high: Fraction, unit: str) -> str:
    if low == high:
        return f"{'about ' * (low * 10 % 1 != 0)}{_tenths(round(low * 10))}{unit}"
    return f"{_tenths(floor(low * 10))}{unit} to {_tenths(ceil(high * 10))}{unit}"


def _tenths(number: int) -> str:
    return f"{number // 10}.{number % 10}"
