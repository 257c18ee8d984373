"""Days of a built story: what its dates, links, parts, occasions and replaced states say together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline import Story
from dateline.graph.snapshot import Span
from dateline.graph.time.chronology import LINKS
from dateline.ontology.terms import Class, Relation

WriteStory = Callable[[Path, Mapping[str, Any]], Path]
Content = dict[str, Any]
QUOTE = {"source": "herald", "quote": "In May the toll rises to 12.5%"}
ISSUED = "2025-12-01"
EARLY = {"source": "courier", "quote": "Tugs do not pay"}


def _event(name: str, when: str | None = None, **more: Any) -> Content:
    dated = {"when": when} if when else {}
    return {"id": name, "type": "Event", "label": name.title(), "evidence": QUOTE} | dated | more


def _link(one: str, relation: str, other: str, **more: Any) -> Content:
    link = {"id": f"{one}-{relation.lower()}-{other}", "from": one, "relation": relation, "to": other}
    return link | {"evidence": QUOTE} | more


@pytest.fixture
def build(tmp_path: Path, write_story: WriteStory, canal_content: Content) -> Callable[..., Story]:
    """The invented story's sources with events, links and states of a test."""

    def _build(*events: Content, links: tuple[Content, ...] = (), **sections: Any) -> Story:
        content = {key: deepcopy(canal_content[key]) for key in ("story", "sources", "actors")}
        for source, issued in zip(content["sources"], (ISSUED, "2025-03-10"), strict=True):
            source["issued"] = issued
        content |= {"events": list(events), "links": list(links), **sections}
        return dateline.open(write_story(tmp_path / "story", content))

    return _build


def _span(story: Story, name: str) -> Span:
    return story.snapshot.span(story.snapshot.base + name)


def _day(first: str, last: str) -> Span:
    return Span(first, last, first, last)


def test_links_tighten_what_the_dates_leave_open(build: Callable[..., Story]) -> None:
    links = _link("call", "After", "summit"), _link("call", "Before", "deadline")
    story = build(
        _event("summit", "2025-06-15/2025-06-17"),
        _event("deadline", "2025-07-21"),
        _event("call"),
        links=links,
    )
    assert _span(story, "call") == _day("2025-06-18", "2025-07-20")


@pytest.mark.parametrize("relation", [relation for relation in Relation if relation in LINKS])
def test_every_relation_of_time_bears_on_the_days(build: Callable[..., Story], relation: Relation) -> None:
    events = _event("fixed", "2025-06-15/2025-06-17"), _event("free")
    story = build(*events, links=(_link("free", relation, "fixed"),))
    assert _span(story, "free").dated


@pytest.mark.parametrize("relation", [Relation.Blocks])
def test_what_blocks_another_says_nothing_of_its_days(
    build: Callable[..., Story], relation: Relation
) -> None:
    events = _event("fixed", "2025-06-15"), _event("free")
    assert not _span(build(*events, links=(_link("free", relation, "fixed"),)), "free").dated


def test_a_part_lies_within_its_whole(build: Callable[..., Story]) -> None:
    story = build(_event("summit", "2025-06-15/2025-06-17"), _event("dinner", "2025-06", part_of="summit"))
    assert _span(story, "dinner") == _day("2025-06-15", "2025-06-17")


def _state(name: str, when: str, **more: Any) -> Content:
    state = {"id": name, "label": name, "status": "InForce", "when": when, "evidence": QUOTE}
    return state | more


def _policy(*states: Content) -> list[Content]:
    return [{"id": "toll", "type": "Tariff", "label": "Toll", "states": list(states)}]


def test_a_state_ends_on_the_day_before_the_one_that_replaces_it(build: Callable[..., Story]) -> None:
    old = _state("old", "2025-03-04/..", evidence=EARLY)
    story = build(policies=_policy(old, _state("new", "2025-08-01/..", replaces=["old"])))
    assert _span(story, "old") == Span("2025-03-04", "2025-03-04", "2025-07-31", "2025-07-31")
    assert _span(story, "new").ongoing


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("PolicyChange", ("2025-06-03", "2025-06-03")), ("Decision", ("2025-06-03", "2025-06-30"))],
)
def test_a_state_begins_with_a_change_and_not_before_a_decision(
    build: Callable[..., Story], kind: str, expected: tuple[str, str]
) -> None:
    change = _event("change", "2025-06-03") | {"type": kind}
    story = build(change, policies=_policy(_state("new", "2025-06/..", changed_by="change")))
    span = _span(story, "new")
    assert (span.earliest_begin, span.latest_begin) == expected


