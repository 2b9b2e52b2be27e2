"""Translations from the terms of EU institutions into the terms of the library."""

from collections.abc import Callable
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import securityunion as su
from securityunion import EventKind, InfringementStep, Institution, ProcedureStage
from securityunion.vocabularies import Unknown, cellar, infringement, oeil, open_data
from securityunion.vocabularies.translation import Groups, by_term, code_in

FUNCTIONS: list[Callable[..., su.vocabularies.Translation[Any]]] = [
    su.vocabularies.cellar_event,
    su.vocabularies.infringement_step,
    su.vocabularies.oeil_event,
    su.vocabularies.oeil_stage,
    su.vocabularies.parliament_activity,
    su.vocabularies.parliament_phase,
    su.vocabularies.parliament_status,
]
EVERY_TERM = [
    (function, translation) for function in FUNCTIONS for translation in su.vocabularies.translations(function)
]
PARLIAMENT, COUNCIL, COMMISSION = Institution.EUROPEAN_PARLIAMENT, Institution.COUNCIL, Institution.COMMISSION
OVER = {
    ProcedureStage.PUBLISHED,
    ProcedureStage.REJECTED,
    ProcedureStage.WITHDRAWN,
    ProcedureStage.LAPSED,
}

# Stages as the older site spells them, each with the spelling of the newer site.
SPELLINGS = {
    "Awaiting Parliament 1st reading / single reading / budget 1st stage": (
        "Awaiting Parliament's position in 1st reading"
    ),
    "Awaiting Council 1st reading position / budgetary conciliation convocation": (
        "Awaiting Council's 1st reading position"
    ),
}
ENDED = [
    "Procedure completed",
    "Procedure completed - delegated act enters into force",
    "Procedure completed - delegated act rejected",
    "Procedure rejected",
    "Procedure lapsed or withdrawn",
]


@pytest.mark.parametrize(("function", "translation"), EVERY_TERM)
def test_every_term_comes_back_as_it_was_given(
    function: Callable[..., su.vocabularies.Translation[Any]], translation: su.vocabularies.Translation[Any]
) -> None:
    assert translation == function(translation.term)
    assert translation == function(translation.term, unknown="keep")
    assert translation.known


@pytest.mark.parametrize(("function", "translation"), EVERY_TERM)
def test_what_has_not_one_meaning_says_why(
    function: Callable[..., su.vocabularies.Translation[Any]], translation: su.vocabularies.Translation[Any]
) -> None:
    assert (translation.note is None) == (len(translation.meanings) == 1), function.__name__
    assert (translation.meaning is None) == (len(translation.meanings) != 1)
    assert len(set(translation.meanings)) == len(translation.meanings)


@pytest.mark.parametrize("function", FUNCTIONS)
@given(term=st.text(max_size=200))
def test_an_unknown_term_is_refused_or_kept(
    function: Callable[..., su.vocabularies.Translation[Any]], term: str
) -> None:
    if term in {translation.term for translation in su.vocabularies.translations(function)}:
        return
    with pytest.raises(su.NotFoundError):
        function(term)
    kept = function(term, unknown="keep")
    assert su.vocabularies.Translation[Any](term=term, known=False) == kept
    assert kept.meaning is None
    assert kept.note is None


@pytest.mark.parametrize(("function", "translation"), EVERY_TERM)
def test_a_slip_of_the_pen_names_the_term_that_was_meant(
    function: Callable[..., su.vocabularies.Translation[Any]], translation: su.vocabularies.Translation[Any]
) -> None:
    if len(translation.term) < 6:
        return
    with pytest.raises(su.NotFoundError) as caught:
        function(translation.term[:-2] + "~" + translation.term[-1])
    assert caught.value.near


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_choice_that_is_none_is_refused(function: Callable[..., su.vocabularies.Translation[Any]]) -> None:
    for translation in su.vocabularies.translations(function)[:1]:
        with pytest.raises(su.NotFoundError, match=r"did you mean 'keep'"):
            function(translation.term, unknown="keeep")


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("wrong", [None, 5, b"PUB_OJ", []])
def test_a_term_and_a_choice_are_text(function: Callable[..., su.vocabularies.Translation[Any]], wrong: Any) -> None:
    with pytest.raises(TypeError, match=r"^(code|term): .*; pass text$"):
        function(wrong)
    with pytest.raises(TypeError, match=r"^(code|term): .*; pass text$"):
        function(wrong, unknown="keep")
    with pytest.raises(TypeError, match=r"^unknown: .*; pass text$"):
        function("PUB_OJ", unknown=wrong)


