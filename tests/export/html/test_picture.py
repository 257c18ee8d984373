"""The static picture of a story: what it draws, where, and that it says what it does not draw."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree import ElementTree

import pytest

from dateline import Story
from dateline.export.picture import Picture, build_picture, left_out, picture_svg
from dateline.export.picture.packing import Placed
from dateline.export.picture.picking import ROWS
from dateline.export.picture.style import schemes

SVG = "{http://www.w3.org/2000/svg}"


def drawn(network: Any, title: str = "A story") -> ElementTree.Element:
    return ElementTree.fromstring(picture_svg(build_picture(network, title)))


def texts(svg: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in svg.iter(f"{SVG}text")]


def bar(svg: ElementTree.Element, name: str) -> ElementTree.Element:
    """The group of the thing with that name."""
    groups = (group for group in svg.iter(f"{SVG}g") if name in texts(group))
    return next(groups)


def shapes(group: ElementTree.Element, kind: str) -> list[tuple[float, float]]:
    """Left and width of the shapes of a class, in percent."""
    found = (shape for shape in group.iter(f"{SVG}rect") if kind in (shape.get("class") or "").split())
    return [tuple(float((s.get(a) or "").rstrip("%")) for a in ("x", "width")) for s in found]  # type: ignore[misc]


def placed(picture: Picture) -> list[Placed]:
    return [each for lane in picture.lanes for each in lane.placed]


def test_every_kind_with_a_date_has_a_lane_with_its_rates(networks: ModuleType) -> None:
    svg = drawn(networks.small_story(), "Carney & Trump")
    said = texts(svg)
    assert said[0] == "Carney & Trump"
    assert {"Events: 2", "Policy states: 2", "Claims: 1"} <= set(said)
    assert {"G7 summit", "50 % on steel", "25 % on steel", "Carney should negotiate a win"} <= set(said)
    assert "Not drawn: 1 event without a date." in said


def test_a_rate_that_its_label_does_not_say_stands_before_it(networks: ModuleType) -> None:
    story = networks.Story()
    story.node("s", "state", "PolicyState", "The toll", networks.on("2025-05-01"), facts=[("Rate", "12.5 %")])
    assert "12.5 %: The toll" in texts(drawn(story.network))


def test_certain_days_are_solid_and_only_possible_ones_hatched(networks: ModuleType) -> None:
    """Began between 1 and 30 June, goes on: hatched in June, solid from the last day of June."""
    svg = drawn(networks.small_story())
    group = bar(svg, "50 % on steel")
    ((possible, whole),) = shapes(group, "possible")
    ((certain, rest),) = shapes(group, "certain")
    assert certain + rest == pytest.approx(possible + whole, abs=0.02)
    picture = build_picture(networks.small_story(), "")
    assert picture.frame is not None
    assert certain == pytest.approx(picture.frame.x("2025-06-30"), abs=0.02)
    assert possible == pytest.approx(picture.frame.x("2025-06-01"), abs=0.02)
    hatch = next(shape for shape in group.iter() if shape.get("class") == "possible").get("fill") or ""
    assert svg.find(f".//{SVG}pattern[@id='{hatch[len('url(#') : -1]}']") is not None


def test_some_day_of_june_has_no_certain_part_and_a_day_is_only_certain(networks: ModuleType) -> None:
    svg = drawn(networks.small_story())
    assert shapes(bar(svg, "G7 summit"), "certain") == []
    assert len(shapes(bar(svg, "G7 summit"), "possible")) == 1
    story = networks.Story()
    story.node("talks", "event", "Meeting", "Talks", networks.on("2025-05-01"))
    group = bar(drawn(story.network), "Talks")
    assert (len(shapes(group, "certain")), shapes(group, "possible")) == (1, [])


def test_what_goes_on_has_an_arrow_and_what_was_only_planned_an_outline(networks: ModuleType) -> None:
    svg = drawn(networks.small_story())
    arrows = [shape for shape in bar(svg, "50 % on steel").iter() if shape.get("class") == "arrow"]
    assert len(arrows) == 1
    planned = bar(svg, "Oval Office meeting")
    assert (len(shapes(planned, "idle")), shapes(planned, "certain")) == (1, [])
    assert "planned" in (planned.findtext(f"{SVG}title") or "")


def many(networks: ModuleType, count: int) -> Any:
    """Events on following days, of which every tenth has nine connections and the others one."""
    story = networks.Story("Many")
    story.node("someone", "actor", "Person", "Someone")
    for number in range(count):
        day = (date(2025, 1, 1) + timedelta(days=number % 300)).isoformat()
        story.node(f"e{number:04}", "event", "Meeting", f"Meeting {number} of some length", networks.on(day))
        for _ in range(9 if number % 10 == 0 else 1):
            story.edge("someone", f"e{number:04}", "Host", "hosted", "participation")
    return story.network


def test_of_too_many_things_the_busiest_are_drawn_and_the_others_counted(networks: ModuleType) -> None:
    picture = build_picture(many(networks, 600), "Many")
    (lane,) = picture.lanes
    assert lane.rows == ROWS["event"]
    assert {each.thing.links for each in lane.placed[:10]} == {9}
    assert sum(each.thing.links == 9 for each in lane.placed) > 0.9 * len(lane.placed)
    counts = [int(found) for found in re.findall(r"(\d+) event", " ".join(picture.left_out))]
    assert sum(counts) + len(lane.placed) == 600
    svg = ElementTree.fromstring(picture_svg(picture))
    assert f"Events: {len(lane.placed)} of {lane.of}, the most connected that fit" in texts(svg)
    assert any(
        text.startswith(f"Not drawn: {counts[0]} events for which no row has room") for text in texts(svg)
    )
    assert len(list(svg.iter(f"{SVG}g"))) == len(lane.placed)


def test_a_thing_of_long_ago_does_not_flatten_the_rest_and_is_counted(networks: ModuleType) -> None:
    network = many(networks, 40)
    story = networks.Story()
    story.node("old", "event", "Meeting", "Long ago", networks.on("1867-07-01"))
    network.add_nodes_from(story.network.nodes(data=True))
    picture = build_picture(network, "")
    assert picture.frame is not None
    assert picture.frame.first.year >= 2024
    assert any(re.search(r"\d+ events? outside these days", said) for said in picture.left_out)
    assert "Long ago" not in picture_svg(picture)


def test_what_began_before_the_window_and_goes_on_is_drawn_from_its_edge(networks: ModuleType) -> None:
    network = many(networks, 40)
    story = networks.Story()
    since: Any = ("1930-06-17", "1930-06-17", None, None)
    story.node("act", "event", "Event", "Since 1930", since, ongoing=True)
    for number in range(50):
        story.edge("act", "act", f"r{number}", "is", "link")
    network.add_nodes_from(story.network.nodes(data=True))
    network.add_edges_from(story.network.edges(keys=True, data=True))
    (found,) = [each for each in placed(build_picture(network, "")) if each.thing.name == "Since 1930"]
    assert (found.left, found.cut) == (0, True)


def test_the_exporter_says_all_that_the_picture_leaves_out(bundled: Story, tmp_path: Path) -> None:
    notes = bundled.export("svg", tmp_path / "story.svg")
    network = bundled.network()
    picture = build_picture(network, bundled.title)
    assert notes == left_out(picture, network)
    everything = " ".join(notes)
    assert f"{network.number_of_edges()} connections" in everything
    counted = sum(int(number) for number in re.findall(r"(\d+) (?!connections)[a-z]", everything))
    assert counted + len(placed(picture)) == network.number_of_nodes()
    assert (tmp_path / "story.svg").read_text("utf-8") == picture_svg(picture)


def test_the_picture_says_in_words_what_it_shows_and_runs_nothing(bundled: Story) -> None:
    text = bundled.to_svg()
    svg = ElementTree.fromstring(text)
    assert svg.get("role") == "img"
    named = (svg.get("aria-labelledby") or "").split()
    assert [svg.find(f"{SVG}{tag}").get("id") for tag in ("title", "desc")] == named  # type: ignore[union-attr]
    said = svg.findtext(f"{SVG}desc") or ""
    assert "50 % tariff on steel and aluminum, since 4 June 2025, ongoing" in said
    assert "Not drawn: " in said
    assert not re.search(r"<script|\son\w+=|href|@import|url\((?!#)", text)
    assert "prefers-color-scheme:dark" in text


def test_its_colours_are_those_of_the_page() -> None:
    light, dark = schemes()
    assert light.keys() == dark.keys()
    assert {f"kind-{name}" for name in ROWS} <= light.keys()
    assert light["paper"] != dark["paper"]


@pytest.mark.parametrize("name", ["empty", "one_node", "undated", "strange_labels", "hostile"])
def test_odd_stories_have_a_picture_too(networks: ModuleType, hostile: ModuleType, name: str) -> None:
    network = hostile.hostile_network() if name == "hostile" else getattr(networks, name)()
    svg = drawn(network, "<script>alert(1)</script>\x00")
    assert texts(svg)[0] == "<script>alert(1)</script>\ufffd"
    if name in ("empty", "one_node", "undated"):
        assert "Nothing in this story has a date." in texts(svg)
    assert {node.tag.removeprefix(SVG) for node in svg.iter()} <= {
        *("svg", "title", "desc", "style", "defs", "pattern", "path", "rect", "text", "g", "line")
    }


@pytest.mark.parametrize("days", [("0001-01-01", "0001-01-02"), ("9999-12-30", "9999-12-31")])
def test_the_first_and_the_last_days_of_all_can_be_drawn(networks: ModuleType, days: tuple[str, str]) -> None:
    story = networks.Story()
    story.node("a", "event", "Meeting", " ", networks.within(*days))
    assert "a" in texts(drawn(story.network)), "what has no label is called by its id"


def test_a_window_of_a_few_days_names_the_days(networks: ModuleType) -> None:
    story = networks.Story()
    story.node("a", "event", "Meeting", "A", networks.on("2025-10-06"))
    story.node("b", "event", "Meeting", "B", networks.on("2025-10-09"))
    assert {"6", "7", "8", "9", "Oct 2025"} <= set(texts(drawn(story.network)))
