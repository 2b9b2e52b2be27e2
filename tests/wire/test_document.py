"""Reading and writing documents: no data are lost or ignored, and all problems are found, each with its path."""

import copy
import difflib
import hashlib
import io
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import IO, Any

import pytest
from documents import BUNDLED, REMOVED, TEMPLATE, broken, fast, problems, put, strictly, written
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import QUICK, reports

import securityunion as su
from securityunion._records.fields import Shape, shapes
from securityunion.datasets.template import template
from securityunion.errors import MOST_PROBLEMS

FIRST = su.first_progress_report()
WRITTEN = su.dumps(FIRST)


# Writing documents.


@QUICK
@given(reports())
def test_nothing_is_lost(report: su.ProgressReport) -> None:
    compact, indented = su.dumps(report), su.dumps(report, indent=2)
    assert report == su.loads(compact)
    assert report == su.loads(indented)
    assert report == su.loads(indented.decode())
    assert compact == su.dumps(su.loads(indented))
    assert indented == su.dumps(su.loads(compact), indent=2)
    assert compact == written(json.loads(indented))


@QUICK
@given(reports())
def test_what_is_written_is_read_the_fast_way_and_the_slow_way_alike(report: su.ProgressReport) -> None:
    for document in (su.dumps(report), su.dumps(report, indent=1)):
        assert report == fast(document)
        assert report == strictly(document)


@QUICK
@given(reports(), st.randoms(use_true_random=False))
def test_the_order_of_keys_and_keys_that_may_be_absent_say_nothing(report: su.ProgressReport, dice: Any) -> None:
    def disturbed(value: Any, record: type[Any]) -> Any:
        shape_of = {shape.name: shape for shape in shapes(record)}
        pairs = [(key, below(inner, shape_of[key])) for key, inner in value.items() if kept(inner, shape_of[key])]
        dice.shuffle(pairs)
        return dict(pairs)

    def below(value: Any, shape: Shape) -> Any:
        if not shape.is_record or value is None:
            return value
        return [disturbed(item, shape.item) for item in value] if shape.many else disturbed(value, shape.item)

    def kept(value: Any, shape: Shape) -> bool:
        says_nothing = value is None if shape.optional else value == [] and shape.many
        return not says_nothing or dice.random() < 0.5

    document = disturbed(json.loads(su.dumps(report)), su.ProgressReport)
    assert report == su.loads(json.dumps(document, ensure_ascii=bool(dice.randrange(2))))


def test_keys_are_sorted_at_every_level() -> None:
    def in_order(pairs: list[tuple[str, Any]]) -> None:
        seen.append(len(pairs))
        assert sorted(pairs, key=lambda pair: pair[0]) == pairs

    seen: list[int] = []
    for report in (FIRST, template()):
        for indent in (None, 0, 4):
            json.loads(su.dumps(report, indent=indent), object_pairs_hook=in_order)
    assert len(seen) > 500


def test_every_field_is_written_and_what_is_not_known_is_null() -> None:
    report = su.ProgressReport(id="r", title="T", published=date(2020, 12, 9), strategy=su.Strategy(id="s", title="S"))
    document = json.loads(su.dumps(report))
    assert sorted(shape.name for shape in shapes(su.ProgressReport)) == list(document)
    assert sorted(shape.name for shape in shapes(su.Strategy)) == list(document["strategy"])
    assert {"start": None, "end": None} == document["covers"]
    assert (None, [], "securityunion/1") == (document["number"], document["findings"], document["schema"])


def test_the_bundled_file_is_read_the_fast_way() -> None:
    file = Path(su.__file__).with_name("datasets") / "first-progress-report.json"
    document = file.read_bytes()
    assert FIRST == fast(document)
    assert FIRST == strictly(document)
    assert document == su.dumps(FIRST, indent=2) + b"\n"


SEEDED = """
import hashlib, json, sys
import securityunion as su
from securityunion.datasets.template import template
broken = json.loads(su.dumps(template()))
broken["findings"] *= 2
broken["initiatives"][1]["obligations"][0]["outstanding"]["excluded"] = ["AT", "BE", "AT"]
broken["sources"] = [7]
broken["nonsense"] = broken["titel"] = 1
try:
    su.loads(json.dumps(broken))
except su.DocumentError as error:
    complaint = str(error)
for text in (su.dumps(su.first_progress_report()), su.dumps(template(), indent=2), complaint.encode()):
    print(hashlib.sha256(text).hexdigest())
"""


AGAIN = """
import sys
import securityunion as su
for line in sys.stdin.buffer.read().splitlines():
    sys.stdout.buffer.write(su.dumps(su.loads(line)) + bytes([10]))
"""


@pytest.mark.thorough
@settings(QUICK, max_examples=1)
@given(st.lists(reports(), min_size=8, max_size=12))
def test_generated_reports_have_the_same_bytes_under_ten_hash_seeds(some: list[su.ProgressReport]) -> None:
    expected = b"".join(su.dumps(report) + b"\n" for report in some)
    for seed in range(10):
        environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
        again = subprocess.run(
            [sys.executable, "-c", AGAIN], input=expected, env=environment, capture_output=True, check=True
        )
        assert expected == again.stdout