def test_the_choices_are_two() -> None:
    assert get_args(Unknown) == ("error", "keep")


def test_no_table_writes_a_term_down_twice() -> None:
    tables: list[Groups[Any]] = [
        cellar._EVENTS,
        infringement._STEPS,
        oeil._STAGES,
        oeil._EVENTS,
        open_data._STATUSES,
        open_data._ACTIVITIES,
        open_data._PHASES,
    ]
    for groups in tables:
        terms = [term for _, _, terms in groups for term in terms]
        assert len(terms) == len(by_term(groups)) == len(set(terms))


def test_only_functions_that_translate_have_a_table() -> None:
    with pytest.raises(su.NotFoundError, match=r"^unknown vocabulary 'oeil_stages'; did you mean 'oeil_stage'"):
        su.vocabularies.translations(type("", (), {"__name__": "oeil_stages"})())
    with pytest.raises(su.NotFoundError, match=r"^unknown vocabulary"):
        su.vocabularies.translations("oeil")  # type: ignore[arg-type]


def test_two_spellings_of_a_stage_mean_the_same() -> None:
    for older, newer in SPELLINGS.items():
        assert su.vocabularies.oeil_stage(older).meanings == su.vocabularies.oeil_stage(newer).meanings


def test_stages_that_end_a_procedure_and_no_others() -> None:
    for translation in su.vocabularies.translations(su.vocabularies.oeil_stage):
        if translation.term in ENDED:
            assert translation.meanings
            assert set(translation.meanings) <= OVER
        else:
            assert OVER.isdisjoint(translation.meanings)


@pytest.mark.parametrize(
    ("term", "meanings"),
    [
        ("Preparatory phase in Parliament", [ProcedureStage.PROPOSED]),
        ("Awaiting committee decision", [ProcedureStage.PROPOSED, ProcedureStage.UNDER_NEGOTIATION]),
        ("Awaiting Parliament 2nd reading", [ProcedureStage.UNDER_NEGOTIATION, ProcedureStage.AGREED]),
        ("Awaiting signature of act", [ProcedureStage.ADOPTED]),
        ("Procedure completed, awaiting publication in Official Journal", [ProcedureStage.SIGNED]),
        ("Procedure completed", [ProcedureStage.PUBLISHED]),
        ("Procedure lapsed or withdrawn", [ProcedureStage.WITHDRAWN, ProcedureStage.LAPSED]),
        ("Awaiting Council decision on delegated act", []),
    ],
)
def test_stages_of_oeil(term: str, meanings: list[ProcedureStage]) -> None:
    assert meanings == list(su.vocabularies.oeil_stage(term).meanings)


@pytest.mark.parametrize(
    ("term", "kind", "by"),
    [
        ("Legislative proposal published", EventKind.PROPOSAL, None),
        ("Decision by Parliament, 1st reading/single reading", EventKind.FIRST_READING_POSITION, PARLIAMENT),
        ("Council position published", EventKind.FIRST_READING_POSITION, COUNCIL),
        ("Provisional agreement between Parliament and Council on final act", EventKind.TRILOGUE_AGREEMENT, None),
        ("Political agreement on Council position", EventKind.POLITICAL_AGREEMENT, COUNCIL),
        ("Joint text approved by Conciliation Committee co-chairs", EventKind.JOINT_TEXT, None),
        ("Act adopted by Council after Parliament's 1st reading", EventKind.ADOPTION, COUNCIL),
        ("Final act signed by Parliament and Council", EventKind.SIGNATURE, None),
        ("Final act published in Official Journal", EventKind.PUBLICATION, None),
        ("Proposal withdrawn by Commission", EventKind.WITHDRAWAL, COMMISSION),
    ],
)
def test_events_of_oeil(term: str, kind: EventKind, by: Institution | None) -> None:
    assert su.vocabularies.oeil_event(term).meaning == su.Event(kind=kind, by=by)


