"""Proof that a JSON document in any order of keys says what was read from it, and nothing else.

msgspec passes over keys that a record does not have, and over all but the last of those that come twice. A twin of
each record, which refuses unknown keys and remembers which ones came, shows both: written again it has every key that
the document has, once. It is as long as the document without white space if no key came twice, and shorter otherwise.
"""

from types import GenericAlias
from typing import Any

import msgspec

from securityunion.record import Shape, per_class, shapes
from securityunion.wire.decoder import decoder_of

__all__ = ["says_nothing_else"]


def says_nothing_else(record: type[Any], document: bytes) -> bool:
    """Say whether it is certain that a JSON *document*, from which *record* was read, holds nothing beside it.

    Where it is not certain, such as with escapes in a key, the answer is False too.

    Args:
        record: the class of the record.
        document: a JSON document without white space, of which msgspec has read such a record.

    Raises:
        msgspec.MsgspecError: where the document has a key that a record does not have.

    >>> from securityunion.partial_date import Period
    >>> says_nothing_else(Period, b'{"start":"2020"}'), says_nothing_else(Period, b'{"end":null,"end":null}')
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
