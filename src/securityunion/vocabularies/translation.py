"""A term of another vocabulary and what it means in ours, and how a table of such terms is read."""

from collections.abc import Mapping
from typing import Generic, Literal, TypeAlias, TypeVar

from attrs import evolve, frozen

from securityunion._util.arguments import check_text
from securityunion._util.public_home import public_in
from securityunion.errors import raise_not_found

__all__ = ["Groups", "Translation", "Unknown", "by_term", "code_in", "translated"]

M = TypeVar("M")

Unknown: TypeAlias = Literal["error", "keep"]
"""What to do with a term that a vocabulary does not have: refuse it, or keep it without a meaning."""

Groups: TypeAlias = tuple[tuple[tuple[M, ...], str | None, tuple[str, ...]], ...]
"""A table as it is written down: meanings, a note, and the terms that have both."""


@public_in("securityunion.vocabularies")
@frozen(weakref_slot=False, kw_only=True)
class Translation(Generic[M]):
    """A term that the field uses, and what it means in the words of this library.

    Args:
        term: the term as it was given, never altered.
        meanings: what it means. Several: one of these, and the term does not say which. None at all: the library
            has no word for it, or does not know the term.
        note: why there is no meaning, or more than one; None where nothing needs saying.
        known: whether the vocabulary has the term.

    >>> from securityunion.vocabularies import Translation
    >>> translation = Translation(term="W", meanings=("withdrawal",))
    >>> translation.term, translation.meaning
    ('W', 'withdrawal')
    """

    term: str
    meanings: tuple[M, ...] = ()
    note: str | None = None
    known: bool = True

    @property
    def meaning(self) -> M | None:
        """The meaning where there is exactly one; None where there is none, and where there are several.

        >>> from securityunion.vocabularies import Translation
        >>> Translation(term="Procedure lapsed or withdrawn", meanings=("withdrawn", "lapsed")).meaning is None
        True
        """
        return self.meanings[0] if len(self.meanings) == 1 else None


def by_term(groups: Groups[M]) -> dict[str, Translation[M]]:
    """Return the translations that *groups* write down, by their terms, in that order.

    >>> list(by_term(((("withdrawal",), None, ("W", "WITHDRAWN")),)))
    ['W', 'WITHDRAWN']
    """
    return {
        term: Translation(term=term, meanings=meanings, note=note) for meanings, note, terms in groups for term in terms
    }


def translated(
    kind: str, table: Mapping[str, Translation[M]], term: str, unknown: Unknown, *, code: str | None = None
) -> Translation[M]:
    """Return the translation of *term* in *table*, looked up by its *code* where that is not the term itself.

    Raises:
        NotFoundError: where the table does not have it and *unknown* is not "keep", or is neither choice.
        TypeError: where *term* or *unknown* is no text.

    >>> translated("step", by_term(((("withdrawal",), None, ("W",)),)), "V", "keep")
    Translation(term='V', meanings=(), note=None, known=False)
    """
    check_text("term" if code is None else "code", term)
    check_text("unknown", unknown)
    if unknown not in ("error", "keep"):
        raise_not_found("choice", unknown, ("error", "keep"))
    found = table.get(term if code is None else code)
    if found is None:
        if unknown == "error":
            raise_not_found(kind, term, table)
        return Translation(term=term, known=False)
    return found if found.term == term else evolve(found, term=term)


def code_in(scheme: str, term: str) -> str:
    """Return the code that *term* ends with, where it is an address in *scheme*; else *term* itself.

    Raises:
        TypeError: where *term* is no text.

    >>> code_in("event", "http://publications.europa.eu/resource/authority/event/PUB_OJ")
    'PUB_OJ'
    >>> code_in("event", "def/ep-activities/SIGNATURE")
    'def/ep-activities/SIGNATURE'
    """
    check_text("code", term)
    address, _, code = term.rpartition("/")
    return code if address.rpartition("/")[2] == scheme else term
