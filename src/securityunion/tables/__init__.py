"""Convert reports into tables, and export tables as CSV or Arrow."""

__all__: list[str] = []
