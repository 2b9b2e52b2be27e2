"""The outer form of identifiers: table of what is one and what is none."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from securityunion import identifier

GOOD: dict[Callable[[str], bool], list[str]] = {
    identifier.is_celex: [
        "32016L1148",
        "52020DC0797",
        "32019L0069",
        "02014L0042-20140519",
        "32016L0680R(01)",
        "52021XG0610(02)",
        "31972A0722(05)R(01)",
        "12012E/TXT",
        "02016M/TXT-20200301",
        "12003TN02/18/A",
        "11997E083",
        "72016L0680ITA_259163",
        "51999PC1730(02)S",
        "62012CJ0131",
        "E2011C0301",
    ],
    identifier.is_eli: [
        "http://data.europa.eu/eli/dir/2016/1148/oj",
        "http://data.europa.eu/eli/dir/2014/42/2014-05-19",
        "http://data.europa.eu/eli/dir_impl/2019/68/oj",
        "http://data.europa.eu/eli/reg/2021/887/oj/eng",
    ],
    identifier.is_procedure_reference: ["2018/0331(COD)", "2019/0001B(COD)", "2023/0201R(APP)", "2020/2042(INI)"],
    identifier.is_document_reference: [
        "COM(2020) 797 final",
        "JOIN(2020) 18 final",
        "SWD(2018) 403 final PART 2/4",
        "SEC(2024) 57",
        "C(2019) 109",
        "HR(2020) 155",
        "COM(2020) 605 final/2",
    ],
    identifier.is_official_journal_reference: [
        "OJ L 194, 19.7.2016, p. 1",
        "OJ L 127, 29.4.2014, p. 39\u201350",
        "OJ L 127, 29.4.2014, p. 39-50",
        "OJ C 202 I, 16.6.2020, p. 1",
        "OJ L, 2023/2131, 11.10.2023",
    ],
}
ARABIC_INDIC = {ord("0") + digit: 0x0660 + digit for digit in range(10)}
BAD: dict[Callable[[str], bool], list[str]] = {
    identifier.is_celex: ["2016/1148", "32016l1148", "32016L", "3216L1148", "X2016L1148", "32016L1148R(1)"],
    identifier.is_eli: [
        "https://data.europa.eu/eli/dir/2016/1148/oj",
        "http://data.europa.eu/eli/dir/2016/oj",
        "eli/dir/2016/1148",
    ],
    identifier.is_procedure_reference: ["2018/0331 (COD)", "2018/331(COD)", "COD 2011/0129", "2018/0331(cod)"],
    identifier.is_document_reference: ["COM(2018)0640", "COM/2020/797 final", "COM(20) 797", "com(2020) 797 final"],
    identifier.is_official_journal_reference: [
        "L 194/1",
        "OJ L 194",
        "OJ L 194, 19-07-2016, p. 1",
        "OJ X 1, 1.1.2020, p. 1",
    ],
}


@pytest.mark.parametrize(("check", "text"), [(check, text) for check, texts in GOOD.items() for text in texts])
def test_well_formed(check: Callable[[str], bool], text: str) -> None:
    assert check(text)


@pytest.mark.parametrize(("check", "text"), [(check, text) for check, texts in BAD.items() for text in texts])
def test_malformed(check: Callable[[str], bool], text: str) -> None:
    assert not check(text)


@pytest.mark.parametrize(("check", "texts"), list(GOOD.items()))
def test_no_blanks_newlines_or_foreign_digits(check: Callable[[str], bool], texts: list[str]) -> None:
    for text in texts:
        for spoilt in (text + "\n", text + " ", " " + text, text.translate(ARABIC_INDIC), text + "x" * 200, ""):
            assert not check(spoilt)


@given(st.text())
def test_any_text_gets_a_verdict(text: str) -> None:
    for check in GOOD:
        assert check(text) in (True, False)
