"""Questions to a report: selections, counts, what is overdue, infringements, remarks, changes."""

__all__: list[str] = []
