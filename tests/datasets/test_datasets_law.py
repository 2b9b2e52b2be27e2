"""Compare the law in the bundled report with tables typed from the acts and from records of the procedures.

The tables were typed by hand and not derived from the data of the package. A dash means that no
source was found, so the value must be unknown.
"""

from datetime import date
from typing import Any

import pytest

import securityunion as su

report = su.first_progress_report()
DAY = date(2020, 12, 9)
DK, IE, GB = su.MemberState.DK, su.MemberState.IE, su.MemberState.GB
YES, UNKNOWN, NO = su.Truth.YES, su.Truth.UNKNOWN, su.Truth.NO

# Initiative, CELEX number, kind, signature, publication, entry into force, application, last day, repealed by.
ACTS = """
tco 32021R0784 regulation 2021-04-29 2021-05-17 2021-06-06 2022-06-07 - -
eccc 32021R0887 regulation 2021-05-20 2021-06-08 2021-06-28 - - -
dora 32022R2554 regulation 2022-12-14 2022-12-27 2023-01-16 2025-01-17 - -
dora 32022L2556 directive - - - - - -
nis 32016L1148 directive 2016-07-06 2016-07-19 2016-08-08 2018-05-10 2024-10-17 32022L2555
e-evidence 32023R1543 regulation 2023-07-12 2023-07-28 2023-08-17 2026-08-18 - -
e-evidence 32023L1544 directive 2023-07-12 2023-07-28 2023-08-17 - - -
csam-interim 32021R1232 regulation 2021-07-14 2021-07-30 2021-08-02 - 2026-04-03 -
csam-interim - regulation 2024-04-29 2024-05-14 - - - -
attacks-is 32013L0040 directive 2013-08-12 2013-08-14 2013-09-03 - - -
csa-directive 32011L0093 directive 2011-12-13 2011-12-17 2011-12-17 - - -
europol 32022R0991 regulation 2022-06-08 2022-06-27 2022-06-28 - - -
confiscation 32014L0042 directive 2014-04-03 2014-04-29 2014-05-19 - - -
amld4 32015L0849 directive 2015-05-20 2015-06-05 2015-06-25 - 2027-07-09 32024L1640
led 32016L0680 directive 2016-04-27 2016-05-04 2016-05-05 2018-05-06 - -
firearms-directive 32017L0853 directive 2017-05-17 2017-05-24 2017-06-13 - 2021-04-25 32021L0555
firearms-directive 31991L0477 directive 1991-06-18 1991-09-13 - - - 32021L0555
firearms-directive 32021L0555 directive 2021-03-24 2021-04-06 2021-04-26 - - -
nps-package 32017L2103 directive 2017-11-15 2017-11-21 2017-11-22 - - -
nps-package 32017R2101 regulation 2017-11-15 2017-11-21 2017-11-22 2018-11-23 2024-07-01 32023R1322
pif 32017L1371 directive 2017-07-05 2017-07-28 2017-08-17 2019-07-06 - -
amld5 32018L0843 directive 2018-05-30 2018-06-19 2018-07-09 - - -
firearms-marking 32019L0068 implementing-directive 2019-01-16 2019-01-17 2019-02-06 - - -
alarm-weapons 32019L0069 implementing-directive 2019-01-16 2019-01-17 2019-02-06 - - -
mad 32014L0057 directive 2014-04-16 2014-06-12 2014-07-02 2016-07-03 - -
victims-directive 32012L0029 directive 2012-10-25 2012-11-14 2012-11-15 - - -
etias 32021R1150 regulation 2021-07-07 2021-07-14 2021-08-03 - - -
etias 32021R1151 regulation 2021-07-07 2021-07-14 2021-08-03 - - -
etias 32021R1152 regulation 2021-07-07 2021-07-14 2021-08-03 - - -
pnr 32016L0681 directive 2016-04-27 2016-05-04 2016-05-24 - - -
"""

