"""A report as lines of text, at most 80 columns wide: the scoreboard, lists, one initiative, one Member State."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from textwrap import wrap

from securityunion._util.text import counted
from securityunion.model.initiative import Initiative, Stage
from securityunion.model.obligation import Duty, Obligation
from securityunion.model.report import ProgressReport
from securityunion.queries.counts import stage_counts
from securityunion.queries.overdue import Overdue, overdue
from securityunion.queries.select import obligations
from securityunion.values.member_state import MemberState
from securityunion.values.truth import Answer, Bounds, Truth
from securityunion.views.detail_pages import Listing, Page
from securityunion.views.labels import certainly, explanation, naming, owed, total, who, words
from securityunion.views.list_columns import obligations_of

__all__ = [
    "initiative_lines",
    "obligation_lines",
    "overdue_lines",
    "page_lines",
    "scoreboard_lines",
    "state_lines",
]

_WIDTH = 80
_LABEL = 28
_NARROWEST_CELL = 6
_REPLACEMENT = "\ufffd"


def scoreboard_lines(report: ProgressReport) -> Iterator[str]:
    """Yield the scoreboard: priorities, how many initiatives stand at which stage, and what is outstanding.

    >>> import securityunion as su
    >>> for line in list(scoreboard_lines(su.first_progress_report()))[10:]: print(line)
    41 initiatives                   1     2     3     4   all
      adopted by Commission          5     5     6     4    20
      under negotiation              3     2     0     1     6
      pending transposition          1     2    11     1    15
    Outstanding transpositions       3    29   112     1   145
    <BLANKLINE>
    A Member State counts once for each obligation, of 15, that it had not fully met
    on 2020-12-09. The report names none of them.
    """
    strategy, priorities = report.strategy, report.strategy.priorities
    yield from _fold(report.title)
    yield from _fold(f"{report.published}, on {strategy.title}, covering {report.covers}")
    yield ""
    yield counted(len(priorities), "priority")
    for number, priority in enumerate(priorities, start=1):
        yield from _entry(f"{number:>3}  {priority.title}", priority.id)
    yield from _table(_rows(report))
    yield ""
    yield from _fold(explanation(report))


def initiative_lines(initiatives: Iterable[Initiative]) -> Iterator[str]:
    """Yield a few lines for each initiative: title, id, where it stands, and what is outstanding.

    >>> import securityunion as su
    >>> for line in initiative_lines([su.find(su.first_progress_report(), "etias")]): print(line)
    Amendments on the European Travel Information and Authorisation System (ETIAS)
    regulation
      etias: proposal, under negotiation
      Council: adopted, European Parliament: awaited
      acts: 32021R1150, 32021R1151, 32021R1152
    """
    for initiative in initiatives:
        yield from _fold(initiative.title)
        yield from _fold(f"{initiative.id}: {words(initiative.kind)}, {words(initiative.stage)}", "  ")
        if initiative.positions:
            noted = (f"{words(position.institution)}: {position.status}" for position in initiative.positions)
            yield from _fold(", ".join(noted), "  ")
        numbers = [act.celex for act in initiative.acts if act.celex is not None]
        if numbers:
            yield from _fold(f"{'act' if len(numbers) == 1 else 'acts'}: {', '.join(numbers)}", "  ")
        for obligation in initiative.obligations:
            yield from _fold(_obligation(obligation), "  ")


def obligation_lines(report: ProgressReport, among: Callable[[Obligation], bool]) -> Iterator[str]:
    """Yield the obligations *among* those of a report, with their deadlines and in how many Member States each is left.

    >>> import securityunion as su
    >>> report, pnr = su.first_progress_report(), lambda obligation: obligation.initiative == "pnr"
    >>> for line in obligation_lines(report, pnr): print(line)
    1 of 15 obligations of Member States, as of 2020-12-09
      Initiative                          Deadline    Outstanding in
      EU Passenger Name Record Directive  2018-05-25  1 Member State
    <BLANKLINE>
    The report names none of them.
    """
    every = obligations(report)
    chosen = tuple(filter(among, every))
    caption = f"{len(chosen)} of {counted(len(every), 'obligation')} of Member States, as of {report.published}"
    yield from _listed(Listing(caption, obligations_of(report), chosen))
    if chosen:
        yield ""
        yield from _fold(naming(report))


def page_lines(page: Page) -> Iterator[str]:
    """Yield what is told of one record: what it is, then what stands in it.

    >>> import securityunion as su
    >>> from securityunion.views.detail_pages import procedure_page
    >>> procedure = su.find(su.first_progress_report(), "2018/0331(COD)").procedures[0]
    >>> for line in list(page_lines(procedure_page(procedure)))[:6]: print(line)
    Procedure 2018/0331(COD)
      Events recorded until  2021-05-17
    <BLANKLINE>
    8 events
      Event                    Day         By
      proposal                 2018-09-12  Commission
    """
    yield from _fold(page.title)
    width = max(len(name) for name, _ in page.facts)
    for name, value in page.facts:
        yield from _fold(value, f"  {name.ljust(width)}  ")
    for part in page.lists:
        yield ""
        yield from _listed(part)
    for inner in page.inner:
        yield ""
        yield from page_lines(inner)


def state_lines(report: ProgressReport, state: MemberState, among: Callable[[Obligation], bool]) -> Iterator[str]:
    """Yield what is known of *state*: the obligations certainly, possibly and certainly not outstanding there.

    Only the obligations *among* those are counted.

    >>> import securityunion as su
    >>> report, pnr = su.first_progress_report(), lambda obligation: obligation.initiative == "pnr"
    >>> for line in state_lines(report, su.MemberState.PT, pnr): print(line)
    Portugal (PT) on 2020-12-09: at least 0, at most 1 of 1 obligation outstanding
    <BLANKLINE>
    Certainly outstanding: none
    Not known: 1
      EU Passenger Name Record Directive
        pnr-transposition: transposition outstanding in 1 Member State, none named
    Certainly not outstanding: none
    """
    answer = obligations(report, state=state)
    kept = Answer(*(tuple(filter(among, part)) for part in (answer.yes, answer.unknown, answer.no)))
    every = len(kept.possible) + len(kept.no)
    titles = {initiative.id: initiative.title for initiative in report.initiatives}
    where = f"{state.short_name} ({state.eu_code}) on {report.published}"
    yield from _fold(f"{where}: {kept.size} of {counted(every, 'obligation')} outstanding")
    yield ""
    parts = (
        ("Certainly outstanding", kept.yes),
        ("Not known", kept.unknown),
        ("Certainly not outstanding", kept.no),
    )
    yield from _no_member(state, report.published)
    for label, found in parts:
        yield f"{label}: {len(found) or 'none'}"
        for obligation in found:
            yield from _fold(titles[obligation.initiative], "  ")
            yield from _fold(f"{_obligation(obligation, report.published)}{_not_bound(obligation, state)}", "    ")


def overdue_lines(
    report: ProgressReport, day: date, state: MemberState | None, among: Callable[[Obligation], bool]
) -> Iterator[str]:
    """Yield the obligations past their deadline on a *day*, longest first, and those of which that is not known.

    Only the obligations *among* those are listed; with a *state*, only what is known of that Member State.

    >>> import securityunion as su
    >>> report, pnr = su.first_progress_report(), lambda obligation: obligation.initiative == "pnr"
    >>> next(overdue_lines(report, report.published, None, pnr)).startswith("Overdue on 2020-12-09: ")
    True
    """
    answer = overdue(report, on=day)
    found = [one for one in (*answer.yes, *answer.unknown, *answer.no) if among(one.obligation)]
    verdicts = Answer.sort((one, one.anywhere if state is None else one.late_in(state)) for one in found)
    where = "" if state is None else f" in {state.short_name} ({state.eu_code})"
    yield from _fold(f"Overdue on {day}{where}: {verdicts.size} of {counted(len(found), 'obligation')}")
    if state is not None:
        yield from _no_member(state, day)
    for label, part in (("Certainly", verdicts.yes), ("Not known", verdicts.unknown), ("Certainly not", verdicts.no)):
        yield ""
        yield f"{label}: {len(part) or 'none'}"
        for one in part:
            yield from _fold(one.initiative.title, "  ")
            why = "" if state is None else _not_bound(one.obligation, state)
            yield from _fold(f"{_past(one)}{why}", "    ")


def _no_member(state: MemberState, day: date) -> Iterator[str]:
    if not state.is_member(on=day):
        yield f"It was no Member State that day: {state.first_day} to {state.last_day or 'now'}."


def _not_bound(obligation: Obligation, state: MemberState) -> str:
    bound = obligation.bound.includes(state)
    return f"; it does not bind {state.short_name}" if bound is Truth.NO else ""


def _past(one: Overdue) -> str:
    if one.days is None or one.obligation.deadline is None:
        when = "deadline not known"
    elif one.days > 0:
        when = f"{counted(one.days, 'day')} past {one.obligation.deadline}"
    else:
        when = f"deadline {one.obligation.deadline}, not past"
    return f"{one.obligation.id}: {when}; {who(one.count, one.late.yes)}"


def _rows(report: ProgressReport) -> list[tuple[str, list[str]]]:
    """Return the rows of the table: a label, a cell for each priority, and one for all together."""
    counts = stage_counts(report)
    numbers = [str(number) for number in range(1, len(counts) + 1)]
    rows = [(counted(len(report.initiatives), "initiative"), [*numbers, "all"])]
    for stage in [stage for stage in Stage if any(stage in row for row in counts.values())]:
        filed = [row[stage] for row in counts.values()]
        rows.append((f"  {words(stage)}", [*map(str, filed), str(sum(filed))]))
    within = {initiative.id: initiative.priority for initiative in report.initiatives}
    for duty in Duty:
        demanded = obligations(report, duty=duty)
        if demanded:
            parts = [total(each for each in demanded if within[each.initiative] == one) for one in counts]
            rows.append((f"Outstanding {owed(duty)}s", [*map(_cell, parts), _cell(total(demanded))]))
    return rows


def _table(rows: list[tuple[str, list[str]]]) -> Iterator[str]:
    """Yield the rows with as many priorities abreast as fit the width, then the next ones below."""
    width = max(_NARROWEST_CELL, *(len(cell) + 1 for _, cells in rows for cell in cells))
    abreast = max(1, (_WIDTH - _LABEL) // width - 1)
    for start in range(0, len(rows[0][1]) - 1 or 1, abreast):
        yield ""
        for label, (*parts, every) in rows:
            chosen = (*parts[start : start + abreast], every)
            yield label.ljust(_LABEL) + "".join(cell.rjust(width) for cell in chosen)


def _cell(bounds: Bounds) -> str:
    if bounds.exact is not None:
        return str(bounds.exact)
    return f"{bounds.at_least}+" if bounds.at_most is None else f"{bounds.at_least}-{bounds.at_most}"


def _entry(label: str, value: str) -> Iterator[str]:
    """Yield *label* and *value* on one line where they fit, on several where they do not."""
    lines = _fold(label, others=" " * 5)
    if len(lines) == 1 and len(label) + 2 + len(value) <= _WIDTH:
        yield f"{lines[0]}{value.rjust(_WIDTH - len(lines[0]))}"
    else:
        yield from lines
        yield from (line.rjust(_WIDTH) for line in _fold(value))


def _listed(part: Listing) -> Iterator[str]:
    """Yield a row for each record: in columns where they fit the width, otherwise below what the record is called."""
    yield from _fold(part.caption)
    if not part.items:
        return
    columns, rows = part.kind.columns, [tuple(map(_printable, part.kind.row(item))) for item in part.items]
    widths = [max(map(len, column)) for column in zip(columns, *rows, strict=True)]
    if sum(widths) + 2 * len(widths) <= _WIDTH:
        for row in (columns, *rows):
            yield "".join(f"  {cell.ljust(width)}" for cell, width in zip(row, widths, strict=True)).rstrip()
    else:
        for name, *cells in rows:
            yield from _fold(name, "  ")
            yield from _fold("; ".join(map(": ".join, zip(columns[1:], cells, strict=True))), "    ")


def _obligation(obligation: Obligation, on: date | None = None) -> str:
    count = who(obligation.outstanding_size, certainly(obligation, on=on))
    return f"{obligation.id}: {owed(obligation.duty)} outstanding in {count}"


def _fold(text: str, first: str = "", others: str | None = None) -> list[str]:
    """Return *text* in lines that fit the width, the first behind *first*, the *others* indented as much or as told."""
    indent = " " * len(first) if others is None else others
    return wrap(_printable(text), _WIDTH, initial_indent=first, subsequent_indent=indent)


def _printable(text: str) -> str:
    """Return *text* on one line, without anything that a terminal would take for a command."""
    return "".join(sign if sign.isprintable() else " " if sign.isspace() else _REPLACEMENT for sign in text)
