"""Ids, web addresses and texts."""

import json

import pytest

import securityunion as su
from securityunion._records.formats import (
    _MOST_REMEMBERED,
    _Remembered,
    forbidden_character,
    is_plain_text,
    is_slug,
    is_web_address,
)


@pytest.mark.parametrize("text", ["a", "5g-toolbox", "first-progress-report-2020", "x" * 100])
def test_ids(text: str) -> None:
    assert is_slug(text)


@pytest.mark.parametrize(
    "text", ["", "-a", "a-", "a--b", "A", "a b", "a_b", "a\n", "é", "a٣", "x" * 101, "a-\n", "a.b"]
)
def test_no_ids(text: str) -> None:
    assert not is_slug(text)


@pytest.mark.parametrize(
    "text",
    [
        "http://data.europa.eu/eli/dir/2016/1148/oj",
        "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX%3A52020DC0797",
        "https://example.org:8080",
        "https://example.org?x=1",
        "https://example.org/" + "x" * 1980,
    ],
)
def test_web_addresses(text: str) -> None:
    assert is_web_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ftp://example.org",
        "javascript:alert(1)",
        "https://",
        "https://exam ple.org",
        "https://example.org/\n",
        "https://example.org/é",
        "//example.org",
        "https://example.org/" + "x" * 1981,
    ],
)
def test_no_web_addresses(text: str) -> None:
    assert not is_web_address(text)


STEERING = [
    *range(9),
    *range(11, 32),
    *range(127, 160),
    0x61C,
    0x200E,
    0x200F,
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    0xFDD0,
    0xFDEF,
    0xFFFE,
    0x1FFFF,
    0x10FFFE,
    0xE0001,
    0xE0041,
]


@pytest.mark.parametrize("code", STEERING)
def test_text_with_a_character_that_steers(code: int) -> None:
    text = f"a title {chr(code)} of something"
    assert not is_plain_text(text)
    assert 8 == forbidden_character(text)
    with pytest.raises(su.RecordError, match=rf" has U\+{code:04X}, .* at position 8; remove it$"):
        su.Priority(id="x", title=text)


@pytest.mark.parametrize(
    "text", ["a\tb", "two\nlines", "Ελλάδα", "a\u00a0b", "co\u00adop", "\u2028.", "\U0001f1ea\U0001f1fa", "\u200d."]
)
def test_plain_text(text: str) -> None:
    assert is_plain_text(text)
    assert forbidden_character(text) is None


BLANK = [
    "",
    " ",
    "\n",
    "\u2003\t",
    "\u200b",
    "\u2060",
    "\u00ad",
    " \u200d ",
    "\u3164",
    "\u2800\u2800",
    "\ufe0f",
    "\ufeff",
]


@pytest.mark.parametrize("text", BLANK)
def test_blank_text(text: str) -> None:
    assert not is_plain_text(text)
    with pytest.raises(su.RecordError, match="is blank; write a title or a sentence"):
        su.Priority(id="x", title=text)
    document = {**json.loads(su.dumps(su.first_progress_report())), "title": text}
    with pytest.raises(su.DocumentError, match=r"^\$\.title: .* is blank; write a title or a sentence$"):
        su.loads(json.dumps(document))


def test_what_is_remembered_is_sound_and_not_too_much() -> None:
    asked: list[str] = []

    def matches(text: str) -> bool:
        asked.append(text)
        return is_slug(text)

    remembered = _Remembered(matches)
    assert [True, True, False, False] == [bool(remembered[text]) for text in ("a", "a", "A", "A")]
    assert ["a", "A", "A"] == asked
    for number in range(3 * _MOST_REMEMBERED):
        assert remembered[f"id-{number}"]
        assert len(remembered) <= _MOST_REMEMBERED
