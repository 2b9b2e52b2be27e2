"""What each extra costs: the size of what it brings beyond the core, and the time to import it.

Sizes are those of the installed files, as the packages themselves list them, without compiled modules. Times are taken
as for the start-up. An extra of which something is not installed has no numbers.
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
# What runs when an extra is first needed.
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
    brought = {name: _closure("securityunion", "" if name == _CORE else name) for name in _IMPORTS}
    there = {name: code for name, code in _IMPORTS.items() if brought[name] is not None}
    seconds = startup.measure(rounds, {startup.BARE: "pass", **there})
    lines = ["| | brings | MB | import, ms |", "|---|---|---:|---:|"]
    for name, packages in brought.items():
        if packages is None:
            lines.append(f"| {name} | not installed | | |")
            continue
        beyond = packages if name == _CORE else {one: size for one, size in packages.items() if one not in core}
        first = ", ".join(sorted(beyond, key=lambda one: -beyond[one])[:4])
        more = f" and {len(beyond) - 4} more" if len(beyond) > 4 else ""  # noqa: PLR2004 - as many as are named
        size = sum(beyond.values()) / 1e6
        lines.append(f"| {name} | {first}{more} | {size:.1f} | {startup.above_bare(seconds, name):.0f} |")
    return Result([*lines, ""], [])


def _closure(package: str, extra: str) -> dict[str, int] | None:
    """Return the size in bytes of a package and all that it requires with *extra*; None where one is not installed."""
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
    """Yield what a package requires here, each with an extra of its own or none."""
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