OFFICIAL_JOURNAL = {
    "32021R0784": "OJ L 172, 17.5.2021, p. 79–109",
    "32021R0887": "OJ L 202, 8.6.2021, p. 1–31",
    "32022R2554": "OJ L 333, 27.12.2022, p. 1",
    "32016L1148": "OJ L 194, 19.7.2016, p. 1",
    "32023R1543": "OJ L 191, 28.7.2023, p. 118–180",
    "32023L1544": "OJ L 191, 28.7.2023, p. 181–190",
    "32021R1232": "OJ L 274, 30.7.2021, p. 41–51",
    "32013L0040": "OJ L 218, 14.8.2013, p. 8–14",
    "32011L0093": "OJ L 335, 17.12.2011, p. 1–14",
    "32022R0991": "OJ L 169, 27.6.2022, p. 1–42",
    "32014L0042": "OJ L 127, 29.4.2014, p. 39–50",
    "32015L0849": "OJ L 141, 5.6.2015, p. 73",
    "32016L0680": "OJ L 119, 4.5.2016, p. 89",
    "32017L0853": "OJ L 137, 24.5.2017, p. 22–39",
    "31991L0477": "OJ L 256, 13.9.1991, p. 51",
    "32017L2103": "OJ L 305, 21.11.2017, p. 12–18",
    "32017R2101": "OJ L 305, 21.11.2017, p. 1–7",
    "32017L1371": "OJ L 198, 28.7.2017, p. 29–41",
    "32018L0843": "OJ L 156, 19.6.2018, p. 43",
    "32019L0068": "OJ L 15, 17.1.2019, p. 18–21",
    "32019L0069": "OJ L 15, 17.1.2019, p. 22",
    "32014L0057": "OJ L 173, 12.6.2014, p. 179–189",
    "32012L0029": "OJ L 315, 14.11.2012, p. 57–73",
    "32021R1150": "OJ L 249, 14.7.2021, p. 1",
    "32021R1151": "OJ L 249, 14.7.2021, p. 7",
    "32021R1152": "OJ L 249, 14.7.2021, p. 15–37",
    "32016L0681": "OJ L 119, 4.5.2016, p. 132",
}

# Initiative, deadline, whether Denmark and Ireland are bound.
DEADLINES = [
    ("nis", date(2018, 5, 9), YES, YES),
    ("attacks-is", date(2015, 9, 4), NO, YES),
    ("csa-directive", date(2013, 12, 18), NO, YES),
    ("confiscation", date(2016, 10, 4), NO, YES),
    ("amld4", date(2017, 6, 26), YES, YES),
    ("led", date(2018, 5, 6), UNKNOWN, YES),
    ("firearms-directive", date(2018, 9, 14), YES, YES),
    ("nps-package", date(2018, 11, 23), NO, UNKNOWN),
    ("pif", date(2019, 7, 6), NO, YES),
    ("amld5", date(2020, 1, 10), YES, YES),
    ("firearms-marking", date(2020, 1, 17), YES, YES),
    ("alarm-weapons", date(2020, 1, 17), YES, YES),
    ("mad", date(2016, 7, 3), NO, YES),
    ("victims-directive", date(2015, 11, 16), NO, YES),
    ("pnr", date(2018, 5, 25), NO, YES),
]

