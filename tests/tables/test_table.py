"""Tables: sequences of rows, CSV that spreadsheets do not alter, and tables of several reports."""

import csv
import gzip
import io
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import count, islice
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from strategies import QUICK, reports
from synthetic import REPORTS

import securityunion as su

BUNDLED = su.first_progress_report()


def read(text: str) -> list[dict[str, str]]:
    """Return the fields of CSV without the apostrophe that marks a text for spreadsheets."""
    return [
        {name: field.removeprefix("'") for name, field in row.items()}
        for row in csv.DictReader(io.StringIO(text, newline=""), strict=True)
    ]


def written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "; ".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def with_title(title: str) -> su.Table:
    report = attrs.evolve(REPORTS[1], initiatives=(attrs.evolve(REPORTS[1].initiatives[0], title=title),))
    return su.table(report, "initiatives")


# A sequence of rows.


def test_a_table_is_a_sequence_of_rows() -> None:
    table = su.table(BUNDLED, "obligations")
    rows = list(table)
    assert 15 == len(table) == len(rows)
    assert rows[0] == table[0] == table[-15]
    assert rows[3:5] == list(table[3:5])
    assert rows[::-1] == list(reversed(table))
    assert rows[4] in table
    assert (4, 1) == (table.index(rows[4]), table.count(rows[4]))
    assert "nothing" not in table
    with pytest.raises(ValueError, match="not in tuple"):
        table.index("nothing")
    with pytest.raises(IndexError):
        table[15]


def test_it_is_not_registered_as_one() -> None:
    # Otherwise, polars.DataFrame(table) reads the table row by row.
    assert not isinstance(su.table(BUNDLED, "obligations"), Sequence)


def test_it_says_what_it_is_in_a_line() -> None:
    assert "<Table of compliance records: 0 rows, 8 columns>" == repr(su.table(BUNDLED, "compliance-records"))
    assert "<Table of findings: 23 rows, 15 columns>" == repr(su.table(BUNDLED, su.TableKind.FINDINGS))


