"""`loads_record` reads a single record as strictly as `loads` reads a report."""

from typing import Any

import msgspec
import pytest

import securityunion as su
from securityunion._records.fields import records

REPORT = su.first_progress_report()


def problems(document: Any, record: type[Any], **limits: int) -> list[tuple[str, str]]:
    with pytest.raises(su.DocumentError) as caught:
        su.loads_record(document, record, limits=su.Limits(**limits))
    return [(one.path, one.code.value) for one in caught.value.problems]


def test_every_record_of_the_report_can_be_read_alone() -> None:
    for one in (REPORT, REPORT.strategy, *REPORT.initiatives, *su.obligations(REPORT), *REPORT.findings):
        written = msgspec.json.encode(one)
        assert one == su.loads_record(written, type(one))
        assert one == su.loads_record(written.decode(), type(one))


@pytest.mark.parametrize("record", records(su.ProgressReport))
def test_every_record_is_strict(record: type[Any]) -> None:
    found = problems('{"no_such_key": 1, "no_such_key": 2}', record)
    assert {("$.no_such_key", "duplicate-key"), ("$.no_such_key", "unknown-key")} <= set(found)
    assert [("$", "wrong-type")] == problems("[]", record)
    assert [("$", "not-json")] == problems("{", record)


def test_keys_that_come_twice_inside() -> None:
    document = '{"id": "x", "initiative": "x", "duty": "apply", "bound": {"count": 3, "count": 4}}'
    assert [("$.bound.count", "duplicate-key")] == problems(document, su.Obligation)


def test_ids_that_lead_out_of_the_record_are_let_pass() -> None:
    found = su.loads_record('{"id": "x", "initiative": "elsewhere", "duty": "apply"}', su.Obligation)
    assert "elsewhere" == found.initiative


def test_limits_hold() -> None:
    document = '{"start": "2020", "end": "2021"}'
    assert [("$", "too-large")] == problems(document, su.Period, size=len(document) - 1)
    assert [("$", "too-many-nodes")] == problems(document, su.Period, nodes=2)
    assert [("$", "too-deep")] == problems('{"start": ["2020"]}', su.Period, depth=1)
    assert [("$.start", "too-long")] == problems('{"start": "2020-01"}', su.Period, text=6)


@pytest.mark.parametrize("record", [str, dict, su.Bounds, su.Stage, object()])
def test_what_is_no_record_is_refused(record: Any) -> None:
    with pytest.raises(TypeError, match=r"is not the class of a record; pass a class such as Obligation$"):
        su.loads_record("{}", record)
