"""Versions of documents: older versions are upgraded, newer and unknown versions are refused, golden files are kept."""

import copy
import json
from typing import Any

import pytest
from documents import TEMPLATE, written
from places import GOLDEN

import securityunion as su
from securityunion.datasets.template import template
from securityunion.wire import slow_path
from securityunion.wire.schema import STEPS, upgrade


def rename_title(document: dict[str, Any]) -> dict[str, Any]:
    rest = {key: value for key, value in document.items() if key != "name"}
    return {**rest, "title": document["name"], "schema": "securityunion/0.5"}


def add_sources(document: dict[str, Any]) -> dict[str, Any]:
    return {**document, "sources": document["publications"]} | {"schema": su.SCHEMA}


MADE_UP = {"securityunion/0": rename_title, "securityunion/0.5": add_sources}


def test_old_documents_go_step_by_step_and_are_left_as_they_were() -> None:
    old = {"schema": "securityunion/0", "name": "A report", "publications": []}
    before = copy.deepcopy(old)
    expected = {"schema": su.SCHEMA, "title": "A report", "publications": [], "sources": []}
    assert expected == upgrade(old, MADE_UP)
    assert before == old
    assert {"schema": su.SCHEMA} == upgrade({"schema": su.SCHEMA}, MADE_UP)


def test_an_old_document_is_read_like_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def from_zero(document: dict[str, Any]) -> dict[str, Any]:
        rest = {key: value for key, value in document.items() if key != "name"}
        return {**rest, "title": document["name"], "schema": su.SCHEMA}

    monkeypatch.setattr(slow_path, "upgrade", lambda document: upgrade(document, {"securityunion/0": from_zero}))
    old = {**TEMPLATE, "schema": "securityunion/0", "name": TEMPLATE["title"]}
    del old["title"]
    assert template() == su.loads(written(old))
    with pytest.raises(su.DocumentError, match=r"^\$\.number: 'one' is text; write a whole number$"):
        su.loads(written({**old, "number": "one"}))
    with pytest.raises(su.DocumentError, match=r"^\$\.strategy\.id: duplicate key; keep one of them$"):
        su.loads(written(old).replace(b'"strategy":{', b'"strategy":{"id":"x",'))


@pytest.mark.parametrize("broken", [{}, {"name": 1, "publications": 2, "extra": []}])
def test_a_step_that_fails_is_told_as_a_problem(broken: dict[str, Any]) -> None:
    def step(document: dict[str, Any]) -> dict[str, Any]:
        return {**document, "title": document["name"].strip()}

    with pytest.raises(su.DocumentError) as caught:
        upgrade({"schema": "securityunion/0", **broken}, {"securityunion/0": step})
    (problem,) = caught.value.problems
    assert ("$", "unsupported-schema") == (problem.path, problem.code)
    assert problem.message.startswith("not a valid document of version 'securityunion/0' (")
    assert problem.message.endswith("); correct it or use version 'securityunion/1'")


@pytest.mark.parametrize(
    ("found", "message"),
    [
        *(
            (
                newer,
                f"schema version {newer!r} is newer than 'securityunion/1'; install a newer release of securityunion",
            )
            for newer in ("securityunion/2", "securityunion/10")
        ),
        *(
            (unknown, f"unknown schema version {unknown!r}; did you mean 'securityunion/1'?")
            for unknown in ("security-union/1", "securityunion/0", "securityunion/7x")
        ),
        ("7", "unknown schema version '7'; use one of: securityunion/1"),
    ],
)
def test_other_versions_are_refused_before_all_else(found: str, message: str) -> None:
    with pytest.raises(su.DocumentError) as caught:
        su.loads(json.dumps({"schema": found, "nonsense": 1}))
    (problem,) = caught.value.problems
    assert ("$.schema", "unsupported-schema") == (problem.path, problem.code)
    assert message == problem.message


@pytest.mark.parametrize("found", [None, 1, ["securityunion/0"], {}, True])
def test_a_version_that_is_no_text_is_of_the_wrong_type(found: Any) -> None:
    with pytest.raises(su.DocumentError) as caught:
        su.loads(written({**TEMPLATE, "schema": found}))
    assert [("$.schema", "wrong-type")] == [(one.path, one.code.value) for one in caught.value.problems]


def test_there_is_a_golden_file_of_each_version_and_each_is_read() -> None:
    assert {f"securityunion-{number}.json" for number in range(1, 1 + len(STEPS) + 1)} == {
        file.name for file in GOLDEN.glob("*.json")
    }
    assert su.SCHEMA == f"securityunion/{1 + len(STEPS)}"


def test_the_golden_file_of_version_1() -> None:
    document = (GOLDEN / "securityunion-1.json").read_bytes()
    report = su.loads(document)
    assert ("first-progress-report", 41, 15) == (
        report.id,
        len(report.initiatives),
        sum(len(one.obligations) for one in report.initiatives),
    )
    assert "2018-05-09" == str(su.find(report, "32016L1148").obligations[0].last_deadline)
    assert document == su.dumps(report, indent=2) + b"\n"
