"""Reports as lines of text: never wider than 80 columns, and never a zero for an unknown number."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import attrs
import pytest
from documents import strategy_of
from hypothesis import given
from hypothesis import strategies as st
from strategies import QUICK, days, reports

import securityunion as su
from securityunion.datasets.template import template
from securityunion.views.detail_pages import initiative_page, obligation_page, strategy_page
from securityunion.views.list_columns import Listing, columns_for
from securityunion.views.text import (
    listing_lines,
    obligation_lines,
    overdue_lines,
    page_lines,
    scoreboard_lines,
    state_lines,
)

FIRST = su.first_progress_report()
AT, BE, DK, GR, PT = (su.MemberState(code) for code in ("AT", "BE", "DK", "GR", "PT"))


def everything(report: su.ProgressReport, state: su.MemberState, day: date) -> Iterator[str]:
    yield from scoreboard_lines(report)
    yield from initiative_lines(report.initiatives)
    yield from state_lines(report, state, lambda _: True)
    yield from overdue_lines(report, day, None, lambda _: True)
    yield from overdue_lines(report, day, state, lambda _: True)
    yield from obligation_lines(report, lambda _: True)
    if report.strategy is not None:
        yield from page_lines(strategy_page(report.strategy))
    for initiative in report.initiatives:
        yield from page_lines(initiative_page(initiative))
    for obligation in su.obligations(report):
        yield from page_lines(obligation_page(obligation))


def initiative_lines(initiatives: Sequence[su.Initiative]) -> Iterator[str]:
    return listing_lines(Listing("initiatives", columns_for(initiatives), initiatives))


def with_obligations(*obligations: su.Obligation) -> su.ProgressReport:
    """Return a report of two priorities, the first with these obligations and the second without any."""
    initiatives = tuple(
        su.Initiative(
            id=f"i-{number}",
            title=f"Title {number}",
            priority="one",
            kind=su.InitiativeKind.ACT,
            stage=su.Stage.PENDING_TRANSPOSITION,
            obligations=(attrs.evolve(obligation, id=f"o-{number}", initiative=f"i-{number}"),),
        )
        for number, obligation in enumerate(obligations)
    )
    strategy = su.Strategy(
        id="s", title="S", priorities=(su.Priority(id="one", title="One"), su.Priority(id="two", title="Two"))
    )
    return su.ProgressReport(
        id="r",
        title="R",
        published=date(2020, 12, 9),
        strategy=strategy,
        initiatives=initiatives,
        complete=(su.Part.INITIATIVES, su.Part.OBLIGATIONS),
    )


def transposition(**known: Any) -> su.Obligation:
    nothing_more = su.Obligation(id="o", initiative="i", duty=su.Duty.TRANSPOSE)
    return attrs.evolve(nothing_more, **known)


def row(report: su.ProgressReport, label: str) -> list[str]:
    (line,) = (line for line in scoreboard_lines(report) if line.startswith(label))
    return line.removeprefix(label).split()


@QUICK
@given(reports(), st.sampled_from(su.MemberState), days())
def test_no_line_is_wider_than_the_terminal(report: su.ProgressReport, state: su.MemberState, day: date) -> None:
    for line in everything(report, state, day):
        assert len(line) <= 80, line


def test_nothing_in_a_document_tells_the_terminal_what_to_do() -> None:
    awkward = "a\n\t\u2028\u2029\u200b\ufeff\ue000 end"
    report = with_obligations(transposition())
    strategy = attrs.evolve(
        strategy_of(report),
        title=awkward,
        priorities=tuple(attrs.evolve(one, title=awkward) for one in report.priorities),
    )
    initiatives = tuple(attrs.evolve(one, title=awkward) for one in report.initiatives)
    report = attrs.evolve(report, title=awkward, strategy=strategy, initiatives=initiatives)
    for line in everything(report, PT, report.published):
        told = [character for character in line if unicodedata.category(character) in {"Cc", "Zl", "Zp"}]
        assert [] == told, line


@pytest.mark.thorough
def test_the_bundled_report_and_the_template_in_80_columns() -> None:
    for report in (FIRST, template()):
        for state in su.MemberState:
            lines = list(everything(report, state, report.published))
            assert max(map(len, lines)) <= 80
            assert all(line == line.rstrip() for line in lines)


def test_the_scoreboard_of_the_bundled_report() -> None:
    lines = list(scoreboard_lines(FIRST))
    assert FIRST.title == lines[0]
    assert "covering 2019-10 to 2020-12" in lines[1]
    assert ["1", "2", "3", "4", "all"] == row(FIRST, "41 initiatives")
    assert ["5", "5", "6", "4", "20"] == row(FIRST, "  adopted by Commission")
    assert ["3", "2", "0", "1", "6"] == row(FIRST, "  under negotiation")
    assert ["1", "2", "11", "1", "15"] == row(FIRST, "  pending transposition")
    assert ["3", "29", "112", "1", "145"] == row(FIRST, "Outstanding transpositions")
    for priority in FIRST.priorities:
        assert any(priority.title in line for line in lines)
        assert any(line.endswith(priority.id) for line in lines)
    assert not any("notifications" in line for line in lines)


@pytest.mark.parametrize(
    ("obligations", "cell"),
    [
        ([transposition()], "unknown"),
        ([transposition(), transposition(outstanding=su.StateGroup(count=3))], "3+"),
        ([transposition(outstanding=su.StateGroup(named=(AT,)))], "1+"),
        ([transposition(outstanding=su.StateGroup(scope=(AT, BE)))], "0-2"),
        ([transposition(outstanding=su.StateGroup(scope=(AT, BE), count=1))], "1"),
        ([transposition(outstanding=su.StateGroup.exactly([]))], "0"),
        ([transposition(bound=su.StateGroup(count=26))], "0-26"),
    ],
)
def test_what_is_not_known_is_no_zero(obligations: list[su.Obligation], cell: str) -> None:
    assert [cell, "0", cell] == row(with_obligations(*obligations), "Outstanding transpositions")


def test_a_sum_over_a_list_that_is_not_whole_is_a_lower_limit() -> None:
    without = attrs.evolve(su.find(FIRST, "nis"), obligations=())
    initiatives = tuple(without if one.id == "nis" else one for one in FIRST.initiatives)
    part = attrs.evolve(FIRST, initiatives=initiatives)
    # The obligation of one initiative is missing, so nothing is certain about its priority or about the total.
    assert ["unknown", "29", "112", "1", "142+"] == row(part, "Outstanding transpositions")
    text = " ".join(scoreboard_lines(part))
    assert "142+ means at least 142." in text
    assert "It may count Member States for further obligations" in text
    (where,) = [line for line in state_lines(part, PT, lambda _: True) if line.startswith("Portugal")]
    assert "Portugal (PT) on 2020-12-09: at least 0 outstanding (14 obligations listed)" == where
    assert "Not listed: unknown" in list(state_lines(part, PT, lambda _: True))
    overdue = next(overdue_lines(part, part.published, None, lambda _: True))
    assert "Overdue on 2020-12-09: at least 14 (14 obligations listed)" == overdue


def test_a_report_that_is_not_declared_whole_has_no_exact_number() -> None:
    silent = attrs.evolve(FIRST, initiatives=(), findings=(), complete=())
    lines = list(scoreboard_lines(silent))
    assert ["1", "2", "3", "4", "all"] == row(silent, "at least 0 initiatives")
    assert "It may count Member States for further obligations" in " ".join(lines)
    portugal = next(state_lines(silent, PT, lambda _: True))
    assert "Portugal (PT) on 2020-12-09: at least 0 outstanding (0 obligations listed)" == portugal
    open_counts = attrs.evolve(FIRST, complete=())
    assert ["5+", "5+", "6+", "4+", "20+"] == row(open_counts, "  adopted by Commission")


def test_each_duty_has_its_row_in_their_order() -> None:
    one_each = [attrs.evolve(transposition(), duty=duty) for duty in reversed(su.Duty)]
    lines = [line.split("  ")[0] for line in scoreboard_lines(with_obligations(*one_each))]
    nouns = "transpositions notifications applications designations reports implementations"
    expected = [f"Outstanding {noun}" for noun in nouns.split()]
    assert expected == [line for line in lines if line.startswith("Outstanding ")]


def test_columns_do_not_touch() -> None:
    scoped = transposition(outstanding=su.StateGroup(scope=su.member_states(on=date(2020, 12, 9))))
    assert ["0-1080", "0", "0-1080"] == row(with_obligations(*[scoped] * 40), "Outstanding transpositions")
    some = transposition(outstanding=attrs.evolve(scoped.outstanding, named=(AT, BE, DK)))
    assert ["600-5400", "0", "600-5400"] == row(with_obligations(*[some] * 200), "Outstanding transpositions")
    for line in scoreboard_lines(with_obligations(*[some] * 200)):
        assert len(line) <= 80


def test_more_priorities_than_fit_abreast_make_more_tables() -> None:
    many = tuple(su.Priority(id=f"p-{number}", title=f"P {number}") for number in range(1, 16))
    last = attrs.evolve(with_obligations(transposition()).initiatives[0], priority="p-15")
    report = attrs.evolve(
        with_obligations(),
        strategy=attrs.evolve(strategy_of(FIRST), priorities=many, document=None, links=(), sources=()),
    )
    report = attrs.evolve(report, initiatives=(last,))
    lines = list(scoreboard_lines(report))
    headings = [line.split()[2:] for line in lines if line.startswith("1 initiative ")]
    assert [*map(str, range(1, 16))] == [cell for heading in headings for cell in heading if cell != "all"]
    assert [6, 6, 6] == [len(heading) for heading in headings]
    assert ["unknown"] * 3 == [line.split()[-1] for line in lines if line.startswith("Outstanding ")]


def test_an_empty_report() -> None:
    report = attrs.evolve(with_obligations(), strategy=su.Strategy(id="s", title="S"))
    lines = list(scoreboard_lines(report))
    assert "0 priorities" in lines
    assert ["all"] == row(report, "0 initiatives")
    assert "The report lists no obligations of Member States." == lines[-1]
    assert ["initiatives"] == list(initiative_lines([]))


def test_member_states_stand_with_the_codes_of_the_union() -> None:
    report = with_obligations(transposition(outstanding=su.StateGroup(named=(GR, AT), count=3)))
    assert "AT, EL" in " ".join(scoreboard_lines(report))
    assert any("3 Member States, including AT, EL" in line for line in obligation_lines(report, lambda _: True))
    assert next(state_lines(report, GR, lambda _: True)).startswith("Greece (EL) on 2020-12-09: 1 of 1 obligation ")


def test_whom_records_name_is_named() -> None:
    late = su.ComplianceRecord(state=AT, status=su.ComplianceStatus.NOT_COMMUNICATED)
    report = with_obligations(transposition(records=(late,)))
    (line,) = (line for line in obligation_lines(report, lambda _: True) if "Title 0" in line)
    assert "none named" not in line
    assert "AT" in line
    assert "at least 1 Member State" in line


def test_what_an_initiative_says() -> None:
    (proposal, directive) = template().initiatives
    assert [
        "initiatives",
        f"  {proposal.title}",
        "    Id: example-proposal; Kind: proposal; Stage: under negotiation; Positions:",
        "    Council (adopted), European Parliament (awaited); Acts: none listed;",
        "    Obligations: none",
    ] == list(initiative_lines([proposal]))
    assert [
        "initiatives",
        f"  {directive.title}",
        "    Id: example-directive; Kind: act; Stage: pending transposition; Positions:",
        "    none noted; Acts: 32018L0001; Obligations: 1",
    ] == list(initiative_lines([directive]))
    both = attrs.evolve(directive, acts=directive.acts * 2, obligations=())
    assert "Acts: 32018L0001, 32018L0001" in " ".join(line.strip() for line in initiative_lines([both]))
    (count,) = (line for line in obligation_lines(template(), lambda _: True) if "Outstanding in:" in line)
    assert "    Deadline: 2020-01-22 (EXAMPLE: Art. 20(1)); Outstanding in: 3 Member States," == count


def test_what_is_known_of_one_member_state() -> None:
    report = with_obligations(
        transposition(outstanding=su.StateGroup(named=(PT,))),
        transposition(outstanding=su.StateGroup(count=3)),
        transposition(outstanding=su.StateGroup(excluded=(PT,))),
    )
    lines = list(state_lines(report, PT, lambda _: True))
    assert "Portugal (PT) on 2020-12-09: at least 1, at most 2 of 3 obligations outstanding" == lines[0]
    labels = [line for line in lines if re.fullmatch(r"[A-Z].*: [0-9]+", line)]
    assert ["Yes: 1", "Unknown: 1", "No: 1"] == labels
    assert ["Title 0", "Title 1", "Title 2"] == re.findall(r"Title [0-9]", " ".join(lines))
    among = list(state_lines(report, PT, lambda obligation: obligation.id == "o-1"))
    assert "Portugal (PT) on 2020-12-09: at least 0, at most 1 of 1 obligation outstanding" == among[0]
    nothing = list(state_lines(report, PT, lambda _: False))
    assert "Portugal (PT) on 2020-12-09: 0 of 0 obligations outstanding" == nothing[0]


def test_what_was_overdue() -> None:
    late = attrs.evolve(
        transposition(outstanding=su.StateGroup(count=3)), deadlines=(su.Deadline(on=date(2020, 12, 8)),)
    )
    today = attrs.evolve(late, deadlines=(su.Deadline(on=date(2020, 12, 9)),))
    report = with_obligations(today, late, transposition())

    def listed(day: date, state: su.MemberState | None = None) -> list[str]:
        lines = list(overdue_lines(report, day, state, lambda _: True))
        return [line for line in lines if re.fullmatch(r"(Overdue|Yes|Unknown|No).*", line)]

    assert [
        "Overdue on 2020-12-09: at least 1, at most 2 of 3 obligations",
        "Yes: 1",
        "Unknown: 1",
        "No: 1",
    ] == listed(date(2020, 12, 9))
    assert [
        "Overdue on 2020-12-09 in Portugal (PT): at least 0, at most 2 of 3 obligations",
        "Yes: 0",
        "Unknown: 2",
        "No: 1",
    ] == listed(date(2020, 12, 9), PT)
    cells = [
        re.split(r" {2,}", line.strip()) for line in overdue_lines(report, date(2020, 12, 9), None, lambda _: True)
    ]
    assert ["Title 1", "2020-12-08", "1", "3 Member States, none named", "none known"] in cells
    assert ["Title 0", "2020-12-09", "deadline not passed", "0 Member States", "all but UK"] in cells
    assert ["Deadline: unknown; Days overdue: unknown; Late: at least 0, at most 27"] in cells


def test_obligations_with_deadline_and_count() -> None:
    lines = list(obligation_lines(FIRST, lambda _: True))
    assert "15 of 15 obligations of Member States, as of 2020-12-09" == lines[0]
    place = lines.index("  Directive on combating child sexual abuse")
    assert "    Deadline: 2013-12-18; Outstanding in: 25 Member States" == lines[place + 1]
    assert "The report does not name any Member State with an obligation outstanding." == lines[-1]
    assert ["0 of 15 obligations of Member States, as of 2020-12-09"] == list(obligation_lines(FIRST, lambda _: False))
    report = with_obligations(
        transposition(outstanding=su.StateGroup(named=(GR,), count=3), deadlines=(su.Deadline(on=date(2020, 1, 2)),)),
        transposition(),
    )
    assert [
        "2 of 2 obligations of Member States, as of 2020-12-09",
        "  Initiative  Deadline    Outstanding in",
        "  Title 0     2020-01-02  3 Member States, including EL",
        "  Title 1     unknown     unknown",
        "",
        "Of the Member States with an obligation outstanding, the report names EL.",
    ] == list(obligation_lines(report, lambda _: True))


def test_one_initiative_in_the_words_of_its_page() -> None:
    for initiative in FIRST.initiatives:
        page = initiative_page(initiative)
        told = "".join("".join(page_lines(page)).split())  # a line may end at a hyphen
        texts = [text for fact in page.facts for text in fact]
        for part in (*page.lists, *(each for inner in page.inner for each in inner.lists)):
            texts += [part.caption, *part.kind.columns[1:]]
            texts += [cell for item in part.items for cell in part.kind.row(item)]
        assert [] == [text for text in texts if "".join(text.split()) not in told]


def test_what_an_initiative_holds_stands_in_columns_or_below_each_other() -> None:
    etias = su.find(FIRST, "etias")
    lines = list(page_lines(initiative_page(etias)))
    assert "  Positions      Council (adopted), European Parliament (awaited)" in lines
    assert "    Kind: proposal; Title: unknown; Published: 2019-01-07" in lines
    place = lines.index("Procedure 2019/0001(COD)")
    assert [
        "",
        "Procedure 2019/0001(COD)",
        "  Events complete until  2021-02-11",
        "  Split into             2019/0001A(COD), 2019/0001B(COD)",
        "",
        "3 events",
        "  Event                Day         By",
        "  proposal             2019-01-07  Commission",
        "  negotiating mandate  2019-05-22  Council",
        "  split                2021-02-11  European Parliament",
        "",
    ] == lines[place - 1 : place + 10]


def test_columns_are_as_wide_as_the_terminal_and_no_wider() -> None:
    def listed(width: int) -> list[str]:
        obligation = su.Obligation(id="o", initiative="i", duty=su.Duty.APPLY)
        title = "T" * width
        report = with_obligations(obligation)
        initiatives = (attrs.evolve(report.initiatives[0], title=title),)
        return list(obligation_lines(attrs.evolve(report, initiatives=initiatives), lambda _: True))

    widest = 80 - len("    Deadline  Outstanding in")
    assert 80 == len(listed(widest)[1])
    assert listed(widest)[1].endswith("  Deadline  Outstanding in")
    assert "  " + "T" * (widest + 1) == listed(widest + 1)[1]


def test_it_is_said_who_was_no_member_and_whom_an_act_does_not_bind() -> None:
    report = su.first_progress_report()
    britain = list(overdue_lines(report, report.published, su.MemberState.GB, lambda _: True))
    left = ["UK was not a Member State on 2020-12-09. It was a Member State from 1973-01-01", "to 2020-01-31."]
    assert left == britain[1:3]
    denmark = " ".join(line.strip() for line in state_lines(report, su.MemberState.DK, lambda _: True))
    assert denmark.count("Binds Denmark: no") == 8
    later = list(state_lines(attrs.evolve(report, published=date(2012, 1, 1)), su.MemberState.HR, lambda _: True))
    assert "HR was not a Member State on 2012-01-01. It joined on 2013-07-01." in later
