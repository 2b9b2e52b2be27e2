"""The status of an act on a day."""

from datetime import date
from typing import Any

import pytest

from securityunion import ActKind, ActStatus, LegalAct, PolicyDocument, RecordError

NIS: dict[str, Any] = {
    "kind": ActKind.DIRECTIVE,
    "signed": date(2016, 7, 6),
    "published": date(2016, 7, 19),
    "entry_into_force": date(2016, 8, 8),
    "applies_from": date(2018, 5, 10),
    "ends": date(2024, 10, 17),
    "repealed_by": "32022L2555",
    "known_until": date(2024, 12, 31),
}


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (date(2016, 7, 5), ActStatus.NOT_YET_SIGNED),
        (date(2016, 7, 6), ActStatus.SIGNED),
        (date(2016, 7, 19), ActStatus.PUBLISHED),
        (date(2016, 8, 8), ActStatus.IN_FORCE),
        (date(2018, 5, 9), ActStatus.IN_FORCE),
        (date(2018, 5, 10), ActStatus.APPLICABLE),
        (date(2024, 10, 17), ActStatus.APPLICABLE),
        (date(2024, 10, 18), ActStatus.REPEALED),
        (date(2025, 1, 1), None),
    ],
)
def test_status_on_a_day(day: date, status: ActStatus | None) -> None:
    assert status is LegalAct(**NIS).status(on=day)


def test_an_act_that_nobody_repeals_ends() -> None:
    assert LegalAct(**{**NIS, "repealed_by": None}).status(on=date(2024, 10, 18)) is ActStatus.ENDED


@pytest.mark.parametrize(
    ("missing", "day", "status"),
    [
        ("signed", date(2016, 7, 5), None),
        ("published", date(2016, 7, 10), None),
        ("published", date(2016, 8, 8), ActStatus.IN_FORCE),
        ("entry_into_force", date(2016, 7, 19), None),
        ("applies_from", date(2016, 8, 8), ActStatus.IN_FORCE),
        ("applies_from", date(2016, 8, 7), ActStatus.PUBLISHED),
        ("ends", date(2024, 12, 31), None),
        ("known_until", date(2018, 5, 10), None),
    ],
)
def test_what_a_missing_day_leaves_unknown(missing: str, day: date, status: ActStatus | None) -> None:
    assert status is LegalAct(**{**NIS, missing: None}).status(on=day)


def test_an_end_before_the_entry_into_force_is_refused() -> None:
    with pytest.raises(RecordError) as caught:
        LegalAct(**{**NIS, "ends": date(2016, 8, 7)})
    assert str(caught.value) == ("LegalAct.ends: 2016-08-07 is before the entry into force; use 2016-08-08 or later")


def test_identifiers_are_checked_all_at_once() -> None:
    with pytest.raises(RecordError) as caught:
        LegalAct(kind=ActKind.DIRECTIVE, celex="1", eli="2", oj="3", title=" ", repealed_by="4")
    paths = [problem.path for problem in caught.value.problems]
    assert ["$.celex", "$.eli", "$.title", "$.oj", "$.repealed_by"] == paths


def test_a_document_without_title_is_refused() -> None:
    with pytest.raises(RecordError, match=r"^PolicyDocument\.title: '' is blank; write a title or a sentence$"):
        PolicyDocument(title="")


def test_an_act_of_which_a_part_is_replaced_stays_in_force_for_the_rest() -> None:
    replaced = {**NIS, "partly_replaced_from": date(2020, 5, 21), "partly_replaced_by": "32020L0001"}
    act = LegalAct(**replaced)
    assert act.status(on=date(2020, 5, 20)) is ActStatus.APPLICABLE
    assert act.status(on=date(2020, 5, 21)) is ActStatus.PARTLY_REPLACED
    assert act.status(on=date(2024, 10, 18)) is ActStatus.REPEALED
    assert LegalAct(**{**replaced, "partly_replaced_from": None}).status(on=date(2020, 1, 1)) is None
    assert LegalAct(**{**replaced, "partly_replaced_by": None}).status(on=date(2020, 6, 1)) is ActStatus.PARTLY_REPLACED


def test_what_applies_from_before_it_was_there_applies_once_it_is() -> None:
    retroactive = LegalAct(**{**NIS, "applies_from": date(2016, 1, 1)})
    found = [retroactive.status(on=day) for day in (date(2016, 2, 1), date(2016, 7, 19), date(2016, 8, 8))]
    assert [ActStatus.NOT_YET_SIGNED, ActStatus.PUBLISHED, ActStatus.APPLICABLE] == found


def test_a_repeal_without_its_day_leaves_the_status_unknown() -> None:
    assert LegalAct(**{**NIS, "ends": None}).status(on=date(2020, 1, 1)) is None


@pytest.mark.parametrize(
    ("celex", "corrigendum"),
    [("32016L0680", "32016L0681R(01)"), ("32016L0680", "32016L0680"), (None, "32016L0680")],
)
def test_a_corrigendum_is_one_of_the_act(celex: str | None, corrigendum: str) -> None:
    right = f"write it like '{celex or '32016L0680'}R(01)'"
    with pytest.raises(RecordError) as caught:
        LegalAct(kind=ActKind.DIRECTIVE, celex=celex, corrigenda=("32016L0680R(01)", corrigendum))
    assert f"corrigenda[1]: '{corrigendum}' is not a corrigendum of this act; {right}" in str(caught.value)
