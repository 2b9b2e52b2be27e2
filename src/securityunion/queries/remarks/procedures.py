"""Find odd data in a procedure: events in an unusual order, and events that disagree with the dates of acts."""

from collections.abc import Callable, Iterator
from datetime import date

from securityunion.model.initiative import Initiative
from securityunion.model.procedure import EventKind, Procedure
from securityunion.queries.remarks.order import remarks_on_order
from securityunion.queries.remarks.remark import Remark, RemarkCode
from securityunion.values.sentinel_dates import known_day

__all__ = ["remarks_against_acts", "remarks_on_procedure"]

_USUAL_ORDER = (EventKind.PROPOSAL, EventKind.ADOPTION, EventKind.SIGNATURE, EventKind.PUBLICATION)


def remarks_on_procedure(procedure: Procedure, path: str) -> Iterator[Remark]:
    """Yield remarks on a procedure. *path* is the place of the procedure in the report.

    >>> import securityunion as su
    >>> procedure = su.Procedure(reference="2018/0331(COD)", replaced_by="2018/0331(COD)")
    >>> [remark.code.value for remark in remarks_on_procedure(procedure, "$")]
    ['its-own-successor']
    """
    days: dict[EventKind, list[date | None]] = {}
    for event in procedure.events:  # the events of a procedure may be listed in any order
        days.setdefault(event.kind, []).append(event.on)
    first = {kind: _of_all(min, every) for kind, every in days.items()}
    steps = tuple((kind.value, first.get(kind)) for kind in _USUAL_ORDER)
    yield from remarks_on_order(steps, f"{path}.events", RemarkCode.EVENTS_OUT_OF_ORDER)
    proposed = first.get(EventKind.PROPOSAL)
    # The acts of a package may be published on several days. Only an event after the last of these days is odd.
    published = _of_all(max, days.get(EventKind.PUBLICATION, []))
    for index, event in enumerate(procedure.events):
        if event.on is None or (event.kind in _USUAL_ORDER and event.on == first[event.kind]):
            continue  # `remarks_on_order` has already compared the first event of each usual step
        if proposed is not None and event.on < proposed:
            text = f"the event '{event.kind}' is dated {event.on}, before the proposal on {proposed}; check both days"
            yield Remark(f"{path}.events[{index}].on", RemarkCode.EVENTS_OUT_OF_ORDER, text)
        if published is not None and event.on > published:
            wrong = f"the event '{event.kind}' is dated {event.on}, after the publication on {published}"
            text = f"{wrong}; check both days"
            yield Remark(f"{path}.events[{index}].on", RemarkCode.EVENTS_OUT_OF_ORDER, text)
    successors = [("replaced_by", procedure.replaced_by)]
    successors += [(f"split_into[{index}]", part) for index, part in enumerate(procedure.split_into)]
    for name, successor in successors:
        if successor == procedure.reference:
            text = f"{successor} is listed as its own successor; name another procedure or none"
            yield Remark(f"{path}.{name}", RemarkCode.ITS_OWN_SUCCESSOR, text)


def remarks_against_acts(initiative: Initiative, procedure: Procedure, path: str) -> Iterator[Remark]:
    """Compare the signatures and publications in a procedure with the acts of an initiative, and yield remarks.

    The signatures get remarks if none of them is dated on a day on which an act of the initiative was signed. The
    publications get remarks if none of them is dated on a day on which an act was published. All acts of the initiative
    are compared, because the data do not say which procedure led to which act.

    Signatures get no remarks if the procedure or an act does not state the day of a signature. The same applies to
    publications. If the initiative has fewer acts than procedures, the act to which the procedure led may be missing
    from the initiative. In this case, the function yields no remarks.

    >>> import securityunion as su
    >>> nis = su.find(su.first_progress_report(), "nis")
    >>> list(remarks_against_acts(nis, nis.procedures[0], "$"))
    []
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
            text = f"{wrong}; check the event or the dates of the acts"
            yield Remark(f"{path}.events[{index}].on", RemarkCode.EVENT_AGAINST_ACT, text)


def _of_all(choose: Callable[[list[date]], date], days: list[date | None]) -> date | None:
    """Return the earliest or the latest of *days*, depending on whether *choose* is `min` or `max`.

    The result is None if *days* is empty. It is also None if one of the days is unknown, because this day may be the
    earliest or the latest.
    """
    known = [day for day in days if day is not None]
    return choose(known) if known and len(known) == len(days) else None
