"""JSON Lines: many reports in one file, a document a line, read and written one at a time."""

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

_AT_ONCE = 2**16

OnError = Callable[[DocumentError], object]
"""What is told of the error of a line."""


def load_lines(
    source: Path | IO[bytes] | IO[str],
    *,
    limits: Limits = DEFAULT_LIMITS,
    on_error: OnError | None = None,
) -> Iterator[ProgressReport]:
    r"""Yield the reports of a file of JSON Lines, each a line, one at a time: no more than one lies in memory.

    Lines that are blank are passed over.

    Args:
        source: a path, unpacked where it ends in `.gz`, or a file opened for bytes or for text.
        limits: how large a line, a document, may be.
        on_error: called with the error of each line that is no report of ours, whereupon reading goes on with the next.
            None: the first such line ends it.

    Raises:
        DocumentError: where a line is no report of ours; each problem names the line.
        OSError: where the file cannot be read.
        TypeError: where *source* is neither a path nor an open file.

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
    """Write *reports* as JSON Lines to a path or an open file, and return how many they were.

    At a path the file appears when all is written; where one of the reports cannot be had or written, what was there
    stays. A path that ends in `.gz` is packed.

    Args:
        reports: the reports, which are taken one at a time.
        target: a path, or a file opened for bytes or for text.

    Raises:
        TypeError: where one of them is no `ProgressReport`.
        OSError: where the file cannot be written.

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
    is_text, count = hasattr(file, "encoding"), 0  # which files for text have
    for report in reports:
        line = dumps(report) + b"\n"
        file.write(line.decode() if is_text else line)
        count += 1
    return count


def _of_path(path: Path, limits: Limits, on_error: OnError | None) -> Iterator[ProgressReport]:
    name = os.fspath(path)

    def tell(error: DocumentError) -> object:
        return on_error and on_error(error.in_file(name))

    try:
        with open_binary(path) as file:
            yield from _reports(file, limits, on_error and tell)
    except DocumentError as error:
        raise error.in_file(name) from error.__cause__


def _reports(file: IO[bytes] | IO[str], limits: Limits, on_error: OnError | None) -> Iterator[ProgressReport]:
    for number, line in _lines(file, limits.size):
        try:
            report = loads(line, limits=limits)
        except DocumentError as error:
            problems = [Problem(one.path, one.code, one.message, number) for one in error.problems]
            told = DocumentError(problems, error.omitted)
            if on_error is None:
                raise told from None
            on_error(told)
        else:
            yield report


def _lines(file: IO[Any], most: int) -> Iterator[tuple[int, bytes | str]]:
    """Yield the lines that are not blank with their numbers; of one that is too long only what shows that it is."""
    number, longest = 0, most + len("\r\n")
    while line := file.readline(longest):
        number += 1
        end: Any = "\n" if isinstance(line, str) else b"\n"
        if len(line) == longest and not line.endswith(end):
            while (rest := file.readline(_AT_ONCE)) and not rest.endswith(end):
                pass
        if document := line.strip():
            yield number, document
