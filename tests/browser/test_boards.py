"""The boards as a person uses them, by keyboard; every visit also checks that nothing was asked for."""

from __future__ import annotations

import csv
from collections import Counter
from random import Random
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from dateline import Story
from dateline.export.html import Extras, PageAbout, build_boards, render_page
from dateline.export.html.boards import answers
from dateline.export.html.boards.answers import build_answer_board
from dateline.export.html.boards.rates import build_rate_board
from dateline.graph.canned import canned_query
from dateline.graph.rates.day import Rates
from dateline.graph.rates.states import RateState
from dateline.graph.snapshot import Span
from dateline.graph.time.allen import allen, order
from dateline.graph.time.answers import things as dated_things
from dateline.graph.time.spans import Certainty

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from tests.browser.conftest import Open, Visit

BOARDS = ["claims", "rates", "ask"]
CROSSING = """() => {
  const boxes = [...document.querySelectorAll(".dl-steps .step")]
    .map((node) => [node.textContent, node.getBoundingClientRect()]);
  const cross = (a, b) =>
    a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3;
  return boxes.flatMap(([one, a], at) =>
    boxes.slice(at + 1).filter(([, b]) => cross(a, b)).map(([other]) => [one, other]));
}"""
PROMISED = "SELECT DISTINCT ?claim { ?claim dl:modality dl:Promised }"
RATES = """(asked) => asked.map(([day, goods, origin]) => {
  const { products, headings, origins } = dateline.model.data.rates;
  const find = (list, id) => list.find((each) => each.id === id) || null;
  const asked = find([...products, ...headings], goods);
  const answer = dateline.ratedays.answer(day, asked, find(origins, origin));
  const said = (states) => states.map((state) => [state.id, state.certainty, state.covers, state.rate]);
  const id = (state) => state && state.id;
  const all = dateline.ratedays.states();
  return {
    force: said(answer.inForce), exempt: said(answer.exempt), not: said(answer.notInForce),
    words: answer.said.map(([relation, from, to]) => [relation, all[from].id, all[to].id]).sort(),
    sums: answer.sums.map(({ states, rate }) => [states.map(id), rate]),
    earlier: id(answer.earlier), later: id(answer.later),
  };
})"""


def open_board(page: Page, name: str) -> None:
    """To a board by its button, as the keyboard does it."""
    page.locator(f"#dl-views [data-view={name}]").focus()
    page.keyboard.press("Enter")


def press(page: Page, name: str, within: str) -> None:
    page.locator(within).get_by_role("button", name=name).first.focus()
    page.keyboard.press("Enter")


def test_a_broken_promise_is_found_by_keyboard_and_leads_to_all_its_quotes(
    visit: Open, first_story: str
) -> None:
    opened = visit(first_story)
    page = opened.page
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
    assert opened.heading().startswith("Trump will no longer speak of Canada")
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
    shown = opened.run("dateline.model.nodes[dateline.state.get().selection.index].facts[0][1]")
    assert said.rstrip("…").endswith(shown[-40:]) or shown[:60] in said


def test_claims_follow_the_filters_of_the_page(visit: Open, first_story: str, bundled: Story) -> None:
    opened = visit(first_story)
    page = opened.page
    open_board(page, "claims")
    page.locator('fieldset[data-facet="modality"]').get_by_role("checkbox", name="promised").check()
    promised = {row[0] for row in bundled.query(PROMISED).rows}
    assert 0 < len(promised) < 166
    assert page.locator("#dl-claims-said").inner_text().startswith(f"{len(promised)} of 166 claims")
    listed = set(page.locator(".claim .how").all_inner_texts())
    assert listed == {"◆promised"}
    opened.run("() => dateline.undo.undo()")
    assert page.locator("#dl-claims-said").inner_text().startswith("166 of 166 claims")


