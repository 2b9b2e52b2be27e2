"""Rows and their columns: equal names in equal order, plain values, and None for unknown values."""

from collections import namedtuple
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from places import DOCS
from strategies import QUICK, reports
from synthetic import REPORTS

import securityunion as su
from generate.pages import column_lines
from securityunion._records.docstrings import field_descriptions
from securityunion._records.fields import shapes
from securityunion.model.obligation.standing import standing_of
from securityunion.queries.completeness import obligations_complete
from securityunion.tables.columns import columns_of, declared, rows_of
from securityunion.tables.columns import rows as rows_module

BUNDLED = su.first_progress_report()
TRUTHS = {True: su.Truth.YES, False: su.Truth.NO, None: su.Truth.UNKNOWN}


def rows(kind: su.TableKind, report: su.ProgressReport = BUNDLED) -> list[Any]:
    return list(rows_of(kind, report))


def is_of(column: su.Column, value: Any) -> bool:
    if value is None:
        return column.optional
    if column.values:
        return type(value) is str and value in column.values
    if column.holds == "texts":
        return type(value) is tuple and all(type(item) is str for item in value)
    return type(value) is {"text": str, "number": int, "day": date, "truth": bool}[column.holds]


@settings(QUICK, max_examples=25)
@given(reports())
def test_every_value_is_what_its_column_says(report: su.ProgressReport) -> None:
    for kind in su.TableKind:
        columns = columns_of(kind)
        for row in rows(kind, report):
            assert tuple(columns) == row._fields
            assert [] == [
                (column.name, value)
                for column, value in zip(columns.values(), row, strict=True)
                if not is_of(column, value)
            ]


@pytest.mark.parametrize("kind", su.TableKind)
def test_a_column_says_what_it_holds(kind: su.TableKind) -> None:
    columns = columns_of(kind)
    assert "report" == next(iter(columns))
    for name, column in columns.items():
        assert name == column.name
        assert column.meaning
        assert column.holds != "number" or column.unit
        assert (not column.values) == (column.holds in {"text", "number", "day", "truth", "texts"})
        if column.values:
            assert column.values == tuple(getattr(su, column.holds))
    with pytest.raises(TypeError):
        columns["more"] = columns["report"]  # type: ignore[index]


def test_the_columns_stand_in_the_documentation() -> None:
    page = DOCS / "tables.md"
    if not page.exists():
        pytest.skip("the documentation is not there: only the package is installed")
    text = page.read_text(encoding="utf-8")
    sections = {kind: text.partition(f"\n## {kind.value.replace('-', ' ').capitalize()}\n")[2] for kind in su.TableKind}
    for kind, section in sections.items():
        lines = [line for line in section.partition("\n## ")[0].splitlines() if line.startswith("| `")]
        assert list(column_lines(kind)) == lines


def test_initiatives() -> None:
    found = rows(su.TableKind.INITIATIVES)
    assert [one.id for one in BUNDLED.initiatives] == [row.initiative for row in found]
    evidence = next(row for row in found if row.initiative == "e-evidence")
    assert ("evolving-threats", "under-negotiation", "proposal") == (evidence.priority, evidence.stage, evidence.kind)
    assert (("council",), ("european-parliament",)) == (evidence.positions_adopted, evidence.positions_awaited)
    assert ("2018/0107(COD)", "2018/0108(COD)") == tuple(sorted(evidence.procedures))
    nis = next(row for row in found if row.initiative == "nis")
    assert (("32016L1148",), 1) == (nis.acts, nis.obligations)
    assert sum(row.obligations for row in found) == 15
    titles = {priority.id: priority.title for priority in BUNDLED.priorities}
    assert all(titles[row.priority] == row.priority_title for row in found)


def test_what_has_no_number_is_left_out_of_lists() -> None:
    act = su.LegalAct(kind=su.ActKind.DIRECTIVE)
    document = su.PolicyDocument(title="A paper without reference")
    initiative = su.Initiative(
        id="x",
        title="X",
        priority="p",
        kind=su.InitiativeKind.ACT,
        stage=su.Stage.ADOPTED,
        acts=(act,),
        documents=(document,),
    )
    strategy = su.Strategy(id="s", title="S", priorities=(su.Priority(id="p", title="P"),))
    report = su.ProgressReport(
        id="r", title="R", published=date(2020, 12, 9), strategy=strategy, initiatives=(initiative,)
    )
    (row,) = rows(su.TableKind.INITIATIVES, report)
    assert ((), (), 0) == (row.acts, row.documents, row.obligations)