def test_what_goes_on_had_not_ended_when_its_source_was_issued(build: Callable[..., Story]) -> None:
    story = build(policies=_policy(_state("fee", "2025-03/..")))
    assert _span(story, "fee") == Span("2025-03-01", "2025-03-31", ISSUED, None, ongoing=True)


def test_two_sources_of_which_one_knows_the_end_do_not_clash(build: Callable[..., Story]) -> None:
    when = [{"edtf": "2025-03-01/..", "evidence": EARLY}, {"edtf": "/2025-05-15"}]
    story = build(policies=_policy(_state("fee", "2025") | {"when": when}))
    assert _span(story, "fee") == Span("2025-03-01", "2025-03-01", "2025-05-15", "2025-05-15")
    assert not story.snapshot.instances(Class.Conflict)


def test_a_source_that_tells_of_an_earlier_end_clashes_with_one_that_saw_it_go_on(
    build: Callable[..., Story],
) -> None:
    when = ["2025-03-01/..", {"edtf": "/2025-03-05", "evidence": EARLY}]
    story = build(policies=_policy(_state("fee", "2025") | {"when": when}))
    [conflict] = story.snapshot.instances(Class.Conflict)
    assert [story.snapshot.id_of(node) for node in story.snapshot.many(conflict, "dl:between")] == [
        "fee/time/1",
        "fee/time/2",
    ]


def test_a_clash_of_sources_about_an_order_is_told_with_both_their_words(
    build: Callable[..., Story],
) -> None:
    links = _link("a", "Before", "b"), _link("b", "Before", "a", evidence=EARLY)
    story = build(_event("a"), _event("b", "2025-06-10"), links=links)
    answer = story.query(name="conflicts")
    assert {row[1] for row in answer.rows} == {"These cannot all be true: “A” before “B”; “B” before “A”"}
    assert {row[4] for row in answer.rows} == {QUOTE["quote"], EARLY["quote"]}
    assert _span(story, "b") == _day("2025-06-10", "2025-06-10")
    assert not _span(story, "a").dated


def test_a_part_outside_of_its_whole_clashes_and_both_keep_their_dates(build: Callable[..., Story]) -> None:
    story = build(_event("summit", "2025-06-15"), _event("dinner", "2025-07-01", part_of="summit"))
    [conflict] = story.snapshot.instances(Class.Conflict)
    between = {story.snapshot.id_of(node) for node in story.snapshot.many(conflict, "dl:between")}
    assert between == {"summit/time/1", "dinner/time/1", "dinner"}
    [reason] = {*story.snapshot.many(conflict, "dl:reason")}
    assert "“Dinner” is part of “Summit”" in reason
    assert _span(story, "dinner") == _day("2025-07-01", "2025-07-01")


def test_a_claim_has_the_days_of_its_occasion_however_these_are_known(build: Callable[..., Story]) -> None:
    claim = {"id": "word", "speaker": "vale", "modality": "Asserted", "text": "So it is.", "said_at": "talks"}
    story = build(
        _event("letter", "2025-06-10"),
        _event("talks", "2025-06"),
        links=(_link("talks", "RespondsTo", "letter"),),
        claims=[claim | {"evidence": QUOTE}],
    )
    assert _span(story, "word") == _span(story, "talks") == _day("2025-06-10", "2025-06-30")


def test_bounds_and_conflicts_stand_with_what_is_derived_and_not_with_what_is_told(canal: Story) -> None:
    graphs = canal.query(
        "SELECT DISTINCT ?g WHERE { { GRAPH ?g { ?x sem:hasEarliestBeginTimeStamp ?day } }"
        " UNION { GRAPH ?g { ?x a dl:Conflict } } UNION { GRAPH ?g { ?x dl:latestEndDay ?day } } }"
    ).rows
    assert [row[0] for row in graphs] == [f"{canal.iri}#derived"]


def test_day_counts_are_those_of_the_bounds(canal: Story) -> None:
    from datetime import date

    pairs = canal.query(
        "SELECT ?day ?count WHERE { ?x sem:hasEarliestBeginTimeStamp ?day ; dl:earliestBeginDay ?count }"
    ).rows
    assert pairs
    assert all(date.fromisoformat(day or "").toordinal() == int(count or 0) for day, count in pairs)
