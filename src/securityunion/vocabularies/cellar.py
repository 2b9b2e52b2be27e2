"""Translate the event codes of CELLAR, the repository behind EUR-Lex."""

from typing import Final

from securityunion.model.procedure import Event, EventKind, Institution
from securityunion.vocabularies.translation import Groups, Translation, Unknown, by_term, code_in, translated

__all__ = ["EVENTS", "cellar_event"]

_EVENTS: Groups[Event] = (
    ((Event(kind=EventKind.PROPOSAL, by=Institution.COMMISSION),), None, ("ADP_byCOM",)),
    (
        (Event(kind=EventKind.FIRST_READING_POSITION, by=Institution.EUROPEAN_PARLIAMENT),),
        None,
        ("OPI_R1_byEP", "ADP_R1_POS_byEP"),
    ),
    ((Event(kind=EventKind.ADOPTION, by=Institution.COUNCIL),), None, ("APR_R1_byCONSIL", "ADP_FRM_byCONSIL")),
    ((Event(kind=EventKind.SIGNATURE),), None, ("SIGN_byEP_CONSIL",)),
    ((Event(kind=EventKind.PUBLICATION),), None, ("PUB_OJ",)),
    ((Event(kind=EventKind.WITHDRAWAL, by=Institution.COMMISSION),), None, ("WDW_byCOM",)),
    ((), "a transmission that does not change the stage of the procedure", ("TRS_toCONSIL_byCOM", "TRS_EP_byCOM")),
    ((), "an opinion that does not change the stage of the procedure", ("OPI_byEESC", "OPI_byCOR", "OPI_byECB")),
    ((), "the code does not say whether the Council took a decision, or what it decided", ("DIS_byCONSIL",)),
)

EVENTS: Final[dict[str, Translation[Event]]] = by_term(_EVENTS)


def cellar_event(code: str, *, unknown: Unknown = "error") -> Translation[Event]:
    """Translate an event code from CELLAR or EUR-Lex into an event without a day.

    Two codes mean the European Parliament's position at first reading: the older code `OPI_R1_byEP` and the newer code
    `ADP_R1_POS_byEP`. The table does not contain all codes of CELLAR.

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
