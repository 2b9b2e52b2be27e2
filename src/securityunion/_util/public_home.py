"""Public classes show the name under which users import them, not the module that defines them."""

import sys
from collections.abc import Callable
from typing import Any, TypeVar

__all__ = ["public", "public_in"]

C = TypeVar("C", bound=type[Any])


def public_in(namespace: str) -> Callable[[C], C]:
    """Return a decorator for a class that users import from *namespace*.

    Tracebacks, `help()`, pickles and the documentation then use this public name. It stays the same when the class
    moves to another module. Make it the outermost decorator, and use it on classes and exceptions only: the module of
    a function must stay the one whose globals it uses.

    >>> @public_in("securityunion.identifiers")
    ... class CelexParts: ...
    >>> CelexParts.__module__
    'securityunion.identifiers'
    """

    def at_home(cls: C) -> C:
        # doctest skips a class whose `__module__` is not the module under test, unless that module lists it in
        # `__test__`.
        defining = sys.modules[cls.__module__]
        vars(defining).setdefault("__test__", {})[cls.__name__] = cls
        cls.__module__ = namespace
        return cls

    return at_home


def public(cls: C) -> C:
    """Give *cls* its public name at the top of the package, such as `securityunion.Obligation`.

    >>> import securityunion as su
    >>> su.Obligation
    <class 'securityunion.Obligation'>
    """
    return public_in("securityunion")(cls)
