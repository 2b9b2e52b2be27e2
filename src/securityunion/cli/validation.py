"""The command `validate`: list the problems of documents, and the remarks on valid ones."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import define, field

from securityunion._util.text import counted
from securityunion.cli.documents import in_yaml, parse, read_bytes
from securityunion.cli.output import complain, file_name, print_lines
from securityunion.cli.progress_bar import open_with_progress
from securityunion.errors import DocumentError
from securityunion.queries.remarks import check
from securityunion.wire.files import is_json_lines
from securityunion.wire.json_lines import load_lines
from securityunion.wire.places import Place, nearest_place, places_in_json

__all__ = ["validate"]

_Entry = dict[str, Any]
"""A problem or a remark, with the keys `path`, `code`, `message`, `line` and `column`."""


@define
class _Result:
    """What the command found in one file."""

    file: str
    summary: str = ""
    error: str | None = None
    reports: int = 0
    bad_lines: int = 0
    problems: list[_Entry] = field(factory=list[_Entry])
    omitted: int = 0
    remarks: list[_Entry] = field(factory=list[_Entry])

    @property
    def valid(self) -> bool:
        return self.error is None and not self.problems and not self.bad_lines

    def as_dict(self) -> dict[str, Any]:
        names = ("file", "valid", "error", "reports", "problems", "omitted", "remarks")
        return {name: getattr(self, name) for name in names}

    def keep(self, error: DocumentError, places: Mapping[str, Place]) -> None:
        self.problems += _problems(error, places)
        self.omitted += error.omitted

    def lines(self, entries: Iterable[_Entry], omitted: int) -> Iterator[str]:
        for one in entries:
            place = "".join(f":{one[part]}" for part in ("line", "column") if one[part] is not None)
            yield f"{file_name(self.file)}{place}: {one['path']}: {one['message']} [{one['code']}]"
        if omitted:
            yield f"and {omitted} more"


def validate(files: Iterable[str], *, as_json: bool = False, strict: bool = False) -> bool:
    """Check *files*, print what is found, and return whether all of them are valid.

    Args:
        files: the names of the files. The name `-` means standard input.
        as_json: True to print the results as JSON.
        strict: True to treat a file with remarks as one that is not valid.

    >>> validate(["missing.json"])
    False
    """
    results = [_checked(file, as_json=as_json) for file in files]
    if as_json:
        print_lines([json.dumps([result.as_dict() for result in results], indent=2)])
    return all(result.valid and not (strict and result.remarks) for result in results)


def _checked(file: str, *, as_json: bool) -> _Result:
    result = _Result(file)
    try:
        if is_json_lines(file):
            _check_lines(result, as_json=as_json)
        else:
            _check_document(result)
    except DocumentError as error:  # the file is damaged, or its next line cannot be found
        result.keep(error, {})
    except OSError as error:
        result.error = error.strerror or str(error)
    if result.problems:
        result.summary = counted(len(result.problems) + result.omitted, "problem")
    if as_json:
        return result
    if result.error is not None:
        complain(f"{file_name(file)}: {result.error}")
    else:
        entries = result.problems or result.remarks
        print_lines([f"{file_name(file)}: {result.summary}", *result.lines(entries, result.omitted)])
    return result


def _check_document(result: _Result) -> None:
    document = read_bytes(result.file)
    yaml = in_yaml(result.file, document)
    try:
        report = parse(document, yaml=yaml)
    except DocumentError as error:
        result.keep(error, _places(document, yaml=yaml))
        return
    result.reports, remarks = 1, check(report)
    places: Mapping[str, Place] = _places(document, yaml=yaml) if remarks else {}
    result.remarks = [
        _entry(remark.path, remark.code, remark.explanation, nearest_place(places, remark.path) or ())
        for remark in remarks
    ]
    noted = f", {counted(len(remarks), 'remark')}" if remarks else ""
    result.summary = f"valid, {report!r}{noted}"


def _check_lines(result: _Result, *, as_json: bool) -> None:
    def note(error: DocumentError) -> None:
        result.bad_lines += 1
        if as_json:
            result.keep(error, {})
        else:  # a file can have millions of lines, so show each problem when it is found, and do not keep it
            print_lines(result.lines(_problems(error, {}), error.omitted))

    with open_with_progress(result.file) as lines:
        result.reports = sum(1 for _ in load_lines(lines, on_error=note))
    result.summary = f"{counted(result.reports, 'valid report')}, {counted(result.bad_lines, 'line')} with problems"


def _places(document: bytes, *, yaml: bool) -> Mapping[str, Place]:
    text = document.decode(errors="replace").removeprefix("\ufeff")
    if not yaml:
        return places_in_json(text)
    from securityunion.wire.yaml import places_in_yaml  # noqa: PLC0415 - needs an extra

    return places_in_yaml(text)


def _problems(error: DocumentError, places: Mapping[str, Place]) -> list[_Entry]:
    found: list[_Entry] = []
    for problem in error.problems:
        place: tuple[int | None, ...] = nearest_place(places, problem.path) or (problem.line,)
        # The parser of YAML knows the lines of its own mistakes better, such as that of a second document.
        known = problem.line in {None, place[0]}
        found.append(_entry(problem.path, problem.code, problem.message, place if known else (problem.line,)))
    return found


def _entry(path: str, code: str, message: str, place: tuple[int | None, ...]) -> _Entry:
    line, column = (*place, None, None)[:2]
    return {"path": path, "code": str(code), "message": message, "line": line, "column": column}
