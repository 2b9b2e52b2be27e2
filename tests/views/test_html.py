"""`securityunion.views.html`: what notebooks show."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from html.parser import HTMLParser
from typing import Any

import attrs
import pytest
from documents import strategy_of
from hypothesis import given
from strategies import QUICK, reports

import securityunion as su
from securityunion._util.containers import ResultDict, ResultTuple
from securityunion.tables.columns import rows_of
from securityunion.views.html.markup import element, written
from securityunion.views.labels import UNKNOWN

FIRST = su.first_progress_report()
TABLES = {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
ALLOWED = TABLES | {"div", "p", "strong", "em", "br", "span", "details", "summary", "wbr"}


class Seen(HTMLParser):
    """The tags and texts of a page, and whether all tags are closed in the correct order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.update(name for name, _ in attrs)
        if tag not in {"br", "wbr"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.open.pop()

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def cells(page: str) -> list[str]:
    """Return the text of every cell of the tables of a page."""
    return [re.sub("<[^>]+>", "", cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", page)]


def shown(thing: Any) -> str:
    page: str = thing._repr_html_()
    seen = Seen(page)
    assert seen.open == []
    assert set(seen.tags) <= ALLOWED
    assert seen.attributes <= {"lang", "scope", "style", "colspan", "cellpadding"}
    assert page.startswith('<div lang="en">')
    assert page.count('<table cellpadding="4"><caption>') == page.count("<table")  # keeps cells apart without styles
    return page


EVERYTHING = [
    FIRST,
    strategy_of(FIRST),
    *FIRST.initiatives,
    *su.obligations(FIRST),
    su.obligations(FIRST, state="PT"),
    su.overdue(FIRST, on=FIRST.published),
    su.overdue(FIRST, on=date(2017, 1, 1)),
    su.awaiting(FIRST, "council"),
    su.initiatives(FIRST),
    su.obligations(FIRST),
    su.findings(FIRST),
    su.most_outstanding(FIRST),
    su.outstanding_by_state(FIRST),
    su.stage_counts(FIRST),
    su.initiatives(FIRST, text="no such thing"),
    su.overdue(FIRST, on=FIRST.published).yes[2].late,
    su.Answer(yes=(1, "two")),
    su.changes(FIRST, attrs.evolve(FIRST, initiatives=FIRST.initiatives[9:], findings=())),
    su.check(FIRST),
    su.infringements(FIRST),
    su.infringements(FIRST, open_on=FIRST.published),
    *(procedure for one in FIRST.initiatives for procedure in one.procedures),
    *(act for one in FIRST.initiatives for act in one.acts),
    ResultTuple(FIRST.priorities),
    *(su.table(FIRST, kind) for kind in su.TableKind),
    su.table((), "obligations"),
]


@pytest.mark.parametrize("thing", EVERYTHING, ids=lambda thing: type(thing).__name__)
def test_it_is_sound_and_the_same_each_time(thing: Any) -> None:
    assert shown(thing) == shown(thing)


def test_the_report_shows_the_scoreboard_and_is_small() -> None:
    page = shown(FIRST)
    assert len(page.encode()) < 15_000
    found = cells(page)
    rows = [found[start : start + 6] for start in range(0, 36, 6)]
    assert rows == [
        [
            "Priority",
            "adopted by Commission",
            "under negotiation",
            "pending transposition",
            "initiatives",
            "outstanding transpositions",
        ],
        ["A future-proof security environment", "5", "3", "1", "9", "3"],
        ["Tackling evolving threats", "5", "2", "2", "9", "29"],
        ["Protecting Europeans from terrorism and organised crime", "6", "0", "11", "17", "112"],
        ["A strong European security eco-system", "4", "1", "1", "6", "1"],
        ["All", "20", "6", "15", "41", "145"],
    ]
    for initiative in FIRST.initiatives:
        assert initiative.title.replace("&", "&amp;") in page
    assert "The report does not name any Member State with an obligation outstanding." in page


def test_its_list_does_not_repeat_that_nobody_is_named() -> None:
    assert "none named" not in shown(FIRST)
    assert ["2018-05-09", "3 Member States"] == cells(shown(FIRST))[40:42]
    nis = su.find(FIRST, "nis")
    late = su.ComplianceRecord(state=su.MemberState.GR, status=su.ComplianceStatus.NOT_COMMUNICATED)
    known = attrs.evolve(nis, obligations=(attrs.evolve(nis.obligations[0], records=(late,)),))
    initiatives = tuple(known if one is nis else one for one in FIRST.initiatives)
    page = shown(attrs.evolve(FIRST, initiatives=initiatives))
    assert "Of the Member States with an obligation outstanding, the report names EL." in page
    assert "3 Member States, including EL" in cells(page)
    assert page.count("none named") == 14
    assert "3 Member States, none named" in shown(nis)
    silent = attrs.evolve(nis.obligations[0], outstanding=su.StateGroup(), bound=su.StateGroup(), deadlines=())
    initiatives = tuple(attrs.evolve(nis, obligations=(silent,)) if one is nis else one for one in FIRST.initiatives)
    found = cells(shown(attrs.evolve(FIRST, initiatives=initiatives)))
    assert [nis.title, "unknown", "unknown"] == found[found.index(nis.title) :][:3]


def test_a_report_of_nothing_is_shown() -> None:
    empty = attrs.evolve(FIRST, initiatives=(), findings=())
    page = shown(empty)
    assert "The report lists no obligations of Member States." in page
    assert cells(page)[:2] == ["Priority", "initiatives"]


def test_unknown_is_neither_none_nor_zero() -> None:
    unknown = su.Obligation(id="x", initiative="x", duty=su.Duty.APPLY)
    none = attrs.evolve(
        unknown, outstanding=su.StateGroup.exactly(()), deadlines=(su.Deadline(on=date(2020, 1, 1)),), act="32016L1148"
    )
    before = dict(zip(*[iter(cells(shown(unknown)))] * 2, strict=True))
    after = dict(zip(*[iter(cells(shown(none)))] * 2, strict=True))
    assert before["Deadline"] == before["Act"] == before["Bound"] == before["Outstanding in"] == "unknown"
    assert "<em>unknown</em>" in shown(unknown)
    assert after["Outstanding in"] == "0 Member States"
    # Without a report, the page lists only the States that the record mentions.
    nobody = {before[f"Outstanding: {part}"] for part in ("yes", "unknown", "no")}
    assert nobody == {"none known"} == {after[f"Outstanding: {part}"] for part in ("yes", "unknown", "no")}


def test_who_is_named_and_who_is_not_is_shown() -> None:
    group = su.StateGroup(named=(su.MemberState.GR,), excluded=(su.MemberState.DK,), count=3)
    page = shown(su.Obligation(id="x", initiative="x", duty=su.Duty.APPLY, bound=group, outstanding=group))
    assert "3; named: EL; not: DK" in page
    assert "3 Member States, including EL" in page


def test_an_answer_shows_its_three_parts() -> None:
    page = shown(su.awaiting(FIRST, "european-parliament"))
    assert "at least 3, at most 5 of 7" in page
    assert "Yes: 3" in page
    assert "Unknown: 2" in page
    assert "No: 2" in page
    assert "Not listed" not in page
    part = shown(su.awaiting(attrs.evolve(FIRST, complete=()), "european-parliament"))
    assert "at least 3, of 7 listed" in part
    assert "Not listed: unknown" in part
    assert cells(page)[8:14] == [
        "e-evidence",
        "proposal",
        "under negotiation",
        "Council (adopted), European Parliament (awaited)",
        "32023R1543, 32023L1544",
        "none",
    ]


def test_overdue_shows_days_or_that_they_are_not_known() -> None:
    some = su.find(FIRST, "nis")
    late = attrs.evolve(some, obligations=(attrs.evolve(some.obligations[0], deadlines=()),))
    report = attrs.evolve(
        FIRST, initiatives=(*(one for one in FIRST.initiatives if one.id == "pnr"), late), findings=()
    )
    found = cells(shown(su.overdue(report, on=FIRST.published)))
    assert found[5:8] == ["EU Passenger Name Record Directive", "2018-05-25", "929"]
    assert found[15:18] == ["The Directive on security of network and information systems", "unknown", "unknown"]
    assert "deadline not passed" in cells(shown(su.overdue(report, on=date(2018, 5, 25))))


def test_long_parts_fold_and_short_ones_do_not() -> None:
    assert "<details><summary>41 initiatives</summary>" in shown(su.initiatives(FIRST))
    assert "<details>" not in shown(su.most_outstanding(FIRST, limit=10))
    assert "<caption>10 obligations</caption>" in shown(su.most_outstanding(FIRST, limit=10))


def rows(page: str, width: int) -> list[list[str]]:
    """Return the rows of the only table of a page, headers first."""
    assert page.count("<table") == 1
    found = cells(page)
    return [found[start : start + width] for start in range(0, len(found), width)]


def test_slices_and_parts_are_tables() -> None:
    assert "<caption>5 obligations</caption>" in shown(su.most_outstanding(FIRST)[:5])
    assert "15 obligations" in shown(su.overdue(FIRST, on=FIRST.published).yes)
    assert "<caption>2 initiatives</caption>" in shown(su.awaiting(FIRST, "european-parliament").unknown)
    assert "<caption>1 Member State</caption>" in shown(su.overdue(FIRST, on=FIRST.published).yes[2].late.no)


def test_remarks_are_a_table() -> None:
    odd = su.check(FIRST)
    header, *told = rows(shown(odd), 3)
    assert ["Path", "Code", "Explanation"] == header
    assert [[one.path, one.code.value, one.explanation] for one in odd] == told
    assert told


def test_acts_procedures_and_priorities_have_rows_and_pages_of_their_own() -> None:
    etias, nis = su.find(FIRST, "etias"), su.find(FIRST, "nis")
    assert ["2019/0001(COD)", "3", "2021-02-11"] == rows(shown(ResultTuple(etias.procedures)), 3)[1]
    assert ["32016L1148", "directive"] == rows(shown(ResultTuple(nis.acts)), 5)[1][:2]
    first = FIRST.priorities[0]
    assert [first.title, first.id, first.summary] == rows(shown(ResultTuple([first])), 4)[1][:3]
    split = ["Events complete until", "2021-02-11", "Split into", "2019/0001A(COD), 2019/0001B(COD)", "Event"]
    assert split == cells(shown(etias.procedures[0]))[:5]
    act = dict(rows(shown(nis.acts[0]), 2))
    assert ("2016-08-08", "2024-10-17", "32022L2555") == (
        act["In force from"],
        act["Last day in force"],
        act["Repealed by"],
    )
    assert "Partly replaced by" not in act


def test_the_end_of_an_act_is_told_as_far_as_it_is_known() -> None:
    act = su.LegalAct(kind=su.ActKind.REGULATION)
    assert "Regulation, title unknown" in shown(act)
    for known, told in (
        ({}, "unknown"),
        ({"known_until": date(2020, 12, 9)}, "none as of 2020-12-09"),
        ({"known_until": date(2020, 12, 9), "repealed_by": "32022L2555"}, "unknown"),
        ({"ends": date(2024, 10, 17)}, "2024-10-17"),
    ):
        assert told == dict(rows(shown(attrs.evolve(act, **known)), 2))["Last day in force"]


def test_infringement_procedures_have_rows() -> None:
    header, first, *_ = rows(shown(su.infringements(FIRST)), 6)
    assert ["Member State", "Case", "Steps", "Steps complete until", "Obligation", "Initiative"] == header
    assert ["attacks-is-transposition", su.find(FIRST, "attacks-is").title] == first[4:]
    assert "Belgium" == first[0]
    assert "reasoned opinion: day unknown" == first[2]
    step = su.InfringementEvent(step=su.InfringementStep.REFERRAL_TO_THE_COURT)
    unknown = su.InfringementProcedure(state=su.MemberState.SI, events=(step,))
    told = ["Slovenia", "unknown", "referral to the Court: day unknown", "unknown"]
    assert told == rows(shown(ResultTuple([unknown])), 4)[1]
    assert "1 infringement procedure" in shown(
        su.Obligation(id="x", initiative="x", duty=su.Duty.APPLY, infringements=(unknown,))
    )


def test_things_of_several_kinds_are_each_told_as_text() -> None:
    assert [["Value"], [str(FIRST)], ["5"]] == [
        [*map(unescape, row)] for row in rows(shown(ResultTuple([FIRST, 5])), 1)
    ]


def many(initiatives: int, priorities: int = 4) -> su.ProgressReport:
    """Return a report that repeats the bundled initiatives under the given number of priorities."""
    strands = tuple(su.Priority(id=f"p-{number}", title=f"Strand {number}") for number in range(priorities))
    listed = []
    for number in range(initiatives):
        one = FIRST.initiatives[number % len(FIRST.initiatives)]
        name = f"i-{number}"
        obligations = tuple(attrs.evolve(each, id=f"o-{number}", initiative=name) for each in one.obligations)
        listed.append(attrs.evolve(one, id=name, obligations=obligations, priority=f"p-{number % priorities}"))
    strategy = attrs.evolve(strategy_of(FIRST), priorities=strands)
    return attrs.evolve(FIRST, initiatives=tuple(listed), findings=(), strategy=strategy)


def test_a_report_of_any_size_has_a_page_of_bounded_size() -> None:
    report = many(2000)
    page = shown(report)
    assert len(page.encode()) < 120_000
    assert page.count("and 400 more") == 4
    assert "731 obligations of Member States" in page
    assert "and 631 more" in page
    assert ["All", "976", "293", "731", "2000"] == cells(page)[30:35]
    every = shown(su.initiatives(report))
    assert "<summary>2000 initiatives</summary>" in every
    assert "and 1900 more" in every
    assert 7 + 100 * 7 + 1 == len(cells(every))
    assert "and 631 more" in shown(su.overdue(report, on=report.published))


def test_priorities_and_procedures_are_bounded_too() -> None:
    report = many(240, priorities=120)
    page = shown(report)
    assert "and 20 more priorities, included in the row above" in page
    assert page.endswith("<p>and 100 more priorities</p></div>")
    assert page.count("<details>") == 1 + 20
    procedures = su.find(FIRST, "tco").procedures
    package = attrs.evolve(FIRST.initiatives[0], procedures=procedures[:1] * 21)
    page = shown(package)
    assert page.endswith("<p>and 1 more procedure</p></div>")
    assert page.count("<summary>Procedure") == 20
    assert "more procedure" not in shown(attrs.evolve(package, procedures=procedures[:1] * 20))


def test_a_hundred_rows_are_shown_in_full() -> None:
    assert "more" not in shown(su.initiatives(many(100)))
    assert "and 1 more<" in shown(su.initiatives(many(101)))
    states = {f"key-{number}": number for number in range(101)}
    assert "and 1 more<" in shown(ResultDict(states))


def test_a_long_list_in_a_cell_says_how_many_there_are_more() -> None:
    named = tuple(f"i-{number}" for number in range(40))
    finding = su.Finding(id="x", kind=su.FindingKind.PROGRESS_MADE, summary="Much.", initiatives=named)
    assert f"{', '.join(named[:30])}, and 10 more" in cells(shown(ResultTuple([finding])))


def test_a_step_that_no_institution_took_alone_is_not_called_unknown() -> None:
    found = cells(shown(su.find(FIRST, "tco")))
    place = found.index("signature")
    assert ["signature", "2021-04-29", "several institutions, or not recorded"] == found[place : place + 3]


def test_a_table_shows_its_first_rows_and_columns() -> None:
    page = shown(su.table(FIRST, "obligations"))
    assert "<caption>Obligations of first-progress-report, 2020-12-09: 15 rows, 79 columns</caption>" in page
    found = cells(page)
    first = "obligation initiative act duty first_deadline last_deadline outstanding_count outstanding_words"
    first = f"{first} outstanding_at_least outstanding_at_most"
    states = [f"outstanding_{state}" for state in list(su.MemberState)[:2]]
    assert [*first.split(), *states] == found[:12]
    assert ["nis-transposition", "nis"] == found[12:14]
    assert ["null"] * 2 == found[22:24]
    assert "<span>outstanding_<wbr>at_<wbr>least</span>" in page  # a long header may break
    assert 12 + 10 * 12 == len(found)
    several = cells(shown(su.table((FIRST, attrs.evolve(FIRST, id="again")), "obligations")))
    assert ["report", "published", *first.split()] == several[:12]
    more = "5 more rows and 65 more columns."
    below = f"{more} <em>null</em> means unknown, unless the description of the column says otherwise."
    assert page.endswith(f"<p>{below}</p></div>")
    assert len(page.encode()) < 15_000


def test_a_table_shows_lists_and_days() -> None:
    findings = shown(su.table(FIRST, "findings"))
    assert "none recorded" in cells(findings)
    assert "<p>13 more rows and 2 more columns. <em>null</em>" in findings
    events = cells(shown(su.table(FIRST, "events")))
    assert ["signature", "2021-04-29", "null"] == events[events.index("signature") :][:3]


def test_of_a_table_no_more_rows_are_made_than_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    def counting(kind: su.TableKind, report: su.ProgressReport) -> Iterator[Any]:
        for row in rows_of(kind, report):
            made.append(row)
            yield row

    monkeypatch.setattr("securityunion.tables.table.rows_of", counting)
    shown(su.table((FIRST, attrs.evolve(FIRST, id="again")), "initiatives"))
    assert 10 == len(made)


def test_a_table_of_several_reports_names_each_in_its_rows() -> None:
    again = attrs.evolve(FIRST, id="again")
    page = shown(su.table((FIRST, again), "events"))
    assert "<caption>Events: 250 rows, 8 columns</caption>" in page
    assert ["report", "initiative"] == cells(page)[:2]
    assert "first-progress-report" == cells(page)[8]
    empty = shown(su.table((), "compliance-records"))
    assert "<caption>Compliance records: 0 rows, 8 columns</caption>" in empty
    assert "<p><em>null</em> means unknown," in empty


def test_counts_of_member_states_and_stages() -> None:
    page = shown(su.outstanding_by_state(FIRST))
    assert ["Denmark (DK)", "at least 0, at most 7"] == cells(page)[14:16]
    assert "<caption>27 Member States</caption>" in page
    assert cells(shown(su.stage_counts(FIRST)))[4:8] == ["future-proof-environment", "5", "3", "1"]


def test_counts_of_nothing_and_of_anything() -> None:
    assert [["Key", "Value"], ["a", "1"]] == rows(shown(ResultDict({"a": 1})), 2)
    assert "<caption>1 value</caption>" in shown(ResultDict({"a": 1}))
    nothing = attrs.evolve(FIRST, initiatives=(), findings=(), strategy=attrs.evolve(strategy_of(FIRST), priorities=()))
    assert '<div lang="en"><p>none</p></div>' == shown(su.stage_counts(nothing))
    planned, uneven = {su.Stage.PLANNED: 1}, {"a": {su.Stage.PLANNED: 1}, "b": {su.Stage.ADOPTED: 1}}
    assert [["Priority (id)", "planned"], ["a", "1"]] == rows(shown(ResultDict({"a": planned})), 2)
    for odd in (uneven, {"a": planned, "b": 1}, {"a": {"x": 1}}, {"a": 1, "b": planned}):
        assert [str(value) for value in odd.values()] == [
            unescape(value) for _, value in rows(shown(ResultDict(odd)), 2)[1:]
        ]


def test_ids_say_that_they_are_ids() -> None:
    assert "Priority (id)" == cells(shown(su.stage_counts(FIRST)))[0]
    assert ["Priority (id)", "security-ecosystem"] == cells(shown(su.find(FIRST, "pnr")))[2:4]


def test_findings_say_what_the_source_gives_no_day_for() -> None:
    header, *told = rows(shown(su.findings(FIRST)), 8)
    expected = [
        "Finding",
        "Kind",
        "Priority (id)",
        "Acted",
        "Asked to act",
        "Initiatives (ids)",
        "Member States",
        "Due",
    ]
    assert expected == header
    assert {"none mentioned"} == {row[6] for row in told}
    assert [one.due or "no date given" for one in FIRST.findings] == [row[7] for row in told]
    assert [one.priority or "none" for one in FIRST.findings] == [row[2] for row in told]
    assert [", ".join(one.initiatives) or "none recorded" for one in FIRST.findings] == [row[5] for row in told]
    assert "unknown" not in shown(su.findings(FIRST))


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "&lt;b&gt;", "]]>"])
def test_text_is_never_markup(text: str) -> None:
    report = attrs.evolve(
        FIRST,
        title=text,
        strategy=attrs.evolve(strategy_of(FIRST), title=text, summary=text),
        initiatives=tuple(attrs.evolve(one, title=text) for one in FIRST.initiatives),
    )
    for thing in (
        report,
        strategy_of(report),
        report.initiatives[0],
        su.initiatives(report),
        su.Answer(unknown=(text,)),
    ):
        assert text in "\n".join(Seen(shown(thing)).texts)


@QUICK
@given(reports())
def test_any_report_is_shown_and_its_texts_are_kept(report: su.ProgressReport) -> None:
    texts = "".join(Seen(shown(report)).texts)
    assert report.title in texts
    for initiative in report.initiatives:
        assert initiative.title in texts
        shown(initiative)
        for obligation in initiative.obligations:
            shown(obligation)
    if report.strategy is not None:
        shown(report.strategy)


def test_elements_keep_the_order_of_texts_and_elements() -> None:
    made = element("p", "a", "b", element("br"), "c", "d", UNKNOWN, "e")
    assert written(made) == "<p>ab<br>cd<em>unknown</em>e</p>"


def test_an_initiative_shows_the_infringement_procedures_over_its_obligations() -> None:
    page = shown(su.find(FIRST, "alarm-weapons"))
    assert "<caption>1 infringement procedure</caption>" in page
    assert "referral to the Court: 2023-02-15" in page
