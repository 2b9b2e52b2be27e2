"""Select, count, compare and check the data of a report."""

__all__: list[str] = []
