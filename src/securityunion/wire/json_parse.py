"""A strict JSON parser, which remembers keys that occur more than once."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from operator import itemgetter
from typing import Any, NoReturn, cast

from securityunion._util.text import instead_of
from securityunion.errors import DocumentError, Problem, ProblemCode, key_path
from securityunion.wire.limits import DEFAULT_LIMITS, Limits, check_depth, may_hold_long_text, refuse_long_text

__all__ = [
    "NESTED_TOO_DEEPLY",
    "JsonObject",
    "parse_json",
    "parse_text",
    "repeated_key",
    "repeated_keys",
    "text_of",
    "utf_8",
]


NESTED_TOO_DEEPLY = "the document is nested too deeply to be read; use at most ten levels"


class JsonObject(dict[str, Any]):
    """A dict for a JSON object. The attribute `repeated` lists the keys that occur more than once.

    >>> JsonObject([("id", "a"), ("id", "b")]).repeated
    ['id']
    """

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.repeated: list[str] = []
        if len(self) < len(pairs):
            self.repeated += [key for key, count in Counter(map(itemgetter(0), pairs)).items() if count > 1]


def repeated_key(path: str) -> Problem:
    """Return a `Problem` for the duplicate key at *path*.

    >>> print(repeated_key("$.id"))
    $.id: duplicate key; keep one of them
    """
    return Problem(path, ProblemCode.DUPLICATE_KEY, "duplicate key; keep one of them")


def repeated_keys(value: Any, path: str = "$") -> Iterator[Problem]:
    """Yield a `Problem` for every duplicate key in the plain data *value*, including keys of nested objects.

    >>> sources = [JsonObject([("id", "a"), ("id", "b")])]
    >>> [problem.path for problem in repeated_keys(sources)]
    ['$[0].id']
    """
    if isinstance(value, dict):
        inside = cast("dict[str, Any]", value)
        for key, one in inside.items():
            if isinstance(inside, JsonObject) and key in inside.repeated:
                yield repeated_key(key_path(path, key))
            yield from repeated_keys(one, key_path(path, key))
    elif isinstance(value, list):
        for index, one in enumerate(cast("list[object]", value)):
            yield from repeated_keys(one, f"{path}[{index}]")


_BYTE_ORDER_MARK = "\ufeff"


# A document begins with an ASCII character, or with a byte order mark. In UTF-16 and UTF-32, that character has one or
# three zero bytes. The mark of UTF-32 begins like that of UTF-16, so UTF-32 comes first.
_OTHER_ENCODINGS = {
    "UTF-32": re.compile(rb"\xff\xfe\x00\x00|\x00\x00\xfe\xff|[^\x00]\x00\x00\x00|\x00\x00\x00[^\x00]").match,
    "UTF-16": re.compile(rb"\xff\xfe|\xfe\xff|(?:[^\x00]\x00){2}|(?:\x00[^\x00]){2}").match,
}


def utf_8(document: bytes | bytearray | memoryview | str) -> bytes:
    """Return *document* as bytes. Text is encoded as UTF-8; bytes are not changed.

    Raises:
        DocumentError: if the text contains a lone surrogate.
        TypeError: if *document* is neither bytes nor text.

    >>> utf_8("[1, 2]")
    b'[1, 2]'
    """
    if not isinstance(cast("object", document), (bytes, bytearray, memoryview, str)):
        raise TypeError(f"document: {instead_of(document, 'bytes or text')}")
    try:
        return document.encode() if isinstance(document, str) else bytes(document)
    except UnicodeEncodeError as error:
        message = f"character {error.start} is a lone surrogate; use valid Unicode text"
        raise DocumentError([Problem("$", ProblemCode.NOT_UTF_8, message)]) from None


def text_of(document: bytes, *, byte_order_mark: bool = False) -> str:
    """Return a UTF-8 document as text.

    Args:
        document: the document.
        byte_order_mark: whether the document may begin with a byte order mark, which is left out.

    Raises:
        DocumentError: if the document is not UTF-8, or begins with a byte order mark that is not allowed.

    >>> text_of(b"[1, 2]")
    '[1, 2]'
    """
    for encoding, looks_like_it in _OTHER_ENCODINGS.items():
        if looks_like_it(document):
            _refuse(ProblemCode.NOT_UTF_8, f"the document looks like {encoding}; save it as UTF-8")
    try:
        text = document.decode("utf-8")
    except UnicodeDecodeError as error:
        wrong = f"byte 0x{document[error.start]:02x} at offset {error.start} is not UTF-8"
        _refuse(ProblemCode.NOT_UTF_8, f"{wrong}; save the document as UTF-8")
    if text.startswith(_BYTE_ORDER_MARK) and not byte_order_mark:
        _refuse(ProblemCode.NOT_UTF_8, "the document begins with a byte order mark; save it as UTF-8 without one")
    return text.removeprefix(_BYTE_ORDER_MARK)


def parse_json(document: bytes, limits: Limits = DEFAULT_LIMITS) -> Any:
    """Parse a JSON document into plain data.

    Each object is a `JsonObject`, which lists duplicate keys.

    Raises:
        DocumentError: if the document is not JSON in UTF-8, is nested too deeply, or contains a text that is too long.

    >>> parse_json(b"[1, 2")  # doctest: +NORMALIZE_WHITESPACE
    Traceback (most recent call last):
    ...
    securityunion.DocumentError: $: not valid JSON (Expecting ',' delimiter);
        correct it at line 1, column 6
    """
    text = text_of(document)
    check_depth(document, limits)
    value = parse_text(text)
    if may_hold_long_text(document, limits):
        refuse_long_text(value, limits)
    return value


def parse_text(text: str) -> Any:
    """Parse JSON into plain data, like `parse_json`, but without checking the limits.

    Raises:
        DocumentError: if the text is not JSON.

    >>> parse_text('{"id": "nis"}')
    {'id': 'nis'}
    """
    try:
        return json.loads(text, object_pairs_hook=JsonObject, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        _refuse(ProblemCode.NOT_JSON, f"not valid JSON ({error.msg}); correct it at {place}")
    except RecursionError:  # the depth limit was raised, and Python cannot parse that many levels
        _refuse(ProblemCode.TOO_DEEP, NESTED_TOO_DEEPLY)
    except DocumentError:  # `_refuse_constant` raised this error; do not handle it as a ValueError
        raise
    except ValueError:  # Python refuses whole numbers with more than a few thousand digits
        _refuse(ProblemCode.NOT_JSON, "a number is too long to be read; write one with fewer digits")


def _refuse_constant(name: str) -> NoReturn:
    _refuse(ProblemCode.NOT_JSON, f"{name} is not valid JSON; write a number or null")


def _refuse(code: ProblemCode, message: str) -> NoReturn:
    raise DocumentError([Problem("$", code, message)])
