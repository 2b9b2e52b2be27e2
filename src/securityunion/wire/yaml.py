"""Read and write documents in YAML. Reports and problems are the same as in JSON, and problems have line numbers.

Reports do not need every feature of YAML, and some features can do harm:

- words without quotes can be read as values of another type;
- anchors can expand without end;
- tags can create objects;
- one file can contain several documents.

So the YAML parser only splits the text into events, such as the start of a list. This module decides what the events
mean. The type of a value without quotes depends on the field.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from io import StringIO
from typing import Any, NoReturn, cast

import attrs
import msgspec

from securityunion._records.fields import Shape, by_name, shapes
from securityunion._util.gc_pause import gc_paused
from securityunion._util.optional import ruamel
from securityunion._util.text import instead_of, shown
from securityunion.errors import DocumentError, Problem, ProblemCode, key_path
from securityunion.model.report import ProgressReport
from securityunion.wire.json_parse import NESTED_TOO_DEEPLY, JsonObject, text_of, utf_8
from securityunion.wire.limits import DEFAULT_LIMITS, Limits, check_size, over_limit
from securityunion.wire.places import Place, nearest_place
from securityunion.wire.slow_path import from_plain

__all__ = ["dumps_yaml", "loads_yaml", "places_in_yaml", "reformat_yaml"]


# YAML 1.2 has these five ways to write null.
_NULL = {"", "~", "null", "Null", "NULL"}


# What the parser says about the mistakes that people make, with what it means and what to do.
_IN_PLAIN_WORDS = {
    "mapping values are not allowed": ("a colon in a text without quotes", "use quotes, or correct the indentation"),
    "could not find expected ':'": ("a line without a colon", "write `key: value`, and indent text that goes on"),
    "cannot start any token": ("a text that begins with a special character or a tab", "use quotes and spaces"),
    "expected <block end>": ("a line that is indented differently from its neighbours", "correct the indentation"),
    "found unexpected end of stream": ("a quote that is not closed", "close it"),
    "expected ',' or ']'": ("a list in brackets that is not closed", "add `,` or `]`"),
    "expected ',' or '}'": ("an object in braces that is not closed", "add `,` or `}`"),
    "unknown escape character": ("an unknown escape in double quotes", "use single quotes, or double the backslash"),
}


_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,18}").fullmatch


def loads_yaml(document: bytes | bytearray | memoryview | str, *, limits: Limits = DEFAULT_LIMITS) -> ProgressReport:
    """Read a report from a YAML document. This needs the `yaml` extra.

    The type of a value without quotes depends on the field. In a text field, `NO`, `on`, `0812`, `1:20` and
    `2020-12-09` are text. In a number field, `3` is a number. Only `null`, `~` and an empty value mean unknown.

    Anchors, aliases, tags, merge keys and directives are refused. A second document in the same file is also refused.

    Args:
        document: the document, as UTF-8 bytes or text.
        limits: the limits on the size of the document.

    Raises:
        DocumentError: if the document is not valid. The error lists the problems with their line numbers.
        ModuleNotFoundError: if the `yaml` extra is not installed.
        TypeError: if *document* is neither bytes nor text.

    >>> import securityunion as su
    >>> small = su.Limits(size=9)
    >>> su.loads_yaml(b"title: Progress", limits=small)  # doctest: +NORMALIZE_WHITESPACE
    Traceback (most recent call last):
    ...
    securityunion.DocumentError: $: more than 9 bytes;
        shorten the document or raise the limit `size`
    """
    written = utf_8(document)
    check_size(len(written), limits)
    return _read_yaml(written, limits)


def places_in_yaml(document: str) -> dict[str, Place]:
    r"""Return the place of each value in a YAML document by its path.

    If the document is not valid YAML, the result has the places of the values before the first mistake.

    Raises:
        ModuleNotFoundError: if the `yaml` extra is not installed.

    >>> try:
    ...     place = places_in_yaml("id: x\ncovers:\n  start: 2020")["$.covers.start"]
    ... except ModuleNotFoundError:
    ...     place = (3, 10)
    >>> place
    (3, 10)
    """
    composer = _Composer(DEFAULT_LIMITS)
    with suppress(DocumentError):
        composer.compose(document)
    return composer.places


@gc_paused
def _read_yaml(written: bytes, limits: Limits) -> ProgressReport:
    composer = _Composer(limits)
    try:
        value = composer.compose(text_of(written, byte_order_mark=True))
        return from_plain(ProgressReport, _typed(value, by_name(ProgressReport)))
    except DocumentError as error:
        raise DocumentError([composer.with_line(one) for one in error.problems], error.omitted) from None
    except RecursionError:  # the depth limit was raised, and Python cannot handle that many levels
        raise DocumentError([Problem("$", ProblemCode.TOO_DEEP, NESTED_TOO_DEEPLY)]) from None


class _Unquoted(str):
    """A value without quotes. Whether it is text, a number or null depends on the field."""

    __slots__ = ()


@attrs.define
class _Open:
    """A list or an object whose end has not been reached yet."""

    path: str
    items: list[Any] | None
    pairs: list[tuple[str, Any]]
    key: str | None = None


class _Composer:
    """Builds plain data, without recursion, from the events of a YAML parser, and records the line of each value."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.places: dict[str, Place] = {}
        self._open: list[_Open] = []
        self._nodes = 0

    def compose(self, text: str) -> Any:
        """Parse *text*, which must contain a single document, into plain data.

        Raises:
            DocumentError: if *text* is not YAML, or uses a feature of YAML that reports must not use.
        """
        root: list[Any] = []
        self._refuse_directives(text)
        for event in self._events(text):
            kind, line = type(event).__name__, event.start_mark.line + 1
            if kind == "DocumentStartEvent":
                if root:
                    self._refuse("a second document; write one report in each file", line)
            elif kind == "AliasEvent":
                self._refuse("an alias; write each value out in full", line)
            elif kind in {"ScalarEvent", "SequenceStartEvent", "MappingStartEvent"}:
                self._begin(event, kind, line, root)
            elif kind in {"SequenceEndEvent", "MappingEndEvent"}:
                done = self._open.pop()
                self._add(JsonObject(done.pairs) if done.items is None else done.items, root)
        return root[0] if root else None

    def with_line(self, problem: Problem) -> Problem:
        """Return *problem* with a line number: the line of the value or, for a missing key, of the enclosing object."""
        place = nearest_place(self.places, problem.path)
        return problem if problem.line is not None or place is None else attrs.evolve(problem, line=place[0])

    def _events(self, text: str) -> Iterator[Any]:
        yaml = ruamel()
        try:
            yield from yaml.YAML(typ="safe", pure=True).parse(text)
        except yaml.error.YAMLError as error:
            mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
            reason = getattr(error, "problem", None) or getattr(error, "reason", None) or type(error).__name__
            line = None if mark is None else mark.line + 1
            if mark is not None:
                self.places["$"] = mark.line + 1, mark.column + 1
            at = "" if mark is None else f" at column {mark.column + 1}"
            plain = next((plain for jargon, plain in _IN_PLAIN_WORDS.items() if jargon in str(reason)), None)
            what, remedy = plain or (str(reason)[:200], "correct it")
            self._refuse(f"not valid YAML ({what}{at}); {remedy}", line)
        except (ValueError, RecursionError, IndexError, AssertionError) as error:  # the scanner can raise these errors
            self._refuse(f"not valid YAML ({type(error).__name__}); correct it", None)

    def _refuse_directives(self, text: str) -> None:
        # The parser skips directives that it does not know. A directive can only be in front of the first document.
        for number, line in enumerate(StringIO(text), start=1):
            if line.startswith("%"):
                self._refuse("a directive; remove it", number)
            if line.strip() and not line.startswith("#"):
                return

    def _begin(self, event: Any, kind: str, line: int, root: list[Any]) -> None:
        if event.anchor is not None:
            self._refuse(f"an anchor {shown(event.anchor)}; write each value out in full", line)
        if event.tag is not None:
            self._refuse(f"a tag {shown(str(event.tag))}; remove it", line)
        parent = self._open[-1] if self._open else None
        # In an object, keys and values alternate. If no key is waiting for a value, this event is a key.
        if parent is not None and parent.items is None and parent.key is None:
            self._key(event, kind, line, parent)
            return
        self._count(line)
        path = _path_of_next(parent)
        self.places[path] = line, event.start_mark.column + 1
        if kind == "ScalarEvent":
            self._check_length(event.value, line, path)
            self._add(_Unquoted(event.value) if event.style is None else str(event.value), root)
            return
        if len(self._open) >= self._limits.depth:
            raise over_limit("depth", f"more than {self._limits.depth:,} levels", line=line)
        self._open.append(_Open(path, [] if kind == "SequenceStartEvent" else None, []))

    def _key(self, event: Any, kind: str, line: int, parent: _Open) -> None:
        if kind != "ScalarEvent":
            self._refuse("a key is a list or an object; use text", line)
        if event.value == "<<" and event.style is None:
            self._refuse("a merge key; write each value out in full", line)
        self._check_length(event.value, line, key_path(parent.path, event.value))
        parent.key = event.value

    def _add(self, value: Any, root: list[Any]) -> None:
        parent = self._open[-1] if self._open else None
        if parent is None:
            root.append(value)
        elif parent.items is not None:
            parent.items.append(value)
        else:
            parent.pairs.append((cast("str", parent.key), value))
            parent.key = None

    def _count(self, line: int) -> None:
        self._nodes += 1
        if self._nodes > self._limits.nodes:
            raise over_limit("nodes", f"more than {self._limits.nodes:,} values", line=line)

    def _check_length(self, text: str, line: int, path: str) -> None:
        if len(text) > self._limits.text:
            wrong = f"{len(text):,} characters exceed the limit of {self._limits.text:,}"
            raise over_limit("text", wrong, path, line)

    def _refuse(self, message: str, line: int | None) -> NoReturn:
        raise DocumentError([Problem("$", ProblemCode.NOT_YAML, message, line)])


