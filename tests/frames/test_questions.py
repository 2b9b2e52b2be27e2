"""Queries on pyarrow frames give the same results as queries on records. `engines/` tests the other engines."""

import sys
from datetime import date, datetime
from typing import Any

import attrs
import pyarrow as pa
import pytest
from frame_questions import AFTER, BEFORE, DAYS, PAIRS, QUESTIONS, Question, overdue_rows, plain_rows
from synthetic import REPORTS, synthetic_reports

import securityunion as su
from securityunion import frames

BUNDLED = su.first_progress_report()
TABLES = {kind: su.table(REPORTS, kind).to_arrow() for kind in (su.TableKind.INITIATIVES, su.TableKind.OBLIGATIONS)}


def ordered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: str(list(row.values())))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_a_table_is_answered_as_the_records_are(question: Question) -> None:
    expected = question.expected()
    answer = question.ask(TABLES[question.kinds[0]])
    assert isinstance(answer, pa.Table)
    assert expected
    assert ordered(expected) == plain_rows(answer)


@pytest.mark.parametrize("question", PAIRS, ids=lambda question: question.name)
def test_two_tables_are_compared_as_the_records_are(question: Question) -> None:
    tables = (su.table(report, question.kinds[0]).to_arrow() for report in (BEFORE, AFTER))
    expected = question.expected()
    assert expected
    assert ordered(expected) == plain_rows(question.ask(*tables))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_a_duckdb_connection_of_one_s_own_is_answered_too(question: Question) -> None:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed; run: pip install --group duckdb")
    with duckdb.connect() as connection:
        connection.register("mine", TABLES[question.kinds[0]])
        answer = question.ask(connection.table("mine"))
        assert ordered(question.expected()) == plain_rows(answer)


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(1, 9))
@pytest.mark.parametrize("on", [date(2020, 1, 31), date(2020, 12, 9)])
def test_overdue_is_answered_as_the_records_are_whatever_they_say(seed: int, on: date) -> None:
    reports = synthetic_reports(seed, 20)
    expected = ordered(overdue_rows(on, reports))
    found = plain_rows(frames.overdue(su.table(reports, "obligations").to_arrow(), on=on))
    assert expected
    most = [(row.pop("late_at_most"), other.pop("late_at_most")) for row, other in zip(expected, found, strict=True)]
    assert expected == found
    # A table can leave a larger number open than the records do, and does so for few obligations.
    assert all(in_records <= in_table for in_records, in_table in most)
    assert sum(in_records == in_table for in_records, in_table in most) > 0.9 * len(most)


def test_several_deadlines_leave_the_days_in_between_open() -> None:
    nis = su.find(BUNDLED, "nis")
    deadlines = (su.Deadline(on=date(2020, 1, 10)), su.Deadline(on=date(2020, 9, 10)))
    duty = attrs.evolve(nis.obligations[0], deadlines=deadlines)
    report = attrs.evolve(BUNDLED, initiatives=(attrs.evolve(nis, obligations=(duty,)),), findings=())
    table = su.table(report, "obligations").to_arrow()
    between, after = (plain_rows(frames.overdue(table, on=on)) for on in (date(2020, 9, 10), date(2020, 9, 11)))
    assert [(None, 0, 0, 244)] == [
        (row["overdue"], row["late_at_least"], row["days"], row["days_since_first"]) for row in between
    ]
    assert [(True, 3)] == [(row["overdue"], row["late_at_least"]) for row in after]


def test_nothing_is_certain_about_an_act_that_cannot_oblige() -> None:
    nis = su.find(BUNDLED, "nis")
    duty = attrs.evolve(nis.obligations[0], act="32016L1148R(01)")
    report = attrs.evolve(BUNDLED, initiatives=(attrs.evolve(nis, obligations=(duty,)),), findings=())
    (row,) = plain_rows(frames.overdue(su.table(report, "obligations").to_arrow(), on=BUNDLED.published))
    assert (None, 0, 3) == (row["overdue"], row["late_at_least"], row["late_at_most"])


