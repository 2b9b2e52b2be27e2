"""CELEX numbers, the document numbers of EUR-Lex: one grammar for each of the twelve sectors.

The grammars follow the allocation rules that the Publications Office publishes for each sector, and real numbers
where practice is wider. They count digits: a digit too few or too many is refused wherever no real number has it.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import cache, partial
from typing import ClassVar

from securityunion._util.arguments import check_text
from securityunion._util.public_home import public_in
from securityunion._util.text import not_a
from securityunion.errors import IdentifierError
from securityunion.identifiers.base import Identifier, is_day, is_text

__all__ = ["CelexParts", "eur_lex_url", "is_celex", "parse_celex"]

_LONGEST = 36
_COUNTRY = 3
_LEGISLATION_ONLY = tuple("EFHKLORS")
_LANGUAGES = "BG CS DA DE EL EN ES ET FI FR GA HR HU IT LT LV MT NL PL PT RO SK SL SV"
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
# Documents of the same day or number are told apart by a number in brackets; beyond 99 it has three digits.
# The numbers of five digits that the Official Journal gives since October 2023 are never shared.
_REPEATED = r"(?:\((?<![A-Z/]0[0-9]{4}\()(?P<repeated>[0-9]{2}|[12][0-9]{2})\))?"
_CORRIGENDUM = r"(?:R\((?P<corrigendum>0[1-9]|[1-9][0-9])\))?"
_SUFFIXES = _REPEATED + _CORRIGENDUM
# Since October 2023 each document of the Official Journal has a number of its own, in some series with five digits.
_SINCE_2023 = r"20(?:2[3-9]|[3-9][0-9])"
_SINCE_2024 = r"20(?:2[4-9]|[3-9][0-9])"
_ACT = rf"(?P<number>[0-9]{{4}}|(?<={_SINCE_2023}[ABCDGHJOPQXY])0[0-9]{{4}}){_REPEATED}"
# Three letters at most: the R in 12016E/TXTR(04) is that of a corrigendum.
_STEP = r"/(?:[A-Z]{1,3}|[0-9]{2}[A-Z]?|[A-Z][0-9]{2})"
_DAY = r"(?P<day>(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]))"

_GRAMMARS = {
    # Consolidated texts: the act, notice or corrigendum, a hyphen, and the day of the version; one in the year 9999
    # stands for none. Without a day the latest version is meant.
    "0": (
        rf"0{_YEAR}(?:(?P<descriptor>[A-LN-Z][ABCEGKPRX]|[A-Z]){_ACT}{_CORRIGENDUM}|(?P<treaty>ME|[A-Z])/TXT)"
        rf"(?:-(?:{_DAY}|99990101))?"
    ),
    # Treaties: an article of three digits, an annex N01, or steps such as /TXT and /PRO/01. Only the acts of accession
    # have more than nine annexes, that of 1985 has 36; the annexes of that of Amsterdam have letters. The articles of
    # the Treaty of Maastricht have letters too, and some of them parts: J01, I/8.
    "1": (
        rf"1{_YEAR}(?P<descriptor>[A-Z]{{1,2}}?)"
        rf"(?P<place>[0-9]{{3}}[A-Z]?|N(?:0|(?:(?<=[BHIJNST]N)|(?<=S[AP]N))[1-3])[0-9][A-Z]?"
        rf"(?:{_STEP}|(?<=/[0-9]{{2}})/[1-9]){{0,4}}|(?<=1992M)[A-S](?:[0-9]{{2}}|/[1-9][0-9]?)?|(?<=1997D)N[AB]|AFI|(?:{_STEP}){{1,4}})?{_SUFFIXES}"
    ),
    # International agreements: month and day of publication, or the number of an act. Since October 2023 agreements
    # and information have five digits, decisions of joint committees keep four.
    "2": (
        rf"2{_YEAR}(?P<descriptor>[A-Z]|XC)"
        rf"(?P<number>[0-9]{{4}}(?:(?<!{_SINCE_2024}[AX][0-9]{{4}})|(?=\())"
        rf"|(?<={_SINCE_2023}[A-CE-Z])0[0-9]{{4}}){_SUFFIXES}"
    ),
    # Legislation; merger cases (M) passed 9999 in 2020. Early acts of the same number are told apart by their page.
    "3": (
        rf"3{_YEAR}(?P<descriptor>[A-HJ-MOQ-SXY])"
        rf"(?P<number>[0-9]{{4}}|(?<={_SINCE_2023}[ABCDGHJOQY])0[0-9]{{4}}|(?<=20[2-9][0-9]M)1[0-9]{{4}})"
        rf"(?:(?<=19[56][0-9][A-Z][0-9]{{4}})P(?P<page>[0-9]{{4}}))?{_SUFFIXES}"
    ),
    # Complementary legislation; X keeps four digits (L series), internal numbers of agreements (Z) may have five.
    "4": (
        rf"4{_YEAR}(?P<descriptor>[A-Z])"
        rf"(?P<number>[0-9]{{4}}|(?<=20[12][0-9]Z)1[0-9]{{4}}|(?<={_SINCE_2023}[A-WY])0[0-9]{{4}}){_SUFFIXES}"
    ),
    # Preparatory documents: the second letter is the institution; cases of competition law, of the Digital
    # Markets Act and of the Digital Services Act have their case number.
    # Notices of the Commission and the Council (XC, XG) had the day of publication, and from 2024 have five digits.
    "5": (
        rf"5{_YEAR}(?P<descriptor>M|A[ST]|FS|D[MS]A|[A-LN-Z][ABCEGKPRX])"
        rf"(?P<number>(?<!A[ST]|FS)(?<!D[MS]A)(?<!{_SINCE_2024}X[CG])[0-9]{{4}}|(?<=20[2-9][0-9]M)1[0-9]{{4}}"
        rf"|(?<=A[ST])[2-9][0-9]{{4}}|(?:(?<=AS|AT|FS)|(?<=D[MS]A))1[0-9]{{5}}"
        rf"|(?<={_SINCE_2023}(?:X[A-Z]|[AIK]G|[ATS]A|[AH]B|DP))0[0-9]{{4}})"
        rf"{_SUFFIXES}(?P<letter>(?:(?<=\))|(?<=5(?:19[0-9]{{2}}|200[0-9])[A-Z]{{2}}[0-9]{{4}}))[A-Z])?"
    ),
    # Case-law: the court (C, T, F) and the kind of document; one letter in the numbers of before 2010.
    "6": (
        rf"6{_YEAR}(?P<descriptor>[CTF][A-Z]|(?<=6(?:19[0-9]{{2}}|200[0-9]))[A-DFJKN-PS-X])"
        rf"(?P<number>[0-9]{{4}}){_SUFFIXES}(?:_(?P<extract>[A-Z]{{3}}|[1-9]))?"
    ),
    # National measures: the act, the country, and mostly a serial number, which since 2019 starts with the year.
    # A measure for several acts has an asterisk instead of the act.
    "7": (
        rf"7(?:{_YEAR}(?P<descriptor>[A-Z])(?P<number>[0-9]{{4}}){_REPEATED}"
        r"(?P<country>[A-Z]{3})(?:_(?P<serial>[1-9][0-9]{0,5}|20[0-9]{7}))?"
        r"|\*(?P<nation>[A-Z]{3})_(?P<shared>20[0-9]{7}))"
    ),
    # References to national case-law: the country, month and day of the decision.
    "8": rf"8{_YEAR}(?P<country>[A-Z]{{2}})(?P<number>[0-9]{{4}}){_SUFFIXES}",
    # Parliamentary questions: six digits, once four.
    "9": (
        rf"9{_YEAR}(?P<descriptor>[A-Z])"
        rf"(?P<number>[0-9]{{6}}|(?<=9(?:19[0-9]{{2}}|200[0-9])[A-Z])[0-9]{{4}}){_SUFFIXES}"
    ),
    # Other documents of the C series: issue and item, since October 2023 a number of five digits.
    "C": (
        r"C(?:(?P<year>(?:19|20)[0-9]{2})/(?P<issue>[0-9]{3}[A-Z]?)/(?P<item>[0-9]{2}|[1-9][0-9]{2})"
        rf"|/(?P<since>{_SINCE_2023})/(?P<number>[09][0-9]{{4}})){_SUFFIXES}"
    ),
    # EFTA documents, since the agreement of 1992; agreements (A) and communications (X) by day of publication.
    "E": (
        rf"E(?P<year>199[2-9]|20[0-9]{{2}})(?P<descriptor>[ACGJOPX])"
        rf"(?P<number>[0-9]{{4}}(?:(?<![AX][0-9]{{4}})|(?=\())|(?<={_SINCE_2023}[A-Z])0[0-9]{{4}}){_SUFFIXES}"
    ),
}


# What most numbers of the large sectors look like: tried first, because it is quick.
_PLAIN = {
    "1": r"1(?:19|20)[0-9][0-9][A-Z][0-9][0-9][0-9]|",
    "3": r"3(?:19|20)[0-9][0-9][A-HJ-MOQ-SXY][0-9][0-9][0-9][0-9]|",
    "5": r"5(?:19|20)[0-9][0-9](?:[A-LN-WYZ][BCEGKPRX]|X[BEKPRX])[0-9][0-9][0-9][0-9]|",
    "6": r"6(?:19|20)[0-9][0-9][CTF][A-Z][0-9][0-9][0-9][0-9]|",
}
_CHECKS: dict[str, Callable[[str], re.Match[str] | None]] = {}


def is_celex(text: str) -> bool:
    """Say whether *text* has the form of a CELEX number, the document number of EUR-Lex.

    Each sector has its own form; a well-formed number need not exist. What is no text has not the form.

    >>> from securityunion.identifiers import is_celex
    >>> is_celex("32016L1148"), is_celex("32016L0680R(01)"), is_celex("02014L0042-20140519")
    (True, True, True)
    >>> is_celex("2016/1148"), is_celex("32016l1148"), is_celex("32016L148")
    (False, False, False)
    >>> is_celex(None), is_celex(b"32016L1148")
    (False, False)
    """
    # No look at the type before: it would cost up to a tenth of a check.
    try:
        return len(text) <= _LONGEST and _CHECKS[text[0]](text) is not None
    except (LookupError, TypeError):
        return is_text(text, _LONGEST) and _is_first_of_sector(text)


@public_in("securityunion.identifiers")
class CelexParts(Identifier):
    """A CELEX number and its parts.

    A part that the number does not have is None. Numbers are sorted by sector, year, type and number; an act comes
    before its corrigenda, and both before the documents that share its number.

    >>> from securityunion.identifiers import parse_celex
    >>> celex = parse_celex("32016L0680R(01)")
    >>> celex.sector, celex.year, celex.descriptor, celex.number, celex.corrigendum
    ('3', 2016, 'L', 680, 1)
    >>> parse_celex("02014L0042-20140519").consolidated_on
    datetime.date(2014, 5, 19)
    """

    __slots__ = ()

    form: ClassVar[str] = "a CELEX number"
    example: ClassVar[str] = "32016L1148"
    matches: ClassVar["staticmethod[[str], bool]"] = staticmethod(is_celex)

    @property
    def sector(self) -> str:
        """The sector: a digit, C or E."""
        return self.text[0]

    @property
    def year(self) -> int:
        """The year in the number: of adoption, publication, or the case; in sectors 0 and 7, of the act.

        A national measure for several acts has the year of its serial number.
        """
        start = {"/": 2, "*": len("7*") + _COUNTRY + 1}.get(self.text[1], 1)
        return int(self.text[start : start + 4])

    @property
    def descriptor(self) -> str | None:
        """The letters for the type of document, such as `L`; None in the sectors 8 and C, which have none."""
        return self._part("descriptor") or self._part("treaty")

    @property
    def number(self) -> int | None:
        """The number of the document; often month and day of publication. None for treaties and older C documents."""
        return self._number("number")

    @property
    def digits(self) -> str | None:
        """The number of the document as it is written, with its zeros.

        >>> from securityunion.identifiers import parse_celex
        >>> parse_celex("32024H04371").digits, parse_celex("32016L0680").digits
        ('04371', '0680')
        """
        return self._part("number")

    @property
    def page(self) -> int | None:
        """The page in the Official Journal, which tells some acts of the same number before 1970 apart.

        >>> from securityunion.identifiers import parse_celex
        >>> parse_celex("31962D0241P1331").page
        1331
        """
        return self._number("page")

    @property
    def repeated(self) -> int | None:
        """The number in brackets, which tells documents of the same number or day apart."""
        return self._number("repeated")

    @property
    def corrigendum(self) -> int | None:
        """Which corrigendum of the document this is."""
        return self._number("corrigendum")

    @property
    def letter(self) -> str | None:
        """The letter behind the number of a preparatory document.

        >>> from securityunion.identifiers import parse_celex
        >>> parse_celex("51999PC1730(02)S").letter
        'S'
        """
        return self._part("letter")

    @property
    def extract(self) -> str | None:
        """What of a case is meant instead of the whole document, such as `SUM` for its summary.

        >>> from securityunion.identifiers import parse_celex
        >>> parse_celex("62020CJ0414_SUM").extract
        'SUM'
        """
        return self._part("extract")

    @property
    def issue(self) -> str | None:
        """The issue of the C series, as it is written: three digits, perhaps a letter. None since October 2023.

        >>> from securityunion.identifiers import parse_celex
        >>> celex = parse_celex("C2022/114A/01")
        >>> celex.issue, celex.item
        ('114A', 1)
        """
        return self._part("issue")

    @property
    def item(self) -> int | None:
        """Which document of an issue of the C series this is."""
        return self._number("item")

    @property
    def consolidated_on(self) -> date | None:
        """The day of a consolidated text; None for others, where the latest version is meant, and in the year 9999."""
        day = self._part("day")
        return None if day is None else _day(day)

    @property
    def country(self) -> str | None:
        """The country of a national measure (three letters) or a national decision (two letters)."""
        return self._part("country") or self._part("nation")

    @property
    def serial(self) -> int | None:
        """The serial number of a national measure.

        >>> from securityunion.identifiers import parse_celex
        >>> measure = parse_celex("7*FRA_202607159")
        >>> measure.country, measure.serial, measure.year, measure.act
        ('FRA', 202607159, 2026, None)
        """
        return self._number("serial") or self._number("shared")

    @property
    def place(self) -> str | None:
        """The place in a treaty: an article `083`, an annex `N02/18/A`, a protocol `/PRO/01`."""
        return self._part("place")

    @property
    def act(self) -> str | None:
        """The CELEX number of the act behind a corrigendum, a national measure or a consolidated text.

        None for a national measure for several acts, and for consolidated texts of types that several sectors have,
        such as decisions: the number alone does not tell the sector.

        >>> from securityunion.identifiers import parse_celex
        >>> parse_celex("32016L0680R(01)").act, parse_celex("72016L0680ITA_259163").act
        ('32016L0680', '32016L0680')
        >>> parse_celex("02014L0042-20140519").act, parse_celex("02008D0615-20080806").act
        ('32014L0042', None)
        """
        if self.sector == "0":
            return f"3{self.text.partition('-')[0][1:]}" if self.descriptor in _LEGISLATION_ONLY else None
        if self.corrigendum is not None:
            return self.text.partition("R(")[0]
        if self.sector == "7" and self.text[1] != "*":
            return f"3{self.text.partition('_')[0][1:-_COUNTRY]}"
        return None

    @property
    def order(self) -> tuple[object, ...]:
        """Sector, year, type or country, number, place or issue, item, and what stands behind: an act comes first.

        >>> from securityunion.identifiers import parse_celex
        >>> texts = ["32016L0680(01)", "32016L0680R(10)", "32016L0680R(02)", "32016L0680"]
        >>> [str(celex) for celex in sorted(map(parse_celex, texts))]
        ['32016L0680', '32016L0680R(02)', '32016L0680R(10)', '32016L0680(01)']
        """
        part = self._parts().get
        country = part("country") or part("nation") or ""
        kind = part("descriptor") or part("treaty") or country
        number, item, repeated, corrigendum = (
            int(part(name) or 0) for name in ("number", "item", "repeated", "corrigendum")
        )
        serial = int(part("serial") or part("shared") or 0)
        place = part("place") or part("issue") or ""
        behind = (repeated, corrigendum, country, serial, self.text)
        return (self.sector, self.year, kind, number, place, item, *behind)

    def _match(self) -> re.Match[str] | None:
        return _pattern(self.text[0]).fullmatch(self.text)


def parse_celex(text: str) -> CelexParts:
    """Return the CELEX number *text* with its parts.

    Nothing is mended: `normalise_celex` does that.

    Raises:
        IdentifierError: where *text* is no CELEX number.
        TypeError: where it is no text.

    >>> from securityunion.identifiers import parse_celex
    >>> parse_celex("52021XG0610(02)").descriptor
    'XG'
    >>> str(parse_celex("12012E/TXT"))
    '12012E/TXT'
    """
    return CelexParts(text)


def eur_lex_url(celex: str, *, language: str = "EN") -> str:
    """Return the address of the document on EUR-Lex, in one of the Union's official languages.

    Raises:
        IdentifierError: where *celex* is no CELEX number, or *language* no official language.
        TypeError: where one of them is no text.

    >>> from securityunion.identifiers import eur_lex_url
    >>> eur_lex_url("32016L1148")
    'https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32016L1148'
    >>> eur_lex_url("52021XG0610(02)", language="DE")
    'https://eur-lex.europa.eu/legal-content/DE/TXT/?uri=CELEX:52021XG0610%2802%29'
    """
    check_text("celex", celex, "a CELEX number as text")
    text = parse_celex(celex).text
    check_text("language", language, "the code of an official language, such as 'EN'")
    if language not in _LANGUAGES.split():
        raise IdentifierError(not_a("the code of an official language", language, "use a code such as 'EN'"))
    address = text.replace("(", "%28").replace(")", "%29").replace("*", "%2A")
    return f"https://eur-lex.europa.eu/legal-content/{language}/TXT/?uri=CELEX:{address}"


def _is_first_of_sector(text: str) -> bool:
    sector = text[:1]
    if sector not in _GRAMMARS:
        return False
    # To check, no part need be captured.
    pattern = _PLAIN.get(sector, "") + re.sub(r"\?P<[a-z]+>", "?:", _GRAMMARS[sector])
    matches = re.compile(pattern).fullmatch
    _CHECKS[sector] = partial(_on_a_real_day, matches) if sector == "0" else matches
    return is_celex(text)


def _on_a_real_day(matches: Callable[[str], re.Match[str] | None], text: str) -> re.Match[str] | None:
    """Return the match of a consolidated text, unless the calendar does not have its day."""
    found = matches(text)
    day = text.partition("-")[2]
    return None if found is None or (day and not is_day(day[:4], day[4:6], day[6:])) else found


def _day(digits: str) -> date:
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))


@cache
def _pattern(sector: str) -> re.Pattern[str]:
    return re.compile(_GRAMMARS[sector])
