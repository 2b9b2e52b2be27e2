"""Find odd data in an initiative: a stage or a position that disagrees with its acts, procedures or obligations."""

from collections.abc import Iterator
from datetime import date

from securityunion._util.text import with_article
from securityunion.model.act import ActKind, ActStatus, LegalAct
from securityunion.model.initiative import Initiative, InitiativeKind, PositionStatus, Stage
from securityunion.model.procedure import POSITION_EVENTS, ProcedureStage
from securityunion.model.report import Part, ProgressReport
from securityunion.queries.remarks.remark import RemarkCode
from securityunion.queries.remarks.rule import Odd, RemarkRule
from securityunion.values.sentinel_dates import known_day

__all__ = ["RULES"]

_LAW_MADE = {ProcedureStage.ADOPTED, ProcedureStage.SIGNED, ProcedureStage.PUBLISHED}


_DEAD = {ProcedureStage.WITHDRAWN, ProcedureStage.REJECTED, ProcedureStage.LAPSED}


_FITS = {
    Stage.UNDER_NEGOTIATION: set(ProcedureStage) - _LAW_MADE - _DEAD - {ProcedureStage.REPLACED},
    Stage.ADOPTED: _LAW_MADE,
    Stage.AGREED: set(ProcedureStage) - {ProcedureStage.NOT_BEGUN, ProcedureStage.PROPOSED} - _DEAD,
    Stage.WITHDRAWN: {ProcedureStage.WITHDRAWN},
    Stage.REJECTED: {ProcedureStage.REJECTED},
    Stage.LAPSED: {ProcedureStage.LAPSED},
}
"""This mapping gives, for some stages of an initiative, the stages that the procedures are expected to have.

An initiative at any other stage is not compared with its procedures.
"""


_NOT_YET_IN_FORCE = {ActStatus.NOT_YET_SIGNED, ActStatus.SIGNED, ActStatus.PUBLISHED}


_OVER = {ActStatus.ENDED, ActStatus.REPEALED}


_LAW = {Stage.IN_FORCE, Stage.PENDING_TRANSPOSITION, Stage.TRANSPOSED}


_REGULATIONS = {ActKind.REGULATION, ActKind.IMPLEMENTING_REGULATION, ActKind.DELEGATED_REGULATION}


_DOCUMENTS_OF_THE_COMMISSION = {
    InitiativeKind.COMMUNICATION,
    InitiativeKind.STRATEGY,
    InitiativeKind.AGENDA,
    InitiativeKind.ACTION_PLAN,
    InitiativeKind.WHITE_PAPER,
    InitiativeKind.REPORT,
    InitiativeKind.EVALUATION,
    InitiativeKind.ROADMAP,
    InitiativeKind.GUIDELINES,
    InitiativeKind.IMPACT_ASSESSMENT,
}


_NOT_LAW = _DOCUMENTS_OF_THE_COMMISSION | {InitiativeKind.RECOMMENDATION, InitiativeKind.COUNCIL_CONCLUSIONS}


_STAGES_OF_LAW = {Stage.IN_FORCE, Stage.PENDING_TRANSPOSITION, Stage.TRANSPOSED, Stage.LAPSED}


_STAGES_OF_NEGOTIATION = {Stage.UNDER_NEGOTIATION, Stage.AGREED, Stage.REJECTED}


def _listed(initiative: Initiative) -> str:
    return f"listed as {initiative.stage.replace('-', ' ')}"


def _proposal_listed_as_adopted(initiative: Initiative, _: ProgressReport) -> Iterator[Odd]:
    if initiative.kind is InitiativeKind.PROPOSAL and initiative.stage is Stage.ADOPTED_BY_COMMISSION:
        wrong = "listed as adopted by the Commission, but it is a proposal, not law"
        yield ".stage", f"{wrong}; check the kind or the stage"


def _listed_against_procedure(initiative: Initiative, report: ProgressReport) -> Iterator[Odd]:
    reached = {procedure.stage(on=report.published) for procedure in initiative.procedures}
    # Nothing is odd if a procedure agrees with the initiative, or if the stage of a procedure is unknown.
    fitting = _FITS.get(initiative.stage)
    if fitting is not None and reached and None not in reached and reached.isdisjoint(fitting):
        stages = " and ".join(sorted(f"'{stage}'" for stage in reached if stage is not None))
        wrong = f"{_listed(initiative)}, but its procedures were at stage {stages} on {report.published}"
        yield ".stage", f"{wrong}; check the stage or the events of the procedures"


def _listed_against_obligation(initiative: Initiative, _: ProgressReport) -> Iterator[Odd]:
    outstanding = any(one.outstanding_size.at_least > 0 for one in initiative.obligations)
    if initiative.stage is Stage.TRANSPOSED and outstanding:
        wrong = "listed as transposed, but one or more of its obligations are outstanding"
        yield ".stage", f"{wrong}; check them or the stage"


