"""The patterns that the README gives for questions about time: plain SPARQL 1.1 that agrees with Python."""

from __future__ import annotations

import pytest

from dateline import Story
from dateline.graph.time.allen import before
from dateline.graph.time.answers import things
from dateline.graph.time.spans import Certainty, within

RANGE = """
SELECT ?x WHERE {{
  VALUES (?first ?last) {{ ("{first}"^^xsd:date "{last}"^^xsd:date) }}
  VALUES ?kind {{ dl:Event dl:PolicyState dl:Tenure dl:Claim }}
  ?x a ?kind .
  OPTIONAL {{ ?x sem:hasEarliestBeginTimeStamp ?begin }}
  OPTIONAL {{ ?x sem:hasLatestBeginTimeStamp ?begun }}
  OPTIONAL {{ ?x sem:hasEarliestEndTimeStamp ?end }}
  OPTIONAL {{ ?x sem:hasLatestEndTimeStamp ?ended }}
  OPTIONAL {{ ?x dl:ongoing ?open }}
  {filter}
}}
"""
ORDER = """
SELECT ?x ?y WHERE {{
  VALUES ?kind {{ dl:Event dl:PolicyState }} ?x a ?kind .
  VALUES ?other {{ dl:Event dl:PolicyState }} ?y a ?other .
  OPTIONAL {{ ?x sem:hasEarliestEndTimeStamp ?end }}
  OPTIONAL {{ ?x sem:hasLatestEndTimeStamp ?ended }}
  OPTIONAL {{ ?x dl:ongoing ?open }}
  OPTIONAL {{ ?y sem:hasEarliestBeginTimeStamp ?begin }}
  OPTIONAL {{ ?y sem:hasLatestBeginTimeStamp ?begun }}
  FILTER (?x != ?y)
  {filter}
}}
"""
NOT_IMPOSSIBLE = "FILTER (COALESCE(?begin <= ?last, true) && COALESCE(?ended >= ?first, true))"
CERTAIN = "FILTER (COALESCE(?begun <= ?last, false) && COALESCE(?open, ?end >= ?first, false))"
MAY_BE_BEFORE = "FILTER (!BOUND(?open) && COALESCE(?end < ?begun, true))"
BEFORE = "FILTER (?ended < ?begin)"

RANGES = (
    ("2025-05-08", "2025-05-08"),
    ("2025-06-16", "2025-06-16"),
    ("2025-03-01", "2025-05-07"),
    ("2025-07-01", "2025-12-31"),
)


@pytest.fixture(params=["canal", "bundled"])
def story(request: pytest.FixtureRequest) -> Story:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Story)
    return found


@pytest.mark.parametrize("days", RANGES, ids=str)
def test_a_filter_finds_what_is_certain_and_another_what_is_not_impossible(
    story: Story, days: tuple[str, str]
) -> None:
    read = story.snapshot
    answers = {thing: within(read.span(thing), *days) for thing in things(read)}
    for condition, wanted in ((CERTAIN, {"certain"}), (NOT_IMPOSSIBLE, {"certain", "possible"})):
        asked = RANGE.format(first=days[0], last=days[1], filter=condition)
        found = {row[0] for row in story.query(asked).rows}
        assert found == {thing for thing, how in answers.items() if how in wanted}
    assert len(set(answers.values())) > 1


def test_a_filter_finds_what_was_before_what_for_certain_and_another_what_may_have_been(story: Story) -> None:
    read = story.snapshot
    spans = {
        thing: read.span(thing)
        for thing in things(read)
        if {"Event", "PolicyState"} & {kind.rpartition("#")[2] for kind in read.many(thing, "rdf:type")}
    }
    answers = {(x, y): before(spans[x], spans[y]) for x in spans for y in spans if x != y}
    for condition, wanted in ((BEFORE, {"certain"}), (MAY_BE_BEFORE, {"certain", "possible"})):
        found = {tuple(row) for row in story.query(ORDER.format(filter=condition)).rows}
        assert found == {pair for pair, how in answers.items() if how in wanted}
    assert set(answers.values()) == set(Certainty)
