"""The plain data of a document of which most is sound: only the records that are not are looked at closely.

A report of thousands of initiatives that has a few mistakes need not be taken apart as a whole: a record that is sound
is read at once, one that is not is cut into its fields, and the records in those are asked anew.
"""

from typing import Any

import attrs
import msgspec

from securityunion.errors import DocumentError
from securityunion.record import Shape, shapes
from securityunion.report import SCHEMA, ProgressReport
from securityunion.wire.decoder import decoder_of
from securityunion.wire.limits import Limits, may_hold_long_text
from securityunion.wire.parse import parse_json
from securityunion.wire.plain import JsonObject

__all__ = ["with_sound_parts"]

_DEEPEST = 10
"""More levels than a sound report has: what is sound keeps to a limit that allows them."""


def with_sound_parts(document: bytes, limits: Limits) -> JsonObject | None:
    """Return the plain data of a JSON document in which sound records, written as we write them, are records already.

    None where it cannot be cut into parts with certainty: then all of it is for `parse_json`, which also says what is
    wrong with the text of a document.

    >>> document = b'{"schema":"securityunion/1","covers":{"end":null,"start":"2020"},"sources":[{"id":1}]}'
    >>> with_sound_parts(document, Limits())
    {'schema': 'securityunion/1', 'covers': Period(start='2020'), 'sources': [{'id': 1}]}
    >>> with_sound_parts(b'{"schema":"securityunion/1","initiatives":[],"initiatives":[]}', Limits()) is None
    True
    """
    if limits.depth < _DEEPEST or may_hold_long_text(document, limits):
        return None
    try:
        document.decode()
        fields = _cut(msgspec.json.format(document, indent=-1))
        if fields is None or fields.get("schema") != msgspec.json.encode(SCHEMA):
            return None
        return _fields(ProgressReport, fields, limits)
    except (msgspec.MsgspecError, DocumentError, UnicodeDecodeError, RecursionError):
        return None


def _cut(document: bytes) -> dict[str, bytes] | None:
    """Return the fields of a JSON object without white space, unread; None where a key comes twice or is escaped."""
    fields = {key: bytes(raw) for key, raw in msgspec.json.decode(document, type=dict[str, msgspec.Raw]).items()}
    # Braces, and for each key its quotes, a colon and a comma: more bytes mean that a key came twice.
    once = 1 + sum(len(msgspec.json.encode(key)) + 1 + len(raw) + 1 for key, raw in fields.items())
    return fields if once == len(document) else None


def _fields(record: type[Any], fields: dict[str, bytes], limits: Limits) -> JsonObject:
    below = attrs.evolve(limits, depth=limits.depth - 1)
    inner = {shape.name: shape for shape in shapes(record) if shape.is_record}
    # What holds no records is read at once.
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
    sound = _sound(record, raw)
    if sound is not None:
        return sound
    fields = _cut(raw) if raw.startswith(b"{") and any(shape.is_record for shape in shapes(record)) else None
    return parse_json(raw, limits) if fields is None else _fields(record, fields, limits)


def _sound(record: type[Any], raw: bytes) -> Any:
    """Return the record that *raw* is, without white space; None where it is not written as we write it.

    Only then is it known in which order its fields stand, and problems come in the order of the document.
    """
    try:
        instance = decoder_of(record).decode(raw)
        return instance if msgspec.json.encode(instance) == raw else None
    except msgspec.MsgspecError:
        return None
