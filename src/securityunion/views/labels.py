"""Provide the words that terminal output, notebooks and charts share, such as labels and lists of Member States."""

from collections.abc import Iterable, Sequence
from datetime import date

from securityunion._util.text import counted
from securityunion.model.obligation import Duty, Obligation
from securityunion.model.report import ProgressReport
from securityunion.queries.completeness import obligations_complete
from securityunion.queries.select import obligations
from securityunion.values.member_state import MemberState
from securityunion.values.state_group import UNKNOWN_GROUP, StateGroup
from securityunion.values.truth import Bounds, Truth

__all__ = [
    "FIELD_LABELS",
    "SEVERAL",
    "TRUTHS",
    "UNKNOWN",
    "about",
    "brief_count",
    "certainly_outstanding",
    "codes",
    "count_words",
    "deadlines",
    "duty_noun",
    "explanation",
    "group_words",
    "initiatives_counted",
    "joined",
    "member_states_count",
    "named_in",
    "naming",
    "quoted",
    "who",
    "words",
]


class _Unknown(str):
    """`UNKNOWN` has its own type, so that the word "unknown" in a report is not shown as an unknown value."""

    __slots__ = ()


UNKNOWN = _Unknown("unknown")
"""This word is shown instead of an unknown value. Notebook pages emphasise the word."""

TRUTHS = {Truth.YES: "Yes", Truth.UNKNOWN: "Unknown", Truth.NO: "No"}
"""The three parts of an answer have these headings, in this order."""

SEVERAL = "several institutions, or not recorded"
"""This text is shown if the record of an event does not name exactly one institution."""

FIELD_LABELS = {"priority": "Priority (id)", "part_of": "Part of (id)", "formerly": "Formerly (ids)"}
"""On the page of a record, these fields have special labels. Every other label is the name of the field, in words."""

_MOST_LISTED = 30
_FEW = 3

# These values need capitals or an article of the Treaty, so it is not enough to replace their hyphens with spaces.
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
    "council-presidency": "Council Presidency",
    "european-external-action-service": "European External Action Service",
    "counter-terrorism-coordinator": "Counter-Terrorism Coordinator",
    "europol": "Europol",
    "eurojust": "Eurojust",
    "frontex": "Frontex",
    "eu-lisa": "eu-LISA",
    "enisa": "ENISA",
    "cepol": "CEPOL",
    "emsa": "EMSA",
    "emcdda": "EMCDDA",
    "euda": "EUDA",
    "euaa": "EUAA",
    "fra": "FRA",
    "eppo": "EPPO",
    "olaf": "OLAF",
    "eccc": "ECCC",
    "amla": "AMLA",
    "cert-eu": "CERT-EU",
    "eu-internet-forum": "EU Internet Forum",
    "interpol": "Interpol",
    "council-conclusions": "Council conclusions",
    "it-system": "IT system",
    "member-states": "Member States",
    "adopted-by-commission": "adopted by Commission",
    "referral-to-the-court": "referral to the Court",
    "referral-to-the-court-260-3": "referral to the Court (Article 260(3))",
    "letter-of-formal-notice-260": "letter of formal notice (Article 260)",
    "reasoned-opinion-260": "reasoned opinion (Article 260)",
    "referral-to-the-court-260": "referral to the Court (Article 260)",
}
_DUTY_NOUNS = {
    Duty.TRANSPOSE: "transposition",
    Duty.NOTIFY: "notification",
    Duty.APPLY: "application",
    Duty.DESIGNATE: "designation",
    Duty.REPORT: "report",
    Duty.IMPLEMENT: "implementation",
}


def words(value: str) -> str:
    """Return the value of an enumeration as words, with capitals in names.

    >>> words("under-negotiation"), words("european-parliament")
    ('under negotiation', 'European Parliament')
    >>> words("adopted-by-commission")
    'adopted by Commission'
    """
    return _NAMES.get(value) or value.replace("-", " ")


