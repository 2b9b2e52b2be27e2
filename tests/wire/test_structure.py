"""Plain data become records exactly, with and without a converter for the inner records."""

import copy
from collections import OrderedDict
from datetime import date, datetime
from enum import IntEnum
from typing import Any, TypeVar, cast

import msgspec
import pytest
from documents import BUNDLED, TEMPLATE
from hypothesis import given
from strategies import QUICK, reports

import securityunion as su
from securityunion.datasets.template import template
from securityunion.wire.json_parse import JsonObject
from securityunion.wire.slow_path import from_plain, required_keys, structure_report
from securityunion.wire.structure import structure

R = TypeVar("R")

EVENT = {"kind": "proposal", "on": "2018-09-12", "by": "commission"}


def structured(value: Any, record: type[R]) -> R:
    """Structure *value* without any converter."""
    if record.__name__ == "ProgressReport":
        return cast("R", structure_report(value, structured))
    return cast("R", structure(record, value, structured))


def problems(value: Any, record: type[Any]) -> list[tuple[str, str]]:
    with pytest.raises(su.DocumentError) as caught:
        structured(value, record)
    return [(problem.path, problem.code.value) for problem in caught.value.problems]


@QUICK
@given(reports())
def test_what_plain_data_describes(report: su.ProgressReport) -> None:
    assert report == structured(msgspec.to_builtins(report), su.ProgressReport)
    part = report.strategy or report.covers
    assert part == structured(msgspec.to_builtins(part), type(part))


def test_the_data_given_are_left_as_they_were() -> None:
    for document in (BUNDLED, TEMPLATE, {**TEMPLATE, "$schema": "x", "title": 5}):
        before = copy.deepcopy(document)
        try:
            structured(document, su.ProgressReport)
        except su.DocumentError:
            assert document["title"] == 5
        assert before == document


def test_values_that_are_right_already() -> None:
    event = su.Event(kind=su.EventKind.PROPOSAL, on=date(2018, 9, 12), by=su.Institution.COMMISSION)
    assert event == structured(EVENT, su.Event)
    assert event == structured({"kind": su.EventKind.PROPOSAL, "on": date(2018, 9, 12), "by": "commission"}, su.Event)
    assert event == structured(OrderedDict(EVENT), su.Event)
    procedure = structured({"reference": "2018/0331(COD)", "events": (event, EVENT)}, su.Procedure)
    assert (event, event) == procedure.events
    assert procedure.events[0] is event
    report = structured({**TEMPLATE, "strategy": template().strategy}, su.ProgressReport)
    assert template() == report


class One(IntEnum):
    ONE = 1


class Words(str):
    __slots__ = ()


