"""The rules of records as securityunion 0.1.0 had them, for classes of other libraries with the same fields.

The rules are a frozen copy, so that the other libraries keep running what they ran when the goals were set, however the
library's own rules change. They are combined for speed: the forms of a class are looked up once, and ids are compared
class by class for the whole report, not record by record. The grammars of identifiers, such as CELEX numbers, are the
library's own, because all contestants call the same functions.

Fields that were added after 0.1.0 are held to the form that their annotation names, and to no other rule.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import chain
from operator import attrgetter, lt
from typing import Any

import securityunion as su
from securityunion._records.fields import Shape, shapes

__all__ = ["rule"]

_LARGEST_NUMBER = 9999
_EVERY_STATE = frozenset(su.MemberState)
_OUTSTANDING = frozenset(
    {
        su.ComplianceStatus.NOT_COMMUNICATED,
        su.ComplianceStatus.PARTLY_COMMUNICATED,
        su.ComplianceStatus.NOT_CONFORM,
        su.ComplianceStatus.NOT_APPLIED,
    }
)

Rule = Callable[[Any], None]


def rule(record: type[Any]) -> Rule | None:
    """Return a function that raises `ValueError` if an instance breaks a rule of *record*; None if it has no rules."""
    # Compliance records have rules too, but the obligation that holds them checked them all at once.
    if record is su.ComplianceRecord:
        return None
    formed = [(shape.name, _matches(shape), shape.many) for shape in shapes(record) if shape.form is not None]
    single = tuple((name, matches) for name, matches, many in formed if not many)
    listed = tuple((name, matches) for name, matches, many in formed if many)
    together = _TOGETHER.get(record)

    def check(self: Any) -> None:
        for name, matches in single:
            text = getattr(self, name)
            if text is not None and not matches(text):
                raise ValueError(f"{name}: {text!r} does not have the form of this field")
        for name, matches in listed:
            for text in getattr(self, name):
                if not matches(text):
                    raise ValueError(f"{name}: {text!r} does not have the form of this field")
        if together is not None:
            for problem in together(self):
                raise ValueError(problem)

    return check


# Forms of texts

_SLUG = re.compile(r"(?!.{101})[a-z0-9]++(?:-[a-z0-9]++)*+").fullmatch
_STEERS = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]").search
_WEB_ADDRESS = re.compile(r"(?!.{2001})https?://[A-Za-z0-9.-]++(?::[0-9]++)?+(?:[/?#][!-~]*+)?+").fullmatch
_CASE_NUMBER = re.compile(r"(?!.{15})INFR\((?:19|20)[0-9]{2}\)[0-9]{4}").fullmatch
_USUAL_DATE = re.compile(r"(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|1[0-9]|2[0-8]))?)?").fullmatch
_PARTIAL_DATE = re.compile(r"(?!0000)(?!.{11})[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?").fullmatch


def _is_plain_text(text: str) -> bool:
    return bool(text) and not text.isspace() and (text.isprintable() or _STEERS(text) is None)


def _is_partial_date(text: str) -> bool:
    if _USUAL_DATE(text) is not None:
        return True
    return _PARTIAL_DATE(text) is not None and (len(text) < len("2020-07-24") or _first(text) <= _last(text))


class _Remembered(dict[str, bool]):
    """The ids that were accepted before, because most records of a report refer to the same few sources."""

    def __missing__(self, text: str) -> bool:
        if _SLUG(text) is None:
            return False
        if len(self) >= 1_024:  # noqa: PLR2004 - the size in 0.1.0
            self.clear()
        self[text] = True
        return True


_is_source_id = _Remembered().__getitem__

_FORMS: dict[str, Callable[[str], object]] = {
    "an id": _SLUG,
    "text": _is_plain_text,
    "a web address": _WEB_ADDRESS,
    "a partial date": _is_partial_date,
    "the number of an infringement case": _CASE_NUMBER,
}


def _matches(shape: Shape) -> Callable[[str], object]:
    if shape.refers == "source":
        return _is_source_id
    assert shape.form is not None  # noqa: S101 - for type checkers
    return _FORMS.get(shape.form.name, shape.form.matches)


def _first(partial: str) -> date:
    return date(int(partial[:4]), int(partial[5:7] or 1), int(partial[8:] or 1))


def _last(partial: str) -> date:
    year, month = int(partial[:4]), int(partial[5:7] or 12)
    end = date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)  # noqa: PLR2004 - December
    return end if not partial[8:] else date(year, month, min(int(partial[8:]), end.day + 1))


# What fields say together


def _period(period: Any) -> Iterator[str]:
    if period.start is not None and period.end is not None and _last(period.end) < _first(period.start):
        yield "the end is before the start"


def _group(group: Any) -> Iterator[str]:
    for name in ("named", "excluded", "scope"):
        states = getattr(group, name) or ()
        if not all(map(lt, states, states[1:])) and len(set(states)) < len(states):
            yield f"a Member State is listed twice in {name}"
    for state in group.named if group.excluded or group.scope is not None else ():
        if state in group.excluded:
            yield f"{state} is both named and excluded"
        if group.scope is not None and state not in group.scope:
            yield f"{state} is outside the scope"
    if group.count is not None and group.count < len(group.named):
        yield "the count is less than the number of those named"
    elif group.count is not None and group.count > _room(group):
        yield "the count is more than the Member States that can belong to the group"


def _room(group: Any) -> int:
    if group.scope is None:
        return len(_EVERY_STATE) - len(set(group.excluded))
    return len(set(group.scope).difference(group.excluded))


def _act(act: Any) -> Iterator[str]:
    if act.ends is not None and act.entry_into_force is not None and act.ends < act.entry_into_force:
        yield "the end is before the entry into force"
    for corrigendum in act.corrigenda:
        celex, _, number = corrigendum.partition("R(")
        if not number or act.celex not in (None, celex):
            yield "a corrigendum of another act"


def _initiative(initiative: Any) -> Iterator[str]:
    institutions = [position.institution for position in initiative.positions]
    if len(set(institutions)) < len(institutions):
        yield "an institution has two positions"
    for obligation in initiative.obligations:
        if obligation.initiative != initiative.id:
            yield "the obligation names another initiative"


def _obligation(obligation: Any) -> Iterator[str]:
    yield from _compliance(obligation.records)
    cases = [one.case for one in obligation.infringements if one.case is not None]
    if len(set(cases)) < len(cases):
        yield "a case has two procedures"
    outstanding, bound = obligation.outstanding, obligation.bound
    named, done = set(outstanding.named), set(outstanding.excluded)
    named.update([record.state for record in obligation.records if record.status in _OUTSTANDING])
    done.update([record.state for record in obligation.records if record.status is su.ComplianceStatus.COMPLETE])
    if named & done:
        yield "both outstanding and complete"
    if named.intersection(bound.excluded) or (bound.scope is not None and named.difference(bound.scope)):
        yield "outstanding though not bound"
    if outstanding.scope is not None and named.difference(outstanding.scope):
        yield "outstanding, outside the scope"
    surely_bound = named.union(bound.named)
    places = None if bound.count is None else bound.count - len(surely_bound)
    if places is not None and places < 0:
        yield "fewer bound than known to be bound"
        return
    candidates = _EVERY_STATE.difference(bound.excluded, done)
    for scope in (bound.scope, outstanding.scope):
        if scope is not None:
            candidates = candidates.intersection(scope)
    others_bound = candidates.intersection(bound.named) - named
    others = len(candidates - surely_bound)
    most = len(named) + len(others_bound) + (others if places is None else min(others, places))
    if outstanding.count is not None and not len(named) <= outstanding.count <= most:
        yield "the count does not agree with what is recorded"


def _compliance(records: Iterable[Any]) -> Iterator[str]:
    states = [record.state for record in records]
    if len(set(states)) < len(states):
        yield "two records for a Member State"
    if not all(map(_CASE_NUMBER, [record.case for record in records if record.case is not None])):
        yield "not a case number"
    if not all(map(_SLUG, set(chain.from_iterable([record.sources for record in records])))):
        yield "not an id"


def _report(report: Any) -> Iterator[str]:
    if report.number is not None and not 1 <= report.number <= _LARGEST_NUMBER:
        yield f"number: {report.number} is not between 1 and {_LARGEST_NUMBER}"
    names: dict[str, list[str]] = {}
    references: dict[str, set[str]] = {}
    _gather(su.ProgressReport, [report], names, references)
    for kind, ids in names.items():
        if len(ids) != len(set(ids)):
            yield f"duplicate id of a {kind}"
    for kind, found in references.items():
        if dangling := found.difference(names.get(kind, ())):
            yield f"unknown {kind} {min(dangling)!r}"


_TOGETHER: dict[type[Any], Callable[[Any], Iterator[str]]] = {
    su.Period: _period,
    su.StateGroup: _group,
    su.LegalAct: _act,
    su.Initiative: _initiative,
    su.Obligation: _obligation,
    su.ProgressReport: _report,
}


def _gather(
    record: type[Any], instances: list[Any], names: dict[str, list[str]], references: dict[str, set[str]]
) -> None:
    """Add the ids and references in *instances* of *record*, at any depth, to *names* and *references*."""
    for shape in _concerned(record):
        held = map(attrgetter(shape.name), instances)
        items = chain.from_iterable(held) if shape.many else (item for item in held if item is not None)
        if shape.is_record:
            _gather(shape.item, list(items), names, references)
        elif shape.names is not None:
            names.setdefault(shape.names, []).extend(items)
        elif shape.refers is not None:
            references.setdefault(shape.refers, set()).update(items)


def _concerned(record: type[Any]) -> list[Shape]:
    return [
        shape for shape in shapes(record) if shape.names or shape.refers or (shape.is_record and _concerned(shape.item))
    ]