@pytest.mark.parametrize("kind", su.TableKind)
def test_it_is_counted_without_making_a_row(kind: su.TableKind, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = len(list(su.table(REPORTS, kind)))
    monkeypatch.setattr("securityunion.tables.table.rows_of", None)
    table = su.table(REPORTS, kind)
    assert expected == len(table)
    assert f": {expected} row" in repr(table)
    assert 0 == len(su.table((), kind))


@settings(QUICK, max_examples=25)
@given(reports())
def test_it_is_as_long_as_it_has_rows(report: su.ProgressReport) -> None:
    for kind in su.TableKind:
        assert len(list(su.table(report, kind))) == len(su.table(report, kind))


def test_the_first_rows_are_made_without_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(*_: Any) -> Iterator[int]:
        return count()

    monkeypatch.setattr("securityunion.tables.table.rows_of", endless)
    assert [0, 1, 2] == list(islice(su.table(BUNDLED, "events"), 3))


def test_several_reports_make_one_table() -> None:
    alone = [su.table(report, "obligations") for report in REPORTS]
    together = su.table(iter(REPORTS), "obligations")
    assert [row for table in alone for row in table] == list(together)
    assert REPORTS == together.reports
    assert [] == list(su.table((), "obligations"))


DUPLICATE = "report[1]: an earlier report has the same id 'first-progress-report'; give each report its own id"


@pytest.mark.parametrize(
    ("report", "kind", "error", "message"),
    [
        (BUNDLED, "obligation", su.NotFoundError, "unknown table kind 'obligation'; did you mean 'obligations'?"),
        (BUNDLED, None, su.NotFoundError, "unknown table kind 'None'"),
        ((BUNDLED, BUNDLED), "findings", ValueError, DUPLICATE),
        ((BUNDLED, 5), "findings", TypeError, "report[1]: 5 is an int; pass a ProgressReport"),
        ("report", "findings", TypeError, "report[0]: 'r' is a str; pass a ProgressReport"),
        (None, "findings", TypeError, "report: None is not allowed; pass a ProgressReport, or several"),
    ],
)
def test_what_is_no_table(report: Any, kind: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error) as caught:
        su.table(report, kind)
    assert message in str(caught.value)


# CSV.


@settings(QUICK, max_examples=25)
@given(reports())
def test_csv_has_every_value(report: su.ProgressReport) -> None:
    for kind in su.TableKind:
        table = su.table(report, kind)
        text = table.to_csv()
        assert [{name: written(value) for name, value in row._asdict().items()} for row in table] == read(text)
        assert list(table.columns) == next(csv.reader([text.partition("\r\n")[0]]))


@settings(QUICK, max_examples=25)
@given(reports())
def test_nothing_in_csv_is_calculated(report: su.ProgressReport) -> None:
    for kind in su.TableKind:
        for row in csv.reader(io.StringIO(su.table(report, kind).to_csv(), newline="")):
            assert [] == [field for field in row if field.lstrip()[:1] in {"=", "+", "-", "@"} and field.strip()]


FORMULAS = [
    "=1+1",
    "+1",
    "-1+2",
    "@SUM(A1)",
    "  =1",
    "\t=1",
    "\n=1",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20x",
    "'x",
]
NUMBERS = ["12016E294", "2020", "2020-07", "5-12", "0812", "1:20", "1.5", "1,5", "12 pm", "10%", "1/2", "1e5"]
DATES_AND_TRUTHS = ["mar-20", "3 March 2020", "sep-2", "true", "FALSE", "Dec"]
SAFE = ["32016L1148", "2018/0331(COD)", "COM(2020) 605 final", "5g-toolbox", "Marching orders", "a=b", "e-evidence"]


@pytest.mark.parametrize("title", FORMULAS + NUMBERS + DATES_AND_TRUTHS)
def test_a_text_that_a_spreadsheet_would_turn_into_something_else(title: str) -> None:
    text = with_title(title).to_csv()
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert f"'{title}" == row["title"]
    assert title == read(text)[0]["title"]


@pytest.mark.parametrize("title", SAFE)
def test_a_text_that_it_leaves_alone(title: str) -> None:
    (row,) = csv.DictReader(io.StringIO(with_title(title).to_csv(), newline=""))
    assert title == row["title"]


def test_numbers_days_and_truths_stand_as_they_are() -> None:
    found = list(csv.DictReader(io.StringIO(su.table(BUNDLED, "obligations").to_csv(), newline="")))
    assert ("3", "2018-05-09", "") == tuple(
        found[0][name] for name in ("outstanding_count", "last_deadline", "outstanding_PT")
    )
    assert {"true", "false", ""} == {row["bound_DK"] for row in found}


def test_a_file_of_csv(tmp_path: Path) -> None:
    table = su.table(BUNDLED, "initiatives")
    table.to_csv(tmp_path / "initiatives.csv")
    written_ = (tmp_path / "initiatives.csv").read_bytes()
    assert written_.startswith(b"\xef\xbb\xbf")
    assert table.to_csv() == written_.decode("utf-8-sig")
    table.to_csv(str(tmp_path / "initiatives.csv.gz"))
    assert written_ == gzip.decompress((tmp_path / "initiatives.csv.gz").read_bytes())
    with pytest.raises(FileNotFoundError):
        table.to_csv(tmp_path / "nowhere" / "x.csv")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_field_is_one_field_at_whatever_delimiter_it_is_split(delimiter: str, separator: str) -> None:
    text = with_title(f"a{separator}=1+1").to_csv(delimiter=delimiter)
    assert f'"a{separator}=1+1"' in text
    (row,) = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    assert f"a{separator}=1+1" == row["title"]


def test_unknown_can_differ_from_none(tmp_path: Path) -> None:
    table = su.table(BUNDLED, "findings")
    rows = list(csv.DictReader(io.StringIO(table.to_csv(unknown="unknown"), newline="")))
    stated = [["unknown" if value is None else written(value) for value in row] for row in table]
    assert stated == [[field.removeprefix("'") for field in row.values()] for row in rows]
    assert {"", "unknown"} <= {field for row in stated for field in row}
    table.to_csv(tmp_path / "x.csv", unknown="?", delimiter=";")
    assert ";?;" in (tmp_path / "x.csv").read_text(encoding="utf-8-sig")


def test_a_program_gets_texts_as_they_are(tmp_path: Path) -> None:
    table = with_title("=1+1")
    (row,) = csv.DictReader(io.StringIO(table.to_csv(for_spreadsheets=False), newline=""))
    assert row["title"] == "=1+1"
    table.to_csv(tmp_path / "x.csv", for_spreadsheets=False)
    assert (tmp_path / "x.csv").read_text(encoding="utf-8").startswith("report,")


@pytest.mark.parametrize("delimiter", ["", "|", ",;", "\n"])
def test_other_delimiters_are_refused(delimiter: str) -> None:
    with pytest.raises(ValueError, match="does not separate fields; use a comma, a semicolon or a tab"):
        su.table(BUNDLED, "findings").to_csv(delimiter=delimiter)


def test_a_table_is_no_data_frame_and_says_how_to_make_one() -> None:
    table: Any = su.table(BUNDLED, "findings")
    with pytest.raises(AttributeError, match=r"no attribute 'to_pandas'; write `table\.to_arrow\(\)\.to_pandas\(\)`"):
        table.to_pandas()
    with pytest.raises(AttributeError, match=r"^a Table has no attribute 'shape'$"):
        table.shape  # noqa: B018 - the access is tested
    assert table[0] == next(iter(table))  # the rows are an attribute that is made when it is read first


def test_long_texts_take_no_long_time() -> None:
    for text in ("0" * 50_000 + "x", "-" * 50_000 + "x", "1-" * 25_000 + "dec" + "1" * 20_000 + "x"):
        assert text in with_title(text).to_csv()


def test_a_day_of_the_first_year() -> None:
    report = attrs.evolve(REPORTS[1], published=date(1, 2, 3))
    assert ",0001-02-03," in su.table(report, "initiatives").to_csv()
