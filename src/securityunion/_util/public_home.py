"""Public classes name the place where users reach them, not the module that defines them."""

import sys
from collections.abc import Callable
from typing import Any, TypeVar

__all__ = ["public", "public_in"]

C = TypeVar("C", bound=type[Any])


def public_in(namespace: str) -> Callable[[C], C]:
    """Return the decorator of a class that users reach as an attribute of *namespace*.

    Tracebacks, `help()`, pickles and the documentation then name that place, and stay right when the module moves. It
    is the outermost decorator, and for classes and exceptions only: a function finds its globals by its module.

    >>> @public_in("securityunion.identifiers")
    ... class CelexParts: ...
    >>> CelexParts.__module__
    'securityunion.identifiers'
    """

    def at_home(cls: C) -> C:
        # doctest collects from a module what says that it is of that module, and what stands in `__test__`.
        defining = sys.modules[cls.__module__]
        vars(defining).setdefault("__test__", {})[cls.__name__] = cls
        cls.__module__ = namespace
        return cls

    return at_home


def public(cls: C) -> C:
    """Name *cls*, a class that users reach at the top of the package: `securityunion.Obligation`.

    >>> import securityunion as su
    >>> su.Obligation
    <class 'securityunion.Obligation'>
    """
    return public_in("securityunion")(cls)
