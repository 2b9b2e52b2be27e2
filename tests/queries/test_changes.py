"""`securityunion.queries.changes`: what changed or could have changed between two reports."""

from itertools import pairwise

import attrs
import pytest
from frame_questions import AFTER, BEFORE
from synthetic import REPORTS

import securityunion as su

FIRST = su.first_progress_report()


def later(*changed: su.Initiative, without: tuple[str, ...] = ()) -> su.ProgressReport:
    """Return the bundled report with some initiatives replaced and others removed."""
    by_id = {one.id: one for one in changed}
    kept = (one for one in FIRST.initiatives if one.id not in without)
    return attrs.evolve(FIRST, initiatives=tuple(by_id.get(one.id, one) for one in kept), findings=())


def outstanding(initiative: str, group: su.StateGroup) -> su.Initiative:
    """Return an initiative of the bundled report whose first obligation is outstanding in *group*."""
    one = su.find(FIRST, initiative)
    return attrs.evolve(one, obligations=(attrs.evolve(one.obligations[0], outstanding=group),))


def test_a_report_is_as_it_was() -> None:
    assert () == su.changes(FIRST, FIRST)


def test_an_initiative_that_moved() -> None:
    report = later(attrs.evolve(su.find(FIRST, "etias"), stage=su.Stage.ADOPTED))
    moved = su.Change(initiative="etias", stage_before=su.Stage.UNDER_NEGOTIATION, stage_after=su.Stage.ADOPTED)
    assert (moved,) == su.changes(FIRST, report)
    assert (None, None) == (moved.at_least, moved.at_most)


def test_what_one_report_does_not_list_has_no_stage_there() -> None:
    report = later(without=("era", "nis"))
    gone = su.changes(FIRST, report)
    pending = su.Stage.PENDING_TRANSPOSITION
    assert gone == (
        su.Change(initiative="nis", stage_before=pending, stage_after=None),
        su.Change(
            initiative="nis",
            obligation="nis-transposition",
            stage_before=pending,
            stage_after=None,
            outstanding_before=su.Bounds(3, 3),
        ),
        su.Change(initiative="era", stage_before=su.Stage.ADOPTED_BY_COMMISSION, stage_after=None),
    )
    assert [(one.at_least, one.at_most) for one in gone] == [(None, None)] * 3
    come = su.changes(report, FIRST)
    assert [(one.initiative, one.obligation, one.stage_before) for one in come] == [
        ("nis", None, None),
        ("nis", "nis-transposition", None),
        ("era", None, None),
    ]
    assert [su.Stage.PENDING_TRANSPOSITION] * 2 == [one.stage_after for one in come[:2]]


@pytest.mark.parametrize(
    ("group", "least", "most"),
    [
        (su.StateGroup(count=1), -2, -2),
        (su.StateGroup(count=5), 2, 2),
        (su.StateGroup(), -3, None),
        (su.StateGroup(named=(su.MemberState.BE,)), -2, None),
        (su.StateGroup(scope=(su.MemberState.BE, su.MemberState.HU)), -3, -1),
    ],
)
def test_by_how_many_the_number_changed(group: su.StateGroup, least: int, most: int | None) -> None:
    free = su.StateGroup()
    before = outstanding("nis", su.StateGroup(count=3))
    before, after = (
        attrs.evolve(one, obligations=(attrs.evolve(one.obligations[0], bound=free),))
        for one in (before, outstanding("nis", group))
    )
    (change,) = su.changes(later(before), later(after))
    assert ("nis", "nis-transposition") == (change.initiative, change.obligation)
    assert (least, most) == (change.at_least, change.at_most)
    (back,) = su.changes(later(after), later(before))
    assert (None if most is None else -most, -least) == (back.at_least, back.at_most)


def test_a_number_that_is_not_known_may_have_changed_between_equal_reports() -> None:
    free = attrs.evolve(outstanding("nis", su.StateGroup()).obligations[0], bound=su.StateGroup())
    report = later(attrs.evolve(su.find(FIRST, "nis"), obligations=(free,)))
    (change,) = su.changes(report, report)
    assert (None, None) == (change.at_least, change.at_most)
    assert (su.Bounds(0), su.Bounds(0)) == (change.outstanding_before, change.outstanding_after)


