"""The fuzz targets: every input must give either a correct value or the documented error."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import securityunion as su
from securityunion.identifiers import Identifier
from securityunion.wire.slow_path import read_slow
from securityunion.wire.yaml import loads_yaml

__all__ = ["TARGETS", "seeds"]

_LONGEST_TEXT = 2_100
_MOST_PROBLEMS = 50


def _loads(data: bytes) -> None:
    report = _read(su.loads, data)
    slowly = _read(partial(read_slow, limits=su.Limits()), data)
    assert report == slowly, "the fast path and the slow path differ"
    if report is not None:
        assert su.loads(su.dumps(report)) == report


def _loads_yaml(data: bytes) -> None:
    report = _read(loads_yaml, data)
    if report is not None:
        assert loads_yaml(su.dumps_yaml(report)) == report


def _read(reader: Callable[[bytes], su.ProgressReport], data: bytes) -> su.ProgressReport | None:
    try:
        return reader(data)
    except su.DocumentError as error:
        assert 1 <= len(error.problems) <= _MOST_PROBLEMS
        assert all(problem.path.startswith("$") and problem.message for problem in error.problems)
        assert len(error.problems) == 1 or len(str(error)) <= _LONGEST_TEXT
        return None


def _parsed(parse: Callable[[str], Identifier], data: bytes) -> None:
    text = data.decode(errors="replace")
    try:
        parts = parse(text)
    except su.IdentifierError:
        return
    assert str(parts) == text
    assert parse(parts.canonical).canonical == parts.canonical
    # Properties are computed on access and must not raise.
    for name in dir(type(parts)):
        if isinstance(getattr(type(parts), name), property):
            getattr(parts, name)


def _normalised(normalise: Callable[[str], str], parse: Callable[[str], Identifier], data: bytes) -> None:
    text = data.decode(errors="replace")
    try:
        found = normalise(text)
    except su.IdentifierError:
        return
    assert str(parse(found)) == found
    assert normalise(found) == found


_KINDS: dict[str, tuple[Callable[[str], Any], Callable[[str], str], str]] = {
    "celex": (su.identifiers.parse_celex, su.identifiers.normalise_celex, "32016L0680R(01)"),
    "eli": (su.identifiers.parse_eli, su.identifiers.normalise_eli, "http://data.europa.eu/eli/dir/2016/1148/oj"),
    "procedure_reference": (
        su.identifiers.parse_procedure_reference,
        su.identifiers.normalise_procedure_reference,
        "2018/0331(COD)",
    ),
    "document_reference": (
        su.identifiers.parse_document_reference,
        su.identifiers.normalise_document_reference,
        "COM(2020) 797 final",
    ),
    "official_journal_reference": (
        su.identifiers.parse_official_journal_reference,
        su.identifiers.normalise_official_journal_reference,
        "OJ L 194, 19.7.2016, p. 1",
    ),
}

TARGETS: dict[str, Callable[[bytes], None]] = {
    "loads": _loads,
    "loads_yaml": _loads_yaml,
    **{f"parse_{kind}": partial(_parsed, parse) for kind, (parse, _, _) in _KINDS.items()},
    **{f"normalise_{kind}": partial(_normalised, normalise, parse) for kind, (parse, normalise, _) in _KINDS.items()},
}


def seeds(name: str) -> Iterator[bytes]:
    """Yield valid inputs from which the target *name* starts."""
    if name == "loads":
        yield su.dumps(su.first_progress_report())
        yield su.dumps(_small())
        yield su.dumps(_small(), indent=2)
    elif name == "loads_yaml":
        yield su.dumps_yaml(_small())
    else:
        yield _KINDS[name.partition("_")[2]][2].encode()


def _small() -> su.ProgressReport:
    from securityunion.datasets.template import template  # noqa: PLC0415 - only two targets need it

    return template()
