"""Remarks on an obligation: its act, its deadline, and the records of single Member States."""

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
    """Yield remarks on one obligation of an initiative, at *path*.

    >>> import securityunion as su
    >>> report = su.first_progress_report()
    >>> nis = su.find(report, "nis")
    >>> list(remarks_on_obligation(report, nis, nis.obligations[0], "$"))
    []
    """
    deadline = obligation.deadline
    act = next((act for act in initiative.acts if act.celex is not None and act.celex == obligation.act), None)
    if obligation.act is not None and act is None:
        text = f"the initiative does not list the act {obligation.act}"
        yield Remark(f"{path}.act", RemarkCode.ACT_NOT_LISTED, text)
    if deadline is not None:
        published = None if act is None else act.published or act.signed
        if published is not None and deadline < published:
            text = f"the deadline {deadline} is before the act was published or signed on {published}"
            yield Remark(f"{path}.deadline", RemarkCode.DEADLINE_BEFORE_ACT, text)
        if initiative.stage is Stage.PENDING_TRANSPOSITION and deadline >= report.published:
            text = f"listed as pending transposition, but the deadline {deadline} had not passed on {report.published}"
            yield Remark(f"{path}.deadline", RemarkCode.DEADLINE_NOT_PASSED, text)
    yield from _on_records(report, obligation, act, path)
    for index, procedure in enumerate(obligation.infringements):
        for number, event in enumerate(procedure.events):
            # A partial date that may be after the deadline gets no remark.
            if deadline is not None and event.taken(by=deadline) is Truth.YES:
                text = f"the step '{event.step}' is dated {event.on}, but the deadline {deadline} had not passed"
                place = f"{path}.infringements[{index}].events[{number}].on"
                yield Remark(place, RemarkCode.STEP_BEFORE_DEADLINE, text)


def _on_records(report: ProgressReport, obligation: Obligation, act: LegalAct | None, path: str) -> Iterator[Remark]:
    for index, record in enumerate(obligation.records):
        yield from _too_early(record, obligation.deadline, act, f"{path}.records[{index}].on")
        if record.on is not None and record.on > report.published:
            text = f"the status is dated {record.on}, after the day of the report, {report.published}"
            yield Remark(f"{path}.records[{index}].on", RemarkCode.STATUS_AFTER_REPORT, text)
        if not record.state.is_member(on=report.published):
            text = f"{record.state.short_name} was not a Member State on {report.published}"
            yield Remark(f"{path}.records[{index}].state", RemarkCode.NOT_A_MEMBER, text)


def _too_early(record: ComplianceRecord, deadline: date | None, act: LegalAct | None, path: str) -> Iterator[Remark]:
    """Yield remarks on a record dated before its act was made, or before anybody could be late."""
    on = record.on
    if on is None:
        return
    step, begun = _beginning(act)
    if begun is not None and on < begun:
        text = f"the status is dated {on}, before the act {step} on {begun}"
        yield Remark(path, RemarkCode.STATUS_BEFORE_ACT, text)
    if deadline is None or on > deadline:
        return
    if record.status in _NOT_NOTIFIED:
        text = f"the status is '{record.status}' on {on}, but the deadline {deadline} had not passed"
        yield Remark(path, RemarkCode.STATUS_BEFORE_DEADLINE, text)
    if record.infringement is not None:
        text = f"the step '{record.infringement}' was taken by {on}, but the deadline {deadline} had not passed"
        yield Remark(path, RemarkCode.STEP_BEFORE_DEADLINE, text)


def _beginning(act: LegalAct | None) -> tuple[str, date | None]:
    """Return the step that an act begins with, in words, and its day; None if no day is known.

    The step is the publication. If its day is unknown, it is the signature, and failing that the entry into force.
    """
    if act is None:
        return "", None
    steps = (
        ("was published", act.published),
        ("was signed", act.signed),
        ("entered into force", act.entry_into_force),
    )
    return next((step for step in steps if step[1] is not None), ("", None))
