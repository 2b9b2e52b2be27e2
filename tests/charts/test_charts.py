"""Charts show the results of queries, and never show *unknown* in the same way as *no*."""

import json
import math
import sys
from collections.abc import Callable
from datetime import date
from itertools import combinations, pairwise
from typing import Any

import altair as alt
import attrs
import pytest
from hypothesis import given, settings
from hypothesis.strategies import integers, text
from strategies import QUICK, days, reports

import securityunion as su
from securityunion import charts
from securityunion.charts.bars import outstanding_bars, overdue_bars, stage_bars
from securityunion.charts.events import event_points
from securityunion.charts.labels import folded, in_states, label, listed, obligation_names
from securityunion.charts.look import (
    CERTAIN,
    INK,
    INSTITUTIONS,
    NO,
    QUIET,
    UNKNOWN,
    UNKNOWN_GROUND,
    Spec,
    hatch,
    label_lines,
    rows,
    whole_steps,
)
from securityunion.charts.states import heat_cells, map_tiles
from securityunion.charts.tiles import TILES
from securityunion.views.labels import brief_count

FIRST = su.first_progress_report()
CONTENT = su.find(FIRST, "2018/0331(COD)").procedures[0]
MEMBERS = su.member_states(on=FIRST.published)
AT, DK, PT = su.MemberState.AT, su.MemberState.DK, su.MemberState.PT


def due(*days: date) -> tuple[su.Deadline, ...]:
    return tuple(su.Deadline(on=day) for day in days)


def report_of(*known: dict[str, Any], published: date = FIRST.published) -> su.ProgressReport:
    """Return a made-up report with one transposition obligation for each group in *known*."""
    initiatives = tuple(
        su.Initiative(
            id=f"i-{number}",
            title=f"Title {number}",
            priority="one",
            kind=su.InitiativeKind.ACT,
            stage=su.Stage.PENDING_TRANSPOSITION,
            obligations=(su.Obligation(id=f"o-{number}", initiative=f"i-{number}", duty=su.Duty.TRANSPOSE, **one),),
        )
        for number, one in enumerate(known)
    )
    strategy = su.Strategy(id="s", title="S", priorities=(su.Priority(id="one", title="One"),))
    return su.ProgressReport(
        id="r",
        title="R",
        published=published,
        strategy=strategy,
        initiatives=initiatives,
        complete=(su.Part.INITIATIVES, su.Part.OBLIGATIONS),
    )


# One obligation for each kind of knowledge: a count with some names, two limits, no upper limit, nobody, nothing.
PARTIAL = report_of(
    {"deadlines": due(date(2019, 1, 1)), "outstanding": su.StateGroup(named=(AT, PT), count=20)},
    {
        "deadlines": due(date(2016, 1, 1)),
        "outstanding": su.StateGroup(named=(AT,)),
        "bound": su.StateGroup.exactly((AT, DK)),
    },
    {"outstanding": su.StateGroup(named=(PT,))},
    {"deadlines": due(date(2018, 5, 1)), "outstanding": su.StateGroup(count=0)},
    {"deadlines": due(date(2018, 5, 1))},
    {"deadlines": due(date(2021, 5, 1)), "outstanding": su.StateGroup(count=3)},
)
NOTHING = report_of()

EVERY: list[Callable[[su.ProgressReport], Any]] = [
    charts.stage_counts,
    charts.most_outstanding,
    charts.overdue,
    charts.tile_map,
    charts.heat_map,
]


def values(spec: Spec) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = spec["data"]["values"]
    return found


def units(spec: Spec) -> list[Spec]:
    """Return the layers of a chart. If the chart has no layers, return only the chart itself."""
    inner = spec.get("spec", spec)
    found: list[Spec] = inner.get("layer", [inner])
    return [{**one, "encoding": {**inner.get("encoding", {}), **one.get("encoding", {})}} for one in found]


def titles_of_axes(spec: Spec) -> set[str]:
    every = (channel.get("axis") for unit in units(spec) for channel in unit["encoding"].values())
    return {axis["title"] for axis in every if axis}


# The data in the charts.


def test_stages_are_those_of_the_query() -> None:
    found = {(row["priority"], row["stage"]): row["initiatives"] for row in values(stage_bars(FIRST))}
    counts = su.stage_counts(FIRST)
    assert {(one, stage.value): n.exact for one, row in counts.items() for stage, n in row.items()} == found
    assert 0 in found.values()  # a known zero is written
    spec = stage_bars(FIRST)
    assert ["adopted-by-commission", "under-negotiation", "pending-transposition"] == spec["facet"]["sort"]
    assert "Adopted by Commission" in spec["facet"]["header"]["labelExpr"]
    assert list(counts) == spec["spec"]["encoding"]["y"]["scale"]["domain"]
    assert 11 < spec["spec"]["encoding"]["x"]["scale"]["domain"][1]  # with room for the number
    assert "Tackling evolving threats, under negotiation: 2 initiatives." in spec["description"]


