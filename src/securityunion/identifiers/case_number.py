"""Numbers of the Commission's infringement cases, such as `INFR(2019)2123`."""

import re
from functools import cache

from securityunion.identifiers.base import is_text

__all__ = ["is_case_number"]

_LENGTH = 14


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(r"INFR\((?:19|20)[0-9]{2}\)[0-9]{4}")


def is_case_number(text: str) -> bool:
    """Say whether *text* has the form of the number of an infringement case of the Commission.

    >>> is_case_number("INFR(2019)2123"), is_case_number("2019/2123")
    (True, False)
    """
    return is_text(text, _LENGTH) and _pattern().fullmatch(text) is not None
