"""Our records on cattrs converters: a service's own, or one made here."""

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
    """Teach *converter*, a cattrs converter, our records: one hook each, and nothing else on it is touched.

    It then structures them from plain data as strictly as `loads` does, apart from what plain data no longer
    shows, such as duplicate keys; every failure is a `DocumentError`, also inside classes of your own, where
    cattrs wraps it. It unstructures them to plain data in the form of our documents. A structure hook
    that you register later for one of the records takes the place of ours, inside reports too; an unstructure hook
    does so for the record itself and inside your own classes, not inside records of ours. To call this again changes
    nothing.

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
    """Return a new cattrs converter for JSON that knows our records.

    `converter.dumps` writes what `dumps` writes. `converter.loads` is strict in all but duplicate keys, which its
    parser does not show, and that parser's own errors come through: for documents of strangers, use `loads`.

    >>> import securityunion as su
    >>> converter = su.integrations.cattrs.make_converter()
    >>> report = su.first_progress_report()
    >>> converter.dumps(report) == su.dumps(report)
    True
    """
    from cattrs.preconf import msgspec as preconf  # noqa: PLC0415 - cattrs is loaded only when it is needed

    converter = preconf.make_converter()
    configure_converter(converter)
    return converter


def _hook(record: type[Any], converter: "Converter") -> Callable[[Any, Any], Any]:
    if record is ProgressReport:
        return lambda value, _: structure_report(value, converter.structure)
    structured = partial(structure, record, inner=converter.structure)
    return lambda value, _: structured(value)
