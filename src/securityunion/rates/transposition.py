"""Rates of the Single Market Scoreboard, over a set of directives that the caller gives, with what is unknown kept.

A rate over directives that were listed because somebody is late with them means nothing; so nothing here takes a
report. Each directive is one `Obligation` to transpose. What the records leave open makes the result an interval.
"""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from attrs import frozen

from securityunion._util.arguments import check_day, check_instance
from securityunion._util.text import counted, shown
from securityunion.errors import UndefinedRateError
from securityunion.model.obligation import ComplianceStatus, Duty, Obligation
from securityunion.rates.intervals import AverageDelay, Share
from securityunion.values.member_state import MemberState, member_states
from securityunion.values.truth import Bounds, Truth

__all__ = ["average_delay", "incompleteness_rate", "transposition_deficit"]

_NOT_NOTIFIED = frozenset({ComplianceStatus.NOT_COMMUNICATED, ComplianceStatus.PARTLY_COMMUNICATED})
_NOTIFIED = frozenset({ComplianceStatus.COMMUNICATED, ComplianceStatus.COMPLETE, ComplianceStatus.NOT_CONFORM})


@frozen(weakref_slot=False, eq=False)
class _Case:
    """What is known of one directive: whether it was due, whether it binds, whether measures are outstanding."""

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
        unknown = ["its deadline"] * (self.due is Truth.UNKNOWN) + ["whether it binds"] * (self.bound is Truth.UNKNOWN)
        unknown += ["whether measures were notified"] * (of_measures and self.outstanding is Truth.UNKNOWN)
        return f"{self.obligation.id} ({', '.join(unknown)})"


def transposition_deficit(
    directives: Iterable[Obligation], state: MemberState | str, *, notified_by: date, due_by: date
) -> Share:
    """Return the share of directives that *state* should have transposed and has not notified as transposed.

    It is the number of directives with a deadline on or before `due_by` that bind the State and of which complete
    measures had not been notified by `notified_by`, divided by the number of directives with such a deadline that
    bind it. The Scoreboard prints it as a percentage, and divides by the number of all directives given: that is the
    same wherever they bind all Member States, as directives of the Single Market mostly do.

    Only records tell what was notified: `NOT_COMMUNICATED` and `PARTLY_COMMUNICATED` are outstanding; `COMMUNICATED`,
    `COMPLETE` and `NOT_CONFORM` (measures came, and are found wanting) are not. What had come by a record's day
    `on` had come by a later cut-off, and what had not come by then had not by an earlier one. All else leaves it
    unknown: measures not come by a day before the cut-off, come by a day after it, a record without its day,
    `NOT_APPLIED`, no record, and `outstanding`, which names no ground. A deadline or a binding that is not known
    makes the denominator unknown; the result then prints no percentage, and its `low` and `high` are the least and the
    most over all possibilities.

    Args:
        directives: the directives that the rate is about, one obligation to transpose for each.
        state: a Member State on the day `notified_by`, or its code.
        notified_by: the last day of the notifications taken into account.
        due_by: the last day of the deadlines taken into account, not after `notified_by`.

    Raises:
        UndefinedRateError: where it is not certain that any directive counts.
        ValueError: where `state` is no Member State on that day, a directive is given twice or is no obligation to
            transpose, or the days are in the wrong order.
        TypeError: where a day is no plain date, or what is given as a directive no obligation.

    Source: Single Market Scoreboard, Transposition, editions 12/2017-12/2018 ("% of all directives not transposed")
    and 12/2020-12/2021 (definition, both cut-off days):
    https://single-market-scoreboard.ec.europa.eu/enforcement-tools/transposition_en

    >>> from datetime import date
    >>> import securityunion as su
    >>> from securityunion.rates import transposition_deficit
    >>> from securityunion import ComplianceRecord, StateGroup
    >>> day = date(2020, 12, 9)
    >>> def directive(id, status):
    ...     record = su.ComplianceRecord(state=su.MemberState.SI, status=status, on=day)
    ...     bound = su.StateGroup(named=(su.MemberState.SI,))
    ...     return su.Obligation(
    ...         id=id,
    ...         initiative="made-up",
    ...         duty=su.Duty.TRANSPOSE,
    ...         deadline=date(2020, 6, 30),
    ...         bound=bound,
    ...         records=(record,),
    ...     )
    >>> known = [directive("a", su.ComplianceStatus.COMMUNICATED), directive("b", su.ComplianceStatus.NOT_COMMUNICATED)]
    >>> print(transposition_deficit(known, "SI", notified_by=day, due_by=date(2020, 11, 30)))
    1 of 2: 50.0 %
    >>> open_case = directive("c", None)
    >>> print(transposition_deficit([*known, open_case], "SI", notified_by=day, due_by=date(2020, 11, 30)))
    1 to 2 of 3: 33.3 % to 66.7 %
    """
    given = _given(directives, notified_by, due_by)
    member = _member(state, notified_by)
    cases = [_case(obligation, member, notified_by, due_by) for obligation in given]
    return _share(cases, f"no transposition deficit of {member}")


