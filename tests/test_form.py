"""Ids and web addresses."""

import pytest

from securityunion.form import is_slug, is_web_address


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