@pytest.mark.thorough
def test_same_report_same_bytes_whatever_the_hash_seed() -> None:
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", SEEDED],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed in range(10)
    ]
    outputs = {run.communicate()[0] for run in runs}
    assert [0] * 10 == [run.returncode for run in runs]
    assert 1 == len(outputs)
    first, second, third = outputs.pop().split()
    assert hashlib.sha256(WRITTEN).hexdigest() == first
    assert hashlib.sha256(su.dumps(template(), indent=2)).hexdigest() == second
    assert third not in {first, second}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (None, "None is not allowed"),
        ({}, "a dict is not allowed"),
        (BUNDLED, "a dict is not allowed"),
        ("report", "'report' is a str"),
        (FIRST.strategy, "a Strategy is not allowed"),
    ],
)
def test_only_reports_are_written(wrong: Any, words: str) -> None:
    with pytest.raises(TypeError, match=f"^report: {words}; pass a ProgressReport$"):
        su.dumps(wrong)
    with pytest.raises(TypeError, match=f"^report: {words}; pass a ProgressReport$"):
        su.dump(wrong, io.BytesIO())


# Reading documents.


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (5, "5 is an int"),
        (None, "None is not allowed"),
        (b"report.json", "b'report.json' is bytes"),
        ([], "a list is not allowed"),
    ],
)
def test_a_report_is_loaded_from_a_path_or_an_open_file(wrong: Any, words: str) -> None:
    with pytest.raises(TypeError, match=f"^source: {words}; pass a path or an open file$"):
        su.load(wrong)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (None, "None is not allowed"),
        (5, "5 is an int"),
        (BUNDLED, "a dict is not allowed"),
        ([WRITTEN], "a list is not allowed"),
        (Path("report.json"), f"a {type(Path()).__name__} is not allowed"),
    ],
)
def test_a_document_is_bytes_or_text(wrong: Any, words: str) -> None:
    with pytest.raises(TypeError, match=f"^document: {words}; pass bytes or text$"):
        su.loads(wrong)


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview, bytes.decode])
def test_a_document_in_any_kind_of_bytes_or_text(kind: Callable[[bytes], Any]) -> None:
    assert FIRST == su.loads(kind(WRITTEN))


@pytest.mark.parametrize(
    "frame", ["{}", " \r\n\t{}", "{}\n\n", '{{"$schema":"x",{}', '{{"$schema":"https://example.org/[1]",{}']
)
def test_white_space_and_the_key_for_editors_are_let_pass(frame: str) -> None:
    document = WRITTEN.decode()
    assert FIRST == su.loads(frame.format(document[1:] if "$" in frame else document))


@pytest.mark.parametrize("value", ["5", "null", '{"$schema":[1]}'])
def test_the_key_for_editors_is_text(value: str) -> None:
    document = WRITTEN.decode().replace("{", f'{{"$schema":{value},', 1)
    assert [("$.$schema", "wrong-type")] == problems(document)
    with pytest.raises(su.DocumentError, match="the address of the JSON Schema, as text"):
        su.loads(document)


def test_the_key_for_editors_is_let_pass_at_the_top_only() -> None:
    document = broken(TEMPLATE)
    document["strategy"]["$schema"] = document["initiatives"][0]["$schema"] = "x"
    expected = [("$.initiatives[0].$schema", "unknown-key"), ("$.strategy.$schema", "unknown-key")]
    assert expected == sorted(problems(json.dumps(document)))


def test_escapes_are_read_as_what_they_stand_for() -> None:
    document = su.dumps(template()).replace(b"EXAMPLE: a directive", b"\\u0045X\\u0041MPLE: \\ud83d\\ude00\\/\\n")
    assert "EXAMPLE: 😀/\n that Member States have to transpose" == su.loads(document).initiatives[1].title


ONE_TWO = (
    b'{"schema":"securityunion/1","id":"r","title":"%s","published":"2020-12-09","strategy":{"id":"s","title":"S"}%s}'
)
MANY_DIGITS = b"9" * 5000

