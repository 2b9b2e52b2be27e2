"""Read values, references and types from the JSON-LD in which the European Parliament publishes procedures."""

import re
from collections.abc import Iterator
from typing import Any, NoReturn, TypeAlias, cast

from securityunion._util.text import counted, not_a, shown
from securityunion.errors import DocumentError, Problem, ProblemCode
from securityunion.identifiers import is_procedure_reference
from securityunion.wire.structure import wrong_type

__all__ = ["LONGEST", "Object", "PublishedProcedure", "joined", "plain", "values"]

Object: TypeAlias = dict[str, Any]

LONGEST = 100
"""Patterns are applied to at most this many characters of a text, so that long texts are refused quickly."""

_PROCESS_ID = re.compile(r"([0-9]{4})-([0-9]{4}[A-Z]?)").fullmatch
_PROCESS_TYPE = re.compile(r"[A-Z]{3}").fullmatch
_PROCESS_TYPES = frozenset({"Process", "LegislativeProcess"})
_SAME_TYPE = {"OLP": "COD"}  # both codes mean the ordinary legislative procedure


class PublishedProcedure:
    """The reader of a document with a single procedure. It collects the problems of the document.

    >>> reading = PublishedProcedure()
    >>> document = {"data": [{"type": "Process", "label": "2018/0331(COD)"}]}
    >>> path, procedure = reading.only_procedure(document)
    >>> path, reading.reference(path, procedure, None), reading.problems
    ('$.data[0]', '2018/0331(COD)', [])
    """

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def only_procedure(self, document: Any) -> tuple[str, Object]:
        """Return the path of the only procedure in *document*, followed by the procedure itself.

        Raises:
            DocumentError: if the document does not contain exactly one procedure.
        """
        path, published = "$", document
        if isinstance(document, dict):
            response = cast("Object", document)
            key = next((key for key in ("data", "@graph") if key in response), None)
            if key is not None:
                path, published = f"$.{key}", response[key]
            elif "error" in response:
                wrong = f"the response is an error: {shown(response['error'])}"
                remedy = "check the address and fetch the procedure again"
                self._refuse(Problem("$.error", ProblemCode.REFUSED, f"{wrong}; {remedy}"))
        if path != "$" and isinstance(published, list):
            listed = cast("list[object]", published)
            if len(listed) != 1:
                message = f"the list has {counted(len(listed), 'procedure')}; use a document with exactly one procedure"
                self._refuse(Problem(path, ProblemCode.WRONG_TYPE, message))
            path, published = f"{path}[0]", listed[0]
        if not isinstance(published, dict):
            self._refuse(wrong_type(path, published, "a procedure as an object"))
        procedure = cast("Object", published)
        types = self._types(path, procedure)
        if types and _PROCESS_TYPES.isdisjoint(types):
            message = f"the type is {joined(types)}; use a document of type 'Process', which is a procedure"
            self._refuse(Problem(f"{path}.type", ProblemCode.UNKNOWN_VALUE, message))
        self._repeated(path, procedure)
        return path, procedure

    def reference(self, path: str, published: Object, wanted: str | None) -> str:
        """Return the reference of the procedure. If no reference can be chosen, add a problem and return ""."""
        found = list(dict.fromkeys(self._references(path, published)))
        place, path = path, f"{path}.label"
        if not found:
            message = "missing key; add a procedure reference, or process_id and process_type"
            self._wrong(path, ProblemCode.MISSING_KEY, message)
        elif wanted is None and len(found) > 1:
            message = f"the document has several references, {joined(found)}; pass one of them as `reference`"
            self._wrong(path, ProblemCode.CONTRADICTION, message)
        elif wanted is not None and wanted not in found:
            message = f"the reference is {joined(found)}, not {shown(wanted)}; change the document or `reference`"
            self._wrong(path, ProblemCode.CONTRADICTION, message)
        else:
            chosen = wanted or found[0]
            if is_procedure_reference(chosen):
                self._check_against_label(chosen, place, published)
            return chosen
        return ""

    def _references(self, path: str, published: Object) -> Iterator[str]:
        labels = list(self._texts(path, published, "label"))
        for place, label in labels:
            if not is_procedure_reference(label):
                message = not_a("a procedure reference", label, "write it like '2018/0331(COD)'")
                self._wrong(place, ProblemCode.WRONG_FORM, message)
            yield label
        if not labels:
            for _, process_id in self._texts(path, published, "process_id"):
                for _, process_type in self._texts(path, published, "process_type"):
                    numbers = _PROCESS_ID(process_id[:LONGEST])
                    made = f"{numbers[1]}/{numbers[2]}({process_type.rpartition('/')[2]})" if numbers else process_id
                    if not is_procedure_reference(made):
                        wrong = f"{shown(process_id)} and {shown(process_type)} do not form a procedure reference"
                        message = f"{wrong}; write them like '2018-0331' and 'COD'"
                        self._wrong(f"{path}.process_id", ProblemCode.WRONG_FORM, message)
                    yield made

    def _check_against_label(self, reference: str, path: str, published: Object) -> None:
        """Add a problem if the published number, or the published type, differs from the one in the label.

        Values that do not have the form of a number or a type are ignored. Two numbers that differ only in their letter
        are different numbers. A procedure with two legal bases can have several types; one
        of these types must be the type in the label.
        """
        number, _, kind = reference[:-1].partition("(")
        for key, right, read in (
            ("process_id", number.replace("/", "-"), _process_id),
            ("process_type", kind, _process_type),
        ):
            found = list(_texts_of(path, published, key))
            meant = [read(text) for _, text in found]
            if found and None not in meant and right not in meant:
                texts = joined([text for _, text in found])
                message = f"the label {shown(reference)} does not agree with {texts}; write {shown(right)}"
                self._wrong(found[0][0], ProblemCode.CONTRADICTION, message)

    def _types(self, path: str, published: Object) -> list[str]:
        return [text.rpartition("/")[2].rpartition(":")[2] for _, text in self._texts(path, published, "type", "@type")]

    def _texts(self, path: str, published: Object, *keys: str) -> Iterator[tuple[str, str]]:
        """Yield the texts under *keys*, each with its path. Add a problem for every value that is not text."""
        for place, text in _texts_of(path, published, *keys):
            if isinstance(text, str):
                yield place, text
            else:
                self.problems.append(wrong_type(place, text, "text"))

    def _repeated(self, path: str, published: Object) -> None:
        for key in cast("list[str]", getattr(published, "repeated", ())):
            message = f"the key {shown(key)} occurs more than once; keep one of them"
            self._wrong(path, ProblemCode.DUPLICATE_KEY, message)

    def _wrong(self, path: str, code: ProblemCode, message: str) -> None:
        self.problems.append(Problem(path, code, message))

    def _refuse(self, problem: Problem) -> NoReturn:
        raise DocumentError([*self.problems, problem])


