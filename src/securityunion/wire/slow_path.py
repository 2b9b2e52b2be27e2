"""The slow path: decide about documents that the fast path did not accept, and find every problem.

1. The document is cut into its records. A record that is written exactly as this library writes it is decoded at once.
   Only the others are parsed into plain data, so a large report with a few mistakes is not parsed as a whole.
2. Plain data becomes records (module `structure`). Every wrong key, type or form and every broken rule is a problem
   with its path.
3. The whole document is checked. The version comes first, and a key `$schema` is ignored. Ids and references are
   checked even if the document is broken elsewhere. Problems are in the order of the document.
"""

import re
from collections.abc import Callable
from typing import Any, TypeVar, cast

import attrs
import msgspec

from securityunion._records.fields import Shape, shapes
from securityunion._records.integrity import reference_problems
from securityunion.errors import DocumentError, Problem, ProblemCode
from securityunion.model.report import SCHEMA, ProgressReport
from securityunion.wire.fast_path import decoder_of
from securityunion.wire.json_parse import JsonObject, Limits, may_hold_long_text, parse_json, repeated_key
from securityunion.wire.schema import upgrade
from securityunion.wire.structure import OF_REFERENCES, by_name, field_of, structure

__all__ = ["from_plain", "parse_with_valid_records", "read_slow", "required_keys", "structure_report"]

R = TypeVar("R")

_DEEPEST = 10
"""The largest number of levels in a valid report. Only a depth limit below it could refuse a record that decodes."""

_STEP = re.compile(r"\.([A-Za-z_$][A-Za-z0-9_]*)|\[([0-9]+)\]").findall


def read_slow(document: bytes, limits: Limits) -> ProgressReport:
    """Return the report in a JSON document.

    Raises:
        DocumentError: if the document is not valid, with every problem found.

    >>> read_slow(b"[1, 2", Limits())  # doctest: +NORMALIZE_WHITESPACE
    Traceback (most recent call last):
    ...
    securityunion.DocumentError: $: not valid JSON (Expecting ',' delimiter);
        correct it at line 1, column 6
    """
    plain = parse_with_valid_records(document, limits)
    return from_plain(ProgressReport, parse_json(document, limits) if plain is None else plain)


def from_plain(record: type[R], value: object) -> R:
    """Return the instance of *record* that the plain data *value* describes, without any hooks of a cattrs converter.

    Raises:
        DocumentError: if *value* is not valid, with every problem.

    >>> from securityunion.values.partial_date import Period
    >>> from_plain(Period, {"start": "2020"})
    Period(start='2020')
    """
    if record is ProgressReport:
        return cast("R", structure_report(value, _from_plain))
    return structure(record, value, _from_plain)


