"""The slow path: read a document that the fast path did not accept, and find every problem in the document.

1. The module `parts` parses the document into plain data, in which records without a mistake are already decoded.
2. The module `structure` converts plain data into records. It reports every wrong key, every wrong value and every
   broken rule as a problem with its path.
3. The document is checked as a whole. The schema version is checked first, and the key `$schema` is ignored. Ids and
   references are checked even if other parts of the document are invalid. Problems are listed in the order of the
   document.
"""

import re
from collections.abc import Callable
from typing import Any, TypeVar, cast

import attrs

from securityunion._records.fields import by_name, shapes
from securityunion._records.integrity import reference_problems
from securityunion._util.text import instead_of, shown, with_article
from securityunion.errors import DocumentError, Problem, ProblemCode
from securityunion.model.report import SCHEMA, ProgressReport
from securityunion.wire.json_parse import JsonObject, parse_json, repeated_key, text_of
from securityunion.wire.limits import Limits, check_depth, may_hold_long_text
from securityunion.wire.parts import parse_with_valid_records
from securityunion.wire.schema import upgrade
from securityunion.wire.structure import OF_REFERENCES, field_of, structure

__all__ = ["from_plain", "read_slow", "required_keys", "structure_report"]

R = TypeVar("R")

# For each field that refers to records by their ids, the kind of record and the keys of the list that has them.
_REFERRED = {
    "priority": ("priority", "strategy", "priorities"),
    **dict.fromkeys(("initiative", "initiatives"), ("initiative", "initiatives")),
    **dict.fromkeys(("sources", "law_sources"), ("source", "sources")),
}

# One match is one step of a path such as `$.initiatives[3]`: a key or an index.
_STEP = re.compile(r"\.([A-Za-z_$][A-Za-z0-9_]*)|\[([0-9]+)\]").findall


def read_slow(document: bytes, limits: Limits) -> ProgressReport:
    """Read a report from a JSON document.

    Raises:
        DocumentError: if the document is not valid. The error lists the problems.

    >>> read_slow(b"[1, 2", Limits())  # doctest: +NORMALIZE_WHITESPACE
    Traceback (most recent call last):
    ...
    securityunion.DocumentError: $: not valid JSON (Expecting ',' delimiter);
        correct it at line 1, column 6
    """
    # The levels are counted once, before anything recursive reads the document.
    text_of(document)
    check_depth(document, limits)
    plain = None if may_hold_long_text(document, limits) else parse_with_valid_records(document)
    return from_plain(ProgressReport, parse_json(document, limits) if plain is None else plain)


def from_plain(record: type[R], value: object) -> R:
    """Convert the plain data *value* into an instance of *record*, without a cattrs converter or its hooks.

    Raises:
        DocumentError: if *value* is not valid. The error lists the problems.

    >>> from securityunion.values.partial_date import Period
    >>> from_plain(Period, {"start": "2020"})
    Period(start='2020')
    """
    if record is ProgressReport:
        return cast("R", structure_report(value, _from_plain))
    return structure(record, value, _from_plain)


def structure_report(value: object, inner: Callable[[Any, type[Any]], Any]) -> ProgressReport:
    """Convert the plain data *value* into a report.

    Before it calls `structure`, this function checks the schema version. The key `$schema`, which editors use to find
    the JSON Schema, must hold text and is otherwise ignored. Ids and references are checked even if other parts of the
    document are invalid.

    Args:
        value: plain data, as a JSON parser returns it.
        inner: the function that converts nested records, such as the method `structure` of a cattrs converter.

    Raises:
        DocumentError: if *value* is not valid. The error lists the problems.

    >>> structure_report([], structure)  # doctest: +NORMALIZE_WHITESPACE
    Traceback (most recent call last):
    ...
    securityunion.DocumentError: $: a list of 0 is not allowed;
        write an object with the keys of ProgressReport
    """
    if not isinstance(value, dict):
        return structure(ProgressReport, value, inner)
    document = cast("dict[str, Any]", value)
    if document.get("schema") != SCHEMA:
        document = upgrade(document)
    known = JsonObject([(key, raw) for key, raw in document.items() if key != "$schema"])
    known.repeated = document.repeated if isinstance(document, JsonObject) else []
    problems: list[Problem] = []
    if "$schema" in known.repeated:
        problems.append(repeated_key("$.$schema"))
    if not isinstance(document.get("$schema", ""), str):
        wrong = instead_of(document["$schema"], "the address of the JSON Schema, as text")
        problems.append(Problem("$.$schema", ProblemCode.WRONG_TYPE, wrong))
    if "schema" not in document:
        problems.append(Problem("$.schema", ProblemCode.MISSING_KEY, f"missing key; add {SCHEMA!r}"))
    try:
        report = structure(ProgressReport, known, inner)
    except DocumentError as error:
        # If every field was valid, the constructor of the report has already checked ids and references.
        references_checked = any(problem.code in OF_REFERENCES for problem in error.problems)
        references = () if references_checked else reference_problems(ProgressReport, known, field_of)
        reported = {problem.path for problem in error.problems}
        named = [_id_for_title(document, problem) for problem in error.problems]
        extra = [problem for problem in references if problem.path not in reported]
        every = sorted([*problems, *named, *extra], key=lambda problem: _position(document, problem.path))
        raise DocumentError(every, error.omitted) from None
    if problems:
        raise DocumentError(problems)
    return report


