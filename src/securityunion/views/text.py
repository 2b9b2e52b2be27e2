"""Write the scoreboard, lists and pages of records as terminal text, by default at most 80 columns wide."""

from collections.abc import Callable, Iterator
from datetime import date
from textwrap import wrap
from typing import Any

from securityunion._util.text import counted
from securityunion.model.obligation import Obligation
from securityunion.model.report import ProgressReport
from securityunion.queries.overdue import Overdue, overdue
from securityunion.queries.select import obligations
from securityunion.values.member_state import MemberState
from securityunion.values.truth import Answer, Bounds, Truth
from securityunion.views.detail_pages import Page
from securityunion.views.labels import UNKNOWN, about, duty_noun, explanation, initiatives_counted, naming, words
from securityunion.views.list_columns import Listing, answer_listings, obligation_columns, overdue_columns
from securityunion.views.scoreboard import ScoreboardRow, scoreboard

__all__ = [
    "WIDTH",
    "Heading",
    "listing_lines",
    "obligation_lines",
    "overdue_lines",
    "page_lines",
    "scoreboard_lines",
    "state_lines",
]

WIDTH = 80
"""The number of columns of the text if no other number is asked for."""

_LABEL = 28
_NARROWEST_CELL = 6
_REPLACEMENT = "\ufffd"


class Heading(str):
    """A line of a heading, which a terminal can show in bold.

    >>> Heading("4 priorities")
    '4 priorities'
    """

    __slots__ = ()


def scoreboard_lines(report: ProgressReport, *, width: int = WIDTH) -> Iterator[str]:
    """Yield the lines of the scoreboard: priorities, initiatives by stage, and outstanding obligations.

    >>> import securityunion as su
    >>> for line in list(scoreboard_lines(su.first_progress_report()))[10:]: print(line)
    41 initiatives                   1     2     3     4   all
      adopted by Commission          5     5     6     4    20
      under negotiation              3     2     0     1     6
      pending transposition          1     2    11     1    15
    Outstanding transpositions       3    29   112     1   145
    <BLANKLINE>
    The report lists 15 obligations of Member States. An outstanding obligation is
    counted once for every Member State that had not fully met it on 2020-12-09. The
    report does not name any Member State with an obligation outstanding.
    """
    priorities = report.priorities
    yield from _headings(report.title, width)
    yield from _fold(about(report), width)
    yield ""
    yield Heading(counted(len(priorities), "priority"))
    for number, priority in enumerate(priorities, start=1):
        yield from _entry(f"{number:>3}  {priority.title}", priority.id, width)
    rows = _rows(report)
    yield from _table(rows, width)
    yield ""
    lower_limits = [cell for _, cells in rows for cell in cells if cell.endswith("+")]
    meaning = f" {lower_limits[-1]} means at least {lower_limits[-1][:-1]}." if lower_limits else ""
    yield from _fold(explanation(report) + meaning, width)


def listing_lines(listing: Listing, *, width: int = WIDTH) -> Iterator[str]:
    """Yield the lines of a list of records.

    The list is written as a table if the table is narrow enough, and otherwise with a paragraph for each record.

    >>> from securityunion.views.list_columns import columns_for
    >>> states = [MemberState.GR, MemberState.PT]
    >>> listing = Listing("2 Member States", columns_for(states), states)
    >>> for line in listing_lines(listing): print(line)
    2 Member States
      Member State  EU code
      Greece        EL
      Portugal      PT
    """
    yield from _headings(listing.caption, width)
    if not listing.items:
        return
    columns, rows = listing.kind.columns, [tuple(map(_printable, listing.kind.row(item))) for item in listing.items]
    widths = [max(map(len, column)) for column in zip(columns, *rows, strict=True)]
    if sum(widths) + 2 * len(widths) <= width:
        for row in (columns, *rows):
            yield "".join(f"  {cell.ljust(wide)}" for cell, wide in zip(row, widths, strict=True)).rstrip()
    else:
        for name, *cells in rows:
            yield from _fold(name, width, "  ")
            yield from _fold("; ".join(map(": ".join, zip(columns[1:], cells, strict=True))), width, "    ")


