"""The public API in one text, a line for each signature: a change that others can notice shows in a diff of it."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import griffe

__all__ = ["SUMMARY_FILE", "api_summary"]

_ROOT = Path(__file__).parents[1]
SUMMARY_FILE = _ROOT / "docs" / "api-summary.txt"

_HEAD = """\
The public names of securityunion with their signatures, as the sources have them.
Made by `python -m generate`. What changes here, changes for those who use the library.
"""
_TOP = "securityunion"
_NAMESPACES = ("charts", "frames", "identifiers", "importers", "rates", "vocabularies")
_INTEGRATIONS = ("cattrs", "litestar", "pydantic", "sqlalchemy")
_MODULES = (
    _TOP,
    *(f"{_TOP}.{name}" for name in _NAMESPACES),
    *(f"{_TOP}.integrations.{name}" for name in _INTEGRATIONS),
)
_OF_EVERY_CLASS = {"__attrs_post_init__", "__repr__", "__slots__"}


def api_summary(sources: Path = _ROOT / "src") -> bytes:
    """Return the summary of the package that lies in the folder *sources*."""
    return "\n".join(_Summary(sources).lines()).encode()


class _Summary:
    """Reads the sources and never imports them: what comes out depends on no version of Python."""

    def __init__(self, sources: Path) -> None:
        self._modules = griffe.ModulesCollection()
        griffe.load(
            "securityunion",
            search_paths=[sources],
            allow_inspection=False,
            resolve_aliases=True,
            modules_collection=self._modules,
        )
        self._used: dict[str, griffe.Object] = {}

    def lines(self) -> Iterator[str]:
        yield _HEAD
        told: set[str] = set()
        for module in _MODULES:
            yield f"\n# {module}"
            for name, thing in self._public(module):
                if thing.path not in told:
                    told.add(thing.path)
                    yield from ("", *self._described(name, thing))
        yield "\n# What else these signatures name"
        while ahead := sorted(self._used.keys() - told):
            for path in ahead:
                told.add(path)
                yield ""
                yield from self._described(path.removeprefix("securityunion."), self._used[path])
        yield ""

    def _public(self, module: str) -> list[tuple[str, griffe.Object]]:
        place = self._modules[module]
        found: list[tuple[str, griffe.Object]] = []
        for name, member in place.members.items():
            # The package makes its `__all__` when it runs: public is what it imports for type checkers.
            is_package = module == _TOP
            is_public = member.is_alias or name == "__version__" if is_package else name in (place.exports or ())
            if is_public and not member.is_module:
                found.append((name, _target(member)))
        return sorted(found, key=lambda one: one[0])

    def _described(self, name: str, thing: griffe.Object) -> Iterator[str]:
        if isinstance(thing, griffe.Class):
            bases = ", ".join(self._shown(base) for base in thing.bases)
            yield f"class {name}({bases}):{_making(thing)}" if bases else f"class {name}:{_making(thing)}"
            for member_name, member in thing.members.items():
                private = member_name.startswith("_") and not member_name.endswith("__")
                if not private and member_name not in _OF_EVERY_CLASS:
                    for line in self._described(member_name, _target(member)):
                        yield f"    {line}"
        elif isinstance(thing, griffe.Function):
            mark = f"  # {', '.join(sorted(thing.labels))}" if thing.labels else ""
            for one in thing.overloads or (thing,):
                for parameter in one.parameters:
                    self._note(parameter.annotation)
                    self._note(parameter.default)
                self._note(one.returns)
                yield f"def {one.signature(name=name)}{mark}"
        elif isinstance(thing, griffe.Attribute):
            annotation = "" if thing.annotation is None else f": {self._shown(thing.annotation)}"
            set_by_method = thing.labels == {"instance-attribute"}
            value = "" if thing.value is None or set_by_method else f" = {self._shown(thing.value)}"
            yield f"{name}{annotation}{value}{'  # property' if 'property' in thing.labels else ''}"

    def _shown(self, expression: str | griffe.Expr) -> str:
        self._note(expression)
        return str(expression)

    def _note(self, expression: str | griffe.Expr | None) -> None:
        """Remember what of ours an *expression* names, such as the kinds of text that stand for `str`."""
        if isinstance(expression, griffe.Expr):
            for part in expression.iterate(flat=True):
                if isinstance(part, griffe.ExprName) and part.canonical_path.startswith("securityunion."):
                    with suppress(KeyError):  # of a method of a text, griffe knows nothing
                        thing = _target(self._modules[part.canonical_path])
                        if isinstance(thing, griffe.Attribute) and isinstance(thing.parent, griffe.Module):
                            self._used[thing.path] = thing


def _target(member: griffe.Object | griffe.Alias) -> griffe.Object:
    return member.final_target if isinstance(member, griffe.Alias) else member


def _making(thing: griffe.Class) -> str:
    """Say how instances are made where attrs makes the constructor."""
    made = [str(decorator.value) for decorator in thing.decorators if str(decorator.value).startswith("frozen")]
    return "".join("  # frozen, by keyword" if "kw_only=True" in one else "  # frozen" for one in made)
