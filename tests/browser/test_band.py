"""The band over the timeline: a window that mouse, touch and keys move, play, and the two clocks."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from dateline import Story
from dateline.graph.time.spans import Certainty, within

if TYPE_CHECKING:
    from tests.browser.conftest import Open

WINDOW = "dateline.state.get().window"
PASSING = "dateline.model.nodes.filter(({ index }) => dateline.state.passes(index)).map(({ id }) => id)"
TIMED = "dateline.model.nodes.filter(({ index }) => dateline.filters.timed[index]).map(({ id }) => id)"
ANSWERS = """([from, to]) => {
  const { spans, model } = dateline;
  const days = [from, to].map((day) => (day === null ? null : spans.toDay(day)));
  const answer = (node) => spans.WORDS[spans.within(node.span, ...days)];
  return Object.fromEntries(model.nodes.map((node) => [node.id, answer(node)]));
}"""
RANGES = [
    ("2025-06-01", "2025-06-30"),
    ("2025-02-03", "2025-02-03"),
    (None, "2025-03-06"),
    ("2025-10-07", None),
    (None, None),
]


def test_the_browser_gives_the_three_answers_of_python(visit: Open, bundled: Story, first_story: str) -> None:
    opened = visit(first_story)
    spans = {data["id"]: bundled.snapshot.span(iri) for iri, data in bundled.network().nodes(data=True)}
    for days in RANGES:
        answers = opened.run(ANSWERS, list(days))
        assert answers == {name: within(span, *days).value for name, span in spans.items()}, days
        assert len(set(answers.values())) > 1 or days == (None, None)


def test_dragging_across_the_band_draws_a_window_and_its_edges_move(
    visit: Open, networks: ModuleType
) -> None:
    opened = visit(networks.small_story())
    page = opened.page
    box = opened.box("#dl-band")
    page.mouse.move(box["x"] + 200, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 500, box["y"] + 20, steps=5)
    page.mouse.up()
    first = opened.run(WINDOW)
    assert first["from"] < first["to"]
    edge = opened.box("#dl-to")
    assert edge["x"] + edge["width"] / 2 == pytest.approx(box["x"] + 500, abs=12)
    page.mouse.move(edge["x"] + edge["width"] / 2, edge["y"] + 20)
    page.mouse.down()
    page.mouse.move(edge["x"] + 140, edge["y"] + 20, steps=5)
    page.mouse.up()
    second = opened.run(WINDOW)
    assert (second["from"], second["to"] > first["to"]) == (first["from"], True)
    page.mouse.move(box["x"] + 350, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 300, box["y"] + 20, steps=5)
    page.mouse.up()
    third = opened.run(WINDOW)
    assert third["from"] < second["from"]
    assert third["to"] < second["to"]
    page.get_by_role("button", name="All time").click()
    assert opened.run(WINDOW) is None


def test_a_finger_moves_the_window(visit: Open, networks: ModuleType) -> None:
    opened = visit(networks.small_story(), width=360, height=740, has_touch=True)
    page = opened.page
    page.get_by_role("button", name="Timeline", exact=True).tap()
    box = opened.box("#dl-band")
    session = page.context.new_cdp_session(page)

    def touch(kind: str, x: float) -> None:
        points = [] if kind == "touchEnd" else [{"x": box["x"] + x, "y": box["y"] + 20}]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", 60)
    for x in (90, 130, 180):
        touch("touchMove", x)
    touch("touchEnd", 180)
    window = opened.run(WINDOW)
    assert window is not None
    assert window["from"] < window["to"]
    assert opened.run("document.documentElement.scrollWidth") <= 360


def test_keys_move_the_window_and_each_of_its_edges(visit: Open, networks: ModuleType) -> None:
    opened = visit(networks.small_story())
    page = opened.page
    opened.run("dateline.state.set({ window: { from: '2025-06-01', to: '2025-06-30' } }, { from: 'test' })")
    page.locator("#dl-from").focus()
    page.keyboard.press("ArrowRight")
    assert opened.run(WINDOW) == {"from": "2025-06-02", "to": "2025-06-30"}
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "dl-to"
    page.keyboard.press("Shift+ArrowRight")
    assert opened.run(WINDOW) == {"from": "2025-06-02", "to": "2025-07-07"}
    assert page.locator("#dl-to").get_attribute("aria-valuetext") == "7 July 2025"
    page.locator("#dl-window").focus()
    page.keyboard.press("PageDown")
    assert opened.run(WINDOW) == {"from": "2025-05-03", "to": "2025-06-07"}
    page.locator("#dl-from").focus()
    for _ in range(60):
        page.keyboard.press("ArrowRight")
    window = opened.run(WINDOW)
    assert window["from"] == window["to"] == "2025-06-07", "the edges do not pass each other"


def test_days_can_be_typed_and_only_what_is_certain_kept(
    visit: Open, bundled: Story, first_story: str
) -> None:
    opened = visit(first_story)
    page = opened.page
    page.fill("#dl-day-from", "2025-06-01")
    page.fill("#dl-day-to", "2025-06-03")
    page.locator("#dl-day-to").blur()
    assert opened.run(WINDOW) == {"from": "2025-06-01", "to": "2025-06-03"}
    possible = set(opened.run(PASSING))
    page.get_by_label("certain only").check()
    certain = set(opened.run(PASSING))
    assert certain < possible
    assert "g7-summit" in possible - certain
    timed = set(opened.run(TIMED))
    expected = {
        data["id"]
        for iri, data in bundled.network().nodes(data=True)
        if within(bundled.snapshot.span(iri), "2025-06-01", "2025-06-03") is Certainty.Certain
    }
    assert certain & timed == expected & timed
    assert certain & timed


def test_the_digits_of_a_year_that_is_being_typed_are_no_year(visit: Open, first_story: str) -> None:
    opened = visit(first_story)
    page = opened.page
    assert page.locator("#dl-day-to").input_value() == "", "no window is chosen yet"
    page.locator("#dl-day-to").focus()
    page.keyboard.type("03012025")
    window = opened.run(WINDOW)
    assert window["to"] == "2025-03-01"
    assert "2024-06" < window["from"] <= "2025-03-01"
    # The other side gives way; nothing is turned round.
    page.fill("#dl-day-from", "2025-05-01")
    page.locator("#dl-day-from").blur()
    assert opened.run(WINDOW) == {"from": "2025-05-01", "to": "2025-05-01"}


def test_the_filter_of_the_other_clock_is_said_and_taken_off(visit: Open, first_story: str) -> None:
    opened = visit(first_story)
    page = opened.page
    opened.run("dateline.state.set({ window: { from: '2025-03-12', to: '2025-04-12' } }, { from: 'test' })")
    chip = page.locator("#dl-other-clock")
    assert chip.is_hidden()
    page.locator("#dl-clock").get_by_text("Known by").click()
    assert chip.inner_text() == "and happened 12 March 2025 to 12 April 2025 \u00d7"
    page.locator("#dl-clock").get_by_text("Happened").click()
    assert chip.inner_text().startswith("and known by ")
    chip.press("Enter")
    assert opened.run("dateline.state.get().knownBy") is None
    assert opened.run(WINDOW) is not None
    assert chip.is_hidden()


def test_the_window_filters_graph_timeline_and_table_alike(visit: Open, networks: ModuleType) -> None:
    opened = visit(networks.small_story())
    page = opened.page
    opened.run("dateline.state.set({ window: { from: '2025-10-01', to: '2025-10-31' } }, { from: 'test' })")
    kept = set(opened.run(PASSING))
    assert "oval" in kept
    assert "g7" not in kept
    drawn = opened.run("dateline.graph.visible.map((index) => dateline.model.nodes[index].id)")
    assert set(drawn) <= kept
    assert page.locator("#dl-time-bars [role=option]", has_text="G7 summit").count() == 0
    page.get_by_role("button", name="Table", exact=True).click()
    assert page.locator("#dl-table tbody tr").count() == len(kept)


def test_known_by_hides_what_later_sources_tell_and_their_quotes(
    visit: Open, bundled: Story, first_story: str
) -> None:
    opened = visit(first_story)
    page = opened.page
    page.locator("#dl-clock").get_by_text("Known by").click()
    page.fill("#dl-day-to", "2025-02-03")
    page.locator("#dl-day-to").blur()
    assert opened.run("dateline.state.get().knownBy") == "2025-02-03"
    kept = set(opened.run(PASSING))
    story = bundled.known_by("2025-02-03")
    expected = {data["id"] for _, data in story.network().nodes(data=True)}
    timed = set(opened.run(TIMED))
    assert kept & timed == expected & timed
    assert kept < set(opened.run("dateline.model.nodes.map(({ id }) => id)"))
    page.fill("#dl-search", "Executive Order 14193")
    page.keyboard.press("Enter")
    issued = page.locator("#dl-panel .evidence time").evaluate_all("all => all.map((one) => one.dateTime)")
    assert issued
    assert max(day for day in issued if day) <= "2025-02-03"


def test_play_moves_from_source_to_source_and_stops_when_asked(visit: Open, first_story: str) -> None:
    opened = visit(first_story)
    page = opened.page
    page.locator("#dl-clock").get_by_text("Known by").click()
    page.locator("#dl-play").press("Enter")
    days = opened.run("dateline.band.sourceDays.map(dateline.spans.toText)")
    opened.until("(day) => dateline.state.get().knownBy === day", days[2])
    page.locator("#dl-play").press("Enter")
    stopped = opened.run("dateline.state.get().knownBy")
    assert stopped in days[2:5]
    assert page.locator("#dl-said").inner_text().startswith("Paused: known by ")
    page.wait_for_timeout(1200)
    assert opened.run("dateline.state.get().knownBy") == stopped


def test_play_slides_a_window_over_the_days(visit: Open, networks: ModuleType) -> None:
    opened = visit(networks.small_story())
    opened.page.locator("#dl-play").click()
    first = opened.run(WINDOW)
    opened.until(f"(from) => {WINDOW}.from > from", first["from"])
    # Whatever else the reader does ends it.
    opened.page.fill("#dl-search", "carney")
    opened.page.keyboard.press("Enter")
    assert opened.page.locator("#dl-play").get_attribute("aria-pressed") == "false"


def test_a_bar_tells_the_rate_of_its_state(visit: Open, networks: ModuleType) -> None:
    network = networks.small_story()
    for _, data in network.nodes(data=True):
        if data["kind"] == "state" and data["label"].startswith("25"):
            data["label"] = "The first tariff on steel"
            data["rate"] = "25"
    bars = visit(network).page.locator("#dl-time-bars .name")
    assert "25 %: The first tariff on steel" in bars.all_text_contents()
