"""Rows and columns of a report, as CSV and Arrow."""

__all__: list[str] = []
