"""Records in pydantic are read, written and described in the same way as documents."""

import copy
import json
import subprocess
import sys
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import pydantic
import pytest
from documents import BUNDLED, REMOVED, TEMPLATE, broken, put
from hypothesis import given
from pydantic.json_schema import models_json_schema
from strategies import QUICK, reports

import securityunion as su
from securityunion._records.fields import records, shapes
from securityunion._records.formats import ID_FORM
from securityunion.integrations.pydantic import location
from securityunion.wire.json_parse import JsonObject

RECORDS = (*records(su.ProgressReport), su.Bounds)


class Submission(pydantic.BaseModel):
    sender: str
    report: su.ProgressReport
    priorities: tuple[su.Priority, ...] = ()
    left: su.Bounds | None = None


def errors(value: Any, of: Any) -> list[Any]:
    with pytest.raises(pydantic.ValidationError) as caught:
        pydantic.TypeAdapter(of).validate_python(value)
    return caught.value.errors(include_url=False)


def as_problems(value: Any, record: type[Any]) -> list[tuple[tuple[str | int, ...], str, str]]:
    with pytest.raises(su.DocumentError) as caught:
        su.integrations.cattrs.make_converter().structure(value, record)
    return [(location(one.path), one.code.value, one.message) for one in caught.value.problems]


# Reading.


@QUICK
@given(reports())
def test_a_report_goes_in_and_comes_out(report: su.ProgressReport) -> None:
    adapter = pydantic.TypeAdapter(su.ProgressReport)
    assert su.dumps(report) == adapter.dump_json(report)
    assert report == adapter.validate_json(su.dumps(report))
    assert report == adapter.validate_python(adapter.dump_python(report))
    assert json.loads(su.dumps(report)) == adapter.dump_python(report, mode="json")


def test_instances_are_let_pass_and_are_the_same() -> None:
    report = su.first_progress_report()
    submission = Submission(sender="analyst", report=report, left=su.Bounds(0, 15))
    assert submission.report is report
    assert report is Submission.model_validate(submission).report
    assert submission == Submission.model_validate_json(submission.model_dump_json())
    assert submission == Submission.model_validate(submission.model_dump())
    assert {"at_least": 0, "at_most": 15} == submission.model_dump()["left"]


@pytest.mark.parametrize("record", RECORDS)
def test_every_record_has_its_own_errors(record: type[Any]) -> None:
    (found,) = errors([], record)
    assert {"type": "wrong-type", "loc": (), "input": "a list of 0"}.items() <= found.items()
    assert f"a list of 0 is not allowed; write an object with the keys of {record.__name__}" == found["msg"]
    (found,) = (one for one in errors({"no such key": 1}, record) if one["type"] == "unknown-key")
    assert ("no such key",) == found["loc"]


def test_errors_are_the_problems_of_a_document() -> None:
    document = broken(
        BUNDLED,
        **{
            "id": "First Report",
            "number": "1",
            "initiatives[5].stage": "negotiation",
            "initiatives[17].obligations[0].outstanding.count": "25",
            "initiatives[17].obligations[0].deadlines[0].on": "2013-12-32",
            "findings[0].summary": REMOVED,
            "sources[0].publishers": [],
        },
    )
    put(document, "$.initiatives[2].sources[0]", "nobody")
    before = copy.deepcopy(document)
    found = [(one["loc"], one["type"], one["msg"]) for one in errors(document, su.ProgressReport)]
    assert as_problems(document, su.ProgressReport) == found
    assert 8 == len(found)
    nested = errors({"sender": 5, "report": document, "priorities": [{}], "left": {"at_least": -1}}, Submission)
    expected = [("sender",), *(("report", *loc) for loc, _, _ in found)]
    expected += [("priorities", 0, "id"), ("priorities", 0, "title"), ("left", "at_least")]
    assert expected == [one["loc"] for one in nested]
    assert before == document


