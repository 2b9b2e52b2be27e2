"""Hooks that pydantic calls on records and enumerations. Until then, nothing imports pydantic."""

from enum import StrEnum
from typing import Any

from securityunion._util.lazy_methods import implemented_by

__all__ = ["PydanticEnum", "PydanticRecord"]

_core_schema = implemented_by("integrations.pydantic", "core_schema")


_json_schema = implemented_by("integrations.pydantic", "json_schema")


_enum_schema = implemented_by("integrations.pydantic", "enum_schema")


class PydanticRecord:
    """The base of all records, with the hooks that pydantic and FastAPI call. Records work without either.

    >>> from securityunion.values.truth import Bounds
    >>> issubclass(Bounds, PydanticRecord)
    True
    """

    __slots__ = ()

    # Methods, because `pyright --verifytypes` cannot infer the type of a name that is assigned in a class.

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: Any, /) -> Any:
        """Return the schema with which pydantic reads and writes the record."""
        return _core_schema(cls, source, handler)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any, /) -> Any:
        """Return the JSON Schema of the record, which FastAPI shows on its OpenAPI page."""
        return _json_schema(cls, schema, handler)


class PydanticEnum(StrEnum):
    """The base of all enumerations. pydantic reads and writes them by itself and needs only a hook for JSON Schema.

    >>> from securityunion.values.truth import Truth
    >>> issubclass(Truth, PydanticEnum)
    True
    """

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any, /) -> Any:
        """Return the JSON Schema of the enumeration, which FastAPI shows on its OpenAPI page."""
        return _enum_schema(cls, schema, handler)
