"""Check the numbers of the Commission's infringement cases, such as `INFR(2019)2123`."""

import re
from functools import cache

from securityunion._records.formats import Form
from securityunion.identifiers.base import is_text

__all__ = ["CASE_NUMBER", "is_case_number"]

_LENGTH = 14


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(r"INFR\((?:19|20)[0-9]{2}\)[0-9]{4}")


def is_case_number(text: str) -> bool:
    """Return whether *text* has the form of an infringement case number, such as `INFR(2019)2123`.

    >>> from securityunion.identifiers import is_case_number
    >>> is_case_number("INFR(2019)2123"), is_case_number("2019/2123")
    (True, False)
    """
    return is_text(text, _LENGTH) and _pattern().fullmatch(text) is not None


CASE_NUMBER = Form("the number of an infringement case", is_case_number, example="INFR(2019)2123")
