"""From the text of a JSON document to plain data, strictly."""

import json
from typing import Any, NoReturn, cast

from securityunion.errors import DocumentError, Problem, ProblemCode
from securityunion.wire.limits import DEFAULT_LIMITS, Limits, check_depth, may_hold_long_text, refuse_long_text
from securityunion.wire.plain import JsonObject

__all__ = ["parse_json", "text_of", "utf_8"]

_BYTE_ORDER_MARK = "\ufeff"


def utf_8(document: bytes | bytearray | memoryview | str) -> bytes:
    """Return *document* as bytes: text is encoded as UTF-8, bytes are taken as they are.

    Raises:
        DocumentError: where the text holds half of a surrogate pair.
        TypeError: where *document* is neither bytes nor text.

    >>> utf_8("[1, 2]")
    b'[1, 2]'
    """
    if not isinstance(cast("object", document), (bytes, bytearray, memoryview, str)):
        raise TypeError(f"found {type(document).__name__}; expected a document as bytes or text")
    try:
        return document.encode() if isinstance(document, str) else bytes(document)
    except UnicodeEncodeError as error:
        message = f"found half of a surrogate pair at character {error.start}; expected Unicode text"
        raise DocumentError([Problem("$", ProblemCode.NOT_UTF_8, message)]) from None


def text_of(document: bytes) -> str:
    """Return the text of a document in UTF-8.

    Raises:
        DocumentError: where it is none, or begins with a byte order mark.

    >>> text_of(b"[1, 2]")
    '[1, 2]'
    """
    try:
        text = document.decode("utf-8")
    except UnicodeDecodeError as error:
        found = f"found byte 0x{document[error.start]:02x} at offset {error.start}, which is not UTF-8"
        _refuse(ProblemCode.NOT_UTF_8, f"{found}; expected a document in UTF-8")
    if text.startswith(_BYTE_ORDER_MARK):
        _refuse(ProblemCode.NOT_UTF_8, "found a byte order mark; expected a document in UTF-8 without one")
    return text


def parse_json(document: bytes, limits: Limits = DEFAULT_LIMITS) -> Any:
    """Return the plain data that a JSON document holds; objects remember which of their keys came twice.

    Raises:
        DocumentError: where it is not JSON in UTF-8, or is nested too deep, or holds too long a text.

    >>> parse_json(b"[1, 2")
    Traceback (most recent call last):
    ...
    securityunion.errors.DocumentError: $: found no JSON at line 1, column 6: Expecting ',' delimiter
    """
    text = text_of(document)
    check_depth(document, limits)
    try:
        value = json.loads(text, object_pairs_hook=JsonObject, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        _refuse(ProblemCode.NOT_JSON, f"found no JSON at line {error.lineno}, column {error.colno}: {error.msg}")
    except RecursionError:  # a limit raised above what Python itself can read
        _refuse(ProblemCode.TOO_DEEP, "found brackets nested too deep to be read; expected about ten levels")
    except DocumentError:
        raise
    except ValueError:  # Python reads no whole number of more than some thousand digits
        _refuse(ProblemCode.NOT_JSON, "found a number too long to read; expected one of a few digits")
    if may_hold_long_text(document, limits):
        refuse_long_text(value, limits)
    return value


def _refuse_constant(name: str) -> NoReturn:
    _refuse(ProblemCode.NOT_JSON, f"found {name}, which is not JSON; expected a number or null")


def _refuse(code: ProblemCode, message: str) -> NoReturn:
    raise DocumentError([Problem("$", code, message)])
