"""Identifiers of EU law: check, parse and normalise them.

Records keep identifiers as plain strings. Three kinds of functions work on these strings:

- `is_...` returns whether a value has the form of an identifier. It returns False for anything that is not a string.
- `parse_...` takes an identifier in its published form and returns its parts. It does not correct anything.
- `normalise_...` takes an address, a footnote or another spelling and returns the published form.

`parse_...` and `normalise_...` raise an `IdentifierError` if the text does not fit, and a TypeError if the argument is
not a string. None of the functions looks anything up, so a well-formed identifier need not exist.

>>> import securityunion as su
>>> su.identifiers.parse_celex("32016L1148").year
2016
>>> su.identifiers.normalise_celex("CELEX%3A32016L1148")
'32016L1148'
"""

# All forms are ASCII, apart from the dash in a page range. Each check tests the length before it runs a pattern, so
# that long input is cheap to refuse. Patterns are compiled on first use, because records import this package.

from typing import Annotated

from securityunion._records.formats import Form
from securityunion.identifiers.base import Identifier
from securityunion.identifiers.case_number import CASE_NUMBER, is_case_number
from securityunion.identifiers.celex import CelexParts, eur_lex_url, is_celex, parse_celex
from securityunion.identifiers.document_reference import DocumentParts, is_document_reference, parse_document_reference
from securityunion.identifiers.eli import EliParts, celex_for, eli_for, is_eli, parse_eli
from securityunion.identifiers.official_journal import (
    OfficialJournalParts,
    is_official_journal_reference,
    parse_official_journal_reference,
    reference_advice,
)
from securityunion.identifiers.procedure_reference import (
    ProcedureParts,
    is_procedure_reference,
    oeil_url,
    parse_procedure_reference,
)

# Records import this package but never normalise anything, so `normalise` is imported on first use. Type checkers
# assume that TYPE_CHECKING is true and see the names all the same.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from securityunion.identifiers.normalise import normalise_celex as normalise_celex
    from securityunion.identifiers.normalise import normalise_document_reference as normalise_document_reference
    from securityunion.identifiers.normalise import normalise_eli as normalise_eli
    from securityunion.identifiers.normalise import (
        normalise_official_journal_reference as normalise_official_journal_reference,
    )
    from securityunion.identifiers.normalise import normalise_procedure_reference as normalise_procedure_reference
else:

    def __getattr__(name: str) -> object:
        if not name.startswith("normalise_"):
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from securityunion.identifiers import normalise  # noqa: PLC0415 - only when a name is used

        return getattr(normalise, name)


__all__ = [
    "CaseNumber",
    "Celex",
    "CelexParts",
    "DocumentParts",
    "DocumentReference",
    "Eli",
    "EliParts",
    "Identifier",
    "OfficialJournalParts",
    "OfficialJournalReference",
    "ProcedureParts",
    "ProcedureReference",
    "celex_for",
    "eli_for",
    "eur_lex_url",
    "is_case_number",
    "is_celex",
    "is_document_reference",
    "is_eli",
    "is_official_journal_reference",
    "is_procedure_reference",
    "normalise_celex",
    "normalise_document_reference",
    "normalise_eli",
    "normalise_official_journal_reference",
    "normalise_procedure_reference",
    "oeil_url",
    "parse_celex",
    "parse_document_reference",
    "parse_eli",
    "parse_official_journal_reference",
    "parse_procedure_reference",
]


def __dir__() -> list[str]:
    return sorted(__all__)


CaseNumber = Annotated[str, CASE_NUMBER]
"""The number of an infringement case, such as `INFR(2019)2123`."""

Celex = Annotated[str, Form("a CELEX number", is_celex, example="32016L1148")]
"""A CELEX number, such as `32016L1148`."""

Eli = Annotated[str, Form("a European Legislation Identifier", is_eli, "http://data.europa.eu/eli/dir/2016/1148/oj")]
"""A European Legislation Identifier, such as `http://data.europa.eu/eli/dir/2016/1148/oj`."""

ProcedureReference = Annotated[str, Form("a procedure reference", is_procedure_reference, example="2018/0331(COD)")]
"""The reference of an interinstitutional procedure, such as `2018/0331(COD)`."""

DocumentReference = Annotated[str, Form("a document reference", is_document_reference, example="COM(2020) 797 final")]
"""The reference of a Commission document, such as `COM(2020) 797 final`."""

OfficialJournalReference = Annotated[
    str,
    Form(
        "an Official Journal reference",
        is_official_journal_reference,
        example="OJ L 194, 19.7.2016, p. 1",
        advice=reference_advice,
    ),
]
"""A reference to the Official Journal, such as `OJ L 194, 19.7.2016, p. 1`."""
