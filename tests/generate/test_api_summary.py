"""`docs/api-summary.txt` lists everything public, and is up to date."""

import re
import shutil
from pathlib import Path

import pytest

import securityunion as su
from generate.api_summary import SUMMARY_FILE, api_summary

HOME = Path(su.__file__).parent
SUMMARY = SUMMARY_FILE.read_text(encoding="utf-8")


def test_it_is_up_to_date() -> None:
    assert SUMMARY_FILE.read_bytes() == api_summary(), "renew it with: python -m generate"


def test_every_public_name_is_in_it_under_its_namespace() -> None:
    chapters = dict(re.findall(r"^# (securityunion[\w.]*)\n(.*?)(?=^# |\Z)", SUMMARY, re.MULTILINE | re.DOTALL))
    spaces = {"securityunion": su}
    spaces |= {f"securityunion.{name}": getattr(su, name) for name in vars(su)["_NAMESPACES"] if name != "integrations"}
    spaces |= {f"securityunion.integrations.{name}": getattr(su.integrations, name) for name in su.integrations.__all__}
    assert spaces.keys() == chapters.keys()
    for name, space in spaces.items():
        told = re.findall(r"^(?:class |def )?(\w+)", chapters[name], re.MULTILINE)
        assert set(vars(space)["__all__"]) <= set(told), name


def test_records_have_their_fields_and_overloads_a_line_each() -> None:
    assert "class Obligation(PydanticRecord):  # frozen, by keyword\n" in SUMMARY
    assert "\n    deadlines: tuple[Deadline, ...] = ()\n" in SUMMARY
    assert "\n    def outstanding_in(state: MemberState | str, *, on: date | None = None) -> Truth\n" in SUMMARY
    assert 2 == len(re.findall(r"^def obligations\(", SUMMARY, re.MULTILINE))
    assert "\nidentifiers.Celex = " not in SUMMARY  # a public class that the summary lists above
    assert "\nCelex = Annotated[str, " in SUMMARY


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        (
            "queries/overdue.py",
            "def overdue(report: ProgressReport, *, on: date)",
            "def overdue(report: ProgressReport, on: date)",
        ),
        ("wire/document.py", "indent: int | None = None) -> bytes:", "indent: int = 2) -> bytes:"),
        ("model/obligation/obligation.py", "    act: Celex | None = None", "    act: Celex"),
        (
            "model/obligation/obligation.py",
            "@frozen(kw_only=True, weakref_slot=False, field_transformer=exact_types)",
            "@frozen",
        ),
        ("model/initiative.py", '"in-force"', '"in force"'),
        ("values/truth.py", "def exact(self) -> int | None:", "def exact(self) -> int:"),
        ("_records/formats.py", "Text = Annotated[str,", "Text = Annotated[int,"),
        ("errors.py", "class DocumentError(ValueError):", "class DocumentError(Exception):"),
    ],
)
def test_a_change_that_others_notice_shows(tmp_path: Path, file: str, before: str, after: str) -> None:
    copy = tmp_path / "securityunion"
    shutil.copytree(HOME, copy, ignore=shutil.ignore_patterns("__pycache__", "*.json"))
    source = (copy / file).read_text(encoding="utf-8")
    assert before in source
    (copy / file).write_text(source.replace(before, after), encoding="utf-8")
    assert SUMMARY != api_summary(tmp_path).decode()


def test_a_change_inside_does_not_show(tmp_path: Path) -> None:
    copy = tmp_path / "securityunion"
    shutil.copytree(HOME, copy, ignore=shutil.ignore_patterns("__pycache__", "*.json"))
    source = (copy / "queries" / "select.py").read_text(encoding="utf-8")
    (copy / "queries" / "select.py").write_text(
        source.replace("_known_priority", "_checked_priority"), encoding="utf-8"
    )
    assert SUMMARY == api_summary(tmp_path).decode()
