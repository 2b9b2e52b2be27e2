"""A template for a new report. It has an example of every kind of record, with texts that explain what to write."""

from datetime import date

from securityunion.model.act import ActKind, DocumentKind, LegalAct, PolicyDocument
from securityunion.model.actor import Actor
from securityunion.model.decision import Decision
from securityunion.model.infringement import InfringementEvent, InfringementProcedure, InfringementStep
from securityunion.model.initiative import Initiative, InitiativeKind, Position, PositionStatus, Stage
from securityunion.model.obligation import (
    ComplianceRecord,
    ComplianceStatus,
    Deadline,
    Duty,
    NationalMeasure,
    Obligation,
)
from securityunion.model.procedure import Event, EventKind, Institution, Procedure
from securityunion.model.report import Finding, FindingKind, Part, ProgressReport, Source, Statement
from securityunion.model.strategy import Priority, Strategy, StrategyLink, StrategyRelation
from securityunion.values.member_state import MemberState
from securityunion.values.partial_date import Period
from securityunion.values.state_group import StateGroup

__all__ = ["template"]

_SOURCE = ("the-report",)


def template() -> ProgressReport:
    """Return a template for a new report.

    The template is a valid report with made-up content, and it contains every kind of record. Texts that begin with
    EXAMPLE explain what you have to write instead.

    >>> report = template()
    >>> report.initiatives[0].title
    'EXAMPLE: the title of the initiative, exactly as in the report'
    >>> [obligation.outstanding for obligation in report.initiatives[1].obligations]
    [StateGroup(named=(MemberState.AT,), excluded=(MemberState.DK,), count=3)]
    """
    return ProgressReport(
        id="next-progress-report",
        number=2,
        title="EXAMPLE: the title of the report, as published",
        published=date(2021, 1, 31),
        document=PolicyDocument(
            title="EXAMPLE: the title of the report as a document",
            kind=DocumentKind.COMMUNICATION,
            reference="COM(2021) 1 final",
            celex="52021DC0001",
            published="2021-01-31",
            sources=_SOURCE,
        ),
        covers=Period(start="2020-12", end="2021-01"),
        # Only a list that has everything that the report lists may be declared complete.
        complete=(Part.INITIATIVES, Part.OBLIGATIONS, Part.FINDINGS, Part.DECISIONS),
        strategy=_strategy(),
        initiatives=(_proposal(), _directive()),
        findings=(
            Finding(
                id="example-finding",
                kind=FindingKind.ACTION_NEEDED,
                summary=(
                    "EXAMPLE: the progress made or the action needed, in your own words. "
                    'Write the value of "due" as a year, a quarter, a month or a day: '
                    "2021, 2021-Q2, 2021-06 or 2021-06-30."
                ),
                priority="example-priority",
                acted_by=(Actor.COMMISSION,),
                addressees=(Actor.MEMBER_STATES,),
                initiatives=("example-directive",),
                due="2021-06",
                states=StateGroup(count=1),
                note="EXAMPLE: a remark of your own, for what fits no other field; null for none",
                sources=_SOURCE,
            ),
        ),
        statements=(
            Statement(
                speaker="EXAMPLE: the name of the speaker",
                office="EXAMPLE: the office of the speaker, as the source gives it",
                on=date(2021, 1, 31),
                summary="EXAMPLE: what the speaker said, in your own words.",
                sources=_SOURCE,
            ),
        ),
        decisions=(
            Decision(
                id="example-decision",
                step=InfringementStep.LETTER_OF_FORMAL_NOTICE,
                on="2021-01",
                states=StateGroup(at_least=2, words="several Member States"),
                obligations=("example-transposition",),
                title="EXAMPLE: the title under which the source announces the decision",
                sources=_SOURCE,
            ),
        ),
        default_sources=_SOURCE,
        sources=(
            Source(
                id="the-report",
                title="EXAMPLE: the title of the source, as published. Every fact names its sources by their ids.",
                publisher="European Commission",
                published="2021-01-31",
                url="https://eur-lex.europa.eu/",
                reference="COM(2021) 1 final",
            ),
        ),
    )


