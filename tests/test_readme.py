"""The links of the README lead to existing files, and become absolute for the package index."""

import re
import tomllib
from typing import Any

import pytest
from places import ROOT

README = ROOT / "README.md"
PAGES, RAW = "https://example.org/blob/main/", "https://example.org/raw/main/"


def settings() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"][
        "metadata"
    ]["hooks"]["fancy-pypi-readme"]["substitutions"]
    return found


@pytest.mark.skipif(not README.exists(), reason="only the package is installed, without the front page")
def test_every_relative_link_leads_to_a_file() -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", README.read_text(encoding="utf-8"))
    assert len(links) > 10
    assert [] == [link for link in links if not (ROOT / link).exists()]


@pytest.mark.skipif(not README.exists(), reason="only the package is installed, without the front page")
def test_with_an_address_no_link_is_relative_any_more() -> None:
    text = README.read_text(encoding="utf-8")
    for setting, address in zip(settings(), (PAGES, RAW), strict=True):
        assert r"\1\2" == setting["replacement"]
        text = re.sub(setting["pattern"], rf"\1{address}\2", text)
    assert [] == re.findall(r"\]\((?!https?:|#)", text)
    assert f"]({RAW}docs/images/front-page.png)" in text
    assert f"]({PAGES}docs/tutorial.md)" in text
