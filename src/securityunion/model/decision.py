"""Decisions of the Commission in infringement proceedings, often against several Member States at once."""

from datetime import date
from typing import Annotated

from attrs import frozen

from securityunion._records.fields import record_repr
from securityunion._records.formats import ID_FORM, Name, Refers, SourceId, Text
from securityunion._records.validation import check_record, exact_types
from securityunion._util.public_home import public
from securityunion._util.pydantic_hooks import PydanticRecord
from securityunion.identifiers import CaseNumber
from securityunion.model.infringement import InfringementEvent, InfringementStep
from securityunion.values.partial_date import PartialDate
from securityunion.values.state_group import UNKNOWN_GROUP, StateGroup
from securityunion.values.truth import Truth

__all__ = ["Decision"]


@public
@frozen(kw_only=True, weakref_slot=False, field_transformer=exact_types)
class Decision(PydanticRecord):
    """A step in infringement proceedings, as a press release or a register announces it.

    One decision can concern many Member States, and a source may count them without naming any. If everything is known
    about the procedure against one Member State, record an `InfringementProcedure` instead.

    Args:
        id: the id of the decision, unique among the decisions of a report.
        step: the step that was taken.
        on: the day of the decision, as exact as the source gives it; None if unknown.
        states: the Member States that the decision concerns.
        obligations: the ids of the obligations that the decision is about. Empty if the source names no act, or if the
            report does not record the obligation.
        case: the case number, if the decision concerns one case; None if unknown.
        title: the title under which the source announces the decision; None if unknown.
        note: a remark of the person who recorded the facts, for what fits no other field; None for none.
        sources: the ids of the sources that state these facts.

    Raises:
        RecordError: if an id, the case number, the date or a text is not valid.

    >>> import securityunion as su
    >>> decision = su.Decision(
    ...     id="amld5-letters",
    ...     step=su.InfringementStep.LETTER_OF_FORMAL_NOTICE,
    ...     on="2020-02-12",
    ...     states=su.StateGroup(named=(su.MemberState.CY, su.MemberState.HU), count=8),
    ... )
    >>> decision.states.includes("CY"), decision.states.includes("NL")
    (<Truth.YES>, <Truth.UNKNOWN>)
    """

    id: Annotated[str, ID_FORM, Name("decision")]
    step: InfringementStep
    on: PartialDate | None = None
    states: StateGroup = UNKNOWN_GROUP
    obligations: tuple[Annotated[str, ID_FORM, Refers("obligation")], ...] = ()
    case: CaseNumber | None = None
    title: Text | None = None
    note: Text | None = None
    sources: tuple[SourceId, ...] = ()

    __attrs_post_init__ = check_record
    __repr__ = record_repr

    @property
    def event(self) -> InfringementEvent:
        """The step of the decision, as it would stand in the procedure against one of the Member States.

        >>> import securityunion as su
        >>> step = su.InfringementStep.CLOSURE
        >>> su.Decision(id="closed", step=step, on="2021").event
        InfringementEvent(step=InfringementStep.CLOSURE, on='2021')
        """
        return InfringementEvent(step=self.step, on=self.on, sources=self.sources)

    def taken(self, *, by: date) -> Truth:
        """Return whether the decision was taken on or before a day.

        Raises:
            TypeError: if *by* is not a plain date.

        >>> from datetime import date
        >>> import securityunion as su
        >>> decision = su.Decision(id="closed", step=su.InfringementStep.CLOSURE, on="2021")
        >>> decision.taken(by=date(2020, 12, 9)), decision.taken(by=date(2021, 2, 1))
        (<Truth.NO>, <Truth.UNKNOWN>)
        """
        return self.event.taken(by=by)
