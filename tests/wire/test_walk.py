"""Reading a document calls functions of at most seven modules of `wire`."""

import sys
from types import FrameType
from typing import Any

import pytest
from documents import TEMPLATE, broken, written

import securityunion as su

VALID = su.dumps(su.first_progress_report())
WIRE = "securityunion.wire."


def walked(document: bytes) -> list[str]:
    """Return the modules of `wire` in which reading *document* calls a function, in the order of the first call."""
    seen: dict[str, None] = {}

    def note(frame: FrameType, event: str, _: Any) -> None:
        module = frame.f_globals.get("__name__", "")
        if event == "call" and module.startswith(WIRE) and frame.f_code.co_name != "<module>":
            seen.setdefault(module.removeprefix(WIRE))

    sys.setprofile(note)
    try:
        su.loads(document)
    except su.DocumentError:
        pass
    finally:
        sys.setprofile(None)
    return list(seen)


def test_a_valid_document_goes_the_fast_path() -> None:
    assert ["document", "json_parse", "limits", "fast_path"] == walked(VALID)


@pytest.mark.parametrize(
    "document",
    [
        VALID.replace(b'"under-negotiation"', b'"negotiation"', 1),
        written(broken(TEMPLATE, title=None, number="2", titel="x")),
        b"[]",
        b"{",
        b"\xff",
    ],
)
def test_a_broken_document_goes_the_slow_path_to_its_problems(document: bytes) -> None:
    modules = walked(document)
    assert modules[:4] == ["document", "json_parse", "limits", "fast_path"]
    assert "slow_path" in modules
    assert set(modules) <= {"document", "json_parse", "limits", "fast_path", "slow_path", "parts", "structure"}


def test_only_an_older_or_unknown_version_needs_the_schema() -> None:
    assert "schema" in walked(written({**TEMPLATE, "schema": "securityunion/0"}))
