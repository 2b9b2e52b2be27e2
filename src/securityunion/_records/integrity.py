"""Check that ids in a report are unique and that every reference leads to a record of the report."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, cast

from securityunion._records.columns import mentioned, records_inside
from securityunion._records.fields import Shape, leading_to, per_class, shapes
from securityunion._records.rules import repeated
from securityunion._util.text import near, shown, unknown
from securityunion.errors import MOST_PROBLEMS, Problem, ProblemCode

__all__ = ["reference_problems", "references_hold"]


# Only this many names are searched for suggestions, because the search for similar names is slow.
_MOST_GUESSED_FROM = 500


_Asks = Callable[[type[Any], Sequence[object]], bool]
"""A function that takes decoded records of one class, and returns whether `_mentions` must look inside them."""


class _Mention(NamedTuple):
    """An id in a report: a record's own id if `is_name` is true, and otherwise a reference to another record.

    `id` is None if the value in the report is not a valid id.
    """

    path: str
    kind: str
    id: str | None
    is_name: bool


def references_hold(record: type[Any], instance: object) -> bool:
    """Return whether all ids in *instance* are unique and all references in *instance* lead to one of these ids.

    The check is fast, but does not say what is wrong. Call `reference_problems` to find the problems.

    Args:
        record: the class of *instance*.
        instance: the record to check. All records inside the record are checked too.

    >>> from securityunion.model.strategy import Priority, Strategy
    >>> cyber = Priority(id="cyber", title="Cybersecurity")
    >>> once = Strategy(id="s", title="A strategy", priorities=(cyber,))
    >>> twice = Strategy(id="s", title="A strategy", priorities=(cyber, cyber))
    >>> references_hold(Strategy, once), references_hold(Strategy, twice)
    (True, False)
    """
    return mentioned(records_inside(record, (instance,))).references_hold


def reference_problems(record: type[Any], value: Any, get: Callable[[Any, str], Any]) -> Iterator[Problem]:
    """Yield a problem for each repeated id in *value*, and for each reference to a missing record.

    If the id of a record cannot be read, references to records of the same kind are not checked. For example, if the id
    of a source is unreadable, any reference to a source could mean that source.

    Args:
        record: the class of the record that *value* represents.
        value: a record, or the plain data of a document. The data need not be valid.
        get: a function, such as `dict.get`, that returns a field by name, or None if the field is missing.

    >>> from securityunion.model.strategy import Strategy
    >>> document = {"priorities": [{"id": "cyber"}, {"id": "cyber"}]}
    >>> problems = reference_problems(Strategy, document, dict.get)
    >>> [problem.path for problem in problems]
    ['$.priorities[1].id']
    """
    # `_mentions` walks through *value* up to two times. The first walk collects all ids and references. If any of them
    # are wrong, the second walk finds their paths. Plain data can contain records that are already decoded. The first
    # walk only collects such records, which are then checked all at once. The second walk passes over those of a class
    # in which nothing is wrong.
    decoded: dict[type[Any], list[Any]] = defaultdict(list)
    names: dict[str, list[str]] = defaultdict(list)
    references: dict[str, set[str]] = defaultdict(set)
    unreadable: set[str] = set()

    def collect(kind: type[Any], instances: Sequence[object]) -> bool:
        for inner, found in records_inside(kind, instances).items():
            decoded[inner] += found
        return False

    for mention in _mentions(record, value, get, "$", collect):
        if mention.id is None:
            unreadable.add(mention.kind)
        elif mention.is_name:
            names[mention.kind].append(mention.id)
        else:
            references[mention.kind].add(mention.id)
    in_records = mentioned(decoded)
    for kind, ids in in_records.names.items():
        names[kind] += ids
    for kind, different in in_records.references.items():
        references[kind] |= different
    twice = {kind: {id_ for _, id_ in repeated(found)} for kind, found in names.items()}
    nowhere = {kind: ids.difference(names[kind]) for kind, ids in references.items() if kind not in unreadable}
    kinds = frozenset(kind for wrong in (twice, nowhere) for kind, ids in wrong.items() if ids)
    if not kinds:
        return

    def has_wrong_ones(inner: type[Any]) -> bool:
        found = mentioned({inner: decoded[inner]}, kinds)
        return any(
            not ids.isdisjoint(here[kind])
            for wrong, here in ((twice, found.names), (nowhere, found.references))
            for kind, ids in wrong.items()
        )

    leading = leading_to(record, frozenset(inner for inner in list(decoded) if has_wrong_ones(inner)))
    wrong_mentions = (
        mention
        for mention in _mentions(record, value, get, "$", lambda kind, _: leading[kind].leads)
        if mention.id in (twice if mention.is_name else nowhere).get(mention.kind, ())
    )
    # The names are sorted, because those of decoded records were collected before the others.
    yield from _problems(wrong_mentions, {kind: sorted(set(ids)) for kind, ids in names.items()})


def _problems(mentions: Iterable[_Mention], names: Mapping[str, list[str]]) -> Iterator[Problem]:
    first: dict[tuple[str, str], str] = {}
    messages: dict[tuple[str, str], str] = {}  # messages are cached, because one wrong id often occurs in many places
    for mention in mentions:
        id_ = cast("str", mention.id)
        if mention.is_name:
            at = first.setdefault((mention.kind, id_), mention.path)
            if at != mention.path:
                twice = f"the {mention.kind} at {at} has the id {shown(id_)} too; give each record its own id"
                yield Problem(mention.path, ProblemCode.DUPLICATE_ID, twice)
            continue
        message = messages.get((mention.kind, id_))
        if message is None:
            known = names.get(mention.kind, [])
            # The search for suggestions is slow. An error lists at most `MOST_PROBLEMS` problems, so messages after
            # the first `MOST_PROBLEMS` need no suggestions.
            close = near(id_, known[:_MOST_GUESSED_FROM])[:1] if len(messages) < MOST_PROBLEMS else ()
            message = messages[mention.kind, id_] = unknown(mention.kind, id_, close, known)
        yield Problem(mention.path, ProblemCode.DANGLING_REFERENCE, message)


def _mentions(
    record: type[Any], value: Any, get: Callable[[Any, str], Any], path: str, asks: _Asks
) -> Iterator[_Mention]:
    for shape in _mentioning(record):
        place = f"{path}.{shape.name}"
        held: object = get(value, shape.name)
        if not shape.many:
            if (held is not None or not shape.optional) and not _passed_over(shape, (held,), asks):
                yield from _mentions_of(shape, held, get, place, asks)
        elif isinstance(held, (tuple, list)):
            items = cast("Sequence[object]", held)
            passed = _passed_over(shape, items, asks)
            for index, item in enumerate(items):
                if id(item) not in passed:
                    yield from _mentions_of(shape, item, get, f"{place}[{index}]", asks)
        else:
            yield from _unreadable(shape, place)


def _passed_over(shape: Shape, items: Sequence[object], asks: _Asks) -> set[int]:
    """Return the Python `id()` of each of the *items* that `_mentions` can skip.

    These are the decoded records, if *asks* returns False for them.
    """
    records = [item for item in items if type(item) is shape.item] if shape.is_record else []
    return set() if not records or asks(shape.item, records) else set(map(id, records))


def _mentions_of(shape: Shape, item: Any, get: Callable[[Any, str], Any], path: str, asks: _Asks) -> Iterator[_Mention]:
    if shape.is_record and isinstance(item, (dict, shape.item)):
        yield from _mentions(shape.item, item, get, path, asks)
    elif not shape.is_record and type(item) is str and (shape.form is None or shape.form.matches(item)):
        yield _Mention(path, shape.names or cast("str", shape.refers), item, shape.names is not None)
    else:
        yield from _unreadable(shape, path)


def _unreadable(shape: Shape, path: str) -> Iterator[_Mention]:
    # `kinds` are the kinds of records, such as "source", whose ids the unreadable value could contain.
    kinds = _kinds_named(shape.item) if shape.is_record else {shape.names} - {None}
    for kind in kinds:
        yield _Mention(path, cast("str", kind), None, is_name=True)


@per_class
def _mentioning(record: type[Any]) -> tuple[Shape, ...]:
    """Return the fields of the class *record* in which ids or references can occur."""
    return tuple(
        shape
        for shape in shapes(record)
        if shape.names or shape.refers or (shape.is_record and _mentioning(shape.item))
    )


@per_class
def _kinds_named(record: type[Any]) -> frozenset[str]:
    """Return the kinds of records, such as "source", whose own ids can occur in a *record* at any depth."""
    inner = (_kinds_named(shape.item) for shape in shapes(record) if shape.is_record)
    return frozenset({shape.names for shape in shapes(record) if shape.names}).union(*inner)
