"""Files in and out: packed where the name says so, bounded when read, whole when written."""

import os
import stat
from collections.abc import Generator
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Any, cast

from securityunion.errors import DocumentError, Problem, ProblemCode

if TYPE_CHECKING:
    from importlib.machinery import ModuleSpec, SourceFileLoader

__all__ = [
    "Path",
    "bundled_file",
    "gzip_errors",
    "is_gzip",
    "is_json_lines",
    "is_yaml",
    "open_binary",
    "read_bounded",
    "replace_file",
]

Path = str | os.PathLike[str]
"""Where a file lies."""


def bundled_file(beside: "ModuleSpec", name: str) -> bytes:
    """Return the content of a file of this package.

    Args:
        beside: the `__spec__` of the module beside which it lies.
        name: its name.

    >>> import securityunion
    >>> bundled_file(securityunion.__spec__, "py.typed")
    b''
    """
    # The package's own loader reads from a zip archive too, and costs no import.
    loader = cast("SourceFileLoader", beside.loader)
    return loader.get_data(os.path.join(os.path.dirname(cast("str", beside.origin)), name))  # noqa: PTH118, PTH120


def is_gzip(path: Path) -> bool:
    """Say whether the file at *path* is packed with gzip, by its suffix.

    >>> is_gzip("report.json.gz"), is_gzip("report.json")
    (True, False)
    """
    return os.fspath(path).lower().endswith(".gz")


def is_yaml(path: Path) -> bool:
    """Say whether the file at *path* is YAML, by its suffix, packed or not.

    >>> is_yaml("report.yaml"), is_yaml("report.yml.gz"), is_yaml("report.json")
    (True, True, False)
    """
    return os.fspath(path).lower().removesuffix(".gz").endswith((".yaml", ".yml"))


def is_json_lines(path: Path) -> bool:
    """Say whether the file at *path* is JSON Lines, by its suffix, packed or not.

    >>> is_json_lines("reports.jsonl"), is_json_lines("reports.ndjson.gz"), is_json_lines("report.json")
    (True, True, False)
    """
    return os.fspath(path).lower().removesuffix(".gz").endswith((".jsonl", ".ndjson"))


@contextmanager
def open_binary(path: Path) -> Generator[IO[bytes], None, None]:
    """Open the file at *path* to read its bytes, unpacked where it is packed.

    Raises:
        DocumentError: where a file named `.gz` turns out not to be packed, or to be damaged.
        OSError: where it cannot be read.

    >>> with open_binary(os.devnull) as file:
    ...     file.read()
    b''
    """
    with open(path, "rb") as file:  # noqa: PTH123 - pathlib costs start-up time
        if not is_gzip(path):
            yield file
            return
        from gzip import GzipFile  # noqa: PLC0415 - only for what is packed

        with gzip_errors(), GzipFile(fileobj=file) as decompressed:
            yield cast("IO[bytes]", decompressed)


@contextmanager
def gzip_errors() -> Generator[None, None, None]:
    """Turn what gzip raises on damaged data into a `DocumentError`.

    >>> with gzip_errors():
    ...     raise EOFError("ended early")
    Traceback (most recent call last):
    ...
    securityunion.DocumentError: $: not a valid gzip file (ended early); compress the file again
    """
    import zlib  # noqa: PLC0415 - only for what is packed
    from gzip import BadGzipFile  # noqa: PLC0415 - the same

    try:
        yield
    except (BadGzipFile, EOFError, zlib.error) as error:
        message = f"not a valid gzip file ({error}); compress the file again"
        raise DocumentError([Problem("$", ProblemCode.NOT_GZIP, message)]) from error


def read_bounded(file: IO[bytes] | IO[str], most: int) -> bytes | str:
    """Return what *file* holds, or as much as shows that it holds more than *most* bytes or characters.

    >>> import io
    >>> read_bounded(io.BytesIO(b"0123456789"), 4)
    b'01234'
    """
    parts: list[bytes | str] = []
    missing = most + 1
    # A pipe, and what a service passes on, may give less at a time than is asked for.
    while missing > 0 and (part := file.read(missing)):
        parts.append(part)
        missing -= len(part)
    nothing = type(parts[0])() if parts else b""
    return nothing.join(cast("list[Any]", parts))


@contextmanager
def replace_file(path: Path) -> Generator[IO[bytes], None, None]:
    """Open a new file that takes the place of the one at *path* when all is written, and not before.

    Until then it lies beside it, under a name of its own; where writing fails it is removed and the old one stays. A
    name ending in `.gz` packs it, the same bytes always to the same bytes. What is no regular file, such as a pipe, is
    written directly.

    Raises:
        OSError: where it cannot be written.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     with replace_file(folder + "/report.json") as file:
    ...         _ = file.write(b"{}")
    ...     os.listdir(folder)
    ['report.json']
    """
    from secrets import token_hex  # noqa: PLC0415 - reading needs none of it

    target = os.path.realpath(path)  # the file that a link leads to is replaced, not the link
    mode = _mode(target)
    if mode is not None and not stat.S_ISREG(mode):
        with open(target, "wb") as file, _compressing(file, target) as compressed:  # noqa: PTH123 - pathlib costs start-up time
            yield compressed
        return
    beside = f"{target}.{token_hex(4)}.part"
    try:
        with open(beside, "xb") as file:  # noqa: PTH123 - pathlib costs start-up time
            with _compressing(file, target) as compressed:
                yield compressed
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            os.chmod(beside, stat.S_IMODE(mode))  # noqa: PTH101 - pathlib costs start-up time
        os.replace(beside, target)  # noqa: PTH105 - the same
    except BaseException as error:
        if isinstance(error, OSError) and error.filename == beside:
            error.filename = os.fspath(path)  # the other name means nothing to anybody
        with suppress(FileNotFoundError):
            os.unlink(beside)  # noqa: PTH108 - the same
        raise


@contextmanager
def _compressing(file: IO[bytes], path: Path) -> Generator[IO[bytes], None, None]:
    if not is_gzip(path):
        yield file
        return
    from gzip import GzipFile  # noqa: PLC0415 - only for what is packed

    # Without name and time, the same content is the same file.
    with GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as compressed:
        yield cast("IO[bytes]", compressed)


def _mode(path: str) -> int | None:
    try:
        return os.stat(path).st_mode  # noqa: PTH116 - pathlib costs start-up time
    except FileNotFoundError:
        return None
