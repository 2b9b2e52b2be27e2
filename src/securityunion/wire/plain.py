"""Plain data as a parser of documents gives it, with what plain objects forget."""

from collections import Counter
from collections.abc import Iterator
from operator import itemgetter
from typing import Any, cast

from securityunion.errors import Problem, ProblemCode, key_path

__all__ = ["JsonObject", "repeated_key", "repeated_keys"]


class JsonObject(dict[str, Any]):
    """A JSON object that remembers which of its keys came more than once.

    >>> JsonObject([("id", "a"), ("id", "b")]).repeated
    ['id']
    """

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.repeated: list[str] = []
        if len(self) < len(pairs):
            self.repeated += [key for key, count in Counter(map(itemgetter(0), pairs)).items() if count > 1]


def repeated_key(path: str) -> Problem:
    """Return the problem that the key at *path* came more than once.

    >>> print(repeated_key("$.id"))
    $.id: found the key more than once; expected it once
    """
    return Problem(path, ProblemCode.DUPLICATE_KEY, "found the key more than once; expected it once")


def repeated_keys(value: Any, path: str = "$") -> Iterator[Problem]:
    """Yield a problem for every key of the plain data *value* that came more than once.

    >>> [problem.path for problem in repeated_keys([JsonObject([("id", "a"), ("id", "b")])])]
    ['$[0].id']
    """
    if isinstance(value, dict):
        inside = cast("dict[str, Any]", value)
        for key, one in inside.items():
            if isinstance(inside, JsonObject) and key in inside.repeated:
                yield repeated_key(key_path(path, key))
            yield from repeated_keys(one, key_path(path, key))
    elif isinstance(value, list):
        for index, one in enumerate(cast("list[object]", value)):
            yield from repeated_keys(one, f"{path}[{index}]")
