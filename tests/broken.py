"""The bundled report as a document, a copy with five mistakes, and a copy with a duplicate key."""

import json
from typing import Any

import securityunion as su

__all__ = ["BROKEN", "DOCUMENT", "PATHS", "TWICE", "document_errors"]

DOCUMENT = su.dumps(su.first_progress_report())

PATHS = [
    "$.initiatives[5].stage",
    "$.initiatives[17].obligations[0].deadlines[0].on",
    "$.initiatives[17].obligations[0].outstanding.count",
    "$.number",
    "$.title",
]


def _broken() -> bytes:
    document: dict[str, Any] = json.loads(DOCUMENT)
    document["initiatives"][5]["stage"] = "negotiation"
    document["initiatives"][17]["obligations"][0]["deadlines"][0]["on"] = "2013-12-32"
    document["initiatives"][17]["obligations"][0]["outstanding"]["count"] = "25"
    document["number"] = 1.5
    document["title"] = ""
    return json.dumps(document).encode()


BROKEN = _broken()
"""A request body with five mistakes."""

TWICE = DOCUMENT.replace(b'{"complete"', b'{"number":2,"complete"', 1)
"""A request body with the key `number` twice."""


def document_errors(document: bytes) -> dict[str, Any]:
    """Return the problems that `loads` finds in a *document*."""
    try:
        su.loads(document)
    except su.DocumentError as error:
        return error.as_dict()
    raise AssertionError("the document is valid")
