"""Structure records with cattrs, on the library's own converters and on converters that users create."""

import json
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from typing import Any

import attrs
import cattrs
import msgspec
import pytest
from cattrs.gen import make_dict_structure_fn
from cattrs.preconf import json as preconf_json
from cattrs.preconf import msgspec as preconf_msgspec
from cattrs.preconf import orjson as preconf_orjson
from cattrs.preconf import pyyaml as preconf_pyyaml
from cattrs.strategies import configure_tagged_union
from documents import TEMPLATE, broken, put
from hypothesis import given
from strategies import QUICK, reports

import securityunion as su
from securityunion._records.fields import records
from securityunion.datasets.template import template
from securityunion.model import act, decision, infringement, initiative, obligation, procedure, report, strategy
from securityunion.values import partial_date, state_group

RECORDS = records(su.ProgressReport)
MAKERS: list[Callable[[], cattrs.Converter]] = [
    cattrs.Converter,
    lambda: cattrs.Converter(detailed_validation=False, forbid_extra_keys=True, prefer_attrib_converters=True),
    preconf_json.make_converter,
    preconf_msgspec.make_converter,
    preconf_orjson.make_converter,
    preconf_pyyaml.make_converter,
]
TEXT_MAKERS: list[Callable[[], Any]] = [
    preconf_json.make_converter,
    preconf_msgspec.make_converter,
    preconf_orjson.make_converter,
    preconf_pyyaml.make_converter,
]


def configured(make: Callable[[], cattrs.Converter] = cattrs.Converter) -> cattrs.Converter:
    converter = make()
    su.integrations.cattrs.configure_converter(converter)
    return converter


def as_json(plain: Any) -> Any:
    """Return plain data as JSON represents the data, with lists instead of tuples."""
    return json.loads(json.dumps(plain))


def instances(value: Any) -> list[Any]:
    """Return all records in *value*, including *value* itself if it is a record."""
    if isinstance(value, tuple):
        return [one for item in value for one in instances(item)]
    if not attrs.has(type(value)):
        return []
    inner = [one for field in attrs.fields(type(value)) for one in instances(getattr(value, field.name))]
    return [value, *inner]


def problems(call: Callable[[], Any]) -> list[tuple[str, str]]:
    with pytest.raises(su.DocumentError) as caught:
        call()
    return [(problem.path, problem.code.value) for problem in caught.value.problems]


def test_records_are_all_there_are() -> None:
    modules = (
        act,
        decision,
        infringement,
        initiative,
        obligation,
        partial_date,
        procedure,
        report,
        state_group,
        strategy,
    )
    public = [getattr(module, name) for module in modules for name in module.__all__]
    assert {one for one in public if isinstance(one, type) and attrs.has(one)} == set(RECORDS)
    assert len(RECORDS) == len(set(RECORDS))
    assert {type(one) for one in instances(template())} == set(RECORDS)


@pytest.mark.parametrize("make", MAKERS)
def test_every_record_goes_and_comes_back_alone(make: Callable[[], cattrs.Converter]) -> None:
    converter = configured(make)
    seen = set()
    for one in instances(template()):
        plain = converter.unstructure(one)
        assert one == converter.structure(plain, type(one))
        assert one == converter.structure(json.loads(json.dumps(plain)), type(one))
        seen.add(type(one))
    assert set(RECORDS) == seen


@QUICK
@given(reports())
def test_reports_go_and_come_back(one: su.ProgressReport) -> None:
    converter = su.integrations.cattrs.make_converter()
    assert su.dumps(one) == converter.dumps(one)
    assert one == converter.loads(su.dumps(one), su.ProgressReport)
    assert one == converter.structure(converter.unstructure(one), su.ProgressReport)
    assert json.loads(su.dumps(one)) == as_json(converter.unstructure(one))


