"""Reading and writing reports: bytes, text, paths and open files.

A document is read twice as fast as plain JSON where it can be: msgspec decodes it straight into the records, whose
constructors' rules run, and the result, written again, is compared with what was read. Equal bytes prove that no
key was unknown or doubled and no value was bent. Any other document goes the slow way, which decides, and which
finds every problem.
"""

import json
import os
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn

import msgspec

from securityunion.errors import DocumentError, Problem, ProblemCode
from securityunion.report import ProgressReport
from securityunion.wire.structure import JsonObject

if TYPE_CHECKING:
    from cattrs import Converter

__all__ = ["dump", "dumps", "load", "loads"]

_BYTE_ORDER_MARK = "\ufeff"


def dumps(report: ProgressReport, *, indent: int | None = None) -> bytes:
    """Return *report* as a JSON document in UTF-8: the same bytes for the same report, keys in sorted order.

    Args:
        report: the report to write.
        indent: how many blanks to indent each level by; None for one line without blanks.

    Raises:
        TypeError: where *report* is not a `ProgressReport`.

    >>> import securityunion as su
    >>> report = su.first_progress_report()
    >>> su.loads(dumps(report)) == report
    True
    """
    if type(report) is not ProgressReport:
        raise TypeError(f"found {type(report).__name__}; expected a ProgressReport, which is what a document holds")
    document = msgspec.json.encode(report)
    return document if indent is None else msgspec.json.format(document, indent=indent)


def dump(
    report: ProgressReport, target: str | os.PathLike[str] | IO[bytes] | IO[str], *, indent: int | None = None
) -> None:
    """Write *report* as a JSON document, with a newline at the end, to a path or an open file.

    Args:
        report: the report to write.
        target: a path, or a file opened for bytes or for text.
        indent: how many blanks to indent each level by; None for one line without blanks.

    Raises:
        TypeError: where *report* is not a `ProgressReport`.
        OSError: where the file cannot be written.

    >>> import io
    >>> import securityunion as su
    >>> file = io.BytesIO()
    >>> dump(su.first_progress_report(), file)
    >>> file.getvalue() == dumps(su.first_progress_report()) + bytes([10])
    True
    """
    document = dumps(report, indent=indent) + b"\n"
    if isinstance(target, (str, os.PathLike)):
        Path(target).write_bytes(document)
        return
    file: IO[Any] = target
    file.write(document.decode() if _is_text_file(file) else document)


def loads(document: bytes | bytearray | memoryview | str) -> ProgressReport:
    """Return the report that a JSON document holds.

    Args:
        document: the document, as UTF-8 bytes or as text.

    Raises:
        DocumentError: where it is not a document of ours, with every problem found.
        TypeError: where *document* is neither bytes nor text.

    >>> loads("[]")
    Traceback (most recent call last):
    ...
    securityunion.errors.DocumentError: $: found a list of 0; expected an object with the keys of ProgressReport
    """
    try:
        written = document.encode() if isinstance(document, str) else bytes(memoryview(document))
    except UnicodeEncodeError as error:
        message = f"found half of a surrogate pair at character {error.start}; expected Unicode text"
        raise DocumentError([Problem("$", ProblemCode.NOT_UTF_8, message)]) from None
    report = _read_as_written(written)
    return _read_strictly(written) if report is None else report


def load(source: str | os.PathLike[str] | IO[bytes] | IO[str]) -> ProgressReport:
    """Return the report that a file holds.

    Args:
        source: a path, or a file opened for bytes or for text.

    Raises:
        DocumentError: where it is not a document of ours, with every problem found.
        OSError: where the file cannot be read.

    >>> import io
    >>> import securityunion as su
    >>> load(io.BytesIO(su.dumps(su.first_progress_report())))
    <ProgressReport 1, 2020-12-09: 4 priorities, 41 initiatives, 15 obligations>
    """
    if isinstance(source, (str, os.PathLike)):
        return loads(Path(source).read_bytes())
    return loads(source.read())


def _read_as_written(document: bytes) -> ProgressReport | None:
    """Return the report of a document that is written as `dumps` writes it, but for white space; else None."""
    try:
        report = _decoder().decode(document)
        proved = msgspec.json.format(document, indent=-1) == msgspec.json.encode(report)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    return report if proved else None


def _read_strictly(document: bytes) -> ProgressReport:
    return _converter().structure(_parse(document), ProgressReport)


@cache
def _decoder() -> "msgspec.json.Decoder[ProgressReport]":
    return msgspec.json.Decoder(ProgressReport)


@cache
def _converter() -> "Converter":
    from securityunion.wire.converter import make_converter  # noqa: PLC0415 - only a document in need of it

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


def _is_text_file(file: IO[Any]) -> bool:
    import io  # noqa: PLC0415

    return isinstance(file, io.TextIOBase)
