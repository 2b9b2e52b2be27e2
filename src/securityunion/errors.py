"""The exceptions, and `Problem`, which says what is wrong and where."""

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
"""The maximum number of problems that a `DocumentError` lists. `DocumentError.omitted` counts any further problems."""


_LONGEST_TEXT = 2_000


# In a path, a key that matches this pattern follows a dot, as in `$.title`. Any other key is quoted in brackets, as in
# `$['no such key']`.
_PLAIN_KEY = re.compile(r"[A-Za-z_$][A-Za-z0-9_]{0,59}").fullmatch


# The message of an `UndefinedRateError` lists only this many missing items. The property `missing` has all of them.
_MOST_NAMED = 3


@public
class ProblemCode(PydanticEnum):
    """A stable code for the kind of a problem. Programs should check the code rather than the message.

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
    """A problem in a document or record, with a path, a stable code and a message.

    `path` starts with `$`, which means the document or record itself, and continues with keys and indices. `line` is
    the number of the line in the file, counted from 1. The number is known only for YAML and JSON Lines. For other
    formats, `line` is None.

    >>> import securityunion as su
    >>> missing = su.ProblemCode.MISSING_KEY
    >>> print(su.Problem("$.initiatives[3].title", missing, "missing key; add text"))
    $.initiatives[3].title: missing key; add text
    """

    path: str
    code: ProblemCode
    message: str
    line: int | None = None

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"

    def below(self, path: str) -> "Problem":
        """Return the same problem with *path* in place of `$`.

        Use this method if the document or record with the problem is a part of a larger document.

        >>> import securityunion as su
        >>> problem = su.Problem("$.end", su.ProblemCode.CONTRADICTION, "too early")
        >>> problem.below("$.covers").path
        '$.covers.end'
        """
        return Problem(path + self.path[1:], self.code, self.message, self.line)


@public
class RecordError(ValueError):
    """The error for a record whose arguments break a rule.

    `problems` lists everything that is wrong. In the path of a problem, `$` means the record.

    >>> import securityunion as su
    >>> try:
    ...     su.Period(start="2021", end="2020")
    ... except su.RecordError as error:
    ...     print(error)
    Period.end: '2020' is before the start '2021'; use '2021' or later
    """

    def __init__(self, record: str, problems: Sequence[Problem]) -> None:
        super().__init__(record, tuple(problems))

    @property
    def record(self) -> str:
        """The name of the class of the record."""
        name: str = self.args[0]
        return name

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems of the record, in the order of its fields."""
        found: tuple[Problem, ...] = self.args[1]
        return found

    def __str__(self) -> str:
        return "\n".join(f"{self.record}{str(problem)[1:]}" for problem in self.problems)