def test_a_second_reading_may_end_three_ways() -> None:
    translation = su.vocabularies.oeil_event("Decision by Parliament, 2nd reading")
    assert translation.meaning is None
    assert [event.kind for event in translation.meanings] == [
        EventKind.SECOND_READING_POSITION,
        EventKind.ADOPTION,
        EventKind.REJECTION,
    ]


def test_a_referral_is_known_and_changes_no_stage() -> None:
    translation = su.vocabularies.oeil_event("Committee referral announced in Parliament")
    assert translation.known
    assert translation.meanings == ()
    assert translation.note == "a step inside Parliament that does not change the stage of the procedure"


@pytest.mark.parametrize(
    ("code", "kind", "by"),
    [
        ("ADP_PROPLEG_byCOM", EventKind.PROPOSAL, COMMISSION),
        ("ENDORSE_CMT_DEC_NGTINST_byEP_PLEN", EventKind.NEGOTIATING_MANDATE, PARLIAMENT),
        ("AGR_COMPOS_byCONSIL", EventKind.POLITICAL_AGREEMENT, COUNCIL),
        ("APR_AGRPROV_CONSIL_byEP_CMT", EventKind.AGREEMENT_APPROVAL, PARLIAMENT),
        ("ADP_R1_POS_byCONSIL", EventKind.FIRST_READING_POSITION, COUNCIL),
        ("APR_R2_POS_CONSIL_byEP", EventKind.ADOPTION, PARLIAMENT),
        ("RJ_R2_POS_CONSIL_byEP", EventKind.REJECTION, PARLIAMENT),
        ("DEC_R3_byEP", EventKind.THIRD_READING, PARLIAMENT),
        ("WDW_PROPLEG_byCOM", EventKind.WITHDRAWAL, COMMISSION),
    ],
)
def test_codes_of_cellar_of_the_ordinary_procedure(code: str, kind: EventKind, by: Institution) -> None:
    assert su.vocabularies.cellar_event(code).meaning == su.Event(kind=kind, by=by)


def test_amendments_alone_are_no_position() -> None:
    translation = su.vocabularies.cellar_event("AMEND_R1_byEP")
    assert (True, ()) == (translation.known, translation.meanings)
    assert "does not say whether Parliament adopted its position" in str(translation.note)


def test_two_codes_of_cellar_for_one_event() -> None:
    assert (
        su.vocabularies.cellar_event("OPI_R1_byEP").meanings == su.vocabularies.cellar_event("ADP_R1_POS_byEP").meanings
    )
    assert su.vocabularies.cellar_event("ADP_byCOM").meaning == su.Event(kind=EventKind.PROPOSAL, by=COMMISSION)


@pytest.mark.parametrize(
    ("code", "step"),
    [
        ("LFN258", InfringementStep.LETTER_OF_FORMAL_NOTICE),
        ("LFN258+", InfringementStep.ADDITIONAL_LETTER_OF_FORMAL_NOTICE),
        ("RO258", InfringementStep.REASONED_OPINION),
        ("RO258+", InfringementStep.ADDITIONAL_REASONED_OPINION),
        ("RF258", InfringementStep.REFERRAL_TO_THE_COURT),
        ("RF260(3)", InfringementStep.REFERRAL_TO_THE_COURT_260_3),
        ("JUDG", InfringementStep.JUDGMENT),
        ("LFN260", InfringementStep.LETTER_OF_FORMAL_NOTICE_260),
        ("RO260", InfringementStep.REASONED_OPINION_260),
        ("RF260", InfringementStep.REFERRAL_TO_THE_COURT_260),
        ("W", InfringementStep.WITHDRAWAL),
        ("C", InfringementStep.CLOSURE),
    ],
)
def test_steps_of_infringement_procedures(code: str, step: InfringementStep) -> None:
    assert su.vocabularies.infringement_step(code).meaning is step


