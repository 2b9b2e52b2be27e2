"""Arguments that are not valid for an initiative."""

from typing import Any

import pytest

from securityunion import (
    Duty,
    Initiative,
    InitiativeKind,
    Institution,
    Obligation,
    Position,
    PositionStatus,
    RecordError,
    Stage,
)


def initiative(**fields: Any) -> Initiative:
    given = {
        "id": "nis",
        "title": "A directive",
        "priority": "cyber",
        "kind": InitiativeKind.ACT,
        "stage": Stage.PENDING_TRANSPOSITION,
    }
    return Initiative(**{**given, **fields})


def test_two_positions_of_one_institution_are_refused() -> None:
    adopted = Position(institution=Institution.COUNCIL, status=PositionStatus.ADOPTED)
    awaited = Position(institution=Institution.COUNCIL, status=PositionStatus.AWAITED)
    with pytest.raises(RecordError) as caught:
        initiative(positions=(adopted, awaited))
    assert str(caught.value) == (
        "Initiative.positions[1].institution: council has two positions; keep one for each institution"
    )


def test_an_obligation_of_another_initiative_is_refused() -> None:
    other = Obligation(id="o", initiative="pnr", duty=Duty.TRANSPOSE)
    with pytest.raises(RecordError) as caught:
        initiative(obligations=(other,))
    assert str(caught.value) == (
        "Initiative.obligations[0].initiative: the obligation names another initiative, 'pnr'; use 'nis'"
    )


@pytest.mark.parametrize("field", ["id", "priority"])
def test_ids_have_their_form(field: str) -> None:
    with pytest.raises(RecordError, match=rf"^Initiative\.{field}: 'N I S' is not an id; use lower-case"):
        initiative(**{field: "N I S"})


def test_a_long_title_is_cut_in_the_repr() -> None:
    assert repr(initiative(title="x" * 61)) == f"<Initiative nis, pending-transposition: {'x' * 57}...>"