# Initiative, procedure, its stage on the day of the report, then its events: kind, day, institution.
PROCEDURES = """
tco 2018/0331(COD) under-negotiation
    proposal 2018-09-12 commission
    general-approach 2018-12-06 council
    first-reading-position 2019-04-17 european-parliament
    trilogue - -
    trilogue-agreement 2020-12-10 -
    first-reading-position 2021-03-16 council
    adoption 2021-04-28 european-parliament
    signature 2021-04-29 -
    publication 2021-05-17 -
eccc 2018/0328(COD) under-negotiation
    proposal 2018-09-12 commission
    negotiating-mandate 2019-03-13 council
    first-reading-position 2019-04-17 european-parliament
    negotiating-mandate 2020-06-03 council
    negotiating-mandate 2020-07-22 council
    negotiating-mandate 2020-12-09 council
    trilogue-agreement 2020-12-11 -
    first-reading-position 2021-04-20 council
    adoption 2021-05-19 european-parliament
    signature 2021-05-20 -
    publication 2021-06-08 -
dora 2020/0266(COD) proposed
    proposal 2020-09-24 commission
    first-reading-position 2022-11-10 european-parliament
    adoption 2022-11-28 council
    signature 2022-12-14 -
    publication 2022-12-27 -
dora 2020/0268(COD) -
    proposal 2020-09-24 commission
    first-reading-position 2022-11-10 european-parliament
    adoption 2022-11-28 council
nis 2013/0027(COD) published
    signature 2016-07-06 -
    publication 2016-07-19 -
e-evidence 2018/0108(COD) under-negotiation
    proposal 2018-04-17 commission
    general-approach 2018-12-07 council
    signature 2023-07-12 -
    publication 2023-07-28 -
e-evidence 2018/0107(COD) under-negotiation
    proposal 2018-04-17 commission
    general-approach 2019-03-08 council
    signature 2023-07-12 -
    publication 2023-07-28 -
csam-interim 2020/0259(COD) under-negotiation
    proposal 2020-09-10 commission
    negotiating-mandate 2020-10-28 council
    negotiating-mandate 2020-12-16 european-parliament
    first-reading-position 2021-07-06 european-parliament
    adoption 2021-07-12 council
    signature 2021-07-14 -
    publication 2021-07-30 -
csam-interim 2023/0452(COD) not-begun
    proposal 2023-11-30 commission
    signature 2024-04-29 -
    publication 2024-05-14 -
csam-interim 2025/0429(COD) -
    first-reading-position 2026-07-02 council
attacks-is 2010/0273(COD) published
    signature 2013-08-12 -
    publication 2013-08-14 -
csa-directive 2010/0064(COD) published
    first-reading-position 2011-10-27 european-parliament
    adoption 2011-11-15 council
    signature 2011-12-13 -
    publication 2011-12-17 -
csa-directive 2024/0035(COD) not-begun
    proposal 2024-02-06 commission
europol 2020/0349(COD) proposed
    proposal 2020-12-09 commission
    first-reading-position 2022-05-04 european-parliament
    adoption 2022-05-24 council
    signature 2022-06-08 -
    publication 2022-06-27 -
confiscation 2012/0036(COD) published
    first-reading-position 2014-02-25 european-parliament
    adoption 2014-03-14 council
    signature 2014-04-03 -
    publication 2014-04-29 -
amld4 2013/0025(COD) published
    proposal 2013-02-05 commission
    signature 2015-05-20 -
    publication 2015-06-05 -
led 2012/0010(COD) published
    signature 2016-04-27 -
    publication 2016-05-04 -
firearms-directive 2015/0269(COD) published
    proposal 2015-11-18 commission
    signature 2017-05-17 -
    publication 2017-05-24 -
firearms-directive 2020/0029(COD) -
    proposal 2020-02-19 commission
    signature 2021-03-24 -
nps-package 2013/0304(COD) published
    proposal 2013-09-17 commission
    first-reading-position 2014-04-17 european-parliament
    trilogue-agreement 2017-05-29 -
    signature 2017-11-15 -
    publication 2017-11-21 -
nps-package 2016/0261(COD) published
    signature 2017-11-15 -
    publication 2017-11-21 -
nps-package 2013/0305(COD) -
    proposal 2013-09-17 commission
    withdrawal - commission
pif 2012/0193(COD) published
    signature 2017-07-05 -
    publication 2017-07-28 -
amld5 2016/0208(COD) published
    proposal 2016-07-05 commission
    negotiating-mandate 2017-03-14 european-parliament
    signature 2018-05-30 -
    publication 2018-06-19 -
mad 2011/0297(COD) published
    proposal 2011-10-20 commission
    first-reading-position 2014-02-04 european-parliament
    adoption 2014-04-14 council
    signature 2014-04-16 -
    publication 2014-06-12 -
victims-directive 2011/0129(COD) published
    first-reading-position 2012-09-12 european-parliament
    adoption 2012-10-04 council
    signature 2012-10-25 -
    publication 2012-11-14 -
victims-directive 2023/0250(COD) not-begun
    proposal 2023-07-12 commission
etias 2019/0001(COD) under-negotiation
    proposal 2019-01-07 commission
    negotiating-mandate 2019-05-22 council
    split 2021-02-11 european-parliament
etias 2019/0002(COD) under-negotiation
    proposal 2019-01-07 commission
    negotiating-mandate 2019-05-22 council
    first-reading-position 2021-06-08 european-parliament
    adoption 2021-06-28 council
    signature 2021-07-07 -
    publication 2021-07-14 -
etias 2019/0001A(COD) -
    proposal 2019-01-07 commission
    first-reading-position 2021-06-08 european-parliament
    adoption 2021-06-28 council
    signature 2021-07-07 -
    publication 2021-07-14 -
etias 2019/0001B(COD) -
    proposal 2019-01-07 commission
    first-reading-position 2021-06-08 european-parliament
    adoption 2021-06-28 council
    signature 2021-07-07 -
    publication 2021-07-14 -
pnr 2011/0023(COD) published
    proposal - commission
    trilogue-agreement 2015-12-02 -
    first-reading-position 2016-04-14 european-parliament
    adoption 2016-04-21 council
    signature 2016-04-27 -
    publication 2016-05-04 -
"""

