"""Reports as tables, for CSV files and for Arrow."""

__all__: list[str] = []
