"""`securityunion.wire.slow_path`: valid records are decoded whole, and all others are split."""

import json
from typing import Any

import msgspec
import pytest
from documents import TEMPLATE, broken, problems, put, written

import securityunion as su
from securityunion.wire.json_parse import parse_json
from securityunion.wire.limits import Limits
from securityunion.wire.parts import parse_with_valid_records
from securityunion.wire.slow_path import from_plain, read_slow


def plain() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(su.dumps(su.first_progress_report()))
    return document


def cut(document: object) -> Any:
    return parse_with_valid_records(msgspec.json.encode(document))


def test_only_what_is_not_sound_stays_plain() -> None:
    document = plain()
    act = next(one for one in document["initiatives"] if one["acts"])
    at = document["initiatives"].index(act)
    act["acts"][0]["colour"] = "blue"
    parts = cut(document)
    report = su.first_progress_report()
    assert report.strategy == parts["strategy"]
    assert list(report.sources) == parts["sources"]
    assert list(report.initiatives[:at]) == parts["initiatives"][:at]
    assert act["acts"][0] == parts["initiatives"][at]["acts"][0]
    assert list(report.initiatives[at].procedures) == parts["initiatives"][at]["procedures"]
    assert list(document) == list(parts)
    assert list(act) == list(parts["initiatives"][at])


def test_a_broken_record_is_opened_beside_a_field_that_cannot_be_read() -> None:
    document = broken(TEMPLATE)
    put(document, "$.initiatives[0].acts", {})
    put(document, "$.initiatives[1].acts[0].ends", "2018-01-01")
    assert problems(written(document)) == [
        ("$.initiatives[0].acts", "wrong-type"),
        ("$.initiatives[1].acts[0].ends", "contradiction"),
    ]


def test_a_broken_record_is_opened_beside_a_record_of_its_class_that_is_null() -> None:
    document = broken(TEMPLATE)
    put(document, "$.document", None)
    put(document, "$.initiatives[0].documents[0].celex", "2020/1")
    assert problems(written(document)) == [("$.initiatives[0].documents[0].celex", "wrong-form")]


@pytest.mark.parametrize(
    "changes",
    [
        {"covers": None},
        {"covers": []},
        {"initiatives": None},
        {"initiatives": {"acts": []}},
        {"initiatives": [None, 5, "x", [], {"acts": "none"}, {"acts": [{"celex": 5}]}]},
        {"sources": [{"id": "a", "title": "A"}, {"id": "a", "title": "A"}]},
        {"strategy": {"period": {"start": 2020}, "priorities": [{"id": "x"}]}},
        {"published": "2020"},
    ],
)
def test_the_problems_are_those_of_the_document_taken_apart_as_a_whole(changes: dict[str, Any]) -> None:
    document = plain() | changes
    with pytest.raises(su.DocumentError) as of_all:
        from_plain(su.ProgressReport, parse_json(msgspec.json.encode(document)))
    with pytest.raises(su.DocumentError) as of_parts:
        from_plain(su.ProgressReport, cut(document))
    assert of_all.value.problems == of_parts.value.problems


def test_records_in_another_order_of_keys_stay_plain_so_that_the_order_of_problems_is_known() -> None:
    document = plain()
    source: dict[str, str] = document["sources"][0]
    document["sources"][0] = dict(reversed(source.items()))
    parts = cut(document)
    assert source == parts["sources"][0]
    assert su.first_progress_report().sources[1] == parts["sources"][1]


@pytest.mark.parametrize("doubled", ['"id":"a"', '"acts":[]', '"acts":[{"kind":"directive","kind":"directive"}]'])
def test_a_key_that_comes_twice_is_remembered(doubled: str) -> None:
    document = f'{{"schema":"{su.SCHEMA}","initiatives":[{{{doubled},{doubled}}}]}}'.encode()
    parts: Any = parse_with_valid_records(document)
    assert parts["initiatives"][0].repeated == [doubled.split('"')[1]]


@pytest.mark.parametrize(
    "document",
    [
        b'{"initiatives":[]}',
        b'{"schema":"securityunion/0"}',
        b'{"schema":"securityunion/1","id":1,"id":2}',
        b'{"schema":"securityunion/1","\\u0069d":1}',
        b'{"schema":"securityunion/1","id":NaN}',
        b'{"schema":"securityunion/1"',
        b'{"schema":"securityunion/1","id":"\xff"}',
        b"[]",
        b'{"schema":"securityunion/1","id":' + b"9" * 5000 + b"}",
    ],
)
def test_what_cannot_be_cut_with_certainty_is_left_whole(document: bytes) -> None:
    assert parse_with_valid_records(document) is None


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(depth=12), su.ProblemCode.TOO_DEEP),
        (Limits(depth=13), su.ProblemCode.MISSING_KEY),
        (Limits(text=5), su.ProblemCode.TOO_LONG),
    ],
)
def test_limits_are_checked_before_anything_is_cut(limits: Limits, code: su.ProblemCode) -> None:
    deep: Any = {"schema": su.SCHEMA, "initiatives": [{"acts": [[[[[[[[[["deep"]]]]]]]]]]}]}
    with pytest.raises(su.DocumentError) as error:
        read_slow(msgspec.json.encode(deep), limits)
    assert code in {problem.code for problem in error.value.problems}
