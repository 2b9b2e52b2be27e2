"""A report as lines of text, at most 80 columns wide: the scoreboard, lists of initiatives, one Member State."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from textwrap import wrap

from securityunion.deadline import Overdue, overdue
from securityunion.errors import counted
from securityunion.initiative import Initiative, Stage
from securityunion.member_state import MemberState
from securityunion.obligation import Duty, Obligation
from securityunion.queries import obligations, stage_counts
from securityunion.report import ProgressReport
from securityunion.state_group import StateGroup
from securityunion.truth import Answer, Bounds

__all__ = ["initiative_lines", "overdue_lines", "scoreboard_lines", "state_lines"]

_WIDTH = 80
_LABEL = 28
_CELL = 6
_PRIORITIES_ABREAST = 7
_OUTSTANDING = {
    Duty.TRANSPOSE: "Outstanding transpositions",
    Duty.NOTIFY: "Outstanding notifications",
    Duty.APPLY: "Outstanding applications",
}


def scoreboard_lines(report: ProgressReport) -> Iterator[str]:
    """Yield the scoreboard: priorities, how many initiatives stand at which stage, and what is outstanding.

    >>> import securityunion as su
    >>> for line in list(scoreboard_lines(su.first_progress_report()))[10:]: print(line)
    41 initiatives                   1     2     3     4   all
      adopted by commission          5     5     6     4    20
      under negotiation              3     2     0     1     6
      pending transposition          1     2    11     1    15
    Outstanding transpositions       3    29   112     1   145
    <BLANKLINE>
    A Member State counts once for each obligation, of 15, that it had not fully met
    on 2020-12-09. The report names none of them.
    """
    strategy, priorities = report.strategy, report.strategy.priorities
    yield from wrap(report.title, _WIDTH)
    yield from wrap(f"{report.published}, on {strategy.title}, covering {report.covers}", _WIDTH)
    yield ""
    yield counted(len(priorities), "priority")
    for number, priority in enumerate(priorities, start=1):
        yield from _entry(f"{number:>3}  {priority.title}", priority.id)
    for start in range(0, len(priorities) or 1, _PRIORITIES_ABREAST):
        yield from _abreast(report, start)
    yield ""
    yield from wrap(_explanation(report), _WIDTH)


def initiative_lines(initiatives: Iterable[Initiative]) -> Iterator[str]:
    """Yield a few lines for each initiative: title, id, where it stands, and what is outstanding.

    >>> import securityunion as su
    >>> for line in initiative_lines([su.find(su.first_progress_report(), "etias")]): print(line)
    Amendments on the European Travel Information and Authorisation System (ETIAS)
    regulation
      etias: proposal, under negotiation
      council: adopted, european parliament: awaited
      act: 32021R1152
    """
    for initiative in initiatives:
        yield from wrap(initiative.title, _WIDTH)
        yield f"  {initiative.id}: {_words(initiative.kind)}, {_words(initiative.stage)}"
        if initiative.positions:
            noted = (f"{_words(position.institution)}: {position.status}" for position in initiative.positions)
            yield from wrap(", ".join(noted), _WIDTH, initial_indent="  ", subsequent_indent="  ")
        numbers = [act.celex for act in initiative.acts if act.celex is not None]
        if numbers:
            label = "act" if len(numbers) == 1 else "acts"
            yield from wrap(f"{label}: {', '.join(numbers)}", _WIDTH, initial_indent="  ", subsequent_indent="  ")
        for obligation in initiative.obligations:
            yield from wrap(_obligation(obligation), _WIDTH, initial_indent="  ", subsequent_indent="  ")


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
    who = f"{state.short_name} ({state.eu_code}) on {report.published}"
    yield from wrap(f"{who}: {kept.size} of {counted(every, 'obligation')} outstanding", _WIDTH)
    yield ""
    parts = (
        ("Certainly outstanding", kept.yes),
        ("Not known", kept.unknown),
        ("Certainly not outstanding", kept.no),
    )
    for label, found in parts:
        yield f"{label}: {len(found) or 'none'}"
        for obligation in found:
            yield from wrap(titles[obligation.initiative], _WIDTH, initial_indent="  ", subsequent_indent="  ")
            yield from wrap(_obligation(obligation), _WIDTH, initial_indent="    ", subsequent_indent="    ")


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
    who = "" if state is None else f" in {state.short_name} ({state.eu_code})"
    yield from wrap(f"Overdue on {day}{who}: {verdicts.size} of {counted(len(found), 'obligation')}", _WIDTH)
    for label, part in (("Certainly", verdicts.yes), ("Not known", verdicts.unknown), ("Certainly not", verdicts.no)):
        yield ""
        yield f"{label}: {len(part) or 'none'}"
        for one in part:
            yield from wrap(one.initiative.title, _WIDTH, initial_indent="  ", subsequent_indent="  ")
            yield from wrap(_past(one), _WIDTH, initial_indent="    ", subsequent_indent="    ")


def _past(one: Overdue) -> str:
    if one.days is None or one.obligation.deadline is None:
        when = "deadline not known"
    elif one.days > 0:
        when = f"{counted(one.days, 'day')} past {one.obligation.deadline}"
    else:
        when = f"deadline {one.obligation.deadline}, not past"
    noun = "Member State" if one.count.exact == 1 else "Member States"
    certain = ", ".join(state.eu_code for state in one.late.yes) or "none named"
    return f"{one.obligation.id}: {when}; {one.count} {noun}, {certain}"


def _abreast(report: ProgressReport, start: int) -> Iterator[str]:
    """Yield the table of some priorities abreast: as many as fit the width, from the one at *start*."""
    counts = stage_counts(report)
    ids = list(counts)[start : start + _PRIORITIES_ABREAST]
    yield ""
    numbers = [str(number) for number in range(start + 1, start + 1 + len(ids))]
    yield _row(counted(len(report.initiatives), "initiative"), [*numbers, "all"])
    for stage in [stage for stage in Stage if any(stage in row for row in counts.values())]:
        total = sum(row[stage] for row in counts.values())
        yield _row(f"  {_words(stage)}", [*(str(counts[one][stage]) for one in ids), str(total)])
    for duty in Duty:
        demanded = obligations(report, duty=duty)
        if demanded:
            within = {initiative.id: initiative.priority for initiative in report.initiatives}
            parts = [_total(each for each in demanded if within[each.initiative] == one) for one in ids]
            yield _row(_OUTSTANDING[duty], [*(_cell(part) for part in parts), _cell(_total(demanded))])


def _explanation(report: ProgressReport) -> str:
    demanded = obligations(report)
    if not demanded:
        return "The report speaks of no obligation of Member States."
    named = {state for one in demanded for state in (*one.outstanding.named, *(each.state for each in one.records))}
    names = ", ".join(sorted(state.eu_code for state in named)) or "none of them"
    return (
        f"A Member State counts once for each obligation, of {len(demanded)}, that it had not fully met on "
        f"{report.published}. The report names {names}."
    )


def _total(some: Iterable[Obligation]) -> Bounds:
    return Bounds.total(obligation.outstanding_size for obligation in some)


def _cell(bounds: Bounds) -> str:
    if bounds.exact is not None:
        return str(bounds.exact)
    return f"{bounds.at_least}+" if bounds.at_most is None else f"{bounds.at_least}-{bounds.at_most}"


def _row(label: str, cells: Iterable[str]) -> str:
    return label.ljust(_LABEL) + "".join(cell.rjust(_CELL) for cell in cells)


def _entry(label: str, value: str) -> Iterator[str]:
    """Yield *label* and *value* on one line where they fit, on two where they do not."""
    if len(label) + 2 + len(value) <= _WIDTH:
        yield f"{label}{value.rjust(_WIDTH - len(label))}"
    else:
        yield from wrap(label, _WIDTH, subsequent_indent="     ")
        yield value.rjust(_WIDTH)


def _obligation(obligation: Obligation) -> str:
    noun = _OUTSTANDING[obligation.duty].split()[1].removesuffix("s")
    return f"{obligation.id}: {noun} outstanding in {_group(obligation.outstanding, obligation.outstanding_size)}"


def _group(group: StateGroup, size: Bounds) -> str:
    noun = "Member State" if size.exact == 1 else "Member States"
    names = ", ".join(state.eu_code for state in group.named) or "none named"
    return f"{size} {noun}, {names}"


def _words(value: str) -> str:
    return value.replace("-", " ")
