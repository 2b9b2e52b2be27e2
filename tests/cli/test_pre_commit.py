"""The configuration for pre-commit in `docs/writing-reports.md`: its commands exist and accept these files."""

import re
import shlex
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from documents import PART
from places import DOCS

import securityunion as su
from securityunion.cli.main import main

PAGE = DOCS / "writing-reports.md"


def hooks() -> list[dict[str, Any]]:
    if not PAGE.exists():
        pytest.skip("the documentation is not there: only the package is installed")
    section = PAGE.read_text(encoding="utf-8").partition("\n### Check reports before each commit\n")[2]
    (block,) = re.findall(r"^```yaml\n(.*?)^```$", section.partition("\n## ")[0], re.MULTILINE | re.DOTALL)
    (repository,) = yaml.safe_load(block)["repos"]
    assert "local" == repository["repo"]
    found: list[dict[str, Any]] = repository["hooks"]
    return found


def status(*arguments: str) -> int:
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        try:
            return main(arguments)
        except SystemExit as stop:
            return int(stop.code or 0)


def test_each_hook_has_what_pre_commit_requires() -> None:
    assert ["securityunion-validate", "securityunion-fmt"] == [hook["id"] for hook in hooks()]
    for hook in hooks():
        assert {"id", "name", "entry", "language", "additional_dependencies", "files"} == hook.keys()
        assert ("python", ["securityunion[yaml]"]) == (hook["language"], hook["additional_dependencies"])


def test_each_hook_runs_a_command_on_the_files_that_its_pattern_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    names = ["reports/first.json", "reports/2021/second.yaml", "reports/third.yml"]
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        su.dump(PART, name, indent=2 if name.endswith(".json") else None)
    Path("reports/broken.json").write_text("{}", encoding="utf-8")
    for hook in hooks():
        program, *command = shlex.split(hook["entry"])
        assert "securityunion" == program
        assert 0 == status(*command, "--help")
        assert names == [
            name for name in [*names, "reports/notes.md", "package.json"] if re.search(hook["files"], name)
        ]
        assert 0 == status(*command, *names)
        assert 1 == status(*command, *names, "reports/broken.json")
        assert 2 == status(f"{command[0]}s", *names)  # an unknown command is noticed
