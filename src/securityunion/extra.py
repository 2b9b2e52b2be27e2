"""What only an extra brings: imported where it is needed, with a word on how to get it."""

from collections.abc import Generator
from contextlib import contextmanager

__all__ = ["brought_by"]


@contextmanager
def brought_by(extra: str, what: str) -> Generator[None, None, None]:
    """Say which extra to install where an import inside the block fails.

    Args:
        extra: the name of the extra.
        what: what cannot be done without it, and which package does it.

    Raises:
        ModuleNotFoundError: in place of Python's own, with the command that installs the extra.

    >>> with brought_by("plot", "a chart needs Altair"):
    ...     import no_such_package
    Traceback (most recent call last):
    ...
    ModuleNotFoundError: a chart needs Altair; expected it installed: pip install 'securityunion[plot]'
    """
    try:
        yield
    except ModuleNotFoundError as error:
        message = f"{what}; expected it installed: pip install 'securityunion[{extra}]'"
        raise ModuleNotFoundError(message, name=error.name) from None
