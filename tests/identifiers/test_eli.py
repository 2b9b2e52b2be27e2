"""European Legislation Identifiers: the strict form, its parts, and conversion to and from CELEX numbers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import securityunion as su
from securityunion.errors import IdentifierError
from securityunion.identifiers import celex_for, eli_for, is_eli, parse_eli

BASE = "http://data.europa.eu/eli/"
KINDS = {
    su.ActKind.DIRECTIVE: ("dir", "L"),
    su.ActKind.IMPLEMENTING_DIRECTIVE: ("dir_impl", "L"),
    su.ActKind.DELEGATED_DIRECTIVE: ("dir_del", "L"),
    su.ActKind.REGULATION: ("reg", "R"),
    su.ActKind.IMPLEMENTING_REGULATION: ("reg_impl", "R"),
    su.ActKind.DELEGATED_REGULATION: ("reg_del", "R"),
    su.ActKind.DECISION: ("dec", "D"),
    su.ActKind.IMPLEMENTING_DECISION: ("dec_impl", "D"),
    su.ActKind.DELEGATED_DECISION: ("dec_del", "D"),
}


@pytest.mark.parametrize(
    "path",
    [
        "dir/2016/1148/oj",
        "dir/2014/42/2014-05-19",
        "dir_impl/2019/68/oj",
        "reg/2021/887/oj/eng",
        "dec_framw/2002/584/oj",
        "reco/2021/2279/oj",
        "reg/1962/31(1)/oj",
        "C/2024/1645/oj",
        "dir/2022/2555/corrigendum/2023-12-22/oj",
        "dir/2011/92/art_5/par_1/oj",
        "treaty/tfeu_2012/art_114/oj",
        "treaty/char_2012/oj",
        "dir/2016/1148/oj/hun/print",
        "dir/2019/771/oj/eng/pdf",
        "reg/1992/2913/corrigendum/1993-08-06/1/oj",
        "proc_rules/2024/2173/oj/eng/html",
        "agree_interinstit/2020/1222/oj",
        "exch_let/2021/689(1)/oj",
        "dec/2013/1/2012-12-18",
    ],
)
def test_well_formed(path: str) -> None:
    assert is_eli(BASE + path)
    assert BASE + path == str(parse_eli(BASE + path)) == parse_eli(BASE + path).canonical


@pytest.mark.parametrize(
    "text",
    [
        "",
        "eli/dir/2016/1148/oj",
        "https://data.europa.eu/eli/dir/2016/1148/oj",
        "http://eur-lex.europa.eu/eli/dir/2016/1148/oj",
        BASE + "dir/2016/1148",
        BASE + "dir/2016/oj",
        BASE + "dir/2016/01148/oj",
        BASE + "dir/2014/0042/oj",
        BASE + "DIR/2014/42/oj",
        BASE + "dir/2014/42/2014-02-30",
        BASE + "dir/2022/2555/corrigendum/2023-13-22/oj",
        BASE + "dir/2014/42/oj\n",
        BASE + "dir/\u0662\u0660\u0661\u0664/42/oj",
        BASE + "dir/2014/42/oj/english",
        BASE + "dir/2014/42/oj/xyz",
        BASE + "dir/2014/42/oj/eng/exe",
        BASE + "dir/2014/42/oj/print",
        BASE + "FOO/2014/42/oj",
        BASE + "directive/2014/42/oj",
        BASE + "regulation_impl/2014/42/oj",
        BASE + "dir/2014/42/2012-05-19",
        BASE + "reg/1992/2913/corrigendum/1990-08-06/oj",
        BASE + "reg/1992/2913/corrigendum/1993-08-06/0/oj",
        BASE + "dir/2014/42" + "/art_1" * 1000 + "/oj",
    ],
)
def test_malformed(text: str) -> None:
    assert not is_eli(text)
    with pytest.raises(IdentifierError, match=r"is not a European Legislation Identifier; write it like"):
        parse_eli(text)


def test_parts() -> None:
    eli = parse_eli(BASE + "dir/2022/2555/corrigendum/2023-12-22/oj")
    assert (eli.type, eli.year, eli.number, eli.corrigendum_of) == ("dir", 2022, 2555, date(2023, 12, 22))
    assert (eli.corrigendum_number, eli.language, eli.format) == (None, None, None)
    eli = parse_eli(BASE + "reg/1992/2913/corrigendum/1993-08-06/1/oj/hun/print")
    assert (eli.corrigendum_of, eli.corrigendum_number) == (date(1993, 8, 6), 1)
    assert (eli.language, eli.format) == ("hun", "print")
    eli = parse_eli(BASE + "reg/1962/31(1)/art_5/par_1/2024-01-01/eng")
    assert (eli.repeated, eli.place, eli.consolidated_on, eli.language) == (1, "art_5/par_1", date(2024, 1, 1), "eng")
    eli = parse_eli(BASE + "treaty/tfeu_2012/oj")
    assert (eli.type, eli.treaty, eli.year, eli.number, eli.place) == ("treaty", "tfeu_2012", None, None, None)
    assert (eli.repeated, eli.consolidated_on, eli.language) == (None, None, None)


@given(
    st.sampled_from(list(KINDS)),
    st.integers(1958, 2022),
    st.integers(1, 9999),
    st.one_of(st.none(), st.dates(date(1958, 1, 1))),
)
def test_there_and_back(kind: su.ActKind, year: int, number: int, day: date | None) -> None:
    eli_type, letter = KINDS[kind]
    act = f"{year}{letter}{number:04}"
    celex = f"3{act}" if day is None else f"0{act}-{day:%Y%m%d}"
    if day is not None and (day.year > 2099 or day.year < year - 1):
        return
    eli = eli_for(celex, kind)
    assert eli == f"{BASE}{eli_type}/{year}/{number}/{'oj' if day is None else day}"
    assert eli_for(celex, kind.value) == eli
    assert celex_for(eli) == celex


def test_the_types_whose_celex_number_is_told() -> None:
    assert celex_for(BASE + "dec_framw/2002/584/oj") == "32002F0584"
    assert celex_for(BASE + "reco/2021/2279/oj/eng") == "32021H2279"


# Some CELEX numbers contain the number in brackets, and others do not.
@pytest.mark.parametrize(
    ("celex", "path", "kind"),
    [
        ("31958R0001(01)", "reg/1958/1(1)/oj", "regulation"),
        ("31962R0031(01)", "reg/1962/31(1)/oj", "regulation"),
        ("32008D0070(01)", "dec/2008/70(1)/oj", "decision"),
        ("32012D0088(02)", "dec/2012/88(2)/oj", "decision"),
        ("32014D1118(01)", "dec/2014/1118(1)/oj", "decision"),
        ("02008D0070(01)-20080806", "dec/2008/70(1)/2008-08-06", "decision"),
    ],
)
def test_numbers_in_brackets_determine_nothing(celex: str, path: str, kind: str) -> None:
    may = r"may or may not include the number in brackets; use"
    with pytest.raises(IdentifierError, match=rf"^the CELEX number of '.*' {may} an ELI without brackets, or look up"):
        celex_for(BASE + path)
    with pytest.raises(IdentifierError, match=rf"^the ELI of '.*' {may} a CELEX number without brackets, or look up"):
        eli_for(celex, kind)


@pytest.mark.parametrize(
    ("celex", "kind", "message"),
    [
        ("2016/1148", "directive", "is not a CELEX number; write it like"),
        ("32016L1148", "regulation", "is not the CELEX number of a regulation; write it like '32016R0001'"),
        ("52018PC0225", "regulation", "is not the CELEX number of a regulation; write it like"),
        ("72016L0680ITA_259163", "directive", "is not the CELEX number of a directive; write it like"),
        ("32016L0680R(01)", "directive", "is not the CELEX number of a directive; write it like"),
        ("02014R0833", "regulation", "is not the CELEX number of a regulation; write it like"),
        (
            "32002F0584",
            "framework-decision",
            "cannot derive an ELI for the kind 'framework-decision'; use one of: directive",
        ),
        ("32016L1148", "law", "cannot derive an ELI for the kind 'law'"),
        ("32024D01234", "decision", "^the digits of '.*' are not necessarily the number of the act; look"),
        ("32016L0000", "directive", "^the digits of '.*' are not necessarily the number of the act; look"),
    ],
)
def test_no_eli_is_guessed(celex: str, kind: str, message: str) -> None:
    with pytest.raises(IdentifierError, match=message):
        eli_for(celex, kind)


@pytest.mark.parametrize(
    "path",
    [
        "treaty/tfeu_2012/oj",
        "C/2024/1645/oj",
        "budget/2024/207/oj",
        "dir/2022/2555/corrigendum/2023-12-22/oj",
        "dir/2011/92/art_5/oj",
        "dir/2011/12345/oj",
    ],
)
def test_no_celex_number_is_guessed(path: str) -> None:
    with pytest.raises(IdentifierError, match=r"^cannot derive a CELEX number from .*; use the ELI of a whole act$"):
        celex_for(BASE + path)


@given(st.text())
def test_any_text_gets_a_verdict(text: str) -> None:
    assert is_eli(text) in (True, False)
    assert is_eli(BASE + text) in (True, False)


def test_sorted_by_type_year_and_number() -> None:
    paths = ["C/2024/1645/oj", "dec/2002/1/oj", "dec/2012/88(2)/oj", "dec/2012/88(10)/oj"]
    paths += ["dir/2014/42/oj", "dir/2014/107/oj", "treaty/tfeu_2012/oj"]
    assert paths == [str(eli).removeprefix(BASE) for eli in sorted(parse_eli(BASE + path) for path in reversed(paths))]


@pytest.mark.parametrize(("celex", "kind"), [("32016R0679", "directive"), ("32016D0679", "directive")])
def test_a_number_of_another_kind_of_act_is_refused(celex: str, kind: str) -> None:
    with pytest.raises(IdentifierError, match="is not the CELEX number of a directive; write it like"):
        su.identifiers.eli_for(celex, kind)
