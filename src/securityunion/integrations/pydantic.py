"""Support for pydantic: how records are validated, serialised and described.

Pydantic itself does not validate the fields of a record, but passes the plain data to this module. This module returns
the record or raises a pydantic error, which lists every problem with its path. So the rules of documents apply wherever
pydantic validates a record: alone, as a field of a model, or in the body of a FastAPI request.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar, cast

import msgspec

from securityunion._records.docstrings import field_descriptions, record_description
from securityunion._records.fields import Shape, shapes
from securityunion._records.formats import ID_FORM
from securityunion._records.validation import is_unicode
from securityunion._util.days import is_day_type
from securityunion._util.text import shown
from securityunion.errors import DocumentError
from securityunion.model.report import SCHEMA
from securityunion.wire.slow_path import from_plain, required_keys

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema, InitErrorDetails
    from pydantic_core.core_schema import TypedDictSchema

__all__ = ["core_schema", "enum_schema", "json_schema", "location"]


def __dir__() -> list[str]:
    return sorted(__all__)


R = TypeVar("R")

_STEPS = re.compile(
    r"\.(?P<key>[A-Za-z_$][A-Za-z0-9_]*)"
    r"|\[(?P<index>[0-9]+)\]"
    r"|\[(?P<quote>['\"])(?P<quoted>(?:(?!(?P=quote))[^\\]|\\.)*)(?P=quote)\]"
    r"|(?P<other>.+)",
    re.DOTALL,
).finditer
_LONGEST_FOUND = 60
_LARGEST_FOUND = 1 << 53  # above this number, JSON readers that use floats lose digits


def core_schema(record: type[R], _: object, handler: "GetCoreSchemaHandler") -> "CoreSchema":
    """Return the core schema with which pydantic validates and serialises *record*.

    Every record uses this function as its `__get_pydantic_core_schema__`. The schema accepts an instance of *record*.
    It also accepts plain data, which is read as strictly as by `loads`. Serialisation gives plain data with the same
    keys and values as a document.

    >>> import securityunion as su
    >>> try:
    ...     from pydantic import TypeAdapter
    ...     found = TypeAdapter(su.Period).validate_python({"start": "2020"})
    ... except ModuleNotFoundError:
    ...     found = su.Period(start="2020")
    >>> found
    Period(start='2020')
    """
    from pydantic_core import core_schema as core  # noqa: PLC0415 - pydantic is optional

    def validated(value: object) -> R:
        if type(value) is record:
            return value
        try:
            return from_plain(record, value)
        except DocumentError as error:
            from pydantic_core import ValidationError  # noqa: PLC0415 - pydantic is optional

            raise ValidationError.from_exception_data(record.__name__, list(_details(error, value))) from None

    validated.__name__ = record.__name__  # pydantic shows this name in the errors of a union
    required = required_keys(record)
    fields = {
        shape.name: core.typed_dict_field(_field(shape, handler), required=shape.name in required)
        for shape in shapes(record)
    }
    return core.no_info_plain_validator_function(
        validated,
        ref=f"{record.__module__}.{record.__qualname__}",
        json_schema_input_schema=core.typed_dict_schema(fields),
        serialization=core.plain_serializer_function_ser_schema(msgspec.to_builtins),
    )


def json_schema(record: type[Any], schema: "CoreSchema", handler: "GetJsonSchemaHandler") -> "JsonSchemaValue":
    """Return the JSON Schema of *record*.

    Every record uses this function as its `__get_pydantic_json_schema__`. The schema is the same for validation and
    serialisation. Its descriptions come from the docstring of the record.

    >>> import securityunion as su
    >>> try:
    ...     from pydantic import TypeAdapter
    ...     fields = TypeAdapter(su.Period).json_schema()["properties"]
    ... except ModuleNotFoundError:
    ...     meaning = "a year, quarter, month or day; null if unknown."
    ...     fields = {"start": {"description": meaning}}
    >>> fields["start"]["description"]
    'a year, quarter, month or day; null if unknown.'
    """
    fields = cast("TypedDictSchema", cast("dict[str, Any]", schema)["json_schema_input_schema"])
    found: dict[str, Any] = {
        "title": record.__name__,
        **_described(record),
        **handler(fields),
        "additionalProperties": False,
    }
    descriptions = {name: {"description": words} for name, words in field_descriptions(record).items()}
    for shape in shapes(record):
        field: dict[str, Any] = found["properties"][shape.name]
        field.pop("title", None)
        field.update(descriptions.get(shape.name, {}))
        if shape.form not in (None, ID_FORM) and shape.refers is None:
            field["examples"] = [[shape.form.example] if shape.many else shape.form.example]
    return found


def enum_schema(enumeration: type[StrEnum], schema: "CoreSchema", handler: "GetJsonSchemaHandler") -> "JsonSchemaValue":
    """Return the JSON Schema of *enumeration*.

    Every enumeration uses this function as its `__get_pydantic_json_schema__`. By default, pydantic uses the whole
    docstring as the description. This function leaves out the examples in the docstring.

    >>> import securityunion as su
    >>> try:
    ...     from pydantic import TypeAdapter
    ...     found = TypeAdapter(su.FindingKind).json_schema()["description"]
    ... except ModuleNotFoundError:
    ...     found = "Whether a finding reports progress or asks for action."
    >>> found
    'Whether a finding reports progress or asks for action.'
    """
    found = handler(schema)
    values = [member.value for member in enumeration]  # pydantic lists a member with two names twice
    handler.resolve_ref_schema(found).update({**_described(enumeration), "enum": values})
    return found


def location(path: str) -> tuple[str | int, ...]:
    """Convert the *path* of a problem into the format that pydantic uses: a tuple of keys and indices.

    >>> from securityunion.integrations.pydantic import location
    >>> location("$.initiatives[3]['no such key']")
    ('initiatives', 3, 'no such key')
    """
    return tuple(
        int(step["index"]) if step["index"] else step["key"] or step["quoted"] or step["other"] or ""
        for step in _STEPS(path, 1)
    )


def _details(error: DocumentError, value: object) -> "Iterator[InitErrorDetails]":
    for problem in error.problems:
        yield _detail(problem.code.value, problem.message, location(problem.path), value)
    if error.omitted:
        yield _detail("omitted", f"and {error.omitted} more", (), value)


def _detail(code: Any, message: Any, at: tuple[str | int, ...], value: Any) -> "InitErrorDetails":
    from pydantic_core import PydanticCustomError  # noqa: PLC0415 - pydantic is optional

    # Pass no context, because pydantic would then read braces in the message as placeholders.
    kind = PydanticCustomError(code, message)
    return {"type": kind, "loc": at, "input": _found(value, at)}


def _found(value: Any, at: tuple[str | int, ...]) -> object:
    """Return the value at a location, shortened so that the response does not become larger than the request."""
    for step in at:
        try:
            value = value[step]
        except (LookupError, TypeError):
            break  # a missing key has no value: return the object that should have the key
    # Do not return floats as numbers, because NaN and infinity are not valid JSON.
    is_number = type(value) in (bool, int) and abs(value) < _LARGEST_FOUND
    is_text = type(value) is str and len(value) <= _LONGEST_FOUND and is_unicode(value)
    return cast("object", value) if value is None or is_number or is_text else shown(value)


def _field(shape: Shape, handler: "GetCoreSchemaHandler") -> "CoreSchema":
    from pydantic_core import core_schema as core  # noqa: PLC0415 - pydantic is optional

    held = _item(shape, handler)
    if shape.many:
        held = core.list_schema(held)
    return core.nullable_schema(held) if shape.optional else held


def _item(shape: Shape, handler: "GetCoreSchemaHandler") -> "CoreSchema":
    from pydantic_core import core_schema as core  # noqa: PLC0415 - pydantic is optional

    if shape.is_record or issubclass(shape.item, StrEnum):
        return handler.generate_schema(shape.item)
    if shape.form is not None and shape.form.example == SCHEMA:
        return core.literal_schema([SCHEMA])
    if is_day_type(shape.item):
        return core.date_schema()
    return core.int_schema() if shape.item is int else core.str_schema()


def _described(record: type[Any]) -> dict[str, str]:
    """Return the entry `description` for the schema of *record*.

    The entry is missing if Python runs without docstrings (`python -OO`).
    """
    words = record_description(record)
    return {"description": words} if words else {}
