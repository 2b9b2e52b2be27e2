"""Run mypy, pyright and ty on the files here. They must infer every asserted type and reject every marked line."""

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
    """Print each line on which a checker disagrees with the files, and return 1 if there is one."""
    marked = {
        (REFUSED.name, number)
        for number, line in enumerate(REFUSED.read_text(encoding="utf-8").splitlines(), start=1)
        if "# type: ignore[" in line or "# mypy: accepts" in line
    }
    # mypy understands the marks itself: it reports errors without a mark, and marks without an error.
    wrong = 0
    for checker, places in ((mypy, set[Place]()), (pyright, marked), (ty, marked)):
        found = checker()
        for file, number in sorted(found ^ places):
            said = "rejects a line that should be accepted" if (file, number) in found else "accepts a marked line"
            print(f"typing_tests/{file}:{number}: {checker.__name__} {said}")
            wrong += 1
    runpy.run_path(str(INFERRED), run_name="__main__")
    print(f"{wrong} results are wrong." if wrong else f"All three checkers reject the {len(marked)} marked lines.")
    return 1 if wrong else 0


def mypy() -> set[Place]:
    """Return the lines on which mypy reports an error, with the settings in `pyproject.toml`."""
    return _listed("mypy", "--no-error-summary", INFERRED, REFUSED)


def pyright() -> set[Place]:
    """Return the lines on which pyright reports an error in strict mode, ignoring the marks for mypy."""
    report = json.loads(_run("pyright", "--outputjson", "--pythonpath", sys.executable, "-p", HERE))
    assert report["summary"]["filesAnalyzed"] >= len((INFERRED, REFUSED)), report
    return {
        (Path(one["file"]).name, one["range"]["start"]["line"] + 1)
        for one in report["generalDiagnostics"]
        if one["severity"] == "error"
    }


def ty() -> set[Place]:
    """Return the lines on which ty reports an error, ignoring the marks for mypy."""
    without_marks = ("--config", "analysis.respect-type-ignore-comments=false")
    return _listed(
        "ty", "check", "--python", sys.prefix, "--output-format", "concise", *without_marks, INFERRED, REFUSED
    )


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
