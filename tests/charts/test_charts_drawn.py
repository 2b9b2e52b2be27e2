"""Pictures of charts, drawn without a browser or a network, are complete and up to date."""

import copy
import json
import pickle
import re
import struct
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import altair as alt
import attrs
import pytest
from documents import strategy_of
from places import DOCS

import securityunion as su
from generate.chart_pictures import PICTURES
from securityunion import charts
from securityunion.charts import offline
from securityunion.charts.look import INK

drawing = pytest.importorskip("vl_convert", reason="pictures need the extra plot-export")

FIRST = su.first_progress_report()
SVG = "{http://www.w3.org/2000/svg}"
CONTENT = su.find(FIRST, "2018/0331(COD)").procedures[0]


@cache
def drawn(name: str) -> Any:
    """Return the chart of a picture. It takes a second to make one, so each is made only when it is needed."""
    return PICTURES[name]()


def svg(chart: Any) -> str:
    # The chart loads no data and no images from elsewhere.
    drawn: str = drawing.vegalite_to_svg(chart.to_dict(), allowed_base_urls=[])
    return drawn


def words(picture: str) -> list[str]:
    """Return all texts in a picture. The lines of a text are joined."""
    texts = ET.fromstring(picture).iter(f"{SVG}text")  # noqa: S314 - our own picture
    return [" ".join("".join(part.itertext()) for part in (list(text) or [text])) for text in texts]


def spoken(picture: str) -> list[str]:
    return [one.get("aria-label", "") for one in ET.fromstring(picture).iter()]  # noqa: S314 - our own picture


def written(name: str) -> set[str]:
    return set(words(svg(drawn(name))))


@pytest.mark.parametrize("name", PICTURES)
def test_titles_and_legends_are_written_in_full(name: str) -> None:
    texts = written(name)
    title = drawn(name).to_dict()["title"]
    assert {title["text"], " ".join(title["subtitle"])} <= texts
    assert not [text for text in texts if "\u2026" in text or text.endswith("...")]


@pytest.mark.parametrize("name", ["most-outstanding", "overdue", "heat-map"])
def test_every_obligation_is_written_in_full(name: str) -> None:
    obliging = {one.initiative for one in su.obligations(FIRST)}
    titles = {initiative.title for initiative in FIRST.initiatives if initiative.id in obliging}
    assert 15 == len(titles)
    assert titles <= written(name)


def test_every_number_is_written() -> None:
    assert {str(gap.outstanding.exact) for gap in su.most_outstanding(FIRST)} <= written("most-outstanding")
    assert "2,548 days, 25 Member States" in written("overdue")
    assert {"0", "11", "Adopted by Commission"} <= written("stage-counts")


def test_every_member_state_is_written() -> None:
    codes = {state.eu_code for state in su.member_states(on=FIRST.published)}
    for name in ("tile-map", "heat-map"):
        assert codes <= written(name)
        assert {"Outstanding", "Unknown", "Not outstanding"} <= written(name)
    assert ["0\u20137"] == sorted({"0\u20137"} & written("tile-map"))


def test_every_event_is_written() -> None:
    assert {"Proposal 2018-09-12", "Trilogue agreement 2020-12-10", "European Parliament"} <= written("timeline")


@pytest.mark.thorough
def test_days_on_an_axis_never_touch() -> None:
    every = [procedure for initiative in FIRST.initiatives for procedure in initiative.procedures]
    for procedure in (*su.find(FIRST, "csam-interim").procedures, *every[::5]):
        picture = svg(charts.timeline(procedure, on=FIRST.published))
        found = re.findall(r'transform="translate\(([\d.]+),[^>]*>\d{4}-\d{2}<', picture)
        places = sorted(map(float, found))
        assert 2 <= len(places) <= 9, procedure.reference
        assert min(after - before for before, after in pairwise(places)) > 56  # seven figures of 12 pixels, and a gap


def test_what_is_not_known_is_hatched() -> None:
    picture = svg(drawn("heat-map"))
    unknown = re.findall(r'aria-label="[^"]*: unknown"[^>]*fill="url\(#gradient_\d+\)"', picture)
    assert sum(len(su.obligations(FIRST, state=one).unknown) for one in su.member_states(on=FIRST.published)) == len(
        unknown
    )
    no = re.findall(r'aria-label="[^"]*: not outstanding"[^>]*fill="#FFFFFF"', picture)
    assert 8 == len(no)  # Denmark, which eight of the directives do not bind


def test_each_mark_says_what_it_is() -> None:
    assert "Denmark: 0\u20137 of 15" in spoken(svg(drawn("tile-map")))
    assert "Market Abuse Directive, Portugal: unknown" in spoken(svg(drawn("heat-map")))
    assert "Publication (Several institutions, or not recorded): 2021-05-17" in spoken(svg(drawn("timeline")))


