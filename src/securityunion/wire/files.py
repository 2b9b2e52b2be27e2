"""Read files up to a size limit, and write files completely or not at all.

Files whose names end in `.gz` are compressed and decompressed.
"""

import errno
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
    "decoding_errors",
    "gzip_errors",
    "is_gzip",
    "is_json_lines",
    "is_yaml",
    "open_binary",
    "read_bounded",
    "replace_file",
]

# The errors of a full disk, a quota and a file size limit come without the name of a file.
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}

Path = str | os.PathLike[str]
"""A file path, as text or as a path object."""


def bundled_file(beside: "ModuleSpec", name: str) -> bytes:
    """Return the content of a file that is installed with this package.

    Args:
        beside: the `__spec__` of a module in the same folder as the file.
        name: the name of the file.

    >>> import securityunion
    >>> bundled_file(securityunion.__spec__, "py.typed")
    b''
    """
    # Use the loader of the package, because it can also read from a zip archive and needs no further import.
    loader = cast("SourceFileLoader", beside.loader)
    return loader.get_data(os.path.join(os.path.dirname(cast("str", beside.origin)), name))  # noqa: PTH118, PTH120


def is_gzip(path: Path) -> bool:
    """Return whether *path* ends in `.gz`, the suffix of a gzip file.

    >>> is_gzip("report.json.gz"), is_gzip("report.json")
    (True, False)
    """
    return os.fspath(path).lower().endswith(".gz")


def is_yaml(path: Path) -> bool:
    """Return whether *path* ends in `.yaml` or `.yml`. A further suffix `.gz` is ignored.

    >>> is_yaml("report.yaml"), is_yaml("report.yml.gz"), is_yaml("report.json")
    (True, True, False)
    """
    return os.fspath(path).lower().removesuffix(".gz").endswith((".yaml", ".yml"))


def is_json_lines(path: Path) -> bool:
    """Return whether *path* ends in `.jsonl` or `.ndjson`. A further suffix `.gz` is ignored.

    >>> is_json_lines("reports.jsonl"), is_json_lines("reports.ndjson.gz")
    (True, True)
    >>> is_json_lines("report.json")
    False
    """
    return os.fspath(path).lower().removesuffix(".gz").endswith((".jsonl", ".ndjson"))


@contextmanager
def open_binary(path: Path) -> Generator[IO[bytes], None, None]:
    """Open the file at *path* for reading bytes. If the path ends in `.gz`, the bytes are decompressed.

    Raises:
        DocumentError: if the path ends in `.gz`, but the file is not a gzip file or is damaged.
        OSError: if the file cannot be read.

    >>> with open_binary(os.devnull) as file:
    ...     file.read()
    b''
    """
    with open(path, "rb") as file:  # noqa: PTH123 - pathlib slows start-up
        if not is_gzip(path):
            yield file
            return
        from gzip import GzipFile  # noqa: PLC0415 - rarely needed

        with gzip_errors(), GzipFile(fileobj=file) as decompressed:
            yield cast("IO[bytes]", decompressed)


@contextmanager
def gzip_errors() -> Generator[None, None, None]:
    """Turn the exceptions that gzip raises for damaged data into a `DocumentError`.

    >>> with gzip_errors():
    ...     raise EOFError("cut off")
    Traceback (most recent call last):
    ...
    securityunion.DocumentError: $: not a valid gzip file (cut off); compress the file again
    """
    import zlib  # noqa: PLC0415 - rarely needed
    from gzip import BadGzipFile  # noqa: PLC0415 - rarely needed

    try:
        yield
    except (BadGzipFile, EOFError, zlib.error) as error:
        message = f"not a valid gzip file ({error}); compress the file again"
        raise DocumentError([Problem("$", ProblemCode.NOT_GZIP, message)]) from error


