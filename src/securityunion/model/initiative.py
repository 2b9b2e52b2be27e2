"""Initiatives, which are the measures that a report lists under a priority and at a stage."""

from collections.abc import Iterator
from typing import Annotated

from attrs import frozen

from securityunion._records.fields import record_repr
from securityunion._records.formats import ID_FORM, Id, Name, Refers, SourceId, Text
from securityunion._records.rules import Rule, distinct
from securityunion._records.validation import check_record, exact_types
from securityunion._util.lazy_methods import implemented_by
from securityunion._util.public_home import public
from securityunion._util.pydantic_hooks import PydanticEnum, PydanticRecord
from securityunion._util.text import shown
from securityunion.errors import Problem, contradiction
from securityunion.model.act import LegalAct, PolicyDocument
from securityunion.model.actor import Actor
from securityunion.model.obligation import Obligation
from securityunion.model.procedure import Institution, Procedure
from securityunion.values.partial_date import PartialDate

__all__ = ["Initiative", "InitiativeKind", "Position", "PositionStatus", "Stage"]


@public
class InitiativeKind(PydanticEnum):
    """The kind of an initiative.

    A `PROPOSAL` is a legal act that has not been adopted yet. A `PACKAGE` consists of several acts under one title. An
    `AGREEMENT` is an international agreement, and an `IT_SYSTEM` a system such as the Entry/Exit System.

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
    RECOMMENDATION = "recommendation"
    COUNCIL_CONCLUSIONS = "council-conclusions"
    ROADMAP = "roadmap"
    GUIDELINES = "guidelines"
    IMPACT_ASSESSMENT = "impact-assessment"
    AGREEMENT = "agreement"
    IT_SYSTEM = "it-system"
    FUNDING = "funding"
    PLATFORM = "platform"
    CAMPAIGN = "campaign"


@public
class Stage(PydanticEnum):
    """The stage under which a report lists an initiative.

    A stage describes the list in the report rather than the state of the law. For example, reports list both
    communications and proposals as "adopted by the Commission". A communication is final when the Commission has
    adopted it, but for a proposal this is only the first step.

    `AGREED` means that the co-legislators have reached a provisional agreement, and `ADOPTED` that they have adopted
    the act as law. `ONGOING` and `COMPLETED` are for work that is not legislation, such as an IT system. A delay is not
    a stage: a later report shows it by a later date.

    >>> import securityunion as su
    >>> su.Stage.ADOPTED_BY_COMMISSION.value
    'adopted-by-commission'
    """

    PLANNED = "planned"
    PROPOSED = "proposed"
    ADOPTED_BY_COMMISSION = "adopted-by-commission"
    UNDER_NEGOTIATION = "under-negotiation"
    AGREED = "agreed"
    ADOPTED = "adopted"
    IN_FORCE = "in-force"
    PENDING_TRANSPOSITION = "pending-transposition"
    TRANSPOSED = "transposed"
    ONGOING = "ongoing"
    COMPLETED = "completed"
    WITHDRAWAL_ANNOUNCED = "withdrawal-announced"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"
    LAPSED = "lapsed"
    DISCONTINUED = "discontinued"
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
        summary: a summary of the initiative in one or two sentences; None if unknown.
        due: when the initiative is to be completed or presented, as exact as the source gives it; None if unknown.
        responsible: the institutions, bodies or groups that are responsible for the initiative, if the source names
            them.
        part_of: the id of the initiative of which this one is a part, such as a package; None if unknown, or if it is
            not a part.
        formerly: the ids under which earlier reports list the initiative. If a package became three files, each of the
            three has the id of the package here.
        note: a remark of the person who recorded the facts, for what fits no other field; None for none.
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
    summary: Text | None = None
    due: PartialDate | None = None
    responsible: tuple[Actor, ...] = ()
    part_of: Annotated[str, ID_FORM, Refers("initiative")] | None = None
    formerly: tuple[Id, ...] = ()
    note: Text | None = None
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
