"""The rules of our records, for classes of other libraries with the same fields.

Where possible, the rules call the library's own functions, which check the form of a field and find contradictions
within a record. The rules are combined for speed: the forms of a class are looked up once, and ids are compared class
by class for the whole report, not record by record.
"""

from collections.abc import Callable, Iterator
from itertools import chain
from operator import attrgetter
from types import FunctionType
from typing import Any

import securityunion as su
from securityunion._records.fields import Shape, shapes
from securityunion.errors import Problem

__all__ = ["methods", "rule"]

_LARGEST_NUMBER = 9999

Rule = Callable[[Any], None]


def methods(record: type[Any]) -> dict[str, Any]:
    """Return the private methods and properties of the class *record*, which its rules call on an instance."""
    return {
        name: method
        for name, method in vars(record).items()
        if isinstance(method, (FunctionType, property)) and name.startswith("_") and not name.startswith("__")
    }


def rule(record: type[Any]) -> Rule | None:
    """Return a function that raises `ValueError` if an instance breaks a rule of *record*; None if it has no rules."""
    if not hasattr(record, "__attrs_post_init__"):
        return None
    formed = [(shape.name, shape.form.matches, shape.many) for shape in shapes(record) if shape.form is not None]
    single = tuple((name, matches) for name, matches, many in formed if not many)
    listed = tuple((name, matches) for name, matches, many in formed if many)
    together = _report_problems if record is su.ProgressReport else vars(record).get("_contradictions")

    def check(self: Any) -> None:
        for name, matches in single:
            text = getattr(self, name)
            if text is not None and not matches(text):
                raise ValueError(f"{name}: {text!r} does not have the form of this field")
        for name, matches in listed:
            for text in getattr(self, name):
                if not matches(text):
                    raise ValueError(f"{name}: {text!r} does not have the form of this field")
        if together is not None:
            for problem in together(self):
                raise ValueError(str(problem))

    return check


def _report_problems(report: Any) -> Iterator[Problem | str]:
    """Yield the problems with the number, the ids and the references of a report."""
    if report.number is not None and not 1 <= report.number <= _LARGEST_NUMBER:
        yield f"number: {report.number} is not between 1 and {_LARGEST_NUMBER}"
    names: dict[str, list[str]] = {}
    references: dict[str, set[str]] = {}
    _gather(su.ProgressReport, [report], names, references)
    for kind, ids in names.items():
        if len(ids) != len(set(ids)):
            yield f"duplicate id of a {kind}"
    for kind, found in references.items():
        if dangling := found.difference(names.get(kind, ())):
            yield f"unknown {kind} {min(dangling)!r}"


def _gather(
    record: type[Any], instances: list[Any], names: dict[str, list[str]], references: dict[str, set[str]]
) -> None:
    """Add the ids and references in *instances* of *record*, at any depth, to *names* and *references*."""
    for shape in _concerned(record):
        held = map(attrgetter(shape.name), instances)
        items = chain.from_iterable(held) if shape.many else (item for item in held if item is not None)
        if shape.is_record:
            _gather(shape.item, list(items), names, references)
        elif shape.names is not None:
            names.setdefault(shape.names, []).extend(items)
        elif shape.refers is not None:
            references.setdefault(shape.refers, set()).update(items)


def _concerned(record: type[Any]) -> list[Shape]:
    return [
        shape for shape in shapes(record) if shape.names or shape.refers or (shape.is_record and _concerned(shape.item))
    ]
