"""A story of thousands of things: it opens with groups, which open on demand, and sigma draws them all."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from dateline.export.html import PageAbout, render_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

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


def load_big() -> ModuleType:
    path = Path(__file__).parents[1] / "export" / "html" / "big.py"
    spec = importlib.util.spec_from_file_location("html_test_big", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def large() -> str:
    return render_page(load_big().big_network(SIZE, 2 * SIZE), ABOUT)


@pytest.fixture(scope="module")
def drawing(browser: Browser) -> Iterator[Browser]:
    """A Chromium that has WebGL, beside the one of the session, which has none."""
    other = browser.browser_type.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
    yield other
    other.close()


@pytest.fixture
def page(drawing: Browser, large: str, tmp_path: Path) -> Iterator[Page]:
    yield from opened(drawing, large, tmp_path)


def opened(browser: Browser, text: str, folder: Path, **context: Any) -> Iterator[Page]:
    """The page in a context of its own, which in the end has asked for nothing and had no error."""
    file = folder / "large.html"
    file.write_text(text, encoding="utf-8", newline="")
    chosen = {"viewport": {"width": 1280, "height": 860}, "reduced_motion": "reduce", **context}
    page = browser.new_context(**chosen).new_page()
    requests: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.goto(file.as_uri())
    wait_until(page, "window.datelineReady === true")
    yield page
    page.context.close()
    assert set(requests) == {file.as_uri()}
    assert errors == []


def wait_until(page: Page, true: str) -> None:
    """Until an expression holds. Playwright's own waiting would evaluate text, which our policy forbids."""
    for _ in range(600):
        if page.evaluate(true):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"{true} did not hold in 30 s")


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


def test_the_drawing_of_everything_is_moved_with_keys(page: Page) -> None:
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
    wait_until(page, f"{camera}.ratio < {moved['ratio']}")
    page.keyboard.press("0")
    wait_until(page, f"{camera}.ratio === 1")


def test_a_browser_without_webgl_keeps_the_groups_and_is_told_why(
    browser: Browser, large: str, tmp_path: Path
) -> None:
    other = browser.browser_type.launch(executable_path="/usr/bin/chromium", args=NO_GL)
    try:
        for page in opened(other, large, tmp_path):
            page.locator("#dl-everything").click()
            assert "no WebGL" in said(page, "dl-everything-note")
            assert page.locator("#dl-everything").is_disabled()
            assert page.evaluate("dateline.state.get().everything") is False
            assert page.locator("#dl-graph").is_visible()
    finally:
        other.close()


def test_a_file_without_sigma_says_what_it_lacks_and_how_to_get_it(
    drawing: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.export.html.page.read_script", lambda name: None)
    text = render_page(load_big().big_network(SIZE, SIZE), ABOUT)
    for page in opened(drawing, text, tmp_path):
        assert "needs sigma" in said(page, "dl-everything-note")
        assert "make bundle" in said(page, "dl-everything-note")
        assert not page.locator("#dl-everything").is_visible()


@pytest.mark.parametrize("everything", [False, True])
def test_a_phone_shows_a_large_story_without_sideways_scrolling(
    drawing: Browser, large: str, tmp_path: Path, everything: bool
) -> None:
    for page in opened(drawing, large, tmp_path, viewport={"width": 360, "height": 740}):
        page.evaluate("(everything) => dateline.state.set({ everything }, { from: 'test' })", everything)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_groups_their_table_and_everything_have_no_accessibility_violations(
    drawing: Browser, large: str, tmp_path: Path, axe: str, scheme: str
) -> None:
    run = "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => `${id} ${nodes[0].html}`))"
    for page in opened(drawing, large, tmp_path, color_scheme=scheme, bypass_csp=True):
        page.evaluate(axe)
        assert page.evaluate(run) == []
        page.evaluate("dateline.state.set({ everything: true }, { from: 'test' })")
        assert page.evaluate(run) == []
        page.evaluate("dateline.state.set({ everything: false }, { from: 'test' })")
        to_groups_table(page)
        assert page.evaluate(run) == []