UNREADABLE: list[tuple[str, bytes | str, str]] = [
    ("no-utf-8", ONE_TWO % (b"caf\xe9", b""), "not-utf-8"),
    ("no-utf-8-in-a-broken-document", b'{"x": "\xff', "not-utf-8"),
    ("overlong-utf-8", ONE_TWO % (b"\xc0\x80", b""), "not-utf-8"),
    ("surrogate-in-utf-8", ONE_TWO % (b"\xed\xa0\x80", b""), "not-utf-8"),
    ("surrogate-in-text", WRITTEN.decode().replace("Secure 5G", "\ud800", 1), "not-utf-8"),
    ("byte-order-mark", b"\xef\xbb\xbf" + WRITTEN, "not-utf-8"),
    ("byte-order-mark-in-text", "\ufeff" + WRITTEN.decode(), "not-utf-8"),
    ("utf-16", WRITTEN.decode().encode("utf-16"), "not-utf-8"),
    ("utf-16-without-mark", "{}".encode("utf-16-le"), "not-utf-8"),
    ("utf-32-without-mark", "{}".encode("utf-32-be"), "not-utf-8"),
    ("utf-32", WRITTEN.decode().encode("utf-32"), "not-utf-8"),
    ("empty", b"", "not-json"),
    ("empty-text", "", "not-json"),
    ("blank", b" \n", "not-json"),
    ("cut-off", WRITTEN[:-1], "not-json"),
    ("two-documents", WRITTEN + WRITTEN, "not-json"),
    ("trailing-data", WRITTEN + b" x", "not-json"),
    ("trailing-nul", WRITTEN + b"\0", "not-json"),
    ("trailing-comma", WRITTEN[:-1] + b",}", "not-json"),
    ("trailing-comma-in-a-list", ONE_TWO % (b"T", b',"findings":[1,]'), "not-json"),
    ("comment", b"// a report\n" + WRITTEN, "not-json"),
    ("single-quotes", b"{'id': 'r'}", "not-json"),
    ("key-without-quotes", b'{id: "r"}', "not-json"),
    ("yaml", b"id: r\ntitle: T\n", "not-json"),
    ("control-character", ONE_TWO % (b"\x01", b""), "not-json"),
    ("newline-in-text", ONE_TWO % (b"a\nb", b""), "not-json"),
    ("wrong-escape", ONE_TWO % (b"\\x41", b""), "not-json"),
    ("half-an-escape", ONE_TWO % (b"\\ud8", b""), "not-json"),
    ("no-break-space", WRITTEN + b"\xc2\xa0", "not-json"),
    ("nan", ONE_TWO % (b"T", b',"number":NaN'), "not-json"),
    ("infinity", ONE_TWO % (b"T", b',"number":Infinity'), "not-json"),
    ("minus-infinity", ONE_TWO % (b"T", b',"number":-Infinity'), "not-json"),
    ("nan-under-an-unknown-key", ONE_TWO % (b"T", b',"x":[NaN]'), "not-json"),
    ("leading-zero", ONE_TWO % (b"T", b',"number":01'), "not-json"),
    ("leading-plus", ONE_TWO % (b"T", b',"number":+1'), "not-json"),
    ("hexadecimal", ONE_TWO % (b"T", b',"number":0x1'), "not-json"),
    ("thousands-of-digits", ONE_TWO % (b"T", b',"number":' + MANY_DIGITS), "not-json"),
    ("thousands-of-digits-under-an-unknown-key", ONE_TWO % (b"T", b',"x":-' + MANY_DIGITS), "not-json"),
    ("deep-lists", b"[" * 100_000 + b"]" * 100_000, "too-deep"),
    ("deep-lists-never-closed", b"[" * 100_000, "too-deep"),
    ("deep-objects", b'{"a":' * 100_000, "too-deep"),
    ("deep-under-a-key", ONE_TWO % (b"T", b',"findings":' + b"[" * 100_000 + b"]" * 100_000), "too-deep"),
    ("deep-under-an-unknown-key", ONE_TWO % (b"T", b',"x":' + b"[" * 100_000 + b"]" * 100_000), "too-deep"),
    ("deep-under-the-key-for-editors", b'{"$schema":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "too-deep"),
]


@pytest.mark.parametrize(("document", "code"), [pytest.param(*row[1:], id=row[0]) for row in UNREADABLE])
def test_what_cannot_be_read_at_all_is_one_problem(document: bytes | str, code: str) -> None:
    assert [("$", code)] == problems(document)


@pytest.mark.parametrize("document", [b"[]", b"null", b"5", b'"text"', b"true", b"[[1]]", b"1e999", MANY_DIGITS[:4000]])
def test_a_document_is_an_object(document: bytes) -> None:
    assert [("$", "wrong-type")] == problems(document)


# Every kind of mistake. Each gives one problem, at the path of the mistake. Paths lead into `TEMPLATE`.
PROPOSAL, DIRECTIVE = "$.initiatives[0]", "$.initiatives[1]"
OBLIGATION = f"{DIRECTIVE}.obligations[0]"
OUTSTANDING = f"{OBLIGATION}.outstanding"
RECORD = f"{OBLIGATION}.records[0]"
BROKEN: list[tuple[str, str, Any, str]] = [
    # keys
    ("unknown-key", "$.nonsense", 1, "unknown-key"),
    ("unknown-key-nested", f"{OBLIGATION}.bound.names", [], "unknown-key"),
    ("unknown-key-of-a-method", "$.strategy.document.__init__", 1, "unknown-key"),
    ("unknown-key-in-another-case", "$.Number", 1, "unknown-key"),
    ("missing-key", "$.title", REMOVED, "missing-key"),
    ("missing-key-nested", f"{OBLIGATION}.duty", REMOVED, "missing-key"),
    ("missing-key-in-a-list", "$.findings[0].id", REMOVED, "missing-key"),
    # the version
    ("later-version", "$.schema", "securityunion/2", "unsupported-schema"),
    ("other-format", "$.schema", "", "unsupported-schema"),
    ("no-version", "$.schema", REMOVED, "missing-key"),
    ("version-null", "$.schema", None, "wrong-type"),
    ("version-number", "$.schema", 1, "wrong-type"),
    ("version-list", "$.schema", ["securityunion/1"], "wrong-type"),
    # enumerations
    ("wrong-value", f"{PROPOSAL}.stage", "negotiated", "unknown-value"),
    ("value-in-capitals", "$.findings[0].kind", "ACTION-NEEDED", "unknown-value"),
    ("name-for-value", "$.findings[0].kind", "ACTION_NEEDED", "unknown-value"),
    ("value-with-a-blank", "$.findings[0].kind", "action-needed ", "unknown-value"),
    ("surrogate-for-value", "$.findings[0].kind", "\ud800", "unknown-value"),
    ("state-by-its-long-code", f"{OUTSTANDING}.named[0]", "GRC", "unknown-value"),
    ("state-in-small-letters", f"{RECORD}.state", "at", "unknown-value"),
    # days
    ("no-such-day", "$.published", "2021-02-30", "wrong-form"),
    ("no-such-month", "$.published", "2021-13-01", "wrong-form"),
    ("year-nought", "$.published", "0000-01-01", "wrong-form"),
    ("time-with-the-day", "$.published", "2021-01-31T00:00:00", "wrong-form"),
    ("day-without-hyphens", "$.published", "20210131", "wrong-form"),
    ("day-of-a-week", "$.published", "2021-W04-7", "wrong-form"),
    ("day-with-a-blank", "$.published", " 2021-01-31", "wrong-form"),
    ("day-with-a-newline", "$.published", "2021-01-31\n", "wrong-form"),
    ("day-in-other-digits", "$.published", "\uff12\uff10\uff12\uff11-01-31", "wrong-form"),
    ("month-for-day", "$.published", "2021-01", "wrong-form"),
    ("day-as-number", "$.published", 20210131, "wrong-type"),
    ("no-such-day-at-depth", f"{RECORD}.on", "2021-02-30", "wrong-form"),
    ("no-such-partial-date", "$.covers.end", "2021-02-30", "wrong-form"),
    ("partial-date-with-time", "$.findings[0].due", "2021-06-30T12:00", "wrong-form"),
    ("partial-date-as-number", "$.strategy.period.start", 2020, "wrong-type"),
    # forms
    ("id-in-capitals", "$.id", "Next-Report", "wrong-form"),
    ("id-with-a-newline", "$.id", "next-report\n", "wrong-form"),
    ("id-too-long", "$.id", "x" * 101, "wrong-form"),
    ("id-empty", "$.id", "", "wrong-form"),
    ("blank-title", f"{PROPOSAL}.title", " \n", "wrong-form"),
    ("blank-in-a-list", "$.strategy.priorities[0].focus_areas[0]", "", "wrong-form"),
    ("half-a-surrogate-pair", "$.title", "\udc00x", "wrong-form"),
    ("surrogates-in-the-wrong-order", "$.findings[0].summary", "\udc00\ud800", "wrong-form"),
    ("wrong-celex", f"{DIRECTIVE}.acts[0].celex", "2018/1", "wrong-form"),
    ("wrong-eli", f"{DIRECTIVE}.acts[0].eli", "eli/dir/2018/1", "wrong-form"),
    ("wrong-oj", f"{DIRECTIVE}.acts[0].oj", "L 1/1", "wrong-form"),
    ("wrong-procedure", f"{PROPOSAL}.procedures[0].reference", "2020/1(COD)", "wrong-form"),
    ("wrong-document", f"{PROPOSAL}.documents[0].reference", "COM 2020/2", "wrong-form"),
    ("wrong-address", "$.sources[0].url", "javascript:alert(1)", "wrong-form"),
    ("blank-case", f"{RECORD}.case", " ", "wrong-form"),
    # numbers
    ("number-nought", "$.number", 0, "contradiction"),
    ("number-below-nought", "$.number", -(10**30), "contradiction"),
    ("huge-count", f"{OUTSTANDING}.count", 10**4000, "contradiction"),
    # rules within a record
    ("a-state-twice", f"{OUTSTANDING}.named[1]", "AT", "contradiction"),
    ("fewer-than-named", f"{OUTSTANDING}.count", 0, "contradiction"),
    ("more-than-there-are", f"{OUTSTANDING}.count", 28, "contradiction"),
    ("end-before-start", "$.strategy.period.end", "2019", "contradiction"),
    ("act-ends-too-early", f"{DIRECTIVE}.acts[0].ends", "2018-01-21", "contradiction"),
    ("two-positions-of-one", f"{PROPOSAL}.positions[1].institution", "council", "contradiction"),
    # references
    ("no-such-priority", f"{DIRECTIVE}.priority", "example", "dangling-reference"),
    ("no-such-source-at-depth", f"{RECORD}.sources[0]", "report", "dangling-reference"),
    ("no-such-initiative", "$.findings[0].initiatives[1]", "gone", "dangling-reference"),
    ("references-to-what-is-broken", "$.sources[0]", "the-report", "wrong-type"),
    ("references-into-what-is-broken", "$.strategy.priorities[0]", None, "wrong-type"),
]

# Mistakes that give a problem at another path, or several problems.
ELSEWHERE: list[tuple[str, dict[str, Any], list[tuple[str, str]]]] = [
    (
        "several-missing",
        {"$.strategy.title": REMOVED, "$.published": REMOVED},
        [("$.published", "missing-key"), ("$.strategy.title", "missing-key")],
    ),
    (
        "later-version-hides-all-else",
        {"$.schema": "securityunion/2", "$.title": 5, "$.nonsense": 1, "$.sources": []},
        [("$.schema", "unsupported-schema")],
    ),
    (
        "no-version-and-more",
        {"$.schema": REMOVED, "$.title": 5},
        [("$.schema", "missing-key"), ("$.title", "wrong-type")],
    ),
    (
        "every-field-is-looked-at",
        {"$.title": "\ud800", "$.number": "2", "$.id": "A B"},
        [("$.id", "wrong-form"), ("$.number", "wrong-type"), ("$.title", "wrong-form")],
    ),
    ("infinite-count", {f"{OUTSTANDING}.count": float("inf")}, [("$", "not-json")]),
    ("named-and-excluded", {f"{OUTSTANDING}.excluded": ["AT"]}, [(f"{OUTSTANDING}.named[0]", "contradiction")]),
    (
        "named-out-of-scope",
        {f"{OUTSTANDING}.scope": ["DE", "FR", "IT"]},
        [(f"{OUTSTANDING}.named[0]", "contradiction")],
    ),
    ("outstanding-though-not-bound", {f"{OBLIGATION}.bound.excluded": ["AT"]}, [(OUTSTANDING, "contradiction")]),
    ("outstanding-though-complete", {f"{RECORD}.status": "complete"}, [(OUTSTANDING, "contradiction")]),
    (
        "id-used-twice",
        {
            f"{DIRECTIVE}.id": "example-proposal",
            f"{OBLIGATION}.initiative": "example-proposal",
            "$.findings[0].initiatives": [],
        },
        [(f"{DIRECTIVE}.id", "duplicate-id")],
    ),
    ("source-id-used-twice", {"$.sources[1]": TEMPLATE["sources"][0]}, [("$.sources[1].id", "duplicate-id")]),
    (
        "dangling-in-a-broken-document",
        {"$.findings[0].priority": "gone", "$.title": None},
        [("$.findings[0].priority", "dangling-reference"), ("$.title", "wrong-type")],
    ),
]


def _both_ways(document: Any) -> list[bytes]:
    """Return the document in the form of `dumps`, which the fast path tries first, and in another form."""
    try:
        return [written(document), json.dumps(document, indent=1).encode()]
    except UnicodeEncodeError:  # half a surrogate pair can only be written as an escape
        return [json.dumps(document).encode()]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        *(pytest.param({path: value}, [(path, code)], id=name) for name, path, value, code in BROKEN),
        *(pytest.param(changes, expected, id=name) for name, changes, expected in ELSEWHERE),
    ],
)
def test_what_is_wrong_is_named_with_its_place(changes: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    document = broken(TEMPLATE)
    for path, value in changes.items():
        put(document, path, value)
    for encoded in _both_ways(document):
        assert expected == sorted(problems(encoded))


def _leaves(record: type[Any], path: str, value: Any) -> list[tuple[str, Shape]]:
    """Return the path and shape of every field of *value*, and of the records in it."""
    found = []
    for shape in shapes(record):
        place, held = f"{path}.{shape.name}", value[shape.name]
        found.append((place, shape))
        inner = [(f"{place}[{index}]", item) for index, item in enumerate(held)] if shape.many and held else []
        if shape.is_record:
            for at, item in inner if shape.many else [(place, held)] * (held is not None):
                found += _leaves(shape.item, at, item)
    return found


FIELDS = _leaves(su.ProgressReport, "$", TEMPLATE)


@pytest.mark.parametrize(("path", "shape"), [pytest.param(*field, id=field[0][2:]) for field in FIELDS])
def test_no_field_takes_a_value_of_another_type(path: str, shape: Shape) -> None:
    as_text = issubclass(shape.item, (str, date))
    right = list if shape.many else dict if shape.is_record else str if as_text else shape.item
    values: tuple[Any, ...] = (True, 1, 1.0, "1", [], {}, 1e999)
    for value in values:
        if type(value) is right:
            continue
        document = broken(TEMPLATE)
        put(document, path, value)
        encoded = json.dumps(document).replace("Infinity", "1e999")
        assert [(path, "wrong-type")] == problems(encoded), value


@pytest.mark.parametrize(
    ("path", "shape"), [pytest.param(*field, id=field[0][2:]) for field in FIELDS if field[1].many]
)
def test_no_list_takes_an_item_of_another_type(path: str, shape: Shape) -> None:
    strings = issubclass(shape.item, str)
    values: tuple[Any, ...] = (True, None, 1, 1.0, "1", [], {})
    for value in values:
        if (shape.is_record and value == {}) or (strings and value == "1"):
            continue
        document = broken(TEMPLATE)
        put(document, path, [value])
        assert (f"{path}[0]", "wrong-type") == problems(written(document))[0], value


INITIATIVES = ("initiatives[0]", "initiatives[1]")


@pytest.mark.parametrize(("path", "shape"), [pytest.param(*field, id=field[0][2:]) for field in FIELDS])
def test_null_and_absence_where_the_field_knows_them(path: str, shape: Shape) -> None:
    null, absent = broken(TEMPLATE), broken(TEMPLATE)
    put(null, path, None)
    put(absent, path, REMOVED)
    if path == "$.strategy.links[0].title":  # a link without an id must have a title
        assert [(path, "contradiction")] == problems(written(null)) == problems(written(absent))
        return
    if path == "$.strategy":  # the priorities of initiatives and findings are those of the strategy
        references = [(f"$.{one}.priority", "dangling-reference") for one in ("findings[0]", *INITIATIVES)]
        assert sorted(references) == sorted(problems(written(null))) == sorted(problems(written(absent)))
        return
    if shape.optional:
        assert [] == problems(written(null))
    else:
        assert [(path, "wrong-type")] == problems(written(null))
    if shape.required or shape.name == "schema":
        assert [(path, "missing-key")] == problems(written(absent))


def test_a_key_that_comes_twice() -> None:
    document = su.dumps(template())
    for key, path in (
        (b'"findings":', "$.findings"),
        (b'"focus_areas":', "$.strategy.priorities[0].focus_areas"),
        (b'"infringement":', f"{OBLIGATION}.records[0].infringement"),
    ):
        for spelling in (key, key.replace(b"f", b"\\u0066", 1)):
            doubled = document.replace(key, spelling + b"null," + key, 1)
            assert [(path, "duplicate-key")] == problems(doubled)
    same = document.replace(b'"number":2', b'"number":2,"number":2')
    assert [("$.number", "duplicate-key")] == problems(same)
    thrice = document.replace(b'"number":2', b'"number":1,"number":2,"number":"3"')
    assert [("$.number", "duplicate-key"), ("$.number", "wrong-type")] == problems(thrice)
    version = document.replace(b'"schema":', b'"schema":"securityunion/1","schema":')
    assert [("$.schema", "duplicate-key")] == problems(version)
    unknown = document.replace(b'"number":2', b'"number":2,"nr":2,"nr":2')
    assert [("$.nr", "duplicate-key"), ("$.nr", "unknown-key")] == problems(unknown)


@pytest.mark.parametrize("bent", [b"1e2", b"1E2", b"1.0", b"100.0"])
def test_a_number_is_whole_in_any_order_of_keys(bent: bytes) -> None:
    backwards = dict(reversed(json.loads(su.dumps(template())).items()))
    document = json.dumps(backwards, ensure_ascii=False, separators=(",", ":")).encode()
    hundred = document.replace(b'"number":2', b'"number":100')
    assert su.loads(hundred).number == 100
    assert fast(hundred) is not None
    assert [("$.number", "wrong-type")] == problems(hundred.replace(b'"number":100', b'"number":' + bent))


@pytest.mark.parametrize(("source", "code"), [("The report", "wrong-form"), ("no-report", "dangling-reference")])
def test_the_sources_of_compliance_records_are_looked_at_in_any_order_of_keys(source: str, code: str) -> None:
    path = "$.initiatives[1].obligations[0].records[0].sources"
    document = json.loads(su.dumps(template()))
    put(document, f"{path}[0]", source)
    for ordered in (document, dict(reversed(document.items()))):
        assert [(f"{path}[0]", code)] == problems(json.dumps(ordered)) == problems(written(ordered))
    record = document["initiatives"][1]["obligations"][0]["records"][0]
    document["initiatives"][1]["obligations"][0]["records"][0] = dict(reversed(record.items()))
    assert [(f"{path}[0]", code)] == problems(json.dumps(document))


def test_the_key_for_editors_comes_once_too() -> None:
    doubled = b'{"$schema":"x","$schema":"y",' + su.dumps(template())[1:]
    assert [("$.$schema", "duplicate-key")] == problems(doubled)


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("$.titel", "T", "unknown key of ProgressReport; did you mean 'title'?"),
        ("$.strategy.priorites", [], "unknown key of Strategy; did you mean 'priorities'?"),
        ("$.zzz", 1, "unknown key of ProgressReport; use one of: id, title, published, "),
        (
            "$.initiatives[0].stage",
            "under-negotation",
            "unknown stage 'under-negotation'; did you mean 'under-negotiation'?",
        ),
        ("$.findings[0].kind", "ACTION-NEEDED", "unknown finding kind 'ACTION-NEEDED'; did you mean 'action-needed'?"),
        ("$.findings[0].kind", "x", "unknown finding kind 'x'; use one of: progress-made, action-needed"),
        (f"{OUTSTANDING}.named[0]", "at", "unknown Member State 'at'; did you mean 'AT'?"),
        (
            "$.findings[0].priority",
            "example-priorty",
            "unknown priority 'example-priorty'; did you mean 'example-priority'?",
        ),
        ("$.findings[0].priority", "zzz", "unknown priority 'zzz'; use one of: example-priority"),
        (f"{OUTSTANDING}.count", "3", "'3' is text; write a whole number"),
        ("$.strategy.title", None, "null is not allowed; write text"),
        ("$.published", True, "true is a boolean; write a day such as '2020-12-09'"),
        ("$.published", "2021-02-30", "'2021-02-30' is not in the calendar; write a day such as '2020-12-09'"),
        ("$.published", "30 February 2021", "'30 February 2021' is not a day; write it like '2020-12-09'"),
        (f"{OUTSTANDING}.scope", "AT", "'AT' is text; write a list of MemberState or null"),
        ("$.sources", "the-report", "'the-report' is text; write a list of Source"),
        ("$.strategy", ["x"], "a list of 1 is not allowed; write an object with the keys of Strategy"),
        ("$.title", {"en": "T"}, "an object with 1 key is not allowed; write text"),
        ("$.title", {"en": "T", "de": "T"}, "an object with 2 keys is not allowed; write text"),
        ("$.number", 10**30, "a very large number is out of range; use 1 to 9999"),
        (
            "$.schema",
            "securityunion/2",
            "schema version 'securityunion/2' is newer than 'securityunion/1'; install a newer release of ",
        ),
        ("$.id", "x" * 10_000, f"'{'x' * 55}...' is not an id; use lower-case letters, digits and hyphens, such as "),
    ],
)
def test_a_message_says_what_is_wrong_and_what_to_do(path: str, value: Any, words: str) -> None:
    document = broken(TEMPLATE)
    put(document, path, -value if type(value) is int and value > 1 else value)
    with pytest.raises(su.DocumentError) as caught:
        su.loads(json.dumps(document))
    message = next(problem.message for problem in caught.value.problems if problem.path == path)
    assert message.startswith(words)
    assert len(message) < 500


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("a key", "$['a key']"),
        ("", "$['']"),
        ("a.b[0]", "$['a.b[0]']"),
        ("$ref", "$.$ref"),
        ("é", "$['é']"),
        ("\ud800", "$['\\ud800']"),
        ("x\n", "$['x\\n']"),
        ("x" * 61, f"$['{'x' * 55}...']"),
    ],
)
def test_a_path_keeps_to_one_line_whatever_the_key(key: str, path: str) -> None:
    assert [(path, "unknown-key")] == problems(json.dumps({**TEMPLATE, key: 1}))