def incompleteness_rate(directives: Iterable[Obligation], *, notified_by: date, due_by: date) -> Share:
    """Return the share of directives of which one Member State or more has not notified complete measures.

    It is the number of directives with a deadline on or before `due_by` that one or more of the Member States that
    they bind had not notified as transposed by `notified_by`, divided by the number of directives with such a
    deadline. The Member States are those of the day `notified_by`. A directive counts unless it is known to bind
    none of them: it is taken to be addressed to one at least. What is outstanding in each is read as
    `transposition_deficit` reads it.

    Args:
        directives: the directives that the rate is about, one obligation to transpose for each.
        notified_by: the last day of the notifications taken into account.
        due_by: the last day of the deadlines taken into account, not after `notified_by`.

    Raises:
        UndefinedRateError: where it is not certain that any directive counts.
        ValueError: where a directive is given twice or is no obligation to transpose, or the days are in the wrong
            order.
        TypeError: where a day is no plain date, or what is given as a directive no obligation.

    Source: what was read defines it as the fragmentation factor, directives not transposed by all States: the EFTA
    Surveillance Authority's Scoreboards 8 to 10 (2001 and 2002), which give it for the Member States too.
    http://www.eftasurv.int/press--publications/scoreboards/internal-market-scoreboards/archive/nr/1111
    The Commission's press release IP/00/498 of 22 May 2000 works it out: 194 of 1,489 directives, 13 per cent.
    http://europa.eu/rapid/press-release_IP-00-498_en.htm
    No edition that could be read defines it by the name of incompleteness rate.

    >>> from datetime import date
    >>> import securityunion as su
    >>> from securityunion.rates import incompleteness_rate
    >>> from securityunion import ComplianceRecord, StateGroup
    >>> day = date(2020, 12, 9)
    >>> late = su.ComplianceRecord(state=su.MemberState.SI, status=su.ComplianceStatus.NOT_COMMUNICATED, on=day)
    >>> done = su.ComplianceRecord(state=su.MemberState.SI, status=su.ComplianceStatus.COMMUNICATED, on=day)
    >>> def directive(id, *records):
    ...     return su.Obligation(
    ...         id=id,
    ...         initiative="made-up",
    ...         duty=su.Duty.TRANSPOSE,
    ...         deadline=date(2020, 6, 30),
    ...         bound=su.StateGroup.exactly([su.MemberState.SI]),
    ...         records=records,
    ...     )
    >>> print(
    ...     incompleteness_rate(
    ...         [directive("a", late), directive("b", done), directive("c")],
    ...         notified_by=day,
    ...         due_by=date(2020, 11, 30),
    ...     )
    ... )
    1 to 2 of 3: 33.3 % to 66.7 %
    """
    given = _given(directives, notified_by, due_by)
    states = member_states(on=notified_by)
    return _share(
        [_joint_case(obligation, states, notified_by, due_by) for obligation in given], "no incompleteness rate"
    )


