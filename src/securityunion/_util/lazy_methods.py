"""Methods that notebooks and frameworks look for on a class, whose work is done on a higher floor of the house.

A notebook asks an object for `_repr_html_`, pydantic asks a class for `__get_pydantic_core_schema__`. Records stand
below the modules that can answer, and must not import them. So the record names module and function, and the call
brings both together: until then nothing is loaded.
"""

from collections.abc import Callable
from enum import StrEnum
from importlib import import_module
from typing import Any

__all__ = ["PydanticEnum", "PydanticRecord", "answered_by"]


def answered_by(module: str, function: str) -> Callable[..., Any]:
    """Return a method that hands its call, and the record or class it is called on, to *function* of *module*.

    Args:
        module: a module of this package, by its name below `securityunion`.
        function: the name of a function there; its first argument is what the method is called on.

    >>> from securityunion.truth import Bounds
    >>> class Count(Bounds):
    ...     in_words = answered_by("record", "brief")
    >>> Count(3, 3).in_words()
    'Count(at_least=3, at_most=3)'
    """

    def method(this: Any, *arguments: Any) -> Any:
        return getattr(import_module(f"securityunion.{module}"), function)(this, *arguments)

    method.__name__ = function
    method.__doc__ = f"Return what `securityunion.{module}.{function}` gives."
    return method


_core_schema = answered_by("frameworks.pydantic_schema", "core_schema")
_json_schema = answered_by("frameworks.pydantic_schema", "json_schema")
_enum_schema = answered_by("frameworks.pydantic_schema", "enum_schema")


class PydanticRecord:
    """What pydantic asks every record; FastAPI asks it too. Nobody else calls these methods, or needs pydantic.

    >>> from securityunion.truth import Bounds
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

    >>> from securityunion.truth import Truth
    >>> issubclass(Truth, PydanticEnum)
    True
    """

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any, /) -> Any:
        """Return how pydantic describes the enumeration, and FastAPI in its OpenAPI page."""
        return _enum_schema(cls, schema, handler)
