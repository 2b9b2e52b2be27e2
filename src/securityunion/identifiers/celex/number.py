"""Parse CELEX numbers into their parts, and return the addresses of their documents."""

import re
from datetime import date
from typing import ClassVar

from securityunion._util.arguments import check_text
from securityunion._util.public_home import public_in
from securityunion._util.text import not_a
from securityunion.errors import IdentifierError
from securityunion.identifiers.base import Identifier
from securityunion.identifiers.celex.grammar import is_celex, match_celex

__all__ = ["CelexParts", "eur_lex_url", "parse_celex"]

_COUNTRY = 3
_LEGISLATION_ONLY = tuple("EFHKLORS")
_LANGUAGES = "BG CS DA DE EL EN ES ET FI FR GA HR HU IT LT LV MT NL PL PT RO SK SL SV"


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
        return self._number("serial") or self._number("bracketed") or self._number("shared")

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
            return f"3{self.text[1:].partition(str(self.country))[0]}"
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
        serial = self.serial or 0
        place = part("place") or part("issue") or ""
        rest = (repeated, corrigendum, country, serial, self.text)
        return (self.sector, self.year, kind, number, place, item, *rest)

    def _match(self) -> re.Match[str] | None:
        return match_celex(self.text)


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


def _day(digits: str) -> date:
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