PART = attrs.evolve(
    BUNDLED,
    initiatives=tuple(attrs.evolve(one, obligations=()) if one.id == "nis" else one for one in BUNDLED.initiatives),
)


def test_sums_over_a_list_that_is_not_whole_have_no_upper_limit() -> None:
    whole, part = (su.table(report, "obligations").to_arrow() for report in (BUNDLED, PART))
    assert {145} == {sum(row[limit] for row in plain_rows(frames.outstanding_total(whole))) for limit in BOTH}
    totals = plain_rows(frames.outstanding_total(part))
    assert 142 == sum(row["at_least"] for row in totals)
    # The priority whose only obligation is missing has no row. The others have exact sums.
    assert su.find(BUNDLED, "nis").priority not in {row["priority"] for row in totals}
    assert all(row["at_least"] == row["at_most"] for row in totals)
    assert not any(part["complete"].to_pylist())
    assert {(0, None)} == {(row["at_least"], row["at_most"]) for row in plain_rows(frames.outstanding_by_state(part))}
    open_list = su.table(attrs.evolve(BUNDLED, complete=()), "initiatives").to_arrow()
    assert {None} == {row["at_most"] for row in plain_rows(frames.stage_counts(open_list))}


BOTH = ("at_least", "at_most")


def replaced(table: pa.Table, name: str, values: list[Any]) -> pa.Table:
    return table.set_column(table.column_names.index(name), name, pa.array(values))


@pytest.mark.parametrize(
    ("ask", "kind", "column", "value", "message"),
    [
        (
            frames.stage_counts,
            "initiatives",
            "stage",
            None,
            "^stage: null is not allowed; pass one of the values of Stage",
        ),
        (frames.stage_counts, "initiatives", "stage", "x", "^stage: 'x' is not a value of Stage; pass a table with"),
        (frames.stage_counts, "initiatives", "complete", "yes", "^complete: a column of String is not allowed; pass"),
        (frames.outstanding_by_state, "obligations", "outstanding_PT", "yes", "^outstanding_PT: a column of String"),
        (frames.outstanding_by_state, "obligations", "complete", "yes", "^complete: a column of String"),
        (frames.outstanding_total, "obligations", "priority_complete", 1, "^priority_complete: a column of Int64"),
    ],
)
def test_values_of_another_kind_are_refused(ask: Any, kind: str, column: str, value: object, message: str) -> None:
    table = su.table(BUNDLED, kind).to_arrow()
    with pytest.raises(ValueError, match=message):
        ask(replaced(table, column, [value] * table.num_rows))


def test_truths_that_are_all_unknown_are_truths() -> None:
    table = su.table(BUNDLED, "obligations").to_arrow()
    blank = replaced(table, "outstanding_PT", [None] * table.num_rows)
    text = table.set_column(
        table.column_names.index("outstanding_PT"), "outstanding_PT", pa.array([None] * table.num_rows, pa.string())
    )
    for one in (blank, text):
        assert plain_rows(frames.outstanding_by_state(one)) == plain_rows(frames.outstanding_by_state(table))


@pytest.mark.parametrize(
    ("ask", "kind"),
    [
        (frames.stage_counts, "initiatives"),
        (frames.outstanding_by_state, "obligations"),
        (frames.outstanding_total, "obligations"),
        (frames.open_obligations, "obligations"),
        (lambda table: frames.overdue(table, on=date(2020, 12, 9)), "obligations"),
    ],
)
def test_a_table_given_twice_is_refused(ask: Any, kind: str) -> None:
    table = su.table(BUNDLED, kind).to_arrow()
    with pytest.raises(ValueError, match=f"^the table has the same {kind[:-1]} of a report twice; pass each row once$"):
        ask(pa.concat_tables([table, table]))


@pytest.mark.thorough
def test_the_three_values_all_come_up() -> None:
    rows = [row for on in DAYS for row in overdue_rows(on)]
    assert {True, None} == {row["overdue"] for row in rows}
    assert {True, None, False} == {row["late_FR"] for row in rows}
    assert any(row["late_at_least"] not in (0, row["late_at_most"]) for row in rows)


