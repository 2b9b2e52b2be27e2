"""Procedures in the form of the European Parliament's open data. All documents here are made up."""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import securityunion as su
from securityunion import Event, EventKind, Institution, ProcedureStage

PHASE = "http://publications.europa.eu/resource/authority/procedure-phase/"
PARLIAMENT = Institution.EUROPEAN_PARLIAMENT


def activity(code: str, day: str | None, phase: str | None = "RDG1", **more: Any) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": f"eli/dl/event/2099-9999-{code}-{day}",
        "type": "Activity",
        "activity_id": f"2099-9999-{code}-{day}",
        "had_activity_type": f"def/ep-activities/{code}",
    }
    if day is not None:
        made["activity_date"] = day
    if phase is not None:
        made["occured_at_stage"] = PHASE + phase
    return made | more


def published(*activities: Any, **more: Any) -> dict[str, Any]:
    """Return a made-up procedure in the published form. If the value of a key is None, the key is removed."""
    made: dict[str, Any] = {
        "id": "eli/dl/proc/2099-9999",
        "type": "Process",
        "consists_of": list(activities),
        "created_a_realization_of": ["eli/dl/doc/A-99-2099-9999"],
        "current_stage": PHASE + "RDG1",
        "process_id": "2099-9999",
        "process_title": {"en": "A made-up procedure", "fr": "Une procédure inventée"},
        "process_type": "def/ep-procedure-types/COD",
        "label": "2099/9999(COD)",
    } | more
    return {key: value for key, value in made.items() if value is not None}


def answer(*procedures: Any) -> dict[str, Any]:
    context = [{"data": "@graph", "@base": "https://data.europarl.europa.eu/"}]
    return {"data": list(procedures), "@context": context}


FILE = published(
    activity("PUBLICATION_OFFICIAL_JOURNAL", "2050-05-17", "RDG2"),
    activity("REFERRAL", "2048-10-01"),
    activity("PLENARY_REFER_COMMITTEE_INTERINSTITUTIONAL_NEGOTIATIONS", "2049-04-17", None, type="Decision"),
    activity("INTERINSTITUTIONAL_NEGOTIATION", "2049-10-09"),
    activity("INTERINSTITUTIONAL_NEGOTIATION", "2049-10-09", id="eli/dl/event/another-of-that-day"),
    activity("COMMITTEE_APPROVE_PROVISIONAL_AGREEMENT", "2050-01-11"),
    activity("PLENARY_APPROVE_COUNCIL_POSITION", "2050-04-28", "RDG2", type="Decision"),
    activity("SIGNATURE", "2050-04-29", "RDG2"),
)
STEPS = (
    Event(kind=EventKind.NEGOTIATING_MANDATE, on=date(2049, 4, 17), by=PARLIAMENT),
    Event(kind=EventKind.TRILOGUE, on=date(2049, 10, 9)),
    Event(kind=EventKind.AGREEMENT_APPROVAL, on=date(2050, 1, 11), by=PARLIAMENT),
    Event(kind=EventKind.ADOPTION, on=date(2050, 4, 28), by=PARLIAMENT),
    Event(kind=EventKind.SIGNATURE, on=date(2050, 4, 29)),
    Event(kind=EventKind.PUBLICATION, on=date(2050, 5, 17)),
)


def problems(document: Any, **more: Any) -> list[tuple[str, str]]:
    with pytest.raises(su.DocumentError) as caught:
        su.importers.read_procedure(document, **more)
    return [(problem.path, problem.code.value) for problem in caught.value.problems]


