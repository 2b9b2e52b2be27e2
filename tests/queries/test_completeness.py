"""Counts over a list that is not whole have no upper limit."""

import attrs

import securityunion as su
from securityunion.queries.completeness import initiatives_complete, lacks_obligations, obligations_complete

REPORT = su.first_progress_report()
NIS = su.find(REPORT, "nis")
LACKING = attrs.evolve(NIS, obligations=())
WITHOUT_NIS = attrs.evolve(REPORT, initiatives=tuple(LACKING if one is NIS else one for one in REPORT.initiatives))


def test_the_bundled_report_is_whole() -> None:
    assert REPORT.complete == (su.Part.INITIATIVES, su.Part.OBLIGATIONS)
    assert initiatives_complete(REPORT)
    assert obligations_complete(REPORT)
    assert not any(map(lacks_obligations, REPORT.initiatives))


def test_an_initiative_without_its_obligation_breaks_the_declaration_where_it_stands() -> None:
    assert lacks_obligations(LACKING)
    assert not obligations_complete(WITHOUT_NIS)
    broken = [
        priority.id for priority in REPORT.priorities if not obligations_complete(WITHOUT_NIS, priority=priority.id)
    ]
    assert broken == [NIS.priority]


def test_other_stages_do_not_show_that_an_obligation_is_missing() -> None:
    assert not lacks_obligations(attrs.evolve(LACKING, stage=su.Stage.IN_FORCE))


def test_a_count_by_state_has_an_upper_limit_only_if_all_obligations_are_there() -> None:
    assert su.Bounds(0, 15) == su.outstanding_by_state(REPORT)[su.MemberState.PT]
    assert su.Bounds(0) == su.outstanding_by_state(WITHOUT_NIS)[su.MemberState.PT]
    silent = attrs.evolve(REPORT, initiatives=(), findings=(), complete=())
    assert set(su.outstanding_by_state(silent).values()) == {su.Bounds(0)}
    assert set(su.outstanding_by_state(attrs.evolve(silent, complete=REPORT.complete)).values()) == {su.Bounds(0, 0)}


def test_an_answer_says_whether_there_may_be_more() -> None:
    whole, part = su.obligations(REPORT, state="PT"), su.obligations(WITHOUT_NIS, state="PT")
    assert (whole.more, whole.size) == (False, su.Bounds(0, 15))
    assert (part.more, part.size) == (True, su.Bounds(0))
    assert repr(part).endswith("no=(), more=True)")
