"""The slow way to read a document, which decides: every problem is found, and nothing is let pass."""

import json
from functools import cache
from typing import TYPE_CHECKING, Any, NoReturn

from securityunion.errors import DocumentError, Problem, ProblemCode
from securityunion.report import ProgressReport
from securityunion.wire.converter import make_converter
from securityunion.wire.structure import JsonObject

if TYPE_CHECKING:
    from cattrs import Converter

__all__ = ["read"]

_BYTE_ORDER_MARK = "\ufeff"


def read(document: bytes) -> ProgressReport:
    """Return the report that a JSON document holds.

    Raises:
        DocumentError: where it is not a document of ours, with every problem found.

    >>> read(b"[1, 2")
    Traceback (most recent call last):
    ...
    securityunion.errors.DocumentError: $: found no JSON at line 1, column 6: Expecting ',' delimiter
    """
    return _converter().structure(_parse(document), ProgressReport)


@cache
def _converter() -> "Converter":
    return make_converter()


def _parse(document: bytes) -> Any:
    try:
        text = document.decode("utf-8")
    except UnicodeDecodeError as error:
        found = f"found byte 0x{document[error.start]:02x} at offset {error.start}, which is not UTF-8"
        _refuse(ProblemCode.NOT_UTF_8, f"{found}; expected a document in UTF-8")
    if text.startswith(_BYTE_ORDER_MARK):
        _refuse(ProblemCode.NOT_UTF_8, "found a byte order mark; expected a document in UTF-8 without one")
    try:
        return json.loads(text, object_pairs_hook=JsonObject, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        _refuse(ProblemCode.NOT_JSON, f"found no JSON at line {error.lineno}, column {error.colno}: {error.msg}")
    except RecursionError:
        _refuse(ProblemCode.TOO_DEEP, "found brackets nested too deep; expected a report, which has about ten levels")
    except DocumentError:
        raise
    except ValueError:  # Python reads no whole number of more than some thousand digits
        _refuse(ProblemCode.NOT_JSON, "found a number too long to read; expected one of a few digits")


def _refuse_constant(name: str) -> NoReturn:
    _refuse(ProblemCode.NOT_JSON, f"found {name}, which is not JSON; expected a number or null")


def _refuse(code: ProblemCode, message: str) -> NoReturn:
    raise DocumentError([Problem("$", code, message)])
