"""Find odd data in an act: dates in an unusual order, and identifiers that belong to another act."""

from collections.abc import Iterator

from securityunion.errors import IdentifierError
from securityunion.identifiers import celex_for, parse_celex, parse_official_journal_reference
from securityunion.model.act import DocumentKind, LegalAct, PolicyDocument, has_number_of
from securityunion.queries.remarks.order import out_of_order
from securityunion.queries.remarks.remark import RemarkCode
from securityunion.queries.remarks.rule import Odd, RemarkRule

__all__ = ["ACT_RULES", "DOCUMENT_RULES"]

_ACTS = {"0", "3"}
"""The CELEX sectors that contain acts: sector 0 has consolidated versions, and sector 3 has acts as published."""


def _dates_out_of_order(act: LegalAct) -> Iterator[Odd]:
    steps = (
        ("signed", act.signed),
        ("published", act.published),
        ("entry_into_force", act.entry_into_force),
        ("applies_from", act.applies_from),
        ("partly_replaced_from", act.partly_replaced_from),
        ("ends", act.ends),
    )
    return ((f".{step}", explanation) for step, explanation in out_of_order(steps))


def _oj_of_another_day(act: LegalAct) -> Iterator[Odd]:
    if act.oj is not None and act.published is not None:
        day = parse_official_journal_reference(act.oj).published
        if day != act.published:
            wrong = f"the Official Journal is dated {day}, but the act was published on {act.published}"
            yield ".oj", f"{wrong}; check both days"


def _eli_of_another_act(act: LegalAct) -> Iterator[Odd]:
    if act.celex is not None and act.eli is not None and _names_another(act.eli, act.celex):
        yield ".eli", f"{act.eli} is not the ELI of {act.celex}; check both identifiers"


def _act_against_celex(act: LegalAct) -> Iterator[Odd]:
    if act.celex is not None and not has_number_of(act.kind, act.celex):
        wrong = f"{act.celex} is not the number of a {act.kind.replace('-', ' ')}"
        yield ".celex", f"{wrong}; check the kind or the number"


def _its_own_successor(act: LegalAct) -> Iterator[Odd]:
    for name, successor in (("partly_replaced_by", act.partly_replaced_by), ("repealed_by", act.repealed_by)):
        if successor is not None and successor == act.celex:
            yield f".{name}", f"{act.celex} is listed as its own successor; name another act or none"


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
    DocumentKind.ACTION_PLAN: {"DC", "JC", "SC"},
    DocumentKind.RECOMMENDATION: {"DC", "JC", "SC"},
    DocumentKind.ROADMAP: {"DC", "JC", "SC"},
    DocumentKind.GUIDELINES: {"DC", "JC", "SC"},
    DocumentKind.IMPACT_ASSESSMENT: {"SC", "JC"},
    DocumentKind.COUNCIL_CONCLUSIONS: set[str](),
}
"""For each kind of document of the Commission, the letters that CELEX numbers of sector 5 have for it."""

_COMPARED = {"DC", "JC", "PC", "SC"}


def _document_against_celex(document: PolicyDocument) -> Iterator[Odd]:
    if document.kind is None or document.celex is None:
        return
    parts = parse_celex(document.celex)
    if parts.sector == "5" and parts.descriptor in _COMPARED - _DESCRIPTORS[document.kind]:
        wrong = f"{document.celex} is not the number of a {document.kind.replace('-', ' ')}"
        yield ".celex", f"{wrong}; check the kind or the number"


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


ACT_RULES = (
    RemarkRule(
        RemarkCode.DATES_OUT_OF_ORDER,
        "The dates of an act are not in the usual order: for example, it entered into force before it was published.",
        _dates_out_of_order,
    ),
    RemarkRule(
        RemarkCode.OJ_OF_ANOTHER_DAY,
        "The Official Journal reference of an act gives a different day from the act's date of publication.",
        _oj_of_another_day,
    ),
    RemarkRule(
        RemarkCode.ELI_OF_ANOTHER_ACT,
        "The ELI and the CELEX number of an act name different acts. Numbers with brackets and corrigenda are not "
        "checked.",
        _eli_of_another_act,
    ),
    RemarkRule(
        RemarkCode.KIND_AGAINST_CELEX,
        "The CELEX number of an act belongs to another kind, such as a corrigendum, a proposal or a regulation.",
        _act_against_celex,
    ),
    RemarkRule(RemarkCode.ITS_OWN_SUCCESSOR, "An act is repealed or partly replaced by itself.", _its_own_successor),
)
"""The rules about an act. They take the act."""

DOCUMENT_RULES = (
    RemarkRule(
        RemarkCode.KIND_AGAINST_CELEX,
        "The CELEX number of a policy document belongs to another kind of document.",
        _document_against_celex,
    ),
)
"""The rules about a policy document. They take the document."""
