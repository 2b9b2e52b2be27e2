"""Tests of reports in any database. They run on SQLite here; `pytest databases` runs them on other databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import cache
from typing import Any

import attrs
import pytest
import sqlalchemy as sa
from documents import strategy_of
from hypothesis import given, settings
from sqlalchemy import orm
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm.exc import StaleDataError
from strategies import QUICK, reports

import securityunion as su
from securityunion.integrations.sqlalchemy import ReportTables, StoredReport, report_type
from securityunion.queries.completeness import obligations_complete
from securityunion.queries.select import with_obligations
from securityunion.views.scoreboard import outstanding_total

__all__ = ["REPORT", "DatabaseLaws", "synthetic", "tables_in"]

REPORT = su.first_progress_report()
_WRITERS = 8
_TURNS = 6


def tables_in(engine: sa.Engine, **options: Any) -> ReportTables:
    """Drop the tables in the database of *engine*, create empty tables, and return the new tables."""
    metadata = sa.MetaData()
    tables = ReportTables(metadata, **options)
    metadata.drop_all(engine)
    metadata.create_all(engine)
    return tables


def synthetic(number: int) -> su.ProgressReport:
    """Return a made-up report, which differs for each *number*: three bundled initiatives with made-up obligations."""
    states = tuple(su.MemberState)
    of = number % len(states)
    outstanding = (
        su.StateGroup(count=number % 20 + 1),
        su.StateGroup(named=states[of : of + 1], excluded=states[of - 1 : of] or states[-1:]),
        su.StateGroup.exactly(states[of : of + 3]),
    )
    initiatives = tuple(
        attrs.evolve(
            _pending()[(number + place) % len(_pending())],
            id=f"initiative-{place}",
            stage=tuple(su.Stage)[(number + place) % len(su.Stage)],
            obligations=(
                su.Obligation(
                    id=f"duty-{place}", initiative=f"initiative-{place}", duty=su.Duty.APPLY, outstanding=group
                ),
            ),
        )
        for place, group in enumerate(outstanding)
    )
    day = date(2019 + number % 3, 1 + number % 12, 1 + number % 28)
    return attrs.evolve(
        REPORT, id=f"synthetic-{number}", published=day, number=None, initiatives=initiatives, findings=()
    )


@cache
def _pending() -> tuple[su.Initiative, ...]:
    return su.initiatives(REPORT, stage=su.Stage.PENDING_TRANSPOSITION)


def _said(report: su.ProgressReport, text: str) -> su.ProgressReport:
    said = su.Statement(speaker="A writer", summary=text)
    return attrs.evolve(report, statements=(*report.statements, said))


def _agrees(tables: ReportTables, connection: sa.Connection, report: su.ProgressReport) -> None:
    """Assert that the database gives the same answers as the queries on records."""
    filed, standing, counted = tables.initiatives.c, tables.outstanding.c, tables.outstanding_by_state.c
    for stage in su.Stage:
        query = sa.select(filed.id).where(filed.report == report.id, filed.stage == stage).order_by(filed.place)
        assert [one.id for one in su.initiatives(report, stage=stage)] == list(connection.scalars(query))
    of_report = sa.select(standing.obligation, standing.state, standing.truth).where(standing.report == report.id)
    by_state: dict[su.MemberState, list[tuple[str, su.Truth]]] = {}
    for obligation, state, truth in connection.execute(of_report.order_by(standing.place)):
        by_state.setdefault(state, []).append((obligation, truth))
    for state in su.MemberState:
        answer = su.obligations(report, state=state)
        found = su.Answer.sort(by_state.get(state, []))
        assert [one.id for one in answer.yes] == list(found.yes)
        assert [one.id for one in answer.unknown] == list(found.unknown)
        assert [one.id for one in answer.no] == list(found.no)
    query_bounds = sa.select(counted.state, counted.at_least, counted.at_most).where(counted.report == report.id)
    bounds = {state: su.Bounds(*both) for state, *both in connection.execute(query_bounds.order_by(counted.state))}
    assert list(su.outstanding_by_state(report).items()) == list(bounds.items())
    summed = tables.outstanding_total.c
    query_totals = sa.select(*summed).where(summed.report == report.id)
    totals = {
        (row.priority, row.duty): su.Bounds(row.at_least, row.at_most) for row in connection.execute(query_totals)
    }
    expected: dict[tuple[str, su.Duty], list[su.Obligation]] = {}
    for initiative, obligation in with_obligations(report):
        expected.setdefault((initiative.priority, obligation.duty), []).append(obligation)
    assert totals == {
        (priority, duty): outstanding_total(every, complete=obligations_complete(report, priority=priority))
        for (priority, duty), every in expected.items()
    }
    steps = tables.infringements.c
    query_steps = sa.select(*steps).where(steps.report == report.id).order_by(steps.place)
    assert [
        (
            row.obligation,
            row.state,
            row.case_number,
            row.step,
            row.taken_on,
            row.first_day,
            row.last_day,
            row.known_until,
        )
        for row in connection.execute(query_steps)
    ] == [
        (row.obligation, row.state, row.case, row.step, row.on, row.first_day, row.last_day, row.known_until)
        for row in su.table(report, "infringements")
    ]


class DatabaseLaws:
    """The tests. A subclass provides the fixture `engine` for a database, which may already hold tables."""

    many = 300
    """The number of reports that are stored at once."""

    def test_a_report_comes_back_equal(self, engine: sa.Engine) -> None:
        tables = tables_in(engine)
        with engine.begin() as connection:
            tables.add(connection, [REPORT])
        with engine.connect() as connection:
            stored = tables.get(connection, REPORT.id)
            assert StoredReport(REPORT, revision=1) == stored
            assert stored is not None
            assert su.dumps(REPORT) == su.dumps(stored.report)
            assert tables.get(connection, "no-such-report") is None

    def test_the_database_answers_as_the_queries_do(self, engine: sa.Engine) -> None:
        tables = tables_in(engine)
        every = [REPORT, *map(synthetic, range(60))]
        with engine.begin() as connection:
            tables.add(connection, every)
        with engine.connect() as connection:
            for report in every:
                _agrees(tables, connection, report)

    def test_whatever_a_report_holds_comes_back_and_is_found(self, engine: sa.Engine) -> None:
        tables = tables_in(engine)

        @settings(QUICK)
        @given(reports())
        def law(report: su.ProgressReport) -> None:
            with engine.connect() as connection:  # without a commit, so the tables are empty for the next report
                tables.add(connection, [report])
                assert StoredReport(report, 1) == tables.get(connection, report.id)
                _agrees(tables, connection, report)

        law()

    def test_unknown_is_a_row_of_its_own_in_the_answer_and_none_in_the_table(self, engine: sa.Engine) -> None:
        tables = tables_in(engine)
        standing, known = tables.outstanding.c, tables.standings.c
        with engine.begin() as connection:
            tables.add(connection, [REPORT])
            of_portugal = sa.select(standing.truth, sa.func.count()).where(standing.state == su.MemberState.PT)
            assert [(su.Truth.UNKNOWN, 15)] == list(
                map(tuple, connection.execute(of_portugal.group_by(standing.truth)))
            )
            of_denmark = sa.select(standing.truth).where(standing.state == su.MemberState.DK)
            assert {su.Truth.UNKNOWN: 7, su.Truth.NO: 8} == _tally(connection.scalars(of_denmark))
            assert {su.MemberState.DK: 8, su.MemberState.GB: 15} == _tally(connection.scalars(sa.select(known.state)))

    def test_many_reports_come_back_equal(self, engine: sa.Engine) -> None:
        tables, batch = tables_in(engine), 500
        with engine.begin() as connection:
            for first in range(0, self.many, batch):
                tables.add(connection, map(synthetic, range(first, min(first + batch, self.many))))
        columns = tables.reports.c
        with engine.connect() as connection:
            rows = connection.execution_options(yield_per=batch).execute(sa.select(columns.id, columns.document))
            seen = set()
            for name, report in rows:
                number = int(name.removeprefix("synthetic-"))
                assert synthetic(number) == report
                seen.add(number)
        assert set(range(self.many)) == seen

    def test_writers_at_the_same_time_lose_no_report(self, engine: sa.Engine) -> None:
        tables = tables_in(engine)

        def write(writer: int) -> None:
            for turn in range(_TURNS):
                with engine.begin() as connection:
                    tables.add(connection, [synthetic(writer * _TURNS + turn)])

        with ThreadPoolExecutor(_WRITERS) as pool:
            list(pool.map(write, range(_WRITERS)))
        with engine.connect() as connection:
            for number in range(_WRITERS * _TURNS):
                assert StoredReport(synthetic(number), 1) == tables.get(connection, f"synthetic-{number}")
                _agrees(tables, connection, synthetic(number))

    def test_writers_of_the_same_report_lose_no_change(self, engine: sa.Engine) -> None:
        tables = tables_in(engine)
        first = synthetic(0)
        with engine.begin() as connection:
            tables.add(connection, [first])

        def write(writer: int) -> None:
            for turn in range(_TURNS):
                while not change(f"{writer}.{turn}"):
                    pass

        def change(text: str) -> bool:
            with engine.connect() as connection:
                stored = tables.get(connection, first.id)
            assert stored is not None
            try:
                with engine.begin() as connection:
                    tables.replace(connection, _said(stored.report, text), revision=stored.revision)
            except StaleDataError:
                return False
            return True

        with ThreadPoolExecutor(_WRITERS) as pool:
            list(pool.map(write, range(_WRITERS)))
        with engine.connect() as connection:
            stored = tables.get(connection, first.id)
            assert stored is not None
            said = [statement.summary for statement in stored.report.statements[len(first.statements) :]]
            assert sorted(f"{writer}.{turn}" for writer in range(_WRITERS) for turn in range(_TURNS)) == sorted(said)
            assert 1 + _WRITERS * _TURNS == stored.revision
            _agrees(tables, connection, stored.report)

    def test_of_writers_who_store_one_id_all_but_one_are_refused(self, engine: sa.Engine) -> None:
        tables = tables_in(engine)

        def write(writer: int) -> bool:
            try:
                with engine.begin() as connection:
                    tables.add(connection, [_said(synthetic(0), str(writer))])
            except IntegrityError:
                return False
            return True

        with ThreadPoolExecutor(_WRITERS) as pool:
            stored = list(pool.map(write, range(_WRITERS)))
        assert 1 == sum(stored)
        with engine.connect() as connection:
            found = tables.get(connection, "synthetic-0")
        assert found == StoredReport(_said(synthetic(0), str(stored.index(True))), 1)

    def test_a_replaced_report_is_found_by_what_it_says_now(self, engine: sa.Engine) -> None:
        tables = tables_in(engine)
        before, other = synthetic(0), synthetic(1)
        after = attrs.evolve(synthetic(5), id=before.id)
        without = attrs.evolve(before, initiatives=())
        with engine.begin() as connection:
            tables.add(connection, [before, other])
            assert 2 == tables.replace(connection, after, revision=1)
            assert StoredReport(after, 2) == tables.get(connection, before.id)
            _agrees(tables, connection, after)
            assert 3 == tables.replace(connection, without, revision=2)
            _agrees(tables, connection, without)
            _agrees(tables, connection, other)

    def test_a_revision_that_is_gone_is_refused_and_nothing_changes(self, engine: sa.Engine) -> None:
        tables = tables_in(engine)
        before, after = synthetic(0), attrs.evolve(synthetic(5), id="synthetic-0")
        with engine.begin() as connection:
            tables.add(connection, [before])
            for change in (
                lambda: tables.replace(connection, after, revision=2),
                lambda: tables.replace(connection, synthetic(1), revision=1),
                lambda: tables.remove(connection, before.id, revision=0),
            ):
                message = r"^revision \d of report 'synthetic-\d' is not stored \(.+\); read the report again$"
                with pytest.raises(StaleDataError, match=message):
                    change()
            assert StoredReport(before, 1) == tables.get(connection, before.id)
            _agrees(tables, connection, before)

    def test_a_removed_report_leaves_nothing(self, engine: sa.Engine) -> None:
        tables = tables_in(engine)
        with engine.begin() as connection:
            tables.add(connection, [synthetic(0), synthetic(1)])
            tables.remove(connection, "synthetic-0", revision=1)
            assert tables.get(connection, "synthetic-0") is None
            for table in (tables.initiatives, tables.obligations, tables.standings):
                assert {"synthetic-1"} == set(connection.scalars(sa.select(table.c.report)))
            _agrees(tables, connection, synthetic(1))

    def test_nothing_to_add(self, engine: sa.Engine) -> None:
        tables = tables_in(engine)
        with engine.begin() as connection:
            tables.add(connection, [])
            assert [] == list(connection.scalars(sa.select(tables.reports.c.id)))

    def test_what_is_no_report_is_not_stored(self, engine: sa.Engine) -> None:
        tables = tables_in(engine, limits=su.Limits(text=len(REPORT.title)))
        row = {"id": "x", "revision": 1, "strategy": "x", "published": date(2020, 12, 9), "obligations": 0}
        with engine.connect() as connection, pytest.raises(StatementError) as caught:
            connection.execute(tables.reports.insert(), {**row, "document": su.dumps(REPORT)})
        assert isinstance(caught.value.orig, TypeError)

    @pytest.mark.parametrize(
        ("limits", "code"),
        [
            (su.Limits(size=10_000), su.ProblemCode.TOO_LARGE),
            (su.Limits(nodes=1_000), su.ProblemCode.TOO_MANY_NODES),
            (su.Limits(text=200), su.ProblemCode.TOO_LONG),
        ],
    )
    def test_what_could_not_be_read_is_not_stored(
        self, engine: sa.Engine, limits: su.Limits, code: su.ProblemCode
    ) -> None:
        tables = tables_in(engine, limits=limits)
        with engine.connect() as connection, pytest.raises(StatementError) as caught:
            tables.add(connection, [REPORT])
        assert isinstance(caught.value.orig, su.DocumentError)
        assert [code] == [problem.code for problem in caught.value.orig.problems]

    def test_limits_hold_when_reading_too(self, engine: sa.Engine) -> None:
        tables = tables_in(engine)
        with engine.connect() as connection:
            tables.add(connection, [REPORT])
            small = report_type(limits=su.Limits(size=1_000))
            with pytest.raises(
                su.DocumentError, match=r"more than 1,000 bytes; shorten the document or raise the limit `size`$"
            ):
                connection.scalars(sa.select(sa.type_coerce(tables.reports.c.document, small))).one()

    def test_a_document_that_was_tampered_with_is_refused(self, engine: sa.Engine) -> None:
        tables = tables_in(engine)
        plain = sa.Table(tables.reports.name, sa.MetaData(), sa.Column("document", sa.JSON))
        with engine.connect() as connection:
            tables.add(connection, [REPORT])
            document = connection.scalars(sa.select(plain.c.document)).one()
            connection.execute(plain.update().values(document={**document, "number": "1", "colour": "blue"}))
            with pytest.raises(su.DocumentError) as caught:
                tables.get(connection, REPORT.id)
        assert {"$.number", "$.colour"} == {problem.path for problem in caught.value.problems}

    def test_the_column_can_be_asked_for_parts_and_whole_documents(self, engine: sa.Engine) -> None:
        tables = tables_in(engine)
        document = tables.reports.c.document
        with engine.connect() as connection:
            tables.add(connection, [REPORT])
            part = sa.type_coerce(document, sa.JSON)["strategy"]["id"].as_string()
            assert [strategy_of(REPORT).id] == list(connection.scalars(sa.select(part)))

    def test_a_mapped_class_of_ones_own(self, engine: sa.Engine) -> None:
        class Base(orm.DeclarativeBase):
            type_annotation_map = {su.ProgressReport: report_type()}  # noqa: RUF012 - as SQLAlchemy documents it

        class Dossier(Base):
            __tablename__ = "dossiers"
            key: orm.Mapped[int] = orm.mapped_column(primary_key=True)
            revision: orm.Mapped[int] = orm.mapped_column()
            current: orm.Mapped[su.ProgressReport]
            earlier: orm.Mapped[su.ProgressReport | None]
            __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012

        Base.metadata.drop_all(engine)
        Base.metadata.create_all(engine)
        with orm.Session(engine) as session:
            session.add(Dossier(current=REPORT))
            session.commit()
            dossier = session.scalars(sa.select(Dossier)).one()
            assert (REPORT, None) == (dossier.current, dossier.earlier)
            dossier.current, dossier.earlier = synthetic(1), REPORT
            session.commit()
        with orm.Session(engine) as session:
            dossier = session.scalars(sa.select(Dossier)).one()
            assert (synthetic(1), REPORT, 2) == (dossier.current, dossier.earlier, dossier.revision)
            dossier.earlier = None
            session.commit()
            assert [None] == list(session.scalars(sa.select(Dossier.earlier)))

    def test_tables_twice_under_names_of_their_own(self, engine: sa.Engine) -> None:
        metadata = sa.MetaData()
        one, other = ReportTables(metadata, prefix="one_"), ReportTables(metadata, prefix="other_")
        metadata.drop_all(engine)
        metadata.create_all(engine)
        with engine.begin() as connection:
            one.add(connection, [REPORT])
            assert one.get(connection, REPORT.id) is not None
            assert other.get(connection, REPORT.id) is None

    @pytest.mark.parametrize(
        ("table", "columns"),
        [
            ("reports", ["strategy", "published"]),
            ("initiatives", ["stage", "report"]),
            ("initiatives", ["priority", "report"]),
            ("obligations", ["act"]),
            ("obligations", ["last_deadline"]),
            ("infringements", ["state", "step"]),
            ("standings", ["state", "truth"]),
        ],
    )
    def test_there_is_an_index_for_what_is_asked(self, engine: sa.Engine, table: str, columns: list[str]) -> None:
        tables_in(engine)
        found = sa.inspect(engine).get_indexes(f"securityunion_{table}")
        assert columns in [index["column_names"] for index in found]

    def test_a_sum_over_a_list_that_is_not_whole_has_no_upper_limit(self, engine: sa.Engine) -> None:
        nis = su.find(REPORT, "nis")
        without = tuple(attrs.evolve(one, obligations=()) if one is nis else one for one in REPORT.initiatives)
        tables = tables_in(engine)
        with engine.begin() as connection:
            tables.add(connection, [REPORT, attrs.evolve(REPORT, id="part", initiatives=without)])
            summed, states = tables.outstanding_total.c, tables.outstanding_by_state.c
            total = sa.select(sa.func.sum(summed.at_least)).where(summed.report == "part")
            assert 142 == connection.scalar(total)
            complete = sa.select(tables.reports.c.id).where(tables.reports.c.obligations_complete)
            assert [REPORT.id] == list(connection.scalars(complete))
            limits = sa.select(states.at_most).where(states.report == "part").distinct()
            assert [None] == list(connection.scalars(limits))

    def test_a_misspelt_value_is_no_empty_answer(self, engine: sa.Engine) -> None:
        tables = tables_in(engine)
        query = sa.select(tables.initiatives.c.id).where(tables.initiatives.c.stage == "in-froce")
        with engine.connect() as connection, pytest.raises(StatementError, match="in-froce"):
            connection.execute(query)


def _tally(values: Any) -> dict[Any, int]:
    counts: dict[Any, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return counts
