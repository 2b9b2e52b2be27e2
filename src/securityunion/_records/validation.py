"""How a record is checked: exact types when it is made, the formats of its strings, and the rules between its fields.

A record is a frozen attrs class whose fields are declared once, by their annotations. Each annotation is `X`,
`X | None`, `tuple[X, ...]` or `tuple[X, ...] | None`, where X is `str`, `int`, `date`, an enumeration or another
record, perhaps with marks from `formats`. From that declaration come the type checks of the constructor, the strict
reader of documents, and the walk over ids and references.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import StrEnum
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from securityunion._records.fields import Shape, per_class, shape_of, shapes
from securityunion._records.formats import Form
from securityunion._util.arguments import A_DAY
from securityunion._util.containers import ResultTuple
from securityunion._util.text import instead_of, shown
from securityunion.errors import Problem, ProblemCode, RecordError

if TYPE_CHECKING:
    from attrs import Attribute

__all__ = ["HALF_A_PAIR", "check_record", "exact_types", "form_problem", "is_unicode", "repeated"]

T = TypeVar("T")

HALF_A_PAIR = "{} has half of a surrogate pair; use Unicode text"


def exact_types(record: type[Any], attributes: "list[Attribute[Any]]") -> "list[Attribute[Any]]":
    """Give every field a converter that refuses a value of another type than declared (a `field_transformer`).

    attrs calls it while it builds the class. Converters, not validators: msgspec, which has checked the types
    already when it decodes, runs validators but not converters.

    >>> import securityunion as su
    >>> su.Priority(id="evolving-threats", title=None)
    Traceback (most recent call last):
    ...
    TypeError: Priority.title: None is not allowed; pass text
    """
    return [attribute.evolve(converter=_exact(record.__name__, attribute)) for attribute in attributes]


def check_record(self: object) -> None:
    """Refuse a record that cannot be: the `__attrs_post_init__` of every record that has rules.

    The forms of its strings come first; what fields say together (`_contradictions`) is asked only when each by
    itself is sound.

    Raises:
        RecordError: with every fault found.

    >>> import securityunion as su
    >>> su.LegalAct(celex="2016/1148", kind=su.ActKind.DIRECTIVE)
    Traceback (most recent call last):
    ...
    securityunion.RecordError: LegalAct.celex: '2016/1148' is not a CELEX number; write it like '32016L1148'
    """
    rules = _rules(type(self))
    problems: list[Problem] = []
    for (shape, is_sound), value in zip(rules.formed, rules.values(self), strict=False):
        if value is not None and not is_sound(value):
            problems.extend(_misformed(shape, value))
    if not problems and rules.contradictions is not None:
        problems.extend(rules.contradictions(self))
    if problems:
        raise RecordError(type(self).__name__, problems)


def form_problem(path: str, form: Form, text: str) -> Problem:
    """Return the problem that *text* at *path* does not have the *form* that it should.

    >>> from securityunion._records.formats import ID_FORM
    >>> print(form_problem("$.id", ID_FORM, "N I S").message)
    'N I S' is not an id; use lower-case letters, digits and hyphens, such as 'terrorist-content-online'
    """
    return Problem(path, ProblemCode.WRONG_FORM, form.wrong(text))


def is_unicode(text: str) -> bool:
    """Say whether *text* can be written as UTF-8: a lone half of a surrogate pair cannot.

    >>> is_unicode("Ελλάδα")
    True
    >>> is_unicode(chr(0xD800))
    False
    """
    return text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text)


def repeated(items: Iterable[T]) -> Iterator[tuple[int, T]]:
    """Yield each of *items* that has come before, with its place.

    >>> list(repeated("abca"))
    [(3, 'a')]
    """
    seen: set[T] = set()
    for index, item in enumerate(items):
        if item in seen:
            yield index, item
        seen.add(item)


class _Rules(NamedTuple):
    """What `check_record` asks of a record: the fields with a form, their values at once, what they say together."""

    formed: tuple[tuple[Shape, Callable[[Any], object]], ...]
    values: Callable[[object], tuple[Any, ...]]
    contradictions: Callable[[Any], Iterator[Problem]] | None


@per_class
def _rules(record: type[Any]) -> _Rules:
    formed = tuple((shape, _is_sound(shape, shape.form)) for shape in shapes(record) if shape.form is not None)
    # With one name alone it would give the bare value; what is behind the last name is not looked at.
    values = attrgetter(*(shape.name for shape, _ in formed), "__class__", "__class__")
    return _Rules(formed, values, getattr(record, "_contradictions", None))


def _is_sound(shape: Shape, form: Form) -> Callable[[Any], object]:
    matches = form.matches
    return (lambda texts: all(map(matches, texts))) if shape.many else matches


def _misformed(shape: Shape, value: Any) -> Iterator[Problem]:
    form = cast("Form", shape.form)
    if not shape.many:
        yield form_problem(f"$.{shape.name}", form, value)
        return
    for index, text in enumerate(value):
        if not form.matches(text):
            yield form_problem(f"$.{shape.name}[{index}]", form, text)


def _exact(record: str, attribute: "Attribute[Any]") -> Callable[[Any], Any]:
    shape = shape_of(attribute)
    item, path = shape.item, f"{record}.{shape.name}"

    def one(value: Any, index: str) -> None:
        if type(value) is not item:
            raise TypeError(f"{path}{index}: {instead_of(value, _instead(shape))}")
        if item is str and not is_unicode(value):
            message = HALF_A_PAIR.format(shown(value))
            raise RecordError(record, [Problem(f"$.{shape.name}{index}", ProblemCode.WRONG_FORM, message)])

    def exact_one(value: Any) -> Any:
        if value is not None or not shape.optional:
            one(value, "")
        return value

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
    # attrs takes the types that the constructor shows to help() from its converters.
    exact.__annotations__ = {"value": shape.plain}
    return exact


def _plain(value: Any) -> Any:
    return tuple(cast("ResultTuple[object]", value)) if type(value) is ResultTuple else value  # what a query gave


def _instead(shape: Shape) -> str:
    item = shape.item
    if issubclass(item, StrEnum):
        return f"a member of {item.__name__}, such as {item.__name__}.{next(iter(item)).name}"
    if item is date:
        return A_DAY
    if item is str:
        return "text"
    return f"an {item.__name__}" if item.__name__[0] in "AEIOUaeiou" else f"a {item.__name__}"


def _as_tuple(value: object) -> str:
    if value is None:
        return ""
    several = isinstance(value, Iterable) and not isinstance(value, str)
    return ", for example tuple(value)" if several else ", with a comma after a single item: (x,)"
