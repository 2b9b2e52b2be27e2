"""Methods that call a function of another module, which is imported on the first call.

Notebooks look for the method `_repr_html_` of an object, and pydantic for `__get_pydantic_core_schema__` of a class.
The code of these methods is in a higher layer, which records must not import. A record names the module and the
function instead, and nothing is imported until the method is called.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

__all__ = ["implemented_by"]


def implemented_by(module: str, function: str) -> Callable[..., Any]:
    """Return a method that calls *function* of *module*.

    Args:
        module: the name of a module of this package, without `securityunion.`.
        function: the name of a function in that module. Its first argument is the object or class of the method call.

    >>> from securityunion.values.truth import Bounds
    >>> class Count(Bounds):
    ...     in_words = implemented_by("_records.fields", "brief")
    >>> Count(3, 3).in_words()
    'Count(at_least=3, at_most=3)'
    """

    def method(this: Any, *arguments: Any) -> Any:
        return getattr(import_module(f"securityunion.{module}"), function)(this, *arguments)

    method.__name__ = function
    method.__doc__ = f"Return the result of `securityunion.{module}.{function}`."
    return method
