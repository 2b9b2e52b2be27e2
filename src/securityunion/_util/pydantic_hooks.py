"""What pydantic asks of records and enumerations, answered where pydantic is known."""

from enum import StrEnum
from typing import Any

from securityunion._util.lazy_methods import implemented_by

__all__ = ["PydanticEnum", "PydanticRecord"]

_core_schema = implemented_by("integrations.pydantic", "core_schema")


_json_schema = implemented_by("integrations.pydantic", "json_schema")


_enum_schema = implemented_by("integrations.pydantic", "enum_schema")


class PydanticRecord:
    """What pydantic asks every record; FastAPI asks it too. Nobody else calls these methods, or needs pydantic.

    >>> from securityunion.values.truth import Bounds
    >>> issubclass(Bounds, PydanticRecord)
    True
    """

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: Any, /) -> Any:
        """Return how pydantic reads and writes the record."""
        return _core_schema(cls, source, handler)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any, /) -> Any:
        """Return how pydantic describes the record, and FastAPI in its OpenAPI page."""
        return _json_schema(cls, schema, handler)


class PydanticEnum(StrEnum):
    """What pydantic asks every enumeration, which it reads and writes by itself.

    >>> from securityunion.values.truth import Truth
    >>> issubclass(Truth, PydanticEnum)
    True
    """

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any, /) -> Any:
        """Return how pydantic describes the enumeration, and FastAPI in its OpenAPI page."""
        return _enum_schema(cls, schema, handler)