@pytest.mark.parametrize(
    ("record", "value", "expected"),
    [
        (su.Event, {**EVENT, "on": datetime(2018, 9, 12)}, [("$.on", "wrong-type")]),  # noqa: DTZ001 - refused either way
        (su.Event, {**EVENT, "on": "2018-09-31"}, [("$.on", "wrong-form")]),
        (su.Event, {**EVENT, "on": b"2018-09-12"}, [("$.on", "wrong-type")]),
        (su.Event, {**EVENT, "kind": None}, [("$.kind", "wrong-type")]),
        (su.Event, {**EVENT, "kind": b"proposal"}, [("$.kind", "wrong-type")]),
        (su.Event, {**EVENT, "sources": "press"}, [("$.sources", "wrong-type")]),
        (su.Event, {**EVENT, "sources": {"press"}}, [("$.sources", "wrong-type")]),
        (su.Event, {**EVENT, "sources": {"press": 1}}, [("$.sources", "wrong-type")]),
        (su.Event, {**EVENT, "sources": iter(["press"])}, [("$.sources", "wrong-type")]),
        (
            su.Event,
            {**EVENT, "sources": ["press", "A B", 3]},
            [("$.sources[1]", "wrong-form"), ("$.sources[2]", "wrong-type")],
        ),
        (su.Event, [EVENT], [("$", "wrong-type")]),
        (su.Event, None, [("$", "wrong-type")]),
        (su.Event, "proposal", [("$", "wrong-type")]),
        (su.Event, {}, [("$.kind", "missing-key")]),
        (su.StateGroup, {"count": True}, [("$.count", "wrong-type")]),
        (su.StateGroup, {"count": One.ONE}, [("$.count", "wrong-type")]),
        (su.StateGroup, {"count": 1.0}, [("$.count", "wrong-type")]),
        (su.StateGroup, {"named": ["AT", None, "at"]}, [("$.named[1]", "wrong-type"), ("$.named[2]", "unknown-value")]),
        (
            su.StateGroup,
            {"named": ["AT"], "excluded": ["AT"], "count": 0},
            [("$.named[0]", "contradiction"), ("$.count", "contradiction")],
        ),
        (su.Period, {"start": Words("2020")}, [("$.start", "wrong-type")]),
        (su.Period, {"start": "2021", "end": "2020"}, [("$.end", "contradiction")]),
        (
            su.Period,
            {"start": "2021", "end": "2020", "until": 1},
            [("$.until", "unknown-key"), ("$.end", "contradiction")],
        ),
        (
            su.Strategy,
            {"id": "s", "title": "T", "period": {"begin": "2020"}, "document": {"title": 1}},
            [("$.period.begin", "unknown-key"), ("$.document.title", "wrong-type")],
        ),
        (su.ProgressReport, None, [("$", "wrong-type")]),
        (
            su.ProgressReport,
            {"schema": 2},
            [
                ("$.schema", "wrong-type"),
                ("$.id", "missing-key"),
                ("$.title", "missing-key"),
                ("$.published", "missing-key"),
            ],
        ),
    ],
)
def test_what_is_wrong_is_named_below_the_record(
    record: type[Any], value: Any, expected: list[tuple[str, str]]
) -> None:
    assert expected == problems(value, record)


@pytest.mark.parametrize("state", su.MemberState)
def test_a_state_by_its_name_or_another_code_suggests_the_iso_code(state: su.MemberState) -> None:
    codes, name = {state.value, state.alpha_3, state.eu_code}, state.short_name
    others = {name.lower(), name.upper(), *codes, *map(str.lower, codes)} - {state.value, state.eu_code}
    for other in others:
        assert unknown_state(other) == f"$.named[0]: unknown Member State '{other}'; did you mean '{state.value}'?"


@pytest.mark.parametrize(
    ("code", "remedy"),
    [
        ("POR", "did you mean 'PT'?"),
        ("XX", "use a code such as 'PT' or 'GR'"),
        ("Iceland", "use a code such as 'PT' or 'GR'"),
        ("", "use a code such as 'PT' or 'GR'"),
    ],
)
def test_a_state_that_is_unknown(code: str, remedy: str) -> None:
    assert unknown_state(code) == f"$.named[0]: unknown Member State '{code}'; {remedy}"


def unknown_state(code: str) -> str:
    with pytest.raises(su.DocumentError) as caught:
        structured({"named": [code]}, su.StateGroup)
    return str(caught.value)


@pytest.mark.parametrize("key", [2020, None, True, 1.5, ("a", "b"), b"start", date(2020, 12, 9)])
def test_a_key_that_is_no_text_is_unknown(key: Any) -> None:
    # YAML reads `on:` as True and `2020:` as a number.
    (found,) = problems({key: "2020", "start": "2020"}, su.Period)
    assert "unknown-key" == found[1]
    assert found[0].startswith("$")


def test_problems_below_what_is_structured_already() -> None:
    strategy = template().strategy
    found = problems({**TEMPLATE, "strategy": strategy, "sources": []}, su.ProgressReport)
    assert {"dangling-reference"} == {code for _, code in found}
    assert "$.strategy.sources[0]" in {path for path, _ in found}
    found = problems(
        {**TEMPLATE, "initiatives": template().initiatives, "title": 5, "findings": [{}]}, su.ProgressReport
    )
    expected = ["$.findings[0].id", "$.findings[0].kind", "$.findings[0].summary", "$.title"]
    assert expected == sorted(path for path, _ in found)


