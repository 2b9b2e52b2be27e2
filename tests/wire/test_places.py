"""`securityunion.wire.places`: the lines and columns of values in a document."""

import pytest

from securityunion.wire.places import nearest_place, places_in_json

DOCUMENT = '{"covers": {"start": "2020"},\n "findings": [1,\n\n  {"id": "x"}], "title": "T"}'


def test_each_value_has_its_line_and_its_column() -> None:
    assert {
        "$": (1, 1),
        "$.covers": (1, 12),
        "$.covers.start": (1, 22),
        "$.findings": (2, 14),
        "$.findings[0]": (2, 15),
        "$.findings[1]": (4, 3),
        "$.findings[1].id": (4, 10),
        "$.title": (4, 26),
    } == places_in_json(DOCUMENT)


def test_the_place_of_each_value_is_where_it_begins() -> None:
    lines = DOCUMENT.split("\n")
    begins = {path: lines[line - 1][column - 1 :][:1] for path, (line, column) in places_in_json(DOCUMENT).items()}
    assert ["{", "{", '"', "[", "1", "{", '"', '"'] == list(begins.values())


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("$.findings[1].kind", (4, 3)),
        ("$.findings[7].id", (2, 14)),
        ("$.covers", (1, 12)),
        ("$.nothing.at.all", (1, 1)),
    ],
)
def test_a_missing_value_has_the_place_of_what_lacks_it(path: str, place: tuple[int, int]) -> None:
    assert place == nearest_place(places_in_json(DOCUMENT), path)


@pytest.mark.parametrize("document", ["[" * 100_000, "[1" + "0" * 5_000 + "]"])
def test_what_cannot_be_read_again_has_no_places(document: str) -> None:
    assert {} == places_in_json(document)
