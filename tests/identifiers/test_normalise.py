"""Identifiers as they are spelt on the web are either converted to the published form or refused."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

import securityunion as su
from securityunion.errors import IdentifierError
from securityunion.identifiers import (
    is_celex,
    is_document_reference,
    is_eli,
    is_official_journal_reference,
    is_procedure_reference,
)

CHECKS: dict[Callable[[str], str], Callable[[str], bool]] = {
    su.identifiers.normalise_celex: is_celex,
    su.identifiers.normalise_eli: is_eli,
    su.identifiers.normalise_procedure_reference: is_procedure_reference,
    su.identifiers.normalise_document_reference: is_document_reference,
    su.identifiers.normalise_official_journal_reference: is_official_journal_reference,
}
SAMPLES: dict[Callable[[str], str], dict[str, str]] = {
    su.identifiers.normalise_celex: {
        "32016L1148": "32016L1148",
        "CELEX 32016L1148": "32016L1148",
        "CELEX number: 32016L1148": "32016L1148",
        "Celex No. 32016L1148": "32016L1148",
        "\ufeff32016L1148\u200b": "32016L1148",
        "32016L1148\u00ad\u00a0": "32016L1148",
        "http://publications.europa.eu/resource/celex/32016L1148.ENG": "32016L1148",
        "http://publications.europa.eu/resource/celex/32016L0680R(01).FRA.pdfa1a": "32016L0680R(01)",
        " 32016l1148\n": "32016L1148",
        "CELEX:32016L1148": "32016L1148",
        "celex: 32016L1148": "32016L1148",
        "CELEX%3A52024DC0198%2801%29": "52024DC0198(01)",
        "CELEX%3A12012E%2FTXT": "12012E/TXT",
        "CELEX%3AC%2F2026%2F04613": "C/2026/04613",
        "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX%3A52020DC0797": "52020DC0797",
        "https://eur-lex.europa.eu/legal-content/EN/AUTO/?uri=CELEX:02014L0042-20140519": "02014L0042-20140519",
        "https://eur-lex.europa.eu/legal-content/PL/TXT/?uri=celex:52021PC0206&from=EN#d1e1": "52021PC0206",
        "https://eur-lex.europa.eu/LexUriServ/LexUriServ.do?uri=CELEX:21954A1221(01):EN:NOT": "21954A1221(01)",
        "http://publications.europa.eu/resource/celex/32016R0679": "32016R0679",
        "http://publications.europa.eu/resource/celex/C2017%2F168%2F02": "C2017/168/02",
        "52021XG0610 (02)": "52021XG0610(02)",
    },
    su.identifiers.normalise_eli: {
        "HTTP://data.europa.eu/eli/dir/2016/1148/oj": "http://data.europa.eu/eli/dir/2016/1148/oj",
        "HTTP://DATA.EUROPA.EU/ELI/DIR/2016/1148/OJ": "http://data.europa.eu/eli/dir/2016/1148/oj",
        "ELI: dir/2016/1148/oj": "http://data.europa.eu/eli/dir/2016/1148/oj",
        "ELI: http://data.europa.eu/eli/dec/2023/2135/oj": "http://data.europa.eu/eli/dec/2023/2135/oj",
        "eli:https://eur-lex.europa.eu/eli/dir/2017/1371": "http://data.europa.eu/eli/dir/2017/1371/oj",
        "ELI: ELI: http://data.europa.eu/eli/dec/2023/2135/oj": "",
        "\ufeffhttp://data.europa.eu/eli/dir/2016/1148/oj\u00ad": "http://data.europa.eu/eli/dir/2016/1148/oj",
        "http://data.europa.eu/eli/dir/2016/1148/oj/eng/pdf": "http://data.europa.eu/eli/dir/2016/1148/oj/eng",
        "https://Eur-Lex.europa.eu/eli/dir/2016/1148/oj/eng/xhtml": "http://data.europa.eu/eli/dir/2016/1148/oj/eng",
        "http://data.europa.eu/eli/dir/2016/1148/oj": "http://data.europa.eu/eli/dir/2016/1148/oj",
        "https://data.europa.eu/eli/dir/2016/1148/oj": "http://data.europa.eu/eli/dir/2016/1148/oj",
        "https://eur-lex.europa.eu/eli/dir/2017/1371": "http://data.europa.eu/eli/dir/2017/1371/oj",
        "https://eur-lex.europa.eu/eli/reg/2016/679/oj/eng?x=1#art_1": "http://data.europa.eu/eli/reg/2016/679/oj/eng",
        "eli:dir_impl/2019/68/oj": "http://data.europa.eu/eli/dir_impl/2019/68/oj",
        "dir:2019:904:oj": "http://data.europa.eu/eli/dir/2019/904/oj",
        "/eli/dir/2014/0042/": "http://data.europa.eu/eli/dir/2014/42/oj",
        "DIR/2014/42/2014-05-19": "http://data.europa.eu/eli/dir/2014/42/2014-05-19",
        "https://eur-lex.europa.eu/eli/C/2024/1645/oj": "http://data.europa.eu/eli/C/2024/1645/oj",
    },
    su.identifiers.normalise_procedure_reference: {
        "https://oeil.europarl.europa.eu/oeil/en/procedure-file?reference=2018/0331(COD)#tab-0": "2018/0331(COD)",
        "https://eur-lex.europa.eu/procedure/EN/2018_331_COD": "2018/0331(COD)",
        "HTTPS://EUR-LEX.EUROPA.EU/PROCEDURE/EN/2018_331_COD/?qid=1": "2018/0331(COD)",
        "https://eur-lex.europa.eu/procedure/EN/2018_331": "",
        "Procedure: 2018/0331(COD)": "2018/0331(COD)",
        "\u00a02018/0331(COD)\u200b": "2018/0331(COD)",
        "2018\u200b/0331(COD)": "",
        "2018/0331(COD)": "2018/0331(COD)",
        "2018/0108 (COD)": "2018/0108(COD)",
        "COD 2011/0129": "2011/0129(COD)",
        "COD(2011)0129": "",
        "2020/321(COD)": "2020/0321(COD)",
        "2018/0172/COD": "2018/0172(COD)",
        "2018/0108(COD)i": "2018/0108(COD)",
        "2019/0001b(cod)": "2019/0001B(COD)",
        "2021-0106 (COD)": "2021/0106(COD)",
        "2021_106_COD": "2021/0106(COD)",
        "2023%2F0209%28COD%29": "2023/0209(COD)",
        "https://oeil.europarl.europa.eu/oeil/en/procedure-file?reference=2018/0331(COD)": "2018/0331(COD)",
        "https://oeil.secure.europarl.europa.eu/oeil/popups/ficheprocedure.do?reference=2018/0331(COD)&l=en": (
            "2018/0331(COD)"
        ),
        "2018_172": "",
        "COM/2015/0750 final - 2015/0269 (COD)": "2015/0269(COD)",
        "JOIN/2014/037 final \u2013 2014/0323 (NLE)": "2014/0323(NLE)",
        "COM/2015/0750 final": "",
        "COM/2015/0750 final - ": "",
        "something - 2015/0269 (COD)": "",
        "2018/0331(COD) ***I": "2018/0331(COD)",
        "2018/0331(COD)***II": "2018/0331(COD)",
        "2018/0331 (COD) ***III": "2018/0331(COD)",
        "2018/0331(CNS) *": "2018/0331(CNS)",
        "2018/0331(APP) ***": "2018/0331(APP)",
        "1996/0161(SYN) **II": "1996/0161(SYN)",
        "***I 2018/0331(COD)": "2018/0331(COD)",
        "2018/0331(COD) ***IIII": "",
        "2018/0331(COD) ****": "",
        "2018/0331(COD) **": "",
        "2018/0331 ***I": "",  # the mark does not name a type
        "eli/dl/proc/2018-0331-COD": "2018/0331(COD)",
        "https://data.europarl.europa.eu/eli/dl/proc/2018-0331": "",
        "https://data.europarl.europa.eu/api/v2/procedures/2018-0331": "",
        "COD 2018/0108 (NLE)": "",
        "2018/01080(COD)": "",
        "2018/0000(COD)": "",
        "COD 2018/0": "",
    },
    su.identifiers.normalise_document_reference: {
        "\u200bCOM(2018) 640\u2060": "COM(2018) 640",
        "COM(2020) 797 final": "COM(2020) 797 final",
        "COM(2018)0640": "COM(2018) 640",
        "COM/2020/797 final": "COM(2020) 797 final",
        "COM(2011)275": "COM(2011) 275",
        "COM:2011:275:FIN": "COM(2011) 275 final",
        "COM_2018_0340_FIN": "COM(2018) 340 final",
        "com (2020) 605 FINAL/2": "COM(2020) 605 final/2",
        "COM(2020) 605 final/1": "COM(2020) 605 final",
        "SWD(2020) 153 final (joint)": "SWD(2020) 153 final",
        "SWD(2018) 403 final, PART 02/04": "SWD(2018) 403 final PART 2/4",
        "JOIN/2014/037 final": "JOIN(2014) 37 final",
        "COM%282020%29%20797%20final": "COM(2020) 797 final",
        "SWD(2018) 403 final PART 5/4": "",
        "COM(2018)": "",
        "COM/2015/0750 final - 2015/0269 (COD)": "COM(2015) 750 final",
        "JOIN/2014/037 final \u2013 2014/0323 (NLE)": "JOIN(2014) 37 final",
        "COM(2022) 132 - 2022/0132A(COD)": "COM(2022) 132",
        "COM/2015/0750 final - 2015/0269": "",
        "COM/2015/0750 final - COM/2015/0751 final": "",
        "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=COM:2011:275:FIN": "COM(2011) 275 final",
        "https://eur-lex.europa.eu/legal-content/EN/TXT/?qid=1&uri=COM%3A2011%3A275%3AFIN&a=b": "COM(2011) 275 final",
        "http://eur-lex.europa.eu/LexUriServ/LexUriServ.do?uri=COM:2011:0275:FIN:EN:PDF": "COM(2011) 275 final",
        "COM:2011:0275:FIN:EN:PDF": "COM(2011) 275 final",
        "COM:2011:0275:FIN:EN": "COM(2011) 275 final",
        "COM:2011:0275:FIN:PDF": "",
        "COM(2011) 275:EN:PDF": "",
        "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:52011PC0275": "",
    },
    su.identifiers.normalise_official_journal_reference: {
        "OJ L 194 of 19.07.2016, pp. 1-30": "OJ L 194, 19.7.2016, p. 1\u201330",
        "OJ L 194 of 19.07.2016, pp. 1\u201330\u200b": "OJ L 194, 19.7.2016, p. 1\u201330",
        "OJ C 202 I, of 16.6.2020, p. 1": "OJ C 202 I, 16.6.2020, p. 1",
        "OJ L 194 19.7.2016 p. 1": "OJ L 194, 19.7.2016, p. 1",
        "OJ L, 2023/2135 of 11.10.2023": "OJ L, 2023/2135, 11.10.2023",
        "OJ L 119, 4.5.2016, p. 1-88 2016/679": "OJ L 119, 4.5.2016, p. 1\u201388",
        "OJ L 194, 19.7.2016, p. 1 - corrected": "OJ L 194, 19.7.2016, p. 1",
        "OJ L 19419.7.2016, p. 1": "",  # L 1941 of the 9th, or L 194 of the 19th?
        "OJ L, 2023/2135,, 11.10.2023": "",
        "OJ L 194, 19.7.2016, p. 123456": "",
        "OJ L 194, 19.7.2016, p. 1-300000": "",
        "OJ L 194, 19.7.2016, p. 1-5-9": "",
        "OJ L 194, 19.7.2016, p. 1\u201330": "OJ L 194, 19.7.2016, p. 1\u201330",
        "OJ L 194, 19.7.2016, p. 1": "OJ L 194, 19.7.2016, p. 1",
        "OJ L 127, 29.4.2014, p. 39-50": "OJ L 127, 29.4.2014, p. 39\u201350",
        "OJ No L 194, 19-07-2016, p.1": "OJ L 194, 19.7.2016, p. 1",
        "Official Journal L 281 , 23/11/1995 P. 0031 - 0050": "OJ L 281, 23.11.1995, p. 31\u201350",
        "OJ L 335, 17/12/2011, pp. 1\u201314 (special edition in Croatian)": "OJ L 335, 17.12.2011, p. 1\u201314",
        "OJ C202I, 16.06.2020, page 1": "OJ C 202 I, 16.6.2020, p. 1",
        "OJ 017, 6.10.1958, p. 385": "OJ 17, 6.10.1958, p. 385",
        "OJ L, 2023/2135, 11/10/2023, ELI: http://data.europa.eu/eli/dec/2023/2135/oj": "OJ L, 2023/2135, 11.10.2023",
        "OJ C, C/2024/1645, 22.02.2024": "OJ C, C/2024/1645, 22.2.2024",
        "OJ CI 202, 16.6.2020, p. 1": "OJ C 202 I, 16.6.2020, p. 1",
        "OJ CE115, 9.5.2008, p. 47-199": "OJ C 115 E, 9.5.2008, p. 47\u2013199",
        "OJ LI 202 I, 16.6.2020, p. 1": "",
        "OJ PI 202, 16.6.2020, p. 1": "",
        "OJ I 202, 16.6.2020, p. 1": "",
        "OJ L 2024/1689, 12.7.2024": "OJ L, 2024/1689, 12.7.2024",
        "OJ L2024/1689, 12.7.2024": "",
        "OJ L 90580, 13.7.2026": "",  # the year of the number is not given
        "Official Journal of the European Union L 194, 19.7.2016, p. 1": "OJ L 194, 19.7.2016, p. 1",
        "Official Journal of the European Communities No L 281, 23.11.1995, p. 31": "OJ L 281, 23.11.1995, p. 31",
        "Official Journal of the Union L 194, 19.7.2016, p. 1": "",
        "OJ L 194, 31.6.2016, p. 1": "",
        "L 194/1": "",
    },
}
IS_NOT = (
    "is not (a CELEX number|a European Legislation Identifier|a procedure reference|a document reference"
    "|an Official Journal reference);"
)
ROWS = [(mend, text, wanted) for mend, samples in SAMPLES.items() for text, wanted in samples.items()]


@pytest.mark.parametrize(("mend", "text", "wanted"), ROWS)
def test_samples(mend: Callable[[str], str], text: str, wanted: str) -> None:
    if wanted:
        assert wanted == mend(text)
        assert CHECKS[mend](wanted)
    else:
        with pytest.raises(IdentifierError, match=rf"^'.*' ({IS_NOT}|has (no|more than one) type of procedure)"):
            mend(text)


@pytest.mark.parametrize("mend", list(CHECKS))
def test_what_is_nothing_is_refused(mend: Callable[[str], str]) -> None:
    for text in ("", " ", "nothing", "2020", "x" * 1_000_000, "%", "%ff%fe"):
        with pytest.raises(IdentifierError, match=rf"^'.*' {IS_NOT} write it like "):
            mend(text)
    for value in (None, 2020, b"COM(2020) 797 final"):
        with pytest.raises(TypeError, match=r"^text: .*; pass an? .* as text$"):
            mend(value)  # type: ignore[arg-type]


def test_a_type_of_procedure_may_be_given() -> None:
    assert "2018/0331(COD)" == su.identifiers.normalise_procedure_reference(
        "https://eur-lex.europa.eu/procedure/EN/2018_331", type="COD"
    )
    assert su.identifiers.normalise_procedure_reference("2018_172", type="COD") == "2018/0172(COD)"
    for address in ("eli/dl/proc", "api/v2/procedures"):
        text = f"https://data.europarl.europa.eu/{address}/2018-0331"
        assert su.identifiers.normalise_procedure_reference(text, type="COD") == "2018/0331(COD)"
    assert su.identifiers.normalise_procedure_reference("eli/dl/proc/2019-0001A", type="COD") == "2019/0001A(COD)"
    assert su.identifiers.normalise_procedure_reference("2018/0172(COD)", type="COD") == "2018/0172(COD)"
    with pytest.raises(IdentifierError, match=r"^'2018_172' has no type of procedure; pass one, such as type='COD'$"):
        su.identifiers.normalise_procedure_reference("2018_172")
    with pytest.raises(
        IdentifierError, match=r"has more than one type of procedure, COD and NLE; keep only one of them$"
    ):
        su.identifiers.normalise_procedure_reference("2018/0172(COD)", type="NLE")
    with pytest.raises(IdentifierError, match=r"is not a procedure reference; write it like"):
        su.identifiers.normalise_procedure_reference("2018_172", type="cod")


@given(st.sampled_from(list(CHECKS)), st.text())
def test_what_comes_out_is_strict_and_stays_as_it_is(mend: Callable[[str], str], text: str) -> None:
    try:
        mended = mend(text)
    except IdentifierError:
        return
    assert CHECKS[mend](mended)
    assert mend(mended) == mended


@pytest.mark.parametrize("text", ["52018\u017fC0403", "CELEX:52018\u017fC0403", "3201\u0666L1148"])
def test_foreign_letters_are_refused_not_made_ours(text: str) -> None:
    with pytest.raises(IdentifierError, match=r"^'.*' is not a CELEX number; write"):
        su.identifiers.normalise_celex(text)
    with pytest.raises(IdentifierError, match=r"^'.*' is not a document reference; write"):
        su.identifiers.normalise_document_reference("JO\u0131N(2020) 18")
