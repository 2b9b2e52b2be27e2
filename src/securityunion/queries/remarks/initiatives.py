"""Find odd data in an initiative, such as a stage that disagrees with the acts, procedures or obligations."""

from collections.abc import Iterator
from datetime import date

from securityunion.model.act import ActKind, ActStatus, LegalAct
from securityunion.model.initiative import Initiative, InitiativeKind, PositionStatus, Stage
from securityunion.model.procedure import POSITION_EVENTS, ProcedureStage
from securityunion.model.report import Part, ProgressReport
from securityunion.queries.remarks.acts import remarks_on_act, remarks_on_document
from securityunion.queries.remarks.obligations import remarks_on_obligation
from securityunion.queries.remarks.procedures import remarks_against_acts, remarks_on_procedure
from securityunion.queries.remarks.remark import Remark, RemarkCode
from securityunion.values.sentinel_dates import known_day

__all__ = ["remarks_on_initiative"]

_LAW_MADE = {ProcedureStage.ADOPTED, ProcedureStage.SIGNED, ProcedureStage.PUBLISHED}


_DEAD = {ProcedureStage.WITHDRAWN, ProcedureStage.REJECTED, ProcedureStage.LAPSED}


_FITS = {
    Stage.UNDER_NEGOTIATION: set(ProcedureStage) - _LAW_MADE - _DEAD - {ProcedureStage.REPLACED},
    Stage.ADOPTED: _LAW_MADE,
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


def remarks_on_initiative(report: ProgressReport, initiative: Initiative, path: str) -> Iterator[Remark]:
    """Yield remarks on an initiative, and on its acts, procedures and obligations.

    *path* is the place of the initiative in the report.

    >>> import securityunion as su
    >>> report = su.first_progress_report()
    >>> europol = su.find(report, "europol")
    >>> [remark.path for remark in remarks_on_initiative(report, europol, "$")]
    ['$.stage']
    """
    day, listed = report.published, initiative.stage.replace("-", " ")
    if initiative.kind is InitiativeKind.PROPOSAL and initiative.stage is Stage.ADOPTED_BY_COMMISSION:
        text = "listed as adopted by the Commission, but it is a proposal, not law; check the kind or the stage"
        yield Remark(f"{path}.stage", RemarkCode.PROPOSAL_LISTED_AS_ADOPTED, text)
    reached = {procedure.stage(on=day) for procedure in initiative.procedures}
    # The remark is left out if a procedure agrees with the initiative, or if the stage of a procedure is unknown.
    fitting = _FITS.get(initiative.stage)
    if fitting is not None and reached and None not in reached and reached.isdisjoint(fitting):
        stages = " and ".join(sorted(f"'{stage}'" for stage in reached if stage is not None))
        wrong = f"listed as {listed}, but its procedures were at stage {stages} on {day}"
        text = f"{wrong}; check the stage or the events of the procedures"
        yield Remark(f"{path}.stage", RemarkCode.LISTED_AGAINST_PROCEDURE, text)
    if initiative.stage is Stage.TRANSPOSED and any(
        one.outstanding_size.at_least > 0 for one in initiative.obligations
    ):
        text = "listed as transposed, but one or more of its obligations are outstanding; check them or the stage"
        yield Remark(f"{path}.stage", RemarkCode.LISTED_AGAINST_OBLIGATION, text)
    # The remark is left out if an act was in force, or if the status of an act is unknown.
    statuses = {act.status(on=day) for act in initiative.acts}
    if initiative.stage in _LAW and statuses and statuses <= _NOT_YET_IN_FORCE | _OVER:
        wrong = f"listed as {listed}, but none of its acts was in force on {day}"
        text = f"{wrong}; check the stage or the dates of the acts"
        yield Remark(f"{path}.stage", RemarkCode.LISTED_AGAINST_ACT, text)
    # The acts of an initiative with a procedure can be older acts, which the procedure is going to amend. So only an
    # initiative without procedures gets this remark.
    negotiated = initiative.stage is Stage.UNDER_NEGOTIATION and not initiative.procedures
    if negotiated and initiative.acts and all(_was_made(act, day) for act in initiative.acts):
        wrong = f"listed as under negotiation, but all its acts were signed, published or in force by {day}"
        text = f"{wrong}; check the stage or the dates of the acts"
        yield Remark(f"{path}.stage", RemarkCode.LISTED_AGAINST_ACT, text)
    yield from _on_transposition(initiative, path, declared=Part.OBLIGATIONS in report.complete)
    yield from _on_positions(initiative, day, path)
    for index, document in enumerate(initiative.documents):
        yield from remarks_on_document(document, f"{path}.documents[{index}]")
    for index, act in enumerate(initiative.acts):
        yield from remarks_on_act(act, f"{path}.acts[{index}]")
    for index, procedure in enumerate(initiative.procedures):
        yield from remarks_on_procedure(procedure, f"{path}.procedures[{index}]")
        yield from remarks_against_acts(initiative, procedure, f"{path}.procedures[{index}]")
    for index, obligation in enumerate(initiative.obligations):
        yield from remarks_on_obligation(report, initiative, obligation, f"{path}.obligations[{index}]")


def _was_made(act: LegalAct, day: date) -> bool:
    """Return whether an act is known to have been made on or before *day*, even if it was repealed later."""
    return any(step is not None and step <= day for step in (act.signed, act.published, act.entry_into_force))


def _on_positions(initiative: Initiative, day: date, path: str) -> Iterator[Remark]:
    for index, position in enumerate(initiative.positions):
        taken = [
            one
            for procedure in initiative.procedures
            for one in procedure.events
            if one.by is position.institution and one.kind in POSITION_EVENTS
            if (on := known_day(one.on)) is not None and on <= day
        ]
        if taken and position.status is PositionStatus.AWAITED:
            wrong = f"noted as awaited, but the event '{taken[-1].kind}' is dated {taken[-1].on}"
            text = f"{wrong}; check the position or the event"
            yield Remark(f"{path}.positions[{index}].status", RemarkCode.POSITION_AGAINST_EVENT, text)


def _on_transposition(initiative: Initiative, path: str, *, declared: bool) -> Iterator[Remark]:
    if initiative.stage is Stage.PENDING_TRANSPOSITION and not initiative.obligations:
        claimed = ", although the report declares its obligations complete" if declared else ""
        text = f"listed as pending transposition, but it has no obligations{claimed}; add them or check the stage"
        yield Remark(f"{path}.obligations", RemarkCode.NO_OBLIGATION, text)
    kinds = {act.kind for act in initiative.acts}
    if initiative.stage in (Stage.PENDING_TRANSPOSITION, Stage.TRANSPOSED) and kinds and kinds <= _REGULATIONS:
        listed = initiative.stage.replace("-", " ")
        wrong = f"listed as {listed}, but all its acts are regulations, which need no transposition"
        text = f"{wrong}; check the stage or the kinds of the acts"
        yield Remark(f"{path}.stage", RemarkCode.REGULATION_TO_TRANSPOSE, text)