@contextmanager
def decoding_errors() -> Generator[None, None, None]:
    r"""Turn the exception that a text file raises for bytes of another encoding into a `DocumentError`.

    >>> with decoding_errors():
    ...     b"caf\xe9".decode()  # doctest: +NORMALIZE_WHITESPACE
    Traceback (most recent call last):
    ...
    securityunion.DocumentError: $: the file is not utf-8;
        open it in binary mode or with its encoding
    """
    try:
        yield
    except UnicodeDecodeError as error:
        message = f"the file is not {error.encoding}; open it in binary mode or with its encoding"
        raise DocumentError([Problem("$", ProblemCode.NOT_UTF_8, message)]) from None


def read_bounded(file: IO[bytes] | IO[str], most: int) -> bytes | str:
    """Return the content of *file*, cut off after *most* + 1 bytes or characters.

    If the result is longer than *most*, the caller knows that the file is too large.

    Raises:
        DocumentError: if *file* is a text file whose bytes have another encoding.

    >>> import io
    >>> read_bounded(io.BytesIO(b"0123456789"), 4)
    b'01234'
    """
    parts: list[bytes | str] = []
    missing = most + 1
    # A pipe or a file from a web framework can return less than requested, so read again until nothing is missing.
    with decoding_errors():
        while missing > 0 and (part := file.read(missing)):
            parts.append(part)
            missing -= len(part)
    nothing = type(parts[0])() if parts else b""
    return nothing.join(cast("list[Any]", parts))


@contextmanager
def replace_file(path: Path) -> Generator[IO[bytes], None, None]:
    """Open a new file for writing. Once the new file is complete, it replaces the file at *path*.

    During writing, the new file has a temporary name in the same folder, such as `report.json.1a2b3c4d.part`. If
    writing fails, the new file is removed and the old file is unchanged. If the process is killed, the new file
    remains, and can be deleted. If *path* ends in `.gz`, the new file is compressed, and the same content always gives
    the same bytes. If *path* is a pipe or another special file, the content is written directly to *path*.

    Raises:
        OSError: if the file cannot be written.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     with replace_file(folder + "/report.json") as file:
    ...         _ = file.write(b"{}")
    ...     os.listdir(folder)
    ['report.json']
    """
    from secrets import token_hex  # noqa: PLC0415 - rarely needed

    target = os.path.realpath(path)  # replace the file that a symbolic link points to, not the link itself
    mode = _mode(target)
    if mode is not None and not stat.S_ISREG(mode):
        with open(target, "wb") as file, _compressing(file, target) as compressed:  # noqa: PTH123 - pathlib slows start-up
            yield compressed
        return
    beside = f"{target}.{token_hex(4)}.part"
    try:
        with open(beside, "xb") as file:  # noqa: PTH123 - pathlib slows start-up
            with _compressing(file, target) as compressed:
                yield compressed
            # Write the content to the disk before renaming the file. Otherwise a crash could leave an incomplete file.
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:  # keep the permissions of the old file
            os.chmod(beside, stat.S_IMODE(mode))  # noqa: PTH101 - pathlib slows start-up
        os.replace(beside, target)  # noqa: PTH105 - pathlib slows start-up
    except BaseException as error:  # clean up even if the user interrupts the program
        with suppress(OSError):  # the file does not exist, or cannot be removed for the reason that is reported
            os.unlink(beside)  # noqa: PTH108 - pathlib slows start-up
        if isinstance(error, OSError) and error.filename == (None if error.errno in _NO_ROOM else beside):
            # Report the path that the user passed, not the temporary name.
            raise OSError(error.errno, error.strerror, os.fspath(path)) from error
        raise


@contextmanager
def _compressing(file: IO[bytes], path: Path) -> Generator[IO[bytes], None, None]:
    if not is_gzip(path):
        yield file
        return
    from gzip import GzipFile  # noqa: PLC0415 - rarely needed

    # Leave the file name and the time out of the gzip header, so that the same content always gives the same bytes.
    with GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as compressed:
        yield cast("IO[bytes]", compressed)


def _mode(path: str) -> int | None:
    try:
        return os.stat(path).st_mode  # noqa: PTH116 - pathlib slows start-up
    except FileNotFoundError:
        return None
