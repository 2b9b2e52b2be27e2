"""The documents that the benchmarks read: the bundled report, and synthetic reports made from it.

A synthetic report repeats the bundled initiatives under new ids. Each initiative has one obligation with a record for
each of 27 Member States. Status, day and infringement step vary in a fixed pattern, and the outstanding count matches
the records. Unless stated otherwise, documents have the form that `dumps` writes.
"""

import json
from collections.abc import Iterator
from typing import Any

import msgspec

import securityunion as su
from securityunion._records.fields import Shape, shapes

__all__ = [
    "EVERYWHERE",
    "HOSTILE",
    "PROBLEMS",
    "bundled",
    "by_hand",
    "encoded",
    "everywhere",
    "faulty",
    "load",
    "one_fault",
    "synthetic",
]

PROBLEMS = 40
"""How many problems `faulty` puts into a document."""

_STATES = [state for state in su.MemberState if state is not su.MemberState.GB]
_STATUSES = [None, *su.ComplianceStatus]
_OUTSTANDING = ("not-", "partly-")
_STEPS = [None, *su.InfringementStep]
_ABOVE_ALL = 2**40

# The default limits would reject the largest documents. Older versions of the library have no `Limits`.
_LIMITS: Any = getattr(su, "Limits", None)
_RAISED: dict[str, Any] = (
    {} if _LIMITS is None else {"limits": _LIMITS(size=_ABOVE_ALL, nodes=_ABOVE_ALL, text=_ABOVE_ALL)}
)


def load(document: bytes) -> su.ProgressReport:
    """Return the report that *document* holds, without the default limits on its size."""
    return su.loads(document, **_RAISED)


def bundled() -> bytes:
    """Return the bundled report as a document."""
    return su.dumps(su.first_progress_report())


