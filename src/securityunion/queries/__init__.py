"""Questions about a report: select, count, compare, check."""

__all__: list[str] = []
