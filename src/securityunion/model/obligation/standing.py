"""Combine everything that is recorded about an obligation to infer in which Member States it is outstanding."""

from collections.abc import Set as AbstractSet

from attrs import frozen

from securityunion.values.member_state import MemberState
from securityunion.values.truth import Truth

__all__ = ["EVERY_STATE", "Standing"]

EVERY_STATE = frozenset(MemberState)


@frozen(kw_only=True, weakref_slot=False, eq=False)
class Standing:
    """Everything that is recorded about the Member States in which an obligation is outstanding.

    Attributes:
        named: the Member States in which the obligation is known to be outstanding.
        done: the Member States in which the obligation is known not to be outstanding.
        others_bound: other Member States that are known to be bound, so the obligation may be outstanding in them.
        others: other Member States that may or may not be bound. If a State is bound,
            the obligation may be outstanding in it.
        scoped: whether a scope limits `others`. Without a scope, only `places` limits the number of `others`.
        places: the maximum number of `others` that can be bound; None if unknown.
        count: the number of Member States in which the obligation is outstanding; None if unknown.

    >>> nobody = frozenset[MemberState]()
    >>> standing = Standing(
    ...     named={MemberState.AT},
    ...     done=set(),
    ...     others_bound=nobody,
    ...     others=nobody,
    ...     scoped=True,
    ...     places=None,
    ...     count=1,
    ... )
    >>> standing.includes(MemberState.BE)
    <Truth.NO>
    """

    named: set[MemberState]
    done: set[MemberState]
    others_bound: AbstractSet[MemberState]
    others: AbstractSet[MemberState]
    scoped: bool
    places: int | None
    count: int | None

    @property
    def most(self) -> int | None:
        """The maximum number of Member States in which the obligation can be outstanding; None if unknown."""
        if self.places is None and not self.scoped:
            return None
        others = len(self.others)
        # Without a scope, `places` is the only limit. With a scope, the length of `others` is a limit too.
        if self.places is not None and (self.places < others or not self.scoped):
            others = self.places
        return len(self.named) + len(self.others_bound) + others

    @property
    def ceiling(self) -> int:
        """The maximum number of candidates in which the obligation can be outstanding.

        The candidates are `named`, `others_bound` and `others`. If `most` is None or higher than the number of
        candidates, `ceiling` is the number of candidates. Otherwise, `ceiling` is `most`.
        """
        unlimited, most = len(self.named) + len(self.others_bound) + len(self.others), self.most
        return unlimited if most is None or unlimited < most else most

    def includes(self, state: MemberState) -> Truth:
        """Return whether the obligation is outstanding in *state*."""
        if state in self.named:
            return Truth.YES
        if self.count == len(self.named) or not (state in self.others or state in self.others_bound):
            return Truth.NO
        # If the count is as high as possible, the obligation is outstanding in every candidate that is bound.
        if self.count is None or self.count != self.most:
            return Truth.UNKNOWN
        all_others = self.scoped and (self.places is None or len(self.others) <= self.places)
        return Truth.YES if state in self.others_bound or all_others else Truth.UNKNOWN
