"""A set of Member States that may be known only in part: "25 Member States" names nobody."""

from collections.abc import Iterable, Iterator
from operator import lt

from attrs import frozen

from securityunion._records.fields import record_repr
from securityunion._records.validation import check_record, exact_types, repeated
from securityunion._util.public_home import public
from securityunion._util.pydantic_hooks import PydanticRecord
from securityunion._util.text import counted
from securityunion.errors import Problem, contradiction
from securityunion.values.member_state import MemberState
from securityunion.values.truth import Bounds, Truth

__all__ = ["StateGroup"]

_EVER = len(MemberState)


@public
@frozen(kw_only=True, weakref_slot=False, field_transformer=exact_types)
class StateGroup(PydanticRecord):
    """A set of Member States of which some may be named, some excluded, and the rest known only by number.

    Nothing is guessed: without a `scope`, 25 of some unknown number says nothing of any one State. Members are
    kept in the order of their codes, whatever the order given.

    Args:
        named: Member States that certainly belong to the group.
        excluded: Member States that certainly do not.
        count: how many belong to it, the named included; None where not known.
        scope: the Member States among which the group lies; None where not known.

    Raises:
        RecordError: where no set of Member States can be all that is said: a State both named and excluded,
            named outside the scope or given twice, more named than counted, more counted than there can be.

    >>> import securityunion as su
    >>> scope = (su.MemberState.HR, su.MemberState.SI, su.MemberState.HU)
    >>> group = su.StateGroup(named=(su.MemberState.SI,), count=2, scope=scope)
    >>> group.includes(su.MemberState.SI), group.includes(su.MemberState.HU), group.includes(su.MemberState.PT)
    (<Truth.YES>, <Truth.UNKNOWN>, <Truth.NO>)
    >>> su.StateGroup(count=25).includes(su.MemberState.PT)
    <Truth.UNKNOWN>
    """

    named: tuple[MemberState, ...] = ()
    excluded: tuple[MemberState, ...] = ()
    count: int | None = None
    scope: tuple[MemberState, ...] | None = None

    __repr__ = record_repr

    def __attrs_post_init__(self) -> None:
        check_record(self)
        for name in ("named", "excluded", "scope"):
            states: tuple[MemberState, ...] | None = getattr(self, name)
            if states and not _ascends(states):
                object.__setattr__(self, name, tuple(sorted(states)))

    @classmethod
    def exactly(cls, states: Iterable[MemberState]) -> "StateGroup":
        """Return the group that is known in full: these *states* and no others.

        >>> import securityunion as su
        >>> su.StateGroup.exactly([su.MemberState.SI]).includes(su.MemberState.PT)
        <Truth.NO>
        """
        members = tuple(states)
        return cls(named=members, count=len(members))

    def includes(self, state: MemberState | str) -> Truth:
        """Say whether *state* (a Member State, or its code) belongs to the group.

        Counting decides where the named fill the count (nobody else belongs to it) and where, within a known
        scope, only as many States are left as are counted (all of them do).

        Raises:
            ValueError: where *state* is no Member State.
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
        """How many Member States belong to the group.

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
        """The members, where the group is known in full; otherwise None.

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
        """How many Member States could belong to it at the most: those in scope that are not excluded."""
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
                yield contradiction(f"$.named[{index}]", f"{state} is both named and excluded", "remove one of the two")
            if self.scope is not None and state not in self.scope:
                yield contradiction(
                    f"$.named[{index}]", f"{state} is outside the scope", "name Member States in scope only"
                )
        if self.count is not None and self.count < len(self.named):
            wrong = f"{self.count} is less than the {len(self.named)} named"
            yield contradiction("$.count", wrong, f"use {len(self.named)} or more")
        elif self.count is not None and self.count > self._room:
            ever, scoped = counted(self._room, "past or present Member State"), counted(self._room, "Member State")
            among = ever if self.scope is None else f"{scoped} in scope"
            less = " (without those excluded)" if self.excluded else ""
            wrong = f"{self.count} is more than the {among}{less}"
            yield contradiction("$.count", wrong, f"use {self._room} or less")


def _ascends(states: tuple[MemberState, ...]) -> bool:
    """Say whether *states* are in the order of their codes, none twice, as in most documents."""
    return all(map(lt, states, states[1:]))
