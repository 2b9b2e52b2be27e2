"""Documents of older versions, brought step by step to the version that this library reads.

A step is a function on plain data, from the whole document to that of the next version, and changes nothing that it
is given. There is none yet: `securityunion/1` is the first version.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, cast

from securityunion.errors import DocumentError, Problem, ProblemCode, near, shown
from securityunion.report import SCHEMA
from securityunion.wire.plain import repeated_keys

__all__ = ["STEPS", "Step", "upgraded"]

Step = Callable[[dict[str, Any]], dict[str, Any]]
"""From a document of one version to that of the next, whose version it writes."""

STEPS: Mapping[str, Step] = {}
"""The step that leads on from each older version."""

_NUMBERED = re.compile(r"securityunion/([1-9][0-9]{0,5})").fullmatch


def upgraded(document: dict[str, Any], steps: Mapping[str, Step] = STEPS) -> dict[str, Any]:
    """Return *document* in the version that this library reads: itself, where it is written in it.

    Raises:
        DocumentError: where the version is newer or unknown, or a document of an older version cannot be read.

    >>> def name_the_title(document):
    ...     rest = {key: value for key, value in document.items() if key != "name"}
    ...     return {**rest, "title": document["name"], "schema": SCHEMA}
    >>> upgraded({"schema": "securityunion/0", "name": "A report"}, {"securityunion/0": name_the_title})
    {'schema': 'securityunion/1', 'title': 'A report'}
    """
    version = document.get("schema")
    # A step makes new objects, which no longer know what was written twice.
    if type(version) is str and version in steps and (twice := list(repeated_keys(document))):
        raise DocumentError(twice)
    while type(version) is str and version in steps:
        try:
            document = steps[version](document)
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            reason = f"{type(error).__name__}: {shown(str(error))}"
            message = f"found no document of version {version!r} ({reason}); expected one, or one of {SCHEMA!r}"
            raise DocumentError([Problem("$", ProblemCode.UNSUPPORTED_SCHEMA, message)]) from error
        version = document.get("schema")
    if type(version) is str and version != SCHEMA:
        raise DocumentError([Problem("$.schema", ProblemCode.UNSUPPORTED_SCHEMA, _unsupported(version, steps))])
    return document


def _unsupported(version: str, steps: Mapping[str, Step]) -> str:
    newest = cast("re.Match[str]", _NUMBERED(SCHEMA))
    number = _NUMBERED(version)
    if number is not None and int(number[1]) > int(newest[1]):
        return f"found {shown(version)}; expected {SCHEMA!r}: what is newer needs a newer release of the library"
    known = [*steps, SCHEMA]
    guesses = near(version, known)
    remedy = f"did you mean {guesses[0]!r}?" if guesses else f"expected {' or '.join(map(repr, known))}"
    return f"found {shown(version)}, no version of these documents; {remedy}"