def synthetic(initiatives: int) -> bytes:
    """Return a synthetic report of this many *initiatives*, 41 or more, with 27 records for each."""
    report: dict[str, Any] = json.loads(bundled())
    originals = report["initiatives"]
    template = next(initiative["obligations"][0] for initiative in originals if initiative["obligations"])
    # Encoded one by one, so that even the largest document needs little more memory than its bytes.
    report["initiatives"] = [
        msgspec.Raw(encoded(_repeated(originals[number % len(originals)], number // len(originals), number, template)))
        for number in range(initiatives)
    ]
    return encoded(report)


def encoded(plain: object) -> bytes:
    """Return plain data as JSON in the form that `dumps` writes."""
    return msgspec.json.encode(plain, order="sorted")


def by_hand(document: bytes) -> bytes:
    """Return the same report with reordered keys and without default values, as other programs may write it."""
    return msgspec.json.encode(_brief(su.ProgressReport, json.loads(document)))


def one_fault(document: bytes) -> dict[str, bytes]:
    """Return copies of *document*, by the name of the single fault in each copy."""
    return {
        "unknown key": _changed(document, lambda act, _: act.update(colour="blue")),
        "wrong type": _changed(document, lambda act, _: act.update(title=7)),
        "malformed CELEX number": _changed(document, lambda act, _: act.update(celex="2011/93/EU")),
        "contradiction": _changed(document, lambda act, _: act.update(ends="1900-01-01")),
        "dangling reference": _changed(document, lambda act, _: act["sources"].append("nowhere")),
        "duplicate id": _changed(document, lambda _, report: report["sources"].append(report["sources"][0])),
        "duplicate key": document.replace(b'{"applies_from":', b'{"applies_from":null,"applies_from":', 1),
    }


def faulty(document: bytes) -> bytes:
    """Return *document* with 40 problems of eight kinds, spread over its initiatives."""
    report: dict[str, Any] = json.loads(document)
    initiatives = [initiative for initiative in report["initiatives"] if initiative["acts"]]
    for number in range(PROBLEMS):
        # A small report has fewer initiatives than problems, so an initiative may get two, of different kinds.
        _spoil(initiatives[number * len(initiatives) // PROBLEMS], number % 8)
    return encoded(report)


EVERYWHERE: dict[str, Any] = {
    "a misspelt stage": lambda initiative: initiative.update(stage="under-negotiations"),
    "a number as title": lambda initiative: initiative.update(title=7),
    "an unknown key": lambda initiative: initiative.update(colour="blue"),
    "a missing key": lambda initiative: initiative.pop("kind"),
    "a source that is not listed": lambda initiative: initiative.update(sources=[f"nowhere-{initiative['id']}"]),
    "a contradiction": lambda initiative: initiative["obligations"][0].update(initiative="nowhere"),
    "an impossible count": lambda initiative: initiative["obligations"][0]["outstanding"].update(count=28),
    "a malformed case number": lambda initiative: initiative["obligations"][0]["records"][3].update(case="2019/1"),
}
"""For each fault that `everywhere` can make, by name: the function that puts it into an initiative."""


def everywhere(document: bytes, fault: str) -> bytes:
    """Return *document* with the same *fault* in each initiative."""
    report: dict[str, Any] = json.loads(document)
    for initiative in report["initiatives"]:
        EVERYWHERE[fault](initiative)
    return encoded(report)


def _nested(size: int) -> bytes:
    return b"[" * size + b"]" * size


def _unknown_keys(size: int) -> bytes:
    return encoded({"schema": su.SCHEMA, **{f"key{number}": None for number in range(size)}})


def _equal_keys(size: int) -> bytes:
    return b"{" + b",".join([b'"id":"a"'] * size) + b"}"


def _broken_findings(size: int) -> bytes:
    return encoded({**json.loads(bundled()), "findings": [{"id": f"f{number}"} for number in range(size)]})


def _dangling(size: int) -> bytes:
    report = json.loads(bundled())
    report["initiatives"][0]["sources"] = [f"nowhere-{number}" for number in range(size)]
    return encoded(report)


def _equal_ids(size: int) -> bytes:
    report = json.loads(bundled())
    report["sources"] += [report["sources"][0]] * size
    return encoded(report)


def _blank_text(size: int) -> bytes:
    return encoded({**json.loads(bundled()), "title": " " * size})


HOSTILE = {
    "nested brackets": (_nested, 100_000),
    "unknown keys": (_unknown_keys, 2_000),
    "duplicate keys": (_equal_keys, 10_000),
    "invalid findings": (_broken_findings, 5_000),
    "dangling references": (_dangling, 10_000),
    "duplicate ids": (_equal_ids, 5_000),
    "one very long blank text": (_blank_text, 3_000_000),
}
"""For each document that takes long to reject, by name: the function that makes the document, and its argument."""


def _repeated(original: dict[str, Any], turn: int, number: int, template: dict[str, Any]) -> dict[str, Any]:
    """Return *original* with new ids and one obligation, which has a record for each Member State."""
    name = f"{original['id']}-{turn}" if turn else original["id"]
    obligation = {**(original["obligations"] or [template])[0], "id": f"{name}-duty", "initiative": name}
    not_bound = set(obligation["bound"]["excluded"])
    records = [_record(number, place, state, bound=state not in not_bound) for place, state in enumerate(_STATES)]
    outstanding = sum(record["status"] is not None and record["status"].startswith(_OUTSTANDING) for record in records)
    obligation["outstanding"] = {**msgspec.to_builtins(su.StateGroup()), "count": outstanding}
    return {**original, "id": name, "obligations": [{**obligation, "records": records}]}


def _record(number: int, place: int, state: su.MemberState, *, bound: bool) -> dict[str, Any]:
    # Not random, so that every run reads the same documents.
    pattern = number * 31 + place * 17
    step = _STEPS[pattern % len(_STEPS)] if bound else None
    return {
        "state": state,
        "status": _STATUSES[pattern % len(_STATUSES)] if bound else None,
        "on": f"2020-{pattern % 12 + 1:02}-{pattern % 28 + 1:02}",
        "infringement": step,
        "case": None if step is None else f"INFR(2020){pattern % 9000 + 1000}",
        "sources": ["infographic"],
    }


def _brief(record: type[Any], plain: dict[str, Any]) -> dict[str, Any]:
    return {
        shape.name: value
        for shape in reversed(shapes(record))
        if shape.required or shape.name == "schema" or plain[shape.name] != _default(record, shape)
        for value in [_brief_value(shape, plain[shape.name])]
    }


def _brief_value(shape: Shape, plain: Any) -> Any:
    if not shape.is_record or plain is None:
        return plain
    return [_brief(shape.item, one) for one in plain] if shape.many else _brief(shape.item, plain)


def _default(record: type[Any], shape: Shape) -> Any:
    return msgspec.to_builtins(getattr(record.__attrs_attrs__, shape.name).default)


def _acts(report: dict[str, Any]) -> Iterator[dict[str, Any]]:
    return (act for initiative in report["initiatives"] for act in initiative["acts"])


def _changed(document: bytes, change: Any) -> bytes:
    report: dict[str, Any] = json.loads(document)
    act = next(act for act in _acts(report) if act["entry_into_force"] is not None)
    change(act, report)
    return encoded(report)


def _spoil(initiative: dict[str, Any], kind: int) -> None:
    act = initiative["acts"][0]
    match kind:
        case 0:
            initiative["stage"] = "under-negotiations"
        case 1:
            initiative["title"] = 7
        case 2:
            initiative["colour"] = "blue"
        case 3:
            initiative["kind"] = None
        case 4:
            act["celex"] = "2011/93/EU"
        case 5:
            act["signed"] = "13 December 2011"
        case 6:
            act["sources"] = [*act["sources"], "nowhere"]
        case _:
            del act["kind"]