def obligation_lines(
    report: ProgressReport, among: Callable[[Obligation], bool], *, width: int = WIDTH
) -> Iterator[str]:
    """Yield the lines of a list of obligations, with their deadlines and numbers of Member States.

    Args:
        report: the report.
        among: a function that returns True for each obligation to list.
        width: the number of columns.

    >>> import securityunion as su
    >>> report = su.first_progress_report()
    >>> for line in obligation_lines(report, lambda one: one.initiative == "pnr"):
    ...     print(line)
    1 of 15 obligations of Member States, as of 2020-12-09
      Initiative                          Deadline    Outstanding in
      EU Passenger Name Record Directive  2018-05-25  1 Member State
    <BLANKLINE>
    The report does not name any Member State with an obligation outstanding.
    """
    every = obligations(report)
    chosen = tuple(filter(among, every))
    caption = f"{len(chosen)} of {counted(len(every), 'obligation')} of Member States, as of {report.published}"
    yield from listing_lines(Listing(caption, obligation_columns(report), chosen), width=width)
    if chosen:
        yield ""
        yield from _fold(naming(report), width)


def page_lines(page: Page, *, width: int = WIDTH) -> Iterator[str]:
    """Yield the lines of a page: its facts, its lists, and then the pages that it contains.

    >>> import securityunion as su
    >>> from securityunion.views.detail_pages import procedure_page
    >>> initiative = su.find(su.first_progress_report(), "2018/0331(COD)")
    >>> page = procedure_page(initiative.procedures[0])
    >>> for line in list(page_lines(page))[:6]: print(line)
    Procedure 2018/0331(COD)
      Events complete until  2020-12-10; events after that day are shown, but others
                             may be missing
    <BLANKLINE>
    9 events
      Event                   Day         By
    """
    yield from _headings(page.title, width)
    longest = max(len(name) for name, _ in page.facts)
    for name, value in page.facts:
        yield from _fold(value, width, f"  {name.ljust(longest)}  ")
    for part in page.lists:
        yield ""
        yield from listing_lines(part, width=width)
    for inner in page.inner:
        yield ""
        yield from page_lines(inner, width=width)


def state_lines(
    report: ProgressReport, state: MemberState, among: Callable[[Obligation], bool], *, width: int = WIDTH
) -> Iterator[str]:
    """Yield the lines of three lists of obligations, with the headings "Yes", "Unknown" and "No".

    The headings say whether the obligations were outstanding in *state* on the day of the report.

    Args:
        report: the report.
        state: the Member State.
        among: a function that returns True for each obligation to list.
        width: the number of columns.

    >>> import securityunion as su
    >>> report, portugal = su.first_progress_report(), su.MemberState.PT
    >>> for line in state_lines(report, portugal, lambda one: one.initiative == "pnr"):
    ...     print(line)
    Portugal (PT) on 2020-12-09: at least 0, at most 1 of 1 obligation outstanding
    <BLANKLINE>
    Yes: 0
    <BLANKLINE>
    Unknown: 1
      Initiative                          Deadline    Outstanding in  Binds Portugal
      EU Passenger Name Record Directive  2018-05-25  1 Member State  yes
    <BLANKLINE>
    No: 0
    <BLANKLINE>
    The report does not name any Member State with an obligation outstanding.
    """
    answer = obligations(report, state=state)
    kept = Answer(*(tuple(filter(among, part)) for part in (answer.yes, answer.unknown, answer.no)), more=answer.more)
    every = len(kept.possible) + len(kept.no)
    where = f"{state.short_name} ({state.eu_code}) on {report.published}"
    yield from _headings(f"{where}: {_size(kept, every, 'outstanding')}", width)
    yield from _membership(state, report.published, width)
    for part in answer_listings(kept, obligation_columns(report, state)):
        yield ""
        yield from listing_lines(part, width=width)
    if every:
        yield ""
        yield from _fold(naming(report), width)


def overdue_lines(
    report: ProgressReport,
    day: date,
    state: MemberState | None,
    among: Callable[[Obligation], bool],
    *,
    width: int = WIDTH,
) -> Iterator[str]:
    """Yield the lines of three lists of obligations, with the headings "Yes", "Unknown" and "No".

    The headings say whether the obligations were overdue on *day*. Each list is in order of deadlines, so the
    obligation that has been overdue for the most days comes first.

    Args:
        report: the report.
        day: the day.
        state: the Member State to ask about; None to ask about all Member States.
        among: a function that returns True for each obligation to list.
        width: the number of columns.

    >>> import securityunion as su
    >>> report = su.first_progress_report()
    >>> next(overdue_lines(report, report.published, None, lambda one: True))
    'Overdue on 2020-12-09: 15 of 15 obligations'
    """
    answer = overdue(report, on=day)
    found = [one for one in (*answer.yes, *answer.unknown, *answer.no) if among(one.obligation)]

    def truth(one: Overdue) -> Truth:
        return one.anywhere if state is None else one.late_in(state)

    verdicts = Answer.sort(((one, truth(one)) for one in found), more=answer.more)
    where = "" if state is None else f" in {state.short_name} ({state.eu_code})"
    yield from _headings(f"Overdue on {day}{where}: {_size(verdicts, len(found))}", width)
    if state is not None:
        yield from _membership(state, day, width)
    for part in answer_listings(verdicts, overdue_columns(state)):
        yield ""
        yield from listing_lines(part, width=width)


