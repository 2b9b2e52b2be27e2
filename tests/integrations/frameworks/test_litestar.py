"""Run Litestar in uvicorn: first the recipe of the documentation, then an application without the plugin."""

import pytest
from broken import BROKEN, DOCUMENT, TWICE, document_errors
from serving import recipe, serve

import securityunion as su

litestar = pytest.importorskip("litestar", reason="Litestar is not installed")
pytest.importorskip("uvicorn", reason="uvicorn is not installed")


def test_the_recipe_is_as_strict_as_loads() -> None:
    with serve(recipe("Litestar").app) as client:
        assert DOCUMENT == client.get("/report").content
        answer = client.post("/report", content=DOCUMENT)
        assert (201, DOCUMENT) == (answer.status_code, answer.content)
        for document in (TWICE, BROKEN, b"{", b"\xff", DOCUMENT.replace(b'"findings"', b'"finding"', 1)):
            answer = client.post("/report", content=document)
            assert 400 == answer.status_code
            assert document_errors(document) == answer.json()["extra"]
        page = client.get("/schema/openapi.json").json()
    assert "description" in page["components"]["schemas"]["Obligation"]["properties"]["deadlines"]


def test_without_the_plugin_a_misspelt_key_is_lost() -> None:
    with serve(litestar.Litestar([recipe("Litestar").accept])) as client:
        answer = client.post("/report", content=DOCUMENT.replace(b'"findings"', b'"finding"', 1))
        assert 201 == answer.status_code
        assert () == su.loads(answer.content).findings
        assert 201 == client.post("/report", content=TWICE).status_code