def test_gaps_are_those_of_the_query() -> None:
    spec = outstanding_bars(FIRST, limit=None)
    expected = [
        (gap.obligation.id, gap.outstanding.at_least, gap.outstanding.at_most) for gap in su.most_outstanding(FIRST)
    ]
    assert expected == [(row["obligation"], row["at_least"], row["at_most"]) for row in values(spec)]
    assert [row[0] for row in expected] == spec["encoding"]["y"]["scale"]["domain"]
    assert "15 obligations" in spec["title"]["subtitle"][0]
    assert ["25", "25", "18"] == [row["label"] for row in values(spec)][:3]


def test_a_limit_is_said() -> None:
    spec = outstanding_bars(FIRST, limit=5)
    assert 5 == len(values(spec))
    expected = "Top 5 of 15 obligations on 2020-12-09; outstanding means not fully met, for whatever reason"
    assert expected == spec["title"]["subtitle"][0]
    assert "each obligation was outstanding: top 5 of 15 obligations." in spec["description"]
    with pytest.raises(ValueError, match=r"^limit: -1 is below 0; pass"):
        charts.most_outstanding(FIRST, limit=-1)


def parts(spec: Spec) -> dict[str, tuple[str, str]]:
    """Return the label of each layer of bars, with the fields that give the start and the end of its bars."""
    found = {}
    for unit in units(spec):
        if "part" == unit["encoding"].get("color", {}).get("field"):
            drawn, named = unit["transform"]
            end, start = drawn["filter"].replace("datum.", "").split(" > ")
            found[json.loads(named["calculate"])] = (start, end)
    return found


def test_a_gap_is_solid_to_its_floor_and_hatched_to_its_ceiling() -> None:
    spec = outstanding_bars(PARTIAL, limit=None)
    found = {row["obligation"]: (row["at_least"], row["at_most"], row["bar_end"], row["label"]) for row in values(spec)}
    assert {
        "o-0": (20, 20, 20, "20"),
        "o-1": (1, 2, 2, "1\u20132"),
        "o-2": (1, None, 27, "1 or more"),  # no upper limit: up to all Member States
        "o-3": (0, 0, 0, "0"),
        "o-4": (0, None, 27, "unknown"),
        "o-5": (3, 3, 3, "3"),
    } == found
    solid, hatched = "Outstanding", "Unknown"
    assert {solid: ("bar_start", "at_least"), hatched: ("at_least", "bar_end")} == parts(spec)
    scale = units(spec)[0]["encoding"]["color"]["scale"]
    assert [solid, hatched] == scale["domain"]
    assert CERTAIN == scale["range"][0]
    assert "gradient" in scale["range"][1]["expr"]


def test_a_legend_explains_only_what_there_is() -> None:
    assert {"Outstanding"} == set(parts(outstanding_bars(FIRST, limit=None)))
    for on, words in ((None, "Overdue"), (date(2021, 6, 1), "Unknown")):
        assert [words] == units(overdue_bars(FIRST, on=on))[0]["encoding"]["color"]["scale"]["domain"]


@pytest.mark.parametrize("on", [None, date(2018, 1, 1), date(2021, 6, 1)])
def test_days_are_those_of_the_query(on: date | None) -> None:
    spec, answer = overdue_bars(FIRST, on=on), su.overdue(FIRST, on=on or FIRST.published)
    assert [(one.obligation.id, one.days) for one in answer.possible] == [
        (row["obligation"], row["days"]) for row in values(spec)
    ]
    late = {"Overdue": answer.yes, "Unknown": answer.unknown}
    for words, part in late.items():
        assert [one.obligation.id for one in part] == [
            row["obligation"] for row in values(spec) if row["late"] == words
        ]
    assert str(on or FIRST.published) in spec["title"]["text"]
    assert (
        f"{len(answer.yes)} of 15 obligations overdue, {len(answer.unknown)} unknown;" in spec["title"]["subtitle"][0]
    )


def test_no_deadline_is_words_and_no_bar() -> None:
    spec = overdue_bars(PARTIAL, on=None)
    found = {row["obligation"]: (row["days"], row["deadlines"], row["label"]) for row in values(spec)}
    assert (None, "unknown", "deadline unknown, 0\u201327 Member States") == found["o-2"]
    assert (708, "2019-01-01", "708 days, 20 Member States") == found["o-0"]
    assert "o-3" not in found  # nobody was late
    bars, words_behind, words_alone = units(spec)
    dated_ones = [{"filter": "isValid(datum.days)"}]
    assert dated_ones == bars["transform"] == words_behind["transform"]
    assert [{"filter": "!isValid(datum.days)"}] == words_alone["transform"]


def test_between_two_deadlines_the_days_are_those_since_the_first() -> None:
    between = report_of(
        {"deadlines": due(date(2020, 12, 1), date(2020, 12, 31)), "outstanding": su.StateGroup(count=1)}
    )
    (row,) = values(overdue_bars(between, on=None))
    assert (8, "2020-12-01, 2020-12-31", "8 days, 0\u20131 Member States") == (
        row["days"],
        row["deadlines"],
        row["label"],
    )
    assert "Unknown" == row["late"]