def test_seven_faults_are_seven_problems() -> None:
    document = broken(BUNDLED)
    places = {one["id"]: index for index, one in enumerate(document["initiatives"])}
    toolbox, pnr, tco, nis, etias = (
        f"$.initiatives[{places[one]}]" for one in ("5g-toolbox", "pnr", "tco", "nis", "etias")
    )
    put(document, f"{toolbox}.stage", "adopted-by-comission")
    put(document, f"{pnr}.obligations[0].outstanding.count", "1")
    put(document, f"{tco}.colour", "red")
    put(document, "$.findings[1].id", document["findings"][0]["id"])
    put(document, f"{etias}.priority", "security-ecosytem")
    put(document, f"{nis}.obligations[0].deadlines[0].on", "2018-02-30")
    put(document, "$.strategy.priorities[2].title", REMOVED)
    in_the_order_of_the_document = [
        ("$.findings[1].id", "duplicate-id"),
        (f"{toolbox}.stage", "unknown-value"),
        (f"{tco}.colour", "unknown-key"),
        (f"{nis}.obligations[0].deadlines[0].on", "wrong-form"),
        (f"{etias}.priority", "dangling-reference"),
        (f"{pnr}.obligations[0].outstanding.count", "wrong-type"),
        ("$.strategy.priorities[2].title", "missing-key"),
    ]
    for encoded in (written(document), json.dumps(document, indent=2)):
        assert in_the_order_of_the_document == problems(encoded)


