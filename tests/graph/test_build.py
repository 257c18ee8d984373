"""Records become quads: the same ones every time, whole, labelled and in their named graphs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

import dateline
from dateline import Story
from dateline.graph.build import build_quads
from dateline.graph.complete import to_nquads, vocabulary_quads
from dateline.graph.snapshot import Snapshot
from dateline.graph.survey import read_with_proofs
from dateline.graph.triples import Triples
from dateline.ontology.terms import DL, ONTOLOGY, PREFIXES, Class

WriteStory = Callable[[Path, Mapping[str, Any]], Path]
LABEL = NamedNode(PREFIXES["skos"] + "prefLabel")
TYPE = NamedNode(PREFIXES["rdf"] + "type")


@pytest.fixture(params=["canal", "bundled"])
def story(request: pytest.FixtureRequest) -> Story:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Story)
    return found


def nquads_of(folder: Path) -> bytes:
    return to_nquads(build_quads(*read_with_proofs(folder, None)))


def test_the_same_records_build_the_same_bytes(canal_folder: Path) -> None:
    assert nquads_of(canal_folder) == nquads_of(canal_folder)


def test_processes_that_hash_differently_build_the_same_bytes(canal_folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from hashlib import sha256;"
        "from dateline.graph.build import build_quads; from dateline.graph.complete import to_nquads;"
        "from dateline.graph.survey import read_with_proofs;"
        "data = to_nquads(build_quads(*read_with_proofs(Path(sys.argv[1]), None)));"
        "print(sha256(data).hexdigest())"
    )
    digests = set()
    for seed in ("1", "2"):
        command = [sys.executable, "-c", code, str(canal_folder)]
        env = {**os.environ, "PYTHONHASHSEED": seed}
        digests.add(subprocess.run(command, env=env, capture_output=True, check=True).stdout)
    assert len(digests) == 1
    assert len(digests.pop().strip()) == 64


def test_the_order_of_records_does_not_change_the_graph(
    tmp_path: Path, write_story: WriteStory, canal_content: Mapping[str, Any]
) -> None:
    turned = {key: value if key == "story" else list(reversed(value)) for key, value in canal_content.items()}
    one, other = (write_story(tmp_path / name, c) for name, c in (("a", canal_content), ("b", turned)))
    assert nquads_of(one) == nquads_of(other)


def test_a_change_of_one_word_changes_the_bytes(
    tmp_path: Path, write_story: WriteStory, canal_content: Mapping[str, Any]
) -> None:
    changed = deepcopy(dict(canal_content))
    changed["events"][0]["label"] = "Talks at the lock-house"
    one, other = (write_story(tmp_path / name, c) for name, c in (("a", canal_content), ("b", changed)))
    assert nquads_of(one) != nquads_of(other)


def test_a_story_has_three_graphs_for_what_is_told_derived_and_meant(story: Story) -> None:
    graphs = {quad.graph_name.value for quad in story.quads() if isinstance(quad.graph_name, NamedNode)}
    assert graphs == {story.iri, f"{story.iri}#derived", ONTOLOGY}
    assert all(isinstance(quad.graph_name, NamedNode) for quad in story.quads())


def test_no_node_of_a_story_is_blank(story: Story) -> None:
    told = [quad for quad in story.quads() if quad.graph_name != NamedNode(ONTOLOGY)]
    blank = [quad for quad in told if BlankNode in (type(quad.subject), type(quad.object))]
    assert told
    assert not blank


def test_every_node_has_exactly_one_label(story: Story) -> None:
    told = [quad for quad in story.quads() if quad.graph_name == NamedNode(story.iri)]
    labels = [quad.subject for quad in told if quad.predicate == LABEL]
    assert {quad.subject for quad in told} == set(labels)
    assert len(labels) == len(set(labels))


def test_every_edge_of_a_story_leads_to_a_node_that_is_there(story: Story) -> None:
    told = [quad for quad in story.quads() if quad.graph_name == NamedNode(story.iri)]
    subjects = {quad.subject for quad in told}
    base = story.snapshot.base
    targets = {
        quad.object
        for quad in told
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(base)
    }
    assert targets
    assert targets <= subjects


def test_every_term_of_the_vocabulary_that_a_story_uses_is_defined(story: Story) -> None:
    defined = {quad.subject for quad in vocabulary_quads()}
    used = {
        term
        for quad in story.quads()
        if quad.graph_name != NamedNode(ONTOLOGY)
        for term in (quad.predicate, quad.object)
        if isinstance(term, NamedNode) and term.value.startswith(DL)
    }
    assert used
    assert used <= defined


def test_a_meeting_is_found_as_an_event_too(story: Story) -> None:
    meetings = set(story.query("SELECT ?e WHERE { ?e a dl:Meeting }").rows)
    events = set(story.query("SELECT ?e WHERE { ?e a dl:Event }").rows)
    assert meetings
    assert meetings < events
    assert events == set(story.query("SELECT ?e WHERE { ?e a sem:Event }").rows)


def test_a_thing_has_one_stated_class_and_all_wider_ones_derived(canal: Story) -> None:
    stated = canal.query(f"SELECT ?t WHERE {{ GRAPH <{canal.iri}> {{ :talks a ?t }} }}").rows
    assert stated == [(DL + "Meeting",)]
    wider = {row[0] for row in canal.query("SELECT ?t WHERE { :talks a ?t }").rows}
    assert {DL + "Event", DL + "Dated", DL + "Evidenced", PREFIXES["schema"] + "Event"} <= wider


def test_shortcuts_are_in_the_derived_graph_only(canal: Story) -> None:
    asks = "ASK {{ GRAPH <{}> {{ :vale dl:met :brook }} }}"
    assert canal.query(asks.format(f"{canal.iri}#derived")).boolean is True
    assert canal.query(asks.format(canal.iri)).boolean is False


def test_whoever_did_not_meet_is_not_said_to_have_met(canal: Story) -> None:
    """The parade was called off, a letter is no meeting, and the treaty is still planned."""
    met = set(canal.query("SELECT ?a ?b WHERE { ?a dl:met ?b }").rows)
    base = canal.snapshot.base
    pairs = [("vale", "brook"), ("marsh", "brook")]
    assert met == {(base + a, base + b) for one, two in pairs for a, b in ((one, two), (two, one))}


def test_bounds_do_not_contradict_themselves(story: Story) -> None:
    dated = [story.snapshot.span(node) for node in story.snapshot.triples]
    dated = [span for span in dated if span.dated]
    assert dated
    for span in dated:
        pairs = (
            (span.earliest_begin, span.latest_begin),
            (span.earliest_end, span.latest_end),
            (span.earliest_begin, span.latest_end),
        )
        assert all(low <= high for low, high in pairs if low and high), span


_RELATED = {DL + name for name in ("partOf", "changedBy", "replaces", "saidAt")}


def _ends(snapshot: Snapshot, link: str) -> list[str]:
    return [*snapshot.many(link, "dl:from"), *snapshot.many(link, "dl:to")]


def test_every_dated_thing_has_bounds_and_dates_or_relations_they_follow_from(story: Story) -> None:
    snapshot = story.snapshot
    with_time = {node for node, told in snapshot.triples.items() if DL + "time" in told}
    with_bounds = {node for node in snapshot.triples if snapshot.span(node).dated}
    related = {end for link in snapshot.instances(Class.Link) for end in _ends(snapshot, link)}
    states = {node for node, told in snapshot.triples.items() if _RELATED & told.keys()}
    replaced = {old for node in states for old in snapshot.many(node, "dl:replaces")}
    wholes = {whole for node in states for whole in snapshot.many(node, "dl:partOf")}
    changes = {event for node in states for event in snapshot.many(node, "dl:changedBy")}
    assert with_bounds <= with_time | related | states | replaced | wholes | changes
    for node in with_time - with_bounds:
        assert snapshot.span(node).ongoing or all("/" in r.edtf for r in snapshot.readings(node))


def test_two_clashing_dates_are_both_kept_with_a_conflict_and_bounds_that_admit_both(canal: Story) -> None:
    talks = canal.snapshot.base + "talks"
    assert [reading.edtf for reading in canal.snapshot.readings(talks)] == ["2025-05-06", "2025-05-08"]
    span = canal.snapshot.span(talks)
    assert (span.earliest_begin, span.latest_begin) == ("2025-05-06", "2025-05-08")
    assert (span.earliest_end, span.latest_end) == ("2025-05-06", "2025-05-08")
    [conflict] = canal.snapshot.instances(Class.Conflict)
    assert canal.snapshot.many(conflict, "dl:between") == [f"{talks}/time/1", f"{talks}/time/2"]
    [reason] = canal.snapshot.conflicts(talks)
    assert "2025-05-06" in reason
    assert "2025-05-08" in reason


def test_two_dates_that_agree_are_met_and_are_no_conflict(
    tmp_path: Path, write_story: WriteStory, canal_content: Mapping[str, Any]
) -> None:
    content = deepcopy(dict(canal_content))
    content["events"][1]["when"] = ["2025-05", "2025-05-08~"]
    story = dateline.open(write_story(tmp_path, content))
    summit = story.snapshot.base + "river-summit"
    span = story.snapshot.span(summit)
    assert (span.earliest_begin, span.latest_end) == ("2025-05-05", "2025-05-11")
    assert not story.snapshot.conflicts(summit)


def test_a_claim_without_a_date_has_that_of_its_occasion(canal: Story) -> None:
    base = canal.snapshot.base
    assert canal.snapshot.span(base + "toll-goes") == canal.snapshot.span(base + "talks")
    assert canal.snapshot.readings(base + "toll-goes") == canal.snapshot.readings(base + "talks")


def test_a_rule_reads_a_phrase_against_the_day_its_source_was_issued(canal: Story) -> None:
    reading = canal.snapshot.readings(canal.snapshot.base + "talks")[0]
    assert (reading.phrase, reading.anchor, reading.rule) == ("on Tuesday", "2025-05-10", "weekday")
    assert reading.clock_time == "10 a.m."
    assert [quote.quote for quote in reading.evidence] == ["met on Tuesday at the lock house"]


def test_a_participation_without_evidence_of_its_own_has_that_of_its_event(canal: Story) -> None:
    base = canal.snapshot.base
    guest = canal.snapshot.quotes(f"{base}talks/participation/vale")
    assert guest == canal.snapshot.quotes(base + "talks")
    host = canal.snapshot.quotes(f"{base}talks/participation/brook")
    assert [quote.quote for quote in host] == ["Tom Brook hosted the talks"]


def test_a_thing_is_known_since_the_first_source_that_tells_of_it(canal: Story) -> None:
    base = canal.snapshot.base
    assert canal.snapshot.one(base + "talks", "dl:knownSince") == "2025-05-10"
    assert canal.snapshot.one(base + "treaty", "dl:knownSince") == "2025-05-20"


def test_the_same_words_cited_twice_are_one_node(canal: Story) -> None:
    quotes = "SELECT ?e WHERE { ?e dl:quote 'wrote to Vale because of the toll' }"
    assert len(canal.query(quotes).rows) == 1
    cited = "SELECT ?x WHERE { ?x dl:evidence/dl:quote 'wrote to Vale because of the toll' }"
    assert len(canal.query(cited).rows) == 6  # the letter, its participations, their dates, a link


def test_a_proven_quote_has_its_place_in_the_text(canal: Story, canal_folder: Path) -> None:
    text = (canal_folder / "sources" / "herald.txt").read_text("utf-8")
    [quote] = canal.snapshot.quotes(canal.snapshot.base + "parade")
    assert quote.start is not None
    assert text[quote.start : quote.end] == quote.quote == "The parade on 3 May was called off"


def test_quads_come_back_from_a_store_on_disk_as_they_went_in(story: Story, tmp_path: Path) -> None:
    """Oxigraph folds literals such as 1.50 and -0 when it stores them; ours must not need folding."""
    quads = set(story.quads())
    store = Store(str(tmp_path / "store"))
    store.bulk_extend(quads)
    assert set(store) == quads


@pytest.mark.parametrize(
    "rate", ["0", "-0", "-0.0", "1.50", "35.0", "0.10", "1E+3", "1e-7", "99999.9999999999"]
)
def test_a_rate_is_written_as_stores_keep_it(
    rate: str, tmp_path: Path, write_story: WriteStory, canal_content: Mapping[str, Any]
) -> None:
    content = deepcopy(dict(canal_content))
    content["policies"][0]["states"][0]["rate"] = rate
    records, proofs = read_with_proofs(write_story(tmp_path, content), None)
    told = [quad for quad in build_quads(records, proofs) if quad.predicate == NamedNode(DL + "rate")]
    store = Store()
    store.extend(told)
    assert set(store) == set(told)
    values = [float(quad.object.value) for quad in told if isinstance(quad.object, Literal)]
    assert float(rate) in values


def test_empty_values_add_no_triple() -> None:
    triples = Triples("https://example.org/g")
    triples.text("https://example.org/s", "skos:note", None, "")
    triples.flag("https://example.org/s", "skos:note", value=False)  # type: ignore[arg-type]
    triples.number("https://example.org/s", "skos:note", None)
    triples.day("https://example.org/s", "skos:note", None)
    assert not list(triples.quads)


def test_nquads_are_sorted_lines_and_parse_back(canal: Story) -> None:
    lines = to_nquads(canal.quads()).splitlines()
    assert lines == sorted(lines)
    assert len(lines) == len(set(lines)) == len(canal.quads())


def test_no_quads_are_no_bytes() -> None:
    assert to_nquads(()) == b""


def test_a_snapshot_reads_the_same_from_a_store_with_another_order(canal: Story) -> None:
    from dateline.graph.view import StoreView

    store = Store()
    for quad in sorted(canal.quads(), key=str, reverse=True):
        store.add(quad)
    assert Snapshot.of(StoreView(store)) == canal.snapshot


def test_a_store_without_a_story_says_so() -> None:
    from dateline.errors import NotAStoryError
    from dateline.graph.view import StoreView

    store = Store()
    store.add(Quad(TYPE, TYPE, TYPE, TYPE))
    with pytest.raises(NotAStoryError, match="holds no story"):
        StoreView(store).query("SELECT * WHERE { ?s ?p ?o }")
