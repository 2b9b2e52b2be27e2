"""Initiatives, which are the measures that a report lists under a priority and at a stage."""

from collections.abc import Iterator
from typing import Annotated

from attrs import frozen

from securityunion._records.fields import record_repr
from securityunion._records.formats import ID_FORM, Name, Refers, SourceId, Text
from securityunion._records.rules import Rule, distinct
from securityunion._records.validation import check_record, exact_types
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
    """The kind of an initiative.

    A `PROPOSAL` is a legal act that has not been adopted yet. A `PACKAGE` consists of several acts under one title.

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
    """The stage under which a report lists an initiative.

    A stage describes the list in the report rather than the state of the law. For example, reports list both
    communications and proposals as "adopted by the Commission". A communication is final when the Commission has
    adopted it, but for a proposal this is only the first step.

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
    """Whether an institution has adopted a position on an interinstitutional file.

    >>> import securityunion as su
    >>> su.PositionStatus.AWAITED.value
    'awaited'
    """

    ADOPTED = "adopted"
    AWAITED = "awaited"


@public
@frozen(kw_only=True, weakref_slot=False, field_transformer=exact_types)
class Position(PydanticRecord):
    """The position of an institution on an interinstitutional file, as a report notes it.

    A position of the Council is not always a position at first reading under Article 294 TFEU. It can also be a
    negotiating mandate.

    Args:
        institution: the institution that takes the position.
        status: whether the position is adopted or awaited.
        sources: the ids of the sources that state these facts.

    >>> import securityunion as su
    >>> council = su.Institution.COUNCIL
    >>> su.Position(institution=council, status=su.PositionStatus.AWAITED)
    Position(institution=Institution.COUNCIL, status=PositionStatus.AWAITED)
    """

    institution: Institution
    status: PositionStatus
    sources: tuple[SourceId, ...] = ()

    __attrs_post_init__ = check_record
    __repr__ = record_repr


def _obligation_of_another_initiative(initiative: "Initiative") -> Iterator[Problem]:
    for index, obligation in enumerate(initiative.obligations):
        if obligation.initiative != initiative.id:
            wrong = f"the obligation names another initiative, {shown(obligation.initiative)}"
            yield contradiction(f"$.obligations[{index}].initiative", wrong, f"use {initiative.id!r}")


@public
@frozen(kw_only=True, weakref_slot=False, field_transformer=exact_types)
class Initiative(PydanticRecord):
    """A measure that a report lists under a priority.

    Args:
        id: the id of the initiative, unique among the initiatives of a report.
        title: the title of the initiative, exactly as the report prints it.
        priority: the id of the priority under which the report lists the initiative.
        kind: the kind of initiative, such as communication, action plan, proposal or act.
        stage: the stage under which the report lists the initiative.
        positions: the positions that the report notes, at most one for each institution.
        documents: the policy documents that set out or propose the initiative.
        acts: the legal acts that the initiative consists of, or that it led to.
        procedures: the interinstitutional files of the initiative.
        obligations: the obligations of Member States under the acts, if the report mentions these obligations.
        sources: the ids of the sources that state these facts.

    Raises:
        RecordError: if an id or the title is not valid, if an institution has two positions, or if an obligation names
            another initiative.

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

    _rules = (
        distinct(
            "positions",
            "An institution has at most one of `positions`.",
            "has two positions",
            "keep one for each institution",
            by="institution",
        ),
        Rule(
            name="obligation-of-another-initiative",
            says="Each of `obligations` names this initiative.",
            fields=("id", "obligations"),
            needs=("obligations",),
            problems=_obligation_of_another_initiative,
        ),
    )
    __attrs_post_init__ = check_record
    _repr_html_ = implemented_by("views.html.records", "initiative_html")

    def __repr__(self) -> str:
        title = self.title if len(self.title) <= 60 else self.title[:57] + "..."  # noqa: PLR2004 - to fit on one line
        return f"<Initiative {self.id}, {self.stage}: {title}>"
