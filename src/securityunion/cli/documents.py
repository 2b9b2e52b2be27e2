"""Read documents from files or, if the name is `-`, from standard input."""

import sys
from typing import IO

from securityunion.model.report import ProgressReport
from securityunion.wire.document import load, loads
from securityunion.wire.files import is_yaml, open_binary, read_bounded
from securityunion.wire.json_parse import utf_8
from securityunion.wire.limits import DEFAULT_LIMITS

__all__ = ["STANDARD_STREAM", "in_yaml", "parse", "read_bytes", "read_report"]

STANDARD_STREAM = "-"
"""The name that means standard input or, for a file to write, standard output."""


def read_report(name: str) -> ProgressReport:
    """Read the report in a file or on standard input.

    Raises:
        DocumentError: if the document is not valid.
        OSError: if the file cannot be read.

    >>> read_report("missing.json")
    Traceback (most recent call last):
    ...
    FileNotFoundError: [Errno 2] No such file or directory: 'missing.json'
    """
    if name != STANDARD_STREAM:
        return load(name)
    document = read_bytes(name)
    return parse(document, yaml=in_yaml(name, document))


def read_bytes(name: str) -> bytes:
    """Return the bytes of a file or of standard input, cut off after the largest size that a document may have.

    Raises:
        DocumentError: if the file is compressed but damaged.
        OSError: if the file cannot be read.

    >>> import os
    >>> read_bytes(os.devnull)
    b''
    """
    if name == STANDARD_STREAM:
        stream: IO[bytes] = sys.stdin.buffer
        return utf_8(read_bounded(stream, DEFAULT_LIMITS.size))
    with open_binary(name) as file:
        return utf_8(read_bounded(file, DEFAULT_LIMITS.size))


def in_yaml(name: str, document: bytes) -> bool:
    """Return whether a document is in YAML: by the name of its file, or by how the document on standard input begins.

    >>> in_yaml("report.yaml", b""), in_yaml("-", b" {"), in_yaml("-", b"id: nis")
    (True, False, True)
    """
    return not document.lstrip().startswith((b"{", b"[")) if name == STANDARD_STREAM else is_yaml(name)


def parse(document: bytes, *, yaml: bool) -> ProgressReport:
    """Return the report in a *document*, which is YAML if *yaml* is true, and otherwise JSON.

    Raises:
        DocumentError: if the document is not valid.
        ModuleNotFoundError: if the document is YAML and the `yaml` extra is not installed.

    >>> import securityunion as su
    >>> parse(su.dumps(su.first_progress_report()), yaml=False)
    <ProgressReport 1, 2020-12-09: 4 priorities, 41 initiatives, 15 obligations>
    """
    if not yaml:
        return loads(document)
    from securityunion.wire.yaml import loads_yaml  # noqa: PLC0415 - needs an extra

    return loads_yaml(document)
