"""Convert public data into records, and list the data that were not used."""

from securityunion.importers.parliament import ParliamentProcedure, UnreadTerm, read_procedure

__all__ = ["ParliamentProcedure", "UnreadTerm", "read_procedure"]


def __dir__() -> list[str]:
    return sorted(__all__)
