"""Translate status, activity and phase codes from the European Parliament's open data."""

from typing import Final

from securityunion._util.arguments import check_text
from securityunion.model.procedure import Event, EventKind, Institution, ProcedureStage
from securityunion.vocabularies.translation import Groups, Translation, Unknown, by_term, code_in, translated

__all__ = [
    "ACTIVITIES",
    "PHASES",
    "STATUSES",
    "parliament_activity",
    "parliament_phase",
    "parliament_status",
]

_PARLIAMENT = Institution.EUROPEAN_PARLIAMENT

_STATUSES: Groups[ProcedureStage] = (
    (
        (
            ProcedureStage.PROPOSED,
            ProcedureStage.UNDER_NEGOTIATION,
            ProcedureStage.AGREED,
            ProcedureStage.ADOPTED,
            ProcedureStage.SIGNED,
        ),
        "the procedure is not over; the code does not say which stage it has reached",
        ("ACTIVE_PROC",),
    ),
    ((ProcedureStage.PUBLISHED,), None, ("COMPLETED_PROC",)),
    ((ProcedureStage.WITHDRAWN,), None, ("WITHDRAWN_PROC",)),
    (
        (),
        "the outcome of a single decision on a text or amendment rather than the stage of a procedure",
        (
            "ACCEPTED",
            "ACCEPTED_PARTLY",
            "ADOPTED",
            "ADOPTED_PARTLY",
            "LAPSED",
            "REJECTED",
            "WITHDRAWN",
            "WITHDRAWN_PARTLY",
        ),
    ),
    (
        (),
        "the status of a document, meeting or entry rather than the stage of a procedure",
        (
            "ACTIVE",
            "CANCELLED",
            "COMPLETED",
            "DEADLINE",
            "DEPRECATED",
            "FINAL",
            "OCCURRED",
            "PENDING",
            "POSTPONED",
            "PROVISIONAL",
            "REVISED",
            "SCHEDULED",
            "SUBMITTED",
        ),
    ),
)

_ACTIVITIES: Groups[Event] = (
    (
        (Event(kind=EventKind.NEGOTIATING_MANDATE, by=_PARLIAMENT),),
        None,
        (
            "PLENARY_ENDORSE_COMMITTEE_INTERINSTITUTIONAL_NEGOTIATIONS",
            "PLENARY_REFER_COMMITTEE_INTERINSTITUTIONAL_NEGOTIATIONS",
        ),
    ),
    ((Event(kind=EventKind.TRILOGUE),), None, ("INTERINSTITUTIONAL_NEGOTIATION",)),
    (
        (Event(kind=EventKind.AGREEMENT_APPROVAL, by=_PARLIAMENT),),
        None,
        ("COMMITTEE_APPROVE_PROVISIONAL_AGREEMENT",),
    ),
    (
        (Event(kind=EventKind.FIRST_READING_POSITION, by=_PARLIAMENT),),
        None,
        ("PLENARY_ADOPT_POSITION", "PLENARY_AMEND_PROPOSAL"),
    ),
    (
        (Event(kind=EventKind.SECOND_READING_POSITION, by=_PARLIAMENT),),
        None,
        ("PLENARY_AMEND_COUNCIL_POSITION",),
    ),
    ((Event(kind=EventKind.ADOPTION, by=_PARLIAMENT),), None, ("PLENARY_APPROVE_COUNCIL_POSITION",)),
    ((Event(kind=EventKind.REJECTION, by=_PARLIAMENT),), None, ("PLENARY_REJECT_COUNCIL_POSITION",)),
    ((Event(kind=EventKind.SIGNATURE),), None, ("SIGNATURE",)),
    ((Event(kind=EventKind.PUBLICATION),), None, ("PUBLICATION_OFFICIAL_JOURNAL",)),
    (
        (),
        "a step inside Parliament that does not change the stage of the procedure",
        (
            "REFERRAL",
            "COMMITTEE_APPOINT_RAPPORTEUR",
            "COMMITTEE_MEETING",
            "COMMITTEE_DEBATE",
            "COMMITTEE_TABLING_REPORT",
            "COMMITTEE_TABLING_OPINION",
            "COMMITTEE_TABLING_AMENDMENT",
            "COMMITTEE_VOTE",
            "COMMITTEE_ADOPTING_REPORT",
            "COMMITTEE_ADOPTING_OPINION",
            "TABLING_PLENARY",
            "PLENARY_DEBATE",
        ),
    ),
    ((), "a vote; the decision is a separate activity", ("PLENARY_VOTE", "PLENARY_VOTE_RESULTS")),
    ((), "no negotiating mandate is given", ("PLENARY_REJECT_COMMITTEE_INTERINSTUTIONAL_NEGOTIATIONS",)),
    ((), "amendments are adopted; if a position follows, it is a separate activity", ("PLENARY_AMEND",)),
    ((), "the code does not say what was decided, unless the phase is the third reading", ("PLENARY_DECISION",)),
    ((), "a rejection that does not by itself end the procedure", ("PLENARY_REJECT_PROPOSAL",)),
    (
        (),
        "a part of a sitting or of its record; it does not change the stage of the procedure",
        (
            "PLENARY_SESSION",
            "PLENARY_PART_SESSION",
            "PLENARY_PART_SESSION_DOSSIER",
            "PLENARY_SITTING",
            "PLENARY_ACTIVITY",
            "PLENARY_OUTCOME",
            "PLENARY_VOTE_URGENCY",
            "PLENARY_VOTE_EXPLANATIONS",
            "PLENARY_DEBATE_SPEECH",
            "PLENARY_DEBATE_WRITTEN_STATEMENT",
            "PROCEEDING_ACTIVITY",
            "MEETING_PART",
            "REQUEST_VOTE_ROLLCALL",
            "REQUEST_VOTE_SEPARATE",
            "REQUEST_VOTE_SPLIT",
        ),
    ),
)

