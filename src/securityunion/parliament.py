"""Procedures as the European Parliament publishes them: open data in JSON-LD, in the terms of ELI-DL."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NoReturn, TypeAlias, cast

from attrs import evolve, frozen

from securityunion.errors import DocumentError, NotFoundError, Problem, ProblemCode, raise_not_found, shown
from securityunion.form import SourceId
from securityunion.identifier import is_procedure_reference
from securityunion.procedure import Event, EventKind, Procedure, ProcedureStage
from securityunion.vocabulary import Translation, Unknown, parliament_activity, parliament_phase, parliament_status

__all__ = ["ParliamentProcedure", "UnreadTerm", "read_procedure"]

_DAY = re.compile(r"((?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2})(?:T[0-9:.]{1,20}(?:Z|[+-][0-9]{2}:[0-9]{2})?)?").fullmatch
_PROCESS_ID = re.compile(r"([0-9]{4})-([0-9]{4}[A-Z]?)").fullmatch
_PROCESS_TYPES = frozenset({"Process", "LegislativeProcess"})
_PASSED = frozenset({"ADOPTED", "ADOPTED_PARTLY", "ACCEPTED", "ACCEPTED_PARTLY"})
_ORDER = {kind: index for index, kind in enumerate(EventKind)}

_FORESEEN = "foreseen, not yet taken"
_LONGEST = 100

Object: TypeAlias = dict[str, Any]


@frozen(weakref_slot=False, kw_only=True)
class UnreadTerm:
    """A term of a published procedure that gave no event of ours.

    Args:
        path: where it stands in the document.
        term: the term, as published.
        on: the day it is published with; None where there is none.
        known: whether the vocabulary has the term.
        note: why it gave no event; None where the term is not known.

    >>> UnreadTerm(path="$.consists_of[0].had_activity_type", term="REFERRAL", on=date(2018, 10, 1)).known
    True
    """

    path: str
    term: str
    on: date | None = None
    known: bool = True
    note: str | None = None


@frozen(weakref_slot=False, kw_only=True)
class ParliamentProcedure:
    """What a published procedure says, and what of it was not read.

    Args:
        procedure: the procedure with its events, in the order of their days.
        titles: language and title, for each language it is published in, in the order of the languages; the
            language is None where the title comes without one.
        phase: the phase that it is published to be in; None where it is not.
        unread: the terms that gave no event, in the order of the document.

    >>> read = read_procedure({"type": "Process", "label": "2018/0331(COD)", "process_title": {"en": "A title"}})
    >>> read.procedure, read.titles
    (Procedure(reference='2018/0331(COD)'), (('en', 'A title'),))
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
    `eli-dl:`. Activities that make the same event on the same day are one event.

    The Parliament publishes what the Parliament does: positions of the Council, or the day of the Commission's
    proposal, have to be added from elsewhere.

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
        raise_not_found("choice for unknown terms", unknown, ("error", "keep"))
    reading = _Reading(unknown)
    path, published = reading.only_procedure(_plain(document))
    chosen = reading.reference(path, published, reference)
    titles = reading.titles(path, published)
    phase = reading.phase(path, published, "current_stage")
    for place, activity in _values(path, published, "consists_of"):
        reading.activity(place, activity)
    if reading.problems:
        raise DocumentError(reading.problems)
    return ParliamentProcedure(
        procedure=Procedure(
            reference=chosen,
            events=tuple(evolve(event, sources=sources) for event in sorted(set(reading.events), key=_by_day)),
            known_until=reading.reach(known_until),
            sources=sources,
        ),
        titles=titles,
        phase=phase,
        unread=tuple(reading.unread),
    )


