"""Find an initiative by its id, or by an identifier in any form that people write."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import NoReturn

from securityunion._util.arguments import check_instance, check_text
from securityunion.errors import AmbiguousError, IdentifierError, NotFoundError, raise_not_found
from securityunion.identifiers import (
    normalise_celex,
    normalise_document_reference,
    normalise_eli,
    normalise_official_journal_reference,
    normalise_procedure_reference,
)
from securityunion.model.initiative import Initiative
from securityunion.model.report import ProgressReport

__all__ = ["find", "mentions"]


def find(report: ProgressReport, id_or_identifier: str) -> Initiative:
    """Return the initiative that has a given id or identifier.

    An identifier is a CELEX number, an ELI, an Official Journal reference, a procedure reference, a document reference
    or the number of an infringement case. You can write an identifier in any form that the functions `normalise_...` of
    `securityunion.identifiers` read, such as an address of EUR-Lex. The case of an id is ignored, and so is the word
    `final` at the end of a document reference.

    Raises:
        NotFoundError: if no initiative has this id or identifier. The message suggests initiatives whose titles contain
            the text, or similar ids and identifiers. It says so if the identifier belongs to the report itself or to
            its strategy.
        AmbiguousError: if several initiatives have this identifier.
        TypeError: if `id_or_identifier` is not a str, or `report` is not a ProgressReport.

    >>> import securityunion as su
    >>> report = su.first_progress_report()
    >>> su.find(report, "32016L1148").title
    'The Directive on security of network and information systems'
    >>> su.find(report, "com(2011)32").id
    'pnr'
    """
    check_instance("report", report, ProgressReport)
    check_text("id_or_identifier", id_or_identifier)
    for initiative in report.initiatives:
        if initiative.id == id_or_identifier:
            return initiative
    identifiers = [(initiative, set(_identifiers(initiative))) for initiative in report.initiatives]
    matches = [initiative for initiative, known in identifiers if id_or_identifier in known]
    if not matches:
        forms = set(_forms(id_or_identifier))
        lower = id_or_identifier.strip().lower()
        matches = [
            initiative
            for initiative, known in identifiers
            if initiative.id == lower or not forms.isdisjoint(_without_final(one) for one in known)
        ]
    if len(matches) > 1:
        raise AmbiguousError(id_or_identifier, tuple(initiative.id for initiative in matches))
    if not matches:
        _raise_not_found(report, id_or_identifier, identifiers)
    return matches[0]


_FINAL = " final"


def _without_final(identifier: str) -> str:
    return identifier.removesuffix(_FINAL)


def _forms(text: str) -> Iterator[str]:
    """Yield the identifiers that a text can mean, in their published forms."""
    for normalise in (
        normalise_celex,
        normalise_eli,
        normalise_procedure_reference,
        normalise_document_reference,
        normalise_official_journal_reference,
    ):
        with suppress(IdentifierError):
            yield _without_final(normalise(text))


def _raise_not_found(report: ProgressReport, text: str, identifiers: list[tuple[Initiative, set[str]]]) -> NoReturn:
    forms = {text, *_forms(text)}
    documents = {"report": report.document}
    if report.strategy is not None:
        documents["report.strategy"] = report.strategy.document
    for owner, document in documents.items():
        known = (document.reference, document.celex) if document is not None else ()
        if not forms.isdisjoint(_without_final(one) for one in known if one is not None):
            raise NotFoundError("initiative", text, (f"{owner}.document",), ())
    wanted = text.casefold().strip()
    titled = tuple(one.id for one in report.initiatives if wanted and mentions(one, wanted))
    words = set(wanted.replace("-", " ").split())
    named = tuple(one.id for one in report.initiatives if one.id in words)
    ids = [initiative.id for initiative in report.initiatives]
    every = (*ids, *sorted({identifier for _, known in identifiers for identifier in known}))
    if titled or named:
        raise NotFoundError("initiative", text, (*named, *titled)[:_MOST_SUGGESTED], every)
    raise_not_found("initiative", text, every)


_MOST_SUGGESTED = 3


def mentions(initiative: Initiative, text: str) -> bool:
    """Return whether a title of an initiative contains a text. *text* must be in lower case.

    >>> import securityunion as su
    >>> mentions(su.find(su.first_progress_report(), "amld4"), "money laundering")
    True
    """
    titles = [initiative.title, *(one.title for one in initiative.documents), *(act.title for act in initiative.acts)]
    return any(title is not None and text in title.casefold() for title in titles)


def _identifiers(initiative: Initiative) -> Iterator[str]:
    every: Iterable[str | None] = (
        *(act.celex for act in initiative.acts),
        *(act.eli for act in initiative.acts),
        *(act.oj for act in initiative.acts),
        *(corrigendum for act in initiative.acts for corrigendum in act.corrigenda),
        *(document.celex for document in initiative.documents),
        *(document.reference for document in initiative.documents),
        *(procedure.reference for procedure in initiative.procedures),
        *(obligation.act for obligation in initiative.obligations),
        *(record.case for obligation in initiative.obligations for record in obligation.records),
        *(procedure.case for obligation in initiative.obligations for procedure in obligation.infringements),
    )
    return (identifier for identifier in every if identifier is not None)