def average_delay(
    directives: Iterable[Obligation], state: MemberState | str, *, notified_by: date, due_by: date
) -> AverageDelay:
    """Return by how many days *state* is late on average with the directives that are overdue, and with how many.

    Overdue are the directives in the numerator of `transposition_deficit`. Each is late by the days from its
    deadline, or from the first day of membership where that is later, to `notified_by`. Where a deadline is not
    known, it is taken to be any day up to `due_by`.

    The Scoreboard prints months. How it counts them, and up to which day, is not told by what was read: days and the
    notification cut-off are this library's choice, and the figure is not to be set beside a published one.

    Args:
        directives: the directives that the rate is about, one obligation to transpose for each.
        state: a Member State on the day `notified_by`, or its code.
        notified_by: the last day of the notifications taken into account.
        due_by: the last day of the deadlines taken into account, not after `notified_by`.

    Raises:
        UndefinedRateError: where it is not certain that any directive is overdue: no delay is not a delay of 0.
        ValueError: where `state` is no Member State on that day, a directive is given twice or is no obligation to
            transpose, or the days are in the wrong order.
        TypeError: where a day is no plain date, or what is given as a directive no obligation.

    Source: Single Market Scoreboard, Transposition, edition 12/2017-12/2018 (transposition delay for overdue
    directives, in months), and the press release IP/12/1080 of 8 October 2012 (given as an average):
    https://ec.europa.eu/internal_market/scoreboard/performance_by_governance_tool/transposition/index_en.htm
    http://europa.eu/rapid/press-release_IP-12-1080_en.htm

    >>> from datetime import date
    >>> import securityunion as su
    >>> from securityunion.rates import average_delay
    >>> from securityunion import ComplianceRecord
    >>> day = date(2020, 12, 9)
    >>> late = su.ComplianceRecord(state=su.MemberState.SI, status=su.ComplianceStatus.NOT_COMMUNICATED, on=day)
    >>> def directive(id, deadline):
    ...     duty = su.Duty.TRANSPOSE
    ...     return su.Obligation(id=id, initiative="made-up", duty=duty, deadline=deadline, records=(late,))
    >>> two = [directive("a", date(2020, 11, 29)), directive("b", date(2020, 11, 24))]
    >>> print(average_delay(two, "SI", notified_by=day, due_by=date(2020, 11, 30)))
    2 overdue: 12.5 days
    """
    given = _given(directives, notified_by, due_by)
    member = _member(state, notified_by)
    cases = [_case(obligation, member, notified_by, due_by) for obligation in given]
    certain = [case for case in cases if case.overdue is Truth.YES]
    possible = [case for case in cases if case.overdue is Truth.UNKNOWN]
    if not certain:
        reason = (
            f"{counted(len(possible), 'directive')} may be overdue, none certainly is"
            if possible
            else "no directive is overdue"
        )
        missing = [case.missing(of_measures=True) for case in possible]
        raise UndefinedRateError(f"no average delay of {member}", reason, missing)

    def days(case: _Case, *, if_unknown: date) -> int:
        return (notified_by - max(case.obligation.deadline or if_unknown, member.first_day)).days

    sure = [days(case, if_unknown=due_by) for case in certain]
    least = sorted(days(case, if_unknown=due_by) for case in possible)
    most = sorted((days(case, if_unknown=member.first_day) for case in possible), reverse=True)
    low, high = Fraction(sum(sure), len(sure)), Fraction(sum(sure), len(sure))
    # A further value draws the average down as long as it lies below it, the least first; likewise upwards.
    for number, value in enumerate(least, start=len(sure)):
        low = min(low, (low * number + value) / (number + 1))
    for number, value in enumerate(most, start=len(sure)):
        high = max(high, (high * number + value) / (number + 1))
    return AverageDelay(Bounds(len(sure), len(sure) + len(possible)), low, high)


