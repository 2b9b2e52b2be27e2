"""The remarks of `check`: each remark is returned where it applies, and nowhere else."""

import re
from datetime import date
from importlib import import_module
from itertools import permutations
from typing import Any

import attrs
import pytest
from places import DOCS

import securityunion as su
from securityunion import EventKind, RemarkCode, Stage
from securityunion.queries.remarks.report import RULES

REPORT = su.first_progress_report()
DAY = REPORT.published
GB, PT, COUNCIL = su.MemberState.GB, su.MemberState.PT, su.Institution.COUNCIL
NOT_DIRECTIVES = [kind for kind in su.ActKind if "directive" not in kind]
POSITION = su.Event(kind=EventKind.GENERAL_APPROACH, by=COUNCIL, on=date(2014, 1, 1))
ACT = su.LegalAct(
    kind=su.ActKind.DIRECTIVE,
    celex="32016L1148",
    signed=date(2016, 7, 6),
    published=date(2016, 7, 19),
    entry_into_force=date(2016, 8, 8),
    applies_from=date(2018, 5, 10),
    known_until=date(2021, 1, 1),
)
DUTY = su.Obligation(
    id="nis-transposition",
    initiative="nis",
    act="32016L1148",
    duty=su.Duty.TRANSPOSE,
    deadlines=(su.Deadline(on=date(2018, 5, 9)),),
)


def event(kind: EventKind, *day: int) -> su.Event:
    return su.Event(kind=kind, on=date(*day) if day else None)


def procedure(*events: su.Event, known_until: date | None = date(2021, 1, 1)) -> su.Procedure:
    return su.Procedure(reference="2013/0027(COD)", events=events, known_until=known_until)


def recorded(status: su.ComplianceStatus | None, *day: int, **more: Any) -> dict[str, Any]:
    record = su.ComplianceRecord(state=su.MemberState.PT, status=status, on=date(*day), **more)
    return {"obligations": (attrs.evolve(DUTY, records=(record,)),)}


def pursued(day: str | None) -> dict[str, Any]:
    event = su.InfringementEvent(step=su.InfringementStep.LETTER_OF_FORMAL_NOTICE, on=day)
    case = su.InfringementProcedure(state=su.MemberState.PT, events=(event,))
    return {"obligations": (attrs.evolve(DUTY, infringements=(case,)),)}


def steps(*taken: tuple[su.InfringementStep, str | None]) -> dict[str, Any]:
    events = tuple(su.InfringementEvent(step=step, on=on) for step, on in taken)
    case = su.InfringementProcedure(state=PT, events=events)
    return {"obligations": (attrs.evolve(DUTY, infringements=(case,)),)}


def decided(**fields: Any) -> su.Decision:
    named: dict[str, Any] = {"id": "decided", "obligations": (DUTY.id,), "sources": ("press-release",), **fields}
    return su.Decision(step=su.InfringementStep.LETTER_OF_FORMAL_NOTICE, **named)


def counted(**groups: Any) -> dict[str, Any]:
    return {"obligations": (attrs.evolve(DUTY, **groups),)}


def due(day: date) -> dict[str, Any]:
    return {"obligations": (attrs.evolve(DUTY, deadlines=(su.Deadline(on=day),)),), "stage": Stage.IN_FORCE}


def regulation(kind: su.ActKind) -> dict[str, Any]:
    celex = "32016R1148"
    return {**listed(kind=kind, celex=celex), "obligations": (attrs.evolve(DUTY, act=celex),)}


def with_number(celex: str) -> dict[str, Any]:
    """Return an initiative whose only act is a recommendation with this number, which its obligation names, too."""
    acts = (attrs.evolve(ACT, celex=celex, kind=su.ActKind.RECOMMENDATION),)
    return {"acts": acts, "obligations": (attrs.evolve(DUTY, act=celex),)}


def listed(**changes: Any) -> dict[str, Any]:
    return {"acts": (attrs.evolve(ACT, **changes),)}


OPEN = procedure(event(EventKind.PROPOSAL, 2013, 2, 7), event(EventKind.GENERAL_APPROACH, 2014, 1, 1))
DONE = procedure(
    event(EventKind.PROPOSAL, 2013, 2, 7),
    event(EventKind.SIGNATURE, 2016, 7, 6),
    event(EventKind.PUBLICATION, 2016, 7, 19),
)


DEAD = procedure(event(EventKind.PROPOSAL, 2013, 2, 7), event(EventKind.WITHDRAWAL, 2014, 1, 1))


def with_event(done: su.Procedure, kind: EventKind, *day: int) -> su.Procedure:
    return attrs.evolve(done, events=(*done.events, event(kind, *day)))


ODD_AND_REMEDY = re.compile(r"[^;]+[^;.]; (check|add|name) [^;]+[^;.]").fullmatch
"""The form of an explanation: what is odd, a semicolon, then what to check or do."""

NOT_COMMUNICATED = su.ComplianceStatus.NOT_COMMUNICATED
STATUS_BEFORE_ACT, STATUS_BEFORE_DEADLINE = RemarkCode.STATUS_BEFORE_ACT, RemarkCode.STATUS_BEFORE_DEADLINE


