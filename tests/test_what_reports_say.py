"""What later reports, press releases and strategies say is written down, read back and asked."""

from datetime import date
from typing import Any

import attrs
import pytest
from documents import strategy_of

import securityunion as su
from securityunion import MemberState

FIRST = su.first_progress_report()
SOURCE = su.Source(id="made-up", title="What a later report says, in words of our own")


def reported(**fields: Any) -> su.ProgressReport:
    """Return a later report that says only this, after it has been written and read in each format."""
    values: dict[str, Any] = {
        "document": None,
        "strategy": attrs.evolve(strategy_of(FIRST), **SILENT),
        "id": "later",
        "title": "A later report",
        "published": date(2022, 5, 25),
        "sources": (SOURCE,),
        "default_sources": ("made-up",),
        "initiatives": (),
        "findings": (),
        "statements": (),
        "complete": (),
    }
    report = attrs.evolve(FIRST, **(values | fields))
    assert report == su.loads(su.dumps(report)) == su.loads_yaml(su.dumps_yaml(report))
    return report


SILENT: dict[str, Any] = {
    "sources": (),
    "document": None,
    "links": (),
    "priorities": tuple(attrs.evolve(one, sources=()) for one in FIRST.priorities),
}


def initiative(name: str, **fields: Any) -> su.Initiative:
    values: dict[str, Any] = {
        "priority": "evolving-threats",
        "kind": su.InitiativeKind.PROPOSAL,
        "stage": su.Stage.PLANNED,
        "title": name.capitalize(),
    }
    return su.Initiative(id=name, **(values | fields))


@pytest.mark.parametrize(
    ("group", "size"),
    [
        (su.StateGroup(words="nearly all"), su.Bounds(0)),
        (su.StateGroup(at_least=5), su.Bounds(5)),
        (su.StateGroup(named=(MemberState.PT,), words="a number of Member States"), su.Bounds(1)),
    ],
)
def test_some_member_states_without_a_number(group: su.StateGroup, size: su.Bounds) -> None:
    nis = attrs.evolve(su.find(FIRST, "nis").obligations[0], outstanding=group, law_sources=(), sources=())
    report = reported(
        initiatives=(initiative("nis", obligations=(nis,), stage=su.Stage.IN_FORCE, kind=su.InitiativeKind.ACT),)
    )
    # The act binds 28 Member States, so its obligation cannot be outstanding in more.
    assert size.at_least == su.most_outstanding(report)[0].outstanding.at_least
    assert su.Truth.UNKNOWN is su.obligations(report)[0].outstanding_in("FR")


def test_a_planned_action_is_due_in_a_quarter_and_moves_in_the_next_report() -> None:
    start = [
        reported(initiatives=(initiative("ees", kind=su.InitiativeKind.IT_SYSTEM, due=due),))
        for due in ("2022", "2025-Q4")
    ]
    assert [(date(2022, 1, 1), date(2022, 12, 31)), (date(2025, 10, 1), date(2025, 12, 31))] == [
        (su.first_day(due), su.last_day(due)) for one in start if (due := su.find(one, "ees").due) is not None
    ]


def test_stages_that_are_not_those_of_law() -> None:
    stages = (su.Stage.ONGOING, su.Stage.COMPLETED, su.Stage.AGREED, su.Stage.WITHDRAWAL_ANNOUNCED)
    report = reported(initiatives=tuple(initiative(stage.value, stage=stage) for stage in stages))
    assert [(stage.value,) for stage in stages] == [
        tuple(one.id for one in su.initiatives(report, stage=stage)) for stage in stages
    ]
    # What is agreed or about to be withdrawn still awaits positions; what is not legislation does not.
    assert {"agreed", "withdrawal-announced"} == {one.id for one in su.awaiting(report, "council").unknown}


def test_a_package_that_becomes_three_files() -> None:
    package = initiative("police-package", kind=su.InitiativeKind.PACKAGE)
    files = tuple(
        initiative(name, formerly=("police-package",), part_of="police-package") for name in ("prum-ii", "cooperation")
    )
    report = reported(initiatives=(package, *files))
    assert {"police-package"} == {one.part_of for one in files} == {former for one in files for former in one.formerly}
    with pytest.raises(su.RecordError, match=r"'police-package' is a part of itself; remove the link"):
        attrs.evolve(report, initiatives=(attrs.evolve(package, part_of="prum-ii"), *files))


def test_letters_to_some_of_23_member_states_and_opinions_to_nine() -> None:
    letters = su.Decision(
        id="letters",
        step=su.InfringementStep.LETTER_OF_FORMAL_NOTICE,
        on="2022-01-27",
        states=su.StateGroup(named=(MemberState.PT,), count=23),
    )
    opinions = su.Decision(
        id="opinions", step=su.InfringementStep.REASONED_OPINION, on="2022-07", states=su.StateGroup(count=9)
    )
    report = reported(decisions=(letters, opinions))
    answer = su.decisions(report, state="PT")
    assert ((letters,), (opinions,), ()) == (answer.yes, answer.unknown, answer.no)
    assert ["PT"] == [one.procedure.state.value for one in su.infringements(report)]


