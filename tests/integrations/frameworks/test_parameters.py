"""Member States as parameters: the codes of the Union and English names are accepted in paths and queries."""

import importlib
from typing import Any

import pytest

import securityunion as su

ACCEPTED = [("EL", "GR"), ("GR", "GR"), ("UK", "GB"), ("Greece", "GR"), ("Czechia", "CZ")]
REFUSED = ["XX", "el", "GER"]


def answer_of(member: su.MemberState) -> dict[str, str]:
    assert type(member) is su.MemberState
    return {"state": member.value}


@pytest.mark.parametrize("place", ["/states/{}", "/states?member={}"])
def test_fastapi(place: str) -> None:
    fastapi = pytest.importorskip("fastapi", reason="FastAPI is not installed")
    testing = pytest.importorskip("fastapi.testclient", reason="httpx is not installed")
    app = fastapi.FastAPI()
    app.get("/states/{member}")(answer_of)
    app.get("/states")(answer_of)
    with testing.TestClient(app) as client:
        assert_answers(client, place, 422)


@pytest.mark.parametrize("place", ["/states/{}", "/states?member={}"])
@pytest.mark.filterwarnings("default")  # Litestar 2.25 prefers another way to declare parameters
def test_litestar(place: str) -> None:
    litestar = pytest.importorskip("litestar", reason="Litestar is not installed")
    testing = pytest.importorskip("litestar.testing", reason="httpx is not installed")

    async def from_path(member: su.MemberState) -> dict[str, str]:
        return answer_of(member)

    async def from_query(member: su.MemberState) -> dict[str, str]:
        return answer_of(member)

    handlers = [litestar.get("/states/{member:str}")(from_path), litestar.get("/states")(from_query)]
    with testing.TestClient(litestar.Litestar(handlers)) as client:
        assert_answers(client, place, 400)


@pytest.mark.parametrize("place", ["/states/{}", "/states?member={}"])
@pytest.mark.filterwarnings("default")  # Django and Ninja warn of their own future changes
def test_ninja(place: str) -> None:
    conf = pytest.importorskip("django.conf", reason="Django Ninja is not installed")
    if not conf.settings.configured:  # Ninja reads the settings when it is imported
        conf.settings.configure(ROOT_URLCONF="")
    ninja, testing = (importlib.import_module(name) for name in ("ninja", "ninja.testing"))
    api = ninja.NinjaAPI(urls_namespace=place)

    def of_request(request: Any, member: su.MemberState) -> dict[str, str]:  # noqa: ARG001 - Ninja passes it
        return answer_of(member)

    api.get("/states/{member}")(of_request)
    api.get("/states")(of_request)
    assert_answers(testing.TestClient(api), place, 422)


def assert_answers(client: Any, place: str, refused: int) -> None:
    for given, code in ACCEPTED:
        answer = client.get(place.format(given))
        assert (200, {"state": code}) == (answer.status_code, answer.json())
    for given in REFUSED:
        assert refused == client.get(place.format(given)).status_code
