"""Check and parse the references of Commission documents, such as `COM(2020) 797 final`."""

import re
from functools import cache
from typing import ClassVar

from securityunion._util.public_home import public_in
from securityunion.identifiers.base import Identifier, is_text

__all__ = ["DocumentParts", "is_document_reference", "parse_document_reference"]

_LONGEST = 60


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?P<series>COM|JOIN|SWD|SEC|HR|C)\((?P<year>(?:19|20)[0-9]{2})\) (?P<number>[1-9][0-9]{0,4})"
        r"(?P<final> final(?:/(?P<version>[2-9]))?)?"
        r"(?: PART (?P<part>[1-9][0-9]?)/(?P<parts>[1-9][0-9]?))?"
    )


def is_document_reference(text: str) -> bool:
    """Return whether *text* has the form of a reference to a Commission document.

    >>> from securityunion.identifiers import is_document_reference
    >>> is_document_reference("COM(2020) 797 final")
    True
    >>> is_document_reference("SWD(2018) 403 final PART 2/4")
    True
    >>> is_document_reference("COM(2018)0640"), is_document_reference("COM(2018) 0640")
    (False, False)
    """
    if not is_text(text, _LONGEST):
        return False
    match = _pattern().fullmatch(text)
    return match is not None and (match["part"] is None or int(match["part"]) <= int(match["parts"]))


@public_in("securityunion.identifiers")
class DocumentParts(Identifier):
    """The reference of a Commission document and its parts.

    Document references sort by series, year, number, version and part.

    >>> from securityunion.identifiers import parse_document_reference
    >>> reference = parse_document_reference("SWD(2018) 403 final PART 2/4")
    >>> reference.series, reference.year, reference.number
    ('SWD', 2018, 403)
    >>> reference.is_final, reference.part, reference.parts
    (True, 2, 4)
    """

    __slots__ = ()

    form: ClassVar[str] = "a document reference"
    example: ClassVar[str] = "COM(2020) 797 final"
    matches: ClassVar["staticmethod[[str], bool]"] = staticmethod(is_document_reference)

    @property
    def series(self) -> str:
        """The series: COM, JOIN, SWD, SEC, C or HR. In another series, the same number means another document."""
        return self.text.partition("(")[0]

    @property
    def year(self) -> int:
        """The year in the reference."""
        return int(self.text.partition("(")[2][:4])

    @property
    def number(self) -> int:
        """The number of the document within its series and year."""
        return self._number("number") or 0

    @property
    def is_final(self) -> bool:
        """Whether the reference has the word `final`."""
        return self._part("final") is not None

    @property
    def version(self) -> int:
        """The version of the document: 2 for the corrected reissue `final/2`, and 1 if the reference names no version.

        >>> from securityunion.identifiers import parse_document_reference
        >>> parse_document_reference("COM(2020) 605 final/2").version
        2
        """
        return self._number("version") or 1

    @property
    def part(self) -> int | None:
        """The number of the part, such as 2 for `PART 2/4`; None if the reference names no part."""
        return self._number("part")

    @property
    def parts(self) -> int | None:
        """The total number of parts, such as 4 for `PART 2/4`; None if the reference names no part."""
        return self._number("parts")

    @property
    def order(self) -> tuple[object, ...]:
        """The sort key: series, year, number, version and part."""
        return (self.series, self.year, self.number, self.version, self.part or 0, self.text)

    def _match(self) -> re.Match[str] | None:
        return _pattern().fullmatch(self.text)


def parse_document_reference(text: str) -> DocumentParts:
    """Parse the document reference *text* and return its parts.

    The text must be in the published form. Use `normalise_document_reference` for other spellings.

    Raises:
        IdentifierError: if *text* is not a document reference.
        TypeError: if *text* is not a string.

    >>> from securityunion.identifiers import parse_document_reference
    >>> parse_document_reference("JOIN(2020) 18 final").series
    'JOIN'
    """
    return DocumentParts(text)
