"""Check and parse CELEX numbers, which identify documents in EUR-Lex.

Each of the twelve sectors of EUR-Lex has its own grammar, which follows the published rules of the Publications Office.
The grammars also accept numbers that are in use but break these rules. A number with one digit too few or too many is
refused, unless other numbers of that length are in use.
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
# A number in brackets, such as (01), distinguishes documents that share a day or a number. From 100 onwards, it has
# three digits. A number with five digits, as assigned since October 2023, is unique and never followed by brackets.
_REPEATED = r"(?:\((?<![A-Z/]0[0-9]{4}\()(?P<repeated>[0-9]{2}|[12][0-9]{2})\))?"
_CORRIGENDUM = r"(?:R\((?P<corrigendum>0[1-9]|[1-9][0-9])\))?"
_SUFFIXES = _REPEATED + _CORRIGENDUM
# Since October 2023, every document in the Official Journal has had its own number, with five digits in some series.
_SINCE_2023 = r"20(?:2[3-9]|[3-9][0-9])"
_SINCE_2024 = r"20(?:2[4-9]|[3-9][0-9])"
_ACT = rf"(?P<number>[0-9]{{4}}|(?<={_SINCE_2023}[ABCDGHJOPQXY])0[0-9]{{4}}){_REPEATED}"
# A treaty number has steps such as /TXT. A step has at most three letters, so the R in 12016E/TXTR(04) is not part of
# the step.
_STEP = r"/(?:[A-Z]{1,3}|[0-9]{2}[A-Z]?|[A-Z][0-9]{2})"
_DAY = r"(?P<day>(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]))"

_GRAMMARS = {
    # Sector 0 has consolidated texts. The number names the act, notice or corrigendum, then a hyphen and the day of the
    # version. A number without a day means the latest version. The day 99990101 means that the version has no day.
    "0": (
        rf"0{_YEAR}(?:(?P<descriptor>[A-LN-Z][ABCEGKPRX]|[A-Z]){_ACT}{_CORRIGENDUM}|(?P<treaty>ME|[A-Z])/TXT)"
        rf"(?:-(?:{_DAY}|99990101))?"
    ),
    # Sector 1 has treaties. A number can name an article (three digits), an annex such as N01, or steps such as /TXT
    # and /PRO/01. Only acts of accession have more than nine annexes; the act of 1985 has 36. The annexes of the Treaty
    # of Amsterdam have letters. The articles of the Treaty of Maastricht also have letters; some have parts (J01, I/8).
    "1": (
        rf"1{_YEAR}(?P<descriptor>[A-Z]{{1,2}}?)"
        rf"(?P<place>[0-9]{{3}}[A-Z]?|N(?:0|(?:(?<=[BHIJNST]N)|(?<=S[AP]N))[1-3])[0-9][A-Z]?"
        rf"(?:{_STEP}|(?<=/[0-9]{{2}})/[1-9]){{0,4}}|(?<=1992M)[A-S](?:[0-9]{{2}}|/[1-9][0-9]?)?|(?<=1997D)N[AB]|AFI|(?:{_STEP}){{1,4}})?{_SUFFIXES}"
    ),
    # Sector 2 has international agreements. Their number is the month and day of publication, or the number of an act.
    # Numbers of agreements and information have five digits from October 2023 on; joint committee decisions keep four.
    "2": (
        rf"2{_YEAR}(?P<descriptor>[A-Z]|XC)"
        rf"(?P<number>[0-9]{{4}}(?:(?<!{_SINCE_2024}[AX][0-9]{{4}})|(?=\())"
        rf"|(?<={_SINCE_2023}[A-CE-Z])0[0-9]{{4}}){_SUFFIXES}"
    ),
    # Sector 3 has legislation. Merger cases (M) can have five digits, because their numbers passed 9999 in 2020. Early
    # acts that share a number are distinguished by their page in the Official Journal.
    "3": (
        rf"3{_YEAR}(?P<descriptor>[A-HJ-MOQ-SXY])"
        rf"(?P<number>[0-9]{{4}}|(?<={_SINCE_2023}[ABCDGHJOQY])0[0-9]{{4}}|(?<=20[2-9][0-9]M)1[0-9]{{4}})"
        rf"(?:(?<=19[56][0-9][A-Z][0-9]{{4}})P(?P<page>[0-9]{{4}}))?{_SUFFIXES}"
    ),
    # Sector 4 has complementary legislation. Documents of type X, which appear in the L series, still have numbers
    # with four digits. Internal numbers of agreements (type Z) can have five digits.
    "4": (
        rf"4{_YEAR}(?P<descriptor>[A-Z])"
        rf"(?P<number>[0-9]{{4}}|(?<=20[12][0-9]Z)1[0-9]{{4}}|(?<={_SINCE_2023}[A-WY])0[0-9]{{4}}){_SUFFIXES}"
    ),
    # Sector 5 has preparatory documents. The second letter of the type is the institution. For cases under competition
    # law, the Digital Markets Act and the Digital Services Act, the number is the case number. The Commission's and
    # the Council's notices (XC, XG) have had five digits since 2024. Earlier, their number was the day of publication.
    "5": (
        rf"5{_YEAR}(?P<descriptor>M|A[ST]|FS|D[MS]A|[A-LN-Z][ABCEGKPRX])"
        rf"(?P<number>(?<!A[ST]|FS)(?<!D[MS]A)(?<!{_SINCE_2024}X[CG])[0-9]{{4}}|(?<=20[2-9][0-9]M)1[0-9]{{4}}"
        rf"|(?<=A[ST])[2-9][0-9]{{4}}|(?:(?<=AS|AT|FS)|(?<=D[MS]A))1[0-9]{{5}}"
        rf"|(?<={_SINCE_2023}(?:X[A-Z]|[AIK]G|[ATS]A|[AH]B|DP))0[0-9]{{4}})"
        rf"{_SUFFIXES}(?P<letter>(?:(?<=\))|(?<=5(?:19[0-9]{{2}}|200[0-9])[A-Z]{{2}}[0-9]{{4}}))[A-Z])?"
    ),
    # Sector 6 has case-law. The first letter of the type is the court (C, T or F), and the second is the kind of
    # document. In numbers from before 2010, the type can be a single letter.
    "6": (
        rf"6{_YEAR}(?P<descriptor>[CTF][A-Z]|(?<=6(?:19[0-9]{{2}}|200[0-9]))[A-DFJKN-PS-X])"
        rf"(?P<number>[0-9]{{4}}){_SUFFIXES}(?:_(?P<extract>[A-Z]{{3}}|[1-9]))?"
    ),
    # Sector 7 has national measures. A number consists of the act, the country and usually a serial number. Since 2019,
    # serial numbers have started with the year. A measure for several acts has an asterisk in place of the act.
    "7": (
        rf"7(?:{_YEAR}(?P<descriptor>[A-Z])(?P<number>[0-9]{{4}}){_REPEATED}"
        r"(?P<country>[A-Z]{3})(?:_(?P<serial>[1-9][0-9]{0,5}|20[0-9]{7}))?"
        r"|\*(?P<nation>[A-Z]{3})_(?P<shared>20[0-9]{7}))"
    ),
    # Sector 8 has references to national case-law. The country is followed by the month and day of the decision.
    "8": rf"8{_YEAR}(?P<country>[A-Z]{{2}})(?P<number>[0-9]{{4}}){_SUFFIXES}",
    # Sector 9 has parliamentary questions. Their numbers now have six digits; in the past, they could have four.
    "9": (
        rf"9{_YEAR}(?P<descriptor>[A-Z])"
        rf"(?P<number>[0-9]{{6}}|(?<=9(?:19[0-9]{{2}}|200[0-9])[A-Z])[0-9]{{4}}){_SUFFIXES}"
    ),
    # Sector C has the other documents of the C series. Until September 2023, their numbers named the issue and the item
    # within the issue. Since then, their numbers have had five digits.
    "C": (
        r"C(?:(?P<year>(?:19|20)[0-9]{2})/(?P<issue>[0-9]{3}[A-Z]?)/(?P<item>[0-9]{2}|[1-9][0-9]{2})"
        rf"|/(?P<since>{_SINCE_2023})/(?P<number>[09][0-9]{{4}})){_SUFFIXES}"
    ),
    # Sector E has EFTA documents from 1992, the year of the EEA Agreement, onwards. The numbers of agreements (A) and
    # communications (X) are the month and day of publication.
    "E": (
        rf"E(?P<year>199[2-9]|20[0-9]{{2}})(?P<descriptor>[ACGJOPX])"
        rf"(?P<number>[0-9]{{4}}(?:(?<![AX][0-9]{{4}})|(?=\())|(?<={_SINCE_2023}[A-Z])0[0-9]{{4}}){_SUFFIXES}"
    ),
}

# Most numbers of the large sectors match these simple patterns, which are tried first because they are fast.
_PLAIN = {
    "1": r"1(?:19|20)[0-9][0-9][A-Z][0-9][0-9][0-9]|",
    "3": r"3(?:19|20)[0-9][0-9][A-HJ-MOQ-SXY][0-9][0-9][0-9][0-9]|",
    "5": r"5(?:19|20)[0-9][0-9](?:[A-LN-WYZ][BCEGKPRX]|X[BEKPRX])[0-9][0-9][0-9][0-9]|",
    "6": r"6(?:19|20)[0-9][0-9][CTF][A-Z][0-9][0-9][0-9][0-9]|",
}
# The check of a sector is compiled and stored here when a number of the sector is checked for the first time.
_CHECKS: dict[str, Callable[[str], re.Match[str] | None]] = {}


def is_celex(text: str) -> bool:
    """Return whether *text* has the form of a CELEX number.

    The CELEX numbers of each sector have their own form. The function does not check whether the document exists. It
    returns False for anything that is not a string.

    >>> from securityunion.identifiers import is_celex
    >>> is_celex("32016L1148"), is_celex("32016L0680R(01)"), is_celex("02014L0042-20140519")
    (True, True, True)
    >>> is_celex("2016/1148"), is_celex("32016l1148"), is_celex("32016L148")
    (False, False, False)
    >>> is_celex(None), is_celex(b"32016L1148")
    (False, False)
    """
    # Checking the type of *text* first would make this function up to 10 % slower. An empty text, a value that is not a
    # string, and the first number of a sector raise an exception here and are handled below.
    try:
        return len(text) <= _LONGEST and _CHECKS[text[0]](text) is not None
    except (LookupError, TypeError):
        return is_text(text, _LONGEST) and _check_with_new_sector(text)


@public_in("securityunion.identifiers")
class CelexParts(Identifier):
    """A CELEX number and its parts.

    A part is None if the number does not have it. CELEX numbers sort by sector, year, type and number. An act comes
    first, then its corrigenda, then other documents with the same number.

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
        """The year of adoption, of publication or of the case. In sectors 0 and 7, it is the year of the act.

        If a national measure belongs to several acts, the year comes from the serial number.
        """
        start = {"/": 2, "*": len("7*") + _COUNTRY + 1}.get(self.text[1], 1)
        return int(self.text[start : start + 4])

    @property
    def descriptor(self) -> str | None:
        """The letters for the type of document, such as `L`. None in sectors 8 and C, which have no such letters."""
        return self._part("descriptor") or self._part("treaty")

    @property
    def number(self) -> int | None:
        """The number, often the month and day of publication. None for treaties and pre-October 2023 C documents."""
        return self._number("number")

    @property
    def digits(self) -> str | None:
        """The digits of the number as written, with leading zeros.

        >>> from securityunion.identifiers import parse_celex
        >>> parse_celex("32024H04371").digits, parse_celex("32016L0680").digits
        ('04371', '0680')
        """
        return self._part("number")

    @property
    def page(self) -> int | None:
        """The page in the Official Journal. It distinguishes some acts from before 1970 that share a number.

        >>> from securityunion.identifiers import parse_celex
        >>> parse_celex("31962D0241P1331").page
        1331
        """
        return self._number("page")

    @property
    def repeated(self) -> int | None:
        """The number in brackets. It distinguishes documents that share a number or a day."""
        return self._number("repeated")

    @property
    def corrigendum(self) -> int | None:
        """The number of the corrigendum, such as 1 in `R(01)`."""
        return self._number("corrigendum")

    @property
    def letter(self) -> str | None:
        """The letter after the number of a preparatory document.

        >>> from securityunion.identifiers import parse_celex
        >>> parse_celex("51999PC1730(02)S").letter
        'S'
        """
        return self._part("letter")

    @property
    def extract(self) -> str | None:
        """The extract of a case, such as `SUM` for the summary; None if the number refers to the whole document.

        >>> from securityunion.identifiers import parse_celex
        >>> parse_celex("62020CJ0414_SUM").extract
        'SUM'
        """
        return self._part("extract")

    @property
    def issue(self) -> str | None:
        """The issue of the C series: three digits, sometimes with a letter. None for documents from October 2023 on.

        >>> from securityunion.identifiers import parse_celex
        >>> celex = parse_celex("C2022/114A/01")
        >>> celex.issue, celex.item
        ('114A', 1)
        """
        return self._part("issue")

    @property
    def item(self) -> int | None:
        """The number of the document within an issue of the C series."""
        return self._number("item")

    @property
    def consolidated_on(self) -> date | None:
        """The day of a consolidated text. None for other documents, for the latest version and for the day 99990101."""
        day = self._part("day")
        return None if day is None else _day(day)

    @property
    def country(self) -> str | None:
        """The country code: three letters for a national measure, two letters for a decision of a national court."""
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
        """The place in a treaty, such as the article `083`, the annex `N02/18/A` or the protocol `/PRO/01`."""
        return self._part("place")

    @property
    def act(self) -> str | None:
        """The CELEX number of the act to which a corrigendum, a national measure or a consolidated text belongs.

        The value is None if a national measure belongs to several acts. It is also None for some consolidated texts,
        such as those of decisions. The number of such a text does not show the sector of the decision.

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
        """The sort key: sector, year, type or country, number, place or issue, item, number in brackets, corrigendum.

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
        rest = (repeated, corrigendum, country, serial, self.text)
        return (self.sector, self.year, kind, number, place, item, *rest)

    def _match(self) -> re.Match[str] | None:
        return _pattern(self.text[0]).fullmatch(self.text)


