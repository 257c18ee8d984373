"""The step chart: what is certain, possible and not in force looks different and reads the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

import dateline
from dateline import Story
from dateline.errors import DateError, ExportError
from dateline.export.rates.chart import build_chart, step_label
from dateline.export.rates.drawing import chart_svg, describe
from dateline.export.rates.frame import NARROW, WIDE
from dateline.export.rates.page import chart_page

WriteStory = Callable[[Path, Mapping[str, Any]], Path]
SVG = "{http://www.w3.org/2000/svg}"
QUOTE = {"source": "herald", "quote": "a toll of 5% on barges"}


def state(name: str, when: Any, **more: Any) -> dict[str, Any]:
    given = {"id": name, "label": f"State {name}", "status": "InForce", "evidence": QUOTE}
    return {**given, **({"when": when} if when else {}), **more}


STATES = [
    state("first", "2025-01-10/2025-02-28", rate=10, products=["rafts"]),
    state("second", "2025-03/..", rate=25, products=["rafts", "ferries"]),
    state("coming", "2025-02-01/2025-02-20", rate=25, status="Announced", products=["rafts"]),
    state("paused", "2025-02-21/2025-02-27", rate=25, status="Suspended", products=["rafts"]),
    state("ended", "2025-04-01/", rate="2.5", products=["canoes"]),
    state("early", "/2025-05-31", rate=1, products=["canoes"]),
    state("bare", "2025-04-05/..", products=["canoes"]),
    state("undated", None, rate=3, products=["canoes"], status="Proposed"),
    state("empty", "2025-04-05/.."),
]


@pytest.fixture(scope="module")
def river(
    canal_content: Mapping[str, Any], write_story: WriteStory, tmp_path_factory: pytest.TempPathFactory
) -> Story:
    content = deepcopy(dict(canal_content))
    for source in content["sources"]:
        source.pop("file")
        source.pop("sha256")
    content["story"]["title"] = "Rafts & <ferries>"
    content["products"] += [
        {"id": "rafts", "label": "Rafts <&>", "broader": "vessels"},
        {"id": "ferries", "label": "Ferries", "broader": "vessels"},
        {"id": "canoes", "label": "Canoes", "broader": "vessels"},
    ]
    content["policies"] = [{"id": "duty", "type": "Tariff", "label": "Duty & fee", "states": STATES}]
    content["claims"], content["links"] = [], []
    for event in content["events"]:
        event["about"] = []
    return dateline.open(write_story(tmp_path_factory.mktemp("river"), content))


def drawn(story: Story, product: str | None = None, **window: Any) -> ElementTree.Element:
    chart = build_chart(story.rate_states(product=product), story.title, **window)
    return ElementTree.fromstring(chart_svg(chart))


def kinds(svg: ElementTree.Element, kind: str) -> list[ElementTree.Element]:
    """The shapes of a class, without the one of the legend."""
    return [shape for shape in svg.iter() if shape.get("class") == kind and "%" in (shape.get("x") or "")]


def texts(svg: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in svg.iter(f"{SVG}text")]


def test_a_band_is_for_a_policy_and_the_goods_with_the_same_states(river: Story) -> None:
    chart = build_chart(river.rate_states(), river.title)
    assert [(band.goods, len(band.states)) for band in chart.bands] == [
        ("Canoes", 3),
        ("Ferries", 1),
        ("Rafts <&>", 4),
    ]
    assert chart.left_out == {"with neither rate nor goods to draw": 1}
    assert [state.id for state in chart.bands[0].undated] == ["undated"]


def test_only_goods_that_were_asked_for_have_a_band(river: Story) -> None:
    chart = build_chart(river.rate_states(product="ferries"), river.title)
    assert [band.goods for band in chart.bands] == ["Ferries"]


def test_the_window_runs_over_the_months_of_all_bounds_or_as_asked(river: Story) -> None:
    chart = build_chart(river.rate_states(), river.title)
    assert (chart.first, chart.last) == (date(2025, 1, 1), date(2025, 5, 31))
    narrower = build_chart(river.rate_states(), river.title, first="2025-04", last="2025-04-10")
    assert (narrower.first, narrower.last) == (date(2025, 4, 1), date(2025, 4, 10))
    assert narrower.left_out["outside the days of the chart"] == 3


def test_certain_days_are_filled_and_days_of_an_uncertain_begin_hatched(river: Story) -> None:
    svg = drawn(river, "ferries", first="2025-03-01", last="2025-04-30")
    (core,), (maybe,) = kinds(svg, "core"), kinds(svg, "maybe")
    assert (maybe.get("x"), core.get("x")) == ("0%", maybe.get("width"))
    assert maybe.get("fill") == "url(#w-hatch)"
    share = float((maybe.get("width") or "").rstrip("%")) / 98
    assert share == pytest.approx(30 / 61, abs=0.001), "the last day of March is certain"
    assert kinds(svg, "idle") == []


def test_what_is_not_in_force_is_an_empty_outline_with_its_condition_in_words(river: Story) -> None:
    svg = drawn(river, "rafts")
    assert len(kinds(svg, "idle")) == 2
    assert {"25 % announced", "25 % suspended", "10 %", "25 %"} <= set(texts(svg))
    assert all(shape.get("fill") == "none" for shape in kinds(svg, "idle"))


def test_unknown_ends_and_begins_have_a_question_mark_and_open_ends_an_arrow(river: Story) -> None:
    svg = drawn(river, "canoes")
    assert texts(svg).count("?") == 2
    arrows = [shape for shape in svg.iter() if shape.get("class") == "arrow"]
    assert len(arrows) == 1 + 1, "one in the legend, one for what goes on"
    assert "without a date: 3 % proposed" in texts(svg)
    assert "no rate given" in texts(svg)


def test_a_higher_rate_stands_higher_on_one_scale(river: Story) -> None:
    heights = {shape.get("height") for shape in kinds(drawn(river, "rafts"), "core")}
    assert sorted(int(height or 0) for height in heights) == [26, 64]


def test_words_do_not_run_into_each_other_at_their_least_width(river: Story) -> None:
    for width in (WIDE, NARROW):
        chart = build_chart(river.rate_states(), river.title)
        svg = ElementTree.fromstring(chart_svg(chart, width))
        boxes = []
        for group in svg.iter(f"{SVG}svg"):
            for text in group.findall(f"{SVG}text"):
                if (text.get("class") or "").startswith("step ") and text.text:
                    left = float((group.get("x") or "0%").rstrip("%")) * width / 100
                    size = len(text.text) * 6.5
                    flipped = text.get("text-anchor") == "end"
                    boxes.append(
                        (float(text.get("y") or 0), left - size * flipped, left + size * (not flipped))
                    )
        assert len(boxes) >= 8
        for y, left, right in boxes:
            assert left >= -1
            assert right <= width + 1
            others = [box for box in boxes if box[0] == y and box != (y, left, right)]
            assert all(right <= other[1] + 1 or other[2] <= left + 1 for other in others)


def test_no_letter_is_smaller_than_11_pixels(river: Story) -> None:
    svg = chart_svg(build_chart(river.rate_states(), river.title))
    sizes = re.findall(r'font-size[:="]+(\d+)', svg)
    assert sizes
    assert min(map(int, sizes)) >= 11
    assert "viewBox" not in svg, "a drawing that is scaled would scale its letters"


def test_the_same_story_gives_the_same_bytes_and_all_is_escaped(river: Story) -> None:
    chart = build_chart(river.rate_states(), river.title, day="2025-03-15")
    again = build_chart(river.rate_states(), river.title, day="2025-03-15")
    assert chart_page(chart) == chart_page(again)
    page = chart_page(chart)
    assert "Rafts &lt;&amp;&gt;" in page
    assert "<ferries>" not in page
    assert "<script" not in page
    assert "15 March 2025" in page


def test_the_drawing_describes_itself_and_the_page_has_every_state_in_a_table(river: Story) -> None:
    chart = build_chart(river.rate_states(), river.title)
    svg = ElementTree.fromstring(chart_svg(chart))
    assert svg.findtext(f"{SVG}title") == "Rates over time"
    assert svg.findtext(f"{SVG}desc") == describe(chart)
    assert "25 % announced" in describe(chart)
    page = chart_page(chart)
    for item in STATES[:-1]:
        assert page.count(f"<b>{item['label']}</b>") == 1
    assert "a toll of 5% on barges" in page


def test_a_state_without_a_rate_or_without_a_certain_day_says_so(river: Story) -> None:
    states = {state.id: state for state in river.rate_states()}
    labels = {name: step_label(state) for name, state in states.items()}
    assert labels["bare"] == "no rate given"
    assert labels["first"] == "10 %"
    some_day = replace(states["first"], latest_begin="2025-02-28", earliest_end="2025-01-10")
    assert step_label(some_day) == "10 %, possibly"
    assert labels["undated"] == "3 % proposed"


def test_nothing_to_draw_and_days_that_run_backwards_are_errors(river: Story) -> None:
    with pytest.raises(ExportError, match="nothing to draw"):
        build_chart(river.rate_states(product="tugs"), river.title)
    with pytest.raises(DateError, match="run backwards"):
        build_chart(river.rate_states(), river.title, first="2026", last="2025")


def test_the_bundled_story_has_steel_at_50_percent_in_its_chart(bundled: Story) -> None:
    chart = build_chart(bundled.rate_states(product="steel", origin="canada"), bundled.title)
    steel = [band for band in chart.bands if band.goods == "Steel"]
    assert any(state.id == "steel-50" for band in steel for state in band.states)
    assert "50 %" in texts(ElementTree.fromstring(chart_svg(chart)))
