"""A real Chromium on pages from disk. Every test also checks that its page asked for nothing and
reported no error.

Importlib mode cannot import this file by name: tests import ``Open`` and ``Visit`` for their types only.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

from dateline import Story
from dateline.export.html import PageAbout, render_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FloatRect, Frame, Page

READY = "window.datelineReady === true"
PATIENCE = 30_000
INTO_FRAME = """(text) => new Promise((done) => {
  const frame = document.createElement("iframe");
  frame.sandbox = "allow-scripts";
  frame.width = 1000;
  frame.height = 800;
  frame.onload = () => done();
  frame.srcdoc = text;
  document.body.append(frame);
})"""
VIOLATIONS = "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)"


@dataclass
class Visit:
    """An open page and what it did; ``errors`` are console errors and uncaught exceptions."""

    page: Page
    address: str
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def run(self, script: str, argument: object = None) -> Any:
        """The value of a JavaScript expression or function in the page."""
        return self.page.evaluate(script, argument)

    def until(self, true: str, argument: object = None) -> None:
        """Waits until an expression holds: Playwright's own waiting would evaluate text, which our policy
        forbids."""
        _until(self.page, true, argument)

    def box(self, name: str) -> FloatRect:
        """Where an element is that the page has once, and how large."""
        box = self.page.locator(name).bounding_box()
        assert box is not None, f"{name} is not drawn"
        return box

    def heading(self) -> str:
        """The title of the panel."""
        return self.page.locator("#dl-panel-title").inner_text()

    def quotes(self) -> list[str]:
        """The quotes that the panel shows, without their marks."""
        return [text[1:-1] for text in self.page.locator("#dl-panel .quote").all_inner_texts()]

    def violations(self, axe: str) -> list[str]:
        """What axe-core finds, one line each. A page with a policy is to be opened with ``bypass_csp``."""
        if not self.run("'axe' in window"):
            self.run(axe)
        found = self.run(VIOLATIONS)
        return [f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"]]

    def assert_quiet(self) -> None:
        """Nothing but the file itself was asked for, and nothing went wrong."""
        assert {url.partition("#")[0] for url in self.requests} <= {self.address}
        assert self.errors == []


Open: TypeAlias = "Callable[..., Visit]"
Enclose: TypeAlias = "Callable[..., Frame]"


def _until(page: Page | Frame, true: str, argument: object = None) -> None:
    waited = 0
    while not page.evaluate(true, argument):
        assert waited < PATIENCE, f"{true} did not hold in {PATIENCE} ms"
        page.wait_for_timeout(20)
        waited += 20


@pytest.fixture(scope="session")
def axe() -> str:
    """The text of axe-core, from whichever package has it; the newer one first."""
    for package, name in (("axe_playwright_python", "axe.min.js"), ("axe_core_python", "axe.min.js")):
        spec = importlib.util.find_spec(package)
        if spec and spec.origin:
            return Path(spec.origin).with_name(name).read_text(encoding="utf-8")
    pytest.skip("no package with axe-core is installed")


@pytest.fixture
def visit(browser: Browser, tmp_path: Path, about: PageAbout) -> Iterator[Open]:
    """Opens a network, or a ready page, in a context of its own.

    ``link`` is a hash, ``ready`` what holds when the page is usable, ``on`` a browser of other abilities.
    """
    visits: list[Visit] = []

    def opened(
        shown: Any,
        *,
        width: int = 1280,
        height: int = 860,
        scheme: str = "light",
        link: str = "",
        ready: str = READY,
        on: Browser = browser,
        **context: Any,
    ) -> Visit:
        file = tmp_path / f"page{len(visits)}.html"
        text = shown if isinstance(shown, str) else render_page(shown, about)
        file.write_text(text, encoding="utf-8", newline="")
        chosen: dict[str, Any] = {
            "viewport": {"width": width, "height": height},
            "color_scheme": scheme,
            "reduced_motion": "reduce",
            **context,
        }
        new = Visit(on.new_context(**chosen).new_page(), file.as_uri())
        new.page.on("request", lambda request: new.requests.append(request.url))
        new.page.on("pageerror", lambda error: new.errors.append(str(error)))
        new.page.on("console", lambda said: new.errors.append(said.text) if said.type == "error" else None)
        visits.append(new)
        new.page.goto(new.address + link)
        new.until(ready)
        return new

    yield opened
    for each in visits:
        each.page.context.close()
        each.assert_quiet()


@pytest.fixture
def enclose(visit: Open, about: PageAbout) -> Enclose:
    """Opens a network in a frame that may run scripts and do nothing else, as a notebook has it."""

    def enclosed(network: Any, **context: Any) -> Frame:
        outer = visit("<!doctype html><title>outer</title>", ready="true", **context)
        outer.run(INTO_FRAME, render_page(network, about))
        frame = outer.page.frames[1]
        _until(frame, READY)
        outer.requests[:] = [url for url in outer.requests if url != "about:srcdoc"]
        return frame

    return enclosed


@pytest.fixture(scope="session")
def first_story(bundled: Story) -> str:
    """The page of the bundled story."""
    return bundled.to_html()
