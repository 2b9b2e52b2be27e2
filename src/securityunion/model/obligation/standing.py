"""Who has an obligation outstanding: all that it says, brought together."""

from collections.abc import Set as AbstractSet

from attrs import frozen

from securityunion.values.member_state import MemberState
from securityunion.values.truth import Truth

__all__ = ["EVERY_STATE", "Standing"]

EVERY_STATE = frozenset(MemberState)


@frozen(kw_only=True, weakref_slot=False, eq=False)
class Standing:
    """All that an obligation says of who is outstanding, brought together.

    `named` certainly are and `done` certainly are not; `others_bound` may be and are certainly bound; `others` may
    be if they are bound, for which as many `places` are left (None: not known). Where the others are not
    `scoped`, there may be any number of them.

    >>> nobody = frozenset[MemberState]()
    >>> Standing(
    ...     named={MemberState.AT}, done=set(), others_bound=nobody, others=nobody, scoped=True, places=None, count=1
    ... ).includes(MemberState.BE)
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
        """How many are outstanding at the most, None without a limit that is known."""
        if self.places is None and not self.scoped:
            return None
        others = len(self.others)
        if self.places is not None and (self.places < others or not self.scoped):
            others = self.places
        return len(self.named) + len(self.others_bound) + others

    @property
    def ceiling(self) -> int:
        """How many can be outstanding at the most, there being no more than 28 Member States."""
        unlimited, most = len(self.named) + len(self.others_bound) + len(self.others), self.most
        return unlimited if most is None or unlimited < most else most

    def includes(self, state: MemberState) -> Truth:
        """Say whether *state* is outstanding."""
        if state in self.named:
            return Truth.YES
        if self.count == len(self.named) or not (state in self.others or state in self.others_bound):
            return Truth.NO
        if self.count is None or self.count != self.most:
            return Truth.UNKNOWN
        all_others = self.scoped and (self.places is None or len(self.others) <= self.places)
        return Truth.YES if state in self.others_bound or all_others else Truth.UNKNOWN
