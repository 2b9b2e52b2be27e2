"""The text of a document: how large it may be, and the plain data that it holds as JSON, strictly."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from operator import itemgetter
from typing import Any, NoReturn, cast

from attrs import frozen

from securityunion._util.public_home import public
from securityunion.errors import DocumentError, Problem, ProblemCode, key_path

__all__ = [
    "DEFAULT_LIMITS",
    "JsonObject",
    "Limits",
    "check_depth",
    "check_nodes",
    "check_size",
    "may_hold_long_text",
    "parse_json",
    "refuse_long_text",
    "repeated_key",
    "repeated_keys",
    "text_of",
    "utf_8",
]

# With or without its closing quote: a text that is not closed is passed over in one go.
_TEXT = re.compile(rb'"(?:[^"\\]++|\\.)*+"?+', re.DOTALL)


_EMPTY = re.compile(rb"\[[ \t\r\n]*+\]|\{[ \t\r\n]*+\}")


_ALL_BUT_BRACKETS = bytes(byte for byte in range(256) if byte not in b"[]{}")


_STEPS = {**dict.fromkeys(b"[{", 1), **dict.fromkeys(b"]}", -1)}


_SMALLEST_VALUE = len("0,")


@public
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
    securityunion.DocumentError: $: found more than 8 bytes; expected a document of at most 8, or a higher limit
    """
    if size > limits.size:
        _refuse_limit(
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
    securityunion.DocumentError: $: found 5 values; expected a document of at most 4, or a higher limit
    """
    if len(document) <= limits.nodes * _SMALLEST_VALUE or _openings(document) < limits.nodes:
        return
    bare = _TEXT.sub(b"0", document)
    nodes = 1 + _openings(bare) - len(_EMPTY.findall(bare))
    if nodes > limits.nodes:
        _refuse_limit(
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
    securityunion.DocumentError: $: found 25,000 levels; expected a document of at most 64, or a higher limit
    """
    if document.count(b"[") + document.count(b"{") <= limits.depth:
        return
    brackets = _TEXT.sub(b"", document).translate(None, _ALL_BUT_BRACKETS)
    deepest = max(accumulate(map(_STEPS.__getitem__, brackets)), default=0)
    if deepest > limits.depth:
        _refuse_limit(ProblemCode.TOO_DEEP, f"found {deepest:,} levels", f"a document of at most {limits.depth:,}")


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
    securityunion.DocumentError: $.a[1]: found 5 characters; expected a text of at most 4, or a higher limit
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
        _refuse_limit(
            ProblemCode.TOO_LONG, f"found {len(text):,} characters", f"a text of at most {limits.text:,}", path
        )


def _openings(document: bytes) -> int:
    return document.count(b",") + document.count(b"[") + document.count(b"{")


def _refuse_limit(code: ProblemCode, found: str, expected: str, path: str = "$") -> NoReturn:
    raise DocumentError([Problem(path, code, f"{found}; expected {expected}, or a higher limit")])


class JsonObject(dict[str, Any]):
    """A JSON object that remembers which of its keys came more than once.

    >>> JsonObject([("id", "a"), ("id", "b")]).repeated
    ['id']
    """

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.repeated: list[str] = []
        if len(self) < len(pairs):
            self.repeated += [key for key, count in Counter(map(itemgetter(0), pairs)).items() if count > 1]


def repeated_key(path: str) -> Problem:
    """Return the problem that the key at *path* came more than once.

    >>> print(repeated_key("$.id"))
    $.id: found the key more than once; expected it once
    """
    return Problem(path, ProblemCode.DUPLICATE_KEY, "found the key more than once; expected it once")


def repeated_keys(value: Any, path: str = "$") -> Iterator[Problem]:
    """Yield a problem for every key of the plain data *value* that came more than once.

    >>> [problem.path for problem in repeated_keys([JsonObject([("id", "a"), ("id", "b")])])]
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
    securityunion.DocumentError: $: found no JSON at line 1, column 6: Expecting ',' delimiter
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
