"""The exceptions, and `Problem`: where, what is wrong, and what to do."""

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any, NoReturn

from attrs import frozen

from securityunion._util.public_home import public
from securityunion._util.pydantic_hooks import PydanticEnum
from securityunion._util.text import near, shown, unknown

__all__ = [
    "MOST_PROBLEMS",
    "AmbiguousError",
    "DocumentError",
    "IdentifierError",
    "NotFoundError",
    "Problem",
    "ProblemCode",
    "RecordError",
    "UndefinedRateError",
    "contradiction",
    "key_path",
    "raise_not_found",
]


MOST_PROBLEMS = 50
"""As many problems as one `DocumentError` carries; `DocumentError.omitted` counts the rest."""


_LONGEST_TEXT = 2_000


_PLAIN_KEY = re.compile(r"[A-Za-z_$][A-Za-z0-9_]{0,59}").fullmatch


_MOST_NAMED = 3


@public
class ProblemCode(PydanticEnum):
    """The stable name of a kind of problem: what a program may rely on, unlike the message.

    >>> import securityunion as su
    >>> su.ProblemCode.UNKNOWN_KEY.value
    'unknown-key'
    """

    NOT_UTF_8 = "not-utf-8"
    NOT_JSON = "not-json"
    NOT_YAML = "not-yaml"
    TOO_LARGE = "too-large"
    TOO_DEEP = "too-deep"
    TOO_MANY_NODES = "too-many-nodes"
    TOO_LONG = "too-long"
    NOT_GZIP = "not-gzip"
    UNSUPPORTED_SCHEMA = "unsupported-schema"
    WRONG_TYPE = "wrong-type"
    WRONG_FORM = "wrong-form"
    UNKNOWN_VALUE = "unknown-value"
    MISSING_KEY = "missing-key"
    UNKNOWN_KEY = "unknown-key"
    DUPLICATE_KEY = "duplicate-key"
    DUPLICATE_ID = "duplicate-id"
    DANGLING_REFERENCE = "dangling-reference"
    CONTRADICTION = "contradiction"
    REFUSED = "refused"


@public
@frozen(weakref_slot=False)
class Problem:
    """One thing that is wrong: where it stands, a stable code, and what was found and would be right.

    `path` starts with `$`, the document or record that was read, and goes down by key and index. `line` is the line of
    the file, counted from 1, where that is known: in YAML and in JSON Lines.

    >>> import securityunion as su
    >>> print(su.Problem("$.initiatives[3].title", su.ProblemCode.MISSING_KEY, "missing key; add text"))
    $.initiatives[3].title: missing key; add text
    """

    path: str
    code: ProblemCode
    message: str
    line: int | None = None

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"

    def below(self, path: str) -> "Problem":
        """Return the same problem, seen from a document that holds this one's `$` at *path*.

        >>> import securityunion as su
        >>> su.Problem("$.end", su.ProblemCode.CONTRADICTION, "too early").below("$.covers").path
        '$.covers.end'
        """
        return Problem(path + self.path[1:], self.code, self.message, self.line)