def parse_celex(text: str) -> CelexParts:
    """Parse the CELEX number *text* and return its parts.

    The text must be in the published form. Use `normalise_celex` for other spellings.

    Raises:
        IdentifierError: if *text* is not a CELEX number.
        TypeError: if *text* is not a string.

    >>> from securityunion.identifiers import parse_celex
    >>> parse_celex("52021XG0610(02)").descriptor
    'XG'
    >>> str(parse_celex("12012E/TXT"))
    '12012E/TXT'
    """
    return CelexParts(text)


def eur_lex_url(celex: str, *, language: str = "EN") -> str:
    """Return the address of a document on EUR-Lex, in the language with the code *language*.

    Raises:
        IdentifierError: if *celex* is not a CELEX number, or *language* is not the code of an official language.
        TypeError: if an argument is not a string.

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


def _check_with_new_sector(text: str) -> bool:
    sector = text[:1]
    if sector not in _GRAMMARS:
        return False
    # A check does not need the parts of a number, so its pattern is compiled without named groups.
    pattern = _PLAIN.get(sector, "") + re.sub(r"\?P<[a-z]+>", "?:", _GRAMMARS[sector])
    matches = re.compile(pattern).fullmatch
    _CHECKS[sector] = partial(_match_on_real_day, matches) if sector == "0" else matches
    return is_celex(text)


def _match_on_real_day(matches: Callable[[str], re.Match[str] | None], text: str) -> re.Match[str] | None:
    """Match *text* as the number of a consolidated text. Return None if *text* does not match or its day is invalid."""
    found = matches(text)
    day = text.partition("-")[2]
    return None if found is None or (day and not is_day(day[:4], day[4:6], day[6:])) else found


def _day(digits: str) -> date:
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))


@cache
def _pattern(sector: str) -> re.Pattern[str]:
    return re.compile(_GRAMMARS[sector])
