"""Reading and writing reports: bytes, text, paths and open files.

Most documents go a fast way: msgspec decodes them straight into the records, whose rules run, and the result, written
again, is compared with what was read. Equal bytes prove that no key was unknown or doubled and no value was bent. For
another order of keys, or fewer of them, a second proof stands in `securityunion.wire.twin`. Any other document goes the
slow way, which decides, and which finds every problem.
"""

import os
from typing import IO, Any

import msgspec
from attrs import fields_dict

from securityunion.errors import DocumentError
from securityunion.record import per_class, shapes
from securityunion.report import ProgressReport
from securityunion.wire.collector import collector_paused
from securityunion.wire.decoder import decoder_of
from securityunion.wire.files import Path, is_yaml, opened, read_bounded, replacing
from securityunion.wire.limits import DEFAULT_LIMITS, Limits, check_nodes, check_size, may_hold_long_text
from securityunion.wire.parse import utf_8
from securityunion.wire.twin import says_nothing_else

__all__ = ["dump", "dumps", "load", "loads"]

_BEGINNING = b'{"%s":' % min(fields_dict(ProgressReport)).encode()


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
    >>> dump(su.first_progress_report(), file)
    >>> file.getvalue() == dumps(su.first_progress_report()) + bytes([10])
    True
    """
    if isinstance(target, (str, os.PathLike)):
        written = _in_yaml(report) if is_yaml(target) else dumps(report, indent=indent) + b"\n"
        with replacing(target) as file:
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

    >>> loads("[]")
    Traceback (most recent call last):
    ...
    securityunion.errors.DocumentError: $: found a list of 0; expected an object with the keys of ProgressReport
    """
    written = utf_8(document)
    check_size(len(written), limits)
    check_nodes(written, limits)
    with collector_paused:
        plain = limits.depth >= _levels(ProgressReport) and not may_hold_long_text(written, limits)
        report = _read_quickly(written) if plain else None
        return _read_strictly(written, limits) if report is None else report


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
    >>> load(io.BytesIO(su.dumps(su.first_progress_report())))
    <ProgressReport 1, 2020-12-09: 4 priorities, 41 initiatives, 15 obligations>
    """
    if isinstance(source, (str, os.PathLike)):
        try:
            with opened(source) as file:
                document = read_bounded(file, limits.size)
            return _of_yaml(document, limits) if is_yaml(source) else loads(document, limits=limits)
        except DocumentError as error:
            raise error.in_file(os.fspath(source)) from error.__cause__
    if not hasattr(source, "read"):
        raise TypeError(f"found {type(source).__name__}; expected a path or an open file")
    return loads(read_bounded(source, limits.size), limits=limits)


def _read_quickly(document: bytes) -> ProgressReport | None:
    """Return the report of a document that is proved to say what was read from it; None where there is no proof."""
    try:
        report = decoder_of(ProgressReport).decode(document)
        if _is_as_written(report, document.strip()):
            return report
        compact = msgspec.json.format(document, indent=-1)
        if _is_as_written(report, compact):
            return report
        # A report has a version, whatever it says; in text these quotes would not stand bare.
        return report if b'"schema":' in compact and says_nothing_else(ProgressReport, compact) else None
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def _is_as_written(report: ProgressReport, document: bytes) -> bool:
    # Most documents with another order of keys show it by the first; the report is not written for those.
    return document.startswith(_BEGINNING) and document == msgspec.json.encode(report)


def _read_strictly(document: bytes, limits: Limits) -> ProgressReport:
    from securityunion.wire.strict import read  # noqa: PLC0415 - with cattrs, for a document in need of it alone

    return read(document, limits)


def _of_yaml(document: bytes | str, limits: Limits) -> ProgressReport:
    from securityunion.wire.yaml_in import loads_yaml  # noqa: PLC0415 - an extra

    return loads_yaml(document, limits=limits)


def _in_yaml(report: ProgressReport) -> bytes:
    from securityunion.wire.yaml_out import dumps_yaml  # noqa: PLC0415 - an extra

    return dumps_yaml(report)


@per_class
def _levels(record: type[Any]) -> int:
    """Return how deep a document of *record* is nested at the most: what the fast way lets pass is no deeper."""
    return 1 + max(
        (shape.many + (_levels(shape.item) if shape.is_record else 0) for shape in shapes(record)), default=0
    )
