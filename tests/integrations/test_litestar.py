"""Litestar with the library's plugin: valid requests, rejected requests and the OpenAPI description."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import msgspec
import pytest
from documents import BUNDLED, broken, written
from litestar import Litestar, post
from litestar.enums import RequestEncodingType
from litestar.exceptions import ImproperlyConfiguredException
from litestar.params import Body
from litestar.testing import TestClient

import securityunion as su
from securityunion._records.fields import records, shapes
from securityunion.integrations.litestar import litestar_plugin

DOCUMENT = su.dumps(su.first_progress_report())
OBLIGATION = b'{"id": "x", "initiative": "x", "duty": "apply"}'


@post("/reports", sync_to_thread=False)
def same(data: Annotated[su.ProgressReport, Body()]) -> su.ProgressReport:
    return data


@post("/obligations", sync_to_thread=False)
def listed(data: Annotated[su.Obligation, Body(title="An obligation")]) -> list[su.Obligation]:
    return [data]


@post("/periods", sync_to_thread=False)
def shown(data: Annotated[su.Period, Body(media_type=RequestEncodingType.URL_ENCODED)]) -> str:
    return str(data)


@post("/words", sync_to_thread=False)
def words(data: Annotated[dict[str, str], Body()]) -> dict[str, str]:
    return data


@contextmanager
def service(*plugins: Any) -> Iterator[TestClient[Litestar]]:
    app = Litestar([same, listed, shown, words], plugins=plugins, logging_config=None)
    with TestClient(app) as client:
        yield client


def problems(client: TestClient[Litestar], path: str, body: bytes) -> list[tuple[str, str]]:
    answer = client.post(path, content=body)
    assert 400 == answer.status_code
    told = answer.json()
    assert 0 == told["extra"]["omitted"]
    found = [(one["path"], one["code"]) for one in told["extra"]["problems"]]
    assert told["detail"].startswith("1 problem in" if len(found) == 1 else f"{len(found)} problems in ")
    return found


def test_what_is_sound_goes_in_and_comes_out() -> None:
    with service(litestar_plugin()) as client:
        answer = client.post("/reports", content=DOCUMENT)
        assert (201, DOCUMENT) == (answer.status_code, answer.content)
        (found,) = client.post("/obligations", content=OBLIGATION).json()
        assert su.loads_record(OBLIGATION, su.Obligation) == su.loads_record(msgspec.json.encode(found), su.Obligation)
        assert {"a": "b"} == client.post("/words", json={"a": "b"}).json()


def test_what_is_not_sound_is_refused_as_loads_refuses_it() -> None:
    document = written(
        broken(BUNDLED, **{"number": "1", "initiatives[5].stage": "x", "findings[0].summaries": 1, "sources": []})
    )
    document = document.replace(b'"covers"', b'"covers":{},"covers"', 1)
    with pytest.raises(su.DocumentError) as caught:
        su.loads(document)
    assert "$.covers" == caught.value.problems[0].path
    with service(litestar_plugin()) as client:
        answer = client.post("/reports", content=document).json()
        assert caught.value.as_dict() == answer["extra"]
        assert answer["extra"]["omitted"] > 0
        twice = OBLIGATION.replace(b"{", b'{"id": "y", "more": 1, ', 1)
        assert [("$.id", "duplicate-key"), ("$.more", "unknown-key")] == problems(client, "/obligations", twice)
        assert [("$", "not-json")] == problems(client, "/obligations", b"{")
        assert [("$", "not-utf-8")] == problems(client, "/obligations", b"\xff")
        assert [("$.initiative", "missing-key"), ("$.duty", "missing-key")] == problems(
            client, "/obligations", b'{"id": "x"}'
        )
        assert 400 == client.post("/obligations", content=b"").status_code


def test_without_the_plugin_keys_are_let_through() -> None:
    twice = OBLIGATION.replace(b"{", b'{"id": "y", "more": 1, ', 1)
    with service() as client:
        assert 201 == client.post("/obligations", content=twice).status_code


def test_limits_hold() -> None:
    with service(litestar_plugin(limits=su.Limits(size=len(OBLIGATION)))) as client:
        assert 201 == client.post("/obligations", content=OBLIGATION).status_code
        assert [("$", "too-large")] == problems(client, "/obligations", OBLIGATION + b" ")


def test_a_form() -> None:
    with service(litestar_plugin()) as client:
        assert "2020 to 2025" == client.post("/periods", data={"start": "2020", "end": "2025"}).text
        answer = client.post("/periods", data={"start": "today"})
        assert ["$.start"] == [one["path"] for one in answer.json()["extra"]["problems"]]


def test_a_list_of_records_is_refused_at_the_start() -> None:
    @post("/many", sync_to_thread=False)
    def many(data: Annotated[list[su.Obligation], Body()]) -> int:
        return len(data)

    remedy = "annotate data with a record, or take the raw body and pass it to loads_record"
    with pytest.raises(ImproperlyConfiguredException, match=f"data: .+ is not a record; {remedy}$"):
        Litestar([many], plugins=[litestar_plugin()])


def test_the_page_describes_our_fields() -> None:
    with service(litestar_plugin()) as client:
        page = client.get("/schema/openapi.json").json()
    reference = {"$ref": "#/components/schemas/ProgressReport"}
    assert reference == page["paths"]["/reports"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    for record in records(su.ProgressReport):
        schema = page["components"]["schemas"][record.__name__]
        assert [shape.name for shape in shapes(record)] == list(schema["properties"])
        assert schema["additionalProperties"] is False
        assert all(field["description"] for field in schema["properties"].values())
    period = page["components"]["schemas"]["Period"]
    assert "A period from the first day of `start` to the last day of `end`." == period["description"]
    assert "schema" in page["components"]["schemas"]["ProgressReport"]["required"]
