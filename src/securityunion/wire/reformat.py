"""Reformat documents: fix the indentation without changing the content."""

import os

import attrs
import msgspec

from securityunion.errors import DocumentError, Problem, ProblemCode
from securityunion.wire.document import loads
from securityunion.wire.files import Path, is_yaml, open_binary, read_bounded, replace_file
from securityunion.wire.json_parse import text_of, utf_8
from securityunion.wire.limits import DEFAULT_LIMITS, Limits

__all__ = ["reformat", "reformat_file"]


def reformat_file(path: Path, *, check_only: bool = False, limits: Limits = DEFAULT_LIMITS) -> bool:
    """Reformat the document at *path*, and return whether the text needed to change.

    JSON is indented by two spaces. In YAML, comments and quotes are kept. The order of keys stays the same. A YAML file
    is replaced only if reading the new text gives the same report.

    Args:
        path: the path of the file. If it ends in `.gz`, the file is compressed. If it ends in `.yaml` or `.yml`, the
            file is YAML.
        check_only: True to return the result without changing the file.
        limits: the limits on the size of the document.

    Raises:
        DocumentError: if the document is not valid. The file is left unchanged.
        ModuleNotFoundError: if the file is YAML and the `yaml` extra is not installed.
        OSError: if the file cannot be read or written.

    >>> from tempfile import TemporaryDirectory
    >>> import securityunion as su
    >>> with TemporaryDirectory() as folder:
    ...     path = folder + "/report.json"
    ...     su.dump(su.first_progress_report(), path)
    ...     reformat_file(path), reformat_file(path)
    (True, False)
    """
    with open_binary(path) as file:
        document = utf_8(read_bounded(file, limits.size))
    try:
        better = reformat(document, in_yaml=is_yaml(path), limits=limits)
    except DocumentError as error:
        raise error.in_file(os.fspath(path)) from None
    if better == document:
        return False
    if not check_only:
        with replace_file(path) as file:
            file.write(better)
    return True


def reformat(document: bytes, *, in_yaml: bool = False, limits: Limits = DEFAULT_LIMITS) -> bytes:
    r"""Return *document* with corrected indentation. Lines end in the same way as before.

    Raises:
        DocumentError: if the document is not valid.
        ModuleNotFoundError: if the document is YAML and the `yaml` extra is not installed.

    >>> import securityunion as su
    >>> reformat(su.dumps(su.first_progress_report()))[:12]
    b'{\n  "complet'
    """
    end = b"\r\n" if b"\r\n" in document else b"\n"
    if not in_yaml:
        loads(document, limits=limits)
        return (msgspec.json.format(document, indent=2) + b"\n").replace(b"\n", end)
    from securityunion.wire.yaml import loads_yaml, reformat_yaml  # noqa: PLC0415 - needs an extra

    report = loads_yaml(document, limits=limits)
    better = reformat_yaml(text_of(document, byte_order_mark=True)).replace(b"\n", end)
    # The new indentation can make the text longer than the size limit, so raise the limit for this check.
    if loads_yaml(better, limits=attrs.evolve(limits, size=max(limits.size, len(better)))) != report:
        message = "reformatting would change the content; use plain block style"
        raise DocumentError([Problem("$", ProblemCode.NOT_YAML, message)])
    return better
