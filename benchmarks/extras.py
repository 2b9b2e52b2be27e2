"""The cost of each extra: the size of the packages that it adds to the core, and the time to import them.

Sizes are those of the files that the installed packages list, without compiled modules. Times are measured as in
`benchmarks.startup`. An extra that is not fully installed has no numbers.
"""

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from benchmarks import startup
from benchmarks.timing import Result

__all__ = ["measure"]

_CORE = "the core"
# The import that the library runs when a feature of the extra is first used.
_IMPORTS = {
    _CORE: "import securityunion as su; su.first_progress_report()",
    "yaml": "import ruamel.yaml",
    "arrow": "import pyarrow.compute",
    "frames": "import narwhals.stable.v2",
    "progress": "import tqdm",
    "pydantic": "from pydantic import BaseModel",
    "litestar": "import litestar",
    "database": "import sqlalchemy",
    "plot": "import altair",
    "plot-export": "import altair, vl_convert",
}


def measure(rounds: int) -> Result:
    """Measure the core and each extra that is installed."""
    core = _closure("securityunion", "") or {}
    packages_of = {name: _closure("securityunion", "" if name == _CORE else name) for name in _IMPORTS}
    installed = {name: code for name, code in _IMPORTS.items() if packages_of[name] is not None}
    seconds = startup.measure(rounds, {startup.BARE: "pass", **installed})
    lines = ["| | adds | MB | import, ms |", "|---|---|---:|---:|"]
    for name, packages in packages_of.items():
        if packages is None:
            lines.append(f"| {name} | not installed | | |")
            continue
        beyond = packages if name == _CORE else {one: size for one, size in packages.items() if one not in core}
        first = ", ".join(sorted(beyond, key=lambda one: -beyond[one])[:4])
        more = f" and {len(beyond) - 4} more" if len(beyond) > 4 else ""  # noqa: PLR2004 - four are named
        size = sum(beyond.values()) / 1e6
        lines.append(f"| {name} | {first}{more} | {size:.1f} | {startup.above_bare(seconds, name):.0f} |")
    return Result([*lines, ""], [])


def _closure(package: str, extra: str) -> dict[str, int] | None:
    """Return the sizes in bytes of a package and all its requirements with *extra*; None if one is not installed."""
    found: dict[str, int] = {}
    waiting = [(package, extra)]
    seen: set[tuple[str, str]] = set()
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        try:
            found[name] = _size(name)
        except PackageNotFoundError:
            return None
        waiting += _required(name, extra)
    return found


def _required(package: str, extra: str) -> Iterator[tuple[str, str]]:
    """Yield the requirements of a package on this platform, each with its extra, or with an empty text.

    With *extra*, the result has the requirements of that extra, and the package itself without extras.
    """
    yield from [(package, "")] if extra else []
    for line in distribution(package).requires or ():
        requirement = Requirement(line)
        marker = requirement.marker
        always = marker is None or marker.evaluate({"extra": ""})
        if (not always and marker is not None and marker.evaluate({"extra": extra})) if extra else always:
            for wanted in requirement.extras or {""}:
                yield canonicalize_name(requirement.name), wanted


def _size(package: str) -> int:
    files = [Path(str(file.locate())) for file in distribution(package).files or ()]
    return sum(file.stat().st_size for file in files if file.suffix != ".pyc" and file.is_file())
