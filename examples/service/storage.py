"""The database of the service. A single table stores the id, the day and the document of each report."""

from datetime import date

from sqlalchemy import Column, Date, Engine, LargeBinary, MetaData, String, Table, insert, select
from sqlalchemy.exc import IntegrityError

import securityunion as su

__all__ = ["Store"]

_METADATA = MetaData()
_REPORTS = Table(
    "reports",
    _METADATA,
    Column("id", String(100), primary_key=True),
    Column("published", Date, nullable=False, index=True),
    Column("document", LargeBinary, nullable=False),
)


class Store:
    """A store of reports in a database. A stored report is never changed."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        _METADATA.create_all(engine)

    def close(self) -> None:
        """Close all connections to the database."""
        self._engine.dispose()

    def add(self, report: su.ProgressReport) -> bool:
        """Store *report* and return True. If the id of the report is in use, store nothing and return False."""
        # Let the database check the id, because another request could insert the same id just after a query.
        try:
            with self._engine.begin() as connection:
                row = {"id": report.id, "published": report.published, "document": su.dumps(report)}
                connection.execute(insert(_REPORTS), row)
        except IntegrityError:
            return False
        return True

    def document(self, name: str | None = None) -> bytes | None:
        """Return the document of the report with the id *name*, or of the latest report if *name* is None.

        If no report is found, return None.
        """
        query = select(_REPORTS.c.document)
        query = (
            query.order_by(_REPORTS.c.published.desc()).limit(1) if name is None else query.where(_REPORTS.c.id == name)
        )
        with self._engine.connect() as connection:
            return connection.scalar(query)

    def ids(self) -> list[tuple[str, date]]:
        """Return the id and the day of publication of each report, starting with the latest report."""
        query = select(_REPORTS.c.id, _REPORTS.c.published).order_by(_REPORTS.c.published.desc())
        with self._engine.connect() as connection:
            return [(row.id, row.published) for row in connection.execute(query)]
