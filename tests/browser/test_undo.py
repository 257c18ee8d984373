from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.browser.conftest import Open, Visit

SET = "([patch, from]) => dateline.state.set(patch, { from })"
STATE = "() => dateline.state.get()"


def said(opened: Visit) -> str:
    return str(opened.page.locator("#dl-said").inner_text())


def label(opened: Visit, name: str) -> str:
    return str(opened.page.locator(f"#dl-{name}").get_attribute("aria-label"))


def test_a_filter_is_undone_and_redone_by_keyboard_and_said_in_words(
    visit: Open, networks: ModuleType
) -> None:
    opened = visit(networks.small_story())
    page = opened.page
    page.locator('fieldset[data-facet="actor"] input').first.check()
    chosen = opened.run(STATE)["facets"]
    assert len(chosen["actor"]) == 1
    page.keyboard.press("Control+z")
    assert opened.run(STATE)["facets"] == {}
    assert said(opened) == "Undone: filter by actor."
    page.keyboard.press("Control+Shift+z")
    assert opened.run(STATE)["facets"] == chosen
    assert said(opened) == "Redone: filter by actor."
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+y")
    assert opened.run(STATE)["facets"] == chosen


def test_every_change_of_a_walk_is_undone_in_turn(visit: Open, networks: ModuleType) -> None:
    opened = visit(networks.small_story())
    states = [opened.run(STATE)]
    for patch in (
        {"selection": {"what": "node", "index": 1}},
        {"view": "table"},
        {"kinds": ["actor", "event", "claim"]},
        {"selection": {"what": "edge", "index": 2}},
        {"layout": "actors", "camera": None},
        {"clock": "known", "knownBy": "2025-08-01"},
        {"selection": None},
    ):
        opened.run(SET, [patch, "test"])
        states.append(opened.run(STATE))
    for state in reversed(states[:-1]):
        opened.run("() => dateline.undo.undo()")
        assert opened.run(STATE) == state
    for state in states[1:]:
        opened.run("() => dateline.undo.redo()")
        assert opened.run(STATE) == state


def test_the_buttons_say_what_they_do_and_when_there_is_nothing(visit: Open, networks: ModuleType) -> None:
    opened = visit(networks.small_story())
    assert label(opened, "undo") == "Undo: nothing to undo"
    assert opened.page.locator("#dl-undo").get_attribute("aria-disabled") == "true"
    opened.run(SET, [{"selection": {"what": "node", "index": 1}}, "test"])
    assert label(opened, "undo") == "Undo: selection of Donald Trump"
    opened.page.locator("#dl-undo").focus()
    opened.page.keyboard.press("Enter")
    assert label(opened, "redo") == "Redo: selection of Donald Trump"
    assert opened.run("() => document.activeElement.id") == "dl-undo"
    opened.page.keyboard.press("Enter")
    assert said(opened) == "Nothing to undo."


def test_a_drag_and_a_zoom_are_one_step_each(visit: Open, networks: ModuleType) -> None:
    opened = visit(networks.small_story())
    page = opened.page
    box = opened.box("#dl-band")
    page.mouse.move(box["x"] + 100, box["y"] + 20)
    page.mouse.down()
    for x in range(110, 400, 20):
        page.mouse.move(box["x"] + x, box["y"] + 20)
    page.mouse.up()
    assert opened.run(STATE)["window"] is not None
    for _ in range(4):
        page.locator("#dl-zoom-in").click()
    assert opened.run(STATE)["camera"] is not None
    page.keyboard.press("Control+z")
    assert opened.run(STATE)["camera"] is None
    assert opened.run(STATE)["window"] is not None
    page.keyboard.press("Control+z")
    assert opened.run(STATE)["window"] is None
    assert label(opened, "undo") == "Undo: nothing to undo"


def test_playing_is_one_step_even_with_its_pauses(visit: Open, networks: ModuleType) -> None:
    opened = visit(networks.small_story())
    opened.page.locator("#dl-play").click()
    first = opened.run(STATE)["window"]
    for _ in range(2):
        opened.until("(from) => dateline.state.get().window.from > from", first["from"])
        first = opened.run(STATE)["window"]
    opened.page.locator("#dl-play").click()
    opened.run("() => dateline.undo.undo()")
    assert opened.run(STATE)["window"] is None


def test_two_quick_choices_stay_two_steps(visit: Open, networks: ModuleType) -> None:
    opened = visit(networks.small_story())
    opened.run(SET, [{"kinds": ["actor"]}, "facets"])
    opened.run(SET, [{"kinds": ["actor", "claim"]}, "facets"])
    opened.run("() => dateline.undo.undo()")
    assert opened.run(STATE)["kinds"] == ["actor"]


def test_the_keys_of_a_field_stay_its_own(visit: Open, networks: ModuleType) -> None:
    opened = visit(networks.small_story())
    opened.run(SET, [{"lines": "all"}, "test"])
    opened.page.locator("#dl-search").focus()
    opened.page.keyboard.press("Control+z")
    assert opened.run(STATE)["lines"] == "all"


def test_a_new_change_ends_what_could_be_redone(visit: Open, networks: ModuleType) -> None:
    opened = visit(networks.small_story())
    opened.run(SET, [{"lines": "all"}, "test"])
    opened.run("() => dateline.undo.undo()")
    opened.run(SET, [{"view": "table"}, "test"])
    assert label(opened, "redo") == "Redo: nothing to redo"
