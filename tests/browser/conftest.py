"""A real Chromium on pages from disk. Every test also checks that its page asked for nothing and
reported no error."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

from dateline.export.html import PageAbout, render_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking"]


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

    def assert_quiet(self) -> None:
        """Nothing but the file itself was asked for, and nothing went wrong."""
        assert set(self.requests) <= {self.address}
        assert self.errors == []


Open: TypeAlias = "Callable[..., Visit]"


@pytest.fixture(scope="session")
def networks() -> ModuleType:
    """The networks of ``tests/export/html``, which importlib mode cannot import by name."""
    return _module("networks")


@pytest.fixture(scope="session")
def hostile() -> ModuleType:
    """The hostile strings of ``tests/export/html`` and what is made of them."""
    return _module("hostile")


def _module(name: str) -> ModuleType:
    path = Path(__file__).parents[1] / "export" / "html" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"html_test_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"no Chromium at {CHROMIUM}")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The text of axe-core, from whichever package has it; the newer one first."""
    for package, name in (("axe_playwright_python", "axe.min.js"), ("axe_core_python", "axe.min.js")):
        spec = importlib.util.find_spec(package)
        if spec and spec.origin:
            return Path(spec.origin).with_name(name).read_text(encoding="utf-8")
    pytest.skip("no package with axe-core is installed")


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a network, or a ready page, in a context of its own."""
    visits: list[Visit] = []

    def opened(
        shown: Any, *, width: int = 1280, height: int = 860, scheme: str = "light", **context: Any
    ) -> Visit:
        file = tmp_path / f"page{len(visits)}.html"
        text = shown if isinstance(shown, str) else render_page(shown, ABOUT)
        file.write_text(text, encoding="utf-8", newline="")
        chosen: dict[str, Any] = {
            "viewport": {"width": width, "height": height},
            "color_scheme": scheme,
            "reduced_motion": "reduce",
            **context,
        }
        new = Visit(browser.new_context(**chosen).new_page(), file.as_uri())
        new.page.on("request", lambda request: new.requests.append(request.url))
        new.page.on("pageerror", lambda error: new.errors.append(str(error)))
        new.page.on("console", lambda said: new.errors.append(said.text) if said.type == "error" else None)
        visits.append(new)
        new.page.goto(new.address)
        new.page.wait_for_function("window.datelineReady === true")
        return new

    yield opened
    for each in visits:
        each.page.context.close()
        each.assert_quiet()


ABOUT = PageAbout(
    title="Carney & Trump, 2025",
    description="Who met whom, and which tariff was in force.",
    language="en",
    story_iri="https://example.org/story/",
    version="0.0.1",
    notes=("One source only.",),
    graph_hash="c0ffee",
)


@pytest.fixture(scope="session")
def first_story() -> str:
    """The page of the bundled story."""
    import dateline

    return dateline.open("us-canada-trade").to_html()
