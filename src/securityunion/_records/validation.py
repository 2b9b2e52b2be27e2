"""Validate records: first the types, then the form of each text, then the rules between fields.

A record is a frozen attrs class. The fields of a record are declared only once, by their annotations. Three parts of
the package read the annotations: the constructor, the strict reader of documents, and the check of ids and references.

An annotation is `X`, `X | None`, `tuple[X, ...]` or `tuple[X, ...] | None`. `X` is `str`, `int`, `date`, an enumeration
or another record, with or without marks from the module `formats`.
"""

from collections.abc import Callable, Container, Iterable, Iterator
from enum import StrEnum
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from securityunion._records.columns import mentioned
from securityunion._records.fields import Shape, per_class, shape_of, shapes
from securityunion._records.formats import Form
from securityunion._records.rules import needs
from securityunion._util.arguments import A_DAY
from securityunion._util.containers import HeldTuple, ResultTuple
from securityunion._util.days import is_day_type, plain_day
from securityunion._util.text import instead_of, shown, with_article
from securityunion.errors import Problem, ProblemCode, RecordError

if TYPE_CHECKING:
    from attrs import Attribute

__all__ = [
    "HALF_A_PAIR",
    "arranged_by",
    "check_record",
    "contradictions",
    "exact_types",
    "form_problem",
    "is_unicode",
]

HALF_A_PAIR = "{} contains a lone surrogate; use valid Unicode text"


def exact_types(record: type[Any], attributes: "list[Attribute[Any]]") -> "list[Attribute[Any]]":
    """Return the *attributes* of a record, each with a converter that checks the type of the value.

    The converter raises a `TypeError` if the value has the wrong type. attrs calls this function as a
    `field_transformer` when it builds a class.

    >>> import securityunion as su
    >>> su.Priority(id="evolving-threats", title=None)
    Traceback (most recent call last):
    ...
    TypeError: Priority.title: None is not allowed; pass text
    """
    # Converters check the types, because validators would waste time: when msgspec reads a document, it checks the
    # types itself, and then runs the validators of a record but not the converters.
    return [attribute.evolve(converter=_exact(record.__name__, attribute)) for attribute in attributes]


def check_record(self: object) -> None:
    """Raise an error if a record breaks the rules of its class.

    Records use this function as their `__attrs_post_init__`.

    Raises:
        RecordError: if the record is not valid. The error lists all problems.

    >>> import securityunion as su
    >>> try:
    ...     su.LegalAct(celex="2016/1148", kind=su.ActKind.DIRECTIVE)
    ... except su.RecordError as error:
    ...     print(error)
    LegalAct.celex: '2016/1148' is not a CELEX number; write it like '32016L1148'
    """
    checks = _checks(type(self))
    problems = [*_misformed(self, checks)]
    # The rules between fields assume that each field is valid. For example, some of these rules parse dates.
    if not problems:
        problems.extend(contradictions(self))
    if problems:
        raise RecordError(type(self).__name__, problems)
    if checks.arrange is not None:
        checks.arrange(self)


def contradictions(record: object, known: Container[str] | None = None) -> Iterator[Problem]:
    """Yield the problems of a *record* with the rules between its fields, which are valid one by one.

    Args:
        record: the record. It need not have all fields.
        known: the fields that the record has; None for all. Rules that read another field are not applied.

    >>> from securityunion.values.partial_date import Period
    >>> list(contradictions(Period(start="2020", end="2021")))
    []
    """
    kind = type(record)
    wrong: set[str] = set()
    for shape in _unchecked(kind):
        if known is None or shape.name in known:
            for problem in _misformed_inside(shape, getattr(record, shape.name)):
                wrong.add(shape.name)
                yield problem
    for rule, needed in needs(kind).items():
        if known is not None and (rule.in_columns or not all(name in known for name in rule.fields)):
            continue
        if not wrong.isdisjoint(rule.fields):
            continue
        for name, default in needed:
            if getattr(record, name) == default:
                break
        else:
            if rule.suspects is None or rule.suspects(record):
                yield from rule.problems(record)


def form_problem(path: str, form: Form, text: str) -> Problem:
    """Create the problem for a *text* at *path* that does not have the required *form*.

    >>> from securityunion._records.formats import is_slug
    >>> print(form_problem("$.id", Form("an id", is_slug, example="nis"), "N I S"))
    $.id: 'N I S' is not an id; write it like 'nis'
    """
    return Problem(path, ProblemCode.WRONG_FORM, form.wrong(text))


def is_unicode(text: str) -> bool:
    """Return whether *text* can be encoded as UTF-8.

    A text with a lone surrogate cannot be encoded.

    >>> is_unicode("Ελλάδα")
    True
    >>> is_unicode(chr(0xD800))
    False
    """
    return text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text)


