"""Check and parse references to the Official Journal.

A reference from before October 2023 has an issue and a page. A later reference has the number of the act instead.
"""

import re
from datetime import date
from functools import cache
from typing import ClassVar

from securityunion._util.public_home import public_in
from securityunion.identifiers.base import Identifier, is_day, is_text
from securityunion.identifiers.eli import is_eli

__all__ = [
    "OfficialJournalParts",
    "is_official_journal_reference",
    "parse_official_journal_reference",
    "reference_advice",
]

_LONGEST = 120
_FORM = "an Official Journal reference"
_PAGED, _NUMBERED = "OJ L 194, 19.7.2016, p. 1", "OJ L, 2023/2131, 11.10.2023"
_ELI = "http://data.europa.eu/eli/reg/2023/2131/oj"
# From this day on, the Official Journal has not had issues, because each act is published separately. Source:
# https://eucrim.eu/news/new-publication-mode-for-the-eu-official-journal/
_ACT_BY_ACT = date(2023, 10, 1)


@cache
def _pattern() -> re.Pattern[str]:
    day = r"(?P<{}>[1-9]|[12][0-9]|3[01])\.(?P<{}>[1-9]|1[0-2])\.(?P<{}>(?:19|20)[0-9]{{2}})"
    issue, act = day.format("day", "month", "year"), day.format("act_day", "act_month", "act_year")
    return re.compile(
        r"OJ (?:(?:(?P<series>[LCP]) )?(?P<issue>[1-9][0-9]{0,3})(?: (?P<letter>[IAE]))?"
        rf", {issue}, p\. (?P<first>[1-9][0-9]{{0,4}})(?P<dash>[\u2013-](?P<last>[1-9][0-9]{{0,4}}))?"
        rf"|(?P<act_series>[LC]), (?P<act>(?:C/)?20[2-9][0-9]/[1-9][0-9]{{0,4}}), {act}"
        r"(?:, ELI: (?P<eli>http://data\.europa\.eu/eli/[!-~]{1,60}))?)"
    )


def is_official_journal_reference(text: str) -> bool:
    """Return whether *text* has the form of a reference to the Official Journal.

    A reference from before 1 October 2023 has an issue and a page. A later reference has the number of the act instead.
    The year in the number of the act must not be later than the year of publication. A number that begins with `C/`
    must be in series C.

    >>> from securityunion.identifiers import is_official_journal_reference
    >>> is_official_journal_reference("OJ L 194, 19.7.2016, p. 1")
    True
    >>> is_official_journal_reference("OJ L, 2023/2131, 11.10.2023")
    True
    >>> is_official_journal_reference("L 194/1")
    False
    >>> is_official_journal_reference("OJ L 194, 31.6.2016, p. 1")  # no such day
    False
    >>> is_official_journal_reference("OJ L 194, 19.7.2024, p. 1")  # after September 2023
    False
    """
    return _match(text) is not None


def reference_advice(text: str) -> str:
    """Return advice on how to correct *text*, which is not a valid reference to the Official Journal.

    If the text has the right form but its parts contradict each other, the advice says which part to change.

    >>> reference_advice("L 194/1")
    "write it like 'OJ L 194, 19.7.2016, p. 1'"
    >>> reference_advice("OJ L 194, 19.7.2016, p. 50-39")
    "give the lower page first, as in 'OJ L 127, 29.4.2014, p. 39-50'"
    """
    match = _shape(text)
    rule = None if match is None else _contradicted(match)
    if rule is None:
        return f"write it like {_PAGED!r}"
    remedy, example = rule
    return f"{remedy}, as in {example!r}"