def found(**changes: Any) -> list[tuple[str, RemarkCode]]:
    decisions = changes.pop("decisions", ())
    nis = attrs.evolve(su.find(REPORT, "nis"), acts=(ACT,), obligations=(DUTY,), procedures=(DONE,), documents=())
    report = attrs.evolve(REPORT, initiatives=(attrs.evolve(nis, **changes),), findings=(), decisions=decisions)
    remarks = su.check(report)
    assert [remark for remark in remarks if not ODD_AND_REMEDY(remark.explanation)] == []
    return [(remark.path.removeprefix("$.initiatives[0]."), remark.code) for remark in remarks]


def test_an_orderly_report_gets_no_remark() -> None:
    assert found() == []


def test_unknown_days_are_not_remarked_upon() -> None:
    blank = su.LegalAct(kind=su.ActKind.DIRECTIVE, celex="32016L1148")
    undated = procedure(event(EventKind.PROPOSAL), event(EventKind.SIGNATURE), known_until=None)
    assert found(acts=(blank,), procedures=(undated,), obligations=(attrs.evolve(DUTY, deadlines=()),)) == []


@pytest.mark.parametrize(
    ("changes", "path", "code"),
    [
        (
            {"kind": su.InitiativeKind.PROPOSAL, "stage": Stage.ADOPTED_BY_COMMISSION},
            "stage",
            RemarkCode.PROPOSAL_LISTED_AS_ADOPTED,
        ),
        ({"stage": Stage.UNDER_NEGOTIATION}, "stage", RemarkCode.LISTED_AGAINST_PROCEDURE),
        ({"stage": Stage.WITHDRAWN}, "stage", RemarkCode.LISTED_AGAINST_PROCEDURE),
        ({"stage": Stage.REJECTED}, "stage", RemarkCode.LISTED_AGAINST_PROCEDURE),
        ({"stage": Stage.LAPSED}, "stage", RemarkCode.LISTED_AGAINST_PROCEDURE),
        ({"stage": Stage.ADOPTED, "procedures": (OPEN,)}, "stage", RemarkCode.LISTED_AGAINST_PROCEDURE),
        (
            {"stage": Stage.TRANSPOSED, "obligations": (attrs.evolve(DUTY, outstanding=su.StateGroup(count=3)),)},
            "stage",
            RemarkCode.LISTED_AGAINST_OBLIGATION,
        ),
        (
            {"acts": (attrs.evolve(ACT, ends=date(2019, 1, 1)),)},
            "stage",
            RemarkCode.LISTED_AGAINST_ACT,
        ),
        (
            {
                "stage": Stage.IN_FORCE,
                "acts": (attrs.evolve(ACT, entry_into_force=date(2020, 12, 10), applies_from=None),),
            },
            "stage",
            RemarkCode.LISTED_AGAINST_ACT,
        ),
        (
            {"acts": (attrs.evolve(ACT, entry_into_force=date(2016, 7, 18)),)},
            "acts[0].entry_into_force",
            RemarkCode.DATES_OUT_OF_ORDER,
        ),
        (
            {"procedures": (procedure(event(EventKind.SIGNATURE, 2016, 7, 7)),)},
            "procedures[0].events[0].on",
            RemarkCode.EVENT_AGAINST_ACT,
        ),
        (
            {"procedures": (procedure(event(EventKind.PUBLICATION, 2016, 7, 20)),)},
            "procedures[0].events[0].on",
            RemarkCode.EVENT_AGAINST_ACT,
        ),
        (
            {"procedures": (procedure(event(EventKind.ADOPTION, 2016, 7, 7), event(EventKind.SIGNATURE, 2016, 7, 6)),)},
            "procedures[0].events",
            RemarkCode.EVENTS_OUT_OF_ORDER,
        ),
        (
            {
                "procedures": (
                    procedure(event(EventKind.GENERAL_APPROACH, 2013, 1, 1), event(EventKind.PROPOSAL, 2013, 2, 7)),
                )
            },
            "procedures[0].events[0].on",
            RemarkCode.EVENTS_OUT_OF_ORDER,
        ),
        (
            {"stage": Stage.UNDER_NEGOTIATION, "procedures": ()},
            "stage",
            RemarkCode.LISTED_AGAINST_ACT,
        ),
        ({"obligations": ()}, "obligations", RemarkCode.NO_OBLIGATION),
        ({"kind": su.InitiativeKind.COMMUNICATION, "stage": Stage.TRANSPOSED}, "stage", RemarkCode.STAGE_AGAINST_KIND),
        ({"kind": su.InitiativeKind.STRATEGY, "stage": Stage.IN_FORCE}, "stage", RemarkCode.STAGE_AGAINST_KIND),
        ({"kind": su.InitiativeKind.RECOMMENDATION, "stage": Stage.IN_FORCE}, "stage", RemarkCode.STAGE_AGAINST_KIND),
        (
            {"kind": su.InitiativeKind.ACTION_PLAN, "stage": Stage.AGREED, "acts": (), **counted(act=None)},
            "stage",
            RemarkCode.STAGE_AGAINST_KIND,
        ),
        ({"stage": Stage.AGREED, "procedures": (DEAD,)}, "stage", RemarkCode.LISTED_AGAINST_PROCEDURE),
        (
            {"obligations": (DUTY, attrs.evolve(DUTY, id="nis-again"))},
            "obligations[1].act",
            RemarkCode.SAME_OBLIGATION,
        ),
        (
            {"acts": (su.LegalAct(kind=su.ActKind.RECOMMENDATION),), **counted(act=None)},
            "obligations[0].act",
            RemarkCode.ACT_CANNOT_OBLIGE,
        ),
        (regulation(su.ActKind.REGULATION), "stage", RemarkCode.REGULATION_TO_TRANSPOSE),
        (regulation(su.ActKind.DELEGATED_REGULATION), "stage", RemarkCode.REGULATION_TO_TRANSPOSE),
        (listed(oj="OJ L 194, 20.7.2016, p. 1"), "acts[0].oj", RemarkCode.OJ_OF_ANOTHER_DAY),
        (
            listed(eli="http://data.europa.eu/eli/dir/2016/1149/oj"),
            "acts[0].eli",
            RemarkCode.ELI_OF_ANOTHER_ACT,
        ),
        (
            listed(eli="http://data.europa.eu/eli/reg/2016/1148/oj"),
            "acts[0].eli",
            RemarkCode.ELI_OF_ANOTHER_ACT,
        ),
        (listed(repealed_by="32016L1148"), "acts[0].repealed_by", RemarkCode.ITS_OWN_SUCCESSOR),
        (listed(partly_replaced_by="32016L1148"), "acts[0].partly_replaced_by", RemarkCode.ITS_OWN_SUCCESSOR),
        (
            {"procedures": (attrs.evolve(DONE, replaced_by="2013/0027(COD)"),)},
            "procedures[0].replaced_by",
            RemarkCode.ITS_OWN_SUCCESSOR,
        ),
        (
            {"procedures": (attrs.evolve(DONE, split_into=("2013/0027A(COD)", "2013/0027(COD)")),)},
            "procedures[0].split_into[1]",
            RemarkCode.ITS_OWN_SUCCESSOR,
        ),
        (
            {"procedures": (with_event(DONE, EventKind.TRILOGUE, 2016, 7, 20),)},
            "procedures[0].events[3].on",
            RemarkCode.EVENTS_OUT_OF_ORDER,
        ),
        (
            {"procedures": (with_event(DONE, EventKind.WITHDRAWAL, 2017, 1, 1),)},
            "procedures[0].events[3].on",
            RemarkCode.EVENTS_OUT_OF_ORDER,
        ),
        (recorded(su.ComplianceStatus.COMPLETE, 2016, 7, 18), "obligations[0].records[0].on", STATUS_BEFORE_ACT),
        (recorded(NOT_COMMUNICATED, 2018, 5, 9), "obligations[0].records[0].on", STATUS_BEFORE_DEADLINE),
        (
            recorded(su.ComplianceStatus.PARTLY_COMMUNICATED, 2018, 5, 8),
            "obligations[0].records[0].on",
            STATUS_BEFORE_DEADLINE,
        ),
        (
            recorded(None, 2018, 5, 9, infringement=su.InfringementStep.REASONED_OPINION),
            "obligations[0].records[0].on",
            RemarkCode.STEP_BEFORE_DEADLINE,
        ),
        (pursued("2018-05-09"), "obligations[0].infringements[0].events[0].on", RemarkCode.STEP_BEFORE_DEADLINE),
        (pursued("2018-04"), "obligations[0].infringements[0].events[0].on", RemarkCode.STEP_BEFORE_DEADLINE),
        ({"obligations": (attrs.evolve(DUTY, act="32016L1149"),)}, "obligations[0].act", RemarkCode.ACT_NOT_LISTED),
        (
            {"obligations": (attrs.evolve(DUTY, deadlines=(su.Deadline(on=date(2016, 7, 18)),)),)},
            "obligations[0].deadlines[0].on",
            RemarkCode.DEADLINE_BEFORE_ACT,
        ),
        (
            {"obligations": (attrs.evolve(DUTY, deadlines=(su.Deadline(on=DAY),)),)},
            "obligations[0].deadlines",
            RemarkCode.DEADLINE_NOT_PASSED,
        ),
        *(
            ({**listed(kind=kind), "stage": Stage.IN_FORCE}, "acts[0].celex", RemarkCode.KIND_AGAINST_CELEX)
            for kind in NOT_DIRECTIVES
        ),
        (
            {"documents": (su.PolicyDocument(kind=su.DocumentKind.PROPOSAL, celex="52020DC0605"),)},
            "documents[0].celex",
            RemarkCode.KIND_AGAINST_CELEX,
        ),
        (with_number("32017H0761"), "obligations[0].act", RemarkCode.ACT_CANNOT_OBLIGE),
        (listed(signed=date(1001, 1, 1)), "acts[0].signed", RemarkCode.SENTINEL_DATE),
        (listed(published=date(1003, 3, 3)), "acts[0].published", RemarkCode.SENTINEL_DATE),
        (listed(ends=date(9999, 12, 31)), "acts[0].ends", RemarkCode.SENTINEL_DATE),
        (listed(known_until=date(2101, 1, 1)), "acts[0].known_until", RemarkCode.IMPLAUSIBLE_DATE),
        (due(date(9999, 12, 31)), "obligations[0].deadlines[0].on", RemarkCode.SENTINEL_DATE),
        (due(date(2101, 1, 1)), "obligations[0].deadlines[0].on", RemarkCode.IMPLAUSIBLE_DATE),
        (pursued("1001-01-01"), "obligations[0].infringements[0].events[0].on", RemarkCode.SENTINEL_DATE),
        (
            {"procedures": (attrs.evolve(DONE, known_until=date(9999, 12, 31)),)},
            "procedures[0].known_until",
            RemarkCode.SENTINEL_DATE,
        ),
        (
            steps((su.InfringementStep.CLOSURE, "2019-01"), (su.InfringementStep.REASONED_OPINION, "2019-02")),
            "obligations[0].infringements[0].events[1].on",
            RemarkCode.STEP_AFTER_END,
        ),
        (
            counted(outstanding=su.StateGroup(count=28)),
            "obligations[0].outstanding.count",
            RemarkCode.COUNT_ABOVE_BOUND,
        ),
        (counted(bound=su.StateGroup(count=28)), "obligations[0].bound.count", RemarkCode.COUNT_ABOVE_BOUND),
        (
            # The United Kingdom was bound, but was not a Member State any more.
            counted(bound=su.StateGroup.exactly((GB, PT)), outstanding=su.StateGroup(count=2)),
            "obligations[0].outstanding.count",
            RemarkCode.COUNT_ABOVE_BOUND,
        ),
        (
            {
                "positions": (su.Position(institution=COUNCIL, status=su.PositionStatus.AWAITED),),
                "procedures": (attrs.evolve(DONE, events=(*DONE.events, POSITION)),),
            },
            "positions[0].status",
            RemarkCode.POSITION_AGAINST_EVENT,
        ),
        (
            {"decisions": (decided(on="2018-05"), decided(on="2018-04", id="early"))},
            "$.decisions[1].on",
            RemarkCode.STEP_BEFORE_DEADLINE,
        ),
        (
            {"decisions": (decided(on="2020-02", states=su.StateGroup(at_least=28)),)},
            "$.decisions[0].states.at_least",
            RemarkCode.COUNT_ABOVE_BOUND,
        ),
        ({"decisions": (decided(on="2021"),)}, "$.decisions[0].on", RemarkCode.SOURCE_BEFORE_FACT),
        ({"decisions": (decided(sources=()),)}, "$.decisions[0].sources", RemarkCode.NO_SOURCE),
        ({"title": "EXAMPLE: a title"}, "title", RemarkCode.EXAMPLE_LEFT),
        (
            {"documents": (su.PolicyDocument(published="2021", sources=("press-release",)),)},
            "documents[0].published",
            RemarkCode.SOURCE_BEFORE_FACT,
        ),
        (
            {
                "obligations": (
                    attrs.evolve(DUTY, records=(su.ComplianceRecord(state=su.MemberState.PT, on=date(2020, 12, 10)),)),
                )
            },
            "obligations[0].records[0].on",
            RemarkCode.STATUS_AFTER_REPORT,
        ),
        (
            {"obligations": (attrs.evolve(DUTY, records=(su.ComplianceRecord(state=su.MemberState.GB, on=DAY),)),)},
            "obligations[0].records[0].state",
            RemarkCode.NOT_A_MEMBER,
        ),
    ],
)
def test_what_is_odd_is_remarked_upon_once(changes: dict[str, Any], path: str, code: RemarkCode) -> None:
    assert found(**changes) == [(path, code)]