def test_an_obligation_with_the_id_of_an_initiative() -> None:
    nis = su.find(FIRST, "nis")
    named = attrs.evolve(nis, obligations=(attrs.evolve(nis.obligations[0], id="nis"),))
    found = su.changes(later(named), later(without=("nis",)))
    assert [("nis", None), ("nis", "nis")] == [(one.initiative, one.obligation) for one in found]


def test_an_obligation_that_stands_under_another_initiative_is_named_by_the_later_report() -> None:
    nis, pnr = su.find(FIRST, "nis"), su.find(FIRST, "pnr")
    carried = attrs.evolve(nis.obligations[0], initiative="pnr", outstanding=su.StateGroup(count=2))
    report = later(attrs.evolve(nis, obligations=()), attrs.evolve(pnr, obligations=(*pnr.obligations, carried)))
    (change,) = su.changes(FIRST, report)
    assert ("pnr", "nis-transposition", -1) == (change.initiative, change.obligation, change.at_most)


def test_the_order_is_that_of_the_later_report_and_then_of_the_earlier() -> None:
    found = [(one.initiative, one.obligation) for one in su.changes(BEFORE, AFTER)]
    listed = [
        (initiative.id, obligation)
        for report in (AFTER, BEFORE)
        for initiative in report.initiatives
        for obligation in (None, *(one.id for one in initiative.obligations))
    ]
    places = [listed.index(one) for one in found]
    assert places == sorted(places)
    assert len(found) > len(BEFORE.initiatives)


def test_all_numbers_that_fit_lie_within_the_bounds() -> None:
    for before, after in pairwise(REPORTS[1:]):
        numbers = [
            {one.id: one.outstanding_size for initiative in report.initiatives for one in initiative.obligations}
            for report in (before, after)
        ]
        found = {one.obligation: one for one in su.changes(before, after) if one.obligation is not None}
        for name in numbers[0].keys() & numbers[1].keys():
            was, is_now = (one[name] for one in numbers)
            if name not in found:
                assert was.exact is not None
                assert was == is_now
                continue
            least, most = found[name].at_least, found[name].at_most
            for old in (was.at_least, was.at_most):
                for new in (is_now.at_least, is_now.at_most):
                    if old is not None and new is not None:
                        assert least is None or least <= new - old
                        assert most is None or new - old <= most


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (su.Bounds(3, 3), su.Bounds(1, 1), "-2"),
        (su.Bounds(3, 3), su.Bounds(1, 4), "-2 to +1"),
        (su.Bounds(3, 3), su.Bounds(1), "at least -2"),
        (su.Bounds(3), su.Bounds(1, 4), "at most +1"),
        (su.Bounds(0), su.Bounds(0), "<em>unknown</em>"),
        (None, su.Bounds(1, 1), "></td>"),
        (su.Bounds(1, 1), None, "></td>"),
    ],
)
def test_a_notebook_shows_by_how_many(before: su.Bounds | None, after: su.Bounds | None, shown: str) -> None:
    change = su.Change(
        initiative="nis",
        obligation="nis-transposition",
        stage_before=None if before is None else su.Stage.IN_FORCE,
        stage_after=None if after is None else su.Stage.IN_FORCE,
        outstanding_before=before,
        outstanding_after=after,
    )
    page = su.Answer(yes=(change,))._repr_html_()
    last = page.rpartition("<tbody>")[2].rpartition("<td")[2]
    assert shown in last


def test_a_notebook_shows_changes_as_a_table() -> None:
    report = later(outstanding("nis", su.StateGroup(count=1)), without=("era",))
    page = su.changes(FIRST, report)._repr_html_()  # type: ignore[attr-defined]
    assert "<caption>2 changes</caption>" in page
    assert "pending transposition" in page
    assert "not listed" in page