def _size(answer: Answer[Any], listed: int, *what: str) -> str:
    """Return how many of the listed obligations are in an answer, without an upper limit if others may be missing."""
    number = counted(listed, "obligation")
    if answer.more:
        return " ".join((str(answer.size), *what, f"({number} listed)"))
    return " ".join((f"{answer.size} of {number}", *what))


def _membership(state: MemberState, day: date, width: int) -> Iterator[str]:
    """Yield a note if *state* was not a Member State on *day*; otherwise yield nothing."""
    if not state.is_member(on=day):
        note = f"{state.eu_code} was not a Member State on {day}."
        joined = f"It joined on {state.first_day}."
        left = f"It was a Member State from {state.first_day} to {state.last_day}."
        yield from _fold(f"{note} {joined if state.last_day is None else left}", width)


def _rows(report: ProgressReport) -> list[tuple[str, list[str]]]:
    """Return the rows of the scoreboard.

    Each row has a label, a cell for each priority, and a cell for the whole report.
    """
    board = scoreboard(report)
    every = (*board.rows, board.total)

    def stage_cells(place: int) -> list[str]:
        return [_cell(row.stages[place]) for row in every]

    def outstanding_cells(place: int) -> list[str]:
        return [_cell(row.outstanding[place]) for row in every]

    return [
        (initiatives_counted(board.total.initiatives), [*map(_heading, enumerate(every, start=1))]),
        *((f"  {words(stage)}", stage_cells(place)) for place, stage in enumerate(board.stages)),
        *((f"Outstanding {duty_noun(duty)}s", outstanding_cells(place)) for place, duty in enumerate(board.duties)),
    ]


def _heading(numbered: tuple[int, ScoreboardRow]) -> str:
    number, row = numbered
    return "all" if row.priority is None else str(number)


def _table(rows: list[tuple[str, list[str]]], width: int) -> Iterator[str]:
    """Yield the lines of a table with these *rows*. If some priorities do not fit, another table follows."""
    wide = max(_NARROWEST_CELL, *(len(cell) + 1 for _, cells in rows for cell in cells))
    label_wide = min(_LABEL, width - 2 * wide)  # in a narrow terminal, only the whole report may fit beside a priority
    abreast = max(1, (width - label_wide) // wide - 1)
    for start in range(0, len(rows[0][1]) - 1 or 1, abreast):
        yield ""
        for label, (*parts, every) in rows:
            chosen = (*parts[start : start + abreast], every)
            *above, last = wrap(label, label_wide, subsequent_indent="  ") if len(label) > label_wide else [label]
            yield from above
            yield last.ljust(label_wide) + "".join(cell.rjust(wide) for cell in chosen)


def _cell(bounds: Bounds) -> str:
    if bounds.exact is not None:
        return str(bounds.exact)
    if bounds.at_most is None:
        return f"{bounds.at_least}+" if bounds.at_least else UNKNOWN
    return f"{bounds.at_least}-{bounds.at_most}"


def _entry(label: str, value: str, width: int) -> Iterator[str]:
    """Yield *label* aligned left and *value* aligned right, on one line if the line has room for both."""
    lines = _fold(label, width, others=" " * 5)
    if len(lines) == 1 and len(label) + 2 + len(value) <= width:
        yield f"{lines[0]}{value.rjust(width - len(lines[0]))}"
    else:
        yield from lines
        yield from (line.rjust(width) for line in _fold(value, width))


def _headings(text: str, width: int) -> Iterator[str]:
    return map(Heading, _fold(text, width))


def _fold(text: str, width: int, first: str = "", others: str | None = None) -> list[str]:
    """Split *text* into lines of at most *width* columns.

    Args:
        text: the text.
        width: the number of columns.
        first: the prefix of the first line.
        others: the prefix of every other line; None for as many spaces as *first* has characters.
    """
    indent = " " * len(first) if others is None else others
    return wrap(_printable(text), width, initial_indent=first, subsequent_indent=indent)


def _printable(text: str) -> str:
    """Return *text* on one line, without control characters, so that a document cannot send commands to a terminal."""
    return "".join(sign if sign.isprintable() else " " if sign.isspace() else _REPLACEMENT for sign in text)