@pytest.mark.parametrize("key", ["a.b[0]", b"a.b[0]", ("a.b[0]",), 2020, "it's[0]", "]['x"])
def test_a_key_that_looks_like_a_path(key: Any) -> None:
    for at, value in (("$", {**TEMPLATE, key: 1}), ("$.covers", {**TEMPLATE, "covers": {key: 1}})):
        (found,) = problems(value, su.ProgressReport)
        assert "unknown-key" == found[1]
        assert found[0].startswith(f"{at}[")


def test_keys_that_came_twice() -> None:
    assert [] == JsonObject([]).repeated == JsonObject([("a", 1), ("b", 1)]).repeated
    twice = JsonObject([("a", 1), ("b", 2), ("a", 3), ("b", 4), ("a", 5), ("c", 6)])
    assert ["a", "b"] == twice.repeated
    assert {"a": 5, "b": 4, "c": 6} == twice
    doubled = JsonObject([("start", "2020"), ("start", "2020")])
    assert [("$.start", "duplicate-key")] == problems(doubled, su.Period)
    assert [("$.period.start", "duplicate-key")] == problems({"id": "s", "title": "T", "period": doubled}, su.Strategy)
    document = JsonObject([*TEMPLATE.items(), ("number", 2)])
    assert [("$.number", "duplicate-key")] == problems(document, su.ProgressReport)


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        (ValueError("no\nsuch " + "x" * 1000), f"ValueError ('no\\nsuch {'x' * 47}...')"),
        (TypeError("not mine"), "TypeError ('not mine')"),
        (
            ExceptionGroup("several", [ValueError("a"), TypeError("b")]),
            "ExceptionGroup ('several (2 sub-exceptions)')",
        ),
        (
            UnicodeDecodeError("utf-8", b"\xff", 0, 1, "odd"),
            """UnicodeDecodeError ("'utf-8' codec can't decode byte 0xff in position 0: odd")""",
        ),
    ],
)
def test_what_others_refuse_becomes_a_problem(refusal: Exception, words: str) -> None:
    def inner(value: Any, record: type[Any]) -> Any:
        if record is su.Period:
            raise refusal
        return structure(record, value, inner)

    with pytest.raises(su.DocumentError) as caught:
        structure_report(TEMPLATE, inner)
    assert {("$.covers", "refused"), ("$.strategy.period", "refused")} == {
        (problem.path, problem.code.value) for problem in caught.value.problems
    }
    for problem in caught.value.problems:
        assert f"a hook raised {words}; change the value or the hook" == problem.message
        assert "\n" not in problem.message
        assert len(problem.message) < 140


@pytest.mark.parametrize(
    "path", ["$", "$.custom", "$.custom[3].x", "$.title[0]", "$[5]", "$.priorities[9].id", "$['a b']"]
)
def test_paths_that_others_give_are_kept(path: str) -> None:
    def inner(value: Any, record: type[Any]) -> Any:
        if record is su.Strategy:
            raise su.DocumentError([su.Problem(path, su.ProblemCode.WRONG_FORM, "odd")])
        return structure(record, value, inner)

    with pytest.raises(su.DocumentError) as caught:
        structure_report(TEMPLATE, inner)
    assert f"$.strategy{path[1:]}" in {problem.path for problem in caught.value.problems}


def test_problems_of_inner_records_are_counted_on_the_way_up() -> None:
    sources = ["A B"] * 60
    event = {**EVENT, "sources": sources}
    value = {"reference": "2018/0331(COD)", "events": [event, event], "sources": sources}
    with pytest.raises(su.DocumentError) as caught:
        structured(value, su.Procedure)
    assert (50, 130) == (len(caught.value.problems), caught.value.omitted)
    assert "$.events[0].sources[49]" == caught.value.problems[-1].path