def structure_report(value: object, inner: Callable[[Any, type[Any]], Any]) -> ProgressReport:
    """Return the report that the plain data *value* describes.

    In addition to `structure`, this checks the schema version first and ignores a key `$schema`, which editors use to
    find the JSON Schema. Ids and references are checked even if the document is broken elsewhere.

    Raises:
        DocumentError: if *value* is not valid, with every problem.

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
    if "schema" not in document:
        problems.append(Problem("$.schema", ProblemCode.MISSING_KEY, f"missing key; add {SCHEMA!r}"))
    try:
        report = structure(ProgressReport, known, inner)
    except DocumentError as error:
        # If every field was valid, the constructor has checked ids and references already.
        references_checked = any(problem.code in OF_REFERENCES for problem in error.problems)
        references = () if references_checked else reference_problems(ProgressReport, known, field_of)
        reported = {problem.path for problem in error.problems}
        extra = [problem for problem in references if problem.path not in reported]
        every = sorted([*problems, *error.problems, *extra], key=lambda problem: _position(known, problem.path))
        raise DocumentError(every, error.omitted) from None
    if problems:
        raise DocumentError(problems)
    return report


def required_keys(record: type[Any]) -> tuple[str, ...]:
    """Return the keys that an object must have to be read as *record*.

    They include `schema`, which is optional in Python: a document must name its version.

    >>> from securityunion.model.strategy import Priority
    >>> required_keys(Priority), required_keys(ProgressReport)
    (('id', 'title'), ('id', 'title', 'published', 'strategy', 'schema'))
    """
    always = {"schema"} if record is ProgressReport else set[str]()
    return tuple(shape.name for shape in shapes(record) if shape.required or shape.name in always)


def _from_plain(value: object, record: type[Any]) -> Any:
    return from_plain(record, value)


def _position(document: Any, path: str) -> tuple[int, ...]:
    """Return a sort key for the place of *path* in *document*: the position of each key or item on the way."""
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
            break  # a path from a hook of the service
    return tuple(place)


def _keys(part: object) -> list[str] | None:
    """Return the keys of an object or a record, in the order of the document; None for anything else."""
    if isinstance(part, dict):
        return list(cast("dict[str, Any]", part))
    # A record was decoded only if its keys were in the order in which this library writes them, which is sorted.
    return sorted(by_name(type(part))) if attrs.has(type(part)) else None


def parse_with_valid_records(document: bytes, limits: Limits) -> JsonObject | None:
    """Return a JSON document as plain data in which valid records are decoded already.

    Only records that are written exactly as this library writes them are decoded. The result is None if the document
    cannot be cut into records reliably. Then pass all of it to `parse_json`, which also finds errors in the JSON.

    >>> start = b'{"schema":"securityunion/1","covers":{"end":null,"start":"2020"},'
    >>> found = parse_with_valid_records(start + b'"sources":[{"id":1}]}', Limits())
    >>> found["covers"], found["sources"]
    (Period(start='2020'), [{'id': 1}])
    >>> parse_with_valid_records(start + b'"number":1,"number":2}', Limits()) is None
    True
    """
    if limits.depth < _DEEPEST or may_hold_long_text(document, limits):
        return None
    try:
        document.decode()  # msgspec does not check the encoding of parts that it only cuts out
        fields = _cut(msgspec.json.format(document, indent=-1))
        if fields is None or fields.get("schema") != msgspec.json.encode(SCHEMA):
            return None
        return _fields(ProgressReport, fields, limits)
    except (msgspec.MsgspecError, DocumentError, UnicodeDecodeError, RecursionError):
        return None


def _cut(document: bytes) -> dict[str, bytes] | None:
    """Return the undecoded fields of a JSON object without white space; None if a key is a duplicate or escaped."""
    fields = {key: bytes(raw) for key, raw in msgspec.json.decode(document, type=dict[str, msgspec.Raw]).items()}
    # The length with every key once: two braces, each key with its colon and value, and commas between them.
    once = 1 + sum(len(msgspec.json.encode(key)) + 1 + len(raw) + 1 for key, raw in fields.items())
    return fields if once == len(document) else None


def _fields(record: type[Any], fields: dict[str, bytes], limits: Limits) -> JsonObject:
    below = attrs.evolve(limits, depth=limits.depth - 1)
    inner = {shape.name: shape for shape in shapes(record) if shape.is_record}
    # One call parses all fields that contain no records.
    rest = b",".join(msgspec.json.encode(key) + b":" + raw for key, raw in fields.items() if key not in inner)
    plain: JsonObject = parse_json(b"{" + rest + b"}", limits)
    return JsonObject(
        [(key, _part(inner[key], raw, below) if key in inner else plain[key]) for key, raw in fields.items()]
    )


def _part(shape: Shape, raw: bytes, limits: Limits) -> Any:
    if not shape.many:
        return _one(shape.item, raw, limits)
    if not raw.startswith(b"["):
        return parse_json(raw, limits)
    below = attrs.evolve(limits, depth=limits.depth - 1)
    return [_one(shape.item, bytes(one), below) for one in msgspec.json.decode(raw, type=list[msgspec.Raw])]


def _one(record: type[Any], raw: bytes, limits: Limits) -> Any:
    valid = _valid_record(record, raw)
    if valid is not None:
        return valid
    fields = _cut(raw) if raw.startswith(b"{") and any(shape.is_record for shape in shapes(record)) else None
    return parse_json(raw, limits) if fields is None else _fields(record, fields, limits)


def _valid_record(record: type[Any], raw: bytes) -> Any:
    """Return the record in *raw*, JSON without white space; None if this library would not write exactly that."""
    try:
        instance = decoder_of(record).decode(raw)
        # Problems are sorted by the order of keys. A record does not remember it, but in this form it is known.
        return instance if msgspec.json.encode(instance) == raw else None
    except msgspec.MsgspecError:
        return None