SIGNED_LATE = procedure(event(EventKind.SIGNATURE, 2016, 7, 7))
PUBLISHED_LATE = procedure(event(EventKind.PUBLICATION, 2016, 7, 20))
OTHER = attrs.evolve(ACT, celex="32016L1149", signed=date(2016, 7, 8), published=date(2016, 7, 21))


def test_an_event_against_the_acts_says_when_they_were_signed_or_published() -> None:
    nis = attrs.evolve(su.find(REPORT, "nis"), acts=(ACT, OTHER), obligations=(DUTY,), documents=())
    for changed, expected in (
        (
            SIGNED_LATE,
            (
                "the event 'signature' is dated 2016-07-07, "
                "but the acts of the initiative were signed on 2016-07-06 and 2016-07-08; "
                "check the event or the dates of the acts"
            ),
        ),
        (
            PUBLISHED_LATE,
            (
                "the event 'publication' is dated 2016-07-20, "
                "but the acts of the initiative were published on 2016-07-19 and 2016-07-21; "
                "check the event or the dates of the acts"
            ),
        ),
    ):
        initiative = attrs.evolve(nis, procedures=(changed,))
        remarks = su.check(attrs.evolve(REPORT, initiatives=(initiative,), findings=()))
        assert [remark.explanation for remark in remarks] == [expected]


