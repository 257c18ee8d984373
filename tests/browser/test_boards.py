"""The boards as a person uses them, by keyboard; every visit also checks that nothing was asked for."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

Open = Callable[..., Any]
BOARDS = ["claims"]


def open_board(page: Page, name: str) -> None:
    """To a board by its button, as the keyboard does it."""
    page.locator(f"#dl-views [data-view={name}]").focus()
    page.keyboard.press("Enter")


def press(page: Page, name: str, within: str) -> None:
    page.locator(within).get_by_role("button", name=name).first.focus()
    page.keyboard.press("Enter")


def heading(page: Page) -> str:
    return page.locator("#dl-panel-title").inner_text()


def test_a_broken_promise_is_found_by_keyboard_and_leads_to_all_its_quotes(
    visit: Open, first_story: str
) -> None:
    page = visit(first_story).page
    open_board(page, "claims")
    press(page, "promised", "#dl-claims .choices[aria-label=How]")
    press(page, "broken", "#dl-claims .choices[aria-label=Outcome]")
    assert page.locator("#dl-claims-said").inner_text().startswith("1 of 166 claims.")
    card = page.locator(".claim").first
    assert " ".join(card.locator(".claim-who").inner_text().split()) == "Donald Trump → to Mark Carney"
    assert card.locator(".how").inner_text() == "◆promised"
    assert card.locator(".outcome b").inner_text() == "✗broken"
    assert "first meeting with Carney" in card.locator("blockquote").first.inner_text()
    card.locator(".claim-text button").focus()
    page.keyboard.press("Enter")
    quoted = page.locator("#dl-panel section .quote").all_inner_texts()
    assert any("privately agreed to stop alluding to Canada" in words for words in quoted)
    assert any("first meeting with Carney at the White House" in words for words in quoted)
    assert heading(page).startswith("Trump will no longer speak of Canada")
    assert page.locator(".claim.selected").count() >= 1


def test_the_words_for_an_outcome_open_on_the_card(visit: Open, first_story: str) -> None:
    page = visit(first_story).page
    open_board(page, "claims")
    press(page, "broken", "#dl-claims .choices[aria-label=Outcome]")
    summary = page.locator(".claim .outcome-words summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert "pledge he appeared to forget" in page.locator(".claim .outcome-words .quote").first.inner_text()


def test_claims_are_grouped_by_speaker_and_counted(visit: Open, first_story: str) -> None:
    opened = visit(first_story)
    page = opened.page
    open_board(page, "claims")
    press(page, "speaker", "#dl-claims .choices[aria-label='Group by']")
    first = page.locator(".claim-group summary").first.inner_text()
    most = opened.run(
        "Math.max(...dateline.model.nodes.filter(({ kind }) => kind === 'actor')"
        ".map(({ edges }) => edges.filter((at) => dateline.model.edges[at].relation === 'speaker').length))"
    )
    assert f"{most} claims" in first


def test_a_claim_that_disputes_another_leads_to_it(visit: Open, first_story: str) -> None:
    opened = visit(first_story)
    page = opened.page
    open_board(page, "claims")
    press(page, "date only", "#dl-claims .choices[aria-label='Group by']")
    while page.locator("#dl-claims .more").count():
        page.locator("#dl-claims .more").click()
    link = page.locator(".other-claims .thing").first
    said = link.inner_text()
    link.focus()
    page.keyboard.press("Enter")
    shown = opened.run("dateline.model.nodes[dateline.state.selection.index].facts[0][1]")
    assert said.rstrip("…").endswith(shown[-40:]) or shown[:60] in said


def test_claims_follow_the_filters_of_the_page(visit: Open, first_story: str) -> None:
    opened = visit(first_story)
    open_board(opened.page, "claims")
    opened.run("""() => {
      const actual = dateline.state.passes;
      Object.defineProperty(dateline.state, "passes", { value: (index) => actual(index) && index % 2 === 0 });
      dateline.state.show("claim", true);
    }""")
    said = opened.page.locator("#dl-claims-said").inner_text()
    even = opened.run(
        "dateline.model.nodes.filter(({ kind, index }) => kind === 'claim' && index % 2 === 0).length"
    )
    assert said.startswith(f"{even} of 166 claims")


def test_boards_of_a_network_without_a_story_say_that_they_have_nothing(
    visit: Open, networks: ModuleType
) -> None:
    page = visit(networks.small_story()).page
    for name in BOARDS:
        open_board(page, name)
        assert page.locator(f"#dl-{name} .empty").inner_text().startswith("This file has no")


def violations(opened: Any, axe: str) -> list[str]:
    """What axe-core finds, one line each."""
    if not opened.run("'axe' in window"):
        opened.run(axe)
    found = opened.run("axe.run(document, { resultTypes: ['violations'] }).then((r) => r.violations)")
    return [f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("board", BOARDS)
def test_axe_finds_nothing_on_a_board(
    board: str, scheme: str, visit: Open, first_story: str, axe: str
) -> None:
    opened = visit(first_story, scheme=scheme, bypass_csp=True)
    open_board(opened.page, board)
    assert violations(opened, axe) == []


@pytest.mark.parametrize("board", BOARDS)
def test_a_board_fits_a_phone_without_sideways_scrolling(
    board: str, visit: Open, first_story: str, axe: str
) -> None:
    opened = visit(first_story, width=360, height=740, bypass_csp=True)
    open_board(opened.page, board)
    for summary in opened.page.locator(f"[data-board={board}] summary:visible").all()[:4]:
        summary.click()
    assert opened.run("document.documentElement.scrollWidth") == 360
    assert violations(opened, axe) == []
