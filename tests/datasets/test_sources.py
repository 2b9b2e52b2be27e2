"""The sources of the bundled report: each is used, has an address that lasts, and is not older than its facts."""

import re

import securityunion as su
from securityunion.identifiers import eur_lex_url
from securityunion.queries.remarks.sources import remarks_on_sources

REPORT = su.first_progress_report()


def test_every_dated_fact_has_a_source_that_is_not_older() -> None:
    assert list(remarks_on_sources(REPORT)) == []


def test_no_address_hides_where_it_leads() -> None:
    hidden = re.compile(r"bit\.ly|acortar|tinyurl|t\.co/|utm_|[?&]source=", re.IGNORECASE)
    assert [one.id for one in REPORT.sources if one.url is not None and hidden.search(one.url)] == []
    assert all(one.url is None or one.url.startswith(("https://", "http://")) for one in REPORT.sources)


def test_only_the_two_documents_of_the_day_have_no_address() -> None:
    assert [one.id for one in REPORT.sources if one.url is None] == ["press-release", "infographic"]


def test_an_address_of_eur_lex_names_the_document() -> None:
    numbers = [one for one in REPORT.sources if one.url in {eur_lex_url("52020DC0795"), eur_lex_url("52020DC0797")}]
    assert ["eur-lex-52020dc0795", "eur-lex-52020dc0797"] == sorted(one.id for one in numbers)


def test_the_report_names_its_own_document() -> None:
    document = REPORT.document
    assert document is not None
    assert ("COM(2020) 797 final", "52020DC0797") == (document.reference, document.celex)


def test_the_fifth_money_laundering_directive_has_four_deadlines() -> None:
    duty = su.find(REPORT, "32018L0843").obligations[0]
    found = [(deadline.on.month, deadline.on.day, deadline.provision) for deadline in duty.deadlines]
    of = "of Directive (EU) 2015/849"
    assert found == [(1, 10, None), (3, 10, f"Art. 31 {of}"), (7, 10, f"Art. 12(3) {of}"), (9, 10, f"Art. 32a {of}")]
    # All of them had passed on the day of the report.
    assert su.overdue(REPORT, on=REPORT.published).size == su.Bounds(15, 15)
    between = su.overdue(REPORT, on=REPORT.published.replace(month=2, day=1))
    (late,) = [one for one in between.unknown if one.obligation is duty]
    assert (0, True) == (late.count.at_least, late.days is not None and late.days < 0)


def test_what_the_press_release_says_is_not_lost() -> None:
    finding = {one.id: one.summary for one in REPORT.findings}
    assert "public spaces" in finding["counter-terrorism-agenda"]
    assert "terrorist attacks" in finding["protect-critical-infrastructure"]
    assert "fight and prosecute crime" in finding["action-on-evolving-threats"]
    assert "exchange of information" in finding["implement-agreed-reforms"]
    assert "education" in finding["whole-of-society-reporting"]
    leyen, schinas, johansson = (statement.summary for statement in REPORT.statements)
    assert "No effort is to be spared" in leyen
    assert "insist on implementation" in schinas
    assert "On the day of the report" in johansson
    assert "depend on each other" in (REPORT.strategy.summary or "")
    assert "new elements" in (REPORT.strategy.summary or "")