@pytest.mark.parametrize("late", [SIGNED_LATE, PUBLISHED_LATE])
def test_an_event_is_not_remarked_upon_where_its_act_may_be_another(late: su.Procedure) -> None:
    same_day = attrs.evolve(OTHER, signed=date(2016, 7, 7), published=date(2016, 7, 20))
    undated = attrs.evolve(OTHER, signed=None, published=None)
    assert found(procedures=(late, DONE)) == []  # the act of one of the two procedures is not listed
    assert found(procedures=(late,), acts=(), obligations=(attrs.evolve(DUTY, act=None),)) == []
    assert found(procedures=(late,), acts=(ACT, undated)) == []
    assert found(procedures=(late,), acts=(ACT, same_day)) == []
    assert found(procedures=(late, DONE), acts=(ACT, OTHER)) == [
        ("procedures[0].events[0].on", RemarkCode.EVENT_AGAINST_ACT)
    ]


def test_of_several_signatures_and_publications_one_has_to_fit() -> None:
    for kind, day in ((EventKind.SIGNATURE, ACT.signed), (EventKind.PUBLICATION, ACT.published)):
        assert day is not None
        fitting, off, undated = su.Event(kind=kind, on=day), event(kind, 2016, 8, 1), event(kind)
        assert found(procedures=(procedure(fitting, off),)) == []
        assert found(procedures=(procedure(off, undated),)) == []
        assert found(procedures=(procedure(off, off),)) == [
            (f"procedures[0].events[{index}].on", RemarkCode.EVENT_AGAINST_ACT) for index in (0, 1)
        ]