def plain(document: Any) -> Any:
    """Parse *document* as JSON if it is bytes or text. Otherwise, return *document* unchanged.

    Raises:
        DocumentError: if the bytes or text are not JSON.

    >>> plain('{"label": "2018/0331(COD)"}')
    {'label': '2018/0331(COD)'}
    """
    if not isinstance(document, (bytes, bytearray, memoryview, str)):
        return document
    from securityunion.wire.json_parse import parse_json, utf_8  # noqa: PLC0415 - imports msgspec, which only JSON needs

    return parse_json(utf_8(cast("bytes", document)))


def values(path: str, published: Object, *keys: str) -> Iterator[tuple[str, Any]]:
    """Yield the values under *keys*, each with its path. If a value is a list, yield the items of the list.

    A missing key or a null value yields nothing. Keys can have the prefix `eli-dl:`.

    >>> published = {"label": ["2018/0331(COD)"], "eli-dl:type": "Process"}
    >>> list(values("$", published, "label", "type"))
    [('$.label[0]', '2018/0331(COD)'), ("$['eli-dl:type']", 'Process')]
    """
    for key in keys:
        for name in (key, f"eli-dl:{key}"):
            value = published.get(name)
            place = f"{path}.{name}" if name == key else f"{path}[{name!r}]"
            if isinstance(value, list):
                for index, item in enumerate(cast("list[object]", value)):
                    yield f"{place}[{index}]", item
            elif value is not None:
                yield place, value


def joined(found: list[str]) -> str:
    """Quote the first three texts in *found* and join them with "and".

    >>> joined(["COD", "NLE"])
    "'COD' and 'NLE'"
    """
    return " and ".join(shown(text) for text in found[:3])


def _texts_of(path: str, published: Object, *keys: str) -> Iterator[tuple[str, Any]]:
    """Yield the values under *keys* that should be texts, each with its path.

    A text can be a plain string. It can also be inside a JSON-LD value, a JSON-LD reference or a language map. A
    language map has a text for each language.
    """
    for place, item in values(path, published, *keys):
        texts = [item]
        if isinstance(item, dict):
            entry = cast("Object", item)
            texts = next(([entry[key]] for key in ("@value", "@id", "id") if key in entry), [*entry.values()])
        for text in texts:
            yield place, text


def _process_id(text: object) -> str | None:
    return text if isinstance(text, str) and _PROCESS_ID(text[:LONGEST]) is not None else None


def _process_type(text: object) -> str | None:
    kind = text.rpartition("/")[2] if isinstance(text, str) else ""
    return _SAME_TYPE.get(kind, kind) if _PROCESS_TYPE(kind[:LONGEST]) is not None else None
