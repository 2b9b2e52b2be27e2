"""Convert records of each kind into rows of text, for the lists in notebooks and terminals."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from securityunion.model.act import LegalAct, PolicyDocument
from securityunion.model.decision import Decision
from securityunion.model.infringement import InfringementProcedure
from securityunion.model.initiative import Initiative, Stage
from securityunion.model.obligation import NationalMeasure, Obligation
from securityunion.model.procedure import Event, Procedure
from securityunion.model.report import Finding, ProgressReport
from securityunion.model.strategy import Priority
from securityunion.queries.changes import Change
from securityunion.queries.counts import OutstandingObligation
from securityunion.queries.infringements import Infringement
from securityunion.queries.overdue import Overdue
from securityunion.queries.remarks import Remark
from securityunion.values.member_state import MemberState
from securityunion.values.state_group import UNKNOWN_GROUP
from securityunion.values.truth import Answer
from securityunion.views.labels import (
    SEVERAL,
    TRUTHS,
    UNKNOWN,
    certainly_outstanding,
    codes,
    count_words,
    deadlines,
    group_words,
    joined,
    member_states_count,
    named_in,
    quoted,
    who,
    words,
)

__all__ = [
    "ListColumns",
    "Listing",
    "answer_listings",
    "columns_for",
    "in_words",
    "obligation_columns",
    "or_unknown",
    "outstanding",
    "overdue_columns",
    "position_words",
]

Row = tuple[str, ...]


class ListColumns(NamedTuple):
    """The columns of a list that contains records of one kind.

    Attributes:
        noun: the noun for one record, in the singular.
        columns: the headers of the columns.
        row: a function that returns the cells of a record; the first cell identifies the record.

    >>> ListColumns("value", ("Value",), lambda value: (str(value),)).row(5)
    ('5',)
    """

    noun: str
    columns: Row
    row: Callable[[Any], Row]


class Listing(NamedTuple):
    """A list of records, shown in rows.

    Attributes:
        caption: the text above the list.
        kind: the headers of the columns, and the function that returns the cells of a record.
        items: the records.

    >>> states = [MemberState.PT]
    >>> listing = Listing("1 Member State", columns_for(states), states)
    >>> listing.kind.row(MemberState.PT)
    ('Portugal', 'PT')
    """

    caption: str
    kind: ListColumns
    items: Sequence[Any]


def columns_for(items: Sequence[object]) -> ListColumns:
    """Return the columns for *items* of one class, or a single column of text for items of different classes.

    >>> columns_for([MemberState.PT]).columns, columns_for([MemberState.PT, 5]).columns
    (('Member State', 'EU code'), ('Value',))
    """
    kinds = {type(item) for item in items}
    return _COLUMNS.get(kinds.pop(), _ANYTHING) if len(kinds) == 1 else _ANYTHING


def answer_listings(answer: Answer[Any], kind: ListColumns | None = None) -> Iterator[Listing]:
    """Yield a list for each of the three parts of an answer. Each caption gives the number of records in the part.

    If items that the report does not list may belong to the answer, a line at the end says so.

    Args:
        answer: the answer.
        kind: the columns of the three lists; if None, `columns_for` chooses columns that suit the records.

    >>> [part.caption for part in answer_listings(Answer(yes=("a",), unknown=("b", "c")))]
    ['Yes: 1', 'Unknown: 2', 'No: 0']
    """
    for label, items in zip(TRUTHS.values(), (answer.yes, answer.unknown, answer.no), strict=True):
        yield Listing(f"{label}: {len(items)}", columns_for(items) if kind is None else kind, items)
    if answer.more:
        yield Listing("Not listed: unknown", _ANYTHING, ())


def obligation_columns(report: ProgressReport, state: MemberState | None = None) -> ListColumns:
    """Return the columns for the obligations of a report. The first column contains the titles of initiatives.

    If the report does not name any Member State, the rows omit "none named", because a sentence beside the list says
    once that no Member State is named.

    Args:
        report: the report.
        state: a Member State, to add a column that says whether each obligation binds that State; None for no column.

    >>> import securityunion as su
    >>> report = su.first_progress_report()
    >>> obligation_columns(report).row(su.find(report, "nis").obligations[0])[1:]
    ('2018-05-09', '3 Member States')
    >>> obligation_columns(report, su.MemberState.DK).columns[-1]
    'Binds Denmark'
    """
    titles = {initiative.id: initiative.title for initiative in report.initiatives}
    names_somebody = bool(named_in(report))

    def row(one: Obligation) -> Row:
        count = outstanding(one, report.published)
        if count is not UNKNOWN and not names_somebody:
            count = member_states_count(one.outstanding_size)
        return (titles[one.initiative], deadlines(one), count, *_binds(one, state))

    columns = ("Initiative", "Deadline", "Outstanding in", *_binds_header(state))
    return ListColumns("obligation", columns, row)


def overdue_columns(state: MemberState | None = None) -> ListColumns:
    """Return the columns for overdue obligations.

    If *state* is given, an additional column shows whether each obligation binds that Member State.

    >>> overdue_columns(MemberState.DK).columns
    ('Initiative', 'Deadline', 'Days overdue', 'Late', 'Not late', 'Binds Denmark')
    """

    def row(one: Overdue) -> Row:
        days = _days_overdue(one)
        late = who(one.count, one.late.yes)
        binds = _binds(one.obligation, state)
        return (one.initiative.title, deadlines(one.obligation), days, late, codes(one.late.no), *binds)

    columns = ("Initiative", "Deadline", "Days overdue", "Late", "Not late", *_binds_header(state))
    return ListColumns("obligation", columns, row)


def _days_overdue(one: Overdue) -> str:
    if one.days is None or one.days_since_first is None:
        return UNKNOWN
    if one.days_since_first <= 0:
        return "deadline not passed"
    if one.days == one.days_since_first:
        return str(one.days)
    since_last = str(one.days) if one.days > 0 else "last deadline not passed"
    return f"{since_last} ({one.days_since_first} since the first deadline)"


def or_unknown(value: str | date | None) -> str:
    """Return *value* as text, or "unknown" for None.

    >>> or_unknown("32016L1148"), or_unknown(None)
    ('32016L1148', 'unknown')
    """
    return UNKNOWN if value is None else str(value)


def in_words(value: str | None) -> str:
    """Return the value of an enumeration as words, or "unknown" for None.

    >>> in_words("white-paper"), in_words(None)
    ('white paper', 'unknown')
    """
    return UNKNOWN if value is None else words(value)


def outstanding(obligation: Obligation, on: date | None = None) -> str:
    """Return the number of Member States in which an obligation was outstanding, as text.

    The text includes the codes of the Member States in which the obligation is known to have been outstanding.

    Args:
        obligation: the obligation.
        on: the day of the report, to rule out States that were not Member States on that day.

    >>> import securityunion as su
    >>> outstanding(su.Obligation(id="x", initiative="x", duty=su.Duty.APPLY))
    'unknown'
    """
    size, said = obligation.outstanding_size, obligation.outstanding.words
    parts = [] if count_words(size) is UNKNOWN else [who(size, certainly_outstanding(obligation, on=on))]
    if said is not None:
        parts.append(quoted(said))
    return ", ".join(parts) or UNKNOWN


def position_words(initiative: Initiative) -> str:
    """Return a text that lists the institutions' positions on an initiative, as recorded in the report.

    >>> import securityunion as su
    >>> position_words(su.find(su.first_progress_report(), "etias"))
    'Council (adopted), European Parliament (awaited)'
    """
    noted = (f"{words(position.institution)} ({position.status})" for position in initiative.positions)
    return joined(noted, none="none noted")


def _binds_header(state: MemberState | None) -> Row:
    return () if state is None else (f"Binds {state.short_name}",)


def _binds(obligation: Obligation, state: MemberState | None) -> Row:
    return () if state is None else (TRUTHS[obligation.bound.includes(state)].lower(),)


def _initiative(one: Initiative) -> Row:
    acts = joined((act.celex for act in one.acts if act.celex is not None), none="none listed")
    identity = (one.title, one.id, words(one.kind), words(one.stage))
    return (*identity, position_words(one), acts, str(len(one.obligations) or "none"))


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
    return (one.id, or_unknown(one.act), words(one.duty), deadlines(one), outstanding(one))


def _infringement(one: InfringementProcedure) -> Row:
    steps = [f"{words(event.step)}: {event.on or 'day unknown'}" for event in one.events]
    return (one.state.short_name, or_unknown(one.case), joined(steps), or_unknown(one.known_until))


def _measure(one: NationalMeasure) -> Row:
    known = (one.id, one.title, one.published, one.notified)
    return (one.state.short_name, *map(or_unknown, known))


def _recorded_infringement(one: Infringement) -> Row:
    obligation = UNKNOWN if one.obligation is None else one.obligation.id
    return (*_infringement(one.procedure), obligation, UNKNOWN if one.initiative is None else one.initiative.title)


def _decision(one: Decision) -> Row:
    return (one.id, words(one.step), or_unknown(one.on), group_words(one.states), joined(one.obligations))


def _priority(one: Priority) -> Row:
    return (one.title, one.id, or_unknown(one.summary), joined(one.focus_areas))


def _outstanding_obligation(one: OutstandingObligation) -> Row:
    return (one.initiative.title, one.obligation.id, deadlines(one.obligation), outstanding(one.obligation))


def _finding(one: Finding) -> Row:
    return (
        one.summary,
        words(one.kind),
        one.priority or "none",
        joined(map(words, one.acted_by)),
        joined(map(words, one.addressees)),
        joined(one.initiatives),
        "none mentioned" if one.states == UNKNOWN_GROUP else group_words(one.states),
        one.due or "no date given",
    )


def _remark(one: Remark) -> Row:
    return (one.path, one.code, one.explanation)


def _change(one: Change) -> Row:
    kind = "initiative" if one.obligation is None else "obligation"
    return (one.obligation or one.initiative, kind, _stage(one.stage_before), _stage(one.stage_after), _changed_by(one))


def _state(one: MemberState) -> Row:
    return (one.short_name, one.eu_code)


def _anything(one: object) -> Row:
    return (str(one),)


_ANYTHING = ListColumns("value", ("Value",), _anything)
_COLUMNS: dict[type[Any], ListColumns] = {
    Initiative: ListColumns(
        "initiative", ("Initiative", "Id", "Kind", "Stage", "Positions", "Acts", "Obligations"), _initiative
    ),
    PolicyDocument: ListColumns("document", ("Reference", "Kind", "Title", "Published"), _document),
    LegalAct: ListColumns("act", ("CELEX number", "Kind", "Title", "In force from", "Applies from"), _act),
    Procedure: ListColumns("procedure", ("Procedure", "Events", "Events complete until"), _procedure),
    Event: ListColumns("event", ("Event", "Day", "By"), _event),
    Obligation: ListColumns("obligation", ("Obligation", "Act", "Duty", "Deadline", "Outstanding in"), _obligation),
    InfringementProcedure: ListColumns(
        "infringement procedure", ("Member State", "Case", "Steps", "Steps complete until"), _infringement
    ),
    Infringement: ListColumns(
        "infringement procedure",
        ("Member State", "Case", "Steps", "Steps complete until", "Obligation", "Initiative"),
        _recorded_infringement,
    ),
    NationalMeasure: ListColumns("measure", ("Member State", "Id", "Title", "Published", "Notified"), _measure),
    Decision: ListColumns("decision", ("Decision", "Step", "Date", "Member States", "Obligations"), _decision),
    Priority: ListColumns("priority", ("Priority", "Id", "Summary", "Focus areas"), _priority),
    OutstandingObligation: ListColumns(
        "obligation", ("Initiative", "Obligation", "Deadline", "Outstanding in"), _outstanding_obligation
    ),
    Overdue: overdue_columns(),
    Finding: ListColumns(
        "finding",
        ("Finding", "Kind", "Priority (id)", "Acted", "Asked to act", "Initiatives (ids)", "Member States", "Due"),
        _finding,
    ),
    Remark: ListColumns("remark", ("Path", "Code", "Explanation"), _remark),
    Change: ListColumns("change", ("Id", "Kind", "Stage before", "Stage after", "Change in outstanding"), _change),
    MemberState: ListColumns("Member State", ("Member State", "EU code"), _state),
}


def _stage(stage: Stage | None) -> str:
    return "not listed" if stage is None else words(stage)


def _changed_by(change: Change) -> str:
    least, most = change.at_least, change.at_most
    # Numbers can be compared only if the change concerns an obligation and both reports list that obligation.
    if change.outstanding_before is None or change.outstanding_after is None:
        return ""
    if least is None or most is None:
        return UNKNOWN if least is most else f"at least {least:+}" if most is None else f"at most {most:+}"
    return f"{least:+}" if least == most else f"{least:+} to {most:+}"