def required_keys(record: type[Any]) -> tuple[str, ...]:
    """Return the keys that a JSON object must have to be read as *record*.

    For a report, the keys include `schema`. The field `schema` is optional in Python, but a document must state its
    version.

    >>> from securityunion.model.strategy import Priority
    >>> required_keys(Priority), required_keys(ProgressReport)
    (('id', 'title'), ('id', 'title', 'published', 'schema'))
    """
    always = {"schema"} if record is ProgressReport else set[str]()
    return tuple(shape.name for shape in shapes(record) if shape.required or shape.name in always)


def _from_plain(value: object, record: type[Any]) -> Any:
    return from_plain(record, value)


def _id_for_title(document: Any, problem: Problem) -> Problem:
    """Return *problem* with the id that is meant, if its value is the title of a record instead of an id."""
    if problem.code is not ProblemCode.WRONG_FORM:
        return problem
    steps = _STEP(problem.path)
    # The path of an item of a list ends in an index. A path that a hook gives can have no step at all.
    field = next((key for key, _ in reversed(steps) if key), "")
    kind, *where = _REFERRED.get(field, ("",))
    value, records = _at(document, steps), _at(document, [(one, "") for one in where])
    for one in cast("list[Any]", records) if kind and isinstance(records, (list, tuple)) else ():
        if _at(one, [("title", "")]) == value:
            wrong = f"{shown(value)} is the title of {with_article(kind)}"
            return attrs.evolve(problem, message=f"{wrong}; write its id {shown(_at(one, [('id', '')]))}")
    return problem


def _at(document: Any, steps: list[tuple[str, str]]) -> Any:
    """Return the value that the *steps* of a path lead to; None if no value has that path."""
    for key, index in steps:
        if index:
            items = cast("list[Any]", document) if isinstance(document, (list, tuple)) else []
            document = items[int(index)] if int(index) < len(items) else None
        else:
            keys = _keys(document)
            document = field_of(document, key) if keys is not None and key in keys else None
    return document


def _position(document: Any, path: str) -> tuple[int, ...]:
    """Return a sort key that orders problems by the position of *path* in *document*.

    The sort key contains the position of each key or list item along the path.
    """
    place: list[int] = []
    part: Any = document
    for key, index in _STEP(path.partition("['")[0].partition('["')[0]):
        keys = _keys(part)
        if key and keys is not None:
            place.append(keys.index(key) if key in keys else len(keys))
            part = field_of(part, key) if key in keys else None
        elif isinstance(part, (list, tuple)) and index:
            items = cast("list[Any]", part)
            place.append(int(index))
            part = items[int(index)] if int(index) < len(items) else None
        else:
            break  # a hook of the service may report a path that the document does not have
    return tuple(place)


def _keys(part: object) -> list[str] | None:
    """Return the keys of an object or a record in the order of the document, or None for any other value."""
    if isinstance(part, dict):
        return list(cast("dict[str, Any]", part))
    # Only records with sorted keys are decoded at once, so the keys of this record were sorted in the document.
    return sorted(by_name(type(part))) if attrs.has(type(part)) else None