@public
class RecordError(ValueError):
    """A record that cannot be: its constructor's arguments contradict the rules of the class.

    `problems` holds every fault found, each with a path below `$`, the record.

    >>> import securityunion as su
    >>> su.Period(start="2021", end="2020")
    Traceback (most recent call last):
    ...
    securityunion.RecordError: Period.end: '2020' is before the start '2021'; use '2021' or later
    """

    def __init__(self, record: str, problems: Sequence[Problem]) -> None:
        super().__init__(record, tuple(problems))

    @property
    def record(self) -> str:
        """The name of the record's class."""
        name: str = self.args[0]
        return name

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every fault found, in the order of the fields."""
        found: tuple[Problem, ...] = self.args[1]
        return found

    def __str__(self) -> str:
        return "\n".join(f"{self.record}{str(problem)[1:]}" for problem in self.problems)


@public
class DocumentError(ValueError):
    """A document that is not one of ours, with all that is wrong with it at once.

    `problems` holds at most 50, in the order of the document; `omitted` counts those beyond. `str()` gives at most
    2,000 characters of them, `text()` all.

    >>> import securityunion as su
    >>> try:
    ...     su.loads('{"schema": "securityunion/2"}')
    ... except su.DocumentError as error:
    ...     print(error.problems[0].code, error.problems[0].path)
    unsupported-schema $.schema
    """

    def __init__(self, problems: Iterable[Problem], omitted: int = 0, file: str | None = None) -> None:
        every = tuple(problems)
        super().__init__(every[:MOST_PROBLEMS], omitted + len(every[MOST_PROBLEMS:]), file)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems found, at most 50 of them."""
        found: tuple[Problem, ...] = self.args[0]
        return found

    @property
    def omitted(self) -> int:
        """How many further problems were found and are not listed."""
        count: int = self.args[1]
        return count

    @property
    def file(self) -> str | None:
        """The path of the file that was read; None where the document did not come from a path."""
        path: str | None = self.args[2]
        return path

    def in_file(self, file: str | None) -> "DocumentError":
        """Return the same error, of a document in the file at the path *file*; None leaves the file unsaid.

        >>> import securityunion as su
        >>> problem = su.Problem("$", su.ProblemCode.NOT_JSON, "not valid JSON", line=7)
        >>> print(su.DocumentError([problem]).in_file("report.jsonl"))
        report.jsonl:7: $: not valid JSON
        """
        return DocumentError(self.problems, self.omitted, file)

    def __str__(self) -> str:
        return self.text(_LONGEST_TEXT)

    def text(self, longest: int | None = None) -> str:
        """Return the problems in words, a line each, and how many more there are.

        Args:
            longest: as many characters of problems at most, though one problem at least; None for all of them.
                `str()` takes 2,000.

        >>> import securityunion as su
        >>> print(su.DocumentError([su.Problem("$", su.ProblemCode.TOO_DEEP, "65 levels")], omitted=3).text())
        $: 65 levels
        and 3 more
        """
        lines = [f"{self._place(problem)}{problem}" for problem in self.problems]
        ends = accumulate(len(line) + 1 for line in lines)
        fitting = len(lines) if longest is None else max(1, sum(end <= longest for end in ends))
        hidden = self.omitted + len(lines[fitting:])
        return "\n".join([*lines[:fitting], *([f"and {hidden} more"] if hidden else [])])

    def _place(self, problem: Problem) -> str:
        if self.file is None:
            return "" if problem.line is None else f"line {problem.line}: "
        return f"{self.file}: " if problem.line is None else f"{self.file}:{problem.line}: "

    def as_dict(self) -> dict[str, Any]:
        """Return the problems as plain data, such as the body of an HTTP answer 422 (unprocessable content).

        >>> import securityunion as su
        >>> su.DocumentError([su.Problem("$.id", su.ProblemCode.MISSING_KEY, "missing key")]).as_dict()
        {'problems': [{'path': '$.id', 'code': 'missing-key', 'message': 'missing key', 'line': None}], 'omitted': 0}
        """
        problems = [
            {"path": problem.path, "code": problem.code.value, "message": problem.message, "line": problem.line}
            for problem in self.problems
        ]
        return {"problems": problems, "omitted": self.omitted}


@public
class NotFoundError(LookupError):
    """A name that the report does not have; `near` lists the names most like it.

    >>> import securityunion as su
    >>> su.initiatives(su.first_progress_report(), priority="evolving-threat")
    Traceback (most recent call last):
    ...
    securityunion.NotFoundError: unknown priority 'evolving-threat'; did you mean 'evolving-threats'?
    """

    def __init__(self, kind: str, name: str, near: tuple[str, ...], known: tuple[str, ...]) -> None:
        super().__init__(kind, name, near, known)

    @property
    def near(self) -> tuple[str, ...]:
        """The known names most like the one asked for, best first."""
        names: tuple[str, ...] = self.args[2]
        return names

    def __str__(self) -> str:
        return unknown(*self.args)


