"""The example service over HTTP: the requests it accepts, the reports it stores and its responses."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from broken import BROKEN, DOCUMENT, TWICE, document_errors
from serving import serve

import securityunion as su

for package in ("fastapi", "fastapi_offline", "sqlalchemy", "uvicorn"):
    pytest.importorskip(package, reason=f"{package} is not installed")

from examples.service.app import make_app  # noqa: E402 - only if they are installed
from examples.service.load import cost_of, questions, server  # noqa: E402 - the same

REPORT = su.first_progress_report()


@pytest.fixture
def client(tmp_path: Path) -> Iterator[httpx.Client]:
    with serve(make_app(f"sqlite:///{tmp_path}/reports.sqlite")) as client:
        yield client


def next_report(**changes: Any) -> bytes:
    document = {
        **json.loads(DOCUMENT),
        "id": "second-progress-report",
        "number": 2,
        "published": "2021-06-23",
        **changes,
    }
    return json.dumps(document).encode()


def test_it_runs_with_one_command_and_answers_with_bounds() -> None:
    with server() as (port, _):
        answer = httpx.get(f"http://127.0.0.1:{port}/outstanding/PT").json()
    assert "at least 0, at most 15" == answer["in_words"]
    assert {"at_least": 0, "at_most": 15} == answer["outstanding"]
    assert ("first-progress-report", "PT") == (answer["report"], answer["state"])


def test_what_is_uploaded_is_kept(client: httpx.Client) -> None:
    uploaded = next_report()
    answer = client.post("/reports", content=uploaded)
    assert (201, {"id": "second-progress-report"}) == (answer.status_code, answer.json())
    stored = client.get(answer.headers["location"])
    assert "application/json" == stored.headers["content-type"]
    assert su.dumps(su.loads(uploaded)) == stored.content
    assert DOCUMENT == client.get("/reports/first-progress-report").content
    assert [
        {"id": "second-progress-report", "published": "2021-06-23"},
        {"id": "first-progress-report", "published": "2020-12-09"},
    ] == client.get("/reports").json()


def test_what_is_stored_is_never_changed(client: httpx.Client) -> None:
    assert 409 == client.post("/reports", content=DOCUMENT).status_code
    assert 409 == client.post("/reports", content=next_report(id="first-progress-report")).status_code
    assert DOCUMENT == client.get("/reports/first-progress-report").content


@pytest.mark.parametrize("path", ["/reports", "/validate"])
@pytest.mark.parametrize("document", [BROKEN, TWICE, b"{", b"\xff", b""])
def test_what_is_not_sound_is_refused_with_all_that_is_wrong(client: httpx.Client, path: str, document: bytes) -> None:
    answer = client.post(path, content=document)
    assert 422 == answer.status_code
    assert document_errors(document) == answer.json()
    assert 1 == len(client.get("/reports").json())


def test_what_is_too_large_is_refused(client: httpx.Client) -> None:
    assert 413 == client.post("/validate", content=b" " * (16 * 2**20 + 1)).status_code


def test_validate_says_what_is_odd_and_stores_nothing(client: httpx.Client) -> None:
    answer = client.post("/validate", content=next_report())
    assert 200 == answer.status_code
    odd = su.check(su.loads(next_report()))
    remarks = [{"path": one.path, "code": one.code, "explanation": one.explanation} for one in odd]
    assert {"id": "second-progress-report", "remarks": remarks} == answer.json()
    assert 1 == len(client.get("/reports").json())


def test_every_member_state_has_its_bounds(client: httpx.Client) -> None:
    for state, bounds in su.outstanding_by_state(REPORT).items():
        answer = client.get(f"/outstanding/{state.eu_code}").json()
        assert (state, str(bounds)) == (answer["state"], answer["in_words"])
        assert bounds == su.Bounds(**answer["outstanding"])
    assert "unknown Member State 'XX'; use a code such as 'PT'" in client.get("/outstanding/XX").json()["detail"]
    detail = client.get("/outstanding/UK").json()["detail"]
    assert "United Kingdom was not a Member State on 2020-12-09; ask for another report" == detail


def test_what_was_overdue_stays_in_three_parts(client: httpx.Client) -> None:
    for query, on in (("", REPORT.published), ("?on=2013-12-18", None), ("?on=2013-12-19", None)):
        answer = client.get(f"/overdue{query}").json()
        found = su.overdue(REPORT, on=on or type(REPORT.published).fromisoformat(answer["on"]))
        for part in ("yes", "unknown", "no"):
            expected: tuple[su.Overdue, ...] = getattr(found, part)
            assert [one.obligation.id for one in expected] == [one["obligation"]["id"] for one in answer[part]]
            assert [one.days for one in expected] == [one["days"] for one in answer[part]]
            assert [list(one.late.unknown) for one in expected] == [one["late"]["unknown"] for one in answer[part]]
            assert [msgspec.to_builtins(one.count) for one in expected] == [one["count"] for one in answer[part]]
    assert 422 == client.get("/overdue?on=yesterday").status_code


def test_search(client: httpx.Client) -> None:
    def found(**query: str) -> list[str]:
        return [one["id"] for one in client.get("/search", params=query).json()["initiatives"]]

    assert ["amld4", "amld5"] == found(text="money laundering")
    assert ["e-evidence", "csam-interim"] == found(stage="under-negotiation", priority="evolving-threats")
    assert [one.id for one in REPORT.initiatives] == found()
    (initiative,) = client.get("/search", params={"text": "network and information systems"}).json()["initiatives"]
    assert su.find(REPORT, "nis") == su.loads_record(msgspec.json.encode(initiative), su.Initiative)
    answer = client.get("/search", params={"priority": "evolving-threat"})
    assert (404, True) == (answer.status_code, "did you mean 'evolving-threats'?" in answer.text)


def test_a_question_goes_to_the_latest_report_or_to_the_one_named(client: httpx.Client) -> None:
    client.post("/reports", content=next_report())
    assert "second-progress-report" == client.get("/outstanding/PT").json()["report"]
    for path in ("/outstanding/PT", "/overdue", "/search"):
        assert "first-progress-report" == client.get(path, params={"report": "first-progress-report"}).json()["report"]
        assert 404 == client.get(path, params={"report": "third"}).status_code
    assert 404 == client.get("/reports/third").status_code


def test_of_many_uploads_at_once_one_is_kept(client: httpx.Client) -> None:
    answers: list[int] = []

    def upload(number: int) -> None:
        answers.append(client.post("/reports", content=next_report(number=number + 2)).status_code)

    threads = [threading.Thread(target=upload, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [201] + [409] * 7 == sorted(answers)


def test_the_page_and_all_that_it_needs_is_served_here(client: httpx.Client) -> None:
    page = client.get("/openapi.json").json()
    schemas = page["components"]["schemas"]
    named = set(json.dumps(page).split('"#/components/schemas/')[1:])
    assert {one.partition('"')[0] for one in named} <= set(schemas)
    assert {"Stage", "ProgressReport", "Obligation", "Bounds", "Problems"} <= set(schemas)
    assert not [name for name in schemas if "__" in name or name.endswith(("-Input", "-Output"))]
    html = client.get("/docs").text
    assert "https://" not in html
    assert 200 == client.get("/static-offline-docs/swagger-ui-bundle.js").status_code


@pytest.mark.thorough
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="what a process has used is read from /proc")
def test_the_load_is_measured() -> None:
    with server() as (port, process):
        for question in questions():
            cost = cost_of(question, port, process, 4)
            assert cost.rate > 0
            assert cost.whole >= 0
            assert cost.library >= 0