def count_words(count: Bounds) -> str:
    """Return a number as text, or "unknown" if nothing at all is known about it.

    >>> count_words(Bounds(3, 3)), count_words(Bounds(142)), count_words(Bounds(0))
    ('3', 'at least 142', 'unknown')
    """
    return UNKNOWN if count.at_most is None and not count.at_least else str(count)


def brief_count(count: Bounds) -> str:
    """Return a number as short text: the number itself, a range, or a minimum.

    >>> [brief_count(one) for one in (Bounds(3, 3), Bounds(0, 15), Bounds(4), Bounds(0))]
    ['3', '0\u201315', '4 or more', 'unknown']
    """
    if count.at_most is None:
        return f"{count.at_least} or more" if count.at_least else str(UNKNOWN)
    return str(count.at_least) if count.exact is not None else f"{count.at_least}\u2013{count.at_most}"


def deadlines(obligation: Obligation) -> str:
    """Return the deadlines of an obligation as text, with the provisions for which they are, or "unknown".

    >>> import securityunion as su
    >>> first = su.Deadline(on=date(2020, 1, 10))
    >>> last = su.Deadline(on=date(2020, 9, 10), provision="Art. 32a")
    >>> both = {"deadlines": (first, last)}
    >>> deadlines(su.Obligation(id="x", initiative="x", duty=Duty.TRANSPOSE, **both))
    '2020-01-10, 2020-09-10 (Art. 32a)'
    """
    every = sorted(obligation.deadlines, key=lambda one: one.on)
    texts = [str(one.on) if one.provision is None else f"{one.on} ({one.provision})" for one in every]
    return joined(texts, none=UNKNOWN)


def duty_noun(duty: Duty) -> str:
    """Return the noun for a *duty*, such as "application" for the duty to apply an act.

    >>> duty_noun(Duty.TRANSPOSE)
    'transposition'
    """
    return _DUTY_NOUNS[duty]


def joined(items: Iterable[str], *, none: str = "none recorded") -> str:
    """Join *items* with commas. After the first thirty items, the text says only how many items follow.

    Args:
        items: the texts to join.
        none: the text to return if *items* is empty.

    >>> joined(["Commission", "Council"]), joined([])
    ('Commission, Council', 'none recorded')
    """
    texts = list(items)
    more = [f"and {len(texts) - _MOST_LISTED} more"] if len(texts) > _MOST_LISTED else []
    return ", ".join([*texts[:_MOST_LISTED], *more]) or none


def certainly_outstanding(obligation: Obligation, *, on: date | None = None) -> tuple[MemberState, ...]:
    """Return the Member States in which an obligation is known to have been outstanding.

    Args:
        obligation: the obligation.
        on: the day of the report, to rule out States that were not Member States on that day.

    >>> import securityunion as su
    >>> certainly_outstanding(su.find(su.first_progress_report(), "nis").obligations[0])
    ()
    """
    verdicts = obligation.outstanding_among(MemberState, on=on)
    return tuple(state for state, truth in verdicts.items() if truth is Truth.YES)


def who(count: Bounds, certain: Iterable[MemberState]) -> str:
    """Return a number of Member States as text, with the codes of the Member States that are known.

    Args:
        count: the number of Member States in a group.
        certain: the Member States that are known to belong to the group.

    >>> who(Bounds(25, 25), ()), who(Bounds(0, 0), ())
    ('25 Member States, none named', '0 Member States')
    >>> who(Bounds(1, 3), [MemberState.GR])
    'at least 1, at most 3 Member States, including EL'
    >>> who(Bounds(1, 1), [MemberState.GR])
    '1 Member State: EL'
    """
    if count.exact == 0:
        return member_states_count(count)
    codes = [state.eu_code for state in certain]
    if not codes:
        return f"{member_states_count(count)}, none named"
    separator = ": " if count.exact == len(codes) else ", including "
    return f"{member_states_count(count)}{separator}{', '.join(codes)}"


def member_states_count(count: Bounds) -> str:
    """Return the number *count* as text, with the noun "Member State" or "Member States".

    >>> member_states_count(Bounds(1, 1)), member_states_count(Bounds(0, 3))
    ('1 Member State', 'at least 0, at most 3 Member States')
    """
    return f"{count} Member State{'s' * (count.exact != 1)}"


