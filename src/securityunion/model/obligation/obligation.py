"""Obligations: what acts require by a deadline, and which Member States have not fully met the requirements."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Annotated

from attrs import frozen

from securityunion._records.fields import record_repr
from securityunion._records.formats import ID_FORM, Name, Refers, SourceId
from securityunion._records.validation import check_record, exact_types, form_problem, repeated
from securityunion._util.lazy_methods import implemented_by
from securityunion._util.public_home import public
from securityunion._util.pydantic_hooks import PydanticEnum, PydanticRecord
from securityunion.errors import Problem, contradiction
from securityunion.identifiers import Celex
from securityunion.identifiers.case_number import CASE_NUMBER
from securityunion.model.infringement import InfringementProcedure
from securityunion.model.obligation.compliance import OUTSTANDING, ComplianceRecord, ComplianceStatus
from securityunion.model.obligation.standing import EVERY_STATE, Standing
from securityunion.values.member_state import MemberState, member_states
from securityunion.values.state_group import StateGroup
from securityunion.values.truth import Bounds, Truth

__all__ = ["Duty", "Obligation"]


@public
class Duty(PydanticEnum):
    """What an obligation requires: to transpose a directive, to notify measures, or to apply an act.

    >>> import securityunion as su
    >>> su.Duty.TRANSPOSE.value
    'transpose'
    """

    TRANSPOSE = "transpose"
    NOTIFY = "notify"
    APPLY = "apply"


_UNKNOWN = StateGroup()


@public
@frozen(kw_only=True, weakref_slot=False, field_transformer=exact_types)
class Obligation(PydanticRecord):
    """What an act requires by a deadline, and the Member States that have not fully met the requirement.

    An obligation can be outstanding for various reasons: measures were not communicated, are incomplete, or do not
    conform. The number of Member States in which an obligation is outstanding is therefore not the number of missing
    notifications.

    Args:
        id: the id of the obligation, unique among the obligations of a report.
        initiative: the id of the initiative to which the obligation belongs.
        act: the CELEX number of the act that contains the obligation; None if unknown.
        duty: what the act requires.
        deadline: the last day on which the obligation is met in time; None if unknown.
        bound: the Member States that the act addresses.
        outstanding: the Member States that had not fully met the obligation on the day of the report.
        records: what sources state about individual Member States, with at most one record for each Member State.
        infringements: the infringement procedures over the obligation, which do not affect whether it is outstanding.
        law_sources: the ids of the sources that state the act, the deadline and the Member States that are bound.
        sources: the ids of the sources that name or count the Member States in which the obligation is outstanding.

    Raises:
        RecordError: if an id or another text is not valid, if a Member State has two records, if a case has two
            procedures, or if `bound`, `outstanding` and `records` contradict each other.

    >>> import securityunion as su
    >>> obligation = su.Obligation(
    ...     id="pnr-transposition",
    ...     initiative="pnr",
    ...     duty=su.Duty.TRANSPOSE,
    ...     outstanding=su.StateGroup(count=1),
    ... )
    >>> obligation.outstanding_in(su.MemberState.SI), obligation.outstanding_size
    (<Truth.UNKNOWN>, Bounds(at_least=1, at_most=1))
    """

    id: Annotated[str, ID_FORM, Name("obligation")]
    initiative: Annotated[str, ID_FORM, Refers("initiative")]
    duty: Duty
    act: Celex | None = None
    deadline: date | None = None
    bound: StateGroup = _UNKNOWN
    outstanding: StateGroup = _UNKNOWN
    records: tuple[ComplianceRecord, ...] = ()
    infringements: tuple[InfringementProcedure, ...] = ()
    law_sources: tuple[SourceId, ...] = ()
    sources: tuple[SourceId, ...] = ()

    __attrs_post_init__ = check_record
    __repr__ = record_repr
    _repr_html_ = implemented_by("views.html.records", "obligation_html")

    def outstanding_in(self, state: MemberState | str, *, on: date | None = None) -> Truth:
        """Return whether the obligation was outstanding in *state* on the day of the report.

        - The answer is YES if `outstanding` names the Member State, or if a record states that the obligation is
          outstanding.
        - The answer is NO if `outstanding` excludes the Member State, if a record states that the obligation has been
          met completely, or if the act does not bind the Member State.
        - In all other cases, the counts decide the answer if enough is known about the Member States that are bound.
        - If the counts do not decide the answer, it is UNKNOWN.

        Args:
            state: a Member State, or its code.
            on: the day of the report; None if unknown. A report counts only States that were Member States on that
                day. A State that was not a Member State on that day counts only if the report names it.

        Raises:
            TypeError: if *on* is not a plain date.
            ValueError: if *state* is not a Member State.

        >>> import securityunion as su
        >>> austria, belgium, bulgaria = list(su.MemberState)[:3]
        >>> complete = su.ComplianceStatus.COMPLETE
        >>> obligation = su.Obligation(
        ...     id="x",
        ...     initiative="x",
        ...     duty=su.Duty.TRANSPOSE,
        ...     bound=su.StateGroup.exactly([austria, belgium, bulgaria]),
        ...     outstanding=su.StateGroup(count=2),
        ...     records=(su.ComplianceRecord(state=austria, status=complete),),
        ... )
        >>> obligation.outstanding_in(austria), obligation.outstanding_in(belgium)
        (<Truth.NO>, <Truth.YES>)
        """
        return self.outstanding_among((state,), on=on)[MemberState.from_code(state)]

    def outstanding_among(
        self, states: Iterable[MemberState | str], *, on: date | None = None
    ) -> dict[MemberState, Truth]:
        """Return the result of `outstanding_in` for each of *states*.

        A single call for many Member States is almost as fast as a call for one Member State.

        Raises:
            TypeError: if *on* is not a plain date.
            ValueError: if one of *states* is not a Member State.

        >>> import securityunion as su
        >>> obligation = su.Obligation(id="x", initiative="x", duty=su.Duty.APPLY)
        >>> obligation.outstanding_among([su.MemberState.PT])
        {<MemberState.PT: 'PT'>: <Truth.UNKNOWN>}
        """
        standing = self._standing(None if on is None else member_states(on=on))
        # If the count is too high for the States that were members on the day, the report must count other States too.
        # In that case, the day is ignored.
        if standing.count is not None and standing.count > standing.ceiling:
            standing = self._standing()
        return {state: standing.includes(state) for state in map(MemberState.from_code, states)}

    @property
    def outstanding_size(self) -> Bounds:
        """Bounds for the number of Member States in which the obligation was outstanding on the day of the report.

        >>> import securityunion as su
        >>> bound = su.StateGroup(count=26)
        >>> obligation = su.Obligation(id="x", initiative="x", duty=su.Duty.APPLY, bound=bound)
        >>> obligation.outstanding_size
        Bounds(at_least=0, at_most=26)
        """
        standing = self._standing()
        if standing.count is not None:
            return Bounds(standing.count, standing.count)
        return Bounds(len(standing.named), standing.most)

    def _standing(self, members: Iterable[MemberState] | None = None) -> "Standing":
        """Combine everything that `bound`, `outstanding` and `records` state.

        If *members* is given, the obligation can be outstanding only in *members* and in other States that
        `outstanding` or `records` name as outstanding.
        """
        outstanding, bound = self.outstanding, self.bound
        named, done = set(outstanding.named), set(outstanding.excluded)
        named.update([record.state for record in self.records if record.status in OUTSTANDING])
        done.update([record.state for record in self.records if record.status is ComplianceStatus.COMPLETE])
        # An obligation can be outstanding only in a State that is bound, so the States in `named` are bound.
        surely_bound = named.union(bound.named)

        # `places` is the number of Member States that can be bound in addition to those in `surely_bound`.
        places = None if bound.count is None else bound.count - len(surely_bound)
        candidates = (EVERY_STATE if members is None else frozenset(members)).difference(bound.excluded, done)
        for scope in (bound.scope, outstanding.scope):
            if scope is not None:
                candidates = candidates.intersection(scope)
        return Standing(
            named=named,
            done=done,
            others_bound=candidates.intersection(bound.named) - named,
            others=candidates - surely_bound if places != 0 else frozenset(),
            scoped=members is not None or bound.scope is not None or outstanding.scope is not None,
            places=places,
            count=outstanding.count,
        )

    def _contradictions(self) -> Iterator[Problem]:
        yield from self._faulty_records()
        cases = [one.case for one in self.infringements]
        for index, case in repeated(cases):
            if case is not None:
                yield contradiction(
                    f"$.infringements[{index}].case", f"{case} has two procedures", "keep one for each case"
                )
        standing = self._standing()
        named, bound, scope = standing.named, self.bound, self.outstanding.scope
        complete = named & standing.done
        not_bound = named.intersection(bound.excluded)
        if bound.scope is not None:
            not_bound |= named.difference(bound.scope)
        outside = named.difference(scope) if scope is not None else set[MemberState]()
        for state in sorted(complete | not_bound | outside):
            if state in complete:
                yield contradiction(
                    "$.outstanding",
                    f"the obligation is both outstanding and complete in {state}",
                    "correct `outstanding` or `records`",
                )
            if state in not_bound:
                yield contradiction(
                    "$.outstanding",
                    f"the obligation is outstanding in {state}, which is not bound",
                    f"remove {state} or correct `bound`",
                )
            if state in outside:
                yield contradiction(
                    "$.outstanding",
                    f"the obligation is outstanding in {state}, which is outside the scope",
                    "widen the scope",
                )
        if standing.places is not None and standing.places < 0:
            found, least = self.bound.count, (self.bound.count or 0) - standing.places
            wrong = f"{found} is less than the {least} Member States that are known to be bound"
            yield contradiction("$.bound.count", wrong, f"use {least} or more")
        elif standing.count is not None and not len(standing.named) <= standing.count <= standing.ceiling:
            wrong = f"{standing.count} does not agree with the Member States recorded, complete and bound"
            remedy = f"use {len(standing.named)} to {standing.ceiling}"
            yield contradiction("$.outstanding.count", wrong, remedy)

    def _faulty_records(self) -> Iterator[Problem]:
        # There may be millions of records, so they are checked in bulk, and one by one only if the bulk check fails.
        states = [record.state for record in self.records]
        if len(set(states)) < len(states):
            for index, state in repeated(states):
                yield contradiction(
                    f"$.records[{index}].state", f"{state} has two records", "keep one for each Member State"
                )
        if not all(map(CASE_NUMBER.matches, [record.case for record in self.records if record.case is not None])):
            for index, record in enumerate(self.records):
                if record.case is not None and not CASE_NUMBER.matches(record.case):
                    yield form_problem(f"$.records[{index}].case", CASE_NUMBER, record.case)
        if not all(map(ID_FORM.matches, set(chain.from_iterable([record.sources for record in self.records])))):
            for index, record in enumerate(self.records):
                for place, source in enumerate(record.sources):
                    if not ID_FORM.matches(source):
                        yield form_problem(f"$.records[{index}].sources[{place}]", ID_FORM, source)
