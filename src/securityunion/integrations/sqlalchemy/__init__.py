"""Reports in SQL databases, with SQLAlchemy: a type for a column that holds them, and tables to query."""

__all__: list[str] = []
