"""Support for cattrs: register the record classes on your converter, or make a new converter."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, cast

import msgspec

from securityunion._records.fields import records
from securityunion.model.report import ProgressReport
from securityunion.wire.slow_path import structure_report
from securityunion.wire.structure import structure

if TYPE_CHECKING:
    from cattrs import Converter
    from cattrs.preconf.msgspec import MsgspecJsonConverter


__all__ = ["configure_converter", "make_converter"]


_TAG = "_type"


def __dir__() -> list[str]:
    return sorted(__all__)


def configure_converter(converter: "Converter") -> None:
    """Register the record classes on a cattrs *converter*. The other hooks of the converter stay as they are.

    After this call, the converter structures records from plain data as strictly as `loads`, with one exception: faults
    that plain data cannot show, such as duplicate keys, are not found. An invalid record raises `DocumentError`. If the
    record is inside a class of your own, cattrs may wrap this error in an exception group. Unstructuring a record gives
    plain data with the same keys and values as a document.

    You can later register your own hook for a record class. A structure hook then also applies to such records inside a
    report. An unstructure hook applies to the record itself and to records inside your own classes, but not to records
    inside other records.

    The cattrs strategy `configure_tagged_union` works with unions of record classes: the key `_type` is allowed if its
    value is the name of the class.

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
    """Return a new cattrs converter for JSON, on which the record classes are registered.

    `converter.dumps` writes the same bytes as `su.dumps`. `converter.loads` does not find duplicate keys, because its
    parser drops them. If the text is not JSON, the parser raises an error of its own. For documents from strangers, use
    `su.loads` instead.

    >>> import securityunion as su
    >>> converter = su.integrations.cattrs.make_converter()
    >>> report = su.first_progress_report()
    >>> converter.dumps(report) == su.dumps(report)
    True
    """
    from cattrs.preconf import msgspec as preconf  # noqa: PLC0415 - cattrs is optional

    converter = preconf.make_converter()
    configure_converter(converter)
    return converter


def _hook(record: type[Any], converter: "Converter") -> Callable[[Any, Any], Any]:
    if record is ProgressReport:  # a report needs further checks of the whole document
        return lambda value, _: structure_report(_untagged(value, record), converter.structure)
    structured = partial(structure, record, inner=converter.structure)
    return lambda value, _: structured(_untagged(value, record))


def _untagged(value: Any, record: type[Any]) -> Any:
    """Return *value* without the tag that the cattrs strategy `configure_tagged_union` adds to members of a union."""
    if not isinstance(value, dict):
        return value
    keyed = cast("dict[str, Any]", value)
    return {key: one for key, one in keyed.items() if key != _TAG} if keyed.get(_TAG) == record.__name__ else keyed
