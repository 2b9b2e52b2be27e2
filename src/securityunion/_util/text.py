"""Functions that write messages. A message says first what is wrong and then what to do.

Messages are in lower case and have no full stop at the end. All modules use these functions, so that messages describe
the same mistake in the same words everywhere.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import cast

__all__ = ["class_words", "counted", "instead_of", "near", "not_a", "shown", "unknown", "with_article"]

_LONGEST_SHOWN = 60
_FEW = 20


def near(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return up to three of the *known* names that are similar to *name*, starting with the most similar name.

    >>> near("adopted-by-comission", ["adopted-by-commission", "in-force"])
    ('adopted-by-commission',)
    """
    return _near(name, tuple(known))


@lru_cache(maxsize=256)
def _near(name: str, names: tuple[str, ...]) -> tuple[str, ...]:
    # The results are remembered, because a document often has the same mistake in many places.
    from difflib import get_close_matches  # noqa: PLC0415 - errors are rare, and difflib slows down start-up

    written = _hyphenated(name)
    if written in _MEANT:
        return tuple(one for one in _MEANT[written] if one in names)
    # The name is shortened, because documents can contain very long names, which would take a long time to compare.
    close = get_close_matches(name[:_LONGEST_SHOWN], names, n=3)
    return tuple(one for one in close if not _means_another(written, one))


# What people write, and the names that they may mean. Similar letters would suggest names of another meaning.
_MEANT: dict[str, tuple[str, ...]] = {
    "proposed": ("proposal",),  # of stages, "proposed" is one itself
    "adopted-by-the-commission": ("adopted-by-commission",),
    "provisionally-agreed": ("agreed",),
    "not-transposed": ("pending-transposition", "not-communicated"),
    "partly-transposed": ("pending-transposition", "partly-communicated"),
    "delayed": (),
    "notified": ("measures-notified", "communicated"),
    "not-notified": ("not-communicated",),
    "partly-notified": ("partly-communicated",),
    "failed-to-notify": ("not-communicated", "not-fully-communicated"),
}
# What people write instead of one of the known names, although none of these means it.
_ADVICE = {("stage", "delayed"): "record the stage without the delay, and the new date as `due`"}


def _hyphenated(name: str) -> str:
    return "-".join(name.lower().replace("_", "-").split())


_CODE = re.compile(r"[a-z]+(?=[0-9]+[+]?$)")
_PREFIXES = ("not-", "non-", "partly-", "un", "in", "dis", "pre", "re", "de", "trans")


def _means_another(written: str, name: str) -> bool:
    """Return whether *name* is similar to what was *written*, but has another meaning.

    That is so if one of them only has an additional prefix, such as "not-", and if both are codes with other letters.
    """
    one, other = written, name.lower()
    if any(one == prefix + other or other == prefix + one for prefix in _PREFIXES):
        return True
    letters = [match[0] for match in map(_CODE.match, (one, other)) if match is not None]
    return len(letters) == len((one, other)) and letters[0] != letters[1]


def shown(value: object) -> str:
    """Return a short text that represents *value* in a message.

    Most values are shown as their repr, shortened to about 60 characters. For dictionaries, lists and tuples, only the
    size is shown.

    >>> shown("x" * 1000)
    "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...'"
    """
    if isinstance(value, dict):
        return f"an object with {counted(len(cast('dict[object, object]', value)), 'key')}"
    if isinstance(value, (list, tuple)):
        return f"a list of {len(cast('list[object]', value))}"
    if isinstance(value, str):
        return repr(value) if len(value) <= _LONGEST_SHOWN else repr(value[: _LONGEST_SHOWN - 5] + "...")
    # Python raises an error if it has to print an integer with thousands of digits.
    if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() > _LONGEST_SHOWN:
        return "a very large number"
    text = repr(value)
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 3] + "..."


