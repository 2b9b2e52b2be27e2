"""Show a progress bar in the terminal while a long file is read, if tqdm is installed."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from typing import IO, Any

from securityunion.wire.files import Path, is_gzip, open_binary

__all__ = ["open_with_progress"]

_LONG_WORK = 0.5
"""The progress bar appears after this many seconds."""


@contextmanager
def open_with_progress(path: Path) -> Generator[Any, None, None]:
    """Open the file at *path* to read its lines as bytes, and show a progress bar.

    The bar appears only if the extra `progress` is installed and standard error is a terminal.

    Raises:
        DocumentError: if the name of the file ends in `.gz` and the file is damaged or not compressed.
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
        # The bar counts decompressed bytes, so the size of a compressed file cannot be used as the total.
        size = None if is_gzip(path) else os.stat(path).st_size  # noqa: PTH116 - pathlib costs start-up time
        name: str = os.fspath(path)
        with tqdm(desc=name, total=size, unit="B", unit_scale=True, delay=_LONG_WORK, disable=None, leave=False) as bar:
            yield _Watched(file, bar)


class _Watched:
    """A file that moves a progress bar forward while the lines of the file are read."""

    def __init__(self, file: IO[bytes], bar: Any) -> None:
        self._file = file
        self._bar = bar

    def readline(self, most: int) -> bytes:
        line = self._file.readline(most)
        self._bar.update(len(line))
        return line
