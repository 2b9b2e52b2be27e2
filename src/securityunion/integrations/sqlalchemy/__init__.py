"""Support for SQLAlchemy: tables that store reports and answer queries, and a column type for tables of your own."""

from securityunion.integrations.sqlalchemy.column import report_type
from securityunion.integrations.sqlalchemy.tables import ReportTables, StoredReport

__all__ = ["ReportTables", "StoredReport", "report_type"]