@pytest.mark.parametrize(
    "wrap",
    [
        lambda procedure: procedure,
        answer,
        lambda procedure: {"data": procedure},
        lambda procedure: {"@graph": [procedure]},
        lambda procedure: json.dumps(answer(procedure)),
        lambda procedure: json.dumps(answer(procedure)).encode(),
        lambda procedure: bytearray(json.dumps(procedure).encode()),
        lambda procedure: memoryview(json.dumps(procedure).encode()),
    ],
)
def test_a_published_procedure(wrap: Callable[[Any], Any]) -> None:
    read = su.importers.read_procedure(wrap(FILE), known_until=date(2051, 1, 1))
    assert ("2099/9999(COD)", date(2051, 1, 1)) == (read.procedure.reference, read.procedure.known_until)
    assert STEPS == told(read)
    assert read.titles == (("en", "A made-up procedure"), ("fr", "Une procédure inventée"))
    assert read.phase == su.vocabularies.parliament_phase(PHASE + "RDG1")
    (unread,) = read.unread
    assert unread.path.endswith("consists_of[1].had_activity_type")
    assert (unread.term, unread.on, unread.known) == ("def/ep-activities/REFERRAL", date(2048, 10, 1), True)
    assert unread.note == "a step inside Parliament that does not change the stage of the procedure"


def told(read: su.importers.ParliamentProcedure) -> tuple[Event, ...]:
    """Return the events in a document, without the proposal that the importer adds."""
    *events, last = read.procedure.events
    assert Event(kind=EventKind.PROPOSAL) == last
    return tuple(events)


def test_a_file_begins_with_a_proposal_that_the_parliament_does_not_publish() -> None:
    procedure = su.importers.read_procedure(FILE, known_until=date(2051, 1, 1)).procedure
    assert procedure.stage(on=date(2048, 12, 1)) is None
    own_initiative = {**FILE, "label": "2099/9999(INI)", "process_type": "def/ep-procedure-types/INI"}
    assert all(
        event.kind is not EventKind.PROPOSAL for event in su.importers.read_procedure(own_initiative).procedure.events
    )


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (date(2049, 4, 17), ProcedureStage.UNDER_NEGOTIATION),
        (date(2050, 1, 10), ProcedureStage.UNDER_NEGOTIATION),
        (date(2050, 1, 11), ProcedureStage.AGREED),
        (date(2050, 4, 28), ProcedureStage.ADOPTED),
        (date(2050, 5, 16), ProcedureStage.SIGNED),
        (date(2050, 5, 17), ProcedureStage.PUBLISHED),
        (date(2051, 1, 2), ProcedureStage.PUBLISHED),
    ],
)
def test_stages_follow_from_what_was_read(day: date, stage: ProcedureStage | None) -> None:
    assert stage is su.importers.read_procedure(FILE, known_until=date(2051, 1, 1)).procedure.stage(on=day)


def test_without_the_day_it_was_fetched_no_stage_is_known() -> None:
    procedure = su.importers.read_procedure(FILE).procedure
    assert procedure.known_until is None
    published = next(event.on for event in procedure.events if event.kind is su.EventKind.PUBLICATION)
    assert published is not None
    assert procedure.stage(on=published - timedelta(days=1)) is None
    assert procedure.stage(on=published) is su.ProcedureStage.PUBLISHED


@given(st.permutations(FILE["consists_of"]))
def test_the_order_of_the_activities_says_nothing(activities: list[Any]) -> None:
    shuffled = su.importers.read_procedure(FILE | {"consists_of": activities})
    assert shuffled.procedure == su.importers.read_procedure(FILE).procedure


@given(
    st.lists(
        st.sampled_from(
            [translation.term for translation in su.vocabularies.translations(su.vocabularies.parliament_activity)]
        )
    )
)
def test_every_activity_is_an_event_or_unread(codes: list[str]) -> None:
    first = date(2049, 1, 1)
    days = [str(first + timedelta(days=index)) for index in range(len(codes))]
    read = su.importers.read_procedure(published(*map(activity, codes, days)), known_until=date(2051, 1, 1))
    assert len(told(read)) + len(read.unread) == len(codes)
    assert all(unread.note is not None for unread in read.unread)
    assert read.procedure.known_until == date(2051, 1, 1)


def test_sources_stand_on_the_procedure_and_its_events() -> None:
    procedure = su.importers.read_procedure(FILE, sources=("open-data",)).procedure
    assert procedure.sources == ("open-data",)
    assert [("open-data",)] * len(STEPS) + [()] == [event.sources for event in procedure.events]
    with pytest.raises(su.RecordError, match=r"\.sources\[0\]"):
        su.importers.read_procedure(FILE, sources=("Open Data",))


