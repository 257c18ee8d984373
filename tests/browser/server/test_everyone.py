"""The pages for everyone: screen readers, phones, light and dark; and data that wants to run."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from dateline import Story
from dateline.export.html import bundle
from dateline.export.server.pages import query_page, thing_page

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Dialog
    from tests.browser.server.conftest import OpenDesk, Serve

pytestmark = pytest.mark.skipif(
    bundle.read_script("sparql-editor.js") is None, reason="the bundled JavaScript is not built: no npm"
)
UNFOLD = "document.querySelectorAll('details').forEach((each) => { each.open = true; })"
WHO = "SELECT ?event ?what ?who ?on { ?event dl:participant ?who ; skos:prefLabel ?what "
WHO += "OPTIONAL { ?event sem:hasEarliestBeginTimeStamp ?on } }"
# What data must never make. SVG links and our own scripts stay what they are.
MADE = """() => {
  const all = [...document.querySelectorAll("*")];
  const leads = (each) => ["href", "src", "action"].map((name) => each.getAttribute(name)).filter(Boolean);
  const fine = /^(https?:|[/]|#|data:image[/]svg[+]xml,%3Csvg xmlns)/;
  const loaders = "img, image, iframe, object, embed, video, audio, base, template";
  return {
    xss: window.__xss ?? null,
    loaders: document.querySelectorAll(loaders).length,
    handlers: all.filter((each) => [...each.attributes].some(({ name }) => name.startsWith("on"))).length,
    addresses: all.flatMap(leads).filter((text) => !fine.test(text)),
    hidden: getComputedStyle(document.body).display === "none",
  };
}"""
NOTHING: dict[str, object] = {"xss": None, "loaders": 0, "handlers": 0, "addresses": [], "hidden": False}


@pytest.mark.parametrize(
    ("width", "scheme"), [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")]
)
def test_axe_finds_nothing_on_the_query_page_in_any_view(
    width: int, scheme: str, desk: OpenDesk, axe: str
) -> None:
    opened = desk(scheme=scheme, width=width, height=800, bypass_csp=True).open()
    opened.refusals = True
    assert opened.violations(axe) == []
    opened.ask(WHO)
    for view in ("Table", "Graph", "Timeline", "Bars"):
        opened.view(view)
        assert opened.violations(axe) == [], view
        assert opened.page.evaluate("document.documentElement.scrollWidth") == width, view
    opened.page.get_by_role("button", name="Copy as curl").click()
    opened.page.locator("#dl-copied pre").wait_for()
    opened.ask("SELECT ?x { ?x a }")
    assert opened.violations(axe) == []
    if width == 360:
        opened.page.locator("#dl-example-fold summary").click()
    opened.page.get_by_role("button", name="Where and when did two actors meet?").click()
    assert opened.violations(axe) == []
    assert opened.page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_axe_finds_nothing_on_the_page_of_a_thing(width: int, scheme: str, desk: OpenDesk, axe: str) -> None:
    opened = desk(scheme=scheme, width=width, height=800, bypass_csp=True)
    for name in ("talks", "vale", "herald", "toll-12/time/1"):
        opened.open(path=f"/things/{name}")
        opened.page.evaluate(UNFOLD)
        assert opened.violations(axe) == [], name
        assert opened.page.evaluate("document.documentElement.scrollWidth") == width, name


def test_pages_run_under_a_policy_that_lets_nothing_else_in(canal: Story, desk: OpenDesk, row: str) -> None:
    for page in (query_page(canal), thing_page(canal, f"{canal.view.prefixes['']}vale")):
        rules = dict(rule.strip().split(" ", 1) for rule in page.policy.split(";"))
        assert rules["default-src"] == "'none'"
        assert rules["connect-src"] == "'self'"
        assert rules["frame-ancestors"] == "'none'"
        assert all(each.startswith("'sha256-") for each in rules["script-src"].split())
        assert all(each.startswith("'sha256-") for each in rules["style-src"].split())
        assert "unsafe" not in page.policy
    response = desk().page.request.get(row)
    assert response.headers["content-security-policy"] == query_page(canal).policy


def test_what_is_chosen_of_colours_stays(desk: OpenDesk) -> None:
    opened = desk().open()
    opened.page.locator("#dl-theme").get_by_text("Dark").click()
    opened.open(path="/things/vale")
    assert opened.page.locator("html").get_attribute("data-theme") == "dark"


@pytest.fixture(scope="module")
def hostile_row(
    serve: Serve, hostile: ModuleType, canal_content: Any, write_story: Any, tmp_path_factory: Any
) -> str:
    folder: Path = tmp_path_factory.mktemp("hostile") / "row"
    return serve(write_story(folder, hostile.hostile_story(canal_content)))


@pytest.mark.parametrize("bypass", [False, True], ids=["with the policy", "without the policy"])
def test_labels_that_want_to_run_do_nothing_in_any_view(
    bypass: bool, hostile_row: str, desk: OpenDesk
) -> None:
    opened = desk(hostile_row, bypass_csp=bypass).open()
    dialogs: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    opened.page.on("dialog", dismiss)
    for query in (
        "SELECT ?x ?label ?y { ?x skos:prefLabel ?label ; ?p ?y . ?y skos:prefLabel ?other } LIMIT 900",
        "SELECT ?x ?text { ?x ?p ?text FILTER (isLiteral(?text)) }",
        "CONSTRUCT { ?x ?p ?y } WHERE { ?x ?p ?y . ?y skos:prefLabel ?l }",
        "SELECT ?what ?on { ?x skos:prefLabel ?what ; sem:hasEarliestBeginTimeStamp ?on }",
        "SELECT ?quote { ?x dl:quote ?quote }",
    ):
        assert not opened.ask(query).startswith("0 ")
        for view in ("Table", "Graph", "Timeline", "Bars"):
            opened.view(view)
            assert opened.page.evaluate(MADE) == NOTHING, (query, view)
    assert dialogs == []


def test_pages_of_things_with_such_labels_run_nothing(hostile_row: str, desk: OpenDesk) -> None:
    opened = desk(hostile_row, bypass_csp=True)
    hrefs = opened.open("SELECT ?x { ?x dl:evidence ?e }", run=True)
    hrefs.said()
    paths = set(
        opened.view("Table").locator("a").evaluate_all("(all) => all.map((a) => a.getAttribute('href'))")
    )
    assert len(paths) > 10
    for path in sorted(paths):
        opened.open(path=path)
        assert opened.page.locator("h1").count() == 1
        assert opened.page.evaluate(MADE) == NOTHING, path
