"""Import optional dependencies when they are needed. If a package is missing, the error names the extra to install."""

from collections.abc import Generator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

__all__ = ["narwhals", "pyarrow", "requires_extra", "ruamel"]


@contextmanager
def requires_extra(extra: str, what: str) -> Generator[None, None, None]:
    """Return a context manager for imports of packages that belong to an extra.

    Args:
        extra: the name of the extra, such as "yaml".
        what: the feature that the extra provides, such as "YAML support".

    Raises:
        ModuleNotFoundError: if an import in the block fails. The message gives the command that installs the extra.

    >>> with requires_extra("plot", "plotting"):
    ...     import no_such_package
    Traceback (most recent call last):
    ...
    ModuleNotFoundError: plotting is not installed; run: pip install 'securityunion[plot]'
    """
    try:
        yield
    except ModuleNotFoundError as error:
        message = f"{what} is not installed; run: pip install 'securityunion[{extra}]'"
        raise ModuleNotFoundError(message, name=error.name) from None


def ruamel() -> Any:
    """Import and return the package ruamel.yaml, which reads and writes YAML.

    Raises:
        ModuleNotFoundError: if ruamel.yaml is not installed.

    >>> try:
    ...     found = ruamel().__name__
    ... except ModuleNotFoundError as error:
    ...     found = str(error)
    >>> advice = "YAML support is not installed; run: pip install 'securityunion[yaml]'"
    >>> found in ("ruamel.yaml", advice)
    True
    """
    with requires_extra("yaml", "YAML support"):
        return import_module("ruamel.yaml")


def pyarrow() -> Any:
    """Import and return the package pyarrow, which provides Arrow tables.

    The module `pyarrow.compute` is imported too.

    Raises:
        ModuleNotFoundError: if pyarrow is not installed.

    >>> try:
    ...     found = pyarrow().__name__
    ... except ModuleNotFoundError as error:
    ...     found = str(error)
    >>> advice = "Arrow support is not installed; run: pip install 'securityunion[arrow]'"
    >>> found in ("pyarrow", advice)
    True
    """
    with requires_extra("arrow", "Arrow support"):
        import_module("pyarrow.compute")  # `import pyarrow` does not import `pyarrow.compute`
        return import_module("pyarrow")


def narwhals() -> Any:
    """Import and return `narwhals.stable.v2`, which works with the data frames of several libraries.

    Raises:
        ModuleNotFoundError: if narwhals is not installed.

    >>> try:
    ...     found = narwhals().__name__
    ... except ModuleNotFoundError as error:
    ...     found = str(error)
    >>> advice = "support for data frames is not installed; run: pip install"
    >>> found.startswith(("narwhals", advice))
    True
    """
    with requires_extra("frames", "support for data frames"):
        return import_module("narwhals.stable.v2")