def told(found: Rates) -> dict[str, Any]:
    """A day's rates as the page's script tells them."""

    def said(states: tuple[RateState, ...]) -> list[list[str | None]]:
        return [
            [
                state.id,
                state.certainty and str(state.certainty),
                state.covers and str(state.covers),
                state.rate,
            ]
            for state in states
        ]

    return {
        "force": said(found.in_force),
        "exempt": said(found.exempt),
        "not": said(found.not_in_force),
        "words": sorted([w.relation, w.from_id, w.to_id] for pair in found.pairs for w in pair.says),
        "sums": [[[state.id for state in each.states], each.rate] for each in found.sums],
        "earlier": found.earlier and found.earlier.id,
        "later": found.later and found.later.id,
    }


def test_the_rates_of_a_day_are_those_of_python(visit: Open, bundled: Story, first_story: str) -> None:
    days = ["1999-12-31", "2018-07-01", "2025-03-04", "2025-04-01", "2025-07-10", "2025-10-07", "2030-01-01"]
    board = build_rate_board(bundled)
    goods = [None, *(each["id"] for each in board["products"][::9]), "steel", "aluminum", "cars"]
    goods += [each["id"] for each in board["headings"][::40]]
    known = {each["id"] for each in board["origins"]}
    origins = [None, "canada", "mexico", "usa", *(each["id"] for each in board["origins"])]
    origins = [each for each in dict.fromkeys(origins) if each is None or each in known]
    asked = [[day, item, origin] for day in days for item in dict.fromkeys(goods) for origin in origins]
    answers = visit(first_story).run(RATES, asked)
    for (day, item, origin), answer in zip(asked, answers, strict=True):
        assert day is not None
        assert answer == told(bundled.rates(on=day, product=item, origin=origin)), (day, item, origin)
    assert sum(bool(answer["earlier"]) for answer in answers) > 0


def test_sums_that_sources_allow_are_those_of_python(visit: Open, bundled: Story) -> None:
    then = bundled.known_by("2025-04-10")
    asked = [
        [day, goods, "canada"] for day in ("2025-03-13", "2025-04-01") for goods in ("steel", "aluminum")
    ]
    answers = visit(then.to_html()).run(RATES, asked)
    for (day, goods, origin), answer in zip(asked, answers, strict=True):
        assert answer == told(then.rates(on=day, product=goods, origin=origin))
    assert [rate for answer in answers for _, rate in answer["sums"]].count("50") >= 1


def test_the_rate_of_a_day_is_found_by_keyboard_with_its_quotes(visit: Open, first_story: str) -> None:
    opened = visit(first_story)
    page = opened.page
    open_board(page, "rates")
    page.locator("#dl-rates-goods").select_option(label="Steel")
    page.locator("#dl-rates-origin").select_option(label="Canada")
    page.fill("#dl-rates-day", "2025-07-10")
    page.keyboard.press("Tab")
    answer = page.locator("#dl-rates-answer")
    assert answer.locator("h3").inner_text() == "Steel, goods of Canada, on 10 July 2025"
    assert answer.locator(".rate-number").first.inner_text() == "50 %"
    assert answer.locator(".sure").first.inner_text() == "●certain"
    assert "excludes" in answer.locator(".rate-words").inner_text()
    answer.locator(".rate-words summary").first.focus()
    page.keyboard.press("Enter")
    assert answer.locator(".rate-words .quote").count() >= 3
    answer.get_by_role("button", name="50 % tariff on steel and aluminum").first.focus()
    page.keyboard.press("Enter")
    assert opened.heading() == "50 % tariff on steel and aluminum"
    assert page.locator("#dl-panel .quote").count() >= 4


def test_the_slider_moves_the_day_and_the_answer_with_it(visit: Open, first_story: str) -> None:
    page = visit(first_story).page
    open_board(page, "rates")
    page.fill("#dl-rates-day", "2025-03-12")
    slider = page.locator("#dl-rates-slider")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    assert page.input_value("#dl-rates-day") == "2025-03-11"
    assert slider.get_attribute("aria-valuetext") == "11 March 2025"
    assert page.locator("#dl-rates-answer h3").inner_text().endswith("on 11 March 2025")
    assert page.locator(".dl-steps .marked text").text_content() == "11 March 2025"


