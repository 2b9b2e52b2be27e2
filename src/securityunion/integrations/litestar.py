"""Support for Litestar: a plugin that reads requests as strictly as `loads`.

Litestar itself decodes requests with msgspec, which accepts unknown and duplicate keys. With the plugin, `loads_record`
reads the record in the body of a request. If the record is not valid, Litestar responds with its usual validation
error, which then lists every problem.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

from securityunion._records.docstrings import field_descriptions, record_description
from securityunion._records.fields import records
from securityunion._util.text import counted
from securityunion.errors import DocumentError
from securityunion.model.report import ProgressReport
from securityunion.wire.document import loads_record
from securityunion.wire.limits import DEFAULT_LIMITS, Limits
from securityunion.wire.slow_path import from_plain, required_keys

if TYPE_CHECKING:
    from litestar.dto import AbstractDTO
    from litestar.openapi.spec import Schema
    from litestar.plugins import SerializationPlugin

__all__ = ["litestar_plugin"]


def __dir__() -> list[str]:
    return sorted(__all__)


def litestar_plugin(*, limits: Limits = DEFAULT_LIMITS) -> "SerializationPlugin":
    """Return a Litestar plugin that reads records in requests as strictly as `loads`.

    Pass the plugin to the application: `Litestar(plugins=[litestar_plugin()])`. The plugin reads the body of a request
    if the argument `data` of the handler is annotated with a record class. If `data` is annotated with a list of
    records, the application does not start. Records in fields of your own classes are still decoded by Litestar itself,
    which accepts unknown and duplicate keys. The plugin also describes the fields of records on the OpenAPI page.

    Args:
        limits: the limits on the size of the record in a request.

    Raises:
        ModuleNotFoundError: if Litestar is not installed.

    >>> from securityunion.integrations.litestar import litestar_plugin
    >>> try:
    ...     found = type(litestar_plugin()).__name__
    ... except ModuleNotFoundError:
    ...     found = "RecordPlugin"
    >>> found
    'RecordPlugin'
    """
    from litestar.exceptions import ImproperlyConfiguredException  # noqa: PLC0415 - Litestar is optional
    from litestar.params import Parameter  # noqa: PLC0415 - Litestar is optional
    from litestar.plugins import OpenAPISchemaPlugin, SerializationPlugin  # noqa: PLC0415 - Litestar is optional
    from litestar.typing import FieldDefinition  # noqa: PLC0415 - Litestar is optional

    class RecordPlugin(SerializationPlugin, OpenAPISchemaPlugin):
        def supports_type(self, field_definition: FieldDefinition) -> bool:
            return self.is_plugin_supported_type(field_definition.annotation)

        def create_dto_for_type(self, field_definition: FieldDefinition) -> "type[AbstractDTO[Any]]":
            record = field_definition.annotation
            # Litestar also calls this method for types that contain records, such as a list of records.
            # Refuse such a type, because Litestar would not read the records in it strictly.
            if field_definition.name == "data" and not self.is_plugin_supported_type(record):
                wrong = f"{field_definition.raw} is not a record"
                remedy = "annotate data with a record, or take the raw body and pass it to loads_record"
                raise ImproperlyConfiguredException(f"data: {wrong}; {remedy}")
            return _transfer(record, limits)

        @staticmethod
        def is_plugin_supported_type(value: Any) -> bool:
            return value in records(ProgressReport)

        def to_openapi_schema(self, field_definition: FieldDefinition, schema_creator: Any) -> "Schema":
            record = field_definition.annotation
            words, hints = field_descriptions(record), get_type_hints(record)
            schema: Schema = schema_creator.create_component_schema(
                field_definition,
                required=list(required_keys(record)),
                property_fields={
                    name: FieldDefinition.from_kwarg(Annotated[hint, Parameter(description=words.get(name))], name)
                    for name, hint in hints.items()
                },
            )
            schema.description = record_description(record) or None
            schema.additional_properties = False
            return schema

    return RecordPlugin()


def _transfer(record: type[Any], limits: Limits) -> "type[AbstractDTO[Any]]":
    """Return the class that reads *record* from requests.

    No class is needed for responses, because Litestar itself writes responses in the same format as documents.
    """
    from litestar.dto import AbstractDTO  # noqa: PLC0415 - Litestar is optional
    from litestar.exceptions import ValidationException  # noqa: PLC0415 - Litestar is optional

    def read(reader: Callable[..., Any], *given: Any, **options: Any) -> Any:
        try:
            return reader(*given, **options)
        except DocumentError as error:
            found = counted(len(error.problems) + error.omitted, "problem")
            raise ValidationException(detail=f"{found} in {record.__name__}", extra=error.as_dict()) from error

    class RecordTransfer(AbstractDTO[Any]):
        model_type = record

        def decode_bytes(self, value: bytes) -> Any:
            return read(loads_record, value, record, limits=limits)

        def decode_builtins(self, value: dict[str, Any]) -> Any:
            return read(from_plain, record, value)

        @classmethod
        def create_for_field_definition(cls, *_: Any, **__: Any) -> None:
            """Do nothing, because `loads_record` reads all fields."""

        @classmethod
        def is_supported_model_type_field(cls, field_definition: Any) -> bool:  # noqa: ARG003
            """Return False, because Litestar writes responses itself."""
            return False

        @classmethod
        def create_openapi_schema(cls, field_definition: Any, handler_id: str, schema_creator: Any) -> Any:  # noqa: ARG003
            """Return the schema that the method `to_openapi_schema` of the plugin creates for the record."""
            return schema_creator.for_field_definition(field_definition)

    return RecordTransfer
