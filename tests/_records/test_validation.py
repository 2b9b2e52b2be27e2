"""Exact types, values, hashes and short reprs of every record."""

import copy
import inspect
import pickle
from datetime import date, datetime
from typing import Any

import attrs
import pytest

import securityunion as su
from securityunion._records.fields import records, shapes
from securityunion.datasets.template import template

RECORDS = records(su.ProgressReport)


ANYTHING: dict[str, Any] = {"council": "council", "AT": "AT", "list": [su.MemberState.AT], "none": None}
"""Values annotated as `Any`, because a type checker would reject their real types in the tests below."""


def examples() -> dict[type, Any]:
    """Return one example of each class of records. The examples come from the template, which contains all classes."""
    found: dict[type, Any] = {}

    def walk(record: Any) -> None:
        found.setdefault(type(record), record)
        for shape in shapes(type(record)):
            value = getattr(record, shape.name)
            for item in value if isinstance(value, tuple) else [value]:
                if shape.is_record and item is not None:
                    walk(item)

    walk(template())
    return found


EXAMPLES = examples()
FIELDS = [(record, shape) for record in RECORDS for shape in shapes(record)]


def test_the_records_are_those_of_the_design() -> None:
    names = (
        "ComplianceRecord Deadline Decision Event Finding Initiative LegalAct NationalMeasure Obligation Period "
        "PolicyDocument "
        "Position Priority InfringementEvent InfringementProcedure Procedure ProgressReport Source StateGroup "
        "Statement Strategy StrategyLink"
    )
    assert set(names.split()) == {record.__name__ for record in RECORDS} == {record.__name__ for record in EXAMPLES}


@pytest.mark.parametrize("record", RECORDS)
def test_records_are_frozen_slotted_values(record: type[Any]) -> None:
    example = EXAMPLES[record]
    assert not hasattr(example, "__dict__")
    assert not hasattr(example, "__weakref__")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(example, shapes(record)[0].name, None)
    for twin in (copy.copy(example), copy.deepcopy(example), pickle.loads(pickle.dumps(example))):  # noqa: S301
        assert example == twin
        assert hash(example) == hash(twin)


@pytest.mark.parametrize(("record", "shape"), FIELDS, ids=lambda value: getattr(value, "name", None))
def test_every_field_counts_in_equality(record: type[Any], shape: Any) -> None:
    example = EXAMPLES[record]
    value = getattr(example, shape.name)
    other = object.__new__(record)
    for field in attrs.fields(record):
        object.__setattr__(other, field.name, getattr(example, field.name))
    assert example == other
    object.__setattr__(other, shape.name, None if value is not None else ())
    assert example != other


