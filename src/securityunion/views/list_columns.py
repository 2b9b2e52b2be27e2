"""What is told of records that stand among others: a row of words for each, the same on a page and at a terminal."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from securityunion.model.act import LegalAct, PolicyDocument
from securityunion.model.infringement import InfringementProcedure
from securityunion.model.initiative import Initiative, Stage
from securityunion.model.obligation import Obligation
from securityunion.model.procedure import Event, Procedure
from securityunion.model.report import Finding, ProgressReport
from securityunion.model.strategy import Priority
from securityunion.queries.changes import Change
from securityunion.queries.counts import OutstandingObligation
from securityunion.queries.overdue import Overdue
from securityunion.queries.remarks import Remark
from securityunion.values.member_state import MemberState
from securityunion.views.labels import NOT_KNOWN, SEVERAL, certainly, listed, named, states, who, words

__all__ = ["Kind", "codes", "in_words", "kind_of", "obligations_of", "or_unknown", "outstanding"]

Row = tuple[str, ...]


class Kind(NamedTuple):
    """How records of one kind are told in a table.

    Attributes:
        noun: what one of them is called.
        columns: the headers.
        row: what makes the cells of a record; the first says which one it is.

    >>> Kind("value", ("Value",), lambda value: (str(value),)).row(5)
    ('5',)
    """

    noun: str
    columns: Row
    row: Callable[[Any], Row]


def kind_of(items: Sequence[object]) -> Kind:
    """Return how *items* are told: as what they all are, or each as its text where there is no more to say.

    >>> kind_of([MemberState.PT]).columns, kind_of([MemberState.PT, 5]).columns
    (('Member State', 'EU code'), ('Value',))
    """
    kinds = {type(item) for item in items}
    return _KINDS.get(kinds.pop(), _ANYTHING) if len(kinds) == 1 else _ANYTHING


def obligations_of(report: ProgressReport) -> Kind:
    """Return how the obligations of a report are told in its own list: with the initiatives that they stand in.

    Where the report names nobody at all, that is said once beside the list, and not with each obligation.

    >>> import securityunion as su
    >>> report = su.first_progress_report()
    >>> obligations_of(report).row(su.find(report, "nis").obligations[0])[1:]
    ('2018-05-09', '3 Member States')
    """
    titles = {initiative.id: initiative.title for initiative in report.initiatives}
    names_somebody = bool(named(report))

    def row(one: Obligation) -> Row:
        count = outstanding(one, report.published)
        if count is not NOT_KNOWN and not names_somebody:
            count = states(one.outstanding_size)
        return (titles[one.initiative], or_unknown(one.deadline), count)

    return Kind("obligation", ("Initiative", "Deadline", "Outstanding in"), row)


def or_unknown(value: str | date | None) -> str:
    """Return *value* as text, or that it is not known.

    >>> or_unknown("32016L1148"), or_unknown(None)
    ('32016L1148', 'not known')
    """
    return NOT_KNOWN if value is None else str(value)


def in_words(value: str | None) -> str:
    """Return the value of an enumeration as words, or that it is not known.

    >>> in_words("white-paper"), in_words(None)
    ('white paper', 'not known')
    """
    return NOT_KNOWN if value is None else words(value)


def codes(states: Sequence[MemberState]) -> str:
    """Return the codes of Member States, as the Union writes them.

    >>> codes([MemberState.GR, MemberState.PT]), codes([]), codes(list(MemberState))
    ('EL, PT', 'none', 'all 28')
    """
    if len(states) == len(MemberState):
        return f"all {len(states)}"
    return ", ".join(state.eu_code for state in states) or "none"


def outstanding(obligation: Obligation, on: date | None = None) -> str:
    """Return in how many Member States an obligation was outstanding, and in which, on the report's day if it is known.

    >>> import securityunion as su
    >>> outstanding(su.Obligation(id="x", initiative="x", duty=su.Duty.APPLY))
    'not known'
    """
    size = obligation.outstanding_size
    if size.at_most is None and not size.at_least:
        return NOT_KNOWN
    return who(size, certainly(obligation, on=on))


def _initiative(one: Initiative) -> Row:
    return (one.title, one.id, words(one.kind), words(one.stage), str(len(one.obligations) or "none"))


def _document(one: PolicyDocument) -> Row:
    return (or_unknown(one.reference), in_words(one.kind), or_unknown(one.title), or_unknown(one.published))


def _act(one: LegalAct) -> Row:
    dates = (one.entry_into_force, one.applies_from)
    return (or_unknown(one.celex), words(one.kind), or_unknown(one.title), *map(or_unknown, dates))


def _procedure(one: Procedure) -> Row:
    return (one.reference, str(len(one.events) or "none recorded"), or_unknown(one.known_until))


def _event(one: Event) -> Row:
    return (words(one.kind), or_unknown(one.on), words(one.by or SEVERAL))


def _obligation(one: Obligation) -> Row:
    return (one.id, or_unknown(one.act), words(one.duty), or_unknown(one.deadline), outstanding(one))


def _infringement(one: InfringementProcedure) -> Row:
    steps = [f"{words(event.step)}: {event.on or 'day not known'}" for event in one.events]
    return (one.state.short_name, or_unknown(one.case), listed(steps), or_unknown(one.known_until))


def _priority(one: Priority) -> Row:
    return (one.title, one.id, or_unknown(one.summary), listed(one.focus_areas))


def _gap(one: OutstandingObligation) -> Row:
    return (one.initiative.title, one.obligation.id, or_unknown(one.obligation.deadline), outstanding(one.obligation))


def _overdue(one: Overdue) -> Row:
    past = NOT_KNOWN if one.days is None else str(one.days) if one.days > 0 else "not past"
    late = who(one.count, one.late.yes)
    return (one.initiative.title, or_unknown(one.obligation.deadline), past, late, codes(one.late.no))


def _finding(one: Finding) -> Row:
    return (
        one.summary,
        words(one.kind),
        one.priority or "none",
        listed(map(words, one.addressees)),
        listed(one.initiatives),
        one.due or "no day given",
    )


def _remark(one: Remark) -> Row:
    return (one.path, one.code, one.explanation)


def _change(one: Change) -> Row:
    what = "initiative" if one.obligation is None else "obligation"
    return (one.obligation or one.initiative, what, _stage(one.stage_before), _stage(one.stage_after), _changed_by(one))


def _state(one: MemberState) -> Row:
    return (one.short_name, one.eu_code)


def _anything(one: object) -> Row:
    return (str(one),)


_ANYTHING = Kind("value", ("Value",), _anything)
_KINDS: dict[type[Any], Kind] = {
    Initiative: Kind("initiative", ("Initiative", "Id", "Kind", "Stage", "Obligations"), _initiative),
    PolicyDocument: Kind("document", ("Reference", "Kind", "Title", "Published"), _document),
    LegalAct: Kind("act", ("CELEX number", "Kind", "Title", "In force from", "Applies from"), _act),
    Procedure: Kind("procedure", ("Procedure", "Events", "Events recorded until"), _procedure),
    Event: Kind("event", ("Event", "Day", "By"), _event),
    Obligation: Kind("obligation", ("Obligation", "Act", "Duty", "Deadline", "Outstanding in"), _obligation),
    InfringementProcedure: Kind(
        "infringement procedure", ("Member State", "Case", "Steps", "Steps recorded until"), _infringement
    ),
    Priority: Kind("priority", ("Priority", "Id", "Summary", "Areas of focus"), _priority),
    OutstandingObligation: Kind("gap", ("Initiative", "Obligation", "Deadline", "Outstanding in"), _gap),
    Overdue: Kind("obligation", ("Initiative", "Deadline", "Days past it", "Late", "Certainly not late"), _overdue),
    Finding: Kind("finding", ("Finding", "Kind", "Priority (id)", "Of whom", "Initiatives (ids)", "Due"), _finding),
    Remark: Kind("remark", ("Path", "Code", "Explanation"), _remark),
    Change: Kind("change", ("Id", "What", "Stage before", "Stage after", "Outstanding changed by"), _change),
    MemberState: Kind("Member State", ("Member State", "EU code"), _state),
}


def _stage(stage: Stage | None) -> str:
    return "not listed" if stage is None else words(stage)


def _changed_by(change: Change) -> str:
    least, most = change.at_least, change.at_most
    if change.outstanding_before is None or change.outstanding_after is None:
        return ""
    if least is None or most is None:
        return NOT_KNOWN if least is most else f"at least {least:+}" if most is None else f"at most {most:+}"
    return f"{least:+}" if least == most else f"{least:+} to {most:+}"
