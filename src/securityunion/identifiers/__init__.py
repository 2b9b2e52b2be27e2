"""Check, parse and normalise identifiers of EU law.

Records store identifiers as plain strings. This package has three kinds of functions for such strings:

- The `is_...` functions return whether a value has the form of an identifier. They return False for anything that is
  not a string.
- The `parse_...` functions take an identifier in its published form and return its parts. They do not correct the text.
- The `normalise_...` functions take an address, a footnote or another spelling, and return the published form.

The `parse_...` and `normalise_...` functions raise an `IdentifierError` if they cannot read the text as an identifier.
They raise a TypeError if the argument is not a string. No function checks whether the document exists.

>>> import securityunion as su
>>> su.identifiers.parse_celex("32016L1148").year
2016
>>> su.identifiers.normalise_celex("CELEX%3A32016L1148")
'32016L1148'
"""

# Identifiers contain only ASCII characters, except for the dash in a page range. Each check tests the length of the
# text before it runs a pattern, so that long texts are refused quickly. Patterns are compiled on first use, because
# every record class imports this package and should not have to wait for all patterns.

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

# The record classes import this package but never normalise identifiers. The module `normalise` is therefore imported
# on first use. Type checkers assume that TYPE_CHECKING is true, so they still see the functions of the module.
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
        from securityunion.identifiers import normalise  # noqa: PLC0415 - imported on first use

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
"""A European Legislation Identifier (ELI), such as `http://data.europa.eu/eli/dir/2016/1148/oj`."""

ProcedureReference = Annotated[str, Form("a procedure reference", is_procedure_reference, example="2018/0331(COD)")]
"""The reference number of an interinstitutional procedure, such as `2018/0331(COD)`."""

DocumentReference = Annotated[str, Form("a document reference", is_document_reference, example="COM(2020) 797 final")]
"""The reference number of a Commission document, such as `COM(2020) 797 final`."""

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
