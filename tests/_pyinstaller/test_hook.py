"""The hook for PyInstaller names every file and module that a frozen program needs. `.ci/run` freezes one."""

import runpy
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import securityunion as su
from securityunion._pyinstaller import hook_folders

ROOT = Path(str(su.__file__)).parent


def hook() -> dict[str, Any]:
    (folder,) = hook_folders()
    return runpy.run_path(str(Path(folder, "hook-securityunion.py")))


def test_pyinstaller_finds_the_hook() -> None:
    (found,) = (point for point in entry_points(group="pyinstaller40") if point.module == "securityunion._pyinstaller")
    assert found.load()() == hook_folders()


def test_it_names_every_document_of_the_package() -> None:
    named = {(Path(source).name, folder) for source, folder in hook()["datas"]}
    assert ("first-progress-report.json", str(Path("securityunion", "datasets"))) in named
    assert {file.name for file in ROOT.rglob("*.json")} == {name for name, _ in named}


def test_it_names_every_module_of_the_package() -> None:
    named = hook()["hiddenimports"]
    assert {"securityunion", "securityunion.views.html.lists", "securityunion.integrations.sqlalchemy"} <= set(named)
    assert len(named) == len(set(named)) == len([file for file in ROOT.rglob("*.py") if "-" not in file.name])
    assert all(find_spec(name) is not None for name in named if "integrations" not in name)
