"""Translate terms from the European Parliament's Legislative Observatory (OEIL)."""

from typing import Final

from securityunion.model.procedure import Event, EventKind, Institution, ProcedureStage
from securityunion.vocabularies.translation import Groups, Translation, Unknown, by_term, translated

__all__ = ["EVENTS", "STAGES", "oeil_event", "oeil_stage"]

_EITHER_WAY = "the term is used whether or not the co-legislators have reached an agreement"
_DELEGATED = "a delegated act is examined rather than negotiated"
_BUDGET = "a step in the budgetary procedure; this library has no equivalent"
_INSIDE = "a step inside Parliament that does not change the stage of the procedure"
_SCHEDULED = "the term announces a step that is planned but might never take place"

_STAGES: Groups[ProcedureStage] = (
    ((ProcedureStage.PROPOSED,), None, ("Preparatory phase in Parliament",)),
    (
        (ProcedureStage.PROPOSED, ProcedureStage.UNDER_NEGOTIATION),
        "the term is used from the referral to a committee on, which does not change the stage of the procedure",
        ("Awaiting committee decision",),
    ),
    (
        (ProcedureStage.UNDER_NEGOTIATION,),
        None,
        (
            "Awaiting approval of interim report",
            "Awaiting reconsultation",
            "Awaiting the opening of interinstitutional negotiations",
            "Awaiting announcement of budgetary joint text",
            "Awaiting Parliament's position on the draft budget",
        ),
    ),
    (
        (ProcedureStage.UNDER_NEGOTIATION, ProcedureStage.AGREED),
        _EITHER_WAY,
        (
            "Awaiting Parliament 1st reading / single reading / budget 1st stage",
            "Awaiting Parliament's position in 1st reading",
            "Awaiting Parliament's vote",
            "Awaiting plenary debate/vote",
            "Awaiting Council 1st reading position / budgetary conciliation convocation",
            "Awaiting Council's 1st reading position",
            "Awaiting Parliament 2nd reading",
            "Awaiting Council decision, 2nd reading",
            "Awaiting Council decision",
        ),
    ),
    (
        (ProcedureStage.UNDER_NEGOTIATION, ProcedureStage.AGREED, ProcedureStage.ADOPTED),
        "the term is used before the final decision, and also for an adopted act that is not yet signed",
        ("Awaiting final decision",),
    ),
    (
        (ProcedureStage.AGREED,),
        None,
        ("Awaiting Parliament decision on budgetary joint text", "Awaiting Council decision on budgetary joint text"),
    ),
    ((ProcedureStage.ADOPTED,), None, ("Awaiting signature of act",)),
    ((ProcedureStage.SIGNED,), None, ("Procedure completed, awaiting publication in Official Journal",)),
    (
        (ProcedureStage.PUBLISHED,),
        None,
        ("Procedure completed", "Procedure completed - delegated act enters into force"),
    ),
    ((ProcedureStage.REJECTED,), None, ("Procedure rejected", "Procedure completed - delegated act rejected")),
    (
        (ProcedureStage.WITHDRAWN, ProcedureStage.LAPSED),
        "the term can mean either outcome and does not say which",
        ("Procedure lapsed or withdrawn",),
    ),
    (
        (),
        "Parliament is preparing its part of the budget; the term does not say whether a draft budget exists",
        ("Preparatory budgetary report tabled for plenary",),
    ),
    ((), _DELEGATED, ("Awaiting Council decision on delegated act",)),
)

_PARLIAMENT, _COUNCIL = Institution.EUROPEAN_PARLIAMENT, Institution.COUNCIL