def test_the_table_has_every_state_that_the_chart_draws(visit: Open, first_story: str) -> None:
    opened = visit(first_story)
    page = opened.page
    open_board(page, "rates")
    drawn = opened.run(
        "[...new Set([...document.querySelectorAll('.dl-steps .state')].map((g) => g.dataset.state))].length"
    )
    assert page.locator(".rate-table tbody tr").count() == drawn > 5
    press(page, "all days", "#dl-rates")
    assert page.locator(".rate-table tbody tr").count() > drawn


@pytest.mark.parametrize("width", [360, 1280])
def test_words_on_steps_do_not_run_into_each_other(width: int, visit: Open, first_story: str) -> None:
    opened = visit(first_story, width=width)
    open_board(opened.page, "rates")
    assert opened.run(CROSSING) == []


ANSWERS = """(asked) => asked.map(([name, values]) => dateline.answers.answer(name, values))"""


def ask_page(opened: Visit, story: Story, asked: list[tuple[str, dict[str, str]]]) -> list[Counter[Any]]:
    """The rows of the page's answers; each question's columns are those of Python."""
    base = story.snapshot.base
    dates = {"day", "first", "last"}
    sent = [
        [name, {key: value if key in dates else base + value for key, value in values.items()}]
        for name, values in asked
    ]
    found = []
    for (name, values), answer in zip(asked, opened.run(ANSWERS, sent), strict=True):
        assert tuple(answer["columns"]) == story.query(name=name, parameters=values).columns
        found.append(Counter(tuple(cell or None for cell in row) for row in answer["rows"]))
    return found


def rows_of(story: Story, name: str, values: dict[str, str]) -> Counter[Any]:
    rows = story.query(name=name, parameters=values).rows
    return Counter(tuple(cell or None for cell in row) for row in rows)


def assert_same(visit: Open, story: Story, page: str, asked: list[tuple[str, dict[str, str]]]) -> None:
    answers = ask_page(visit(page), story, asked)
    for (name, values), rows in zip(asked, answers, strict=True):
        assert rows == rows_of(story, name, values), (name, values)
    assert any(answers)


def test_questions_about_days_are_answered_as_in_python(
    visit: Open, bundled: Story, first_story: str
) -> None:
    days = ["1990-01-01", "2025-03-07", "2025-07-10", "2025-10-07", "2025-12-24", "2031-05-05"]
    asked: list[tuple[str, dict[str, str]]] = [(name, {}) for name in ("on-day", "in-range", "rates")]
    asked += [(name, {"day": day}) for name in ("on-day", "still-to-come", "rates") for day in days]
    asked += [
        ("in-range", {"first": "2025-02-01", "last": "2025-03-01"}),
        ("in-range", {"last": "2025-02-01"}),
    ]
    asked += [("in-range", {"first": "2025-08-01", "thing": "steel-50"})]
    asked += [("on-day", {"day": "2025-06-04", "thing": "steel-50"}), ("still-to-come", {})]
    origins = [each["id"] for each in build_rate_board(bundled)["origins"]]
    asked += [("rates", {"origin": origin}) for origin in origins]
    asked += [("rates", {"day": "2025-04-01", "origin": origin}) for origin in origins]
    assert_same(visit, bundled, first_story, asked)


def test_questions_about_two_things_are_answered_as_in_python(
    visit: Open, bundled: Story, first_story: str
) -> None:
    things = [iri.removeprefix(bundled.snapshot.base) for iri in dated_things(bundled.snapshot)]
    asked: list[tuple[str, dict[str, str]]] = [("allen", {"one": one}) for one in things[::14]]
    asked += [("order", {"other": other}) for other in things[3::40]]
    asked += [("order", {"one": things[0], "other": things[-1]})]
    assert_same(visit, bundled, first_story, asked)