def test_no_event_of_the_bundled_report_goes_against_its_acts() -> None:
    assert RemarkCode.EVENT_AGAINST_ACT not in {remark.code for remark in su.check(REPORT)}
    nis = su.find(REPORT, "nis")
    shifted = tuple(attrs.evolve(one, on=date(2016, 8, 1)) for one in nis.procedures[0].events)
    changed = attrs.evolve(nis, procedures=(attrs.evolve(nis.procedures[0], events=shifted),))
    report = attrs.evolve(REPORT, initiatives=tuple(changed if one is nis else one for one in REPORT.initiatives))
    assert RemarkCode.EVENT_AGAINST_ACT in {remark.code for remark in su.check(report)}


def test_what_is_listed_as_it_stands_is_not_odd() -> None:
    assert found(stage=Stage.ADOPTED) == []
    assert found(stage=Stage.TRANSPOSED) == []


def test_a_fact_without_a_source_is_remarked_upon() -> None:
    assert found(sources=()) == [("sources", RemarkCode.NO_SOURCE)]


def test_what_is_not_law_may_be_adopted_negotiated_by_the_council_or_completed() -> None:
    nothing = {"acts": (), "procedures": (), "obligations": ()}
    for kind, stage in (
        (su.InitiativeKind.STRATEGY, Stage.ADOPTED),
        (su.InitiativeKind.ACTION_PLAN, Stage.ONGOING),
        (su.InitiativeKind.COUNCIL_CONCLUSIONS, Stage.UNDER_NEGOTIATION),
        (su.InitiativeKind.AGREEMENT, Stage.IN_FORCE),
        (su.InitiativeKind.IT_SYSTEM, Stage.COMPLETED),
    ):
        assert found(**nothing, kind=kind, stage=stage) == []


def test_the_same_act_may_set_several_duties() -> None:
    assert found(obligations=(DUTY, attrs.evolve(DUTY, id="nis-report", duty=su.Duty.REPORT))) == []
    assert found(obligations=(attrs.evolve(DUTY, act=None), attrs.evolve(DUTY, id="other", act=None))) == []


def test_a_date_that_stands_for_a_missing_one_does_not_show_that_an_act_was_made() -> None:
    filed = {"stage": Stage.UNDER_NEGOTIATION, "procedures": (), "obligations": ()}
    act = su.LegalAct(kind=su.ActKind.DIRECTIVE, signed=date(1001, 1, 1))
    assert found(**filed, acts=(act,)) == [("acts[0].signed", RemarkCode.SENTINEL_DATE)]


def test_default_sources_are_the_sources_of_records_without_their_own() -> None:
    era = attrs.evolve(su.find(REPORT, "era"), sources=())
    report = attrs.evolve(REPORT, initiatives=(era,), findings=())
    assert [RemarkCode.NO_SOURCE] == [remark.code for remark in su.check(report)]
    assert () == su.check(attrs.evolve(report, default_sources=("infographic",)))
    # The infographic was published on 9 December 2020.
    later = su.PolicyDocument(published="2021")
    told = su.check(
        attrs.evolve(report, initiatives=(attrs.evolve(era, documents=(later,)),), default_sources=("infographic",))
    )
    assert [RemarkCode.SOURCE_BEFORE_FACT] == [remark.code for remark in told]


