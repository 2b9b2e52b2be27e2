"""YAML gives the same reports and problems as JSON. Problems also have lines, and values keep their type."""

import json
import re
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import attrs
import pytest
import yaml as pyyaml
from documents import TEMPLATE, nodes, strategy_of
from hypothesis import given, settings
from ruamel.yaml import YAML
from strategies import QUICK, reports

import securityunion as su
from securityunion._records.docstrings import field_descriptions
from securityunion.datasets.template import template
from securityunion.wire.yaml import places_in_yaml
from securityunion.wire.yaml_comments import dumps_yaml_with_comments

SMALL = template()
WRITTEN = su.dumps_yaml(SMALL).decode()


def refused(document: bytes | str, **bounds: int) -> list[tuple[str, str, int | None]]:
    with pytest.raises(su.DocumentError) as caught:
        su.loads_yaml(document, limits=su.Limits(**bounds))
    return [(one.path, one.code.value, one.line) for one in caught.value.problems]


def old_and_new(document: str) -> list[Any]:
    newer, older = YAML(typ="safe", pure=True), YAML(typ="safe", pure=True)
    older.version = (1, 1)
    return [newer.load(document), older.load(document), pyyaml.safe_load(document)]


@pytest.mark.thorough
@settings(QUICK, max_examples=25)
@given(reports())
def test_every_reader_takes_what_is_written_for_the_same(report: su.ProgressReport) -> None:
    document = su.dumps_yaml(report)
    assert report == su.loads_yaml(document)
    plain = json.loads(su.dumps(report))
    assert [plain] * 3 == old_and_new(document.decode())


@pytest.mark.thorough
def test_the_bundled_report_goes_and_comes_back() -> None:
    report = su.first_progress_report()
    document = su.dumps_yaml(report)
    assert report == su.loads_yaml(document)
    assert document == su.dumps_yaml(su.loads_yaml(document.decode()))
    assert document.startswith(b"schema: securityunion/1\nid: first-progress-report\n")


@pytest.mark.parametrize(("last", "in_a_row"), [(56, True), (57, False)])
def test_a_list_of_texts_is_a_row_as_long_as_it_is_short(last: int, *, in_a_row: bool) -> None:
    areas = "x" * 50, "y" * last
    priority = attrs.evolve(SMALL.priorities[0], focus_areas=areas)
    strategy = attrs.evolve(strategy_of(SMALL), priorities=(priority, *SMALL.priorities[1:]))
    written = su.dumps_yaml(attrs.evolve(SMALL, strategy=strategy)).decode()
    assert in_a_row == (f"focus_areas: [{', '.join(areas)}]\n" in written)
    assert in_a_row != bool(re.search(r"focus_areas:\n +- x{50}\n +- y{57}\n", written))


def test_a_text_is_one_line_however_long() -> None:
    report = attrs.evolve(SMALL, title="word " * 99 + "end")
    assert f"title: {'word ' * 99}end\n" in su.dumps_yaml(report).decode().replace('"', "")


def test_letters_of_every_language_are_written_as_they_are() -> None:
    report = attrs.evolve(SMALL, title="\u0388\u03ba\u03b8\u03b5\u03c3\u03b7 \u2013 \u010cl\u00e1nek")
    assert report.title in su.dumps_yaml(report).decode()


@pytest.mark.parametrize("name", ["report.yaml", "report.yml", "REPORT.YAML", "report.yaml.gz"])
def test_files_are_yaml_by_their_suffix(tmp_path: Path, name: str) -> None:
    su.dump(SMALL, tmp_path / name)
    assert SMALL == su.load(tmp_path / name)
    if not name.endswith(".gz"):
        assert SMALL == su.loads_yaml((tmp_path / name).read_bytes())


TEXTS = [
    "NO",
    "no",
    "on",
    "yes",
    "12016E016",
    "0812",
    "1:20",
    "2020-12-09",
    "1.0",
    "1_000",
    "0x1F",
    ".inf",
    "=",
    "Null?",
]


