"""Parse European Legislation Identifiers (ELIs), and convert them to CELEX numbers and back."""

import re
from datetime import date
from functools import cache
from typing import ClassVar

from securityunion._util.arguments import check_text
from securityunion._util.public_home import public_in
from securityunion._util.text import not_a, shown
from securityunion.errors import IdentifierError
from securityunion.identifiers.base import Identifier, is_day, is_text
from securityunion.identifiers.celex import CelexParts, parse_celex
from securityunion.identifiers.celex.grammar import is_version_of

__all__ = ["EliParts", "celex_for", "eli_for", "is_eli", "parse_eli"]

_LONGEST = 120
_BASE = "http://data.europa.eu/eli/"
_CELEX_NUMBER = 4
# The keys of this table are the values of ActKind. The class itself cannot be imported here, because the records
# import this module.
_KINDS = {
    "directive": ("dir", "L"),
    "implementing-directive": ("dir_impl", "L"),
    "delegated-directive": ("dir_del", "L"),
    "regulation": ("reg", "R"),
    "implementing-regulation": ("reg_impl", "R"),
    "delegated-regulation": ("reg_del", "R"),
    "decision": ("dec", "D"),
    "implementing-decision": ("dec_impl", "D"),
    "delegated-decision": ("dec_del", "D"),
}
_LETTERS = {**dict(_KINDS.values()), "dec_framw": "F", "reco": "H"}
# ELI abbreviates the types of acts. There are more types than can be listed here, but none is one of these words.
_NO_TYPES = r"(?!(?:directive|regulation|decision|recommendation|opinion|treaty|corrigendum|eli|oj)(?:_|/))"
# The codes of the official languages, and the formats in which a text can be published.
_LANGUAGE = "bul|ces|dan|deu|ell|eng|est|fin|fra|gle|hrv|hun|ita|lav|lit|mlt|nld|pol|por|ron|slk|slv|spa|swe"
_FORMAT = "print|html|xhtml|pdf|pdfa1a|pdfa1b|pdfa2a|fmx4|doc|docx"


@cache
def _pattern() -> re.Pattern[str]:
    day = "(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}"
    return re.compile(
        r"http://data\.europa\.eu/eli/"
        rf"(?:(?P<type>{_NO_TYPES}[a-z]{{2,12}}(?:_[a-z]{{2,12}}){{0,2}}|C)/(?P<year>(?:19|20)[0-9]{{2}})"
        r"/(?P<number>[1-9][0-9]{0,5})(?:\((?P<repeated>[1-9][0-9]{0,2})\))?"
        r"|treaty/(?P<treaty>[a-z]{2,12}_[0-9]{4}))"
        rf"(?:/corrigendum/(?P<corrigendum>{day})(?:/(?P<corrigendum_number>[1-9][0-9]?))?)?"
        r"(?P<place>(?:/[a-z]{3,5}_[0-9A-Za-z]{1,8}){0,6})"
        rf"/(?:oj|(?P<day>{day}))"
        rf"(?:/(?P<language>{_LANGUAGE})(?:/(?P<format>{_FORMAT}))?)?"
    )


def is_eli(text: str) -> bool:
    """Return whether *text* has the published form of a European Legislation Identifier.

    The published form starts with `http` rather than `https`, and the number of the act has no leading zeros.

    >>> from securityunion.identifiers import is_eli
    >>> is_eli("http://data.europa.eu/eli/dir/2016/1148/oj")
    True
    >>> is_eli("http://data.europa.eu/eli/dir/2014/42/2014-05-19")
    True
    >>> is_eli("eli/dir/2016/1148"), is_eli("https://data.europa.eu/eli/dir/2016/1148/oj")
    (False, False)
    """
    return _match(text) is not None


