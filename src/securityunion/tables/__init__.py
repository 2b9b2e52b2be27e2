"""Rows and columns of a report, as CSV and as Arrow."""

__all__: list[str] = []
