from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from dateline.export.html import PageAbout, render_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Open = Callable[..., Any]
STATE = "() => dateline.state.get()"
SET = "(patch) => dateline.state.set(patch, { from: 'test' })"
NODE = "(id) => ({ what: 'node', index: dateline.model.byId.get(id) })"
WITH_KEY = """(words) => {
  const edge = dateline.model.edges.find((each) => each.key.includes(words));
  return { what: "edge", index: edge.index };
}"""
ABOUT = PageAbout("t", "d", "en", "s", "v")
HOSTILE = "<img src=x onerror=window.__xss=1>"
INTO_FRAME = """(text) => new Promise((done) => {
  const frame = document.createElement("iframe");
  frame.sandbox = "allow-scripts";
  frame.onload = () => done();
  frame.srcdoc = text;
  document.body.append(frame);
})"""

PARTS: dict[str, dict[str, Any]] = {
    "view": {"view": "table"},
    "kinds": {"kinds": ["actor", "claim"]},
    "no kinds": {"kinds": []},
    "facets": {
        "facets": {
            "actor": ["carney", "trump"],
            "modality": ["Demanded"],
            "source": ["https://example.org/story/examiner"],
        }
    },
    "window": {"window": {"from": "2025-05-01", "to": "2025-06-30"}, "certainOnly": True},
    "clock": {"clock": "known", "knownBy": "2025-08-01"},
    "drawing": {"layout": "actors", "lines": "all", "camera": {"x": -120, "y": 40, "scale": 0.75}},
    "everything": {"everything": True},
}


def with_modality(networks: ModuleType) -> Any:
    network = networks.small_story()
    network.nodes[networks.STORY + "win"]["modality"] = "Demanded"
    return network


def hash_of(opened: Any) -> str:
    """The address's hash when the page has had time to write it."""
    opened.page.wait_for_timeout(350)
    return str(opened.run("() => location.hash"))


def reopened(visit: Open, opened: Any, network: Any) -> Any:
    """The same page from its own link, in a new window."""
    link = hash_of(opened)
    again = visit(network)
    again.page.goto("about:blank")
    again.page.goto(again.address + link)
    again.page.wait_for_function("window.datelineReady === true")
    again.address += link
    again.requests[:] = [again.address]
    return again


def visit_link(visit: Open, network: Any, link: str) -> Any:
    opened = visit(network)
    opened.page.goto("about:blank")
    opened.page.goto(opened.address + link)
    opened.page.wait_for_function("window.datelineReady === true")
    opened.address += link
    opened.requests[:] = [opened.address]
    return opened


@pytest.mark.parametrize("part", PARTS)
def test_every_part_of_the_state_survives_a_reload(part: str, visit: Open, networks: ModuleType) -> None:
    opened = visit(with_modality(networks))
    opened.run(SET, PARTS[part])
    state = opened.run(STATE)
    again = reopened(visit, opened, with_modality(networks))
    assert again.run(STATE) == state
    assert all(again.run(STATE)[name] == value for name, value in PARTS[part].items())
    assert again.page.locator("#dl-link-note").count() == 0


def test_a_selected_thing_and_a_selected_connection_survive_a_reload(
    visit: Open, networks: ModuleType
) -> None:
    for target in ((NODE, "oval"), (WITH_KEY, "Guest-g7")):
        opened = visit(networks.small_story())
        opened.run(SET, {"selection": opened.run(*target)})
        words = opened.page.locator("#dl-panel-title").inner_text()
        again = reopened(visit, opened, networks.small_story())
        assert again.page.locator("#dl-panel-title").inner_text() == words
        assert again.run(STATE) == opened.run(STATE)


def test_connections_that_share_a_key_are_told_apart_by_their_ends(visit: Open, networks: ModuleType) -> None:
    network = networks.small_story()
    pairs = [(u, v, data) for u, v, data in network.edges(data=True)]
    network.remove_edges_from(list(network.edges(keys=True)))
    for u, v, data in {(u, v): (u, v, data) for u, v, data in pairs}.values():
        network.add_edge(u, v, key=0, **data)
    opened = visit(network)
    opened.run(SET, {"selection": {"what": "edge", "index": 3}})
    again = reopened(visit, opened, network)
    assert again.run("() => dateline.state.selection") == {"what": "edge", "index": 3}


