"""Convert identifiers from addresses, footnotes and databases to their published form.

Only the `normalise_...` functions accept other spellings. The `parse_...` functions accept only the published form.
"""

import re
from functools import cache
from typing import NoReturn

from securityunion._util.arguments import check_text
from securityunion._util.text import not_a, shown
from securityunion.errors import IdentifierError
from securityunion.identifiers.base import Identifier
from securityunion.identifiers.celex import CelexParts, is_celex
from securityunion.identifiers.document_reference import DocumentParts, is_document_reference
from securityunion.identifiers.eli import EliParts, is_eli
from securityunion.identifiers.official_journal import OfficialJournalParts, parse_official_journal_reference
from securityunion.identifiers.procedure_reference import ProcedureParts, is_procedure_reference

__all__ = [
    "normalise_celex",
    "normalise_document_reference",
    "normalise_eli",
    "normalise_official_journal_reference",
    "normalise_procedure_reference",
]

_LONGEST = 500
_FORMATS = {"html", "pdf", "pdfa1a", "pdfa2a", "xhtml", "xml", "fmx4", "doc", "docx", "txt"}
# Copied text often begins or ends with these invisible characters.
_UNSEEN = " \t\r\n\u00a0\u202f\u00ad\u200b\u200c\u200d\u2060\ufeff"
# Parliament marks the type of procedure and the reading with asterisks: * for consultation, **I and **II for
# cooperation, *** for consent, and ***I to ***III for the ordinary legislative procedure.
_READING = r"(?:\*|\*\*I{1,2}|\*\*\*I{0,3})"
_DOCUMENT = (
    r"(?P<series>COM|JOIN|SWD|SEC|HR|C)[ ./:_-]?\(?(?P<year>(?:19|20)[0-9]{2})\)?[ /:_-]{0,2}"
    r"0{0,4}(?P<number>[1-9][0-9]{0,4})(?:[ ,/:_-]{0,2}(?P<final>FINAL|FIN)(?:[/_-](?P<version>[1-9]))?)?"
)
# EUR-Lex writes a hyphen or a dash between a document and its procedure: COM/2015/0750 final - 2015/0269 (COD).
_BETWEEN = " [\u2013-] "


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def normalise_celex(text: str) -> str:
    """Find the CELEX number in *text* and return its published form.

    The text can be a CELEX number, `CELEX:` followed by a number, or an address of EUR-Lex or the Publications Office.
    The function decodes percent-encoded characters, removes blanks and capitalises letters. A language after the
    number, such as `.ENG`, is dropped.

    Raises:
        IdentifierError: if no CELEX number can be read from *text*.
        TypeError: if *text* is not a string.

    >>> from securityunion.identifiers import normalise_celex
    >>> page = "https://eur-lex.europa.eu/legal-content/EN/TXT/"
    >>> normalise_celex(f"{page}?uri=CELEX%3A52021XG0610%2802%29&from=EN")
    '52021XG0610(02)'
    >>> normalise_celex("celex: 32016l0680 R (01)")
    '32016L0680R(01)'
    """
    plain = _plain(text, CelexParts)
    match = _compiled(r"(?i:celex(?: (?:number|no|nr)\.?)?)[:/ ](?P<number>[^&?#:]{1,60})").search(plain)
    number = (plain if match is None else match["number"]).replace(" ", "").upper()
    number = _compiled(r"\.[A-Z]{3}(?:\.[A-Z0-9_]{1,20}){0,3}$").sub("", number)  # language and format
    if not is_celex(number):
        _refuse(text, CelexParts)
    return number


def normalise_eli(text: str) -> str:
    """Find the European Legislation Identifier (ELI) in *text* and return its published form.

    The text can be an address that begins with `https`, an address of EUR-Lex, or an ELI after `ELI:`. It can also be a
    short form, such as `eli:dir/2019/904/oj` or `dir:2019:904:oj`. If the text names no version, the result ends in
    `oj`, which means the text in the Official Journal. A format at the end of the text, such as `pdf`, is dropped.

    Raises:
        IdentifierError: if no European Legislation Identifier can be read from *text*.
        TypeError: if *text* is not a string.

    >>> from securityunion.identifiers import normalise_eli
    >>> normalise_eli("https://eur-lex.europa.eu/eli/dir/2017/1371")
    'http://data.europa.eu/eli/dir/2017/1371/oj'
    >>> normalise_eli("dir:2019:904:oj")
    'http://data.europa.eu/eli/dir/2019/904/oj'
    """
    plain = _plain(text, EliParts).replace(" ", "").partition("?")[0].partition("#")[0]
    path = _compiled(
        r"(?i:(?:eli:(?=http))?(?:https?://(?:data|eur-lex)\.europa\.eu)?/?(?:eli[:/])?)(?P<path>.{1,120})"
    ).fullmatch(plain)
    steps = [] if path is None else path["path"].replace(":", "/").strip("/").split("/")
    steps = [step.lower() if step not in {"C", "c"} else "C" for step in steps]
    steps = [step.lstrip("0") if step.isdecimal() else step for step in steps]
    if steps and steps[-1] in _FORMATS:
        del steps[-1]
    eli = "http://data.europa.eu/eli/" + "/".join(steps)
    if not is_eli(eli):
        eli = f"{eli}/oj"
    if not is_eli(eli):
        _refuse(text, EliParts)
    return eli


