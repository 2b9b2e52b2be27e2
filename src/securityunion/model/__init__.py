"""The records of a report: strategies, initiatives, acts, procedures, obligations, infringements."""

__all__: list[str] = []
