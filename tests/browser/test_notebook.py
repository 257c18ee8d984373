"""A real notebook, run by a real kernel, converted by nbconvert and opened in a real browser, offline."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import dateline
from dateline import Story

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Frame, Page

CELLS = {
    "story": 'import dateline\nstory = dateline.open("us-canada-trade")\nstory',
    "query": "story.query('SELECT ?quote WHERE { :steel-50 dl:evidence/dl:quote ?quote } ORDER BY ?quote')",
    "timeline": 'story.timeline(actor="Leavitt")',
    "rates": 'story.rates(on="2025-07-10", product="steel", origin="canada")',
    "claims": 'story.claims(modality="promised", outcome="broken")',
    "changes": 'story.changes("2025-02-01", "2025-02-03")',
    "picture": "from dateline.export import notebook\nnotebook.LARGEST_PAGE = 100_000\nstory",
}


@dataclass
class Notebook:
    """A converted notebook in a browser, and what was asked for beside it, by frame."""

    page: Page
    errors: list[str] = field(default_factory=list)
    asked_by_ours: list[str] = field(default_factory=list)

    def output(self, cell: str) -> Any:
        """What a cell shows: each shows one thing."""
        shown = (
            self.page.locator(".jp-CodeCell").nth(list(CELLS).index(cell)).locator(".jp-OutputArea-output")
        )
        assert shown.count() == 1, cell
        return shown

    def frame(self) -> Frame:
        """The explorer's frame, usable."""
        self.page.locator("iframe").scroll_into_view_if_needed()
        self.page.frame_locator("iframe").locator("#dl-search").wait_for()
        (frame,) = [frame for frame in self.page.frames if frame != self.page.main_frame]
        frame.wait_for_function("window.datelineReady === true")
        return frame


