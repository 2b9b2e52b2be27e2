"""Sets of Member States that may be known only in part. A source may count Member States without naming any."""

from collections.abc import Iterable, Iterator
from operator import lt
from typing import Never, cast

from attrs import frozen

from securityunion._records.fields import record_repr
from securityunion._records.formats import Text
from securityunion._records.rules import Rule, distinct, within
from securityunion._records.validation import check_record, exact_types
from securityunion._util.public_home import public
from securityunion._util.pydantic_hooks import PydanticRecord
from securityunion._util.refusals import refuses
from securityunion._util.text import counted
from securityunion.errors import Problem, contradiction
from securityunion.values.member_state import MemberState
from securityunion.values.truth import Bounds, Truth

__all__ = ["UNKNOWN_GROUP", "StateGroup", "stated_number", "stating_field"]

_EVER = len(MemberState)


def _ascends(states: tuple[MemberState, ...]) -> bool:
    """Return whether *states* are sorted by code without repetition, as they are in most documents."""
    return all(map(lt, states, states[1:]))


def _room(group: "StateGroup") -> int:
    """Return how many members a group can have: the Member States that are in scope and not excluded."""
    # The group may be invalid and list a Member State twice. Sets count such a Member State only once.
    if group.scope is None:
        return _EVER - len(set(group.excluded))
    return len(set(group.scope).difference(group.excluded))


def _named_and_excluded(group: "StateGroup") -> Iterator[Problem]:
    for index, state in enumerate(group.named):
        if state in group.excluded:
            yield contradiction(f"$.named[{index}]", f"{state} is both named and excluded", "list it only once")


def _named_outside_scope(group: "StateGroup") -> Iterator[Problem]:
    for index, state in enumerate(group.named):
        if state not in cast("tuple[MemberState, ...]", group.scope):
            yield contradiction(
                f"$.named[{index}]", f"{state} is outside the scope", "name only Member States in scope"
            )


def _count_below_named(group: "StateGroup") -> Iterator[Problem]:
    if cast("int", group.count) < len(group.named):
        wrong = f"{group.count} is less than the {len(group.named)} named"
        yield contradiction("$.count", wrong, f"use {len(group.named)} or more")


def _count_above_room(group: "StateGroup") -> Iterator[Problem]:
    room = _room(group)
    # If more are named than there is room for, another rule is broken.
    if len(group.named) <= cast("int", group.count) > room:
        ever, scoped = counted(room, "past or present Member State"), counted(room, "Member State")
        among = ever if group.scope is None else f"{scoped} in scope"
        less = " (not counting those excluded)" if group.excluded else ""
        yield contradiction("$.count", f"{group.count} is more than the {among}{less}", f"use {room} or less")


def _count_and_limits(group: "StateGroup") -> Iterator[Problem]:
    if group.at_least is not None or group.at_most is not None:
        yield contradiction("$.count", "the count is given both exactly and by limits", "keep one of the two")


def _limits_crossed(group: "StateGroup") -> Iterator[Problem]:
    least, most = cast("int", group.at_least), cast("int", group.at_most)
    if most < least:
        yield contradiction("$.at_most", f"{most} is less than `at_least`, {least}", f"use {least} or more")


def _at_most_below_named(group: "StateGroup") -> Iterator[Problem]:
    if cast("int", group.at_most) < len(group.named):
        wrong = f"{group.at_most} is less than the {len(group.named)} named"
        yield contradiction("$.at_most", wrong, f"use {len(group.named)} or more")


def _at_least_above_room(group: "StateGroup") -> Iterator[Problem]:
    room = _room(group)
    if len(group.named) <= room < cast("int", group.at_least):
        wrong = f"{group.at_least} is more than the {counted(room, 'Member State')} that can belong to the group"
        yield contradiction("$.at_least", wrong, f"use {room} or less")


def _once(name: str) -> Rule:
    says = f"`{name}` does not list a Member State twice."
    return distinct(name, says, "is listed twice", "list each Member State once")