def heads(picture: str) -> list[tuple[str, str | None]]:
    """Return the elements that come before the drawing: the title and the alternative text."""
    every = ET.fromstring(picture)  # noqa: S314 - our own picture
    return [(one.tag.removeprefix(SVG), one.text) for one in every if one.tag in {f"{SVG}title", f"{SVG}desc"}]


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_carries_its_alternative_text(name: str) -> None:
    picture, chart = charts.svg(drawn(name)), drawn(name)
    assert [("title", chart.to_dict()["title"]["text"]), ("desc", chart.description)] == heads(picture)
    root = ET.fromstring(picture)  # noqa: S314 - our own picture
    assert "graphics-document" == root.get("role")
    assert [f"{SVG}title", f"{SVG}desc"] == [one.tag for one in root][:2]  # where SVG requires them
    assert set(spoken(svg(chart))) == set(spoken(picture))  # each mark keeps its description


@pytest.mark.parametrize(
    ("title", "carried"),
    [
        ('A & <b> "quoted"', [("title", 'A & <b> "quoted"')]),
        (["Who is", "behind"], [("title", "Who is behind")]),
        (alt.Title(["Who is", "behind"], subtitle="x"), [("title", "Who is behind")]),
        ({"text": "Who is behind"}, [("title", "Who is behind")]),
        (alt.Title(alt.expr("1 + 1")), []),  # only Vega determines this text
        (alt.Undefined, []),
    ],
)
def test_a_title_of_any_kind_is_carried(title: Any, carried: list[tuple[str, str]]) -> None:
    chart = alt.Chart(alt.InlineData(values=[{}]), title=title).mark_bar()
    assert carried == heads(charts.svg(chart))


def test_charts_put_together_carry_their_texts() -> None:
    one, other = drawn("most-outstanding"), drawn("tile-map")
    assert {one.description, other.description} <= set(spoken(charts.svg(one | other)))


@pytest.mark.thorough
def test_charts_put_together_keep_their_looks_and_legends() -> None:
    names = ("most-outstanding", "tile-map", "timeline", "overdue", "heat-map", "stage-counts")
    together = ET.fromstring(charts.svg(alt.vconcat(*(drawn(name) for name in names))))  # noqa: S314 - our own picture
    alone = [ET.fromstring(charts.svg(drawn(name))) for name in names]  # noqa: S314 - our own pictures

    def fills(pictures: list[ET.Element]) -> Counter[str]:
        every = (one.get("fill", "") for picture in pictures for one in picture.iter(f"{SVG}path"))
        return Counter(re.sub(r"gradient_\d+", "gradient", fill) for fill in every if fill)

    assert fills(alone) == fills([together])
    legends = ("Outstanding", "Unknown", "Commission", "Overdue")
    texts = ["".join(text.itertext()) for text in together.iter(f"{SVG}text")]
    assert [3, 2, 1, 1] == [texts.count(legend) for legend in legends]


def test_a_picture_needs_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(
        ModuleNotFoundError, match=r"^support for images is not installed; run: .* 'securityunion\[plot-export\]'"
    ):
        charts.svg(drawn("tile-map"))


@pytest.mark.parametrize("name", PICTURES)
def test_a_dark_theme_leaves_words_that_can_be_read(name: str) -> None:
    with alt.theme.enable("dark"):
        picture = charts.svg(drawn(name))
    fills = {"".join(text.itertext()): text.get("fill") for text in ET.fromstring(picture).iter(f"{SVG}text")}  # noqa: S314
    assert "#fff" == fills[drawn(name).to_dict()["title"]["text"]]
    assert {"#fff", INK} >= set(fills.values())  # ink is used on the white panel only
    assert re.search(r'class="background"[^>]*fill="#FFFFFF"', picture)


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_fit_a_page(name: str, tmp_path: Path) -> None:
    file = tmp_path / "chart.png"
    drawn(name).save(file)
    picture = file.read_bytes()
    assert picture.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", picture[16:24])
    assert width <= 736  # the column of the documentation
    assert height <= 900


def test_a_report_without_anything_and_awkward_texts_are_drawn() -> None:
    awkward = '"quoted" \\ </script> <b>&amp; \u2028 Ἑλλάς'
    strategy = su.Strategy(id="s", title="S", priorities=(su.Priority(id="one", title=awkward),))
    initiative = su.Initiative(
        id="i", title=awkward, priority="one", kind=su.InitiativeKind.ACT, stage=su.Stage.PENDING_TRANSPOSITION
    )
    empty = su.ProgressReport(id="r", title=awkward, published=FIRST.published, strategy=strategy)
    one = su.ProgressReport(
        id="r", title=awkward, published=FIRST.published, strategy=strategy, initiatives=(initiative,)
    )
    further = "It may count Member States for further obligations, so sums are lower limits."
    said = ["The report lists no initiatives.", *[f"The report lists no obligations of Member States. {further}"] * 4]
    every: list[Any] = [charts.stage_counts, charts.most_outstanding, charts.overdue, charts.tile_map, charts.heat_map]
    for draw, expected in zip(every, said, strict=True):
        chart = draw(empty)
        title = chart.to_dict()["title"]
        assert {title["text"], *title["subtitle"], expected} == set(filter(None, words(svg(chart))))
    assert any('"quoted" \\ <\u2060/script>' in text for text in words(svg(charts.stage_counts(one))))