_EVENTS: Groups[Event] = (
    (
        (Event(kind=EventKind.PROPOSAL),),
        None,
        ("Legislative proposal published", "Initial legislative proposal published", "Legislative proposal"),
    ),
    (
        (Event(kind=EventKind.PROPOSAL, by=Institution.COMMISSION),),
        None,
        ("Commission preliminary draft budget published", "Commission draft budget published"),
    ),
    (
        (Event(kind=EventKind.NEGOTIATING_MANDATE, by=_PARLIAMENT),),
        None,
        (
            "Committee decision to open interinstitutional negotiations with report adopted in committee",
            "Committee decision to open interinstitutional negotiations after 1st reading in Parliament",
            "Committee decision to open interinstitutional negotiations prior to the adoption of the report",
            "Committee decision to open interinstitutional negotiations at 2nd reading",
            "Committee decision to enter into interinstitutional negotiations confirmed by plenary (Rule 71)",
            "Committee decision to enter into interinstitutional negotiations confirmed by plenary (Rule 71 - vote)",
            "Interinstitutional negotiations opened - proposal for mandate approved",
        ),
    ),
    (
        (Event(kind=EventKind.FIRST_READING_POSITION, by=_PARLIAMENT),),
        None,
        ("Decision by Parliament, 1st reading", "Decision by Parliament, 1st reading/single reading"),
    ),
    (
        (
            Event(kind=EventKind.SECOND_READING_POSITION, by=_PARLIAMENT),
            Event(kind=EventKind.ADOPTION, by=_PARLIAMENT),
            Event(kind=EventKind.REJECTION, by=_PARLIAMENT),
        ),
        "the term does not say whether Parliament amended, approved or rejected the Council's position",
        ("Decision by Parliament, 2nd reading",),
    ),
    ((Event(kind=EventKind.THIRD_READING, by=_PARLIAMENT),), None, ("Decision by Parliament, 3rd reading",)),
    ((Event(kind=EventKind.THIRD_READING, by=_COUNCIL),), None, ("Decision by Council, 3rd reading",)),
    ((Event(kind=EventKind.FIRST_READING_POSITION, by=_COUNCIL),), None, ("Council position published",)),
    (
        (Event(kind=EventKind.POLITICAL_AGREEMENT, by=_COUNCIL),),
        None,
        ("Political agreement in Council on its 1st reading position", "Political agreement on Council position"),
    ),
    (
        (Event(kind=EventKind.TRILOGUE_AGREEMENT),),
        None,
        ("Provisional agreement between Parliament and Council on final act",),
    ),
    (
        (Event(kind=EventKind.AGREEMENT_APPROVAL, by=_PARLIAMENT),),
        None,
        (
            "Approval in committee of the text agreed at 1st reading interinstitutional negotiations",
            "Approval in committee of the text agreed at early 2nd reading interinstitutional negotiations",
            "Approval in committee of the text agreed at 2nd reading interinstitutional negotiations",
        ),
    ),
    (
        (Event(kind=EventKind.CONCILIATION),),
        None,
        (
            "Start of budgetary conciliation (Parliament and Council)",
            "Budgetary conciliation committee convened",
            "Formal meeting of Conciliation Committee",
        ),
    ),
    (
        (Event(kind=EventKind.JOINT_TEXT),),
        None,
        ("Joint text approved by Conciliation Committee co-chairs", "Budgetary joint text published"),
    ),
    (
        (Event(kind=EventKind.ADOPTION, by=_COUNCIL),),
        None,
        (
            "Act approved by Council, 2nd reading",
            "Act adopted by Council after consultation of Parliament",
            "Act adopted by Council after Parliament's 1st reading",
        ),
    ),
    ((Event(kind=EventKind.SIGNATURE),), None, ("Final act signed", "Final act signed by Parliament and Council")),
    ((Event(kind=EventKind.PUBLICATION),), None, ("Final act published in Official Journal",)),
    (
        (Event(kind=EventKind.WITHDRAWAL, by=Institution.COMMISSION),),
        None,
        ("Proposal withdrawn by Commission",),
    ),
    ((Event(kind=EventKind.REJECTION, by=_COUNCIL),), None, ("Delegated act objected by Council",)),
    (
        (),
        "a changed proposal; the procedure began with the original proposal",
        ("Modified legislative proposal published", "Amended legislative proposal for reconsultation published"),
    ),
    (
        (),
        _INSIDE,
        (
            "Committee referral announced in Parliament",
            "Committee referral announced in Parliament, 1st reading",
            "Committee referral announced in Parliament, 1st reading/single reading",
            "Committee referral announced in Parliament, 2nd reading",
            "Referral to joint committee announced in Parliament",
            "Referral to associated committees announced in Parliament",
            "Urgent procedure requested by a committee",
            "Urgent procedure requested by a political group",
            "Vote in committee, 1st reading/single reading",
            "Vote in committee, 1st reading",
            "Vote in committee",
            "Vote in committee, 2nd reading",
            "Committee interim report tabled for plenary",
            "Committee report tabled for plenary, single reading",
            "Committee report tabled for plenary",
            "Committee report tabled for plenary, 1st reading",
            "Committee report tabled for plenary, 1st reading/single reading",
            "Committee report tabled for plenary, reconsultation",
            "Committee report tabled for plenary confirming Parliament's position",
            "Committee recommendation tabled for plenary, 2nd reading",
            "Report tabled for plenary, 3rd reading",
            "Decision by committee, without report",
            "Debate in Parliament",
            "Results of vote in Parliament",
            "Matter referred back to the committee responsible",
            "Matter referred back to the committee responsible for reconsideration",
            "Report referred back to committee",
        ),
    ),
    (
        (),
        "the term announces a committee decision; the decision itself is a separate event",
        (
            "Committee decision to enter into interinstitutional negotiations announced in plenary (Rule 72)",
            "Committee decision to enter into interinstitutional negotiations announced in plenary (Rule 71)",
        ),
    ),
    (
        (),
        "no negotiating mandate is given",
        (
            "Rejection by committee to open interinstitutional negotiations with report adopted in committee",
            (
                "Committee decision to enter into interinstitutional negotiations rejected by plenary (Rule 71); "
                "file to be put on the agenda of the following part-session"
            ),
        ),
    ),
    (
        (),
        _SCHEDULED,
        (
            "Vote scheduled in committee, 1st reading/single reading",
            "Indicative plenary sitting date, 1st reading/single reading",
            "Indicative plenary sitting date, 2nd reading",
            "Debate scheduled",
            "Debate in plenary scheduled",
            "Vote in plenary scheduled",
            "Vote scheduled",
            "Council position scheduled for adoption",
        ),
    ),
    (
        (),
        _BUDGET,
        (
            "Council draft budget published",
            "Council amended draft budget published",
            "Draft budget approved by Council",
            "Amended budget adopted by Council",
            "Budgetary report tabled for plenary, 1st reading",
            "Budgetary report tabled for plenary",
            "Budgetary report tabled for plenary, 2nd reading",
            "Budgetary conciliation report tabled for plenary",
            "Agreement not reached in budgetary conciliation",
        ),
    ),
    (
        (),
        _DELEGATED,
        (
            "Initial period for examining delegated act 4 month(s)",
            "Delegated act not objected by Council",
            "Delegated act not objected by Parliament",
        ),
    ),
    (
        (),
        "the term names neither the decision nor the reading",
        ("Decision by Parliament", "Decision by Council"),
    ),
    ((), "the term does not say whether a joint text was agreed", ("Final decision by Conciliation Committee",)),
    (
        (),
        "the Council does not approve the amendments; the next step is a separate event",
        ("Parliament's amendments rejected by Council",),
    ),
    (
        (),
        "Parliament is consulted again; the new decision is a separate event",
        ("Formal reconsultation of Parliament",),
    ),
    (
        (),
        "a reply by the Commission that does not change the stage of the procedure",
        ("Commission response to text adopted in plenary",),
    ),
    ((), "Parliament has finished its work; the term does not state the result", ("End of procedure in Parliament",)),
)