@public_in("securityunion.identifiers")
class EliParts(Identifier):
    """A European Legislation Identifier (ELI) and its parts.

    A part is None if the identifier does not have it. ELIs sort by type, year and number.

    >>> from securityunion.identifiers import parse_eli
    >>> eli = parse_eli("http://data.europa.eu/eli/dir_impl/2019/68/2024-02-11/eng")
    >>> eli.type, eli.year, eli.number, eli.consolidated_on, eli.language
    ('dir_impl', 2019, 68, datetime.date(2024, 2, 11), 'eng')
    """

    __slots__ = ()

    form: ClassVar[str] = "a European Legislation Identifier"
    example: ClassVar[str] = f"{_BASE}dir/2016/1148/oj"
    matches: ClassVar["staticmethod[[str], bool]"] = staticmethod(is_eli)

    @property
    def type(self) -> str:
        """The type of act, such as `dir` or `reg_impl`. It is `treaty` for treaties, and `C` for the C series."""
        return self.text[len(_BASE) :].partition("/")[0]

    @property
    def year(self) -> int | None:
        """The year of the act; None for treaties."""
        return self._number("year")

    @property
    def number(self) -> int | None:
        """The number of the act; None for treaties."""
        return self._number("number")

    @property
    def repeated(self) -> int | None:
        """The number in brackets. It distinguishes acts that share a number."""
        return self._number("repeated")

    @property
    def treaty(self) -> str | None:
        """The treaty and the year of the treaty's version, such as `tfeu_2012`."""
        return self._part("treaty")

    @property
    def place(self) -> str | None:
        """The place within the act, such as `art_5/par_1`."""
        return (self._part("place") or "").removeprefix("/") or None

    @property
    def corrigendum_of(self) -> date | None:
        """The day of the corrigendum; None if the identifier does not name a corrigendum."""
        return self._date("corrigendum")

    @property
    def corrigendum_number(self) -> int | None:
        """The number that distinguishes the corrigenda of one act on the same day; None if it has none.

        >>> from securityunion.identifiers import parse_eli
        >>> eli = "http://data.europa.eu/eli/reg/1992/2913/corrigendum/1993-08-06/1/oj"
        >>> parse_eli(eli).corrigendum_number
        1
        """
        return self._number("corrigendum_number")

    @property
    def consolidated_on(self) -> date | None:
        """The day of the consolidated text; None for the text published in the Official Journal."""
        return self._date("day")

    @property
    def language(self) -> str | None:
        """The three-letter code of the language, such as `eng`; None if the identifier names no language."""
        return self._part("language")

    @property
    def format(self) -> str | None:
        """The format of the text, such as `pdf` or `print`; None if the identifier names no format."""
        return self._part("format")

    @property
    def order(self) -> tuple[object, ...]:
        """The sort key: type, year, number, and the number in brackets."""
        return (self.type, self.year or 0, self.number or 0, self.repeated or 0, self.text)

    def _match(self) -> re.Match[str] | None:
        return _match(self.text)

    def _date(self, name: str) -> date | None:
        day = self._part(name)
        return None if day is None else date.fromisoformat(day)


def parse_eli(text: str) -> EliParts:
    """Parse the European Legislation Identifier *text* and return its parts.

    The text must be in the published form. Use `normalise_eli` for other spellings.

    Raises:
        IdentifierError: if *text* is not a European Legislation Identifier.
        TypeError: if *text* is not a string.

    >>> from securityunion.identifiers import parse_eli
    >>> parse_eli("http://data.europa.eu/eli/treaty/tfeu_2012/art_114/oj").place
    'art_114'
    """
    return EliParts(text)


