"""The table of Member States, compared with pycountry and with a table that was typed independently."""

from datetime import date, datetime, timedelta
from importlib.metadata import version
from typing import Any

import pycountry
import pytest
from as_published import MEMBER_STATES

import securityunion as su
from securityunion import MemberState, member_states


def test_there_have_been_28() -> None:
    assert len(MemberState) == 28
    assert set(MEMBER_STATES) == {state.value for state in MemberState}


@pytest.mark.parametrize("state", MemberState)
def test_codes_names_and_dates_as_typed_independently(state: MemberState) -> None:
    found = (state.eu_code, state.alpha_3, state.short_name, state.first_day, state.last_day)
    assert MEMBER_STATES[state.value] == found


@pytest.mark.parametrize("state", MemberState)
def test_codes_and_names_as_in_iso_3166(state: MemberState) -> None:
    country = pycountry.countries.get(alpha_2=state.value)
    assert country is not None
    assert country.alpha_3 == state.alpha_3
    assert state.short_name == country.name.removesuffix(", Kingdom of the")  # in some editions, for NL


@pytest.mark.parametrize("state", MemberState)
def test_every_code_leads_back(state: MemberState) -> None:
    for code in (state.value, state.alpha_3, state.eu_code):
        assert state is MemberState.from_code(code)


@pytest.mark.parametrize("code", ["pt", "", "XX", "XK", "portugal", "PT ", "PT\n", "NO", "620", "Eλ", None, 3])
def test_other_codes_are_refused(code: object) -> None:
    with pytest.raises(ValueError, match=r"^unknown Member State .*; (did you mean|use a code such as)"):
        MemberState.from_code(code)  # type: ignore[arg-type]


@pytest.mark.parametrize("state", MemberState)
def test_a_name_or_a_code_in_another_case_suggests_the_code(state: MemberState) -> None:
    name = state.short_name
    others = [name.lower(), name.upper(), state.value.lower(), state.alpha_3.lower(), state.eu_code.lower()]
    for other in others:
        with pytest.raises(ValueError, match=f"^unknown Member State '{other}'; did you mean '{state.value}'\\?$"):
            MemberState.from_code(other)


@pytest.mark.parametrize(
    ("code", "shown", "remedy"),
    [
        ("POR", "'POR'", "did you mean 'PT'?"),
        ("GRX", "'GRX'", "use a code such as 'PT', 'EL' or 'PRT'"),
        ("PT ", "'PT '", "did you mean 'PT'?"),
        ("XX", "'XX'", "use a code such as 'PT', 'EL' or 'PRT'"),
        ("Iceland", "'Iceland'", "use a code such as 'PT', 'EL' or 'PRT'"),
        ("", "''", "use a code such as 'PT', 'EL' or 'PRT'"),
        (None, "None", "use a code such as 'PT', 'EL' or 'PRT'"),
        (3, "3", "use a code such as 'PT', 'EL' or 'PRT'"),
    ],
)
def test_what_is_similar_is_suggested(code: object, shown: str, remedy: str) -> None:
    with pytest.raises(ValueError, match=r"^unknown Member State ") as caught:
        MemberState.from_code(code)  # type: ignore[arg-type]
    assert str(caught.value) == f"unknown Member State {shown}; {remedy}"


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(1957, 12, 31), 0),
        (date(1958, 1, 1), 6),
        (date(1973, 1, 1), 9),
        (date(1981, 1, 1), 10),
        (date(1986, 1, 1), 12),
        (date(1995, 1, 1), 15),
        (date(2004, 4, 30), 15),
        (date(2004, 5, 1), 25),
        (date(2007, 1, 1), 27),
        (date(2013, 6, 30), 27),
        (date(2013, 7, 1), 28),
        (date(2020, 1, 31), 28),
        (date(2020, 2, 1), 27),
        (date(2020, 12, 9), 27),
    ],
)
def test_membership_on_a_day(day: date, count: int) -> None:
    members = member_states(on=day)
    assert count == len(members)
    assert list(members) == sorted(members)


@pytest.mark.parametrize("state", MemberState)
def test_membership_begins_and_ends_with_its_days(state: MemberState) -> None:
    assert state.is_member(on=state.first_day)
    assert not state.is_member(on=state.first_day - timedelta(days=1))
    if state.last_day is not None:
        assert state.is_member(on=state.last_day)
        assert not state.is_member(on=state.last_day + timedelta(days=1))


LACKING = {"lv": [MemberState.CZ], "mt": [MemberState.CZ, MemberState.SK], "sl": [MemberState.CZ]}
if version("pycountry") < "26":
    LACKING |= {"fi": [MemberState.CZ], "ga": [MemberState.CZ]}
LANGUAGES = ("bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv", "mt", "nl")