@pytest.mark.parametrize("text", TEXTS)
def test_text_without_quotes_is_the_text_it_is(text: str) -> None:
    document = WRITTEN.replace('title: "EXAMPLE: the title of the report, as published"', f"title: {text}")
    assert document != WRITTEN
    assert text == su.loads_yaml(document).title


SIGNS = [
    ": ",
    "- a",
    "# a",
    "a #b",
    " a",
    "a ",
    "'",
    '"',
    "a\nb\t",
    "&a",
    "*a",
    "!a",
    "|",
    "%",
    "@",
    "`",
    "[a",
    "{a",
    "a: b",
]
WORDS = ["null", "~", "true", "y", "N", "12e5", "\u0662", "a\u2028\u00a0\ufeffb", "\U0001f1ea"]


@pytest.mark.thorough
@pytest.mark.parametrize("text", [*TEXTS, *SIGNS, *WORDS])
def test_every_text_is_written_so_that_it_stays_text(text: str) -> None:
    document = su.dumps_yaml(su.loads(json.dumps({**TEMPLATE, "title": text}))).decode()
    assert [text] * 3 == [plain["title"] for plain in old_and_new(document)]
    assert text == su.loads_yaml(document).title


@pytest.mark.parametrize("word", ["null", "Null", "NULL", "~", ""])
def test_what_is_not_known(word: str) -> None:
    assert su.loads_yaml(WRITTEN.replace("number: 2", f"number: {word}")).number is None


@pytest.mark.parametrize(
    ("found", "expected"), [("2", 2), ("0o2", "0o2"), ("2.0", "2.0"), ("'2'", "2"), ("two", "two"), ("true", "true")]
)
def test_only_digits_are_numbers(found: str, expected: object) -> None:
    document = WRITTEN.replace("number: 2", f"number: {found}")
    if expected == 2:
        assert expected == su.loads_yaml(document).number
    else:
        line = 1 + document.splitlines().index(f"number: {found}")
        assert [("$.number", "wrong-type", line)] == refused(document)


def test_problems_are_those_of_json_with_their_lines() -> None:
    document = WRITTEN.replace("kind: proposal\n    stage", "knd: proposal\n    stage").replace(
        '"2021-01-31"', '"soon"'
    )
    lines = document.splitlines()
    found = refused(document)
    assert {"$.initiatives[0].knd", "$.initiatives[0].kind", "$.published"} <= {path for path, _, _ in found}
    for path, code, line in found:
        assert line is not None
        if code == "missing-key":
            assert "id: example-proposal" in lines[line - 1]
        else:
            assert path.rpartition(".")[2].partition("[")[0] in lines[line - 1]


def test_the_file_and_the_line_are_told(tmp_path: Path) -> None:
    file = tmp_path / "report.yaml"
    line = 2 + WRITTEN.splitlines().index("number: 2")
    file.write_text(WRITTEN.replace("number: 2", "number: two\nnumber: 3"))
    with pytest.raises(su.DocumentError) as caught:
        su.load(file)
    assert str(caught.value).startswith(f"{file}:{line}: $.number: duplicate key; keep one of them")


