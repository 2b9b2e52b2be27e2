"""Documents as plain data that tests can change, and the two ways to read a document."""

import json
import re
from typing import Any

import attrs
import msgspec

import securityunion as su
from securityunion.datasets.template import template
from securityunion.wire.fast_path import read_fast
from securityunion.wire.slow_path import read_slow

__all__ = [
    "BUNDLED",
    "PART",
    "REMOVED",
    "TEMPLATE",
    "broken",
    "fast",
    "nodes",
    "problems",
    "put",
    "strategy_of",
    "strictly",
    "written",
]

BUNDLED: dict[str, Any] = json.loads(su.dumps(su.first_progress_report()))
"""The bundled report as plain data."""

TEMPLATE: dict[str, Any] = json.loads(su.dumps(template()))
"""A small report with every kind of record, as plain data. `$.initiatives[1]` has acts and obligations."""


def _part(*initiatives: str) -> su.ProgressReport:
    report = su.first_progress_report()
    chosen = tuple(su.find(report, initiative) for initiative in initiatives)
    named = set(re.findall(r"[a-z0-9-]+", repr([msgspec.to_builtins(chosen), msgspec.to_builtins(report.strategy)])))
    named |= set(report.document.sources if report.document is not None else ())
    sources = tuple(source for source in report.sources if source.id in named)
    return attrs.evolve(report, initiatives=chosen, findings=(), statements=(), sources=sources)


PART = _part("nis", "pnr")
"""Two initiatives of the bundled report. Use them if the whole report would take long, as YAML does."""

REMOVED = object()
"""As the value for `put` or `broken`, this object removes the key."""


def fast(document: bytes) -> su.ProgressReport | None:
    """Read a document on the fast path. Return None if the fast path cannot prove that the document is valid."""
    return read_fast(document, su.Limits())


def strictly(document: bytes) -> su.ProgressReport:
    """Read a document on the slow path."""
    return read_slow(document, su.Limits())


def nodes(value: Any) -> int:
    """Return the number of values in plain data, including objects, lists and all values in them."""
    if isinstance(value, dict):
        return 1 + sum(map(nodes, value.values()))
    return 1 + sum(map(nodes, value)) if isinstance(value, list) else 1


def written(document: Any) -> bytes:
    """Return plain data as JSON, in the form that `dumps` writes."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def broken(document: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Return a copy of *document* in which some top-level keys are replaced or removed."""
    copied = json.loads(json.dumps(document))
    for key, value in changes.items():
        put(copied, f"$.{key}", value)
    assert isinstance(copied, dict)
    return copied


def put(document: Any, path: str, value: Any) -> None:
    """Set *value* at *path*, which is written like the paths of problems. An index after the last appends."""
    *above, last = [
        int(index) if index else key for key, index in re.findall(r"\.([A-Za-z_$]+)|\[([0-9]+)\]", path[1:])
    ]
    for step in above:
        document = document[step]
    if value is REMOVED:
        del document[last]
    elif isinstance(document, list) and last == len(document):
        document.append(value)
    else:
        document[last] = value


def problems(document: bytes | str) -> list[tuple[str, str]]:
    """Return the path and code of each problem of a document. The list is empty if the document is valid."""
    try:
        su.loads(document)
    except su.DocumentError as error:
        return [(problem.path, problem.code.value) for problem in error.problems]
    return []


def strategy_of(report: su.ProgressReport) -> su.Strategy:
    """Return the strategy of a report that is about one."""
    assert report.strategy is not None
    return report.strategy