def test_obligations_say_all_that_the_records_do() -> None:
    for report in REPORTS:
        found = rows(su.TableKind.OBLIGATIONS, report)
        obligations = [(initiative, one) for initiative in report.initiatives for one in initiative.obligations]
        for row, (initiative, one) in zip(found, obligations, strict=True):
            assert (report.id, report.published, initiative.id, one.id) == (*row[:2], row.initiative, row.obligation)
            assert (one.act, one.duty, initiative.stage) == (row.act, row.duty, row.stage)
            assert (one.first_deadline, one.last_deadline) == (row.first_deadline, row.last_deadline)
            assert row.complete is obligations_complete(report)
            assert row.priority_complete is obligations_complete(report, priority=initiative.priority)
            assert row.act_can_oblige
            standing = standing_of(one, on=report.published)
            assert one.outstanding.count == row.outstanding_count
            assert one.outstanding.words == row.outstanding_words
            assert one.outstanding_size == su.Bounds(row.outstanding_at_least, row.outstanding_at_most)
            assert one.bound.size == su.Bounds(row.bound_at_least, row.bound_at_most)
            for state in su.MemberState:
                assert one.outstanding_in(state, on=report.published) is TRUTHS[getattr(row, f"outstanding_{state}")]
                assert standing.binds(state) is TRUTHS[getattr(row, f"bound_{state}")]


def test_compliance_records() -> None:
    report = REPORTS[1]
    found = rows(su.TableKind.COMPLIANCE_RECORDS, report)
    records = [record for one in su.obligations(report) for record in one.records]
    assert records
    assert [(record.state, record.status, record.on) for record in records] == [
        (row.state, row.status, row.on) for row in found
    ]
    assert [record.case for record in records] == [row.case for row in found]
    assert {one.id for one in su.obligations(report) if one.records} == {row.obligation for row in found}


def test_initiatives_say_whether_the_list_is_whole() -> None:
    assert {True} == {row.complete for row in rows(su.TableKind.INITIATIVES, BUNDLED)}
    assert {False} == {row.complete for row in rows(su.TableKind.INITIATIVES, attrs.evolve(BUNDLED, complete=()))}


def test_an_act_that_cannot_oblige_is_marked() -> None:
    nis = su.find(BUNDLED, "nis")
    duty = attrs.evolve(nis.obligations[0], act="52013PC0048")
    report = attrs.evolve(BUNDLED, initiatives=(attrs.evolve(nis, obligations=(duty,)),), findings=())
    (row,) = rows(su.TableKind.OBLIGATIONS, report)
    assert row.act_can_oblige is False


def test_infringements_have_a_row_for_each_step() -> None:
    found = rows(su.TableKind.INFRINGEMENTS)
    assert ["BE", "BG", "IE", "LU", "LU", "LU", "SI", "SI"] == [row.state for row in found]
    letter = found[3]
    assert ("alarm-weapons", "letter-of-formal-notice", "2020-05") == (letter.initiative, letter.step, letter.on)
    assert (date(2020, 5, 1), date(2020, 5, 31)) == (letter.first_day, letter.last_day)
    assert (None, None, None) == found[0][7:10]
    nis = su.find(BUNDLED, "nis")
    silent = su.InfringementProcedure(state=su.MemberState.PT, sources=("press-release",))
    duty = attrs.evolve(nis.obligations[0], infringements=(silent,))
    report = attrs.evolve(BUNDLED, initiatives=(attrs.evolve(nis, obligations=(duty,)),), findings=())
    (row,) = rows(su.TableKind.INFRINGEMENTS, report)
    assert ("PT", None, None, ("press-release",)) == (row.state, row.step, row.on, row.sources)
    assert 1 == len(su.table(report, "infringements"))


def test_events() -> None:
    found = rows(su.TableKind.EVENTS)
    first = next(row for row in found if row.procedure == "2018/0331(COD)")
    procedure = su.find(BUNDLED, "2018/0331(COD)").procedures[0]
    assert ("tco", "proposal", "commission", procedure.known_until) == (
        first.initiative,
        first.kind,
        first.by,
        first.known_until,
    )
    assert date(2018, 9, 12) == first.on
    assert 125 == len(found)
    assert any(row.by is None for row in found)


def test_findings() -> None:
    found = rows(su.TableKind.FINDINGS)
    assert [finding.summary for finding in BUNDLED.findings] == [row.summary for row in found]
    assert {((), 0, None, None)} == {
        (row.states, row.states_at_least, row.states_at_most, row.states_words) for row in found
    }
    council = [row.finding for row in found if "council" in row.addressees]
    assert [finding.id for finding in su.findings(BUNDLED, addressee="council")] == council


FURTHER = {
    su.TableKind.INITIATIVES: ("title", "stage", "sources"),
    su.TableKind.OBLIGATIONS: ("act", "duty", "law_sources"),
    su.TableKind.EVENTS: ("on", "by", "sources"),
    su.TableKind.FINDINGS: ("summary", "addressees", "due"),
}
RECORDS: dict[su.TableKind, list[Any]] = {
    su.TableKind.INITIATIVES: list(BUNDLED.initiatives),
    su.TableKind.OBLIGATIONS: list(su.obligations(BUNDLED)),
    su.TableKind.EVENTS: [e for one in BUNDLED.initiatives for each in one.procedures for e in each.events],
    su.TableKind.FINDINGS: list(BUNDLED.findings),
}


