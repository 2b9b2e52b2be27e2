"""The fast path: a document is decoded straight into records, and then proved to say what was read from it.

msgspec decodes JSON into attrs classes and runs their rules, in less time than `json.loads` takes to build dicts. But
it ignores unknown keys and lets duplicate keys through. Two proofs show that neither happened:

1. The report, encoded again, equals the document without white space. This holds for documents as we write them.
2. For keys in another order, or absent ones: a copy of each record class, which refuses unknown keys and remembers
   which keys were present, is decoded and encoded. It is as long as the document only if no key came twice.

A document that neither proof accepts may still be valid: `slow_path` decides, and finds every problem.
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

_BEGINNING = b'{"%s":' % min(fields_dict(ProgressReport)).encode()
_making = Lock()


def read_fast(document: bytes, limits: Limits) -> ProgressReport | None:
    """Return the report of a JSON document that is proved to be valid; None if there is no proof.

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
        compact = msgspec.json.format(document, indent=-1)
        if _is_as_written(report, compact):
            return report
        # Every document needs a version; inside a text these quotes would be escaped.
        return report if b'"schema":' in compact and has_no_other_keys(ProgressReport, compact) else None
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def _is_as_written(report: ProgressReport, document: bytes) -> bool:
    # Most documents with another order of keys show it by the first key; the report is not encoded for those.
    return document.startswith(_BEGINNING) and document == msgspec.json.encode(report)


@per_class
def _levels(record: type[Any]) -> int:
    """Return how deep a document of *record* can be nested: nothing that the fast path accepts is deeper."""
    return 1 + max(
        (shape.many + (_levels(shape.item) if shape.is_record else 0) for shape in shapes(record)), default=0
    )


def has_no_other_keys(record: type[Any], document: bytes) -> bool:
    """Say whether it is certain that a JSON *document*, from which *record* was read, holds nothing beside it.

    Where it is not certain, such as with escapes in a key, the answer is False too.

    Args:
        record: the class of the record.
        document: a JSON document without white space, of which msgspec has read such a record.

    Raises:
        msgspec.MsgspecError: where the document has a key that a record does not have.

    >>> from securityunion.values.partial_date import Period
    >>> has_no_other_keys(Period, b'{"start":"2020"}'), has_no_other_keys(Period, b'{"end":null,"end":null}')
    (True, False)
    """
    return len(msgspec.json.encode(decoder_of(_twin(record)).decode(document))) == len(document)


@per_class
def _twin(record: type[Any]) -> type[msgspec.Struct]:
    fields = [(shape.name, _type(shape) | msgspec.UnsetType, msgspec.UNSET) for shape in shapes(record)]
    return msgspec.defstruct(record.__name__, fields, forbid_unknown_fields=True, gc=False)


def _type(shape: Shape) -> Any:
    if not shape.is_record:
        return msgspec.Raw  # msgspec bends no text and no number: what was read from them need not be read again
    item = _twin(shape.item)
    held: Any = GenericAlias(list, (item,)) if shape.many else item
    return held | None if shape.optional else held


@per_class
def decoder_of(record: type[R]) -> "msgspec.json.Decoder[R]":
    """Return the msgspec decoder of documents that hold one *record*, a class.

    >>> from securityunion.values.partial_date import Period
    >>> decoder_of(Period).decode('{"start": "2020"}')
    Period(start='2020')
    """
    # While msgspec inspects a class, another thread that asks for the same class gets it half made, and the process
    # crashes. Seen with msgspec 0.22 when many threads read their first report at once.
    with _making:
        return msgspec.json.Decoder(record)
