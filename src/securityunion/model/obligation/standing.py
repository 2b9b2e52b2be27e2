"""The inference of who has an obligation outstanding, from everything that the obligation records."""

from collections.abc import Set as AbstractSet

from attrs import frozen

from securityunion.values.member_state import MemberState
from securityunion.values.truth import Truth

__all__ = ["EVERY_STATE", "Standing"]

EVERY_STATE = frozenset(MemberState)


@frozen(kw_only=True, weakref_slot=False, eq=False)
class Standing:
    """Everything that an obligation records about who has it outstanding.

    Attributes:
        named: the Member States that have it outstanding.
        done: the Member States that do not.
        others_bound: further Member States that are bound. They may have it outstanding.
        others: Member States that may have it outstanding if they are bound.
        scoped: whether a scope limits the others. If not, their number has no known limit.
        places: how many of the others can be bound; None if unknown.
        count: how many Member States have it outstanding; None if unknown.

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
        """The most Member States that can have it outstanding; None if no limit is known."""
        if self.places is None and not self.scoped:
            return None
        others = len(self.others)
        # Without a scope, only `places` limits the others. With a scope, the smaller number does.
        if self.places is not None and (self.places < others or not self.scoped):
            others = self.places
        return len(self.named) + len(self.others_bound) + others

    @property
    def ceiling(self) -> int:
        """The most Member States that can have it outstanding, but never more than there are candidates."""
        unlimited, most = len(self.named) + len(self.others_bound) + len(self.others), self.most
        return unlimited if most is None or unlimited < most else most

    def includes(self, state: MemberState) -> Truth:
        """Return whether *state* has the obligation outstanding."""
        if state in self.named:
            return Truth.YES
        if self.count == len(self.named) or not (state in self.others or state in self.others_bound):
            return Truth.NO
        # If the count is the most that is possible, every candidate that is bound has it outstanding.
        if self.count is None or self.count != self.most:
            return Truth.UNKNOWN
        all_others = self.scoped and (self.places is None or len(self.others) <= self.places)
        return Truth.YES if state in self.others_bound or all_others else Truth.UNKNOWN
