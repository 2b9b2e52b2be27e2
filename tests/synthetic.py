"""Synthetic reports with varying amounts of unknown data, for tests that compare ways to compute an answer."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from random import Random

import securityunion as su

__all__ = ["REPORTS", "synthetic_reports"]

_STATES = tuple(su.MemberState)
_DAYS = (date(2013, 6, 30), date(2013, 7, 1), date(2020, 1, 31), date(2020, 2, 1), date(2020, 12, 9), date(2021, 6, 1))
_PRIORITIES = tuple(su.Priority(id=one, title=one.capitalize()) for one in ("cyber", "borders", "silent"))
_STRATEGY = su.Strategy(id="synthetic", title="A synthetic strategy", priorities=_PRIORITIES)
_IS_OUTSTANDING = (su.ComplianceStatus.NOT_COMMUNICATED, su.ComplianceStatus.NOT_CONFORM)


@cache
def synthetic_reports(seed: int = 0, initiatives: int = 12) -> tuple[su.ProgressReport, ...]:
    """Return one report for each of several days near changes of membership. Equal arguments give equal reports."""
    random = Random(seed)
    return tuple(
        su.ProgressReport(
            id=f"synthetic-{number}",
            title="A synthetic report",
            published=day,
            strategy=_STRATEGY,
            initiatives=tuple(_initiative(random, f"i-{one}", day) for one in range(initiatives)),
        )
        for number, day in enumerate(_DAYS)
    )


def _initiative(random: Random, name: str, day: date) -> su.Initiative:
    obligations = tuple(_obligation(random, f"{name}-{one}", name, day) for one in range(random.randrange(4)))
    return su.Initiative(
        id=name,
        title=f"Initiative {name}",
        priority=random.choice(_PRIORITIES[:2]).id,
        kind=random.choice(list(su.InitiativeKind)),
        stage=random.choice(list(su.Stage)),
        obligations=obligations,
    )


def _obligation(random: Random, name: str, initiative: str, day: date) -> su.Obligation:
    """Return an obligation for which it is only partly known who is bound and who is late."""
    bound = _some(random, _STATES)
    late = _some(random, bound)
    records = tuple(_record(random, state, late) for state in _some(random, _STATES))
    due = None if random.random() < 0.2 else day + timedelta(days=random.choice((-900, -1, 0, 1, 300)))
    return su.Obligation(
        id=name,
        initiative=initiative,
        duty=random.choice(list(su.Duty)),
        deadlines=() if due is None else (su.Deadline(on=due),),
        bound=_known_of(random, bound),
        outstanding=_known_of(random, late),
        records=records if random.random() < 0.5 else (),
    )


def _record(random: Random, state: su.MemberState, late: Iterable[su.MemberState]) -> su.ComplianceRecord:
    statuses = (*_IS_OUTSTANDING, None) if state in late else (su.ComplianceStatus.COMPLETE, None)
    return su.ComplianceRecord(
        state=state,
        status=random.choice((*statuses, su.ComplianceStatus.COMMUNICATED)),
        on=random.choice((None, date(2020, 5, 4))),
        infringement=random.choice((None, *su.InfringementStep)),
        case=random.choice((None, "INFR(2018)0249")),
    )


def _known_of(random: Random, states: tuple[su.MemberState, ...]) -> su.StateGroup:
    others = tuple(state for state in _STATES if state not in states)
    return su.StateGroup(
        named=_some(random, states),
        excluded=_some(random, others),
        count=random.choice((None, len(states))),
        scope=random.choice((None, tuple(sorted({*states, *_some(random, others)})))),
    )


def _some(random: Random, states: tuple[su.MemberState, ...]) -> tuple[su.MemberState, ...]:
    share = random.choice((0, 0.2, 0.8, 1))
    return tuple(state for state in states if random.random() < share)


REPORTS = (su.first_progress_report(), *synthetic_reports())
"""The bundled report and synthetic reports."""
