"""Read and write JSON Lines: many reports in one file, one document per line."""

import os
from collections.abc import Callable, Iterable, Iterator
from io import TextIOWrapper
from typing import IO, Any, TextIO, cast

from attrs import evolve

from securityunion._util.text import instead_of
from securityunion.errors import DocumentError, Problem, ProblemCode
from securityunion.model.report import ProgressReport
from securityunion.wire.document import dumps, loads
from securityunion.wire.files import Path, decoding_errors, open_binary, replace_file
from securityunion.wire.limits import DEFAULT_LIMITS, Limits, over_limit

__all__ = ["dump_lines", "load_lines"]

_CHUNK = 2**16
_MOST_BLANK = 10_000
_MOST_SKIPPED = 2**28

OnError = Callable[[DocumentError], object]
"""A function that `load_lines` calls with the error of each invalid line."""


def load_lines(
    source: Path | IO[bytes] | IO[str],
    *,
    limits: Limits = DEFAULT_LIMITS,
    on_error: OnError | None = None,
) -> Iterator[ProgressReport]:
    r"""Yield the reports in a JSON Lines file, one at a time.

    Only one report is held in memory at a time. Blank lines are skipped, but no more than 10,000 in a row.

    Args:
        source: a path, or an open binary or text file. If a path ends in `.gz`, the file is decompressed.
        limits: the limits on the size of each document. Each line of the file is one document.
        on_error: a function that is called with the error of each invalid line, before the next line is read. If
            *on_error* is None, the first invalid line raises an error. To find the end of a line that is too long, at
            most 256 MiB are skipped.

    Raises:
        DocumentError: if a line is not a valid report and *on_error* is None. Each problem gives the line number. Also
            if the next line cannot be found, whether or not there is an *on_error*: there are too many blank lines in a
            row, a line has no end within the bytes that are skipped, or the file is open as text of another encoding
            and cannot be read as bytes instead.
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
    for number, line in _lines(_as_bytes(file), limits.size, skip=on_error is not None):
        try:
            report = loads(line, limits=limits)
        except DocumentError as error:
            problems = [evolve(problem, line=number) for problem in error.problems]
            numbered = DocumentError(problems, error.omitted)
            if on_error is None:
                raise numbered from None
            on_error(numbered)
        else:
            yield report


def _as_bytes(file: IO[Any]) -> IO[Any]:
    """Return the bytes below a text file in UTF-8, so that a line in another encoding does not hide the lines after it.

    If the file cannot go back to the place that it has reached, it is returned as it is.
    """
    if not isinstance(file, TextIOWrapper):
        return file
    text = cast("TextIO", file)
    if text.encoding.lower() in {"utf-8", "utf8"} and text.seekable():
        text.seek(text.tell())  # the text file has read ahead; now its bytes are at the same place
        return text.buffer
    return text


def _lines(file: IO[Any], most: int, *, skip: bool) -> Iterator[tuple[int, bytes | str]]:
    """Yield the number and the content of each line that is not blank. A line that exceeds the limit is cut off.

    Such a line is the last one, unless *skip* is true.
    """
    # The characters that end a line do not count towards the limit.
    number, blank, longest = 0, 0, most + len("\r\n")
    while line := _read_line(file, longest, number + 1):
        number += 1
        end, space = cast("tuple[Any, Any]", ("\n", " \t\r\n") if isinstance(line, str) else (b"\n", b" \t\r\n"))
        document = line.strip(space)
        if document:
            blank = 0
            yield number, document
        else:
            blank += 1
        # A line of white space without an end cannot be skipped for ever either.
        if len(line) == longest and not line.endswith(end) and not (skip and _skip(file, end, number)):
            raise over_limit("size", f"more than {most:,} bytes", line=number)
        if blank > _MOST_BLANK:
            message = f"more than {_MOST_BLANK:,} blank lines in a row; remove them"
            raise DocumentError([Problem("$", ProblemCode.TOO_LARGE, message, number)])


def _skip(file: IO[Any], end: Any, number: int) -> bool:
    """Skip the rest of a line, and return whether its end was found.

    The rest is read in chunks, because the whole line may not fit into memory.
    """
    ahead = _MOST_SKIPPED
    while ahead > 0 and (rest := _read_line(file, _CHUNK, number)):
        if rest.endswith(end):
            return True
        ahead -= len(rest)
    return ahead > 0  # the file has ended, so the line has too


def _read_line(file: IO[Any], most: int, number: int) -> bytes | str:
    try:
        with decoding_errors():
            return cast("bytes | str", file.readline(most))
    except DocumentError as error:
        raise DocumentError([evolve(problem, line=number) for problem in error.problems]) from None
