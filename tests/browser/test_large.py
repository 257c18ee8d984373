"""A story of thousands of things: it opens with groups, which open on demand, and sigma draws them all."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from dateline.export.html import PageAbout, render_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from tests.browser.conftest import Open, Visit

SIZE = 5_200
WAY = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
# Chromium without a GPU draws WebGL in software, which it does only when told.
ARGUMENTS = [
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--enable-unsafe-swiftshader",
]
NO_GL = [*ARGUMENTS[:-1], "--disable-software-rasterizer", "--disable-3d-apis"]
ABOUT = PageAbout("Thousands & more", "A story of its size.", "en", "https://example.org/big", "0")
COLOURS = """() => {
  // A frame is read in the task that draws it, before the browser clears it.
  dateline.everything.renderer.refresh();
  const found = new Map();
  for (const canvas of document.querySelectorAll("#dl-sigma-things canvas")) {
    const gl = canvas.getContext("webgl2");
    if (!gl) continue;
    const pixels = new Uint8Array(canvas.width * canvas.height * 4);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    gl.readPixels(0, 0, canvas.width, canvas.height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
    for (let at = 0; at < pixels.length; at += 4) if (pixels[at + 3] > 250) {
      const key = [pixels[at], pixels[at + 1], pixels[at + 2]].join(" ");
      found.set(key, (found.get(key) ?? 0) + 1);
    }
  }
  return [...found].filter(([, number]) => number > 20).map(([key]) => key);
}"""
BUSIEST = """dateline.model.nodes.filter(({ kind }) => kind === "actor")
  .sort((a, b) => b.degree - a.degree)[0].index"""


@pytest.fixture(scope="module")
def large(big: ModuleType) -> str:
    return render_page(big.big_network(SIZE, 2 * SIZE), ABOUT)


@pytest.fixture(scope="module")
def drawing(browser: Browser) -> Iterator[Browser]:
    """A Chromium that has WebGL, beside the one of the session, which has none."""
    other = browser.browser_type.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
    yield other
    other.close()


@pytest.fixture(scope="module")
def no_gl(browser: Browser) -> Iterator[Browser]:
    """A Chromium that has no WebGL at all."""
    other = browser.browser_type.launch(executable_path="/usr/bin/chromium", args=NO_GL)
    yield other
    other.close()


@pytest.fixture
def opened(visit: Open, drawing: Browser, large: str) -> Visit:
    return visit(large, on=drawing)


@pytest.fixture
def page(opened: Visit) -> Page:
    return opened.page


def said(page: Page, name: str = "dl-scene-said") -> str:
    return page.locator(f"#{name}").inner_text()


def select(page: Page, index: int) -> None:
    page.evaluate("(index) => dateline.state.select({ what: 'node', index }, { from: 'test' })", index)


def to_groups_table(page: Page) -> None:
    page.locator("#dl-to-table").focus()
    page.keyboard.press("Enter")


def test_the_first_view_is_of_groups_and_says_how_many(page: Page) -> None:
    number = page.evaluate("dateline.model.groups.count.length")
    assert page.evaluate("dateline.graph.visible.length") <= number <= 300
    assert said(page).startswith(f"Overview: {number} groups by kind, actor and time.")
    assert "strongest of" in said(page)


def test_a_group_is_found_and_opened_with_the_keyboard_alone(page: Page) -> None:
    to_groups_table(page)
    first = page.locator("#dl-table tbody tr").first
    words = first.locator("button").inner_text()
    first.locator("button").focus()
    page.keyboard.press("Enter")
    assert page.locator("body").get_attribute("data-view") == "graph"
    assert words in page.locator("#dl-said").inner_text()
    assert page.evaluate("document.activeElement.id") == "dl-scene-back"
    assert said(page).startswith(f"Overview {WAY} {words}")
    assert page.evaluate("dateline.graph.visible.length") == int(words.split()[0].replace(",", ""))


def test_the_table_of_an_opened_group_lists_its_members_only(page: Page) -> None:
    page.evaluate("dateline.overview.open(dateline.model.groups.count.indexOf(7), 'test')")
    page.locator("#dl-to-table").click()
    assert page.locator("#dl-table tbody tr").count() == 7
    page.get_by_role("button", name="All things").click()
    assert said(page, "dl-table-said").startswith(f"{SIZE:,} rows")


def test_going_back_leads_one_level_up_and_finds_the_view_as_it_was(page: Page) -> None:
    page.evaluate(
        "dateline.graph.network.moveTo({ position: { x: 50, y: 20 }, scale: 1.7, animation: false })"
    )
    page.evaluate("dateline.overview.open(dateline.model.groups.count.indexOf(7), 'test')")
    select(page, page.evaluate("dateline.graph.visible[0]"))
    back = page.locator("#dl-scene-back")
    assert said(page).count(WAY) == 2
    assert back.inner_text() == "Back to the group"
    back.click()
    assert said(page).count(WAY) == 1
    assert page.evaluate("dateline.state.get().opened") is not None
    back.click()
    assert said(page).startswith("Overview: ")
    assert page.evaluate("dateline.graph.network.getScale()") == pytest.approx(1.7)
    assert page.evaluate("dateline.graph.network.getViewPosition().x") == pytest.approx(50)


def test_counts_of_groups_follow_the_filters(page: Page) -> None:
    page.evaluate(
        "dateline.state.set({ window: { from: '2020-01-01', to: '2020-06-30' } }, { from: 'test' })"
    )
    to_groups_table(page)
    rows = page.locator("#dl-table tbody tr td:first-child").all_inner_texts()
    numbers = [int(number.replace(",", "")) for number in rows]
    passing = page.evaluate("dateline.model.nodes.filter(({ index }) => dateline.state.passes(index)).length")
    assert sum(numbers) == passing < SIZE
    assert numbers == sorted(numbers, reverse=True)


def test_the_first_letters_find_a_thing_by_its_name(page: Page) -> None:
    name = page.evaluate(f"dateline.model.nodes[{BUSIEST}].label")
    page.locator("#dl-search").press_sequentially(name)
    assert name in page.locator("#dl-results [role=option]").first.inner_text()
    page.keyboard.press("Enter")
    assert page.locator("#dl-panel-title").inner_text() == name


def test_facets_come_when_the_page_is_usable_and_count_what_passes(page: Page) -> None:
    actors = page.locator("[data-facet=actor] .facet-row")
    actors.first.wait_for()
    number = int(actors.first.locator(".number").inner_text().replace(",", ""))
    actors.first.locator("input").check()
    assert page.evaluate("dateline.state.counts.byKind.reduce((sum, each) => sum + each)") == number


def test_many_connections_are_counted_cut_and_all_in_the_table(page: Page) -> None:
    busiest = page.evaluate(BUSIEST)
    select(page, busiest)
    degree = page.evaluate(f"dateline.model.nodes[{busiest}].degree")
    assert degree > 300
    assert page.locator("#dl-panel .connections li").count() < 150
    page.get_by_role("button", name=f"All {degree} connections in the table").click()
    assert said(page, "dl-table-said").startswith(f"{degree} rows")
    assert page.locator("#dl-table .scope").inner_text().startswith("Only connections of: ")
    page.get_by_role("button", name="All connections").click()
    assert said(page, "dl-table-said").startswith(f"{2 * SIZE:,} rows")


def test_sigma_draws_all_things_in_the_colours_of_their_kinds(page: Page) -> None:
    button = page.get_by_role("button", name=f"Draw all {SIZE:,} things")
    button.click()
    kinds = page.evaluate("dateline.state.get().kinds.length")
    assert len(page.evaluate(COLOURS)) >= kinds > 1
    assert page.locator("#dl-legend li").count() == kinds
    assert page.evaluate("dateline.everything.renderer.getGraph().order") == SIZE
    assert not page.locator("#dl-graph").is_visible()
    page.get_by_role("button", name="Back to the groups").click()
    assert page.locator("#dl-graph").is_visible()
    assert page.locator("#dl-sigma-things canvas").count() == 0


def test_in_the_drawing_of_everything_filters_hide_and_a_click_opens_the_panel(page: Page) -> None:
    page.evaluate("dateline.state.set({ everything: true, kinds: ['actor'] }, { from: 'test' })")
    hidden = """(kind) => dateline.model.nodes.filter((node) => node.kind === kind)
      .every((node) => dateline.everything.renderer.getNodeDisplayData(String(node.index)).hidden)"""
    assert page.evaluate(hidden, "event") is True
    assert page.evaluate(hidden, "actor") is False
    busiest = page.evaluate(BUSIEST)
    place = page.evaluate(
        """(index) => {
          const { renderer } = dateline.everything;
          const { x, y } = renderer.framedGraphToViewport(renderer.getNodeDisplayData(String(index)));
          const frame = document.getElementById("dl-sigma").getBoundingClientRect();
          return { x: frame.left + x, y: frame.top + y };
        }""",
        busiest,
    )
    page.mouse.click(place["x"], place["y"])
    chosen = page.evaluate("dateline.state.selection")
    assert chosen == {"what": "node", "index": busiest}
    assert page.locator("#dl-panel-title").is_visible()
    edges = page.evaluate("dateline.everything.renderer.getGraph().size")
    assert edges == page.evaluate(f"dateline.model.nodes[{busiest}].edges.length")


def test_the_drawing_of_everything_is_moved_with_keys(opened: Visit, page: Page) -> None:
    page.evaluate("dateline.state.set({ everything: true }, { from: 'test' })")
    box = page.locator("#dl-sigma")
    assert "Arrow keys" in str(box.get_attribute("aria-label"))
    box.focus()
    camera = "dateline.everything.renderer.getCamera().getState()"
    before = page.evaluate(camera)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    moved = page.evaluate(camera)
    assert moved["x"] > before["x"]
    assert moved["y"] < before["y"]
    page.keyboard.press("+")
    opened.until(f"{camera}.ratio < {moved['ratio']}")
    page.keyboard.press("0")
    opened.until(f"{camera}.ratio === 1")


def test_a_browser_without_webgl_keeps_the_groups_and_is_told_why(
    visit: Open, no_gl: Browser, large: str
) -> None:
    page = visit(large, on=no_gl).page
    page.locator("#dl-everything").click()
    assert "no WebGL" in said(page, "dl-everything-note")
    assert page.locator("#dl-everything").is_disabled()
    assert page.evaluate("dateline.state.get().everything") is False
    assert page.locator("#dl-graph").is_visible()


def test_a_file_without_sigma_says_what_it_lacks_and_how_to_get_it(
    visit: Open, big: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.export.html.page.read_script", lambda name: None)
    page = visit(render_page(big.big_network(SIZE, SIZE), ABOUT)).page
    assert "needs sigma" in said(page, "dl-everything-note")
    assert "make bundle" in said(page, "dl-everything-note")
    assert not page.locator("#dl-everything").is_visible()


def test_a_phone_shows_a_large_story_without_sideways_scrolling(
    visit: Open, drawing: Browser, large: str
) -> None:
    opened = visit(large, on=drawing, width=360, height=740)
    for everything in (False, True):
        opened.run("(everything) => dateline.state.set({ everything }, { from: 'test' })", everything)
        assert opened.run("document.documentElement.scrollWidth") <= 360, everything


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_groups_their_table_and_everything_have_no_accessibility_violations(
    visit: Open, drawing: Browser, large: str, axe: str, scheme: str
) -> None:
    opened = visit(large, on=drawing, scheme=scheme, bypass_csp=True)
    assert opened.violations(axe) == []
    opened.run("dateline.state.set({ everything: true }, { from: 'test' })")
    assert opened.violations(axe) == []
    opened.run("dateline.state.set({ everything: false }, { from: 'test' })")
    to_groups_table(opened.page)
    assert opened.violations(axe) == []