@pytest.mark.parametrize("language", [*LANGUAGES, "pl", "pt", "ro", "sk", "sl", "sv"])
def test_every_official_language_has_a_name_for_every_state_that_its_catalogue_has(language: str) -> None:
    lacking = LACKING.get(language, [])
    assert all(state.name_in(language) for state in MemberState if state not in lacking)
    for state in lacking:
        with pytest.raises(LookupError, match=f"no name of {state.short_name} in language '{language}'; use a"):
            state.name_in(language)


def test_a_name_that_a_catalogue_lacks_is_not_given_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    import gettext

    monkeypatch.setattr(gettext, "translation", lambda *_, **__: gettext.NullTranslations())
    with pytest.raises(LookupError, match="no name of Austria in language 'de'"):
        MemberState.AT.name_in("de")


@pytest.mark.parametrize("wrong", [5, None, b"de"])
def test_a_language_is_text(wrong: Any) -> None:
    with pytest.raises(TypeError, match=r"^language: .*; pass text$"):
        MemberState.AT.name_in(wrong)


@pytest.mark.parametrize("wrong", ["2020-12-09", None, datetime(2020, 12, 9)])  # noqa: DTZ001
def test_a_day_is_a_day(wrong: Any) -> None:
    expected = r"^on: .*; pass a date without time, such as date"
    with pytest.raises(TypeError, match=expected):
        MemberState.AT.is_member(on=wrong)
    with pytest.raises(TypeError, match=expected):
        member_states(on=wrong)
    with pytest.raises(TypeError, match=expected):
        su.LegalAct(kind=su.ActKind.DIRECTIVE).status(on=wrong)
    with pytest.raises(TypeError, match=expected):
        su.Procedure(reference="2018/0331(COD)").stage(on=wrong)


def test_names_in_other_languages() -> None:
    assert MemberState.AT.name_in("fr") == "Autriche"
    assert MemberState.DE.name_in("pt") == "Alemanha"
    with pytest.raises(LookupError, match="no country names in language 'xx'"):
        MemberState.AT.name_in("xx")
    with pytest.raises(LookupError, match=r"^no country names in language 'x{55}\.\.\.'; use a code"):
        MemberState.AT.name_in("x" * 1000)


def test_the_protocol_order_has_every_state_once() -> None:
    assert sorted(state.protocol_order for state in MemberState) == list(range(1, 29))
    first, *_, last = sorted(MemberState, key=lambda state: state.protocol_order)
    assert (first, last) == (MemberState.BE, MemberState.GB)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("EL", "GR"),
        ("UK", "GB"),
        ("Greece", "GR"),
        ("United Kingdom", "GB"),
        ("Czechia", "CZ"),
        ("Czech Republic", "CZ"),
    ],
)
def test_the_codes_of_the_union_and_names_are_taken_everywhere(given: str, expected: str) -> None:
    state = su.MemberState(expected)
    assert state is su.MemberState(given) is su.MemberState.from_code(given)
    record = su.loads_record(f'{{"state": "{given}"}}', su.ComplianceRecord)
    assert record.state is state


def test_both_codes_are_names_of_the_same_member() -> None:
    assert [su.MemberState.GR, su.MemberState.GB] == [su.MemberState["EL"], su.MemberState["UK"]]
    assert len(su.MemberState) == 28


def test_a_state_is_listed_twice_if_both_of_its_codes_are() -> None:
    with pytest.raises(su.DocumentError, match=r"\$\.named\[1\]: GR is listed twice"):
        su.loads_record('{"named": ["GR", "EL"]}', su.StateGroup)


def test_a_report_with_the_codes_of_the_union_is_read_and_written_with_one_code() -> None:
    report = su.first_progress_report()
    written = su.dumps(report)
    assert su.dumps(su.loads(written.replace(b'"GR"', b'"EL"'))) == written


def test_a_result_by_state_takes_both_codes() -> None:
    bounds = su.outstanding_by_state(su.first_progress_report())
    assert bounds[su.MemberState.GR] == bounds["EL"] == bounds["Greece"]  # type: ignore[index]
    for missing in ("UK", "XX", su.MemberState.GB):
        with pytest.raises(KeyError):
            bounds[missing]  # type: ignore[index]


@pytest.mark.parametrize(("written", "meant"), [("GER", "DE"), ("CRO", "HR"), ("D", "DE"), ("germany", "DE")])
def test_the_state_that_is_meant_is_suggested(written: str, meant: str) -> None:
    with pytest.raises(ValueError, match=f"^unknown Member State '{written}'; did you mean '{meant}'"):
        su.MemberState.from_code(written)


@pytest.mark.parametrize("written", ["EU", "EEA", "RTC", "XX"])
def test_no_state_is_suggested_that_is_not_meant(written: str) -> None:
    with pytest.raises(ValueError, match=f"^unknown Member State '{written}'; use a code such as"):
        su.MemberState.from_code(written)
    with pytest.raises(ValueError, match="is not a valid MemberState"):
        su.MemberState(written)
