"""The HTML of records and answers: what `_repr_html_` gives a notebook."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element

from securityunion.comparison import Change
from securityunion.deadline import Overdue
from securityunion.errors import counted
from securityunion.html.markup import NOT_KNOWN, Child, details, element, pairs, table, written
from securityunion.initiative import Initiative, Stage
from securityunion.member_state import MemberState
from securityunion.obligation import Duty, Obligation
from securityunion.procedure import Procedure
from securityunion.queries import Gap, obligations, stage_counts
from securityunion.report import Finding, ProgressReport
from securityunion.state_group import StateGroup
from securityunion.strategy import Strategy
from securityunion.truth import Answer, Bounds
from securityunion.wording import SEVERAL, certainly, explanation, owed, total, who, words

__all__ = ["answer_html", "initiative_html", "items_html", "obligation_html", "report_html", "strategy_html"]

_MOST_OPEN = 10
"""A table of more rows folds."""

Row = tuple[Child, ...]


def report_html(report: ProgressReport) -> str:
    """Return the scoreboard of a report, with its initiatives and obligations folded below.

    >>> import securityunion as su
    >>> html = report_html(su.first_progress_report())
    >>> html.count("<table>"), "<script" in html, len(html.encode()) < 15_000
    (6, False, True)
    """
    priorities = report.strategy.priorities
    parts = [
        element(
            "p",
            element("strong", report.title),
            element("br"),
            f"{report.published}, on {report.strategy.title}, covering {report.covers}",
        ),
        _scoreboard(report),
        element("p", explanation(report)),
    ]
    demanded = obligations(report)
    if demanded:
        titles = {initiative.id: initiative.title for initiative in report.initiatives}
        rows: list[Row] = [
            (titles[one.initiative], _or_unknown(one.deadline), _outstanding(one, report.published)) for one in demanded
        ]
        headers = ("Initiative", "Deadline", "Outstanding in")
        summary = f"{counted(len(demanded), 'obligation')} of Member States"
        parts.append(details(summary, table(f"As of {report.published}", headers, rows)))
    for priority in priorities:
        under = [initiative for initiative in report.initiatives if initiative.priority == priority.id]
        filed: list[Row] = [(one.title, words(one.stage)) for one in under]
        listed = table(f"Priority: {priority.title}", ("Initiative", "Stage"), filed)
        parts.append(details(f"{priority.title}: {counted(len(under), 'initiative')}", listed))
    return _page(*parts)


def strategy_html(strategy: Strategy) -> str:
    """Return what a strategy is and what its priorities are.

    >>> import securityunion as su
    >>> strategy_html(su.first_progress_report().strategy).startswith('<div lang="en"><table><caption>')
    True
    """
    document = strategy.document
    facts: list[tuple[str, Child]] = [
        ("Period", str(strategy.period)),
        ("Adopted", _or_unknown(strategy.adopted)),
        ("Document", NOT_KNOWN if document is None else _or_unknown(document.reference)),
        ("Summary", _or_unknown(strategy.summary)),
        ("Builds on", _listed(strategy.builds_on)),
    ]
    rows = [(one.title, _or_unknown(one.summary), _listed(one.focus_areas)) for one in strategy.priorities]
    shown = table(counted(len(rows), "priority"), ("Priority", "Summary", "Areas of focus"), rows)
    return _page(pairs(strategy.title, facts), shown)


def initiative_html(initiative: Initiative) -> str:
    """Return what a report says of an initiative, with its documents, acts, procedures and obligations.

    >>> import securityunion as su
    >>> html = initiative_html(su.find(su.first_progress_report(), "etias"))
    >>> "Council: adopted, European Parliament: awaited" in html
    True
    """
    noted = (f"{words(position.institution)}: {position.status}" for position in initiative.positions)
    facts: list[tuple[str, Child]] = [
        ("Id", initiative.id),
        ("Priority", initiative.priority),
        ("Kind", words(initiative.kind)),
        ("Stage", words(initiative.stage)),
        ("Positions", ", ".join(noted) or "none noted"),
    ]
    acts = [
        (
            _or_unknown(act.celex),
            words(act.kind),
            _or_unknown(act.title),
            _or_unknown(act.entry_into_force),
            _or_unknown(act.applies_from),
        )
        for act in initiative.acts
    ]
    documents = [
        (_or_unknown(one.reference), _in_words(one.kind), _or_unknown(one.title), _or_unknown(one.published))
        for one in initiative.documents
    ]
    parts = [
        *_some("document", documents, ("Reference", "Kind", "Title", "Published")),
        *_some("act", acts, ("CELEX number", "Kind", "Title", "In force from", "Applies from")),
        *(_procedure(procedure) for procedure in initiative.procedures),
        *_some("obligation", list(map(_obligation_row, initiative.obligations)), _OBLIGATION_COLUMNS),
    ]
    return _page(pairs(initiative.title, facts), *parts)


def obligation_html(obligation: Obligation) -> str:
    """Return what is known of an obligation, and of which Member States.

    >>> import securityunion as su
    >>> html = obligation_html(su.find(su.first_progress_report(), "32012L0029").obligations[0])
    >>> "Certainly not outstanding in" in html and "DK" in html
    True
    """
    verdicts = Answer.sort(obligation.outstanding_among(MemberState).items())
    facts: list[tuple[str, Child]] = [
        ("Initiative", obligation.initiative),
        ("Act", _or_unknown(obligation.act)),
        ("Duty", words(obligation.duty)),
        ("Deadline", _or_unknown(obligation.deadline)),
        ("Bound", _group(obligation.bound)),
        ("Outstanding in", _outstanding(obligation)),
        ("Certainly outstanding in", _codes(verdicts.yes)),
        ("Not known of", _codes(verdicts.unknown)),
        ("Certainly not outstanding in", _codes(verdicts.no)),
    ]
    return _page(pairs(obligation.id, facts))


def answer_html(answer: Answer[Any]) -> str:
    """Return the three parts of an answer: what is so, what may be, what is not.

    >>> html = answer_html(Answer(yes=("a",), unknown=("b", "c"), no=()))
    >>> "Certainly: 1" in html, "Not known: 2" in html, "Certainly not: none" in html
    (True, True, True)
    """
    parts = (("Certainly", answer.yes), ("Not known", answer.unknown), ("Certainly not", answer.no))
    return _page(element("p", f"{answer.size} of {len(answer.possible) + len(answer.no)}"), *_parts(parts))


def items_html(items: Sequence[Any] | Mapping[Any, Any]) -> str:
    """Return what a query gives: a table of records, or of what is said of each key.

    >>> items_html(())
    '<div lang="en"><p>none</p></div>'
    """
    if isinstance(items, Mapping):
        return _page(_mapping(items))
    return _page(*_parts((("", tuple(items)),)))


def _page(*parts: Element) -> str:
    return written(element("div", *parts, lang="en"))


def _scoreboard(report: ProgressReport) -> Element:
    counts = stage_counts(report)
    stages = [stage for stage in Stage if any(stage in row for row in counts.values())]
    titles = {priority.id: priority.title for priority in report.strategy.priorities}
    within = {initiative.id: initiative.priority for initiative in report.initiatives}
    duties = [duty for duty in Duty if obligations(report, duty=duty)]

    def row(title: str, under: Sequence[str]) -> Row:
        filed = [sum(counts[one][stage] for one in under) for stage in stages]
        late = [
            total(one for one in obligations(report, duty=duty) if within[one.initiative] in under) for duty in duties
        ]
        return (title, *map(str, filed), str(sum(filed)), *map(str, late))

    rows = [*(row(titles[one], [one]) for one in counts), row("All", list(counts))]
    headers = (
        "Priority",
        *map(words, stages),
        "initiatives",
        *(f"outstanding {owed(duty)}s" for duty in duties),
    )
    return table(f"{counted(len(report.initiatives), 'initiative')}, and where the report files them", headers, rows)


def _procedure(procedure: Procedure) -> Element:
    rows = [(words(event.kind), _or_unknown(event.on), words(event.by or SEVERAL)) for event in procedure.events]
    recorded = _or_unknown(procedure.known_until)
    caption = element("span", "Events, recorded until ", recorded)
    listed = table("", ("Event", "Day", "By"), rows)
    listed[0].append(caption)
    return details(f"Procedure {procedure.reference}: {counted(len(rows), 'event')}", listed)


def _parts(parts: Sequence[tuple[str, tuple[Any, ...]]]) -> Iterator[Element]:
    for label, found in parts:
        if not found:
            yield element("p", f"{label}: none" if label else "none")
            continue
        noun, columns, row = _columns(found[0])
        title = f"{label}: {len(found)}" if label else counted(len(found), noun)
        listed = table(title, columns, map(row, found))
        yield details(title, listed) if len(found) > _MOST_OPEN else listed


def _some(noun: str, rows: Sequence[Row], columns: tuple[str, ...]) -> Iterator[Element]:
    if rows:
        yield table(counted(len(rows), noun), columns, rows)


def _columns(item: object) -> tuple[str, tuple[str, ...], Callable[[Any], Row]]:
    """Return what things like *item* are called, the headers of a table of them, and what makes its rows."""
    known = ((noun, columns, row) for kind, noun, columns, row in _KINDS if isinstance(item, kind))
    return next(known, _ANYTHING)


def _mapping(items: Mapping[Any, Any]) -> Element:
    if all(isinstance(key, MemberState) for key in items):
        states: list[Row] = [(f"{key.short_name} ({key.eu_code})", str(value)) for key, value in items.items()]
        return table(counted(len(states), "Member State"), ("Member State", "Obligations outstanding"), states)
    stages = list(next(iter(items.values())))
    rows: list[Row] = [(str(key), *(str(one[stage]) for stage in stages)) for key, one in items.items()]
    return table(counted(len(rows), "priority"), ("Priority", *map(words, stages)), rows)


def _initiative_row(one: Initiative) -> Row:
    return (one.title, one.id, words(one.kind), words(one.stage), str(len(one.obligations) or "none"))


_OBLIGATION_COLUMNS = ("Obligation", "Act", "Duty", "Deadline", "Outstanding in")


def _obligation_row(one: Obligation) -> Row:
    return (one.id, _or_unknown(one.act), words(one.duty), _or_unknown(one.deadline), _outstanding(one))


def _overdue_row(one: Overdue) -> Row:
    past: Child = NOT_KNOWN if one.days is None else str(one.days) if one.days > 0 else "not past"
    return (
        one.initiative.title,
        _or_unknown(one.obligation.deadline),
        past,
        who(one.count, one.late.yes),
        _codes(one.late.no),
    )


def _gap_row(one: Gap) -> Row:
    return (one.initiative.title, one.obligation.id, _or_unknown(one.obligation.deadline), _outstanding(one.obligation))


def _finding_row(one: Finding) -> Row:
    return (one.summary, words(one.kind), _listed(list(map(words, one.addressees))), _or_unknown(one.due))


def _change_row(one: Change) -> Row:
    what = "initiative" if one.obligation is None else "obligation"
    return (one.obligation or one.initiative, what, _stage(one.stage_before), _stage(one.stage_after), _changed_by(one))


def _state_row(one: MemberState) -> Row:
    return (one.short_name, one.eu_code)


def _any_row(one: object) -> Row:
    return (str(one),)


_ANYTHING = ("value", ("Value",), _any_row)
_KINDS: tuple[tuple[type[Any], str, tuple[str, ...], Callable[[Any], Row]], ...] = (
    (Initiative, "initiative", ("Initiative", "Id", "Kind", "Stage", "Obligations"), _initiative_row),
    (Obligation, "obligation", _OBLIGATION_COLUMNS, _obligation_row),
    (Overdue, "obligation", ("Initiative", "Deadline", "Days past it", "Late", "Certainly not late"), _overdue_row),
    (Gap, "gap", ("Initiative", "Obligation", "Deadline", "Outstanding in"), _gap_row),
    (Finding, "finding", ("Finding", "Kind", "Of", "Due"), _finding_row),
    (Change, "change", ("Id", "What", "Stage before", "Stage after", "Outstanding changed by"), _change_row),
    (MemberState, "Member State", ("Member State", "EU code"), _state_row),
)


def _or_unknown(value: str | date | None) -> Child:
    return NOT_KNOWN if value is None else str(value)


def _in_words(value: str | None) -> Child:
    return NOT_KNOWN if value is None else words(value)


def _stage(stage: Stage | None) -> str:
    return "not listed" if stage is None else words(stage)


def _changed_by(change: Change) -> Child:
    least, most = change.at_least, change.at_most
    if change.outstanding_before is None or change.outstanding_after is None:
        return ""
    if least is None or most is None:
        return NOT_KNOWN if least is most else f"at least {least:+}" if most is None else f"at most {most:+}"
    return f"{least:+}" if least == most else f"{least:+} to {most:+}"


def _listed(items: Sequence[str]) -> str:
    return ", ".join(items) or "none recorded"


def _codes(states: Sequence[MemberState]) -> str:
    if len(states) == len(MemberState):
        return f"all {len(states)}"
    return ", ".join(state.eu_code for state in states) or "none"


def _outstanding(obligation: Obligation, on: date | None = None) -> Child:
    size = obligation.outstanding_size
    if size.at_most is None and not size.at_least:
        return NOT_KNOWN
    return who(size, certainly(obligation, on=on))


def _group(group: StateGroup) -> Child:
    if group == StateGroup():
        return NOT_KNOWN
    size: Bounds = group.size
    parts = [str(size)]
    if group.named:
        parts.append(f"named: {_codes(group.named)}")
    if group.excluded:
        parts.append(f"not: {_codes(group.excluded)}")
    return "; ".join(parts)
