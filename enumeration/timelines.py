"""Questions about days: stages of procedures, steps of infringements, the status of acts, and awaited positions."""

from collections.abc import Iterator
from datetime import date
from itertools import product
from random import Random

import securityunion as su
from enumeration.axioms import Axioms
from enumeration.world import Comparison, claim, day, maybe

__all__ = ["ask_awaiting", "ask_is_open", "ask_stage", "ask_stage_counts", "ask_status", "ask_step"]

_LAST = 4
_DAYS = range(_LAST + 1)
_BEFORE, _AFTER = -1, _LAST + 1
"""Days outside the small world, on which events without a day may have happened as well."""

E, S, G = su.EventKind, su.ProcedureStage, su.InfringementStep

# --- the stage of a procedure ---

_KINDS = (
    E.PROPOSAL,
    E.GENERAL_APPROACH,
    E.FIRST_READING_POSITION,
    E.TRILOGUE_AGREEMENT,
    E.WITHDRAWAL,
    E.SIGNATURE,
    E.PUBLICATION,
)
_LEADS = {
    E.PROPOSAL: S.PROPOSED,
    E.GENERAL_APPROACH: S.UNDER_NEGOTIATION,
    E.NEGOTIATING_MANDATE: S.UNDER_NEGOTIATION,
    E.FIRST_READING_POSITION: S.UNDER_NEGOTIATION,
    E.SECOND_READING_POSITION: S.UNDER_NEGOTIATION,
    E.TRILOGUE_AGREEMENT: S.AGREED,
    E.WITHDRAWAL: S.WITHDRAWN,
    E.SIGNATURE: S.SIGNED,
    E.PUBLICATION: S.PUBLISHED,
}

_STAGES = frozenset({S.NOT_BEGUN, *(_LEADS[kind] for kind in _KINDS)})


def ask_stage(rng: Random, axioms: Axioms) -> Iterator[Comparison]:
    """Ask `Procedure.stage` and `possible_stages`, on every day of the small world."""
    kinds = [rng.choice(_KINDS) for _ in range(rng.randint(0, 3))]
    known: list[tuple[su.EventKind, int | None]] = [
        (kind, maybe(rng, rng.choice(_DAYS), 0.7)) for kind in kinds if kind is not E.PROPOSAL
    ]
    if rng.random() < 0.6:  # noqa: PLR2004 - a proposal comes first, or its day is unknown
        known.append((E.PROPOSAL, maybe(rng, -1, 0.7)))
    until = maybe(rng, rng.choice(_DAYS), 0.7)
    procedure = su.Procedure(
        reference="2018/0331(COD)",
        events=tuple(su.Event(kind=kind, on=None if on is None else day(on)) for kind, on in known),
        known_until=None if until is None else day(until),
    )
    for on in _DAYS:
        could = frozenset(_stage(events, on, axioms) for events in _histories(known, until, axioms, upto=on))
        possible = frozenset(procedure.possible_stages(on=day(on)))
        # Events of other kinds than those of the small world may lead to other stages.
        exact = until is not None and on <= until and all(event.on is not None for event in procedure.events)
        yield Comparison(possible & _STAGES, could, (procedure, day(on)), tight=exact)
        stage = procedure.stage(on=day(on))
        yield Comparison(frozenset(S) if stage is None else frozenset({stage}), could, procedure, tight=False)


History = list[tuple[int, su.EventKind]]


def _histories(
    known: list[tuple[su.EventKind, int | None]], until: int | None, axioms: Axioms, *, upto: int
) -> Iterator[History]:
    """Yield everything that may have happened up to a day: undated events on any day, and an unrecorded one."""
    del axioms
    dated = [(on, kind) for kind, on in known if on is not None and on <= upto]
    undated = [kind for kind, on in known if on is None]
    begun = E.PROPOSAL in [kind for kind, _ in known]
    beginning = _BEFORE if until is None else until + 1
    free = [on for on in (_BEFORE, *_DAYS) if beginning <= on <= upto]
    extra_kinds = [kind for kind in _KINDS if kind is not E.PROPOSAL]
    for days in product((_BEFORE, *_DAYS, _AFTER), repeat=len(undated)):
        placed = [(on, kind) for on, kind in zip(days, undated, strict=True) if on <= upto]
        happened = dated + placed
        if not _proposal_first(happened, undated, days):
            continue
        yield happened
        if not free:
            continue
        # An unrecorded event decides if it is the last one, or if it comes first and stops later events from counting.
        for on, kind in product({free[0], free[-1]}, extra_kinds):
            yield [*happened, (on, kind)]
        if not begun and not happened:
            for on in free:
                yield [(on, E.PROPOSAL)]


