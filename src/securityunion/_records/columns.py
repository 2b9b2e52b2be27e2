"""Apply the rules of records to all records of a document at once.

A document holds many records of few classes, and the records of one class hold few different texts: the same ids of
sources, for example, occur thousands of times. So this module goes through the fields class by class, and checks each
text only once. It looks at a record by itself only if its values differ from the defaults in such a way that a rule
could be broken.

The result only says whether all rules are kept. The module `validation` finds the problems of a record.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from typing import Any, cast

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
    >>> found = records_inside(Strategy, [Strategy(id="s", title="A strategy", priorities=(cyber,))])
    >>> {kind.__name__: len(records) for kind, records in found.items()}
    {'Strategy': 1, 'Period': 1, 'Priority': 1}
    """
    found: dict[type[Any], list[Any]] = {}
    _add(record, instances, found)
    return found


def _add(record: type[Any], instances: Sequence[Any], found: dict[type[Any], list[Any]]) -> None:
    found.setdefault(record, []).extend(instances)
    for shape in shapes(record):
        if not shape.is_record:
            continue
        # `map`, `chain` and `list` loop over the instances faster than a loop in Python.
        held: Iterable[Any] = map(attrgetter(shape.name), instances)
        inner = list(chain.from_iterable(held) if shape.many else held)
        if shape.optional:
            inner = [one for one in inner if one is not None]
        if inner:
            _add(shape.item, inner, found)


@frozen(weakref_slot=False, eq=False)
class Mentioned:
    """The texts and ids in some records.

    Attributes:
        texts: the different texts of each form.
        names: the ids that name a record, for each kind of record. An id that is given twice is listed twice.
        references: the different ids that refer to a record, for each kind of record.

    >>> found = Mentioned()
    >>> found.references["source"].add("infographic")
    >>> found.forms_hold, found.references_hold
    (True, False)
    """

    texts: dict[Form, set[str]] = field(factory=lambda: defaultdict(set))
    names: dict[str, list[str]] = field(factory=lambda: defaultdict(list))
    references: dict[str, set[str]] = field(factory=lambda: defaultdict(set))

    @property
    def forms_hold(self) -> bool:
        """Whether each text has its form."""
        return all(all(map(form.matches, texts)) for form, texts in self.texts.items())

    @property
    def references_hold(self) -> bool:
        """Whether all ids are unique and all references lead to one of them."""
        ids = {kind: set(found) for kind, found in self.names.items()}
        unique = all(len(ids[kind]) == len(found) for kind, found in self.names.items())
        return unique and all(found <= ids.get(kind, set()) for kind, found in self.references.items())


def mentioned(records: Instances) -> Mentioned:
    """Return the texts and ids in *records*.

    >>> from securityunion.model.strategy import Priority
    >>> found = mentioned({Priority: [Priority(id="cyber", title="Cybersecurity")]})
    >>> found.names["priority"], found.forms_hold
    (['cyber'], True)
    """
    found = Mentioned()
    for record, instances in records.items():
        for shape in _texts(record):
            held: Iterable[Any] = map(attrgetter(shape.name), instances)
            column = chain.from_iterable(held) if shape.many else held
            if shape.names is not None:
                column = list(column)
                found.names[shape.names] += column
            different: set[str] = set(column)
            different.discard(cast("str", None))  # an unknown text
            if shape.refers is not None:
                found.references[shape.refers] |= different
            if shape.form is not None:
                found.texts[shape.form] |= different
    return found


@per_class
def _texts(record: type[Any]) -> tuple[Shape, ...]:
    return tuple(shape for shape in shapes(record) if shape.form or shape.names or shape.refers)


def rules_hold(records: Instances) -> bool:
    """Return whether *records*, which are all records of a document, keep all rules of their classes.

    >>> from securityunion.model.strategy import Priority
    >>> cyber = Priority(id="cyber", title="Cybersecurity")
    >>> rules_hold({Priority: [cyber]}), rules_hold({Priority: [cyber, cyber]})
    (True, False)
    """
    found = mentioned(records)
    # The rules between fields assume that each field is valid. For example, some of these rules parse dates.
    return found.forms_hold and found.references_hold and all(map(_kept, records, records.values()))


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
    >>> for name, value in {"id": "N I S", "title": "NIS", "summary": None, "focus_areas": (), "sources": ()}.items():
    ...     object.__setattr__(wrong, name, value)
    >>> breaking({Priority: [cyber, wrong]}) == {Priority: {id(wrong)}}
    True
    """
    found = mentioned(records)
    misformed = {form: {text for text in texts if not form.matches(text)} for form, texts in found.texts.items()}
    broken: dict[type[Any], set[int]] = {}
    for record, instances in records.items():
        wrong: set[int] = set()
        for shape in _texts(record):
            if shape.form is not None and (texts := misformed[shape.form]):
                value = attrgetter(shape.name)
                wrong.update(
                    id(one) for one in instances if not texts.isdisjoint(value(one) if shape.many else (value(one),))
                )
        # The rules between fields assume that each field is valid.
        valid = [one for one in instances if id(one) not in wrong] if wrong else instances
        wrong.update(map(id, _breaking_rules(record, valid)))
        if wrong:
            broken[record] = wrong
    return broken
