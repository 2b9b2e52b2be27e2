"""Find facts whose sources are missing, or were all published before the fact."""

from collections.abc import Iterable, Iterator
from datetime import date

from securityunion.model.infringement import InfringementEvent, InfringementProcedure
from securityunion.model.procedure import Event, Procedure
from securityunion.model.report import ProgressReport
from securityunion.queries.remarks.remark import RemarkCode
from securityunion.queries.remarks.rule import Odd, RemarkRule
from securityunion.values.partial_date import first_day, last_day

__all__ = ["RULES"]

Fact = tuple[str, str | date | None, tuple[str, ...]]
"""The path of a fact below the report, its date, and the ids of its sources."""


def _source_before_fact(report: ProgressReport) -> Iterator[Odd]:
    published = {
        # A source without a date says nothing, because it may have been updated.
        source.id: date.max if source.published is None else last_day(source.published)
        for source in report.sources
    }
    for place, on, own in _happened(report):
        sources = report.sources_of(own)
        # A record without sources gets no remark here, because the records around it may have sources.
        if on is not None and sources and first_day(str(on)) > max(published[source] for source in sources):
            wrong = f"dated {on}, but its sources were published before, the last one on {_last(sources, published)}"
            yield place, f"{wrong}; check the day, or name a later source"


def _happened(report: ProgressReport) -> Iterator[Fact]:
    for index, statement in enumerate(report.statements):
        yield f".statements[{index}].on", statement.on, statement.sources
    for index, decision in enumerate(report.decisions):
        yield f".decisions[{index}].on", decision.on, decision.sources
    for number, initiative in enumerate(report.initiatives):
        path = f".initiatives[{number}]"
        for index, act in enumerate(initiative.acts):
            yield f"{path}.acts[{index}].signed", act.signed, act.sources
            yield f"{path}.acts[{index}].published", act.published, act.sources
        for index, document in enumerate(initiative.documents):
            yield f"{path}.documents[{index}].published", document.published, document.sources
        for index, procedure in enumerate(initiative.procedures):
            yield from _steps(procedure, f"{path}.procedures[{index}]")
        for index, obligation in enumerate(initiative.obligations):
            for place, record in enumerate(obligation.records):
                yield f"{path}.obligations[{index}].records[{place}].on", record.on, record.sources
            for place, infringement in enumerate(obligation.infringements):
                yield from _steps(infringement, f"{path}.obligations[{index}].infringements[{place}]")


def _steps(procedure: Procedure | InfringementProcedure, path: str) -> Iterator[Fact]:
    # A step without sources of its own has those of its procedure.
    steps: tuple[Event | InfringementEvent, ...] = procedure.events
    for index, step in enumerate(steps):
        yield f"{path}.events[{index}].on", step.on, step.sources or procedure.sources


def _last(sources: Iterable[str], published: dict[str, date]) -> date:
    return max(published[source] for source in sources)


def _no_source(report: ProgressReport) -> Iterator[Odd]:
    facts = {
        "initiatives": [initiative.sources for initiative in report.initiatives],
        "findings": [finding.sources for finding in report.findings],
        "statements": [statement.sources for statement in report.statements],
        "decisions": [decision.sources for decision in report.decisions],
    }
    for name, every in facts.items():
        for index, sources in enumerate(every):
            if not report.sources_of(sources):
                yield f".{name}[{index}].sources", "no source is given; name the source that states this fact"


RULES = (
    RemarkRule(
        RemarkCode.SOURCE_BEFORE_FACT,
        "All sources of an event, a step, a decision, a compliance record, a statement, a document or an act were "
        "published before the fact.",
        _source_before_fact,
    ),
    RemarkRule(
        RemarkCode.NO_SOURCE,
        "An initiative, a finding, a statement or a decision names no source, and the report has no default sources.",
        _no_source,
    ),
)
"""The rules about the sources of a whole report. They take the report."""
