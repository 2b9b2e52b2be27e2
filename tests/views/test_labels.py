"""`securityunion.views.labels`: the words that a page, a terminal and a chart share."""

import re
from enum import StrEnum

import pytest

import securityunion as su
from securityunion.charts.labels import label
from securityunion.charts.look import INSTITUTIONS
from securityunion.views.labels import words

ENUMERATIONS = [
    su.ActKind,
    su.Actor,
    su.ComplianceStatus,
    su.DocumentKind,
    su.Duty,
    su.EventKind,
    su.FindingKind,
    su.InfringementStep,
    su.InitiativeKind,
    su.Institution,
    su.ProcedureStage,
    su.Stage,
]
NAMES = r"\b(commission|council|parliament|european|court|eu|member|high|central)\b"


@pytest.mark.parametrize("enumeration", ENUMERATIONS, ids=lambda one: one.__name__)
def test_names_keep_their_capitals(enumeration: type[StrEnum]) -> None:
    told = {member: words(member) for member in enumeration}
    assert len(set(told.values())) == len(told)
    assert {} == {member: text for member, text in told.items() if re.search(NAMES, text.replace("eu-LISA", ""))}
    # Except for articles of the Treaty, the label has the same words as the value.
    for member, text in told.items():
        assert member.value.split("-") == re.sub(r"article|[()-]", " ", text.lower()).split()


def test_institutions_are_called_the_same_everywhere() -> None:
    assert (
        "European Parliament"
        == words(su.Institution.EUROPEAN_PARLIAMENT)
        == INSTITUTIONS[su.Institution.EUROPEAN_PARLIAMENT][0]
    )
    for institution in su.Institution:
        assert words(institution) == INSTITUTIONS[institution][0] == label(institution)
    assert ("adopted by Commission", "Adopted by Commission") == (
        words(su.Stage.ADOPTED_BY_COMMISSION),
        label(su.Stage.ADOPTED_BY_COMMISSION),
    )


def test_what_is_asked_of_the_court_names_its_article() -> None:
    assert "referral to the Court (Article 260(3))" == words(su.InfringementStep.REFERRAL_TO_THE_COURT_260_3)
    assert "referral to the Court" == words(su.InfringementStep.REFERRAL_TO_THE_COURT)
