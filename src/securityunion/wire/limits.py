"""Limits on the size of documents, which are checked before or without parsing them."""

import re
from itertools import accumulate
from typing import Any, cast

from attrs import frozen

from securityunion._util.public_home import public
from securityunion._util.text import shown
from securityunion.errors import DocumentError, Problem, ProblemCode, key_path

__all__ = [
    "DEFAULT_LIMITS",
    "Limits",
    "check_depth",
    "check_nodes",
    "check_size",
    "may_hold_long_text",
    "over_limit",
    "refuse_long_text",
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
