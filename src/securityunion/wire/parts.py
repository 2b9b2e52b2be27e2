"""Parse a document into plain data, in which the records that have no mistake are already decoded.

The document is split into its records. A record is decoded at once if it is written exactly as this library writes it.
Only the other records are parsed into plain data. Then the rules are applied to all decoded records together, and those
that break a rule are turned back into plain data. So if a large report has only a few mistakes, most of the report is
neither parsed nor checked record by record.
"""

from collections.abc import Mapping
from operator import is_
from types import GenericAlias
from typing import Any, cast

import msgspec

from securityunion._records.columns import breaking, records_inside
from securityunion._records.fields import Leading, Shape, by_name, leading_to, shapes
from securityunion._records.unchecked import arrange, turn_into_records, unchecked
from securityunion.errors import DocumentError
from securityunion.model.report import SCHEMA, ProgressReport
from securityunion.wire.fast_path import decoder_of
from securityunion.wire.json_parse import JsonObject, parse_text

__all__ = ["parse_with_valid_records"]

Decoded = dict[type[Any], list[Any]]
"""The records that are decoded one by one, without the records inside them, by their classes."""

Leads = Mapping[type[Any], Leading]
"""For each class, the fields in which a broken record can be."""

Broken = Mapping[type[Any], set[int]]
"""The Python `id()` of each record that breaks a rule, by its class."""


def parse_with_valid_records(document: bytes) -> JsonObject | None:
    """Parse a JSON document, which is within the limits, into plain data, in which valid records are already decoded.

    A record is decoded only if it is written exactly as this library writes it. The result is None if the document
    cannot be split into records reliably. In that case, pass the whole document to `parse_json`, which also finds
    errors in the JSON.

    >>> start = b'{"schema":"securityunion/1","covers":{"end":null,"start":"2020"},'
    >>> found = parse_with_valid_records(start + b'"sources":[{"id":1}]}')
    >>> found["covers"], found["sources"]
    (Period(start='2020'), [{'id': 1}])
    >>> parse_with_valid_records(start + b'"number":1,"number":2}') is None
    True
    """
    try:
        document.decode()  # check the encoding here, because msgspec does not check the parts that it leaves undecoded
        fields = _cut(msgspec.json.format(document, indent=-1))
        if fields is None or fields.get("schema") != msgspec.json.encode(SCHEMA):
            return None
        decoded: Decoded = {}
        plain = _fields(ProgressReport, fields, decoded)
    except (msgspec.MsgspecError, DocumentError, UnicodeDecodeError, RecursionError):
        return None
    return _without_broken_records(plain, decoded)


def _cut(document: bytes) -> dict[str, bytes] | None:
    """Split a JSON object without white space into its fields, and return the undecoded values by key.

    Return None if a key is a duplicate, contains an escape sequence or is not ASCII.
    """
    fields = {key: bytes(raw) for key, raw in msgspec.json.decode(document, type=dict[str, msgspec.Raw]).items()}
    # Compute the length that the object would have if no key were a duplicate.
    # Each field has a key in quotes, a colon, a value and a comma. The object has two braces, but the last field has no
    # comma.
    once = 1 + sum(len(key) + 2 + 1 + len(raw) + 1 for key, raw in fields.items())
    return fields if once == len(document) else None


def _fields(record: type[Any], fields: dict[str, bytes], decoded: Decoded) -> JsonObject:
    inner = {shape.name: shape for shape in shapes(record) if shape.is_record}
    # In a single call, parse all fields whose values contain no records.
    rest = b",".join(b'"%s":%s' % (key.encode(), raw) for key, raw in fields.items() if key not in inner)
    plain: JsonObject = parse_text(f"{{{rest.decode()}}}")
    return JsonObject(
        [(key, _part(inner[key], raw, decoded) if key in inner else plain[key]) for key, raw in fields.items()]
    )


def _part(shape: Shape, raw: bytes, decoded: Decoded) -> Any:
    if not shape.many:
        return _one(shape.item, raw, decoded)
    if not raw.startswith(b"["):
        return parse_text(raw.decode())
    if (together := _as_written(GenericAlias(list, (unchecked(shape.item),)), raw)) is not None:
        decoded.setdefault(shape.item, []).extend(together)
        return together
    return [_one(shape.item, bytes(one), decoded) for one in msgspec.json.decode(raw, type=list[msgspec.Raw])]


def _one(record: type[Any], raw: bytes, decoded: Decoded) -> Any:
    as_written = _as_written(unchecked(record), raw)
    if as_written is not None:
        decoded.setdefault(record, []).append(as_written)
        return as_written
    fields = _cut(raw) if raw.startswith(b"{") and any(shape.is_record for shape in shapes(record)) else None
    return parse_text(raw.decode()) if fields is None else _fields(record, fields, decoded)


def _as_written(kind: Any, raw: bytes) -> Any:
    """Decode the unchecked record, or the list of them, in *raw*, which is JSON without white space.

    Return None if *raw* cannot be decoded as *kind*, or if this library would write it differently.
    """
    try:
        instance = decoder_of(kind).decode(raw)
        # Problems are sorted by the order of keys in the document, but a record does not remember this order.
        # So decode only records whose keys are in the order in which this library writes them.
        return instance if msgspec.json.encode(instance) == raw else None
    except msgspec.MsgspecError:
        return None


def _without_broken_records(plain: JsonObject, decoded: Decoded) -> JsonObject:
    """Turn the *decoded* records in *plain* into records, and those that break a rule into plain data."""
    records: Decoded = {}
    for kind, instances in decoded.items():
        for inner, found in records_inside(kind, instances).items():
            records.setdefault(inner, []).extend(found)
    turn_into_records(records)
    broken = breaking(records)
    arrange({kind: [one for one in found if id(one) not in broken.get(kind, ())] for kind, found in records.items()})
    return _opened(ProgressReport, plain, broken, leading_to(ProgressReport, frozenset(broken))) if broken else plain


def _opened(record: type[Any], value: Any, broken: Broken, leading: Leads) -> Any:
    """Return *value*, in which the *broken* records, and all records that hold one, are plain data."""
    fields = leading[record].fields
    if type(value) is record:
        opened = {shape.name: _opened_field(shape, getattr(value, shape.name), broken, leading) for shape in fields}
        if id(value) not in broken.get(record, ()) and all(getattr(value, name) is one for name, one in opened.items()):
            return value
        return JsonObject([(name, opened.get(name, held)) for name, held in _plain_fields(value)])
    if isinstance(value, JsonObject):
        value.update(
            {
                shape.name: _opened_field(shape, value[shape.name], broken, leading)
                for shape in fields
                if shape.name in value
            }
        )
    return value


def _opened_field(shape: Shape, held: Any, broken: Broken, leading: Leads) -> Any:
    if not shape.many:
        return _opened(shape.item, held, broken, leading)
    if not isinstance(held, (list, tuple)):
        return held
    opened = [_opened(shape.item, one, broken, leading) for one in cast("list[Any]", held)]
    # If nothing was opened, the same object is returned, so that this can be seen.
    return cast("object", held) if all(map(is_, opened, cast("list[Any]", held))) else opened


def _plain_fields(record: object) -> list[tuple[str, Any]]:
    """Return the fields of a record in the order in which they are written: plain data, and records as they are."""
    shapes_of = by_name(type(record))
    held = {name: getattr(record, name) for name in sorted(shapes_of)}
    return [(name, one if shapes_of[name].is_record else msgspec.to_builtins(one)) for name, one in held.items()]
