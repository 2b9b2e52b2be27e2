"""Write records as HTML, which notebooks get from the method `_repr_html_` of a record."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from securityunion._util.text import counted
from securityunion.model.act import LegalAct
from securityunion.model.initiative import Initiative
from securityunion.model.obligation import Obligation
from securityunion.model.procedure import Procedure
from securityunion.model.report import ProgressReport
from securityunion.model.strategy import Strategy
from securityunion.queries.completeness import counted_bounds, initiatives_complete, obligations_complete
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
from securityunion.views.labels import about, count_words, duty_noun, explanation, initiatives_counted, words
from securityunion.views.list_columns import ListColumns, columns_for, obligation_columns
from securityunion.views.scoreboard import ScoreboardRow, scoreboard

__all__ = ["act_html", "initiative_html", "obligation_html", "procedure_html", "report_html", "strategy_html"]


def report_html(report: ProgressReport) -> str:
    """Return the HTML of a report: the scoreboard, followed by folded tables of obligations and initiatives.

    >>> import securityunion as su
    >>> html = report_html(su.first_progress_report())
    >>> html.count("<table"), "<script" in html, len(html.encode()) < 15_000
    (6, False, True)
    """
    title = about(report)
    parts = [
        element("p", element("strong", report.title), element("br"), title),
        _scoreboard(report),
        element("p", explanation(report)),
    ]
    required = obligations(report)
    if required:
        made = records(f"As of {report.published}", obligation_columns(report), required)
        least = "" if obligations_complete(report) else "at least "
        parts.append(details(f"{least}{counted(len(required), 'obligation')} of Member States", made))
    if report.decisions:
        made = records("Decisions", columns_for(report.decisions), report.decisions)
        parts.append(details(counted(len(report.decisions), "decision"), made))
    priorities = report.priorities
    for priority in priorities[:MOST_PARTS]:
        under = [initiative for initiative in report.initiatives if initiative.priority == priority.id]
        made = records(f"Priority: {priority.title}", _LISTED, under)
        number = counted_bounds(len(under), complete=initiatives_complete(report))
        parts.append(details(f"{priority.title}: {initiatives_counted(number)}", made))
    return page(*parts, *_left_out(len(priorities), "priority"))


def strategy_html(strategy: Strategy) -> str:
    """Return the HTML of a strategy, with its facts and its priorities.

    >>> import securityunion as su
    >>> html = strategy_html(su.first_progress_report().strategy)
    >>> html.startswith('<div lang="en"><table')
    True
    """
    return page(*_elements(strategy_page(strategy)))


def initiative_html(initiative: Initiative) -> str:
    """Return the HTML of an initiative, with its documents, acts, procedures and obligations.

    >>> import securityunion as su
    >>> html = initiative_html(su.find(su.first_progress_report(), "etias"))
    >>> "Council (adopted), European Parliament (awaited)" in html
    True
    """
    return page(*_elements(initiative_page(initiative)))


def act_html(act: LegalAct) -> str:
    """Return the HTML of a legal act.

    >>> import securityunion as su
    >>> nis = su.find(su.first_progress_report(), "nis")
    >>> "Official Journal" in act_html(nis.acts[0])
    True
    """
    return page(*_elements(act_page(act)))


def procedure_html(procedure: Procedure) -> str:
    """Return the HTML of a procedure, with its events.

    >>> import securityunion as su
    >>> tco = su.find(su.first_progress_report(), "tco")
    >>> "general approach" in procedure_html(tco.procedures[0])
    True
    """
    return page(*_elements(procedure_page(procedure)))


def obligation_html(obligation: Obligation) -> str:
    """Return the HTML of an obligation, with its status in each Member State.

    >>> import securityunion as su
    >>> initiative = su.find(su.first_progress_report(), "32012L0029")
    >>> html = obligation_html(initiative.obligations[0])
    >>> "Outstanding: no" in html and "DK" in html
    True
    """
    return page(*_elements(obligation_page(obligation)))


def _elements(one: Page) -> Iterator[Element]:
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


def _listed(one: Initiative) -> tuple[str, ...]:
    return (one.title, words(one.stage))


_LISTED = ListColumns("initiative", ("Initiative", "Stage"), _listed)


def _scoreboard(report: ProgressReport) -> Element:
    board = scoreboard(report)

    def cells(row: ScoreboardRow) -> tuple[str, ...]:
        title = "All" if row.priority is None else row.priority.title
        return (title, *map(count_words, (*row.stages, row.initiatives, *row.outstanding)))

    shown = board.rows[:MOST_ROWS]
    outstanding = (f"outstanding {duty_noun(duty)}s" for duty in board.duties)
    more = rest(len(board.rows) - len(shown), "priority")
    return table(
        f"{initiatives_counted(board.total.initiatives)} by priority and stage",
        ("Priority", *map(words, board.stages), "initiatives", *outstanding),
        map(cells, (*shown, board.total)),
        more=f"{more}, included in the row above" if more else "",
    )
