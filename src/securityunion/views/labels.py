"""Words shared by the terminal, notebooks and charts: labels, counts and lists of Member States."""

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
    """The word for an unknown value. Its type distinguishes it from the same word in a report."""

    __slots__ = ()


UNKNOWN = _Unknown("unknown")
"""What is shown for an unknown value. Notebook pages emphasise it."""

TRUTHS = {Truth.YES: "Yes", Truth.UNKNOWN: "Unknown", Truth.NO: "No"}
"""The headings of the three parts of an answer, in order."""

SEVERAL = "several institutions, or not recorded"
"""What is shown for the institution of a procedure step if the record does not name a single one."""

FIELD_LABELS = {"priority": "Priority (id)"}
"""Labels of fields on the page of a record. Every other field is labelled with its own name, in words."""

_MOST_LISTED = 30

# Replacing hyphens with spaces is not enough for these: they need capitals or an article of the Treaty.
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
    """Return the value of an enumeration as words. Names have their capitals.

    >>> words("under-negotiation"), words("european-parliament")
    ('under negotiation', 'European Parliament')
    >>> words("adopted-by-commission")
    'adopted by Commission'
    """
    return _NAMES.get(value) or value.replace("-", " ")


def duty_noun(duty: Duty) -> str:
    """Return the noun for what is outstanding if a *duty* is not met.

    >>> duty_noun(Duty.TRANSPOSE)
    'transposition'
    """
    return _DUTY_NOUNS[duty]


def joined(items: Iterable[str], *, none: str = "none recorded") -> str:
    """Return the first thirty *items* as text, with the number of further ones.

    Args:
        items: the texts to join.
        none: the text for no items at all.

    >>> joined(["Commission", "Council"]), joined([])
    ('Commission, Council', 'none recorded')
    """
    texts = list(items)
    more = [f"and {len(texts) - _MOST_LISTED} more"] if len(texts) > _MOST_LISTED else []
    return ", ".join([*texts[:_MOST_LISTED], *more]) or none


def certainly_outstanding(obligation: Obligation, *, on: date | None = None) -> tuple[MemberState, ...]:
    """Return the Member States known to have had an obligation outstanding.

    Args:
        obligation: the obligation.
        on: the day of the report, to rule out States that were not Member States on it.

    >>> import securityunion as su
    >>> certainly_outstanding(su.find(su.first_progress_report(), "nis").obligations[0])
    ()
    """
    verdicts = obligation.outstanding_among(MemberState, on=on)
    return tuple(state for state, truth in verdicts.items() if truth is Truth.YES)


def who(count: Bounds, certain: Iterable[MemberState]) -> str:
    """Return a number of Member States as text, followed by the codes of those that are *certain*.

    >>> who(Bounds(25, 25), ()), who(Bounds(0, 0), ())
    ('25 Member States, none named', '0 Member States')
    >>> who(Bounds(1, 3), [MemberState.GR])
    'at least 1, at most 3 Member States, EL'
    """
    if count.exact == 0:
        return member_states_count(count)
    return f"{member_states_count(count)}, {', '.join(state.eu_code for state in certain) or 'none named'}"


def member_states_count(count: Bounds) -> str:
    """Return a number of Member States as text.

    >>> member_states_count(Bounds(1, 1)), member_states_count(Bounds(0, 3))
    ('1 Member State', 'at least 0, at most 3 Member States')
    """
    return f"{count} Member State{'s' * (count.exact != 1)}"


def named_in(report: ProgressReport) -> frozenset[MemberState]:
    """Return the Member States that a report names as having at least one obligation outstanding.

    >>> import securityunion as su
    >>> named_in(su.first_progress_report())
    frozenset()
    """
    return frozenset(state for one in obligations(report) for state in certainly_outstanding(one, on=report.published))


def naming(report: ProgressReport) -> str:
    """Return a sentence with the Member States that the report names as having an obligation outstanding.

    >>> import securityunion as su
    >>> naming(su.first_progress_report())
    'The report does not name them.'
    """
    codes = ", ".join(sorted(state.eu_code for state in named_in(report)))
    return f"The report names {codes}." if codes else "The report does not name them."


def explanation(report: ProgressReport) -> str:
    """Return what the sums of a scoreboard count, and which Member States the report names.

    >>> import securityunion as su
    >>> text = explanation(su.first_progress_report())
    >>> text.endswith("The report does not name them.")
    True
    """
    every = obligations(report)
    if not every:
        return "The report lists no obligations of Member States."
    which = "1 obligation" if len(every) == 1 else f"{len(every)} obligations"
    return f"Sum over {which} of the Member States that had not fully met each on {report.published}. {naming(report)}"