@public
class DocumentError(ValueError):
    """The error for an invalid document. It lists up to 50 problems at once.

    `problems` has the first 50 problems in the order of the document, and `omitted` counts any further problems.
    `str()` shows at most 2,000 characters of the problems. `text()` shows all listed problems in full.

    >>> import securityunion as su
    >>> try:
    ...     su.loads('{"schema": "securityunion/2"}')
    ... except su.DocumentError as error:
    ...     print(error.problems[0].code, error.problems[0].path)
    unsupported-schema $.schema
    """

    def __init__(self, problems: Iterable[Problem], omitted: int = 0, file: str | None = None) -> None:
        every = tuple(problems)
        # All values are stored in `args`, because Python uses `args` to copy and pickle an exception.
        super().__init__(every[:MOST_PROBLEMS], omitted + len(every[MOST_PROBLEMS:]), file)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems of the document, up to the first 50."""
        found: tuple[Problem, ...] = self.args[0]
        return found

    @property
    def omitted(self) -> int:
        """The number of problems that were found but are not listed."""
        count: int = self.args[1]
        return count

    @property
    def file(self) -> str | None:
        """The path of the file with the document; None if the document was not read from a path."""
        path: str | None = self.args[2]
        return path

    def in_file(self, file: str | None) -> "DocumentError":
        """Return the same error with *file* as the path of the document.

        Pass None if the path is unknown.

        >>> import securityunion as su
        >>> problem = su.Problem("$", su.ProblemCode.NOT_JSON, "not valid JSON", line=7)
        >>> print(su.DocumentError([problem]).in_file("report.jsonl"))
        report.jsonl:7: $: not valid JSON
        """
        return DocumentError(self.problems, self.omitted, file)

    def __str__(self) -> str:
        return self.text(_LONGEST_TEXT)

    def text(self, longest: int | None = None) -> str:
        """Return the listed problems as text, one problem per line.

        If there are further problems, the last line gives their number.

        Args:
            longest: the maximum number of characters for the problems; None for no limit. The first problem is always
                shown in full.

        >>> import securityunion as su
        >>> problem = su.Problem("$", su.ProblemCode.TOO_DEEP, "65 levels")
        >>> print(su.DocumentError([problem], omitted=3).text())
        $: 65 levels
        and 3 more
        """
        lines = [f"{self._place(problem)}{problem}" for problem in self.problems]
        # For each line, `ends` has the length of the text up to the end of that line, including the line breaks.
        ends = accumulate(len(line) + 1 for line in lines)
        fitting = len(lines) if longest is None else max(1, sum(end <= longest for end in ends))
        hidden = self.omitted + len(lines[fitting:])
        return "\n".join([*lines[:fitting], *([f"and {hidden} more"] if hidden else [])])

    def _place(self, problem: Problem) -> str:
        if self.file is None:
            return "" if problem.line is None else f"line {problem.line}: "
        return f"{self.file}: " if problem.line is None else f"{self.file}:{problem.line}: "

    def as_dict(self) -> dict[str, Any]:
        """Return the problems as plain data, for example for the body of an HTTP response with status 422.

        >>> import securityunion as su
        >>> problem = su.Problem("$.id", su.ProblemCode.MISSING_KEY, "missing key")
        >>> body = su.DocumentError([problem], omitted=3).as_dict()
        >>> body["problems"]
        [{'path': '$.id', 'code': 'missing-key', 'message': 'missing key', 'line': None}]
        >>> body["omitted"]
        3
        """
        problems = [
            {"path": problem.path, "code": problem.code.value, "message": problem.message, "line": problem.line}
            for problem in self.problems
        ]
        return {"problems": problems, "omitted": self.omitted}


@public
class NotFoundError(LookupError):
    """The error for an unknown name, such as the id of a priority that is not in the report.

    >>> import securityunion as su
    >>> try:
    ...     su.initiatives(su.first_progress_report(), priority="evolving-threat")
    ... except su.NotFoundError as error:
    ...     print(error)
    unknown priority 'evolving-threat'; did you mean 'evolving-threats'?
    """

    def __init__(self, kind: str, name: str, near: tuple[str, ...], known: tuple[str, ...]) -> None:
        super().__init__(kind, name, near, known)

    @property
    def near(self) -> tuple[str, ...]:
        """The known names that are similar to the unknown name, starting with the most similar name."""
        names: tuple[str, ...] = self.args[2]
        return names

    def __str__(self) -> str:
        return unknown(*self.args)


@public
class AmbiguousError(LookupError):
    """The error for an identifier that belongs to several initiatives.

    >>> import securityunion as su
    >>> print(su.AmbiguousError("32016L1148", ("nis", "nis-2")))
    '32016L1148' is on 2 initiatives: 'nis', 'nis-2'; use the id of one of them
    """

    def __init__(self, identifier: str, matches: tuple[str, ...]) -> None:
        super().__init__(identifier, matches)

    @property
    def matches(self) -> tuple[str, ...]:
        """The ids of the initiatives to which the identifier belongs."""
        ids: tuple[str, ...] = self.args[1]
        return ids

    def __str__(self) -> str:
        found = ", ".join(repr(match) for match in self.matches)
        return f"{shown(self.args[0])} is on {len(self.matches)} initiatives: {found}; use the id of one of them"


@public
class IdentifierError(ValueError):
    """The error for a text that is not a valid identifier, or for an identifier that cannot be converted as requested.

    >>> import securityunion as su
    >>> try:
    ...     su.identifiers.parse_celex("2016/1148")
    ... except su.IdentifierError as error:
    ...     print(error)
    '2016/1148' is not a CELEX number; write it like '32016L1148'
    """


@public
class UndefinedRateError(ValueError):
    """The error for a rate that cannot be calculated: there is nothing to count, or information is missing.

    >>> import securityunion as su
    >>> rate = "the average delay of SI is undefined"
    >>> error = su.UndefinedRateError(rate, "no directive is overdue", ())
    >>> print(error)
    the average delay of SI is undefined: no directive is overdue
    """

    def __init__(self, rate: str, reason: str, missing: Iterable[str]) -> None:
        super().__init__(rate, reason, tuple(missing))

    @property
    def missing(self) -> tuple[str, ...]:
        """The missing information, with one text for each directive. The tuple is empty if nothing is missing."""
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
    """Raise a `NotFoundError` for the unknown *name*, with suggestions from the *known* names.

    >>> raise_not_found("stage", "in-froce", ["in-force", "repealed"])
    Traceback (most recent call last):
    ...
    securityunion.NotFoundError: unknown stage 'in-froce'; did you mean 'in-force'?
    """
    names = tuple(known)
    # The search is case-sensitive, and most known names are in lower case. If the first search finds nothing, a second
    # search uses the name in lower case.
    raise NotFoundError(kind, name, near(name, names) or near(name.lower(), names), names)


def contradiction(path: str, wrong: str, remedy: str) -> Problem:
    """Create the problem for a value that contradicts other values of the same record.

    Args:
        path: the path of the value.
        wrong: a phrase that says what is wrong.
        remedy: a phrase that says what to do.

    >>> wrong = "29 is more than the 28 Member States in scope"
    >>> print(contradiction("$.count", wrong, "use 28 or less"))
    $.count: 29 is more than the 28 Member States in scope; use 28 or less
    """
    return Problem(path, ProblemCode.CONTRADICTION, f"{wrong}; {remedy}")


def key_path(path: str, key: object) -> str:
    """Return the path of the value that has the key *key* in the object at *path*.

    >>> key_path("$", "title"), key_path("$", "no such key")
    ('$.title', "$['no such key']")
    """
    # A key need not be text, because plain data can come from a source other than JSON.
    return f"{path}.{key}" if type(key) is str and _PLAIN_KEY(key) else f"{path}[{shown(key)}]"
