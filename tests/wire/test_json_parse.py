"""JSON by its grammar (RFC 8259): texts that every parser must accept, and texts that no parser may accept."""

import json
from typing import Any

import pytest

import securityunion as su
from securityunion.wire.json_parse import parse_json

ACCEPTED: list[tuple[str, Any]] = [
    *[("[]", []), ("[ ]", []), ("[[]   ]", [[]]), ('[""]', [""]), ("[null]", [None]), ("[1\n]", [1]), (" [1]", [1])],
    *[("[1,null,null,null,2]", [1, None, None, None, 2]), ("[2] ", [2]), ("[false]", [False]), ("[[],[]]", [[], []])],
    *[("\t[\r\n1\t]\r\n", [1]), ("[[[[[[]]]]]]", [[[[[[]]]]]]), ('["a"]', ["a"]), ("[ 4]", [4])],
    *[("0", 0), ("-0", 0), ("-1", -1), ("123", 123), ("-123", -123), ("20", 20), ("9007199254740993", 2**53 + 1)],
    *[("[0e+1]", [0.0]), ("[0e1]", [0.0]), ("[1E22]", [1e22]), ("[1E-2]", [0.01]), ("[1E+2]", [100.0])],
    *[("[123e45]", [123e45]), ("[123.456e78]", [123.456e78]), ("[1e-2]", [0.01]), ("[1e+2]", [100.0])],
    *[("[-0.0]", [0.0]), ("[123.456789]", [123.456789]), ("[-1.5]", [-1.5]), ("[0.5]", [0.5])],
    *[("{}", {}), ('{"a":[]}', {"a": []}), ('{"":0}', {"": 0}), ('{"a":"b","c":"d"}', {"a": "b", "c": "d"})],
    *[('{"a\\u0000b": 12}', {"a\0b": 12}), ('{"a":{"a":{}}}', {"a": {"a": {}}}), ('{\n"a":1\n}', {"a": 1})],
    *[('"a"', "a"), ('""', ""), ('" "', " "), ('"\\\\"', "\\"), ('"\\""', '"'), ('"\\/"', "/"), ('"\\u005C"', "\\")],
    *[('"\\b\\f\\n\\r\\t"', "\b\f\n\r\t"), ('"\\u0041"', "A"), ('"\\u0000"', "\0"), ('"\\u001f"', "\x1f")],
    *[('"\\uD801\\udc37"', "\U00010437"), ('"\\ud83d\\ude39"', "\U0001f639"), ('"\\u00e9"', "é"), ('"é"', "é")],
    *[('"\u2028\u2029"', "\u2028\u2029"), ('"\x7f"', "\x7f"), ('"\U0001f1ea"', "\U0001f1ea"), ('"\\uFFFF"', "\uffff")],
    *[('"a/*b*/c"', "a/*b*/c"), ('"\\\\u0000"', "\\u0000"), ('"\\uFEFF"', "\ufeff"), ('"\ue000"', "\ue000")],
    *[("true", True), ("false", False), ("null", None), (" true ", True), ("\nnull\n", None)],
]
ARRAYS = [
    *["[1 true]", "[a]", "[", "]", "[1", "[1,", "[,1]", "[1,,2]", "[1,]", "[,]", "[1]]", "[1:2]", '["": 1]', "[1][2]"],
    *["[\n4\n,1,", "[1,\n1\n,1", "[{}", "[[", "[]]", "[ , ]", "[x", "[*]", '["a",\n4\n,1,', "[-]", "[3[4]]", "[1}"],
]
NUMBERS = [
    *[
        "++1",
        "+1",
        "+Inf",
        "-01",
        "-1.0.",
        "-2.",
        "-NaN",
        ".-1",
        ".2e-3",
        "0.1.2",
        "0.3e+",
        "0.3e",
        "0.e1",
        "0E",
        "0e+",
    ],
    *[
        "1.0e+",
        "1.0e-",
        "1.0e",
        "1 000.0",
        "1eE2",
        "2.e+3",
        "2.e3",
        "9.e+",
        "Inf",
        "NaN",
        "1+2",
        "0x1",
        "0x42",
        "1_000",
    ],
    *["0e", "-foo", "- 1", "-012", "-.123", "-1x", "1ea", "1.", ".123", "1.2a-3", "012", "Infinity", "-Infinity", "１"],
]
OBJECTS = [
    *['["x", truth]', '{"x", null}', '{"x"::"b"}', '{"a":"a" 123}', '{key: "v"}', '{"a" b}', '{:"b"}', '{"a" "b"}'],
    *['{"a":', '{"a"', "{1:1}", "{9999E9999:1}", "{null:null}", '{"id":0,,,,,}', "{'a':0}", '{"id":0,}', '{"a":"b"}#'],
    *[
        '{"a":"b"}/**/',
        '{"a":"b"}//',
        '{"a":"b",,"c":"d"}',
        '{a: "b"}',
        '{"a":"a',
        '{ "a" : "b" "c" }',
        "{",
        "{,",
        "{[",
        "}",
    ],
]
STRINGS = [
    *[
        '"\\uD800\\"',
        '"\\uD800\\u"',
        '"\\uD800\\u1"',
        '"\\u1"',
        "é",
        '"\\x00"',
        '"\\\\\\"',
        '"\\\t"',
        '"\\\U0001f300"',
        '"\\"',
    ],
    *[
        '"\\u00A"',
        '"\\uqqqq"',
        '"\\a"',
        "\\u0020",
        "'single'",
        "abc",
        '"',
        '"x"x',
        '"a\nb"',
        '"\t"',
        '"\x00"',
        '"\\U0041"',
    ],
]
STRUCTURES = [
    *["", " ", "<.>", "[<null>]", "[1]x", "TRUE", "True", "nul", "fals", "aå", "[True]", "*", '{"a":true} "x"', "2@"],
    *[
        "[[]",
        "{}}",
        "[]\f",
        "\u2060[]",
        "/**/[]",
        '\\u000A""',
        "#",
        '[\\u000A""]',
        "\u00a0[]",
        "\ufeff[]",
        "nullx",
        "[]\0",
    ],
]
REFUSED = [*ARRAYS, *NUMBERS, *OBJECTS, *STRINGS, *STRUCTURES]


@pytest.mark.parametrize(("text", "expected"), ACCEPTED)
def test_every_parser_must_read_it(text: str, expected: Any) -> None:
    found = parse_json(text.encode())
    assert expected == found == json.loads(text)
    assert type(expected) is type(found) or isinstance(found, dict)


@pytest.mark.parametrize("text", REFUSED)
def test_no_parser_may_read_it(text: str) -> None:
    with pytest.raises(su.DocumentError) as caught:
        parse_json(text.encode())
    (problem,) = caught.value.problems
    assert ("$", "not-utf-8" if text.startswith("\ufeff") else "not-json") == (problem.path, problem.code)


@pytest.mark.parametrize("text", [*(text for text, _ in ACCEPTED), *REFUSED])
def test_none_of_it_is_a_report(text: str) -> None:
    with pytest.raises(su.DocumentError):
        su.loads(text)


def test_the_tables_are_long() -> None:
    assert len(ACCEPTED) >= 70
    assert len(set(REFUSED)) == len(REFUSED) >= 130
