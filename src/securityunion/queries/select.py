"""Questions to a report, as plain functions: what is certain comes back as tuples, the rest as `Answer` or `Bounds`.

The first argument is the report, filters are named, and nothing depends on the clock or on earlier calls.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TypeVar, overload

from attrs import frozen

from securityunion.errors import AmbiguousError, check_instance, check_text, raise_not_found, shown
from securityunion.initiative import Initiative, InitiativeKind, PositionStatus, Stage
from securityunion.member_state import MemberState, member_states
from securityunion.obligation import Duty, Obligation
from securityunion.procedure import Institution
from securityunion.report import Addressee, Finding, FindingKind, ProgressReport
from securityunion.results import Listed, Tallied
from securityunion.truth import Answer, Bounds, Truth

__all__ = [
    "Gap",
    "awaiting",
    "find",
    "findings",
    "initiatives",
    "largest_gaps",
    "obligations",
    "outstanding_by_state",
    "stage_counts",
]

E = TypeVar("E", bound=StrEnum)


@frozen(weakref_slot=False)
class Gap:
    """An obligation with the initiative it stands in and how many Member States have it outstanding.

    >>> import securityunion as su
    >>> gap = su.largest_gaps(su.first_progress_report())[0]
    >>> gap.initiative.title, gap.outstanding.exact
    ('Directive on combating child sexual abuse', 25)
    """

    initiative: Initiative
    obligation: Obligation
    outstanding: Bounds

    def __repr__(self) -> str:
        return f"<Gap {self.obligation.id}: {self.outstanding}>"


def initiatives(
    report: ProgressReport,
    *,
    priority: str | None = None,
    stage: Stage | str | None = None,
    kind: InitiativeKind | str | None = None,
    text: str | None = None,
) -> tuple[Initiative, ...]:
    """Return the initiatives that meet every filter given, in the order of the report.

    Args:
        report: the report to ask.
        priority: the id of a priority.
        stage: where the report files them.
        kind: communication, proposal, act, ...
        text: letters that stand in the title of the initiative or of one of its documents or acts, in any case.

    Raises:
        NotFoundError: where the report has no such priority, or there is no such stage or kind.
        TypeError: where `report` is no report, or `priority` or `text` is no text.

    >>> import securityunion as su
    >>> report = su.first_progress_report()
    >>> [i.id for i in initiatives(report, stage=su.Stage.UNDER_NEGOTIATION, priority="evolving-threats")]
    ['e-evidence', 'csam-interim']
    >>> [i.id for i in initiatives(report, text="money laundering")]
    ['amld4', 'amld5']
    """
    check_instance("report", report, ProgressReport)
    if text is not None:
        check_text("text", text)
    _known_priority(report, priority)
    stage, kind = _member_or_none(Stage, stage), _member_or_none(InitiativeKind, kind)
    return Listed(
        initiative
        for initiative in report.initiatives
        if priority in (None, initiative.priority)
        and stage in (None, initiative.stage)
        and kind in (None, initiative.kind)
        and (text is None or _speaks_of(initiative, text.casefold()))
    )


def find(report: ProgressReport, id_or_identifier: str) -> Initiative:
    """Return the initiative with this id, or that carries this identifier.

    An identifier is a CELEX number, an ELI, an Official Journal reference, a procedure reference, a document reference
    or the number of an infringement case, exactly as written on the initiative's acts, procedures, documents and
    obligations.

    Raises:
        NotFoundError: where no initiative has it; the near ones are listed.
        AmbiguousError: where an identifier stands on several initiatives.
        TypeError: where it is no text, or `report` no report.

    >>> import securityunion as su
    >>> find(su.first_progress_report(), "32016L1148").title
    'The Directive on security of network and information systems'
    """
    check_instance("report", report, ProgressReport)
    check_text("id_or_identifier", id_or_identifier)
    for initiative in report.initiatives:
        if initiative.id == id_or_identifier:
            return initiative
    identifiers = [(initiative, set(_identifiers(initiative))) for initiative in report.initiatives]
    matches = [initiative for initiative, carried in identifiers if id_or_identifier in carried]
    if len(matches) > 1:
        raise AmbiguousError(id_or_identifier, tuple(initiative.id for initiative in matches))
    if not matches:
        ids = [initiative.id for initiative in report.initiatives]
        carried_by_any = sorted({identifier for _, carried in identifiers for identifier in carried})
        raise_not_found("initiative", id_or_identifier, [*ids, *carried_by_any])
    return matches[0]


@overload
def obligations(
    report: ProgressReport, *, state: None = None, duty: Duty | str | None = None
) -> tuple[Obligation, ...]: ...
@overload
def obligations(
    report: ProgressReport, *, state: MemberState | str, duty: Duty | str | None = None
) -> Answer[Obligation]: ...
def obligations(
    report: ProgressReport, *, state: MemberState | str | None = None, duty: Duty | str | None = None
) -> tuple[Obligation, ...] | Answer[Obligation]:
    """Return the obligations of a report; with `state`, those outstanding in that Member State as an `Answer`.

    Args:
        report: the report to ask.
        state: a Member State, or its code: the answer then says which obligations it certainly, possibly and
            certainly not had outstanding on the report's day.
        duty: only what demands this.

    Raises:
        NotFoundError: where there is no such duty.
        TypeError: where `report` is no report.
        ValueError: where `state` is the code of no Member State.

    >>> import securityunion as su
    >>> report = su.first_progress_report()
    >>> len(obligations(report))
    15
    >>> answer = obligations(report, state=su.MemberState.PT)
    >>> len(answer.yes), len(answer.unknown), len(answer.no)
    (0, 15, 0)
    """
    check_instance("report", report, ProgressReport)
    duty = _member_or_none(Duty, duty)
    found = Listed(obligation for _, obligation in _with_obligations(report) if duty in (None, obligation.duty))
    if state is None:
        return found
    member = MemberState.from_code(state)
    return Answer.sort((obligation, obligation.outstanding_in(member, on=report.published)) for obligation in found)


def outstanding_by_state(report: ProgressReport) -> dict[MemberState, Bounds]:
    """Return how many obligations each Member State had outstanding on the report's day.

    The keys are the Member States of that day, in the order of their codes.

    Raises:
        TypeError: where `report` is no report.

    >>> import securityunion as su
    >>> outstanding_by_state(su.first_progress_report())[su.MemberState.PT]
    Bounds(at_least=0, at_most=15)
    """
    check_instance("report", report, ProgressReport)
    states = member_states(on=report.published)
    certain, possible = dict.fromkeys(states, 0), dict.fromkeys(states, 0)
    for _, obligation in _with_obligations(report):
        for state, truth in obligation.outstanding_among(states, on=report.published).items():
            certain[state] += truth is Truth.YES
            possible[state] += truth is not Truth.NO
    return Tallied({state: Bounds(certain[state], possible[state]) for state in states})


def largest_gaps(report: ProgressReport, *, limit: int | None = None) -> tuple[Gap, ...]:
    """Return the obligations with the number of Member States that have them outstanding, largest first.

    They are in order of how many it certainly is, then of how many it can be at the most (no known ceiling
    before any), then of the report.

    Args:
        report: the report to ask.
        limit: as many as are wanted, 0 or more; None for all.

    Raises:
        ValueError: where `limit` is below 0.
        TypeError: where `report` is no report, or `limit` no whole number.

    >>> import securityunion as su
    >>> [gap.outstanding.exact for gap in largest_gaps(su.first_progress_report(), limit=4)]
    [25, 25, 18, 16]
    """
    check_instance("report", report, ProgressReport)
    if limit is not None and type(limit) is not int:  # True is no number of gaps
        raise TypeError(f"limit: found {shown(limit)}; expected a whole number, 0 or more, or None")
    if limit is not None and limit < 0:
        raise ValueError(f"found limit {limit}; expected 0 or more, or None")
    gaps = [
        Gap(initiative, obligation, obligation.outstanding_size) for initiative, obligation in _with_obligations(report)
    ]
    gaps.sort(key=lambda gap: (-gap.outstanding.at_least, -_ceiling(gap.outstanding)))
    return Listed(gaps[:limit])


def awaiting(report: ProgressReport, institution: Institution | str) -> Answer[Initiative]:
    """Return the unfinished files, by whether they await the position of *institution*.

    Unfinished files are the initiatives filed as under negotiation and the proposals filed as planned or as
    adopted by the Commission. Those on which the report notes nothing of that institution are unknown.

    Raises:
        NotFoundError: where there is no such institution.
        TypeError: where `report` is no report.

    >>> import securityunion as su
    >>> answer = awaiting(su.first_progress_report(), su.Institution.EUROPEAN_PARLIAMENT)
    >>> [initiative.id for initiative in answer.yes]
    ['e-evidence', 'csam-interim', 'etias']
    >>> [initiative.id for initiative in answer.unknown], answer.no
    (['tco', 'eccc', 'dora', 'europol'], ())
    """
    check_instance("report", report, ProgressReport)
    asked = _member(Institution, institution)
    return Answer.sort(
        (initiative, _awaits(initiative, asked)) for initiative in report.initiatives if _is_unfinished(initiative)
    )


def stage_counts(report: ProgressReport) -> dict[str, dict[Stage, int]]:
    """Return how many initiatives the report files under each priority at each stage: the scoreboard.

    The outer keys are the ids of the priorities, in their order; the inner keys are the stages that the report
    uses, in the order of `Stage`. A 0 says that the report files none there.

    Raises:
        TypeError: where `report` is no report.

    >>> import securityunion as su
    >>> counts = stage_counts(su.first_progress_report())
    >>> list(counts["evolving-threats"].values())
    [5, 2, 2]
    """
    check_instance("report", report, ProgressReport)
    used = {initiative.stage for initiative in report.initiatives}
    counts = {priority.id: {stage: 0 for stage in Stage if stage in used} for priority in report.strategy.priorities}
    for initiative in report.initiatives:
        counts[initiative.priority][initiative.stage] += 1
    return Tallied(counts)


def findings(
    report: ProgressReport,
    *,
    kind: FindingKind | str | None = None,
    addressee: Addressee | str | None = None,
    priority: str | None = None,
) -> tuple[Finding, ...]:
    """Return the findings that meet every filter given, in the order of the report.

    Args:
        report: the report to ask.
        kind: progress made, or action needed.
        addressee: only those that name this addressee; where a source names nobody, that is not known to be
            somebody else.
        priority: only those that the source puts under this priority, by its id.

    Raises:
        NotFoundError: where the report has no such priority, or there is no such kind or addressee.
        TypeError: where `report` is no report, or `priority` no text.

    >>> import securityunion as su
    >>> report = su.first_progress_report()
    >>> [f.id for f in findings(report, addressee=su.Addressee.COUNCIL)]
    ['conclude-terrorist-content']
    """
    check_instance("report", report, ProgressReport)
    _known_priority(report, priority)
    kind, addressee = _member_or_none(FindingKind, kind), _member_or_none(Addressee, addressee)
    return Listed(
        finding
        for finding in report.findings
        if kind in (None, finding.kind)
        and (addressee is None or addressee in finding.addressees)
        and priority in (None, finding.priority)
    )


def _with_obligations(report: ProgressReport) -> Iterator[tuple[Initiative, Obligation]]:
    for initiative in report.initiatives:
        for obligation in initiative.obligations:
            yield initiative, obligation


def _is_unfinished(initiative: Initiative) -> bool:
    if initiative.kind is InitiativeKind.PROPOSAL and initiative.stage in (Stage.PLANNED, Stage.ADOPTED_BY_COMMISSION):
        return True
    return initiative.stage is Stage.UNDER_NEGOTIATION


def _awaits(initiative: Initiative, institution: Institution) -> Truth:
    for position in initiative.positions:
        if position.institution is institution:
            return Truth.YES if position.status is PositionStatus.AWAITED else Truth.NO
    return Truth.UNKNOWN


def _speaks_of(initiative: Initiative, text: str) -> bool:
    titles = [initiative.title, *(one.title for one in initiative.documents), *(act.title for act in initiative.acts)]
    return any(title is not None and text in title.casefold() for title in titles)


def _identifiers(initiative: Initiative) -> Iterator[str]:
    carried: Iterable[str | None] = (
        *(act.celex for act in initiative.acts),
        *(act.eli for act in initiative.acts),
        *(act.oj for act in initiative.acts),
        *(corrigendum for act in initiative.acts for corrigendum in act.corrigenda),
        *(document.celex for document in initiative.documents),
        *(document.reference for document in initiative.documents),
        *(procedure.reference for procedure in initiative.procedures),
        *(obligation.act for obligation in initiative.obligations),
        *(record.case for obligation in initiative.obligations for record in obligation.records),
        *(procedure.case for obligation in initiative.obligations for procedure in obligation.infringements),
    )
    return (identifier for identifier in carried if identifier is not None)


def _known_priority(report: ProgressReport, priority: str | None) -> None:
    if priority is None:
        return
    check_text("priority", priority)
    ids = [one.id for one in report.strategy.priorities]
    if priority not in ids:
        raise_not_found("priority", priority, ids)


def _member_or_none(enumeration: type[E], value: E | str | None) -> E | None:
    return None if value is None else _member(enumeration, value)


def _member(enumeration: type[E], value: E | str) -> E:
    try:
        return enumeration(value)
    except ValueError:
        raise_not_found(_words(enumeration.__name__), str(value), [member.value for member in enumeration])


def _words(name: str) -> str:
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()


def _ceiling(bounds: Bounds) -> float:
    return float("inf") if bounds.at_most is None else bounds.at_most
