"""CELEX numbers: real numbers are parsed correctly, and malformed numbers are refused."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from string import ascii_uppercase

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import DATA

from securityunion.errors import IdentifierError
from securityunion.identifiers import CelexParts, eur_lex_url, is_celex, parse_celex

SECTORS = "0123456789CE"
LINES = (DATA / "celex.txt").read_text(encoding="utf-8").splitlines()
REAL = [number for line in LINES if not line.startswith("#") for number in line.split()]


def spoilt(number: str) -> Iterator[str]:
    """Yield every text that results if a digit is lost, doubled, or replaced by a letter."""
    for index, character in enumerate(number):
        if character.isdecimal():
            yield number[:index] + number[index + 1 :]
            yield number[:index] + character + number[index:]
            yield from (number[:index] + letter + number[index + 1 :] for letter in ascii_uppercase)


def disfigured(number: str) -> Iterator[str]:
    """Yield texts that result from adding blanks, lower-case letters or non-ASCII digits to a number."""
    for index, character in enumerate(number):
        yield f"{number[:index]} {number[index:]}"
        if character.isalpha():
            yield number[:index] + character.lower() + number[index + 1 :]
        if character.isdecimal():
            for zero in (0x0660, 0x0966, 0xFF10, 0x1D7CE):
                yield number[:index] + chr(zero + int(character)) + number[index + 1 :]
    for blank in ("\n", " ", "\t", "\r\n", "\u00a0", "\x00", "\u200b"):
        yield number + blank
        yield blank + number


def test_the_numbers_are_of_all_sectors_and_none_stands_twice() -> None:
    assert {number[0] for number in REAL} == set(SECTORS)
    assert len(REAL) == len(set(REAL))


@pytest.mark.parametrize("sector", SECTORS)
def test_every_real_number_is_read_and_written_back(sector: str) -> None:
    numbers = [number for number in REAL if number[0] == sector]
    assert [] == [number for number in numbers if not is_celex(number)]
    assert numbers == [str(parse_celex(number)) for number in numbers]
    assert numbers == [parse_celex(number).canonical for number in numbers]
    assert {sector} == {parse_celex(number).sector for number in numbers}


# Every type in the table "Types of documents in EUR-Lex" of the Publications Office, but not those of sector 1, which
# has no numbers, and those of cases whose numbers have more digits.
TYPES = {
    "2": "A D P X",
    "3": "E F R L D S M J B K O H A G C Q X Y",
    "4": "A D X Y Z",
    "5": "AG KG IG XG PC DC JC SC EC FC GC M XC AP BP IP DP XP AA TA SA XA AB HB XB AE IE AC XE AR IR XR AK XK XX",
    "6": "CJ CO CC CS CT CV CX CD CP CN CA CB CU CG TJ TO TC TT TN TA TB FJ FO FT FN FA FB",
    "8": "BE BG CZ DK DE EE IE EL ES FR HR IT CY LV LT LU HU MT NL AT PL PT RO SI SK FI SE UK CH IS NO XX",
    "E": "A C G J P X O",
}
SHAPES = {"2": "2{year}{kind}0615(01)", "E": "E{year}{kind}0615(01)"}
TREATIES = "K A E F B R H I G U M N D C T V S L P J W X ME"


@pytest.mark.parametrize("sector", TYPES)
def test_the_published_types_of_documents_are_read(sector: str) -> None:
    shape = SHAPES.get(sector, sector + "{year}{kind}0615")
    numbers = [shape.format(year=2005, kind=kind) for kind in TYPES[sector].split()]
    assert [] == [number for number in numbers if not is_celex(number)]


@pytest.mark.parametrize("letters", TREATIES.split())
def test_the_published_treaties_are_read(letters: str) -> None:
    assert letters == parse_celex(f"12016{letters}/TXT").descriptor


# The letters between year and number that CELLAR, the repository behind EUR-Lex, held in September 2026, as the tests
# of cyanheads/eur-lex-mcp-server list them. Only types that the table above lacks are here. The numbers are made up.
IN_THE_REPOSITORY = (
    "22011XC0805(01) 52023DMA100040 52024DSA100103 81991XI0124(01) 11992MA 11992MS 11992MJ01 11997DNA 11997DNB "
    "12005SAFI 12005SAN01 12005SPN01 12005SPR(01) 12007LR(01) 12003TR(01) 12016AR(01) 11972BN01 11994NN01 11985IN01 "
    "11975XA 11975XC"
)


@pytest.mark.parametrize("number", IN_THE_REPOSITORY.split())
def test_the_types_that_the_repository_holds_are_read(number: str) -> None:
    assert is_celex(number)
    assert number == str(parse_celex(number))


@pytest.mark.parametrize(
    ("number", "descriptor", "place"),
    [
        ("11992MA", "M", "A"),
        ("11992MJ01", "M", "J01"),
        ("11992MI/8", "M", "I/8"),
        ("11997DNA", "D", "NA"),
        ("12005SAFI", "S", "AFI"),
        ("11979HN02/01/1/AA", "H", "N02/01/1/AA"),
    ],
)
def test_places_with_letters_belong_to_the_treaty(number: str, descriptor: str, place: str) -> None:
    parsed = parse_celex(number)
    assert (parsed.descriptor, parsed.place) == (descriptor, place)


@pytest.mark.parametrize(("number", "descriptor"), [("12007LR(01)", "L"), ("12005SPR(01)", "SP"), ("12003TR(02)", "T")])
def test_the_r_of_a_corrigendum_is_not_one_of_the_treaty(number: str, descriptor: str) -> None:
    parsed = parse_celex(number)
    assert (parsed.descriptor, parsed.repeated) == (descriptor, None)
    assert parsed.act == number.partition("R(")[0]


def test_the_page_tells_early_acts_of_the_same_number_apart() -> None:
    parsed = parse_celex("31962D0241P1331")
    assert (parsed.number, parsed.page, parsed.corrigendum) == (241, 1331, None)
    assert parse_celex("31962D0241").page is None
    assert parse_celex("31962D0241") < parsed


@pytest.mark.parametrize(
    "number", ["32005P0615", "32005T0615", "52005AZ0615", "62005XJ0615", "E2005B0615", "E2005Z0615"]
)
def test_other_types_are_refused(number: str) -> None:
    assert not is_celex(number)


@pytest.mark.thorough
@pytest.mark.parametrize("sector", SECTORS)
def test_disfigured_numbers_are_refused(sector: str) -> None:
    numbers = [number for number in REAL if number[0] == sector]
    assert [] == [text for number in numbers for text in disfigured(number) if is_celex(text)]


# A changed number can be well-formed: most such numbers belong to another sector with the same letters and days.
MOST_OTHERS = {"2": 0.0035, "4": 0.0015, "7": 0.008, "C": 0.002}


def is_another(number: str, text: str) -> bool:
    """Say whether *text* has another sector, or differs only in the serial number or the item."""
    serial = number[0] == "7" and text.startswith(number.partition("_")[0] + "_")
    item = number[0] == "C" and text.startswith(number.rpartition("/")[0] + "/")
    return text[0] != number[0] or serial or item


@pytest.mark.thorough
@pytest.mark.parametrize("sector", SECTORS)
def test_spoilt_numbers_are_refused_unless_they_are_others(sector: str) -> None:
    copies = [(number, text) for number in REAL if number[0] == sector for text in spoilt(number) if text != number]
    accepted = [(number, text) for number, text in copies if is_celex(text)]
    assert len(accepted) <= MOST_OTHERS.get(sector, 0.001) * len(copies), accepted
    wrong = [copy for copy in accepted if not is_another(*copy)]
    assert len(wrong) <= 0.001 * len(copies), wrong


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3",
        "2016/1148",
        "32016L148",
        "32016L11148",
        "32016L01148",
        "32016LL1148",
        "31816L1148",
        "32116L1148",
        "X2016L1148",
        "32016I1148",
        "32016L1148R(1)",
        "32016L1148R(00)",
        "31972A0722(05)R(00)",
        "12016E/TXTR(00)",
        "12016E/TXTT",
        "12016E/PROT/01",
        "32016L1148R(001)",
        "32016L1148(1)",
        "32016L1148(022)",
        "32016L1148-20160719",
        "32016L1148P0001",
        "31962D0241P133",
        "52023DMA10004",
        "52023DMA0040",
        "52023SA100040",
        "12016MJ01",
        "12016MI/8",
        "12016DNA",
        "22011XA0805(01)",
        "02014L0042-2014051",
        "02014L0042-20141319",
        "02014L0042-20140532",
        "0#-" + "4" * 34,
        "0-" + "0" * 20,
        "02014L0042-" + "9" * 20,
        "01995L0046-19010101",
        "02014L0042-20121231",
        "02014RR0651-20170710",
        "12016EE083",
        "12016AB/TXT",
        "12016E114R(00)",
        "12016E114(00)",
        "52004DC0574R",
        "52004DC0574(00)",
        "52008TA1205(000)",
        "52008DC1205(013)",
        "72010L0024AUT(1)",
        "72010L0024AUT(00)",
        "72010L0024(01)_1",
        "12012E/TX1",
        "12012E83",
        "12012E/PRO/1",
        "32024R04371",
        "42024X02497",
        "32022H04371",
        "32024H04371(01)",
        "22026D00956",
        "22026A1509",
        "32010M10262",
        "52018M878A",
        "52020AS3964",
        "52018PC225",
        "52018PC0225SS",
        "52024XC1645",
        "52024XC0115(01)",
        "52024XG0115(01)R(01)",
        "52026XG1465",
        "52030XC0115(01)",
        "52024XC01645(01)",
        "62018J0311",
        "62018CJ0311_sum",
        "72016L0680ITA259163",
        "72016L0680IT_259163",
        "72016L0680ITA_20210256",
        "7*FRA_240395",
        "7*FRA",
        "7*FR_202607159",
        "72016L0680ITA_2021025633",
        "8201AT0705(02)",
        "92004E01190",
        "92010E1190",
        "C2007/102/2",
        "C2017/68/02",
        "C/2022/00830",
        "C/2026/830",
        "E1985C0021",
        "E2013X0919",
        "E2014R0021",
    ],
)
def test_numbers_that_no_sector_has(text: str) -> None:
    assert not is_celex(text)
    with pytest.raises(IdentifierError, match=r"is not a CELEX number; write it like '32016L1148'$"):
        parse_celex(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("32016L0680R(01)", {"year": 2016, "descriptor": "L", "number": 680, "corrigendum": 1, "act": "32016L0680"}),
        ("31972A0722(05)R(01)", {"repeated": 5, "corrigendum": 1, "act": "31972A0722(05)"}),
        ("21994A1223(108)", {"year": 1994, "number": 1223, "repeated": 108, "corrigendum": None}),
        (
            "02014L0042-20140519",
            {"year": 2014, "descriptor": "L", "consolidated_on": date(2014, 5, 19), "act": "32014L0042"},
        ),
        ("02013R1303-20181018", {"number": 1303, "consolidated_on": date(2018, 10, 18), "act": "32013R1303"}),
        ("02008D0615-20080806", {"number": 615, "consolidated_on": date(2008, 8, 6), "act": None}),
        (
            "02019XC0329(02)-20260213",
            {"descriptor": "XC", "repeated": 2, "consolidated_on": date(2026, 2, 13), "act": None},
        ),
        (
            "02004R0139R(03)-20050217",
            {"corrigendum": 3, "consolidated_on": date(2005, 2, 17), "act": "32004R0139R(03)"},
        ),
        ("02021D1182-99990101", {"number": 1182, "consolidated_on": None}),
        ("02014R0833", {"number": 833, "consolidated_on": None, "act": "32014R0833"}),
        ("02016M/TXT-20200301", {"descriptor": "M", "number": None, "consolidated_on": date(2020, 3, 1), "act": None}),
        ("12012E/TXT", {"descriptor": "E", "place": "/TXT", "number": None}),
        ("12016E114R(01)", {"place": "114", "repeated": None, "corrigendum": 1, "act": "12016E114"}),
        ("11992E130R", {"place": "130R", "corrigendum": None}),
        ("11992E130RR(01)", {"place": "130R", "corrigendum": 1, "act": "11992E130R"}),
        ("12003TN02R(01)", {"place": "N02", "corrigendum": 1}),
        (
            "72010L0024AUT(01)",
            {"number": 24, "country": "AUT", "serial": 1, "repeated": None, "act": "32010L0024"},
        ),
        ("72008D0070(01)AUT(02)", {"country": "AUT", "serial": 2, "repeated": 1, "act": "32008D0070(01)"}),
        ("52008TA1205(013)", {"descriptor": "TA", "number": 1205, "repeated": 13}),
        ("02016L0680-20150101", {"consolidated_on": date(2015, 1, 1)}),
        ("12016E/TXTR(04)", {"place": "/TXT", "repeated": None, "corrigendum": 4, "act": "12016E/TXT"}),
        ("12019W/TXT(02)", {"place": "/TXT", "repeated": 2, "corrigendum": None, "act": None}),
        ("12016ME/TXT", {"descriptor": "ME", "place": "/TXT"}),
        ("12003TN02/18/A", {"year": 2003, "descriptor": "T", "place": "N02/18/A"}),
        ("11997E083", {"place": "083"}),
        ("11985IN36/03", {"place": "N36/03"}),
        ("11985I/DEC/KSG", {"place": "/DEC/KSG"}),
        ("11992E", {"place": None, "act": None}),
        (
            "72016L0680ITA_259163",
            {"descriptor": "L", "number": 680, "country": "ITA", "serial": 259163, "act": "32016L0680"},
        ),
        ("7*FRA_202607159", {"year": 2026, "descriptor": None, "country": "FRA", "serial": 202607159, "act": None}),
        ("82014DK1114(51)", {"descriptor": None, "country": "DK", "number": 1114, "repeated": 51}),
        ("92004E001190", {"descriptor": "E", "number": 1190}),
        (
            "51999PC1730(02)S",
            {"descriptor": "PC", "number": 1730, "repeated": 2, "letter": "S", "extract": None, "issue": None},
        ),
        ("52020AS53964", {"descriptor": "AS", "number": 53964}),
        ("52022AS100155", {"descriptor": "AS", "number": 100155}),
        ("52021M10262(01)", {"descriptor": "M", "number": 10262, "repeated": 1}),
        ("62020CJ0414_SUM", {"descriptor": "CJ", "number": 414, "extract": "SUM", "letter": None, "item": None}),
        ("62012CJ0131_1", {"number": 131, "extract": "1"}),
        (
            "C/2026/00830",
            {"sector": "C", "year": 2026, "descriptor": None, "number": 830, "issue": None, "item": None},
        ),
        ("C2017/168/02", {"year": 2017, "number": None, "issue": "168", "item": 2, "act": None}),
        ("C2022/114A/01", {"issue": "114A", "item": 1, "letter": None, "extract": None}),
        ("C2001/200/101", {"issue": "200", "item": 101}),
        ("E2013J0018", {"year": 2013, "descriptor": "J", "number": 18, "country": None, "serial": None}),
    ],
)
def test_parts(text: str, parts: dict[str, object]) -> None:
    celex = parse_celex(text)
    assert parts == {name: getattr(celex, name) for name in parts}


@pytest.mark.parametrize(
    "number",
    [
        "52023XC0115(01)",
        "52023XG1215(01)",
        "52023XC00724",
        "52024XC01645R(01)",
        "52024XX0115(01)",  # no numbers of these types are known since October 2023
        "52024XA0115(01)",
        "52024XB0115(01)",
        "52024XP0115(01)",
        "52024XE0115",
        "52024XR0115",
        "52024AB0013",
        "52024AG0001(01)",
        "11951K/CDT/P01",
        "12007L/TXTR(01)",
        "32016L1148R(10)",
    ],
)
def test_no_form_is_closed_without_a_rule_or_real_numbers(number: str) -> None:
    assert is_celex(number)
    assert str(parse_celex(number)) == number


def test_sorted_by_sector_year_type_and_number() -> None:
    texts = ["12012E/TXT", "31972L0160", "32016L0680", "32016L0680R(01)", "32016L1148", "32016R0679", "52021M10262"]
    assert texts == [str(celex) for celex in sorted(map(parse_celex, reversed(texts)))]


@pytest.mark.parametrize(
    "in_order",
    [
        "52022AS53964 52022AS100155",
        "21994A1223(99) 21994A1223(108)",
        "32016L0680 32016L0680R(01) 32016L0680R(02) 32016L0680R(10) 32016L0680(01) 32016L0680(01)R(01) 32016L0680(02)",
        "72016L0680FRA_100 72016L0680ITA 72016L0680ITA_9 72016L0680ITA_10 72016L0680ITA_259163 72016L0680ITA_202000001",
        "72016L0680ITA_1 72016L0681FRA_1",
        "7*FRA_202607159 7*FRA_202607160",
        "C2017/168/02 C2017/168/99 C2017/168/100 C2017/168A/01 C2017/169/01",
        "C2001/259/28 C2001/259/28(01) C2001/259/29",
        "C2023/320/02 C/2023/00830",
        "12019W/TXT 12019W/TXT(01) 12019W/TXT(02)",
        "12012E 12012E/TXT 12012E083 12012E083A 12012E100",
        "12003TN02/16/C 12003TN02/18/A 12003TN10",
        "82014DK0101(02) 82014DK1114(51) 82014EE0101(01)",
        "02014L0042 02014L0042-20140519 02014L0042-20200101",
        "62012CJ0131 62012CJ0131_1 62012CJ0131_SUM 62012CJ0132",
        "51999PC1730(02) 51999PC1730(02)S",
    ],
)
def test_sorted_by_the_value_of_numbers_of_any_length(in_order: str) -> None:
    texts = in_order.split()
    assert texts == [str(celex) for celex in sorted(map(parse_celex, reversed(texts)))]


def test_the_language_of_a_link_is_given_by_name() -> None:
    with pytest.raises(TypeError, match="positional"):
        eur_lex_url("32016L1148", "FR")  # type: ignore[call-arg]


def test_links() -> None:
    assert eur_lex_url("12012E/TXT").endswith("/EN/TXT/?uri=CELEX:12012E/TXT")
    assert eur_lex_url("32016L0680R(01)", language="FR").endswith("/FR/TXT/?uri=CELEX:32016L0680R%2801%29")
    assert eur_lex_url("7*FRA_202607159").endswith("/EN/TXT/?uri=CELEX:7%2AFRA_202607159")
    for wrong in ("fr", "XX", "", "EN "):
        with pytest.raises(
            IdentifierError, match=f"^'{wrong}' is not the code of an official language; use a code such as 'EN'$"
        ):
            eur_lex_url("32016L1148", language=wrong)
    with pytest.raises(IdentifierError, match=r"^'javascript:alert\(1\)' is not a CELEX number; write"):
        eur_lex_url("javascript:alert(1)")


def digits(count: int) -> st.SearchStrategy[str]:
    return st.integers(0, 10**count - 1).map(lambda number: f"{number:0{count}}")


years = st.integers(1951, 2022).map(str)
repeats = st.one_of(st.just(""), st.integers(1, 199).map(lambda number: f"({number:02})"))
corrigenda = st.one_of(st.just(""), st.integers(1, 99).map(lambda number: f"R({number:02})"))
legislation = st.tuples(st.just("3"), years, st.sampled_from("ABCDEFGHJKLMOQRSXY"), digits(4), repeats, corrigenda)


@given(legislation)
def test_parse_and_format_are_inverse(parts: tuple[str, str, str, str, str, str]) -> None:
    celex = parse_celex("".join(parts))
    repeated = "" if celex.repeated is None else f"({celex.repeated:02})"
    corrigendum = "" if celex.corrigendum is None else f"R({celex.corrigendum:02})"
    assert "".join(parts) == f"3{celex.year}{celex.descriptor}{celex.number:04}{repeated}{corrigendum}"


@given(st.one_of(st.text(), st.from_regex(re.compile(r"[0-9CE][0-9]{4}[A-Z/]{1,6}[0-9]{1,6}.*"), fullmatch=True)))
def test_any_text_gets_a_verdict_and_an_error_says_what_was_found(text: str) -> None:
    if is_celex(text):
        assert text == str(parse_celex(text))
        assert text.isascii()
    else:
        with pytest.raises(IdentifierError, match=r"^['\"].* is not a CELEX number; write"):
            parse_celex(text)


@pytest.mark.parametrize(
    "hostile",
    [
        lambda size: "3" * size,
        lambda size: "1" + "2012E" + "/AB" * size,
        lambda size: "32016L1148" + "(01)" * size,
        lambda size: "12003TN02" + "/18/A" * size,
        lambda size: "72016L0680ITA_" + "1" * size,
    ],
)
def test_hostile_texts_are_refused_whatever_their_length(hostile: Callable[[int], str]) -> None:
    # A regular expression that backtracks would practically never finish here.
    text = hostile(1_000_000)
    for length in [*range(30, 60), len(text)]:
        assert not is_celex(text[:length])


def test_only_text_is_parsed() -> None:
    for value in (None, 32016, b"32016L1148", ["32016L1148"]):
        with pytest.raises(TypeError, match=r"; pass a CELEX number as text$"):
            parse_celex(value)  # type: ignore[arg-type]
    assert parse_celex("32016L1148") == CelexParts("32016L1148")


def test_a_consolidated_text_is_of_a_day_that_the_calendar_has() -> None:
    assert is_celex("02014L0042-20240229")
    assert not is_celex("02014L0042-20140230")
    assert not is_celex("02014L0042-20230229")
