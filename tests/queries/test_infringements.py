"""`securityunion.queries.infringements`: infringement procedures of a report."""

from datetime import date, datetime
from typing import Any

import attrs
import pytest

import securityunion as su

REPORT = su.first_progress_report()


def test_all_of_them_in_the_order_of_the_report() -> None:
    found = su.infringements(REPORT)
    assert ["BE", "BG", "IE", "LU", "SI"] == [one.procedure.state.eu_code for one in found]
    belgium = {one.initiative for one in found if one.procedure.state is su.MemberState.BE}
    assert {su.find(REPORT, "attacks-is")} == belgium
    assert all(one.obligation is not None and one.procedure in one.obligation.infringements for one in found)
    sources = {"eurosmart-2016-12", "ieu-monitoring-2019-69", "statewatch-pnr-2018-07", "eubusiness-2020-12"}
    assert sources | {"checkvisanews-2020-12"} == {source for one in found for source in one.procedure.sources}


def test_those_of_a_member_state_by_its_code() -> None:
    assert () == su.infringements(REPORT, state="EL")
    with pytest.raises(ValueError, match=r"^unknown Member State 'XX'; use a code"):
        su.infringements(REPORT, state="XX")


def test_those_open_on_a_day() -> None:
    nobody_knows = su.infringements(REPORT, open_on=REPORT.published)
    # The case against Luxembourg went on in 2022 and 2023, so it was open in between.
    assert (1, 4, 0) == tuple(map(len, (nobody_knows.yes, nobody_knows.unknown, nobody_knows.no)))
    assert nobody_knows.more
    alarm = su.find(REPORT, "alarm-weapons")
    (luxembourg,) = alarm.obligations[0].infringements
    in_full = attrs.evolve(luxembourg, known_until=date(2023, 2, 15))
    closed = attrs.evolve(in_full, events=(su.InfringementEvent(step=su.InfringementStep.CLOSURE, on="2020-10"),))
    letter = attrs.evolve(luxembourg, case=None, events=luxembourg.events[:1])
    obligation = attrs.evolve(alarm.obligations[0], infringements=(letter, in_full, closed))
    report = attrs.evolve(REPORT, initiatives=(attrs.evolve(alarm, obligations=(obligation,)),), findings=())
    answer = su.infringements(report, state="LU", open_on=REPORT.published)
    found = [tuple(one.procedure for one in part) for part in (answer.yes, answer.unknown, answer.no)]
    assert [(in_full,), (letter,), (closed,)] == found


def test_a_day_is_a_plain_date() -> None:
    with pytest.raises(TypeError, match=r"^on: a datetime is not allowed; pass a date"):
        su.infringements(REPORT, open_on=datetime(2020, 12, 9))  # noqa: DTZ001


# Decisions at the level of a report.

LETTER, OPINION = su.InfringementStep.LETTER_OF_FORMAL_NOTICE, su.InfringementStep.REASONED_OPINION
CY, HU, LU, NL = (su.MemberState(code) for code in ("CY", "HU", "LU", "NL"))
ABOUT = "alarm-weapons-transposition"


def decision(step: su.InfringementStep = LETTER, *named: su.MemberState, **fields: Any) -> su.Decision:
    states = su.StateGroup(named=named, count=fields.pop("count", None))
    return su.Decision(**{"id": "d", "step": step, "states": states, "obligations": (ABOUT,), **fields})


def told(*decisions: su.Decision) -> list[tuple[str, str | None, tuple[tuple[str, str | None], ...]]]:
    """Return the procedures about the obligation, and those about none: State, case and steps."""
    alarm = su.find(REPORT, "alarm-weapons")
    numbered = tuple(attrs.evolve(one, id=f"d-{number}") for number, one in enumerate(decisions))
    report = attrs.evolve(REPORT, initiatives=(alarm,), findings=(), decisions=numbered)
    return [
        (
            one.procedure.state.value,
            one.procedure.case,
            tuple((event.step.value, event.on) for event in one.procedure.events),
        )
        for one in su.infringements(report)
    ]


ALARM = told()


def test_the_obligation_has_one_recorded_procedure() -> None:
    (one,) = ALARM
    steps = ["letter-of-formal-notice", "2020-05", "reasoned-opinion", "2022-02", "referral-to-the-court", "2023-02-15"]
    assert ("LU", None, tuple(zip(steps[::2], steps[1::2], strict=True))) == one


def test_a_decision_makes_a_procedure_against_each_member_state_that_it_names() -> None:
    new = told(decision(LETTER, CY, HU, on="2020-02-12"))
    step = (("letter-of-formal-notice", "2020-02-12"),)
    assert [*ALARM, ("CY", None, step), ("HU", None, step)] == new


def test_a_decision_that_only_counts_makes_none() -> None:
    assert ALARM == told(decision(LETTER, count=8, on="2020-02-12"))
    everybody = su.StateGroup(count=2, scope=(CY, HU))
    assert ["LU", "CY", "HU"] == [one[0] for one in told(attrs.evolve(decision(), states=everybody))]


