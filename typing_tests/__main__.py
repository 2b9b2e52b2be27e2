"""Ask mypy, pyright and ty about the files here: they must infer all that is asserted, and refuse what is marked."""

import json
import re
import runpy
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
INFERRED, REFUSED = HERE / "inferred.py", HERE / "refused.py"

Place = tuple[str, int]
"""The name of a file, and the number of a line."""


def main() -> int:
    """Print every line on which a checker says something else than the files, and return 1 where there is one."""
    marked = {
        (REFUSED.name, number)
        for number, line in enumerate(REFUSED.read_text(encoding="utf-8").splitlines(), start=1)
        if "# type: ignore[" in line
    }
    # mypy knows the marks itself, and reports one that hides no error.
    wrong = 0
    for checker, places in ((mypy, set[Place]()), (pyright, marked), (ty, marked)):
        found = checker()
        for file, number in sorted(found ^ places):
            said = "refuses what should pass" if (file, number) in found else "lets pass what should be refused"
            print(f"typing_tests/{file}:{number}: {checker.__name__} {said}")
            wrong += 1
    runpy.run_path(str(INFERRED), run_name="__main__")
    print(f"{len(marked)} lines refused by three checkers" if not wrong else f"{wrong} lines are wrong")
    return 1 if wrong else 0


def mypy() -> set[Place]:
    """Return the lines with errors of mypy, which has its settings in pyproject.toml."""
    return _listed("mypy", "--no-error-summary", INFERRED, REFUSED)


def pyright() -> set[Place]:
    """Return the lines with errors of pyright, in its strict mode, marks of mypy left aside."""
    told = json.loads(_run("pyright", "--outputjson", "--pythonpath", sys.executable, "-p", HERE))
    assert told["summary"]["filesAnalyzed"] >= len((INFERRED, REFUSED)), told
    return {
        (Path(one["file"]).name, one["range"]["start"]["line"] + 1)
        for one in told["generalDiagnostics"]
        if one["severity"] == "error"
    }


def ty() -> set[Place]:
    """Return the lines with errors of ty, marks of mypy left aside."""
    aside = ("--config", "analysis.respect-type-ignore-comments=false")
    return _listed("ty", "check", "--python", sys.prefix, "--output-format", "concise", *aside, INFERRED, REFUSED)


def _listed(*command: str | Path) -> set[Place]:
    return {
        (Path(file).name, int(line))
        for file, line in re.findall(r"^(.+\.py):(\d+):.* error", _run(*command), re.MULTILINE)
    }


def _run(program: str | Path, *arguments: str | Path) -> str:
    done = subprocess.run(
        [Path(sys.executable).parent / program, *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode not in {0, 1}:
        raise SystemExit(f"{program} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
