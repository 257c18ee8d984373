"""What is chosen on a board is part of the view: of its link, of undo and of the citation."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from dateline import Story

if TYPE_CHECKING:
    from playwright.sync_api import Page

Open = Callable[..., Any]
STATE = "() => dateline.state.get()"
TO_BOARD = "([view, choices]) => dateline.board.choose(view, choices, { from: 'test' })"
PAUSE = 350  # what the page needs to write its link


def ask_rates(page: Page) -> None:
    page.locator("#dl-rates-goods").select_option(label="Aluminum")
    page.locator("#dl-rates-origin").select_option(label="any origin")
    page.fill("#dl-rates-day", "2025-07-04")
    page.locator("#dl-rates").get_by_role("button", name="all days").click()


def ask_meetings(page: Page) -> None:
    page.get_by_role("button", name="Where and when did two actors meet?").click()
    page.get_by_label("one of the two").fill("Donald Trump")
    page.keyboard.press("Tab")
    page.get_by_label("the other one").fill("Mark Carney")
    page.keyboard.press("Tab")


def ask_range(page: Page) -> None:
    page.get_by_role("button", name="What was so on some day of a range?").click()
    page.get_by_label("the first day of the range").fill("2025-03-01")
    page.get_by_label("the last day of the range").fill("2025-03-09")


def tune_claims(page: Page) -> None:
    for row, name in (
        ("Group by", "speaker"),
        ("Order", "newest"),
        ("How", "promised"),
        ("Outcome", "broken"),
    ):
        page.locator(f"#dl-claims .choices[aria-label='{row}']").get_by_role("button", name=name).click()


def filter_connections(page: Page) -> None:
    page.locator("#dl-which").get_by_text("Connections").click()
    page.fill("#dl-filter", "carney, trump & 50 %")
    page.locator("#dl-table thead").get_by_role("button", name="To").click()
    page.locator("#dl-table thead").get_by_role("button", name="To").click()


BOARDS: dict[str, tuple[str, Callable[[Page], None], str, str]] = {
    "rates": (
        "rates",
        ask_rates,
        "rates.goods=aluminum&rates.origin=&rates.day=2025-07-04&rates.chart=all",
        "Rates on Aluminum on 4 July 2025",
    ),
    "a question about things": (
        "ask",
        ask_meetings,
        "ask.question=meetings&ask.a=trump&ask.b=carney",
        "Question: Where and when did two actors meet?; one of the two: Donald Trump",
    ),
    "a question about days": (
        "ask",
        ask_range,
        "ask.question=in-range&ask.first=2025-03-01&ask.last=2025-03-09",
        "the last day of the range: 9 March 2025",
    ),
    "claims": (
        "claims",
        tune_claims,
        "claims.group=speaker&claims.order=new&claims.how=Promised&claims.outcome=Broken",
        "Claims: promised, broken, by speaker, newest first",
    ),
    "table": (
        "table",
        filter_connections,
        "table.which=connections&table.filter=carney%2C%20trump%20%26%2050%20%25&table.sort=to&table.down=1",
        "Table of connections, with the words “carney, trump & 50 %”, sorted by to, downwards",
    ),
}


def shown(page: Page, view: str) -> tuple[str, list[str]]:
    """The words of a board and what stands in its fields."""
    board = page.locator(f'[data-board="{view}"]')
    fields = board.locator("input, select").evaluate_all("(all) => all.map(({ value }) => value)")
    pressed = board.locator('[aria-pressed="true"]').all_inner_texts()
    return re.sub(r"\s+", " ", board.inner_text()), [*fields, *pressed]


@pytest.mark.parametrize("case", BOARDS)
def test_what_is_chosen_on_a_board_survives_a_reload_and_is_cited(
    case: str, visit: Open, first_story: str
) -> None:
    view, choose, link, cited = BOARDS[case]
    opened = visit(first_story)
    page = opened.page
    page.locator(f"#dl-views [data-view={view}]").click()
    first = shown(page, view)
    choose(page)
    page.wait_for_timeout(PAUSE)
    assert opened.run("() => location.hash") == f"#view={view}&{link}"
    before, state = shown(page, view), opened.run(STATE)
    assert before != first
    page.reload()
    page.wait_for_function("window.datelineReady === true")
    opened.address = opened.run("() => location.href")
    opened.requests.clear()
    assert opened.run(STATE) == state
    assert shown(page, view) == before
    assert page.locator("#dl-link-note").count() == 0
    page.get_by_role("button", name="Share").click()
    assert page.input_value("#dl-share-link").endswith(link)
    citation = page.input_value("#dl-share-cite")
    assert cited in citation
    assert link in citation


@pytest.mark.parametrize("case", BOARDS)
def test_every_choice_on_a_board_is_undone_and_redone(case: str, visit: Open, first_story: str) -> None:
    view, choose, _, _ = BOARDS[case]
    opened = visit(first_story)
    page = opened.page
    page.locator(f"#dl-views [data-view={view}]").click()
    first = shown(page, view)
    choose(page)
    last = shown(page, view)
    steps = 0
    while opened.run("() => Object.keys(dateline.state.get().board).length"):
        page.locator("#dl-undo").click()
        steps += 1
    assert shown(page, view) == first
    assert opened.run(STATE)["view"] == view
    for _ in range(steps):
        page.locator("#dl-redo").click()
    assert shown(page, view) == last
    assert 3 <= steps <= 4


def test_typing_in_the_filter_of_the_table_is_one_step(visit: Open, first_story: str) -> None:
    opened = visit(first_story)
    page = opened.page
    page.locator("#dl-views [data-view=table]").click()
    page.locator("#dl-table thead").get_by_role("button", name="Name").click()
    page.locator("#dl-filter").focus()
    page.keyboard.type("steel tar", delay=20)
    rows = page.locator("#dl-table tbody tr").count()
    page.locator("#dl-undo").click()
    assert page.input_value("#dl-filter") == ""
    assert page.locator("#dl-table tbody tr").count() > rows
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Name")
    assert page.locator("#dl-said").inner_text() == "Undone: choice in the table."
    page.locator("#dl-redo").click()
    assert page.input_value("#dl-filter") == "steel tar"


def test_a_slide_over_the_days_is_one_step(visit: Open, first_story: str) -> None:
    opened = visit(first_story)
    page = opened.page
    page.locator("#dl-views [data-view=rates]").click()
    day = page.input_value("#dl-rates-day")
    page.locator("#dl-rates-slider").focus()
    for _ in range(9):
        page.keyboard.press("ArrowLeft")
    assert page.input_value("#dl-rates-day") != day
    page.locator("#dl-undo").click()
    assert page.input_value("#dl-rates-day") == day


def test_the_connections_of_a_thing_open_as_one_step_and_are_in_the_link(
    visit: Open, first_story: str
) -> None:
    opened = visit(first_story)
    page = opened.page
    opened.run("() => dateline.table.showConnections(dateline.model.byId.get('carney'))")
    page.wait_for_timeout(PAUSE)
    assert opened.run("() => location.hash") == "#view=table&table.which=connections&table.of=carney"
    assert page.locator("#dl-table .scope").inner_text().startswith("Only connections of: Mark Carney.")
    page.locator("#dl-undo").click()
    assert opened.run("() => [dateline.state.get().view, dateline.state.get().board]") == ["graph", {}]


def test_what_a_link_asks_of_a_board_and_the_file_lacks_is_said(visit: Open, first_story: str) -> None:
    lost = {
        "rates.goods": "unobtainium",
        "rates.day": "2025-02-30",
        "rates.chart": "toString",
        "claims.how": "Sung",
        "ask.a": "atlantis",
        "ask.nobody": "carney",
        "table.down": "valueOf",
        "table.sort": "colour",
        "table.__proto__": "x",
        "claims.constructor": "y",
    }
    kept = "rates.origin=mexico&claims.order=new&ask.question=meetings&ask.b=carney&table.which=connections"
    opened = visit(first_story)
    link = f"#view=rates&{kept}&" + "&".join(f"{name}={value}" for name, value in lost.items())
    opened.run("(link) => { location.hash = link; }", link)
    note = opened.page.locator("#dl-link-note")
    note.wait_for()
    assert [
        (name, f"“{value}”") for name, value in lost.items() if f"{name} “{value}”" not in note.inner_text()
    ] == []
    board = opened.run(STATE)["board"]
    assert board["rates"] == {"origin": "mexico"}
    assert board["claims"] == {"order": "new"}
    assert board["ask"]["question"] == "meetings"
    assert [iri.rsplit("/", 1)[-1] for iri in board["ask"]["values"].values()] == ["carney"]
    assert board["table"] == {"which": "edges"}
    assert opened.page.locator("#dl-rates-origin").input_value() == "mexico"


def test_first_choices_in_a_link_are_not_kept(visit: Open, first_story: str) -> None:
    opened = visit(first_story)
    opened.run("() => { location.hash = '#view=claims&claims.group=matter&table.which=things'; }")
    opened.page.locator("#dl-claims-list").wait_for()
    assert opened.run(STATE)["board"] == {}


def test_answers_have_no_names_of_the_vocabulary_and_their_file_has(
    visit: Open, first_story: str, bundled: Story
) -> None:
    opened = visit(first_story)
    page = opened.page
    page.locator("#dl-views [data-view=ask]").click()
    names = opened.run(
        "() => dateline.model.data.ask.questions.filter(({ answered }) => answered).map(({ name }) => name)"
    )
    assert len(names) > 15
    for name in names:
        opened.run(TO_BOARD, ["ask", {"question": name, "values": {}}])
        cells = page.locator(".ask-table :is(thead th, tr:not(.words) > :is(th, td))").all_inner_texts()
        raw = [cell for cell in cells if re.fullmatch(r"(?:[A-Z]?[a-z]+[A-Z][a-z]+\w*|https?:\S+)", cell)]
        assert raw == [], name
    opened.run(TO_BOARD, ["ask", {"question": "chain", "values": {}}])
    table = page.locator(".ask-table").inner_text()
    assert "was answered by" in table
    assert "led to" in table
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    rows = list(csv.reader(download.value.path().read_text("utf-8").splitlines(keepends=True)))
    assert rows[0] == list(bundled.query(name="chain").columns)
    assert {"RespondsTo", "Causes"} <= {row[2] for row in rows[1:]}


def test_the_fields_of_a_board_stand_on_one_line(visit: Open, first_story: str) -> None:
    opened = visit(first_story)
    page = opened.page
    page.locator("#dl-views [data-view=rates]").click()
    boxes = [page.locator(name).bounding_box() for name in ("#dl-rates-goods", "#dl-rates-origin")]
    assert boxes[0]["y"] == boxes[1]["y"]
    assert 0 < boxes[1]["x"] - boxes[0]["x"] - boxes[0]["width"] < 30
    page.locator("#dl-views [data-view=ask]").click()
    opened.run(TO_BOARD, ["ask", {"question": "chain", "values": {}}])
    labels = page.locator(".ask-fields label").evaluate_all("(all) => all.map((each) => each.offsetHeight)")
    assert labels[0] > labels[1]
    tops = page.locator(".ask-fields input").evaluate_all(
        "(all) => all.map((each) => each.getBoundingClientRect().top)"
    )
    assert tops[0] == tops[1]
