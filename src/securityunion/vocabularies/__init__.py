"""Translate terms from EU institutions into the terms of this library.

Each function looks up a term in a table and returns a `Translation`. The translation contains the term as you gave it
and the meanings of the term. A term must match an entry in the table exactly, because no meanings are guessed.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from securityunion.errors import raise_not_found
from securityunion.vocabularies import cellar, infringement, oeil, open_data
from securityunion.vocabularies.cellar import cellar_event
from securityunion.vocabularies.infringement import infringement_step
from securityunion.vocabularies.oeil import oeil_event, oeil_stage
from securityunion.vocabularies.open_data import parliament_activity, parliament_phase, parliament_status
from securityunion.vocabularies.translation import Translation, Unknown

__all__ = [
    "Translation",
    "Unknown",
    "cellar_event",
    "infringement_step",
    "oeil_event",
    "oeil_stage",
    "parliament_activity",
    "parliament_phase",
    "parliament_status",
    "translations",
]


def __dir__() -> list[str]:
    return sorted(__all__)


M = TypeVar("M")

_TABLES: dict[str, dict[str, Translation[Any]]] = {
    "cellar_event": cellar.EVENTS,
    "infringement_step": infringement.STEPS,
    "oeil_event": oeil.EVENTS,
    "oeil_stage": oeil.STAGES,
    "parliament_activity": open_data.ACTIVITIES,
    "parliament_phase": open_data.PHASES,
    "parliament_status": open_data.STATUSES,
}


def translations(vocabulary: Callable[..., Translation[M]]) -> tuple[Translation[M], ...]:
    """Return the translations of all terms of a vocabulary, in a fixed order.

    Args:
        vocabulary: the function that translates terms of the vocabulary, such as `oeil_stage`.

    Raises:
        NotFoundError: if *vocabulary* is not one of the functions in this package that translate terms.

    >>> from securityunion.vocabularies import infringement_step, translations
    >>> for step in translations(infringement_step)[:2]:
    ...     print(step.term, step.meaning.value)
    LFN258 letter-of-formal-notice
    LFN258+ additional-letter-of-formal-notice
    """
    name = getattr(vocabulary, "__name__", repr(vocabulary))
    table = _TABLES.get(name)
    if table is None:
        raise_not_found("vocabulary", name, _TABLES)
    return tuple(table.values())
