"""The plain data of a document of which most is sound: only the initiatives that are not are looked at closely.

A report of thousands of initiatives that has a few mistakes need not be taken apart as a whole.
"""

from functools import cache
from typing import Any

import attrs
import msgspec

from securityunion.errors import DocumentError
from securityunion.initiative import Initiative
from securityunion.report import SCHEMA
from securityunion.wire.limits import Limits, may_hold_long_text
from securityunion.wire.parse import parse_json
from securityunion.wire.plain import JsonObject
from securityunion.wire.twin import says_nothing_else

__all__ = ["with_sound_parts"]

_ABOVE = 2
"""Levels above an initiative."""

_DEEPEST = 10
"""More levels than a sound report has: what is sound keeps to a limit that allows them."""


def with_sound_parts(document: bytes, limits: Limits) -> JsonObject | None:
    """Return the plain data of a JSON document, in which the sound initiatives are records already.

    None where it cannot be cut into parts with certainty: then all of it is for `parse_json`, which also says what is
    wrong with the text of a document.

    >>> with_sound_parts(b'{"schema":"securityunion/1","initiatives":[{"id":1}]}', Limits())
    {'schema': 'securityunion/1', 'initiatives': [{'id': 1}]}
    >>> with_sound_parts(b'{"schema":"securityunion/1","initiatives":[],"initiatives":[]}', Limits()) is None
    True
    """
    if limits.depth < _DEEPEST or may_hold_long_text(document, limits):
        return None
    try:
        document.decode()
        compact = msgspec.json.format(document, indent=-1)
        parts = msgspec.json.decode(compact, type=dict[str, msgspec.Raw])
        # Braces, and for each key its quotes, a colon and a comma: more bytes mean that a key came twice.
        once = 1 + sum(len(msgspec.json.encode(key)) + 1 + len(bytes(raw)) + 1 for key, raw in parts.items())
        if once != len(compact) or bytes(parts["schema"]) != msgspec.json.encode(SCHEMA):
            return None
        return JsonObject([(key, _part(key, raw, limits)) for key, raw in parts.items()])
    except (msgspec.MsgspecError, DocumentError, KeyError, UnicodeDecodeError, RecursionError):
        return None


def _part(key: str, raw: msgspec.Raw, limits: Limits) -> Any:
    if key != "initiatives":
        return parse_json(bytes(raw), attrs.evolve(limits, depth=limits.depth - 1))
    below = attrs.evolve(limits, depth=limits.depth - _ABOVE)
    return [_sound(one) or parse_json(bytes(one), below) for one in msgspec.json.decode(raw, type=list[msgspec.Raw])]


def _sound(raw: msgspec.Raw) -> Initiative | None:
    try:
        initiative = _decoder().decode(raw)
        sound = msgspec.json.encode(initiative) == raw or says_nothing_else(Initiative, bytes(raw))
    except msgspec.MsgspecError:
        return None
    return initiative if sound else None


@cache
def _decoder() -> "msgspec.json.Decoder[Initiative]":
    return msgspec.json.Decoder(Initiative)
