"""The types that type checkers infer for the public API. mypy, pyright and ty check this file, and Python runs it."""

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from io import BytesIO
from typing import Any, assert_type

import sqlalchemy as sa
from cattrs import Converter
from sqlalchemy import orm

import securityunion as su

DAY = date(2020, 12, 9)


def the_bundled_reports() -> su.ProgressReport:
    """Bundled reports are reports, and their names are texts."""
    assert_type(su.reports(), tuple[str, ...])
    assert_type(su.open_report("first-progress-report"), su.ProgressReport)
    return assert_type(su.first_progress_report(), su.ProgressReport)


def records(report: su.ProgressReport) -> None:
    """Fields have plain types: `X | None` if the value may be unknown, and a tuple, never None, for a list."""
    assert_type(report.published, date)
    assert_type(report.number, int | None)
    assert_type(report.strategy, su.Strategy | None)
    assert_type(report.covers, su.Period)
    assert_type(report.covers.start, str | None)
    assert_type(report.initiatives, tuple[su.Initiative, ...])
    assert_type(report.sources, tuple[su.Source, ...])
    initiative = report.initiatives[0]
    assert_type(initiative.stage, su.Stage)
    assert_type(initiative.kind, su.InitiativeKind)
    assert_type(initiative.obligations, tuple[su.Obligation, ...])
    assert_type(initiative.acts, tuple[su.LegalAct, ...])
    for obligation in initiative.obligations:
        assert_type(obligation.duty, su.Duty)
        assert_type(obligation.last_deadline, date | None)
        assert_type(obligation.outstanding, su.StateGroup)
        assert_type(obligation.outstanding.named, tuple[su.MemberState, ...])
        assert_type(obligation.outstanding.scope, tuple[su.MemberState, ...] | None)
        assert_type(obligation.outstanding.count, int | None)
        assert_type(obligation.outstanding_in("PT"), su.Truth)
        assert_type(obligation.outstanding_in(su.MemberState.PT), su.Truth)
        assert_type(obligation.outstanding_among(["PT"]), dict[su.MemberState, su.Truth])
        assert_type(obligation.outstanding_size, su.Bounds)
    for act in initiative.acts:
        assert_type(act.celex, str | None)
        assert_type(act.status(on=DAY), su.ActStatus | None)
    for procedure in initiative.procedures:
        assert_type(procedure.reference, str)
        assert_type(procedure.stage(on=DAY), su.ProcedureStage | None)


def constructors() -> None:
    """Records take keyword arguments, and identifiers are plain `str`."""
    act = su.LegalAct(kind=su.ActKind.DIRECTIVE, celex="32016L1148")
    assert_type(act, su.LegalAct)
    assert_type(su.StateGroup(count=25), su.StateGroup)
    assert_type(su.StateGroup.exactly([su.MemberState.PT]), su.StateGroup)
    assert_type(su.Period(start="2020", end=None), su.Period)
    assert_type(su.Bounds(0, 15).exact, int | None)
    assert_type(su.Bounds(0, 15) + su.Bounds(1), su.Bounds)
    assert_type(su.Bounds.total([su.Bounds(0, 1)]), su.Bounds)
    assert_type(su.Answer(yes=(act,)), su.Answer[su.LegalAct])
    assert_type(su.Answer.sort([(act, su.Truth.NO)]), su.Answer[su.LegalAct])


def queries(report: su.ProgressReport) -> None:
    """Results that are always certain are tuples. Results that can be unknown are `Answer` and `Bounds`."""
    assert_type(su.initiatives(report), tuple[su.Initiative, ...])
    assert_type(su.initiatives(report, stage=su.Stage.IN_FORCE, kind="act"), tuple[su.Initiative, ...])
    assert_type(su.find(report, "nis"), su.Initiative)
    assert_type(su.findings(report, kind="action-needed"), tuple[su.Finding, ...])
    assert_type(su.stage_counts(report), dict[str, dict[su.Stage, su.Bounds]])
    assert_type(su.most_outstanding(report, limit=1), tuple[su.OutstandingObligation, ...])
    assert_type(su.most_outstanding(report)[0].outstanding, su.Bounds)
    assert_type(su.awaiting(report, su.Institution.COUNCIL), su.Answer[su.Initiative])
    assert_type(su.outstanding_by_state(report), dict[su.MemberState, su.Bounds])
    assert_type(su.changes(report, report), tuple[su.Change, ...])
    for change in su.changes(report, report):
        assert_type(change.at_least, int | None)
    assert_type(su.check(report), tuple[su.Remark, ...])


def overloads(report: su.ProgressReport, state: su.MemberState | str) -> None:
    """With a Member State, `obligations` returns an `Answer`; without one, a tuple of all obligations."""
    assert_type(su.obligations(report), tuple[su.Obligation, ...])
    assert_type(su.obligations(report, duty=su.Duty.TRANSPOSE), tuple[su.Obligation, ...])
    assert_type(su.obligations(report, state=None), tuple[su.Obligation, ...])
    assert_type(su.obligations(report, state="PT"), su.Answer[su.Obligation])
    assert_type(su.obligations(report, state=state, duty="transpose"), su.Answer[su.Obligation])
    answer = su.obligations(report, state=su.MemberState.PT)
    assert_type(answer.yes, tuple[su.Obligation, ...])
    assert_type(answer.unknown, tuple[su.Obligation, ...])
    assert_type(answer.possible, tuple[su.Obligation, ...])
    assert_type(answer.size, su.Bounds)