@pytest.mark.parametrize(("record", "shape"), FIELDS, ids=lambda value: getattr(value, "name", None))
def test_every_field_refuses_other_types_and_names_itself(record: type[Any], shape: Any) -> None:
    example = EXAMPLES[record]
    given: dict[str, Any] = {field.name: getattr(example, field.name) for field in attrs.fields(record)}
    wrong: list[Any] = [b"bytes", 1.5, [], {}, object(), "text" if shape.item is not str or shape.many else 7]
    if not shape.optional:
        wrong.append(None)
    if shape.item is int:
        wrong.append(True)
    if shape.item is date:
        wrong.append(datetime(2020, 12, 9))  # noqa: DTZ001 - with or without a zone, it is not a plain date
    if shape.many:
        wrong += [(7,), (None,), ["a"], frozenset()]
    for value in wrong:
        wrong_type = "(.* is ((a|an) [A-Za-z]+|bytes)|(a|an) [A-Za-z]+ is not allowed|None is not allowed); pass "
        with pytest.raises(TypeError, match=rf"^{record.__name__}\.{shape.name}(\[0\])?: {wrong_type}"):
            record(**{**given, shape.name: value})


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: su.Position(institution=ANYTHING["council"], status=su.PositionStatus.ADOPTED),
            (
                "Position.institution: 'council' is a str; pass a member of Institution, such as "
                "Institution.EUROPEAN_PARLIAMENT"
            ),
        ),
        (
            lambda: su.StateGroup(named=ANYTHING["AT"]),
            "StateGroup.named: 'AT' is a str; pass a tuple of MemberState, with a comma after a single item: (x,)",
        ),
        (
            lambda: su.StateGroup(named=ANYTHING["list"]),
            "StateGroup.named: a list is not allowed; pass a tuple of MemberState, for example tuple(value)",
        ),
        (
            lambda: su.Event(kind=su.EventKind.PROPOSAL, on=datetime(2020, 12, 9)),  # noqa: DTZ001
            "Event.on: a datetime is not allowed; pass a date without time, such as date(2020, 12, 9)",
        ),
        (lambda: su.StateGroup(count=True), "StateGroup.count: True is a bool; pass an int"),
        (lambda: su.Priority(id="a", title=ANYTHING["none"]), "Priority.title: None is not allowed; pass text"),
    ],
)
def test_messages_say_what_was_found_and_what_would_be_right(make: Any, message: str) -> None:
    with pytest.raises(TypeError) as caught:
        make()
    assert message == str(caught.value)


def test_text_is_unicode() -> None:
    with pytest.raises(su.RecordError, match=r"^Priority\.title: '\\ud800' contains a lone surrogate; use"):
        su.Priority(id="a", title="\ud800")
    with pytest.raises(su.RecordError, match=r"^Priority\.focus_areas\[1\]: 'a\\udfff' contains a lone"):
        su.Priority(id="a", title="b", focus_areas=("c", "a\udfff"))


def test_constructors_show_the_plain_types_of_their_arguments() -> None:
    assert str(inspect.signature(su.Priority)) == (
        "(*, id: str, title: str, summary: str | None = None, focus_areas: tuple[str, ...] = (), "
        "note: str | None = None, sources: tuple[str, ...] = ()) -> None"
    )


def test_a_str_of_another_class_is_no_text() -> None:
    with pytest.raises(TypeError, match=r"Priority\.title: <?.* is a [A-Za-z]+; pass text$"):
        su.Priority(id="a", title=su.Stage.ADOPTED)


@pytest.mark.parametrize("record", RECORDS)
def test_reprs_are_one_short_line(record: type[Any]) -> None:
    text = repr(EXAMPLES[record])
    assert "\n" not in text
    assert len(text) < 400
    assert record.__name__ in text


def test_a_repr_leaves_out_defaults_and_sources() -> None:
    group = su.StateGroup(named=tuple(su.MemberState)[:5])
    assert repr(group) == "StateGroup(named=(MemberState.AT, MemberState.BE, MemberState.BG, ...))"
    assert repr(su.Period()) == "Period()"
    position = su.Position(
        institution=su.Institution.COUNCIL, status=su.PositionStatus.ADOPTED, sources=("infographic",)
    )
    assert repr(position) == "Position(institution=Institution.COUNCIL, status=PositionStatus.ADOPTED)"
    procedure = su.Procedure(reference="2018/0331(COD)", events=(su.Event(kind=su.EventKind.SPLIT),) * 2)
    assert repr(procedure) == "Procedure(reference='2018/0331(COD)', events=<2 x Event>)"


def test_enumerations_are_text_in_the_words_of_the_field() -> None:
    items = {shape.item for record in RECORDS for shape in shapes(record)}
    enumerations = [item for item in items if issubclass(item, str) and item is not str]
    derived = [su.ActStatus, su.ProcedureStage, su.ProblemCode]
    for enumeration in (*enumerations, *derived):
        for member in enumeration:  # type: ignore[attr-defined]
            name = member.name
            assert name == name.upper()
            assert member.value == (name if enumeration is su.MemberState else name.lower().replace("_", "-"))
