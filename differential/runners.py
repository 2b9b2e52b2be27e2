"""Read a document with one of the two runners of the rules."""

from collections.abc import Callable

import securityunion as su
from securityunion.wire.json_parse import parse_json
from securityunion.wire.slow_path import from_plain

__all__ = ["Outcome", "all_at_once", "one_by_one"]

Outcome = su.ProgressReport | tuple[tuple[su.Problem, ...], int]
"""A report, or the problems of a document and the number of problems that were left out."""


def one_by_one(document: bytes) -> Outcome:
    """Read *document* by calling the constructor of each record, which applies the rules of its class."""
    return _outcome(lambda: from_plain(su.ProgressReport, parse_json(document, su.Limits())))


def all_at_once(document: bytes) -> Outcome:
    """Read *document* with `loads`, which applies the rules to all records at once."""
    return _outcome(lambda: su.loads(document))


def _outcome(read: Callable[[], su.ProgressReport]) -> Outcome:
    try:
        return read()
    except su.DocumentError as error:
        return error.problems, error.omitted