def test_counts_over_a_list_that_is_not_whole_are_lower_limits() -> None:
    part = attrs.evolve(FIRST, complete=())
    assert {"5 or more", "3 or more", "1 or more"} <= {row["label"] for row in values(stage_bars(part))}
    tiles = values(map_tiles(part))
    assert {("unknown", 15)} == {(row["label"], row["bar_end"]) for row in tiles if row["code"] == "PT"}
    assert "out of 15 listed" in map_tiles(part)["title"]["subtitle"][0]


def test_one_day_is_one_day() -> None:
    spec = overdue_bars(
        report_of({"deadlines": due(date(2020, 12, 8)), "outstanding": su.StateGroup(count=1)}), on=None
    )
    assert "1 day, 1 Member State" == values(spec)[0]["label"]


def test_a_day_must_be_a_date() -> None:
    with pytest.raises(TypeError, match=r"^on: '2020-12-09' is a str; pass a date"):
        charts.overdue(FIRST, on="2020-12-09")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"^on: '2020-12-09' is a str; pass a date"):
        charts.timeline(CONTENT, on="2020-12-09")  # type: ignore[arg-type]


@pytest.mark.parametrize("report", [FIRST, PARTIAL], ids=["first", "partial"])
def test_the_map_is_that_of_the_query(report: su.ProgressReport) -> None:
    spec = map_tiles(report)
    found = {su.MemberState(row["state"]): su.Bounds(row["at_least"], row["at_most"]) for row in values(spec)}
    assert su.outstanding_by_state(report) == found
    assert {len(su.obligations(report))} == {row["obligations"] for row in values(spec)}
    assert {
        "Outstanding": ("left", "certain"),
        "Unknown": ("certain", "possible"),
        "Not outstanding": ("possible", "right"),
    } == parts(spec)


def test_squares_are_square() -> None:
    spec = map_tiles(FIRST)
    for side, channel in (("width", "x"), ("height", "y")):
        (domain,) = {tuple(unit["encoding"][channel]["scale"]["domain"]) for unit in units(spec)}
        assert spec["width"] / 8 == spec[side] / domain[1]


def test_every_member_state_has_a_place_of_its_own() -> None:
    assert set(su.MemberState) == set(TILES)
    assert len(TILES) == len(set(TILES.values()))
    places = {state.eu_code: TILES[state] for state in TILES}
    (column, line), (east, south) = places["LV"], places["LT"]
    assert (column, line + 1) == (east, south)
    assert places["PT"][0] < places["ES"][0] < places["EL"][0] < places["CY"][0]
    assert places["FI"][1] < places["EE"][1] < places["DE"][1] < places["IT"][1] < places["MT"][1]


def test_codes_are_those_of_the_union_and_of_the_day() -> None:
    codes = {row["code"] for row in values(map_tiles(FIRST))}
    assert "EL" in codes
    assert not {"GR", "UK", "GB"} & codes
    before = report_of({}, published=date(2020, 1, 31))
    assert "UK" in {row["code"] for row in values(map_tiles(before))}
    assert "UK" in heat_cells(before, duty=None)["encoding"]["x"]["scale"]["domain"]


@pytest.mark.parametrize("report", [FIRST, PARTIAL], ids=["first", "partial"])
def test_the_heat_map_is_that_of_the_query(report: su.ProgressReport) -> None:
    label = {
        su.Truth.YES: "Outstanding",
        su.Truth.UNKNOWN: "Unknown",
        su.Truth.NO: "Not outstanding",
    }
    spec = heat_cells(report, duty=None)
    found = {(row["obligation"], row["state"]): row["outstanding"] for row in values(spec)}
    assert {
        (one.id, state.value): label[one.outstanding_in(state, on=report.published)]
        for one in su.obligations(report)
        for state in MEMBERS
    } == found
    assert sorted(state.eu_code for state in MEMBERS) == spec["encoding"]["x"]["scale"]["domain"]
    scale = spec["encoding"]["color"]["scale"]
    assert list(label.values()) == scale["domain"]
    assert 3 == len({json.dumps(look) for look in scale["range"]})


def test_the_heat_map_tells_who_in_its_alternative_text() -> None:
    assert "Market Abuse Directive: unknown in AT, BE," in heat_cells(FIRST, duty=None)["description"]
    assert "; not outstanding in DK." in heat_cells(FIRST, duty=None)["description"]
    assert "Title 0: outstanding in AT, PT; unknown in BE, BG," in heat_cells(PARTIAL, duty=None)["description"]
    assert "Title 3: not outstanding in all Member States." in heat_cells(PARTIAL, duty=None)["description"]


def test_a_duty_chooses_the_rows() -> None:
    assert [{"says": "The report lists no obligations with the duty to notify."}] == values(
        heat_cells(FIRST, duty=su.Duty.NOTIFY)
    )
    assert values(heat_cells(FIRST, duty=None)) == values(heat_cells(FIRST, duty="transpose"))
    with pytest.raises(su.NotFoundError, match=r"^unknown duty 'transposed'; did you mean"):
        charts.heat_map(FIRST, duty="transposed")


