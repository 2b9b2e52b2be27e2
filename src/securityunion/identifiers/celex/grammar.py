"""The grammars of CELEX numbers.

Each of the twelve sectors of EUR-Lex has its own grammar, which follows the published rules of the Publications Office.
The grammars also accept numbers that are in use but break these rules. A number with one digit too few or too many is
refused, unless other numbers of that length are in use.
"""

import re
from collections.abc import Callable
from functools import cache, partial

from securityunion.identifiers.base import is_day, is_text

__all__ = ["is_celex", "is_version_of", "match_celex"]

_LONGEST = 36
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
# A number in brackets, such as (01), distinguishes documents that share a day or a number. From 100 onwards, it has
# three digits; the annual reports of the Court of Auditors (TA) have three from the start. A number with five digits,
# as assigned since October 2023, is unique and never followed by brackets.
_REPEATED = r"(?:\((?<![A-Z/]0[0-9]{4}\()(?P<repeated>0[1-9]|[1-9][0-9]|[12][0-9]{2}|(?<=TA[0-9]{4}\()0[0-9][1-9])\))?"
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
        rf"0{_YEAR}(?:(?P<descriptor>X[ABCEGKPRX]|[A-Z]){_ACT}{_CORRIGENDUM}|(?P<treaty>ME|[A-Z])/TXT)"
        rf"(?:-(?:{_DAY}|99990101))?"
    ),
    # Sector 1 has treaties. A number can name an article (three digits), an annex such as N01, or steps such as /TXT
    # and /PRO/01. Only acts of accession have more than nine annexes; the act of 1985 has 36. The annexes of the Treaty
    # of Amsterdam have letters. The articles of the Treaty of Maastricht also have letters; some have parts (J01, I/8).
    # A few treaties have two letters. An R in front of a number in brackets is that of a corrigendum, not of the place.
    "1": (
        rf"1{_YEAR}(?P<descriptor>[A-Z]|ME|S[AP]|X[AC]|H[NR]|[JT]N)"
        rf"(?P<place>[0-9]{{3}}[A-Z]?|N(?:0|(?:(?<=[BHIJNST]N)|(?<=S[AP]N))[1-3])[0-9][A-Z]?"
        rf"(?:{_STEP}|(?<=/[0-9]{{2}})/[1-9]){{0,4}}|(?<=1992M)[A-S](?:[0-9]{{2}}|/[1-9][0-9]?)?|(?<=1997D)N[AB]|AFI|(?:{_STEP}){{1,4}})?(?!(?<=R)\(){_SUFFIXES}"
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
        rf"{_SUFFIXES}(?P<letter>(?:(?<=\))|(?<=5(?:19[0-9]{{2}}|200[0-9])[A-Z]{{2}}[0-9]{{4}}))[A-QS-Z])?"
    ),
    # Sector 6 has case-law. The first letter of the type is the court (C, T or F), and the second is the kind of
    # document. In numbers from before 2010, the type can be a single letter.
    "6": (
        rf"6{_YEAR}(?P<descriptor>[CTF][A-Z]|(?<=6(?:19[0-9]{{2}}|200[0-9]))[A-DFJKN-PS-X])"
        rf"(?P<number>[0-9]{{4}}){_SUFFIXES}(?:_(?P<extract>[A-Z]{{3}}|[1-9]))?"
    ),
    # Sector 7 has national measures. A number consists of the act, the country and usually a serial number. In some
    # numbers, it is in brackets. Since 2019, serial numbers have started with the year. A measure for several acts has
    # an asterisk in place of the act.
    "7": (
        rf"7(?:{_YEAR}(?P<descriptor>[A-Z])(?P<number>[0-9]{{4}}){_REPEATED}"
        r"(?P<country>[A-Z]{3})(?:_(?P<serial>[1-9][0-9]{0,5}|20[0-9]{7})|\((?P<bracketed>0[1-9]|[1-9][0-9])\))?"
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
    """Match *text* as the number of a consolidated text.

    Return None if *text* does not match, if the day of the version does not exist, or if it is older than the act.
    """
    found = matches(text)
    day = text.partition("-")[2]
    if found is None or not day:
        return found
    return found if is_day(day[:4], day[4:6], day[6:]) and is_version_of(int(text[1:5]), int(day[:4])) else None


def is_version_of(act: int, version: int) -> bool:
    """Return whether a text consolidated in the year *version* can be that of an act with the year *act* in its number.

    An act can be adopted, and have its first version, in the year before the one in its number.

    >>> is_version_of(2016, 2015), is_version_of(1995, 1901)
    (True, False)
    """
    return version >= act - 1


def match_celex(text: str) -> re.Match[str] | None:
    """Match *text*, which must be a CELEX number, and return its parts as named groups.

    >>> match = match_celex("32016L0680R(01)")
    >>> match and match["corrigendum"]
    '01'
    """
    return _pattern(text[0]).fullmatch(text)


@cache
def _pattern(sector: str) -> re.Pattern[str]:
    return re.compile(_GRAMMARS[sector])
