"""The JSON Schema of documents, for editors and for other languages."""

import json
from typing import Any

from securityunion.report import SCHEMA
from securityunion.wire.files import bundled_file

__all__ = ["json_schema", "schema_bytes"]


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the documents that this version writes and reads, as plain data.

    It says what one value may be: keys, types, forms of texts, dates, enumerations, bounds. What values say together,
    such as that an id is used once and a reference leads somewhere, it cannot say: a document that it accepts may be
    refused by `loads`, but none that it refuses is accepted. `null` is allowed where something may not be known.

    >>> schema = json_schema()
    >>> schema["$id"], schema["title"], sorted(schema["$defs"])[:3]
    ('urn:securityunion:1', 'ProgressReport', ['ActKind', 'Addressee', 'CaseNumber'])
    """
    schema: dict[str, Any] = json.loads(schema_bytes())
    return schema


def schema_bytes() -> bytes:
    """Return the bundled file that `json_schema` reads.

    >>> schema_bytes().startswith(b"{")
    True
    """
    return bundled_file(__spec__, f"{SCHEMA.replace('/', '-')}.schema.json")
