"""Reports in SQL databases: a type for a column that holds them, and tables to query."""

from securityunion.integrations.sqlalchemy.column import report_type
from securityunion.integrations.sqlalchemy.tables import ReportTables, StoredReport

__all__ = ["ReportTables", "StoredReport", "report_type"]
