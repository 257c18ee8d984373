"""The data of the boards: what the page shows is what the story answers."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

import dateline
from dateline import Story
from dateline.export.html import Extras, PageAbout, build_boards
from dateline.export.html.boards import answers, rates
from dateline.export.html.boards.answers import FROM_BOUNDS, build_answer_board
from dateline.export.html.boards.claims import build_claim_board
from dateline.export.html.boards.rates import build_rate_board
from dateline.export.html.inline import json_text
from dateline.export.html.page import render_page
from dateline.graph.canned import canned_queries
from dateline.graph.snapshot import Quote


@pytest.fixture(scope="module")
def story() -> Story:
    return dateline.open("us-canada-trade")


@pytest.fixture(scope="module")
def claims(story: Story) -> dict[str, Any]:
    return build_claim_board(story)


def test_the_boards_are_plain_json_and_the_same_for_the_same_story(story: Story) -> None:
    boards = build_boards(story)
    assert json.loads(json_text(boards)) == boards
    assert json_text(build_boards(dateline.open("us-canada-trade"))) == json_text(boards)


def test_every_claim_is_on_the_board_in_the_order_of_the_command(
    story: Story, claims: dict[str, Any]
) -> None:
    entries = list(story.claims())
    assert [claim["id"] for claim in claims["claims"]] == [entry.id for entry in entries]
    for claim, entry in zip(claims["claims"], entries, strict=True):
        assert (claim["text"], claim["not"], claim["how"]) == (entry.text, entry.negated, entry.modality)
        assert [claims["names"][one] for one in claim["by"]] == [one.label for one in entry.speakers]
        assert [claims["names"][one] for one in claim["to"]] == [one.label for one in entry.addressees]
        value = entry.outcome.value if entry.outcome else None
        assert (claim["outcome"] or {"value": None})["value"] == value


def test_what_is_said_of_a_state_is_grouped_under_its_policy(story: Story, claims: dict[str, Any]) -> None:
    matters = {claim["id"]: claim["matters"] for claim in claims["claims"]}
    assert all(matters.values())
    snapshot, checked = story.snapshot, 0
    for entry in story.claims():
        for thing in entry.about:
            if policy := snapshot.one(snapshot.base + thing.id, "dl:policy"):
                assert snapshot.id_of(policy) in matters[entry.id]
                assert thing.id not in matters[entry.id]
                checked += 1
    assert checked > 10


def test_the_words_for_an_outcome_are_the_storys(story: Story, claims: dict[str, Any]) -> None:
    table = claims["quotes"]
    checked = 0
    for claim, entry in zip(claims["claims"], story.claims(), strict=True):
        if entry.outcome is None:
            continue
        words = [table["evidence"][place] for place in claim["outcome"]["quotes"]]
        expected = [_words(quote) for quote in entry.outcome.evidence]
        assert [each[1:] for each in words] == expected
        cited = [table["sources"][each[0]]["title"] for each in words]
        assert cited == [quote.title for quote in entry.outcome.evidence]
        checked += len(words)
    assert checked > 3


def _words(quote: Quote) -> list[Any]:
    return [quote.quote, quote.prefix, quote.suffix, quote.start, quote.end]


def test_goods_and_origins_select_the_states_that_the_story_does(story: Story) -> None:
    board = build_rate_board(story)
    ids = [state["id"] for state in board["states"]]
    origin = next(each for each in board["origins"] if each["id"] == "canada")
    for goods in (*board["products"][::7], *board["headings"][::20]):
        selected = story.rate_states(product=goods["id"], origin="canada")
        there = [entry for entry in goods["states"] if entry[0] in origin["states"]]
        assert [ids[entry[0]] for entry in there] == [state.id for state in selected]
        assert [board["covers"][entry[1]] for entry in there] == [state.covers for state in selected]
        spared = [[thing.id for thing in state.exempt_by] for state in selected]
        assert [(entry[2:] or [[]])[0] for entry in there] == spared


def test_goods_beyond_what_a_page_can_hold_are_counted(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "MOST", 87 * 100)
    board = build_rate_board(story)
    assert len(board["headings"]) == 100 - 91
    assert board["leftOut"] == {"products": 0, "headings": 150}


def test_the_data_of_claims_and_rates_stay_small(story: Story, claims: dict[str, Any]) -> None:
    assert len(json_text(build_rate_board(story)).encode()) < 150_000
    assert len(json_text(claims).encode()) < 150_000


@pytest.fixture(scope="module")
def ask(story: Story) -> dict[str, Any]:
    return build_answer_board(story)


def test_every_canned_question_is_on_the_board(ask: dict[str, Any]) -> None:
    queries = canned_queries()
    assert [each["name"] for each in ask["questions"]] == list(queries)
    for each in ask["questions"]:
        query = queries[each["name"]]
        assert (each["title"], each["sparql"]) == (query.title, query.sparql)
    unanswered = [each["name"] for each in ask["questions"] if not each["answered"]]
    assert unanswered == ["evidence"]


def test_rows_without_a_choice_are_those_of_the_query(story: Story, ask: dict[str, Any]) -> None:
    skipped = FROM_BOUNDS | {"evidence", "still-to-come", "chain"}
    for each in ask["questions"]:
        if each["name"] in skipped:
            continue
        rows = [tuple(ask["texts"][at] for at in row[each["held"] :]) for row in each["rows"]]
        expected = story.query(name=each["name"]).rows
        assert Counter(set(rows) if each["distinct"] else rows) == Counter(expected), each["name"]


def test_everything_that_has_a_time_is_there_with_its_bounds(story: Story, ask: dict[str, Any]) -> None:
    rows = {row[0]: (row[1], *row[3:7], row[7] == "true") for row in story.query(name="in-range").rows}
    found = {
        ask["texts"][row[0]]: (*(ask["texts"][at] for at in row[1:6]), row[6] == 1) for row in ask["dated"]
    }
    assert found == rows


def test_answers_are_small_and_every_text_is_kept_once(ask: dict[str, Any]) -> None:
    assert len(json_text(ask).encode()) < 700_000
    assert len(set(ask["texts"])) == len(ask["texts"])


def test_of_a_large_story_the_first_rows_are_kept_and_counted(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "MANY_THINGS", 100)
    board = build_answer_board(story)
    assert board["limit"] == 500
    claims = next(each for each in board["questions"] if each["name"] == "claims")
    assert len(claims["rows"]) == 500 < claims["all"]


def test_of_a_huge_story_no_answer_is_worked_out(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MOST_THINGS", 100)
    answered = {each["name"] for each in build_answer_board(story)["questions"] if each["answered"]}
    assert answered == FROM_BOUNDS


def test_a_page_keeps_its_own_data_when_boards_are_added(networks: Any, rows: Any, about: PageAbout) -> None:
    found = []
    for extras in (Extras(), Extras(boards={"claims": {"claims": []}})):
        page = render_page(networks.small_story(), about, extras)
        packed = page.split('id="dl-data">', 1)[1].split("<", 1)[0]
        found.append(rows.unpacked(packed))
    plain, more = found
    assert more == {**plain, "claims": {"claims": []}}
    assert "claims" not in plain