def test_every_step_of_ours_has_a_code() -> None:
    assert set(InfringementStep) == {
        translation.meaning for translation in su.vocabularies.translations(su.vocabularies.infringement_step)
    }


@pytest.mark.parametrize(
    ("function", "scheme"),
    [
        (su.vocabularies.parliament_activity, "def/ep-activities"),
        (su.vocabularies.parliament_status, "https://data.europarl.europa.eu/def/ep-statuses"),
        (su.vocabularies.parliament_phase, "http://publications.europa.eu/resource/authority/procedure-phase"),
        (su.vocabularies.cellar_event, "http://publications.europa.eu/resource/authority/event"),
    ],
)
def test_a_code_may_be_given_by_its_address(
    function: Callable[..., su.vocabularies.Translation[Any]], scheme: str
) -> None:
    for plain in su.vocabularies.translations(function):
        given = function(f"{scheme}/{plain.term}")
        assert given.term == f"{scheme}/{plain.term}"
        assert (plain.meanings, plain.note, plain.known) == (given.meanings, given.note, given.known)
        with pytest.raises(su.NotFoundError):
            function(f"{scheme}-of-another/{plain.term}")


def test_only_the_last_part_of_an_address_is_the_code() -> None:
    assert code_in("event", "event/PUB_OJ") == "PUB_OJ"
    assert code_in("event", "PUB_OJ") == "PUB_OJ"
    assert code_in("event", "/PUB_OJ") == "/PUB_OJ"


def test_a_decision_of_the_parliament_by_its_phase() -> None:
    third = su.vocabularies.parliament_activity(
        "def/ep-activities/PLENARY_DECISION", phase="authority/procedure-phase/RDG3"
    )
    assert third.term == "def/ep-activities/PLENARY_DECISION"
    assert third.meaning == su.Event(kind=EventKind.THIRD_READING, by=PARLIAMENT)
    assert su.vocabularies.parliament_activity("PLENARY_DECISION", phase="RDG2").meanings == ()
    assert su.vocabularies.parliament_activity("SIGNATURE", phase="RDG3") == su.vocabularies.parliament_activity(
        "SIGNATURE"
    )
    with pytest.raises(su.NotFoundError, match=r"^unknown Parliament phase 'RDG4'; did you mean"):
        su.vocabularies.parliament_activity("SIGNATURE", phase="RDG4")
    assert su.vocabularies.parliament_activity("SIGNATURE", phase="RDG4", unknown="keep").meaning is not None


@pytest.mark.parametrize(
    ("phase", "kind"),
    [
        (None, EventKind.FIRST_READING_POSITION),
        ("RDG1", EventKind.FIRST_READING_POSITION),
        ("RDG2", EventKind.SECOND_READING_POSITION),
        ("http://publications.europa.eu/resource/authority/procedure-phase/RDG2", EventKind.SECOND_READING_POSITION),
        ("RDG3", EventKind.THIRD_READING),
        ("CONC", None),
        ("FIN", None),
        ("RDG4", None),
    ],
)
def test_a_position_of_the_parliament_by_its_phase(phase: str | None, kind: EventKind | None) -> None:
    position = su.vocabularies.parliament_activity("PLENARY_ADOPT_POSITION", phase=phase, unknown="keep")
    assert position.meaning == (None if kind is None else su.Event(kind=kind, by=PARLIAMENT))
    assert position.known
    assert (position.note is None) == (kind is not None)


def test_the_code_published_with_a_mistake_is_known_and_the_right_spelling_names_it() -> None:
    published = "PLENARY_REJECT_COMMITTEE_INTERINSTUTIONAL_NEGOTIATIONS"
    assert su.vocabularies.parliament_activity(published).known
    with pytest.raises(su.NotFoundError, match=published):
        su.vocabularies.parliament_activity("PLENARY_REJECT_COMMITTEE_INTERINSTITUTIONAL_NEGOTIATIONS")


def test_only_three_statuses_speak_of_procedures() -> None:
    speaking = [
        status.term for status in su.vocabularies.translations(su.vocabularies.parliament_status) if status.meanings
    ]
    assert speaking == ["ACTIVE_PROC", "COMPLETED_PROC", "WITHDRAWN_PROC"]