def test_reports_pass_straight_through_to_msgspec() -> None:
    for converter in (
        su.integrations.cattrs.make_converter(),
        configured(preconf_msgspec.make_converter),
        configured(),
    ):
        for record in RECORDS:
            assert converter.get_unstructure_hook(record) is msgspec.to_builtins
    first = su.first_progress_report()
    ours = su.integrations.cattrs.make_converter()
    assert isinstance(ours, preconf_msgspec.MsgspecJsonConverter)
    assert su.dumps(first) == ours.dumps(first) == ours.get_dumps_hook(su.ProgressReport)(first)


@pytest.mark.parametrize("make", TEXT_MAKERS)
def test_the_text_of_each_kind_of_converter_comes_back(make: Callable[[], Any]) -> None:
    converter: Any = configured(make)
    one = su.first_progress_report()
    assert one == converter.loads(converter.dumps(one), su.ProgressReport)
    if make is not preconf_pyyaml.make_converter:
        assert one == su.loads(converter.dumps(one))


def test_a_day_that_yaml_has_read_already_is_one() -> None:
    converter = configured(preconf_pyyaml.make_converter)
    statement = converter.loads("{speaker: A, summary: B, on: 2020-12-09}".replace("on:", '"on":'), su.Statement)  # type: ignore[attr-defined]
    assert date(2020, 12, 9) == statement.on


def test_a_hook_registered_later_writes_its_class_but_not_inside_ours() -> None:
    converter = configured()
    period = su.Period(start="2020")
    converter.register_unstructure_hook(su.Period, lambda one: f"{one.start}/")
    assert converter.unstructure(period) == "2020/"
    assert converter.unstructure(template())["covers"] == as_json(msgspec.to_builtins(template().covers))


def test_each_converter_is_a_new_one() -> None:
    first, second = su.integrations.cattrs.make_converter(), su.integrations.cattrs.make_converter()
    first.register_structure_hook(su.Period, lambda _value, _type: su.Period(start="1999"))
    assert su.Period(start="1999") == first.structure({}, su.Period)
    assert su.Period() == second.structure({}, su.Period)
    assert "1999" not in str(su.loads(json.dumps(TEMPLATE)).covers)


@pytest.mark.parametrize("make", MAKERS)
def test_it_is_strict(make: Callable[[], cattrs.Converter]) -> None:
    converter = configured(make)

    def found(value: Any, record: type[Any]) -> list[tuple[str, str]]:
        return problems(lambda: converter.structure(value, record))

    assert [("$.until", "unknown-key")] == found({"until": "2020"}, su.Period)
    assert [("$.count", "wrong-type")] == found({"count": "3"}, su.StateGroup)
    assert [("$.named", "wrong-type")] == found({"named": "AT"}, su.StateGroup)
    assert [("$.title", "wrong-type")] == found({"id": "p", "title": None}, su.Priority)
    assert [("$.on", "wrong-type")] == found({"kind": "proposal", "on": datetime(2020, 12, 9)}, su.Event)  # noqa: DTZ001
    assert [("$.schema", "unsupported-schema")] == found({"schema": "securityunion/2"}, su.ProgressReport)
    document = broken(TEMPLATE)
    put(document, "$.initiatives[1].obligations[0].records[0].state", "GRC")
    put(document, "$.findings[0].priority", "gone")
    expected = [
        ("$.findings[0].priority", "dangling-reference"),
        ("$.initiatives[1].obligations[0].records[0].state", "unknown-value"),
    ]
    assert expected == found(document, su.ProgressReport)
    assert template() == converter.structure({**TEMPLATE, "$schema": "x"}, su.ProgressReport)


def test_what_the_parser_of_the_converter_does_not_show() -> None:
    converter = su.integrations.cattrs.make_converter()
    assert su.Period(start="2021") == converter.loads(b'{"start":"2020","start":"2021"}', su.Period)
    with pytest.raises(msgspec.DecodeError):
        converter.loads(b"{", su.Period)


# Other hooks of a converter stay unchanged.


class Colour(StrEnum):
    RED = "red"


@attrs.frozen
class Note:
    text: str
    day: date
    colour: Colour


