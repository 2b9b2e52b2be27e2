"""A progress bar for long work at a terminal, drawn by tqdm if it is installed."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from typing import IO, Any

from securityunion.wire.files import Path, is_gzip, open_binary

__all__ = ["open_with_progress"]

_LONG_WORK = 0.5
"""Seconds before the bar appears."""


@contextmanager
def open_with_progress(path: Path) -> Generator[Any, None, None]:
    """Open the file at *path* to read its lines as bytes, and show a progress bar.

    The bar needs the extra `progress` and a terminal as standard error. Without either, the file is read without a bar.

    Raises:
        DocumentError: if a file named `.gz` is damaged or not compressed.
        OSError: if the file cannot be read.

    >>> with open_with_progress(os.devnull) as file:
    ...     file.readline(10)
    b''
    """
    with open_binary(path) as file:
        try:
            from tqdm import tqdm  # noqa: PLC0415 - an extra
        except ModuleNotFoundError:
            yield file
            return
        # The bar counts decompressed bytes, so the size of a compressed file is not its end.
        size = None if is_gzip(path) else os.stat(path).st_size  # noqa: PTH116 - pathlib costs start-up time
        name: str = os.fspath(path)
        with tqdm(desc=name, total=size, unit="B", unit_scale=True, delay=_LONG_WORK, disable=None, leave=False) as bar:
            yield _Watched(file, bar)


class _Watched:
    """A file that advances a bar as its lines are read."""

    def __init__(self, file: IO[bytes], bar: Any) -> None:
        self._file = file
        self._bar = bar

    def readline(self, most: int) -> bytes:
        line = self._file.readline(most)
        self._bar.update(len(line))
        return line
