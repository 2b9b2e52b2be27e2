"""The HTML of records: what `_repr_html_` gives a notebook."""

from collections.abc import Collection, Iterator
from xml.etree.ElementTree import Element

from securityunion._util.text import counted
from securityunion.model.act import LegalAct
from securityunion.model.initiative import Initiative, Stage
from securityunion.model.obligation import Duty, Obligation
from securityunion.model.procedure import Procedure
from securityunion.model.report import ProgressReport
from securityunion.model.strategy import Strategy
from securityunion.queries.counts import stage_counts
from securityunion.queries.select import obligations
from securityunion.views.detail_pages import (
    Page,
    act_page,
    initiative_page,
    obligation_page,
    procedure_page,
    strategy_page,
)
from securityunion.views.html.lists import MOST_PARTS, MOST_ROWS, listing, records, rest
from securityunion.views.html.markup import details, element, page, pairs, table
from securityunion.views.labels import explanation, owed, total, words
from securityunion.views.list_columns import Kind, obligations_of

__all__ = ["act_html", "initiative_html", "obligation_html", "procedure_html", "report_html", "strategy_html"]


def report_html(report: ProgressReport) -> str:
    """Return the scoreboard of a report, with its initiatives and obligations folded below.

    >>> import securityunion as su
    >>> html = report_html(su.first_progress_report())
    >>> html.count("<table"), "<script" in html, len(html.encode()) < 15_000
    (6, False, True)
    """
    title = f"{report.published}, on {report.strategy.title}, covering {report.covers}"
    parts = [
        element("p", element("strong", report.title), element("br"), title),
        _scoreboard(report),
        element("p", explanation(report)),
    ]
    demanded = obligations(report)
    if demanded:
        made = records(f"As of {report.published}", obligations_of(report), demanded)
        parts.append(details(f"{counted(len(demanded), 'obligation')} of Member States", made))
    priorities = report.strategy.priorities
    for priority in priorities[:MOST_PARTS]:
        under = [initiative for initiative in report.initiatives if initiative.priority == priority.id]
        made = records(f"Priority: {priority.title}", _FILED, under)
        parts.append(details(f"{priority.title}: {counted(len(under), 'initiative')}", made))
    return page(*parts, *_left_out(len(priorities), "priority"))


def strategy_html(strategy: Strategy) -> str:
    """Return what a strategy is and what its priorities are.

    >>> import securityunion as su
    >>> strategy_html(su.first_progress_report().strategy).startswith('<div lang="en"><table')
    True
    """
    return page(*_told(strategy_page(strategy)))


def initiative_html(initiative: Initiative) -> str:
    """Return what a report says of an initiative, with its documents, acts, procedures and obligations.

    >>> import securityunion as su
    >>> html = initiative_html(su.find(su.first_progress_report(), "etias"))
    >>> "Council: adopted, European Parliament: awaited" in html
    True
    """
    return page(*_told(initiative_page(initiative)))


def act_html(act: LegalAct) -> str:
    """Return what is known of a legal act.

    >>> import securityunion as su
    >>> "Official Journal" in act_html(su.find(su.first_progress_report(), "nis").acts[0])
    True
    """
    return page(*_told(act_page(act)))


def procedure_html(procedure: Procedure) -> str:
    """Return the events of a procedure.

    >>> import securityunion as su
    >>> "general approach" in procedure_html(su.find(su.first_progress_report(), "tco").procedures[0])
    True
    """
    return page(*_told(procedure_page(procedure)))


def obligation_html(obligation: Obligation) -> str:
    """Return what is known of an obligation, and of which Member States.

    >>> import securityunion as su
    >>> html = obligation_html(su.find(su.first_progress_report(), "32012L0029").obligations[0])
    >>> "Certainly not outstanding in" in html and "DK" in html
    True
    """
    return page(*_told(obligation_page(obligation)))


def _told(one: Page) -> Iterator[Element]:
    yield pairs(one.title, one.facts)
    yield from (listing(*part) for part in one.lists)
    for inner in one.inner[:MOST_PARTS]:
        yield _folded(inner)
    yield from _left_out(len(one.inner), "procedure")


def _folded(one: Page) -> Element:
    facts = element("p", *(text for name, value in one.facts for text in (f"{name}: ", value, ". ")))
    summary = ": ".join([one.title, *(part.caption for part in one.lists)])
    return details(summary, facts, *(records(*part) for part in one.lists))


def _left_out(parts: int, noun: str) -> Iterator[Element]:
    if parts > MOST_PARTS:
        yield element("p", rest(parts - MOST_PARTS, noun))


def _filed(one: Initiative) -> tuple[str, ...]:
    return (one.title, words(one.stage))


_FILED = Kind("initiative", ("Initiative", "Stage"), _filed)


def _scoreboard(report: ProgressReport) -> Element:
    counts = stage_counts(report)
    stages = [stage for stage in Stage if any(stage in row for row in counts.values())]
    titles = {priority.id: priority.title for priority in report.strategy.priorities}
    demanded = {duty: some for duty in Duty if (some := obligations(report, duty=duty))}
    within = {initiative.id: initiative.priority for initiative in report.initiatives}

    def row(title: str, under: Collection[str]) -> tuple[str, ...]:
        filed = [sum(counts[one][stage] for one in under) for stage in stages]
        late = [total(one for one in some if within[one.initiative] in under) for some in demanded.values()]
        return (title, *map(str, filed), str(sum(filed)), *map(str, late))

    shown = list(counts)[:MOST_ROWS]
    headers = (
        "Priority",
        *map(words, stages),
        "initiatives",
        *(f"outstanding {owed(duty)}s" for duty in demanded),
    )
    more = rest(len(counts) - len(shown), "priority")
    return table(
        f"{counted(len(report.initiatives), 'initiative')}, and where the report files them",
        headers,
        [*(row(titles[one], [one]) for one in shown), row("All", counts.keys())],
        more=f"{more}, counted in the line above" if more else "",
    )
