"""Decoders of msgspec, made by one thread at a time.

While msgspec finds out what a class is made of, it lets another thread that asks for the same class have what is only
half there, and the process crashes. Seen with msgspec 0.22 when many threads read their first report at once.
"""

from threading import Lock
from typing import TypeVar

import msgspec

from securityunion.record import per_class

__all__ = ["decoder_of"]

R = TypeVar("R")

_making = Lock()


@per_class
def decoder_of(record: type[R]) -> "msgspec.json.Decoder[R]":
    """Return the decoder of documents that hold one *record*, a class.

    >>> from securityunion.partial_date import Period
    >>> decoder_of(Period).decode('{"start": "2020"}')
    Period(start='2020')
    """
    with _making:
        return msgspec.json.Decoder(record)
