"""The sources of the bundled report: each is used, has an address that lasts, and is not older than its facts."""

import re
from urllib.parse import unquote

from documents import strategy_of

import securityunion as su
from securityunion.identifiers import celex_for, eur_lex_url, is_celex
from securityunion.queries.remarks.rule import remarks_by
from securityunion.queries.remarks.sources import RULES

REPORT = su.first_progress_report()


def test_every_dated_fact_has_a_source_that_is_not_older() -> None:
    assert list(remarks_by(RULES, "$", REPORT)) == []


def test_no_address_hides_where_it_leads() -> None:
    hidden = re.compile(r"bit\.ly|acortar|tinyurl|t\.co/|utm_|[?&]source=", re.IGNORECASE)
    assert [one.id for one in REPORT.sources if one.url is not None and hidden.search(one.url)] == []
    assert all(one.url is None or one.url.startswith(("https://", "http://")) for one in REPORT.sources)


def test_only_the_two_documents_of_the_day_have_no_address() -> None:
    assert [one.id for one in REPORT.sources if one.url is None] == ["press-release", "infographic"]


def test_a_document_of_eur_lex_has_the_address_that_its_number_gives() -> None:
    found = 0
    for source in REPORT.sources:
        number = re.fullmatch(r"eur-lex-([0-9]{5}[a-z]{1,2}[0-9]{4})(?:-([0-9]{2}|[0-9]{8}))?", source.id)
        if number is None:  # two sources are pages of the Official Journal, which no number names
            assert source.id in {"eur-lex-oj-l-2017-305", "eur-lex-oj-l-2019-15-18"} or "eur-lex" not in str(source.url)
            continue
        found += 1
        celex, more = number[1].upper(), number[2]
        celex += "" if more is None else f"-{more}" if celex[0] == "0" else f"({more})"
        assert source.url == eur_lex_url(celex) or celex_for(str(source.url)) == celex
    assert found >= 46


def test_an_identifier_in_an_address_is_the_one_that_the_source_names() -> None:
    for source in REPORT.sources:
        address = unquote(source.url or "").upper()
        for pattern, is_one in ((r"[0-9]{5}[A-Z]{1,2}[0-9]{4}", is_celex), (r"20[0-9]{2}/[0-9]{4}\(COD\)", None)):
            named = re.fullmatch(pattern, source.reference or "")
            in_address = [one for one in re.findall(pattern, address) if is_one is None or is_one(one)]
            assert named is None or not in_address or source.reference in in_address, source.id


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
    assert "depend on each other" in (strategy_of(REPORT).summary or "")
    assert "new elements" in (strategy_of(REPORT).summary or "")