HOSTILE: list[tuple[str | bytes, str, int | None]] = [
    ("a: &x 1\nb: 2", "not-yaml", 1),
    ("a: *x", "not-yaml", 1),
    ("a: &a [x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]", "not-yaml", 1),
    ("id: !!python/object/apply:os.system [x]", "not-yaml", 1),
    ("id: !!binary aGk=", "not-yaml", 1),
    ("id: !!str x", "not-yaml", 1),
    ("!custom\nid: x", "not-yaml", 1),
    ("id: x\n<<: {title: y}", "not-yaml", 2),
    ("id: x\n---\nid: y", "not-yaml", 2),
    ("id: x\n...\nid: y", "not-yaml", 3),
    ("%YAML 1.1\n---\nid: x", "not-yaml", 1),
    ("# a comment\n\n%TAG ! tag:x,2020:\n---\nid: x", "not-yaml", 3),
    ("%FOO bar\n---\nid: x", "not-yaml", 1),
    ("\ufeff%FOO\n---\nid: x", "not-yaml", 1),
    ("? [a]\n: x", "not-yaml", 1),
    ("? {a: b}\n: x", "not-yaml", 1),
    ("id: 'x", "not-yaml", 1),
    ('id: "\\q"', "not-yaml", 1),
    ("id: [x", "not-yaml", 1),
    ("id: x\n y: z", "not-yaml", 2),
    ("\tid: x", "not-yaml", 1),
    ("id: x\x07", "not-yaml", None),
    ("id: \x00", "not-yaml", None),
    ("id: \ufffe", "not-yaml", None),
    ("@id: x", "not-yaml", 1),
    ("[" * 25_000, "too-deep", 1),
    ("- " * 25_000, "too-deep", 1),
    ("\n".join(" " * level + "a:" for level in range(2_000)), "too-deep", 65),
    ("id: \ufeffx".encode("utf-16-le"), "not-utf-8", None),
    ("id: x".encode("utf-16"), "not-utf-8", None),
    (b"id: \xff", "not-utf-8", None),
    ("id: \ud800", "not-utf-8", None),
]


@pytest.mark.parametrize(("document", "code", "line"), HOSTILE)
def test_what_reports_do_without_is_refused(document: str | bytes, code: str, line: int | None) -> None:
    assert [("$", code, line)] == refused(document)


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ("a: &x 1", "an anchor 'x'; write each value out in full"),
        ("a: *x", "an alias; write each value out in full"),
        ("<<: {title: y}", "a merge key; write each value out in full"),
        ("id: !!str x", "a tag 'tag:yaml.org,2002:str'; remove it"),
        ("%YAML 1.1\n---\nid: x", "a directive; remove it"),
        ("id: x\n---\nid: y", "a second document; write one report in each file"),
        ("? [a]\n: x", "a key is a list or an object; use text"),
        ("[[[x]]]", "more than 2 levels; use fewer levels or raise the limit `depth`"),
        ("[1, 2, 3]", "more than 3 values; shorten the document or raise the limit `nodes`"),
        ("title: abcdef", "6 characters exceed the limit of 5; shorten the text or raise the limit `text`"),
    ],
)
def test_a_message_says_what_is_wrong_and_what_to_do(document: str, message: str) -> None:
    with pytest.raises(su.DocumentError) as caught:
        su.loads_yaml(document, limits=su.Limits(depth=2, nodes=3, text=5))
    assert [message] == [problem.message for problem in caught.value.problems]


@pytest.mark.parametrize("document", ["", "# only a comment", "---", "~", "[]", "- a", "just text", "'text'", "5"])
def test_what_is_no_object_is_refused_as_in_json(document: str) -> None:
    assert [("$", "wrong-type")] == [(path, code) for path, code, _ in refused(document)]


def test_a_byte_order_mark_is_allowed_as_yaml_allows_it() -> None:
    assert (
        su.loads_yaml(b"\xef\xbb\xbf" + WRITTEN.encode()) == su.loads_yaml("\ufeff" + WRITTEN) == su.loads_yaml(WRITTEN)
    )


def test_a_percent_sign_is_allowed_behind_the_first_line() -> None:
    report = attrs.evolve(su.loads_yaml(WRITTEN), title="5 %\n%FOO")
    assert report == su.loads_yaml(su.dumps_yaml(report))


def test_bounds_hold_while_the_events_come() -> None:
    assert [("$", "too-large", None)] == refused(WRITTEN, size=99)
    assert [("$", "too-many-nodes")] == [one[:2] for one in refused(WRITTEN, nodes=20)]
    assert [("$.title", "too-long", 1)] == refused("title: " + "x" * 500, text=499)
    assert [("$['" + "x" * 55 + "...']", "too-long", 1)] == refused("x" * 500 + ": 1", text=499)
    assert [("$", "too-deep", 1)] == refused("[" * 40 + "]" * 40, depth=39)
    assert [("$", "wrong-type", 1)] == refused("[" * 40 + "]" * 40, depth=40)
    assert [("$", "too-deep")] == [one[:2] for one in refused("a: " + "[" * 1_100 + "]" * 1_100, depth=10**6)]