# Initiative: for each document its kind, reference, CELEX number and day.
DOCUMENTS: dict[str, list[tuple[str | None, str | None, str | None, str | None]]] = {
    "5g-toolbox": [("communication", "COM(2020) 50 final", None, "2020-01-29")],
    "digital-future": [("communication", "COM(2020) 67 final", None, "2020-02-19")],
    "data-strategy": [("communication", "COM(2020) 66 final", "52020DC0066", "2020-02-19")],
    "digital-finance": [("communication", "COM(2020) 591 final", "52020DC0591", "2020-09-24")],
    "health-union": [("communication", "COM(2020) 724 final", "52020DC0724", "2020-11-11")],
    "tco": [("proposal", "COM(2018) 640 final", "52018PC0640", "2018-09-12")],
    "eccc": [
        ("proposal", "COM(2018) 630 final", None, "2018-09-12"),
        ("staff-working-document", "SWD(2018) 403 final", None, None),
        ("staff-working-document", "SWD(2018) 404 final", None, None),
        (None, "SEC(2018) 396 final", None, None),
    ],
    "dora": [
        ("proposal", "COM(2020) 595 final", "52020PC0595", "2020-09-24"),
        ("proposal", "COM(2020) 596 final", "52020PC0596", "2020-09-24"),
    ],
    "nis": [("proposal", "COM(2013) 48", None, None)],
    "csa-strategy": [("communication", "COM(2020) 607 final", None, "2020-07-24")],
    "ai-white-paper": [("white-paper", "COM(2020) 65 final", "52020DC0065", "2020-02-19")],
    "code-of-conduct": [(None, None, None, "2020-06-22")],
    "cop-disinformation": [("staff-working-document", "SWD(2020) 180 final", None, None)],
    "hybrid-report": [("joint-staff-working-document", "SWD(2020) 153 final", None, "2020-07-24")],
    "e-evidence": [
        ("proposal", "COM(2018) 225 final", "52018PC0225", "2018-04-17"),
        ("proposal", "COM(2018) 226 final", "52018PC0226", "2018-04-17"),
        ("staff-working-document", "SWD(2018) 118 final", None, None),
        ("staff-working-document", "SWD(2018) 119 final", None, None),
    ],
    "csam-interim": [("proposal", "COM(2020) 568 final", "52020PC0568", "2020-09-10")],
    "attacks-is": [
        ("proposal", "COM(2010) 517", None, None),
        ("report", "COM(2017) 474 final", "52017DC0474", "2017-09-13"),
    ],
    "csa-directive": [
        ("proposal", "COM(2010) 94", None, None),
        ("proposal", "COM(2024) 60", "52024PC0060", "2024-02-06"),
    ],
    "drugs-agenda": [
        ("communication", "COM(2020) 606 final", None, "2020-07-24"),
        ("communication", "COM(2020) 606 final/2", "52020DC0606(01)", "2020-07-24"),
    ],
    "firearms-plan": [("communication", "COM(2020) 608 final", None, "2020-07-24")],
    "rule-of-law": [("communication", "COM(2020) 580 final", None, "2020-09-30")],
    "integration-plan": [("communication", "COM(2020) 758 final", None, "2020-11-24")],
    "ct-agenda": [("communication", "COM(2020) 795 final", "52020DC0795", "2020-12-09")],
    "europol": [("proposal", "COM(2020) 796 final", "52020PC0796", "2020-12-09")],
    "confiscation": [("proposal", "COM(2012) 85", None, None)],
    "amld4": [("proposal", "COM(2013) 45", "52013PC0045", "2013-02-05")],
    "led": [("proposal", "COM(2012) 10 final", "52012PC0010", None)],
    "firearms-directive": [
        ("proposal", "COM(2015) 750 final", "52015PC0750", "2015-11-18"),
        ("proposal", "COM(2020) 48 final", None, "2020-02-19"),
    ],
    "nps-package": [
        ("proposal", "COM(2013) 618 final", "52013PC0618", "2013-09-17"),
        ("proposal", "COM(2013) 619 final", "52013PC0619", "2013-09-17"),
        ("proposal", "COM(2016) 547", None, None),
    ],
    "pif": [("proposal", "COM(2012) 363", None, None)],
    "amld5": [("proposal", "COM(2016) 450 final", None, "2016-07-05")],
    "firearms-marking": [(None, "C(2019) 109", None, None)],
    "alarm-weapons": [],
    "mad": [("proposal", "COM(2011) 654 final", "52011PC0654", "2011-10-20")],
    "victims-directive": [
        ("proposal", "COM(2011) 275", None, None),
        ("proposal", "COM(2023) 424", "52023PC0424", "2023-07-12"),
    ],
    "victims-strategy": [("communication", "COM(2020) 258 final", None, "2020-06-24")],
    "deap": [("communication", "COM(2020) 624 final", None, "2020-09-30")],
    "eea": [
        ("communication", "COM(2020) 625 final", None, "2020-09-30"),
        ("staff-working-document", "SWD(2020) 212 final", None, None),
    ],
    "era": [("communication", "COM(2020) 628 final", "52020DC0628", "2020-09-30")],
    "etias": [
        ("proposal", "COM(2019) 3", None, "2019-01-07"),
        ("proposal", "COM(2019) 4", None, "2019-01-07"),
    ],
    "pnr": [("proposal", "COM(2011) 32", None, None)],
}


