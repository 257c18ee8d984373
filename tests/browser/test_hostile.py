"""Data that wants to run: searched for, selected, listed, printed, with and without the policy."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from dateline.export.html import PageAbout, render_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page
    from tests.browser.conftest import Open, Visit


# What data must never make: elements that load or run, handlers, addresses that run, new properties. What it
# made while the page was opened is found as well, as a page of harmless data says how many there should be.
MADE_BY_DATA = """(root) => {
  const number = (selector) => document.querySelectorAll(selector).length;
  const all = [...root.querySelectorAll("*")];
  const names = ["href", "src", "xlink:href", "action", "formaction", "srcdoc"];
  const addresses = (each) => names.map((name) => each.getAttribute(name)).filter((text) => text !== null);
  const runs = (text) => /^[\\s\\u0000-\\u001f]*(javascript|vbscript|data|blob|file):/i.test(text);
  const handled = (each) => [...each.attributes].some(({ name }) => name.startsWith("on"));
  const said = (list) => list.map((each) => each.outerHTML.slice(0, 200));
  return {
    xss: window.__xss ?? null,
    loaders: number("img, image, iframe, frame, object, embed, video, audio, base, form, template, math"),
    scripts: number("script"),
    styles: number("style"),
    heads: number("meta, link, head title"),
    handlers: said(all.filter(handled)),
    addresses: said(all.filter((each) => each.localName !== "link" && addresses(each).some(runs))),
    prototype: Object.keys(Object.prototype).concat(Object.keys(Array.prototype)),
    hidden: getComputedStyle(document.body).display === "none",
  };
}"""
SEARCH_EACH = """(name) => {
  const input = document.getElementById("dl-search");
  return dateline.model.nodes.map((node) => {
    input.value = name(node);
    input.dispatchEvent(new Event("input", { bubbles: true }));
    return document.querySelectorAll("#dl-results .result-name").length;
  });
}"""
SELECT_EACH = """([what, made, harmless]) => {
  const list = what === "node" ? dateline.model.nodes : dateline.model.edges;
  const panel = document.getElementById("dl-panel");
  const wrong = [];
  for (let index = 0; index < list.length; index += 1) {
    dateline.state.select({ what, index }, { from: "table" });
    for (const details of panel.querySelectorAll("details")) details.open = true;
    const said = JSON.stringify(made(panel));
    if (said !== harmless) wrong.push([index, said]);
  }
  return [list.length, wrong];
}"""
LABELS = "dateline.model.nodes.map((node) => node.label.toWellFormed())"
CODES = """() => dateline.model.nodes.map(
  ({ label }) => label.split("").map((unit) => unit.charCodeAt(0)),
)"""


@pytest.fixture(scope="module")
def hostile_page(hostile: ModuleType) -> str:
    return render_page(hostile.hostile_network(), hostile.hostile_about())


@pytest.fixture(scope="module")
def harmless(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, networks: ModuleType, about: PageAbout
) -> dict[str, Any]:
    """What a page of harmless data holds of the things that data must not make."""
    file = tmp_path_factory.mktemp("harmless") / "page.html"
    file.write_text(render_page(networks.small_story(), about), "utf-8", newline="")
    page = browser.new_page()
    page.goto(file.as_uri())
    page.wait_for_function("window.datelineReady === true")
    made = dict(page.evaluate(f"() => ({MADE_BY_DATA})(document)"))
    page.close()
    assert (made["xss"], made["loaders"], made["prototype"], made["hidden"]) == (None, 0, [], False)
    assert (made["handlers"], made["addresses"]) == ([], [])
    return made


class Watch:
    """A page of hostile data, and what it did that no page of ours may do."""

    def __init__(self, opened: Visit, harmless: dict[str, Any]) -> None:
        self.opened, self.page, self.harmless = opened, opened.page, harmless
        self.windows: list[str] = []
        self.page.on("dialog", self._dismiss)
        self.page.on("popup", lambda popup: self.windows.append(popup.url))

    def _dismiss(self, dialog: Any) -> None:
        self.windows.append(dialog.message)
        dialog.dismiss()

    def select_each(self, what: str) -> int:
        """Selects every node or edge, with all folds of the panel open; returns how many there were."""
        few = json.dumps(json.dumps(self.harmless, separators=(",", ":")))
        number, wrong = self.opened.run(f"() => ({SELECT_EACH})(['{what}', {MADE_BY_DATA}, {few}])")
        assert wrong == []
        return int(number)

    def assert_nothing_ran(self, after: str) -> None:
        assert self.opened.run(f"() => ({MADE_BY_DATA})(document)") == self.harmless, after
        assert self.windows == [], after
        self.opened.assert_quiet()


@pytest.fixture(params=[False, True], ids=["with the policy", "without the policy"])
def watch(request: pytest.FixtureRequest, visit: Open, hostile_page: str, harmless: dict[str, Any]) -> Watch:
    # Without the policy the page must be just as safe: escaping is the defence, the policy the second.
    watch = Watch(visit(hostile_page, bypass_csp=request.param), harmless)
    watch.assert_nothing_ran("the page was opened")
    return watch


def buttons(page: Page, group: str) -> list[Locator]:
    """The buttons of a group that a reader can press now."""
    return [button for button in page.locator(f"{group} button").all() if button.is_visible()]


def views(page: Page) -> list[Locator]:
    """The buttons of the views, of which there are some."""
    found = buttons(page, "#dl-views")
    assert len(found) > 2
    return found


def test_every_string_arrives_as_it_was_written(visit: Open, hostile: ModuleType, hostile_page: str) -> None:
    labels = visit(hostile_page).run(CODES)
    shown = ["".join(map(chr, units)).encode("utf-16-le", "surrogatepass") for units in labels]
    assert set(shown) == {text.encode("utf-16-le", "surrogatepass") for text in hostile.INJECTIONS}
    assert len(shown) == 2 * len(hostile.INJECTIONS)


def test_searching_for_each_string_runs_nothing_and_finds_it(watch: Watch, hostile: ModuleType) -> None:
    found = watch.opened.run(f"() => ({SEARCH_EACH})((node) => node.label.slice(0, 60))")
    watch.assert_nothing_ran("each label was searched for")
    labels = watch.opened.run(LABELS)
    # An input takes no line breaks, so that a label with one is typed as another word.
    typed = [(text, number) for text, number in zip(labels, found, strict=True) if "\n" not in text[:60]]
    assert [text for text, number in typed if "script" in text and not number] == []
    for text in hostile.ADDRESSES + hostile.TEMPLATES + hostile.NAMES:
        if text.isprintable():
            watch.page.fill("#dl-search", text)
            watch.page.keyboard.press("Enter")
    watch.assert_nothing_ran("strings were typed and their first results opened")


@pytest.mark.parametrize("what", ["node", "edge"])
def test_selecting_each_thing_and_each_connection_runs_nothing(
    watch: Watch, hostile: ModuleType, what: str
) -> None:
    assert watch.select_each(what) == 2 * len(hostile.INJECTIONS)
    watch.assert_nothing_ran(f"each {what} was selected")


def test_every_view_both_tables_themes_and_print_run_nothing(watch: Watch) -> None:
    page = watch.page
    for view in views(page):
        view.press("Enter")
        watch.assert_nothing_ran(f"the view {view.inner_text()} was opened")
        for table in buttons(page, "#dl-which"):
            table.press("Enter")
            watch.assert_nothing_ran(f"the table {table.inner_text()} was opened")
        page.emulate_media(media="print")
        watch.assert_nothing_ran(f"the view {view.get_attribute('data-view')} was printed")
        page.emulate_media(media="screen")
    for theme in ("Light", "Dark", "Auto"):
        page.locator("#dl-theme").get_by_text(theme).click()
    watch.assert_nothing_ran("the colours were changed")
    page.set_viewport_size({"width": 360, "height": 740})
    for view in views(page):
        view.press("Enter")
        watch.assert_nothing_ran(f"the view {view.inner_text()} was opened on a phone")


def test_names_of_object_properties_are_names_like_any_other(watch: Watch, hostile: ModuleType) -> None:
    for name in ("__proto__", "constructor", "toString"):
        index = watch.opened.run("(iri) => dateline.model.indexByIri.get(iri)", name)
        watch.opened.run("(index) => dateline.state.select({ what: 'node', index }, {})", index)
        assert watch.page.locator("#dl-panel-title").inner_text() == name
        assert watch.page.locator("#dl-panel .quote").first.inner_text() == f"“{name}”"
    watch.assert_nothing_ran("things with names of properties were selected")


def test_most_of_the_corpus_runs_in_a_page_that_does_not_escape(
    browser: Browser, hostile: ModuleType, tmp_path: Path
) -> None:
    """Else the corpus would prove nothing."""
    page = browser.new_page()
    page.route("http*://**", lambda route: route.abort())
    file, ran = tmp_path / "naive.html", 0
    scripted = [text for text in hostile.INJECTIONS if hostile.RUN in text and len(text) < 5000]
    for text in scripted:
        words = text.encode("utf-8", "replace").decode()
        quoted = json.dumps(words, ensure_ascii=False)
        file.write_text(
            f'<!doctype html><meta charset=utf-8><title>{words}</title><p title="{words}">{words}</p>'
            f"<p title='{words}'></p><a id=go href=\"{words}\">go</a>"
            f"<script>var a = '{words}';</script><script>var b = \"{words}\";</script>"
            f"<script>var c = {quoted};</script><script>var d = `{words}`;</script>"
            f"<script>/*{words}*/</script>",
            "utf-8",
        )
        page.goto(file.as_uri())
        ran += page.evaluate("new Promise((done) => setTimeout(() => done(window.__xss === 1), 60))")
    page.close()
    assert ran > len(scripted) / 2, f"{ran} of {len(scripted)}"


def test_a_story_of_such_strings_is_exported_and_runs_nothing(
    visit: Open,
    hostile: ModuleType,
    harmless: dict[str, Any],
    canal_content: Any,
    write_story: Any,
    tmp_path: Path,
) -> None:
    folder = write_story(tmp_path / "row", hostile.hostile_story(canal_content))
    page = tmp_path / "row.html"
    command = [sys.executable, "-m", "dateline", "export", str(folder), "--to", "html", "-o", str(page)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    watch = Watch(visit(page.read_text("utf-8")), harmless)
    assert watch.opened.run("dateline.model.nodes.some((node) => node.label.includes('<script'))")
    for what in ("node", "edge"):
        assert watch.select_each(what) > 20
    for view in views(watch.page):
        view.press("Enter")
    watch.assert_nothing_ran("the story was read from end to end")
