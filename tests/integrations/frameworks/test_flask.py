"""Run the Flask recipe of the documentation in the server of Werkzeug."""

import pytest
from broken import BROKEN, DOCUMENT, TWICE, document_errors
from serving import recipe, serve_wsgi

pytest.importorskip("flask", reason="Flask is not installed")


def test_the_recipe_is_as_strict_as_loads() -> None:
    with serve_wsgi(recipe("Flask").app) as client:
        answer = client.post("/report", content=DOCUMENT)
        assert (200, DOCUMENT) == (answer.status_code, answer.content)
        assert "application/json" == answer.headers["content-type"]
        for document in (TWICE, BROKEN, b"{", b"\xff"):
            answer = client.post("/report", content=document)
            assert 422 == answer.status_code
            assert document_errors(document) == answer.json()
        assert 413 == client.post("/report", content=b" " * (16 * 2**20 + 1)).status_code
