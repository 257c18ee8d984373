"""The story as a network: every node and edge typed, labelled, dated and with its words."""

from __future__ import annotations

from pathlib import Path

import pytest

import dateline
from dateline import Story
from dateline.graph.facts import TRAITS
from dateline.graph.networks.build import KINDS, Network
from dateline.graph.triples import BOUNDS
from dateline.ontology.terms import Class

EVIDENCED = {"participation", "claim", "link", "tenure"}
QUOTE_KEYS = {
    *("source", "title", "publisher", "issued", "address", "quote", "prefix", "suffix", "start", "end"),
}
NODE_KEYS = {
    *("id", "kind", "type", "label", "aliases", "misspellings", "note", "when", "ongoing"),
    *("known_since", "evidence", "facts", "conflicts"),
    *TRAITS,
    *BOUNDS,
}
EDGE_KEYS = {"relation", "label", "kind", "ongoing", "evidence", "facts", "note", *BOUNDS}


@pytest.fixture(params=["canal", "bundled"])
def story(request: pytest.FixtureRequest) -> Story:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Story)
    return found


@pytest.fixture
def canal_network(canal: Story) -> Network:
    return canal.network()


def relations(network: Network, source: str, target: str) -> set[str]:
    base = network.graph["base"]
    found = network.get_edge_data(base + source, base + target) or {}
    return {edge["relation"] for edge in found.values()}


def test_every_node_is_typed_labelled_and_dated(story: Story) -> None:
    for node, data in story.network().nodes(data=True):
        assert set(data) == NODE_KEYS, node
        assert data["kind"] in KINDS
        assert data["type"] in Class.__members__
        assert "" not in (data["label"], data["id"])
        assert isinstance(data["ongoing"], bool)


def test_every_edge_is_typed_labelled_and_dated(story: Story) -> None:
    network = story.network()
    assert network.number_of_edges() > 0
    for edge in network.edges(keys=True):
        data = network.edges[edge]
        assert set(data) == EDGE_KEYS, edge
        assert "" not in (data["relation"], data["label"], data["kind"])
        assert isinstance(data["ongoing"], bool)


def test_what_a_source_supports_carries_its_words(story: Story) -> None:
    network = story.network()
    found = set()
    for edge in network.edges(keys=True):
        data = network.edges[edge]
        if data["kind"] in EVIDENCED:
            found.add(data["kind"])
            assert data["evidence"], edge
        for quote in data["evidence"]:
            assert set(quote) == QUOTE_KEYS
            assert quote["quote"]
            assert network.nodes[quote["source"]]["kind"] == "source"
    assert found == EVIDENCED


def test_every_thing_of_the_story_is_a_node_or_an_edge(story: Story) -> None:
    network, snapshot = story.network(), story.snapshot
    nodes = {iri for kind in KINDS.values() for iri in snapshot.instances(kind)}
    assert nodes == set(network)
    keys = {key for *_, key in network.edges(keys=True)}
    assert {*snapshot.instances(Class.Tenure), *snapshot.instances(Class.Link)} <= keys
    taken_part = {key.rsplit(" ", 1)[0] for key in keys if "/participation/" in key}
    assert taken_part == set(snapshot.instances(Class.Participation))


def test_an_edge_has_a_key_of_its_own_in_the_whole_network(story: Story) -> None:
    keys = [key for *_, key in story.network().edges(keys=True)]
    assert len(keys) == len(set(keys))


def test_the_network_of_a_store_is_that_of_the_folder(
    canal: Story, canal_folder: Path, tmp_path: Path
) -> None:
    dateline.build(canal_folder, tmp_path / "store")
    network, again = canal.network(), dateline.open(tmp_path / "store").network()
    assert list(network.nodes(data=True)) == list(again.nodes(data=True))
    assert list(network.edges(keys=True, data=True)) == list(again.edges(keys=True, data=True))


def test_two_roles_of_one_actor_are_two_parallel_edges(canal_network: Network) -> None:
    assert relations(canal_network, "brook", "talks") == {"Host", "Speaker"}


def test_an_arrow_runs_the_way_its_sentence_reads(canal_network: Network) -> None:
    expected = {
        ("vale", "talks"): "Guest",
        ("vale", "president"): "holdsPost",
        ("vale", "toll-goes"): "speaker",
        ("toll-goes", "brook"): "addressee",
        ("toll-goes", "canal-toll"): "about",
        ("toll-goes", "talks"): "saidAt",
        ("toll-goes", "treaty"): "outcomeEvent",
        ("toll-stays", "toll-goes"): "disputes",
        ("treaty-fails", "toll-stays"): "supports",
        ("canal-toll", "toll-5"): "policy",
        ("dunmore", "toll-5"): "imposedBy",
        ("talks", "toll-12"): "changedBy",
        ("toll-5", "barges"): "product",
        ("toll-5", "tugs"): "exempts",
        ("toll-5", "ashvale"): "origin",
        ("toll-12", "toll-5"): "excludes",
        ("talks", "lock-house"): "place",
        ("talks", "river-summit"): "partOf",
        ("talks", "water-rights"): "about",
        ("lock-house", "canal-zone"): "within",
        ("water-rights", "water"): "broader",
        ("barges", "vessels"): "broader",
        ("vale", "dunmore"): "memberOf",
        ("president", "dunmore"): "organization",
        ("talks", "treaty"): "Causes",
        ("letter", "toll-5"): "RespondsTo",
        ("herald-paper", "herald"): "publisher",
        ("reed", "herald"): "creator",
    }
    for (source, target), relation in expected.items():
        assert relation in relations(canal_network, source, target), (source, target)


def test_a_claim_about_a_tenure_or_a_link_leads_to_both_ends_of_that_edge(canal_network: Network) -> None:
    """A tenure and a link are edges, which nothing can point at; such claims once lost their subject."""
    assert relations(canal_network, "toll-goes", "vale") == {"about"}
    assert relations(canal_network, "toll-goes", "president") == {"about"}
    assert relations(canal_network, "treaty-fails", "talks") == {"about"}
    assert relations(canal_network, "treaty-fails", "treaty") == {"about"}


def test_a_participation_is_dated_by_itself_or_else_by_its_event(canal_network: Network) -> None:
    base = canal_network.graph["base"]
    [(_, own)] = canal_network.get_edge_data(base + "vale", base + "letter").items()
    assert (own["earliest_begin"], own["latest_end"]) == ("2025-05-09", "2025-05-09")
    [(_, events)] = canal_network.get_edge_data(base + "marsh", base + "letter").items()
    assert (events["earliest_begin"], events["latest_end"]) == ("2025-04-01", "2025-05-09")


def test_the_facts_of_a_thing_are_in_words(canal_network: Network) -> None:
    facts = canal_network.nodes[canal_network.graph["base"] + "toll-12"]["facts"]
    assert ("Rate", "12.5 %") in facts
    assert ("Status", "in force") in facts
    claim = canal_network.nodes[canal_network.graph["base"] + "toll-goes"]["facts"]
    assert ("Outcome", "broken") in claim
    assert any(name == "Outcome shown by" and "12.5%" in text for name, text in claim)


def test_a_conflict_stands_with_what_it_is_about(canal_network: Network) -> None:
    base = canal_network.graph["base"]
    assert len(canal_network.nodes[base + "talks"]["conflicts"]) == 1
    assert canal_network.nodes[base + "treaty"]["conflicts"] == []