class _Checks(NamedTuple):
    """What `check_record` does with a record of one class.

    `formed` pairs each field that has a `Form` with a function that checks the value of the field. `values` returns the
    values of these fields from a record. `arrange` puts a valid record in order, and is None if there is nothing to do.
    """

    formed: tuple[tuple[Shape, Callable[[Any], object]], ...]
    values: Callable[[object], tuple[Any, ...]]
    arrange: Callable[[Any], None] | None


@per_class
def _checks(record: type[Any]) -> _Checks:
    formed = tuple((shape, _check_of(shape, shape.form)) for shape in shapes(record) if shape.form is not None)
    # `attrgetter` needs at least one name, and returns a tuple only for two or more names.
    # `__class__` is added twice, so that `attrgetter` always returns a tuple. The two additional values are ignored.
    values = attrgetter(*(shape.name for shape, _ in formed), "__class__", "__class__")
    return _Checks(formed, values, arranged_by(record))


def arranged_by(record: type[Any]) -> Callable[[Any], None] | None:
    """Return the function that puts a valid instance of *record* in order; None if there is nothing to do.

    >>> from securityunion.model.strategy import Priority
    >>> arranged_by(Priority) is None
    True
    """
    return getattr(record, "_arrange", None)


@per_class
def _unchecked(record: type[Any]) -> tuple[Shape, ...]:
    """Return the fields whose records do not check themselves, because there may be millions of them."""
    return tuple(
        shape for shape in shapes(record) if shape.is_record and not hasattr(shape.item, "__attrs_post_init__")
    )


def _check_of(shape: Shape, form: Form) -> Callable[[Any], object]:
    matches = form.matches
    return (lambda texts: all(map(matches, texts))) if shape.many else matches


def _misformed(record: object, checks: _Checks) -> Iterator[Problem]:
    for (shape, is_valid), value in zip(checks.formed, checks.values(record), strict=False):
        if value is not None and not is_valid(value):
            form = cast("Form", shape.form)
            texts = [(f"[{index}]", text) for index, text in enumerate(value)] if shape.many else [("", value)]
            yield from (form_problem(f"$.{shape.name}{at}", form, text) for at, text in texts if not form.matches(text))


def _misformed_inside(shape: Shape, records: tuple[Any, ...]) -> Iterator[Problem]:
    # Most records are valid, so they are checked all at once first.
    if not records or not mentioned({shape.item: records}).misformed:
        return
    for index, record in enumerate(records):
        for problem in _misformed(record, _checks(shape.item)):
            yield problem.below(f"$.{shape.name}[{index}]")


def _exact(record: str, attribute: "Attribute[Any]") -> Callable[[Any], Any]:
    shape = shape_of(attribute)
    item, path, is_day = shape.item, f"{record}.{shape.name}", is_day_type(shape.item)

    def one(value: Any, index: str) -> None:
        # `isinstance` is too lax: a datetime is also a date, True is an int, and a member of an enumeration is a str.
        if type(value) is not item and not (is_day and plain_day(value) is not None):
            raise TypeError(f"{path}{index}: {instead_of(value, _instead(shape))}")
        if item is str and not is_unicode(value):
            message = HALF_A_PAIR.format(shown(value))
            raise RecordError(record, [Problem(f"$.{shape.name}{index}", ProblemCode.WRONG_FORM, message)])

    def exact_one(value: Any) -> Any:
        if value is not None or not shape.optional:
            one(value, "")
        return plain_day(value) if is_day else value

    def exact_many(value: Any) -> Any:
        if value is None and shape.optional:
            return value
        value = _plain(value)
        if type(value) is not tuple:
            raise TypeError(f"{path}: {instead_of(value, f'a {shape.expected}')}{_as_tuple(value)}")
        for index, member in enumerate(cast("tuple[object, ...]", value)):
            one(member, f"[{index}]")
        return cast("object", value)

    exact = exact_many if shape.many else exact_one
    # attrs copies the annotation of a converter to the signature of the constructor.
    exact.__annotations__ = {"value": shape.plain}
    return exact


def _plain(value: Any) -> Any:
    # A user may pass what a query returned or what another report holds. A record stores a plain tuple.
    return tuple(cast("tuple[object, ...]", value)) if type(value) in (ResultTuple, HeldTuple) else value


def _instead(shape: Shape) -> str:
    item = shape.item
    if issubclass(item, StrEnum):
        return f"a member of {item.__name__}, such as {item.__name__}.{next(iter(item)).name}"
    if is_day_type(item):
        return A_DAY
    return "text" if item is str else with_article(item.__name__)


def _as_tuple(value: object) -> str:
    if value is None:
        return ""
    several = isinstance(value, Iterable) and not isinstance(value, str)
    return ", for example tuple(value)" if several else ", with a comma after a single item: (x,)"