def test_known_until_is_a_day_without_a_time() -> None:
    with pytest.raises(TypeError, match=r"Procedure\.known_until"):
        su.importers.read_procedure(FILE, known_until=datetime(2051, 1, 1, 12))  # noqa: DTZ001


# Data that are published in more than one form


@pytest.mark.parametrize(
    "day",
    [
        {"activity_date": "2050-04-29"},
        {"activity_date": ["2050-04-29"]},
        {"activity_date": ["2050-04-29", "2050-04-29T00:00:00+02:00"]},
        {"activity_date": "2050-04-29T00:00:00Z"},
        {"activity_date": {"@value": "2050-04-29T00:00:00+01:00", "type": "xsd:dateTime"}},
        {"eli-dl:activity_date": {"@value": "2050-04-29T00:00:00+01:00", "type": "xsd:dateTime"}},
    ],
)
def test_days(day: dict[str, Any]) -> None:
    read = su.importers.read_procedure(published(activity("SIGNATURE", None) | day))
    assert told(read) == (Event(kind=EventKind.SIGNATURE, on=date(2050, 4, 29)),)


@pytest.mark.parametrize("missing", [{}, {"activity_date": None}, {"activity_date": []}])
def test_a_missing_day_is_not_known(missing: dict[str, Any]) -> None:
    read = su.importers.read_procedure(published(activity("SIGNATURE", None) | missing), known_until=date(2051, 1, 1))
    assert told(read) == (Event(kind=EventKind.SIGNATURE),)
    assert read.procedure.stage(on=date(2050, 1, 1)) is None


def test_events_without_a_day_come_last() -> None:
    read = su.importers.read_procedure(
        published(activity("SIGNATURE", None), activity("PUBLICATION_OFFICIAL_JOURNAL", "2050-05-17"))
    )
    assert [event.kind for event in told(read)] == [EventKind.PUBLICATION, EventKind.SIGNATURE]


@pytest.mark.parametrize(
    "code",
    [
        "SIGNATURE",
        ["def/ep-activities/SIGNATURE"],
        {"id": "def/ep-activities/SIGNATURE"},
        {"@id": "https://data.europarl.europa.eu/def/ep-activities/SIGNATURE", "prefLabel": {"en": "Signature"}},
    ],
)
def test_codes(code: Any) -> None:
    read = su.importers.read_procedure(published(activity("", "2050-04-29", had_activity_type=code)))
    assert [event.kind for event in told(read)] == [EventKind.SIGNATURE]


def test_an_activity_of_two_types() -> None:
    codes = ["def/ep-activities/PLENARY_VOTE", "def/ep-activities/PLENARY_ADOPT_POSITION"]
    read = su.importers.read_procedure(published(activity("", "2050-03-11", had_activity_type=codes)))
    assert [event.kind for event in told(read)] == [EventKind.FIRST_READING_POSITION]
    assert [(unread.path, unread.term) for unread in read.unread] == [
        ("$.consists_of[0].had_activity_type[0]", "def/ep-activities/PLENARY_VOTE")
    ]


@pytest.mark.parametrize("consists_of", [None, []])
def test_a_procedure_without_activities(consists_of: Any) -> None:
    read = su.importers.read_procedure(published(consists_of=consists_of, current_stage=None, process_title=None))
    begun = su.Procedure(reference="2099/9999(COD)", events=(Event(kind=EventKind.PROPOSAL),))
    assert read == su.importers.ParliamentProcedure(procedure=begun)


def test_a_single_activity_stands_alone() -> None:
    read = su.importers.read_procedure(published(consists_of=activity("REFERRAL", "2050-01-01")))
    assert [unread.path for unread in read.unread] == ["$.consists_of.had_activity_type"]


@pytest.mark.parametrize("types", ["Process", ["Process"], "eli-dl:LegislativeProcess", ["Work", "Process"], None])
def test_types(types: Any) -> None:
    assert su.importers.read_procedure(published(type=types)).procedure.reference == "2099/9999(COD)"


@pytest.mark.parametrize(
    "title",
    [
        {"en": "A title"},
        {"@language": "en", "@value": "A title"},
        [{"@language": "en", "@value": "A title"}, {"@language": "en", "@value": "A title"}],
    ],
)
def test_titles(title: Any) -> None:
    assert su.importers.read_procedure(published(process_title=title)).titles == (("en", "A title"),)


