"""The generated parts of documentation pages: column dictionaries and command-line output."""

import io
import re
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path

from securityunion.cli.main import main
from securityunion.tables.columns import TableKind, columns_of

__all__ = ["column_lines", "pages"]

_DOCS = Path(__file__).parents[1] / "docs"
_TABLES = _DOCS / "tables.md"
_SHOWN = (_DOCS / "display.md", _DOCS / "tutorial.md")
_CONSOLE = re.compile(r"^```console\n\$ securityunion (.*)\n([^`]*)```$", re.MULTILINE)


def pages() -> dict[Path, bytes]:
    """Return the pages that have generated parts, with their contents."""
    # Only pages whose commands do not write files.
    written = {page: page.read_text(encoding="utf-8") for page in (_TABLES, *_SHOWN)}
    for kind in TableKind:
        before, heading, rest = written[_TABLES].partition(f"\n## {_heading(kind)}\n")
        section, following, others = rest.partition("\n## ")
        written[_TABLES] = before + heading + _with_columns(section, kind) + following + others
    return {page: _CONSOLE.sub(_printed, text).encode() for page, text in written.items()}


def column_lines(kind: TableKind) -> Iterator[str]:
    """Yield a line for each column of a table. Columns that exist once for each Member State share one line."""
    for column in columns_of(kind).values():
        if column.holds == "truth" and not column.name.endswith("_AT"):
            continue
        name, meaning = f"`{column.name}`", column.meaning
        if column.holds == "truth":
            name, meaning = f"{name} to `{column.name[:-2]}SK`", meaning.replace("Austria", "that Member State")
        what = f"`{column.holds}`" if column.values else column.holds
        yield f"| {name} | {what} | {'yes' if column.optional else 'no'} | {meaning} | {column.unit or ''} |"


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
