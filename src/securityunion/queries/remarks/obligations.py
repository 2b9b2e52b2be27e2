"""Find odd data in an obligation: in its act, its deadline, its compliance records and its procedures."""

from collections.abc import Iterator
from datetime import date

from securityunion.model.act import LegalAct
from securityunion.model.initiative import Initiative, Stage
from securityunion.model.obligation import ComplianceRecord, ComplianceStatus, Obligation
from securityunion.model.report import ProgressReport
from securityunion.queries.remarks.remark import Remark, RemarkCode
from securityunion.values.truth import Truth

__all__ = ["remarks_on_obligation"]

_NOT_NOTIFIED = {ComplianceStatus.NOT_COMMUNICATED, ComplianceStatus.PARTLY_COMMUNICATED}


def remarks_on_obligation(
    report: ProgressReport, initiative: Initiative, obligation: Obligation, path: str
) -> Iterator[Remark]:
    """Yield remarks on an obligation of an initiative. *path* is the place of the obligation in the report.

    >>> import securityunion as su
    >>> report = su.first_progress_report()
    >>> nis = su.find(report, "nis")
    >>> list(remarks_on_obligation(report, nis, nis.obligations[0], "$"))
    []
    """
    deadline = obligation.deadline
    act = next((act for act in initiative.acts if act.celex is not None and act.celex == obligation.act), None)
    if obligation.act is not None and act is None:
        text = f"the initiative does not list the act {obligation.act}; check the number or add the act"
        yield Remark(f"{path}.act", RemarkCode.ACT_NOT_LISTED, text)
    if deadline is not None:
        published = None if act is None else act.published or act.signed
        if published is not None and deadline < published:
            wrong = f"the deadline is {deadline}, but the act was published or signed later, on {published}"
            text = f"{wrong}; check both days"
            yield Remark(f"{path}.deadline", RemarkCode.DEADLINE_BEFORE_ACT, text)
        if initiative.stage is Stage.PENDING_TRANSPOSITION and deadline >= report.published:
            wrong = f"listed as pending transposition, but the deadline {deadline} had not passed on {report.published}"
            text = f"{wrong}; check the stage or the deadline"
            yield Remark(f"{path}.deadline", RemarkCode.DEADLINE_NOT_PASSED, text)
    yield from _on_records(report, obligation, act, path)
    for index, procedure in enumerate(obligation.infringements):
        for number, event in enumerate(procedure.events):
            # A date that is only partly known gets no remark if it may be after the deadline.
            if deadline is not None and event.taken(by=deadline) is Truth.YES:
                wrong = f"the step '{event.step}' is dated {event.on}, but the deadline {deadline} had not passed"
                text = f"{wrong}; check both days"
                place = f"{path}.infringements[{index}].events[{number}].on"
                yield Remark(place, RemarkCode.STEP_BEFORE_DEADLINE, text)


def _on_records(report: ProgressReport, obligation: Obligation, act: LegalAct | None, path: str) -> Iterator[Remark]:
    for index, record in enumerate(obligation.records):
        yield from _too_early(record, obligation.deadline, act, f"{path}.records[{index}].on")
        if record.on is not None and record.on > report.published:
            wrong = f"the status is dated {record.on}, which is after the day of the report, {report.published}"
            text = f"{wrong}; check both days"
            yield Remark(f"{path}.records[{index}].on", RemarkCode.STATUS_AFTER_REPORT, text)
        if not record.state.is_member(on=report.published):
            text = f"{record.state.short_name} was not a Member State on {report.published}; check the State"
            yield Remark(f"{path}.records[{index}].state", RemarkCode.NOT_A_MEMBER, text)


def _too_early(record: ComplianceRecord, deadline: date | None, act: LegalAct | None, path: str) -> Iterator[Remark]:
    """Yield remarks on a compliance record with a date that is too early.

    A date is too early if the act had not yet been made on that day. Some records imply that the Member State is late.
    The date of such a record is also too early if the deadline had not yet passed on that day.
    """
    on = record.on
    if on is None:
        return
    step, begun = _beginning(act)
    if begun is not None and on < begun:
        text = f"the status is dated {on}, but the act {step} only on {begun}; check both days"
        yield Remark(path, RemarkCode.STATUS_BEFORE_ACT, text)
    if deadline is None or on > deadline:
        return
    if record.status in _NOT_NOTIFIED:
        wrong = f"the status was '{record.status}' on {on}, but the deadline {deadline} had not passed"
        text = f"{wrong}; check the status and both days"
        yield Remark(path, RemarkCode.STATUS_BEFORE_DEADLINE, text)
    if record.infringement is not None:
        wrong = f"the step '{record.infringement}' was taken by {on}, but the deadline {deadline} had not passed"
        text = f"{wrong}; check both days"
        yield Remark(path, RemarkCode.STEP_BEFORE_DEADLINE, text)


def _beginning(act: LegalAct | None) -> tuple[str, date | None]:
    """Return the step that marks the beginning of an act, in words, and the day of this step.

    The step is the publication. If the day of publication is unknown, the step is the signature. If the day of
    signature is unknown too, the step is the entry into force. If all three days are unknown, the words are empty and
    the day is None.
    """
    if act is None:
        return "", None
    steps = (
        ("was published", act.published),
        ("was signed", act.signed),
        ("entered into force", act.entry_into_force),
    )
    return next((step for step in steps if step[1] is not None), ("", None))