def test_a_title_without_a_language() -> None:
    titles = su.importers.read_procedure(published(process_title=["A title", {"de": "Ein Titel"}])).titles
    assert titles == ((None, "A title"), ("de", "Ein Titel"))


@pytest.mark.parametrize("key", ["occured_at_stage", "occurred_at_stage", "eli-dl:occured_at_stage"])
def test_the_phase_decides_what_a_decision_is(key: str) -> None:
    decision = activity("PLENARY_DECISION", "2050-06-01", None)
    third = su.importers.read_procedure(published(decision | {key: PHASE + "RDG3"}))
    assert [event.kind for event in told(third)] == [EventKind.THIRD_READING]
    second = su.importers.read_procedure(published(decision | {key: [PHASE + "RDG2"]}))
    assert [event.kind for event in told(second)] == []
    both = su.importers.read_procedure(published(decision | {key: [PHASE + "RDG2", PHASE + "RDG3"]}))
    assert told(both) == ()


@pytest.mark.parametrize(
    ("phase", "kind"),
    [
        (None, EventKind.FIRST_READING_POSITION),
        ("RDG1", EventKind.FIRST_READING_POSITION),
        ("RDG2", EventKind.SECOND_READING_POSITION),
        ("RDG3", EventKind.THIRD_READING),
    ],
)
def test_a_position_is_of_the_reading_it_is_published_with(phase: str | None, kind: EventKind) -> None:
    read = su.importers.read_procedure(published(activity("PLENARY_ADOPT_POSITION", "2050-03-11", phase)))
    assert told(read) == (Event(kind=kind, on=date(2050, 3, 11), by=PARLIAMENT),)
    assert read.unread == ()


@pytest.mark.parametrize(
    ("phases", "note"),
    [
        ([PHASE + "CONC"], "a position of Parliament; the phase does not determine the reading"),
        (
            [PHASE + "RDG1", PHASE + "RDG2"],
            "the activity is published with several phases, in which it has different meanings",
        ),
    ],
)
def test_a_position_of_a_reading_that_is_not_known_leaves_the_stage_open(phases: list[str], note: str) -> None:
    position = activity("PLENARY_ADOPT_POSITION", "2050-03-11", occured_at_stage=phases)
    read = su.importers.read_procedure(published(position), known_until=date(2051, 1, 1))
    assert told(read) == ()
    assert read.procedure.known_until == date(2050, 3, 10)
    assert [(unread.known, unread.note) for unread in read.unread] == [(True, note)]
    foreseen = su.importers.read_procedure(
        published(position | {"type": "ForeseenActivity"}), known_until=date(2051, 1, 1)
    )
    assert foreseen.procedure.known_until == date(2051, 1, 1)


def test_several_phases_in_which_an_activity_means_the_same() -> None:
    both = [PHASE + "RDG2", PHASE + "RDG1", PHASE + "RDG2"]
    signed = su.importers.read_procedure(published(activity("SIGNATURE", "2050-04-29", occured_at_stage=both)))
    assert [event.kind for event in told(signed)] == [EventKind.SIGNATURE]
    position = activity("PLENARY_ADOPT_POSITION", "2050-03-11", occured_at_stage=["RDG2", PHASE + "RDG2"])
    again = su.importers.read_procedure(published(position))
    assert [event.kind for event in told(again)] == [EventKind.SECOND_READING_POSITION]


def test_a_procedure_in_two_phases_is_in_neither_for_certain() -> None:
    assert su.importers.read_procedure(published(current_stage=[PHASE + "RDG1", PHASE + "RDG2"])).phase is None
    once = su.importers.read_procedure(published(current_stage=[PHASE + "RDG2"] * 2))
    assert once.phase == su.vocabularies.parliament_phase(PHASE + "RDG2")


# The identity of the procedure


def test_a_reference_from_number_and_type() -> None:
    document = published(label=None, process_id="2099-9999A")
    assert su.importers.read_procedure(document).procedure.reference == "2099/9999A(COD)"