def test_a_file_still_open_may_be_listed_as_under_negotiation() -> None:
    assert found(stage=Stage.UNDER_NEGOTIATION, procedures=(OPEN,), obligations=()) == []
    assert found(stage=Stage.UNDER_NEGOTIATION, procedures=(OPEN, DONE), obligations=()) == []


def test_an_initiative_is_against_the_law_only_with_all_its_acts() -> None:
    over = attrs.evolve(ACT, celex="32016L1149", ends=date(2019, 1, 1))
    assert found(acts=(ACT, over)) == []


def test_what_is_under_negotiation_may_list_acts_that_are_not_made() -> None:
    filed = {"stage": Stage.UNDER_NEGOTIATION, "procedures": (), "obligations": ()}
    later = attrs.evolve(OTHER, signed=date(2021, 3, 1), published=None, entry_into_force=None, applies_from=None)
    undated = su.LegalAct(kind=su.ActKind.DIRECTIVE)
    assert found(**filed, acts=()) == []
    assert found(**filed, acts=(ACT, later)) == []
    assert found(**filed, acts=(undated,)) == []
    for made in (
        attrs.evolve(undated, signed=DAY),
        attrs.evolve(undated, published=DAY),
        attrs.evolve(undated, entry_into_force=DAY),
    ):
        assert found(**filed, acts=(made,)) == [("stage", RemarkCode.LISTED_AGAINST_ACT)]
    repealed = attrs.evolve(ACT, ends=date(2019, 1, 1), repealed_by="32018L0001")
    assert found(**filed, acts=(repealed,)) == [("stage", RemarkCode.LISTED_AGAINST_ACT)]


def test_a_procedure_of_which_the_stage_is_not_known_may_be_what_is_negotiated() -> None:
    unknown = attrs.evolve(OPEN, known_until=None)
    assert found(stage=Stage.UNDER_NEGOTIATION, procedures=(unknown,), obligations=()) == []


def test_one_directive_is_enough_to_transpose() -> None:
    regulation = attrs.evolve(ACT, kind=su.ActKind.REGULATION, celex="32016R0001")
    assert found(acts=(ACT, regulation)) == []
    assert found(acts=(), obligations=(attrs.evolve(DUTY, act=None),)) == []
    filed = found(stage=Stage.TRANSPOSED, acts=(regulation,), obligations=())
    assert filed == [("stage", RemarkCode.REGULATION_TO_TRANSPOSE)]
    assert found(stage=Stage.IN_FORCE, acts=(regulation,), obligations=()) == []


def test_an_official_journal_of_the_day_is_not_odd() -> None:
    assert found(**listed(oj="OJ L 194, 19.7.2016, p. 1")) == []
    assert found(**listed(oj="OJ L 194, 20.7.2016, p. 1", published=None)) == []


@pytest.mark.parametrize(
    ("celex", "eli"),
    [
        ("32016L1148", "http://data.europa.eu/eli/dir/2016/1148/oj"),
        ("32016L1148", "http://data.europa.eu/eli/dir_impl/2016/1148/oj/eng"),
        ("32016L1148", "http://data.europa.eu/eli/dir/2016/1148/2016-07-19"),
        ("02016L1148-20160719", "http://data.europa.eu/eli/dir/2016/1148/oj"),
        # No conclusion is certain here: brackets, corrigenda, treaties, another sector, or one identifier alone.
        ("32016L1149(01)", "http://data.europa.eu/eli/dir/2016/1148/oj"),
        ("32016L1148", "http://data.europa.eu/eli/dir/2016/1149(1)/oj"),
        ("32016L1149R(01)", "http://data.europa.eu/eli/dir/2016/1148/oj"),
        ("32016L1148", "http://data.europa.eu/eli/dir/2016/1149/corrigendum/2016-09-01/oj"),
        ("32016L1148", "http://data.europa.eu/eli/treaty/tfeu_2012/oj"),
        ("52016PC0001", "http://data.europa.eu/eli/dir/2016/1148/oj"),
        (None, "http://data.europa.eu/eli/dir/2016/1148/oj"),
        ("32016L1148", None),
    ],
)
def test_an_eli_is_remarked_upon_only_where_it_certainly_names_another_act(celex: str | None, eli: str | None) -> None:
    act = attrs.evolve(ACT, celex=celex, eli=eli)
    told = found(acts=(act,), obligations=(attrs.evolve(DUTY, act=celex),))
    assert RemarkCode.ELI_OF_ANOTHER_ACT not in [code for _, code in told]


def test_a_successor_of_its_own_is_another() -> None:
    assert found(**listed(repealed_by="32022L2555", partly_replaced_by="32022L2555")) == []
    assert found(acts=(attrs.evolve(ACT, celex=None),), obligations=(attrs.evolve(DUTY, act=None),)) == []
    split = attrs.evolve(DONE, split_into=("2013/0027A(COD)",), replaced_by="2013/0028(COD)")
    assert found(procedures=(split,)) == []


