"""The schema of documents: versions, upgrades from older versions, and the JSON Schema.

An upgrade step is a function that takes the plain data of a whole document. It returns the plain data of the document
in the next version, and leaves its argument unchanged. No steps exist yet, because `securityunion/1` is the first
version.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, cast

from securityunion._util.text import near, shown, unknown
from securityunion.errors import DocumentError, Problem, ProblemCode
from securityunion.model.report import SCHEMA
from securityunion.wire.files import bundled_file
from securityunion.wire.json_parse import repeated_keys

__all__ = ["STEPS", "Step", "json_schema", "schema_bytes", "upgrade"]


Step = Callable[[dict[str, Any]], dict[str, Any]]
"""A function that upgrades a document to the next version and updates the key `schema`."""


STEPS: Mapping[str, Step] = {}
"""The upgrade steps. The key of each step is the version that the step can upgrade."""


_NUMBERED = re.compile(r"securityunion/([1-9][0-9]{0,5})").fullmatch


def upgrade(document: dict[str, Any], steps: Mapping[str, Step] = STEPS) -> dict[str, Any]:
    """Upgrade *document* to the version that this library reads.

    A document that already has this version is returned unchanged.

    Raises:
        DocumentError: if the version is unknown or newer than the current version, or if a document of an older version
            is not valid.

    >>> def name_the_title(document):
    ...     rest = {key: value for key, value in document.items() if key != "name"}
    ...     return {**rest, "title": document["name"], "schema": SCHEMA}
    >>> steps = {"securityunion/0": name_the_title}
    >>> upgrade({"schema": "securityunion/0", "name": "A report"}, steps)
    {'schema': 'securityunion/1', 'title': 'A report'}
    """
    version = document.get("schema")
    # Report duplicate keys before upgrading, because the new objects that a step returns no longer show such keys.
    if type(version) is str and version in steps and (twice := list(repeated_keys(document))):
        raise DocumentError(twice)
    while type(version) is str and version in steps:
        try:
            document = steps[version](document)
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            reason = f"{type(error).__name__}: {shown(str(error))}"
            message = f"not a valid document of version {version!r} ({reason}); correct it or use version {SCHEMA!r}"
            raise DocumentError([Problem("$", ProblemCode.UNSUPPORTED_SCHEMA, message)]) from error
        version = document.get("schema")
    if type(version) is str and version != SCHEMA:
        raise DocumentError([Problem("$.schema", ProblemCode.UNSUPPORTED_SCHEMA, _unsupported(version, steps))])
    return document


def _unsupported(version: str, steps: Mapping[str, Step]) -> str:
    newest = cast("re.Match[str]", _NUMBERED(SCHEMA))
    number = _NUMBERED(version)
    if number is not None and int(number[1]) > int(newest[1]):
        return f"schema version {shown(version)} is newer than {SCHEMA!r}; install a newer release of securityunion"
    known = [*steps, SCHEMA]
    return unknown("schema version", version, near(version, known)[:1], known)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of documents in the current version, as plain data.

    The schema describes keys and single values: types, string formats, dates, enumerations, minimums and maximums. It
    allows `null` for a field if its value can be unknown. It cannot express rules that involve several values, such as
    unique ids and valid references. So `loads` refuses every document that the schema refuses, and also some documents
    that the schema accepts.

    >>> import securityunion as su
    >>> schema = su.json_schema()
    >>> schema["$id"], schema["title"], sorted(schema["$defs"])[:3]
    ('urn:securityunion:1', 'ProgressReport', ['ActKind', 'Actor', 'CaseNumber'])
    """
    schema: dict[str, Any] = json.loads(schema_bytes())
    return schema


def schema_bytes() -> bytes:
    """Return the bundled JSON Schema as the bytes of a JSON file.

    >>> schema_bytes().startswith(b"{")
    True
    """
    return bundled_file(__spec__, f"{SCHEMA.replace('/', '-')}.schema.json")
