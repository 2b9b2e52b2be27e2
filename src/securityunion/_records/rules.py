"""Declare what the fields of a record must say together, as data beside the fields.

The attribute `_rules` of a class lists its rules. Two runners apply them: `validation` applies them to one record, in a
constructor, and `columns` applies them to all records of a document at once. The JSON Schema and the documentation
quote them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import attrgetter
from types import MappingProxyType
from typing import Any, TypeVar, cast

from attrs import fields_dict, frozen

from securityunion._records.fields import per_class
from securityunion._util.text import shown
from securityunion.errors import Problem, contradiction

__all__ = ["Rule", "distinct", "may_break", "needs", "repeated", "rules_of", "within"]

T = TypeVar("T")

_NOTHING: Mapping[str, Mapping[str, object]] = MappingProxyType({})


@frozen(weakref_slot=False, eq=False, kw_only=True)
class Rule:
    """What some fields of a record must say together.

    Args:
        name: a name that says what is wrong if the rule is broken, such as "end-before-start". It is unique within the
            class.
        says: a sentence that states the rule, for the documentation.
        fields: the fields that the rule reads.
        needs: the fields without which the rule cannot be broken: while one of them has its default value, the record
            keeps the rule. None means all of `fields`.
        suspects: a quick test that is false only for records that keep the rule; None for no such test.
        problems: a function that yields the problems of a record. In their paths, `$` means the record.
        schema: what the JSON Schema says about the rule, by the name of the field.
        in_columns: whether the module `columns` checks the rule itself, because the rule is about a whole document.

    >>> from securityunion.values.partial_date import Period
    >>> (rule,) = rules_of(Period)
    >>> rule.name, rule.fields, rule.says
    ('end-before-start', ('start', 'end'), '`end` is not before `start`.')
    """

    name: str
    says: str
    fields: tuple[str, ...]
    needs: tuple[str, ...] | None = None
    suspects: Callable[[Any], object] | None = None
    problems: Callable[[Any], Iterator[Problem]]
    schema: Mapping[str, Mapping[str, object]] = _NOTHING
    in_columns: bool = False


def rules_of(record: type[Any]) -> tuple[Rule, ...]:
    """Return the rules of the class *record*, in the order in which their problems are listed.

    >>> from securityunion.model.strategy import Priority
    >>> rules_of(Priority)
    ()
    """
    return cast("tuple[Rule, ...]", getattr(record, "_rules", ()))


def may_break(rule: Rule, record: type[Any], instances: Iterable[T]) -> Iterable[T]:
    """Return those *instances* of the class *record* that may break *rule*, without looking closely.

    >>> from securityunion.values.partial_date import Period
    >>> (rule,) = rules_of(Period)
    >>> periods = [Period(start="2020"), Period(start="2020", end="2021")]
    >>> list(may_break(rule, Period, periods))
    [Period(start='2020', end='2021')]
    """
    for name, default in needs(record)[rule]:
        value = attrgetter(name)
        instances = [one for one in instances if value(one) != default]
    return instances if rule.suspects is None else filter(rule.suspects, instances)


@per_class
def needs(record: type[Any]) -> Mapping[Rule, tuple[tuple[str, object], ...]]:
    """Return the rules of a class, each with the fields that it needs and their default values.

    >>> from securityunion.values.partial_date import Period
    >>> list(needs(Period).values())
    [(('start', None), ('end', None))]
    """
    defaults = {name: cast("object", attribute.default) for name, attribute in fields_dict(record).items()}
    return {
        rule: tuple((name, defaults[name]) for name in (rule.fields if rule.needs is None else rule.needs))
        for rule in rules_of(record)
    }


def within(name: str, least: int, most: int) -> Rule:
    """Return the rule that the number in the field *name* is from *least* to *most*.

    >>> within("number", 1, 9999).says
    '`number` is from 1 to 9,999.'
    """

    def problems(record: Any) -> Iterator[Problem]:
        number: int = getattr(record, name)
        if not least <= number <= most:
            yield contradiction(f"$.{name}", f"{shown(number)} is out of range", f"use {least} to {most}")

    return Rule(
        name=f"{name}-out-of-range",
        says=f"`{name}` is from {least:,} to {most:,}.",
        fields=(name,),
        problems=problems,
        schema={name: {"minimum": least, "maximum": most}},
    )


def distinct(name: str, says: str, wrong: str, remedy: str, *, by: str | None = None) -> Rule:
    """Return the rule that no item of the field *name* occurs twice.

    Args:
        name: the name of the field, which holds a tuple.
        says: a sentence that states the rule.
        wrong: what a message says about an item that occurs twice, such as "is listed twice".
        remedy: what a message says should be done, such as "list each part once".
        by: the field of the items that must differ; None if the items themselves must differ. Items in which this
            field is unknown are not compared.

    >>> says = "No State is named twice."
    >>> rule = distinct("named", says, "is named twice", "name it once")
    >>> rule.name, rule.schema["named"]
    ('named-repeated', {'uniqueItems': True})
    """
    key = None if by is None else attrgetter(by)
    end = "" if by is None else f".{by}"

    def values(record: Any) -> list[object]:
        items: tuple[object, ...] = getattr(record, name) or ()
        return list(items if key is None else map(key, items))

    def problems(record: Any) -> Iterator[Problem]:
        for index, value in repeated(values(record)):
            if value is not None:
                yield contradiction(f"$.{name}[{index}]{end}", f"{value} {wrong}", remedy)

    def suspects(record: Any) -> bool:
        found = values(record)
        return len(set(found)) < len(found)

    return Rule(
        name=f"{name}-repeated",
        says=says,
        fields=(name,),
        suspects=suspects,
        problems=problems,
        schema={name: {"uniqueItems": True}} if by is None else _NOTHING,
    )


def repeated(items: Iterable[T]) -> Iterator[tuple[int, T]]:
    """Yield the index and the value of each item that repeats an earlier item.

    >>> list(repeated("abca"))
    [(3, 'a')]
    """
    seen: set[T] = set()
    for index, item in enumerate(items):
        if item in seen:
            yield index, item
        seen.add(item)
