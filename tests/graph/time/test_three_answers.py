"""Python, plain SPARQL and the command line give the same answers about time, for every pair of things."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions

from dateline import Story
from dateline.__main__ import main
from dateline.graph.time.allen import Allen, order
from dateline.graph.time.allen import allen as relations_of
from dateline.graph.time.answers import things
from dateline.graph.time.spans import Certainty, on, within

Pair = tuple[str, str]
# The plain order each way, and then Allen's relations; there are many pairs.
Answers = dict[Pair, tuple[str, ...]]
Ask = Callable[..., str]
DAYS = ("2025-02-01", "2025-03-04", "2025-06-16", "2025-07-31", "2025-10-07", "2026-07-01")
RANGES = (("2025-03-01", "2025-03-31"), ("2025-06-15", "2025-06-17"), ("2025-01-01", "2026-12-31"))


@pytest.fixture(params=["canal", "bundled"])
def story(request: pytest.FixtureRequest) -> Story:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Story)
    return found


@pytest.fixture
def ask(
    story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Ask:
    """``dateline when`` of the story with arguments: what it prints."""
    monkeypatch.setattr("dateline.export.story.open", lambda name, **limits: story)

    def call(*arguments: str) -> str:
        monkeypatch.setattr(sys, "argv", ["dateline", "when", "the-story", *arguments])
        with pytest.raises(SystemExit) as caught:
            main()
        assert caught.value.code in (0, None)
        return capfdbinary.readouterr().out.decode()

    return call


@cache
def in_python(story: Story) -> Answers:
    found = story.snapshot
    spans = {found.id_of(thing): found.span(thing) for thing in things(found)}
    answers: Answers = {}
    for one, other in permutations(spans, 2):
        plain, thirteen = order(spans[one], spans[other]), relations_of(spans[one], spans[other])
        answers[one, other] = (plain.before, plain.after, *(thirteen[name] for name in Allen))
    return answers


def in_sparql(story: Story, **parameters: str) -> Answers:
    """The rows of the two canned queries; a relation that is in neither list is impossible."""
    thirteen = {
        pair_of(story, row): spelled_out(row["certain"], row["possible"])
        for row in table(story, "allen", **parameters)
    }
    plain = {
        pair_of(story, row): (row["before"], row["after"]) for row in table(story, "order", **parameters)
    }
    assert thirteen.keys() == plain.keys()
    return {pair: (*plain[pair], *found) for pair, found in thirteen.items()}


def table(story: Story, name: str, **parameters: str) -> list[dict[str, str]]:
    sparql = story.query(name=name, parameters=parameters).sparql
    # Rows are compared by what they are about; sorting those of all pairs takes as long as finding them.
    results = story.view.query(sparql.rpartition("ORDER BY")[0])
    assert isinstance(results, QuerySolutions)
    text = (results.serialize(format=QueryResultsFormat.CSV) or b"").decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def pair_of(story: Story, row: dict[str, str]) -> Pair:
    return story.snapshot.id_of(row["from"]), story.snapshot.id_of(row["to"])


@cache
def spelled_out(certain: str, possible: str) -> tuple[str, ...]:
    said = dict.fromkeys(certain.split(), "certain") | dict.fromkeys(possible.split(), "possible")
    assert set(said) <= set(Allen)
    return tuple(said.get(name, "impossible") for name in Allen)


def on_the_command_line(ask: Ask) -> Answers:
    """What the JSON lists for every pair."""
    return {(item["from"], item["to"]): flat(item) for item in json.loads(ask("--format", "json"))}


def flat(item: dict[str, Any]) -> tuple[str, ...]:
    assert list(item["allen"]) == list(Allen)
    return (item["order"]["before"], item["order"]["after"], *item["allen"].values())


def test_all_three_give_the_same_order_and_relations_for_every_pair(story: Story, ask: Ask) -> None:
    expected = in_python(story)
    number = len(things(story.snapshot))
    assert len(expected) == number * (number - 1) > 0
    assert in_sparql(story) == expected
    assert on_the_command_line(ask) == expected


def test_the_story_has_pairs_of_each_relation_and_of_each_certainty(bundled: Story) -> None:
    """So that the comparison above compares something."""
    columns = list(zip(*in_python(bundled).values(), strict=True))
    given = {name: set(column) for name, column in zip(Allen, columns[2:], strict=True)}
    assert all(answers >= {"possible", "impossible"} for answers in given.values())
    assert all("certain" in given[name] for name in (Allen.Before, Allen.After, Allen.Equals))


@pytest.mark.parametrize("day", DAYS)
def test_all_three_agree_on_a_day_for_every_thing(story: Story, ask: Ask, day: str) -> None:
    found = story.snapshot
    expected = {found.id_of(thing): str(on(found.span(thing), day)) for thing in things(found)}
    rows = table(story, "on-day", day=day)
    assert {found.id_of(row["item"]): row["certainty"] for row in rows} == expected
    listed = json.loads(ask("--on", day, "--format", "json"))
    assert {item["id"]: item["certainty"] for item in listed} == expected


@pytest.mark.parametrize(
    ("first", "last"), [*RANGES, ("2025-06-16", None), (None, "2025-06-16"), (None, None)]
)
def test_all_three_agree_in_a_range_for_every_thing(
    story: Story, ask: Ask, first: str | None, last: str | None
) -> None:
    found = story.snapshot
    expected = {found.id_of(thing): str(within(found.span(thing), first, last)) for thing in things(found)}
    given = {name: day for name, day in (("first", first), ("last", last)) if day}
    rows = table(story, "in-range", **given)
    assert {found.id_of(row["item"]): row["certainty"] for row in rows} == expected
    sides = [word for side, day in (("--from", first), ("--to", last)) if day for word in (side, day)]
    if sides:
        rows = list(csv.DictReader(io.StringIO(ask(*sides, "--format", "csv"))))
        assert {row["id"]: row["certainty"] for row in rows} == expected


def test_a_story_answers_by_name_what_its_spans_answer(canal: Story) -> None:
    assert canal.on("Toll of 5 %", "2025-04-10") is Certainty.Certain
    assert canal.on("toll-5", "2025-03") is Certainty.Certain
    assert canal.on("toll-5", "2025-03-10") is Certainty.Possible
    assert canal.during("toll-5", "2025-05-01", "2025-06-30") is Certainty.Impossible
    assert canal.during("toll-12", first="2030-01-01") is Certainty.Certain
    assert canal.order("toll-5", "treaty").before is Certainty.Certain
    assert canal.allen("treaty", "toll-12")[Allen.During] is Certainty.Certain
    assert canal.allen("toll-12", "treaty")[Allen.Contains] is Certainty.Certain


def test_a_query_with_one_thing_or_two_has_the_rows_of_these_alone(canal: Story) -> None:
    every = in_sparql(canal)
    one = in_sparql(canal, one="talks")
    assert one == {pair: found for pair, found in every.items() if pair[0] == "talks"}
    both = in_sparql(canal, one="talks", other="treaty")
    assert both == {("talks", "treaty"): every["talks", "treaty"]}
    alone = table(canal, "on-day", day="2025-05-08", thing="talks")
    assert [row["item"] for row in alone] == [canal.snapshot.base + "talks"]


def test_without_a_day_the_answers_are_for_the_day_of_the_newest_source(canal: Story) -> None:
    assert table(canal, "on-day") == table(canal, "on-day", day="2025-05-20")
