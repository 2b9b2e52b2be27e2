"""What only an extra brings, imported when it is needed, with a word on how to get it."""

from importlib import import_module
from typing import Any

__all__ = ["narwhals", "pyarrow", "ruamel"]


def narwhals() -> Any:
    """Return the package narwhals, which speaks to the engines of data frames, in its second stable interface.

    Raises:
        ModuleNotFoundError: where it is not installed.

    >>> try:
    ...     found = narwhals().__name__
    ... except ModuleNotFoundError as error:
    ...     found = str(error)
    >>> "narwhals" in found
    True
    """
    return _installed("narwhals.stable.v2", "narwhals", "securityunion.frames", "frames")


def pyarrow() -> Any:
    """Return the package pyarrow, which makes and holds Arrow tables, with its functions.

    Raises:
        ModuleNotFoundError: where it is not installed.

    >>> try:
    ...     found = pyarrow().__name__
    ... except ModuleNotFoundError as error:
    ...     found = str(error)
    >>> "pyarrow" in found
    True
    """
    _installed("pyarrow.compute", "pyarrow", "Arrow", "arrow")  # which the package itself does not load
    return _installed("pyarrow", "pyarrow", "Arrow", "arrow")


def ruamel() -> Any:
    """Return the package ruamel.yaml, which reads and writes YAML.

    Raises:
        ModuleNotFoundError: where it is not installed.

    >>> try:
    ...     found = ruamel().__name__
    ... except ModuleNotFoundError as error:
    ...     found = str(error)
    >>> "ruamel.yaml" in found
    True
    """
    return _installed("ruamel.yaml", "ruamel.yaml", "YAML", "yaml")


def _installed(module: str, package: str, what: str, extra: str) -> Any:
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        message = f"{what} needs {package}; expected it installed: pip install 'securityunion[{extra}]'"
        raise ModuleNotFoundError(message, name=error.name) from None
