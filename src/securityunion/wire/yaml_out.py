"""Writing reports as YAML that people edit by hand and that every reader takes for the same."""

import re
from io import StringIO
from typing import Any

import msgspec

from securityunion.extra import ruamel
from securityunion.record import Shape, shapes
from securityunion.report import ProgressReport

__all__ = ["dumps_yaml", "reformatted"]

# Nothing else is left without quotes: a word of letters is no number, date or sexagesimal in any version of YAML.
_BARE = re.compile(r"[A-Za-z][A-Za-z0-9]*+(?:[ _/-][A-Za-z0-9]++)*+").fullmatch
_WORDS = {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"}
_LONGEST_ROW = 110
_WIDTH = 2**20


def dumps_yaml(report: ProgressReport) -> bytes:
    """Return *report* as a YAML document in UTF-8, the fields in the order of the records. It needs the extra `yaml`.

    Texts that a reader of YAML 1.1 or 1.2 could take for something else are quoted.

    Raises:
        ModuleNotFoundError: where the extra is not installed.
        TypeError: where *report* is not a `ProgressReport`.

    >>> dumps_yaml("a report")
    Traceback (most recent call last):
    ...
    TypeError: found str; expected a ProgressReport, which is what a document holds
    """
    if type(report) is not ProgressReport:
        raise TypeError(f"found {type(report).__name__}; expected a ProgressReport, which is what a document holds")
    return _written(_ordered(ProgressReport, msgspec.to_builtins(report)))


def reformatted(document: str) -> bytes:
    """Return the text of a sound YAML document with indentation put right; comments, order and quotes stay.

    Raises:
        ModuleNotFoundError: where the extra is not installed.

    >>> try:
    ...     written = reformatted("title:    A report # by hand")
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
    fields = sorted(shapes(record), key=lambda shape: shape.name != "schema")  # what it is comes first
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
    """Return *text* marked to be quoted unless nobody can misread it; even a key, `on`, is true in YAML 1.1."""
    if _BARE(text) is not None and text.lower() not in _WORDS:
        return text
    quoted: str = ruamel().scalarstring.DoubleQuotedScalarString(text)
    return quoted