def normalise_procedure_reference(text: str, type: str | None = None) -> str:  # noqa: A002 - "type" is the usual term
    """Find the procedure reference in *text* and return its published form.

    The reference can contain blanks or other separators, and leading zeros can be missing. The type of procedure can
    come first, or after a slash. The text can begin with the reference of a document, and it can begin or end with the
    mark of a reading, such as `***I`.

    The text can also be an address of the Legislative Observatory, of Parliament's open data or of EUR-Lex. Some
    addresses do not name the type of procedure. In that case, pass the type as *type*.

    Raises:
        IdentifierError: if no procedure reference can be read from *text*, or if the type of procedure is missing or
            ambiguous.
        TypeError: if *text* or *type* is not a string.

    >>> from securityunion.identifiers import normalise_procedure_reference
    >>> normalise_procedure_reference("2018/0108 (COD)")
    '2018/0108(COD)'
    >>> normalise_procedure_reference("COD 2011/0129")
    '2011/0129(COD)'
    >>> address = "https://eur-lex.europa.eu/procedure/EN/2018_331"
    >>> normalise_procedure_reference(address, type="COD")
    '2018/0331(COD)'
    >>> normalise_procedure_reference("COM/2015/0750 final - 2015/0269 (COD)")
    '2015/0269(COD)'
    """
    plain = _plain(text, ProcedureParts)
    if type is not None:
        check_text("type", type, "a type of procedure as text, such as 'COD'")
    # Keep only the text after an introduction such as "reference=". Drop the fragment of an address, such as "#tab-0".
    plain = _compiled(r"(?i:reference=|procedures?[:/] ?|eli/dl/proc/)(?:[A-Za-z]{2}/)?").split(plain)[-1]
    plain = _capital(plain.partition("#")[0])
    document = _compiled(_DOCUMENT + _BETWEEN).match(plain)
    match = _compiled(
        rf"(?:{_READING} )?(?:\(?(?P<before>[A-Z]{{3}})\)?[ /:_-]?)?"
        r"(?P<year>(?:19|20)[0-9]{2}) ?[/_-] ?(?P<number>[0-9]{1,4})(?P<letter>[A-Z])?"
        r"(?: ?[/_-] ?(?P<behind>[A-Z]{3})| ?\( ?(?P<inside>[A-Z]{3}) ?\)i?)?"
        rf"(?: ?{_READING})?/?(?:[&?].{{0,200}})?"
    ).fullmatch(plain, 0 if document is None else document.end())
    if match is None:
        _refuse(text, ProcedureParts)
    types = {named for named in (match["before"], match["behind"], match["inside"], type) if named}
    if len(types) != 1:
        several = f"more than one type of procedure, {' and '.join(sorted(types))}; keep only one of them"
        one = "no type of procedure; pass one, such as type='COD'"
        raise IdentifierError(f"{shown(text)} has {several if types else one}")
    reference = f"{match['year']}/{match['number']:0>4}{match['letter'] or ''}({types.pop()})"
    if not is_procedure_reference(reference):
        _refuse(text, ProcedureParts)
    return reference


def normalise_document_reference(text: str) -> str:
    """Find the document reference in *text* and return it in the form that the Commission uses.

    The reference can have slashes, colons or underscores instead of brackets. It can also have leading zeros, and `FIN`
    instead of `final`. A note such as `(joint)` or a procedure reference can follow the document reference. The text
    can also be an address of EUR-Lex that contains such a reference. If the word `final` is missing, it is not added.

    Raises:
        IdentifierError: if no document reference can be read from *text*.
        TypeError: if *text* is not a string.

    >>> from securityunion.identifiers import normalise_document_reference
    >>> normalise_document_reference("COM(2018)0640")
    'COM(2018) 640'
    >>> normalise_document_reference("COM/2020/797 final")
    'COM(2020) 797 final'
    >>> normalise_document_reference("COM_2018_0340_FIN")
    'COM(2018) 340 final'
    >>> normalise_document_reference("COM:2011:275:FIN")
    'COM(2011) 275 final'
    >>> normalise_document_reference("COM/2015/0750 final - 2015/0269 (COD)")
    'COM(2015) 750 final'
    """
    plain = _plain(text, DocumentParts).upper()
    address = _compiled(r".{0,300}[?&]URI=(?P<uri>[^&#]{1,60})(?:[&#].{0,300})?").fullmatch(plain)
    match = _compiled(
        # In an address, FIN can be followed by a language and a format, as in COM:2011:0275:FIN:EN:PDF.
        rf"{_DOCUMENT}(?:(?<=:FIN):[A-Z]{{2}}(?::[A-Z]{{3,5}})?)?"
        r"(?: \([A-Z]{1,10}\))?(?:[ ,]{1,2}PART 0?(?P<part>[0-9]{1,2})/0?(?P<parts>[0-9]{1,2}))?"
        rf"(?:{_BETWEEN}(?:19|20)[0-9]{{2}}/[0-9]{{1,4}}[A-Z]? ?\([A-Z]{{3}}\))?"
    ).fullmatch(plain if address is None else address["uri"])
    if match is None:
        _refuse(text, DocumentParts)
    version = "" if match["version"] in (None, "1") else f"/{match['version']}"
    final = f" final{version}" if match["final"] else ""
    part = f" PART {match['part']}/{match['parts']}" if match["part"] else ""
    reference = f"{match['series']}({match['year']}) {match['number']}{final}{part}"
    if not is_document_reference(reference):
        _refuse(text, DocumentParts)
    return reference


