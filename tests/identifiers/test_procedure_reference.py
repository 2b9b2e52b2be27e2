"""Procedure references: the strict form and its parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from securityunion.errors import IdentifierError
from securityunion.identifiers import is_procedure_reference, oeil_url, parse_procedure_reference

# The known types, by the publication that names them.
TYPES = {
    "the European Parliament's open data, vocabulary of procedure types": (
        "ACI APP AVC BUD BUI CNS COD COS DCE DEA DEC GBD IMM INI INL INS NLE REG RPS RSO RSP SYN"
    ),
    "PreLex, as http://en.euabc.com/word/293 has its types": "ACC AVC CNB CNS COD SYN",
    "hearsay: no source was found": "AGE CNC INT PAR PRT SUB TPS",
}
KNOWN = sorted({kind for kinds in TYPES.values() for kind in kinds.split()})


@pytest.mark.parametrize("kind", [*KNOWN, "XYZ"])
def test_every_known_type_is_read_and_any_other_of_three_capitals(kind: str) -> None:
    assert kind == parse_procedure_reference(f"2018/0331({kind})").type


@pytest.mark.parametrize(
    "text",
    [
        "2018/0331(COD)",
        "2018/0001(COD)",
        "2019/0001B(COD)",
        "2023/0201R(APP)",
        "2023/0038M(NLE)",
        "2020/2042(INI)",
        "2011/0901(COD)",
    ],
)
def test_well_formed(text: str) -> None:
    assert is_procedure_reference(text)
    assert text == str(parse_procedure_reference(text)) == parse_procedure_reference(text).canonical


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2018/0331 (COD)",
        "2018/331(COD)",
        "2018/0000(COD)",
        "2018/0000A(COD)",
        "2018/00331(COD)",
        "018/0331(COD)",
        "COD 2011/0129",
        "2018/0331(cod)",
        "2018/0331(COD)i",
        "2018/0331(COD)\n",
        " 2018/0331(COD)",
        "2018/0331(CO)",
        "2018/0331AB(COD)",
        "2018/0331COD",
        "2018/O331(COD)",
        "1818/0331(COD)",
        "\u0662\u0660\u0661\u0668/0331(COD)",
        "2018_172",
    ],
)
def test_malformed(text: str) -> None:
    assert not is_procedure_reference(text)
    with pytest.raises(IdentifierError, match=r"is not a procedure reference; write it like '2018/0331\(COD\)'$"):
        parse_procedure_reference(text)


years = st.integers(1970, 2099)
numbers = st.integers(1, 9999)
letters = st.sampled_from(["", "A", "B", "M", "R"])


@given(years, numbers, letters, st.sampled_from(KNOWN))
def test_parse_and_format_are_inverse(year: int, number: int, letter: str, kind: str) -> None:
    text = f"{year}/{number:04}{letter}({kind})"
    parts = parse_procedure_reference(text)
    assert (year, number, letter or None, kind) == (parts.year, parts.number, parts.letter, parts.type)
    assert parts.is_internal is (number >= 2000)
    assert text == str(parts)


@given(st.text())
def test_any_text_gets_a_verdict(text: str) -> None:
    assert is_procedure_reference(text) in (True, False)


def test_sorted_by_year_number_and_letter() -> None:
    texts = ["1999/0001(COD)", "2018/0331(COD)", "2019/0001A(COD)", "2019/0001B(CNS)", "2020/2042(INI)"]
    assert texts == [str(parts) for parts in sorted(map(parse_procedure_reference, reversed(texts)))]


def test_links() -> None:
    assert oeil_url("2019/0001B(COD)").endswith("?reference=2019/0001B%28COD%29")
    with pytest.raises(IdentifierError):
        oeil_url("2018/0331 (COD)")


def test_the_numbers_of_internal_procedures_start_at_2000() -> None:
    assert parse_procedure_reference("2020/2000(INI)").is_internal
    assert not parse_procedure_reference("2020/1999(COD)").is_internal
