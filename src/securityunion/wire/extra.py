"""What only an extra brings, imported when it is needed, with a word on how to get it."""

from typing import Any

from securityunion.extra import brought_by

__all__ = ["ruamel"]


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
    with brought_by("yaml", "YAML needs ruamel.yaml"):
        from ruamel import yaml  # noqa: PLC0415 - an extra
    return yaml