def test_nothing_of_a_procedure_follows_the_last_publication() -> None:
    package = with_event(DONE, EventKind.PUBLICATION, 2016, 8, 1)
    acts = {"acts": (ACT, attrs.evolve(OTHER, published=date(2016, 8, 1)))}
    assert found(procedures=(DONE,), **acts) == []
    assert found(procedures=(with_event(package, EventKind.TRILOGUE, 2016, 8, 1),), **acts) == []
    undated = with_event(with_event(DONE, EventKind.PUBLICATION), EventKind.TRILOGUE, 2016, 8, 1)
    assert found(procedures=(undated,), **acts) == []
    place = "procedures[0].events[4].on"
    late = with_event(package, EventKind.TRILOGUE, 2016, 8, 2)
    assert found(procedures=(late,), **acts) == [(place, RemarkCode.EVENTS_OUT_OF_ORDER)]
    again = with_event(package, EventKind.SIGNATURE, 2016, 8, 2)
    assert found(procedures=(again,), **acts) == [(place, RemarkCode.EVENTS_OUT_OF_ORDER)]


@pytest.mark.thorough
def test_the_order_in_which_events_are_listed_says_nothing() -> None:
    amended = event(EventKind.PROPOSAL, 2014, 1, 1)
    by_council, by_both = event(EventKind.ADOPTION, 2016, 7, 1), event(EventKind.ADOPTION, 2016, 7, 5)
    for events in permutations((*DONE.events, amended, by_council, by_both)):
        assert found(procedures=(procedure(*events),)) == []
    early = event(EventKind.ADOPTION, 2013, 2, 6)
    for events in permutations((*DONE.events, by_council, early)):
        paths = {path for path, _ in found(procedures=(procedure(*events),))}
        assert paths == {"procedures[0].events"}  # of two adoptions, the earlier one comes before the proposal
    for events in permutations((*DONE.events, event(EventKind.PROPOSAL), event(EventKind.TRILOGUE, 2013, 1, 1))):
        assert found(procedures=(procedure(*events),)) == []  # the first proposal is unknown


def test_a_status_is_early_only_before_what_is_known() -> None:
    records = recorded(su.ComplianceStatus.COMPLETE, 2016, 7, 5)
    place = [("obligations[0].records[0].on", STATUS_BEFORE_ACT)]
    unpublished = attrs.evolve(ACT, published=None)
    unsigned = attrs.evolve(unpublished, signed=None)
    for act in (ACT, unpublished, unsigned):
        assert found(**records, acts=(act,)) == place
    assert found(**records, acts=(attrs.evolve(unsigned, entry_into_force=None),)) == []
    assert found(**recorded(su.ComplianceStatus.COMPLETE, 2016, 7, 6), acts=(unpublished,)) == []
    assert found(**recorded(su.ComplianceStatus.COMMUNICATED, 2016, 7, 19)) == []
    # The number of an act gives its year, even if no day of the act is known.
    before = recorded(su.ComplianceStatus.COMPLETE, 2015, 12, 31)
    undated = attrs.evolve(unsigned, entry_into_force=None)
    assert found(**before, acts=(undated,)) == place
    other = attrs.evolve(DUTY, act=None, records=records["obligations"][0].records)
    assert found(obligations=(other,)) == []  # its act is unknown


def test_nobody_is_early_after_the_deadline_or_without_one() -> None:
    step = su.InfringementStep.REASONED_OPINION
    assert found(**recorded(NOT_COMMUNICATED, 2018, 5, 10, infringement=step)) == []
    early = recorded(NOT_COMMUNICATED, 2018, 5, 9, infringement=step)["obligations"][0]
    assert found(obligations=(attrs.evolve(early, deadlines=()),)) == []
    undated = tuple(attrs.evolve(record, on=None) for record in early.records)
    assert found(obligations=(attrs.evolve(early, records=undated),)) == []
    assert [code for _, code in found(obligations=(early,))] == [
        STATUS_BEFORE_DEADLINE,
        RemarkCode.STEP_BEFORE_DEADLINE,
    ]
    for day in ("2018-05-10", "2018-05", "2018", None):  # in May 2018 it may have been after the 9th
        assert found(**pursued(day)) == []
    (pursued_early,) = pursued("2018-04")["obligations"]
    assert found(obligations=(attrs.evolve(pursued_early, deadlines=()),)) == []