def test_the_largest_document_that_a_limit_allows_is_read() -> None:
    values = nodes(json.loads(su.dumps(SMALL)))
    assert SMALL == su.loads_yaml(WRITTEN, limits=su.Limits(nodes=values))
    assert [("$", "too-many-nodes")] == [one[:2] for one in refused(WRITTEN, nodes=values - 1)]
    assert "too-long" not in [code for _, code, _ in refused("title: " + "x" * 500, text=500)]


def test_a_mistake_is_found_by_line_and_column() -> None:
    with pytest.raises(su.DocumentError, match=r"^line 2: \$: not valid YAML \(.+ at column 2\); add `,` or `\]`$"):
        su.loads_yaml("a: [1\nb: 3")


def test_what_the_parser_should_not_raise_is_no_yaml_either(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> Any:
        raise ValueError("year 0 is out of range")

    monkeypatch.setattr(YAML, "parse", failing)
    assert [("$", "not-yaml", None)] == refused("id: x")


def test_unknown_keys_and_wrong_types_stay_readable_problems() -> None:
    found = refused("schema: securityunion/1\nid: a\ncolour: [a, {b: ~}]\nsources: x\nfindings: [1]\nstrategy: {id: 5}")
    assert ("$.colour", "unknown-key", 3) in found
    assert ("$.sources", "wrong-type", 4) in found
    assert ("$.findings[0]", "wrong-type", 5) in found
    assert ("$.strategy.title", "missing-key", 6) in found


@pytest.mark.parametrize(
    "act", [lambda: su.loads_yaml("id: x"), lambda: su.dumps_yaml(SMALL), lambda: su.load("report.yaml")]
)
def test_without_the_extra_the_error_names_it(
    act: Callable[[], object], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.yaml").write_text("id: x")
    monkeypatch.setitem(sys.modules, "ruamel.yaml", None)
    with pytest.raises(
        ModuleNotFoundError, match=r"^YAML support is not installed; run: pip install 'securityunion\[yaml\]'$"
    ):
        act()


def test_what_is_no_report_or_no_text() -> None:
    with pytest.raises(TypeError, match=r"^document: 5 is an int; pass bytes or text$"):
        su.loads_yaml(5)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"^report: a StringIO is not allowed; pass a ProgressReport$"):
        su.dumps_yaml(StringIO())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("document", "place"),
    [("id: x\n\n  title: @y\n", (3, 8)), ("a: [1\nb: 2\n", (2, 2)), ("id: x\n\ntitle: 'open\n", (4, 1))],
)
def test_a_mistake_in_the_syntax_has_its_line_and_column(document: str, place: tuple[int, int]) -> None:
    assert place == places_in_yaml(document)["$"]


def test_the_comment_on_a_list_or_an_object_is_above_its_key() -> None:
    lines = dumps_yaml_with_comments(template()).decode().splitlines()
    for name, description in field_descriptions(su.ProgressReport).items():
        start = next(number for number, line in enumerate(lines) if line.startswith(f"# {description[:40]}"))
        key = next(line for line in lines[start:] if not line.startswith("#"))
        assert key.startswith(f"{name}:")


@pytest.mark.parametrize(
    ("lengths", "on_one_line"), [((108,), True), ((109,), False), ((3, 103), True), ((3, 104), False)]
)
def test_a_short_list_is_written_on_one_line(lengths: tuple[int, ...], on_one_line: bool) -> None:
    (priority,) = SMALL.priorities
    areas = tuple("a" * length for length in lengths)
    strategy = attrs.evolve(strategy_of(SMALL), priorities=(attrs.evolve(priority, focus_areas=areas),))
    report = attrs.evolve(SMALL, strategy=strategy)
    written = su.dumps_yaml(report).decode()
    assert on_one_line == ("focus_areas: [" in written) != ("focus_areas:\n" in written)
    assert report == su.loads_yaml(written)
