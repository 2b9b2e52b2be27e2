"""What only an extra brings, imported when it is needed, with a word on how to get it."""

from importlib.util import find_spec
from typing import Any

__all__ = ["needs_sqlalchemy", "ruamel"]


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


def needs_sqlalchemy() -> None:
    """Refuse to go on without SQLAlchemy, which speaks to databases.

    Raises:
        ModuleNotFoundError: where it is not installed.

    >>> try:
    ...     needs_sqlalchemy()
    ... except ModuleNotFoundError as error:
    ...     assert "securityunion[database]" in str(error)
    """
    if find_spec("sqlalchemy") is None:
        message = "databases need SQLAlchemy; expected it installed: pip install 'securityunion[database]'"
        raise ModuleNotFoundError(message, name="sqlalchemy")
