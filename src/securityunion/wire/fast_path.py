"""The fast path: decode a document straight into records, prove that nothing was ignored, then apply all rules at once.

msgspec decodes JSON into attrs classes. It takes less time than `json.loads`, although `json.loads` only builds dicts.
It would also apply the rules of each record by itself. That is slow, so the document is decoded into copies of the
classes that have no rules. Once the rules of all records have been applied together, the objects get their own classes.

msgspec ignores unknown keys and accepts duplicate keys. Either of two proofs shows that a document has no such keys:

1. The report is encoded again. If the result equals the document, apart from white space, nothing was ignored. This
   proof works for documents that this library wrote.
2. The document is decoded a second time, into copies of the record classes. The copies refuse unknown keys and remember
   which keys were present. The decoded document is then encoded. If the result is as long as the document, apart from
   white space, no key is a duplicate. This proof also works if the keys are in another order or optional keys are
   absent.

If both proofs fail, the document may still be valid. The slow path then reads the document and finds every problem.
"""

import sys
from threading import Lock
from types import GenericAlias
from typing import Any, TypeVar

import msgspec
from attrs import fields_dict

from securityunion._records.fields import Shape, per_class, shapes
from securityunion._records.unchecked import checked, unchecked
from securityunion.model.report import ProgressReport
from securityunion.wire.limits import Limits, check_depth, may_hold_long_text

__all__ = ["decoder_of", "has_no_other_keys", "read_fast"]

R = TypeVar("R")

# Every document that this library writes begins with these bytes, because the keys are sorted.
_BEGINNING = b'{"%s":' % min(fields_dict(ProgressReport)).encode()
_making = Lock()
# msgspec is recursive, and relies on Python to stop it before the stack overflows. In WebAssembly, Python does not, so
# the levels are counted first. Elsewhere that would only take time.
_STACK_IS_UNGUARDED = sys.platform == "emscripten"


def read_fast(document: bytes, limits: Limits) -> ProgressReport | None:
    """Return the report in a JSON document, or None if the document could not be proved valid.

    Raises:
        DocumentError: in WebAssembly, if the document is nested too deeply.

    >>> import securityunion as su
    >>> report = su.first_progress_report()
    >>> read_fast(su.dumps(report), su.Limits()) == report
    True
    >>> read_fast(b"[]", su.Limits()) is None
    True
    """
    if limits.depth < _levels(ProgressReport) or may_hold_long_text(document, limits):
        return None
    if _STACK_IS_UNGUARDED:
        check_depth(document, limits)
    try:
        report = decoder_of(unchecked(ProgressReport)).decode(document)
        return checked(ProgressReport, report) if _ignores_nothing(report, document) else None
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def _ignores_nothing(report: object, document: bytes) -> bool:
    if _is_as_written(report, document.strip()):
        return True
    # The document may have been written with `indent`, so compare it again without white space.
    compact = msgspec.json.format(document, indent=-1)
    if _is_as_written(report, compact):
        return True
    # Every document must have the key `schema`. Quotes inside a text are escaped, so this search finds only a key.
    return b'"schema":' in compact and has_no_other_keys(ProgressReport, compact)


def _is_as_written(report: object, document: bytes) -> bool:
    # If the document does not begin as this library would write it, it cannot equal the encoded report.
    # In that case, the report need not be encoded.
    return document.startswith(_BEGINNING) and document == msgspec.json.encode(report)


@per_class
def _levels(record: type[Any]) -> int:
    """Return the maximum number of nested levels in a valid document of the class *record*.

    If the depth limit is lower than this maximum, a valid document could exceed the limit, so the fast path is not
    used.
    """
    return 1 + max(
        (shape.many + (_levels(shape.item) if shape.is_record else 0) for shape in shapes(record)), default=0
    )


def has_no_other_keys(record: type[Any], document: bytes) -> bool:
    """Return whether a JSON *document* is proved to have neither unknown nor duplicate keys.

    False means only that the proof failed. For example, a key that contains an escape sequence makes the proof fail.

    Args:
        record: the class of the record in the document.
        document: a JSON document without white space, which msgspec has already decoded into such a record.

    Raises:
        msgspec.MsgspecError: if the document has an unknown key.

    >>> from securityunion.values.partial_date import Period
    >>> has_no_other_keys(Period, b'{"start":"2020"}')
    True
    >>> has_no_other_keys(Period, b'{"end":null,"end":null}')
    False
    """
    return len(msgspec.json.encode(decoder_of(_twin(record)).decode(document))) == len(document)


@per_class
def _twin(record: type[Any]) -> type[msgspec.Struct]:
    fields = [(shape.name, _type(shape) | msgspec.UnsetType, msgspec.UNSET) for shape in shapes(record)]
    return msgspec.defstruct(record.__name__, fields, forbid_unknown_fields=True, gc=False)


def _type(shape: Shape) -> Any:
    if not shape.is_record:
        return msgspec.Raw  # the first decoding has already checked the values, so it is enough to copy their bytes
    item = _twin(shape.item)
    held: Any = GenericAlias(list, (item,)) if shape.many else item
    return held | None if shape.optional else held


@per_class
def decoder_of(record: type[R]) -> "msgspec.json.Decoder[R]":
    """Return the msgspec decoder for JSON documents that contain one instance of the class *record*.

    >>> from securityunion.values.partial_date import Period
    >>> decoder_of(Period).decode('{"start": "2020"}')
    Period(start='2020')
    """
    # Only one thread makes a decoder at a time: msgspec 0.22 crashed when many threads read their first report at once.
    # In the crash, a thread got the unfinished result for a class that msgspec was still inspecting in another thread.
    with _making:
        return msgspec.json.Decoder(record)
