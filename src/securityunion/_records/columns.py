"""Apply the rules of records to all records of a document at once.

A document holds many records of few classes, and the records of one class hold few different texts: the same ids of
sources, for example, occur thousands of times. So this module goes through the fields class by class, and checks each
text only once. It looks at a record by itself only if its values differ from the defaults in such a way that a rule
could be broken.

The result only says whether all rules are kept. The module `validation` finds the problems of a record.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from typing import Any

from attrs import field, frozen

from securityunion._records.fields import Shape, per_class, shapes
from securityunion._records.formats import Form
from securityunion._records.rules import may_break, rules_of

__all__ = ["Mentioned", "breaking", "mentioned", "records_inside", "rules_hold"]

Instances = Mapping[type[Any], Sequence[Any]]
"""All records of a document, by their classes. Records of one class are in the order of the document."""


def records_inside(record: type[Any], instances: Sequence[Any]) -> dict[type[Any], list[Any]]:
    """Return *instances*, which belong to the class *record*, and all records inside them, by their classes.

    >>> from securityunion.model.strategy import Priority, Strategy
    >>> cyber = Priority(id="cyber", title="Cybersecurity")
    >>> strategy = Strategy(id="s", title="A strategy", priorities=(cyber,))
    >>> found = records_inside(Strategy, [strategy])
    >>> {kind.__name__: len(records) for kind, records in found.items()}
    {'Strategy': 1, 'Period': 1, 'Priority': 1}
    """
    found: dict[type[Any], list[Any]] = {}
    _add(record, instances, found)
    return found


def _add(record: type[Any], instances: Sequence[Any], found: dict[type[Any], list[Any]]) -> None:
    if record in found:
        found[record] += instances
    else:
        found[record] = instances if isinstance(instances, list) else [*instances]
    for shape in _holding_records(record):
        # `map`, `chain` and `list` loop over the instances faster than a loop in Python.
        held: Iterable[Any] = map(attrgetter(shape.name), instances)
        inner = list(chain.from_iterable(held) if shape.many else held)
        if shape.optional:
            inner = [one for one in inner if one is not None]
        if inner:
            _add(shape.item, inner, found)


@per_class
def _holding_records(record: type[Any]) -> tuple[Shape, ...]:
    return tuple(shape for shape in shapes(record) if shape.is_record)


@frozen(weakref_slot=False, eq=False)
class Mentioned:
    """The texts and ids in some records.

    Attributes:
        texts: the texts of each form, in one collection for each field. Where texts are likely to occur many times, a
            collection has each of them once.
        names: the ids that name a record, for each kind of record. An id that is given twice is listed twice.
        references: the different ids that refer to a record, for each kind of record.

    >>> found = Mentioned()
    >>> found.references["source"].add("infographic")
    >>> found.misformed, found.references_hold
    ({}, False)
    """

    texts: dict[Form, list[Collection[str]]] = field(factory=lambda: defaultdict(list))
    names: dict[str, list[str]] = field(factory=lambda: defaultdict(list))
    references: dict[str, set[str]] = field(factory=lambda: defaultdict(set))

    @property
    def misformed(self) -> dict[Form, set[str]]:
        """The texts that do not have their form, for each form. Forms that all texts have are left out."""
        wrong: dict[Form, set[str]] = {}
        for form, texts in self.texts.items():
            every: Collection[str] = set[str]().union(*texts) if form.repeats else [*chain.from_iterable(texts)]
            if not all(map(form.matches, every)):
                wrong[form] = {text for text in every if not form.matches(text)}
        return wrong

    @property
    def references_hold(self) -> bool:
        """Whether all ids are unique and all references lead to one of them."""
        ids = {kind: set(found) for kind, found in self.names.items()}
        unique = all(len(ids[kind]) == len(found) for kind, found in self.names.items())
        return unique and all(found <= ids.get(kind, set()) for kind, found in self.references.items())


def mentioned(records: Instances, kinds: frozenset[str] | None = None) -> Mentioned:
    """Return the texts and ids in *records*.

    If *kinds* are given, return only the ids of these kinds of records.

    >>> from securityunion.model.strategy import Priority
    >>> found = mentioned({Priority: [Priority(id="cyber", title="Cybersecurity")]})
    >>> found.names["priority"], found.misformed
    (['cyber'], {})
    """
    found = Mentioned()
    for record, instances in records.items():
        for shape, form, value in _texts(record) if kinds is None else _ids(record, kinds):
            held: Iterable[Any] = map(value, instances)
            if shape.names is not None:
                held = list(held)
                found.names[shape.names] += held
            if not form.repeats:
                held = chain.from_iterable(held) if shape.many else held
                found.texts[form].append([text for text in held if text is not None])
                continue
            # Most tuples occur many times, so each different tuple is looked into only once.
            different: set[Any] = set(chain.from_iterable(set(held)) if shape.many else held)
            different.discard(None)  # an unknown text
            if shape.refers is not None:
                found.references[shape.refers] |= different
            found.texts[form].append(different)
    return found


_Text = tuple[Shape, Form, Callable[[Any], Any]]
"""A field that holds texts or ids, with their form and a function that gets the value of the field."""


@per_class
def _texts(record: type[Any]) -> tuple[_Text, ...]:
    return tuple((shape, shape.form, attrgetter(shape.name)) for shape in shapes(record) if shape.form is not None)


def _ids(record: type[Any], kinds: frozenset[str]) -> Iterator[_Text]:
    return (text for text in _texts(record) if text[0].names in kinds or text[0].refers in kinds)


def rules_hold(records: Instances) -> bool:
    """Return whether *records*, which are all records of a document, keep all rules of their classes.

    >>> from securityunion.model.strategy import Priority
    >>> cyber = Priority(id="cyber", title="Cybersecurity")
    >>> rules_hold({Priority: [cyber]}), rules_hold({Priority: [cyber, cyber]})
    (True, False)
    """
    found = mentioned(records)
    # The rules between fields assume that each field is valid. For example, some of these rules parse dates.
    return not found.misformed and found.references_hold and all(map(_kept, records, records.values()))


def _kept(record: type[Any], instances: Sequence[Any]) -> bool:
    return next(_breaking_rules(record, instances), None) is None


def _breaking_rules(record: type[Any], instances: Sequence[Any]) -> Iterator[Any]:
    for rule in rules_of(record):
        if not rule.in_columns:
            for one in may_break(rule, record, instances):
                if next(rule.problems(one), None) is not None:
                    yield one


def breaking(records: Instances) -> dict[type[Any], set[int]]:
    """Return the Python `id()` of each of *records* that breaks a rule by itself, by its class.

    References to other records are not followed.

    >>> from securityunion.model.strategy import Priority
    >>> cyber, wrong = Priority(id="cyber", title="Cybersecurity"), object.__new__(Priority)
    >>> fields = {"id": "N I S", "title": "NIS", "summary": None, "note": None}
    >>> for name, value in {**fields, "focus_areas": (), "sources": ()}.items():
    ...     object.__setattr__(wrong, name, value)
    >>> breaking({Priority: [cyber, wrong]}) == {Priority: {id(wrong)}}
    True
    """
    misformed = mentioned(records).misformed
    broken: dict[type[Any], set[int]] = {}
    for record, instances in records.items():
        wrong: set[int] = set()
        for shape, form, value in _texts(record):
            if texts := misformed.get(form):
                wrong.update(
                    id(one) for one in instances if not texts.isdisjoint(value(one) if shape.many else (value(one),))
                )
        # The rules between fields assume that each field is valid.
        valid = [one for one in instances if id(one) not in wrong] if wrong else instances
        wrong.update(map(id, _breaking_rules(record, valid)))
        if wrong:
            broken[record] = wrong
    return broken