@public
@frozen(kw_only=True, weakref_slot=False, field_transformer=exact_types)
class StateGroup(PydanticRecord):
    """A set of Member States that may be known only in part.

    Nothing is guessed. For example, a count of 25 without a `scope` does not show whether a particular Member State
    belongs to the group. Member States are sorted by code.

    A source that counts exactly gives a `count`. A source that says "at least five" or "up to ten" gives limits. A
    source that says "nearly all" gives only `words`, from which no number is taken.

    Args:
        named: Member States that belong to the group.
        excluded: Member States that do not belong to the group.
        count: the number of Member States in the group, including those in `named`; None if unknown.
        scope: the Member States that can belong to the group; None if unknown.
        at_least: the smallest number of Member States in the group; None if unknown, or if there is a `count`.
        at_most: the largest number of Member States in the group; None if unknown, or if there is a `count`.
        words: how the source describes the size of the group without a number, such as "nearly all"; None if it does
            not.

    Raises:
        RecordError: if no set of Member States fits the arguments. A Member State must not be listed twice, and must
            not be both named and excluded. If there is a scope, every named Member State must be in it. The count must
            be at least the number of named Member States, and at most the number that can belong to the group. The same
            is true of `at_least` and `at_most`, which cannot be given together with a count.

    >>> import securityunion as su
    >>> scope = (su.MemberState.HR, su.MemberState.SI, su.MemberState.HU)
    >>> group = su.StateGroup(named=(su.MemberState.SI,), count=2, scope=scope)
    >>> group.includes(su.MemberState.SI), group.includes(su.MemberState.HU)
    (<Truth.YES>, <Truth.UNKNOWN>)
    >>> group.includes(su.MemberState.PT)
    <Truth.NO>
    >>> su.StateGroup(count=25).includes(su.MemberState.PT)
    <Truth.UNKNOWN>
    >>> su.StateGroup(at_least=5, words="a number of Member States").size
    Bounds(at_least=5, at_most=None)
    """

    named: tuple[MemberState, ...] = ()
    excluded: tuple[MemberState, ...] = ()
    count: int | None = None
    scope: tuple[MemberState, ...] | None = None
    at_least: int | None = None
    at_most: int | None = None
    words: Text | None = None

    _rules = (
        _once("named"),
        _once("excluded"),
        _once("scope"),
        Rule(
            name="named-and-excluded",
            says="No Member State is in both `named` and `excluded`.",
            fields=("named", "excluded"),
            problems=_named_and_excluded,
        ),
        Rule(
            name="named-outside-scope",
            says="If there is a `scope`, it contains every Member State in `named`.",
            fields=("named", "scope"),
            problems=_named_outside_scope,
        ),
        Rule(
            name="count-below-named",
            says="`count` is at least the number of Member States in `named`.",
            fields=("named", "count"),
            needs=("count",),
            suspects=lambda group: group.count < len(group.named),
            problems=_count_below_named,
        ),
        Rule(
            name="count-above-room",
            says="`count` is at most the number of Member States that can belong to the group.",
            fields=("named", "excluded", "count", "scope"),
            needs=("count",),
            suspects=lambda group: group.scope is not None or group.count + len(group.excluded) > _EVER,
            problems=_count_above_room,
            schema={"count": {"minimum": 0, "maximum": _EVER}},
        ),
        within("at_least", 0, _EVER),
        within("at_most", 0, _EVER),
        Rule(
            name="count-and-limits",
            says="If there is a `count`, there is neither `at_least` nor `at_most`.",
            fields=("count", "at_least", "at_most"),
            needs=("count",),
            problems=_count_and_limits,
        ),
        Rule(
            name="at-most-below-at-least",
            says="`at_most` is not less than `at_least`.",
            fields=("at_least", "at_most"),
            problems=_limits_crossed,
        ),
        Rule(
            name="at-most-below-named",
            says="`at_most` is at least the number of Member States in `named`.",
            fields=("named", "at_most"),
            problems=_at_most_below_named,
        ),
        Rule(
            name="at-least-above-room",
            says="`at_least` is at most the number of Member States that can belong to the group.",
            fields=("named", "excluded", "scope", "at_least"),
            needs=("at_least",),
            problems=_at_least_above_room,
        ),
    )
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

    __attrs_post_init__ = check_record

    def _arrange(self) -> None:
        # Groups with the same Member States must be equal, so the order of the arguments must not matter.
        if not (self.named or self.excluded or self.scope):
            return
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

        The size decides the answer in two cases. If `named` has as many Member States as the group can have at most, no
        other Member State belongs to the group. If only as many Member States can belong to the group as it must have
        at least, all of them do.

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
        least, most = stated_number(self)
        if most == len(self.named):
            return Truth.NO
        if self.scope is not None and least == _room(self):
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
        least, most = stated_number(self)
        if self.scope is not None:
            most = _room(self) if most is None else min(most, _room(self))
        return Bounds(max(len(self.named), least), most)

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


def stated_number(group: StateGroup) -> tuple[int, int | None]:
    """Return the smallest and the largest number of Member States that the source gives; None for no largest number.

    What follows from the Member States that are listed is not taken into account.

    >>> named = StateGroup(named=(MemberState.SI,))
    >>> stated_number(StateGroup(count=25)), stated_number(named)
    ((25, 25), (0, None))
    """
    return (group.at_least or 0, group.at_most) if group.count is None else (group.count, group.count)


def stating_field(group: StateGroup, limit: str) -> str:
    """Return the field of *group* in which the source's number stands; *limit* is `at_least` or `at_most`.

    >>> groups = (StateGroup(count=25), StateGroup(at_most=9))
    >>> [stating_field(group, "at_most") for group in groups]
    ['count', 'at_most']
    """
    return limit if group.count is None else "count"


UNKNOWN_GROUP = StateGroup()
"""A group of which nothing is known."""
