"""Ids and references in plain data that may be broken."""

from typing import Any

import pytest

from securityunion import ProgressReport
from securityunion._records.integrity import reference_problems


def found(document: Any) -> list[tuple[str, str]]:
    problems = reference_problems(ProgressReport, document, lambda part, name: part.get(name))
    return [(problem.path, problem.code.value) for problem in problems]


SOUND = {
    "strategy": {"priorities": [{"id": "cyber"}]},
    "initiatives": [{"id": "nis", "priority": "cyber", "sources": ["s"]}],
    "findings": [{"id": "f", "initiatives": ["nis"], "priority": None}],
    "sources": [{"id": "s"}],
}


def test_sound_references_are_no_problem() -> None:
    assert found(SOUND) == []


def test_a_repeated_id_names_both_places() -> None:
    assert found({**SOUND, "sources": [{"id": "s"}, {"id": "t"}, {"id": "s"}]}) == [("$.sources[2].id", "duplicate-id")]


def test_a_reference_that_leads_nowhere_is_named() -> None:
    assert found({**SOUND, "findings": [{"id": "f", "initiatives": ["nis", "cer"]}]}) == [
        ("$.findings[0].initiatives[1]", "dangling-reference")
    ]


def test_a_reference_in_a_record_that_may_be_absent_is_followed() -> None:
    assert found({**SOUND, "document": {"sources": ["s", "t"]}}) == [("$.document.sources[1]", "dangling-reference")]
    assert found({**SOUND, "document": None}) == []


def test_each_mention_of_a_wrong_id_has_the_message_of_the_first() -> None:
    findings = [{"id": "f", "initiatives": ["niss", "niss"]}, {"id": "g", "initiatives": ["niss"]}]
    problems = reference_problems(ProgressReport, {**SOUND, "findings": findings}, lambda part, name: part.get(name))
    assert ["unknown initiative 'niss'; did you mean 'nis'?"] * 3 == [problem.message for problem in problems]


@pytest.mark.parametrize(
    "broken",
    [
        {"sources": "s"},
        {"sources": [{"id": 7}]},
        {"sources": [{"title": "without an id"}]},
        {"sources": ["s"]},
        {"sources": [None]},
        {"strategy": []},
        {"strategy": {"priorities": {}}},
        {"initiatives": 3, "findings": [{"id": "f", "initiatives": ["nis"]}]},
    ],
)
def test_references_to_what_cannot_be_read_are_let_pass(broken: dict[str, Any]) -> None:
    assert found({**SOUND, **broken}) == []


@pytest.mark.parametrize("broken", [{"findings": [{"initiatives": [7, None]}]}, {"findings": [7]}, {"findings": "x"}])
def test_references_that_are_no_text_are_for_others_to_refuse(broken: dict[str, Any]) -> None:
    assert found({**SOUND, **broken}) == []
