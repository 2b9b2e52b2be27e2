"""The records of a report, from strategies to obligations."""

__all__: list[str] = []
