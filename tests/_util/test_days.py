"""Days are recognised under a frozen clock, which puts other classes in place of `date` and `datetime`."""

import datetime as dt
import json
from collections.abc import Iterator

import attrs
import cattrs
import pytest
from freezegun import freeze_time

import securityunion as su
from securityunion._util.days import is_day_type, plain_day

REPORT = su.first_progress_report()
DOCUMENT = {"id": "nis", "initiative": "nis", "duty": "transpose", "deadlines": [{"on": "2018-05-09"}]}
REAL = (type(REPORT.published),)  # a frozen clock replaces the class itself, but not what is in a tuple


@pytest.fixture
def frozen() -> Iterator[None]:
    with freeze_time("2020-12-09"):
        yield


@pytest.mark.usefixtures("frozen")
class TestFrozen:
    def test_a_day_is_kept_as_a_plain_date(self) -> None:
        today = dt.date.today()  # noqa: DTZ011 - of the frozen clock
        assert type(today) is not REAL[0]
        event = su.Event(kind=su.EventKind.PROPOSAL, on=today)
        assert type(event.on) is REAL[0]
        assert event.on == REPORT.published
        assert type(attrs.evolve(event, on=dt.date(2020, 1, 1)).on) is REAL[0]

    def test_a_time_is_still_refused(self) -> None:
        now = dt.datetime.now()  # noqa: DTZ005 - of the frozen clock
        assert plain_day(now) is None
        with pytest.raises(TypeError, match=r"^Event.on: .* pass a date without time"):
            su.Event(kind=su.EventKind.PROPOSAL, on=now)
        with pytest.raises(TypeError, match=r"^on: .* pass a date without time"):
            su.overdue(REPORT, on=now)

    def test_queries_take_the_day(self) -> None:
        answer = su.overdue(REPORT, on=dt.date.today())  # noqa: DTZ011 - of the frozen clock
        assert answer.size == su.Bounds(15, 15)
        assert type(answer.yes[0].on) is REAL[0]
        assert len(su.check(REPORT)) == 1
        assert len(su.member_states(on=dt.date(2020, 1, 31))) == 28

    def test_documents_are_read_and_written(self) -> None:
        obligation = su.loads_record(json.dumps(DOCUMENT), su.Obligation)
        assert type(obligation.deadlines[0].on) is REAL[0]
        assert su.loads(su.dumps(REPORT)) == REPORT
        assert su.loads_yaml(su.dumps_yaml(REPORT)) == REPORT
        converter = cattrs.Converter()
        su.integrations.cattrs.configure_converter(converter)
        assert converter.structure(DOCUMENT, su.Obligation) == obligation

    def test_tables_are_written(self) -> None:
        assert "2018-05-09" in su.table(REPORT, "obligations").to_csv()

    def test_the_class_of_a_frozen_clock_is_that_of_days(self) -> None:
        assert is_day_type(dt.date)
        assert not is_day_type(dt.datetime)
