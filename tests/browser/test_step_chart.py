"""The page of a step chart in a real browser: it fits, it is legible, it is accessible."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

from dateline import Story
from dateline.export.rates.chart import build_chart
from dateline.export.rates.page import chart_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SMALLEST = """() => Math.min(...[...document.querySelectorAll("text, td, th, p, span, q")]
  .filter((node) => node.getClientRects().length)
  .map((node) => parseFloat(getComputedStyle(node).fontSize)))"""
OUTSIDE = """() => [...document.querySelectorAll("text")].filter((node) => {
  const box = node.getBoundingClientRect();
  return box.width && (box.left < -1 || box.right > innerWidth + 1);
}).map((node) => node.textContent)"""


def shown(browser: Browser, file: Path, width: int, scheme: Literal["light", "dark"] = "light") -> Page:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto(file.as_uri())
    return page


@pytest.fixture(scope="module")
def file(bundled: Story, tmp_path_factory: pytest.TempPathFactory) -> Path:
    states = bundled.rate_states(product="steel", origin="canada")
    chart = build_chart(states, bundled.title, first="2025-01", last="2025-12", day="2025-07-10")
    path = tmp_path_factory.mktemp("chart") / "steel.html"
    path.write_text(chart_page(chart), "utf-8")
    return path


@pytest.mark.parametrize("width", [360, 720, 1200])
def test_the_page_fits_and_no_letter_is_under_11_pixels(browser: Browser, file: Path, width: int) -> None:
    page = shown(browser, file, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(SMALLEST) >= 11
    assert page.evaluate(OUTSIDE) == []
    assert page.locator("figure svg.dl-steps:visible").count() == 1
    caption = page.locator("caption").bounding_box()
    assert caption is not None
    assert caption["width"] > 0.8 * width, "the words of the table are not squeezed into a column"
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_has_no_accessibility_finding(
    browser: Browser, file: Path, axe: str, scheme: Literal["light", "dark"]
) -> None:
    page = shown(browser, file, 1200, scheme)
    page.evaluate(axe)
    found: dict[str, Any] = page.evaluate("axe.run()")
    assert [(item["id"], item["nodes"][0]["html"]) for item in found["violations"]] == []
    page.context.close()


def test_dark_is_dark(browser: Browser, file: Path) -> None:
    grounds = set()
    for scheme in ("light", "dark"):
        page = shown(browser, file, 1200, scheme)
        grounds.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        page.context.close()
    assert len(grounds) == 2