def test_one_fault_is_one_problem() -> None:
    for path, value in (
        ("$.sorces", TEMPLATE["sources"]),
        ("$.initatives", TEMPLATE["initiatives"]),
    ):
        document = broken(TEMPLATE)
        right = "$.sources" if path == "$.sorces" else "$.initiatives"
        put(document, right, REMOVED)
        put(document, path, value)
        assert [(path, "unknown-key")] == problems(written(document))


def test_more_than_fifty_problems_are_counted() -> None:
    document = broken(TEMPLATE, nonsense=1)
    document["strategy"]["sources"] = [""] * 60
    document["strategy"]["priorities"][0]["focus_areas"] = [5] * 70
    with pytest.raises(su.DocumentError) as caught:
        su.loads(json.dumps(document))
    assert (50, 81) == (len(caught.value.problems), caught.value.omitted)
    lines = str(caught.value).splitlines()
    assert f"and {131 - len(lines[:-1])} more" == lines[-1]
    assert len(str(caught.value)) <= 2_020
    assert [str(problem) for problem in caught.value.problems] == caught.value.text().splitlines()[:-1]
    assert "and 81 more" == caught.value.text().splitlines()[-1]
    document["strategy"] = TEMPLATE["strategy"]
    with pytest.raises(su.DocumentError) as caught:
        su.loads(json.dumps(document))
    assert (1, 0) == (len(caught.value.problems), caught.value.omitted)


