"""Reports in SQL databases: tables to query, and a column type."""

from securityunion.integrations.sqlalchemy.column import report_type
from securityunion.integrations.sqlalchemy.tables import ReportTables, StoredReport

__all__ = ["ReportTables", "StoredReport", "report_type"]


def __dir__() -> list[str]:
    return sorted(__all__)
