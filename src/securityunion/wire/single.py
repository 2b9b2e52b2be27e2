"""Reading one record alone, by the same rules as a whole report."""

from typing import TypeVar, cast

from securityunion.report import ProgressReport
from securityunion.wire.collector import collector_paused
from securityunion.wire.converter import records
from securityunion.wire.document import loads
from securityunion.wire.limits import DEFAULT_LIMITS, Limits, check_nodes, check_size
from securityunion.wire.parse import parse_json, utf_8
from securityunion.wire.structure import from_plain

__all__ = ["loads_record"]

R = TypeVar("R")


def loads_record(
    document: bytes | bytearray | memoryview | str, record: type[R], *, limits: Limits = DEFAULT_LIMITS
) -> R:
    """Return the instance of *record* that a JSON text holds: of an obligation, say, that a service takes on its own.

    It is as strict as `loads`, keys that come twice included, and for a `ProgressReport` it is `loads`. Ids that lead
    out of the record are let pass: what they lead to stands elsewhere.

    Args:
        document: the JSON, as UTF-8 bytes or as text.
        record: the class of a record of reports.
        limits: how large it may be.

    Raises:
        DocumentError: where it is none, with every problem found, each path below `$`, the record.
        TypeError: where *document* is neither bytes nor text, or *record* is no class of a record.

    >>> import securityunion as su
    >>> loads_record('{"named": ["SI"], "count": 2}', su.StateGroup)
    StateGroup(named=(MemberState.SI,), count=2)
    >>> loads_record('{"count": 2, "count": 3}', su.StateGroup)
    Traceback (most recent call last):
    ...
    securityunion.errors.DocumentError: $.count: found the key more than once; expected it once
    """
    if record is ProgressReport:
        return cast("R", loads(document, limits=limits))
    if record not in records(ProgressReport):
        raise TypeError(f"found {record!r}; expected the class of a record, such as Obligation")
    written = utf_8(document)
    check_size(len(written), limits)
    check_nodes(written, limits)
    with collector_paused:
        return from_plain(record, parse_json(written, limits))