def test_more_than_fifty_broken_references_are_counted_once() -> None:
    document = broken(TEMPLATE, sources=[{"id": "the-report", "title": "T"}] * 61)
    for title, omitted in (("T", 10), (5, 11)):
        with pytest.raises(su.DocumentError) as caught:
            su.loads(json.dumps({**document, "title": title}))
        assert (50, omitted) == (len(caught.value.problems), caught.value.omitted)


def test_no_time_is_lost_on_problems_that_nobody_sees(monkeypatch: pytest.MonkeyPatch) -> None:
    def counting(*arguments: Any, **named: Any) -> Any:
        calls.append(arguments)
        return get_close_matches(*arguments, **named)

    calls: list[Any] = []
    get_close_matches = difflib.get_close_matches
    monkeypatch.setattr(difflib, "get_close_matches", counting)
    document = broken(TEMPLATE)
    document["initiatives"][0]["sources"] = [f"no-such-source-{number}" for number in range(200)]
    with pytest.raises(su.DocumentError) as caught:
        su.loads(json.dumps(document))
    assert (50, 150) == (len(caught.value.problems), caught.value.omitted)
    assert len(calls) <= 2 * MOST_PROBLEMS


LEAVES: list[Any] = [
    None,
    True,
    0,
    1,
    -1,
    2**64,
    1.5,
    "",
    "x",
    "AT",
    "council",
    "2020",
    "2020-12-09",
    "the-report",
    [],
    {},
]
LEAVES += [[None], ["AT", "AT"], {"id": "x"}, "\ud800", "a\nb", "é"]


