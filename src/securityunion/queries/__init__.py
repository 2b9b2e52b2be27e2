"""Questions to a report: selections, counts, overdue obligations, infringements, remarks, changes."""

__all__: list[str] = []