def test_a_timeline_has_all_events_in_order() -> None:
    undated = su.Event(kind=su.EventKind.TRILOGUE)
    procedure = attrs.evolve(CONTENT, events=(undated, *reversed(CONTENT.events), undated))
    spec = event_points(procedure, on=None)
    found = [(row["kind"], row["on"]) for row in values(spec)]
    dated = [(one.kind.value, str(one.on)) for one in CONTENT.events if one.on is not None]
    assert dated == found[:-3]
    assert [("trilogue", None)] * 3 == found[-3:]
    assert "Trilogue (Several institutions, or not recorded): day unknown" == values(spec)[-1]["says"]
    lines, dashes, halos, points = units(spec)[1:]
    known = [{"filter": "isValid(datum.on)"}]
    assert known == lines["transform"] == halos["transform"] == points["transform"]
    assert NO == halos["mark"]["color"]
    assert halos["mark"]["size"] > 2 * points["mark"]["size"]  # covers the corners of squares
    assert [{"filter": "!isValid(datum.on)"}] == dashes["transform"]
    assert "strokeDash" in dashes["mark"]
    assert {"x": {"value": 0}, "x2": {"value": "width"}} == {at: dashes["encoding"][at] for at in ("x", "x2")}


NO_OBLIGATION = "The report lists no obligations of Member States."
EVENTLESS = attrs.evolve(CONTENT, events=())


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        (stage_bars(NOTHING), "The report lists no initiatives."),
        (outstanding_bars(NOTHING, limit=None), NO_OBLIGATION),
        (outstanding_bars(NOTHING, limit=0), NO_OBLIGATION),
        (outstanding_bars(FIRST, limit=0), "The limit is 0, so the chart shows none of 15 obligations."),
        (overdue_bars(NOTHING, on=None), NO_OBLIGATION),
        (overdue_bars(FIRST, on=date(2000, 1, 1)), "None of 15 obligations was overdue on 2000-01-01."),
        (map_tiles(NOTHING), NO_OBLIGATION),
        (heat_cells(NOTHING, duty=None), NO_OBLIGATION),
        (heat_cells(FIRST, duty="apply"), "The report lists no obligations with the duty to apply."),
        (event_points(EVENTLESS, on=None), "No events happened up to 2020-12-10, but some may have happened later."),
        (
            event_points(attrs.evolve(EVENTLESS, known_until=None), on=date(2020, 1, 1)),
            "No events are recorded, but some may have happened.",
        ),
    ],
)
def test_where_nothing_is_to_be_drawn_words_say_so(spec: Spec, expected: str) -> None:
    assert [{"says": expected}] == values(spec)
    assert spec["description"].endswith(f". {expected}")
    (unit,) = units(spec)
    assert ("text", "says") == (unit["mark"]["type"], unit["encoding"]["text"]["field"])
    assert set() == titles_of_axes(spec)
    assert "legend" not in json.dumps(spec)


def milliseconds(day: date) -> int:
    return (day - date(1970, 1, 1)).days * 86_400_000


def test_a_timeline_hatches_what_is_not_recorded() -> None:
    band, *_ = units(event_points(CONTENT, on=None))
    assert milliseconds(date(2020, 12, 10)) == band["encoding"]["x"]["datum"]
    assert {"value": "width"} == band["encoding"]["x2"]
    assert "gradient" in band["mark"]["fill"]
    open_ended = event_points(attrs.evolve(CONTENT, known_until=None), on=None)
    assert "The day up to which all events are recorded is unknown" in open_ended["title"]["subtitle"]
    assert not [unit for unit in units(open_ended) if "fill" in unit["mark"]]


def test_the_hatch_of_a_timeline_is_light_and_keeps_away_from_events() -> None:
    fill = units(event_points(CONTENT, on=None))[0]["mark"]["fill"]["stops"]
    lines = [(start["offset"], end["offset"]) for start, end in pairwise(fill)][2::6]
    assert 4 * len(CONTENT.events) == len(lines)
    assert sum(end - start for start, end in lines) < 0.15
    middles = [(number + 0.5) / len(CONTENT.events) for number in range(len(CONTENT.events))]
    assert not [middle for middle in middles for start, end in lines if start <= middle <= end]


def test_a_timeline_marks_a_day_with_its_stage() -> None:
    spec = event_points(CONTENT, on=FIRST.published)
    assert "Vertical line: 2020-12-09, under negotiation" in spec["title"]["subtitle"]
    assert milliseconds(FIRST.published) == units(spec)[1]["encoding"]["x"]["datum"]
    europol = su.find(FIRST, "europol").procedures[0]
    # After the last complete day, only a publication decides.
    later = event_points(europol, on=date(2030, 1, 1))
    assert "Vertical line: 2030-01-01, published" in later["title"]["subtitle"]
    unsure = event_points(europol, on=date(2022, 6, 1))
    assert "Vertical line: 2022-06-01, stage unknown" in unsure["title"]["subtitle"]


def test_a_timeline_says_what_became_of_a_procedure() -> None:
    (split, *_) = (one for one in su.find(FIRST, "etias").procedures if one.split_into)
    assert "Split into 2019/0001A(COD), 2019/0001B(COD)" in event_points(split, on=None)["title"]["subtitle"]
    replaced = attrs.evolve(CONTENT, replaced_by="2020/0001(COD)")
    assert "Replaced by 2020/0001(COD)" in event_points(replaced, on=None)["title"]["subtitle"]