def test_two_legal_bases_are_two_references() -> None:
    document = published(
        label=["2099/9999(CNS)", "2099/9999(NLE)"],
        process_type=["def/ep-procedure-types/CNS", "def/ep-procedure-types/NLE"],
    )
    assert problems(document) == [("$.label", "contradiction")]
    assert su.importers.read_procedure(document, reference="2099/9999(NLE)").procedure.reference == "2099/9999(NLE)"
    assert (
        su.importers.read_procedure(document | {"label": []}, reference="2099/9999(CNS)").procedure.reference
        == "2099/9999(CNS)"
    )


def test_a_label_in_several_languages_is_one() -> None:
    document = published(label={"en": "2099/9999(COD)", "fr": "2099/9999(COD)"})
    assert su.importers.read_procedure(document).procedure.reference == "2099/9999(COD)"


@pytest.mark.parametrize(
    ("change", "path", "code"),
    [
        ({"label": None, "process_id": None}, "$.label", "missing-key"),
        ({"label": None, "process_type": None}, "$.label", "missing-key"),
        ({"label": None, "process_id": "2099/9999"}, "$.process_id", "wrong-form"),
        ({"label": None, "process_type": "Ordinary"}, "$.process_id", "wrong-form"),
        ({"label": "2099/9999 (COD)"}, "$.label", "wrong-form"),
        ({"label": ["2099-9999"]}, "$.label[0]", "wrong-form"),
        ({"label": 9999}, "$.label", "wrong-type"),
    ],
)
def test_no_reference(change: dict[str, Any], path: str, code: str) -> None:
    assert (path, code) in problems(published(**change))


def test_another_reference_than_wanted() -> None:
    with pytest.raises(su.DocumentError) as caught:
        su.importers.read_procedure(FILE, reference="2018/0331(COD)")
    message = "the reference is '2099/9999(COD)', not '2018/0331(COD)'; change the document or `reference`"
    assert str(caught.value) == f"$.label: {message}"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"process_id": "2099-9998"},
            "$.process_id: the label '2099/9999(COD)' does not agree with '2099-9998'; write '2099-9999'",
        ),
        (
            {"process_id": ["2099-9999A"]},
            "$.process_id[0]: the label '2099/9999(COD)' does not agree with '2099-9999A'; write '2099-9999'",
        ),
        (
            {"label": "2099/9999B(COD)"},
            "$.process_id: the label '2099/9999B(COD)' does not agree with '2099-9999'; write '2099-9999B'",
        ),
        (
            {"process_type": "def/ep-procedure-types/NLE"},
            "$.process_type: the label '2099/9999(COD)' does not agree with 'def/ep-procedure-types/NLE'; write 'COD'",
        ),
        (
            {"process_type": None, "eli-dl:process_type": {"@id": "ep/NLE"}},
            "$['eli-dl:process_type']: the label '2099/9999(COD)' does not agree with 'ep/NLE'; write 'COD'",
        ),
        (
            {"process_type": ["CNS", "NLE"]},
            "$.process_type[0]: the label '2099/9999(COD)' does not agree with 'CNS' and 'NLE'; write 'COD'",
        ),
    ],
)
def test_a_number_or_type_that_contradicts_the_label_is_refused(change: dict[str, Any], message: str) -> None:
    with pytest.raises(su.DocumentError) as caught:
        su.importers.read_procedure(published(**change))
    assert str(caught.value) == message
    assert [problem.code for problem in caught.value.problems] == [su.ProblemCode.CONTRADICTION]