def _proposal_first(happened: History, undated: list[su.EventKind], days: tuple[int, ...]) -> bool:
    """Return whether the proposal, if it is known, comes before every other event."""
    proposed = [on for on, kind in happened if kind is E.PROPOSAL]
    if E.PROPOSAL in undated:
        proposed.append(days[undated.index(E.PROPOSAL)])
    return all(min(proposed, default=_BEFORE) <= on for on, kind in happened if kind is not E.PROPOSAL)


def _stage(events: History, on: int, axioms: Axioms) -> su.ProcedureStage:
    order = list(E)
    stage = S.NOT_BEGUN
    for when, kind in sorted(events, key=lambda event: (event[0], order.index(event[1]))):
        if when > on or (stage is S.PUBLISHED and axioms.publication_is_final):
            continue
        if stage is S.SIGNED and kind is not E.PUBLICATION and axioms.only_publication_follows_signature:
            continue
        if stage is S.AGREED and kind in (E.FIRST_READING_POSITION, E.SECOND_READING_POSITION):
            continue
        stage = _LEADS[kind]
    return stage


# --- the last step of an infringement procedure, and whether it was open ---

_STEPS = (G.LETTER_OF_FORMAL_NOTICE, G.REASONED_OPINION, G.REFERRAL_TO_THE_COURT, G.WITHDRAWAL, G.CLOSURE)
_ENDS = (G.WITHDRAWAL, G.CLOSURE)


def _infringement(rng: Random) -> tuple[su.InfringementProcedure, list[tuple[su.InfringementStep, tuple[int, ...]]]]:
    """Return a procedure, and for each of its steps the days on which it may have been taken."""
    steps: list[tuple[su.InfringementStep, tuple[int, ...]]] = []
    events: list[su.InfringementEvent] = []
    for _ in range(rng.randint(0, 3)):
        step, exact = rng.choice(_STEPS), rng.choice(_DAYS)
        if rng.random() < 0.7:  # noqa: PLR2004 - most steps have a day
            steps.append((step, (exact,)))
            events.append(su.InfringementEvent(step=step, on=day(exact).isoformat()))
        elif rng.random() < 0.5:  # noqa: PLR2004 - the month of all days of the small world
            steps.append((step, (*_DAYS, _AFTER)))
            events.append(su.InfringementEvent(step=step, on=day(0).strftime("%Y-%m")))
        else:
            steps.append((step, (_BEFORE, *_DAYS, _AFTER)))
            events.append(su.InfringementEvent(step=step))
    known_until = maybe(rng, rng.choice(_DAYS), 0.7)
    procedure = su.InfringementProcedure(
        state=su.MemberState.AT,
        events=tuple(events),
        known_until=None if known_until is None else day(known_until),
    )
    return procedure, steps


Steps = list[tuple[int, su.InfringementStep]]


def _step_histories(
    procedure: su.InfringementProcedure, steps: list[tuple[su.InfringementStep, tuple[int, ...]]], axioms: Axioms
) -> Iterator[tuple[Steps, Steps]]:
    """Yield what may have happened: the recorded steps on their days, and steps that are not recorded."""
    until = _BEFORE - 1 if procedure.known_until is None else (procedure.known_until - day(0)).days
    free = [on for on in (_BEFORE, *_DAYS, _AFTER) if on > until]
    for days in product(*(possible for _, possible in steps)):
        recorded = sorted(zip(days, (step for step, _ in steps), strict=True), key=_in_order)
        yield recorded, []
        for on in free:
            for step in _STEPS:
                extra = (on, step)
                if _may_be_unrecorded(extra, recorded, axioms):
                    yield recorded, [extra]