def _shown(value: object) -> str:
    return "-" if value is None else str(value)


def _typed_procedures() -> dict[str, tuple[str, str, list[str]]]:
    procedures: dict[str, tuple[str, str, list[str]]] = {}
    events: list[str] = []
    for line in PROCEDURES.strip().splitlines():
        if line.startswith(" "):
            events.append(line.strip())
        else:
            initiative, reference, stage = line.split()
            events = []
            procedures[reference] = initiative, stage, events
    return procedures


TYPED = _typed_procedures()


def _procedure(reference: str) -> su.Procedure:
    (procedure,) = (one for one in su.find(report, reference).procedures if one.reference == reference)
    return procedure


def _act(celex: str) -> su.LegalAct:
    (act,) = (one for one in su.find(report, celex).acts if one.celex == celex)
    return act


def _obligation(identifier: str) -> su.Obligation:
    (obligation,) = su.find(report, identifier).obligations
    return obligation


def test_acts_and_their_dates() -> None:
    found = []
    for initiative in report.initiatives:
        for act in initiative.acts:
            days = (act.signed, act.published, act.entry_into_force, act.applies_from, act.ends)
            row = (initiative.id, act.celex, act.kind, *days, act.repealed_by)
            found.append(" ".join(_shown(one) for one in row))
    assert sorted(ACTS.strip().splitlines()) == sorted(found)


def test_where_the_official_journal_published_them() -> None:
    found = {act.celex: act.oj for one in report.initiatives for act in one.acts if act.oj is not None}
    assert OFFICIAL_JOURNAL == found


def test_the_day_in_the_official_journal_reference_is_the_day_of_publication() -> None:
    for initiative in report.initiatives:
        for act in initiative.acts:
            if act.oj is not None:
                day, month, year = map(int, act.oj.split(", ")[1].split("."))
                assert act.published == date(year, month, day)