def test_a_member_state_that_failed_to_notify_full_transposition() -> None:
    record = su.ComplianceRecord(state=MemberState.PT, status=su.ComplianceStatus.NOT_FULLY_COMMUNICATED)
    claims = tuple(
        su.ComplianceRecord(state=state, status=status)
        for state, status in (
            (MemberState.ES, su.ComplianceStatus.MEASURES_NOTIFIED),
            (MemberState.FR, su.ComplianceStatus.DECLARED_COMPLETE),
        )
    )
    duty = su.Obligation(id="o", initiative="nis", duty=su.Duty.TRANSPOSE, records=(record, *claims))
    report = reported(initiatives=(initiative("nis", obligations=(duty,)),))
    truths = su.obligations(report)[0].outstanding_among(("PT", "ES", "FR"))
    assert [su.Truth.YES, su.Truth.UNKNOWN, su.Truth.UNKNOWN] == list(truths.values())


def test_findings_name_member_states_bodies_and_dates() -> None:
    finding = su.Finding(
        id="x",
        kind=su.FindingKind.ACTION_NEEDED,
        summary="Connect to the network.",
        states=su.StateGroup(named=(MemberState.GR, MemberState.MT), count=2),
        acted_by=(su.Actor.EUROPOL, su.Actor.EU_LISA),
        addressees=(su.Actor.EU_INTERNET_FORUM,),
        due="2022-H2",
    )
    report = reported(findings=(finding,))
    assert (finding,) == su.findings(report, acted_by="europol") == su.findings(report, addressee="eu-internet-forum")
    assert () == su.findings(report, acted_by="frontex")
    assert (MemberState.GR, MemberState.MT) == finding.states.members


def test_the_report_has_its_own_document_and_the_strategy_replaces_another() -> None:
    document = su.PolicyDocument(reference="COM(2022) 252 final", celex="52022DC0252")
    link = su.StrategyLink(relation=su.StrategyRelation.REPLACES, id="security-union-strategy-2020-2025")
    strategy = attrs.evolve(strategy_of(FIRST), **{**SILENT, "id": "protect-eu", "links": (link,)})
    report = reported(document=document, strategy=strategy)
    assert ("52022DC0252", (link,)) == (report.document and report.document.celex, strategy_of(report).links)
    assert "Replaces" in strategy_of(report)._repr_html_()


def test_a_duty_to_designate_can_be_undone_and_a_note_says_what_fits_nowhere() -> None:
    duty = su.Obligation(
        id="o",
        initiative="nis",
        duty=su.Duty.DESIGNATE,
        deadlines=(su.Deadline(on=date(2018, 5, 9)),),
        outstanding=su.StateGroup.exactly((MemberState.PT,)),
        note="The report calls the authority a hub.",
    )
    report = reported(initiatives=(initiative("nis", obligations=(duty,)),))
    (on_the_day,) = su.overdue(report, on=report.published).yes
    assert (MemberState.PT,) == on_the_day.late.yes
    # Before the report, the Member State may have designated an authority that it gave up later.
    assert () == su.overdue(report, on=date(2020, 1, 1)).yes
    assert "The report calls the authority a hub." in duty._repr_html_()


def test_no_record_repeats_the_source_of_all() -> None:
    report = reported(initiatives=(initiative("nis"),))
    assert () == su.check(report)
    (row,) = su.table(report, "initiatives")
    assert ("made-up",) == row.sources


def test_a_package_of_decisions_is_about_no_strategy() -> None:
    decision = su.Decision(id="closed", step=su.InfringementStep.CLOSURE, states=su.StateGroup(count=3))
    report = reported(strategy=None, decisions=(decision,))
    assert ((), {}) == (report.priorities, su.stage_counts(report))
    assert "0 priorities, 0 initiatives" in repr(report)
    assert "2022-05-25, covering" in report._repr_html_()
    assert (decision,) == su.decisions(report, step="closure")
    assert ((), ()) == (su.initiatives(report), su.check(report))
    with pytest.raises(su.NotFoundError, match=r"^unknown priority 'evolving-threats'; add it first"):
        su.initiatives(report, priority="evolving-threats")
    with pytest.raises(su.NotFoundError, match=r"^unknown initiative '52020DC0605'; add it first"):
        su.find(report, "52020DC0605")
    # An initiative needs a priority, and so a strategy.
    with pytest.raises(su.RecordError, match=r"unknown priority 'evolving-threats'; add it first"):
        attrs.evolve(report, initiatives=(initiative("nis"),))
