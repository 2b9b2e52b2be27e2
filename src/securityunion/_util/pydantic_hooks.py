"""Methods that pydantic calls on records and enumerations. Records do not import pydantic themselves."""

from enum import StrEnum
from typing import Any

from securityunion._util.lazy_methods import implemented_by

__all__ = ["PydanticEnum", "PydanticRecord"]

_core_schema = implemented_by("integrations.pydantic", "core_schema")


_json_schema = implemented_by("integrations.pydantic", "json_schema")


_enum_schema = implemented_by("integrations.pydantic", "enum_schema")


class PydanticRecord:
    """The base class of all records, with methods for pydantic and FastAPI. Neither library needs to be installed.

    >>> from securityunion.values.truth import Bounds
    >>> issubclass(Bounds, PydanticRecord)
    True
    """

    __slots__ = ()

    # Both hooks are written as methods, because `pyright --verifytypes` cannot infer the type of an assigned function.

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: Any, /) -> Any:
        """Return the schema that pydantic uses to read and write the record."""
        return _core_schema(cls, source, handler)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any, /) -> Any:
        """Return the JSON Schema of the record, which FastAPI shows on its OpenAPI page."""
        return _json_schema(cls, schema, handler)


class PydanticEnum(StrEnum):
    """The base class of all enumerations, with a method that gives pydantic the JSON Schema of the enumeration.

    Pydantic can read and write enumerations by itself, so no other method is needed.

    >>> from securityunion.values.truth import Truth
    >>> issubclass(Truth, PydanticEnum)
    True
    """

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any, /) -> Any:
        """Return the JSON Schema of the enumeration, which FastAPI shows on its OpenAPI page."""
        return _enum_schema(cls, schema, handler)
