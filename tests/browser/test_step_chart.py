"""The page of a step chart in a real browser: it fits, it is legible, it is accessible."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline import Story
from dateline.export.rates.chart import build_chart
from dateline.export.rates.page import chart_page

if TYPE_CHECKING:
    from tests.browser.conftest import Open, Visit

SMALLEST = """() => Math.min(...[...document.querySelectorAll("text, td, th, p, span, q")]
  .filter((node) => node.getClientRects().length)
  .map((node) => parseFloat(getComputedStyle(node).fontSize)))"""
OUTSIDE = """() => [...document.querySelectorAll("text")].filter((node) => {
  const box = node.getBoundingClientRect();
  return box.width && (box.left < -1 || box.right > innerWidth + 1);
}).map((node) => node.textContent)"""


@pytest.fixture(scope="module")
def chart(bundled: Story) -> str:
    states = bundled.rate_states(product="steel", origin="canada")
    return chart_page(build_chart(states, bundled.title, first="2025-01", last="2025-12", day="2025-07-10"))


def shown(visit: Open, chart: str, width: int, scheme: str = "light") -> Visit:
    return visit(chart, width=width, height=900, scheme=scheme, ready="true")


@pytest.mark.parametrize("width", [360, 720, 1200])
def test_the_page_fits_and_no_letter_is_under_11_pixels(visit: Open, chart: str, width: int) -> None:
    opened = shown(visit, chart, width)
    assert opened.run("document.documentElement.scrollWidth") <= width
    assert opened.run(SMALLEST) >= 11
    assert opened.run(OUTSIDE) == []
    assert opened.page.locator("figure svg.dl-steps:visible").count() == 1
    assert opened.box("caption")["width"] > 0.8 * width, (
        "the words of the table are not squeezed into a column"
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_has_no_accessibility_finding(visit: Open, chart: str, axe: str, scheme: str) -> None:
    assert shown(visit, chart, 1200, scheme).violations(axe) == []


def test_dark_is_dark(visit: Open, chart: str) -> None:
    grounds = {
        shown(visit, chart, 1200, scheme).run("getComputedStyle(document.body).backgroundColor")
        for scheme in ("light", "dark")
    }
    assert len(grounds) == 2
