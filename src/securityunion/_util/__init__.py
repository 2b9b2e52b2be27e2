"""General helpers, which do not depend on the data model."""

__all__: list[str] = []
