"""Read procedures from the European Parliament's open data."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, cast

from attrs import evolve, frozen

from securityunion._records.formats import SourceId
from securityunion._util.public_home import public_in
from securityunion._util.text import not_a, shown
from securityunion.errors import DocumentError, NotFoundError, ProblemCode, raise_not_found
from securityunion.importers.parliament.published import LONGEST, Object, PublishedProcedure, joined, plain, values
from securityunion.model.procedure import Event, EventKind, Procedure, ProcedureStage
from securityunion.vocabularies import Translation, Unknown, parliament_activity, parliament_phase, parliament_status
from securityunion.wire.structure import wrong_type

__all__ = ["ParliamentProcedure", "UnreadTerm", "read_procedure"]

_DAY = re.compile(r"((?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2})(?:T[0-9:.]{1,20}(?:Z|[+-][0-9]{2}:[0-9]{2})?)?").fullmatch
_PASSED = frozenset({"ADOPTED", "ADOPTED_PARTLY", "ACCEPTED", "ACCEPTED_PARTLY"})
_ORDER = {kind: index for index, kind in enumerate(EventKind)}

_FORESEEN = "the activity is foreseen and has not taken place yet"
_AT_SEVERAL = "the activity is published with several phases, in which it has different meanings"


@public_in("securityunion.importers")
@frozen(weakref_slot=False, kw_only=True)
class UnreadTerm:
    """A term in a published procedure that was not converted into an event.

    Args:
        path: the path of the term in the document.
        term: the term as published.
        on: the day published with the term; None if unknown.
        known: whether the vocabularies of this library contain the term.
        note: the reason why the term was not converted into an event; None if the term is unknown.

    >>> from datetime import date
    >>> from securityunion.importers import UnreadTerm
    >>> path = "$.consists_of[0].had_activity_type"
    >>> UnreadTerm(path=path, term="REFERRAL", on=date(2018, 10, 1)).known
    True
    """

    path: str
    term: str
    on: date | None = None
    known: bool = True
    note: str | None = None


@public_in("securityunion.importers")
@frozen(weakref_slot=False, kw_only=True)
class ParliamentProcedure:
    """A published procedure, with a list of the terms that were not converted into events.

    Args:
        procedure: the procedure with its events, sorted by day.
        titles: pairs of language and title, sorted by language. The language is None if it is unknown.
        phase: the current phase of the procedure; None if unknown.
        unread: the terms that were not converted into events, in the order of the document.

    >>> from securityunion.importers import read_procedure
    >>> document = {"label": "2018/0331(COD)", "process_title": {"en": "A title"}}
    >>> read = read_procedure(document)
    >>> read.procedure.reference, read.titles
    ('2018/0331(COD)', (('en', 'A title'),))
    """

    procedure: Procedure
    titles: tuple[tuple[str | None, str], ...] = ()
    phase: Translation[ProcedureStage] | None = None
    unread: tuple[UnreadTerm, ...] = ()


def read_procedure(
    document: Object | bytes | bytearray | memoryview | str,
    *,
    reference: str | None = None,
    known_until: date | None = None,
    sources: tuple[SourceId, ...] = (),
    unknown: Unknown = "error",
) -> ParliamentProcedure:
    """Read a procedure from a document in the European Parliament's open data.

    The document is a response from https://data.europarl.europa.eu/api/v2/procedures/{process-id}, or the procedure in
    such a response. The function reads these keys:

    - keys of the procedure: `label` (or `process_id` and `process_type`), `process_title`, `current_stage`,
      `consists_of`;
    - keys of an activity: `had_activity_type`, `activity_date`, `occured_at_stage` (sic), and the outcome of a
      decision.

    The title, the phase, the activities and the days can be missing. A key can have a single value or a list, and its
    name can have the prefix `eli-dl:`. Several activities that mean the same event on the same day become one event.

    The values of `process_id` and `process_type` must agree with the label. Values that do not have the form of a
    number or a type are ignored.

    Parliament publishes only its own activities. You have to take the Council's positions and the day of the
    Commission's proposal from other sources.

    Some types of procedure begin with a proposal. If the document of such a procedure has no proposal, the function
    adds a proposal without a day and without sources. Without a proposal, the procedure would seem not to have begun.

    Source: published procedures. The standard for such documents, ELI for draft legislation (ELI-DL), lets publishers
    choose the codes.

    Args:
        document: parsed JSON, or JSON as UTF-8 bytes or text.
        reference: the reference of the procedure to read. It is needed if the document has several labels because of
            two legal bases.
        known_until: the day on which you fetched the document. Pass this day only if you need no events other than
            those that Parliament publishes. Without this day, "published" is the only stage that can be derived. If the
            effect of an activity is unknown, `known_until` in the result is at most the day before that activity.
        sources: the ids of the report's sources for the procedure and its events.
        unknown: "error" to refuse a document with unknown codes, or "keep" to list these codes in `unread`.

    Raises:
        DocumentError: if the document is not a published procedure. The error lists every problem with its path.
        RecordError: if an item of *sources* does not have the form of an id.
        NotFoundError: if *unknown* is neither "error" nor "keep".
        TypeError: if *known_until* or *sources* has a wrong type.

    >>> from datetime import date
    >>> from securityunion.importers import read_procedure
    >>> document = '''{"label": "2018/0331(COD)", "consists_of": [
    ...     {"had_activity_type": "SIGNATURE", "activity_date": "2021-04-29"},
    ...     {"had_activity_type": "REFERRAL", "activity_date": "2018-10-01"}]}'''
    >>> read = read_procedure(document, known_until=date(2021, 5, 1))
    >>> read.procedure.stage(on=date(2021, 5, 1)).value
    'signed'
    >>> [(unread.term, str(unread.on)) for unread in read.unread]
    [('REFERRAL', '2018-10-01')]
    """
    if unknown not in ("error", "keep"):
        raise_not_found("choice", unknown, ("error", "keep"))
    reading = _Reading(unknown)
    path, published = reading.only_procedure(plain(document))
    chosen = reading.reference(path, published, reference)
    titles = reading.titles(path, published)
    phases = reading.phases(path, published, "current_stage")
    for place, activity in values(path, published, "consists_of"):
        reading.activity(place, activity)
    if reading.problems:
        raise DocumentError(reading.problems)
    # Events are sorted because lists in JSON-LD have no order. Duplicates are removed because several activities can
    # mean the same event.
    events = tuple(evolve(event, sources=sources) for event in sorted(set(reading.events), key=_by_day))
    return ParliamentProcedure(
        procedure=Procedure(
            reference=chosen,
            events=(*events, *_missing_proposal(chosen, events)),
            known_until=reading.reach(known_until),
            sources=sources,
        ),
        titles=titles,
        phase=phases[0] if len(phases) == 1 else None,
        unread=tuple(reading.unread),
    )


# These are the types of procedure under Articles 289 and 294 TFEU, and under the earlier articles that they replaced.
# Such a procedure begins when the Commission, or another body with the right to do so, proposes an act.
_BEGIN_WITH_A_PROPOSAL = ("(COD)", "(SYN)", "(AVC)", "(APP)", "(CNS)", "(NLE)")


def _missing_proposal(reference: str, events: tuple[Event, ...]) -> tuple[Event, ...]:
    begun = any(event.kind is EventKind.PROPOSAL for event in events)
    return () if begun or not reference.endswith(_BEGIN_WITH_A_PROPOSAL) else (Event(kind=EventKind.PROPOSAL),)


class _Reading(PublishedProcedure):
    """The reader of a single document. It collects the events, the unread terms and the problems of the document."""

    def __init__(self, unknown: Unknown) -> None:
        super().__init__()
        self.unknown: Unknown = unknown
        self.events: list[Event] = []
        self.unread: list[UnreadTerm] = []
        self.doubtful_days: list[date | None] = []  # the stage is unknown from the earliest day on

    def titles(self, path: str, published: Object) -> tuple[tuple[str | None, str], ...]:
        """Return the titles and their languages. A title is text, a JSON-LD value, or an entry in a language map."""
        titles: set[tuple[str | None, str]] = set()
        for place, item in values(path, published, "process_title"):
            pairs: list[tuple[Any, Any]] = [(None, item)]
            if isinstance(item, dict):
                entry = cast("Object", item)
                pairs = [(entry.get("@language"), entry["@value"])] if "@value" in entry else list(entry.items())
            for language, title in pairs:
                if isinstance(title, str) and (language is None or isinstance(language, str)):
                    titles.add((language, title))
                elif isinstance(title, str):
                    self.problems.append(wrong_type(place, language, "a language such as 'en'"))
                else:
                    remedy = "text" if language is None else f"text in the language {shown(language)}"
                    self.problems.append(wrong_type(place, title, remedy))
        return tuple(sorted(titles, key=lambda pair: (pair[0] or "", pair[1])))

    def phases(self, path: str, published: Object, *keys: str) -> list[Translation[ProcedureStage]]:
        """Return the phases in the values of *keys*, without duplicates."""
        phases: list[Translation[ProcedureStage]] = []
        for place, term in self._texts(path, published, *keys):
            try:
                phase = parliament_phase(term, unknown=self.unknown)
            except NotFoundError as error:
                self._unknown(place, error)
                continue
            if not phase.known:
                self.unread.append(UnreadTerm(path=place, term=term, known=False))
            if phase not in phases:
                phases.append(phase)
        return phases

    def activity(self, path: str, activity: Any) -> None:
        """Read an activity, and add an event or an unread term for each code of the activity."""
        if isinstance(activity, str):
            self._without_code(
                path, activity, None, "the activity is a reference; write an object with had_activity_type"
            )
            return
        if not isinstance(activity, dict):
            self.problems.append(wrong_type(path, activity, "an activity as an object"))
            return
        published = cast("Object", activity)
        self._repeated(path, published)
        on = self._day(path, published)
        # Parliament misspells the key with a single "r".
        phases = self.phases(path, published, "occured_at_stage", "occurred_at_stage")
        doubt, known = self._doubt(path, published)
        codes = list(self._texts(path, published, "had_activity_type"))
        if not codes:
            name = next((text for _, text in self._texts(path, published, "activity_id", "id", "@id")), "")
            self._without_code(path, name, on, "the activity has no had_activity_type; add it as text")
        for place, term in codes:
            try:
                translation, moves = self._translated(term, [phase.term for phase in phases])
            except NotFoundError as error:
                self._unknown(place, error)
                continue
            if translation.meaning is not None and doubt is None:
                self.events.append(evolve(translation.meaning, on=on))
                continue
            understood = translation.known and known
            note = doubt or translation.note
            self.unread.append(UnreadTerm(path=place, term=term, on=on, known=understood, note=note))
            # The stage cannot be derived after a step that was voted down, or after a step whose reading is unknown.
            # A foreseen step does not matter here, because a foreseen step has not changed the stage yet.
            if not understood or (moves and doubt != _FORESEEN):
                self.doubtful_days.append(on)

    def reach(self, known_until: date | None) -> date | None:
        """Return the last day for which the events are complete: at most the day before the first doubtful day."""
        # An activity without a day could have taken place before all other activities.
        if known_until is None or None in self.doubtful_days:
            return None
        return min([known_until, *(day - timedelta(days=1) for day in self.doubtful_days if day is not None)])

    def _translated(self, term: str, phases: Sequence[str]) -> tuple[Translation[Event], bool]:
        """Return the translation of an activity in *phases*, and whether any possible translation has a meaning."""
        alone = parliament_activity(term, unknown=self.unknown)
        translations = [parliament_activity(term, phase=phase, unknown=self.unknown) for phase in phases] or [alone]
        moves = any(translation.meanings for translation in (alone, *translations))
        first = translations[0]
        if any(translation.meanings != first.meanings for translation in translations):
            return evolve(first, meanings=(), note=_AT_SEVERAL), moves
        return first, moves

    def _doubt(self, path: str, published: Object) -> tuple[str | None, bool]:
        """Return the reason why an activity did not happen as its code says, and whether the outcome is known.

        The reason is None if the activity happened as its code says.
        """
        if "ForeseenActivity" in self._types(path, published):
            return _FORESEEN, True
        for place, term in self._texts(path, published, "had_decision_outcome", "decision_outcome"):
            try:
                outcome = parliament_status(term, unknown=self.unknown)
            except NotFoundError as error:
                self._unknown(place, error)
                continue
            if term.rpartition("/")[2] not in _PASSED:
                return f"the outcome of the decision is {shown(term)}", outcome.known
        return None, True

    def _day(self, path: str, published: Object) -> date | None:
        days: set[date] = set()
        for place, text in self._texts(path, published, "activity_date"):
            day = _DAY(text[:LONGEST])
            try:
                days.add(date.fromisoformat(day[1] if day else ""))
            except ValueError:
                message = not_a("a day", text, "write it like '2020-12-09'")
                self._wrong(place, ProblemCode.WRONG_FORM, message)
        if len(days) > 1:
            message = f"the activity has several days, {joined([str(day) for day in sorted(days)])}; write only one day"
            self._wrong(f"{path}.activity_date", ProblemCode.CONTRADICTION, message)
        return min(days) if days else None

    def _without_code(self, path: str, term: str, on: date | None, message: str) -> None:
        if self.unknown == "error":
            self._wrong(path, ProblemCode.MISSING_KEY, message)
            return
        self.unread.append(UnreadTerm(path=path, term=term, on=on, known=False))
        self.doubtful_days.append(on)

    def _unknown(self, path: str, error: NotFoundError) -> None:
        self._wrong(path, ProblemCode.UNKNOWN_VALUE, str(error))


def _by_day(event: Event) -> tuple[bool, date, int, str]:
    # Events without a day come last. Events on the same day are sorted in the usual order of the steps.
    return event.on is None, event.on or date.min, _ORDER[event.kind], event.by or ""
