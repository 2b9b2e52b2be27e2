"""A report unlike the first report: five themes, named Member States, partial groups and an empty priority."""

from datetime import date

import attrs
import pytest

import securityunion as su

REPORT = su.first_progress_report()

SOURCES = (su.Source(id="made-up", title="A report made up for this test"),)
AT, BE, BG, PT = su.MemberState.AT, su.MemberState.BE, su.MemberState.BG, su.MemberState.PT


def made_up() -> su.ProgressReport:
    themes = ("cyber", "terrorism", "crime", "borders", "hybrid")
    strategy = su.Strategy(
        id="protect",
        title="A strategy of five themes",
        priorities=tuple(su.Priority(id=theme, title=theme.title()) for theme in themes),
    )
    late = su.Obligation(
        id="cer-transposition",
        initiative="cer",
        act="32022L2557",
        duty=su.Duty.TRANSPOSE,
        deadlines=(su.Deadline(on=date(2024, 10, 17)),),
        bound=su.StateGroup.exactly(su.member_states(on=date(2025, 1, 1))),
        outstanding=su.StateGroup(named=(AT, BE), excluded=(PT,), count=24),
        records=(
            su.ComplianceRecord(state=BE, status=su.ComplianceStatus.NOT_COMMUNICATED, case="INFR(2024)0240"),
            su.ComplianceRecord(state=BG, status=su.ComplianceStatus.COMPLETE),
        ),
    )
    unknown = su.Obligation(id="cer-strategy", initiative="cer", duty=su.Duty.NOTIFY)
    return su.ProgressReport(
        id="made-up-2025",
        number=8,
        title="A report made up for this test",
        published=date(2025, 1, 1),
        complete=(su.Part.INITIATIVES, su.Part.OBLIGATIONS),
        strategy=strategy,
        initiatives=(
            su.Initiative(
                id="cer",
                title="Resilience of critical entities",
                priority="cyber",
                kind=su.InitiativeKind.ACT,
                stage=su.Stage.IN_FORCE,
                acts=(su.LegalAct(celex="32022L2557", kind=su.ActKind.DIRECTIVE),),
                obligations=(late, unknown),
            ),
            su.Initiative(
                id="withdrawn-file",
                title="A file that was withdrawn",
                priority="crime",
                kind=su.InitiativeKind.PROPOSAL,
                stage=su.Stage.WITHDRAWN,
            ),
        ),
        findings=(
            su.Finding(
                id="do-it", kind=su.FindingKind.ACTION_NEEDED, summary="Do it.", priority="hybrid", initiatives=("cer",)
            ),
        ),
        sources=SOURCES,
    )


def test_it_is_written_and_read() -> None:
    report = made_up()
    assert report == su.loads(su.dumps(report))
    assert report == su.loads(su.dumps(report, indent=2).decode())
    assert repr(report) == "<ProgressReport 8, 2025-01-01: 5 priorities, 2 initiatives, 2 obligations>"


def test_it_is_queried() -> None:
    report = made_up()
    assert su.find(report, "32022L2557").id == "cer"
    assert su.stage_counts(report)["borders"] == {
        su.Stage.IN_FORCE: su.Bounds(0, 0),
        su.Stage.WITHDRAWN: su.Bounds(0, 0),
    }
    by_state = su.outstanding_by_state(report)
    assert [su.Bounds(1, 2), su.Bounds(0, 1), su.Bounds(0, 1)] == [by_state[state] for state in (AT, PT, BG)]
    # Of 27 bound States, 2 are done and 2 are named. The count is 24, so 1 of the other 23 is done, but unknown.
    assert by_state[su.MemberState.SI] == su.Bounds(0, 2)
    answer = su.obligations(report, state="AT", duty=su.Duty.TRANSPOSE)
    assert [obligation.id for obligation in answer.yes] == ["cer-transposition"]
    assert [gap.outstanding for gap in su.most_outstanding(report)] == [su.Bounds(24, 24), su.Bounds(0, None)]
    assert su.awaiting(report, su.Institution.COUNCIL) == su.Answer()
    assert [finding.id for finding in su.findings(report, priority="hybrid")] == ["do-it"]


@pytest.mark.parametrize(
    ("changes", "path", "message"),
    [
        (
            {"sources": SOURCES * 2},
            "$.sources[1].id",
            "the source at $.sources[0].id has the id 'made-up' too; give each record its own id",
        ),
        (
            {"statements": (su.Statement(speaker="A", summary="B", sources=("made-upp",)),)},
            "$.statements[0].sources[0]",
            "unknown source 'made-upp'; did you mean 'made-up'?",
        ),
        (
            {"initiatives": ()},
            "$.findings[0].initiatives[0]",
            "unknown initiative 'cer'; add it first",
        ),
        ({"number": 0}, "$.number", "0 is out of range; use 1 to 9999"),
        (
            {"schema": "securityunion/2"},
            "$.schema",
            "'securityunion/2' is not the schema version of this release; write it like 'securityunion/1'",
        ),
    ],
)
def test_a_report_refuses_what_does_not_hold_together(changes: dict[str, object], path: str, message: str) -> None:
    with pytest.raises(su.RecordError) as caught:
        attrs.evolve(made_up(), **changes)  # type: ignore[arg-type]
    assert [(path, message)] == [(problem.path, problem.message) for problem in caught.value.problems]


def test_ids_of_different_kinds_may_be_alike() -> None:
    report = made_up()
    finding = attrs.evolve(report.findings[0], id="cer")
    assert attrs.evolve(report, findings=(finding,)).findings[0].id == "cer"


def test_a_number_may_be_unknown() -> None:
    assert repr(attrs.evolve(made_up(), number=None)).startswith("<ProgressReport without number, 2025-01-01: ")


def test_a_part_is_declared_complete_once() -> None:
    twice = (su.Part.OBLIGATIONS, su.Part.OBLIGATIONS)
    with pytest.raises(su.RecordError, match=r"complete\[1\]: obligations is listed twice; list each part once"):
        attrs.evolve(made_up(), complete=twice)


def chain(*wholes: int | None) -> tuple[su.Initiative, ...]:
    """Return initiatives, of which each is a part of the one whose number is given."""
    era = attrs.evolve(su.find(REPORT, "era"), sources=())
    return tuple(
        attrs.evolve(era, id=f"i-{number}", part_of=None if whole is None else f"i-{whole}")
        for number, whole in enumerate(wholes)
    )


@pytest.mark.parametrize(
    ("wholes", "wrong"), [((0,), [0]), ((1, 2, 0, 0, 3), [0, 1, 2]), ((1, 0, 3, 2, None), [0, 1, 2, 3])]
)
def test_the_parts_in_a_circle_are_named_and_no_others(wholes: tuple[int | None, ...], wrong: list[int]) -> None:
    with pytest.raises(su.RecordError) as caught:
        attrs.evolve(REPORT, initiatives=chain(*wholes), findings=(), statements=())
    assert [f"$.initiatives[{number}].part_of" for number in wrong] == [one.path for one in caught.value.problems]


def test_a_long_chain_of_parts_is_no_circle() -> None:
    for wholes in ((None, 0, 1, 1), (2, None, 1)):
        attrs.evolve(REPORT, initiatives=chain(*wholes), findings=(), statements=())
    initiatives = chain(None, *range(20_000))
    assert 20_001 == len(attrs.evolve(REPORT, initiatives=initiatives, findings=(), statements=()).initiatives)
