"""The generated parts of documentation pages: tables of columns and of keys, and command-line output."""

import io
import re
from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout
from datetime import date
from pathlib import Path
from typing import Any

import securityunion as su
from securityunion._records.docstrings import field_descriptions
from securityunion._records.fields import Shape, records, shapes
from securityunion._records.rules import rules_of
from securityunion.cli.main import main
from securityunion.queries.remarks.report import RULES as REMARK_RULES
from securityunion.tables.columns import TableKind, columns_of

__all__ = ["column_lines", "key_lines", "pages", "remark_lines", "rule_lines", "with_keys"]

_DOCS = Path(__file__).parents[1] / "docs"
_TABLES = _DOCS / "tables.md"
_FORMAT = _DOCS / "wire-format.md"
_QUERIES = _DOCS / "api" / "queries.md"
_SHOWN = (_DOCS / "display.md", _DOCS / "tutorial.md")
_CONSOLE = re.compile(r"^```console\n\$ securityunion (.*)\n([^`]*)```$", re.MULTILINE)
_KEY = re.compile(r"^\| `(\w+)` \| (.*) \| .* \|$", re.MULTILINE)
_ROWS = re.compile(r"\A(?:\| `.*\|\n?)*")
_STATE = re.compile("_[A-Z]{2}$")
_AFTER_RECORDS = "\n## Enumerations\n"
_RULES = "| record | what is wrong | rule |\n|---|---|---|\n"
_REMARKS = "| code | the reason for the remark |\n|---|---|\n"
# The page has shorter names for some forms of text.
_FORMS = {
    "a European Legislation Identifier": "ELI",
    "a partial date": "partial date",
    "the number of an infringement case": "text",
    "the schema version of this release": f'`"{su.SCHEMA}"`',
}
# If one of these records is absent, all its fields are empty.
_EMPTY = {"Period": "start and end unknown", "StateGroup": "unknown"}


def pages() -> dict[Path, bytes]:
    """Return the pages that have generated parts, with their contents."""
    # Only pages whose commands do not write files.
    written = {page: page.read_text(encoding="utf-8") for page in (_TABLES, *_SHOWN)}
    for kind in TableKind:
        before, heading, rest = written[_TABLES].partition(f"\n## {_heading(kind)}\n")
        section, following, others = rest.partition("\n## ")
        written[_TABLES] = before + heading + _with_columns(section, kind) + following + others
    shown = {page: _CONSOLE.sub(_printed, text).encode() for page, text in written.items()}
    return {
        **shown,
        _FORMAT: _with_lines(_RULES, rule_lines(), with_keys(_FORMAT.read_text(encoding="utf-8"))).encode(),
        _QUERIES: _with_lines(_REMARKS, remark_lines(), _QUERIES.read_text(encoding="utf-8")).encode(),
    }


def column_lines(kind: TableKind) -> Iterator[str]:
    """Yield a line for each column of a table. Columns that exist once for each Member State share one line."""
    for column in columns_of(kind).values():
        by_state = _STATE.search(column.name) is not None
        if by_state and not column.name.endswith("_AT"):
            continue
        name, meaning = f"`{column.name}`", column.meaning
        if by_state:
            name, meaning = f"{name} to `{column.name[:-2]}SK`", meaning.replace("Austria", "that Member State")
        what = f"`{column.holds}`" if column.values else column.holds
        yield f"| {name} | {what} | {'yes' if column.optional else 'no'} | {meaning} | {column.unit or ''} |"


def with_keys(page: str) -> str:
    """Return the text of the page about the document format with a current table of keys for each kind of record."""
    for record in records(su.ProgressReport):
        heading = f"\n### {record.__name__}\n"
        if heading not in page:
            page = page.replace(
                _AFTER_RECORDS, f"{heading}\n| key | value | if absent |\n|---|---|---|\n{_AFTER_RECORDS}"
            )
        before, _, rest = page.partition(heading)
        section, following, others = rest.partition("\n#")
        lines = "".join(f"{line}\n" for line in key_lines(record, dict(_KEY.findall(section))))
        above, ruler, below = section.partition("|---|---|---|\n")
        page = before + heading + above + ruler + lines + _ROWS.sub("", below) + following + others
    return page