def _share(cases: list[_Case], undefined: str) -> Share:
    certain = [case.outstanding for case in cases if case.counts is Truth.YES]
    unknown = [case.outstanding for case in cases if case.counts is Truth.UNKNOWN]
    if not certain:
        reason = (
            f"{counted(len(unknown), 'directive')} may count, none certainly does" if unknown else "no directive counts"
        )
        missing = [case.missing(of_measures=False) for case in cases if case.counts is Truth.UNKNOWN]
        raise UndefinedRateError(undefined, reason, missing)
    sure, total = certain.count(Truth.YES), len(certain)
    possible = total - certain.count(Truth.NO)
    # The share is least where all that may lie outside the numerator joins the denominator, and nothing else does;
    # it is greatest where all that may lie in the numerator joins both.
    outside, inside = len(unknown) - unknown.count(Truth.YES), len(unknown) - unknown.count(Truth.NO)
    return Share(
        Bounds(sure, possible + inside),
        Bounds(total, total + len(unknown)),
        Fraction(sure, total + outside),
        Fraction(possible + inside, total + inside),
    )


def _given(directives: Iterable[Obligation], notified_by: date, due_by: date) -> list[Obligation]:
    for name, day in (("notified_by", notified_by), ("due_by", due_by)):
        check_day(name, day)
    if due_by > notified_by:
        raise ValueError(f"due_by: {due_by} is after notified_by {notified_by}; pass that day or an earlier one")
    check_instance("directives", directives, Iterable)
    given = list(directives)
    seen: set[str] = set()
    for index, obligation in enumerate(given):
        check_instance(f"directives[{index}]", obligation, Obligation)
        if obligation.duty is not Duty.TRANSPOSE:
            wrong = f"{shown(obligation.id)} is a duty to {obligation.duty}"
            raise ValueError(f"directives[{index}]: {wrong}; pass duties to transpose")
        directive = obligation.act or obligation.id
        if directive in seen:
            raise ValueError(f"directives[{index}]: {shown(directive)} comes a second time; pass each directive once")
        seen.add(directive)
    return given


def _member(state: MemberState | str, on: date) -> MemberState:
    member = MemberState.from_code(state)
    if not member.is_member(on=on):
        raise ValueError(f"state: {member} was not a Member State on {on}; pass a Member State of the day notified_by")
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
        anybody |= Truth.NO if bound is Truth.NO else Truth.YES
    return _Case(obligation, _is_due(obligation, due_by), anybody, outstanding)


def _is_due(obligation: Obligation, due_by: date) -> Truth:
    if obligation.deadline is None:
        return Truth.UNKNOWN
    return Truth.YES if obligation.deadline <= due_by else Truth.NO


def _binding(obligation: Obligation, states: Iterable[MemberState]) -> dict[MemberState, Truth]:
    """Say which of *states* the directive binds: whoever has it outstanding, on whatever ground, is bound."""
    outstanding = obligation.outstanding_among(MemberState)
    verdicts = {state: obligation.bound.includes(state) for state in MemberState}
    surely = {state for state in MemberState if Truth.YES in (verdicts[state], outstanding[state])}
    others = Truth.NO if obligation.bound.count == len(surely) else Truth.UNKNOWN
    return {state: Truth.YES if state in surely else verdicts[state] & others for state in states}


def _outstanding(obligation: Obligation, notified_by: date) -> dict[MemberState, Truth]:
    """Say in which Member States measures are outstanding at the cut-off, as far as the records tell.

    What had come by an earlier day had come by the cut-off; what had not come by a later one had not.
    """
    verdicts: dict[MemberState, Truth] = {}
    for record in obligation.records:
        if record.on is not None and record.on >= notified_by and record.status in _NOT_NOTIFIED:
            verdicts[record.state] = Truth.YES
        elif record.on is not None and record.on <= notified_by and record.status in _NOTIFIED:
            verdicts[record.state] = Truth.NO
    return verdicts