def test_without_a_converter() -> None:
    report = from_plain(su.ProgressReport, {**TEMPLATE, "$schema": "x"})
    assert template() == report
    assert report.strategy == from_plain(su.Strategy, TEMPLATE["strategy"])
    assert su.Bounds(0, 15) == from_plain(su.Bounds, {"at_least": 0, "at_most": 15})
    with pytest.raises(su.DocumentError, match=r"\$\.schema: missing key; add 'securityunion/1'$"):
        from_plain(su.ProgressReport, {key: value for key, value in TEMPLATE.items() if key != "schema"})


def test_what_an_object_must_have() -> None:
    assert ("id", "title", "published", "schema") == required_keys(su.ProgressReport)
    assert () == required_keys(su.Period)
    for record in (su.ProgressReport, su.Obligation, su.Initiative, su.Source):
        assert {f"$.{key}" for key in required_keys(record)} == {path for path, _ in problems({}, record)}


def test_every_record_says_what_it_lacks() -> None:
    for record, needed in {
        su.Source: ["id", "title"],
        su.Priority: ["id", "title"],
        su.LegalAct: ["kind"],
        su.Procedure: ["reference"],
        su.ComplianceRecord: ["state"],
        su.Obligation: ["id", "initiative", "duty"],
        su.Position: ["institution", "status"],
        su.Initiative: ["id", "title", "priority", "kind", "stage"],
        su.Finding: ["id", "kind", "summary"],
        su.Statement: ["speaker", "summary"],
    }.items():
        assert [(f"$.{name}", "missing-key") for name in needed] == problems({}, record)
    for record in (su.Period, su.StateGroup):
        assert record() == structured({}, record)


@pytest.mark.parametrize(
    ("place", "kind", "id_"),
    [
        (("initiatives", 0, "priority"), "a priority", BUNDLED["strategy"]["priorities"][2]["id"]),
        (("findings", 0, "initiatives", 0), "an initiative", BUNDLED["initiatives"][5]["id"]),
        (("initiatives", 3, "sources", 0), "a source", BUNDLED["sources"][1]["id"]),
    ],
)
def test_the_title_of_a_record_leads_to_its_id(place: tuple[str | int, ...], kind: str, id_: str) -> None:
    document = copy.deepcopy(BUNDLED)
    every = [*document["strategy"]["priorities"], *document["initiatives"], *document["sources"]]
    title = next(one["title"] for one in every if one["id"] == id_)
    part: Any = document
    for step in place[:-1]:
        part = part[step]
    if isinstance(part, list):
        part[:] = [title]
    else:
        part[place[-1]] = title
    for read in (structured, lambda value, _: su.loads(msgspec.json.encode(value))):
        with pytest.raises(su.DocumentError) as caught:
            read(document, su.ProgressReport)
        (problem,) = caught.value.problems
        assert problem.message.endswith(f" is the title of {kind}; write its id {id_!r}")
    part[0 if isinstance(part, list) else place[-1]] = "No such title"
    with pytest.raises(su.DocumentError, match="use lower-case letters, digits and hyphens"):
        structured(document, su.ProgressReport)


@pytest.mark.parametrize("word", ["unknown", "n/a", "?", "TBD", " - "])
def test_a_word_for_unknown_leads_to_null_where_null_is_allowed(word: str) -> None:
    found = [one.message for one in problems_of({**TEMPLATE, "number": word, "document": word, "published": word})]
    remedy = f"{word!r} is text; write null, without quotes, for what is unknown"
    assert sorted([remedy, remedy, f"{word!r} is not a day; write it like '2020-12-09'"]) == sorted(found)


def problems_of(document: dict[str, Any]) -> tuple[su.Problem, ...]:
    with pytest.raises(su.DocumentError) as caught:
        structured(document, su.ProgressReport)
    return caught.value.problems
