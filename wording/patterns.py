"""The phrases that are checked, each an exact regular expression with what to write instead."""

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["PATTERNS", "Finding", "Pattern", "findings"]


class Pattern(NamedTuple):
    """A phrase, and what to write instead."""

    phrase: re.Pattern[str]
    instead: str


class Finding(NamedTuple):
    """A phrase that was found: the line of the text, counted from 1, the words, and what to write instead."""

    line: int
    words: str
    instead: str


def _pattern(phrase: str, instead: str) -> Pattern:
    return Pattern(re.compile(phrase), instead)


PATTERNS: tuple[Pattern, ...] = (
    _pattern(r"\bfound [^;\n]*; expected\b", "say what is wrong, then what to do: 'x' is text; write a whole number"),
    _pattern(r"\bexpected an? [aeiouAEIOU](?<!an .)", "an"),
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
"""Patterns that occur in no sentence that a native reader would write about this library."""


def findings(text: str) -> Iterator[Finding]:
    """Yield the phrases of the list that *text* has, in its order."""
    found = [(match.start(), match[0], pattern) for pattern in PATTERNS for match in pattern.phrase.finditer(text)]
    for place, words, pattern in sorted(found, key=lambda one: one[0]):
        yield Finding(text.count("\n", 0, place) + 1, words, pattern.instead)
