"""The layout of documents: how they are indented, which says nothing, put right without a change of what they say."""

import os

import attrs
import msgspec

from securityunion.errors import DocumentError, Problem, ProblemCode
from securityunion.wire.document import loads
from securityunion.wire.files import Path, is_yaml, open_binary, read_bounded, replace_file
from securityunion.wire.json_parse import DEFAULT_LIMITS, Limits, text_of, utf_8

__all__ = ["reformat", "reformat_file"]


def reformat_file(path: Path, *, check_only: bool = False, limits: Limits = DEFAULT_LIMITS) -> bool:
    """Put the layout of the document at *path* right, and say whether that changed it.

    JSON is indented by two blanks, its keys in the order in which they stand. In YAML comments, order and quotes stay.
    The file is replaced when the new text has been read and says the same.

    Args:
        path: the file, packed where it ends in `.gz`, YAML where it ends in `.yaml` or `.yml`.
        check_only: leave the file as it is.
        limits: how large the document may be.

    Raises:
        DocumentError: where it is not a document of ours; it is left as it is.
        ModuleNotFoundError: where it is YAML and the extra is not installed.
        OSError: where it cannot be read or written.

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
    r"""Return *document* with its layout put right.

    Raises:
        DocumentError: where it is not a document of ours.
        ModuleNotFoundError: where it is YAML and the extra is not installed.

    >>> import securityunion as su
    >>> reformat(su.dumps(su.first_progress_report()))[:12]
    b'{\n  "covers"'
    """
    if not in_yaml:
        loads(document, limits=limits)
        return msgspec.json.format(document, indent=2) + b"\n"
    from securityunion.wire.yaml import loads_yaml, reformat_yaml  # noqa: PLC0415 - an extra

    report = loads_yaml(document, limits=limits)
    better = reformat_yaml(text_of(document))
    # Quotes and indentation may make it longer than what was read.
    if loads_yaml(better, limits=attrs.evolve(limits, size=max(limits.size, len(better)))) != report:
        message = "reformatting would change the content; use plain block style"
        raise DocumentError([Problem("$", ProblemCode.NOT_YAML, message)])
    return better