def _in_order(event: tuple[int, su.InfringementStep]) -> tuple[int, int]:
    return event[0], list(G).index(event[1])


def _may_be_unrecorded(extra: tuple[int, su.InfringementStep], recorded: Steps, axioms: Axioms) -> bool:
    on, step = extra
    closures = [_in_order(known) for known in recorded if known[1] is G.CLOSURE]
    going_on = [_in_order(known) for known in recorded if known[1] not in _ENDS]
    # No step follows a closure, unless a recorded one does.
    final = [closure for closure in closures if not any(other > closure for other in going_on)]
    if axioms.closure_is_final and any(on >= when for when, _ in final):
        return False
    if step in _ENDS and axioms.ends_are_recorded:
        if any(when > on and known is not G.LETTER_OF_FORMAL_NOTICE for when, known in recorded):
            return False
        if any(when == on for when, _ in recorded):
            return False
    return True


def ask_step(rng: Random, axioms: Axioms) -> Iterator[Comparison]:
    """Ask `InfringementProcedure.step` and `possible_steps`, on every day of the small world."""
    procedure, steps = _infringement(rng)
    histories = list(_step_histories(procedure, steps, axioms))
    for on in _DAYS:
        could = frozenset(_last(recorded + extra, on) for recorded, extra in histories)
        possible = frozenset(procedure.possible_steps(on=day(on)))
        # Steps of other kinds than those of the small world may have been taken as well.
        said = possible & frozenset({None, *_STEPS})
        exact = procedure.known_until is not None and day(on) <= procedure.known_until
        yield Comparison(said, could, (procedure, day(on)), tight=exact)
        step = procedure.step(on=day(on))
        yield Comparison(
            frozenset({None, *_STEPS}) if step is None else frozenset({step}), could, procedure, tight=False
        )


def _last(steps: Steps, on: int) -> su.InfringementStep | None:
    past = sorted((step for step in steps if step[0] <= on), key=_in_order)
    return past[-1][1] if past else None


def ask_is_open(rng: Random, axioms: Axioms) -> Iterator[Comparison]:
    """Ask `InfringementProcedure.is_open`, on every day of the small world."""
    procedure, steps = _infringement(rng)
    histories = list(_step_histories(procedure, steps, axioms))
    for on in _DAYS:
        could = frozenset(value for recorded, extra in histories for value in _open(recorded, extra, on))
        yield Comparison(claim(procedure.is_open(on=day(on))), could, (procedure, day(on)), tight=False)


def _open(recorded: Steps, extra: Steps, on: int) -> set[bool]:
    past = sorted((step for step in recorded + extra if step[0] <= on), key=_in_order)
    if not past:
        return {False}
    last = past[-1][1]
    if last is G.CLOSURE:
        # If a recorded step follows, the closure may have been no end.
        followed = any(_in_order(step) > _in_order(past[-1]) and step[1] not in _ENDS for step in recorded)
        return {True, False} if followed else {False}
    if last is G.WITHDRAWAL:
        closed = any(step is G.CLOSURE for _, step in past)
        reopened = (
            any(step not in _ENDS for _, step in past[[s for _, s in past].index(G.CLOSURE) :]) if closed else True
        )
        return {True, False} if reopened else {False}
    return {True}


# --- the status of an act ---

_ORDER = ("signed", "published", "entry_into_force", "applies_from")


def ask_status(rng: Random, axioms: Axioms) -> Iterator[Comparison]:
    """Ask `LegalAct.status` on every day of the small world."""
    days = dict(zip(_ORDER, sorted(rng.choice(_DAYS) for _ in _ORDER), strict=True))
    days["applies_from"] = rng.choice(_DAYS)
    given = {name: maybe(rng, on, 0.7) for name, on in days.items()}
    ends = maybe(rng, rng.randint(days["entry_into_force"], _LAST), 0.3)
    repealed = rng.random() < 0.3  # noqa: PLR2004
    until = maybe(rng, rng.choice(_DAYS), 0.8)
    act = su.LegalAct(
        kind=su.ActKind.DIRECTIVE,
        signed=_day(given["signed"]),
        published=_day(given["published"]),
        entry_into_force=_day(given["entry_into_force"]),
        applies_from=_day(given["applies_from"]),
        ends=None if ends is None else day(ends),
        repealed_by="32022L2555" if repealed else None,
        known_until=None if until is None else day(until),
    )
    for on in _DAYS:
        could: set[su.ActStatus] = set()
        for completed in _dates(given, axioms):
            for end in _possible_ends(ends, until, repealed=repealed):
                could |= _status(completed, end, on, repealed=repealed, until=until)
        status = act.status(on=day(on))
        said = frozenset(su.ActStatus) if status is None else frozenset({status})
        # An act in force may also be applicable if it is not known from when it applies.
        if status is su.ActStatus.IN_FORCE and act.applies_from is None:
            said |= {su.ActStatus.APPLICABLE}
        yield Comparison(said, frozenset(could), (act, day(on)), tight=False)


