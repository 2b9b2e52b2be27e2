"""Documents with random changes, most of which look plausible: a value from elsewhere, a lost key, an item twice.

Each document is a part of the bundled report, so that it is read quickly. Its obligations have synthetic compliance
records, named Member States and scopes, which are rare in the bundled report.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from random import Random
from typing import Any

import msgspec

import securityunion as su

__all__ = ["changed", "document"]

_INITIATIVES = 3
_ODD: tuple[Any, ...] = (
    None,
    "",
    " ",
    "\u200b",
    "x",
    "X Y",
    0,
    -1,
    29,
    10**30,
    1.5,
    True,
    [],
    {},
    "2020-02-30",
    "2021",
    "EL",
    "pt",
    "\ud800",
)
_STATES = [state.value for state in su.MemberState]

Plain = dict[str, Any]


def document(random: Random) -> Plain:
    """Return a small valid report as plain data: a few initiatives of the bundled report, with richer obligations."""
    while True:
        report = _some_of_the_bundled_report(random)
        with suppress(su.DocumentError):  # what was added can contradict itself
            su.loads(json.dumps(report))
            return report


def _some_of_the_bundled_report(random: Random) -> Plain:
    report: Plain = json.loads(su.dumps(su.first_progress_report()))
    chosen = random.sample(report["initiatives"], _INITIATIVES)
    with_obligations = [initiative for initiative in report["initiatives"] if initiative["obligations"]]
    chosen.append(random.choice([one for one in with_obligations if one not in chosen]))
    ids = {initiative["id"] for initiative in chosen}
    findings = [finding for finding in report["findings"] if ids.issuperset(finding["initiatives"])]
    report.update(initiatives=chosen, findings=random.sample(findings, 2))
    for initiative in chosen:
        for obligation in initiative["obligations"]:
            _enrich(obligation, random)
    used = set(_texts_below(report, "sources")) | set(_texts_below(report, "law_sources"))
    report["sources"] = [source for source in report["sources"] if source["id"] in used]
    return report


def _enrich(obligation: Plain, random: Random) -> None:
    states = random.sample(_STATES, 12)
    obligation["records"] = [
        {
            "state": state,
            "status": random.choice([None, *su.ComplianceStatus]),
            "on": None,
            "infringement": None,
            "case": random.choice([None, f"INFR(2020){random.randrange(1000, 9999)}"]),
            "sources": ["infographic"],
        }
        for state in sorted(states[:6])
    ]
    for name in ("bound", "outstanding"):
        some = sorted(states[random.randrange(12) :])
        group = {"named": some[:1], "excluded": some[1:2], "scope": None, "count": random.choice([None, 5, 12, 20])}
        if random.random() < 0.3:  # noqa: PLR2004 - now and then
            group["scope"] = sorted({*states, *some})
        if random.random() < 0.7:  # noqa: PLR2004 - most groups stay as they are
            obligation[name] = {**obligation[name], **group}


def changed(plain: Plain, random: Random) -> bytes:
    """Return *plain* as JSON with one to four random changes."""
    report = json.loads(json.dumps(plain))
    for _ in range(random.randrange(1, 5)):
        random.choice(_CHANGES)(report, random)
    written = json.dumps(report, ensure_ascii=True) if random.random() < 0.2 else None  # noqa: PLR2004 - other spaces
    if written is None and random.random() < 0.8:  # noqa: PLR2004 - mostly in the form that `dumps` writes
        try:
            return msgspec.json.encode(report, order="sorted")
        except (msgspec.MsgspecError, UnicodeEncodeError, TypeError):
            pass  # not Unicode, or a number that msgspec does not write
    return (written or json.dumps(report, ensure_ascii=True, separators=(",", ":"))).encode()


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each place in plain data, as a container and a key or index."""
    items: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in list(items):
        yield value, key
        yield from _places(inner)


def _texts_below(value: Any, name: str) -> Iterator[str]:
    for container, key in _places(value):
        if key == name and isinstance(container[key], list):
            yield from (one for one in container[key] if isinstance(one, str))


def _copy_of_another_place(report: Plain, random: Random) -> None:
    """Give a field the value that a field of the same name, or any value of the same type, has elsewhere."""
    places = list(_places(report))
    container, key = random.choice(places)
    alike = [
        one[where]
        for one, where in places
        if where == key or (type(one[where]) is type(container[key]) and not isinstance(one[where], (dict, list)))
    ]
    container[key] = json.loads(json.dumps(random.choice(alike)))


def _odd_value(report: Plain, random: Random) -> None:
    container, key = random.choice(list(_places(report)))
    container[key] = random.choice(_ODD)


def _lost(report: Plain, random: Random) -> None:
    container, key = random.choice(list(_places(report)))
    del container[key]


def _twice(report: Plain, random: Random) -> None:
    held = [container[key] for container, key in _places(report)]
    chosen = random.choice([one for one in held if isinstance(one, list) and one])
    chosen.insert(random.randrange(len(chosen) + 1), json.loads(json.dumps(random.choice(chosen))))


def _unknown_key(report: Plain, random: Random) -> None:
    objects = [container for container, key in _places(report) if isinstance(key, str)]
    random.choice(objects)[random.choice(["colour", "Title", "id "])] = None


def _other_order(report: Plain, random: Random) -> None:
    objects = [container for container, key in _places(report) if isinstance(key, str)]
    chosen = random.choice(objects)
    items = list(chosen.items())
    random.shuffle(items)
    chosen.clear()
    chosen.update(items)


def _other_states(report: Plain, random: Random) -> None:
    """Change a group of Member States, which has most of the rules."""
    groups = [container for container, key in _places(report) if key == "excluded"]
    if groups:
        group, name = random.choice(groups), random.choice(["named", "excluded", "scope", "count"])
        states = random.sample(_STATES, random.randrange(5))
        group[name] = random.randrange(-1, 30) if name == "count" else states


def _other_day(report: Plain, random: Random) -> None:
    days = [(container, key) for container, key in _places(report) if key in _DAYS]
    container, key = random.choice(days)
    container[key] = f"{random.randrange(1999, 2030)}-{random.randrange(1, 13):02}-{random.randrange(1, 29):02}"


_DAYS = {"on", "ends", "entry_into_force", "published", "signed", "start", "end", "applies_from", "known_until"}
_CHANGES = (
    _copy_of_another_place,
    _copy_of_another_place,
    _odd_value,
    _lost,
    _twice,
    _unknown_key,
    _other_order,
    _other_states,
    _other_states,
    _other_day,
)
