"""The assumptions about the world that the library makes. Decision 32 explains them."""

from dataclasses import dataclass, fields

__all__ = ["AXIOMS", "Axioms"]


@dataclass(frozen=True, kw_only=True)
class Axioms:
    """Each assumption can be switched off, to show that an answer of the library rests on it."""

    ends_are_recorded: bool = True
    """An end of an infringement procedure is recorded if a later step is, unless that is a first letter."""
    closure_is_final: bool = True
    """No step follows a closure, unless it is recorded."""
    publication_is_final: bool = True
    """Nothing undoes the publication of an act."""
    only_publication_follows_signature: bool = True
    """Nothing but a publication follows a signature."""
    outstanding_was_outstanding: bool = True
    """Who had not met a duty to transpose or notify on a day had not met it before, back to the first deadline."""
    met_stays_met: bool = True
    """Who had met a duty to transpose or notify had met it on every later day."""
    bound_is_constant: bool = True
    """The Member States that an act binds do not change."""
    acts_are_made_in_order: bool = True
    """An act is not published before it is signed, and not in force before it is published."""


AXIOMS = tuple(field.name for field in fields(Axioms))
