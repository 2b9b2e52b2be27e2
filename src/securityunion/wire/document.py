"""Read and write reports as JSON, in memory and in files.

`loads` first tries the fast path, which accepts nearly every valid document. All other documents go to the slow path,
which finds every problem of an invalid document. `dumps` always writes the same bytes for the same report.
"""

import os
from typing import IO, Any, TypeVar, cast

import msgspec

from securityunion._records.fields import records
from securityunion._util.gc_pause import gc_paused
from securityunion._util.text import instead_of, not_a
from securityunion.errors import DocumentError
from securityunion.model.report import ProgressReport
from securityunion.wire.fast_path import read_fast
from securityunion.wire.files import Path, is_yaml, open_binary, read_bounded, replace_file
from securityunion.wire.json_parse import parse_json, utf_8
from securityunion.wire.limits import DEFAULT_LIMITS, Limits, check_nodes, check_size

__all__ = ["dump", "dumps", "load", "loads", "loads_record"]

R = TypeVar("R")


def dumps(report: ProgressReport, *, indent: int | None = None) -> bytes:
    """Return *report* as a JSON document in UTF-8.

    Keys are sorted, so the same report always gives the same bytes.

    Args:
        report: the report to write.
        indent: the number of spaces per level of indentation; None for a single line without spaces.

    Raises:
        TypeError: if *report* is not a `ProgressReport`.

    >>> import securityunion as su
    >>> report = su.first_progress_report()
    >>> su.loads(su.dumps(report)) == report
    True
    """
    if type(report) is not ProgressReport:
        raise TypeError(f"report: {instead_of(report, 'a ProgressReport')}")
    document = msgspec.json.encode(report)
    return document if indent is None else msgspec.json.format(document, indent=indent)


def dump(report: ProgressReport, target: Path | IO[bytes] | IO[str], *, indent: int | None = None) -> None:
    """Write *report* as a JSON document to a path or an open file, with a newline at the end.

    An existing file at the path is replaced only once the new file is complete. After a crash, or if the disk is full,
    the existing file is unchanged.

    Args:
        report: the report to write.
        target: a path, or an open binary or text file. If a path ends in `.gz`, the file is compressed. If a path ends
            in `.yaml` or `.yml`, the report is written as YAML, which needs the `yaml` extra.
        indent: the number of spaces per level of indentation in JSON; None for a single line without spaces.

    Raises:
        TypeError: if *report* is not a `ProgressReport`.
        OSError: if the file cannot be written.

    >>> import io
    >>> import securityunion as su
    >>> file = io.BytesIO()
    >>> su.dump(su.first_progress_report(), file)
    >>> file.getvalue() == su.dumps(su.first_progress_report()) + bytes([10])
    True
    """
    if isinstance(target, (str, os.PathLike)):
        written = _in_yaml(report) if is_yaml(target) else dumps(report, indent=indent) + b"\n"
        with replace_file(target) as file:
            file.write(written)
        return
    document = dumps(report, indent=indent) + b"\n"
    given: IO[Any] = target
    # Only text files have the attribute `encoding`.
    given.write(document.decode() if hasattr(given, "encoding") else document)


def loads(document: bytes | bytearray | memoryview | str, *, limits: Limits = DEFAULT_LIMITS) -> ProgressReport:
    """Read a report from a JSON document.

    While the document is read, Python's garbage collector is paused in the whole process.

    Args:
        document: the document, as UTF-8 bytes or text.
        limits: the limits on the size of the document.

    Raises:
        DocumentError: if the document is not valid. The error lists the problems.
        TypeError: if *document* is neither bytes nor text.

    >>> import securityunion as su
    >>> document = su.dumps(su.first_progress_report())
    >>> su.loads(document).number
    1
    >>> su.loads(document.replace(b'"number":1', b'"number":"1"'))
    Traceback (most recent call last):
    ...
    securityunion.DocumentError: $.number: '1' is text; write a whole number
    """
    written = utf_8(document)
    # A document that is too large is refused before a parser spends time and memory on it.
    check_size(len(written), limits)
    check_nodes(written, limits)
    return _read_json(written, limits)


