"""Decorators that give a class the module name under which users import the class."""

import sys
from collections.abc import Callable
from typing import Any, TypeVar

__all__ = ["public", "public_in"]

C = TypeVar("C", bound=type[Any])


def public_in(namespace: str) -> Callable[[C], C]:
    """Return a decorator that makes a class appear as a member of the module *namespace*.

    Tracebacks, `help()`, pickles and the documentation then use the public name of the class. The public name stays the
    same if the class moves to another module. Write this decorator above all other decorators of the class. Do not use
    this decorator for functions, because the `__module__` of a function must name the module whose globals the function
    uses.

    >>> @public_in("securityunion.identifiers")
    ... class CelexParts: ...
    >>> CelexParts.__module__
    'securityunion.identifiers'
    """

    def at_home(cls: C) -> C:
        # doctest skips a class whose `__module__` has been changed, unless the class is listed in `__test__`.
        defining = sys.modules[cls.__module__]
        vars(defining).setdefault("__test__", {})[cls.__name__] = cls
        cls.__module__ = namespace
        return cls

    return at_home


def public(cls: C) -> C:
    """Make the class *cls* appear as a member of the package `securityunion`.

    >>> import securityunion as su
    >>> su.Obligation
    <class 'securityunion.Obligation'>
    """
    return public_in("securityunion")(cls)
