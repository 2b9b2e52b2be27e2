"""Readers that turn public data into records and list what they could not use."""

from securityunion.importers.parliament import ParliamentProcedure, UnreadTerm, read_procedure

__all__ = ["ParliamentProcedure", "UnreadTerm", "read_procedure"]


def __dir__() -> list[str]:
    return sorted(__all__)
