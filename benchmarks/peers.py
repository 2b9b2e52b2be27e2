"""The contestants: other libraries, each with its own classes that have the fields of our records.

The classes have the same fields, types and defaults, are frozen and forbid unknown keys. The same rules (see
`benchmarks.rules`) run on each new instance. Only securityunion rejects duplicate keys and reports every problem at
once.
"""

import dataclasses
import json
import warnings
from collections.abc import Callable
from functools import cache
from types import GenericAlias
from typing import Any, NamedTuple

import attrs
import cattrs.preconf.json
import mashumaro.codecs.json
import mashumaro.config
import msgspec
import pydantic

import securityunion as su
from benchmarks import documents
from benchmarks.rules import rule
from securityunion._records.fields import shapes

__all__ = ["CATTRS", "JSON", "MASHUMARO", "OURS", "PLAIN", "PYDANTIC", "STRUCT", "contestants", "faults_let_pass"]

OURS = "`securityunion.loads`"
STRUCT = "msgspec `Struct`, rules of 0.1.0"
PYDANTIC = "pydantic v2, rules of 0.1.0"
MASHUMARO = "mashumaro, rules of 0.1.0"
CATTRS = "cattrs, default converter, rules of 0.1.0"
PLAIN = "msgspec `Struct`, types only"
JSON = "`json.loads`, plain data"

Load = Callable[[bytes], Any]


class _Field(NamedTuple):
    name: str
    type: Any
    default: Any
    required: bool


Make = Callable[[type[Any], list[_Field]], type[Any]]


@cache
def contestants() -> dict[str, Load]:
    """Return the functions that read a document, by the name of the contestant."""
    struct = msgspec.json.Decoder(_classes(_struct))
    plain = msgspec.json.Decoder(_classes(_plain_struct))
    model = _classes(_model)
    # mashumaro works with any parser, so it gets the fastest one. cattrs keeps its default parser.
    by_mashumaro: Any = mashumaro.codecs.json.JSONDecoder(_classes(_dataclass), pre_decoder_func=msgspec.json.decode)
    converter, attrs_class = cattrs.preconf.json.make_converter(forbid_extra_keys=True), _classes(_attrs)
    return {
        OURS: documents.load,
        STRUCT: struct.decode,
        PYDANTIC: model.model_validate_json,
        MASHUMARO: by_mashumaro.decode,
        CATTRS: lambda document: converter.loads(document, attrs_class),
        PLAIN: plain.decode,
        JSON: json.loads,
    }


def faults_let_pass(load: Load) -> tuple[str, ...]:
    """Return the names of the faults that a contestant misses.

    Raises:
        ValueError: if the contestant rejects a valid document.
    """
    document = documents.bundled()
    if not _accepts(load, document):
        raise ValueError("a contestant rejects a valid document")
    return tuple(fault for fault, broken in documents.one_fault(document).items() if _accepts(load, broken))


def _accepts(load: Load, document: bytes) -> bool:
    try:
        load(document)
    except Exception:  # noqa: BLE001 - each library has errors of its own
        return False
    return True


def _classes(make: Make) -> Any:
    """Return the class for reports that *make* builds, after building the classes for the records in it."""
    made: dict[type[Any], type[Any]] = {}

    def peer(record: type[Any]) -> type[Any]:
        if record not in made:
            made[record] = make(record, [field(shape, record) for shape in shapes(record)])
        return made[record]

    def field(shape: Any, record: type[Any]) -> _Field:
        item = peer(shape.item) if shape.is_record else shape.item
        kind: Any = GenericAlias(tuple, (item, ...)) if shape.many else item
        default = getattr(attrs.fields(record), shape.name).default
        if shape.is_record and isinstance(default, shape.item):  # the default is an empty record
            default = item()
        return _Field(shape.name, kind | None if shape.optional else kind, default, shape.required)

    return peer(su.ProgressReport)


def _struct(record: type[Any], fields: list[_Field]) -> type[Any]:
    check = rule(record)
    namespace: dict[str, Any] = {} if check is None else {"__post_init__": check}
    given = [(field.name, field.type) if field.required else field[:3] for field in fields]
    return msgspec.defstruct(
        record.__name__, given, namespace=namespace, frozen=True, kw_only=True, forbid_unknown_fields=True
    )


def _plain_struct(record: type[Any], fields: list[_Field]) -> type[Any]:
    given = [(field.name, field.type) if field.required else field[:3] for field in fields]
    return msgspec.defstruct(record.__name__, given, frozen=True, kw_only=True)


def _model(record: type[Any], fields: list[_Field]) -> Any:
    check = rule(record)
    config = pydantic.ConfigDict(extra="forbid", frozen=True, strict=True)
    base = type("Base", (pydantic.BaseModel,), {"model_config": config, "__module__": __name__})

    def checked(self: Any) -> Any:
        if check is not None:
            check(self)
        return self

    validators: dict[str, Any] = {} if check is None else {"checked": pydantic.model_validator(mode="after")(checked)}
    given: dict[str, Any] = {field.name: (field.type, ... if field.required else field.default) for field in fields}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the field `schema` shadows a deprecated method of pydantic
        return pydantic.create_model(record.__name__, __base__=base, __validators__=validators, **given)


def _dataclass(record: type[Any], fields: list[_Field]) -> type[Any]:
    check = rule(record)
    namespace: dict[str, Any] = {} if check is None else {"__post_init__": check}
    namespace["Config"] = type("Config", (mashumaro.config.BaseConfig,), {"forbid_extra_keys": True})
    given: list[Any] = [
        (field.name, field.type) if field.required else (field.name, field.type, dataclasses.field(default=field[2]))
        for field in fields
    ]
    return dataclasses.make_dataclass(
        record.__name__, given, namespace=namespace, frozen=True, kw_only=True, slots=True
    )


def _attrs(record: type[Any], fields: list[_Field]) -> type[Any]:
    check = rule(record)
    namespace = {} if check is None else {"__attrs_post_init__": check}
    given = {field.name: attrs.field(type=field.type, default=field.default) for field in fields}
    return attrs.make_class(record.__name__, given, class_body=namespace, frozen=True, kw_only=True, slots=True)