def _cell(number: int, source: str) -> dict[str, Any]:
    base: dict[str, Any] = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    return {**base, "id": f"cell{number}", "source": source}


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The notebook as HTML; no setting of this machine's own Jupyter is read."""
    folder = tmp_path_factory.mktemp("notebook")
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cells = [_cell(number, source) for number, source in enumerate(CELLS.values())]
    content = {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}, "cells": cells}
    (folder / "story.ipynb").write_text(json.dumps(content), "utf-8")
    own = {name: str(folder / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")}
    done = subprocess.run(
        [sys.executable, "-m", "nbconvert", "--to", "html", "--execute", "story.ipynb"],
        cwd=folder,
        env={**os.environ, **own},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return folder / "story.html"


@pytest.fixture(params=["light", "dark"])
def notebook(converted: Path, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Notebook]:
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, color_scheme=request.param, reduced_motion="reduce"
    )
    page = context.new_page()
    opened = Notebook(page)

    # nbconvert's own template asks for two libraries from the network; here is none.
    def offline(route: Any) -> None:
        if route.request.frame != page.main_frame:
            opened.asked_by_ours.append(route.request.url)
        route.abort()

    page.route(re.compile("^(?!file:)"), offline)
    page.on("pageerror", lambda error: opened.errors.append(str(error)))
    page.goto(converted.as_uri(), wait_until="domcontentloaded")
    yield opened
    context.close()
    assert opened.asked_by_ours == []
    assert opened.errors == []


def test_the_explorer_works_in_its_frame(notebook: Notebook) -> None:
    frame = notebook.frame()
    frame.fill("#dl-search", "Polievre")
    frame.locator("#dl-results [role=option]").first.wait_for()
    assert "Pierre Poilievre" in frame.locator("#dl-results [role=option]").first.inner_text()
    frame.press("#dl-search", "Enter")
    assert "Poilievre" in frame.locator("#dl-panel").inner_text()
    box = notebook.page.locator("iframe").bounding_box()
    output = notebook.output("story").bounding_box()
    assert box is not None
    assert box["width"] > 0.97 * output["width"]
    assert box["height"] >= 600


def test_the_frame_has_no_part_in_the_notebook(notebook: Notebook) -> None:
    frame = notebook.frame()
    reach = """() => { try { return String(window.parent.document) } catch (error) { return error.name } }"""
    assert frame.evaluate(reach) == "SecurityError"
    assert frame.evaluate("() => { try { return localStorage } catch (error) { return error.name } }") == (
        "SecurityError"
    )


def test_a_link_to_a_source_opens_outside_the_frame(notebook: Notebook) -> None:
    frame = notebook.frame()
    frame.evaluate(
        """() => { const link = document.createElement("a"); link.id = "out"; link.target = "_blank";
        link.rel = "noopener"; link.href = "https://example.org/"; link.textContent = "source";
        document.body.prepend(link); }"""
    )
    with notebook.page.context.expect_page() as opened:
        frame.evaluate("document.getElementById('out').click()")
    opened.value.close()
    assert notebook.page.locator("iframe").count() == 1


def test_results_are_tables_in_the_words_of_the_terminal(notebook: Notebook) -> None:
    for cell, said in {
        "query": "raising the tariff on steel and aluminum imports from 25% to 50%",
        "timeline": "“she told reporters during her Monday briefing”",
        "rates": "50 % tariff on steel and aluminum",
        "claims": "Trump will no longer speak of Canada as the 51st state.",
        "changes": "Canada takes steps against illegal migration and drugs",
    }.items():
        output = notebook.output(cell)
        assert said in " ".join(output.locator("table").first.inner_text().split()), cell
        assert output.locator("table").first.is_visible()
        wide = output.locator(".dl-answer").evaluate("node => node.scrollWidth - node.clientWidth")
        assert wide <= 1, f"{cell} is cut at the right"


def test_a_page_above_the_size_is_a_picture_that_says_why(notebook: Notebook) -> None:
    output = notebook.output("picture")
    assert 'story.export("html", "story.html")' in output.inner_text()
    assert output.locator("iframe").count() == 0
    picture = output.get_by_role("img", name="The Canada-US trade dispute of 2025")
    picture.scroll_into_view_if_needed()
    assert picture.is_visible()
    assert picture.locator("text", has_text="50 % tariff on steel and aluminum").first.is_visible()


PAYLOADS = (
    "</script><script>window.top.__xss=1</script>",
    "<img src=x onerror=window.top.__xss=1>",
    "'><img src=x onerror=window.top.__xss=1>",
    '"><svg onload=window.top.__xss=1>',
    "' onload='window.top.__xss=1",
    "&#39; onload=&#39;window.top.__xss=1",
    "&lt;img src=x onerror=window.top.__xss=1&gt;",
    "&amp;lt;img src=x onerror=window.top.__xss=1&amp;gt;",
    "</iframe><script>window.top.__xss=1</script>",
    "</style><script>window.top.__xss=1</script>",
    "</svg></title></desc><img src=x onerror=window.top.__xss=1>",
    "</pre></td></table><script>window.top.__xss=1</script>",
    "]]><script>window.top.__xss=1</script><!--",
    "javascript:window.top.__xss=1",
    "{{7*7}}{%x%}${window.top.__xss=1}",
)
FREE = {"title", "description", "label", "text", "note", "legal_basis", "quote", "notes", "aliases", "aims"}


def _poisoned(value: Any, payload: str, key: str = "") -> Any:
    """The same records with a payload in every field that may hold any text."""
    if isinstance(value, dict):
        return {name: _poisoned(each, payload, name) for name, each in value.items()}
    if isinstance(value, list):
        return [_poisoned(each, payload, key) for each in value]
    return f"{value} {payload}" if key in FREE and isinstance(value, str) else value


def _displays(story: Story) -> str:
    results = (
        story.timeline(),
        story.claims(),
        story.rates(on="2025-04-01"),
        story.changes("2025-05-01", "2025-05-20"),
        story.query("SELECT ?s ?label ?text { ?s skos:prefLabel ?label OPTIONAL { ?s dl:text ?text } }"),
        story.query("CONSTRUCT { ?s skos:prefLabel ?l } WHERE { ?s a dl:Event ; skos:prefLabel ?l }"),
        story.query("SELECT ?x WHERE { ?x <img src=x onerror=window.top.__xss=1> "),
    )
    shown = [result._repr_html_() or "" for result in results]
    return "".join([*shown, story.to_svg(), story._repr_html_()])


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_markup_in_any_field_of_a_story_runs_nothing_in_any_display(
    browser: Browser, tmp_path: Path, write_story: Any, canal_content: Any, number: int
) -> None:
    """With the page's policy switched off: escaping is the defence."""
    payload = PAYLOADS[number]
    content = _poisoned(deepcopy(dict(canal_content)), payload)
    story = dateline.open(write_story(tmp_path / "story", content))
    file = tmp_path / "shown.html"
    file.write_text(f"<!doctype html><meta charset=utf-8>{_displays(story)}", "utf-8")
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    page.frame_locator("iframe").locator("#dl-search").wait_for()
    frame = page.frames[1]
    frame.wait_for_function("window.datelineReady === true")
    assert page.evaluate("window.__xss") is None
    assert frame.evaluate("window.__xss") is None
    assert len(page.frames) == 2
    assert page.locator("img, script, object, embed, [onload], [onerror]").count() == 0
    assert {url for url in asked if not url.startswith("data:")} == {
        file.as_uri(),
        "about:srcdoc",
    } or asked == [file.as_uri()]
    # Nothing is lost either: a reader sees the characters as they are.
    assert payload.split()[0] in page.locator("table").first.inner_text()
    context.close()


def test_the_net_that_looks_for_scripts_would_catch_one(browser: Browser, tmp_path: Path) -> None:
    for payload in (PAYLOADS[0], PAYLOADS[1]):
        file = tmp_path / "bad.html"
        file.write_text(f"<!doctype html><p>{payload}</p>", "utf-8")
        page = browser.new_page()
        page.goto(file.as_uri())
        page.wait_for_function("window.__xss === 1")
        page.close()
