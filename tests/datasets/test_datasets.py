"""Compare the bundled report with tables that were typed from the two published documents."""

from datetime import date
from typing import Any

import pytest
from as_published import FINDINGS, FOCUS_AREA_KEYWORDS, INITIATIVES, NOTED_POSITIONS, REPORT, STATEMENTS, STRATEGY
from documents import strategy_of

import securityunion as su

report = su.first_progress_report()
titles = {priority.id: priority.title for priority in report.priorities}


def test_every_bundled_report_opens_under_its_id() -> None:
    assert su.reports() == ("first-progress-report",)
    for name in su.reports():
        assert su.open_report(name).id == name
    assert su.first_progress_report() is su.open_report("first-progress-report")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (None, "None is not allowed"),
        (5, "5 is an int"),
        (b"first-progress-report", "b'first-progress-report' is bytes"),
    ],
)
def test_the_id_of_a_report_is_text(wrong: Any, words: str) -> None:
    with pytest.raises(TypeError, match=f"^report: {words}; pass text$"):
        su.open_report(wrong)


def test_initiatives_titles_groups_and_counts() -> None:
    def count(initiative: su.Initiative) -> int | None:
        sizes = [obligation.outstanding.count for obligation in initiative.obligations]
        assert len(sizes) <= 1
        return sizes[0] if sizes else None

    found = [(titles[one.priority], one.stage.value, one.title, count(one)) for one in report.initiatives]
    assert INITIATIVES == found


def test_totals() -> None:
    assert len(report.initiatives) == 41
    stages = [initiative.stage for initiative in report.initiatives]
    adopted, negotiated, pending = (
        su.Stage.ADOPTED_BY_COMMISSION,
        su.Stage.UNDER_NEGOTIATION,
        su.Stage.PENDING_TRANSPOSITION,
    )
    assert [20, 6, 15] == [stages.count(stage) for stage in (adopted, negotiated, pending)]
    duties = su.obligations(report)
    assert su.Bounds(145, 145) == su.Bounds.total(duty.outstanding_size for duty in duties)
    assert {su.Duty.TRANSPOSE} == {duty.duty for duty in duties}


def test_no_member_state_is_named() -> None:
    for duty in su.obligations(report):
        group = duty.outstanding
        assert ((), (), None) == (group.named, group.excluded, group.scope)
        assert duty.records == ()


def test_positions_stand_where_they_are_noted() -> None:
    noted = [one for one in report.initiatives if one.positions]
    assert NOTED_POSITIONS == [one.title for one in noted]
    for one in noted:
        found = [(position.institution.value, position.status.value) for position in one.positions]
        assert found == [("council", "adopted"), ("european-parliament", "awaited")]


def test_strategy_and_priorities() -> None:
    strategy = strategy_of(report)
    assert strategy.title == STRATEGY["title"]
    assert strategy.adopted == STRATEGY["adopted"]
    assert (strategy.period.start, strategy.period.end) == (STRATEGY["period_start"], STRATEGY["period_end"])
    (link,) = strategy.links
    assert (link.relation, link.title) == (su.StrategyRelation.BUILDS_ON, STRATEGY["builds_on"])
    assert strategy.summary is not None
    assert list(FOCUS_AREA_KEYWORDS) == list(titles.values())
    for priority in strategy.priorities:
        areas = " / ".join(priority.focus_areas).casefold()
        assert [keyword for keyword in FOCUS_AREA_KEYWORDS[priority.title] if keyword not in areas] == []


def test_day_and_period() -> None:
    assert report.published == REPORT["published"] == date(2020, 12, 9)
    assert (report.covers.start, report.covers.end) == (REPORT["covers_start"], REPORT["covers_end"])
    assert str(REPORT["title"]) in report.title
    assert report.number == 1


def test_three_statements() -> None:
    assert [row[:2] for row in STATEMENTS] == [(one.speaker, one.office) for one in report.statements]
    for one, (_, _, words) in zip(report.statements, STATEMENTS, strict=True):
        assert any(word in one.summary.casefold() for word in words)
    assert [one.on for one in report.statements] == [None, date(2020, 12, 9), date(2020, 12, 9)]


@pytest.mark.parametrize("row", FINDINGS, ids=lambda row: row["about"][0])
def test_every_finding_of_the_press_release_is_there(row: dict[str, Any]) -> None:
    matches = [
        finding
        for finding in report.findings
        if finding.kind.value == row["kind"]
        and (titles[finding.priority] if finding.priority else None)
        == (row["priority_title"] and row["priority_title"].replace("ecosystem", "eco-system"))
        and {addressee.value for addressee in finding.addressees} == set(row["addressees"])
        and {actor.value for actor in finding.acted_by} == set(row.get("acted_by") or ())
        and finding.due == row["due"]
        and any(word in finding.summary.casefold() for word in row["about"])
    ]
    assert len(matches) >= 1


def test_and_no_others() -> None:
    assert len(FINDINGS) == len(report.findings) == 23


def test_every_fact_names_its_source() -> None:
    facts: list[Any] = [*report.initiatives, *report.findings, *report.statements, *report.priorities]
    for initiative in report.initiatives:
        facts += (*initiative.documents, *initiative.acts, *initiative.positions, *initiative.obligations)
        facts += initiative.procedures
        facts += (event for procedure in initiative.procedures for event in procedure.events)
    assert len(facts) > 300
    assert [fact for fact in facts if not fact.sources] == []


def test_every_source_is_used() -> None:
    document = su.dumps(report).decode()
    for source in report.sources:
        assert document.count(f'"{source.id}"') > 1


def test_pending_directives_carry_their_celex_number() -> None:
    for initiative in su.initiatives(report, stage=su.Stage.PENDING_TRANSPOSITION):
        (obligation,) = initiative.obligations
        assert obligation.act == initiative.acts[0].celex
        assert initiative.acts[0].kind in {su.ActKind.DIRECTIVE, su.ActKind.IMPLEMENTING_DIRECTIVE}
        assert su.find(report, str(obligation.act)) is initiative


def test_the_child_abuse_directive_is_2011_93() -> None:
    # The number was once printed as 2011/92, which is the directive on environmental impact assessment.
    assert su.find(report, "csa-directive").acts[0].celex == "32011L0093"
