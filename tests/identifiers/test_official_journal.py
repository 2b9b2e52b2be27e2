"""References to the Official Journal: the strict form and its parts."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import securityunion as su
from securityunion.errors import IdentifierError
from securityunion.identifiers import is_official_journal_reference, parse_official_journal_reference


@pytest.mark.parametrize(
    "text",
    [
        "OJ L 194, 19.7.2016, p. 1",
        "OJ L 127, 29.4.2014, p. 39\u201350",
        "OJ L 127, 29.4.2014, p. 39-50",
        "OJ C 202 I, 16.6.2020, p. 1",
        "OJ 17, 6.10.1958, p. 385",
        "OJ P 17, 6.10.1958, p. 385",
        "OJ L, 2023/2131, 11.10.2023",
        "OJ L, 2023/2135, 11.10.2023, ELI: http://data.europa.eu/eli/dec/2023/2135/oj",
        "OJ C, C/2024/1645, 22.2.2024",
        "OJ L 239, 28.9.2023, p. 1",
        "OJ C 344, 29.9.2023, p. 8",
        "OJ P 17, 30.9.2023, p. 1",
        "OJ L, 2023/2076, 1.10.2023",
        "OJ L, 2023/2869, 10.1.2024",
        "OJ L, 2026/90580, 13.7.2026",
    ],
)
def test_well_formed(text: str) -> None:
    assert is_official_journal_reference(text)
    assert text == str(parse_official_journal_reference(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "L 194/1",
        "OJ L 194",
        "OJ L 194, 19-07-2016, p. 1",
        "OJ L 194, 19.07.2016, p. 1",
        "OJ L 194, 31.6.2016, p. 1",
        "OJ L 194, 19.7.2016, p. 1\n",
        "OJ L 194, 19.7.2016, p. 50-39",
        "OJ L 194, 19.7.2016",
        "OJ X 1, 1.1.2020, p. 1",
        "OJ L 0194, 19.7.2016, p. 1",
        "OJ L, 2023/2131, 31.2.2024",
        "OJ L, 2023/02131, 11.10.2023",
        "OJ L 194, 19.7.2016, p. \u0661",
        "OJ L 194, 19.7.2016, p. 1" + " " * 200,
    ],
)
def test_malformed(text: str) -> None:
    assert not is_official_journal_reference(text)
    with pytest.raises(IdentifierError, match="is not an Official Journal reference; "):
        parse_official_journal_reference(text)


# References whose parts contradict each other, with the advice that the message gives.
CONTRADICTIONS = {
    "OJ L 9, 1.10.2023, p. 1": (
        "for acts published since 1.10.2023, give the number of the act, as in 'OJ L, 2023/2131, 11.10.2023'"
    ),
    "OJ C 1 I, 12.7.2024, p. 1-3": "for acts published since 1.10.2023, give the number of the act, as in",
    "OJ L, 2023/2131, 30.9.2023": (
        "for acts published before 1.10.2023, give issue and page, as in 'OJ L 194, 19.7.2016, p. 1'"
    ),
    "OJ C, C/2023/1, 11.9.2023": "for acts published before 1.10.2023, give issue and page, as in",
    "OJ L, 2024/1, 31.12.2023": "give an act number from the year of publication or an earlier year, as in",
    "OJ C, C/2025/1, 31.12.2024": "give an act number from the year of publication or an earlier year, as in",
    "OJ L, C/2024/1645, 22.2.2024": "use series C for a number with C/, as in 'OJ C, C/2024/1645, 22.2.2024'",
    "OJ L 194, 31.6.2016, p. 1": "give a day that exists, as in 'OJ L 194, 19.7.2016, p. 1'",
    "OJ L, 2023/2131, 31.2.2024": "give a day that exists, as in 'OJ L, 2023/2131, 11.10.2023'",
    "OJ L 194, 19.7.2016, p. 50-39": "give the lower page first, as in 'OJ L 127, 29.4.2014, p. 39-50'",
    "OJ L 194": "write it like 'OJ L 194, 19.7.2016, p. 1'",
    "OJ L, 2024/1, 1.1.2024, ELI: http://data.europa.eu/eli/x": (
        "give the European Legislation Identifier of the act, as in"
        " 'OJ L, 2023/2131, 11.10.2023, ELI: http://data.europa.eu/eli/reg/2023/2131/oj'"
    ),
    "OJ L 90580, 13.7.2026": "write it like 'OJ L 194, 19.7.2016, p. 1'",
}


@pytest.mark.parametrize(("text", "rule"), CONTRADICTIONS.items())
def test_an_error_says_what_the_parts_contradict(text: str, rule: str) -> None:
    message = re.escape(f"{text!r} is not an Official Journal reference; {rule}")
    assert not is_official_journal_reference(text)
    with pytest.raises(IdentifierError, match=message):
        parse_official_journal_reference(text)
    with pytest.raises(su.RecordError, match=re.escape(rule)):
        su.LegalAct(kind=su.ActKind.DIRECTIVE, title="A directive", oj=text)


def test_references_brought_into_form_keep_the_rules() -> None:
    with pytest.raises(IdentifierError, match=r"since 1\.10\.2023, give the number of the act"):
        su.identifiers.normalise_official_journal_reference("OJ No L 194 of 19/07/2024, p.1")


def test_every_rule_is_kept_by_the_examples_of_the_errors() -> None:
    for rule in CONTRADICTIONS.values():
        if rule.count("'") == 2:
            assert is_official_journal_reference(rule.split("'")[1])


def test_parts() -> None:
    paged = parse_official_journal_reference("OJ C 202 I, 16.6.2020, p. 1")
    assert (paged.series, paged.issue, paged.letter, paged.published) == ("C", 202, "I", date(2020, 6, 16))
    assert (paged.first_page, paged.last_page, paged.act, paged.eli) == (1, None, None, None)
    assert paged.canonical == paged.text
    numbered = parse_official_journal_reference("OJ C, C/2024/1645, 22.2.2024")
    assert (numbered.series, numbered.issue, numbered.act) == ("C", None, "C/2024/1645")
    assert numbered.published == date(2024, 2, 22)
    assert parse_official_journal_reference("OJ 17, 6.10.1958, p. 385").series is None
    eli = "http://data.europa.eu/eli/dec/2023/2135/oj"
    assert eli == parse_official_journal_reference(f"OJ L, 2023/2135, 11.10.2023, ELI: {eli}").eli


days = st.dates(date(1952, 1, 1), date(2023, 9, 30))


@given(st.sampled_from("LCP"), st.integers(1, 9999), days, st.integers(1, 50000), st.integers(0, 49999))
def test_parse_and_format_are_inverse(series: str, issue: int, day: date, first: int, more: int) -> None:
    pages = f"{first}" if more == 0 else f"{first}\u2013{first + more}"
    text = f"OJ {series} {issue}, {day.day}.{day.month}.{day.year}, p. {pages}"
    parts = parse_official_journal_reference(text)
    assert (series, issue, day, first) == (parts.series, parts.issue, parts.published, parts.first_page)
    assert parts.last_page == (first + more if more else None)
    assert parts.canonical == text
    assert parse_official_journal_reference(text.replace("\u2013", "-")).canonical == text


@given(st.text())
def test_any_text_gets_a_verdict(text: str) -> None:
    assert is_official_journal_reference(text) in (True, False)
    assert is_official_journal_reference("OJ " + text) in (True, False)


def test_sorted_by_day_series_and_number() -> None:
    texts = [
        "OJ 17, 6.10.1958, p. 385",
        "OJ C 202 I, 16.6.2020, p. 1",
        "OJ L 172, 17.5.2021, p. 1",
        "OJ L 172, 17.5.2021, p. 79",
        "OJ L, 2023/231, 11.10.2023",
        "OJ L, 2023/2131, 11.10.2023",
    ]
    assert texts == [str(parts) for parts in sorted(map(parse_official_journal_reference, reversed(texts)))]


def test_pages_may_be_one_and_never_go_back() -> None:
    assert parse_official_journal_reference("OJ L 194, 19.7.2016, p. 5-5").last_page == 5
    with pytest.raises(IdentifierError):
        parse_official_journal_reference("OJ L 194, 19.7.2016, p. 5-4")
