"""Support for cattrs: register the records on your converter, or make a new one."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec

from securityunion.model.report import ProgressReport
from securityunion.wire.slow_path import structure_report
from securityunion.wire.structure import structure

if TYPE_CHECKING:
    from cattrs import Converter
    from cattrs.preconf.msgspec import MsgspecJsonConverter


from securityunion._records.fields import records

__all__ = ["configure_converter", "make_converter"]


def configure_converter(converter: "Converter") -> None:
    """Register the records on *converter*, a cattrs converter. Its other hooks stay as they are.

    The converter then structures records from plain data as strictly as `loads`. It cannot find faults that plain data
    no longer shows, such as duplicate keys. Every error is a `DocumentError`; if the record is in a class of your own,
    cattrs wraps the error. Records are unstructured to plain data in the form of documents.

    You can later register a hook of your own for a record. A structure hook also applies inside reports. An unstructure
    hook applies to the record itself and inside your own classes, but not inside other records.

    Calling this function twice has the same effect as calling it once.

    >>> import cattrs
    >>> import securityunion as su
    >>> converter = cattrs.Converter()
    >>> su.integrations.cattrs.configure_converter(converter)
    >>> converter.structure({"start": "2020", "end": "2025"}, su.Period)
    Period(start='2020', end='2025')
    >>> converter.unstructure(su.Period(start="2020"))
    {'end': None, 'start': '2020'}
    """
    for record in records(ProgressReport):
        converter.register_structure_hook(record, _hook(record, converter))
        converter.register_unstructure_hook(record, msgspec.to_builtins)


def make_converter() -> "MsgspecJsonConverter":
    """Return a new cattrs converter for JSON, with the records registered.

    `converter.dumps` writes the same bytes as `dumps`. `converter.loads` does not find duplicate keys, because its
    parser drops them, and it raises the parser's own errors. For documents from strangers, use `loads`.

    >>> import securityunion as su
    >>> converter = su.integrations.cattrs.make_converter()
    >>> report = su.first_progress_report()
    >>> converter.dumps(report) == su.dumps(report)
    True
    """
    from cattrs.preconf import msgspec as preconf  # noqa: PLC0415 - only when it is needed

    converter = preconf.make_converter()
    configure_converter(converter)
    return converter


def _hook(record: type[Any], converter: "Converter") -> Callable[[Any, Any], Any]:
    if record is ProgressReport:  # it has rules for the whole document, such as its version
        return lambda value, _: structure_report(value, converter.structure)
    structured = partial(structure, record, inner=converter.structure)
    return lambda value, _: structured(value)
