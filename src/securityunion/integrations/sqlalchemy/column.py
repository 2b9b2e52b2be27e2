"""A SQLAlchemy column type for reports. It needs the `database` extra."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from securityunion._util.optional import requires_extra
from securityunion.model.report import ProgressReport
from securityunion.wire.document import dumps, loads
from securityunion.wire.json_parse import parse_json
from securityunion.wire.limits import DEFAULT_LIMITS, Limits, check_nodes, check_size, may_hold_long_text

if TYPE_CHECKING:
    from sqlalchemy import Dialect
    from sqlalchemy.sql import ColumnElement
    from sqlalchemy.types import TypeDecorator, TypeEngine

__all__ = ["report_type"]


def report_type(*, limits: Limits = DEFAULT_LIMITS) -> "TypeDecorator[ProgressReport]":
    """Return a SQLAlchemy column type that stores a whole report in each row of your own table or mapped class.

    PostgreSQL stores the document as `jsonb`, which orders the keys in its own way. Other databases store JSON text.
    Documents are read as strictly as by `loads`. The report that you read equals the report that you stored. None is
    stored as NULL.

    If a value cannot be stored, SQLAlchemy raises `StatementError`. The attribute `orig` of this error is a `TypeError`
    or a `DocumentError`. If a stored document is not a valid report, reading it raises `DocumentError`.

    Args:
        limits: the limits on the size of a document. A larger document is not stored, because it could not be read
            again.

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
        from sqlalchemy import JSON, Text, TypeDecorator, type_coerce  # noqa: PLC0415 - needs an extra
        from sqlalchemy import cast as sql_cast  # noqa: PLC0415 - needs an extra

    class ReportDocument(TypeDecorator[ProgressReport]):
        """The column type. It writes documents with `dumps` and reads them with `loads`."""

        impl = JSON
        cache_ok = True

        def __init__(self, limits: Limits) -> None:
            super().__init__()
            self.limits = limits

        def __repr__(self) -> str:
            """Return the Python call that makes this type. Migration tools write this call into their files."""
            return "report_type()" if self.limits == DEFAULT_LIMITS else f"report_type(limits={self.limits!r})"

        def load_dialect_impl(self, dialect: "Dialect") -> "TypeEngine[Any]":
            if dialect.name != "postgresql":
                return dialect.type_descriptor(JSON())
            from sqlalchemy.dialects.postgresql import JSONB  # noqa: PLC0415 - rarely needed

            return dialect.type_descriptor(JSONB())

        # SQLAlchemy's JSON type converts values to and from plain data, which loses duplicate keys.
        # The methods `bind_processor` and `result_processor` replace this conversion.
        # Overriding `process_bind_param` would not be enough, because it would only add a step before the conversion.
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
    # Refuse a document that exceeds the limits, because it could not be read again.
    check_size(len(document), limits)
    check_nodes(document, limits)
    if may_hold_long_text(document, limits):
        parse_json(document, limits)
    return document.decode()