def _listed_against_act(initiative: Initiative, report: ProgressReport) -> Iterator[Odd]:
    day = report.published
    # Nothing is odd if an act was in force, or if the status of an act is unknown.
    statuses = {act.status(on=day) for act in initiative.acts}
    if initiative.stage in _LAW and statuses and statuses <= _NOT_YET_IN_FORCE | _OVER:
        wrong = f"{_listed(initiative)}, but none of its acts was in force on {day}"
        yield ".stage", f"{wrong}; check the stage or the dates of the acts"
    # The acts of an initiative with a procedure can be older acts, which the procedure is going to amend. So only an
    # initiative without procedures is odd.
    negotiated = initiative.stage is Stage.UNDER_NEGOTIATION and not initiative.procedures
    if negotiated and initiative.acts and all(_was_made(act, day) for act in initiative.acts):
        wrong = f"{_listed(initiative)}, but all its acts were signed, published or in force by {day}"
        yield ".stage", f"{wrong}; check the stage or the dates of the acts"


def _no_obligation(initiative: Initiative, report: ProgressReport) -> Iterator[Odd]:
    if initiative.stage is Stage.PENDING_TRANSPOSITION and not initiative.obligations:
        declared = Part.OBLIGATIONS in report.complete
        claimed = ", although the report declares its obligations complete" if declared else ""
        wrong = f"{_listed(initiative)}, but it has no obligations{claimed}"
        yield ".obligations", f"{wrong}; add them or check the stage"


def _stage_against_kind(initiative: Initiative, _: ProgressReport) -> Iterator[Odd]:
    kind, stage = initiative.kind, initiative.stage
    if (kind in _NOT_LAW and stage in _STAGES_OF_LAW) or (
        kind in _DOCUMENTS_OF_THE_COMMISSION and stage in _STAGES_OF_NEGOTIATION
    ):
        wrong = (
            f"{_listed(initiative)}, but it is {with_article(kind.replace('-', ' '))}, not a legal act or a proposal"
        )
        yield ".stage", f"{wrong}; check the kind or the stage, and add a note if the report says so"


def _regulation_to_transpose(initiative: Initiative, _: ProgressReport) -> Iterator[Odd]:
    kinds = {act.kind for act in initiative.acts}
    if initiative.stage in (Stage.PENDING_TRANSPOSITION, Stage.TRANSPOSED) and kinds and kinds <= _REGULATIONS:
        wrong = f"{_listed(initiative)}, but all its acts are regulations, which need no transposition"
        yield ".stage", f"{wrong}; check the stage or the kinds of the acts"


def _position_against_event(initiative: Initiative, report: ProgressReport) -> Iterator[Odd]:
    for index, position in enumerate(initiative.positions):
        taken = [
            one
            for procedure in initiative.procedures
            for one in procedure.events
            if one.by is position.institution and one.kind in POSITION_EVENTS
            if (on := known_day(one.on)) is not None and on <= report.published
        ]
        if taken and position.status is PositionStatus.AWAITED:
            wrong = f"noted as awaited, but the event '{taken[-1].kind}' is dated {taken[-1].on}"
            yield f".positions[{index}].status", f"{wrong}; check the position or the event"


def _was_made(act: LegalAct, day: date) -> bool:
    """Return whether an act is known to have been made on or before *day*, even if it was repealed later."""
    steps = map(known_day, (act.signed, act.published, act.entry_into_force))
    return any(step is not None and step <= day for step in steps)


RULES = (
    RemarkRule(
        RemarkCode.PROPOSAL_LISTED_AS_ADOPTED,
        "A proposal is listed as adopted by the Commission, but a proposal is not law.",
        _proposal_listed_as_adopted,
    ),
    RemarkRule(
        RemarkCode.LISTED_AGAINST_PROCEDURE,
        "None of the initiative's procedures was at a stage that agrees with the listed stage.",
        _listed_against_procedure,
    ),
    RemarkRule(
        RemarkCode.LISTED_AGAINST_OBLIGATION,
        "An initiative is listed as transposed, but at least one of its obligations is outstanding.",
        _listed_against_obligation,
    ),
    RemarkRule(
        RemarkCode.LISTED_AGAINST_ACT,
        "An initiative is listed as law, but none of its acts was in force. Or an initiative without procedures is "
        "listed as under negotiation, but each of its acts was already signed, published or in force.",
        _listed_against_act,
    ),
    RemarkRule(
        RemarkCode.NO_OBLIGATION,
        "An initiative is listed as pending transposition, but has no obligation.",
        _no_obligation,
    ),
    RemarkRule(
        RemarkCode.STAGE_AGAINST_KIND,
        "An initiative that is not law, such as a communication, is listed at a stage of law. Or a document of the "
        "Commission is listed as negotiated.",
        _stage_against_kind,
    ),
    RemarkRule(
        RemarkCode.REGULATION_TO_TRANSPOSE,
        "An initiative is listed as pending transposition or transposed, but all its acts are regulations.",
        _regulation_to_transpose,
    ),
    RemarkRule(
        RemarkCode.POSITION_AGAINST_EVENT,
        "A position is noted as awaited, but an event shows that the institution had taken it.",
        _position_against_event,
    ),
)
"""The rules about an initiative itself. They take the initiative and the report."""
