"""Every certain answer agrees with everything that could be. `python -m enumeration` asks about many more worlds."""

import pytest

import securityunion as su
from enumeration.axioms import AXIOMS, Axioms
from enumeration.questions import QUESTIONS, ask
from enumeration.world import Comparison, claim

WORLDS = 60
# The question that each axiom decides.
DECIDES = {
    "ends_are_recorded": "is_open",
    "closure_is_final": "step",
    "publication_is_final": "stage",
    "only_publication_follows_signature": "stage",
    "outstanding_was_outstanding": "overdue",
    "met_stays_met": "overdue",
    "bound_is_constant": "overdue",
    "acts_are_made_in_order": "status",
}


@pytest.mark.thorough
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_answer_is_sound_and_as_narrow_as_promised(question: str) -> None:
    result = ask(question, worlds=WORLDS, seed=7)
    assert result.worlds == WORLDS
    assert result.claims >= WORLDS
    assert not result.unsound
    assert not result.loose


@pytest.mark.thorough
@pytest.mark.parametrize("axiom", AXIOMS)
def test_an_answer_rests_on_each_axiom(axiom: str) -> None:
    without = ask(DECIDES[axiom], worlds=200, seed=7, axioms=Axioms(**{axiom: False}))
    assert without.unsound


def test_a_wrong_answer_is_noticed() -> None:
    wrong = Comparison(said=claim(su.Truth.NO), could=frozenset({True, False}), world=None)
    vague = Comparison(said=claim(su.Truth.UNKNOWN), could=frozenset({True}), world=None)
    assert not wrong.sound
    assert vague.sound
    assert not vague.complete
