"""The ten questions, by name, and how to ask each of them about many worlds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from enumeration.axioms import Axioms
from enumeration.obligations import ask_includes, ask_outstanding_by_state, ask_outstanding_in, ask_overdue
from enumeration.timelines import ask_awaiting, ask_is_open, ask_stage, ask_stage_counts, ask_status, ask_step
from enumeration.world import Comparison

__all__ = ["QUESTIONS", "Result", "ask"]

QUESTIONS: dict[str, Callable[[Random, Axioms], Iterator[Comparison]]] = {
    "includes": ask_includes,
    "outstanding_in": ask_outstanding_in,
    "outstanding_by_state": ask_outstanding_by_state,
    "stage": ask_stage,
    "step": ask_step,
    "is_open": ask_is_open,
    "status": ask_status,
    "overdue": ask_overdue,
    "awaiting": ask_awaiting,
    "stage_counts": ask_stage_counts,
}


@dataclass
class Result:
    """What came out for one question: the worlds and claims, and those claims that are not sound or not tight."""

    worlds: int = 0
    claims: int = 0
    unsound: list[Comparison] = field(default_factory=list[Comparison])
    loose: list[Comparison] = field(default_factory=list[Comparison])


def ask(question: str, *, worlds: int, seed: int, axioms: Axioms = Axioms()) -> Result:  # noqa: B008 - it is frozen
    """Ask a question about a number of random worlds. A world that contradicts itself does not count."""
    result, rng = Result(), Random(f"{question} {seed}")  # noqa: S311 - not a secret
    while result.worlds < worlds:
        comparisons = [one for one in QUESTIONS[question](rng, axioms) if one.could]
        result.worlds += bool(comparisons)
        result.claims += len(comparisons)
        result.unsound += [one for one in comparisons if not one.sound]
        result.loose += [one for one in comparisons if not one.complete]
    return result
