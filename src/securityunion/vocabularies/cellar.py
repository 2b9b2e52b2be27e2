"""The event codes of CELLAR, the repository behind EUR-Lex."""

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
    ((), "a transmission; it changes no stage", ("TRS_toCONSIL_byCOM", "TRS_EP_byCOM")),
    ((), "an opinion; it changes no stage", ("OPI_byEESC", "OPI_byCOR", "OPI_byECB")),
    ((), "it does not say what the Council decided, if anything", ("DIS_byCONSIL",)),
)

EVENTS: Final[dict[str, Translation[Event]]] = by_term(_EVENTS)


def cellar_event(code: str, *, unknown: Unknown = "error") -> Translation[Event]:
    """Return what an event code of CELLAR and EUR-Lex means: an event of ours, without its day.

    The European Parliament's position at first reading has had two codes over time, `OPI_R1_byEP` and then
    `ADP_R1_POS_byEP`; both mean the same. The list is not complete.

    Source: the authority table http://publications.europa.eu/resource/authority/event as used in the procedure
    notices of github.com/op-cellar-git/eurlex-xml-format (commit a4b8910, procedures 2018_172, 2013_449, 2009_162);
    `ADP_FRM_byCONSIL` (formal adoption by the Council) and `WDW_byCOM` (withdrawal by the Commission) from the
    advanced search of EUR-Lex.

    Args:
        code: the code, or its address in the authority table.
        unknown: "error" refuses a code that the vocabulary does not have, "keep" returns it without a meaning.

    Raises:
        NotFoundError: where there is no such code; the near ones are listed.

    >>> from securityunion.vocabularies import cellar_event
    >>> cellar_event("APR_R1_byCONSIL").meaning
    Event(kind=EventKind.ADOPTION, by=Institution.COUNCIL)
    >>> cellar_event("http://publications.europa.eu/resource/authority/event/PUB_OJ").meaning.kind.value
    'publication'
    """
    return translated("event code of CELLAR", EVENTS, code, unknown, code=code_in("event", code))
