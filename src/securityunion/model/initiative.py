"""An initiative: a measure that a report lists under a priority, at the stage where the report files it."""

from collections.abc import Iterator
from typing import Annotated

from attrs import frozen

from securityunion._records.fields import record_repr
from securityunion._records.formats import ID_FORM, Name, Refers, SourceId, Text
from securityunion._records.validation import check_record, exact_types, repeated
from securityunion._util.lazy_methods import implemented_by
from securityunion._util.public_home import public
from securityunion._util.pydantic_hooks import PydanticEnum, PydanticRecord
from securityunion._util.text import shown
from securityunion.errors import Problem, contradiction
from securityunion.model.act import LegalAct, PolicyDocument
from securityunion.model.obligation import Obligation
from securityunion.model.procedure import Institution, Procedure

__all__ = ["Initiative", "InitiativeKind", "Position", "PositionStatus", "Stage"]


@public
class InitiativeKind(PydanticEnum):
    """What kind of measure an initiative is.

    `PROPOSAL` and `ACT` are law in the making and law; a `PACKAGE` is several acts under one title.

    >>> import securityunion as su
    >>> su.InitiativeKind.ACTION_PLAN.value
    'action-plan'
    """

    COMMUNICATION = "communication"
    STRATEGY = "strategy"
    AGENDA = "agenda"
    ACTION_PLAN = "action-plan"
    WHITE_PAPER = "white-paper"
    REPORT = "report"
    EVALUATION = "evaluation"
    PROPOSAL = "proposal"
    ACT = "act"
    PACKAGE = "package"


@public
class Stage(PydanticEnum):
    """Where a report files an initiative.

    A filing of the report, not the state of the law: "adopted by the Commission" holds communications, which are
    final with that, and proposals, which are only a first step.

    >>> import securityunion as su
    >>> su.Stage.ADOPTED_BY_COMMISSION.value
    'adopted-by-commission'
    """

    PLANNED = "planned"
    ADOPTED_BY_COMMISSION = "adopted-by-commission"
    UNDER_NEGOTIATION = "under-negotiation"
    ADOPTED = "adopted"
    IN_FORCE = "in-force"
    PENDING_TRANSPOSITION = "pending-transposition"
    TRANSPOSED = "transposed"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"
    LAPSED = "lapsed"
    REPEALED = "repealed"


@public
class PositionStatus(PydanticEnum):
    """Whether an institution has taken its position on a file.

    >>> import securityunion as su
    >>> su.PositionStatus.AWAITED.value
    'awaited'
    """

    ADOPTED = "adopted"
    AWAITED = "awaited"


@public
@frozen(kw_only=True, weakref_slot=False, field_transformer=exact_types)
class Position(PydanticRecord):
    """What a report notes of an institution's position on a file.

    A Council position noted here may be a negotiating mandate: it need not be a position at first reading under
    Article 294 TFEU.

    Args:
        institution: whose position.
        status: adopted, or awaited.
        sources: ids of the report's sources that state it.

    >>> import securityunion as su
    >>> su.Position(institution=su.Institution.EUROPEAN_PARLIAMENT, status=su.PositionStatus.AWAITED)
    Position(institution=Institution.EUROPEAN_PARLIAMENT, status=PositionStatus.AWAITED)
    """

    institution: Institution
    status: PositionStatus
    sources: tuple[SourceId, ...] = ()

    __attrs_post_init__ = check_record
    __repr__ = record_repr


@public
@frozen(kw_only=True, weakref_slot=False, field_transformer=exact_types)
class Initiative(PydanticRecord):
    """A measure that a report lists under a priority.

    Args:
        id: unique among the initiatives of a report.
        title: its title, exactly as the report prints it.
        priority: the id of the priority that it stands under.
        kind: communication, action plan, proposal, act, ...
        stage: where the report files it.
        positions: the positions of institutions that the report notes; at most one each.
        documents: the documents that set it out or propose it.
        acts: the legal acts that it consists of or led to.
        procedures: the interinstitutional files behind them.
        obligations: what its acts demand of Member States, as far as the report speaks of it.
        sources: ids of the report's sources that state it.

    Raises:
        RecordError: where the id or title does not have the form of one, an institution has two positions, or an
            obligation names another initiative as its own.

    >>> import securityunion as su
    >>> su.Initiative(
    ...     id="pnr",
    ...     title="EU Passenger Name Record Directive",
    ...     priority="security-ecosystem",
    ...     kind=su.InitiativeKind.ACT,
    ...     stage=su.Stage.PENDING_TRANSPOSITION,
    ... )
    <Initiative pnr, pending-transposition: EU Passenger Name Record Directive>
    """

    id: Annotated[str, ID_FORM, Name("initiative")]
    title: Text
    priority: Annotated[str, ID_FORM, Refers("priority")]
    kind: InitiativeKind
    stage: Stage
    positions: tuple[Position, ...] = ()
    documents: tuple[PolicyDocument, ...] = ()
    acts: tuple[LegalAct, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    sources: tuple[SourceId, ...] = ()

    __attrs_post_init__ = check_record
    _repr_html_ = implemented_by("views.html.records", "initiative_html")

    def __repr__(self) -> str:
        title = self.title if len(self.title) <= 60 else self.title[:57] + "..."  # noqa: PLR2004 - one line
        return f"<Initiative {self.id}, {self.stage}: {title}>"

    def _contradictions(self) -> Iterator[Problem]:
        for index, institution in repeated(position.institution for position in self.positions):
            place = f"$.positions[{index}].institution"
            yield contradiction(place, f"{institution} has two positions", "keep one for each institution")
        for index, obligation in enumerate(self.obligations):
            if obligation.initiative != self.id:
                place = f"$.obligations[{index}].initiative"
                wrong = f"the obligation names another initiative, {shown(obligation.initiative)}"
                yield contradiction(place, wrong, f"use {self.id!r}")