_PHASES: Groups[ProcedureStage] = (
    (
        (ProcedureStage.PROPOSED, ProcedureStage.UNDER_NEGOTIATION, ProcedureStage.AGREED),
        "a reading spans several stages",
        ("RDG1",),
    ),
    (
        (ProcedureStage.UNDER_NEGOTIATION, ProcedureStage.AGREED),
        "a reading spans several stages",
        ("RDG2", "RDG3"),
    ),
    (
        (),
        "the code is known only from third-party tables and was not seen in published data",
        ("CONC", "FIN"),
    ),
)

STATUSES: Final[dict[str, Translation[ProcedureStage]]] = by_term(_STATUSES)
ACTIVITIES: Final[dict[str, Translation[Event]]] = by_term(_ACTIVITIES)
PHASES: Final[dict[str, Translation[ProcedureStage]]] = by_term(_PHASES)

_AT_READING: Final[dict[str, dict[str, Translation[Event]]]] = {
    "RDG1": {},
    "RDG2": by_term(
        (((Event(kind=EventKind.SECOND_READING_POSITION, by=_PARLIAMENT),), None, ("PLENARY_ADOPT_POSITION",)),)
    ),
    "RDG3": by_term(
        (
            (
                (Event(kind=EventKind.THIRD_READING, by=_PARLIAMENT),),
                None,
                ("PLENARY_DECISION", "PLENARY_ADOPT_POSITION"),
            ),
        )
    ),
}
"""The translations of activities whose meaning depends on the phase. The keys are the codes of the phases."""

_AT_UNKNOWN_READING: Final[dict[str, Translation[Event]]] = by_term(
    (((), "a position of Parliament; the phase does not determine the reading", ("PLENARY_ADOPT_POSITION",)),)
)


def parliament_status(code: str, *, unknown: Unknown = "error") -> Translation[ProcedureStage]:
    """Translate a status code from the European Parliament's open data into procedure stages.

    Three codes are about procedures: `ACTIVE_PROC`, `COMPLETED_PROC` and `WITHDRAWN_PROC`. The other codes are statuses
    of decisions, documents and meetings. These have no meaning here, because they do not show the stage of a procedure.
    If an amendment is `REJECTED`, for example, the procedure can still be at any stage.

    Source: the vocabulary `ep-statuses` of the European Parliament Open Data Portal, from the copy in
    github.com/Hack23/European-Parliament-MCP-Server (commit 4e00e27, `data/cache/controlled-vocabularies.json`).

    Args:
        code: the code, or the address of the code in the vocabulary, such as `def/ep-statuses/ACTIVE_PROC`.
        unknown: "error" to raise an error for an unknown code, or "keep" to return the code without a meaning.

    Raises:
        NotFoundError: if the code is unknown; the message names similar codes.
        TypeError: if *code* is not a string.

    >>> from securityunion.vocabularies import parliament_status
    >>> parliament_status("def/ep-statuses/WITHDRAWN_PROC").meaning.value
    'withdrawn'
    >>> parliament_status("ACTIVE_PROC").note
    'the procedure is not over; the code does not say which stage it has reached'
    """
    return translated("Parliament status", STATUSES, code, unknown, code=code_in("ep-statuses", code))


