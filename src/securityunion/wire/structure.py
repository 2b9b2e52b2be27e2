"""Build records from plain data, and report every problem with its path. Values are not converted.

A problem in one field does not hide problems in other fields. A rule that compares several fields is checked if all of
these fields are valid, even if the record also has invalid fields.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar, cast

import attrs

from securityunion._records.fields import Shape, by_name, per_class
from securityunion._records.formats import Form
from securityunion._records.validation import HALF_A_PAIR, contradictions, form_problem, is_unicode
from securityunion._util.days import is_day_type, plain_day
from securityunion._util.text import class_words, near, not_a, shown, unknown
from securityunion.errors import DocumentError, Problem, ProblemCode, RecordError, key_path
from securityunion.values.member_state import MemberState, unknown_member_state
from securityunion.wire.json_parse import JsonObject, repeated_key

__all__ = ["OF_REFERENCES", "field_of", "structure", "wrong_type"]

OF_REFERENCES = {ProblemCode.DUPLICATE_ID, ProblemCode.DANGLING_REFERENCE}
"""The codes of problems with ids and references. Finding such a problem requires the whole document."""

R = TypeVar("R")


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}").fullmatch


_JSON_WORDS = {True: "true", False: "false"}


# What people write for a value that they do not know.
_UNKNOWN = {"", "?", "-", "n/a", "na", "nil", "none", "null", "tbc", "tbd", "unknown", "~"}


class _FieldError(Exception):
    """An error that lists the problems of one field, and counts the problems that are omitted from the list."""

    def __init__(self, *problems: Problem, omitted: int = 0) -> None:
        self.problems = problems
        self.omitted = omitted


def structure(record: type[R], value: object, inner: Callable[[Any, type[Any]], Any]) -> R:
    """Convert the plain data *value* into an instance of *record*.

    Args:
        record: a record class.
        value: plain data, as a JSON parser returns it.
        inner: the function that converts nested records, such as the method `structure` of a cattrs converter.

    Raises:
        DocumentError: if *value* is not valid. The error lists the problems, with `$` as the path of the record.

    >>> from securityunion.values.partial_date import Period
    >>> structure(Period, {"start": "2020", "until": "2025"}, structure)
    Traceback (most recent call last):
    ...
    securityunion.DocumentError: $.until: unknown key of Period; use one of: start, end
    """
    if not isinstance(value, dict):
        raise DocumentError([wrong_type("$", value, _single(record))])
    document = cast("dict[str, Any]", value)
    known = by_name(record)
    fields: dict[str, Any] = {}
    problems: list[Problem] = []
    omitted = 0
    repeated = frozenset(document.repeated if isinstance(document, JsonObject) else ())
    for key, raw in document.items():
        path = key_path("$", key)
        if key in repeated:
            problems.append(repeated_key(path))
        shape = known.get(key)
        if shape is None:
            problems.append(_unknown_key(path, key, record))
            continue
        try:
            fields[key] = _field(shape, raw, path, inner)
        except _FieldError as error:
            problems.extend(error.problems)
            omitted += error.omitted
    for shape in known.values():
        if shape.required and shape.name not in document:
            message = f"missing key; add {_noun(shape)}"
            problems.append(Problem(key_path("$", shape.name), ProblemCode.MISSING_KEY, message))
    if problems:
        raise DocumentError([*problems, *_still_contradictory(record, document, fields)], omitted)
    try:
        return record(**fields)
    except RecordError as error:
        raise DocumentError(error.problems) from None


def _still_contradictory(
    record: type[Any], document: Mapping[str, Any], fields: Mapping[str, Any]
) -> Iterator[Problem]:
    """Yield the contradictions between the valid fields of a record that also has invalid fields."""
    # The constructor would demand a value for each invalid field, so create the object without calling it.
    part = object.__new__(record)
    valid: set[str] = set()
    for field in attrs.fields(record):
        if field.name in fields or (field.name not in document and field.default is not attrs.NOTHING):
            object.__setattr__(part, field.name, fields.get(field.name, field.default))
            valid.add(field.name)
    # Ids and references are checked later, in the whole document.
    return contradictions(part, valid)


def _field(shape: Shape, raw: Any, path: str, inner: Callable[[Any, type[Any]], Any]) -> Any:
    if raw is None and shape.optional:
        return None
    try:
        return _value(shape, raw, path, inner)
    except _FieldError as error:
        if shape.optional and isinstance(raw, str) and raw.strip().casefold() in _UNKNOWN:
            message = f"{shown(raw)} is text; write null, without quotes, for what is unknown"
            raise _FieldError(*(attrs.evolve(problem, message=message) for problem in error.problems)) from None
        raise


def _value(shape: Shape, raw: Any, path: str, inner: Callable[[Any, type[Any]], Any]) -> Any:
    if not shape.many:
        return _item(shape, raw, path, inner)
    if not isinstance(raw, (list, tuple)):
        raise _FieldError(wrong_type(path, raw, _noun(shape)))
    if shape.is_record and all(type(one) is shape.item for one in cast("list[object]", raw)):
        return tuple(cast("list[Any]", raw))  # the slow path may have decoded and checked all of them
    items: list[Any] = []
    problems: list[Problem] = []
    omitted = 0
    for index, member in enumerate(cast("list[Any]", raw)):
        try:
            items.append(_item(shape, member, f"{path}[{index}]", inner))
        except _FieldError as error:
            problems.extend(error.problems)
            omitted += error.omitted
    if problems:
        raise _FieldError(*problems, omitted=omitted)
    return tuple(items)


def _item(shape: Shape, raw: Any, path: str, inner: Callable[[Any, type[Any]], Any]) -> Any:
    item = shape.item
    if shape.is_record:
        return _record(item, raw, path, inner)
    if issubclass(item, StrEnum):
        return _enumeration(item, raw, path)
    if is_day_type(item):
        return _date(raw, path)
    if type(raw) is not item:
        raise _FieldError(wrong_type(path, raw, _single(shape.item, shape.form)))
    if item is str and not is_unicode(raw):
        message = HALF_A_PAIR.format(shown(raw))
        raise _FieldError(Problem(path, ProblemCode.WRONG_FORM, message))
    if shape.form is not None and not shape.form.matches(raw):
        raise _FieldError(form_problem(path, shape.form, raw))
    return raw


def _record(item: type[Any], raw: Any, path: str, inner: Callable[[Any, type[Any]], Any]) -> Any:
    if type(raw) is item:  # the value may already be a record, for example if the slow path decoded it
        return raw
    try:
        found = inner(raw, item)
    except DocumentError as error:
        raise _FieldError(*(problem.below(path) for problem in error.problems), omitted=error.omitted) from None
    except Exception as error:  # a hook of the service can raise any exception
        message = f"a hook raised {type(error).__name__} ({shown(str(error))}); change the value or the hook"
        raise _FieldError(Problem(path, ProblemCode.REFUSED, message)) from error
    if type(found) is not item:
        message = f"a hook returned {shown(found)}; make it return an instance of {item.__name__}"
        raise _FieldError(Problem(path, ProblemCode.REFUSED, message))
    return found


def _enumeration(item: type[StrEnum], raw: Any, path: str) -> StrEnum:
    members = _members(item)
    if type(raw) not in (str, item):
        raise _FieldError(wrong_type(path, raw, f"one of: {', '.join(members)}"))
    if raw in members:
        return members[raw]
    if item is MemberState:
        with suppress(ValueError):
            return MemberState(raw)  # the codes EL and UK, and English names
        message = unknown_member_state(raw, "use a code such as 'PT' or 'GR'")
    else:
        message = unknown(class_words(item), raw, near(raw.lower(), members)[:1], tuple(members))
    raise _FieldError(Problem(path, ProblemCode.UNKNOWN_VALUE, message))


@per_class
def _members(item: type[StrEnum]) -> Mapping[str, StrEnum]:
    return {member.value: member for member in item}


def _date(raw: Any, path: str) -> date:
    plain = plain_day(raw)
    if plain is not None:
        return plain
    if type(raw) is not str:
        raise _FieldError(wrong_type(path, raw, "a day such as '2020-12-09'"))
    try:
        if _DAY(raw):
            return date.fromisoformat(raw)
    except ValueError:
        message = f"{shown(raw)} is not in the calendar; write a day such as '2020-12-09'"
        raise _FieldError(Problem(path, ProblemCode.WRONG_FORM, message)) from None
    message = not_a("a day", raw, "write it like '2020-12-09'")
    raise _FieldError(Problem(path, ProblemCode.WRONG_FORM, message))


def field_of(part: Any, name: str) -> Any:
    """Return the field *name* of *part*, which is a record or a JSON object.

    If *part* is a JSON object that has no key *name*, return None.

    >>> field_of({"id": "nis"}, "id"), field_of({}, "id")
    ('nis', None)
    """
    return cast("dict[str, Any]", part).get(name) if isinstance(part, dict) else getattr(part, name)


def _unknown_key(path: str, key: object, record: type[Any]) -> Problem:
    names = list(by_name(record))
    close = near(key, names)[:1] if type(key) is str else ()
    remedy = f"did you mean {close[0]!r}?" if close else f"use one of: {', '.join(names)}"
    return Problem(path, ProblemCode.UNKNOWN_KEY, f"unknown key of {record.__name__}; {remedy}")


def wrong_type(path: str, raw: Any, remedy: str) -> Problem:
    """Return a `Problem` for a value of the wrong type.

    Args:
        path: the path of the value.
        raw: the value, as plain data.
        remedy: the part of the message that says what to write instead.

    >>> print(wrong_type("$.count", "25", "a whole number"))
    $.count: '25' is text; write a whole number
    >>> print(wrong_type("$.count", None, "a whole number"))
    $.count: null is not allowed; write a whole number
    """
    if raw is None:
        wrong = "null is not allowed"
    elif isinstance(raw, bool):
        wrong = f"{_JSON_WORDS[raw]} is a boolean"
    elif isinstance(raw, str):
        wrong = f"{shown(raw)} is text"
    elif isinstance(raw, (int, float)):
        wrong = f"{shown(raw)} is a number"
    else:
        wrong = f"{shown(raw)} is not allowed"
    return Problem(path, ProblemCode.WRONG_TYPE, f"{wrong}; write {remedy}")


def _noun(shape: Shape) -> str:
    """Describe the values that a field accepts, in words for a message."""
    if shape.many:
        noun = f"a list of {shape.item.__name__}" if shape.item is not str else "a list of texts"
    else:
        noun = _single(shape.item, shape.form)
    return f"{noun} or null" if shape.optional else noun


def _single(item: type[Any], form: Form | None = None) -> str:
    if item is str:
        return "text" if form is None else form.name
    if item is int:
        return "a whole number"
    if is_day_type(item):
        return "a day such as '2020-12-09'"
    if issubclass(item, StrEnum):
        return f"one of: {', '.join(_members(item))}"
    return f"an object with the keys of {item.__name__}"
