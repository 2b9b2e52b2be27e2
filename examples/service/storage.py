"""Where the service keeps its reports: a table of documents, each under the id of its report."""

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
    """Reports in a database. What is stored is never changed."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        _METADATA.create_all(engine)

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def add(self, report: su.ProgressReport) -> bool:
        """Store *report*, and say whether that was possible: not where its id is taken."""
        try:
            with self._engine.begin() as connection:
                row = {"id": report.id, "published": report.published, "document": su.dumps(report)}
                connection.execute(insert(_REPORTS), row)
        except IntegrityError:
            return False
        return True

    def document(self, name: str | None = None) -> bytes | None:
        """Return the document of the report with the id *name*, or of the latest one; None where there is none."""
        asked = select(_REPORTS.c.document)
        asked = (
            asked.order_by(_REPORTS.c.published.desc()).limit(1) if name is None else asked.where(_REPORTS.c.id == name)
        )
        with self._engine.connect() as connection:
            return connection.scalar(asked)

    def ids(self) -> list[tuple[str, date]]:
        """Return the id and the day of each report, the latest first."""
        asked = select(_REPORTS.c.id, _REPORTS.c.published).order_by(_REPORTS.c.published.desc())
        with self._engine.connect() as connection:
            return [(row.id, row.published) for row in connection.execute(asked)]
