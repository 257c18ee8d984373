from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.browser.conftest import Open

SIZES = {"desk": (1280, 860), "phone": (360, 740)}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_in_any_view(
    size: str, scheme: str, visit: Open, networks: ModuleType, axe: str
) -> None:
    width, height = SIZES[size]
    opened = visit(networks.small_story(), width=width, height=height, scheme=scheme, bypass_csp=True)
    page = opened.page
    assert opened.violations(axe) == []
    page.fill("#dl-search", "carney")
    assert opened.violations(axe) == []
    page.keyboard.press("Enter")
    for summary in page.locator("#dl-panel summary").all():
        summary.click()
    assert opened.violations(axe) == []
    page.keyboard.press("Escape")
    views = page.locator("#dl-views button:visible").all()
    assert len(views) > 2
    for view in views:
        view.click()
        assert opened.violations(axe) == [], view.inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_first_story(scheme: str, visit: Open, first_story: str, axe: str) -> None:
    opened = visit(first_story, scheme=scheme, bypass_csp=True)
    page = opened.page
    page.fill("#dl-search", "Polievre")
    page.keyboard.press("Enter")
    assert opened.violations(axe) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Table", exact=True).click()
    page.locator("#dl-which").get_by_text("Connections").click()
    assert opened.violations(axe) == []


def test_axe_finds_nothing_in_an_empty_story(visit: Open, networks: ModuleType, axe: str) -> None:
    assert visit(networks.empty(), bypass_csp=True).violations(axe) == []


def test_the_canvas_has_a_name_and_is_no_stop_for_the_keyboard(visit: Open, networks: ModuleType) -> None:
    opened = visit(networks.small_story())
    canvas = opened.page.locator("#dl-graph canvas")
    assert canvas.get_attribute("role") == "img"
    assert "The table view has the same content" in str(canvas.get_attribute("aria-label"))
    stops = []
    opened.page.locator(".skip").focus()
    for _ in range(40):
        stops.append(opened.run("document.activeElement.closest('.canvas') !== null"))
        opened.page.keyboard.press("Tab")
    assert not any(stops)


def test_selection_is_announced(visit: Open, networks: ModuleType) -> None:
    page = visit(networks.small_story()).page
    page.fill("#dl-search", "oval")
    page.keyboard.press("Enter")
    assert page.locator("#dl-said").inner_text() == "Oval Office meeting: 1 quote, 4 connections."
    page.keyboard.press("Escape")
    assert page.locator("#dl-said").inner_text() == "Details closed."
