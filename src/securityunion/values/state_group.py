"""Sets of Member States that may be known only in part. A source may count Member States without naming any."""

from collections.abc import Iterable, Iterator
from operator import lt
from typing import Never

from attrs import frozen

from securityunion._records.fields import record_repr
from securityunion._records.validation import check_record, exact_types, repeated
from securityunion._util.public_home import public
from securityunion._util.pydantic_hooks import PydanticRecord
from securityunion._util.refusals import refuses
from securityunion._util.text import counted
from securityunion.errors import Problem, contradiction
from securityunion.values.member_state import MemberState
from securityunion.values.truth import Bounds, Truth

__all__ = ["StateGroup"]

_EVER = len(MemberState)


@public
@frozen(kw_only=True, weakref_slot=False, field_transformer=exact_types)
class StateGroup(PydanticRecord):
    """A set of Member States that may be known only in part.

    Nothing is guessed. For example, a count of 25 without a `scope` does not show whether a particular Member State
    belongs to the group. Member States are sorted by code.

    Args:
        named: Member States that belong to the group.
        excluded: Member States that do not belong to the group.
        count: the number of Member States in the group, including those in `named`; None if unknown.
        scope: the Member States that can belong to the group; None if unknown.

    Raises:
        RecordError: if no set of Member States fits the arguments. A Member State must not be listed twice, and must
            not be both named and excluded. If there is a scope, every named Member State must be in it. The count must
            be at least the number of named Member States, and at most the number that can belong to the group.

    >>> import securityunion as su
    >>> scope = (su.MemberState.HR, su.MemberState.SI, su.MemberState.HU)
    >>> group = su.StateGroup(named=(su.MemberState.SI,), count=2, scope=scope)
    >>> group.includes(su.MemberState.SI), group.includes(su.MemberState.HU)
    (<Truth.YES>, <Truth.UNKNOWN>)
    >>> group.includes(su.MemberState.PT)
    <Truth.NO>
    >>> su.StateGroup(count=25).includes(su.MemberState.PT)
    <Truth.UNKNOWN>
    """

    named: tuple[MemberState, ...] = ()
    excluded: tuple[MemberState, ...] = ()
    count: int | None = None
    scope: tuple[MemberState, ...] | None = None

    __repr__ = record_repr

    # A group that names nobody can still have members.
    @refuses("a StateGroup is not a bool; use `size` or `includes(state)`")
    def __bool__(self) -> object: ...

    @refuses("a StateGroup has no length; use `size`")
    def __len__(self) -> object: ...

    @refuses("a StateGroup is not a sequence; loop over `named`, or ask `includes(state)`")
    def __iter__(self) -> object: ...

    @refuses("a StateGroup is not a sequence; use `includes(state)`, which can be unknown")
    def __contains__(self, other: Never) -> object: ...

    def __attrs_post_init__(self) -> None:
        check_record(self)
        # Groups with the same Member States must be equal, so the order of the arguments must not matter.
        for name in ("named", "excluded", "scope"):
            states: tuple[MemberState, ...] | None = getattr(self, name)
            if states and not _ascends(states):
                object.__setattr__(self, name, tuple(sorted(states)))

    @classmethod
    def exactly(cls, states: Iterable[MemberState]) -> "StateGroup":
        """Return a group whose members are exactly the given *states*.

        >>> import securityunion as su
        >>> su.StateGroup.exactly([su.MemberState.SI]).includes(su.MemberState.PT)
        <Truth.NO>
        """
        members = tuple(states)
        return cls(named=members, count=len(members))

    def includes(self, state: MemberState | str) -> Truth:
        """Return whether *state*, a Member State or its code, belongs to the group.

        The count decides the answer in two cases. If `named` has `count` Member States, no other Member State belongs
        to the group. If exactly `count` Member States can belong to the group, all of them do.

        Raises:
            ValueError: if *state* is not a Member State.

        >>> import securityunion as su
        >>> scope = (su.MemberState.HR, su.MemberState.SI, su.MemberState.HU)
        >>> group = su.StateGroup(excluded=(su.MemberState.HU,), count=2, scope=scope)
        >>> group.includes("HR"), group.includes("SI")
        (<Truth.YES>, <Truth.YES>)
        """
        state = MemberState.from_code(state)
        if state in self.named:
            return Truth.YES
        if state in self.excluded or (self.scope is not None and state not in self.scope):
            return Truth.NO
        if self.count == len(self.named):
            return Truth.NO
        if self.scope is not None and self.count == self._room:
            return Truth.YES
        return Truth.UNKNOWN

    @property
    def size(self) -> Bounds:
        """Bounds for the number of Member States in the group.

        >>> import securityunion as su
        >>> su.StateGroup(count=25).size
        Bounds(at_least=25, at_most=25)
        >>> su.StateGroup(named=(su.MemberState.SI,)).size
        Bounds(at_least=1, at_most=None)
        """
        if self.count is not None:
            return Bounds(self.count, self.count)
        return Bounds(len(self.named), None if self.scope is None else self._room)

    @property
    def members(self) -> tuple[MemberState, ...] | None:
        """The Member States in the group; None if the group is not fully known.

        >>> import securityunion as su
        >>> su.StateGroup(named=(su.MemberState.SI,), count=1).members
        (<MemberState.SI: 'SI'>,)
        >>> su.StateGroup(count=1).members is None
        True
        """
        verdicts = {state: self.includes(state) for state in MemberState}
        if Truth.UNKNOWN in verdicts.values():
            return None
        return tuple(state for state, truth in verdicts.items() if truth is Truth.YES)

    @property
    def _room(self) -> int:
        """The maximum number of members, which is the number of Member States that are in scope and not excluded."""
        # `_contradictions` also uses this property for invalid groups, in which a Member State can be listed twice.
        # Sets count such a Member State only once.
        if self.scope is None:
            return _EVER - len(set(self.excluded))
        return len(set(self.scope).difference(self.excluded))

    def _contradictions(self) -> Iterator[Problem]:
        for name in ("named", "excluded", "scope"):
            states: tuple[MemberState, ...] = getattr(self, name) or ()
            if not _ascends(states):
                for index, state in repeated(states):
                    yield contradiction(f"$.{name}[{index}]", f"{state} is listed twice", "list each Member State once")
        for index, state in enumerate(self.named if self.excluded or self.scope is not None else ()):
            if state in self.excluded:
                yield contradiction(f"$.named[{index}]", f"{state} is both named and excluded", "list it only once")
            if self.scope is not None and state not in self.scope:
                yield contradiction(
                    f"$.named[{index}]", f"{state} is outside the scope", "name only Member States in scope"
                )
        if self.count is not None and self.count < len(self.named):
            wrong = f"{self.count} is less than the {len(self.named)} named"
            yield contradiction("$.count", wrong, f"use {len(self.named)} or more")
        elif self.count is not None and self.count > self._room:
            ever, scoped = counted(self._room, "past or present Member State"), counted(self._room, "Member State")
            among = ever if self.scope is None else f"{scoped} in scope"
            less = " (not counting those excluded)" if self.excluded else ""
            wrong = f"{self.count} is more than the {among}{less}"
            yield contradiction("$.count", wrong, f"use {self._room} or less")


def _ascends(states: tuple[MemberState, ...]) -> bool:
    """Return whether *states* are sorted by code without repetition, as they are in most documents."""
    return all(map(lt, states, states[1:]))
