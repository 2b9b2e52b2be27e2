"""Compute rates of the Single Market Scoreboard for a set of directives.

The functions take directives instead of a report. A report lists only directives with which Member States are late, so
a rate for these directives alone would be meaningless. For each directive, pass one `Obligation` whose duty is to
transpose the directive. The result is an interval if some facts are unknown.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction

from attrs import frozen

from securityunion._util.arguments import check_day, check_instance
from securityunion._util.text import counted, shown
from securityunion.errors import UndefinedRateError
from securityunion.identifiers import parse_celex
from securityunion.model.act import can_oblige
from securityunion.model.obligation import ComplianceRecord, ComplianceStatus, Duty, Obligation
from securityunion.model.obligation.compliance import NOT_NOTIFIED
from securityunion.model.obligation.standing import standing_of
from securityunion.rates.intervals import AverageDelay, Share
from securityunion.values.member_state import MemberState, member_states
from securityunion.values.truth import Bounds, Truth

__all__ = ["average_delay", "incompleteness_rate", "transposition_deficit"]

_NOTIFIED = frozenset({ComplianceStatus.COMMUNICATED, ComplianceStatus.COMPLETE, ComplianceStatus.NOT_CONFORM})


@frozen(weakref_slot=False, eq=False)
class _Case:
    """What is known about a directive: whether it was due, whether it is binding, and whether measures are missing."""

    obligation: Obligation
    due: Truth
    bound: Truth
    outstanding: Truth

    @property
    def counts(self) -> Truth:
        return self.due & self.bound

    @property
    def overdue(self) -> Truth:
        return self.counts & self.outstanding

    def missing(self, *, of_measures: bool) -> str:
        obliging = _can_oblige(self.obligation)
        unknown = ["deadline"] * (self.due is Truth.UNKNOWN and obliging)
        unknown += ["whether its act can oblige anybody"] * (not obliging)
        unknown += ["whether it binds the Member State"] * (self.bound is Truth.UNKNOWN)
        unknown += ["whether measures were notified"] * (of_measures and self.outstanding is Truth.UNKNOWN)
        return f"{self.obligation.id} ({', '.join(unknown)})"


def transposition_deficit(
    directives: Iterable[Obligation], state: MemberState | str, *, notified_by: date, due_by: date
) -> Share:
    """Return the share of directives that *state* was due to transpose but had not notified as transposed.

    The denominator is the number of directives that bind the Member State and have a deadline on or before `due_by`.
    The numerator is the number of these directives for which the Member State had not notified complete measures by
    `notified_by`.

    The Scoreboard prints this share as a percentage, but divides by the total number of directives. Both methods give
    the same result if every directive binds every Member State. Most directives of the Single Market bind every Member
    State.

    The compliance record of the Member State decides whether the Member State had notified complete measures:

    - Not notified: the status is `NOT_COMMUNICATED` or `PARTLY_COMMUNICATED`, on the day `notified_by` or later.
    - Notified: the status is `COMMUNICATED`, `COMPLETE` or `NOT_CONFORM`, on the day `notified_by` or earlier. Measures
      that do not conform were notified, too.
    - Unknown: one of these statuses is recorded for another day, or for a day before the act was made (see `remarks` of
      the result), the status is `NOT_APPLIED` or None, the day is None,
      or no record exists.

    The field `outstanding` of an obligation is not used for this purpose, because it does not say why the obligation is
    outstanding.

    The denominator is unknown in these cases: a deadline is unknown, a directive has several deadlines of which only
    some count, its act cannot oblige anybody (as a corrigendum), or it is unknown whether it binds the Member State.
    The result is then printed without a percentage, but its `low` and `high` still cover all possibilities.

    Args:
        directives: one obligation to transpose for each directive.
        state: a State that was a member on the day `notified_by`, or its code.
        notified_by: the last day on which a notification counts.
        due_by: the last deadline that counts. This day must not be after `notified_by`.

    Raises:
        UndefinedRateError: if no directive is known to count.
        ValueError: if `state` was not a Member State on the day `notified_by`, a directive is given twice or is not an
            obligation to transpose, or `due_by` is after `notified_by`.
        TypeError: if a day is not a date without time, or a directive is not an Obligation.

    Source: Single Market Scoreboard, Transposition, editions 12/2017-12/2018 ("% of all directives not transposed")
    and 12/2020-12/2021 (definition, both cut-off days):
    https://single-market-scoreboard.ec.europa.eu/enforcement-tools/transposition_en

    >>> from datetime import date
    >>> import securityunion as su
    >>> from securityunion.rates import transposition_deficit
    >>> day = date(2020, 12, 9)
    >>> def directive(id, status):
    ...     record = su.ComplianceRecord(state=su.MemberState.SI, status=status, on=day)
    ...     bound = su.StateGroup(named=(su.MemberState.SI,))
    ...     return su.Obligation(
    ...         id=id,
    ...         initiative="made-up",
    ...         duty=su.Duty.TRANSPOSE,
    ...         deadlines=(su.Deadline(on=date(2020, 6, 30)),),
    ...         bound=bound,
    ...         records=(record,),
    ...     )
    >>> cut_off = {"notified_by": day, "due_by": date(2020, 11, 30)}
    >>> done = directive("a", su.ComplianceStatus.COMMUNICATED)
    >>> late = directive("b", su.ComplianceStatus.NOT_COMMUNICATED)
    >>> print(transposition_deficit([done, late], "SI", **cut_off))
    1 of 2: 50.0 %
    >>> unknown = directive("c", None)
    >>> print(transposition_deficit([done, late, unknown], "SI", **cut_off))
    1 to 2 of 3: 33.3 % to 66.7 %
    """
    given = _checked(directives, notified_by, due_by)
    member = _member(state, notified_by)
    cases = [_case(obligation, member, notified_by, due_by) for obligation in given]
    return _share(cases, f"the transposition deficit of {member} is undefined", _remarks(given, (member,)))


def incompleteness_rate(directives: Iterable[Obligation], *, notified_by: date, due_by: date) -> Share:
    """Return the share of directives for which at least one Member State has not notified transposition.

    The denominator is the number of directives with a deadline on or before `due_by`. The numerator is the number of
    these directives for which at least one bound Member State had not notified complete measures by `notified_by`.
    Compliance records are interpreted as in `transposition_deficit`.

    Only States that were members on the day `notified_by` are considered. A directive that is known to bind none of
    these Member States does not count. Every other directive is assumed to bind at least one Member State.

    Args:
        directives: one obligation to transpose for each directive.
        notified_by: the last day on which a notification counts.
        due_by: the last deadline that counts. This day must not be after `notified_by`.

    Raises:
        UndefinedRateError: if no directive is known to count.
        ValueError: if a directive is given twice or is not an obligation to transpose, or `due_by` is after
            `notified_by`.
        TypeError: if a day is not a date without time, or a directive is not an Obligation.

    Source: Scoreboards 8 to 10 of the EFTA Surveillance Authority (2001 and 2002) call this share the fragmentation
    factor. They define the factor by the directives that not all States have transposed, and also give the factor for
    the Member States:
    http://www.eftasurv.int/press--publications/scoreboards/internal-market-scoreboards/archive/nr/1111
    The Commission's press release IP/00/498 of 22 May 2000 gives this share as 194 of 1,489 directives, or 13 per cent:
    http://europa.eu/rapid/press-release_IP-00-498_en.htm
    No edition that we could consult defines the share under the name "incompleteness rate".

    >>> from datetime import date
    >>> import securityunion as su
    >>> from securityunion.rates import incompleteness_rate
    >>> day, SI, status = date(2020, 12, 9), su.MemberState.SI, su.ComplianceStatus
    >>> late = su.ComplianceRecord(state=SI, status=status.NOT_COMMUNICATED, on=day)
    >>> done = su.ComplianceRecord(state=SI, status=status.COMMUNICATED, on=day)
    >>> def directive(id, *records):
    ...     return su.Obligation(
    ...         id=id,
    ...         initiative="made-up",
    ...         duty=su.Duty.TRANSPOSE,
    ...         deadlines=(su.Deadline(on=date(2020, 6, 30)),),
    ...         bound=su.StateGroup.exactly([SI]),
    ...         records=records,
    ...     )
    >>> directives = [directive("a", late), directive("b", done), directive("c")]
    >>> print(incompleteness_rate(directives, notified_by=day, due_by=date(2020, 11, 30)))
    1 to 2 of 3: 33.3 % to 66.7 %
    """
    given = _checked(directives, notified_by, due_by)
    states = member_states(on=notified_by)
    cases = [_joint_case(obligation, states, notified_by, due_by) for obligation in given]
    return _share(cases, "the incompleteness rate is undefined", _remarks(given, states))


def average_delay(
    directives: Iterable[Obligation], state: MemberState | str, *, notified_by: date, due_by: date
) -> AverageDelay:
    """Return the average delay, in days, of the directives with which *state* is late, and count these directives.

    The directives are those in the numerator of `transposition_deficit`. The delay of a directive is the number of days
    from its deadline to `notified_by`. If the State became a member after the deadline, the delay begins on the first
    day of membership. If a deadline is unknown, any day up to `due_by` is possible.

    Do not compare the result with published figures. The Scoreboard gives the delay in months. The editions that we
    could consult do not say how the Scoreboard counts months, or on which day the delay ends. This library has chosen
    to count days, and to end the delay on the day `notified_by`.

    Args:
        directives: one obligation to transpose for each directive.
        state: a State that was a member on the day `notified_by`, or its code.
        notified_by: the last day on which a notification counts.
        due_by: the last deadline that counts. This day must not be after `notified_by`.

    Raises:
        UndefinedRateError: if no directive is known to be overdue. Without overdue directives, the average delay is
            undefined rather than 0 days.
        ValueError: if `state` was not a Member State on the day `notified_by`, a directive is given twice or is not an
            obligation to transpose, or `due_by` is after `notified_by`.
        TypeError: if a day is not a date without time, or a directive is not an Obligation.

    Source: Single Market Scoreboard, Transposition, edition 12/2017-12/2018 (the transposition delay for overdue
    directives, in months), and press release IP/12/1080 of 8 October 2012 (which gives an average):
    https://ec.europa.eu/internal_market/scoreboard/performance_by_governance_tool/transposition/index_en.htm
    http://europa.eu/rapid/press-release_IP-12-1080_en.htm

    >>> from datetime import date
    >>> import securityunion as su
    >>> from securityunion.rates import average_delay
    >>> day, not_communicated = date(2020, 12, 9), su.ComplianceStatus.NOT_COMMUNICATED
    >>> late = su.ComplianceRecord(state=su.MemberState.SI, status=not_communicated, on=day)
    >>> def directive(id, deadline):
    ...     return su.Obligation(
    ...         id=id,
    ...         initiative="made-up",
    ...         duty=su.Duty.TRANSPOSE,
    ...         deadlines=(su.Deadline(on=deadline),),
    ...         records=(late,),
    ...     )
    >>> two = [directive("a", date(2020, 11, 29)), directive("b", date(2020, 11, 24))]
    >>> delay = average_delay(two, "SI", notified_by=day, due_by=date(2020, 11, 30))
    >>> print(delay)
    2 overdue: 12.5 days
    """
    given = _checked(directives, notified_by, due_by)
    member = _member(state, notified_by)
    cases = [_case(obligation, member, notified_by, due_by) for obligation in given]
    certain = [case for case in cases if case.overdue is Truth.YES]
    possible = [case for case in cases if case.overdue is Truth.UNKNOWN]
    if not certain:
        reason = (
            f"{counted(len(possible), 'directive')} may be overdue, but none is known to be overdue"
            if possible
            else "no directive is overdue"
        )
        missing = [case.missing(of_measures=True) for case in possible]
        raise UndefinedRateError(f"the average delay of {member} is undefined", reason, missing)

    # If a directive has several deadlines, it is unknown which of them was missed, so the delay begins after the last
    # one or after an earlier one. If the deadlines are unknown, the shortest possible delay begins on `due_by`, and the
    # longest one on the first day of membership.
    def shortest(case: _Case) -> int:
        return (notified_by - max(min(case.obligation.last_deadline or due_by, due_by), member.first_day)).days

    def longest(case: _Case) -> int:
        return (notified_by - max(case.obligation.first_deadline or member.first_day, member.first_day)).days

    sure = len(certain)
    least, most = sorted(map(shortest, possible)), sorted(map(longest, possible), reverse=True)
    low, high = Fraction(sum(map(shortest, certain)), sure), Fraction(sum(map(longest, certain)), sure)
    # A further delay lowers the average only if the delay is below the average. To find the smallest possible average,
    # add the uncertain delays in ascending order, for as long as they lower the average. To find the largest possible
    # average, add the uncertain delays in descending order, for as long as they raise the average.
    for number, value in enumerate(least, start=sure):
        low = min(low, (low * number + value) / (number + 1))
    for number, value in enumerate(most, start=sure):
        high = max(high, (high * number + value) / (number + 1))
    remarks = _remarks(given, (member,))
    return AverageDelay(Bounds(sure, sure + len(possible)), low, high, remarks)


def _share(cases: list[_Case], undefined: str, remarks: tuple[str, ...]) -> Share:
    certain = [case.outstanding for case in cases if case.counts is Truth.YES]
    unknown = [case.outstanding for case in cases if case.counts is Truth.UNKNOWN]
    if not certain:
        reason = (
            f"{counted(len(unknown), 'directive')} may count, but none is known to count"
            if unknown
            else "no directive counts"
        )
        missing = [case.missing(of_measures=False) for case in cases if case.counts is Truth.UNKNOWN]
        raise UndefinedRateError(undefined, reason, missing)
    sure, total = certain.count(Truth.YES), len(certain)
    possible = total - certain.count(Truth.NO)
    # `unknown` says, for each directive that may or may not count, whether measures are outstanding. The smallest share
    # treats each of these directives as notified if this is possible, and leaves the directive out otherwise. The
    # largest share treats each of these directives as outstanding if this is possible, and leaves the directive out
    # otherwise.
    outside, inside = len(unknown) - unknown.count(Truth.YES), len(unknown) - unknown.count(Truth.NO)
    return Share(
        Bounds(sure, possible + inside),
        Bounds(total, total + len(unknown)),
        Fraction(sure, total + outside),
        Fraction(possible + inside, total + inside),
        remarks,
    )


def _checked(directives: Iterable[Obligation], notified_by: date, due_by: date) -> list[Obligation]:
    for name, day in (("notified_by", notified_by), ("due_by", due_by)):
        check_day(name, day)
    if due_by > notified_by:
        raise ValueError(f"due_by: {due_by} is after notified_by; pass {notified_by} or an earlier day")
    check_instance("directives", directives, Iterable)
    given = list(directives)
    seen: set[str] = set()
    for index, obligation in enumerate(given):
        check_instance(f"directives[{index}]", obligation, Obligation)
        if obligation.duty is not Duty.TRANSPOSE:
            wrong = f"{shown(obligation.id)} is an obligation to {obligation.duty}"
            raise ValueError(f"directives[{index}]: {wrong}; pass obligations to transpose")
        # Two obligations of the same act belong to the same directive, even if their ids differ.
        directive = obligation.act or obligation.id
        if directive in seen:
            raise ValueError(f"directives[{index}]: {shown(directive)} is given twice; pass each directive once")
        seen.add(directive)
    return given


def _member(state: MemberState | str, on: date) -> MemberState:
    member = MemberState.from_code(state)
    if not member.is_member(on=on):
        raise ValueError(f"state: {member} was not a Member State on {on}; pass a State that was a member on that day")
    return member


def _case(obligation: Obligation, state: MemberState, notified_by: date, due_by: date) -> _Case:
    return _Case(
        obligation,
        _is_due(obligation, due_by),
        _binding(obligation, (state,))[state],
        _outstanding(obligation, notified_by).get(state, Truth.UNKNOWN),
    )


def _joint_case(obligation: Obligation, states: tuple[MemberState, ...], notified_by: date, due_by: date) -> _Case:
    binding, notices = _binding(obligation, states), _outstanding(obligation, notified_by)
    outstanding, anybody = Truth.NO, Truth.NO
    for state, bound in binding.items():
        outstanding |= bound & notices.get(state, Truth.UNKNOWN)
        # A directive is assumed to bind at least one Member State, unless it is known to bind none. So the directive
        # counts if it possibly binds this Member State.
        anybody |= Truth.NO if bound is Truth.NO else Truth.YES
    return _Case(obligation, _is_due(obligation, due_by), anybody, outstanding)


def _is_due(obligation: Obligation, due_by: date) -> Truth:
    if not _can_oblige(obligation):
        return Truth.UNKNOWN
    # On the day after `due_by`, a Member State that had not fully met the obligation was late.
    return obligation.past(on=min(due_by, date.max - timedelta(days=1)) + timedelta(days=1))


def _can_oblige(obligation: Obligation) -> bool:
    """Return whether the act can oblige Member States. A rate that rests on any other document is not certain."""
    return obligation.act is None or can_oblige(obligation.act)


def _too_early(obligation: Obligation, record: ComplianceRecord) -> bool:
    """Return whether a compliance record is dated before the year in which the act was made."""
    return obligation.act is not None and record.on is not None and record.on.year < parse_celex(obligation.act).year


def _remarks(given: list[Obligation], states: Iterable[MemberState]) -> tuple[str, ...]:
    """Return what a reader of the rate has to know: the records that were left out because they cannot be right."""
    return tuple(
        f"{obligation.id}: the status of {record.state.eu_code} is dated {record.on}, "
        f"before the year of {obligation.act}"
        for obligation in given
        for record in obligation.records
        if record.state in states and _too_early(obligation, record)
    )


def _binding(obligation: Obligation, states: Sequence[MemberState]) -> dict[MemberState, Truth]:
    """Return, for each Member State in *states*, whether the directive binds that Member State.

    A Member State in which the obligation is outstanding counts as bound.
    """
    return dict(zip(states, standing_of(obligation).binds_among(states), strict=True))


def _outstanding(obligation: Obligation, notified_by: date) -> dict[MemberState, Truth]:
    """Return, for each Member State with a conclusive record, whether measures were outstanding on *notified_by*.

    Measures that had been notified on an earlier day were not outstanding on the day *notified_by*. Measures that were
    still missing on a later day were outstanding on the day *notified_by*, too.
    """
    verdicts: dict[MemberState, Truth] = {}
    for record in obligation.records:
        # Nobody can notify measures for an act that has not been made, so such a record decides nothing.
        if _too_early(obligation, record):
            continue
        if record.on is not None and record.on >= notified_by and record.status in NOT_NOTIFIED:
            verdicts[record.state] = Truth.YES
        elif record.on is not None and record.on <= notified_by and record.status in _NOTIFIED:
            verdicts[record.state] = Truth.NO
    return verdicts