def test_an_eli_names_the_act_that_its_celex_number_names() -> None:
    acts = [act for one in report.initiatives for act in one.acts if act.eli is not None]
    assert len(acts) == 29
    for act in acts:
        assert act.eli is not None
        assert act.celex is not None
        kind, year, number = act.eli.removeprefix("http://data.europa.eu/eli/").removesuffix("/oj").split("/")
        assert {"reg": "R", "dir": "L", "dir_impl": "L"}[kind] == act.celex[5]
        assert (act.celex[1:5], int(act.celex[6:])) == (year, int(number))


@pytest.mark.parametrize("reference", TYPED)
def test_procedures_and_their_events(reference: str) -> None:
    initiative, stage, events = TYPED[reference]
    procedure = _procedure(reference)
    assert initiative == su.find(report, reference).id
    assert events == [f"{event.kind} {_shown(event.on)} {_shown(event.by)}" for event in procedure.events]
    assert stage == _shown(procedure.stage(on=DAY))


def test_and_no_other_procedures() -> None:
    assert set(TYPED) == {procedure.reference for one in report.initiatives for procedure in one.procedures}


def test_corrigenda() -> None:
    found = {act.celex: act.corrigenda for one in report.initiatives for act in one.acts if act.corrigenda}
    assert found == {
        "32023R1543": ("32023R1543R(02)",),
        "32016L0680": ("32016L0680R(01)",),
    }
    assert "led" == su.find(report, "32016L0680R(01)").id


def test_documents() -> None:
    found = {
        one.id: [(each.kind, each.reference, each.celex, each.published) for each in one.documents]
        for one in report.initiatives
    }
    assert found == DOCUMENTS


@pytest.mark.parametrize(("initiative", "deadline", "denmark", "ireland"), DEADLINES, ids=str)
def test_deadlines_and_who_is_bound(initiative: str, deadline: date, denmark: su.Truth, ireland: su.Truth) -> None:
    obligation = _obligation(initiative)
    assert deadline == obligation.first_deadline
    for state in su.MemberState:
        # The United Kingdom had left the Union. No source of these data says whether an act still bound it.
        expected = {DK: denmark, IE: ireland, GB: UNKNOWN}.get(state, YES)
        assert expected is obligation.bound.includes(state)
    answers = [denmark, ireland]
    assert 25 + answers.count(YES) == obligation.bound.size.at_least
    assert obligation.bound.size.at_most is None


def test_every_obligation_has_its_deadline_behind_it() -> None:
    duties = su.obligations(report)
    assert len(duties) == len(DEADLINES) == 15
    assert all(duty.last_deadline is not None and duty.last_deadline < DAY for duty in duties)


def test_the_worked_example_of_the_victims_directive() -> None:
    obligation = _obligation("32012L0029")
    assert (date(2015, 11, 16), 12) == (obligation.last_deadline, obligation.outstanding.count)
    assert obligation.outstanding.named == ()
    assert (DAY - date(2015, 11, 16)).days == 1850
    assert obligation.outstanding_in(DK) is NO
    assert obligation.outstanding_in("PT") is UNKNOWN


def test_the_worked_example_of_terrorist_content_online() -> None:
    procedure = _procedure("2018/0331(COD)")
    for day, stage in (
        (date(2018, 9, 11), "not-begun"),
        # The trilogues are recorded without their days, so they may have been at any time after the proposal.
        (date(2018, 9, 12), None),
        (date(2020, 12, 9), "under-negotiation"),
        (date(2020, 12, 10), "agreed"),
        # Not every step after the agreement is recorded.
        (date(2021, 4, 28), None),
        (date(2021, 5, 17), "published"),
    ):
        assert stage == procedure.stage(on=day)
    assert list(procedure.possible_stages(on=date(2021, 4, 29))) == ["signed", "published"]
    act = _act("32021R0784")
    for day, status in (
        (date(2021, 4, 28), "not-yet-signed"),
        (date(2021, 5, 17), "published"),
        (date(2021, 6, 6), "in-force"),
        (date(2022, 6, 7), "applicable"),
    ):
        assert status == act.status(on=day)