class _Reading:
    """One document being read: the events and unread terms found in it, and all that is wrong with it."""

    def __init__(self, unknown: Unknown) -> None:
        self.unknown: Unknown = unknown
        self.problems: list[Problem] = []
        self.events: list[Event] = []
        self.unread: list[UnreadTerm] = []
        self.gaps: list[date | None] = []  # the days of what nobody could read

    def only_procedure(self, document: Any) -> tuple[str, Object]:
        """Return the path of the one procedure in *document*, and that procedure, or refuse the document."""
        path, published = "$", document
        if isinstance(document, dict):
            answer = cast("Object", document)
            key = next((key for key in ("data", "@graph") if key in answer), None)
            if key is not None:
                path, published = f"$.{key}", answer[key]
            elif "error" in answer:
                found = f"found {shown(answer['error'])} instead of a procedure"
                self._refuse("$.error", ProblemCode.REFUSED, f"{found}; expected an answer without an error")
        if path != "$" and isinstance(published, list):
            listed = cast("list[object]", published)
            if len(listed) != 1:
                self._refuse(path, ProblemCode.WRONG_TYPE, f"found {shown(listed)}; expected one procedure")
            path, published = f"{path}[0]", listed[0]
        if not isinstance(published, dict):
            self._refuse(path, ProblemCode.WRONG_TYPE, f"found {shown(published)}; expected a procedure, an object")
        procedure = cast("Object", published)
        types = self._types(path, procedure)
        if types and _PROCESS_TYPES.isdisjoint(types):
            message = f"found {_and(types)}; expected 'Process', which is a procedure"
            self._refuse(f"{path}.type", ProblemCode.UNKNOWN_VALUE, message)
        self._repeated(path, procedure)
        return path, procedure

    def reference(self, path: str, published: Object, wanted: str | None) -> str:
        """Return the reference of the procedure; "" after noting what is wrong with it."""
        found = list(dict.fromkeys(self._references(path, published)))
        path = f"{path}.label"
        if not found:
            message = "found neither a label nor process_id and process_type; expected a procedure reference"
            self._wrong(path, ProblemCode.MISSING_KEY, message)
        elif wanted is None and len(found) > 1:
            message = f"found {_and(found)}; expected one of them, named by the argument `reference`"
            self._wrong(path, ProblemCode.CONTRADICTION, message)
        elif wanted is not None and wanted not in found:
            self._wrong(path, ProblemCode.CONTRADICTION, f"found {_and(found)}; expected {shown(wanted)}")
        else:
            return wanted or found[0]
        return ""

    def titles(self, path: str, published: Object) -> tuple[tuple[str | None, str], ...]:
        """Return the titles by language: of language maps, of values with a language, or of plain text."""
        titles: set[tuple[str | None, str]] = set()
        for place, item in _values(path, published, "process_title"):
            pairs: list[tuple[Any, Any]] = [(None, item)]
            if isinstance(item, dict):
                entry = cast("Object", item)
                pairs = [(entry.get("@language"), entry["@value"])] if "@value" in entry else list(entry.items())
            for language, title in pairs:
                if isinstance(title, str) and (language is None or isinstance(language, str)):
                    titles.add((language, title))
                else:
                    message = f"found {shown(title)} in the language {shown(language)}; expected text in a language"
                    self._wrong(place, ProblemCode.WRONG_TYPE, message)
        return tuple(sorted(titles, key=lambda pair: (pair[0] or "", pair[1])))

    def phase(self, path: str, published: Object, *keys: str) -> Translation[ProcedureStage] | None:
        """Return the phase that an object is published with; None where there is none, or more than one."""
        phases: list[Translation[ProcedureStage]] = []
        for place, term in self._texts(path, published, *keys):
            try:
                phase = parliament_phase(term, unknown=self.unknown)
            except NotFoundError as error:
                self._unknown(place, error)
                continue
            if not phase.known:
                self.unread.append(UnreadTerm(path=place, term=term, known=False))
            phases.append(phase)
        return phases[0] if len({phase.term for phase in phases}) == 1 else None

    def activity(self, path: str, activity: Any) -> None:
        """Read one activity: each code that it has gives an event of ours, or an unread term."""
        if isinstance(activity, str):
            self._gap(path, activity, None, "a reference to an activity")
            return
        if not isinstance(activity, dict):
            self._wrong(path, ProblemCode.WRONG_TYPE, f"found {shown(activity)}; expected an activity, an object")
            return
        published = cast("Object", activity)
        self._repeated(path, published)
        on = self._day(path, published)
        phase = self.phase(path, published, "occured_at_stage", "occurred_at_stage")
        doubt, known = self._doubt(path, published)
        codes = list(self._texts(path, published, "had_activity_type"))
        if not codes:
            name = next((text for _, text in self._texts(path, published, "activity_id", "id", "@id")), "")
            self._gap(path, name, on, "an activity without had_activity_type")
        for place, term in codes:
            try:
                activity_phase = None if phase is None else phase.term
                translation = parliament_activity(term, phase=activity_phase, unknown=self.unknown)
            except NotFoundError as error:
                self._unknown(place, error)
                continue
            if translation.meaning is not None and doubt is None:
                self.events.append(evolve(translation.meaning, on=on))
                continue
            both = translation.known and known
            self.unread.append(UnreadTerm(path=place, term=term, on=on, known=both, note=doubt or translation.note))
            # A step that was voted down took the file elsewhere, and no code says where.
            turned_down = translation.meaning is not None and doubt not in (None, _FORESEEN)
            if not both or turned_down:
                self.gaps.append(on)

    def reach(self, known_until: date | None) -> date | None:
        """Return the day up to which the events are known: the day before what could not be read, at the most."""
        if known_until is None or None in self.gaps:
            return None
        return min([known_until, *(day - timedelta(days=1) for day in self.gaps if day is not None)])

    def _references(self, path: str, published: Object) -> Iterator[str]:
        labels = list(self._texts(path, published, "label"))
        for place, label in labels:
            if not is_procedure_reference(label):
                message = f"found {shown(label)}; expected a procedure reference such as '2018/0331(COD)'"
                self._wrong(place, ProblemCode.WRONG_FORM, message)
            yield label
        if not labels:
            for _, process_id in self._texts(path, published, "process_id"):
                for _, process_type in self._texts(path, published, "process_type"):
                    numbers = _PROCESS_ID(process_id[:_LONGEST])
                    made = f"{numbers[1]}/{numbers[2]}({process_type.rpartition('/')[2]})" if numbers else process_id
                    if not is_procedure_reference(made):
                        found = f"found {shown(process_id)} of type {shown(process_type)}"
                        message = f"{found}; expected such as '2018-0331' of type 'COD'"
                        self._wrong(f"{path}.process_id", ProblemCode.WRONG_FORM, message)
                    yield made

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
            day = _DAY(text[:_LONGEST])
            try:
                days.add(date.fromisoformat(day[1] if day else ""))
            except ValueError:
                self._wrong(place, ProblemCode.WRONG_FORM, f"found {shown(text)}; expected a day such as '2020-12-09'")
        if len(days) > 1:
            found = _and([str(day) for day in sorted(days)])
            self._wrong(f"{path}.activity_date", ProblemCode.CONTRADICTION, f"found {found}; expected one day")
        return min(days) if days else None

    def _types(self, path: str, published: Object) -> list[str]:
        return [text.rpartition("/")[2].rpartition(":")[2] for _, text in self._texts(path, published, "type", "@type")]

    def _texts(self, path: str, published: Object, *keys: str) -> Iterator[tuple[str, str]]:
        """Yield the texts under *keys*: plain, as a value or reference of JSON-LD, or in several languages."""
        for place, item in _values(path, published, *keys):
            texts = [item]
            if isinstance(item, dict):
                entry = cast("Object", item)
                texts = next(([entry[key]] for key in ("@value", "@id", "id") if key in entry), [*entry.values()])
            for text in texts:
                if isinstance(text, str):
                    yield place, text
                else:
                    self._wrong(place, ProblemCode.WRONG_TYPE, f"found {shown(text)}; expected text")

    def _repeated(self, path: str, published: Object) -> None:
        for key in cast("list[str]", getattr(published, "repeated", ())):
            message = f"found the key {shown(key)} more than once; expected it once"
            self._wrong(path, ProblemCode.DUPLICATE_KEY, message)

    def _gap(self, path: str, term: str, on: date | None, found: str) -> None:
        if self.unknown == "error":
            self._wrong(path, ProblemCode.MISSING_KEY, f"found {found}; expected one with its had_activity_type")
            return
        self.unread.append(UnreadTerm(path=path, term=term, on=on, known=False))
        self.gaps.append(on)

    def _unknown(self, path: str, error: NotFoundError) -> None:
        self._wrong(path, ProblemCode.UNKNOWN_VALUE, f"found {error}")

    def _wrong(self, path: str, code: ProblemCode, message: str) -> None:
        self.problems.append(Problem(path, code, message))

    def _refuse(self, path: str, code: ProblemCode, message: str) -> NoReturn:
        self._wrong(path, code, message)
        raise DocumentError(self.problems)


def _plain(document: Any) -> Any:
    if not isinstance(document, (bytes, bytearray, memoryview, str)):
        return document
    from securityunion.wire.parse import parse_json, utf_8  # noqa: PLC0415 - with msgspec, for JSON alone

    return parse_json(utf_8(cast("bytes", document)))


def _values(path: str, published: Object, *keys: str) -> Iterator[tuple[str, Any]]:
    """Yield what stands under *keys*, alone or in a list, with its path; nothing for a missing key or null."""
    for key in keys:
        for name in (key, f"eli-dl:{key}"):
            value = published.get(name)
            place = f"{path}.{name}" if name == key else f"{path}[{name!r}]"
            if isinstance(value, list):
                for index, item in enumerate(cast("list[object]", value)):
                    yield f"{place}[{index}]", item
            elif value is not None:
                yield place, value


def _and(found: list[str]) -> str:
    return " and ".join(shown(text) for text in found[:3])


def _by_day(event: Event) -> tuple[bool, date, int, str]:
    return event.on is None, event.on or date.min, _ORDER[event.kind], event.by or ""