@public
class AmbiguousError(LookupError):
    """An identifier that several initiatives carry; `matches` holds their ids.

    >>> import securityunion as su
    >>> print(su.AmbiguousError("32016L1148", ("nis", "nis-2")))
    '32016L1148' is on 2 initiatives: 'nis', 'nis-2'; use the id of one of them
    """

    def __init__(self, identifier: str, matches: tuple[str, ...]) -> None:
        super().__init__(identifier, matches)

    @property
    def matches(self) -> tuple[str, ...]:
        """The ids of the initiatives that carry the identifier."""
        ids: tuple[str, ...] = self.args[1]
        return ids

    def __str__(self) -> str:
        found = ", ".join(repr(match) for match in self.matches)
        return f"{shown(self.args[0])} is on {len(self.matches)} initiatives: {found}; use the id of one of them"


@public
class IdentifierError(ValueError):
    """A text that is not an identifier of the kind asked for, or an identifier without what was asked of it.

    >>> import securityunion as su
    >>> try:
    ...     su.identifiers.parse_celex("2016/1148")
    ... except su.IdentifierError as error:
    ...     print(error)
    '2016/1148' is not a CELEX number; write it like '32016L1148'
    """


@public
class UndefinedRateError(ValueError):
    """A rate that has no value, or of which it is not known that it has one; `missing` says what would settle it.

    >>> import securityunion as su
    >>> reason = "2 directives may count, none certainly does"
    >>> error = su.UndefinedRateError("no transposition deficit of SI", reason, ())
    >>> print(error)
    no transposition deficit of SI: 2 directives may count, none certainly does
    """

    def __init__(self, rate: str, reason: str, missing: Iterable[str]) -> None:
        super().__init__(rate, reason, tuple(missing))

    @property
    def missing(self) -> tuple[str, ...]:
        """What is not known of which directive, one text for each, in the order given; () where nothing is missing."""
        texts: tuple[str, ...] = self.args[2]
        return texts

    def __str__(self) -> str:
        rate, reason, missing = self.args
        text = f"{rate}: {reason}"
        if missing:
            more = len(missing) - _MOST_NAMED
            text += "; unknown: " + ", ".join(missing[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
        return text


def raise_not_found(kind: str, name: str, known: Iterable[str]) -> NoReturn:
    """Raise the `NotFoundError` for *name*, with the near ones among the *known* names.

    >>> raise_not_found("stage", "in-froce", ["in-force", "repealed"])
    Traceback (most recent call last):
    ...
    securityunion.NotFoundError: unknown stage 'in-froce'; did you mean 'in-force'?
    """
    names = tuple(known)
    raise NotFoundError(kind, name, near(name, names) or near(name.lower(), names), names)


def contradiction(path: str, wrong: str, remedy: str) -> Problem:
    """Return the problem that what is at *path* goes against the rest of its record.

    Args:
        path: where it is.
        wrong: what is wrong.
        remedy: what to do.

    >>> print(contradiction("$.count", "29 is more than the 28 Member States in scope", "use 28 or less"))
    $.count: 29 is more than the 28 Member States in scope; use 28 or less
    """
    return Problem(path, ProblemCode.CONTRADICTION, f"{wrong}; {remedy}")


def key_path(path: str, key: object) -> str:
    """Return the path of what stands under *key* in the object at *path*.

    >>> key_path("$", "title"), key_path("$", "no such key")
    ('$.title', "$['no such key']")
    """
    # In plain data that no JSON parser made, a key may be anything.
    return f"{path}.{key}" if type(key) is str and _PLAIN_KEY(key) else f"{path}[{shown(key)}]"
