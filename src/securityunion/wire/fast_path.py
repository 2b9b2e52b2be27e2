"""The fast path: decode a document straight into records, then prove that it contains nothing else.

msgspec decodes JSON into attrs classes and applies their rules in less time than `json.loads` takes to build dicts. But
it ignores unknown keys and accepts duplicate keys. Two proofs rule that out:

1. The report is encoded again and compared with the document, apart from white space. This proof is for documents that
   this library wrote.
2. The document is decoded again, into copies of the record classes that refuse unknown keys and remember which keys
   were present. Encoded again, the copies are as long as the document only if no key is a duplicate. This proof is for
   documents with another order of keys, or without some of them.

A document that fits neither proof may still be valid: `slow_path` decides, and finds every problem.
"""

from threading import Lock
from types import GenericAlias
from typing import Any, TypeVar

import msgspec
from attrs import fields_dict

from securityunion._records.fields import Shape, per_class, shapes
from securityunion.model.report import ProgressReport
from securityunion.wire.json_parse import Limits, may_hold_long_text

__all__ = ["decoder_of", "has_no_other_keys", "read_fast"]

R = TypeVar("R")

# This library writes keys in sorted order.
_BEGINNING = b'{"%s":' % min(fields_dict(ProgressReport)).encode()
_making = Lock()


def read_fast(document: bytes, limits: Limits) -> ProgressReport | None:
    """Return the report in a JSON document if the document is proved valid, otherwise None.

    >>> import securityunion as su
    >>> report = su.first_progress_report()
    >>> read_fast(su.dumps(report), su.Limits()) == report
    True
    >>> read_fast(b"[]", su.Limits()) is None
    True
    """
    if limits.depth < _levels(ProgressReport) or may_hold_long_text(document, limits):
        return None
    try:
        report = decoder_of(ProgressReport).decode(document)
        if _is_as_written(report, document.strip()):
            return report
        # A document that was written with `indent` differs only in its white space.
        compact = msgspec.json.format(document, indent=-1)
        if _is_as_written(report, compact):
            return report
        # Every document must have the key `schema`. Its quotes show that it is not part of a text: there they would be
        # escaped.
        return report if b'"schema":' in compact and has_no_other_keys(ProgressReport, compact) else None
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def _is_as_written(report: ProgressReport, document: bytes) -> bool:
    # Most documents with another order of keys have another first key. For those, the report is not encoded.
    return document.startswith(_BEGINNING) and document == msgspec.json.encode(report)


@per_class
def _levels(record: type[Any]) -> int:
    """Return how deeply a document of *record* can be nested. The fast path accepts no document that is deeper."""
    return 1 + max(
        (shape.many + (_levels(shape.item) if shape.is_record else 0) for shape in shapes(record)), default=0
    )


def has_no_other_keys(record: type[Any], document: bytes) -> bool:
    """Return whether a JSON *document* provably has no unknown and no duplicate keys.

    The answer is also False if this cannot be proved, for example because a key contains an escape.

    Args:
        record: the class of the record in the document.
        document: a JSON document without white space, from which msgspec has decoded such a record.

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
        return msgspec.Raw  # the first decoding checked the values, and msgspec does not convert any
    item = _twin(shape.item)
    held: Any = GenericAlias(list, (item,)) if shape.many else item
    return held | None if shape.optional else held


@per_class
def decoder_of(record: type[R]) -> "msgspec.json.Decoder[R]":
    """Return the msgspec decoder for documents with one instance of *record*, a class.

    >>> from securityunion.values.partial_date import Period
    >>> decoder_of(Period).decode('{"start": "2020"}')
    Period(start='2020')
    """
    # While msgspec inspects a class, another thread that asks for the same class gets an unfinished result, and the
    # process crashes. This happened with msgspec 0.22 when many threads read their first report at once.
    with _making:
        return msgspec.json.Decoder(record)