def test_the_package_on_new_psychoactive_substances_is_two_acts_and_three_proposals() -> None:
    package = su.find(report, "nps-package")
    assert ["directive", "regulation"] == [act.kind for act in package.acts]
    (obligation,) = package.obligations
    assert obligation.act == "32017L2103"
    withdrawn = _procedure("2013/0305(COD)")
    assert [su.EventKind.PROPOSAL, su.EventKind.WITHDRAWAL] == [event.kind for event in withdrawn.events]
    assert (withdrawn.replaced_by, withdrawn.stage(on=DAY)) == (None, None)


@pytest.mark.parametrize(("initiative", "directive"), [("e-evidence", "32023L1544"), ("dora", "32022L2556")])
def test_a_companion_directive_adds_an_act_and_no_obligation(initiative: str, directive: str) -> None:
    package = su.find(report, directive)
    assert initiative == package.id
    assert ["regulation", "directive"] == [act.kind for act in package.acts]
    assert len(package.procedures) == 2
    assert package.obligations == ()


def test_etias_was_split_after_the_day_of_the_report() -> None:
    whole = _procedure("2019/0001(COD)")
    assert whole.split_into == ("2019/0001A(COD)", "2019/0001B(COD)")
    assert whole.stage(on=date(2021, 2, 10)) is su.ProcedureStage.UNDER_NEGOTIATION
    assert whole.stage(on=date(2021, 2, 11)) is su.ProcedureStage.SPLIT
    # The parts rest on the proposal for the whole. Their stage before the split is not certain.
    for child in map(_procedure, whole.split_into):
        assert [date(2019, 1, 7), date(2021, 6, 8)] == [event.on for event in child.events[:2]]
        assert child.stage(on=DAY) is child.stage(on=date(2021, 4, 1)) is None
        assert su.ProcedureStage.NOT_BEGUN not in child.possible_stages(on=DAY)
    assert len(su.find(report, "2019/0002(COD)").acts) == 3


def test_the_confiscation_directive_has_its_corrected_deadline() -> None:
    # The Official Journal first printed 2015, and metadata still carry that year.
    assert _obligation("32014L0042").last_deadline == date(2016, 10, 4)
    # From 22 May 2024, another directive replaces a part of this act. The rest of the act stays in force.
    act = _act("32014L0042")
    assert (act.partly_replaced_from, act.partly_replaced_by) == (date(2024, 5, 22), "32024L1260")
    assert act.ends is None


def test_the_number_of_another_directive_is_not_in_the_data() -> None:
    with pytest.raises(su.NotFoundError):
        su.find(report, "32011L0092")


@pytest.mark.parametrize("initiative", ["firearms-marking", "alarm-weapons"])
def test_implementing_directives_have_no_procedure(initiative: str) -> None:
    one = su.find(report, initiative)
    assert one.procedures == ()
    assert one.acts[0].kind is su.ActKind.IMPLEMENTING_DIRECTIVE


def test_an_initiative_without_any_identifier() -> None:
    evaluation = su.find(report, "code-of-conduct")
    assert (evaluation.acts, evaluation.procedures) == ((), ())
    assert [(None, None)] == [(one.reference, one.celex) for one in evaluation.documents]
    bare = [
        one.id
        for one in report.initiatives
        if not one.acts and not one.procedures and not any(each.reference for each in one.documents)
    ]
    assert ["code-of-conduct"] == bare


def test_deadline_and_application_of_the_nis_directive_are_a_day_apart() -> None:
    act, deadline = _act("32016L1148"), _obligation("nis").last_deadline
    assert (deadline, act.applies_from) == (date(2018, 5, 9), date(2018, 5, 10))
    assert act.status(on=date(2024, 10, 17)) is su.ActStatus.APPLICABLE
    assert act.status(on=date(2024, 10, 18)) is su.ActStatus.REPEALED


def test_the_interim_rules_ended_with_their_last_extension() -> None:
    act = _act("32021R1232")
    assert act.status(on=date(2026, 4, 4)) is su.ActStatus.ENDED
    assert act.status(on=date(2026, 4, 3)) is not su.ActStatus.ENDED


