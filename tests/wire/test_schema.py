"""`securityunion.wire.schema`: the JSON Schema of documents agrees with the classes."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from documents import broken, put
from hypothesis import given
from jsonschema import Draft202012Validator
from places import DATA
from strategies import QUICK, reports

import securityunion as su
from generate.forms import FORMS
from generate.json_schema import SCHEMA_FILE, schema_document
from securityunion._records.fields import records, shapes
from securityunion._records.formats import Form
from securityunion._records.rules import rules_of

SCHEMA: dict[str, Any] = su.json_schema()
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
BUNDLED: dict[str, Any] = json.loads(su.dumps(su.first_progress_report()))
KNOWN_CELEX = [
    celex
    for line in (DATA / "celex.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for celex in line.split()
]


def forms() -> dict[str, Form]:
    """Return each form of text that the fields of records use, by the name of the form."""
    every = (shape.form for record in records(su.ProgressReport) for shape in shapes(record))
    return {form.name: form for form in every if form is not None and form.example != su.SCHEMA}


def accepts(name: str, value: object) -> bool:
    """Say whether the part *name* of the schema accepts *value*."""
    return VALIDATOR.evolve(schema={"$ref": f"#/$defs/{name}", "$defs": SCHEMA["$defs"]}).is_valid(value)


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for inner in schema.values():
            yield from objects(inner)


def test_the_bundled_file_is_what_the_classes_say() -> None:
    assert SCHEMA_FILE.read_bytes() == schema_document(), "renew it with: python -m generate"


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert "https://json-schema.org/draft/2020-12/schema" == SCHEMA["$schema"]
    assert SCHEMA["$id"] == f"urn:{su.SCHEMA.replace('/', ':')}"


def test_every_record_allows_its_fields_and_no_others_and_says_what_they_mean() -> None:
    every = {record.__name__: record for record in records(su.ProgressReport)}
    found = {one["title"]: one for one in objects(SCHEMA)}
    assert set(found) == set(every)
    for name, one in found.items():
        assert one["additionalProperties"] is False
        assert [shape.name for shape in shapes(every[name])] == [key for key in one["properties"] if key != "$schema"]
        assert all(len(field["description"]) > 5 for field in one["properties"].values()), name
        assert len(one["description"]) > 20


def test_every_reference_leads_to_a_definition_and_every_definition_is_used() -> None:
    text = json.dumps(SCHEMA)
    assert {name for name in SCHEMA["$defs"] if f'"#/$defs/{name}"' in text} == set(SCHEMA["$defs"])


def test_the_bundled_report_is_valid() -> None:
    VALIDATOR.validate(BUNDLED)
    VALIDATOR.validate({**BUNDLED, "$schema": "securityunion-1.schema.json"})


@QUICK
@given(reports())
def test_every_report_that_can_be_is_valid(report: su.ProgressReport) -> None:
    VALIDATOR.validate(json.loads(su.dumps(report)))


def test_every_form_is_described_and_its_example_accepted() -> None:
    assert set(FORMS) == set(forms())
    for name, form in forms().items():
        assert accepts(FORMS[name][0], form.example)
        assert form.matches(form.example)


def test_known_celex_numbers_are_accepted() -> None:
    assert [] == [celex for celex in KNOWN_CELEX if not accepts("Celex", celex)]


@pytest.mark.parametrize(
    ("form", "texts"),
    [
        ("Id", ["", "N I S", "nis_2", "-nis", "nis-", "x" * 101, "é"]),
        ("Text", ["", " ", "\n", "a\u202eb", "a\x00b"]),
        ("WebAddress", ["javascript:alert(1)", "eur-lex.europa.eu", "https://ex ample.eu", "https://", "ftp://a.eu"]),
        ("PartialDate", ["20", "2020-13", "2020-7", "2020-07-32", "24 July 2020", "2020-07-24T00:00"]),
        ("Celex", ["2016/1148", "32016l1148", "32016L148", "", "32016L1148 ", "32016L0680R(1)", "D2016L1148"]),
        ("Eli", ["eli/dir/2016/1148", "https://data.europa.eu/eli/dir/2016/1148/oj", "http://data.europa.eu/eli/"]),
        ("ProcedureReference", ["2018/331(COD)", "2018/0331 (COD)", "2018/0331(cod)", "COD/2018/0331"]),
        ("DocumentReference", ["COM(2020)797 final", "COM/2020/797", "com(2020) 797", "COM(20) 797"]),
        ("OfficialJournalReference", ["L 194/1", "OJ L194, 19.7.2016, p. 1", "OJ L 194, 2016-07-19, p. 1"]),
        ("CaseNumber", ["INFR(2019)212", "INFR 2019/2123", "infr(2019)2123"]),
        ("Day", ["2020-12-32", "2020-02-30", "20201209", "2020", "2020-12-09T00:00:00"]),
    ],
)
def test_what_the_library_refuses_is_refused(form: str, texts: list[str]) -> None:
    library = {FORMS[name][0]: found.matches for name, found in forms().items()}
    for text in texts:
        assert not accepts(form, text), text
        assert form == "Day" or not library[form](text), text


BOUNDS: dict[tuple[str, str], Any] = {
    (record.__name__, field): bound
    for record in records(su.ProgressReport)
    for rule in rules_of(record)
    for field, bound in rule.schema.items()
}


def test_the_rules_that_the_schema_can_express_are_those_of_single_fields() -> None:
    assert BOUNDS == {
        ("ProgressReport", "number"): {"minimum": 1, "maximum": 9999},
        ("ProgressReport", "complete"): {"uniqueItems": True},
        **{("StateGroup", name): {"minimum": 0, "maximum": 28} for name in ("count", "at_least", "at_most")},
        **{("StateGroup", name): {"uniqueItems": True} for name in ("named", "excluded", "scope")},
    }
    every = [rule.says for record in records(su.ProgressReport) for rule in rules_of(record) if not rule.schema]
    assert all(says in SCHEMA_FILE.read_text(encoding="utf-8").replace('\\"', '"') for says in every)


@pytest.mark.thorough
@pytest.mark.parametrize(("record", "field"), BOUNDS)
def test_bounds_are_those_of_the_library(record: str, field: str) -> None:
    def both(value: object) -> tuple[bool, bool]:
        document = broken(BUNDLED)
        if record == "ProgressReport":
            document[field] = value
        else:
            document["initiatives"][17]["obligations"][0] |= {"outstanding": {}, "records": [], "bound": {field: value}}
        return VALIDATOR.is_valid(document), not refused(document)

    bound = BOUNDS[record, field]
    if field == "complete":
        assert both(["findings", "findings"]) == (False, False)
        assert both(["findings"]) == (True, True)
    elif "uniqueItems" in bound:
        assert both(["PT", "PT"]) == (False, False)
        assert both(["PT", "SE"]) == (True, True)
    else:
        assert both(bound["minimum"]) == both(bound["maximum"]) == (True, True)
        assert both(bound["minimum"] - 1) == both(bound["maximum"] + 1) == (False, False)


def refused(document: dict[str, Any]) -> bool:
    try:
        su.loads(json.dumps(document))
    except su.DocumentError:
        return True
    return False


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("$.schema", "securityunion/2"),
        ("$.colour", "blue"),
        ("$.title", None),
        ("$.title", "  "),
        ("$.published", "2020"),
        ("$.published", 2020),
        ("$.number", "1"),
        ("$.number", 1.5),
        ("$.number", True),
        ("$.strategy", "none"),
        ("$.strategy.priorities[0].id", "Not an id"),
        ("$.initiatives", None),
        ("$.initiatives", {}),
        ("$.initiatives[0]", "nis"),
        ("$.initiatives[0].stage", "adoption"),
        ("$.initiatives[0].kind", None),
        ("$.initiatives[5].acts", "none"),
        ("$.initiatives[17].obligations[0].outstanding.count", "25"),
        ("$.initiatives[17].obligations[0].outstanding.count", 29),
        ("$.initiatives[17].obligations[0].outstanding.named", ["GRC"]),
        ("$.initiatives[17].obligations[0].deadlines[0].on", "18.12.2013"),
        ("$.initiatives[17].acts[0].celex", "2011/93/EU"),
        ("$.sources[0].url", "www.example.eu"),
        ("$.findings[0].addressees", ["everybody"]),
    ],
)
def test_documents_with_a_mistake_are_refused_by_schema_and_library(path: str, value: object) -> None:
    document = json.loads(json.dumps(BUNDLED))
    put(document, path, value)
    assert not VALIDATOR.is_valid(document)
    assert refused(document)


@pytest.mark.thorough
def test_a_key_that_is_missing_is_told() -> None:
    for key in SCHEMA["required"]:
        document = {name: value for name, value in BUNDLED.items() if name != key}
        assert [error.message for error in VALIDATOR.iter_errors(document)] == [f"{key!r} is a required property"]
        assert refused(document)
    assert not VALIDATOR.is_valid(broken(BUNDLED, published=None))


@pytest.mark.parametrize("spelling", ["GR", "EL", "UK", "Greece", "Czech Republic", "gr", "greece", "GER", "XX", ""])
def test_the_spellings_of_member_states_are_those_that_the_library_accepts(spelling: str) -> None:
    document = {"named": [spelling]}
    try:
        su.loads_record(json.dumps(document), su.StateGroup)
    except su.DocumentError:
        assert not accepts("StateGroup", document)
    else:
        assert accepts("StateGroup", document)
