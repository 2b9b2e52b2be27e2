"""The classes of the records that make up a progress report."""

__all__: list[str] = []