class Tags(HTMLParser):
    """Collect the elements of a page that a browser would create."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - given by the parser
        self.found.append(tag)


def tags(page: str) -> list[str]:
    parser = Tags()
    parser.feed(page)
    return parser.found


def test_a_notebook_shows_a_chart_without_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    for draw in (charts.stage_counts, charts.tile_map, charts.heat_map):
        chart: Any = draw(FIRST)
        for shown in (chart, chart.properties(name="x"), copy.deepcopy(chart), pickle.loads(pickle.dumps(chart))):  # noqa: S301 - our own
            bundle = shown._repr_mimebundle_()
            assert {"image/svg+xml", "text/plain"} == set(bundle)
            assert "<desc>" in bundle["image/svg+xml"]
            assert "http" not in bundle["image/svg+xml"].replace("http://www.w3.org/", "")
    with alt.renderers.enable("html"):
        assert "text/html" in chart._repr_mimebundle_()
    monkeypatch.setattr(offline, "find_spec", lambda _: None)
    assert "text/html" in chart._repr_mimebundle_()


def test_only_charts_have_such_classes() -> None:
    with pytest.raises(AttributeError, match=r"^module 'securityunion\.charts\.offline' has no attribute 'Axis'$"):
        offline.Axis  # noqa: B018 - the access is tested


HOSTILE = "x</script><img src=1 onerror=alert(1)><!-- <svg/onload=alert(2)>"


def exports(chart: Any, folder: Path) -> Iterator[str]:
    """Yield every kind of page that Altair can make of a chart."""
    for options in ({}, {"fullhtml": False}, {"inline": True}):
        yield chart.to_html(**options)
    for options in ({}, {"inline": True}):
        chart.save(folder / "chart.html", **options)
        yield (folder / "chart.html").read_text(encoding="utf-8")
    yield chart._repr_mimebundle_()["image/svg+xml"]
    for renderer in ("html", "svg", "olli"):
        with alt.renderers.enable(renderer):
            bundle = chart._repr_mimebundle_()
        bundle = bundle[0] if isinstance(bundle, tuple) else bundle
        yield from (content for kind, content in bundle.items() if kind in {"text/html", "image/svg+xml"})


@pytest.mark.thorough
@pytest.mark.parametrize(
    "draw", [charts.stage_counts, charts.most_outstanding, charts.overdue, charts.tile_map, charts.heat_map]
)
def test_no_text_becomes_markup_in_any_export(draw: Any, tmp_path: Path) -> None:
    def titled(title: str) -> Any:
        priorities = tuple(attrs.evolve(one, title=title) for one in FIRST.priorities)
        initiatives = tuple(attrs.evolve(one, title=title) for one in FIRST.initiatives)
        strategy = attrs.evolve(strategy_of(FIRST), title=title, priorities=priorities)
        return draw(attrs.evolve(FIRST, title=title, strategy=strategy, initiatives=initiatives))

    assert HOSTILE.replace("<", "") in json.dumps(titled(HOSTILE).to_dict()).replace("<\\u2060", "")
    for harmless, page in zip(exports(titled("x"), tmp_path), exports(titled(HOSTILE), tmp_path), strict=True):
        # A long title is drawn in several lines, each in an element of its own.
        assert set(tags(page)) - {"tspan"} == set(tags(harmless)) - {"tspan"}
        assert tags(page).count("script") == tags(harmless).count("script")


def test_a_timeline_has_no_free_text() -> None:
    # Its texts are a reference, the names of institutions and the kinds of events.
    assert "<" not in charts.timeline(CONTENT, on=FIRST.published).to_json()


def test_the_pictures_of_the_documentation_are_those_drawn_today() -> None:
    for name in PICTURES:
        stored = (DOCS / "images" / f"{name}.svg").read_text(encoding="utf-8")
        picture = charts.svg(drawn(name))
        # The positions of the words depend on the fonts of the machine. The words themselves do not.
        assert sorted(words(picture)) == sorted(words(stored)), name
        assert sorted(spoken(picture)) == sorted(spoken(stored)), name
        assert heads(picture) == heads(stored), name
        assert f"(images/{name}.svg)" in (DOCS / "charts.md").read_text(encoding="utf-8")
