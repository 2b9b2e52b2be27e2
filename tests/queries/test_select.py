"""Queries on the First Progress Report and on made-up reports."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import pytest
from as_published import INITIATIVES, NOTED_POSITIONS

import securityunion as su

REPORT = su.first_progress_report()


def ids(initiatives: tuple[su.Initiative, ...]) -> list[str]:
    return [initiative.id for initiative in initiatives]


def test_without_filters_all_initiatives_come_in_order() -> None:
    assert REPORT.initiatives == su.initiatives(REPORT)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"priority": "security-ecosystem", "stage": "pending-transposition"}, ["pnr"]),
        ({"priority": "terrorism-and-organised-crime", "stage": su.Stage.UNDER_NEGOTIATION}, []),
        ({"kind": su.InitiativeKind.WHITE_PAPER}, ["ai-white-paper"]),
        ({"kind": "package"}, ["nps-package"]),
        ({"text": "PASSENGER name"}, ["pnr"]),
        ({"text": "child sexual abuse", "stage": "under-negotiation"}, ["csam-interim"]),
        ({"text": "no such words"}, []),
    ],
)
def test_filters_narrow_together(filters: dict[str, str], expected: list[str]) -> None:
    assert expected == ids(su.initiatives(REPORT, **filters))


def test_text_is_looked_for_in_documents_and_acts() -> None:
    document = su.PolicyDocument(title="A Data Union")
    act = su.LegalAct(kind=su.ActKind.REGULATION, title="On Straße 7")
    untitled = su.LegalAct(kind=su.ActKind.REGULATION)
    changed = attrs.evolve(REPORT.initiatives[0], documents=(document,), acts=(untitled, act))
    report = attrs.evolve(REPORT, initiatives=(changed,), findings=())
    assert ids(su.initiatives(report, text="data union")) == [changed.id]
    assert ids(su.initiatives(report, text="STRASSE")) == [changed.id]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: su.initiatives(REPORT, priority="evolving-threat"),
            "unknown priority 'evolving-threat'; did you mean",
        ),
        (lambda: su.initiatives(REPORT, stage="in-froce"), "unknown stage 'in-froce'; did you mean 'in-force'?"),
        (lambda: su.initiatives(REPORT, kind="acts"), "unknown initiative kind 'acts'; did you mean 'act'?"),
        (lambda: su.obligations(REPORT, duty="transposes"), "unknown duty 'transposes'; did you mean 'transpose'?"),
        (lambda: su.awaiting(REPORT, None), "unknown institution 'None'"),  # type: ignore[arg-type]
        (lambda: su.awaiting(REPORT, "councils"), "unknown institution 'councils'; did you mean 'council'"),
        (lambda: su.findings(REPORT, priority="x"), "unknown priority 'x'; use one of: future-proof-environment, "),
        (
            lambda: su.findings(REPORT, kind="progress"),
            "unknown finding kind 'progress'; did you mean 'progress-made'?",
        ),
        (
            lambda: su.findings(REPORT, addressee="industries"),
            "unknown actor 'industries'; did you mean 'industry' or 'third-countries'?",
        ),
        (lambda: su.find(REPORT, "niss"), "unknown initiative 'niss'; did you mean 'nis'"),
        (lambda: su.find(REPORT, "32016L1149"), "unknown initiative '32016L1149'; did you mean '32016L1148'"),
        (lambda: su.open_report("first"), "unknown bundled report 'first'; use one of: first-progress-report"),
    ],
)
def test_unknown_names_are_errors_with_near_ones(call: object, message: str) -> None:
    with pytest.raises(su.NotFoundError) as caught:
        call()  # type: ignore[operator]
    assert str(caught.value).startswith(message)


def test_find_by_id_and_by_every_identifier() -> None:
    initiative = attrs.evolve(
        su.find(REPORT, "tco"),
        documents=(su.PolicyDocument(title="Proposal", reference="COM(2018) 640 final", celex="52018PC0640"),),
        acts=(
            su.LegalAct(
                kind=su.ActKind.REGULATION,
                celex="32021R0784",
                eli="http://data.europa.eu/eli/reg/2021/784/oj",
                oj="OJ L 172, 17.5.2021, p. 79",
            ),
        ),
        procedures=(su.Procedure(reference="2018/0331(COD)"),),
        obligations=(su.Obligation(id="o", initiative="tco", act="32021R9999", duty=su.Duty.APPLY),),
        sources=(),
    )
    report = attrs.evolve(REPORT, initiatives=(initiative,), findings=())
    for identifier in (
        "tco",
        "COM(2018) 640 final",
        "52018PC0640",
        "32021R0784",
        "http://data.europa.eu/eli/reg/2021/784/oj",
        "OJ L 172, 17.5.2021, p. 79",
        "2018/0331(COD)",
        "32021R9999",
    ):
        assert su.find(report, identifier) is initiative


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ETIAS", "etias"),
        (" pnr ", "pnr"),
        ("32016l1148", "nis"),
        ("CELEX:32016L1148", "nis"),
        ("https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32016L1148", "nis"),
        ("COM(2011)32", "pnr"),
        ("COM(2019) 3", "etias"),
        ("COM(2019) 3 final", "etias"),
        ("2011/0023 (COD)", "pnr"),
    ],
)
def test_find_reads_the_forms_that_people_write(text: str, expected: str) -> None:
    assert su.find(REPORT, text).id == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("NIS Directive", "did you mean 'nis'?"),
        ("money laundering", "did you mean 'amld4' or 'amld5'?"),
        ("COM(2020) 605 final", "did you mean 'report.strategy.document'?"),
        ("COM(2020) 605", "did you mean 'report.strategy.document'?"),
        ("52020DC0797", "did you mean 'report.document'?"),
        ("no such thing", "check it against the "),
    ],
)
def test_what_is_not_found_is_explained(text: str, told: str) -> None:
    with pytest.raises(su.NotFoundError, match=re.escape(f"unknown initiative '{text}'; {told}")):
        su.find(REPORT, text)


@pytest.mark.parametrize(
    ("ask", "written", "told"),
    [
        ("stage", "provisionally agreed", "did you mean 'agreed'?"),
        ("stage", "Adopted by the Commission", "did you mean 'adopted-by-commission'?"),
        ("stage", "not transposed", "did you mean 'pending-transposition'?"),
        ("stage", "Partly_transposed", "did you mean 'pending-transposition'?"),
        ("stage", "delayed", "record the stage without the delay, and the new date as `due`"),
        ("stage", "not-in-force", "use one of: "),
        ("stage", "in-froce", "did you mean 'in-force'?"),
    ],
)
def test_a_suggestion_never_has_another_meaning(ask: str, written: str, told: str) -> None:
    with pytest.raises(su.NotFoundError, match=re.escape(f"unknown stage '{written}'; {told}")):
        su.initiatives(REPORT, **{ask: written})


def test_a_code_of_other_letters_is_not_suggested() -> None:
    with pytest.raises(su.NotFoundError, match=r"unknown infringement step 'RTC258'; use one of: "):
        su.vocabularies.infringement_step("RTC258")


def test_find_by_the_number_of_an_infringement_case() -> None:
    pnr = su.find(REPORT, "pnr")
    recorded = su.ComplianceRecord(state=su.MemberState.SI, case="INFR(2018)0249")
    numbered = attrs.evolve(pnr.obligations[0].infringements[0], case="INFR(2020)2000")
    known = attrs.evolve(pnr.obligations[0], records=(recorded,), infringements=(numbered,))
    report = attrs.evolve(REPORT, initiatives=(attrs.evolve(pnr, obligations=(known,)),), findings=())
    assert "pnr" == su.find(report, "INFR(2018)0249").id == su.find(report, "INFR(2020)2000").id


def test_an_identifier_of_two_initiatives_is_an_error() -> None:
    one, two = su.find(REPORT, "nis"), su.find(REPORT, "pnr")
    shared = attrs.evolve(two, acts=one.acts)
    report = attrs.evolve(REPORT, initiatives=(one, shared), findings=())
    with pytest.raises(su.AmbiguousError, match=r"^'32016L1148' is on 2 initiatives: 'nis', 'pnr'; use") as caught:
        su.find(report, "32016L1148")
    assert caught.value.matches == ("nis", "pnr")
    assert su.find(report, "nis") is one


def test_with_counts_only_every_member_state_is_unknown_for_each_that_binds_it() -> None:
    for state in su.member_states(on=REPORT.published):
        answer = su.obligations(REPORT, state=state)
        unknown = 7 if state is su.MemberState.DK else 15
        assert (0, unknown, 15 - unknown) == (len(answer.yes), len(answer.unknown), len(answer.no))
        assert su.Bounds(0, unknown) == answer.size


def test_obligations_by_duty() -> None:
    assert len(su.obligations(REPORT, duty=su.Duty.TRANSPOSE)) == 15
    assert su.obligations(REPORT, duty="notify") == ()


def test_obligations_of_a_code() -> None:
    assert su.obligations(REPORT, state="EL") == su.obligations(REPORT, state=su.MemberState.GR)
    with pytest.raises(ValueError, match=r"^unknown Member State 'gr'; did you mean 'GR'\?$"):
        su.obligations(REPORT, state="gr")


def test_one_done_of_those_bound_makes_the_others_certain() -> None:
    abuse = su.find(REPORT, "csa-directive")
    done = su.ComplianceRecord(state=su.MemberState.AT, status=su.ComplianceStatus.COMPLETE)
    known = attrs.evolve(abuse, obligations=(attrs.evolve(abuse.obligations[0], records=(done,)),))
    report = attrs.evolve(REPORT, initiatives=tuple(known if one is abuse else one for one in REPORT.initiatives))
    (late,) = [one for one in su.overdue(report, on=REPORT.published).yes if one.initiative is known]
    others = [state for state in su.member_states(on=REPORT.published) if state not in ("AT", "DK")]
    assert (25, others) == (late.count.exact, list(late.late.yes))
    assert ((), {"AT", "DK"}) == (late.late.unknown, set(late.late.no))
    assert known.obligations[0] in su.obligations(report, state="PT").yes
    assert su.Bounds(1, 15) == su.outstanding_by_state(report)[su.MemberState.PT]


def test_who_was_no_member_state_that_day_is_not_counted() -> None:
    answer = su.obligations(REPORT, state="UK")
    assert ((), (), 15) == (answer.yes, answer.unknown, len(answer.no))


def test_outstanding_by_state_has_the_members_of_the_day() -> None:
    by_state = su.outstanding_by_state(REPORT)
    assert list(su.member_states(on=REPORT.published)) == list(by_state)
    assert su.Bounds(0, 7) == by_state.pop(su.MemberState.DK)
    assert {su.Bounds(0, 15)} == set(by_state.values())


def test_outstanding_by_state_agrees_with_the_obligations() -> None:
    slovenia = attrs.evolve(
        su.find(REPORT, "pnr").obligations[0], outstanding=su.StateGroup(named=(su.MemberState.SI,), count=1)
    )
    changed = attrs.evolve(su.find(REPORT, "pnr"), obligations=(slovenia,))
    report = attrs.evolve(REPORT, initiatives=tuple(changed if one.id == "pnr" else one for one in REPORT.initiatives))
    by_state = su.outstanding_by_state(report)
    assert (su.Bounds(1, 15), su.Bounds(0, 14)) == (by_state[su.MemberState.SI], by_state[su.MemberState.PT])
    for state, bounds in by_state.items():
        assert su.obligations(report, state=state).size == bounds


def test_the_most_outstanding_come_first() -> None:
    counts = sorted((count for *_, count in INITIATIVES if count is not None), reverse=True)
    gaps = su.most_outstanding(REPORT)
    assert counts == [gap.outstanding.exact for gap in gaps]
    assert ["csa-directive", "firearms-directive"] == [gap.initiative.id for gap in gaps[:2]]
    assert gaps[:3] == su.most_outstanding(REPORT, limit=3)
    assert all(gap.obligation in gap.initiative.obligations for gap in gaps)


def test_a_limit_below_zero_is_refused() -> None:
    assert su.most_outstanding(REPORT, limit=0) == ()
    with pytest.raises(ValueError, match=r"^limit: -1 is below 0; pass 0 or more, or None$"):
        su.most_outstanding(REPORT, limit=-1)


def test_gaps_of_unknown_size_come_by_their_floor_then_by_their_ceiling() -> None:
    nis = su.find(REPORT, "nis")
    groups = {
        "none": su.StateGroup(count=0),
        "open": su.StateGroup(),
        "one": su.StateGroup(count=1),
        "some": su.StateGroup(named=(su.MemberState.AT,)),
    }
    duties = tuple(
        su.Obligation(id=name, initiative="nis", duty=su.Duty.APPLY, outstanding=group)
        for name, group in groups.items()
    )
    report = attrs.evolve(REPORT, initiatives=(attrs.evolve(nis, obligations=duties),), findings=())
    assert [gap.obligation.id for gap in su.most_outstanding(report)] == ["some", "one", "open", "none"]


def test_awaiting_parliament_and_council() -> None:
    parliament = su.awaiting(REPORT, su.Institution.EUROPEAN_PARLIAMENT)
    assert NOTED_POSITIONS == [initiative.title for initiative in parliament.yes]
    # Parliament took its position at first reading on both files in April 2019, and events record it.
    assert (ids(parliament.unknown), ids(parliament.no)) == (["dora", "europol"], ["tco", "eccc"])
    council = su.awaiting(REPORT, "council")
    assert (council.yes, ids(council.unknown)) == ((), ["dora", "europol"])
    assert ids(council.no) == ["tco", "eccc", "e-evidence", "csam-interim", "etias"]
    assert not council.more
    assert su.awaiting(attrs.evolve(REPORT, complete=()), "council").more


EP, COUNCIL = su.Institution.EUROPEAN_PARLIAMENT, su.Institution.COUNCIL
FIRST, SECOND = su.EventKind.FIRST_READING_POSITION, su.EventKind.SECOND_READING_POSITION


@pytest.mark.parametrize(
    ("events", "institution", "expected"),
    [
        ([(FIRST, EP, 1)], EP, "no"),
        ([(FIRST, EP, 1), (FIRST, COUNCIL, 2)], EP, "yes"),
        ([(FIRST, EP, 1), (FIRST, COUNCIL, 2), (SECOND, EP, 3)], EP, "no"),
        ([(FIRST, EP, 1), (FIRST, COUNCIL, 2), (SECOND, EP, 3)], COUNCIL, "yes"),
        ([(FIRST, EP, 1), (FIRST, COUNCIL, 2), (su.EventKind.REJECTION, EP, 3)], EP, "no"),
        ([(FIRST, EP, 1), (FIRST, COUNCIL, None)], EP, "unknown"),
        ([(FIRST, COUNCIL, 9)], COUNCIL, "unknown"),
    ],
)
def test_events_decide_who_is_awaited(
    events: list[tuple[su.EventKind, su.Institution, int | None]], institution: su.Institution, expected: str
) -> None:
    procedure = su.Procedure(
        reference="2018/0331(COD)",
        events=tuple(
            su.Event(kind=kind, by=by, on=None if day is None else REPORT.published.replace(day=day))
            for kind, by, day in events
        ),
        known_until=REPORT.published.replace(day=9),
    )
    report = attrs.evolve(REPORT, published=REPORT.published.replace(day=8))
    tco = attrs.evolve(su.find(REPORT, "tco"), positions=(), procedures=(procedure,))
    answer = su.awaiting(attrs.evolve(report, initiatives=(tco,), findings=()), institution)
    assert [part for part in ("yes", "unknown", "no") if getattr(answer, part)] == [expected]
    # If the events may not be complete, they decide nothing.
    partial = attrs.evolve(tco, procedures=(attrs.evolve(procedure, known_until=None),))
    answer = su.awaiting(attrs.evolve(report, initiatives=(partial,), findings=()), institution)
    assert answer.unknown == (partial,)


@pytest.mark.parametrize(
    ("status", "events", "expected"),
    [
        (su.PositionStatus.AWAITED, [], "yes"),
        (su.PositionStatus.AWAITED, [FIRST], "unknown"),
        (su.PositionStatus.ADOPTED, [], "no"),
        (su.PositionStatus.ADOPTED, [FIRST], "no"),
    ],
)
def test_a_noted_position_and_an_event_may_disagree(
    status: su.PositionStatus, events: list[su.EventKind], expected: str
) -> None:
    tco = su.find(REPORT, "tco")
    day = REPORT.published
    taken = tuple(su.Event(kind=kind, by=EP, on=day) for kind in events)
    noted = attrs.evolve(
        tco,
        positions=(su.Position(institution=EP, status=status),),
        procedures=(su.Procedure(reference="2018/0331(COD)", events=taken, known_until=day),),
    )
    answer = su.awaiting(attrs.evolve(REPORT, initiatives=(noted,), findings=()), EP)
    assert [part for part in ("yes", "unknown", "no") if getattr(answer, part)] == [expected]


def test_a_position_noted_as_adopted_is_doubted_if_the_second_reading_is_open() -> None:
    tco, day = su.find(REPORT, "tco"), REPORT.published
    council = su.Event(kind=FIRST, by=COUNCIL, on=day)
    noted = attrs.evolve(
        tco,
        positions=(su.Position(institution=EP, status=su.PositionStatus.ADOPTED),),
        procedures=(su.Procedure(reference="2018/0331(COD)", events=(council,), known_until=day),),
    )
    answer = su.awaiting(attrs.evolve(REPORT, initiatives=(noted,), findings=()), EP)
    assert answer.unknown == (noted,)


def test_stage_counts_are_those_of_the_infographic() -> None:
    counts = su.stage_counts(REPORT)
    titles = {priority.title: priority.id for priority in REPORT.priorities}
    for title, priority in titles.items():
        for stage in su.Stage:
            expected = sum((title, stage.value) == row[:2] for row in INITIATIVES)
            assert su.Bounds(expected, expected) == counts[priority].get(stage, su.Bounds(0, 0))


def test_stage_counts_have_no_upper_limit_if_initiatives_may_be_missing() -> None:
    counts = su.stage_counts(attrs.evolve(REPORT, complete=(su.Part.OBLIGATIONS,)))
    assert [str(count) for count in counts["evolving-threats"].values()] == ["at least 5", "at least 2", "at least 2"]


def test_stage_counts_of_a_report_without_initiatives() -> None:
    assert su.stage_counts(attrs.evolve(REPORT, initiatives=(), findings=())) == {
        priority.id: {} for priority in REPORT.priorities
    }


def test_findings_by_kind_addressee_and_priority() -> None:
    assert REPORT.findings == su.findings(REPORT)
    assert su.findings(REPORT, addressee=su.Actor.INDUSTRY) == ()
    industry = su.findings(REPORT, acted_by=su.Actor.INDUSTRY)
    assert [finding.id for finding in industry] == ["eu-internet-forum"]
    done = su.findings(REPORT, kind="progress-made", acted_by="commission")
    assert {"5g-cybersecurity", "child-abuse-strategy", "counter-terrorism-agenda"} <= {finding.id for finding in done}
    needed = su.findings(REPORT, kind="action-needed", addressee="member-states", priority="evolving-threats")
    assert [finding.id for finding in needed] == ["implement-attacks-directive", "implement-child-abuse-directive"]


@pytest.mark.parametrize(
    ("wrong", "told"), [(None, "None is not allowed"), (5, "5 is an int"), (b"nis", "b'nis' is bytes")]
)
def test_what_is_looked_for_is_text(wrong: Any, told: str) -> None:
    with pytest.raises(TypeError, match=f"^id_or_identifier: {told}; pass text$"):
        su.find(su.first_progress_report(), wrong)
    if wrong is not None:
        with pytest.raises(TypeError, match=f"^text: {told}; pass text$"):
            su.initiatives(su.first_progress_report(), text=wrong)
        for query in (su.initiatives, su.findings):
            with pytest.raises(TypeError, match=f"^priority: {told}; pass text$"):
                query(REPORT, priority=wrong)


@pytest.mark.parametrize(
    ("wrong", "told"), [("3", "'3' is a str"), (1.5, r"1\.5 is a float"), (True, "True is a bool")]
)
def test_a_limit_is_a_whole_number(wrong: Any, told: str) -> None:
    with pytest.raises(TypeError, match=f"^limit: {told}; pass a whole number, 0 or more, or None$"):
        su.most_outstanding(REPORT, limit=wrong)


# Values that are not reports

DAY = date(2020, 12, 9)
ASKED: dict[str, Callable[[Any], object]] = {
    "initiatives": su.initiatives,
    "find": lambda report: su.find(report, "nis"),
    "obligations": su.obligations,
    "obligations of a state": lambda report: su.obligations(report, state="PT"),
    "outstanding_by_state": su.outstanding_by_state,
    "most_outstanding": su.most_outstanding,
    "awaiting": lambda report: su.awaiting(report, "council"),
    "stage_counts": su.stage_counts,
    "findings": su.findings,
    "infringements": su.infringements,
    "overdue": lambda report: su.overdue(report, on=DAY),
    "check": su.check,
}


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ("x", "'x' is a str"),
        (None, "None is not allowed"),
        ((REPORT,), "a tuple is not allowed"),
        (su.ProgressReport, "<class 'securityunion.ProgressReport'> is a type"),
    ],
)
def test_what_is_no_report_is_refused(name: str, wrong: object, found: str) -> None:
    with pytest.raises(TypeError) as caught:
        ASKED[name](wrong)
    assert str(caught.value) == f"report: {found}; pass a ProgressReport"


def test_both_reports_that_are_compared_have_to_be_reports() -> None:
    with pytest.raises(TypeError, match=r"^before: 'x' is a str; pass a ProgressReport$"):
        su.changes("x", REPORT)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"^after: None is not allowed; pass a ProgressReport$"):
        su.changes(REPORT, None)  # type: ignore[arg-type]
