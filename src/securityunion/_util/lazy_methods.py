"""Methods that import another module only when they are called, and then call a function of that module.

Notebooks call the method `_repr_html_` of an object, and pydantic calls `__get_pydantic_core_schema__` of a class. The
code of these methods is in higher layers of the package, which the modules of records must not import. A record
therefore gives only the name of the module and the name of the function.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

__all__ = ["implemented_by"]


def implemented_by(module: str, function: str) -> Callable[..., Any]:
    """Return a method that calls the function named *function* in the module named *module*.

    Args:
        module: the name of a module of this package, without the prefix `securityunion.`.
        function: the name of a function in the module. The function receives the object or class as its first argument.

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