def test_a_timeline_without_any_day_is_refused() -> None:
    procedure = su.Procedure(reference="2018/0331(COD)", events=(su.Event(kind=su.EventKind.PROPOSAL),))
    with pytest.raises(ValueError, match=r"^procedure 2018/0331\(COD\) has no known day; add the day of an event"):
        charts.timeline(procedure)
    assert "day unknown" in charts.timeline(procedure, on=date(2020, 1, 1)).description


@pytest.mark.parametrize(
    ("last", "ticks"),
    [
        (date(2020, 2, 1), {"interval": "month", "step": 1}),
        (date(2023, 1, 1), {"interval": "month", "step": 6}),
        (date(2021, 1, 1), {"interval": "month", "step": 2}),
        (date(2026, 1, 1), {"interval": "year", "step": 1}),
        (date(2040, 1, 1), {"interval": "year", "step": 3}),
        (date.max, {"interval": "year", "step": 1079}),
    ],
)
def test_ticks_are_few(last: date, ticks: dict[str, Any]) -> None:
    events = tuple(su.Event(kind=su.EventKind.TRILOGUE, on=day) for day in (date(2020, 1, 1), last))
    spec = event_points(su.Procedure(reference="2018/0331(COD)", events=events), on=None)
    x = units(spec)[-1]["encoding"]["x"]
    assert ticks == x["axis"]["tickCount"]
    first, end = x["scale"]["domain"]
    assert first < milliseconds(date(2020, 1, 1)) < milliseconds(last) < end


# Charts for Altair.


def test_each_is_a_chart_of_altair() -> None:
    assert isinstance(charts.stage_counts(NOTHING), alt.FacetChart)
    assert isinstance(charts.heat_map(NOTHING), alt.Chart)
    layered = (charts.most_outstanding(NOTHING), charts.overdue(NOTHING), charts.tile_map(NOTHING))
    for chart in (*layered, charts.timeline(CONTENT)):
        assert isinstance(chart, alt.LayerChart)


@pytest.mark.thorough
def test_layers_and_panels_are_charts_of_altair_too() -> None:
    assert isinstance(charts.stage_counts(FIRST).spec, alt.LayerChart)
    layered = (charts.stage_counts(FIRST).spec, charts.most_outstanding(FIRST), charts.overdue(FIRST))
    for chart in (*layered, charts.tile_map(FIRST), charts.timeline(CONTENT, on=FIRST.published)):
        assert all(isinstance(layer, alt.Chart) for layer in chart.layer)


@pytest.mark.thorough
@pytest.mark.parametrize("draw", [*EVERY, lambda _: charts.timeline(CONTENT, on=FIRST.published)])
def test_each_takes_what_altair_offers(draw: Callable[[su.ProgressReport], Any]) -> None:
    plain = draw(FIRST)
    before = plain.to_dict()
    for changed in (plain.interactive(), plain.add_params(alt.selection_point())):
        spec = changed.to_dict()  # Altair checks the chart against the schema of Vega-Lite
        assert 1 == len(spec["params"])
        assert {**spec, "params": None}.keys() == {**before, "params": None}.keys()
    titled = plain.properties(title="Other").configure_axis(labelColor="red").to_dict()
    assert ("Other", "red") == (titled["title"], titled["config"]["axis"]["labelColor"])
    assert 2 == len((plain & plain).to_dict()["vconcat"])
    assert before == plain.to_dict()  # the original chart is unchanged


def test_more_can_be_laid_over_a_chart() -> None:
    line = alt.Chart(alt.InlineData(values=[{}])).mark_rule().encode(x=alt.datum(14))
    both = (charts.most_outstanding(FIRST) + line).to_dict()
    assert {"datum": 14} == both["layer"][-1]["encoding"]["x"]


def test_sizes_can_be_changed() -> None:
    assert 300 == charts.most_outstanding(FIRST).properties(width=300).to_dict()["width"]
    panels = charts.stage_counts(FIRST)
    panels.spec = panels.spec.properties(width=300)
    assert 300 == panels.to_dict()["spec"]["width"]
    for chart in (charts.most_outstanding(FIRST), charts.heat_map(FIRST)):
        chart.encoding["y"]["axis"]["labelFontSize"] = 16
        assert 16 == chart.to_dict()["encoding"]["y"]["axis"]["labelFontSize"]


@pytest.mark.parametrize("report", [FIRST, PARTIAL, NOTHING], ids=["first", "partial", "nothing"])
@pytest.mark.parametrize("draw", EVERY)
def test_each_keeps_to_the_schema_and_says_what_it_shows(
    draw: Callable[[su.ProgressReport], Any], report: su.ProgressReport
) -> None:
    chart = draw(report)
    spec = chart.to_dict()  # Altair checks the chart against the schema of Vega-Lite
    assert spec["title"]["text"]
    assert any(report.title in line for line in spec["title"]["subtitle"])
    assert str(report.published) in spec["description"]
    assert {"description", "tooltip"} <= set(units(spec)[-1]["encoding"])


