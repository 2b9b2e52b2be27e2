"""Find the lines and the columns of values in a document, so that messages can point at them."""

import json
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from json import decoder as json_decoder
from json import scanner as json_scanner
from typing import Any, cast

from securityunion.errors import key_path

__all__ = ["Place", "nearest_place", "places_in_json"]

Place = tuple[int, int]
"""The number of a line and the number of a column in that line, both counted from 1."""


def places_in_json(document: str) -> dict[str, Place]:
    """Return the place of each value in a JSON document by its path.

    If the document is not valid JSON, the result has only the place where that was noticed, for the path `$`.

    >>> places_in_json('{"covers":' + chr(10) + ' {"start": "2020"}}')["$.covers.start"]
    (2, 12)
    >>> places_in_json('{"id" 5}')
    {'$': (1, 7)}
    """
    starts: list[int] = []
    # The pure Python parser of the standard library lets its parts be replaced. Its modules have no complete types.
    parts, scanner = cast("Any", json_decoder), cast("Any", json_scanner)

    def noted(scan: Callable[[str, int], Any]) -> Callable[[str, int], Any]:
        # The parser calls this function at the start of each value, in the order in which `_paths` visits them.
        def scan_and_note(text: str, start: int) -> Any:
            starts.append(start)
            return scan(text, start)

        return scan_and_note

    def parse_object(start: Any, strict: bool, scan: Callable[[str, int], Any], *rest: Any) -> Any:  # noqa: FBT001
        return parts.JSONObject(start, strict, noted(scan), *rest)

    def parse_array(start: Any, scan: Callable[[str, int], Any], *rest: Any) -> Any:
        return parts.JSONArray(start, noted(scan), *rest)

    decoder: Any = json.JSONDecoder(object_pairs_hook=_Pairs)
    decoder.parse_object, decoder.parse_array = parse_object, parse_array
    decoder.scan_once = noted(scanner.py_make_scanner(decoder))
    try:
        paths = list(_paths("$", decoder.decode(document)))
    except json.JSONDecodeError as error:
        return {"$": (error.lineno, error.colno)}
    except (RecursionError, ValueError):  # too many levels, or a number that is too long
        return {}
    ends = [index for index, character in enumerate(document) if character == "\n"]
    return {path: _place(ends, start) for path, start in zip(paths, starts, strict=True)}


def nearest_place(places: Mapping[str, Place], path: str) -> Place | None:
    """Return the place of the value at *path* or, if it has none, of the nearest value around it.

    A missing key has no place, so its problem is shown at the object that lacks the key.

    >>> places = {"$": (1, 1), "$.covers": (2, 12)}
    >>> nearest_place(places, "$.covers.end"), nearest_place({}, "$.covers")
    ((2, 12), None)
    """
    while path not in places and len(path) > 1:
        path = path[: max(path.rfind("."), path.rfind("["), 1)]
    return places.get(path)


class _Pairs(list[tuple[str, Any]]):
    """The keys and values of a JSON object. Unlike a dict, it keeps duplicate keys."""


def _paths(path: str, value: Any) -> Iterator[str]:
    yield path
    if isinstance(value, _Pairs):
        for key, one in value:
            yield from _paths(key_path(path, key), one)
    elif isinstance(value, list):
        for index, one in enumerate(cast("list[object]", value)):
            yield from _paths(f"{path}[{index}]", one)


def _place(ends: list[int], start: int) -> Place:
    lines_before = bisect_right(ends, start)
    return lines_before + 1, start - (ends[lines_before - 1] if lines_before else -1)
