"""Filters by kind, actor, policy, source, modality, certainty and conflict; their counts follow."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from dateline import Story

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page
    from tests.browser.conftest import Open, Visit


def facet(page: Page, name: str) -> Locator:
    return page.locator(f"#dl-facets [data-facet={name}]")


def counts(group: Locator) -> dict[str, int]:
    """The values of a facet that are in sight, with their numbers."""
    rows = group.locator("li").all()
    return {
        row.locator(".facet-name").inner_text(): int(row.locator(".number").inner_text().replace(",", ""))
        for row in rows
    }


def passing(opened: Visit) -> list[str]:
    found: list[str] = opened.run(
        "dateline.model.nodes.filter(({ index }) => dateline.state.passes(index)).map(({ id }) => id).sort()"
    )
    return found


def test_an_actor_keeps_what_it_is_connected_with_and_the_counts_follow(
    visit: Open, networks: ModuleType
) -> None:
    opened = visit(networks.small_story())
    page = opened.page
    before = counts(facet(page, "actor"))
    facet(page, "actor").get_by_label("Donald Trump").check()
    kept = passing(opened)
    network = networks.small_story()
    trump = networks.STORY + "trump"
    near = {trump, *network.successors(trump), *network.predecessors(trump)}
    assert kept == sorted(network.nodes[node]["id"] for node in near)
    # Within one facet values add up, so that its own numbers stay; those of others follow.
    assert counts(facet(page, "actor")) == before
    assert counts(facet(page, "certainty")) != {}
    total = sum(int(text) for text in page.locator("#dl-kinds .number").all_inner_texts())
    assert total == len(kept)
    assert f"Filtered out: {14 - len(kept)}." in page.locator("#dl-counts").inner_text()
    page.get_by_role("button", name="Clear all filters").click()
    assert len(passing(opened)) == 14


def test_two_facets_keep_what_passes_both(visit: Open, bundled: Story, first_story: str) -> None:
    opened = visit(first_story)
    page = opened.page
    facet(page, "modality").get_by_label("promised").check()
    promised = set(passing(opened))
    facet(page, "actor").get_by_label("Donald Trump").check()
    both = set(passing(opened))
    assert both < promised
    claims = bundled.claims(modality="Promised")
    assert promised == {claim.id for claim in claims}
    assert both == {
        claim.id
        for claim in claims
        if any(mention.id == "trump" for mention in (*claim.speakers, *claim.addressees, *claim.about))
    }


def test_what_sources_disagree_about_is_one_click_away_with_both_sides(visit: Open, first_story: str) -> None:
    opened = visit(first_story)
    page = opened.page
    facet(page, "conflict").get_by_label("sources disagree").check()
    assert 2 <= len(passing(opened)) < 40
    page.fill("#dl-search", "Trump ends all exemptions from the 25 % tariff on steel")
    page.keyboard.press("Enter")
    sides = page.locator("#dl-panel .sides > li")
    assert sides.count() == 2
    texts = sides.all_inner_texts()
    assert "2025-02-10" in texts[0]
    assert "2025-02-11" in texts[1]
    assert all(side.locator(".quote").count() for side in sides.all())


def test_everything_that_sources_disagree_about_opens_with_words_of_each_side(
    visit: Open, first_story: str
) -> None:
    opened = visit(first_story)
    clashing = opened.run("dateline.model.nodes.filter((n) => n.conflicts.length).map((n) => n.index)")
    assert len(clashing) > 10
    for index in clashing:
        opened.run("(index) => dateline.state.select({ what: 'node', index }, { from: 'test' })", index)
        panel = opened.page.locator("#dl-panel")
        assert panel.locator(".conflict .sides > li").count() >= 2
        assert panel.locator(".conflict .quote").count() >= 2


def test_kinds_that_are_not_drawn_are_one_press_away(visit: Open, first_story: str) -> None:
    opened = visit(first_story)
    page = opened.page
    for kind in ("actor", "event", "policy", "state"):
        page.locator(f"#dl-kinds input[data-kind={kind}]").uncheck()
    assert page.locator("#dl-graph-empty").is_visible()
    facet(page, "conflict").get_by_label("sources disagree").check()
    page.locator("#dl-left button", has_text="claims").press("Enter")
    assert opened.run("dateline.state.kindShown('claim')")
    assert page.locator("#dl-graph-empty").is_hidden()


def test_a_policy_keeps_its_states_and_what_is_said_of_them(visit: Open, first_story: str) -> None:
    opened = visit(first_story)
    page = opened.page
    facet(page, "policy").locator("input").first.check()
    kinds = set(
        opened.run(
            "dateline.model.nodes.filter(({ index }) => dateline.state.passes(index)).map(({ kind }) => kind)"
        )
    )
    assert {"policy", "state", "event", "claim"} <= kinds


def test_the_panel_filters_by_what_it_shows(visit: Open, networks: ModuleType) -> None:
    opened = visit(networks.small_story())
    page = opened.page
    page.fill("#dl-search", "poilievre")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Only what concerns it").press("Enter")
    assert opened.run("dateline.state.get().facets") == {"actor": ["poilievre"]}
    assert page.evaluate("document.activeElement.className") == "only"
    page.keyboard.press("Enter")
    assert opened.run("dateline.state.get().facets") == {}


@pytest.mark.parametrize("width", [1280, 360])
def test_filters_are_reached_and_set_by_keyboard(width: int, visit: Open, networks: ModuleType) -> None:
    opened = visit(networks.small_story(), width=width, height=740)
    page = opened.page
    if width == 360:
        page.locator("#dl-filter-fold summary").press("Enter")
    page.locator("#dl-kinds input[data-kind=claim]").focus()
    page.keyboard.press("Space")
    assert opened.run("dateline.state.kindShown('claim')")
    facet(page, "source").locator("input").first.focus()
    page.keyboard.press("Space")
    assert len(passing(opened)) < 14
    assert opened.run("document.documentElement.scrollWidth") <= width
    if width == 360:
        assert page.locator("#dl-filter-count").inner_text() == ", 1 in use"


def test_the_table_has_what_passes_the_filters(visit: Open, networks: ModuleType) -> None:
    opened = visit(networks.small_story())
    page = opened.page
    page.get_by_role("button", name="Table", exact=True).click()
    facet(page, "actor").get_by_label("Donald Trump").check()
    assert page.locator("#dl-table tbody tr").count() == len(passing(opened))
    assert "filtered out" in page.locator("#dl-table-said").inner_text()