@pytest.mark.parametrize("kind", FURTHER)
def test_a_field_that_no_column_declares_gets_its_own(kind: su.TableKind, monkeypatch: pytest.MonkeyPatch) -> None:
    record = type(RECORDS[kind][0])
    further = tuple(shape for shape in shapes(record) if shape.name in FURTHER[kind])
    undeclared = (*declared.further_fields(kind), *further)  # fields that really have no column come first
    names = [*columns_of(kind), *(f"further_{shape.name}" for shape in further)]
    monkeypatch.setattr(rows_module, "further_fields", lambda _: undeclared)
    row_of = namedtuple("Row", names)  # type: ignore[misc] # noqa: PYI024 - its fields are the columns
    monkeypatch.setitem(rows_module._ROWS, kind, row_of)
    made = list(rows_of(kind, BUNDLED))
    assert len(RECORDS[kind]) == len(made)
    for row, one in zip(made, RECORDS[kind], strict=True):
        for shape in further:
            value = getattr(one, shape.name)
            plain = tuple(map(str, value)) if isinstance(value, tuple) else value
            assert plain == getattr(row, f"further_{shape.name}")
            assert type(getattr(row, f"further_{shape.name}")) in (str, date, tuple, type(None))


def test_a_column_of_a_further_field_follows_from_its_annotation_and_docstring() -> None:
    def column(kind: su.TableKind, name: str) -> su.Column:
        (shape,) = (shape for shape in shapes(declared._HELD[kind][0]) if shape.name == name)
        return declared._further(kind, shape)

    title = column(su.TableKind.INITIATIVES, "title")
    assert ("title", "text", False) == (title.name, title.holds, title.optional)
    assert title.meaning == field_descriptions(su.Initiative)["title"].rstrip(".")
    assert ("Stage", tuple(su.Stage)) == (
        column(su.TableKind.INITIATIVES, "stage").holds,
        column(su.TableKind.INITIATIVES, "stage").values,
    )
    assert "texts" == column(su.TableKind.FINDINGS, "addressees").holds
    day = column(su.TableKind.EVENTS, "on")
    assert ("day", True) == (day.holds, day.optional)


def test_compliance_records_have_the_columns_that_are_declared() -> None:
    assert () == declared.further_fields(su.TableKind.COMPLIANCE_RECORDS)


def test_a_finding_about_some_member_states() -> None:
    states = su.StateGroup(named=(su.MemberState.GR, su.MemberState.PT), at_least=5, words="a number of States")
    finding = su.Finding(id="x", kind=su.FindingKind.ACTION_NEEDED, summary="S", states=states)
    (row,) = su.table(attrs.evolve(BUNDLED, findings=(finding,)), "findings")
    assert (("GR", "PT"), 5, None, "a number of States") == (
        row.states,
        row.states_at_least,
        row.states_at_most,
        row.states_words,
    )


def test_tables_write_out_the_default_sources() -> None:
    nis = attrs.evolve(su.find(BUNDLED, "nis"), sources=())
    nis = attrs.evolve(nis, obligations=tuple(attrs.evolve(one, sources=(), law_sources=()) for one in nis.obligations))
    report = attrs.evolve(BUNDLED, initiatives=(nis,), findings=(), default_sources=("infographic",))
    (initiative,), (obligation,) = su.table(report, "initiatives"), su.table(report, "obligations")
    assert {("infographic",)} == {initiative.sources, obligation.sources, obligation.law_sources}
    (kept,) = su.table(attrs.evolve(BUNDLED, initiatives=(su.find(BUNDLED, "nis"),), findings=()), "initiatives")
    assert su.find(BUNDLED, "nis").sources == kept.sources


def test_measures_have_a_row_for_each_obligation_that_they_serve() -> None:
    measures = (su.NationalMeasure(state=su.MemberState.CZ, id="cz-1", published="2020-06", celex="72016L1148CZE_1"),)
    nis, rce = su.find(BUNDLED, "nis"), su.find(BUNDLED, "pnr")
    both = tuple(
        attrs.evolve(one, obligations=tuple(attrs.evolve(each, measures=measures) for each in one.obligations))
        for one in (nis, rce)
    )
    report = attrs.evolve(BUNDLED, initiatives=both, findings=(), default_sources=("press-release",))
    found = list(su.table(report, "measures"))
    assert [("nis-transposition", "32016L1148", "CZ", "cz-1", None, "2020-06")] == [row[2:8] for row in found[:1]]
    assert (2, {"cz-1"}, {("press-release",)}) == (
        len(found),
        {row.measure for row in found},
        {row.sources for row in found},
    )
    # A notification is a claim, so it changes no answer.
    before = attrs.evolve(BUNDLED, initiatives=(nis, rce), findings=())
    assert su.outstanding_by_state(before) == su.outstanding_by_state(report)
    assert "cz-1" in both[0].obligations[0]._repr_html_()
