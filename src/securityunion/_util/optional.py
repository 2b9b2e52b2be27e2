"""What only an extra brings: imported where it is needed, with a word on how to get it."""

from collections.abc import Generator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

__all__ = ["narwhals", "pyarrow", "requires_extra", "ruamel"]


@contextmanager
def requires_extra(extra: str, what: str) -> Generator[None, None, None]:
    """Say which extra to install where an import inside the block fails.

    Args:
        extra: the name of the extra.
        what: what it brings, such as "YAML support".

    Raises:
        ModuleNotFoundError: in place of Python's own, with the command that installs the extra.

    >>> with requires_extra("plot", "support for charts"):
    ...     import no_such_package
    Traceback (most recent call last):
    ...
    ModuleNotFoundError: support for charts is not installed; run: pip install 'securityunion[plot]'
    """
    try:
        yield
    except ModuleNotFoundError as error:
        message = f"{what} is not installed; run: pip install 'securityunion[{extra}]'"
        raise ModuleNotFoundError(message, name=error.name) from None


def ruamel() -> Any:
    """Return the package ruamel.yaml, which reads and writes YAML.

    Raises:
        ModuleNotFoundError: where it is not installed.

    >>> try:
    ...     found = ruamel().__name__
    ... except ModuleNotFoundError as error:
    ...     found = str(error)
    >>> found in ("ruamel.yaml", "YAML support is not installed; run: pip install 'securityunion[yaml]'")
    True
    """
    with requires_extra("yaml", "YAML support"):
        return import_module("ruamel.yaml")


def pyarrow() -> Any:
    """Return the package pyarrow, which makes and holds Arrow tables, with its functions.

    Raises:
        ModuleNotFoundError: where it is not installed.

    >>> try:
    ...     found = pyarrow().__name__
    ... except ModuleNotFoundError as error:
    ...     found = str(error)
    >>> found in ("pyarrow", "Arrow support is not installed; run: pip install 'securityunion[arrow]'")
    True
    """
    with requires_extra("arrow", "Arrow support"):
        import_module("pyarrow.compute")  # which the package itself does not load
        return import_module("pyarrow")


def narwhals() -> Any:
    """Return the package narwhals, which speaks to the engines of data frames, in its second stable interface.

    Raises:
        ModuleNotFoundError: where it is not installed.

    >>> try:
    ...     found = narwhals().__name__
    ... except ModuleNotFoundError as error:
    ...     found = str(error)
    >>> found.startswith(("narwhals", "support for data frames is not installed; run: pip install"))
    True
    """
    with requires_extra("frames", "support for data frames"):
        return import_module("narwhals.stable.v2")