def named_in(report: ProgressReport) -> frozenset[MemberState]:
    """Return the Member States that a report names as having one or more obligations outstanding.

    >>> import securityunion as su
    >>> named_in(su.first_progress_report())
    frozenset()
    """
    return frozenset(state for one in obligations(report) for state in certainly_outstanding(one, on=report.published))


def initiatives_counted(count: Bounds) -> str:
    """Return the number *count* as text, with the noun "initiative" or "initiatives".

    >>> initiatives_counted(Bounds(1, 1)), initiatives_counted(Bounds(41))
    ('1 initiative', 'at least 41 initiatives')
    """
    return f"{count} initiative{'s' * (count.exact != 1)}"


def naming(report: ProgressReport) -> str:
    """Return a sentence that lists the Member States named in the report as having an obligation outstanding.

    >>> import securityunion as su
    >>> naming(su.first_progress_report())
    'The report does not name any Member State with an obligation outstanding.'
    """
    codes = ", ".join(sorted(state.eu_code for state in named_in(report)))
    if not codes:
        return "The report does not name any Member State with an obligation outstanding."
    return f"Of the Member States with an obligation outstanding, the report names {codes}."


def explanation(report: ProgressReport) -> str:
    """Return sentences that explain how a scoreboard counts obligations, and which Member States the report names.

    >>> import securityunion as su
    >>> text = explanation(su.first_progress_report())
    >>> text.startswith("The report lists 15 obligations of Member States.")
    True
    """
    every = obligations(report)
    further = "" if obligations_complete(report) else f" {_FURTHER}"
    if not every:
        return f"The report lists no obligations of Member States.{further}"
    return (
        f"The report lists {counted(len(every), 'obligation')} of Member States.{further} An outstanding obligation is "
        f"counted once for every Member State that had not fully met it on {report.published}. {naming(report)}"
    )


def about(report: ProgressReport) -> str:
    """Return the day of a report, its strategy and the period that it covers, as text.

    >>> import securityunion as su
    >>> about(su.first_progress_report())
    '2020-12-09, on EU Security Union Strategy 2020-2025, covering 2019-10 to 2020-12'
    """
    strategy = "" if report.strategy is None else f", on {report.strategy.title}"
    return f"{report.published}{strategy}, covering {report.covers}"


_FURTHER = "It may count Member States for further obligations, so sums are lower limits."


def codes(states: Sequence[MemberState]) -> str:
    """Return *states* as EU codes, or as "all but" and the codes of the missing States if at most three are missing.

    >>> every = list(MemberState)
    >>> codes([MemberState.GR, MemberState.PT]), codes([]), codes(every), codes(every[1:])
    ('EL, PT', 'none known', 'all 28', 'all but AT')
    """
    others = [state for state in MemberState if state not in states]
    if not others:
        return f"all {len(states)}"
    if len(others) <= _FEW:
        return f"all but {', '.join(state.eu_code for state in others)}"
    return ", ".join(state.eu_code for state in sorted(states, key=lambda state: state.eu_code)) or "none known"


def group_words(group: StateGroup) -> str:
    """Return a group of Member States as text: its size, the Member States that it names, and those that it excludes.

    >>> named = (MemberState.GR, MemberState.SI)
    >>> group_words(StateGroup(named=named, at_least=5)), group_words(StateGroup())
    ('at least 5; named: EL, SI', 'unknown')
    >>> print(group_words(StateGroup(words="nearly all")))
    “nearly all”
    """
    if group == UNKNOWN_GROUP:
        return UNKNOWN
    parts = [str(group.size)] if group.size != Bounds() or group.words is None else []
    if group.words is not None:
        parts.append(quoted(group.words))
    if group.named:
        parts.append(f"named: {codes(group.named)}")
    if group.excluded:
        parts.append(f"not: {codes(group.excluded)}")
    return "; ".join(parts)


def quoted(text: str) -> str:
    """Return the words of a source in quotation marks.

    >>> print(quoted("nearly all"))
    “nearly all”
    """
    return f"\u201c{text}\u201d"
