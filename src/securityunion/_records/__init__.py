"""Fields, text formats, validation and references of records."""

__all__: list[str] = []
