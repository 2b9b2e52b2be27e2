"""Read and write JSON Lines: many reports in one file, one document per line."""

import os
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any

from securityunion._util.text import instead_of
from securityunion.errors import DocumentError, Problem
from securityunion.model.report import ProgressReport
from securityunion.wire.document import dumps, loads
from securityunion.wire.files import Path, open_binary, replace_file
from securityunion.wire.json_parse import DEFAULT_LIMITS, Limits

__all__ = ["dump_lines", "load_lines"]

_CHUNK = 2**16

OnError = Callable[[DocumentError], object]
"""A function that `load_lines` calls with the error of each invalid line."""


def load_lines(
    source: Path | IO[bytes] | IO[str],
    *,
    limits: Limits = DEFAULT_LIMITS,
    on_error: OnError | None = None,
) -> Iterator[ProgressReport]:
    r"""Yield the reports in a JSON Lines file, one at a time.

    Only one report is held in memory at a time. Blank lines are skipped.

    Args:
        source: a path, or an open binary or text file. If a path ends in `.gz`, the file is decompressed.
        limits: the limits on the size of each document. Each line of the file is one document.
        on_error: a function that is called with the error of each invalid line, before the next line is read. If
            *on_error* is None, the first invalid line raises an error.

    Raises:
        DocumentError: if a line is not a valid report and *on_error* is None. Each problem gives the line number.
        OSError: if the file cannot be read.
        TypeError: if *source* is neither a path nor an open file.

    >>> import io
    >>> import securityunion as su
    >>> file = io.BytesIO(su.dumps(su.first_progress_report()) + b"\n[]\n")
    >>> for report in su.load_lines(file, on_error=print):
    ...     print(report)
    <ProgressReport 1, 2020-12-09: 4 priorities, 41 initiatives, 15 obligations>
    line 2: $: a list of 0 is not allowed; write an object with the keys of ProgressReport
    """
    if isinstance(source, (str, os.PathLike)):
        return _of_path(source, limits, on_error)
    if not hasattr(source, "readline"):
        raise TypeError(f"source: {instead_of(source, 'a path or an open file')}")
    return _reports(source, limits, on_error)


def dump_lines(reports: Iterable[ProgressReport], target: Path | IO[bytes] | IO[str]) -> int:
    """Write *reports* as JSON Lines to a path or an open file, and return the number of reports.

    An existing file at the path is replaced only once the new file is complete. If the iterable raises an error, or a
    report cannot be written, the existing file is unchanged.

    Args:
        reports: an iterable of reports, which are taken from it one at a time.
        target: a path, or an open binary or text file. If a path ends in `.gz`, the file is compressed.

    Raises:
        TypeError: if an item is not a `ProgressReport`.
        OSError: if the file cannot be written.

    >>> import io
    >>> import securityunion as su
    >>> su.dump_lines([su.first_progress_report()] * 2, io.BytesIO())
    2
    """
    if isinstance(target, (str, os.PathLike)):
        with replace_file(target) as file:
            return _write(reports, file)
    return _write(reports, target)


def _write(reports: Iterable[ProgressReport], file: IO[Any]) -> int:
    # Only text files have the attribute `encoding`.
    is_text, count = hasattr(file, "encoding"), 0
    for report in reports:
        line = dumps(report) + b"\n"
        file.write(line.decode() if is_text else line)
        count += 1
    return count


def _of_path(path: Path, limits: Limits, on_error: OnError | None) -> Iterator[ProgressReport]:
    name = os.fspath(path)

    def with_file(error: DocumentError) -> object:
        return on_error and on_error(error.in_file(name))

    try:
        with open_binary(path) as file:
            yield from _reports(file, limits, on_error and with_file)
    except DocumentError as error:
        raise error.in_file(name) from error.__cause__


def _reports(file: IO[bytes] | IO[str], limits: Limits, on_error: OnError | None) -> Iterator[ProgressReport]:
    for number, line in _lines(file, limits.size):
        try:
            report = loads(line, limits=limits)
        except DocumentError as error:
            problems = [Problem(one.path, one.code, one.message, number) for one in error.problems]
            numbered = DocumentError(problems, error.omitted)
            if on_error is None:
                raise numbered from None
            on_error(numbered)
        else:
            yield report


def _lines(file: IO[Any], most: int) -> Iterator[tuple[int, bytes | str]]:
    """Yield the number and the content of each line that is not blank. A line that exceeds the limit is cut off."""
    # The characters that end a line do not count towards the limit.
    number, longest = 0, most + len("\r\n")
    while line := file.readline(longest):
        number += 1
        end: Any = "\n" if isinstance(line, str) else b"\n"
        if len(line) == longest and not line.endswith(end):
            # Skip the rest of the line in chunks, because the whole line may not fit into memory.
            while (rest := file.readline(_CHUNK)) and not rest.endswith(end):
                pass
        if document := line.strip():
            yield number, document
