"""Methods that notebooks and frameworks look for on a class, whose work is done on a higher floor of the house.

A notebook asks an object for `_repr_html_`, pydantic asks a class for `__get_pydantic_core_schema__`. Records stand
below the modules that can answer, and must not import them. So the record names module and function, and the call
brings both together: until then nothing is loaded.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

__all__ = ["implemented_by"]


def implemented_by(module: str, function: str) -> Callable[..., Any]:
    """Return a method that hands its call, and the record or class it is called on, to *function* of *module*.

    Args:
        module: a module of this package, by its name below `securityunion`.
        function: the name of a function there; its first argument is what the method is called on.

    >>> from securityunion.values.truth import Bounds
    >>> class Count(Bounds):
    ...     in_words = implemented_by("_records.fields", "brief")
    >>> Count(3, 3).in_words()
    'Count(at_least=3, at_most=3)'
    """

    def method(this: Any, *arguments: Any) -> Any:
        return getattr(import_module(f"securityunion.{module}"), function)(this, *arguments)

    method.__name__ = function
    method.__doc__ = f"Return what `securityunion.{module}.{function}` gives."
    return method
