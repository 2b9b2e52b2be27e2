"""The class of translations, and functions that create and search tables of translations."""

from collections.abc import Mapping
from typing import Generic, Literal, TypeAlias, TypeVar

from attrs import evolve, frozen

from securityunion._util.arguments import check_text
from securityunion._util.public_home import public_in
from securityunion.errors import raise_not_found

__all__ = ["Groups", "Translation", "Unknown", "by_term", "code_in", "translated"]

M = TypeVar("M")

Unknown: TypeAlias = Literal["error", "keep"]
"""The action to take if a vocabulary does not have a term: raise an error, or keep the term without a meaning."""

Groups: TypeAlias = tuple[tuple[tuple[M, ...], str | None, tuple[str, ...]], ...]
"""A table of groups. Each group has its meanings, a note, and the terms that have these meanings and this note."""


@public_in("securityunion.vocabularies")
@frozen(weakref_slot=False, kw_only=True)
class Translation(Generic[M]):
    """A term from another vocabulary, with its meanings in this library.

    Args:
        term: the term exactly as given.
        meanings: the possible meanings of the term. If there are several, one of them applies, but the term does not
            say which. Empty if the library has no equivalent, or if the term is unknown.
        note: the reason why the term has no meaning or several meanings. None if the term has exactly one meaning, or
            if the term is unknown.
        known: whether the vocabulary contains the term.

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
        """The meaning of the term if the term has exactly one meaning; otherwise None.

        >>> from securityunion.vocabularies import Translation
        >>> ended = Translation(term="lapsed or withdrawn", meanings=("withdrawn", "lapsed"))
        >>> ended.meaning is None
        True
        """
        return self.meanings[0] if len(self.meanings) == 1 else None


def by_term(groups: Groups[M]) -> dict[str, Translation[M]]:
    """Convert *groups* into a dictionary that maps each term to its translation. The terms keep their order.

    >>> list(by_term(((("withdrawal",), None, ("W", "WITHDRAWN")),)))
    ['W', 'WITHDRAWN']
    """
    return {
        term: Translation(term=term, meanings=meanings, note=note) for meanings, note, terms in groups for term in terms
    }


def translated(
    kind: str, table: Mapping[str, Translation[M]], term: str, unknown: Unknown, *, code: str | None = None
) -> Translation[M]:
    """Look up *term* in *table* and return its translation.

    If *term* is the address of a code, pass the code alone as *code*. The function then looks up *code*, and the
    translation still contains *term*.

    Raises:
        NotFoundError: if the term is unknown and *unknown* is "error", or if *unknown* is neither "error" nor "keep".
        TypeError: if *term* or *unknown* is not a string.

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
    """Return the code at the end of *term* if *term* is an address in *scheme*; otherwise return *term* itself.

    Raises:
        TypeError: if *term* is not a string.

    >>> code_in("event", "http://publications.europa.eu/resource/authority/event/PUB_OJ")
    'PUB_OJ'
    >>> code_in("event", "def/ep-activities/SIGNATURE")
    'def/ep-activities/SIGNATURE'
    """
    check_text("code", term)
    address, _, code = term.rpartition("/")
    return code if address.rpartition("/")[2] == scheme else term
