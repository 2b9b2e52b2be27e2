"""Check and parse procedure references, such as `2018/0331(COD)`.

A procedure reference consists of the year, a number, sometimes a letter, and the type of procedure.
"""

import re
from functools import cache
from typing import ClassVar

from securityunion._util.arguments import check_text
from securityunion._util.public_home import public_in
from securityunion.identifiers.base import Identifier, is_text

__all__ = ["ProcedureParts", "is_procedure_reference", "oeil_url", "parse_procedure_reference"]

_LONGEST = 15
_FIRST_INTERNAL = 2000


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?P<year>(?:19|20)[0-9]{2})/(?P<number>(?!0000)[0-9]{4})(?P<letter>[A-Z]?)\((?P<type>[A-Z]{3})\)"
    )


def is_procedure_reference(text: str) -> bool:
    """Return whether *text* has the form of a procedure reference.

    The form is `YYYY/NNNN(TTT)`, sometimes with a letter before the bracket. The function accepts any three capital
    letters as the type of procedure, because new types appear and no complete list of types was found.

    >>> from securityunion.identifiers import is_procedure_reference
    >>> is_procedure_reference("2018/0331(COD)"), is_procedure_reference("2019/0001B(COD)")
    (True, True)
    >>> is_procedure_reference("2018/0331 (COD)"), is_procedure_reference("2018/331(COD)")
    (False, False)
    >>> is_procedure_reference("2018/0000(COD)")
    False
    """
    return is_text(text, _LONGEST) and _pattern().fullmatch(text) is not None


@public_in("securityunion.identifiers")
class ProcedureParts(Identifier):
    """A procedure reference and its parts.

    Procedure references sort by year, number, letter and type.

    >>> from securityunion.identifiers import parse_procedure_reference
    >>> reference = parse_procedure_reference("2019/0001B(COD)")
    >>> reference.year, reference.number, reference.letter, reference.type
    (2019, 1, 'B', 'COD')
    """

    __slots__ = ()

    form: ClassVar[str] = "a procedure reference"
    example: ClassVar[str] = "2018/0331(COD)"
    matches: ClassVar["staticmethod[[str], bool]"] = staticmethod(is_procedure_reference)

    @property
    def year(self) -> int:
        """The year in which the procedure was opened."""
        return int(self.text[:4])

    @property
    def number(self) -> int:
        """The number of the procedure within the year."""
        return int(self.text[5:9])

    @property
    def letter(self) -> str | None:
        """The letter after the number: A or B for one half of a split file, M or R for an accompanying resolution."""
        return None if self.text[9] == "(" else self.text[9]

    @property
    def type(self) -> str:
        """The type of procedure as three capital letters, such as COD for the ordinary legislative procedure."""
        return self.text[-4:-1]

    @property
    def is_internal(self) -> bool:
        """Whether the procedure is internal to Parliament. Internal procedures have numbers from 2000 upwards.

        >>> from securityunion.identifiers import parse_procedure_reference
        >>> parse_procedure_reference("2020/2042(INI)").is_internal
        True
        """
        return self.number >= _FIRST_INTERNAL

    @property
    def order(self) -> tuple[object, ...]:
        """The sort key: year, number, letter and type."""
        return (self.year, self.number, self.letter or "", self.type, self.text)


def parse_procedure_reference(text: str) -> ProcedureParts:
    """Parse the procedure reference *text* and return its parts.

    The text must be in the published form. Use `normalise_procedure_reference` for other spellings.

    Raises:
        IdentifierError: if *text* is not a procedure reference.
        TypeError: if *text* is not a string.

    >>> from securityunion.identifiers import parse_procedure_reference
    >>> parse_procedure_reference("2018/0331(COD)").type
    'COD'
    """
    return ProcedureParts(text)


def oeil_url(procedure: str) -> str:
    """Return the address of a procedure's page on the European Parliament's Legislative Observatory (OEIL).

    Raises:
        IdentifierError: if *procedure* is not a procedure reference.
        TypeError: if *procedure* is not a string.

    >>> from securityunion.identifiers import oeil_url
    >>> oeil_url("2018/0331(COD)")
    'https://oeil.europarl.europa.eu/oeil/en/procedure-file?reference=2018/0331%28COD%29'
    """
    check_text("procedure", procedure, "a procedure reference as text")
    text = parse_procedure_reference(procedure).text.replace("(", "%28").replace(")", "%29")
    return f"https://oeil.europarl.europa.eu/oeil/en/procedure-file?reference={text}"
