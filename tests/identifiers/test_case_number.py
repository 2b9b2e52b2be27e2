"""The form of infringement case numbers."""

import pytest

from securityunion.identifiers import is_case_number


@pytest.mark.parametrize("text", ["INFR(2019)2123", "INFR(1999)0001"])
def test_case_numbers(text: str) -> None:
    assert is_case_number(text)


@pytest.mark.parametrize(
    "text",
    ["", "2019/2123", "INFR(2019)212", "INFR(2019)21234", "infr(2019)2123", "INFR(2019)2123\n", "INFR(1819)2123"],
)
def test_no_case_numbers(text: str) -> None:
    assert not is_case_number(text)
