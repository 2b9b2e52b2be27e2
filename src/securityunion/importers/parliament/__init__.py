"""Procedures from the European Parliament's open data: JSON-LD in the terms of ELI-DL."""

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

_FORESEEN = "foreseen, not yet taken"
_AT_SEVERAL = "published with several phases, in which it means different things"


@public_in("securityunion.importers")
@frozen(weakref_slot=False, kw_only=True)
class UnreadTerm:
    """A term of a published procedure that gave no event of ours.

    Args:
        path: where it stands in the document.
        term: the term, as published.
        on: the day it is published with; None where there is none.
        known: whether the vocabulary has the term.
        note: why it gave no event; None where the term is not known.

    >>> from datetime import date
    >>> from securityunion.importers import UnreadTerm
    >>> UnreadTerm(path="$.consists_of[0].had_activity_type", term="REFERRAL", on=date(2018, 10, 1)).known
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
    """What a published procedure says, and what of it was not read.

    Args:
        procedure: the procedure with its events, in the order of their days.
        titles: language and title, for each language it is published in, in the order of the languages; the
            language is None where the title comes without one.
        phase: the phase that it is published to be in; None where it is not.
        unread: the terms that gave no event, in the order of the document.

    >>> from securityunion.importers import read_procedure
    >>> read = read_procedure({"type": "Process", "label": "2018/0331(COD)", "process_title": {"en": "A title"}})
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
    """Return the procedure of a document from the European Parliament's open data.

    The document is an answer of https://data.europarl.europa.eu/api/v2/procedures/{process-id}, or the procedure in
    it. Of its keys, `label` (or `process_id` and `process_type`), `process_title`, `current_stage` and `consists_of`
    are read; of an activity, `had_activity_type`, `activity_date`, `occured_at_stage`, as it is spelt there, and
    the outcome of a decision. A value may stand alone or in a list, and may be missing; keys may have the prefix
    `eli-dl:`. Activities that make the same event on the same day are one event. `process_id` and `process_type`
    beside a label have to agree with it, as far as they have the form of a number and a type.

    The Parliament publishes what the Parliament does: positions of the Council, or the day of the Commission's
    proposal, have to be added from elsewhere. Where a file of a kind that begins with a proposal has none, it gets one
    without a day and without sources, so that it is not taken for one that had not begun.

    Source: published procedures; ELI for draft legislation (ELI-DL) leaves lists of codes to the publisher.

    Args:
        document: parsed JSON, or JSON as UTF-8 bytes or text.
        reference: which procedure it is, where the document has several labels, as it has with two legal bases.
        known_until: the day the document was fetched. Left out, no stage but "published" is derived from the
            events; pass it only where what the Parliament publishes is all that you need. Where a term is kept that
            is not known, the procedure is known until the day before it at the most.
        sources: ids of the report's sources, for the procedure and its events.
        unknown: what to do with codes that the vocabularies do not have: "error" refuses the document, "keep" lists
            them among the unread terms.

    Raises:
        DocumentError: where it is not such a document, with every problem found and its path.
        RecordError: where a source is not an id.
        NotFoundError: where *unknown* is neither choice.
        TypeError: where *known_until* or *sources* is of another type.

    >>> from datetime import date
    >>> from securityunion.importers import read_procedure
    >>> read = read_procedure(
    ...     '''{"data": [{"type": "Process", "label": "2018/0331(COD)", "consists_of": [
    ...         {"had_activity_type": "def/ep-activities/SIGNATURE", "activity_date": "2021-04-29"},
    ...         {"had_activity_type": "def/ep-activities/PLENARY_DEBATE", "activity_date": "2021-04-28"}]}]}''',
    ...     known_until=date(2021, 5, 1),
    ... )
    >>> read.procedure.stage(on=date(2021, 5, 1)).value
    'signed'
    >>> [(unread.term, str(unread.on)) for unread in read.unread]
    [('def/ep-activities/PLENARY_DEBATE', '2021-04-28')]
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
    events = tuple(evolve(event, sources=sources) for event in sorted(set(reading.events), key=_by_day))
    return ParliamentProcedure(
        procedure=Procedure(
            reference=chosen,
            events=(*events, *_beginning(chosen, events)),
            known_until=reading.reach(known_until),
            sources=sources,
        ),
        titles=titles,
        phase=phases[0] if len(phases) == 1 else None,
        unread=tuple(reading.unread),
    )


# Articles 289 and 294 TFEU, and what they came from: the file begins when the Commission, or who may, proposes an act.
_BEGIN_WITH_A_PROPOSAL = ("(COD)", "(SYN)", "(AVC)", "(APP)", "(CNS)", "(NLE)")


def _beginning(reference: str, events: tuple[Event, ...]) -> tuple[Event, ...]:
    begun = any(event.kind is EventKind.PROPOSAL for event in events)
    return () if begun or not reference.endswith(_BEGIN_WITH_A_PROPOSAL) else (Event(kind=EventKind.PROPOSAL),)


class _Reading(PublishedProcedure):
    """One document being read: the events and unread terms found in it, and all that is wrong with it."""

    def __init__(self, unknown: Unknown) -> None:
        super().__init__()
        self.unknown: Unknown = unknown
        self.events: list[Event] = []
        self.unread: list[UnreadTerm] = []
        self.gaps: list[date | None] = []  # the days of what nobody could read

    def titles(self, path: str, published: Object) -> tuple[tuple[str | None, str], ...]:
        """Return the titles by language: of language maps, of values with a language, or of plain text."""
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
        """Return the phases that an object is published with, each once."""
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
        """Read one activity: each code that it has gives an event of ours, or an unread term."""
        if isinstance(activity, str):
            self._gap(path, activity, None, "the activity is a reference; write an object with had_activity_type")
            return
        if not isinstance(activity, dict):
            self.problems.append(wrong_type(path, activity, "an activity as an object"))
            return
        published = cast("Object", activity)
        self._repeated(path, published)
        on = self._day(path, published)
        phases = self.phases(path, published, "occured_at_stage", "occurred_at_stage")
        doubt, known = self._doubt(path, published)
        codes = list(self._texts(path, published, "had_activity_type"))
        if not codes:
            name = next((text for _, text in self._texts(path, published, "activity_id", "id", "@id")), "")
            self._gap(path, name, on, "the activity has no text as had_activity_type; add it")
        for place, term in codes:
            try:
                translation, moves = self._translated(term, [phase.term for phase in phases])
            except NotFoundError as error:
                self._unknown(place, error)
                continue
            if translation.meaning is not None and doubt is None:
                self.events.append(evolve(translation.meaning, on=on))
                continue
            both = translation.known and known
            self.unread.append(UnreadTerm(path=place, term=term, on=on, known=both, note=doubt or translation.note))
            # A step that was voted down took the file elsewhere, and no code says where; so did one whose reading is
            # not known.
            if not both or (moves and doubt != _FORESEEN):
                self.gaps.append(on)

    def reach(self, known_until: date | None) -> date | None:
        """Return the day up to which the events are known: the day before what could not be read, at the most."""
        if known_until is None or None in self.gaps:
            return None
        return min([known_until, *(day - timedelta(days=1) for day in self.gaps if day is not None)])

    def _translated(self, term: str, phases: Sequence[str]) -> tuple[Translation[Event], bool]:
        """Return what an activity is in the phases that it is published with, and whether it may be an event at all."""
        alone = parliament_activity(term, unknown=self.unknown)
        translations = [parliament_activity(term, phase=phase, unknown=self.unknown) for phase in phases] or [alone]
        moves = any(translation.meanings for translation in (alone, *translations))
        first = translations[0]
        if any(translation.meanings != first.meanings for translation in translations):
            return evolve(first, meanings=(), note=_AT_SEVERAL), moves
        return first, moves

    def _doubt(self, path: str, published: Object) -> tuple[str | None, bool]:
        """Say why an activity has not taken place as its code says, or None, and whether that is known."""
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
            message = f"the activity has the days {joined([str(day) for day in sorted(days)])}; write one day"
            self._wrong(f"{path}.activity_date", ProblemCode.CONTRADICTION, message)
        return min(days) if days else None

    def _gap(self, path: str, term: str, on: date | None, message: str) -> None:
        if self.unknown == "error":
            self._wrong(path, ProblemCode.MISSING_KEY, message)
            return
        self.unread.append(UnreadTerm(path=path, term=term, on=on, known=False))
        self.gaps.append(on)

    def _unknown(self, path: str, error: NotFoundError) -> None:
        self._wrong(path, ProblemCode.UNKNOWN_VALUE, str(error))


def _by_day(event: Event) -> tuple[bool, date, int, str]:
    return event.on is None, event.on or date.min, _ORDER[event.kind], event.by or ""