def test_a_letter_told_twice_is_one() -> None:
    for on in ("2020-05", "2020-05-14", "2020", None):
        assert ALARM == told(decision(LETTER, LU, on=on))
    twice = (decision(LETTER, CY, on="2020-02-12"), decision(LETTER, CY, on="2020-02", case="INFR(2020)0001"))
    assert [*ALARM, ("CY", None, (("letter-of-formal-notice", "2020-02-12"),))] == told(*twice)


def test_a_further_step_is_added_to_the_procedure_with_the_case_number() -> None:
    case = "INFR(2020)0001"
    both = told(decision(LETTER, CY, on="2020-02-12", case=case), decision(OPINION, CY, on="2020-10-30", case=case))
    steps = (("letter-of-formal-notice", "2020-02-12"), ("reasoned-opinion", "2020-10-30"))
    assert [*ALARM, ("CY", case, steps)] == both


def test_what_may_be_another_case_is_a_procedure_of_its_own() -> None:
    assert [None, None] == [one[1] for one in told(decision(OPINION, LU, on="2024-01"))]
    assert [None, "INFR(2024)0001"] == [
        one[1] for one in told(decision(LETTER, LU, on="2024-02", case="INFR(2024)0001"))
    ]
    cases = (decision(LETTER, CY, on="2024-02", case=f"INFR(2024)000{number}") for number in (1, 2))
    assert ["LU", "CY", "CY"] == [one[0] for one in told(*cases)]
    # A closure without a case number may close another case, so it closes nothing for certain.
    closed = decision(su.InfringementStep.CLOSURE, LU, on="2024-01")
    report = attrs.evolve(REPORT, decisions=(closed,))
    answer = su.infringements(report, state="LU", open_on=date(2024, 6, 1))
    assert [None, None] == [one.procedure.case for one in (*answer.unknown, *answer.no)]
    assert 1 == len(answer.unknown)


def test_a_decision_about_no_known_obligation_has_its_place() -> None:
    silent = decision(LETTER, CY, on="2020-02-12", obligations=())
    report = attrs.evolve(REPORT, decisions=(silent,))
    found = su.infringements(report, state="CY")
    assert [(None, None, "CY")] == [(one.initiative, one.obligation, one.procedure.state.value) for one in found]
    assert "<Infringement CY, case number unknown: obligation unknown>" == repr(found[0])
    assert (1, 0) == tuple(map(len, (su.infringements(report, state="CY", open_on=date(2020, 2, 12)).yes, ())))
    assert "unknown" in found._repr_html_()  # type: ignore[attr-defined]
    row = [one for one in su.table(report, "infringements") if one.state == "CY"]
    assert [(None, None, "letter-of-formal-notice")] == [(one.initiative, one.obligation, one.step) for one in row]


def test_a_date_that_stands_for_a_missing_one_may_be_any_day() -> None:
    assert ALARM == told(decision(LETTER, LU, on="1001-01-01"))


def test_which_decisions_concern_a_member_state() -> None:
    letters = decision(LETTER, CY, HU, on="2020-02-12", count=8, id="letters")
    opinions = decision(OPINION, NL, on="2020-10-30", count=1, id="opinions", obligations=())
    report = attrs.evolve(REPORT, decisions=(letters, opinions))
    assert (letters, opinions) == su.decisions(report)
    assert (opinions,) == su.decisions(report, step="reasoned-opinion")
    assert (letters,) == su.decisions(report, obligation=ABOUT)
    answer = su.decisions(report, state="CY")
    assert ((letters,), (), (opinions,), True) == (answer.yes, answer.unknown, answer.no, answer.more)
    answer = su.decisions(report, state="NL", step=LETTER)
    assert ((), (letters,), ()) == (answer.yes, answer.unknown, answer.no)
    whole = attrs.evolve(report, complete=(*report.complete, su.Part.DECISIONS))
    assert not su.decisions(whole, state="CY").more
    with pytest.raises(su.NotFoundError, match=r"^unknown obligation 'alarm'"):
        su.decisions(report, obligation="alarm")
    with pytest.raises(su.NotFoundError, match=r"^unknown infringement step 'letter'"):
        su.decisions(report, step="letter")
    with pytest.raises(TypeError, match=r"^obligation: "):
        su.decisions(report, obligation=5)  # type: ignore[call-overload]


def test_decisions_are_shown_and_in_a_table() -> None:
    letters = decision(LETTER, CY, HU, on="2020-02-12", count=8, id="letters", title="July package")
    report = attrs.evolve(REPORT, decisions=(letters,), default_sources=("press-release",))
    assert "<summary>1 decision</summary>" in report._repr_html_()
    assert "8; named: CY, HU" in report._repr_html_()
    (row,) = su.table(report, "decisions")
    assert ("letters", "letter-of-formal-notice", "2020-02-12", date(2020, 2, 12)) == row[1:5]
    assert (("CY", "HU"), 8, 8, None, (ABOUT,), None, "July package") == row[6:13]
    assert ("press-release",) == row.sources
    assert su.loads(su.dumps(report)) == report == su.loads_yaml(su.dumps_yaml(report))
