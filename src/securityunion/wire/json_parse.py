"""Limits on the size of documents, and a strict JSON parser."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from operator import itemgetter
from typing import Any, NoReturn, cast

from attrs import frozen

from securityunion._util.public_home import public
from securityunion._util.text import instead_of, shown
from securityunion.errors import DocumentError, Problem, ProblemCode, key_path

__all__ = [
    "DEFAULT_LIMITS",
    "NESTED_TOO_DEEPLY",
    "JsonObject",
    "Limits",
    "check_depth",
    "check_nodes",
    "check_size",
    "may_hold_long_text",
    "over_limit",
    "parse_json",
    "refuse_long_text",
    "repeated_key",
    "repeated_keys",
    "text_of",
    "utf_8",
]

# This pattern matches a text with its quotes. The closing quote is optional, so that one match also skips an unclosed
# text.
_TEXT = re.compile(rb'"(?:[^"\\]++|\\.)*+"?+', re.DOTALL)


_EMPTY = re.compile(rb"\[[ \t\r\n]*+\]|\{[ \t\r\n]*+\}")


_ALL_BUT_BRACKETS = bytes(byte for byte in range(256) if byte not in b"[]{}")


# An opening bracket adds one level of nesting, and a closing bracket ends one level.
_STEPS = {**dict.fromkeys(b"[{", 1), **dict.fromkeys(b"]}", -1)}


# In valid JSON, each value takes at least one character, and a comma separates it from the next value.
_SMALLEST_VALUE = len("0,")


@public
@frozen(kw_only=True, weakref_slot=False)
class Limits:
    """Limits on the size of a document. Reading a document that exceeds a limit raises `DocumentError`.

    The size is checked before the document is parsed. In JSON, the number of values is also checked before parsing. To
    read a large archive of your own, raise the limits, for example to `Limits(size=2**30, nodes=50_000_000)`.

    Args:
        size: the maximum number of bytes, after decompression.
        depth: the maximum number of nested levels of objects and lists. A report has at most ten levels.
        nodes: the maximum number of values: texts, numbers, lists, objects, `true`, `false` and `null`.
        text: the maximum number of characters in a text or a key.

    Raises:
        ValueError: if a limit is not a whole number of 1 or more.

    >>> import securityunion as su
    >>> su.Limits(depth=12)
    Limits(size=16777216, depth=12, nodes=200000, text=100000)
    """

    size: int = 16 * 2**20
    depth: int = 64
    nodes: int = 200_000
    text: int = 100_000

    def __attrs_post_init__(self) -> None:
        for name in ("size", "depth", "nodes", "text"):
            limit: object = getattr(self, name)
            if type(limit) is not int or limit < 1:
                raise ValueError(f"Limits.{name}: {shown(limit)} is not allowed; pass a whole number of 1 or more")


DEFAULT_LIMITS = Limits()


NESTED_TOO_DEEPLY = "the document is nested too deeply to be read; use at most ten levels"


_OVER_LIMIT = {
    "size": (ProblemCode.TOO_LARGE, "shorten the document"),
    "depth": (ProblemCode.TOO_DEEP, "use fewer levels"),
    "nodes": (ProblemCode.TOO_MANY_NODES, "shorten the document"),
    "text": (ProblemCode.TOO_LONG, "shorten the text"),
}


def over_limit(limit: str, wrong: str, path: str = "$", line: int | None = None) -> DocumentError:
    """Return the error for a document that exceeds a limit.

    Args:
        limit: the name of a field of `Limits`.
        wrong: the part of the message that says what is too large.
        path: the path of the value.
        line: the line of the value; None if unknown.

    >>> print(over_limit("depth", "5 levels exceed the limit of 4", "$", line=2))
    line 2: $: 5 levels exceed the limit of 4; use fewer levels or raise the limit `depth`
    """
    code, remedy = _OVER_LIMIT[limit]
    return DocumentError([Problem(path, code, f"{wrong}; {remedy} or raise the limit `{limit}`", line)])


def check_size(size: int, limits: Limits) -> None:
    """Raise an error if a document of *size* bytes is too large.

    If only part of the document was read, pass the size of that part.

    Raises:
        DocumentError: if the document is too large.

    >>> check_size(9, Limits(size=8))  # doctest: +NORMALIZE_WHITESPACE
    Traceback (most recent call last):
    ...
    securityunion.DocumentError: $: more than 8 bytes;
        shorten the document or raise the limit `size`
    """
    if size > limits.size:
        raise over_limit("size", f"more than {limits.size:,} bytes")


def check_nodes(document: bytes, limits: Limits) -> None:
    """Raise an error if a JSON *document* contains too many values.

    The values are counted without a parser, because every value except the first follows a comma or an opening bracket.
    For valid JSON, the number is exact. Invalid JSON can pass this check, but the parser refuses it later.

    Raises:
        DocumentError: if there are too many values.

    >>> check_nodes(b'{"a": [1, 2], "b": []}', Limits(nodes=5))
    >>> too_few = Limits(nodes=4)
    >>> check_nodes(b'{"a": [1, 2], "b": []}', too_few)  # doctest: +NORMALIZE_WHITESPACE
    Traceback (most recent call last):
    ...
    securityunion.DocumentError: $: 5 values exceed the limit of 4;
        shorten the document or raise the limit `nodes`
    """
    # Most documents need no exact count, because a document that is so short, or has so few commas and brackets, cannot
    # exceed the limit.
    if len(document) <= limits.nodes * _SMALLEST_VALUE or _openings(document) < limits.nodes:
        return
    # Replace each text with a zero, so that commas and brackets inside texts are not counted.
    # Subtract empty lists and empty objects, because their opening brackets are not followed by a value.
    bare = _TEXT.sub(b"0", document)
    nodes = 1 + _openings(bare) - len(_EMPTY.findall(bare))
    if nodes > limits.nodes:
        raise over_limit("nodes", f"{nodes:,} values exceed the limit of {limits.nodes:,}")


def check_depth(document: bytes, limits: Limits) -> None:
    """Raise an error if a JSON *document* is nested too deeply.

    Raises:
        DocumentError: if the document is nested too deeply.

    >>> check_depth(b'{"a": [["[[["]]}', Limits(depth=3))
    >>> check_depth(b"[" * 25_000, Limits())  # doctest: +NORMALIZE_WHITESPACE
    Traceback (most recent call last):
    ...
    securityunion.DocumentError: $: 25,000 levels exceed the limit of 64;
        use fewer levels or raise the limit `depth`
    """
    if document.count(b"[") + document.count(b"{") <= limits.depth:
        return
    # What is between the first quote and the second is a text, and so is every second part after it.
    brackets = b"".join(_without_escaped_quotes(document).split(b'"')[::2]).translate(None, _ALL_BUT_BRACKETS)
    deepest = max(accumulate(map(_STEPS.__getitem__, brackets)), default=0)
    if deepest > limits.depth:
        raise over_limit("depth", f"{deepest:,} levels exceed the limit of {limits.depth:,}")


def may_hold_long_text(document: bytes, limits: Limits) -> bool:
    """Return whether a JSON *document* might contain a text that is too long.

    This check is fast, but not exact. If the result is False, no text is too long. If the result is True, the document
    must be parsed to find out.

    >>> four = Limits(text=4)
    >>> may_hold_long_text(b'["abc", "abcd"]', four), may_hold_long_text(b'["abcde"]', four)
    (False, True)
    """
    # Every text with more than `most` bytes contains a position that is a multiple of `most`, so check only
    # these positions.
    # At each position, the distance between the nearest quotes on both sides shows how long a text can be.
    most = limits.text
    document = _without_escaped_quotes(document)
    place = most
    while place < len(document):
        begin, end = document.rfind(b'"', 0, place), document.find(b'"', place)
        if end < 0:
            end = len(document)
        if end - begin - 1 > most:
            return True
        place += most
    return False


def refuse_long_text(value: Any, limits: Limits) -> None:
    """Raise an error if a text or a key in plain data is too long.

    Raises:
        DocumentError: if a text or a key is too long. The error has the path of the first such text or key.

    >>> document = {"a": ["abc", "abcde"]}
    >>> refuse_long_text(document, Limits(text=4))  # doctest: +NORMALIZE_WHITESPACE
    Traceback (most recent call last):
    ...
    securityunion.DocumentError: $.a[1]: 5 characters exceed the limit of 4;
        shorten the text or raise the limit `text`
    """
    # Values are pushed onto the stack in reverse order, so that they are visited in the order of the document.
    ahead: list[tuple[str, Any]] = [("$", value)]
    while ahead:
        path, part = ahead.pop()
        if isinstance(part, dict):
            inside = cast("dict[str, Any]", part)
            for key in inside:
                _refuse_long(key_path(path, key), key, limits)
            ahead.extend((key_path(path, key), one) for key, one in reversed(inside.items()))
        elif isinstance(part, list):
            items = list(enumerate(cast("list[object]", part)))
            ahead.extend((f"{path}[{index}]", one) for index, one in reversed(items))
        elif isinstance(part, str):
            _refuse_long(path, part, limits)


def _refuse_long(path: str, text: str, limits: Limits) -> None:
    if len(text) > limits.text:
        raise over_limit("text", f"{len(text):,} characters exceed the limit of {limits.text:,}", path)


def _without_escaped_quotes(document: bytes) -> bytes:
    """Replace every escape sequence that could be mistaken for the end of a text by one of the same length."""
    return document.replace(b"\\\\", b"__").replace(b'\\"', b"__") if b"\\" in document else document


def _openings(document: bytes) -> int:
    return document.count(b",") + document.count(b"[") + document.count(b"{")


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
    try:
        value = json.loads(text, object_pairs_hook=JsonObject, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        _refuse(ProblemCode.NOT_JSON, f"not valid JSON ({error.msg}); correct it at {place}")
    except RecursionError:  # the depth limit was raised, and Python cannot parse that many levels
        _refuse(ProblemCode.TOO_DEEP, NESTED_TOO_DEEPLY)
    except DocumentError:  # `_refuse_constant` raised this error; do not handle it as a ValueError
        raise
    except ValueError:  # Python refuses whole numbers with more than a few thousand digits
        _refuse(ProblemCode.NOT_JSON, "a number is too long to be read; write one with fewer digits")
    if may_hold_long_text(document, limits):
        refuse_long_text(value, limits)
    return value


def _refuse_constant(name: str) -> NoReturn:
    _refuse(ProblemCode.NOT_JSON, f"{name} is not valid JSON; write a number or null")


def _refuse(code: ProblemCode, message: str) -> NoReturn:
    raise DocumentError([Problem("$", code, message)])