def _day(number: int | None) -> date | None:
    return None if number is None else day(number)


def _dates(given: dict[str, int | None], axioms: Axioms) -> Iterator[dict[str, int]]:
    unknown = [name for name, on in given.items() if on is None]
    for days in product((_BEFORE, *_DAYS, _AFTER), repeat=len(unknown)):
        every = {**given, **dict(zip(unknown, days, strict=True))}
        completed = {name: on for name, on in every.items() if on is not None}
        ordered = completed["signed"] <= completed["published"] <= completed["entry_into_force"]
        if ordered or not axioms.acts_are_made_in_order:
            yield completed


def _possible_ends(ends: int | None, until: int | None, *, repealed: bool) -> list[int]:
    if ends is not None:
        return [ends]
    if repealed:
        return [_BEFORE, *_DAYS, _AFTER]
    beginning = _BEFORE if until is None else until
    return [on for on in (_BEFORE, *_DAYS, _AFTER) if on >= beginning]


def _status(days: dict[str, int], end: int, on: int, *, repealed: bool, until: int | None) -> set[su.ActStatus]:
    if on > end:
        # After the last day for which the end is known, a repeal may be unrecorded as well.
        unsure = until is None or on > until
        ended = su.ActStatus.REPEALED if repealed else su.ActStatus.ENDED
        return {su.ActStatus.REPEALED, su.ActStatus.ENDED} if unsure else {ended}
    status, reached = su.ActStatus.NOT_YET_SIGNED, _BEFORE
    steps = (su.ActStatus.SIGNED, su.ActStatus.PUBLISHED, su.ActStatus.IN_FORCE, su.ActStatus.APPLICABLE)
    for name, step in zip(_ORDER, steps, strict=True):
        reached = max(reached, days[name])
        if reached <= on:
            status = step
    return {status}


# --- awaited positions ---

EP, COUNCIL = su.Institution.EUROPEAN_PARLIAMENT, su.Institution.COUNCIL
_TAKEN = (
    (E.FIRST_READING_POSITION, EP),
    (E.NEGOTIATING_MANDATE, COUNCIL),
    (E.FIRST_READING_POSITION, COUNCIL),
    (E.SECOND_READING_POSITION, EP),
)


def ask_awaiting(rng: Random, axioms: Axioms) -> Iterator[Comparison]:
    """Ask `awaiting` about a report with one initiative under negotiation."""
    del axioms
    institution = rng.choice((EP, COUNCIL))
    noted = maybe(rng, rng.choice(tuple(su.PositionStatus)), 0.4)
    known = [(*rng.choice(_TAKEN), maybe(rng, rng.choice(_DAYS), 0.8)) for _ in range(rng.randint(0, 3))]
    until, reported = maybe(rng, rng.choice(_DAYS), 0.8), rng.choice(_DAYS)
    complete = rng.random() < 0.5  # noqa: PLR2004
    report = _negotiated(institution, noted, known, until, reported, complete=complete)
    could = set()
    for events in _positions(known, until, reported):
        awaited = _awaited(events, institution)
        if noted is None or awaited is (noted is su.PositionStatus.AWAITED):
            could.add(awaited)
    answer = su.awaiting(report, institution)
    (said,) = (
        claim(truth)
        for part, truth in ((answer.yes, su.Truth.YES), (answer.unknown, su.Truth.UNKNOWN), (answer.no, su.Truth.NO))
        if part
    )
    yield Comparison(said, frozenset(could), (report.initiatives[0], report.published), tight=False)
    # A report that may list more initiatives has no upper limit.
    yield Comparison(frozenset({answer.more}), frozenset({not complete}), report)