def test_relations_of_any_bounds_are_those_of_python(visit: Open, first_story: str) -> None:
    random = Random(4)
    days = [None, *(f"2025-03-{day:02d}" for day in (1, 2, 3, 4, 6))]

    def span() -> Span:
        known = sorted(random.choices([day for day in days if day], k=4))
        begin, begun, end, ended = (day if random.random() < 0.8 else None for day in known)
        ongoing = random.random() < 0.2
        return Span(begin, begun, end, None if ongoing else ended, ongoing)

    pairs = [(span(), span()) for _ in range(1500)]
    sent = [[{"bounds": _bounds(one), "ongoing": one.ongoing} for one in pair] for pair in pairs]
    answers = visit(first_story).run(
        "(pairs) => pairs.map(([a, b]) => [dateline.allen.admitted(a, b), dateline.allen.order(a, b)])", sent
    )
    seen = set()
    for (one, other), (admitted, ordered) in zip(pairs, answers, strict=True):
        possible = [str(name) for name, how in allen(one, other).items() if how is not Certainty.Impossible]
        assert admitted == possible
        expected = order(one, other)
        assert (ordered["before"], ordered["after"]) == (expected.before, expected.after)
        seen |= set(admitted)
    assert len(seen) == 13


def _bounds(span: Span) -> list[str | None]:
    return [span.earliest_begin, span.latest_begin, span.earliest_end, span.latest_end]


def test_chains_are_those_of_python(visit: Open, bundled: Story, first_story: str) -> None:
    board = build_answer_board(bundled)
    places = {place for step in board["ledTo"] for place in step}
    ends = sorted(board["texts"][place].removeprefix(bundled.snapshot.base) for place in places)
    asked: list[tuple[str, dict[str, str]]] = [("chain", {})]
    asked += [("chain", {"start": "dst-announcement", "end": "tariff-35"})]
    asked += [("chain", {"start": start}) for start in ends[::9]]
    asked += [("chain", {"end": end}) for end in ends[4::9]]
    asked += [
        ("chain", {"start": one, "end": other}) for one, other in zip(ends[::7], ends[3::7], strict=False)
    ]
    assert_same(visit, bundled, first_story, asked)


def test_every_value_of_a_parameter_gives_the_rows_of_python(
    visit: Open, bundled: Story, first_story: str
) -> None:
    asked: list[tuple[str, dict[str, str]]] = [
        ("claims", {"speaker": "trump", "about": "canada"}),
        ("co-participation", {"actor": "carney"}),
        ("concessions", {"actor": "canada"}),
        ("concessions", {"actor": "carney"}),
        ("demands", {"speaker": "poilievre"}),
        ("meetings", {"a": "trump", "b": "carney"}),
        ("meetings", {"b": "trump"}),
        ("policy-history", {"policy": "canada-tariff"}),
        ("said-about", {"about": "golden-dome"}),
        ("spellings", {"actor": "poilievre"}),
    ]
    assert_same(visit, bundled, first_story, asked)


def test_a_question_is_asked_by_keyboard_and_leads_to_its_things_and_quotes(
    visit: Open, first_story: str
) -> None:
    opened = visit(first_story)
    page = opened.page
    open_board(page, "ask")
    press(page, "Where and when did two actors meet?", "#dl-ask")
    assert page.evaluate("document.activeElement.id") == "dl-ask-question"
    page.get_by_label("one of the two").focus()
    page.keyboard.type("Donald Trump")
    page.keyboard.press("Tab")
    page.get_by_label("the other one").focus()
    page.keyboard.type("mark carney")
    page.keyboard.press("Tab")
    assert page.locator("#dl-ask-rows").inner_text().startswith("13 rows, shown as 5")
    assert "first meeting with Carney" in page.locator(".ask-table").inner_text()
    press(page, "Oval Office meeting of Trump and Carney", "#dl-ask-answer")
    assert opened.heading() == "Oval Office meeting of Trump and Carney"
    page.get_by_text("The SPARQL, and how to ask it yourself").focus()
    page.keyboard.press("Enter")
    commands = page.locator(".ask-how pre").all_inner_texts()
    assert commands[0] == "dateline query STORY --name meetings --set a=trump --set b=carney"
    assert "VALUES ?a { <" in commands[1]


