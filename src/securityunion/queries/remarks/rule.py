"""A rule of `check`, declared as data: what is odd, its code, and a function that finds it."""

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVarTuple

from attrs import frozen

from securityunion.queries.remarks.remark import Remark, RemarkCode

__all__ = ["Odd", "RemarkRule", "remarks_by"]

Given = TypeVarTuple("Given")

Odd = tuple[str, str]
"""A path below the record, such as ".oj", and an explanation that says what is odd and what to check."""


@frozen(weakref_slot=False, eq=False)
class RemarkRule(Generic[*Given]):
    """What is odd about a record, but not an error.

    Args:
        code: the code of the remarks.
        says: a sentence that says when there is a remark, for the documentation.
        find: a function that takes the record, with what it is compared with, and yields what is odd.

    >>> def blank(title: str):
    ...     if not title.strip():
    ...         yield "", "the title is blank; add one"
    >>> rule = RemarkRule(RemarkCode.EXAMPLE_LEFT, "A title is blank.", blank)
    >>> list(rule.find(" "))
    [('', 'the title is blank; add one')]
    """

    code: RemarkCode
    says: str
    find: Callable[[*Given], Iterator[Odd]]


def remarks_by(rules: Iterable[RemarkRule[*Given]], path: str, *given: *Given) -> Iterator[Remark]:
    """Yield the remarks that *rules* make on a record, rule by rule.

    Args:
        rules: the rules.
        path: the place of the record in the report.
        given: the record, with what it is compared with.

    >>> from securityunion.queries.remarks.sources import RULES
    >>> import securityunion as su
    >>> list(remarks_by(RULES, "$", su.first_progress_report()))
    []
    """
    for rule in rules:
        for place, explanation in rule.find(*given):
            yield Remark(path + place, rule.code, explanation)