@public_in("securityunion.identifiers")
class OfficialJournalParts(Identifier):
    """A reference to the Official Journal and its parts.

    References sort by day of publication, then by series, then by the issue or the number of the act.

    >>> from securityunion.identifiers import parse_official_journal_reference
    >>> reference = parse_official_journal_reference("OJ L 127, 29.4.2014, p. 39-50")
    >>> reference.series, reference.issue, reference.first_page, reference.last_page
    ('L', 127, 39, 50)
    >>> reference.published
    datetime.date(2014, 4, 29)
    >>> parse_official_journal_reference("OJ L, 2023/2131, 11.10.2023").act
    '2023/2131'
    """

    __slots__ = ()

    form: ClassVar[str] = _FORM
    example: ClassVar[str] = _PAGED
    matches: ClassVar["staticmethod[[str], bool]"] = staticmethod(is_official_journal_reference)

    @property
    def series(self) -> str | None:
        """The series: L, C or P. None for references from before 1968 that name no series."""
        return self._part("series") or self._part("act_series")

    @property
    def issue(self) -> int | None:
        """The number of the issue. None from October 2023 on, because each act then appears separately."""
        return self._number("issue")

    @property
    def letter(self) -> str | None:
        """The letter after the number of the issue: I, A or E. None if the reference has no such letter."""
        return self._part("letter")

    @property
    def published(self) -> date:
        """The day of publication."""
        year, month, day = (
            int(self._part(name) or self._part(f"act_{name}") or 0) for name in ("year", "month", "day")
        )
        return date(year, month, day)

    @property
    def first_page(self) -> int | None:
        """The first page. None from October 2023 on, because references then have no pages."""
        return self._number("first")

    @property
    def last_page(self) -> int | None:
        """The last page; None if the reference does not name a last page."""
        return self._number("last")

    @property
    def act(self) -> str | None:
        """The number of the act in the Official Journal, such as `2023/2131`; None for older references."""
        return self._part("act")

    @property
    def eli(self) -> str | None:
        """The European Legislation Identifier (ELI) at the end of the reference; None if the reference has no ELI."""
        return self._part("eli")

    @property
    def canonical(self) -> str:
        """The reference with a dash between the pages, even if the text has a hyphen between them.

        >>> from securityunion.identifiers import parse_official_journal_reference
        >>> reference = parse_official_journal_reference("OJ L 127, 29.4.2014, p. 39-50")
        >>> reference.canonical == reference.text.replace("-", chr(0x2013))
        True
        """
        return self.text if self._part("dash") is None else self.text.replace("-", "\u2013")

    @property
    def order(self) -> tuple[object, ...]:
        """The sort key: day, series, issue or number of the act, and page."""
        number = self.issue or int((self.act or "/0").rpartition("/")[2])
        return (self.published, self.series or "", number, self.first_page or 0, self.text)

    @classmethod
    def _advice(cls, text: str) -> str:
        return reference_advice(text)

    def _match(self) -> re.Match[str] | None:
        return _match(self.text)


def parse_official_journal_reference(text: str) -> OfficialJournalParts:
    """Parse the Official Journal reference *text* and return its parts.

    The text must be in the published form. Use `normalise_official_journal_reference` for other spellings.

    Raises:
        IdentifierError: if *text* is not a reference to the Official Journal, or if its parts contradict each other.
        TypeError: if *text* is not a string.

    >>> from securityunion.identifiers import parse_official_journal_reference
    >>> parse_official_journal_reference("OJ C 202 I, 16.6.2020, p. 1").letter
    'I'
    """
    return OfficialJournalParts(text)


def _shape(text: str) -> re.Match[str] | None:
    return _pattern().fullmatch(text) if is_text(text, _LONGEST) else None


def _match(text: str) -> re.Match[str] | None:
    match = _shape(text)
    return None if match is None or _contradicted(match) else match


def _contradicted(match: re.Match[str]) -> tuple[str, str] | None:
    """Return advice and an example if the parts of the reference contradict each other; None if they agree."""
    act = match["act"]
    if match["eli"] is not None and not is_eli(match["eli"]):
        return "give the European Legislation Identifier of the act", f"{_NUMBERED}, ELI: {_ELI}"
    year, month, day = (match[f"act_{name}" if act else name] for name in ("year", "month", "day"))
    if not is_day(year, month, day):
        return "give a day that exists", _NUMBERED if act else _PAGED
    published = date(int(year), int(month), int(day))
    return _contradicted_by_act(match, published) if act else _contradicted_by_issue(match, published)


def _contradicted_by_issue(match: re.Match[str], published: date) -> tuple[str, str] | None:
    if published >= _ACT_BY_ACT:
        return "for acts published since 1.10.2023, give the number of the act", _NUMBERED
    if match["last"] and int(match["last"]) < int(match["first"]):
        return "give the lower page first", "OJ L 127, 29.4.2014, p. 39-50"
    return None


def _contradicted_by_act(match: re.Match[str], published: date) -> tuple[str, str] | None:
    act = match["act"]
    if published < _ACT_BY_ACT:
        return "for acts published before 1.10.2023, give issue and page", _PAGED
    if act.startswith("C/") and match["act_series"] != "C":
        return "use series C for a number with C/", "OJ C, C/2024/1645, 22.2.2024"
    if int(act.removeprefix("C/")[:4]) > published.year:
        return "give an act number from the year of publication or an earlier year", _NUMBERED
    return None