def test_the_sparql_that_is_shown_is_what_python_runs(visit: Open, bundled: Story, first_story: str) -> None:
    page = visit(first_story).page
    open_board(page, "ask")
    press(page, "What was so on some day of a range?", "#dl-ask")
    page.get_by_label("the first day of the range").fill("2025-03-01")
    page.get_by_label("the last day of the range").fill("2025-03-09")
    page.keyboard.press("Tab")
    shown = page.locator(".ask-how pre").nth(1).text_content()
    values = {"first": "2025-03-01", "last": "2025-03-09"}
    assert shown == canned_query("in-range").bind(values, bundled.snapshot)


def test_an_answer_is_saved_as_csv_like_that_of_the_command_line(
    visit: Open, bundled: Story, first_story: str
) -> None:
    page = visit(first_story).page
    open_board(page, "ask")
    press(page, "Where do sources disagree?", "#dl-ask")
    with page.expect_download() as download:
        press(page, "CSV", "#dl-ask-answer")
    assert download.value.suggested_filename == "conflicts.csv"
    text = download.value.path().read_text("utf-8")
    rows = list(csv.reader(text.splitlines(keepends=True)))
    answer = bundled.query(name="conflicts")
    assert rows == [list(answer.columns), *([cell or "" for cell in row] for row in answer.rows)]


def test_a_name_that_bears_on_nothing_is_said_and_changes_nothing(visit: Open, first_story: str) -> None:
    page = visit(first_story).page
    open_board(page, "ask")
    press(page, "Under which spellings", "#dl-ask")
    before = page.locator("#dl-ask-rows").inner_text()
    field = page.get_by_label("the actor asked about")
    field.fill("Nobody At All")
    page.keyboard.press("Tab")
    assert "Nothing called “Nobody At All”" in page.locator(".ask-fields").inner_text()
    assert page.locator("#dl-ask-rows").inner_text() == before


def test_every_question_opens_and_says_how_many_rows_it_has(visit: Open, first_story: str) -> None:
    opened = visit(first_story)
    page = opened.page
    open_board(page, "ask")
    titles = page.locator(".question-title").all_text_contents()
    assert len(titles) > 15
    for title in titles:
        opened.run("document.getElementById('dl-ask-list').open = true")
        press(page, title, "#dl-ask-list")
        said = page.locator("#dl-ask-rows").inner_text()
        assert "row" in said or "panel" in said, title
        assert page.locator("#dl-ask-question").inner_text() == title


def test_a_story_too_large_for_answers_says_how_to_ask(
    visit: Open, bundled: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "MOST_THINGS", 100)
    page = visit(bundled.to_html()).page
    open_board(page, "ask")
    press(page, "Where do sources disagree?", "#dl-ask")
    assert "too many for answers to be worked out beforehand" in page.locator("#dl-ask-rows").inner_text()
    assert page.locator(".ask-how pre").first.inner_text() == "dateline query STORY --name conflicts"
    page.locator("#dl-ask-list summary").click()
    press(page, "What was so on a day?", "#dl-ask")
    assert page.locator("#dl-ask-rows").inner_text().startswith("385 rows")


def test_rows_that_a_large_story_leaves_out_are_said(
    visit: Open, bundled: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "MANY_THINGS", 100)
    page = visit(bundled.to_html()).page
    open_board(page, "ask")
    press(page, "Who said what about something, and what came of it", "#dl-ask")
    said = page.locator("#dl-ask-rows").inner_text()
    assert "Only the first 500 rows of 713 are in this file" in said


