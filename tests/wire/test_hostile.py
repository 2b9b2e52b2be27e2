"""Hostile and careless documents are refused, with the correct code and path."""

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest
from documents import REMOVED, TEMPLATE, broken, put, strictly, written

import securityunion as su

DAY, ACT, DUTY = "$.published", "$.initiatives[1].acts[0]", "$.initiatives[1].obligations[0]"
RECORD = f"{DUTY}.records[0]"


def text(old: bytes, new: bytes) -> bytes:
    """Return the text of the valid document with *old* replaced by *new*, which a JSON encoder would not write."""
    document = written(TEMPLATE)
    assert 1 <= document.count(old)
    return document.replace(old, new, 1)


def value(path: str, changed: Any) -> bytes:
    document = broken(TEMPLATE)
    put(document, path, changed)
    return written(document)


def raw(path: str, changed: bytes) -> bytes:
    return value(path, "@@@").replace(b'"@@@"', changed)


SOUND = written(TEMPLATE)
NOT_JSON = {
    "empty": b"",
    "blank": b" \t\r\n ",
    "one bracket": b"[",
    "one brace": b"{",
    "closing first": b"]",
    "single quotes": b"{'id': 'x'}",
    "bare word": b"report",
    "comment": b"// report\n" + SOUND,
    "comment inside": SOUND[:-1] + b"/* end */}",
    "trailing comma": SOUND[:-1] + b",}",
    "trailing comma in a list": raw("$.sources", b"[1,]"),
    "leading comma": b"{," + SOUND[1:],
    "two commas": raw("$.sources", b"[1,,2]"),
    "no colon": b'{"id" "x"}',
    "key without quotes": b"{id: 1}",
    "number as key": b'{1: "x"}',
    "trailing data": SOUND + b"{}",
    "trailing bracket": SOUND + b"]",
    "leading data": b"report = " + SOUND,
    "cut in the middle": SOUND[: len(SOUND) // 2],
    "cut in a text": b'{"id": "x',
    "cut in an escape": b'{"id": "\\u00',
    "unknown escape": text(b'"example-strategy"', b'"\\x41"'),
    "short escape": text(b'"example-strategy"', b'"\\u41"'),
    "NaN": raw("$.number", b"NaN"),
    "Infinity": raw("$.number", b"Infinity"),
    "-Infinity": raw("$.number", b"-Infinity"),
    "nan": raw("$.number", b"nan"),
    "True": raw("$.number", b"True"),
    "None": raw("$.number", b"None"),
    "undefined": raw("$.number", b"undefined"),
    "hexadecimal": raw("$.number", b"0x10"),
    "octal": raw("$.number", b"010"),
    "plus": raw("$.number", b"+1"),
    "point first": raw("$.number", b".5"),
    "point last": raw("$.number", b"1."),
    "minus alone": raw("$.number", b"-"),
    "underscore": raw("$.number", b"1_0"),
    "exponent alone": raw("$.number", b"1e"),
    "other digits": raw("$.number", "٢".encode()),
    "five thousand digits": raw("$.number", b"1" * 5_000),
    "newline in a text": text(b'"example-strategy"', b'"a\nb"'),
    "tab in a text": text(b'"example-strategy"', b'"a\tb"'),
    "NUL in a text": text(b'"example-strategy"', b'"a\0b"'),
    "NUL behind": SOUND + b"\0",
    "form feed": b"\f" + SOUND,
    "no-break space": "\u00a0".encode() + SOUND,
    "escape outside": b"\\u007b}",
    "XML": b"<report/>",
    "YAML": b"id: x\n",
    "Python": b'{"id": ("x",)}',
}
NOT_UTF_8 = {
    "UTF-8 with a mark": b"\xef\xbb\xbf" + SOUND,
    "UTF-16": SOUND.decode().encode("utf-16"),
    "UTF-16 big-endian": b"\xfe\xff" + SOUND.decode().encode("utf-16-be"),
    "UTF-32": SOUND.decode().encode("utf-32"),
    "Latin-1": value("$.title", "é").decode().encode("latin-1"),
    "overlong slash": text(b"example-strategy", b"a\xc0\xafb"),
    "overlong NUL": text(b"example-strategy", b"a\xc0\x80b"),
    "overlong, three bytes": text(b"example-strategy", b"a\xe0\x80\xafb"),
    "raw surrogate": text(b"example-strategy", b"a\xed\xa0\x80b"),
    "beyond Unicode": text(b"example-strategy", b"a\xf4\x90\x80\x80b"),
    "continuation alone": text(b"example-strategy", b"a\x80b"),
    "cut character": text(b"example-strategy", b"a\xe2\x82"),
    "0xFF": b"\xff" + SOUND,
}
TOO_LARGE = {
    "brackets": (b"[" * 100_000, "too-deep"),
    "closed brackets": (b"[" * 1_000 + b"]" * 1_000, "too-deep"),
    "braces": (b'{"a":' * 70 + b"1" + b"}" * 70, "too-deep"),
    "brackets in a field": (raw("$.sources", b"[" * 99 + b"]" * 99), "too-deep"),
    "brackets in a number": (raw("$.number", b"[" * 99 + b"]" * 99), "too-deep"),
    "braces in an unknown key": (raw("$.nonsense", b'{"a":' * 99 + b"1" + b"}" * 99), "too-deep"),
    "lists in a list": (b"[" + b"[]," * 300_000 + b"[]]", "too-many-nodes"),
    "numbers in a list": (raw("$.sources", b"[" + b"1," * 300_000 + b"1]"), "too-many-nodes"),
    "keys in an object": (b"{" + b",".join(b'"%d":1' % one for one in range(250_000)) + b"}", "too-many-nodes"),
    "sixteen MiB": (b" " * (16 * 2**20 + 1), "too-large"),
    "a giant text of blanks": (b'"' + b" " * 17_000_000 + b'"', "too-large"),
}
NO_TOP: list[Any] = [[], "x", 5, True, None, [SOUND.decode()], -0.0]
NO_TEXT: list[Any] = [None, 5, True, [], {}, ["x"], 1.5]
NO_NUMBER: list[Any] = [True, "2", 2.0, 1e2, -0.0, [2], {}]
NO_DAY: list[Any] = [None, 20201209, [], {}, True]
NO_STATE: list[Any] = [None, 5, True, ["AT"], {"AT": 1}]
VALUES: list[tuple[str, Any, str, str]] = [
    *[("$", top, "$", "wrong-type") for top in NO_TOP],
    *[("$.title", bad, "$.title", "wrong-type") for bad in NO_TEXT],
    *[("$.title", bad, "$.title", "wrong-form") for bad in ("", " ", "\n\t", "\u3000")],
    *[("$.title", f"a{sign}b", "$.title", "wrong-form") for sign in "\0\x07\x1b\r\x7f\x85\u200e\u202e\u2066\u061c"],
    *[("$.id", bad, "$.id", "wrong-form") for bad in ("", "A", "a b", "a_b", "-a", "а", "a\u200b", "a\n", "x" * 101)],
    *[("$.number", bad, "$.number", "wrong-type") for bad in NO_NUMBER],
    *[("$.number", bad, "$.number", "contradiction") for bad in (0, -1, 10_000, 10**18, 10**400)],
    *[(DAY, bad, DAY, "wrong-type") for bad in NO_DAY],
    *[
        (DAY, bad, DAY, "wrong-form")
        for bad in (
            "2020-12",
            "20201209",
            "2020-12-09T00:00:00",
            "2020-12-09Z",
            "2020-W50-3",
            "2021-02-29",
            "0000-01-01",
        )
    ],
    *[(DAY, bad, DAY, "wrong-form") for bad in ("٢٠٢٠-١٢-٠٩", "2020-12-09 ", "2020-13-01", "", "soon", "+2020-12-09")],
    *[(f"{RECORD}.state", bad, f"{RECORD}.state", "unknown-value") for bad in ("GRC", "at", "NO", "greece", "", "XX")],
    *[(f"{RECORD}.state", bad, f"{RECORD}.state", "wrong-type") for bad in NO_STATE],
    ("$.initiatives[0].stage", "Under-Negotiation", "$.initiatives[0].stage", "unknown-value"),
    ("$.initiatives[0].kind", None, "$.initiatives[0].kind", "wrong-type"),
    *[(f"{ACT}.celex", bad, f"{ACT}.celex", "wrong-form") for bad in ("32018l0001", "32018L1", "32018L0001\u202e", "")],
    (f"{ACT}.celex", "З2018L0001", f"{ACT}.celex", "wrong-form"),
    (f"{ACT}.eli", "https://evil.example/eli/dir/2018/1/oj", f"{ACT}.eli", "wrong-form"),
    ("$.sources[0].url", "javascript:alert(1)", "$.sources[0].url", "wrong-form"),
    ("$.sources[0].url", "https://eur-lex.europa.eu\\@evil.example/ x", "$.sources[0].url", "wrong-form"),
    ("$.sources", {}, "$.sources", "wrong-type"),
    ("$.sources", "the-report", "$.sources", "wrong-type"),
    ("$.strategy", [], "$.strategy", "wrong-type"),
    ("$.strategy.priorities[0]", "x", "$.strategy.priorities[0]", "wrong-type"),
    ("$.findings[0].sources[0]", "nowhere", "$.findings[0].sources[0]", "dangling-reference"),
    ("$.initiatives[0].priority", "nowhere", "$.initiatives[0].priority", "dangling-reference"),
    ("$.sources", [TEMPLATE["sources"][0]] * 2, "$.sources[1].id", "duplicate-id"),
    (f"{DUTY}.outstanding.count", 29, f"{DUTY}.outstanding.count", "contradiction"),
    (f"{DUTY}.outstanding.count", -1, f"{DUTY}.outstanding.count", "contradiction"),
    (f"{DUTY}.outstanding.named", ["AT", "AT"], f"{DUTY}.outstanding.named[1]", "contradiction"),
    ("$.strategy.period.end", "2019", "$.strategy.period.end", "contradiction"),
    *[
        (f"$.{key}", 1, f"$.{key}", "unknown-key")
        for key in ("__class__", "__proto__", "constructor", "Title", "titel")
    ],
    ("$.strategy.$schema", "x", "$.strategy.$schema", "unknown-key"),
    *[(f"$.{key}", REMOVED, f"$.{key}", "missing-key") for key in ("id", "title", "published", "schema")],
    ("$.schema", "securityunion/2", "$.schema", "unsupported-schema"),
]
TWICE = {
    "$.id": b'{"id":"x",' + SOUND[1:],
    "$.strategy.id": text(b'"strategy":{', b'"strategy":{"id":"x",'),
    "$.strategy.period.end": text(b'"period":{', b'"period":{"end":null,'),
    f"{RECORD}.case": text(b'"records":[{', b'"records":[{"case":null,'),
    "$.schema": b'{"sch\\u0065ma":"securityunion/1",' + SOUND[1:],
    "$.title": b'{"t\\u0069tle":"x",' + SOUND[1:],
    "$.$schema": b'{"$schema":"a","$schema":"b",' + SOUND[1:],
}
SURROGATES = [b"\\ud800", b"\\udc00", b"\\ud800\\ud800", b"\\udc00\\ud800", b"x\\uDfFf"]

TABLE: list[tuple[str, bytes, str, str]] = [
    *[(f"no JSON: {name}", document, "$", "not-json") for name, document in NOT_JSON.items()],
    *[(f"no UTF-8: {name}", document, "$", "not-utf-8") for name, document in NOT_UTF_8.items()],
    *[(f"too large: {name}", document, "$", code) for name, (document, code) in TOO_LARGE.items()],
    *[
        (
            f"{path} = {json.dumps(bad, default=lambda _: 'removed')[:40]}",
            written(bad) if path == "$" else value(path, bad),
            place,
            code,
        )
        for path, bad, place, code in VALUES
    ],
    *[(f"twice: {path}", document, path, "duplicate-key") for path, document in TWICE.items()],
    *[(f"half a pair: {half!r}", raw("$.title", b'"' + half + b'"'), "$.title", "wrong-form") for half in SURROGATES],
    ("a giant text", value("$.title", "x" * 100_001), "$.title", "too-long"),
    ("a giant key", value(f"$.{'k' * 59}", 1).replace(b"k" * 59, b"k" * 100_001), f"$['{'k' * 55}...']", "too-long"),
]

IN_FORM = re.compile(r"(?:[^A-Z;]|NaN|Infinity|AT)[^;]*; [a-z][^;]*[^;.]").fullmatch


def test_the_table_is_long() -> None:
    assert 150 < len(TABLE) == len({document for _, document, _, _ in TABLE})


@pytest.mark.parametrize(("document", "path", "code"), [pytest.param(*row[1:], id=row[0]) for row in TABLE])
def test_each_is_refused_with_its_code_at_its_place(document: bytes, path: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "report.json").write_bytes(document)
    with pytest.raises(su.DocumentError) as caught:
        su.load(tmp_path / "report.json")
    with pytest.raises(su.DocumentError) as again:
        su.loads(document)
    assert again.value.problems == caught.value.problems
    assert (path, code) in {(one.path, one.code.value) for one in again.value.problems}
    assert 1 == len(again.value.problems)
    assert len(str(again.value)) < 600
    assert all(
        re.fullmatch(r"(?:[^A-Z;]|NaN|Infinity|AT)[^;]*; [a-z][^;]*[^;.]", one.message) for one in again.value.problems
    )


@pytest.mark.thorough
@pytest.mark.parametrize(
    "document",
    [
        value("$.findings", [{"id": f"f{number}"} for number in range(20_000)]),
        value("$.sources", [TEMPLATE["sources"][0]] * 5_000),
        value("$.initiatives[0].sources", [f"nowhere-{number}" for number in range(20_000)]),
        value("$.strategy.priorities[0].focus_areas", [""] * 100_000),
        b"{" + b",".join(b'"k%d":1' % number for number in range(50_000)) + b"}",
        b"{" + b",".join([b'"id":"a"'] * 50_000) + b"}",
    ],
    ids=["findings", "equal ids", "dangling", "blank texts", "unknown keys", "one key"],
)
def test_millions_of_problems_are_counted_and_few_told(document: bytes) -> None:
    with pytest.raises(su.DocumentError) as caught:
        su.loads(document)
    error = caught.value
    assert len(error.problems) <= 50
    assert len(error.problems) == 50 or error.omitted == 0
    assert len(str(error)) <= 2_050
    assert error.text().count("\n") == len(error.problems) - (error.omitted == 0)
    as_dict = error.as_dict()
    assert as_dict == json.loads(json.dumps(as_dict))
    assert (len(error.problems), error.omitted) == (len(as_dict["problems"]), as_dict["omitted"])
    for twin in (copy.copy(error), copy.deepcopy(error)):
        assert (error.problems, error.omitted, error.file, str(error)) == (
            twin.problems,
            twin.omitted,
            twin.file,
            str(twin),
        )


def test_what_looks_odd_and_is_sound() -> None:
    sound = su.loads(SOUND)
    for document in (
        b" \t\r\n" + SOUND + b"\n\n",
        text(b'"example-strategy"', b'"ex\\u0061mple-strategy"'),
        SOUND.replace(b"/", b"\\/"),
        text(b'"schema"', b'"sch\\u0065ma"'),
        b'{"$schema":"x",' + SOUND[1:],
        json.dumps(TEMPLATE, indent=3).encode(),
        json.dumps(dict(reversed(TEMPLATE.items()))).encode(),
    ):
        assert sound == su.loads(document) == strictly(document)