def eli_for(celex: str, kind: str) -> str:
    """Return the European Legislation Identifier (ELI) of the act with this CELEX number.

    A CELEX number does not show whether an act is an implementing act, a delegated act or neither. You therefore also
    have to pass the kind of act: an `ActKind`, or the value of an `ActKind`. For the CELEX number of a consolidated
    text, the result is the ELI of the consolidated text.

    The ELI is derived from the CELEX number rather than looked up. For some old acts, it differs from the published
    ELI, which has a number in brackets. For example, 31958R0001 is published as `reg/1958/1(1)`, but the result for
    31958R0001 has no brackets.

    Raises:
        IdentifierError: if *celex* is not the CELEX number of an act of the kind *kind*, or if no ELI can be derived
            from the CELEX number, for example because the CELEX number contains brackets.
        TypeError: if an argument is not a string.

    >>> import securityunion as su
    >>> from securityunion.identifiers import eli_for
    >>> eli_for("32016L1148", su.ActKind.DIRECTIVE)
    'http://data.europa.eu/eli/dir/2016/1148/oj'
    >>> eli_for("32019L0068", "implementing-directive")
    'http://data.europa.eu/eli/dir_impl/2019/68/oj'
    >>> eli_for("02014L0042-20140519", "directive")
    'http://data.europa.eu/eli/dir/2014/42/2014-05-19'
    """
    check_text("celex", celex, "a CELEX number as text")
    parts = parse_celex(celex)
    check_text("kind", kind, "an ActKind or its value")
    if kind not in _KINDS:
        known = ", ".join(_KINDS)
        raise IdentifierError(f"cannot derive an ELI for the kind {shown(str(kind))}; use one of: {known}")
    eli_type, letter = _KINDS[kind]
    latest = parts.sector == "0" and parts.consolidated_on is None
    if latest or parts.sector not in "03" or parts.descriptor != letter or parts.corrigendum is not None:
        wanted = f"3{parts.year}{letter}0001"
        act = f"an {kind}" if kind[0] == "i" else f"a {kind}"
        raise IdentifierError(not_a(f"the CELEX number of {act}", celex, f"write it like {wanted!r}"))
    number = _number_of(parts)
    version = "oj" if parts.consolidated_on is None else parts.consolidated_on.isoformat()
    return f"{_BASE}{eli_type}/{parts.year}/{number}/{version}"


def celex_for(eli: str) -> str:
    """Return the CELEX number of the act or consolidated text that *eli* identifies.

    No CELEX number can be derived from the ELI of a treaty, of a corrigendum or of a part of an act. An ELI with a
    number in brackets is refused as well, because only some CELEX numbers keep the brackets. For example,
    `reg/1958/1(1)` is 31958R0001, but `dec/2008/70(1)` is 32008D0070(01).

    Raises:
        IdentifierError: if *eli* is not a European Legislation Identifier, or if it does not determine a CELEX number.
        TypeError: if *eli* is not a string.

    >>> from securityunion.identifiers import celex_for
    >>> celex_for("http://data.europa.eu/eli/dir_impl/2019/68/oj")
    '32019L0068'
    >>> celex_for("http://data.europa.eu/eli/dir/2014/42/2014-05-19")
    '02014L0042-20140519'
    """
    check_text("eli", eli, "a European Legislation Identifier as text")
    parts = parse_eli(eli)
    letter = _LETTERS.get(parts.type)
    digits = str(parts.number)
    if letter is None or len(digits) > _CELEX_NUMBER or parts.corrigendum_of is not None or parts.place is not None:
        raise IdentifierError(f"cannot derive a CELEX number from {shown(eli)}; use the ELI of a whole act")
    if parts.repeated is not None:
        raise IdentifierError(
            f"the CELEX number of {shown(eli)} may or may not include the number in brackets;"
            " use an ELI without brackets, or look up the CELEX number on EUR-Lex"
        )
    act = f"{parts.year}{letter}{digits:0>4}"
    day = parts.consolidated_on
    return f"3{act}" if day is None else f"0{act}-{day:%Y%m%d}"


def _number_of(parts: CelexParts) -> int:
    if parts.repeated is not None:
        raise IdentifierError(
            f"the ELI of {shown(parts.text)} may or may not include the number in brackets;"
            " use a CELEX number without brackets, or look up the ELI on EUR-Lex"
        )
    number = parts.number or 0
    # In some series, the five digits used since October 2023 are the number of the document in the Official Journal. No
    # ELI can be derived from such digits, because the ELI needs the number of the act.
    if number == 0 or len(parts.digits or "") > _CELEX_NUMBER:
        raise IdentifierError(
            f"the digits of {shown(parts.text)} are not necessarily the number of the act; look up the ELI on EUR-Lex"
        )
    return number


def _match(text: str) -> re.Match[str] | None:
    match = _pattern().fullmatch(text) if is_text(text, _LONGEST) else None
    if match is None:
        return None
    days = [day for day in (match["day"], match["corrigendum"]) if day is not None]
    # The ELI of a treaty names no year. A version cannot be older than its act.
    act = int(match["year"] or 0)
    return match if all(is_day(*day.split("-")) and is_version_of(act, int(day[:4])) for day in days) else None