def test_number_and_type_contradict_at_once_and_below_the_procedure() -> None:
    document = answer(published(process_id="2099-9998", process_type="NLE"))
    assert problems(document) == [
        ("$.data[0].process_id", "contradiction"),
        ("$.data[0].process_type", "contradiction"),
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"process_id": None, "process_type": None},
        {"process_id": [], "process_type": []},
        # A malformed number or type does not contradict a well-formed label.
        {"process_id": "eli/dl/proc/2099-9998"},
        {"process_id": 20999998},
        {"process_id": ["2099-9998", 7]},
        {"process_id": "2099-9998" + " " * 200},
        {"process_type": "Ordinary legislative procedure"},
        {"process_type": "def/ep-procedure-types/INTERINSTITUTIONAL"},
        {"process_type": ["def/ep-procedure-types/NLE", "legislative"]},
        {"process_type": {"prefLabel": {"en": "Ordinary"}}},
        # A well-formed number or type can contradict the label in several ways.
        {"process_type": "http://publications.europa.eu/resource/authority/procedure/OLP"},
        {"process_type": ["def/ep-procedure-types/CNS", "def/ep-procedure-types/COD"]},
        {"process_id": ["2099-9998", "2099-9999"]},
        {"label": "2099/9999A(COD)", "process_id": "2099-9999A"},
    ],
)
def test_what_goes_with_the_label_or_does_not_say_is_no_contradiction(change: dict[str, Any]) -> None:
    label = change.get("label", "2099/9999(COD)")
    assert su.importers.read_procedure(published(**change)).procedure.reference == label


def test_of_two_labels_the_one_that_is_asked_for_is_held_to_the_rest() -> None:
    document = published(label=["2099/9999(CNS)", "2099/9999(NLE)"], process_type=["CNS"])
    assert su.importers.read_procedure(document, reference="2099/9999(CNS)").procedure.reference == "2099/9999(CNS)"
    assert problems(document, reference="2099/9999(NLE)") == [("$.process_type[0]", "contradiction")]


# Activities that did not take place


def test_a_foreseen_activity_is_no_event() -> None:
    foreseen = activity("SIGNATURE", "2050-04-29", type=["Activity", "eli-dl:ForeseenActivity"])
    read = su.importers.read_procedure(published(foreseen), known_until=date(2051, 1, 1))
    assert told(read) == ()
    assert read.procedure.known_until == date(2051, 1, 1)
    note = "the activity is foreseen and has not taken place yet"
    assert [(unread.known, unread.note) for unread in read.unread] == [(True, note)]


@pytest.mark.parametrize("key", ["had_decision_outcome", "decision_outcome", "eli-dl:decision_outcome"])
def test_a_decision_that_was_not_passed_is_no_event(key: str) -> None:
    adopted = activity("PLENARY_ADOPT_POSITION", "2050-03-11", **{key: "def/ep-statuses/ADOPTED"})
    assert len(told(su.importers.read_procedure(published(adopted)))) == 1
    rejected = su.importers.read_procedure(published(adopted | {key: "def/ep-statuses/REJECTED"}))
    assert told(rejected) == ()
    (unread,) = rejected.unread
    assert unread.note == "the outcome of the decision is 'def/ep-statuses/REJECTED'"
    assert unread.known


def test_no_stage_is_known_after_a_decision_that_was_not_passed() -> None:
    first = activity("PLENARY_ADOPT_POSITION", "2050-01-10")
    second = activity("PLENARY_ADOPT_POSITION", "2050-03-11", had_decision_outcome="def/ep-statuses/REJECTED")
    read = su.importers.read_procedure(published(first, second), known_until=date(2050, 12, 31)).procedure
    assert read.known_until == date(2050, 3, 10)
    assert read.stage(on=date(2050, 3, 10)) is su.ProcedureStage.UNDER_NEGOTIATION
    assert read.stage(on=date(2050, 3, 11)) is None


# Unknown terms


def test_unknown_terms_refuse_the_document_with_the_path_and_the_near_ones() -> None:
    document = answer(
        published(
            activity("SIGNATURES", "2050-04-29"),
            activity("SIGNATURE", "2050-04-29", "RDG4"),
            activity("SIGNATURE", "2050-04-29", had_decision_outcome="def/ep-statuses/PASSED"),
            current_stage=PHASE + "END",
        )
    )
    with pytest.raises(su.DocumentError) as caught:
        su.importers.read_procedure(document)
    assert [(problem.path, problem.code.value) for problem in caught.value.problems] == [
        ("$.data[0].current_stage", "unknown-value"),
        ("$.data[0].consists_of[0].had_activity_type", "unknown-value"),
        ("$.data[0].consists_of[1].occured_at_stage", "unknown-value"),
        ("$.data[0].consists_of[2].had_decision_outcome", "unknown-value"),
    ]
    assert "unknown Parliament activity 'def/ep-activities/SIGNATURES'" in str(caught.value)


