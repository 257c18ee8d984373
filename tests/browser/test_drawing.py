"""The graph as it is drawn: layouts, lines when needed, neighbours that light up."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.browser.conftest import Open

SPOTS = "JSON.stringify(dateline.model.nodes.map(({ index }) => dateline.graph.spot(index)))"
LINES = "dateline.graph.lines.map(({ relation }) => relation)"
NAMES = """() => {
  const { graph, model, state } = dateline;
  const box = document.getElementById("dl-graph");
  return graph.visible.filter((index) => {
    const { x, y } = graph.network.canvasToDOM(graph.spot(index));
    return x > 0 && y > 0 && x < box.clientWidth && y < box.clientHeight;
  }).length;
}"""
APART = """() => {
  const { graph } = dateline;
  const at = graph.visible.map((index) => graph.network.canvasToDOM(graph.spot(index)));
  let nearest = Infinity;
  for (let one = 0; one < at.length; one += 1)
    for (let other = one + 1; other < at.length; other += 1)
      nearest = Math.min(nearest, Math.hypot(at[one].x - at[other].x, at[one].y - at[other].y));
  return nearest;
}"""


def test_the_first_story_is_in_sight_at_once_without_a_tangle(visit: Open, first_story: str) -> None:
    opened = visit(first_story, width=1440, height=900)
    shown = opened.run("dateline.graph.visible.length")
    assert shown > 250
    assert opened.run(NAMES) == shown
    assert opened.run(APART) > 10, "no shape hides another"
    lines = opened.run(LINES)
    assert 20 < len(lines) < 200, "only what led to what"


@pytest.mark.parametrize("layout", ["kinds", "actors", "force"])
def test_a_layout_is_the_same_every_time(layout: str, visit: Open, first_story: str) -> None:
    spots = []
    for _ in range(2):
        opened = visit(first_story)
        opened.page.select_option("#dl-layout", layout)
        spots.append(opened.run(SPOTS))
    assert spots[0] == spots[1]
    assert opened.run("dateline.state.get().layout") == layout


def test_layouts_differ_and_lanes_by_actor_have_their_owner(visit: Open, first_story: str) -> None:
    opened = visit(first_story)
    seen = set()
    for layout in ("kinds", "actors", "force"):
        opened.page.select_option("#dl-layout", layout)
        seen.add(opened.run(SPOTS))
    assert len(seen) == 3
    opened.page.select_option("#dl-layout", "actors")
    lanes = opened.run("dateline.scene.current().lanes")
    trump = next(lane for lane in lanes if lane["label"] == "Donald Trump")
    node = opened.run("dateline.model.byId.get('trump')")
    assert trump["owner"] == node
    assert opened.run("(at) => dateline.graph.spot(at).y", node) == trump["top"]


def test_lines_come_with_the_selection_and_go_with_it(visit: Open, networks: ModuleType) -> None:
    opened = visit(networks.small_story())
    page = opened.page
    page.select_option("#dl-lines", "needed")
    assert opened.run(LINES) == []
    page.fill("#dl-search", "oval")
    page.keyboard.press("Enter")
    assert len(opened.run(LINES)) == 4
    page.keyboard.press("Escape")
    assert opened.run(LINES) == []
    page.select_option("#dl-lines", "all")
    assert len(opened.run(LINES)) == opened.run(
        "dateline.model.edges.filter((edge) => dateline.state.isEdgeShown(edge)).length"
    )


def test_a_page_without_the_library_for_the_force_layout_says_so(
    visit: Open, networks: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.export.html.layout.force.find_spec", lambda name: None)
    page = visit(networks.small_story()).page
    assert page.locator("#dl-layout option[value=force]").is_disabled()
    assert "dateline[layout]" in str(page.locator("#dl-layout-note").text_content())


def test_keyboard_alone_leads_from_search_to_a_source_and_back(visit: Open, networks: ModuleType) -> None:
    page = visit(networks.small_story()).page
    page.keyboard.press("/")
    page.keyboard.type("oval")
    page.keyboard.press("Enter")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").startswith("Open the source"):
            break
    link = page.evaluate("document.activeElement.href")
    assert link == "https://example.org/examiner"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "dl-search"


def test_everything_fits_at_twice_the_size(visit: Open, first_story: str) -> None:
    """A window of 1280 pixels at 200 % has 640 of the page's own."""
    opened = visit(first_story, width=640, height=430, device_scale_factor=2)
    buttons = opened.page.locator("#dl-views button:visible").all()
    assert len(buttons) > 4
    for button in buttons:
        button.click()
        assert opened.run("document.documentElement.scrollWidth") <= 640, button.inner_text()
