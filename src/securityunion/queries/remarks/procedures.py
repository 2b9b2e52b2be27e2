"""Find odd data in a procedure: events in an unusual order, and events that disagree with the dates of acts."""

from collections.abc import Callable, Iterator
from datetime import date

from securityunion.model.initiative import Initiative
from securityunion.model.procedure import EventKind, Procedure
from securityunion.queries.remarks.order import out_of_order
from securityunion.queries.remarks.remark import RemarkCode
from securityunion.queries.remarks.rule import Odd, RemarkRule
from securityunion.values.sentinel_dates import known_day

__all__ = ["RULES"]

_USUAL_ORDER = (EventKind.PROPOSAL, EventKind.ADOPTION, EventKind.SIGNATURE, EventKind.PUBLICATION)


def _events_out_of_order(procedure: Procedure, _: Initiative) -> Iterator[Odd]:
    days: dict[EventKind, list[date | None]] = {}
    for event in procedure.events:  # the events of a procedure may be listed in any order
        days.setdefault(event.kind, []).append(event.on)
    first = {kind: _of_all(min, every) for kind, every in days.items()}
    # The dates of a procedure belong to its events, so the path names the list of events.
    for _step, explanation in out_of_order(tuple((kind.value, first.get(kind)) for kind in _USUAL_ORDER)):
        yield ".events", explanation
    proposed = first.get(EventKind.PROPOSAL)
    # The acts of a package may be published on several days. Only an event after the last of these days is odd.
    published = _of_all(max, days.get(EventKind.PUBLICATION, []))
    for index, event in enumerate(procedure.events):
        if event.on is None or (event.kind in _USUAL_ORDER and event.on == first[event.kind]):
            continue  # the first event of each usual step has been compared already
        if proposed is not None and event.on < proposed:
            wrong = f"the event '{event.kind}' is dated {event.on}, before the proposal on {proposed}"
            yield f".events[{index}].on", f"{wrong}; check both days"
        if published is not None and event.on > published:
            wrong = f"the event '{event.kind}' is dated {event.on}, after the publication on {published}"
            yield f".events[{index}].on", f"{wrong}; check both days"


def _its_own_successor(procedure: Procedure, _: Initiative) -> Iterator[Odd]:
    successors = [("replaced_by", procedure.replaced_by)]
    successors += [(f"split_into[{index}]", part) for index, part in enumerate(procedure.split_into)]
    for name, successor in successors:
        if successor == procedure.reference:
            yield f".{name}", f"{successor} is listed as its own successor; name another procedure or none"


def _event_against_act(procedure: Procedure, initiative: Initiative) -> Iterator[Odd]:
    """Compare the signatures and publications in a procedure with the acts of its initiative.

    All acts of the initiative are compared, because the data do not say which procedure led to which act. If the
    initiative has fewer acts than procedures, the act to which the procedure led may be missing, so nothing is odd. The
    same applies if the day of a signature or publication is unknown.
    """
    if len(initiative.acts) < len(initiative.procedures):
        return
    signed, published = zip(
        *((known_day(act.signed), known_day(act.published)) for act in initiative.acts), strict=True
    )
    for kind, word, days in (
        (EventKind.SIGNATURE, "signed", set(signed)),
        (EventKind.PUBLICATION, "published", set(published)),
    ):
        events = {index: event.on for index, event in enumerate(procedure.events) if event.kind is kind}
        if None in {*days, *events.values()} or not days.isdisjoint(events.values()):
            continue
        known = " and ".join(str(day) for day in sorted(day for day in days if day is not None))
        for index, day in events.items():
            wrong = f"the event '{kind}' is dated {day}, but the acts of the initiative were {word} on {known}"
            yield f".events[{index}].on", f"{wrong}; check the event or the dates of the acts"


def _of_all(choose: Callable[[list[date]], date], days: list[date | None]) -> date | None:
    """Return the earliest or the latest of *days*, depending on whether *choose* is `min` or `max`.

    The result is None if *days* is empty. It is also None if one of the days is unknown, because this day may be the
    earliest or the latest.
    """
    known = [day for day in days if day is not None]
    return choose(known) if known and len(known) == len(days) else None


RULES = (
    RemarkRule(
        RemarkCode.EVENTS_OUT_OF_ORDER,
        "A step of a procedure is dated before the proposal or after the last publication, or the usual steps are in "
        "another order.",
        _events_out_of_order,
    ),
    RemarkRule(
        RemarkCode.ITS_OWN_SUCCESSOR, "A procedure is replaced by itself or split into itself.", _its_own_successor
    ),
    RemarkRule(
        RemarkCode.EVENT_AGAINST_ACT,
        "A signature or publication is dated on a day on which none of the initiative's acts was signed or published.",
        _event_against_act,
    ),
)
"""The rules about a procedure. They take the procedure and its initiative."""
