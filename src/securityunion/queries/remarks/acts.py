"""Find odd data in an act: dates in an unusual order, and identifiers that belong to another act."""

from collections.abc import Iterator

from securityunion.errors import IdentifierError
from securityunion.identifiers import celex_for, parse_celex, parse_official_journal_reference
from securityunion.model.act import DocumentKind, LegalAct, PolicyDocument, has_number_of
from securityunion.queries.remarks.order import remarks_on_order
from securityunion.queries.remarks.remark import Remark, RemarkCode

__all__ = ["remarks_on_act", "remarks_on_document"]

_ACTS = {"0", "3"}
"""The CELEX sectors that contain acts: sector 0 has consolidated versions, and sector 3 has acts as published."""


def remarks_on_act(act: LegalAct, path: str) -> Iterator[Remark]:
    """Yield remarks on an act. *path* is the place of the act in the report.

    >>> from datetime import date
    >>> import securityunion as su
    >>> signed, published = date(2016, 7, 6), date(2016, 7, 5)
    >>> act = su.LegalAct(kind=su.ActKind.DIRECTIVE, signed=signed, published=published)
    >>> [remark.code.value for remark in remarks_on_act(act, "$")]
    ['dates-out-of-order']
    """
    steps = (
        ("signed", act.signed),
        ("published", act.published),
        ("entry_into_force", act.entry_into_force),
        ("applies_from", act.applies_from),
        ("partly_replaced_from", act.partly_replaced_from),
        ("ends", act.ends),
    )
    yield from remarks_on_order(steps, path, RemarkCode.DATES_OUT_OF_ORDER)
    if act.oj is not None and act.published is not None:
        day = parse_official_journal_reference(act.oj).published
        if day != act.published:
            wrong = f"the Official Journal is dated {day}, but the act was published on {act.published}"
            text = f"{wrong}; check both days"
            yield Remark(f"{path}.oj", RemarkCode.OJ_OF_ANOTHER_DAY, text)
    if act.celex is not None and act.eli is not None and _names_another(act.eli, act.celex):
        text = f"{act.eli} is not the ELI of {act.celex}; check both identifiers"
        yield Remark(f"{path}.eli", RemarkCode.ELI_OF_ANOTHER_ACT, text)
    if act.celex is not None and not has_number_of(act.kind, act.celex):
        text = f"{act.celex} is not the number of a {act.kind.replace('-', ' ')}; check the kind or the number"
        yield Remark(f"{path}.celex", RemarkCode.KIND_AGAINST_CELEX, text)
    for name, successor in (("partly_replaced_by", act.partly_replaced_by), ("repealed_by", act.repealed_by)):
        if successor is not None and successor == act.celex:
            text = f"{act.celex} is listed as its own successor; name another act or none"
            yield Remark(f"{path}.{name}", RemarkCode.ITS_OWN_SUCCESSOR, text)


_DESCRIPTORS = {
    DocumentKind.COMMUNICATION: {"DC", "SC"},
    DocumentKind.JOINT_COMMUNICATION: {"JC"},
    DocumentKind.PROPOSAL: {"PC", "JC"},
    DocumentKind.WHITE_PAPER: {"DC", "JC"},
    DocumentKind.GREEN_PAPER: {"DC", "JC"},
    DocumentKind.REPORT: {"DC", "SC", "JC"},
    DocumentKind.JOINT_REPORT: {"JC"},
    DocumentKind.STAFF_WORKING_DOCUMENT: {"SC"},
    DocumentKind.JOINT_STAFF_WORKING_DOCUMENT: {"SC", "JC"},
}
"""For each kind of document, the letters that CELEX numbers of sector 5 have for it."""

_COMPARED = {"DC", "JC", "PC", "SC"}


def remarks_on_document(document: PolicyDocument, path: str) -> Iterator[Remark]:
    """Yield a remark if the CELEX number of a policy document belongs to another kind of document.

    >>> import securityunion as su
    >>> document = su.PolicyDocument(kind=su.DocumentKind.PROPOSAL, celex="52020DC0605")
    >>> [remark.code.value for remark in remarks_on_document(document, "$")]
    ['kind-against-celex']
    """
    if document.kind is None or document.celex is None:
        return
    parts = parse_celex(document.celex)
    if parts.sector == "5" and parts.descriptor in _COMPARED - _DESCRIPTORS[document.kind]:
        wrong = f"{document.celex} is not the number of a {document.kind.replace('-', ' ')}"
        yield Remark(f"{path}.celex", RemarkCode.KIND_AGAINST_CELEX, f"{wrong}; check the kind or the number")


def _names_another(eli: str, celex: str) -> bool:
    """Return whether an ELI and a CELEX number are known to name different acts.

    Two versions of an act count as the same act. The result is False if one of the identifiers belongs to a corrigendum
    or contains a number in brackets, because such identifiers cannot be compared.
    """
    try:
        one, other = parse_celex(celex_for(eli)), parse_celex(celex)
    except IdentifierError:
        return False  # some ELIs, such as the ELI of a corrigendum, do not determine a CELEX number
    for parts in (one, other):
        if parts.sector not in _ACTS or parts.repeated is not None or parts.corrigendum is not None:
            return False
    return (one.year, one.descriptor, one.number) != (other.year, other.descriptor, other.number)
