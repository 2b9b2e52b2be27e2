"""The identifiers of EU law, as plain strings: what each looks like.

Records keep identifiers as the strings they are; these checks refuse what cannot be one. They are the outer
form only: a well-formed number need not exist. All are ASCII, apart from the dash in a page range, and the
length is looked at before any pattern.
"""

import re
from typing import Annotated

from securityunion.form import Form

__all__ = [
    "CASE_NUMBER",
    "CaseNumber",
    "Celex",
    "DocumentReference",
    "Eli",
    "OfficialJournalReference",
    "ProcedureReference",
    "is_case_number",
    "is_celex",
    "is_document_reference",
    "is_eli",
    "is_official_journal_reference",
    "is_procedure_reference",
]

_LONGEST = 120
_DAY = r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}"
_CELEX = re.compile(
    r"[0-9CE](?:19|20)[0-9]{2}[A-Z]{1,2}"  # sector, year, type of document
    r"(?:/TXT|[0-9]{2,6}(?:/[0-9A-Z]{1,4}){0,3})"  # number, or a place in a treaty
    r"(?:[A-Z]{3}_?[0-9]{1,7})?"  # a national measure: country and serial number
    r"(?:\([0-9]{2,3}\))?(?:R\([0-9]{2}\))?[A-Z]?"  # repeated number, corrigendum, letter behind
    r"(?:-[0-9]{8})?"  # the day of a consolidated text
).fullmatch
_ELI = re.compile(
    r"http://data\.europa\.eu/eli/[a-z_]{2,20}/[0-9]{4}/[0-9]{1,6}(?:\([0-9]{1,3}\))?"
    r"/(?:oj|[0-9]{4}-[0-9]{2}-[0-9]{2})(?:/[a-z]{3})?"
).fullmatch
_PROCEDURE = re.compile(r"(?:19|20)[0-9]{2}/[0-9]{4}[A-Z]?\([A-Z]{3}\)").fullmatch
_CASE = re.compile(r"INFR\((?:19|20)[0-9]{2}\)[0-9]{4}").fullmatch
_DOCUMENT = re.compile(
    r"(?:COM|JOIN|SWD|SEC|HR|C)\((?:19|20)[0-9]{2}\) [0-9]{1,5}(?: final(?:/[0-9])?)?(?: PART [0-9]{1,2}/[0-9]{1,2})?"
).fullmatch
_OFFICIAL_JOURNAL = re.compile(
    rf"OJ [LC](?: [0-9]{{1,4}}(?: [IAE])?, {_DAY}, p\. [0-9]{{1,5}}(?:[\u2013-][0-9]{{1,5}})?"
    rf"|, [0-9]{{4}}/[0-9]{{1,6}}, {_DAY})"
).fullmatch


def is_celex(text: str) -> bool:
    """Say whether *text* has the form of a CELEX number, the document number of EUR-Lex.

    Sector, year, type and number, with what may follow: a corrigendum `R(01)`, a repeated number `(02)`, the
    day of a consolidated text.

    >>> is_celex("32016L1148"), is_celex("32016L0680R(01)"), is_celex("02014L0042-20140519")
    (True, True, True)
    >>> is_celex("2016/1148"), is_celex("32016l1148")
    (False, False)
    """
    return len(text) <= _LONGEST and _CELEX(text) is not None


def is_eli(text: str) -> bool:
    """Say whether *text* has the form of a European Legislation Identifier as published: http, no leading zeros.

    >>> is_eli("http://data.europa.eu/eli/dir/2016/1148/oj"), is_eli("eli/dir/2016/1148")
    (True, False)
    """
    return len(text) <= _LONGEST and _ELI(text) is not None


def is_procedure_reference(text: str) -> bool:
    """Say whether *text* has the form of an interinstitutional procedure reference.

    >>> is_procedure_reference("2018/0331(COD)"), is_procedure_reference("2019/0001B(COD)")
    (True, True)
    >>> is_procedure_reference("2018/0331 (COD)")
    False
    """
    return len(text) <= _LONGEST and _PROCEDURE(text) is not None


def is_document_reference(text: str) -> bool:
    """Say whether *text* has the form of a document reference as the Commission writes it.

    >>> is_document_reference("COM(2020) 797 final"), is_document_reference("SWD(2020) 180 final")
    (True, True)
    >>> is_document_reference("COM(2018)0640")
    False
    """
    return len(text) <= _LONGEST and _DOCUMENT(text) is not None


def is_official_journal_reference(text: str) -> bool:
    """Say whether *text* has the form of a reference to the Official Journal, with pages or, since 2023, without.

    >>> is_official_journal_reference("OJ L 194, 19.7.2016, p. 1")
    True
    >>> is_official_journal_reference("OJ L, 2023/2131, 11.10.2023")
    True
    >>> is_official_journal_reference("L 194/1")
    False
    """
    return len(text) <= _LONGEST and _OFFICIAL_JOURNAL(text) is not None


def is_case_number(text: str) -> bool:
    """Say whether *text* has the form of the number of an infringement case of the Commission.

    >>> is_case_number("INFR(2019)2123"), is_case_number("2019/2123")
    (True, False)
    """
    return len(text) <= _LONGEST and _CASE(text) is not None


CASE_NUMBER = Form("the number of an infringement case", is_case_number, example="INFR(2019)2123")

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
    str, Form("an Official Journal reference", is_official_journal_reference, example="OJ L 194, 19.7.2016, p. 1")
]
"""A reference to the Official Journal, such as `OJ L 194, 19.7.2016, p. 1`."""
