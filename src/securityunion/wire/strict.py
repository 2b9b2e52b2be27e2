"""The slow way to read a document, which decides: every problem is found, and nothing is let pass."""

from functools import cache
from typing import TYPE_CHECKING, Any

from securityunion.report import ProgressReport
from securityunion.wire.converter import make_converter
from securityunion.wire.limits import DEFAULT_LIMITS, Limits
from securityunion.wire.parse import parse_json
from securityunion.wire.parts import with_sound_parts

if TYPE_CHECKING:
    from cattrs import Converter

__all__ = ["read", "structured"]


def read(document: bytes, limits: Limits = DEFAULT_LIMITS) -> ProgressReport:
    """Return the report that a JSON document holds.

    Raises:
        DocumentError: where it is not a document of ours, with every problem found.

    >>> read(b"[1, 2")
    Traceback (most recent call last):
    ...
    securityunion.errors.DocumentError: $: found no JSON at line 1, column 6: Expecting ',' delimiter
    """
    plain = with_sound_parts(document, limits)
    return structured(parse_json(document, limits) if plain is None else plain)


def structured(value: Any) -> ProgressReport:
    """Return the report that the plain data *value* describes.

    Raises:
        DocumentError: with every problem found.

    >>> structured([])
    Traceback (most recent call last):
    ...
    securityunion.errors.DocumentError: $: found a list of 0; expected an object with the keys of ProgressReport
    """
    return _converter().structure(value, ProgressReport)


@cache
def _converter() -> "Converter":
    return make_converter()