@attrs.frozen
class Dossier:
    name: str
    period: su.Period
    report: su.ProgressReport | None = None
    positions: list[su.Position] = attrs.Factory(list)
    by_name: dict[str, su.StateGroup] = attrs.Factory(dict)


def test_hooks_of_others_remain() -> None:
    def text(value: Any, _: Any) -> str:
        return f"<{value}>"

    def day(value: Any, _: Any) -> date:
        return date(1999, 1, value)

    def colour(value: Any, _: Any) -> Colour:
        return Colour(value.lower())

    converter = cattrs.Converter()
    for kind, hook in ((str, text), (date, day), (Colour, colour), (su.Stage, colour)):
        converter.register_structure_hook(kind, hook)
    converter.register_unstructure_hook(date, lambda value: value.day)
    converter.register_unstructure_hook(str, str.upper)
    note = converter.structure({"text": "x", "day": 3, "colour": "RED"}, Note)
    before = {kind: converter.get_structure_hook(kind) for kind in (str, int, float, bool, date, Colour, su.Stage)}
    plain = converter.unstructure(note)
    su.integrations.cattrs.configure_converter(converter)
    assert note == Note("<x>", date(1999, 1, 3), Colour.RED)
    assert note == converter.structure({"text": "x", "day": 3, "colour": "RED"}, Note)
    assert plain == converter.unstructure(note) == {"text": "<X>", "day": 3, "colour": "RED"}
    assert before == {kind: converter.get_structure_hook(kind) for kind in before}
    assert "<x>" == converter.structure("x", str)
    assert [1, 2] == converter.structure(["1", 2.5], list[int])
    # these hooks do not affect the records of the library
    assert template() == converter.structure(TEMPLATE, su.ProgressReport)
    assert TEMPLATE == as_json(converter.unstructure(template()))


def test_only_hooks_for_records_are_registered() -> None:
    registered: list[tuple[str, Any]] = []

    class Recorder(cattrs.Converter):
        def register_structure_hook(self, cl: Any, func: Any = None) -> Any:
            registered.append(("in", cl))
            return super().register_structure_hook(cl, func)

        def register_unstructure_hook(self, cls: Any = None, func: Any = None) -> Any:
            registered.append(("out", cls))
            return super().register_unstructure_hook(cls, func)

    recorder = Recorder()
    registered.clear()
    su.integrations.cattrs.configure_converter(recorder)
    assert sorted(map(str, registered)) == sorted(str((way, one)) for way in ("in", "out") for one in RECORDS)


@pytest.mark.parametrize("make", MAKERS)
def test_our_records_in_a_class_of_somebody_else(make: Callable[[], cattrs.Converter]) -> None:
    converter = configured(make)
    dossier = Dossier(
        "mine",
        su.Period(start="2020"),
        template(),
        [su.Position(institution=su.Institution.COUNCIL, status=su.PositionStatus.AWAITED)],
        {"late": su.StateGroup(count=3)},
    )
    plain = converter.unstructure(dossier)
    assert {"start": "2020", "end": None} == plain["period"]
    assert TEMPLATE == as_json(plain["report"])
    assert dossier == converter.structure(plain, Dossier)
    assert Dossier("x", su.Period()) == converter.structure({"name": "x", "period": {}}, Dossier)


def test_a_problem_in_a_class_of_somebody_else() -> None:
    converter = configured()
    value = {"name": "x", "period": {"start": 2020}, "positions": [{}], "report": broken(TEMPLATE, title=None)}
    with pytest.raises(cattrs.ClassValidationError) as caught:
        converter.structure(value, Dossier)
    matched, rest = caught.value.split(su.DocumentError)
    assert rest is None
    found = []
    pending: list[Any] = [matched]
    while pending:
        error = pending.pop(0)
        if isinstance(error, su.DocumentError):
            found += [(problem.path, problem.code.value) for problem in error.problems]
        else:
            pending += error.exceptions
    assert [
        ("$.institution", "missing-key"),
        ("$.start", "wrong-type"),
        ("$.status", "missing-key"),
        ("$.title", "wrong-type"),
    ] == sorted(found)
    plain_spoken = configured(lambda: cattrs.Converter(detailed_validation=False))
    assert [("$.start", "wrong-type")] == problems(
        lambda: plain_spoken.structure({"name": "x", "period": {"start": 2020}}, Dossier)
    )


