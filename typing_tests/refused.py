"""Code that type checkers must reject.

mypy, pyright and ty must report an error on each line with a `type: ignore` comment, and on no other line. mypy must
report the error that the comment names. On a line with the comment `mypy: accepts`, only pyright and ty must report an
error. `python -m typing_tests` runs all three. This file is never executed.
"""

from datetime import date

import securityunion as su


def records(report: su.ProgressReport, obligation: su.Obligation) -> None:
    """Records are frozen, take keyword arguments only, and reject values of another type."""
    report.title = "Another title"  # type: ignore[misc]
    su.Period("2020", "2025")  # type: ignore[call-arg]
    su.Period(start=2020)  # type: ignore[arg-type]
    su.Period(begin="2020")  # type: ignore[call-arg]
    su.Priority(id="evolving-threats")  # type: ignore[call-arg]
    su.Priority(id="evolving-threats", title=None)  # type: ignore[arg-type]
    su.StateGroup(count="25")  # type: ignore[arg-type]
    su.StateGroup(named=[su.MemberState.PT])  # type: ignore[arg-type]
    su.StateGroup(named=("PT",))  # type: ignore[arg-type]
    su.LegalAct(kind="directive")  # type: ignore[arg-type]
    su.Event(kind=su.EventKind.SIGNATURE, on="2020-12-09")  # type: ignore[arg-type]
    obligation.outstanding.named.append(su.MemberState.PT)  # type: ignore[attr-defined]


def unknown_values(obligation: su.Obligation) -> None:
    """A value that may be None must be compared with None first."""
    obligation.last_deadline.year  # type: ignore[union-attr]
    obligation.last_deadline < date(2020, 12, 9)  # type: ignore[operator]
    obligation.outstanding.count + 1  # type: ignore[operator]


def queries(report: su.ProgressReport) -> None:
    """Filters are keyword arguments, and an `Answer` is not a sequence."""
    su.initiatives(report, "evolving-threats")  # type: ignore[call-arg]
    su.initiatives(report, stages=su.Stage.IN_FORCE)  # type: ignore[call-arg]
    su.initiatives(report, stage=5)  # type: ignore[arg-type]
    su.obligations(report, state=5)  # type: ignore[call-overload]
    su.overdue(report)  # type: ignore[call-arg]
    report.initiatives(stage=su.Stage.IN_FORCE)  # type: ignore[operator]
    su.overdue(report, on="2020-12-09")  # type: ignore[arg-type]
    su.obligations(report, state="PT")[0]  # type: ignore[index]
    len(su.obligations(report, state="PT"))  # type: ignore[arg-type]
    su.obligations(report).yes  # type: ignore[attr-defined]
    for _ in su.awaiting(report, "council"):  # type: ignore[attr-defined]
        pass
    sum(su.outstanding_by_state(report).values())  # type: ignore[arg-type]
    su.find(report, 32016)  # type: ignore[arg-type]


def bounds(one: su.Bounds, group: su.StateGroup, answer: su.Answer[str]) -> None:
    """Bounds take whole numbers and have no order, and neither a group nor an answer contains anything."""
    su.Bounds("0")  # type: ignore[arg-type]
    one > 3  # type: ignore[operator]  # noqa: PLR2004 - a plain number is what people write
    int(one)  # type: ignore[call-overload]
    "PT" in group  # type: ignore[operator]
    "nis" in answer  # type: ignore[operator]
    list(group)  # type: ignore[call-overload]


def conditions(answer: su.Answer[str], truth: su.Truth, one: su.Bounds) -> None:
    """No value that can be unknown is a condition. Checkers still report the mistakes in the code that follows."""
    if answer:  # mypy: accepts
        answer.maybe  # type: ignore[attr-defined]
    if truth:  # mypy: accepts
        truth.maybe  # type: ignore[attr-defined]
    if not one:  # mypy: accepts
        one.maybe  # type: ignore[attr-defined]
    answer.maybe  # type: ignore[attr-defined]


def documents(report: su.ProgressReport) -> None:
    """`dumps` takes a report and returns bytes; `loads` takes bytes or text, and limits by keyword."""
    su.loads({"schema": "securityunion/1"})  # type: ignore[arg-type]
    su.dumps(report.strategy)  # type: ignore[arg-type]
    su.dumps(report, 2)  # type: ignore[call-arg]
    su.dumps(report).encode()  # type: ignore[attr-defined]
    su.loads("[]", limits=64)  # type: ignore[arg-type]
    su.Limits(16)  # type: ignore[call-arg]


def names() -> None:
    """Names that do not exist are errors."""
    su.initiative_s  # type: ignore[attr-defined]
    su.Stage.IN_FROCE  # type: ignore[attr-defined]