def _nodes(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    items: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    return [node for key, inner in items for node in ((*path, key), *_nodes(inner, (*path, key)))]


def _mutate(document: Any, steps: tuple[str | int, ...], way: int, dice: random.Random) -> None:
    try:
        for step in steps[:-1]:
            document = document[step]
        value = document[steps[-1]]
    except (KeyError, IndexError, TypeError):
        return  # an earlier mutation removed the value
    if isinstance(document, str):
        return  # an earlier mutation put a text there, whose characters cannot be replaced
    last = steps[-1]
    if way == 0:
        del document[last]
    elif way == 1 and isinstance(document, dict):
        document[dice.choice(["title", "id", "sources", "kind", f"{last}s", f"{last}"[:-1], "$schema"])] = document.pop(
            last
        )
    elif way == 2 and isinstance(value, list) and value:
        value.append(dice.choice(value))
    elif way == 3 and isinstance(document, list):
        document.insert(dice.randrange(len(document) + 1), value)
    else:
        document[last] = copy.deepcopy(dice.choice(LEAVES))  # later changes must not affect `LEAVES`


BASES = [(BUNDLED, _nodes(BUNDLED)), (TEMPLATE, _nodes(TEMPLATE))]
PATH = re.compile(r"\$(?:\.[A-Za-z_$][A-Za-z0-9_]*|\[[0-9]+\]|\['.{0,60}'\])*").fullmatch


@QUICK
@given(st.data(), st.sampled_from(BASES), st.integers(1, 3), st.booleans(), st.integers(0, 2**32))
def test_a_changed_document_is_read_or_refused_and_both_ways_agree(
    data: st.DataObject, base: tuple[Any, list[tuple[str | int, ...]]], times: int, in_our_form: bool, seed: int
) -> None:
    document, dice = broken(base[0]), random.Random(seed)
    for _ in range(times):
        _mutate(document, data.draw(st.sampled_from(base[1])), data.draw(st.integers(0, 5)), dice)
    try:
        encoded = written(document) if in_our_form else json.dumps(document).encode()
    except UnicodeEncodeError:
        encoded = json.dumps(document).encode()
    quickly, slowly, actually = fast(encoded), _verdict(strictly, encoded), _verdict(su.loads, encoded)
    if isinstance(slowly, su.ProgressReport):
        assert slowly == actually == su.loads(su.dumps(slowly))
        assert quickly in (None, slowly)
        assert quickly is not None or encoded != su.dumps(slowly)
        return
    assert quickly is None
    assert isinstance(actually, su.DocumentError)
    assert slowly.args == actually.args
    assert 1 <= len(slowly.problems) <= MOST_PROBLEMS
    assert len(slowly.problems) == len(set(slowly.problems))
    assert slowly.omitted == 0 or len(slowly.problems) == MOST_PROBLEMS
    for problem in slowly.problems:
        assert PATH(problem.path), problem.path
        assert 0 < len(problem.message) < 1000
        assert "\n" not in str(problem)


def _verdict(read: Callable[[bytes], su.ProgressReport], document: bytes) -> su.ProgressReport | su.DocumentError:
    try:
        return read(document)
    except su.DocumentError as error:
        return error


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["schema", "id", "title", "strategy", "$schema", "x.y[0]"]), inner, max_size=4
        )
    ),
    max_leaves=6,
)