# Hooks that a user registers in place of the library's hooks.


def test_a_hook_registered_later_takes_the_place_of_ours_inside_a_report() -> None:
    for converter in (configured(), su.integrations.cattrs.make_converter()):
        converter.register_structure_hook(su.Period, lambda value, _: su.Period(start=str(value["von"])))
        document = {**broken(TEMPLATE, covers={"von": 2019}), "strategy": template().strategy}
        structured = converter.structure(document, su.ProgressReport)
        assert su.Period(start="2019") == structured.covers
        assert template().initiatives == structured.initiatives
        su.integrations.cattrs.configure_converter(converter)
        assert template() == converter.structure(TEMPLATE, su.ProgressReport)


def test_registering_twice_changes_nothing() -> None:
    converter = configured()
    su.integrations.cattrs.configure_converter(converter)
    assert template() == converter.structure(converter.unstructure(template()), su.ProgressReport)
    assert [("$.count", "wrong-type")] == problems(lambda: converter.structure({"count": "3"}, su.StateGroup))


@pytest.mark.parametrize("detailed", [True, False])
def test_its_failure_is_a_problem_of_the_document(detailed: bool) -> None:
    converter = configured(lambda: cattrs.Converter(detailed_validation=detailed))
    hook = make_dict_structure_fn(su.Priority, converter, _cattrs_forbid_extra_keys=True)
    converter.register_structure_hook(su.Priority, hook)
    path = "$.strategy.priorities[0]"
    for key, value in (("title", 5), ("title", None), ("nonsense", 1), ("focus_areas", 7)):
        document = broken(TEMPLATE, number=None)
        put(document, f"{path}.{key}", value)
        if key == "title" and value is not None:
            del document["strategy"]["priorities"][0]["title"]
        if (key, value) == ("title", None):
            document["strategy"]["priorities"][0]["id"] = "A B"
        assert (path, "refused") in problems(partial(converter.structure, document, su.ProgressReport))


@pytest.mark.parametrize("record", [su.Strategy, su.Source, su.Period])
def test_a_hook_that_gives_something_else_is_refused(record: type[Any]) -> None:
    converter = configured()
    converter.register_structure_hook(record, lambda value, _: dict(value))
    found = problems(lambda: converter.structure(TEMPLATE, su.ProgressReport))
    assert {"refused"} == {code for _, code in found}


def test_a_union_that_cattrs_tags_comes_back() -> None:
    converter = cattrs.Converter()
    su.integrations.cattrs.configure_converter(converter)
    union: Any = su.Initiative | su.Finding
    configure_tagged_union(union, converter)
    first = su.first_progress_report()
    for record in (first.findings[0], first.initiatives[3]):
        written = converter.unstructure(record, unstructure_as=union)
        assert type(record).__name__ == written["_type"]
        assert record == converter.structure(written, union)
    report = converter.unstructure(first)
    assert first == converter.structure({**report, "_type": "ProgressReport"}, su.ProgressReport)
    for tag in ("Finding", 5, None):
        with pytest.raises(su.DocumentError, match=r"^\$\._type: unknown key of Initiative"):
            converter.structure({**converter.unstructure(first.initiatives[3]), "_type": tag}, su.Initiative)


@pytest.mark.parametrize("value", [5, None, [], "Finding"])
def test_what_is_no_object_is_refused(value: Any) -> None:
    converter = cattrs.Converter()
    su.integrations.cattrs.configure_converter(converter)
    with pytest.raises(su.DocumentError, match=r"^\$: .*; write an object with the keys of Finding$"):
        converter.structure(value, su.Finding)