def test_unknown_terms_are_kept_by_choice_and_bound_what_is_known() -> None:
    document = published(
        activity("NEW_KIND_OF_ACTIVITY", "2050-02-02"),
        activity("ANOTHER_KIND", "2050-03-03", "RDG4"),
        activity("SIGNATURE", "2050-04-29"),
        current_stage=PHASE + "END",
    )
    read = su.importers.read_procedure(document, known_until=date(2051, 1, 1), unknown="keep")
    assert [event.kind for event in told(read)] == [EventKind.SIGNATURE]
    assert read.procedure.known_until == date(2050, 2, 1)
    assert read.phase == su.vocabularies.Translation(term=PHASE + "END", known=False)
    assert [(unread.path, unread.term, unread.on, unread.known) for unread in read.unread] == [
        ("$.current_stage", PHASE + "END", None, False),
        ("$.consists_of[0].had_activity_type", "def/ep-activities/NEW_KIND_OF_ACTIVITY", date(2050, 2, 2), False),
        ("$.consists_of[1].occured_at_stage", PHASE + "RDG4", None, False),
        ("$.consists_of[1].had_activity_type", "def/ep-activities/ANOTHER_KIND", date(2050, 3, 3), False),
    ]
    assert su.importers.read_procedure(document, unknown="keep").procedure.known_until is None


def test_an_unknown_activity_of_an_unknown_day_leaves_nothing_known() -> None:
    read = su.importers.read_procedure(
        published(activity("NEW_KIND", None)), known_until=date(2051, 1, 1), unknown="keep"
    )
    assert read.procedure.known_until is None


def test_an_unknown_outcome_leaves_open_whether_there_was_an_event() -> None:
    decision = activity("PLENARY_ADOPT_POSITION", "2050-03-11", had_decision_outcome="def/ep-statuses/PASSED")
    read = su.importers.read_procedure(published(decision), known_until=date(2051, 1, 1), unknown="keep")
    assert told(read) == ()
    assert read.procedure.known_until == date(2050, 3, 10)
    assert [unread.known for unread in read.unread] == [False]


def test_activities_that_do_not_say_what_they_are() -> None:
    nameless = {"type": "Activity", "activity_date": "2050-02-02"}
    document = published("eli/dl/event/2099-9999-1", activity("", "2050-01-01", had_activity_type=None), nameless)
    assert problems(document) == [
        ("$.consists_of[0]", "missing-key"),
        ("$.consists_of[1]", "missing-key"),
        ("$.consists_of[2]", "missing-key"),
    ]
    read = su.importers.read_procedure(document, known_until=date(2051, 1, 1), unknown="keep")
    assert [unread.term for unread in read.unread] == ["eli/dl/event/2099-9999-1", "2099-9999--2050-01-01", ""]
    assert read.procedure.known_until is None


def test_a_choice_that_is_none_is_refused() -> None:
    with pytest.raises(su.NotFoundError, match=r"^unknown choice 'skip'; use one of: error, keep$"):
        su.importers.read_procedure(FILE, unknown="skip")  # type: ignore[arg-type]


# Other documents


