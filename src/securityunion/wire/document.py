"""Documents in and out: reports as JSON bytes, text, paths and open files.

`loads` tries the fast path, which accepts nearly every valid document; the slow path decides about the others and finds
every problem. `dumps` writes the same bytes for the same report.
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
from securityunion.wire.json_parse import DEFAULT_LIMITS, Limits, check_nodes, check_size, parse_json, utf_8

__all__ = ["dump", "dumps", "load", "loads", "loads_record"]

R = TypeVar("R")


def dumps(report: ProgressReport, *, indent: int | None = None) -> bytes:
    """Return *report* as a JSON document in UTF-8: the same bytes for the same report, keys in sorted order.

    Args:
        report: the report to write.
        indent: how many blanks to indent each level by; None for one line without blanks.

    Raises:
        TypeError: where *report* is not a `ProgressReport`.

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
    """Write *report* as a JSON document, with a newline at the end, to a path or an open file.

    At a path the file appears when all is written: a crash or a full disk leaves what was there.

    Args:
        report: the report to write.
        target: a path, or a file opened for bytes or for text. What goes to a path that ends in `.gz` is packed; with
            `.yaml` or `.yml` it is written as YAML, with the extra `yaml`.
        indent: how many blanks to indent each level of JSON by; None for one line without blanks.

    Raises:
        TypeError: where *report* is not a `ProgressReport`.
        OSError: where the file cannot be written.

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
    given.write(document.decode() if hasattr(given, "encoding") else document)  # which files for text have


def loads(document: bytes | bytearray | memoryview | str, *, limits: Limits = DEFAULT_LIMITS) -> ProgressReport:
    """Return the report that a JSON document holds.

    The garbage collector of the process is paused meanwhile.

    Args:
        document: the document, as UTF-8 bytes or as text.
        limits: how large it may be.

    Raises:
        DocumentError: where it is not a document of ours, with every problem found.
        TypeError: where *document* is neither bytes nor text.

    >>> import securityunion as su
    >>> su.loads("[]")
    Traceback (most recent call last):
    ...
    securityunion.DocumentError: $: a list of 0 is not allowed; write an object with the keys of ProgressReport
    """
    written = utf_8(document)
    check_size(len(written), limits)
    check_nodes(written, limits)
    with gc_paused:
        report = read_fast(written, limits)
        if report is not None:
            return report
        from securityunion.wire.slow_path import read_slow  # noqa: PLC0415 - only for a document that needs it

        return read_slow(written, limits)


def load(source: Path | IO[bytes] | IO[str], *, limits: Limits = DEFAULT_LIMITS) -> ProgressReport:
    """Return the report that a file holds.

    Args:
        source: a path, or a file opened for bytes or for text. A path that ends in `.gz` is unpacked, one that ends in
            `.yaml` or `.yml` read as YAML, with the extra `yaml`.
        limits: how large the document may be, unpacked.

    Raises:
        DocumentError: where it is not a document of ours, with every problem found.
        OSError: where the file cannot be read.
        TypeError: where *source* is neither a path nor an open file.

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
    """Return the instance of *record* that a JSON text holds: of an obligation, say, that a service takes on its own.

    It is as strict as `loads`, keys that come twice included, and for a `ProgressReport` it is `loads`. Ids that lead
    out of the record are let pass: what they lead to stands elsewhere.

    Args:
        document: the JSON, as UTF-8 bytes or as text.
        record: the class of a record of reports.
        limits: how large it may be.

    Raises:
        DocumentError: where it is none, with every problem found, each path below `$`, the record.
        TypeError: where *document* is neither bytes nor text, or *record* is no class of a record.

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
    from securityunion.wire.slow_path import from_plain  # noqa: PLC0415 - only where it is used

    with gc_paused:
        return from_plain(record, parse_json(written, limits))


def _of_yaml(document: bytes | str, limits: Limits) -> ProgressReport:
    from securityunion.wire.yaml import loads_yaml  # noqa: PLC0415 - an extra

    return loads_yaml(document, limits=limits)


def _in_yaml(report: ProgressReport) -> bytes:
    from securityunion.wire.yaml import dumps_yaml  # noqa: PLC0415 - an extra

    return dumps_yaml(report)
