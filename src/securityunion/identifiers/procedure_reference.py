"""References of procedures, such as `2018/0331(COD)`: year, number, perhaps a letter, and the type."""

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
    """Say whether *text* has the form of a procedure reference: `YYYY/NNNN(TTT)`, or a letter before the bracket.

    Any three capitals are a type: the list grows, and no complete one was found.

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
    """The reference of a procedure and its parts.

    References are sorted by year, number, letter and type.

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
        """The letter behind the number: A and B for the halves of a split file, M or R for what goes with one."""
        return None if self.text[9] == "(" else self.text[9]

    @property
    def type(self) -> str:
        """The type of procedure, such as COD (ordinary legislative procedure); any three capitals."""
        return self.text[-4:-1]

    @property
    def is_internal(self) -> bool:
        """Whether the number is of Parliament's own range, from 2000: no interinstitutional file.

        >>> from securityunion.identifiers import parse_procedure_reference
        >>> parse_procedure_reference("2020/2042(INI)").is_internal
        True
        """
        return self.number >= _FIRST_INTERNAL

    @property
    def order(self) -> tuple[object, ...]:
        """Year, number, letter and type."""
        return (self.year, self.number, self.letter or "", self.type, self.text)


def parse_procedure_reference(text: str) -> ProcedureParts:
    """Return the procedure reference *text* with its parts.

    Nothing is mended: `normalise_procedure_reference` does that.

    Raises:
        IdentifierError: where *text* is no procedure reference.
        TypeError: where it is no text.

    >>> from securityunion.identifiers import parse_procedure_reference
    >>> parse_procedure_reference("2018/0331(COD)").type
    'COD'
    """
    return ProcedureParts(text)


def oeil_url(procedure: str) -> str:
    """Return the address of the procedure file in the European Parliament's Legislative Observatory (OEIL).

    Raises:
        IdentifierError: where *procedure* is no procedure reference.

    >>> from securityunion.identifiers import oeil_url
    >>> oeil_url("2018/0331(COD)")
    'https://oeil.europarl.europa.eu/oeil/en/procedure-file?reference=2018/0331%28COD%29'
    """
    check_text("procedure", procedure, "a procedure reference as text")
    text = parse_procedure_reference(procedure).text.replace("(", "%28").replace(")", "%29")
    return f"https://oeil.europarl.europa.eu/oeil/en/procedure-file?reference={text}"
