"""Queries over reports: selections, counts, overdue obligations, infringements, remarks and changes."""

__all__: list[str] = []
