"""The JSON Schema of documents, generated from the classes.

msgspec generates a schema from the types. This module adds the forms of texts, bounds and descriptions, and forbids
other keys. Only the library checks rules that a schema cannot express, such as that a reference leads to a record.
"""

import json
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec

import securityunion as su
from generate.forms import DAY, FORMS
from securityunion._records.docstrings import field_descriptions, record_description
from securityunion._records.fields import Shape, records, shapes
from securityunion._records.formats import Form
from securityunion._records.rules import rules_of
from securityunion.values.member_state import OTHER_SPELLINGS

__all__ = ["SCHEMA_FILE", "schema_document"]

SCHEMA_FILE = Path(__file__).parents[1] / "src" / "securityunion" / "wire" / "securityunion-1.schema.json"

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ID = f"urn:{su.SCHEMA.replace('/', ':')}"
_REFERENCE = "#/$defs/{name}"

Schema = dict[str, Any]


def schema_document() -> bytes:
    """Return the JSON Schema (2020-12) of documents as JSON, for the file that the package contains."""
    _, components = msgspec.json.schema_components([su.ProgressReport], ref_template=_REFERENCE)
    used = {"Day": DAY}
    definitions = {
        record.__name__: _record(record, components[record.__name__], used) for record in records(su.ProgressReport)
    }
    for record in records(su.ProgressReport):
        for shape in shapes(record):
            if issubclass(shape.item, StrEnum):
                definitions[shape.item.__name__] = _enumeration(shape.item, components[shape.item.__name__])
    root = definitions.pop("ProgressReport")
    root["properties"]["$schema"] = {
        "type": "string",
        "description": "The address of this schema, for editors; not part of the report.",
    }
    document = {
        "$schema": _DIALECT,
        "$id": _ID,
        **root,
        "$defs": dict(sorted({**definitions, **used}.items())),
    }
    return json.dumps(document, indent=2, ensure_ascii=False).encode() + b"\n"


def _record(record: type[Any], generated: Schema, used: dict[str, Schema]) -> Schema:
    words = field_descriptions(record)
    properties = {
        shape.name: {
            **({"description": words[shape.name]} if shape.name in words else {}),
            **_field(record, shape, generated["properties"][shape.name], used),
        }
        for shape in shapes(record)
    }
    # The constructor has a default for `schema`, but a document must state its version.
    required = [name for name in properties if name in generated["required"] or name == "schema"]
    return {
        "title": record.__name__,
        "description": _description(record),
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _description(record: type[Any]) -> str:
    """Return the description of *record*, with the rules that this schema cannot express."""
    rules = [rule.says for rule in rules_of(record) if not rule.schema]
    return " ".join((record_description(record), *rules))


def _field(record: type[Any], shape: Shape, generated: Schema, used: dict[str, Schema]) -> Schema:
    kept = {key: value for key, value in generated.items() if key == "default" and shape.name != "schema"}
    field = dict(_item(shape, generated, used))
    if shape.many:
        field = {"type": "array", "items": field}
    # Records with ids are unique, because two equal records would have the same id.
    if shape.is_record and any(inner.names for inner in shapes(shape.item)) and shape.many:
        field["uniqueItems"] = True
    for rule in rules_of(record):
        field.update(rule.schema.get(shape.name, {}))
    return {**({"anyOf": [field, {"type": "null"}]} if shape.optional else field), **kept}


def _item(shape: Shape, generated: Schema, used: dict[str, Schema]) -> Schema:
    if shape.form is not None:
        return _form(shape.form, used)
    if shape.item is date:
        return {"$ref": _REFERENCE.format(name="Day")}
    if shape.is_record or issubclass(shape.item, StrEnum):
        return {"$ref": _REFERENCE.format(name=shape.item.__name__)}
    alternatives: list[Schema] = generated.get("anyOf", [generated])
    return {"type": alternatives[0]["type"]}


def _form(form: Form, used: dict[str, Schema]) -> Schema:
    if form.example == su.SCHEMA:
        return {"const": su.SCHEMA}
    name, says = FORMS[form.name]
    used[name] = {"type": "string", "description": form.name, **says, "examples": [form.example]}
    return {"$ref": _REFERENCE.format(name=name)}


def _enumeration(kind: type[StrEnum], generated: Schema) -> Schema:
    return {
        "title": kind.__name__,
        "description": record_description(kind),
        "type": "string",
        "enum": [
            *(member.value for member in kind if member.value in generated["enum"]),
            # What `loads` accepts, the schema must not refuse.
            *(OTHER_SPELLINGS if kind is su.MemberState else ()),
        ],
    }
