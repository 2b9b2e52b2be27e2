"""The words in which a terminal, a page and a chart tell the same: counts, who is meant, what is not known."""

from collections.abc import Iterable
from datetime import date

from securityunion.model.obligation import Duty, Obligation
from securityunion.model.report import ProgressReport
from securityunion.queries.select import obligations
from securityunion.values.member_state import MemberState
from securityunion.values.truth import Bounds, Truth

__all__ = [
    "NOT_KNOWN",
    "SEVERAL",
    "certainly",
    "explanation",
    "listed",
    "named",
    "naming",
    "owed",
    "states",
    "total",
    "who",
    "words",
]


class _NotKnown(str):
    """Text that says that something is not known; by its type it can be told from a text of a report."""

    __slots__ = ()


NOT_KNOWN = _NotKnown("not known")
"""What stands where something is not known: in words, so that it looks like no value. Pages emphasise it."""

SEVERAL = "several together, or not recorded"
"""Who took a step of a procedure where the record names no single institution."""

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
_OWED = {Duty.TRANSPOSE: "transposition", Duty.NOTIFY: "notification", Duty.APPLY: "application"}


def words(value: str) -> str:
    """Return the value of an enumeration as words; names keep their capitals.

    >>> words("under-negotiation"), words("adopted-by-commission"), words("european-parliament")
    ('under negotiation', 'adopted by Commission', 'European Parliament')
    """
    return _NAMES.get(value) or value.replace("-", " ")


def owed(duty: Duty) -> str:
    """Return what is outstanding where a *duty* is not met.

    >>> owed(Duty.TRANSPOSE)
    'transposition'
    """
    return _OWED[duty]


def listed(items: Iterable[str], *, none: str = "none recorded") -> str:
    """Return *items* as a text: the first thirty, and how many there are more.

    >>> listed(["Commission", "Council"]), listed([])
    ('Commission, Council', 'none recorded')
    """
    texts = list(items)
    more = [f"and {len(texts) - _MOST_LISTED} more"] if len(texts) > _MOST_LISTED else []
    return ", ".join([*texts[:_MOST_LISTED], *more]) or none


def certainly(obligation: Obligation, *, on: date | None = None) -> tuple[MemberState, ...]:
    """Return the Member States that certainly had the obligation outstanding, on the day of the report if it is known.

    >>> import securityunion as su
    >>> certainly(su.find(su.first_progress_report(), "nis").obligations[0])
    ()
    """
    verdicts = obligation.outstanding_among(MemberState, on=on)
    return tuple(state for state, truth in verdicts.items() if truth is Truth.YES)


def who(count: Bounds, certain: Iterable[MemberState]) -> str:
    """Return how many Member States are meant, and which are named.

    >>> who(Bounds(25, 25), ()), who(Bounds(1, 3), [MemberState.GR])
    ('25 Member States, none named', 'at least 1, at most 3 Member States, EL')
    """
    return f"{states(count)}, {', '.join(state.eu_code for state in certain) or 'none named'}"


def states(count: Bounds) -> str:
    """Return how many Member States are meant.

    >>> states(Bounds(1, 1)), states(Bounds(0, 3))
    ('1 Member State', 'at least 0, at most 3 Member States')
    """
    return f"{count} Member State{'s' * (count.exact != 1)}"


def total(some: Iterable[Obligation]) -> Bounds:
    """Return how often *some* obligations are outstanding, a Member State once for each.

    >>> import securityunion as su
    >>> print(total(su.obligations(su.first_progress_report())))
    145
    """
    return Bounds.total(obligation.outstanding_size for obligation in some)


def named(report: ProgressReport) -> frozenset[MemberState]:
    """Return the Member States that the report names: those that certainly had one of its obligations outstanding.

    >>> import securityunion as su
    >>> named(su.first_progress_report())
    frozenset()
    """
    return frozenset(state for one in obligations(report) for state in certainly(one, on=report.published))


def naming(report: ProgressReport) -> str:
    """Return whom the report names of those that had an obligation outstanding.

    >>> import securityunion as su
    >>> naming(su.first_progress_report())
    'The report names none of them.'
    """
    return f"The report names {', '.join(sorted(state.eu_code for state in named(report))) or 'none of them'}."


def explanation(report: ProgressReport) -> str:
    """Return what the numbers of a scoreboard count, and whom the report names.

    >>> import securityunion as su
    >>> explanation(su.first_progress_report()).endswith("The report names none of them.")
    True
    """
    demanded = obligations(report)
    if not demanded:
        return "The report speaks of no obligation of Member States."
    return (
        f"A Member State counts once for each obligation, of {len(demanded)}, that it had not fully met on "
        f"{report.published}. {naming(report)}"
    )
