"""A SQLAlchemy column type for reports. It needs the extra `database`."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from securityunion._util.optional import requires_extra
from securityunion.model.report import ProgressReport
from securityunion.wire.document import dumps, loads
from securityunion.wire.json_parse import (
    DEFAULT_LIMITS,
    Limits,
    check_nodes,
    check_size,
    may_hold_long_text,
    parse_json,
)

if TYPE_CHECKING:
    from sqlalchemy import Dialect
    from sqlalchemy.sql import ColumnElement
    from sqlalchemy.types import TypeDecorator, TypeEngine

__all__ = ["report_type"]


def report_type(*, limits: Limits = DEFAULT_LIMITS) -> "TypeDecorator[ProgressReport]":
    """Return a SQLAlchemy column type for whole reports, for a table or a mapped class of your own.

    PostgreSQL stores the document as `jsonb`, which has an order of keys of its own. Other databases store JSON text.
    Documents are read as strictly as by `loads`, and the report equals the one that was stored. NULL is None.

    If a value cannot be stored, SQLAlchemy raises `StatementError`; its `orig` is a `TypeError` or `DocumentError`. If
    a stored document is not a report, reading it raises `DocumentError`.

    Args:
        limits: the limits on the size of a document. A larger one is not stored, because it could not be read.

    Raises:
        ModuleNotFoundError: if SQLAlchemy is not installed.

    >>> from securityunion.integrations.sqlalchemy import report_type
    >>> try:
    ...     found = repr(report_type())
    ... except ModuleNotFoundError as error:
    ...     found = str(error)
    >>> "report_type()" in found or "securityunion[database]" in found
    True
    """
    return _report_document()(limits)


@cache
def _report_document() -> "Callable[[Limits], TypeDecorator[ProgressReport]]":
    with requires_extra("database", "support for databases"):
        from sqlalchemy import JSON, Text, TypeDecorator, type_coerce  # noqa: PLC0415 - an extra
        from sqlalchemy import cast as sql_cast  # noqa: PLC0415

    class ReportDocument(TypeDecorator[ProgressReport]):
        """Documents of reports, written by `dumps` and read by `loads`."""

        impl = JSON
        cache_ok = True

        def __init__(self, limits: Limits) -> None:
            super().__init__()
            self.limits = limits

        def __repr__(self) -> str:
            """Return the call that makes this type. Migration tools print it."""
            return "report_type()" if self.limits == DEFAULT_LIMITS else f"report_type(limits={self.limits!r})"

        def load_dialect_impl(self, dialect: "Dialect") -> "TypeEngine[Any]":
            if dialect.name != "postgresql":
                return dialect.type_descriptor(JSON())
            from sqlalchemy.dialects.postgresql import JSONB  # noqa: PLC0415 - only when used

            return dialect.type_descriptor(JSONB())

        # SQLAlchemy's own JSON type would convert to and from plain data, and lose duplicate keys. These two methods
        # replace its processing; `process_bind_param` would only wrap it.
        def bind_processor(self, dialect: "Dialect") -> Callable[..., str | None]:  # noqa: ARG002
            def written(value: ProgressReport | None) -> str | None:
                return None if value is None else _written(value, self.limits)

            return written

        def result_processor(
            self,
            dialect: "Dialect",  # noqa: ARG002 - all databases return text
            coltype: object,  # noqa: ARG002
        ) -> Callable[..., ProgressReport | None]:
            def read(value: str | None) -> ProgressReport | None:
                return None if value is None else loads(value, limits=self.limits)

            return read

        def column_expression(self, column: "ColumnElement[Any]") -> "ColumnElement[Any]":
            """Select the document as text, so that the driver does not parse it."""
            return type_coerce(sql_cast(column, Text), self)

    return ReportDocument


def _written(report: ProgressReport, limits: Limits) -> str:
    document = dumps(report)
    # A document that exceeds the limits could not be read again.
    check_size(len(document), limits)
    check_nodes(document, limits)
    if may_hold_long_text(document, limits):
        parse_json(document, limits)
    return document.decode()