def test_what_is_not_against_anything_gets_no_remark() -> None:
    joint = su.PolicyDocument(kind=su.DocumentKind.JOINT_REPORT, celex="52020JC0018")
    foreign = su.PolicyDocument(kind=su.DocumentKind.REPORT, celex="52020XC0101(01)")
    assert found(documents=(joint, foreign, su.PolicyDocument(celex="52020PC0823"))) == []
    closed = steps((su.InfringementStep.REASONED_OPINION, "2019-02"), (su.InfringementStep.CLOSURE, "2019-02"))
    assert found(**closed) == []
    assert found(**steps((su.InfringementStep.CLOSURE, None), (su.InfringementStep.REASONED_OPINION, "2019-02"))) == []
    assert found(**counted(outstanding=su.StateGroup(count=27))) == []
    adopted = su.Position(institution=COUNCIL, status=su.PositionStatus.ADOPTED)
    assert found(positions=(adopted,), procedures=(attrs.evolve(DONE, events=(*DONE.events, POSITION)),)) == []
    later = attrs.evolve(POSITION, on=date(2021, 1, 1))
    awaited = attrs.evolve(adopted, status=su.PositionStatus.AWAITED)
    assert found(positions=(awaited,), procedures=(procedure(event(EventKind.PROPOSAL, 2013, 2, 7), later),)) == []
    # A national law may be older than the Union, but a partly known date gets a remark only if all its days are odd.
    assert found(**pursued("2019")) == []


@pytest.mark.parametrize(
    "celex", ["32016L0680R(01)", "02014L0042-20140519", "72008L0114FIN_180736", "52020PC0823", "62012CJ0131"]
)
def test_a_number_of_something_else_is_named_at_the_act_and_at_the_obligation(celex: str) -> None:
    acts = (attrs.evolve(ACT, celex=celex, eli=None),)
    told = found(acts=acts, obligations=(attrs.evolve(DUTY, act=celex),))
    assert told == [
        ("acts[0].celex", RemarkCode.KIND_AGAINST_CELEX),
        ("obligations[0].act", RemarkCode.ACT_CANNOT_OBLIGE),
    ]


def test_a_declaration_that_an_initiative_contradicts_is_named() -> None:
    nis = attrs.evolve(su.find(REPORT, "nis"), obligations=())
    report = attrs.evolve(REPORT, initiatives=(nis,), findings=())
    (remark,) = su.check(report)
    assert "has no obligations, although the report declares its obligations complete; add" in remark.explanation
    (remark,) = su.check(attrs.evolve(report, complete=()))
    assert "has no obligations; add" in remark.explanation


def test_the_latest_source_of_a_fact_counts() -> None:
    early = su.Source(id="early", title="Early", published="2020-12-08")
    dated = attrs.evolve(early, id="dated", published="2020-12")
    undated = attrs.evolve(early, id="undated", published=None)
    said = su.Statement(speaker="S", summary="S", on=DAY, sources=("early",))
    for sources, odd in ((("early",), True), (("early", "dated"), False), (("undated",), False)):
        statement = attrs.evolve(said, sources=sources)
        report = attrs.evolve(
            REPORT,
            statements=(statement,),
            sources=(*REPORT.sources, early, dated, undated),
            initiatives=(),
            findings=(),
        )
        assert odd is (RemarkCode.SOURCE_BEFORE_FACT in {remark.code for remark in su.check(report)})


def test_a_step_of_a_case_uses_the_sources_of_the_case() -> None:
    event_ = su.InfringementEvent(step=su.InfringementStep.REASONED_OPINION, on="2021-05")
    case = su.InfringementProcedure(state=PT, events=(event_,), sources=("press-release",))
    (remark,) = found(obligations=(attrs.evolve(DUTY, infringements=(case,)),))
    assert remark == ("obligations[0].infringements[0].events[0].on", RemarkCode.SOURCE_BEFORE_FACT)


CASES = test_what_is_odd_is_remarked_upon_once.pytestmark[0].args[1]


def test_every_code_has_its_case() -> None:
    assert set(RemarkCode) == {case[2] for case in CASES} | {RemarkCode.NO_SOURCE}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.find.__module__.rpartition('.')[2]}.{rule.code}")
def test_without_the_rule_a_case_is_missed(rule: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    changes = [dict(case[0]) for case in CASES if case[2] is rule.code] or [{"sources": ()}]
    before = [found(**change) for change in changes]
    assert all(rule.code in {code for _, code in remarks} for remarks in before)
    owner = import_module(rule.find.__module__)
    for name, rules in list(vars(owner).items()):
        if name.endswith("RULES"):
            monkeypatch.setattr(owner, name, tuple(one for one in rules if one is not rule))
    assert before != [found(**change) for change in changes]


def test_every_code_is_explained_in_the_reference() -> None:
    reference = DOCS / "api" / "queries.md"
    if not reference.exists():
        pytest.skip("the documentation is not there: only the package is installed")
    explained = re.findall(r"^\| `([a-z-]+)` \| (.*) \|$", reference.read_text(encoding="utf-8"), re.MULTILINE)
    assert [code for code, _ in explained] == [code.value for code in RemarkCode]
    sentences = " ".join(reason for _, reason in explained)
    assert all(rule.says in sentences for rule in RULES), "renew the page with: python -m generate"


def test_the_bundled_report_is_odd_where_a_proposal_is_listed_as_adopted_and_nowhere_else() -> None:
    assert [str(remark) for remark in su.check(REPORT)] == [
        (
            "$.initiatives[23].stage: listed as adopted by the Commission, but it is a proposal, not law; "
            "check the kind or the stage"
        )
    ]
