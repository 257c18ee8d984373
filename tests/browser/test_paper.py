"""What is printed or pictured is what is seen, and what is left out is said."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any
from xml.etree import ElementTree

Open = Callable[..., Any]
SET = "(patch) => dateline.state.set(patch, { from: 'test' })"
SVG = "{http://www.w3.org/2000/svg}"
ROWS = 24
BUSY = "() => dateline.model.nodes.findIndex((node) => node.kind === 'event' && node.degree > 5)"
BARS = "(faded) => document.querySelectorAll(`#dl-time-bars .bar${faded ? '.faded' : ''}`).length"
PASSING = "() => dateline.model.nodes.filter((node) => dateline.state.passes(node.index)).length"
CLAIMS = "() => document.querySelectorAll('[data-board=claims] .claim').length"
CLOSED = """() => [...document.querySelectorAll("[data-board=claims] details:not(.tuning):not([open])")]
  .filter((each) => each.querySelector("blockquote")).length"""
LEFT = "() => document.querySelectorAll('[data-board=claims] .choices').length"
LOW = """() => [...document.querySelectorAll("#dl-panel *, .board *")]
  .filter((each) => each.matches("summary, a, button"))
  .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 24)
  .map((each) => `${each.localName} ${each.textContent.slice(0, 40)}`)"""


def lay(opened: Any, patch: dict[str, Any]) -> str:
    """The page laid out for paper, as text."""
    opened.run(SET, patch)
    opened.page.emulate_media(media="print")
    opened.run("() => dispatchEvent(new Event('beforeprint'))")
    return str(opened.page.locator("body").inner_text())


def pictured(opened: Any) -> tuple[dict[str, Any], str]:
    file = opened.run("() => dateline.picture.file()")
    root = ElementTree.fromstring(file["text"])
    return file, " ".join(element.text or "" for element in root.iter(f"{SVG}text"))


def test_a_picture_of_a_selection_has_its_bars_only_and_says_how_many_are_left_out(
    visit: Open, first_story: str
) -> None:
    opened = visit(first_story)
    opened.run(SET, {"selection": {"what": "node", "index": opened.run(BUSY)}})
    every, faded = opened.run(BARS, False), opened.run(BARS, True)
    assert 0 < every - faded < faded
    file, words = pictured(opened)
    assert f"{faded} other bars are left out." in words
    assert f"{faded} other bars are left out." in file["said"]
    # The grid is the first child.
    drawn = opened.run("() => dateline.rows.draw(900).parts[2].shape.children.length - 1")
    assert drawn == every - faded
    assert file["height"] < 1400


def test_a_picture_of_many_rows_ends_at_a_sensible_height_and_says_so(visit: Open, first_story: str) -> None:
    opened = visit(first_story)
    every = opened.run(BARS, False)
    file, words = pictured(opened)
    assert file["height"] < 1500
    assert "rows of the timeline with" in words
    left = int(words.split("rows of the timeline with ")[1].split()[0])
    assert 0 < left < every
    assert opened.run("() => dateline.rows.draw(900).parts[2].height") == ROWS * 26 + 6


def test_the_printed_table_has_every_row_that_passes_and_no_picture(visit: Open, first_story: str) -> None:
    opened = visit(first_story)
    text = lay(opened, {"view": "table", "window": {"from": "2025-05-01", "to": "2025-06-30"}})
    page = opened.page
    passing = opened.run(PASSING)
    assert 50 < passing < 632
    assert page.locator(".paper-table tbody tr").count() == passing
    assert page.locator(".paper-table th").all_inner_texts() == ["Kind", "Name", "Date", "Sources"]
    assert page.locator(".paper svg").count() == 0
    assert f"{passing} of 632 rows" in text
    opened.run("() => dispatchEvent(new Event('afterprint'))")
    assert page.locator(".paper").count() == 0


def test_the_list_follows_the_printed_details_of_a_selection(visit: Open, networks: ModuleType) -> None:
    opened = visit(networks.small_story())
    text = lay(opened, {"selection": {"what": "node", "index": 1}})
    page = opened.page
    assert "Selected, with its details: " in text
    details, listed = (page.locator(each).first.bounding_box() for each in ("#dl-panel-title", ".paper-list"))
    assert page.locator(".paper-list li").count() == opened.run("() => dateline.seen.things().length")
    assert details["y"] < listed["y"]


def test_printed_claims_say_their_choices_and_unfold_their_quotes(visit: Open, first_story: str) -> None:
    opened = visit(first_story)
    opened.run(SET, {"view": "claims"})
    before = opened.run(CLAIMS)
    text = lay(opened, {"view": "claims"})
    assert "166 of 166 claims." in text
    assert "Group by: policy; order: oldest first; how: all; outcome: all." in text
    assert " things" not in text.split("Nothing filtered")[0]
    assert opened.run(CLAIMS) > before
    assert opened.run(CLOSED) == 0
    assert opened.run(LEFT) == 4
    assert opened.page.locator(".choices-label:visible").count() == 0
    opened.run("() => dispatchEvent(new Event('afterprint'))")
    assert opened.run(CLOSED) > 0


def test_what_is_pressed_is_at_least_24_pixels_high(visit: Open, first_story: str) -> None:
    opened = visit(first_story)
    opened.run(SET, {"view": "claims", "selection": {"what": "node", "index": opened.run(BUSY)}})
    for summary in opened.page.locator("#dl-panel summary").all():
        summary.click()
    assert opened.run(LOW) == []
    opened.run(SET, {"view": "rates"})
    assert opened.run(LOW) == []


def test_the_head_of_a_phone_is_low_and_shows_the_open_view(visit: Open, first_story: str) -> None:
    opened = visit(first_story, width=360, height=740)
    assert opened.run("() => document.querySelector('.masthead').offsetHeight") <= 150
    opened.run(SET, {"view": "about"})
    about = opened.page.locator("#dl-views [data-view=about]").bounding_box()
    assert about["x"] >= 0
    assert about["x"] + about["width"] <= 360
    opened.page.locator("#dl-views [data-view=graph]").focus()
    opened.page.wait_for_function("document.getElementById('dl-views').scrollLeft < 10")
    assert opened.run("() => document.documentElement.scrollWidth") <= 360
    assert opened.run("() => scrollX + scrollY") == 0


def test_the_card_of_the_tour_leaves_what_it_speaks_of_in_sight(visit: Open, first_story: str) -> None:
    opened = visit(first_story)
    page = opened.page
    page.get_by_role("button", name="Tour").click()
    page.locator("#dl-tour-next").click()
    card, graph = (page.locator(name).bounding_box() for name in ("#dl-tour", "#dl-graph"))
    assert card["height"] <= 0.35 * graph["height"]
    lowest = opened.run(
        """() => Math.max(...dateline.graph.visible.filter(dateline.state.isLit)
          .map((id) => dateline.graph.network.canvasToDOM(dateline.graph.spot(id)).y))"""
    )
    assert graph["y"] + lowest < card["y"]
