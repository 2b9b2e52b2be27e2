"""How large a document may be, asked of its bytes before they are parsed: cheap where all is well.

A document of strangers can be made so that it costs its reader far more than its sender. Four bounds hold before
any value is made of it: its size, how deep it is nested, of how many values it consists, and how long a text is.
"""

import re
from itertools import accumulate
from typing import Any, NoReturn, cast

from attrs import frozen

from securityunion.errors import DocumentError, Problem, ProblemCode, key_path

__all__ = [
    "DEFAULT_LIMITS",
    "Limits",
    "check_depth",
    "check_nodes",
    "check_size",
    "may_hold_long_text",
    "refuse_long_text",
]

# With or without its closing quote: a text that is not closed is passed over in one go.
_TEXT = re.compile(rb'"(?:[^"\\]++|\\.)*+"?+', re.DOTALL)
_EMPTY = re.compile(rb"\[[ \t\r\n]*+\]|\{[ \t\r\n]*+\}")
_ALL_BUT_BRACKETS = bytes(byte for byte in range(256) if byte not in b"[]{}")
_STEPS = {**dict.fromkeys(b"[{", 1), **dict.fromkeys(b"]}", -1)}
_SMALLEST_VALUE = len("0,")


@frozen(kw_only=True, weakref_slot=False)
class Limits:
    """How large a document may be that is read. What is larger is refused before it is parsed.

    Raise them for a large archive of your own: `Limits(size=2**30, nodes=50_000_000)`.

    Args:
        size: its bytes, unpacked where the file is packed.
        depth: how many objects and lists lie within each other. A report has at most ten levels.
        nodes: of how many values it consists: texts, numbers, lists, objects, `true`, `false` and `null`.
        text: the characters of its longest text.

    Raises:
        ValueError: where one of them is below 1.

    >>> Limits(depth=12)
    Limits(size=16777216, depth=12, nodes=200000, text=100000)
    """

    size: int = 16 * 2**20
    depth: int = 64
    nodes: int = 200_000
    text: int = 100_000

    def __attrs_post_init__(self) -> None:
        for name in ("size", "depth", "nodes", "text"):
            found: object = getattr(self, name)
            if type(found) is not int or found < 1:
                raise ValueError(f"Limits.{name}: found {found!r}; expected a whole number of 1 or more")


DEFAULT_LIMITS = Limits()


def check_size(size: int, limits: Limits) -> None:
    """Refuse a document of *size* bytes, or of so many at least, where that is too many.

    Raises:
        DocumentError: where it is.

    >>> check_size(9, Limits(size=8))
    Traceback (most recent call last):
    ...
    securityunion.errors.DocumentError: $: found more than 8 bytes; expected a document of at most 8, or a higher limit
    """
    if size > limits.size:
        _refuse(
            ProblemCode.TOO_LARGE, f"found more than {limits.size:,} bytes", f"a document of at most {limits.size:,}"
        )


def check_nodes(document: bytes, limits: Limits) -> None:
    """Refuse a JSON *document* of too many values.

    Every value but the first follows a comma or opens a list or an object, so that the count needs no parser. It is
    exact for JSON; what is no JSON is refused later, if not here.

    Raises:
        DocumentError: where it has too many.

    >>> check_nodes(b'{"a": [1, 2], "b": []}', Limits(nodes=5))
    >>> check_nodes(b'{"a": [1, 2], "b": []}', Limits(nodes=4))
    Traceback (most recent call last):
    ...
    securityunion.errors.DocumentError: $: found 5 values; expected a document of at most 4, or a higher limit
    """
    if len(document) <= limits.nodes * _SMALLEST_VALUE or _openings(document) < limits.nodes:
        return
    bare = _TEXT.sub(b"0", document)
    nodes = 1 + _openings(bare) - len(_EMPTY.findall(bare))
    if nodes > limits.nodes:
        _refuse(
            ProblemCode.TOO_MANY_NODES,
            f"found {nodes:,} values",
            f"a document of at most {limits.nodes:,}",
        )


def check_depth(document: bytes, limits: Limits) -> None:
    """Refuse a JSON *document* that is nested too deep.

    Raises:
        DocumentError: where it is.

    >>> check_depth(b'{"a": [["[[["]]}', Limits(depth=3))
    >>> check_depth(b"[" * 25_000, Limits())
    Traceback (most recent call last):
    ...
    securityunion.errors.DocumentError: $: found 25,000 levels; expected a document of at most 64, or a higher limit
    """
    if document.count(b"[") + document.count(b"{") <= limits.depth:
        return
    brackets = _TEXT.sub(b"", document).translate(None, _ALL_BUT_BRACKETS)
    deepest = max(accumulate(map(_STEPS.__getitem__, brackets)), default=0)
    if deepest > limits.depth:
        _refuse(ProblemCode.TOO_DEEP, f"found {deepest:,} levels", f"a document of at most {limits.depth:,}")


def may_hold_long_text(document: bytes, limits: Limits) -> bool:
    """Say whether a JSON *document* may hold a text that is too long; quickly, and wrong only on the safe side.

    Only at every so many bytes it looks for the quotes before and behind: a longer text would lie between them.

    >>> may_hold_long_text(b'["abc", "abcd"]', Limits(text=4)), may_hold_long_text(b'["abcde"]', Limits(text=4))
    (False, True)
    """
    most = limits.text
    if b"\\" in document:
        document = document.replace(b"\\\\", b"__").replace(b'\\"', b"__")
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
    """Refuse plain data in which a text, or a key, is too long.

    Raises:
        DocumentError: where one is, with its path.

    >>> refuse_long_text({"a": ["abc", "abcde"]}, Limits(text=4))
    Traceback (most recent call last):
    ...
    securityunion.errors.DocumentError: $.a[1]: found 5 characters; expected a text of at most 4, or a higher limit
    """
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
        _refuse(ProblemCode.TOO_LONG, f"found {len(text):,} characters", f"a text of at most {limits.text:,}", path)


def _openings(document: bytes) -> int:
    return document.count(b",") + document.count(b"[") + document.count(b"{")


def _refuse(code: ProblemCode, found: str, expected: str, path: str = "$") -> NoReturn:
    raise DocumentError([Problem(path, code, f"{found}; expected {expected}, or a higher limit")])