Position = tuple[su.EventKind, su.Institution]


def _positions(
    known: list[tuple[su.EventKind, su.Institution, int | None]], until: int | None, reported: int
) -> Iterator[list[tuple[int, Position]]]:
    dated = [(on, (kind, by)) for kind, by, on in known if on is not None and on <= reported]
    undated = [(kind, by) for kind, by, on in known if on is None]
    beginning = _BEFORE if until is None else until + 1
    free = [on for on in (_BEFORE, *_DAYS) if beginning <= on <= reported]
    for days in product((_BEFORE, *_DAYS, _AFTER), repeat=len(undated)):
        placed = [(on, one) for on, one in zip(days, undated, strict=True) if on <= reported]
        yield dated + placed
        for on, one in product(free, _TAKEN):
            yield [*dated, *placed, (on, one)]


def _awaited(events: list[tuple[int, Position]], institution: su.Institution) -> bool:
    """Return whether the institution has taken no position in its present reading."""
    opening = (E.FIRST_READING_POSITION, COUNCIL) if institution is EP else (E.SECOND_READING_POSITION, EP)
    begins = max((on for on, one in events if one == opening), default=_BEFORE - 1)
    return not any(on > begins and by is institution for on, (_, by) in events)


def _negotiated(  # noqa: PLR0913 - everything that is known
    institution: su.Institution,
    noted: su.PositionStatus | None,
    known: list[tuple[su.EventKind, su.Institution, int | None]],
    until: int | None,
    reported: int,
    *,
    complete: bool,
) -> su.ProgressReport:
    procedure = su.Procedure(
        reference="2018/0331(COD)",
        events=tuple(su.Event(kind=kind, by=by, on=None if on is None else day(on)) for kind, by, on in known),
        known_until=None if until is None else day(until),
    )
    initiative = su.Initiative(
        id="i",
        title="I",
        priority="p",
        kind=su.InitiativeKind.PROPOSAL,
        stage=su.Stage.UNDER_NEGOTIATION,
        positions=() if noted is None else (su.Position(institution=institution, status=noted),),
        procedures=(procedure,),
    )
    return _report_of([initiative], day(reported), complete=complete)


def _report_of(initiatives: list[su.Initiative], published: date, *, complete: bool) -> su.ProgressReport:
    priorities = tuple(su.Priority(id=name, title=name) for name in ("p", "q"))
    return su.ProgressReport(
        id="r",
        title="R",
        published=published,
        strategy=su.Strategy(id="s", title="S", priorities=priorities),
        initiatives=tuple(initiatives),
        complete=(su.Part.INITIATIVES,) if complete else (),
    )


# --- initiatives by stage ---


def ask_stage_counts(rng: Random, axioms: Axioms) -> Iterator[Comparison]:
    """Ask `stage_counts` about a report that may list only some of its initiatives."""
    del axioms
    complete = rng.random() < 0.5  # noqa: PLR2004
    stages = (su.Stage.UNDER_NEGOTIATION, su.Stage.IN_FORCE)
    listed = [(rng.choice("pq"), rng.choice(stages)) for _ in range(rng.randint(0, 4))]
    initiatives = [
        su.Initiative(id=f"i{number}", title="I", priority=priority, kind=su.InitiativeKind.ACT, stage=stage)
        for number, (priority, stage) in enumerate(listed)
    ]
    report = _report_of(initiatives, day(0), complete=complete)
    for priority, counts in su.stage_counts(report).items():
        for stage, bounds in counts.items():
            further = (0,) if complete else (0, 1, 2, 3)
            could = frozenset(listed.count((priority, stage)) + number for number in further)
            most = bounds.at_least + max(further) if bounds.at_most is None else bounds.at_most
            # A count without an upper limit and one with the limit that the small world has must not look alike.
            said = frozenset(range(bounds.at_least, most + 1)) | ({-1} if bounds.at_most is None else frozenset())
            yield Comparison(said, could | (frozenset() if complete else {-1}), report)