def _strategy() -> Strategy:
    return Strategy(
        id="example-strategy",
        title="EXAMPLE: the title of the strategy, as published",
        period=Period(start="2020", end="2025"),
        adopted=date(2020, 7, 24),
        document=PolicyDocument(
            title="EXAMPLE: the title of the document, as published",
            kind=DocumentKind.COMMUNICATION,
            reference="COM(2020) 1 final",
            published="2020-07-24",
            sources=_SOURCE,
        ),
        summary="EXAMPLE: the objective of the strategy, in your own words. Write null for anything that is unknown.",
        links=(
            StrategyLink(
                relation=StrategyRelation.BUILDS_ON,
                title="EXAMPLE: the title of the previous strategy",
                sources=_SOURCE,
            ),
        ),
        priorities=(
            Priority(
                id="example-priority",
                title="EXAMPLE: the title of the priority, as published",
                summary="EXAMPLE: what the priority is about, in your own words.",
                focus_areas=("EXAMPLE: a focus area of the priority",),
                sources=_SOURCE,
            ),
        ),
        sources=_SOURCE,
    )


def _proposal() -> Initiative:
    return Initiative(
        id="example-proposal",
        title="EXAMPLE: the title of the initiative, exactly as in the report",
        priority="example-priority",
        kind=InitiativeKind.PROPOSAL,
        stage=Stage.UNDER_NEGOTIATION,
        positions=(
            Position(institution=Institution.COUNCIL, status=PositionStatus.ADOPTED, sources=_SOURCE),
            Position(institution=Institution.EUROPEAN_PARLIAMENT, status=PositionStatus.AWAITED, sources=_SOURCE),
        ),
        documents=(
            PolicyDocument(
                title="EXAMPLE: the title of the proposal, as published",
                kind=DocumentKind.PROPOSAL,
                reference="COM(2020) 2 final",
                celex="52020PC0002",
                published="2020-09",
                sources=_SOURCE,
            ),
        ),
        procedures=(
            Procedure(
                reference="2020/0001(COD)",
                events=(
                    Event(kind=EventKind.PROPOSAL, on=date(2020, 9, 1), by=Institution.COMMISSION, sources=_SOURCE),
                ),
                known_until=date(2021, 1, 31),
                sources=_SOURCE,
            ),
        ),
        sources=_SOURCE,
    )


def _directive() -> Initiative:
    return Initiative(
        id="example-directive",
        title="EXAMPLE: a directive that Member States have to transpose",
        responsible=(Actor.COMMISSION,),
        formerly=("example-directive-of-the-last-report",),
        priority="example-priority",
        kind=InitiativeKind.ACT,
        stage=Stage.PENDING_TRANSPOSITION,
        acts=(
            LegalAct(
                kind=ActKind.DIRECTIVE,
                celex="32018L0001",
                eli="http://data.europa.eu/eli/dir/2018/1/oj",
                oj="OJ L 1, 2.1.2018, p. 1",
                signed=date(2018, 1, 1),
                published=date(2018, 1, 2),
                entry_into_force=date(2018, 1, 22),
                corrigenda=("32018L0001R(01)",),
                sources=_SOURCE,
            ),
        ),
        obligations=(
            Obligation(
                id="example-transposition",
                initiative="example-directive",
                act="32018L0001",
                duty=Duty.TRANSPOSE,
                deadlines=(Deadline(on=date(2020, 1, 22), provision="EXAMPLE: Art. 20(1)"),),
                outstanding=StateGroup(named=(MemberState.AT,), excluded=(MemberState.DK,), count=3),
                records=(
                    ComplianceRecord(
                        state=MemberState.AT,
                        status=ComplianceStatus.PARTLY_COMMUNICATED,
                        on=date(2021, 1, 31),
                        infringement=InfringementStep.REASONED_OPINION,
                        case="INFR(2020)0001",
                        sources=_SOURCE,
                    ),
                ),
                measures=(
                    NationalMeasure(
                        state=MemberState.AT,
                        id="example-measure",
                        title="EXAMPLE: the title of a law that a Member State has notified, as published",
                        published="2020-06",
                        sources=_SOURCE,
                    ),
                ),
                infringements=(
                    InfringementProcedure(
                        state=MemberState.AT,
                        case="INFR(2020)0001",
                        events=(
                            InfringementEvent(
                                step=InfringementStep.LETTER_OF_FORMAL_NOTICE, on="2020-05", sources=_SOURCE
                            ),
                            InfringementEvent(step=InfringementStep.REASONED_OPINION, on="2020-12-03", sources=_SOURCE),
                        ),
                        known_until=date(2021, 1, 31),
                        sources=_SOURCE,
                    ),
                ),
                law_sources=_SOURCE,
                sources=_SOURCE,
            ),
        ),
        sources=_SOURCE,
    )