def _with_lines(heading: str, lines: Iterator[str], page: str) -> str:
    """Return *page* with these *lines* in the table that has this *heading*."""
    before, heading, rest = page.partition(heading)
    return before + heading + "".join(f"{line}\n" for line in lines) + _ROWS.sub("", rest)


def remark_lines() -> Iterator[str]:
    """Yield a line for each code of a remark, with the sentences of its rules."""
    for code in su.RemarkCode:
        reasons = dict.fromkeys(rule.says for rule in REMARK_RULES if rule.code is code)
        yield f"| `{code}` | {' '.join(reasons)} |"


def rule_lines() -> Iterator[str]:
    """Yield a line for each rule between the fields of a record, in the order of the page."""
    for record in records(su.ProgressReport):
        for rule in rules_of(record):
            yield f"| `{record.__name__}` | {rule.name} | {rule.says.removesuffix('.')} |"


def key_lines(record: type[Any], kept: Mapping[str, str]) -> Iterator[str]:
    """Yield a line for each key of a record.

    The middle cell can be written by hand: *kept* has the existing middle cells by the names of the keys. A cell is
    kept if it names the type of the field. Otherwise, a new cell gives the type and the description from the docstring.
    """
    fields = shapes(record)
    # The page shows the key `schema` first, because documents written by hand begin with this key.
    for shape in sorted(fields, key=lambda one: one.name != "schema"):
        value = kept.get(shape.name, "")
        if not _fits(value, shape):
            meaning = field_descriptions(record)[shape.name].removesuffix(".").removesuffix("; null if unknown")
            value = f"{_type_of(shape)}: {meaning}"
        yield f"| `{shape.name}` | {value} | {_if_absent(shape)} |"


def _noun(shape: Shape) -> str:
    if shape.item is date:
        return "day"
    if shape.item is int:
        return "whole number"
    if shape.item is not str:
        return f"`{shape.item.__name__}`"
    name = shape.form.name if shape.form else "text"
    return _FORMS.get(name, re.sub(r"^an? ", "", name))


def _type_of(shape: Shape) -> str:
    noun = _noun(shape)
    if shape.refers:
        return f"list of {shape.refers} ids" if shape.many else f"id of the {shape.refers}"
    if shape.many:
        return f"list of {noun}" if noun.startswith("`") else f"list of {noun}s"
    return noun


def _fits(value: str, shape: Shape) -> bool:
    """Say whether a cell names the type: the last word is enough, as in "references of the procedures"."""
    words = [_noun(shape).split()[-1], *([shape.refers] if shape.refers else [])]
    named = all(re.search(rf"(?<!\w){re.escape(word)}s?(?!\w)", value) for word in words)
    return named and value.startswith("list of ") == shape.many


def _if_absent(shape: Shape) -> str:
    if shape.required or shape.name == "schema":
        return "required"
    if shape.optional:
        return "`null`"
    return "`[]`" if shape.many else _EMPTY.get(shape.item.__name__, "empty")


def _heading(kind: TableKind) -> str:
    return kind.value.replace("-", " ").capitalize()


def _with_columns(section: str, kind: TableKind) -> str:
    lines = "\n".join(column_lines(kind))
    return re.sub(r"(?:^\| `.*\|$\n?)+", lambda _: f"{lines}\n", section, count=1, flags=re.MULTILINE)


def _printed(block: re.Match[str]) -> str:
    printed = io.StringIO()
    with redirect_stdout(printed):
        main(block[1].split())
    return f"```console\n$ securityunion {block[1]}\n{printed.getvalue()}```"
