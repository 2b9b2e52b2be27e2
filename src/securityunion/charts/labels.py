"""Write the words in charts: names of obligations, partly known numbers, and alternative texts."""

from collections.abc import Iterable, Mapping
from textwrap import wrap

from securityunion.model.initiative import Initiative
from securityunion.model.obligation import Obligation
from securityunion.model.report import ProgressReport
from securityunion.queries.select import with_obligations
from securityunion.values.truth import Bounds
from securityunion.views.labels import brief_count, words

__all__ = ["dated", "folded", "in_states", "label", "listed", "obligation_names"]

_MOST_LISTED = 30


def label(value: str) -> str:
    """Return the value of an enumeration as a label that begins with a capital letter.

    >>> label("adopted-by-commission")
    'Adopted by Commission'
    """
    text = words(value)
    return text[0].upper() + text[1:]


def folded(text: str, width: int = 60, *, most: int = 2) -> list[str]:
    """Split *text* into lines of at most *width* characters.

    There are at most *most* lines. If the text is longer, the last line ends with an ellipsis.

    >>> folded("The Directive on security of network and information systems", 32)
    ['The Directive on security of', 'network and information systems']
    >>> folded("Donaudampfschifffahrtsgesellschaft", 8)
    ['Donaudam', 'pfschif\u2026']
    """
    lines = wrap(text.strip(), width, break_on_hyphens=False)
    return lines if len(lines) <= most else [*lines[: most - 1], _ended(lines[most - 1].rstrip(), width)]


def in_states(bounds: Bounds) -> str:
    """Return a short text for a number of Member States: the number itself, a range, or a minimum.

    >>> in_states(Bounds(1, 1)), in_states(Bounds(4))
    ('1 Member State', '4 or more Member States')
    """
    return f"{brief_count(bounds)} Member State{'s' * (bounds.exact != 1)}"


def dated(report: ProgressReport) -> str:
    """Return the title of a report, followed by the day of the report.

    >>> import securityunion as su
    >>> dated(su.first_progress_report())
    'The EU Security Union Strategy: First Progress Report, 2020-12-09'
    """
    return f"{report.title}, {report.published}"


def obligation_names(report: ProgressReport) -> dict[str, str]:
    """Return a dictionary with the name of each obligation. The keys are the ids of the obligations.

    The name of an obligation is the title of its initiative. If an initiative has several obligations, the names also
    include the ids of the obligations.

    >>> import securityunion as su
    >>> obligation_names(su.first_progress_report())["mad-transposition"]
    'Market Abuse Directive'
    """
    return {obligation.id: _name(initiative, obligation) for initiative, obligation in with_obligations(report)}


def listed(rows: Iterable[Mapping[str, object]]) -> str:
    """Join the sentences of *rows* into a text. After thirty sentences, the text only says how many more there are.

    >>> listed([{"says": "PNR: 1"}, {"says": "NIS: 3"}])
    'PNR: 1. NIS: 3.'
    """
    sentences = [f"{row['says']}." for row in rows]
    more = [f"And {len(sentences) - _MOST_LISTED} more."] if len(sentences) > _MOST_LISTED else []
    return " ".join([*sentences[:_MOST_LISTED], *more])


def _name(initiative: Initiative, obligation: Obligation) -> str:
    return initiative.title if len(initiative.obligations) == 1 else f"{initiative.title} ({obligation.id})"


def _ended(line: str, width: int) -> str:
    """Return *line* with an ellipsis at the end.

    If *line* is too long, the last word is left out. If there is only one word, the word is cut instead.
    """
    if len(line) + 2 <= width:
        return f"{line} \u2026"
    return f"{line.rpartition(' ')[0]} \u2026" if " " in line else f"{line[: width - 1]}\u2026"
