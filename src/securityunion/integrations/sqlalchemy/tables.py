"""SQLAlchemy tables for reports. They need the `database` extra.

One table stores each report as a whole document. Other tables have rows for queries about initiatives and obligations,
and about the Member States in which an obligation was outstanding. These rows are computed when a report is stored. The
Python functions compute their answers with the same code, so a query in SQL gives the same answer as in Python.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import frozen

from securityunion._util.optional import requires_extra
from securityunion._util.public_home import public_in
from securityunion.integrations.sqlalchemy.column import report_type
from securityunion.integrations.sqlalchemy.rows import (
    infringement_rows,
    initiative_rows,
    obligation_rows,
    report_row,
    standing_rows,
)
from securityunion.model.infringement import InfringementStep
from securityunion.model.initiative import InitiativeKind, Stage
from securityunion.model.obligation import Duty
from securityunion.model.report import ProgressReport
from securityunion.values.member_state import MemberState
from securityunion.values.truth import Truth
from securityunion.wire.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from sqlalchemy import Connection, Enum, MetaData, Subquery, Table
    from sqlalchemy.sql import ColumnElement


__all__ = ["ReportTables", "StoredReport"]

E = TypeVar("E", bound=StrEnum)

_LONGEST_ID = 100
_LONGEST_CELEX = 40
_LONGEST_CASE = 20
_LONGEST_DAY = len("2020-12-09")
_LONGEST_MEMBER = 40


@public_in("securityunion.integrations.sqlalchemy")
@frozen(weakref_slot=False)
class StoredReport:
    """A report that was read from a database, and its revision number. The first revision is 1.

    >>> from securityunion.integrations.sqlalchemy import StoredReport
    >>> import securityunion as su
    >>> StoredReport(su.first_progress_report(), revision=2).revision
    2
    """

    report: ProgressReport
    revision: int


@public_in("securityunion.integrations.sqlalchemy")
class ReportTables:
    """SQLAlchemy tables that store reports, and subqueries that answer questions about them.

    The tables are:

    - `reports`, with one row for each report and its document;
    - `initiatives`, with one row for each initiative;
    - `obligations`, with one row for each obligation;
    - `standings`, with one row for each pair of an obligation and a Member State, if it is known whether the obligation
      was outstanding in that Member State;
    - `infringements`, with one row for each recorded step of an infringement procedure, including the steps that
      decisions tell. A procedure without recorded steps has one row, without a step.

    The subqueries are:

    - `outstanding`, with one row for each pair of an obligation and a Member State. The column `truth` is yes, unknown
      or no, as in the function `obligations(report, state=...)`.
    - `outstanding_by_state`, with one row for each report and each State that was a member on the day of the report.
      The columns `at_least` and `at_most` are the bounds that the function `outstanding_by_state` returns. `at_most` is
      NULL if the report may lack an obligation.
    - `outstanding_total`, with one row for each report, priority and duty that has an obligation. The columns
      `at_least` and `at_most` are the bounds for the number of Member States in which an obligation was outstanding,
      added up. `at_most` is NULL without an upper bound, or if an obligation may be missing under the priority.

    The methods work on a connection, inside its transaction. You commit the transaction yourself.

    Args:
        metadata: the SQLAlchemy metadata to which the tables are added.
        prefix: the text with which the names of the tables and indexes begin.
        limits: the limits on the size of a document.

    Raises:
        ModuleNotFoundError: if SQLAlchemy is not installed.

    >>> from securityunion.integrations.sqlalchemy import ReportTables
    >>> try:
    ...     from sqlalchemy import MetaData
    ...     table = ReportTables(MetaData(), prefix="su_").standings
    ...     key = [str(column) for column in table.primary_key.columns]
    ... except ModuleNotFoundError:
    ...     key = ["su_standings.report", "su_standings.state", "su_standings.obligation"]
    >>> key
    ['su_standings.report', 'su_standings.state', 'su_standings.obligation']
    """

    reports: "Table"
    initiatives: "Table"
    obligations: "Table"
    standings: "Table"
    infringements: "Table"
    outstanding: "Subquery"
    outstanding_by_state: "Subquery"
    outstanding_total: "Subquery"

    def __init__(
        self, metadata: "MetaData", *, prefix: str = "securityunion_", limits: Limits = DEFAULT_LIMITS
    ) -> None:
        with requires_extra("database", "support for databases"):
            from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table  # noqa: PLC0415 - needs an extra

        def of_report() -> Column[Any]:
            return Column("report", ForeignKey(self.reports.c.id), primary_key=True)

        def place() -> Column[Any]:
            return Column("place", Integer, nullable=False)

        self.reports = Table(
            f"{prefix}reports",
            metadata,
            Column("id", String(_LONGEST_ID), primary_key=True),
            Column("revision", Integer, nullable=False),
            Column("strategy", String(_LONGEST_ID)),
            Column("published", Date, nullable=False),
            Column("obligations", Integer, nullable=False),
            Column("initiatives_complete", Boolean, nullable=False),
            Column("obligations_complete", Boolean, nullable=False),
            Column("document", report_type(limits=limits), nullable=False),
            Index(f"{prefix}reports_by_day", "strategy", "published"),
        )
        self.initiatives = Table(
            f"{prefix}initiatives",
            metadata,
            of_report(),
            Column("id", String(_LONGEST_ID), primary_key=True),
            place(),
            Column("priority", String(_LONGEST_ID), nullable=False),
            Column("kind", _enumeration(InitiativeKind), nullable=False),
            Column("stage", _enumeration(Stage), nullable=False),
            Index(f"{prefix}initiatives_by_stage", "stage", "report"),
            Index(f"{prefix}initiatives_by_priority", "priority", "report"),
        )
        self.obligations = Table(
            f"{prefix}obligations",
            metadata,
            of_report(),
            Column("id", String(_LONGEST_ID), primary_key=True),
            place(),
            Column("initiative", String(_LONGEST_ID), nullable=False),
            Column("act", String(_LONGEST_CELEX)),
            Column("duty", _enumeration(Duty), nullable=False),
            Column("priority", String(_LONGEST_ID), nullable=False),
            Column("priority_complete", Boolean, nullable=False),
            Column("first_deadline", Date),
            Column("last_deadline", Date),
            Column("outstanding_at_least", Integer, nullable=False),
            Column("outstanding_at_most", Integer),
            Index(f"{prefix}obligations_by_act", "act"),
            Index(f"{prefix}obligations_by_deadline", "last_deadline"),
        )
        self.standings = Table(
            f"{prefix}standings",
            metadata,
            of_report(),
            Column("state", _enumeration(MemberState), primary_key=True),
            Column("obligation", String(_LONGEST_ID), primary_key=True),
            Column("truth", _enumeration(Truth), nullable=False),
            Index(f"{prefix}standings_by_state", "state", "truth"),
        )
        self.infringements = Table(
            f"{prefix}infringements",
            metadata,
            of_report(),
            Column("place", Integer, primary_key=True),
            Column("initiative", String(_LONGEST_ID)),
            Column("obligation", String(_LONGEST_ID)),
            Column("state", _enumeration(MemberState), nullable=False),
            Column("case_number", String(_LONGEST_CASE)),
            Column("step", _enumeration(InfringementStep)),
            Column("taken_on", String(_LONGEST_DAY)),
            Column("first_day", Date),
            Column("last_day", Date),
            Column("known_until", Date),
            Index(f"{prefix}infringements_by_state", "state", "step"),
        )
        self.outstanding = self._outstanding()
        self.outstanding_by_state = self._outstanding_by_state()
        self.outstanding_total = self._outstanding_total()

    def add(self, connection: "Connection", reports: Iterable[ProgressReport]) -> None:
        """Store new *reports*. Each report is stored under its id, with revision 1.

        Raises:
            sqlalchemy.exc.IntegrityError: if a report with the same id is already stored.
            sqlalchemy.exc.StatementError: if a report is too large, or an item is not a report.
        """
        every = tuple(reports)
        if every:
            connection.execute(self.reports.insert(), [{**report_row(report), "revision": 1} for report in every])
        self._add_rows(connection, every)

    def get(self, connection: "Connection", report_id: str) -> StoredReport | None:
        """Return the stored report with the id *report_id*, or None if no report has this id.

        Raises:
            DocumentError: if the stored document is not a valid report.
        """
        from sqlalchemy import select  # noqa: PLC0415 - needs an extra

        columns = self.reports.c
        found = connection.execute(
            select(columns.document, columns.revision).where(columns.id == report_id)
        ).one_or_none()
        return None if found is None else StoredReport(*found)

    def replace(self, connection: "Connection", report: ProgressReport, *, revision: int) -> int:
        """Store *report* in place of the stored report with the same id, and return the new revision number.

        Pass the *revision* that you read. If the stored revision differs, somebody else has replaced or removed the
        report. In that case, nothing is changed: read the report again and repeat your change.

        Raises:
            sqlalchemy.orm.exc.StaleDataError: if *revision* is not the stored revision.
        """
        self._claim(connection, report.id, revision, report_row(report))
        self._remove_rows(connection, report.id)
        self._add_rows(connection, (report,))
        return revision + 1

    def remove(self, connection: "Connection", report_id: str, *, revision: int) -> None:
        """Remove the stored report with the id *report_id*.

        Pass the *revision* that you read. If the stored revision differs, nothing is changed.

        Raises:
            sqlalchemy.orm.exc.StaleDataError: if *revision* is not the stored revision.
        """
        self._claim(connection, report_id, revision, {})
        self._remove_rows(connection, report_id)
        connection.execute(self.reports.delete().where(self.reports.c.id == report_id))

    def _claim(self, connection: "Connection", report_id: str, revision: int, values: dict[str, Any]) -> None:
        """Increase the stored *revision* by one. If several writers pass the same revision, only one succeeds."""
        from sqlalchemy.orm.exc import StaleDataError  # noqa: PLC0415 - needs an extra

        columns = self.reports.c
        this = self.reports.update().where(columns.id == report_id, columns.revision == revision)
        if connection.execute(this.values(**values, revision=revision + 1)).rowcount != 1:
            wrong = f"revision {revision} of report {report_id!r} is not stored (it may have been replaced or removed)"
            raise StaleDataError(f"{wrong}; read the report again")

    def _add_rows(self, connection: "Connection", reports: Iterable[ProgressReport]) -> None:
        reports = tuple(reports)
        for table, rows_of in (
            (self.initiatives, initiative_rows),
            (self.obligations, obligation_rows),
            (self.standings, standing_rows),
            (self.infringements, infringement_rows),
        ):
            rows = [row for report in reports for row in rows_of(report)]
            if rows:
                connection.execute(table.insert(), rows)

    def _remove_rows(self, connection: "Connection", report_id: str) -> None:
        for table in (self.infringements, self.standings, self.obligations, self.initiatives):
            connection.execute(table.delete().where(table.c.report == report_id))

    def _outstanding(self) -> "Subquery":
        from sqlalchemy import and_, func, select, true  # noqa: PLC0415 - needs an extra

        duties, known, states = self.obligations.c, self.standings.c, _states()
        of_both = and_(known.report == duties.report, known.obligation == duties.id, known.state == states.c.state)
        # If `standings` has no row, the outer join gives NULL, which means unknown.
        every = self.obligations.join(states, true()).outerjoin(self.standings, of_both)
        return (
            select(
                duties.report,
                duties.place,
                duties.initiative,
                duties.id.label("obligation"),
                duties.duty,
                states.c.state,
                func.coalesce(known.truth, Truth.UNKNOWN).label("truth"),
            )
            .select_from(every)
            .subquery()
        )

    def _outstanding_by_state(self) -> "Subquery":
        from sqlalchemy import and_, case, func, select  # noqa: PLC0415 - needs an extra

        reports, known, states = self.reports.c, self.standings.c, _states()

        def counted(truth: Truth) -> "ColumnElement[int]":
            return func.count(case((known.truth == truth, 1)))

        # Only a known *no* lowers the upper bound, because an obligation without a row might be outstanding.
        members = reports.published.between(states.c.first_day, states.c.last_day)
        of_both = and_(known.report == reports.id, known.state == states.c.state)
        return (
            select(
                reports.id.label("report"),
                states.c.state,
                counted(Truth.YES).label("at_least"),
                # An obligation that may be missing may be outstanding anywhere, so the upper bound is NULL.
                case((reports.obligations_complete, reports.obligations - counted(Truth.NO))).label("at_most"),
            )
            .select_from(self.reports.join(states, members).outerjoin(self.standings, of_both))
            .group_by(reports.id, reports.obligations, reports.obligations_complete, states.c.state)
            .subquery()
        )

    def _outstanding_total(self) -> "Subquery":
        from sqlalchemy import and_, case, func, select  # noqa: PLC0415 - needs an extra

        duties = self.obligations.c
        unlimited = func.count(case((~and_(duties.priority_complete, duties.outstanding_at_most.is_not(None)), 1)))
        return (
            select(
                duties.report,
                duties.priority,
                duties.duty,
                func.sum(duties.outstanding_at_least).label("at_least"),
                case((unlimited == 0, func.sum(duties.outstanding_at_most))).label("at_most"),
            )
            .group_by(duties.report, duties.priority, duties.duty)
            .subquery()
        )


def _enumeration(enumeration: type[E]) -> "Enum":
    """Return a column type that stores members of *enumeration* as text and refuses any other text."""
    from sqlalchemy import Enum  # noqa: PLC0415 - needs an extra

    def values(members: Iterable[E]) -> list[str]:
        return [member.value for member in members]

    # Create neither a type nor a constraint in the database, so that a new member needs no migration.
    return Enum(enumeration, values_callable=values, native_enum=False, validate_strings=True, length=_LONGEST_MEMBER)


def _states() -> "Subquery":
    """Return a subquery with the first and the last day of membership of each Member State."""
    from sqlalchemy import Date, literal, select, union_all  # noqa: PLC0415 - needs an extra

    text = _enumeration(MemberState)
    return union_all(
        *(
            select(
                literal(state, text).label("state"),
                literal(state.first_day, Date).label("first_day"),
                literal(state.last_day or date.max, Date).label("last_day"),
            )
            for state in MemberState
        )
    ).subquery()