@pytest.mark.thorough
@given(reports())
@settings(QUICK, max_examples=3)
def test_every_report_can_be_drawn(report: su.ProgressReport) -> None:
    for draw in EVERY:
        draw(report).to_dict()
    for procedure in [one for initiative in report.initiatives for one in initiative.procedures][:1]:
        charts.timeline(procedure, on=report.published).to_dict()


@QUICK
@given(reports(), days())
def test_every_row_says_something(report: su.ProgressReport, on: date) -> None:
    procedures = [one for initiative in report.initiatives for one in initiative.procedures]
    specs = [
        stage_bars(report),
        outstanding_bars(report, limit=None),
        overdue_bars(report, on=on),
        map_tiles(report),
        heat_cells(report, duty=None),
        *(event_points(one, on=on) for one in procedures),
    ]
    for spec in specs:
        assert all(row["says"] for row in values(spec))
        assert spec == json.loads(json.dumps(spec))


@pytest.mark.parametrize(
    ("spec", "titles"),
    [
        (stage_bars(FIRST), {"Priority", "Initiatives"}),
        (outstanding_bars(FIRST, limit=None), {"Obligation", "Member States"}),
        (overdue_bars(FIRST, on=None), {"Obligation", "Days past the deadline"}),
        (event_points(CONTENT, on=None), {"Event", "Day"}),
        (heat_cells(FIRST, duty=None), {"Obligation", "Member State"}),
        (map_tiles(FIRST), set()),  # a map has positions instead of axes
    ],
)
def test_axes_have_titles_and_text_that_can_be_read(spec: Spec, titles: set[str]) -> None:
    assert titles == titles_of_axes(spec)

    def sizes(node: Any) -> list[int]:
        if isinstance(node, dict):
            own = [value for key, value in node.items() if key.lower().endswith("fontsize")]
            return own + [size for value in node.values() for size in sizes(value)]
        return [size for value in node for size in sizes(value)] if isinstance(node, list) else []

    # Two-letter codes are smaller only on the heat map, which has 27 of them in a row.
    assert min(sizes(spec)) >= (11 if "Member State" in titles else 12)


@pytest.mark.parametrize(
    ("most", "steps"),
    [(1, [0, 1]), (2, [0, 1, 2]), (6, [0, 1, 2, 3, 4, 5, 6]), (7, [0, 2, 4, 6]), (2548, 6), (2999, 6)],
)
def test_amounts_are_whole_numbers(most: int, steps: list[int] | int) -> None:
    assert steps in (whole_steps(most), len(whole_steps(most)))


@given(integers(0, 10**9))
def test_ticks_are_few_and_told_apart(most: int) -> None:
    steps = whole_steps(most)
    assert 1 <= len(steps) <= 7
    assert sorted(set(steps)) == steps
    assert 0 <= most - steps[-1] < max(steps[1:2], default=1)  # the steps reach the maximum


@pytest.mark.parametrize(
    "spec",
    [
        stage_bars(FIRST),
        outstanding_bars(PARTIAL, limit=None),
        *(overdue_bars(one, on=None) for one in (FIRST, PARTIAL)),
    ],
)
def test_words_behind_bars_stay_on_the_panel(spec: Spec) -> None:
    inner = spec.get("spec", spec)
    for unit in units(spec):
        if "text" == unit["mark"]["type"] and "field" in unit["encoding"]["x"]:
            x, field = unit["encoding"]["x"], unit["encoding"]["text"]["field"]
            for row in values(spec):
                bar = inner["width"] * (row[x["field"]] or 0) / x["scale"]["domain"][1]
                assert bar + 6 * len(str(row[field])) + unit["mark"]["dx"] < inner["width"]


def test_what_is_drawn_stands_on_white_and_words_have_the_colours_of_the_theme() -> None:
    timeline = event_points(CONTENT, on=FIRST.published)
    specs = [
        stage_bars(FIRST),
        outstanding_bars(FIRST, limit=5),
        overdue_bars(FIRST, on=None),
        map_tiles(FIRST),
        timeline,
    ]
    for spec in [*specs, heat_cells(FIRST, duty=None)]:
        assert NO == spec.get("spec", spec)["view"]["fill"]
        assert not {"background", "config"} & set(spec)  # charts with these keys cannot be combined
        around = [spec["title"], spec.get("facet", {}).get("header", {})]
        for channel in (channel for unit in units(spec) for channel in unit["encoding"].values()):
            around += [channel.get("axis") or {}, channel.get("legend") or {}]
        colours = {key for part in around for key in part if key.lower().endswith("color")}
        assert colours <= {"symbolStrokeColor"}
    assert contrast(UNKNOWN, "#333333") > 3  # the frames of symbols, on the dark theme of Altair


def test_charts_can_be_put_together() -> None:
    both = (charts.most_outstanding(FIRST) & charts.tile_map(FIRST)).to_dict()
    assert 2 == len(both["vconcat"])


