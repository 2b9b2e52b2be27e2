"""Translate the event codes of CELLAR, the repository behind EUR-Lex."""

from typing import Final

from securityunion.model.procedure import Event, EventKind, Institution
from securityunion.vocabularies.translation import Groups, Translation, Unknown, by_term, code_in, translated

__all__ = ["EVENTS", "cellar_event"]

_PARLIAMENT, _COUNCIL = Institution.EUROPEAN_PARLIAMENT, Institution.COUNCIL

_EVENTS: Groups[Event] = (
    ((Event(kind=EventKind.PROPOSAL, by=Institution.COMMISSION),), None, ("ADP_byCOM", "ADP_PROPLEG_byCOM")),
    ((Event(kind=EventKind.NEGOTIATING_MANDATE, by=_PARLIAMENT),), None, ("ENDORSE_CMT_DEC_NGTINST_byEP_PLEN",)),
    (
        (Event(kind=EventKind.FIRST_READING_POSITION, by=_PARLIAMENT),),
        None,
        ("OPI_R1_byEP", "ADP_R1_POS_byEP"),
    ),
    (
        (),
        "the code does not say whether Parliament adopted its position, or sent its amendments back to a committee",
        ("AMEND_R1_byEP",),
    ),
    ((Event(kind=EventKind.POLITICAL_AGREEMENT, by=_COUNCIL),), None, ("AGR_COMPOS_byCONSIL",)),
    ((Event(kind=EventKind.AGREEMENT_APPROVAL, by=_PARLIAMENT),), None, ("APR_AGRPROV_CONSIL_byEP_CMT",)),
    ((Event(kind=EventKind.FIRST_READING_POSITION, by=_COUNCIL),), None, ("ADP_R1_POS_byCONSIL",)),
    ((Event(kind=EventKind.ADOPTION, by=_PARLIAMENT),), None, ("APR_R2_POS_CONSIL_byEP",)),
    ((Event(kind=EventKind.REJECTION, by=_PARLIAMENT),), None, ("RJ_R2_POS_CONSIL_byEP",)),
    ((Event(kind=EventKind.THIRD_READING, by=_PARLIAMENT),), None, ("DEC_R3_byEP",)),
    ((Event(kind=EventKind.ADOPTION, by=_COUNCIL),), None, ("APR_R1_byCONSIL", "ADP_FRM_byCONSIL")),
    ((Event(kind=EventKind.SIGNATURE),), None, ("SIGN_byEP_CONSIL",)),
    ((Event(kind=EventKind.PUBLICATION),), None, ("PUB_OJ",)),
    ((Event(kind=EventKind.WITHDRAWAL, by=Institution.COMMISSION),), None, ("WDW_byCOM", "WDW_PROPLEG_byCOM")),
    ((), "a transmission that does not change the stage of the procedure", ("TRS_toCONSIL_byCOM", "TRS_EP_byCOM")),
    ((), "an opinion that does not change the stage of the procedure", ("OPI_byEESC", "OPI_byCOR", "OPI_byECB")),
    ((), "the code does not say whether the Council took a decision, or what it decided", ("DIS_byCONSIL",)),
)

EVENTS: Final[dict[str, Translation[Event]]] = by_term(_EVENTS)


def cellar_event(code: str, *, unknown: Unknown = "error") -> Translation[Event]:
    """Translate an event code from CELLAR or EUR-Lex into an event without a day.

    Two codes mean the European Parliament's position at first reading: the older code `OPI_R1_byEP` and the newer code
    `ADP_R1_POS_byEP`. Since then, the codes name the text that is decided on: `APR_R2_POS_CONSIL_byEP` means that
    Parliament approved the Council's position at second reading, which adopts the act (Article 294(7)(a) TFEU). The
    table contains the codes of the ordinary legislative procedure, not all codes of CELLAR.

    Source: the authority table http://publications.europa.eu/resource/authority/event, as used in the procedure
    notices of github.com/op-cellar-git/eurlex-xml-format (commit a4b8910, procedures 2018_172, 2013_449, 2009_162).
    Two codes come from the advanced search of EUR-Lex: `ADP_FRM_byCONSIL` means formal adoption by the Council, and
    `WDW_byCOM` means withdrawal by the Commission.

    Args:
        code: the code, or the address of the code in the authority table.
        unknown: "error" to raise an error for an unknown code, or "keep" to return the code without a meaning.

    Raises:
        NotFoundError: if the code is unknown; the message names similar codes.
        TypeError: if *code* is not a string.

    >>> from securityunion.vocabularies import cellar_event
    >>> cellar_event("APR_R1_byCONSIL").meaning
    Event(kind=EventKind.ADOPTION, by=Institution.COUNCIL)
    >>> table = "http://publications.europa.eu/resource/authority/event"
    >>> cellar_event(f"{table}/PUB_OJ").meaning.kind.value
    'publication'
    """
    return translated("CELLAR event code", EVENTS, code, unknown, code=code_in("event", code))