def _path_of_next(parent: _Open | None) -> str:
    if parent is None:
        return "$"
    if parent.items is not None:
        return f"{parent.path}[{len(parent.items)}]"
    return key_path(parent.path, parent.key)


def _typed(value: Any, fields: Mapping[str, Shape]) -> Any:
    """Convert each value without quotes in the plain data *value* to the type of its field."""
    if isinstance(value, JsonObject):
        typed = JsonObject([(key, _field_value(one, fields.get(key))) for key, one in value.items()])
        typed.repeated = value.repeated
        return typed
    return _field_value(value, None)


def _field_value(value: Any, shape: Shape | None) -> Any:
    if isinstance(value, _Unquoted):
        if value in _NULL:
            return None
        return int(value) if shape is not None and shape.item is int and _WHOLE_NUMBER(value) else str(value)
    if isinstance(value, list):
        return [_field_value(one, shape) for one in cast("list[object]", value)]
    if isinstance(value, JsonObject):
        return _typed(value, by_name(shape.item) if shape is not None and shape.is_record else {})
    return value


# Only a text that matches this pattern is written without quotes. No version of YAML reads such a text as a number or a
# date.
_SAFE_WITHOUT_QUOTES = re.compile(r"[A-Za-z][A-Za-z0-9]*+(?:[ _/-][A-Za-z0-9]++)*+").fullmatch