def test_nothing_of_altair_is_set() -> None:
    def state() -> tuple[Any, ...]:
        return (
            alt.theme.active,
            alt.theme.options,
            alt.data_transformers.active,
            alt.data_transformers.options,
            alt.renderers.active,
        )

    before = state()
    for draw in EVERY:
        draw(PARTIAL).to_dict()
    assert before == state()


@pytest.mark.thorough
def test_more_rows_than_altair_takes_from_a_data_frame() -> None:
    many = report_of(*({} for _ in range(200)))  # made up, for scale
    chart = charts.heat_map(many)
    (rows_of_chart,) = chart.to_dict()["datasets"].values()
    assert 200 * 27 == len(rows_of_chart)
    assert "And 170 more." in chart.description


def test_without_altair_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    for draw in EVERY:
        with pytest.raises(
            ModuleNotFoundError, match=r"^support for charts is not installed; run: .* 'securityunion\[plot\]'"
        ):
            draw(FIRST)


def test_data_are_plain() -> None:
    for spec in (
        stage_bars(PARTIAL),
        outstanding_bars(PARTIAL, limit=None),
        overdue_bars(PARTIAL, on=None),
        map_tiles(PARTIAL),
    ):
        assert {str, int, type(None)} >= {type(value) for row in values(spec) for value in row.values()}
        assert spec == json.loads(json.dumps(spec))


# Words.


def test_titles_are_folded_and_told_apart() -> None:
    assert ["one two", "three \u2026"] == folded("one two three four five", 8)
    assert ["one two", "three", "four \u2026"] == folded("one two three four five six", 8, most=3)
    assert ["abcdefgh", "ij \u2026"] == folded("abcdefghij klmnopqr", 8)
    assert ["ab", "cdefghi\u2026"] == folded("ab cdefghij klmnopqr", 8)
    assert ["abc def", "ghi \u2026"] == folded("abc def ghi jkl mno", 7)
    assert ["\u2026" in line for line in folded("x" * 17, 8)] == [False, True]
    assert ["xxxxxxxx", "xxxxxxx\u2026"] == folded("x" * 17, 8)  # not an ellipsis alone
    assert ["eco-system"] == folded("eco-system", 10)
    assert ["an", "eco-system"] == folded("an eco-system", 10)
    nis = su.find(FIRST, "nis")
    second = attrs.evolve(nis.obligations[0], id="nis-notification", duty=su.Duty.NOTIFY)
    both = attrs.evolve(
        FIRST,
        initiatives=tuple(
            attrs.evolve(one, obligations=(*one.obligations, second)) if one is nis else one
            for one in FIRST.initiatives
        ),
    )
    names = obligation_names(both)
    assert f"{nis.title} (nis-notification)" == names["nis-notification"]
    assert f"{nis.title} (nis-transposition)" == names["nis-transposition"]
    assert len(set(names.values())) == len(names)


@given(text("ab \u0391-", min_size=1, max_size=99), integers(3, 20), integers(1, 3))
def test_folded_titles_are_never_an_ellipsis_alone(title: str, width: int, most: int) -> None:
    lines = folded(title, width, most=most)
    assert len(lines) <= most
    assert all(len(line) <= width for line in lines)
    assert not [line for line in lines if not line.strip(" \u2026")]
    kept = "".join("".join(lines).removesuffix("\u2026").split())
    assert "".join(title.split()).startswith(kept)
    assert ("\u2026" in "".join(lines)) == (kept != "".join(title.split()))


def test_labels_name_the_commission() -> None:
    assert "Adopted by Commission" == label(su.Stage.ADOPTED_BY_COMMISSION)


def test_counts_known_in_part() -> None:
    assert "0" == brief_count(su.Bounds(0, 0))
    assert "2\u20133 Member States" == in_states(su.Bounds(2, 3))
    assert "1 or more Member States" == in_states(su.Bounds(1))
    assert "0 Member States" == in_states(su.Bounds(0, 0))


def test_labels_take_any_text() -> None:
    lines = {"a": ['"quoted" \\ </script>', "\u2028 Ἑλλάς"]}
    expression = label_lines(lines)
    assert expression.isascii()
    assert lines == json.loads(expression.removesuffix("[datum.value]"))


def test_rows_are_as_high_as_their_labels() -> None:
    assert [21, 34, 47] == [rows("a", "A", {"a": ["x"] * count})[1] for count in (1, 2, 3)]
    assert 21 == rows("a", "A", {})[1]


def test_the_middle_of_a_label_stands_at_the_middle_of_its_row() -> None:
    offset = rows("a", "A", {"a": ["x", "y", "z"], "b": ["x"]})[0]["axis"]["labelOffset"]
    assert (0, [-6.5, -13]) == (offset["value"], [one["value"] for one in offset["condition"]])
    assert 0 == rows("a", "A", {"a": ["x"]})[0]["axis"]["labelOffset"]


def test_a_list_that_is_too_long_says_so() -> None:
    assert "" == listed([])
    assert listed([{"says": "x"}] * 31).endswith("x. And 1 more.")
    assert "more" not in listed([{"says": "x"}] * 30)


# Colours, for readers with and without colour blindness.

