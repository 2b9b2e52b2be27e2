"""Reading and writing reports: bytes, text, paths and open files.

Most documents go a fast way: msgspec decodes them straight into the records, whose rules run, and the result, written
again, is compared with what was read. Equal bytes prove that no key was unknown or doubled and no value was bent. Any
other document goes the slow way, which decides, and which finds every problem.
"""

import os
from functools import cache
from typing import IO, Any

import msgspec

from securityunion.report import ProgressReport
from securityunion.wire.parse import utf_8

__all__ = ["dump", "dumps", "load", "loads"]


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
        with open(target, "wb") as opened:  # noqa: PTH123 - pathlib costs start-up time
            opened.write(document)
        return
    file: IO[Any] = target
    file.write(document.decode() if hasattr(file, "encoding") else document)  # which files for text have


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
    written = utf_8(document)
    report = _read_as_written(written)
    return _read_strictly(written) if report is None else report


def load(source: str | os.PathLike[str] | IO[bytes] | IO[str]) -> ProgressReport:
    """Return the report that a file holds.

    Args:
        source: a path, or a file opened for bytes or for text.

    Raises:
        DocumentError: where it is not a document of ours, with every problem found.
        OSError: where the file cannot be read.
        TypeError: where *source* is neither a path nor an open file.

    >>> import io
    >>> import securityunion as su
    >>> load(io.BytesIO(su.dumps(su.first_progress_report())))
    <ProgressReport 1, 2020-12-09: 4 priorities, 41 initiatives, 15 obligations>
    """
    if isinstance(source, (str, os.PathLike)):
        with open(source, "rb") as opened:  # noqa: PTH123 - pathlib costs start-up time
            return loads(opened.read())
    if not hasattr(source, "read"):
        raise TypeError(f"found {type(source).__name__}; expected a path or an open file")
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
    from securityunion.wire.strict import read  # noqa: PLC0415 - with cattrs, for a document in need of it alone

    return read(document)


@cache
def _decoder() -> "msgspec.json.Decoder[ProgressReport]":
    return msgspec.json.Decoder(ProgressReport)