@QUICK
@given(st.binary(max_size=30) | st.text(max_size=30) | ANY_JSON.map(json.dumps))
def test_nothing_but_a_document_error_comes_of_any_bytes(document: bytes | str) -> None:
    with pytest.raises(su.DocumentError) as caught:
        su.loads(document)
    assert all(problem.path.startswith("$") for problem in caught.value.problems)


# Files.


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("kind", [str, Path])
def test_files_by_path(tmp_path: Path, kind: Callable[[Path], Any], indent: int | None) -> None:
    file = tmp_path / "résumé.json"
    su.dump(FIRST, kind(file), indent=indent)
    assert su.dumps(FIRST, indent=indent) + b"\n" == file.read_bytes()
    assert FIRST == su.load(kind(file))


@pytest.mark.parametrize("mode", ["b", ""])
def test_open_files(tmp_path: Path, mode: str) -> None:
    file, encoding = tmp_path / "report.json", None if mode else "utf-8"
    with file.open(f"w{mode}", encoding=encoding, newline=None if mode else "") as opened:
        su.dump(FIRST, opened)
    assert WRITTEN + b"\n" == file.read_bytes()
    with file.open(f"r{mode}", encoding=encoding) as opened:
        assert FIRST == su.load(opened)


def test_files_in_memory() -> None:
    as_bytes, as_text = io.BytesIO(), io.StringIO()
    for file in (as_bytes, as_text):
        target: IO[Any] = file
        su.dump(FIRST, target, indent=2)
        target.seek(0)
        assert FIRST == su.load(target)
    assert as_text.getvalue() == as_bytes.getvalue().decode()


@pytest.mark.parametrize("mode", ["w+b", "w+"])
def test_temporary_files(mode: str) -> None:
    with tempfile.NamedTemporaryFile(mode, encoding=None if "b" in mode else "utf-8") as file:
        target: IO[Any] = file
        su.dump(FIRST, target)
        target.seek(0)
        assert FIRST == su.load(target)


def test_a_file_that_cannot_be_read_or_written(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        su.load(tmp_path / "missing.json")
    with pytest.raises(IsADirectoryError):
        su.load(str(tmp_path))
    with pytest.raises(FileNotFoundError):
        su.dump(FIRST, tmp_path / "missing" / "report.json")


def test_a_file_that_is_wrong_is_left_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    file.write_text("mine")
    wrong: Any = {}
    with pytest.raises(TypeError):
        su.dump(wrong, file)
    assert "mine" == file.read_text()
    with pytest.raises(
        su.DocumentError, match=r"\$: not valid JSON \(Expecting value\); correct it at line 1, column 1$"
    ):
        su.load(file)
    file.write_bytes(b"\xff")
    with pytest.raises(su.DocumentError, match=r"byte 0xff at offset 0 is not UTF-8; save the document as UTF-8$"):
        su.load(file)


def test_what_sound_fields_contradict_is_told_beside_what_is_broken() -> None:
    document = broken(TEMPLATE, number=0)
    proposal, directive = document["initiatives"]
    proposal["stage"] = "negotiation"
    proposal["positions"][1]["institution"] = "council"
    directive["obligations"][0]["initiative"] = "example-proposal"
    directive["acts"][0]["celex"] = "2018/1"
    assert problems(json.dumps(document)) == [
        ("$.initiatives[0].positions[1].institution", "contradiction"),
        ("$.initiatives[0].stage", "unknown-value"),
        ("$.initiatives[1].acts[0].celex", "wrong-form"),
        ("$.initiatives[1].obligations[0].initiative", "contradiction"),
        ("$.number", "contradiction"),
    ]
