"""The words that terminal, notebook and charts share: counts, Member States, what is unknown."""

from collections.abc import Iterable
from datetime import date

from securityunion.model.obligation import Duty, Obligation
from securityunion.model.report import ProgressReport
from securityunion.queries.select import obligations
from securityunion.values.member_state import MemberState
from securityunion.values.truth import Bounds, Truth

__all__ = [
    "FIELD_LABELS",
    "SEVERAL",
    "TRUTHS",
    "UNKNOWN",
    "certainly_outstanding",
    "duty_noun",
    "explanation",
    "joined",
    "member_states_count",
    "named_in",
    "naming",
    "who",
    "words",
]


class _Unknown(str):
    """Text that says that something is unknown; its type tells it from a text of a report."""

    __slots__ = ()


UNKNOWN = _Unknown("unknown")
"""What is shown for a value that is unknown. Pages emphasise it."""

TRUTHS = {Truth.YES: "Yes", Truth.UNKNOWN: "Unknown", Truth.NO: "No"}
"""The headings of the three parts of an answer, in their order."""

SEVERAL = "several institutions, or not recorded"
"""Who took a step of a procedure if the record names no single institution."""

FIELD_LABELS = {"priority": "Priority (id)"}
"""Labels of fields on the page of a record; any other field is shown under its own name, in words."""

_MOST_LISTED = 30

# What would lose its capitals, or the articles of the Treaty, if hyphens alone gave way to spaces.
_NAMES = {
    "european-parliament": "European Parliament",
    "european-council": "European Council",
    "council": "Council",
    "commission": "Commission",
    "court-of-justice": "Court of Justice",
    "european-central-bank": "European Central Bank",
    "court-of-auditors": "Court of Auditors",
    "high-representative": "High Representative",
    "eu-institutions": "EU institutions",
    "eu-agencies": "EU agencies",
    "member-states": "Member States",
    "adopted-by-commission": "adopted by Commission",
    "referral-to-the-court": "referral to the Court",
    "referral-to-the-court-260-3": "referral to the Court (Article 260(3))",
    "letter-of-formal-notice-260": "letter of formal notice (Article 260)",
    "reasoned-opinion-260": "reasoned opinion (Article 260)",
    "referral-to-the-court-260": "referral to the Court (Article 260)",
}
_DUTY_NOUNS = {Duty.TRANSPOSE: "transposition", Duty.NOTIFY: "notification", Duty.APPLY: "application"}


def words(value: str) -> str:
    """Return the value of an enumeration as words; names keep their capitals.

    >>> words("under-negotiation"), words("adopted-by-commission"), words("european-parliament")
    ('under negotiation', 'adopted by Commission', 'European Parliament')
    """
    return _NAMES.get(value) or value.replace("-", " ")


def duty_noun(duty: Duty) -> str:
    """Return what is outstanding if a *duty* is not met.

    >>> duty_noun(Duty.TRANSPOSE)
    'transposition'
    """
    return _DUTY_NOUNS[duty]


def joined(items: Iterable[str], *, none: str = "none recorded") -> str:
    """Return *items* as a text: the first thirty, and how many more there are.

    >>> joined(["Commission", "Council"]), joined([])
    ('Commission, Council', 'none recorded')
    """
    texts = list(items)
    more = [f"and {len(texts) - _MOST_LISTED} more"] if len(texts) > _MOST_LISTED else []
    return ", ".join([*texts[:_MOST_LISTED], *more]) or none


def certainly_outstanding(obligation: Obligation, *, on: date | None = None) -> tuple[MemberState, ...]:
    """Return the Member States that certainly had an obligation outstanding, on the day of the report if it is given.

    >>> import securityunion as su
    >>> certainly_outstanding(su.find(su.first_progress_report(), "nis").obligations[0])
    ()
    """
    verdicts = obligation.outstanding_among(MemberState, on=on)
    return tuple(state for state, truth in verdicts.items() if truth is Truth.YES)


def who(count: Bounds, certain: Iterable[MemberState]) -> str:
    """Return how many Member States there are, and which of them are named.

    >>> who(Bounds(25, 25), ()), who(Bounds(1, 3), [MemberState.GR]), who(Bounds(0, 0), ())
    ('25 Member States, none named', 'at least 1, at most 3 Member States, EL', '0 Member States')
    """
    if count.exact == 0:
        return member_states_count(count)
    return f"{member_states_count(count)}, {', '.join(state.eu_code for state in certain) or 'none named'}"


def member_states_count(count: Bounds) -> str:
    """Return how many Member States there are.

    >>> member_states_count(Bounds(1, 1)), member_states_count(Bounds(0, 3))
    ('1 Member State', 'at least 0, at most 3 Member States')
    """
    return f"{count} Member State{'s' * (count.exact != 1)}"


def named_in(report: ProgressReport) -> frozenset[MemberState]:
    """Return the Member States that a report names: those that certainly had one of its obligations outstanding.

    >>> import securityunion as su
    >>> named_in(su.first_progress_report())
    frozenset()
    """
    return frozenset(state for one in obligations(report) for state in certainly_outstanding(one, on=report.published))


def naming(report: ProgressReport) -> str:
    """Return which Member States the report names as having an obligation outstanding.

    >>> import securityunion as su
    >>> naming(su.first_progress_report())
    'The report does not name them.'
    """
    codes = ", ".join(sorted(state.eu_code for state in named_in(report)))
    return f"The report names {codes}." if codes else "The report does not name them."


def explanation(report: ProgressReport) -> str:
    """Return what the sums of a scoreboard count, and which Member States the report names.

    >>> import securityunion as su
    >>> explanation(su.first_progress_report()).endswith("The report does not name them.")
    True
    """
    every = obligations(report)
    if not every:
        return "The report lists no obligations of Member States."
    which = "1 obligation" if len(every) == 1 else f"{len(every)} obligations"
    return f"Sum over {which} of the Member States that had not fully met each on {report.published}. {naming(report)}"