def deadlines_and_rates(report: su.ProgressReport) -> None:
    """The number of days may be None, and shares are exact fractions."""
    answer = su.overdue(report, on=DAY)
    assert_type(answer, su.Answer[su.Overdue])
    for overdue in answer.possible:
        assert_type(overdue.days, int | None)
        assert_type(overdue.late, su.Answer[su.MemberState])
        assert_type(overdue.count, su.Bounds)
        assert_type(overdue.anywhere, su.Truth)
    try:
        share = su.rates.transposition_deficit(su.obligations(report), "DK", notified_by=DAY, due_by=DAY)
    except su.UndefinedRateError as error:
        assert_type(error.missing, tuple[str, ...])
    else:
        assert_type(share, su.rates.Share)
        assert_type(share.low, Fraction)
        assert_type(share.exact, Fraction | None)


def truth() -> None:
    """Logical operators on truths return truths."""
    assert_type(su.Truth.YES & su.Truth.UNKNOWN, su.Truth)
    assert_type(~su.Truth.YES, su.Truth)
    assert_type(su.StateGroup(count=1).includes("PT"), su.Truth)


def states() -> None:
    """Member States are members of an enumeration, and also `str`."""
    assert_type(su.member_states(on=DAY), tuple[su.MemberState, ...])
    assert_type(su.MemberState.from_code("EL"), su.MemberState)
    assert_type(su.MemberState.GR.eu_code, str)
    assert_type(su.MemberState.GB.last_day, date | None)
    text: str = su.MemberState.GR
    assert text == "GR"


def documents(report: su.ProgressReport) -> None:
    """Documents are bytes, reading returns a report, and errors hold typed problems."""
    assert_type(su.dumps(report), bytes)
    assert_type(su.dumps(report, indent=2), bytes)
    assert_type(su.loads(su.dumps(report)), su.ProgressReport)
    assert_type(su.loads(su.dumps(report).decode(), limits=su.Limits(depth=12)), su.ProgressReport)
    assert_type(su.load(BytesIO(su.dumps(report))), su.ProgressReport)
    assert_type(su.load_lines(BytesIO()), Iterator[su.ProgressReport])
    assert_type(su.dump_lines([report], BytesIO()), int)
    try:
        su.loads("[]")
    except su.DocumentError as error:
        assert_type(error.problems, tuple[su.Problem, ...])
        assert_type(error.problems[0].code, su.ProblemCode)
        assert_type(error.problems[0].line, int | None)
        assert_type(error.as_dict(), dict[str, Any])
    converter = Converter()
    su.integrations.cattrs.configure_converter(converter)
    assert_type(converter.structure({"start": "2020"}, su.Period), su.Period)


def identifiers() -> None:
    """Parsed identifiers have typed parts, and a translation has the type of its meanings."""
    celex = su.identifiers.parse_celex("32016L1148")
    assert_type(celex.sector, str)
    assert_type(celex.text, str)
    assert_type(su.identifiers.eur_lex_url("32016L1148"), str)
    translation = su.vocabularies.oeil_stage("Procedure completed")
    assert_type(translation, su.vocabularies.Translation[su.ProcedureStage])
    assert_type(translation.meanings, tuple[su.ProcedureStage, ...])
    assert_type(translation.meaning, su.ProcedureStage | None)


def databases(report: su.ProgressReport) -> None:
    """The database returns reports as `ProgressReport`."""
    engine = sa.create_engine("sqlite://")
    metadata = sa.MetaData()
    tables = su.integrations.sqlalchemy.ReportTables(metadata)
    assert_type(tables.reports, sa.Table)
    assert_type(tables.outstanding, sa.Subquery)
    metadata.create_all(engine)
    with engine.begin() as connection:
        tables.add(connection, [report])
        stored = tables.get(connection, report.id)
        assert_type(stored, su.integrations.sqlalchemy.StoredReport | None)
        if stored is not None:
            assert_type(stored.report, su.ProgressReport)
            assert_type(tables.replace(connection, report, revision=stored.revision), int)

    class Base(orm.DeclarativeBase):
        """The base of mapped classes."""

    class Dossier(Base):
        """A mapped class with a column that holds a report."""

        __tablename__ = "dossiers"
        id: orm.Mapped[int] = orm.mapped_column(primary_key=True)
        report: orm.Mapped[su.ProgressReport] = orm.mapped_column(su.integrations.sqlalchemy.report_type())

    assert_type(Dossier(report=report).report, su.ProgressReport)
    engine.dispose()


def described(thing: su.Initiative | su.Bounds | su.Truth) -> str:
    """Match statements narrow types."""
    match thing:
        case su.Initiative(stage=stage, obligations=(first, *_)):
            assert_type(stage, su.Stage)
            assert_type(first, su.Obligation)
            return stage
        case su.Initiative(id=name):
            assert_type(name, str)
            return name
        case su.Bounds(least, most):
            assert_type(least, int)
            assert_type(most, int | None)
            return str(least)
        case su.Truth():
            assert_type(thing, su.Truth)
            return thing


def main() -> None:
    """Run every function, which shows that the inferred types are also correct when the code runs."""
    report = the_bundled_reports()
    of_report: tuple[Callable[[su.ProgressReport], None], ...] = (
        records,
        queries,
        deadlines_and_rates,
        documents,
        databases,
    )
    for check in of_report:
        check(report)
    overloads(report, "PT")
    for check_alone in (constructors, truth, states, identifiers):
        check_alone()
    things: list[su.Initiative | su.Bounds | su.Truth] = [*report.initiatives, su.Bounds(0, 3), su.Truth.NO]
    for thing in things:
        described(thing)


if __name__ == "__main__":
    main()
