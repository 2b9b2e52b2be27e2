"""Texts for messages: values quoted briefly, numbers with their noun, guesses at what was meant."""

from collections.abc import Iterable
from typing import cast

__all__ = ["counted", "near", "shown"]

_LONGEST_SHOWN = 60


def near(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the *known* names most like *name*, best first, at most three.

    >>> near("adopted-by-comission", ["adopted-by-commission", "in-force"])
    ('adopted-by-commission',)
    """
    from difflib import get_close_matches  # noqa: PLC0415 - errors are rare, difflib costs start-up time

    return tuple(get_close_matches(name[:_LONGEST_SHOWN], known, n=3))


def shown(value: object) -> str:
    """Return *value* as an error message quotes it: its repr, shortened to about 60 characters.

    >>> shown("x" * 1000)
    "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...'"
    """
    if isinstance(value, dict):
        return f"an object with {counted(len(cast('dict[object, object]', value)), 'key')}"
    if isinstance(value, (list, tuple)):
        return f"a list of {len(cast('list[object]', value))}"
    if isinstance(value, str):
        return repr(value) if len(value) <= _LONGEST_SHOWN else repr(value[: _LONGEST_SHOWN - 5] + "...")
    if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() > _LONGEST_SHOWN:
        return "a very large number"
    text = repr(value)
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 3] + "..."


def counted(number: int, noun: str) -> str:
    """Return *number* with its *noun*, in the plural where it takes one.

    >>> counted(1, "problem"), counted(2, "key"), counted(0, "priority")
    ('1 problem', '2 keys', '0 priorities')
    """
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun[:-1]}ies" if noun.endswith("ty") else f"{number} {noun}s"
