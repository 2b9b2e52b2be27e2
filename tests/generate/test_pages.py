"""The tables of keys in `docs/wire-format.md` are generated from the records."""

import re

import pytest
from places import DOCS

import securityunion as su
from generate.pages import key_lines, pages, with_keys
from securityunion._records.fields import records, shapes

FORMAT = DOCS / "wire-format.md"
PAGE = FORMAT.read_text(encoding="utf-8")
RECORDS = records(su.ProgressReport)


def test_the_page_is_up_to_date() -> None:
    assert PAGE.encode() == pages()[FORMAT], "renew it with: python -m generate"


@pytest.mark.parametrize("record", RECORDS)
def test_every_record_has_a_table_of_its_keys(record: type) -> None:
    assert 1 == PAGE.count(f"\n### {record.__name__}\n")
    section = PAGE.partition(f"\n### {record.__name__}\n")[2].partition("\n##")[0]
    assert {shape.name for shape in shapes(record)} == set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE))


@pytest.mark.parametrize("record", RECORDS)
def test_every_cell_can_be_made_without_the_page(record: type) -> None:
    lines = list(key_lines(record, {}))
    assert len(lines) == len(shapes(record))
    cells = dict(re.findall(r"^\| `(\w+)` \| (.+: .+) \| .+ \|$", "\n".join(lines), re.MULTILINE))
    assert len(lines) == len(cells)
    assert lines == list(key_lines(record, cells))  # a generated line stays the same


def line_of(record: type, key: str, cell: str) -> str:
    return next(line for line in key_lines(record, {key: cell}) if line.startswith(f"| `{key}` |"))


@pytest.mark.parametrize(
    ("record", "key", "cell", "expected"),
    [
        (su.Period, "end", "partial date, not before `start`", "partial date, not before `start`"),
        (su.Period, "end", "whole number", "partial date: a year, quarter, month or day"),
        (su.Event, "by", "`Institution` that acted", "`Institution` that acted"),
        (
            su.Event,
            "by",
            "`MemberState` that acted",
            (
                "`Institution`: the institution that took the step; null if unknown, or if several institutions took "
                "the step together"
            ),
        ),
        (su.Event, "sources", "source id", "list of source ids: the ids of the sources that state these facts"),
        (
            su.Initiative,
            "priority",
            "id",
            "id of the priority: the id of the priority under which the report lists the initiative",
        ),
    ],
)
def test_a_cell_is_kept_as_long_as_it_names_the_type(record: type, key: str, cell: str, expected: str) -> None:
    assert expected == line_of(record, key, cell).split(" | ")[1]


def test_a_key_that_is_missing_and_one_that_is_gone() -> None:
    line = "| `on` | day of the statement | `null` |\n"
    assert line in PAGE
    made = "| `on` | day: the day of the statement | `null` |\n"
    assert made in with_keys(PAGE.replace(line, ""))
    assert PAGE == with_keys(PAGE.replace(line, line + "| `gone` | text | `null` |\n"))


def test_a_record_without_a_section_gets_one() -> None:
    heading = "\n### Period\n"
    start = PAGE.index(heading)
    without = PAGE[:start] + PAGE[PAGE.index("\n## Enumerations\n") :]
    again = with_keys(without)
    assert heading in again
    assert "| `start` | partial date: a year, quarter, month or day | `null` |\n" in again
    assert again == with_keys(again)
