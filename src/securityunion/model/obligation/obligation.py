"""Obligations: what acts require by a deadline, and which Member States have not fully met the requirements."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from attrs import frozen

from securityunion._records.fields import record_repr
from securityunion._records.formats import ID_FORM, Name, Refers, SourceId, Text
from securityunion._records.validation import check_record, exact_types
from securityunion._util.arguments import check_day
from securityunion._util.lazy_methods import implemented_by
from securityunion._util.public_home import public
from securityunion._util.pydantic_hooks import PydanticEnum, PydanticRecord
from securityunion.identifiers import Celex
from securityunion.model.infringement import InfringementProcedure
from securityunion.model.obligation.compliance import ComplianceRecord
from securityunion.model.obligation.deadline import Deadline
from securityunion.model.obligation.measure import NationalMeasure
from securityunion.model.obligation.rules import RULES
from securityunion.model.obligation.standing import standing_of
from securityunion.values.member_state import MemberState
from securityunion.values.sentinel_dates import known_day
from securityunion.values.state_group import UNKNOWN_GROUP, StateGroup
from securityunion.values.truth import Bounds, Truth

__all__ = ["LASTING_DUTIES", "Duty", "Obligation"]


@public
class Duty(PydanticEnum):
    """What an obligation requires, such as to transpose a directive, to notify measures, or to apply an act.

    `DESIGNATE` is the duty to name an authority or a contact point, `REPORT` the duty to send a report or data, and
    `IMPLEMENT` the duty to carry out what an act that need not be transposed requires.

    >>> import securityunion as su
    >>> su.Duty.TRANSPOSE.value
    'transpose'
    """

    TRANSPOSE = "transpose"
    NOTIFY = "notify"
    APPLY = "apply"
    DESIGNATE = "designate"
    REPORT = "report"
    IMPLEMENT = "implement"


LASTING_DUTIES = frozenset({Duty.TRANSPOSE, Duty.NOTIFY})
"""The duties that a Member State which has met them keeps meeting. For example, an act can be applied no longer."""


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
        deadlines: the deadlines, each with the provisions that it is for. If a source gives any deadline, give all of
            them. Empty if the deadlines are unknown.
        bound: the Member States that the act addresses.
        outstanding: the Member States that had not fully met the obligation on the day of the report.
        records: what sources state about individual Member States, with at most one record for each Member State.
        measures: the national measures that Member States have notified, which do not affect whether the obligation is
            outstanding.
        infringements: the infringement procedures over the obligation, which do not affect whether it is outstanding.
        note: a remark of the person who recorded the facts, for what fits no other field; None for none.
        law_sources: the ids of the sources that state the act, the deadlines and the Member States that are bound.
        sources: the ids of the sources that name or count the Member States in which the obligation is outstanding.

    Raises:
        RecordError: if an id or another text is not valid, if a Member State has two records, if two measures have
            the same id, if a case has two procedures, or if `bound`, `outstanding` and `records` contradict each other.

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
    deadlines: tuple[Deadline, ...] = ()
    bound: StateGroup = UNKNOWN_GROUP
    outstanding: StateGroup = UNKNOWN_GROUP
    records: tuple[ComplianceRecord, ...] = ()
    measures: tuple[NationalMeasure, ...] = ()
    infringements: tuple[InfringementProcedure, ...] = ()
    note: Text | None = None
    law_sources: tuple[SourceId, ...] = ()
    sources: tuple[SourceId, ...] = ()

    _rules = RULES
    __attrs_post_init__ = check_record
    __repr__ = record_repr
    _repr_html_ = implemented_by("views.html.records", "obligation_html")

    @property
    def first_deadline(self) -> date | None:
        """The earliest deadline; None if unknown.

        Until the end of this day, no Member State is late.

        >>> from datetime import date
        >>> import securityunion as su
        >>> obligation = su.find(su.first_progress_report(), "nis").obligations[0]
        >>> obligation.first_deadline, obligation.last_deadline
        (datetime.date(2018, 5, 9), datetime.date(2018, 5, 9))
        """
        return min(self._known_deadlines(), default=None)

    @property
    def last_deadline(self) -> date | None:
        """The latest deadline; None if unknown.

        After this day, every Member State that has not fully met the obligation is late.
        """
        return max(self._known_deadlines(), default=None)

    def past(self, *, on: date, everything: bool = False) -> Truth:
        """Return whether a Member State that has not fully met the obligation is past a deadline on a day.

        A Member State that has not fully met an obligation with several deadlines may lack only what is due last. So it
        is certainly late only after the last deadline, and may be late after the first. A Member State that has met
        nothing is late after the first deadline.

        Args:
            on: the day. On the day of a deadline itself, a Member State is still in time.
            everything: whether the Member State has met no part of the obligation.

        Raises:
            TypeError: if *on* is not a plain date.

        >>> from datetime import date
        >>> import securityunion as su
        >>> register, rest = date(2020, 9, 10), date(2020, 1, 10)
        >>> obligation = su.Obligation(
        ...     id="amld5-transposition",
        ...     initiative="amld5",
        ...     duty=su.Duty.TRANSPOSE,
        ...     deadlines=tuple(su.Deadline(on=day) for day in (rest, register)),
        ... )
        >>> day = date(2020, 2, 1)
        >>> obligation.past(on=day), obligation.past(on=day, everything=True)
        (<Truth.UNKNOWN>, <Truth.YES>)
        """
        check_day("on", on)
        first, last = self.first_deadline, self.last_deadline
        # A deadline whose date is missing may have been before or after any day.
        if first is None or last is None or len(self._known_deadlines()) < len(self.deadlines):
            return Truth.UNKNOWN
        if on <= first:
            return Truth.NO
        return Truth.YES if everything or on > last else Truth.UNKNOWN

    def _known_deadlines(self) -> list[date]:
        days = [known_day(deadline.on) for deadline in self.deadlines]
        return [day for day in days if day is not None]

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
        standing, members = standing_of(self, on=on), tuple(map(MemberState.from_code, states))
        return dict(zip(members, standing.outstanding_among(members), strict=True))

    @property
    def outstanding_size(self) -> Bounds:
        """Bounds for the number of Member States in which the obligation was outstanding on the day of the report.

        >>> import securityunion as su
        >>> bound = su.StateGroup(count=26)
        >>> obligation = su.Obligation(id="x", initiative="x", duty=su.Duty.APPLY, bound=bound)
        >>> obligation.outstanding_size
        Bounds(at_least=0, at_most=26)
        """
        standing = standing_of(self)
        least, most = standing.count
        if standing.limited:
            most = standing.most if most is None else min(most, standing.most)
        return Bounds(max(standing.least, least), most)