def test_errors_of_json_are_those_of_plain_data() -> None:
    document = broken(TEMPLATE, title=5, covers={"start": "2021", "end": "2020"})
    with pytest.raises(pydantic.ValidationError) as caught:
        pydantic.TypeAdapter(su.ProgressReport).validate_json(json.dumps(document))
    assert errors(document, su.ProgressReport) == caught.value.errors(include_url=False)


@pytest.mark.parametrize("strict", [True, False])
@pytest.mark.parametrize(
    ("record", "value", "at"),
    [
        (su.StateGroup, {"count": "25"}, "count"),
        (su.StateGroup, {"count": 25.0}, "count"),
        (su.StateGroup, {"count": True}, "count"),
        (su.StateGroup, {"named": {"AT"}}, "named"),
        (su.Event, {"kind": "proposal", "on": datetime(2018, 9, 12)}, "on"),  # noqa: DTZ001 - refused either way
        (su.Event, {"kind": "proposal", "on": 0}, "on"),
        (su.Event, {"kind": "Proposal"}, "kind"),
        (su.Period, {"start": " 2020"}, "start"),
        (su.Period, {"start": 2020}, "start"),
        (su.Bounds, {"at_least": 3, "at_most": 2}, "at_most"),
        (su.Bounds, {"at_least": None}, "at_least"),
    ],
)
def test_nothing_is_converted(record: type[Any], value: Any, at: str, strict: bool) -> None:
    with pytest.raises(pydantic.ValidationError) as caught:
        pydantic.TypeAdapter(record).validate_python(value, strict=strict)
    assert [(at,)] == [one["loc"] for one in caught.value.errors()]


def test_what_is_right_already_may_stand_in_plain_data() -> None:
    value = {"kind": su.EventKind.PROPOSAL, "on": date(2018, 9, 12)}
    event = su.Event(kind=su.EventKind.PROPOSAL, on=date(2018, 9, 12))
    assert event == pydantic.TypeAdapter(su.Event).validate_python(value)


def test_a_parser_that_remembers_shows_keys_that_came_twice() -> None:
    (found,) = errors(JsonObject([("start", "2020"), ("start", "2021")]), su.Period)
    assert (("start",), "duplicate-key") == (found["loc"], found["type"])
    # The parser of pydantic keeps only the last of several equal keys.
    adapter = pydantic.TypeAdapter(su.Period)
    assert su.Period(start="2021") == adapter.validate_json('{"start":"2020","start":"2021"}')


def test_problems_that_are_not_listed_are_counted() -> None:
    found = errors(broken(TEMPLATE, findings=[{}] * 20), su.ProgressReport)
    assert 51 == len(found)
    assert {"type": "omitted", "loc": (), "msg": "and 10 more", "input": "an object with 16 keys"} == found[-1]


def test_one_of_several_records() -> None:
    either = su.Position | su.Priority
    assert su.Priority(id="x", title="X") == pydantic.TypeAdapter(either).validate_python({"id": "x", "title": "X"})
    assert {("Position", "status"), ("Priority", "title")} <= {
        (str(one["loc"][0]).strip("()").rpartition("[")[2].removesuffix("()]"), one["loc"][1])
        for one in errors({}, either)
    }


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, None),
        (7, 7),
        (False, False),
        ("A B", "A B"),
        (10**40, "a very large number"),
        (2**53, "9007199254740992"),
        (float("nan"), "nan"),
        ("X" * 61, f"'{'X' * 55}...'"),
        ("\ud800", r"'\ud800'"),
        ({"a": 1}, "an object with 1 key"),
        ([1, 2], "a list of 2"),
        (b"2020", "b'2020'"),
    ],
)
def test_what_was_found_is_short_and_fit_for_json(value: Any, shown: object) -> None:
    (found,) = errors({"id": value, "title": "T"}, su.Priority)
    assert shown == found["input"]
    assert type(shown) is type(found["input"])
    json.dumps(found, allow_nan=False).encode()