@pytest.mark.parametrize(
    ("document", "path", "code"),
    [
        (None, "$", "wrong-type"),
        (17, "$", "wrong-type"),
        ([FILE], "$", "wrong-type"),
        (b"", "$", "not-json"),
        ("not JSON", "$", "not-json"),
        ("\ud800", "$", "not-utf-8"),
        (b"\xff", "$", "not-utf-8"),
        ("[" * 100_000, "$", "too-deep"),
        ("\ufeff{}", "$", "not-utf-8"),
        ('{"label": NaN}', "$", "not-json"),
        ('{"label": ' + "9" * 10_000 + "}", "$", "not-json"),
        ("null", "$", "wrong-type"),
        ({}, "$.label", "missing-key"),
        ({"data": []}, "$.data", "wrong-type"),
        (answer(FILE, FILE), "$.data", "wrong-type"),
        ({"data": None}, "$.data", "wrong-type"),
        ({"data": ["eli/dl/proc/2099-9999"]}, "$.data[0]", "wrong-type"),
        ({"@id": "https://example.org/2099-9999", "error": "404 Not Found"}, "$.error", "refused"),
        (published(type="Activity"), "$.type", "unknown-value"),
        (published(type=["Person", "Work"]), "$.type", "unknown-value"),
        (published(17), "$.consists_of[0]", "wrong-type"),
        (published(consists_of=True), "$.consists_of", "wrong-type"),
        (published(activity("SIGNATURE", "29 April 2050")), "$.consists_of[0].activity_date", "wrong-form"),
        (published(activity("SIGNATURE", "20500429")), "$.consists_of[0].activity_date", "wrong-form"),
        (published(activity("SIGNATURE", "2050-02-30")), "$.consists_of[0].activity_date", "wrong-form"),
        (published(activity("SIGNATURE", "0001-01-01")), "$.consists_of[0].activity_date", "wrong-form"),
        (published(activity("SIGNATURE", "2050-04-29\n")), "$.consists_of[0].activity_date", "wrong-form"),
        (published(activity("SIGNATURE", "٢٠٥٠-04-29")), "$.consists_of[0].activity_date", "wrong-form"),
        (
            published(activity("SIGNATURE", None, activity_date=["2050-04-29", "2050-04-30"])),
            "$.consists_of[0].activity_date",
            "contradiction",
        ),
        (published(activity("SIGNATURE", None, activity_date=2050)), "$.consists_of[0].activity_date", "wrong-type"),
        (
            published(activity("SIGNATURE", None) | {"eli-dl:activity_date": 2050}),
            "$.consists_of[0]['eli-dl:activity_date']",
            "wrong-type",
        ),
        (
            published(activity("", "2050-04-29", had_activity_type=7)),
            "$.consists_of[0].had_activity_type",
            "wrong-type",
        ),
        (published(process_title=7), "$.process_title", "wrong-type"),
        (published(process_title=[{"en": 7}]), "$.process_title[0]", "wrong-type"),
        (published(process_title={"@language": 7, "@value": "A title"}), "$.process_title", "wrong-type"),
    ],
)
def test_what_is_no_published_procedure(document: Any, path: str, code: str) -> None:
    assert (path, code) in problems(document)


def test_a_key_that_comes_twice_is_refused() -> None:
    signed = '{"had_activity_type": "SIGNATURE", "activity_date": "2050-04-29", "activity_date": "2050-04-30"}'
    document = f'{{"label": "2099/9999(COD)", "label": "2099/9998(COD)", "consists_of": [{signed}]}}'
    assert problems(document) == [("$", "duplicate-key"), ("$.consists_of[0]", "duplicate-key")]


def test_all_problems_come_at_once() -> None:
    document = published(7, activity("SIGNATURE", "soon"), label="no label", process_title=7)
    assert problems(document) == [
        ("$.label", "wrong-form"),
        ("$.process_title", "wrong-type"),
        ("$.consists_of[0]", "wrong-type"),
        ("$.consists_of[1].activity_date", "wrong-form"),
    ]


def test_reading_alters_nothing() -> None:
    before = json.dumps(FILE)
    su.importers.read_procedure(FILE)
    assert before == json.dumps(FILE)


KEYS = (
    "data type label process_title consists_of had_activity_type activity_date occured_at_stage current_stage"
    " had_decision_outcome @value id en error"
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS.split()), inner, max_size=5),
    max_leaves=12,
)


@given(json_values, st.sampled_from(["error", "keep"]))
def test_any_json_is_read_or_refused(document: Any, unknown: Any) -> None:
    with suppress(su.DocumentError):
        su.importers.read_procedure(document, unknown=unknown)


@given(json_values, st.sampled_from(["consists_of", "label", "process_title", "current_stage"]))
def test_any_json_under_a_key_is_read_or_refused(value: Any, key: str) -> None:
    with suppress(su.DocumentError):
        read = su.importers.read_procedure(FILE | {key: value}, unknown="keep")
        assert read.procedure.reference == "2099/9999(COD)"
