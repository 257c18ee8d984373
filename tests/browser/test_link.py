from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.browser.conftest import Enclose, Open, Visit

STATE = "() => dateline.state.get()"
SET = "(patch) => dateline.state.set(patch, { from: 'test' })"
NODE = "(id) => ({ what: 'node', index: dateline.model.byId.get(id) })"
WITH_KEY = """(words) => {
  const edge = dateline.model.edges.find((each) => each.key.includes(words));
  return { what: "edge", index: edge.index };
}"""
HOSTILE = "<img src=x onerror=window.__xss=1>"

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


def hash_of(opened: Visit) -> str:
    """The address's hash when the page has had time to write it."""
    opened.until("location.hash.slice(1) === dateline.link.write(dateline.state.get())")
    return str(opened.run("() => location.hash"))


def reopened(visit: Open, opened: Visit, network: Any) -> Visit:
    """The same page from its own link, in a new window."""
    return visit(network, link=hash_of(opened))


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


@pytest.mark.parametrize("view", ["table", "claims", "rates", "ask"])
def test_a_link_to_a_view_builds_it(view: str, visit: Open, first_story: str) -> None:
    opened = visit(first_story, link=f"#view={view}")
    board = opened.page.locator(f'[data-board="{view}"]')
    assert board.is_visible()
    assert len(board.inner_text()) > 200


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
    opened = visit(networks.small_story(), link=link)
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
    opened = visit(networks.small_story(), link=f"#sel={HOSTILE}&actor={HOSTILE}&{HOSTILE}=1")
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


def test_a_frame_that_forbids_history_has_a_working_page(enclose: Enclose, networks: ModuleType) -> None:
    frame = enclose(networks.small_story(), bypass_csp=True)
    frame.evaluate("dateline.state.set({ view: 'table' }, { from: 'test' })")
    frame.page.wait_for_timeout(350)
    frame.evaluate("dateline.state.set({ facets: { actor: ['trump'] } }, { from: 'test' })")
    frame.page.wait_for_timeout(350)
    assert frame.evaluate("dateline.link.write(dateline.state.get())") == "view=table&actor=trump"
    assert frame.locator("#dl-table tbody tr").count() > 0