def parliament_activity(code: str, *, phase: str | None = None, unknown: Unknown = "error") -> Translation[Event]:
    """Translate an activity code from the European Parliament's open data into an event without a day.

    If Parliament approves the Council's position at second reading, the act is adopted (Article 294(7)(a) TFEU). If
    Parliament rejects the position, the act is not adopted (Article 294(7)(b) TFEU).

    The code `PLENARY_REJECT_COMMITTEE_INTERINSTUTIONAL_NEGOTIATIONS` has a spelling mistake. The library keeps the
    mistake, because Parliament publishes the code with this spelling.

    Source: the vocabulary `ep-activities` of the European Parliament Open Data Portal. The codes come from the
    interface description in github.com/Hack23/European-Parliament-MCP-Server (commit 4e00e27,
    `src/generated/ep-api-types.ts`) and from published procedures. The portal says that its list is not exhaustive.

    Args:
        code: the code, or the address of the code in the vocabulary, such as `def/ep-activities/SIGNATURE`.
        phase: the phase in which the activity took place; None if unknown. The meanings of `PLENARY_DECISION` and
            `PLENARY_ADOPT_POSITION` depend on the phase. Without a phase, a position is taken to be at first reading.
        unknown: "error" to raise an error for an unknown code, or "keep" to return the code without a meaning.

    Raises:
        NotFoundError: if the code or the phase is unknown; the message names similar codes.
        TypeError: if *code* or *phase* is not a string.

    >>> from securityunion.vocabularies import parliament_activity
    >>> parliament_activity("PLENARY_ADOPT_POSITION").meaning
    Event(kind=EventKind.FIRST_READING_POSITION, by=Institution.EUROPEAN_PARLIAMENT)
    >>> parliament_activity("PLENARY_DECISION", phase="RDG3").meaning.kind.value
    'third-reading'
    >>> parliament_activity("PLENARY_ADOPT_POSITION", phase="RDG2").meaning.kind.value
    'second-reading-position'
    >>> parliament_activity("REFERRAL").meaning is None
    True
    """
    plain = code_in("ep-activities", code)
    table = ACTIVITIES
    if phase is not None:
        check_text("phase", phase)
        parliament_phase(phase, unknown=unknown)
        special = _AT_READING.get(code_in("procedure-phase", phase), _AT_UNKNOWN_READING)
        table = special if plain in special else ACTIVITIES
    return translated("Parliament activity", table, code, unknown, code=plain)


def parliament_phase(code: str, *, unknown: Unknown = "error") -> Translation[ProcedureStage]:
    """Translate a phase code from the European Parliament's open data into procedure stages.

    A reading spans several stages, so the code of a reading has several meanings. The codes `CONC` and `FIN` have
    no meaning here, because they are known only from third-party tables.

    Source: the authority table http://publications.europa.eu/resource/authority/procedure-phase, as used in published
    procedures under the keys `current_stage` and `occured_at_stage` (sic).

    Args:
        code: the code, or the address of the code in the authority table.
        unknown: "error" to raise an error for an unknown code, or "keep" to return the code without a meaning.

    Raises:
        NotFoundError: if the code is unknown; the message names similar codes.
        TypeError: if *code* is not a string.

    >>> from securityunion.vocabularies import parliament_phase
    >>> table = "http://publications.europa.eu/resource/authority/procedure-phase"
    >>> [stage.value for stage in parliament_phase(f"{table}/RDG2").meanings]
    ['under-negotiation', 'agreed']
    """
    return translated("Parliament phase", PHASES, code, unknown, code=code_in("procedure-phase", code))
