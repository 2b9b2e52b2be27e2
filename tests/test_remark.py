"""What `check` remarks upon, and that it remarks upon nothing else."""

from datetime import date
from typing import Any

import attrs
import pytest

import securityunion as su
from securityunion import EventKind, RemarkCode, Stage

REPORT = su.first_progress_report()
DAY = REPORT.published
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
    id="nis-transposition", initiative="nis", act="32016L1148", duty=su.Duty.TRANSPOSE, deadline=date(2018, 5, 9)
)


def event(kind: EventKind, *day: int) -> su.Event:
    return su.Event(kind=kind, on=date(*day) if day else None)


def procedure(*events: su.Event, known_until: date | None = date(2021, 1, 1)) -> su.Procedure:
    return su.Procedure(reference="2013/0027(COD)", events=events, known_until=known_until)


OPEN = procedure(event(EventKind.PROPOSAL, 2013, 2, 7), event(EventKind.GENERAL_APPROACH, 2014, 1, 1))
DONE = procedure(
    event(EventKind.PROPOSAL, 2013, 2, 7),
    event(EventKind.SIGNATURE, 2016, 7, 6),
    event(EventKind.PUBLICATION, 2016, 7, 19),
)


def found(**changes: Any) -> list[tuple[str, RemarkCode]]:
    nis = attrs.evolve(su.find(REPORT, "nis"), acts=(ACT,), obligations=(DUTY,), procedures=(DONE,), documents=())
    report = attrs.evolve(REPORT, initiatives=(attrs.evolve(nis, **changes),), findings=())
    remarks = su.check(report)
    assert [remark for remark in remarks if not remark.explanation] == []
    return [(remark.path.removeprefix("$.initiatives[0]."), remark.code) for remark in remarks]


def test_an_orderly_report_gets_no_remark() -> None:
    assert found() == []


def test_unknown_days_are_not_remarked_upon() -> None:
    blank = su.LegalAct(kind=su.ActKind.DIRECTIVE, celex="32016L1148")
    undated = procedure(event(EventKind.PROPOSAL), event(EventKind.SIGNATURE), known_until=None)
    assert found(acts=(blank,), procedures=(undated,), obligations=(attrs.evolve(DUTY, deadline=None),)) == []


@pytest.mark.parametrize(
    ("changes", "path", "code"),
    [
        (
            {"kind": su.InitiativeKind.PROPOSAL, "stage": Stage.ADOPTED_BY_COMMISSION},
            "stage",
            RemarkCode.PROPOSAL_FILED_AS_ADOPTED,
        ),
        ({"stage": Stage.UNDER_NEGOTIATION}, "stage", RemarkCode.FILED_AGAINST_PROCEDURE),
        ({"stage": Stage.WITHDRAWN}, "stage", RemarkCode.FILED_AGAINST_PROCEDURE),
        ({"stage": Stage.REJECTED}, "stage", RemarkCode.FILED_AGAINST_PROCEDURE),
        ({"stage": Stage.LAPSED}, "stage", RemarkCode.FILED_AGAINST_PROCEDURE),
        ({"stage": Stage.ADOPTED, "procedures": (OPEN,)}, "stage", RemarkCode.FILED_AGAINST_PROCEDURE),
        (
            {"stage": Stage.TRANSPOSED, "obligations": (attrs.evolve(DUTY, outstanding=su.StateGroup(count=3)),)},
            "stage",
            RemarkCode.FILED_AGAINST_OBLIGATION,
        ),
        (
            {"acts": (attrs.evolve(ACT, ends=date(2019, 1, 1)),), "obligations": ()},
            "stage",
            RemarkCode.FILED_AGAINST_ACT,
        ),
        (
            {
                "stage": Stage.IN_FORCE,
                "acts": (attrs.evolve(ACT, entry_into_force=date(2020, 12, 10), applies_from=None),),
            },
            "stage",
            RemarkCode.FILED_AGAINST_ACT,
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
        ({"obligations": (attrs.evolve(DUTY, act="32016L1149"),)}, "obligations[0].act", RemarkCode.ACT_NOT_LISTED),
        (
            {"obligations": (attrs.evolve(DUTY, deadline=date(2016, 7, 18)),)},
            "obligations[0].deadline",
            RemarkCode.DEADLINE_BEFORE_ACT,
        ),
        (
            {"obligations": (attrs.evolve(DUTY, deadline=DAY),)},
            "obligations[0].deadline",
            RemarkCode.DEADLINE_NOT_PASSED,
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
    nis = attrs.evolve(su.find(REPORT, "nis"), acts=(ACT, OTHER), obligations=(), documents=())
    for changed, expected in (
        (SIGNED_LATE, "signature on 2016-07-07, but what the initiative lists was signed on 2016-07-06 and 2016-07-08"),
        (
            PUBLISHED_LATE,
            "publication on 2016-07-20, but what the initiative lists was published on 2016-07-19 and 2016-07-21",
        ),
    ):
        initiative = attrs.evolve(nis, procedures=(changed,))
        remarks = su.check(attrs.evolve(REPORT, initiatives=(initiative,), findings=()))
        assert [remark.explanation for remark in remarks] == [expected]


@pytest.mark.parametrize("late", [SIGNED_LATE, PUBLISHED_LATE])
def test_an_event_is_not_remarked_upon_where_its_act_may_be_another(late: su.Procedure) -> None:
    same_day = attrs.evolve(OTHER, signed=date(2016, 7, 7), published=date(2016, 7, 20))
    undated = attrs.evolve(OTHER, signed=None, published=None)
    assert found(procedures=(late, DONE)) == []  # the act of one of them is not listed
    assert found(procedures=(late,), acts=(), obligations=()) == []
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


def test_what_is_filed_as_it_stands_is_not_odd() -> None:
    assert found(stage=Stage.ADOPTED) == []
    assert found(stage=Stage.TRANSPOSED) == []


def test_a_fact_without_a_source_is_remarked_upon() -> None:
    assert found(sources=()) == [("sources", RemarkCode.NO_SOURCE)]


def test_a_file_still_open_may_be_filed_as_under_negotiation() -> None:
    assert found(stage=Stage.UNDER_NEGOTIATION, procedures=(OPEN,), obligations=()) == []
    assert found(stage=Stage.UNDER_NEGOTIATION, procedures=(OPEN, DONE), obligations=()) == []


def test_an_initiative_is_against_the_law_only_with_all_its_acts() -> None:
    over = attrs.evolve(ACT, celex="32016L1149", ends=date(2019, 1, 1))
    assert found(acts=(ACT, over)) == []


def test_every_code_has_its_case() -> None:
    marks = test_what_is_odd_is_remarked_upon_once.pytestmark
    assert set(RemarkCode) == {case[2] for case in marks[0].args[1]} | {RemarkCode.NO_SOURCE}


def test_the_bundled_report_is_odd_where_a_proposal_is_filed_as_adopted() -> None:
    remarks = [remark for remark in su.check(REPORT) if remark.code is RemarkCode.PROPOSAL_FILED_AS_ADOPTED]
    assert [str(remark) for remark in remarks] == [
        "$.initiatives[23].stage: a proposal filed as adopted by the Commission: adopted as a proposal, not as law"
    ]