def test_the_first_view_has_no_hash_and_a_link_is_readable(visit: Open, networks: ModuleType) -> None:
    opened = visit(networks.small_story())
    assert hash_of(opened) == ""
    opened.run(SET, {"facets": {"actor": ["carney", "trump"]}, "view": "table"})
    assert hash_of(opened) == "#view=table&actor=carney,trump"
    opened.run(SET, {"facets": {}, "view": "graph"})
    assert hash_of(opened) == ""


def test_what_a_link_names_and_the_file_lacks_is_said_and_the_rest_is_shown(
    visit: Open, networks: ModuleType
) -> None:
    link = (
        "#sel=nobody&kinds=actor,ghosts&actor=carney,atlantis&from=2025-02-30&to=x&layout=toString"
        "&zoom=1,2&opened=a,b,3&lines=%E0%A4%A&colour=red&nonsense&__proto__=1&view=constructor"
    )
    opened = visit_link(visit, networks.small_story(), link)
    state = opened.run(STATE)
    assert (state["selection"], state["window"], state["camera"], state["view"]) == (
        None,
        None,
        None,
        "graph",
    )
    assert state["kinds"] == ["actor"]
    assert state["facets"] == {"actor": ["carney"]}
    note = opened.page.locator("#dl-link-note").inner_text()
    for name in ("nobody", "ghosts", "atlantis", "toString", "colour"):
        assert name in note
    assert "and 2 more" in note
    assert opened.page.locator("#dl-said").inner_text().startswith("Not in this file")
    opened.page.get_by_role("button", name="Close this note").click()
    assert opened.page.locator("#dl-link-note").count() == 0


def test_a_hash_is_never_markup(visit: Open, networks: ModuleType) -> None:
    opened = visit_link(visit, networks.small_story(), f"#sel={HOSTILE}&actor={HOSTILE}&{HOSTILE}=1")
    assert "onerror" in opened.page.locator("#dl-link-note").inner_text()
    assert opened.page.locator("#dl-link-note img").count() == 0
    assert opened.run("() => window.__xss === undefined")


def test_a_link_pasted_into_the_open_page_is_followed(visit: Open, networks: ModuleType) -> None:
    opened = visit(networks.small_story())
    opened.run(SET, {"lines": "all"})
    opened.run("() => { location.hash = '#sel=trump&view=table'; }")
    opened.page.wait_for_function("dateline.state.get().view === 'table'")
    assert opened.page.locator("#dl-panel-title").inner_text() == "Donald Trump"
    assert opened.run(STATE)["lines"] == "links"


def test_a_jump_within_the_page_keeps_the_view(visit: Open, networks: ModuleType) -> None:
    opened = visit(networks.small_story())
    opened.run(SET, {"lines": "all"})
    opened.page.locator(".skip").focus()
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_timeout(300)
    assert opened.run(STATE)["lines"] == "all"
    assert opened.page.locator("#dl-link-note").count() == 0


def test_hostile_ids_survive_a_reload(visit: Open, hostile: ModuleType) -> None:
    opened = visit(hostile.hostile_network())
    opened.run(SET, {"selection": {"what": "node", "index": 1}})
    again = reopened(visit, opened, hostile.hostile_network())
    assert again.run("() => dateline.state.selection") == {"what": "node", "index": 1}
    assert again.page.locator("#dl-link-note").count() == 0


def test_a_frame_that_forbids_history_has_a_working_page(
    browser: Browser, visit: Open, networks: ModuleType
) -> None:
    outer = visit(
        "<!doctype html><title>outer</title><script>window.datelineReady = true</script>", bypass_csp=True
    )
    outer.run(INTO_FRAME, render_page(networks.small_story(), ABOUT))
    frame = outer.page.frames[1]
    frame.wait_for_function("window.datelineReady === true")
    frame.evaluate("dateline.state.set({ view: 'table' }, { from: 'test' })")
    outer.page.wait_for_timeout(350)
    frame.evaluate("dateline.state.set({ facets: { actor: ['trump'] } }, { from: 'test' })")
    outer.page.wait_for_timeout(350)
    assert frame.evaluate("dateline.link.write(dateline.state.get())") == "view=table&actor=trump"
    assert frame.locator("#dl-table tbody tr").count() > 0
    outer.requests[:] = [each for each in outer.requests if each != "about:srcdoc"]