STAGES: Final[dict[str, Translation[ProcedureStage]]] = by_term(_STAGES)
EVENTS: Final[dict[str, Translation[Event]]] = by_term(_EVENTS)


def oeil_stage(term: str, *, unknown: Unknown = "error") -> Translation[ProcedureStage]:
    """Translate the "stage reached" that the Legislative Observatory (OEIL) shows for a procedure.

    The table has the terms of both the older and the newer site of OEIL. The meanings apply to legislative files. For
    Parliament's own files, such as own-initiative reports, the same terms say less about the stage. The term "Procedure
    completed, awaiting publication in Official Journal" means that the act has been signed.

    Some terms are ambiguous. For example, a term may not say whether an agreement exists. Another term may not say
    whether a proposal lapsed or was withdrawn. The translation of such a term contains every possible meaning.

    Source: the field "stage reached in procedure", as collected by github.com/parltrack/parltrack
    (`utils/mappings.py`, commit ec29e2d), and the procedure pages of the newer OEIL site in 2025 and 2026.

    Args:
        term: the term exactly as OEIL writes it.
        unknown: "error" to raise an error for an unknown term, or "keep" to return the term without a meaning.

    Raises:
        NotFoundError: if the term is unknown; the message names similar terms.
        TypeError: if *term* is not a string.

    >>> from securityunion.vocabularies import oeil_stage
    >>> oeil_stage("Awaiting signature of act").meaning.value
    'adopted'
    >>> [stage.value for stage in oeil_stage("Procedure lapsed or withdrawn").meanings]
    ['withdrawn', 'lapsed']
    >>> oeil_stage("Procedure dropped", unknown="keep")
    Translation(term='Procedure dropped', meanings=(), note=None, known=False)
    """
    return translated("OEIL stage", STAGES, term, unknown)


def oeil_event(term: str, *, unknown: Unknown = "error") -> Translation[Event]:
    """Translate a key event from the Legislative Observatory (OEIL) into an event without a day.

    If the term names an institution, the event names it too. Most steps inside Parliament, such as a referral to a
    committee, do not change the stage of a procedure. The terms for these steps are known but have no meaning here, and
    the note of the translation gives the reason.

    Source: the key events, as collected by github.com/parltrack/parltrack (`utils/mappings.py`, commit ec29e2d).

    Args:
        term: the term exactly as OEIL writes it.
        unknown: "error" to raise an error for an unknown term, or "keep" to return the term without a meaning.

    Raises:
        NotFoundError: if the term is unknown; the message names similar terms.
        TypeError: if *term* is not a string.

    >>> from securityunion.vocabularies import oeil_event
    >>> oeil_event("Council position published").meaning
    Event(kind=EventKind.FIRST_READING_POSITION, by=Institution.COUNCIL)
    >>> oeil_event("Debate in Parliament").note
    'a step inside Parliament that does not change the stage of the procedure'
    """
    return translated("OEIL key event", EVENTS, term, unknown)