# These words are quoted too, because some versions of YAML read them as booleans, null or numbers.
_WORDS = {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"}


# A list of texts is written on one line if it fits into this number of columns.
_LONGEST_ROW = 110


# The maximum line length is so large that a text is never broken across lines.
_WIDTH = 2**20


def dumps_yaml(report: ProgressReport) -> bytes:
    """Return *report* as a YAML document in UTF-8. This needs the `yaml` extra.

    Keys are in the order of the fields of each record. A text is quoted if a YAML 1.1 or 1.2 parser could read it as
    another type.

    Raises:
        ModuleNotFoundError: if the `yaml` extra is not installed.
        TypeError: if *report* is not a `ProgressReport`.

    >>> import securityunion as su
    >>> su.dumps_yaml("a report")
    Traceback (most recent call last):
    ...
    TypeError: report: 'a report' is a str; pass a ProgressReport
    """
    if type(report) is not ProgressReport:
        raise TypeError(f"report: {instead_of(report, 'a ProgressReport')}")
    return _written(_ordered(ProgressReport, msgspec.to_builtins(report)))


def reformat_yaml(document: str) -> bytes:
    """Correct the indentation of a valid YAML document. Comments, quotes and the order of keys are kept.

    Raises:
        ModuleNotFoundError: if the `yaml` extra is not installed.

    >>> try:
    ...     written = reformat_yaml("title:    A report # by hand")
    ... except ModuleNotFoundError as error:
    ...     written = str(error).encode()
    >>> b"# by hand" in written or b"securityunion[yaml]" in written
    True
    """
    return _written(_emitter().load(document))


def _written(value: Any) -> bytes:
    stream = StringIO()
    _emitter().dump(value, stream)
    return stream.getvalue().encode()


def _emitter() -> Any:
    emitter = ruamel().YAML(typ="rt", pure=True)
    emitter.indent(mapping=2, sequence=4, offset=2)
    emitter.width = _WIDTH
    emitter.preserve_quotes = True
    emitter.allow_unicode = True
    emitter.representer.add_representer(type(None), _as_null)
    return emitter


def _as_null(representer: Any, _: None) -> Any:
    return representer.represent_scalar("tag:yaml.org,2002:null", "null")


def _ordered(record: type[Any], plain: Any) -> Any:
    fields = sorted(shapes(record), key=lambda shape: shape.name != "schema")  # write the version first
    return ruamel().comments.CommentedMap((_text(shape.name), _value(shape, plain[shape.name])) for shape in fields)


def _value(shape: Shape, plain: Any) -> Any:
    if plain is None or not shape.many:
        return _item(shape, plain)
    row = ruamel().comments.CommentedSeq(_item(shape, one) for one in plain)
    if not shape.is_record and sum(len(one) + 2 for one in plain) <= _LONGEST_ROW:
        row.fa.set_flow_style()
    return row


def _item(shape: Shape, plain: Any) -> Any:
    if plain is not None and shape.is_record:
        return _ordered(shape.item, plain)
    return _text(plain) if isinstance(plain, str) else plain


def _text(text: str) -> str:
    """Return *text*, marked to be written in quotes if a YAML parser could misread it.

    Keys are treated in the same way, because YAML 1.1 reads the key `on` as true.
    """
    if _SAFE_WITHOUT_QUOTES(text) is not None and text.lower() not in _WORDS:
        return text
    quoted: str = ruamel().scalarstring.DoubleQuotedScalarString(text)
    return quoted