def test_boards_of_a_network_without_a_story_say_that_they_have_nothing(
    visit: Open, networks: ModuleType
) -> None:
    page = visit(networks.small_story()).page
    for name in BOARDS:
        open_board(page, name)
        assert page.locator(f"#dl-{name} .empty").inner_text().startswith("This file has no")


def test_boards_of_a_story_that_tells_nothing_yet_say_so(visit: Open, bundled: Story) -> None:
    page = visit(bundled.known_by("2000-01-01").to_html()).page
    open_board(page, "claims")
    assert page.locator("#dl-claims .empty").inner_text().endswith("the story tells of none.")
    open_board(page, "rates")
    assert page.locator("#dl-rates .empty").inner_text().endswith("the story has no states of policies.")
    open_board(page, "ask")
    press(page, "Where do sources disagree?", "#dl-ask")
    assert page.locator("#dl-ask-rows").inner_text() == "0 rows."


def test_a_story_without_a_rate_to_draw_still_answers_for_a_day(visit: Open, bundled: Story) -> None:
    page = visit(bundled.known_by("2025-01-21").to_html()).page
    open_board(page, "rates")
    assert page.locator("#dl-rates-slider").is_hidden()
    assert "There is nothing to draw" in page.locator("#dl-rates-chart").inner_text()
    page.fill("#dl-rates-day", "2025-01-21")
    page.keyboard.press("Tab")
    assert page.locator("#dl-rates-answer h3").inner_text().endswith("on 21 January 2025")


def test_markup_in_any_words_of_a_board_stays_text(visit: Open, bundled: Story, hostile: ModuleType) -> None:
    boards = build_boards(bundled)
    payload = hostile.PAYLOAD
    for claim in boards["claims"]["claims"]:
        claim |= {"text": payload, "when": payload, "stance": payload}
    boards["claims"]["names"] = dict.fromkeys(boards["claims"]["names"], payload)
    for state in boards["rates"]["states"]:
        state["basis"] = payload
    boards["rates"]["names"] = dict.fromkeys(boards["rates"]["names"], payload)
    for goods in (*boards["rates"]["products"], *boards["rates"]["origins"]):
        goods["label"] = payload
    boards["ask"]["texts"] = [text and text + payload for text in boards["ask"]["texts"]]
    for question in boards["ask"]["questions"]:
        question |= {"description": payload, "sparql": question["sparql"] + payload}
    opened = visit(
        render_page(bundled.network(), PageAbout("t", "d", "en", bundled.iri, "v"), Extras(boards=boards))
    )
    page = opened.page
    for name in BOARDS:
        open_board(page, name)
    press(page, "Who promised what", "#dl-ask")
    assert payload in page.locator("#dl-ask-answer .ask-table").inner_text()
    assert page.locator(".board img, .board script").count() == 0
    assert opened.run("window.__xss") is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("board", BOARDS)
def test_axe_finds_nothing_on_a_board(
    board: str, scheme: str, visit: Open, first_story: str, axe: str
) -> None:
    opened = visit(first_story, scheme=scheme, bypass_csp=True)
    open_board(opened.page, board)
    assert opened.violations(axe) == []
    if board == "ask":
        press(opened.page, "Who promised what", "#dl-ask")
        opened.page.locator(".ask-how summary").click()
        assert opened.violations(axe) == []


@pytest.mark.parametrize("board", BOARDS)
def test_a_board_fits_a_phone_without_sideways_scrolling(
    board: str, visit: Open, first_story: str, axe: str
) -> None:
    opened = visit(first_story, width=360, height=740, bypass_csp=True)
    open_board(opened.page, board)
    if board == "ask":
        press(opened.page, "Who promised what", "#dl-ask")
    for summary in opened.page.locator(f"[data-board={board}] summary:visible").all()[:4]:
        summary.click()
    assert opened.run("document.documentElement.scrollWidth") == 360
    assert opened.violations(axe) == []