def test_open_obligations_keep_their_columns() -> None:
    table = su.table(BUNDLED, "obligations")
    answer = frames.open_obligations(table.to_arrow(), state="EL")
    assert [*table.columns, "outstanding"] == answer.column_names
    assert 15 == answer.num_rows


def test_a_report_compared_with_itself() -> None:
    for kind in ("initiatives", "obligations"):
        table = su.table(BUNDLED, kind).to_arrow()
        assert [] == plain_rows(frames.changes(table, table))


def test_days_kept_as_moments() -> None:
    table = TABLES[su.TableKind.OBLIGATIONS]
    for name in ("first_deadline", "last_deadline", "published"):
        at = table.column_names.index(name)
        table = table.set_column(at, name, table[name].cast(pa.timestamp("us")))
    on = date(2020, 12, 9)
    days = [row["days"] for row in plain_rows(frames.overdue(table, on=on))]
    assert [row["days"] for row in plain_rows(frames.overdue(TABLES[su.TableKind.OBLIGATIONS], on=on))] == days


def test_without_rows() -> None:
    obligations, initiatives = (su.table((), kind).to_arrow() for kind in ("obligations", "initiatives"))
    assert [] == plain_rows(frames.outstanding_by_state(obligations))
    assert [] == plain_rows(frames.open_obligations(obligations))
    assert [] == plain_rows(frames.overdue(obligations, on=date(2020, 12, 9)))
    assert [] == plain_rows(frames.stage_counts(initiatives))
    assert [] == plain_rows(frames.changes(obligations, obligations))


def test_the_day_is_a_plain_date() -> None:
    with pytest.raises(TypeError, match=r"^on: a datetime is not allowed; pass a date"):
        frames.overdue(TABLES[su.TableKind.OBLIGATIONS], on=datetime(2020, 12, 9))  # noqa: DTZ001


def test_a_state_that_is_none() -> None:
    with pytest.raises(ValueError, match=r"^unknown Member State 'XX'; use a code"):
        frames.open_obligations(TABLES[su.TableKind.OBLIGATIONS], state="XX")


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ([], "^missing column 'report' and 4 more; pass a table of initiatives with all its columns$"),
        (
            ["report", "initiative", "priority", "complete"],
            "^missing column 'stage'; pass a table of initiatives with all its columns$",
        ),
    ],
)
def test_a_table_of_something_else(columns: list[str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        frames.stage_counts(pa.table({name: ["x"] for name in columns}))


def test_tables_of_two_kinds_are_not_compared() -> None:
    tables = [su.table(BUNDLED, kind).to_arrow() for kind in ("initiatives", "obligations")]
    for before, after in (tables, tables[::-1]):
        with pytest.raises(
            ValueError, match=r"are of different kinds; pass two tables of obligations, or two tables of initiatives$"
        ):
            frames.changes(before, after)


def test_tables_of_several_reports_are_not_compared() -> None:
    before = su.table(BUNDLED, "initiatives").to_arrow()
    after = su.table((BUNDLED, AFTER), "initiatives").to_arrow()
    with pytest.raises(ValueError, match=r"^after: the table has 2 reports; pass a table of one report$"):
        frames.changes(before, after)


def test_days_kept_as_text_are_refused() -> None:
    table = TABLES[su.TableKind.OBLIGATIONS]
    at = table.column_names.index("first_deadline")
    table = table.set_column(at, "first_deadline", table["first_deadline"].cast(pa.string()))
    with pytest.raises(ValueError, match=r"^first_deadline: a column of String is not allowed; pass a column of days$"):
        frames.overdue(table, on=date(2020, 12, 9))


def test_our_own_table_is_no_frame() -> None:
    with pytest.raises(
        TypeError,
        match=r"^<Table of initiatives: 41 rows, \d+ columns> is not a frame of an engine; pass a frame, such as",
    ):
        frames.stage_counts(su.table(BUNDLED, "initiatives"))  # type: ignore[type-var]


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "narwhals.stable.v2", None)
    with pytest.raises(
        ModuleNotFoundError, match=r"^support for data frames is not installed; run: .*securityunion\[frames\]"
    ):
        frames.stage_counts(TABLES[su.TableKind.INITIATIVES])
