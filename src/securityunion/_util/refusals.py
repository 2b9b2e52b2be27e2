"""Methods that explain why an object does not support an operation, and what to use instead.

Python's own message, such as "object of type 'Answer' has no len()", does not say what to do. A method that raises an
error with a better message would make type checkers accept the operation. The methods here are annotated so that mypy,
pyright and ty still reject it, and so that no code after it counts as unreachable, as it would with `NoReturn`.
"""

from collections.abc import Callable
from typing import Any, Never

__all__ = ["refuses", "refuses_operand"]


def refuses(message: str) -> Callable[..., object]:
    """Return a method without arguments, such as `__len__`, that raises a TypeError with *message*.

    >>> class Group:
    ...     __len__ = refuses("a Group has no length; use `size`")
    >>> len(Group())
    Traceback (most recent call last):
    ...
    TypeError: a Group has no length; use `size`
    """

    def refusal(_: object) -> object:
        raise TypeError(message)

    return refusal


def refuses_operand(message: str) -> Callable[[Any, Never], object]:
    """Return a method with one argument, such as `__contains__`, that raises a TypeError with *message*.

    >>> class Group:
    ...     __contains__ = refuses_operand("`in` fails; use `includes`")
    >>> "PT" in Group()
    Traceback (most recent call last):
    ...
    TypeError: `in` fails; use `includes`
    """

    def refusal(_: object, __: object) -> object:
        raise TypeError(message)

    return refusal
