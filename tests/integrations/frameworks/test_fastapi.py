"""Run the FastAPI recipes of the documentation in uvicorn."""

import pytest
from broken import BROKEN, DOCUMENT, PATHS, TWICE, document_errors
from serving import recipe, serve

import securityunion as su
from securityunion._records.fields import records, shapes
from securityunion.integrations.pydantic import location

pytest.importorskip("fastapi", reason="FastAPI is not installed")
pytest.importorskip("uvicorn", reason="uvicorn is not installed")

JSON = {"content-type": "application/json"}


def test_ten_lines_serve_and_accept_the_bundled_report() -> None:
    with serve(recipe("FastAPI").app) as client:
        answer = client.get("/report")
        assert 200 == answer.status_code
        assert su.first_progress_report() == su.loads(answer.content)
        answer = client.post("/report", content=DOCUMENT, headers=JSON)
        assert 200 == answer.status_code
        assert su.first_progress_report() == su.loads(answer.content)


def test_a_body_broken_in_five_places_is_one_answer_with_five_paths() -> None:
    expected = document_errors(BROKEN)["problems"]
    with serve(recipe("FastAPI").app) as client:
        answer = client.post("/report", content=BROKEN, headers=JSON)
    assert 422 == answer.status_code
    found = answer.json()["detail"]
    assert [["body", *location(path)] for path in PATHS] == [one["loc"] for one in found]
    assert [(one["code"], one["message"]) for one in expected] == [(one["type"], one["msg"]) for one in found]
    assert ["negotiation", "2013-12-32", "25", "1.5", ""] == [one["input"] for one in found]
    assert len(answer.content) < 2_000 < len(BROKEN)


@pytest.mark.parametrize(
    "body",
    [b'{"number": NaN}', b'{"\\ud800": "\\ud800", "title": "\\ud800"}', b'{"number": 1e999}', b"[" * 900 + b"]" * 900],
)
def test_whatever_comes_is_answered(body: bytes) -> None:
    with serve(recipe("FastAPI").app) as client:
        assert 422 == client.post("/report", content=body, headers=JSON).status_code


def test_what_the_page_tells() -> None:
    for number in (0, 1):
        with serve(recipe("FastAPI", number).app) as client:
            page = client.get("/openapi.json").json()
        reference = {"$ref": "#/components/schemas/ProgressReport"}
        one = page["paths"]["/report"]["post"]
        assert reference == one["requestBody"]["content"]["application/json"]["schema"]
        assert reference == one["responses"]["200"]["content"]["application/json"]["schema"]
        for record in records(su.ProgressReport):
            schema = page["components"]["schemas"][record.__name__]
            assert [shape.name for shape in shapes(record)] == list(schema["properties"])
            assert all(field["description"] for field in schema["properties"].values())
        assert "pending-transposition" in page["components"]["schemas"]["Stage"]["enum"]


def test_a_key_that_comes_twice_is_lost_where_the_framework_parses() -> None:
    with serve(recipe("FastAPI").app) as client:
        answer = client.post("/report", content=TWICE, headers=JSON)
    assert 200 == answer.status_code
    assert su.first_progress_report() == su.loads(answer.content)


def test_a_key_that_comes_twice_is_refused_where_loads_parses() -> None:
    with serve(recipe("FastAPI", 1).app) as client:
        assert DOCUMENT == client.post("/report", content=DOCUMENT, headers=JSON).content
        for document in (TWICE, BROKEN, b"{", b"\xff"):
            answer = client.post("/report", content=document, headers=JSON)
            assert 422 == answer.status_code
            assert document_errors(document) == answer.json()