# Linear red, green and blue as seen without one kind of cone (Machado, Oliveira and Fernandes 2009).
MISSING = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
    "all": ((0.2126, 0.7152, 0.0722),) * 3,
}
Colour = tuple[float, ...]


def linear(code: str) -> Colour:
    parts_of_one = [int(code[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts_of_one)


def seen(code: str, missing: str) -> Colour:
    light = [sum(map(float.__mul__, map(float, row), linear(code))) for row in MISSING[missing]]
    return tuple(min(max(part, 0.0), 1.0) for part in light)


def luminance(light: Colour) -> float:
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2, which should be at least 3 for graphics and 4.5 for text."""
    darker, lighter = sorted(map(luminance, map(linear, (one, other))))
    return (lighter + 0.05) / (darker + 0.05)


def difference(one: Colour, other: Colour) -> float:
    """Return the distance of two colours in CIELAB. A distance of 2 is just visible, and 10 is obvious at a glance."""

    def lab(light: Colour) -> Colour:
        red, green, blue = light
        white = ((0.4124, 0.3576, 0.1805, 0.9505), (0.2126, 0.7152, 0.0722, 1.0), (0.0193, 0.1192, 0.9505, 1.0888))
        ratios = [(r * red + g * green + b * blue) / full for r, g, b, full in white]
        x, y, z = (q ** (1 / 3) if q > 0.008856 else 7.787 * q + 16 / 116 for q in ratios)
        return 116 * y - 16, 500 * (x - y), 200 * (y - z)

    return math.dist(lab(one), lab(other))


def test_the_simulation_agrees_with_daltonlens() -> None:
    # The result of its Simulator_Machado2009 for the blue, with full severity.
    expected = {"red": (82, 116, 180), "green": (58, 102, 176), "blue": (0, 129, 137)}
    for missing, colour in expected.items():
        light = (
            1.055 * part ** (1 / 2.4) - 0.055 if part > 0.0031308 else 12.92 * part for part in seen(CERTAIN, missing)
        )
        assert all(abs(255 * part - byte) < 2 for part, byte in zip(light, colour, strict=True))


@pytest.mark.parametrize("missing", MISSING)
def test_certain_unknown_and_no_are_told_apart(missing: str) -> None:
    stops = [seen(stop["color"], missing) for stop in hatch(4)["stops"]]
    from_afar = tuple(sum(part) / len(stops) for part in zip(*stops, strict=True))
    looks = [seen(CERTAIN, missing), from_afar, seen(NO, missing)]
    assert min(difference(*two) for two in combinations(looks, 2)) > 15
    assert difference(seen(UNKNOWN, missing), seen(UNKNOWN_GROUND, missing)) > 15


@pytest.mark.parametrize("missing", [one for one in MISSING if one != "all"])
def test_those_who_make_law_are_told_apart(missing: str) -> None:
    usual = (su.Institution.COMMISSION, su.Institution.EUROPEAN_PARLIAMENT, su.Institution.COUNCIL, None)
    looks = [seen(INSTITUTIONS[one][1], missing) for one in usual]
    assert min(difference(*two) for two in combinations(looks, 2)) > 15


def test_everybody_has_a_name_and_a_shape_of_their_own() -> None:
    assert {*su.Institution, None} == set(INSTITUTIONS)
    for place in (0, 2):
        assert len(INSTITUTIONS) == len({look[place] for look in INSTITUTIONS.values()})


def test_contrast_is_enough() -> None:
    assert min(contrast(text, NO) for text in (INK, QUIET)) > 7
    drawn = [CERTAIN, UNKNOWN, QUIET, *(color for _, color, _ in INSTITUTIONS.values())]
    assert min(contrast(one, NO) for one in drawn) > 3
    assert contrast(UNKNOWN, UNKNOWN_GROUND) > 3  # the hatching is visible


def test_a_hatch_has_hard_edges() -> None:
    fill = hatch(3)
    assert [UNKNOWN_GROUND, UNKNOWN, UNKNOWN_GROUND] * 3 == [stop["color"] for stop in fill["stops"]][::2]
    offsets = [stop["offset"] for stop in fill["stops"]]
    assert 0 == offsets[0]
    assert 1 == offsets[-1]
    assert offsets[1:-1:2] == offsets[2::2]
    assert (0, 0, 0, 1) == (fill["x1"], fill["x2"], fill["y1"], fill["y2"])  # the lines are level


def test_unknown_looks_alike_in_every_chart() -> None:
    found: list[dict[str, Any]] = []

    def fills(part: Any) -> None:
        if isinstance(part, dict):
            if part.get("gradient") is not None:
                found.append(part)
            if isinstance(part.get("expr"), str) and "gradient" in part["expr"]:
                found.append(json.loads(part["expr"]))
        for one in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
            fills(one)

    for draw in EVERY:
        before = len(found)
        fills(draw(PARTIAL).to_dict())
        assert len(found) > before or draw is charts.stage_counts
    assert {(0, 0, 0, 1)} == {tuple(fill[key] for key in ("x1", "x2", "y1", "y2")) for fill in found}
    assert {UNKNOWN, UNKNOWN_GROUND} == {stop["color"] for fill in found for stop in fill["stops"]}
