"""The command line: its output, its exit status, and that it never shows a traceback."""

import gzip
import json
import os
import re
import struct
import subprocess
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout, suppress
from io import BytesIO, StringIO, TextIOWrapper
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml as pyyaml
from documents import BUNDLED, PART, TEMPLATE, broken
from hypothesis import given, settings
from places import DOCS
from strategies import QUICK, reports

import securityunion as su
from securityunion.cli.main import main
from securityunion.datasets.template import template
from securityunion.views.text import scoreboard_lines

FIRST = su.first_progress_report()


class Outcome:
    """The result of running a command."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err
        self.lines = out.splitlines()
        self.all = (status, out, err)


def run(*arguments: str) -> Outcome:
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            status = main(arguments)
        except SystemExit as stop:
            status = int(stop.code or 0)
    return Outcome(status, out.getvalue(), err.getvalue())


def process(*arguments: str, **options: Any) -> "subprocess.CompletedProcess[bytes]":
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "timeout": 60, **options}
    return subprocess.run([sys.executable, "-m", "securityunion", *arguments], check=False, **options)


def file_with(directory: Path, document: Any) -> str:
    file = directory / "report.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    return str(file)


# show


def test_without_a_command_it_shows_the_bundled_report() -> None:
    assert 0 == run().status
    assert run("show").out == run().out
    assert FIRST.title == run().lines[0]
    assert "" == run().err
    assert max(map(len, run().lines)) <= 80


def test_a_report_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    su.dump(FIRST, file)
    assert run("show").out == run("show", str(file)).out
    su.dump(template(), file)
    assert template().title in run("show", str(file)).lines


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (("--stage", "under-negotiation"), su.initiatives(FIRST, stage=su.Stage.UNDER_NEGOTIATION)),
        (("--priority", "evolving-threats"), su.initiatives(FIRST, priority="evolving-threats")),
        (
            ("--priority", "evolving-threats", "--stage", "under-negotiation"),
            su.initiatives(FIRST, stage=su.Stage.UNDER_NEGOTIATION, priority="evolving-threats"),
        ),
        (("--stage", "in-force"), ()),
    ],
)
def test_filters(filters: tuple[str, ...], expected: tuple[su.Initiative, ...]) -> None:
    outcome = run("show", *filters)
    assert (0, "") == (outcome.status, outcome.err)
    assert f"{len(expected)} of 41 initiatives" == outcome.lines[0]
    assert [one.id for one in expected] == re.findall(r"^    Id: ([a-z0-9-]+);", outcome.out, re.MULTILINE)


def test_every_filter_keeps_to_80_columns() -> None:
    for filters in (
        *(("--stage", stage) for stage in su.Stage),
        *(("--priority", one.id) for one in FIRST.priorities),
        *(("--state", state.value) for state in su.MemberState),
        ("--overdue",),
        ("--overdue", "--state", "PT", "--on", "2021-12-31"),
        ("--obligations",),
        *((one.id,) for one in FIRST.initiatives),
    ):
        outcome = run("show", *filters)
        assert (0, "") == (outcome.status, outcome.err)
        assert max(map(len, outcome.lines)) <= 80


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("PT", "Portugal (PT)"),
        ("PRT", "Portugal (PT)"),
        ("EL", "Greece (EL)"),
        ("GR", "Greece (EL)"),
        ("Greece", "Greece (EL)"),
    ],
)
def test_one_member_state(code: str, name: str) -> None:
    lines = run("show", "--state", code).lines
    heading = " ".join(lines[: lines.index("")])
    assert f"{name} on 2020-12-09: at least 0, at most 15 of 15 obligations outstanding" == heading
    assert {"Yes: 0", "Unknown: 15", "No: 0"} <= set(lines)


def test_one_member_state_and_one_priority() -> None:
    lines = run("show", "--state", "PT", "--priority", "evolving-threats").lines
    assert "Portugal (PT) on 2020-12-09: at least 0, at most 2 of 2 obligations outstanding" == lines[0]


def test_what_is_overdue() -> None:
    lines = run("show", "--overdue").lines
    assert run("show", "--overdue", "--on", "2020-12-09").lines == lines
    assert lines[0].startswith("Overdue on 2020-12-09: ")
    assert lines[0].endswith("of 15 obligations")
    earlier = run("show", "--overdue", "--on", "2000-01-01").lines
    assert earlier[0].startswith("Overdue on 2000-01-01: ")
    assert "Yes: 0" in earlier
    among = run("show", "--overdue", "--priority", "evolving-threats").lines
    assert among[0].endswith("of 2 obligations")


def test_the_obligations() -> None:
    outcome = run("show", "--obligations")
    assert (0, "") == (outcome.status, outcome.err)
    assert "15 of 15 obligations of Member States, as of 2020-12-09" == outcome.lines[0]
    assert 15 == outcome.out.count("Outstanding in: ")
    some = run("show", "--obligations", "--priority", "evolving-threats").lines
    assert "2 of 15 obligations of Member States, as of 2020-12-09" == some[0]
    assert "1 of 15 obligations of Member States, as of 2020-12-09" == run("show", "nis", "--obligations").lines[0]


@pytest.mark.parametrize("word", ["nis", "32016L1148", "2013/0027(COD)", "COM(2013) 48"])
def test_one_initiative_by_its_id_or_an_identifier(word: str, tmp_path: Path) -> None:
    outcome = run("show", word)
    assert (0, "") == (outcome.status, outcome.err)
    assert [su.find(FIRST, "nis").title, "  Id             nis"] == outcome.lines[:2]
    su.dump(FIRST, tmp_path / "report.json")
    assert outcome.all == run("show", str(tmp_path / "report.json"), word).all


def test_one_initiative_of_another_report(tmp_path: Path) -> None:
    file = str(tmp_path / "report.yaml")
    su.dump(template(), file)
    assert template().initiatives[1].title == run("show", file, "example-directive").lines[0]
    assert "unknown initiative 'nis'; use one of: example-proposal, " in run("show", file, "nis").err


def test_one_initiative_and_one_member_state() -> None:
    lines = run("show", "nis", "--state", "PT").lines
    assert "Portugal (PT) on 2020-12-09: at least 0, at most 1 of 1 obligation outstanding" == lines[0]
    assert run("show", "nis", "--overdue").lines[0].endswith(" of 1 obligation")


def test_a_word_is_a_document_where_it_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("etias").mkdir()
    Path("other").mkdir()
    su.dump(template(), "nis")
    assert template().title == run("show", "nis").lines[0]
    assert su.find(FIRST, "etias").title.startswith(run("show", "etias").lines[0])
    assert (1, "", "securityunion: other: Is a directory\n") == run("show", "other").all


def test_an_identifier_of_several_initiatives_is_told(tmp_path: Path) -> None:
    twice = json.loads(su.dumps(FIRST))
    twice["initiatives"][1]["acts"] = next(one["acts"] for one in twice["initiatives"] if one["id"] == "nis")
    outcome = run("show", file_with(tmp_path, twice), "32016L1148")
    assert (2, "") == (outcome.status, outcome.out)
    assert "'32016L1148' is on 2 initiatives: " in outcome.err


def test_what_the_documentation_shows_is_what_is_printed() -> None:
    docs = DOCS
    if not docs.exists():
        pytest.skip("the documentation is not there: only the package is installed")
    blocks = [
        block
        for file in ("display.md", "tutorial.md")
        for block in re.findall(
            r"^```console\n\$ securityunion (.*)\n([^`]*)```$", (docs / file).read_text("utf-8"), re.MULTILINE
        )
    ]
    assert len(blocks) >= 2
    for command, shown in blocks:
        assert shown == run(*command.split()).out


# new and validate


def test_a_new_report_is_valid(tmp_path: Path) -> None:
    file = str(tmp_path / "next.json")
    outcome = run("new", file)
    assert (0, "") == (outcome.status, outcome.err)
    assert outcome.out.startswith(f"Created {file}. Replace every EXAMPLE")
    assert su.dumps(template(), indent=2) + b"\n" == Path(file).read_bytes()
    checked = run("validate", file)
    assert (0, "") == (checked.status, checked.err)
    assert checked.out.startswith(f"{file}: valid, {template()!r}")


def test_a_new_report_on_standard_output() -> None:
    outcome = run("new")
    assert (0, "") == (outcome.status, outcome.err)
    assert template() == su.loads(outcome.out)


def test_a_new_report_overwrites_nothing(tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    file.write_text("mine")
    outcome = run("new", str(file))
    assert (1, "") == (outcome.status, outcome.out)
    assert f"securityunion: {file}: already exists; choose another name\n" == outcome.err
    assert "mine" == file.read_text()


def test_a_broken_document_is_told_with_all_that_is_wrong(tmp_path: Path) -> None:
    file = file_with(tmp_path, broken(TEMPLATE, title=None, number="2", titel="x"))
    for command in ("validate", "show"):
        outcome = run(command, file)
        assert 1 == outcome.status
        told = outcome.out + outcome.err
        assert "Traceback" not in told
        for problem in (
            "$.title: null is not allowed; write text",
            "$.number: '2' is text; write a whole number",
            "$.titel: unknown key of ProgressReport; did you mean 'title'?",
        ):
            assert problem in told
    assert f"{file}: 3 problems" == run("validate", file).lines[0]
    assert "" == run("validate", file).err
    assert run("show", file).err.startswith(f"securityunion: {file}: not a valid report")
    assert "" == run("show", file).out


def test_one_problem_is_no_plural_and_those_left_out_are_counted(tmp_path: Path) -> None:
    file = file_with(tmp_path, broken(TEMPLATE, title=5))
    assert f"{file}: 1 problem" == run("validate", file).lines[0]
    file = file_with(tmp_path, {**TEMPLATE, **{f"key{number}": 1 for number in range(70)}})
    lines = run("validate", file).lines
    assert (f"{file}: 70 problems", "and 20 more") == (lines[0], lines[-1])
    assert 52 == len(lines)


def test_several_documents_are_all_validated(tmp_path: Path) -> None:
    good, bad, missing = tmp_path / "good.json", tmp_path / "bad.json", tmp_path / "missing.json"
    su.dump(FIRST, good)
    bad.write_text("{")
    outcome = run("validate", str(bad), str(missing), str(tmp_path), str(good))
    assert 1 == outcome.status
    assert [f"{bad}: 1 problem", f"{good}: valid"] == [
        line.split(",")[0] for line in outcome.lines if line.startswith((f"{bad}: ", f"{good}: "))
    ]
    assert [
        f"securityunion: {missing}: No such file or directory",
        f"securityunion: {tmp_path}: Is a directory",
    ] == outcome.err.splitlines()
    assert 0 == run("validate", str(good), str(good)).status


# wrong usage


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("show", "missing.json"), 1, "missing.json: No such file or directory"),
        (("show", "."), 1, ".: Is a directory"),
        (("validate", "missing.json"), 1, "missing.json: No such file or directory"),
        (("new", "missing/next.json"), 1, "missing/next.json: No such file or directory"),
        (("show", "--stage", "in-froce"), 2, "unknown stage 'in-froce'; did you mean 'in-force'?"),
        (("show", "--stage", "x"), 2, "unknown stage 'x'; use one of: planned, proposed, adopted-by-commission, "),
        (("show", "--priority", "evolving-threat"), 2, "did you mean 'evolving-threats'?"),
        (("show", "--state", "pt"), 2, "did you mean 'PT'?"),
        (("show", "--state", "XX"), 2, "unknown Member State 'XX'; use a code such as 'PT'"),
        (("show", "--state", "PT", "--stage", "x"), 2, "unknown stage 'x'"),
        (("show", "--on", "2020-12-09"), 2, "--on requires --overdue; add --overdue, or leave out --on"),
        (("show", "--overdue", "--on", "2020-12"), 2, "'2020-12' is not a day; write it like 2020-12-09"),
        (("show", "--overdue", "--on", "2021-02-29"), 2, "'2021-02-29' is not a day; write it like 2020-12-09"),
        (("nonsense",), 2, "invalid choice: 'nonsense'"),
        (("validate",), 2, "the following arguments are required: FILE"),
        (("show", "a", "b"), 1, "a: No such file or directory"),
        (("show", "a", "b", "c"), 2, "unrecognized arguments: c"),
        (("show", "etais"), 2, "unknown initiative 'etais'; did you mean 'etias'?"),
        (("show", "32016L114"), 2, "unknown initiative '32016L114'; did you mean '32016L1148'"),
        (
            ("show", "nis", "--stage", "adopted"),
            2,
            "--priority and --stage cannot be combined with the initiative 'nis'; leave them out",
        ),
        (("show", "--obligations", "--overdue"), 2, "--obligations cannot be combined with --overdue or --state"),
        (("show", "--obligations", "--state", "PT"), 2, "--obligations cannot be combined with --overdue or --state"),
        (("show", "--nonsense"), 2, "unrecognized arguments: --nonsense"),
        (("show", "--stage"), 2, "expected one argument"),
        (("--stage", "in-force"), 2, "securityunion: error: "),
    ],
)
def test_what_went_wrong_is_said_in_a_line(
    arguments: tuple[str, ...], status: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = run(*arguments)
    assert (status, "") == (outcome.status, outcome.out)
    assert words in outcome.err
    assert outcome.err.splitlines()[-1].startswith("securityunion")


ODD: list[tuple[str, ...]] = [
    ("",),
    ("show", ""),
    ("show", "\0"),
    ("show", "a\0b"),
    ("show", "\ud800"),
    ("show", "x" * 5000),
    ("show", "empty"),
    ("show", "binary"),
    ("show", "deep"),
    ("show", "list"),
    ("show", "/dev/null"),
    ("show", "--state", ""),
    ("show", "--state", "\ud800"),
    ("show", "--state", "P" * 10_000),
    ("show", "--state", "ΠΤ"),
    ("show", "--stage", ""),
    ("show", "--stage", "\n"),
    ("show", "--priority", "\x1b[31m"),
    ("show", "--priority", "%s %(x)s {0}"),
    ("show", "--overdue", "--on", ""),
    ("show", "--overdue", "--on", "0000-00-00"),
    ("show", "--overdue", "--on", "0001-01-01"),
    ("show", "--overdue", "--on", "9999-12-31"),
    ("show", "--overdue", "--on", "２０２０-12-09"),
    ("validate", ""),
    ("validate", "a\0b", "empty"),
    ("validate", "empty", "binary", "deep", "list", "keys", "numbers"),
    ("new", ""),
    ("new", "."),
    ("new", "a\0b"),
    ("new", "\udcff/x"),
    ("new", "x" * 5000),
    ("--", "show"),
    ("show", "--", "--state"),
    ("show", "-"),
    ("@empty",),
    ("show", "--help", "--nonsense"),
]


@pytest.mark.parametrize("arguments", ODD, ids=lambda arguments: repr(arguments)[:40])
def test_nothing_ends_in_a_traceback(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty").touch()
    Path("binary").write_bytes(bytes(range(256)))
    Path("deep").write_text("[" * 100_000)
    Path("list").write_text("[1]")
    Path("keys").write_text(json.dumps({"a.b[0]": 1, "\ud800": 1, "x\n": 1, "schema": su.SCHEMA}))
    Path("numbers").write_text(json.dumps({**BUNDLED, "number": 10**4000}))
    outcome = run(*arguments)
    assert outcome.status in (0, 1, 2)
    assert "Traceback" not in outcome.err
    assert ("" == outcome.err) if outcome.status == 0 else (outcome.err + outcome.out).strip()
    assert "\x1b" not in outcome.out + outcome.err


@pytest.mark.thorough
@settings(QUICK, max_examples=25)
@given(reports())
def test_any_sound_report_is_shown_and_valid(report: su.ProgressReport) -> None:
    with tempfile.TemporaryDirectory() as directory:
        file = str(Path(directory) / "report.json")
        su.dump(report, file)
        stages = {initiative.stage.value for initiative in report.initiatives}
        filters = [(), ("--state", "PT"), ("--overdue",), ("--obligations",), *(("--stage", stage) for stage in stages)]
        filters += [("--priority", priority.id) for priority in report.priorities[:2]]
        filters += [(one.id,) for one in report.initiatives[:2]]
        for one in filters:
            outcome = run("show", file, *one)
            assert (0, "") == (outcome.status, outcome.err)
        outcome = run("validate", file)
        assert (0, "") == (outcome.status, outcome.err)
        remarks = len(su.check(report))
        noted = f", {remarks} remark{'s' * (remarks > 1)}" if remarks else ""
        assert f"{file}: valid, {report!r}{noted}" == outcome.lines[0]
        assert 1 + remarks == len(outcome.lines)


def test_interruption_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr("securityunion.cli.main.first_progress_report", interrupted)
    outcome = run("show")
    assert (130, "", "") == (outcome.status, outcome.out, outcome.err)


def test_without_a_standard_output(monkeypatch: pytest.MonkeyPatch) -> None:
    # As with pythonw, or if the caller has closed the stream.
    monkeypatch.setattr(sys, "stdout", None)
    assert main(["show"]) in (0, 1)
    assert main(["new", "."]) == 1
    monkeypatch.setattr(sys, "stderr", None)
    assert main(["show", "--stage", "x"]) == 2


# The process.


def test_version_and_help() -> None:
    version = process("--version")
    assert (0, f"securityunion {su.__version__}\n".encode(), b"") == (
        version.returncode,
        version.stdout,
        version.stderr,
    )
    for arguments in (("--help",), ("show", "--help"), ("validate", "-h"), ("new", "-h")):
        told = process(*arguments)
        assert (0, b"") == (told.returncode, told.stderr)
        assert told.stdout.startswith(b"usage: securityunion")
    for command in (b"show", b"validate", b"new"):
        assert command in process("--help").stdout


def test_piped() -> None:
    piped = process("show")
    assert (0, b"") == (piped.returncode, piped.stderr)
    assert run("show").out == piped.stdout.decode().replace("\r\n", "\n")


def test_statuses_of_the_process(tmp_path: Path) -> None:
    assert 2 == process("nonsense").returncode
    assert 2 == process("show", "--stage", "x").returncode
    missing = process("validate", "missing.json", cwd=tmp_path, env={**os.environ, "PYTHONPATH": _search_path()})
    assert (1, b"") == (missing.returncode, missing.stdout)


def _search_path() -> str:
    return os.pathsep.join(os.path.abspath(entry) for entry in sys.path if entry)  # noqa: PTH100


def test_a_narrow_encoding_loses_nothing() -> None:
    for encoding in ("ascii", "latin-1", "cp1252"):
        narrow = process("show", "--stage", "adopted-by-commission", env={**os.environ, "PYTHONIOENCODING": encoding})
        assert (0, b"") == (narrow.returncode, narrow.stderr)
        assert len(run("show", "--stage", "adopted-by-commission").lines) == len(
            narrow.stdout.decode(encoding).splitlines()
        )
    ascii_only = process("show", "--state", "ΠΤ", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert 2 == ascii_only.returncode
    assert b"\\u03a0\\u03a4" in ascii_only.stderr
    told = process("new", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert template() == su.loads(told.stdout)


@pytest.mark.parametrize("arguments", [("show",), ("new",), ("show", "--overdue"), ("--help",), ("--version",)])
def test_a_reader_that_has_gone_is_no_failure(arguments: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        gone = process(*arguments, stdout=writer)
    finally:
        os.close(writer)
    assert (0, b"") == (gone.returncode, gone.stderr)


def test_a_reader_of_one_line(tmp_path: Path) -> None:
    document = {**TEMPLATE, "findings": [{**TEMPLATE["findings"][0], "id": f"f-{n}"} for n in range(2000)]}
    document["initiatives"] = [
        {**TEMPLATE["initiatives"][0], "id": f"i-{n}", "title": "A long title " * 20} for n in range(2000)
    ]
    document |= {"findings": [], "decisions": []}
    started = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "securityunion",
            "show",
            file_with(tmp_path, document),
            "--priority",
            "example-priority",
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert started.stdout is not None
    assert started.stderr is not None
    with started.stdout, started.stderr:
        assert b"2000 of 2000 initiatives" == started.stdout.readline().strip()
        started.stdout.close()
        assert b"" == started.stderr.read()
    assert 0 == started.wait(60)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_said_in_a_line() -> None:
    with Path("/dev/full").open("wb") as full:
        outcome = process("show", stdout=full)
    assert (1, 1) == (outcome.returncode, len(outcome.stderr.splitlines()))
    assert outcome.stderr.startswith(b"securityunion: ")


# Many reports, other formats, layout.


def test_lines_are_validated_one_by_one(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.jsonl", tmp_path / "bad.jsonl.gz"
    su.dump_lines([FIRST, FIRST], good)
    su.dump_lines([FIRST], bad)
    bad.write_bytes(bad.read_bytes() + gzip.compress(b'{"id": 1}\n\n[]\n'))
    assert (0, [f"{good}: 2 valid reports, 0 lines with problems"]) == (
        run("validate", str(good)).status,
        run("validate", str(good)).lines,
    )
    outcome = run("validate", str(bad), str(good))
    assert 1 == outcome.status
    assert f"{bad}:2: $.id: 1 is a number; write an id [wrong-type]" in outcome.lines
    wrong = "a list of 0 is not allowed; write an object with the keys of ProgressReport"
    assert f"{bad}:4: $: {wrong} [wrong-type]" in outcome.lines
    assert [
        f"{bad}: 1 valid report, 2 lines with problems",
        f"{good}: 2 valid reports, 0 lines with problems",
    ] == outcome.lines[-2:]


def test_a_damaged_archive_is_told(tmp_path: Path) -> None:
    file = tmp_path / "bad.jsonl.gz"
    file.write_bytes(b"no gzip")
    outcome = run("validate", str(file))
    assert 1 == outcome.status
    assert f"{file}: 1 problem" == outcome.lines[0]


def test_reports_are_converted_by_suffix(tmp_path: Path) -> None:
    names = ["a.json", "b.yaml", "c.yml.gz", "d.json.gz", "e.json"]
    files = [str(tmp_path / name) for name in names]
    su.dump(PART, files[0], indent=2)
    for source, target in pairwise(files):
        assert (0, "", "") == run("convert", source, target).all
        assert su.load(target) == PART
    assert Path(files[0]).read_bytes() == Path(files[-1]).read_bytes()
    refused = run("convert", files[0], files[1])
    assert 1 == refused.status
    assert f"securityunion: {files[1]}: already exists; use --force to overwrite it\n" == refused.err
    assert 0 == run("convert", "--force", files[0], files[1]).status
    assert 1 == run("convert", str(tmp_path / "no.json"), str(tmp_path / "x.json")).status


@pytest.mark.parametrize("name", ["next.json", "next.yaml", "next.json.gz"])
def test_a_template_in_the_form_of_its_suffix(tmp_path: Path, name: str) -> None:
    file = str(tmp_path / name)
    assert 0 == run("new", file).status
    assert template() == su.load(file)
    assert (1, "", f"securityunion: {file}: already exists; choose another name\n") == run("new", file).all


def test_the_layout_is_put_right_or_asked_for(tmp_path: Path) -> None:
    file, broken_file = tmp_path / "report.json", tmp_path / "broken.yaml"
    su.dump(FIRST, file)
    broken_file.write_text("id: *x")
    assert (1, f"{file}: would be reformatted\n", "") == run("fmt", "--check", str(file)).all
    assert su.dumps(FIRST) + b"\n" == file.read_bytes()
    assert (0, f"{file}: reformatted\n", "") == run("fmt", str(file)).all
    assert (0, "", "") == run("fmt", str(file)).all
    assert (0, "", "") == run("fmt", "--check", str(file)).all
    outcome = run("fmt", str(broken_file), str(file))
    assert 1 == outcome.status
    assert f"securityunion: {broken_file}: not a valid report; the file was not changed\n" in outcome.err
    assert "line 1: $: an alias; write each value out in full" in outcome.err
    assert "id: *x" == broken_file.read_text()


@pytest.mark.thorough
def test_nested_brackets_in_yaml_are_a_problem_and_no_crash(tmp_path: Path) -> None:
    file = tmp_path / "nested.yaml"
    file.write_text("[" * 25_000)
    outcome = process("validate", str(file))
    assert 1 == outcome.returncode
    wrong = b"more than 64 levels; use fewer levels or raise the limit `depth`"
    assert b"nested.yaml:1:1: $: " + wrong + b" [too-deep]" in outcome.stdout


def test_schema_prints_the_json_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == su.json_schema()


def test_a_template_in_yaml_explains_each_key_where_it_occurs_first(tmp_path: Path) -> None:
    file = str(tmp_path / "next.yaml")
    assert 0 == run("new", file).status
    assert template() == su.load(file)
    lines = Path(file).read_text(encoding="utf-8").splitlines()
    assert "# yaml-language-server: $schema=securityunion-1.schema.json" == lines[0]
    for key, comment in (
        ("title: ", "# the title of the report, as published."),
        ("    - id: example-priority", "    # the id of the priority, unique among the priorities of the strategy."),
        ('            "on": ', "            # the day of the step; null if unknown."),
    ):
        assert comment == next(above for above, line in pairwise(lines) if line.startswith(key))
    comments = " ".join(line.strip(" #") for line in lines)
    assert "One of: planned, proposed, adopted-by-commission, " in comments
    assert 1 == comments.count("the id of the initiative, unique among the initiatives of a report.")
    assert 0 == run("fmt", "--check", file).status


def test_every_example_that_is_left_is_a_remark(tmp_path: Path) -> None:
    for name in ("next.json", "next.yaml"):
        file = str(tmp_path / name)
        run("new", file)
        text = Path(file).read_text(encoding="utf-8").splitlines()
        outcome = run("validate", file)
        assert 0 == outcome.status
        left = [line for line in outcome.lines if line.endswith("[example-left]")]
        assert sum("EXAMPLE:" in line for line in text) == len(left) > 10
        for line in left:
            _, row, column, path, _ = line.split(":", 4)
            assert text[int(row) - 1][int(column) - 1 :].startswith('"EXAMPLE:')
            assert path.startswith(" $.")
        assert (1, outcome.out) == (run("validate", "--strict", file).status, run("validate", "--strict", file).out)
        assert (
            0 == run("validate", "--strict", file_with(tmp_path, broken(BUNDLED, initiatives=[], findings=[]))).status
        )


def test_problems_are_printed_with_line_and_column(tmp_path: Path) -> None:
    document = broken(TEMPLATE, number="unknown", titel="x")
    document["initiatives"][0]["priority"] = TEMPLATE["strategy"]["priorities"][0]["title"]
    (tmp_path / "report.json").write_text(json.dumps(document, indent=2), encoding="utf-8")
    (tmp_path / "report.yaml").write_text(pyyaml.safe_dump(document, sort_keys=False), encoding="utf-8")
    for name in ("report.json", "report.yaml"):
        file = tmp_path / name
        text = file.read_text(encoding="utf-8").splitlines()
        outcome = run("validate", str(file))
        assert f"{file}: 3 problems" == outcome.lines[0]
        for line, (path, value, message) in zip(
            outcome.lines[1:],
            (
                (
                    "$.initiatives[0].priority",
                    "EXAMPLE",
                    "is the title of a priority; write its id 'example-priority' ",
                ),
                (
                    "$.number",
                    "unknown",
                    "'unknown' is text; write null, without quotes, for what is unknown [wrong-type]",
                ),
                ("$.titel", "x", "unknown key of ProgressReport; did you mean 'title'? [unknown-key]"),
            ),
            strict=True,
        ):
            place, _, rest = line.removeprefix(f"{file}:").partition(": ")
            row, column = map(int, place.split(":"))
            assert text[row - 1][column - 1 :].lstrip("\"'").startswith(value)
            assert rest.startswith(f"{path}: ")
            assert message in rest
    file = tmp_path / "broken.yaml"
    file.write_text("id: x\ntitle: a: b\n", encoding="utf-8")
    assert run("validate", str(file)).lines[1].startswith(f"{file}:2:9: $: not valid YAML (a colon in a text without")
    file.write_text("id: x\n---\nid: y\n", encoding="utf-8")
    assert run("validate", str(file)).lines[1].startswith(f"{file}:2: $: a second document")
    file = tmp_path / "broken.json"
    file.write_text('{"id":\n  nis}', encoding="utf-8")
    assert run("validate", str(file)).lines[1].startswith(f"{file}:2:3: $: not valid JSON")


def test_the_result_for_programs(tmp_path: Path) -> None:
    good, bad, lines = tmp_path / "good.json", tmp_path / "bad.json", tmp_path / "many.jsonl"
    su.dump(FIRST, good)
    bad.write_text(json.dumps({**TEMPLATE, "number": "2"}), encoding="utf-8")
    lines.write_bytes(su.dumps(FIRST) + b"\n[]\n")
    files = [str(file) for file in (good, bad, lines, tmp_path / "missing.json")]
    outcome = run("validate", "--format", "json", *files)
    assert (1, "") == (outcome.status, outcome.err)
    results = json.loads(outcome.out)
    assert files == [result["file"] for result in results]
    assert [True, False, False, False] == [result["valid"] for result in results]
    assert [None, None, None, "No such file or directory"] == [result["error"] for result in results]
    assert [1, 0, 1, 0] == [result["reports"] for result in results]
    assert ["proposal-listed-as-adopted"] == [remark["code"] for remark in results[0]["remarks"]]
    (problem,) = results[1]["problems"]
    assert {
        "path": "$.number",
        "code": "wrong-type",
        "message": "'2' is text; write a whole number",
    }.items() <= problem.items()
    assert (1, bad.read_text(encoding="utf-8").index('"2"') + 1) == (problem["line"], problem["column"])
    assert [("$", 2, None)] == [(one["path"], one["line"], one["column"]) for one in results[2]["problems"]]
    assert 0 == run("validate", "--format", "json", str(good)).status


@pytest.mark.parametrize("name", ["report.json", "report.yaml"])
def test_standard_input_is_read_wherever_a_file_can_be_named(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / name
    su.dump(PART, file)
    document = file.read_bytes()

    def piped(*arguments: str, text: bytes = document) -> Outcome:
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(text)))
        return run(*arguments)

    assert run("show", str(file), "nis").all == piped("show", "-", "nis").all
    assert piped("validate", "-").out.startswith("-: valid, <ProgressReport 1")
    assert su.loads(piped("convert", "-", "-").out) == PART
    assert (0, "", "") == piped("convert", "-", str(tmp_path / "out.yaml")).all
    assert PART == su.load(tmp_path / "out.yaml")
    reformatted = piped("fmt", "-")
    assert 0 == reformatted.status
    run("fmt", str(file))
    assert file.read_text(encoding="utf-8") == reformatted.out
    assert (name == "report.json") == (piped("fmt", "--check", "-").status == 1)
    refused = piped("fmt", "-", text=b"{")
    assert (1, "") == (refused.status, refused.out)
    assert refused.err.startswith("securityunion: -: not a valid report")
    whole = process("validate", "-", input=document)
    assert (0, b"") == (whole.returncode, whole.stderr)


def test_a_name_cannot_send_commands_to_the_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    name = "x\x1b[31m\u202e.json"
    Path(name).write_text("{", encoding="utf-8")
    (tmp_path / "list.jsonl\x1b").mkdir()
    escaped = r"x\x1b[31m\u202e.json"
    for arguments in (("validate", name), ("show", name), ("fmt", name), ("convert", name, "y.json"), ("new", name)):
        outcome = run(*arguments)
        assert 1 == outcome.status
        assert escaped in outcome.out + outcome.err
        assert "\x1b" not in outcome.out + outcome.err
    assert "\x1b" not in run("validate", "list.jsonl\x1b").err
    assert r"y\x1b.json" in run("new", "y\x1b.json").out


def test_a_target_that_is_no_document_is_refused(tmp_path: Path) -> None:
    source, target = tmp_path / "a.yaml", tmp_path / "b.csv"
    su.dump(template(), source)
    outcome = run("convert", str(source), str(target))
    assert (2, "") == (outcome.status, outcome.out)
    assert f"{target}: not the name of a document; use a name that ends in .json, .yaml or .yml" in outcome.err
    assert not target.exists()


@pytest.mark.parametrize("name", ["report.json", "report.yaml"])
def test_lines_end_as_before(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    su.dump(template(), file, indent=4)
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n").replace(b"id:", b"id:  "))
    assert 0 == run("fmt", str(file)).status
    written = file.read_bytes()
    assert written.count(b"\r\n") == written.count(b"\n") > 50
    assert template() == su.load(file)
    assert 0 == run("fmt", "--check", str(file)).status


# In a terminal.


def in_terminal(columns: int, *arguments: str, **environment: str) -> list[str]:
    """Return the lines that the command writes to a terminal with this number of columns."""
    pty, fcntl, termios = (pytest.importorskip(name, reason="needs a terminal") for name in ("pty", "fcntl", "termios"))
    reader, writer = pty.openpty()
    fcntl.ioctl(writer, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "COLUMNS"}}
    with subprocess.Popen(
        [sys.executable, "-m", "securityunion", *arguments], stdout=writer, env={**kept, **environment}
    ):
        os.close(writer)
        written = b""
        with suppress(OSError):  # on Linux, reading fails when the command has ended
            while part := os.read(reader, 2**16):
                written += part
    os.close(reader)
    return written.decode().replace("\r\n", "\n").splitlines()


@pytest.mark.parametrize(("columns", "width"), [(20, 40), (40, 40), (72, 72), (100, 100), (120, 120), (200, 120)])
def test_the_text_is_as_wide_as_the_terminal(columns: int, width: int) -> None:
    plain = [line.replace("\x1b[1m", "").replace("\x1b[0m", "") for line in in_terminal(columns, "show")]
    assert max(map(len, plain)) <= width
    assert list(scoreboard_lines(FIRST, width=width)) == plain


def test_headings_are_bold_in_a_terminal_and_nowhere_else() -> None:
    lines = in_terminal(80, "show")
    assert f"\x1b[1m{FIRST.title}\x1b[0m" == lines[0]
    assert "\x1b[1m4 priorities\x1b[0m" in lines
    assert "\x1b" not in "".join(in_terminal(80, "show", NO_COLOR="1"))
    assert b"\x1b" not in process("show").stdout
