"""What only an extra brings, imported when it is needed, with a word on how to get it."""

from typing import Any

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
    try:
        from ruamel import yaml  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        message = "YAML needs ruamel.yaml; expected it installed: pip install 'securityunion[yaml]'"
        raise ModuleNotFoundError(message, name=error.name) from None
    return yaml
