"""Methods that explain why an object does not support an operation, and what to use instead.

Python's own message, such as "object of type 'Answer' has no len()", does not say what to do. But if a class has the
method `__len__`, type checkers accept `len(answer)`. So these methods are annotated with types that do not fit: they
return `object`, and take `Never`. mypy, pyright and ty then reject the operation. `NoReturn` would reject it too, but
mypy would then check no code that follows.
"""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

__all__ = ["refuses"]

F = TypeVar("F", bound=Callable[..., object])


def refuses(message: str) -> Callable[[F], F]:
    """Return a decorator that replaces a method by one that raises a TypeError with *message*.

    >>> class Group:
    ...     @refuses("a Group has no length; use `size`")
    ...     def __len__(self) -> object: ...
    >>> len(Group())
    Traceback (most recent call last):
    ...
    TypeError: a Group has no length; use `size`
    """

    def decorate(method: F) -> F:
        @wraps(method)
        def refusal(*_: object, **__: object) -> object:
            raise TypeError(message)

        return cast("F", refusal)

    return decorate
