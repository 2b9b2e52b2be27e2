"""The status of an act on a day."""

from datetime import date
from typing import Any

import pytest

from securityunion import ActKind, ActStatus, LegalAct, PolicyDocument, RecordError
from securityunion.model.act import can_oblige, has_number_of

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


NO_DATES = [date(1001, 1, 1), date(1003, 3, 3)]


@pytest.mark.parametrize("day", [*NO_DATES, date(9999, 12, 31)])
@pytest.mark.parametrize("field", ["signed", "published", "entry_into_force", "applies_from"])
def test_a_day_that_stands_for_a_missing_date_is_unknown(field: str, day: date) -> None:
    for on in (date(2016, 7, 5), date(2016, 7, 6), date(2016, 7, 20), date(2017, 1, 1), date(2019, 1, 1)):
        unknown = LegalAct(**{**NIS, field: None}).status(on=on)
        assert unknown is LegalAct(**{**NIS, field: day}).status(on=on)


@pytest.mark.parametrize("day", NO_DATES)
def test_an_end_that_stands_for_a_missing_date_leaves_everything_unknown(day: date) -> None:
    act = LegalAct(**{**NIS, "ends": day, "repealed_by": None})
    assert act.status(on=date(2019, 1, 1)) is None


def test_the_last_day_of_all_says_that_no_end_is_foreseen() -> None:
    act = LegalAct(**{**NIS, "ends": date(9999, 12, 31), "repealed_by": None})
    assert ActStatus.APPLICABLE is act.status(on=date(2024, 12, 31))
    assert act.status(on=date(2025, 1, 1)) is None
    assert LegalAct(**{**NIS, "known_until": date(9999, 12, 31)}).status(on=date(2019, 1, 1)) is None


def test_an_act_is_not_applicable_before_it_is_certainly_in_force() -> None:
    act = LegalAct(**{**NIS, "entry_into_force": None})
    assert act.status(on=date(2019, 1, 1)) is None


@pytest.mark.parametrize(
    ("celex", "obliges"),
    [
        ("32016L1148", True),
        ("32016R0679", True),
        ("32004D0387", True),
        ("12016E258", True),
        ("32016L0680R(01)", False),
        ("02014L0042-20140519", False),
        ("72008L0114FIN_180736", False),
        ("52020PC0823", False),
        ("62012CJ0131", False),
        ("32017H0761", False),
    ],
)
def test_what_can_oblige_member_states(celex: str, obliges: bool) -> None:
    assert obliges is can_oblige(celex)


@pytest.mark.parametrize(
    ("kind", "celex", "fits"),
    [
        (ActKind.DIRECTIVE, "32016L1148", True),
        (ActKind.IMPLEMENTING_DIRECTIVE, "32016L1148", True),
        (ActKind.DIRECTIVE, "32016R0679", False),
        (ActKind.DIRECTIVE, "32016L0680R(01)", False),
        (ActKind.DIRECTIVE, "02014L0042-20140519", False),
        (ActKind.REGULATION, "52020PC0823", False),
        (ActKind.DECISION, "32004D0387", True),
        (ActKind.FRAMEWORK_DECISION, "32005F0222", True),
        (ActKind.DECISION, "32005F0222", False),
        (ActKind.DECISION, "32019Q0425(01)", True),
        (ActKind.DECISION, "42000A0712(01)", True),
    ],
)
def test_a_kind_of_act_and_its_number(kind: ActKind, celex: str, fits: bool) -> None:
    assert fits is has_number_of(kind, celex)