def test_words_of_strangers_are_no_templates() -> None:
    (found,) = errors({"id": "{id}", "title": "%s"}, su.Priority)
    assert found["msg"].startswith("'{id}' is not an id; use lower-case letters")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("$", ()),
        ("$.id", ("id",)),
        ("$[0].id[12]", (0, "id", 12)),
        ("$['a b'].c", ("a b", "c")),
        ('$["it\'s"].c', ("it's", "c")),
        (r"$['\'\n'].c", (r"\'\n", "c")),
        ("$['']", ("",)),
        ("$[b'start'].x", ("[b'start'].x",)),
        ("$.a[True]", ("a", "[True]")),
    ],
)
def test_a_path_becomes_a_location(path: str, expected: tuple[str | int, ...]) -> None:
    assert expected == location(path)


# The JSON Schema.


def test_the_schema_has_our_fields_with_their_descriptions() -> None:
    found = Submission.model_json_schema()["$defs"]
    assert found == Submission.model_json_schema(mode="serialization")["$defs"]
    for record in RECORDS:
        one = found[record.__name__]
        fields = shapes(record)
        assert [shape.name for shape in fields] == list(one["properties"])
        required = [shape.name for shape in fields if shape.required or shape.name == "schema"]
        assert required == one.get("required", [])
        assert one["additionalProperties"] is False
        assert one["title"] == record.__name__
        assert one["description"]
        for shape in fields:
            field = one["properties"][shape.name]
            assert "title" not in field
            assert field["description"]
            assert shape.optional == ({"type": "null"} in field.get("anyOf", []))
            held = field["anyOf"][0] if shape.optional else field
            assert shape.many == (held.get("type") == "array")
            assert ("examples" in field) == (shape.form not in (None, ID_FORM) and shape.refers is None)
    assert {"$ref": "#/$defs/MemberState"} == found["StateGroup"]["properties"]["named"]["items"]
    assert {"type": "string", "format": "date"} == found["Event"]["properties"]["on"]["anyOf"][0]
    assert "securityunion/1" == found["ProgressReport"]["properties"]["schema"]["const"]
    assert ["32016L1148"] == found["Obligation"]["properties"]["act"]["examples"]
    assert ["https://eur-lex.europa.eu/"] == found["Source"]["properties"]["url"]["examples"]


ENUMERATIONS = [one for name in dir(su) if isinstance(one := getattr(su, name), type) and issubclass(one, StrEnum)]


@pytest.mark.parametrize("enumeration", ENUMERATIONS)
def test_the_schema_of_an_enumeration(enumeration: type[StrEnum]) -> None:
    found = pydantic.TypeAdapter(enumeration).json_schema()
    assert [member.value for member in enumeration] == found["enum"]
    assert found["description"]
    assert ">>>" not in found["description"]


def test_every_enumeration_and_record_has_one_schema_for_all_uses() -> None:
    class Asked(pydantic.BaseModel):
        stage: su.Stage
        state: su.MemberState
        bounds: su.Bounds

    every = [(Asked, "validation"), (Submission, "serialization"), (Submission, "validation")]
    _, found = models_json_schema(every)  # type: ignore[arg-type] # a list of its tuples
    inside = {shape.item for record in RECORDS for shape in shapes(record) if issubclass(shape.item, StrEnum)}
    expected = {"Asked", *(one.__name__ for one in (*RECORDS, *inside))}
    assert expected == {name for name in found["$defs"] if not name.startswith("Submission")}


def test_the_schema_of_a_record_alone() -> None:
    found = pydantic.TypeAdapter(su.Bounds).json_schema()
    assert {
        "at_least": {"type": "integer", "description": "the lower limit, 0 or more."},
        "at_most": {
            "anyOf": [{"type": "integer"}, {"type": "null"}],
            "description": "the upper limit; null if unknown.",
        },
    } == found["properties"]
    assert "object" == found["type"]


def test_without_docstrings_there_are_no_descriptions() -> None:
    code = (
        "import json, pydantic, securityunion as su;"
        "print(json.dumps(pydantic.TypeAdapter(su.ProgressReport).json_schema()))"
    )
    done = subprocess.run([sys.executable, "-OO", "-c", code], capture_output=True, text=True, check=True)
    assert '"description"' not in done.stdout
    assert "StateGroup" in json.loads(done.stdout)["$defs"]
