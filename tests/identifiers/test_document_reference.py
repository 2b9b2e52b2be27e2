"""Document references: the strict form and its parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from securityunion.errors import IdentifierError
from securityunion.identifiers import is_document_reference, parse_document_reference


@pytest.mark.parametrize(
    "text",
    [
        "COM(2020) 797 final",
        "JOIN(2020) 18 final",
        "SWD(2018) 403 final PART 2/4",
        "SEC(2024) 57",
        "C(2019) 109",
        "HR(2020) 155",
        "COM(2020) 605 final/2",
    ],
)
def test_well_formed(text: str) -> None:
    assert is_document_reference(text)
    assert text == str(parse_document_reference(text)) == parse_document_reference(text).canonical


@pytest.mark.parametrize(
    "text",
    [
        "",
        "COM(2018)0640",
        "COM(2018) 0640",
        "COM/2020/797 final",
        "COM(20) 797",
        "com(2020) 797 final",
        "COM(2020) 797 Final",
        "COM(2020) 797  final",
        "COM(2020) 797 final\n",
        "COM(2020) 797 final/1",
        "COM(2020) 797 final/",
        "COM(2020) 79x",
        "COM(2020) \u0667\u0669\u0667",
        "XYZ(2020) 797",
        "SWD(2018) 403 final PART 5/4",
        "COM(2020) " + "1" * 100,
    ],
)
def test_malformed(text: str) -> None:
    assert not is_document_reference(text)
    with pytest.raises(IdentifierError, match="is not a document reference; write it like"):
        parse_document_reference(text)


series = st.sampled_from(["COM", "JOIN", "SWD", "SEC", "HR", "C"])
endings = st.sampled_from(["", " final", " final/2", " final/9"])
places = st.one_of(
    st.just(""), st.tuples(st.integers(1, 9), st.integers(9, 99)).map(lambda at: f" PART {at[0]}/{at[1]}")
)


@given(series, st.integers(1958, 2099), st.integers(1, 99999), endings, places)
def test_parse_and_format_are_inverse(name: str, year: int, number: int, ending: str, place: str) -> None:
    text = f"{name}({year}) {number}{ending}{place}"
    parts = parse_document_reference(text)
    version = f"/{parts.version}" if parts.version > 1 else ""
    final = f" final{version}" if parts.is_final else ""
    part = "" if parts.part is None else f" PART {parts.part}/{parts.parts}"
    assert text == f"{parts.series}({parts.year}) {parts.number}{final}{part}"


@given(st.text())
def test_any_text_gets_a_verdict(text: str) -> None:
    assert is_document_reference(text) in (True, False)


def test_sorted_by_series_year_and_number() -> None:
    texts = ["C(2019) 109", "COM(2018) 640 final", "COM(2020) 97 final", "COM(2020) 605 final", "COM(2020) 605 final/2"]
    assert texts == [str(parts) for parts in sorted(map(parse_document_reference, reversed(texts)))]
