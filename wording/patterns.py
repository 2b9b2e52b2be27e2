"""List the phrases to avoid, as exact regular expressions, and say what to write instead of each phrase."""

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["PATTERNS", "Finding", "Pattern", "findings"]


class Pattern(NamedTuple):
    """A phrase to avoid, and advice on what to write instead of the phrase."""

    phrase: re.Pattern[str]
    instead: str


class Finding(NamedTuple):
    """An occurrence of a phrase to avoid.

    Attributes:
        line: the number of the line in the text, counted from 1.
        words: the words that were found.
        instead: advice on what to write instead of the words.
    """

    line: int
    words: str
    instead: str


def _pattern(phrase: str, instead: str) -> Pattern:
    return Pattern(re.compile(phrase.replace(" ", r"\s+")), instead)  # a phrase may be broken by the end of a line


PATTERNS: tuple[Pattern, ...] = (
    _pattern(r"\bfound [^;\n]*; expected\b", "say what is wrong, then what to do: 'x' is text; write a whole number"),
    _pattern(r"\bexpected a [aeiouAEIOU]", "an"),
    _pattern(r"\b(?:is|are|was|were) no [A-Za-z]", "is not a"),
    _pattern(r"\bof no [A-Z]", "unknown"),
    _pattern(r"\b[Nn]one where\b", "None if"),
    _pattern(r"\b[Nn]ot known\b|\bno[nt] known\b", "unknown"),
    _pattern(r"\bwhere (?:it is|they are|that is|there is|there are|not|none)\b", "if"),
    _pattern(r"\bfor all that\b|\bas far as it is\b", "if, or leave it out"),
    _pattern(r"\blet pass\b|\blets pass\b", "accept, or ignore"),
    _pattern(r"\blaid out\b|\bmended\b|\bparted\b", "reformatted, corrected, split"),
    _pattern(r"\b(?:un)?packed\b", "compressed, decompressed"),
    _pattern(r"\bstands (?:in|on|under|at|for)\b", "is in, is on, belongs to, means"),
    _pattern(r"\bspeaks? of\b|\btells? of\b", "mentions"),
    _pattern(r"\bexpected it installed\b", "is not installed; run: pip install ..."),
    _pattern(r"\bhow far (?:it|they|one)\b", "implementation, progress"),
    _pattern(r"\bis to go\b|\bsays nothing else\b", "say it directly"),
)
"""These phrases should be avoided, because a native writer would not use them in a text about this library."""


def findings(text: str) -> Iterator[Finding]:
    """Yield a finding for each phrase to avoid in *text*, in the order of the text."""
    found = [(match.start(), match[0], pattern) for pattern in PATTERNS for match in pattern.phrase.finditer(text)]
    for place, words, pattern in sorted(found, key=lambda one: one[0]):
        yield Finding(text.count("\n", 0, place) + 1, words, pattern.instead)