def test_the_mandate_of_europol_was_a_proposal_when_it_was_filed_as_adopted() -> None:
    europol = su.find(report, "2020/0349(COD)")
    assert europol.stage is su.Stage.ADOPTED_BY_COMMISSION
    assert europol.procedures[0].stage(on=DAY) is su.ProcedureStage.PROPOSED
    assert europol.acts[0].status(on=DAY) is su.ActStatus.NOT_YET_SIGNED


def test_denmark_and_the_law_enforcement_directive_are_unknown_not_no() -> None:
    obligation = _obligation("32016L0680")
    assert DK not in (*obligation.bound.named, *obligation.bound.excluded)
    assert obligation.outstanding_in(DK) is UNKNOWN
    assert su.Bounds(26, None) == obligation.bound.size


def test_the_printed_title_of_the_firearms_directive_is_that_of_other_acts() -> None:
    firearms = su.find(report, "firearms-directive")
    assert _obligation("firearms-directive").act == "32017L0853"
    carrying = [act.celex for act in firearms.acts if act.title and " on control of the acquisition" in act.title]
    assert carrying == ["32017L0853", "31991L0477", "32021L0555"]
    assert {act.repealed_by for act in firearms.acts} == {"32021L0555", None}


def test_denmark_is_late_with_seven_at_the_most() -> None:
    bounds = su.outstanding_by_state(report)
    assert su.Bounds(0, 7) == bounds.pop(DK)
    assert {su.Bounds(0, 15)} == set(bounds.values())


def test_no_record_reaches_beyond_the_day_of_its_sources() -> None:
    for initiative in report.initiatives:
        records: tuple[Any, ...] = (*initiative.acts, *initiative.procedures)
        assert all(one.known_until is None or one.known_until <= date(2026, 11, 22) for one in records)


def test_a_record_of_a_procedure_that_has_gaps_gives_no_stage() -> None:
    known = [one for each in report.initiatives for one in each.procedures if one.known_until is not None]
    assert len(known) == 9
    steps = {su.EventKind.GENERAL_APPROACH, su.EventKind.NEGOTIATING_MANDATE}
    for procedure in known:
        kinds = [event.kind for event in procedure.events]
        days = [event.on for event in procedure.events]
        # The trilogues on terrorist content are known to have taken place, but not on which days.
        assert None not in days or procedure.reference == "2018/0331(COD)"
        late = [event for event in procedure.events if event.on is not None and event.on > date(2020, 12, 9)]
        # Either no proposal or a mandate is recorded, or at most one event is not later than the report.
        assert su.EventKind.PROPOSAL not in kinds or steps.intersection(kinds) or len(late) >= len(kinds) - 1


def test_what_is_added_from_elsewhere_names_its_source() -> None:
    ours = {"infographic", "press-release"}
    for initiative in report.initiatives:
        records: list[Any] = [*initiative.documents, *initiative.acts, *initiative.procedures]
        records += [event for procedure in initiative.procedures for event in procedure.events]
        for record in records:
            assert set(record.sources) - ours


def test_an_obligation_tells_what_the_report_says_from_what_the_law_says() -> None:
    ours = {"infographic", "press-release"}
    for one in (obligation for initiative in report.initiatives for obligation in initiative.obligations):
        assert ours >= set(one.sources) != set()
        assert set(one.law_sources) - ours == set(one.law_sources) != set()


def test_a_document_does_not_go_by_the_name_that_the_report_gives_its_initiative() -> None:
    for initiative in report.initiatives:
        proposals = [one for one in initiative.documents if one.kind is su.DocumentKind.PROPOSAL]
        assert initiative.title not in {one.title for one in proposals}


def test_a_procedure_names_the_sources_of_its_events() -> None:
    for initiative in report.initiatives:
        for procedure in initiative.procedures:
            assert {one for event in procedure.events for one in event.sources} <= set(procedure.sources)


def test_sources_are_told_apart_by_their_address() -> None:
    addresses = [source.url for source in report.sources if source.url is not None]
    assert len(addresses) == len(set(addresses)) == len(report.sources) - 2
    publishers = {source.publisher for source in report.sources}
    assert {
        "Publications Office of the European Union",
        "European Parliament",
        "European Commission",
        "Council of the European Union",
    } <= publishers