def unknown(kind: str, name: str, close: Sequence[str], known: Sequence[str]) -> str:
    """Return a message about an unknown name, with suggestions.

    Args:
        kind: the kind of thing that the name should refer to, such as "stage".
        name: the unknown name.
        close: the known names that are similar to *name*, starting with the most similar name.
        known: all known names. They are used only if *close* is empty: the message then lists up to 20 known names. If
            there are more, it gives only their number. If there are none, it says to add the name.

    >>> unknown("stage", "in-froce", ["in-force"], ["in-force", "repealed"])
    "unknown stage 'in-froce'; did you mean 'in-force'?"
    >>> unknown("duty", "x", [], ["transpose", "apply"])
    "unknown duty 'x'; use one of: transpose, apply"
    >>> unknown("source", "x", [], [])
    "unknown source 'x'; add it first"
    >>> unknown("initiative", "zzz", [], [f"initiative-{number}" for number in range(56)])
    "unknown initiative 'zzz'; check it against the 56 known names"
    """
    advice = _ADVICE.get((kind, _hyphenated(name)))
    if advice is not None:
        remedy = advice
    elif close:
        remedy = f"did you mean {' or '.join(map(repr, close))}?"
    elif known and len(known) <= _FEW:
        remedy = f"use one of: {', '.join(known)}"
    else:
        remedy = f"check it against the {len(known)} known names" if known else "add it first"
    return f"unknown {kind} {shown(name)}; {remedy}"


def not_a(name: str, text: object, advice: str) -> str:
    """Return a message about a *text* in the wrong format.

    Args:
        name: what the text should be, with an article, such as "a CELEX number".
        text: the wrong text.
        advice: a phrase that says what to do.

    >>> not_a("a CELEX number", "2016/1148", "write it like '32016L1148'")
    "'2016/1148' is not a CELEX number; write it like '32016L1148'"
    """
    return f"{shown(text)} is not {name}; {advice}"


def instead_of(value: object, remedy: str) -> str:
    """Return a message about a *value* of the wrong type, with the advice to pass *remedy* instead.

    >>> instead_of("x", "an int"), instead_of(None, "text")
    ("'x' is a str; pass an int", 'None is not allowed; pass text')
    >>> instead_of([1, 2], "a tuple of int")
    'a list is not allowed; pass a tuple of int'
    """
    if value is None:
        return f"None is not allowed; pass {remedy}"
    kind = "bytes" if type(value) is bytes else with_article(type(value).__name__)
    # The repr of a list or a record is too long for a message, so the message names only the type.
    quoted = isinstance(value, (str, bytes, int, float)) or callable(value)
    return f"{shown(value)} is {kind}; pass {remedy}" if quoted else f"{kind} is not allowed; pass {remedy}"


def with_article(name: str) -> str:
    """Return *name* with its indefinite article.

    >>> with_article("int"), with_article("ProgressReport")
    ('an int', 'a ProgressReport')
    """
    return f"an {name}" if name[0] in "AEIOUaeiou" else f"a {name}"


def class_words(cls: type) -> str:
    """Return the name of a class as separate words, for use in messages.

    >>> from securityunion.values.member_state import MemberState
    >>> from securityunion.model.initiative import InitiativeKind
    >>> class_words(InitiativeKind), class_words(MemberState)
    ('initiative kind', 'Member State')
    """
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in cls.__name__).strip()
    return "Member State" if words == "member state" else words


def counted(number: int, noun: str) -> str:
    """Return *number* followed by *noun*, which is in the plural unless the number is 1.

    >>> counted(1, "problem"), counted(2, "key"), counted(0, "priority")
    ('1 problem', '2 keys', '0 priorities')
    """
    if number == 1:
        return f"1 {noun}"
    # The test is for "ty" rather than "y", because "priority" becomes "priorities", but "day" becomes "days".
    return f"{number} {noun[:-1]}ies" if noun.endswith("ty") else f"{number} {noun}s"
