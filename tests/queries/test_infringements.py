"""`securityunion.queries.infringements`: infringement procedures of a report."""

from datetime import date, datetime

import attrs
import pytest

import securityunion as su

REPORT = su.first_progress_report()


def test_all_of_them_in_the_order_of_the_report() -> None:
    found = su.infringements(REPORT)
    assert ["BE", "BG", "IE", "LU", "SI"] == [one.procedure.state.eu_code for one in found]
    assert ["attacks-is"] == sorted({one.initiative.id for one in found if one.procedure.state is su.MemberState.BE})
    assert all(one.procedure in one.obligation.infringements for one in found)
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
