"""The tree of packages in `CONTRIBUTING.md`, with the first paragraph of each docstring."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

__all__ = ["GUIDE", "guide_with_layout", "layout"]

_ROOT = Path(__file__).parents[1]
_PACKAGE = _ROOT / "src" / "securityunion"
GUIDE = _ROOT / "CONTRIBUTING.md"

_BLOCK = re.compile(r"(?<=<!-- layout -->\n```text\n).*?(?=```\n<!-- /layout -->)", re.DOTALL)


def layout() -> str:
    """Return the tree of packages from the top layer to the bottom. A package may import those below it."""
    return "".join(f"{line}\n" for line in _lines(_PACKAGE, 0))


def guide_with_layout() -> bytes:
    """Return the guide for contributors with the current tree."""
    return _BLOCK.sub(lambda _: layout(), GUIDE.read_text(encoding="utf-8")).encode()


def _lines(folder: Path, depth: int) -> Iterator[str]:
    for inner in sorted(_packages(folder), key=_floor):
        yield f"{'  ' * depth}{inner.name + '/':<{16 - 2 * depth}} {_summary(inner / '__init__.py')}"
        yield from _lines(inner, depth + 1)
    if depth == 0:
        yield f"{'errors.py':<16} {_summary(folder / 'errors.py')}"


def _packages(folder: Path) -> Iterator[Path]:
    return (inner.parent for inner in folder.glob("*/__init__.py"))


def _floor(folder: Path) -> tuple[int, str]:
    """Return the layer of a package in the import contract, counted from the top, and its name."""
    layers = re.findall(r'^    "([\w |]+)",$', (_ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    floors = [floor for floor, names in enumerate(layers) if folder.name in names.split(" | ")]
    return (floors[0] if floors and folder.parent == _PACKAGE else 0, folder.name)


def _summary(module: Path) -> str:
    text = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    return text.split("\n\n")[0].replace("\n", " ")