def normalise_official_journal_reference(text: str) -> str:
    """Find the reference to the Official Journal in *text* and return its published form.

    The text can begin with `OJ No`, `Official Journal` or `Official Journal of the European Union`. The letter of the
    issue can follow the series, as in `CI 202`. Numbers can have leading zeros, and the word `of` can come before the
    date. The date can have other separators, and the word "page" can be abbreviated in other ways. Everything after
    the page numbers is dropped.

    Raises:
        IdentifierError: if no reference to the Official Journal can be read from *text*, or if the parts of the
            reference contradict each other.
        TypeError: if *text* is not a string.

    >>> from securityunion.identifiers import normalise_official_journal_reference
    >>> text = "Official Journal L 281 , 23/11/1995 P. 0031 - 0031"
    >>> normalise_official_journal_reference(text)
    'OJ L 281, 23.11.1995, p. 31'
    >>> normalise_official_journal_reference("OJ No L 194 of 19-07-2016, p.1")
    'OJ L 194, 19.7.2016, p. 1'
    """
    plain = _plain(text, OfficialJournalParts).upper().replace("\u2013", "-")
    start = r"(?:OJ|OFFICIAL JOURNAL(?: OF THE EUROPEAN (?:UNION|COMMUNITIES))?)(?: NO)? ?"
    # A separator must come before the date, and a page number must not be followed by another digit. Otherwise the
    # pattern would have to guess where a number ends. For example, "L 19419.7.2016" could be issue 1941 of 9 July 2016
    # or issue 194 of 19 July 2016.
    day = r"(?: ?, ?| )(?:OF )?(?P<day>[0-9]{1,2})[./-](?P<month>[0-9]{1,2})[./-](?P<year>[0-9]{4})"
    paged = _compiled(
        rf"{start}(?P<series>[LCP]?)(?P<before>(?:(?<=[LC])[IAE])?) ?0{{0,3}}(?P<issue>[1-9][0-9]{{0,3}})"
        rf" ?(?P<letter>[IAE]?){day}"
        r" ?,? ?(?:PAGES?|PP?)[. ] ?0{0,4}(?P<first>[0-9]{1,5})(?: ?- ?0{0,4}(?P<last>[0-9]{1,5}))?"
        r"(?![0-9]| ?- ?[0-9]).{0,200}"
    ).fullmatch(plain)
    numbered = _compiled(
        rf"{start}(?P<series>[LC])(?: ?, ?| )(?P<act>(?:C/)?20[0-9]{{2}}/[0-9]{{1,5}}){day}(?:[, ].{{0,200}})?"
    ).fullmatch(plain)
    match = paged or numbered
    if match is None or (paged is not None and paged["before"] and paged["letter"]):
        _refuse(text, OfficialJournalParts)
    published = ".".join(str(int(match[name])) for name in ("day", "month", "year"))
    if paged is None:
        reference = f"OJ {match['series']}, {match['act']}, {published}"
    else:
        letter = match["before"] or match["letter"]
        issue = " ".join(part for part in (match["series"], match["issue"], letter) if part)
        first, last = match["first"], match["last"]
        pages = first if last in (None, first) else f"{first}\u2013{last}"
        reference = f"OJ {issue}, {published}, p. {pages}"
    return parse_official_journal_reference(reference).text


def _plain(text: str, kind: type[Identifier]) -> str:
    check_text("text", text, f"{kind.form} as text")
    if len(text) > _LONGEST:
        _refuse(text, kind)
    from urllib.parse import unquote  # noqa: PLC0415 - slow to import; records do not need it

    plain = _compiled(r"[ \t\u00a0\u202f]+").sub(" ", unquote(text).strip(_UNSEEN)).strip()
    if not plain.replace("\u2013", "-").isascii():  # capitalising can turn a non-ASCII letter into ASCII
        _refuse(text, kind)
    return plain


def _capital(text: str) -> str:
    # An "i" after the closing bracket is a footnote mark rather than part of the reference. It is not capitalised,
    # so that the pattern can recognise and drop it.
    return text[:-1].upper() + text[-1:] if text.endswith(")i") else text.upper()


def _refuse(text: str, kind: type[Identifier]) -> NoReturn:
    raise IdentifierError(not_a(kind.form, text, f"write it like {kind.example!r}"))