@gc_paused
def _read_json(written: bytes, limits: Limits) -> ProgressReport:
    report = read_fast(written, limits)
    if report is not None:
        return report
    from securityunion.wire.slow_path import read_slow  # noqa: PLC0415 - rarely needed

    return read_slow(written, limits)


def load(source: Path | IO[bytes] | IO[str], *, limits: Limits = DEFAULT_LIMITS) -> ProgressReport:
    """Read a report from a file.

    Args:
        source: a path, or an open binary or text file. If a path ends in `.gz`, the file is decompressed. If a path
            ends in `.yaml` or `.yml`, the file is read as YAML, which needs the `yaml` extra.
        limits: the limits on the size of the document. A compressed document is measured after decompression.

    Raises:
        DocumentError: if the document is not valid. The error lists the problems.
        OSError: if the file cannot be read.
        TypeError: if *source* is neither a path nor an open file.

    >>> import io
    >>> import securityunion as su
    >>> su.load(io.BytesIO(su.dumps(su.first_progress_report())))
    <ProgressReport 1, 2020-12-09: 4 priorities, 41 initiatives, 15 obligations>
    """
    if isinstance(source, (str, os.PathLike)):
        try:
            with open_binary(source) as file:
                document = read_bounded(file, limits.size)
            return _of_yaml(document, limits) if is_yaml(source) else loads(document, limits=limits)
        except DocumentError as error:
            raise error.in_file(os.fspath(source)) from error.__cause__
    if not hasattr(source, "read"):
        raise TypeError(f"source: {instead_of(source, 'a path or an open file')}")
    return loads(read_bounded(source, limits.size), limits=limits)


def loads_record(
    document: bytes | bytearray | memoryview | str, record: type[R], *, limits: Limits = DEFAULT_LIMITS
) -> R:
    """Read one record from JSON, such as a single obligation that a service receives.

    The JSON is checked as strictly as by `loads`: duplicate keys, for example, are refused. Ids that refer to something
    outside the record are not checked. If *record* is `ProgressReport`, this function calls `loads`.

    Args:
        document: the JSON, as UTF-8 bytes or text.
        record: a record class, such as `Obligation`.
        limits: the limits on the size of the JSON.

    Raises:
        DocumentError: if the JSON is not valid. The error lists the problems, with `$` as the path of the record.
        TypeError: if *document* is neither bytes nor text, or if *record* is not a record class.

    >>> import securityunion as su
    >>> su.loads_record('{"named": ["SI"], "count": 2}', su.StateGroup)
    StateGroup(named=(MemberState.SI,), count=2)
    >>> su.loads_record('{"count": 2, "count": 3}', su.StateGroup)
    Traceback (most recent call last):
    ...
    securityunion.DocumentError: $.count: duplicate key; keep one of them
    """
    if record is ProgressReport:
        return cast("R", loads(document, limits=limits))
    if record not in records(ProgressReport):
        raise TypeError(f"record: {not_a('the class of a record', record, 'pass a class such as Obligation')}")
    written = utf_8(document)
    check_size(len(written), limits)
    check_nodes(written, limits)
    return _read_record(written, record, limits)


@gc_paused
def _read_record(written: bytes, record: type[R], limits: Limits) -> R:
    from securityunion.wire.slow_path import from_plain  # noqa: PLC0415 - rarely needed

    return from_plain(record, parse_json(written, limits))


def _of_yaml(document: bytes | str, limits: Limits) -> ProgressReport:
    from securityunion.wire.yaml import loads_yaml  # noqa: PLC0415 - needs an extra

    return loads_yaml(document, limits=limits)


def _in_yaml(report: ProgressReport) -> bytes:
    from securityunion.wire.yaml import dumps_yaml  # noqa: PLC0415 - needs an extra

    return dumps_yaml(report)
