"""The guided walk as a reader takes it: by keyboard, by touch, and back to where they were."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from dateline.export.html import Extras, PageAbout, render_page
from dateline.graph.tour import Step

if TYPE_CHECKING:
    from tests.browser.conftest import Open, Visit

WIDTH, HEIGHT = 360, 740
STATE = """() => {
  const { view, selection, window: days, knownBy, kinds } = dateline.state.get();
  return { view, selection, days, knownBy, kinds };
}"""
SELECTED = """() => {
  const { selection } = dateline.state;
  return selection && dateline.model.nodes[selection.index].id;
}"""
NAME = """() => document.activeElement.getAttribute("aria-labelledby").split(" ")
  .map((id) => document.getElementById(id).innerText).join(": ")"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll("#dl-tour button")]
  .map((each) => each.getBoundingClientRect()).flatMap(({ width, height }) => [width, height]))"""
STEPS = (
    Step(
        "The rate doubles",
        ("On 4 June.", "To 50 %."),
        ("steel-50", "carney"),
        "2025-06-01",
        "2025-06-30",
        None,
        "graph",
    ),
    Step("A table", ("Of all.",), ("oval",), "2025-10-07", None, "2025-10-08", "table"),
    Step("Whose win", ("Poilievre asks.",), ("poilievre",), None, None, None, "graph"),
)


def page_of(networks: ModuleType, *steps: Step) -> str:
    about = PageAbout("A story", "Of a tour.", "en", "https://example.org/story/", "0.0.1")
    return render_page(networks.small_story(), about, Extras(tour=steps or STEPS))


def focused(opened: Visit) -> str:
    return str(opened.run("document.activeElement.id"))


def test_a_page_without_a_tour_has_no_button_for_one(visit: Open, networks: ModuleType) -> None:
    page = visit(networks.small_story()).page
    assert page.get_by_role("button", name="Tour").count() == 0
    assert page.locator("#dl-tour").count() == 0


def test_a_reader_walks_through_by_keyboard_alone(visit: Open, networks: ModuleType) -> None:
    opened = visit(page_of(networks))
    page = opened.page
    page.get_by_role("button", name="Tour").focus()
    page.keyboard.press("Enter")
    card = page.get_by_role("region", name="Step 1 of 3 The rate doubles")
    assert card.is_visible()
    assert focused(opened) == "dl-tour"
    assert card.locator(".tour-words").all_inner_texts() == ["On 4 June.", "To 50\N{NO-BREAK SPACE}%."]
    page.keyboard.press("ArrowRight")
    assert page.get_by_role("region", name="Step 2 of 3 A table").is_visible()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.get_by_role("region", name="Step 3 of 3 Whose win").is_visible()
    page.keyboard.press("ArrowLeft")
    assert page.locator("#dl-tour-count").inner_text() == "Step 2 of 3"
    assert focused(opened) == "dl-tour"
    page.keyboard.press("Escape")
    assert not page.locator("#dl-tour").is_visible()
    assert focused(opened) == "dl-tour-open"


def test_the_buttons_do_what_the_keys_do(visit: Open, networks: ModuleType) -> None:
    opened = visit(page_of(networks))
    page = opened.page
    page.get_by_role("button", name="Tour").click()
    assert page.get_by_role("button", name="Back").is_disabled()
    page.keyboard.press("Tab")
    assert focused(opened) == "dl-tour-next"
    page.keyboard.press("Enter")
    assert page.locator("#dl-tour-count").inner_text() == "Step 2 of 3"
    page.get_by_role("button", name="Next").click()
    assert page.get_by_role("button", name="Next").is_disabled()
    page.get_by_role("button", name="Back").click()
    assert page.locator("#dl-tour-count").inner_text() == "Step 2 of 3"
    page.get_by_role("button", name="End the tour").click()
    assert not page.locator("#dl-tour").is_visible()


def test_each_step_sets_view_selection_window_and_clock(visit: Open, networks: ModuleType) -> None:
    opened = visit(page_of(networks))
    page = opened.page
    page.get_by_role("button", name="Tour").click()
    state = opened.run(STATE)
    assert opened.run(SELECTED) == "steel-50"
    assert (state["view"], state["days"], state["knownBy"]) == (
        "graph",
        {"from": "2025-06-01", "to": "2025-06-30"},
        None,
    )
    page.keyboard.press("ArrowRight")
    state = opened.run(STATE)
    assert opened.run(SELECTED) == "oval"
    assert (state["view"], state["knownBy"]) == ("table", "2025-10-08")
    assert state["days"]["from"] == "2025-10-07"
    assert state["days"]["to"] == opened.run(
        "dateline.model.nodes.flatMap((n) => n.bounds.filter(Boolean)).sort().pop()"
    )
    page.keyboard.press("ArrowRight")
    state = opened.run(STATE)
    assert (opened.run(SELECTED), state["view"], state["days"], state["knownBy"]) == (
        "poilievre",
        "graph",
        None,
        None,
    )


def test_the_end_gives_back_what_was_there_before(visit: Open, networks: ModuleType) -> None:
    opened = visit(page_of(networks))
    page = opened.page
    page.fill("#dl-search", "Ottawa")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Table", exact=True).click()
    before = opened.run(STATE)
    assert (before["view"], before["selection"]["what"]) == ("table", "node")
    page.get_by_role("button", name="Tour").click()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert opened.run(STATE) != before
    page.keyboard.press("Escape")
    assert opened.run(STATE) == before
    assert page.locator("#dl-said").inner_text() == "The tour has ended. The page is as it was before."


def test_a_screen_reader_hears_the_name_of_the_step_and_its_words(visit: Open, networks: ModuleType) -> None:
    opened = visit(page_of(networks))
    page = opened.page
    page.get_by_role("button", name="Tour").click()
    assert opened.run(NAME) == "Step 1 of 3: The rate doubles"
    assert page.locator("#dl-said").inner_text() == "On 4 June. To 50 %."


def test_the_other_things_of_a_step_are_offered_and_lead_to_their_quotes(
    visit: Open, networks: ModuleType
) -> None:
    opened = visit(page_of(networks))
    page = opened.page
    page.get_by_role("button", name="Tour").click()
    things = page.get_by_role("list", name="What this step shows")
    assert things.get_by_role("button").count() == 2
    assert things.get_by_role("button", name="50 % on steel").get_attribute("aria-pressed") == "true"
    things.get_by_role("button", name="Mark Carney").press("Enter")
    assert opened.run(SELECTED) == "carney"
    assert things.get_by_role("button", name="Mark Carney").get_attribute("aria-pressed") == "true"
    assert things.get_by_role("button", name="50 % on steel").get_attribute("aria-pressed") == "false"
    assert page.locator("#dl-panel-title").inner_text() == "Mark Carney"
    page.keyboard.press("Escape")
    assert focused(opened) == "dl-tour"
    assert page.locator("#dl-tour-count").inner_text() == "Step 1 of 3"


def test_many_things_unfold_and_the_focus_goes_to_the_first_of_them(
    visit: Open, networks: ModuleType
) -> None:
    ids = ("steel-50", "carney", "trump", "poilievre", "oval")
    opened = visit(page_of(networks, Step("Five", ("x",), ids, None, None, None, "graph")))
    page = opened.page
    page.get_by_role("button", name="Tour").click()
    things = page.get_by_role("list", name="What this step shows").get_by_role("button")
    assert things.count() == 4
    page.get_by_role("button", name="2 more").press("Enter")
    assert things.count() == 5
    assert opened.run("document.activeElement.innerText.trim().endsWith('Pierre Poilievre')")


def test_what_the_page_has_not_is_said(visit: Open, networks: ModuleType) -> None:
    step = Step("Gone", ("x",), ("nobody", "carney"), None, None, None, "nowhere")
    opened = visit(page_of(networks, step))
    opened.page.get_by_role("button", name="Tour").click()
    text = opened.page.locator("#dl-tour").inner_text()
    assert "Not in this page: nobody." in text
    assert "This page has no view “nowhere”." in text
    assert opened.run(SELECTED) == "carney"


def test_a_kind_that_is_hidden_is_shown_while_a_step_speaks_of_it(visit: Open, networks: ModuleType) -> None:
    opened = visit(page_of(networks, Step("Steel", ("x",), ("steel",), None, None, None, "graph")))
    page = opened.page
    assert "product" not in opened.run(STATE)["kinds"]
    page.get_by_role("button", name="Tour").click()
    assert "product" in opened.run(STATE)["kinds"]
    page.keyboard.press("Escape")
    assert "product" not in opened.run(STATE)["kinds"]


def test_hostile_words_of_a_tour_stay_words(visit: Open, networks: ModuleType, hostile: ModuleType) -> None:
    words = hostile.PAYLOAD
    opened = visit(page_of(networks, Step(words, (words,), (words, "carney"), None, None, None, words)))
    opened.page.get_by_role("button", name="Tour").click()
    assert opened.page.locator("#dl-tour-title").inner_text() == words
    assert opened.run("window.__xss") is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 860), (WIDTH, HEIGHT)])
def test_axe_finds_nothing_with_the_card_open(
    visit: Open, first_story: str, axe: str, size: tuple[int, int], scheme: str
) -> None:
    opened = visit(first_story, width=size[0], height=size[1], scheme=scheme, bypass_csp=True)
    opened.page.get_by_role("button", name="Tour").click()
    assert opened.violations(axe) == []
    opened.page.keyboard.press("ArrowRight")
    assert opened.violations(axe) == []


def test_the_whole_tour_of_the_first_story_runs_and_shows_everything(visit: Open, first_story: str) -> None:
    opened = visit(first_story)
    page = opened.page
    page.get_by_role("button", name="Tour").click()
    count = opened.run("dateline.model.data.tour.length")
    assert count >= 8
    for number in range(1, count + 1):
        assert page.locator("#dl-tour-count").inner_text() == f"Step {number} of {count}"
        assert "Not in this page" not in page.locator("#dl-tour").inner_text()
        assert opened.run("dateline.state.selection") is not None
        page.keyboard.press("ArrowRight")


def test_on_a_phone_the_card_is_a_sheet_and_the_details_wait_until_asked_for(
    visit: Open, first_story: str
) -> None:
    opened = visit(first_story, width=WIDTH, height=HEIGHT)
    page = opened.page
    page.get_by_role("button", name="Tour").click()
    assert opened.run("document.documentElement.scrollWidth") <= WIDTH
    box = opened.box("#dl-tour")
    assert box["x"] == 0
    assert box["width"] == WIDTH
    assert box["y"] + box["height"] == HEIGHT
    assert box["height"] < HEIGHT / 2
    assert not page.locator("#dl-panel").is_visible()
    page.locator(".tour-focus").nth(1).click()
    assert page.locator("#dl-panel").is_visible()
    page.get_by_role("button", name="Close details").click()
    assert not page.locator("#dl-panel").is_visible()
    assert focused(opened) == "dl-tour"


def test_buttons_are_large_enough_to_hit(visit: Open, first_story: str) -> None:
    opened = visit(first_story, width=WIDTH, height=HEIGHT)
    opened.page.get_by_role("button", name="Tour").click()
    assert opened.run(SMALLEST) >= 24


def test_on_a_desk_the_card_lies_over_the_graph_and_beside_the_details(visit: Open, first_story: str) -> None:
    opened = visit(first_story)
    page = opened.page
    page.get_by_role("button", name="Tour").click()
    card, graph, panel = (opened.box(name) for name in ("#dl-tour", "#dl-graph", "#dl-panel"))
    assert graph["y"] <= card["y"]
    assert card["y"] + card["height"] <= graph["y"] + graph["height"]
    assert card["x"] + card["width"] <= panel["x"]
    middle = card["x"] + card["width"] / 2
    assert abs(middle - (graph["x"] + graph["width"] / 2)) < 2


def test_nothing_of_the_card_moves_by_itself(visit: Open, first_story: str) -> None:
    opened = visit(first_story, reduced_motion="no-preference")
    opened.page.get_by_role("button", name="Tour").click()
    moving = opened.run("document.getElementById('dl-tour').getAnimations({ subtree: true }).length")
    assert moving == 0
