"""Views of a story's network, against the rules of the ontology and against plain ways to find them."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline import Story
from dateline.errors import UnknownNameError
from dateline.graph.networks.build import Network
from dateline.graph.networks.pieces import overlap
from dateline.graph.networks.views import VIEWS, build_view, simple
from dateline.graph.snapshot import Span
from dateline.graph.triples import BOUNDS

EVERY = [(name, relation) for name, view in VIEWS.items() for relation in view.relations]
DAYS = [f"2025-01-{day:02}" for day in range(1, 7)]


@pytest.fixture(scope="module")
def network(bundled: Story) -> Network:
    return bundled.network()


@pytest.mark.parametrize("relation", ["met", "tookPartWith", "spokeTo", "spokeAbout"])
@pytest.mark.parametrize("name", ["canal", "bundled"])
def test_who_met_or_spoke_is_what_the_rules_derive(
    name: str, relation: str, request: pytest.FixtureRequest
) -> None:
    story: Story = request.getfixturevalue(name)
    view = story.network("actors", relations=[relation])
    derived = {
        (row["a"], row["b"])
        for row in story.view.rows(f"SELECT ?a ?b {{ ?a a dl:Actor . ?b a dl:Actor . ?a dl:{relation} ?b }}")
    }
    found = set(view.edges())
    assert derived <= found
    # What is about a tenure is about its holder; the rule stops at the tenure.
    assert relation == "spokeAbout" or found == derived or "not there at one time" in str(view.graph)


@pytest.mark.parametrize(("name", "relation"), EVERY)
def test_each_edge_of_a_view_tells_what_it_was_made_of_with_its_words(
    network: Network, name: str, relation: str
) -> None:
    view = build_view(network, name, relations=[relation])
    by_key = {key: data for _, _, key, data in network.edges(keys=True, data=True)}
    for _, _, data in view.edges(data=True):
        made_of = [by_key[key] for key in data["of"]]
        words = [item for part in made_of for item in part["evidence"]]
        assert data["of"]
        assert all(item in data["evidence"] for item in words)
        assert all(item in words for item in data["evidence"])
        assert data["sources"] == len({item["source"] for item in words}) == data["weight"]
        assert {*BOUNDS, "ongoing", "relation", "label", "kind"} <= set(data)


def test_each_relation_of_each_view_is_seen_in_the_bundled_story(network: Network) -> None:
    for name, relation in EVERY:
        if (name, relation) == ("claims", "links"):
            continue  # no source of this story links two claims
        view = build_view(network, name, relations=[relation])
        assert view.number_of_edges(), (name, relation)
        assert view.number_of_nodes() == len({end for edge in view.edges() for end in edge})


def test_actors_and_policies_are_the_two_sides_of_a_bipartite_graph(network: Network) -> None:
    view = build_view(network, "policies")
    sides = nx.get_node_attributes(view, "bipartite")
    assert {view.nodes[n]["kind"] for n, side in sides.items() if side == 0} == {"actor"}
    assert {view.nodes[n]["kind"] for n, side in sides.items() if side == 1} == {"policy"}
    assert nx.is_bipartite(view)
    assert all((sides[u], sides[v]) == (0, 1) for u, v in view.edges())


def test_who_imposed_a_policy_is_told_with_the_rate_and_the_days_of_the_state(network: Network) -> None:
    view = build_view(network, "policies", relations=["imposed"])
    for actor, policy, data in view.edges(data=True):
        imposed, belongs = data["of"]
        [state] = [v for u, v, key in network.edges(keys=True) if key == belongs]
        assert network.has_edge(actor, state, imposed)
        assert network.has_edge(policy, state, belongs)
        assert [data[bound] for bound in BOUNDS] == [network.nodes[state][bound] for bound in BOUNDS]
        assert data["rate"] == network.nodes[state]["rate"]


def test_who_spoke_about_a_policy_is_told_with_modality_and_stance(network: Network) -> None:
    view = build_view(network, "policies", relations=["spokeAbout"])
    modalities = {data["modality"] for _, _, data in view.edges(data=True)}
    stances = {data["stance"] for _, _, data in view.edges(data=True)}
    assert {"Asserted", "Demanded"} <= modalities
    assert "Against" in stances


def test_an_event_that_was_called_off_joins_nobody_and_is_counted(canal: Story) -> None:
    view = canal.network("actors", relations=["tookPartWith"])
    off = [n for n, data in canal.network().nodes(data=True) if data["occurrence"] == "CalledOff"]
    assert off
    assert not [key for _, _, key in view.edges(keys=True) if key.split()[0] in off]
    assert view.graph["left_out"] == {"tookPartWith: event called off": len(off)}


def test_quotes_of_one_article_are_one_witness(network: Network) -> None:
    by_source = build_view(network, "actors")
    by_quote = build_view(network, "actors", weight="quotes")
    for u, v, key, data in by_quote.edges(keys=True, data=True):
        assert data["weight"] == data["quotes"] >= by_source.edges[u, v, key]["weight"]
    assert any(data["quotes"] > data["sources"] for _, _, data in by_source.edges(data=True))


def test_one_edge_for_all_that_joins_two_counts_each_statement_once(network: Network) -> None:
    view = build_view(network, "actors", relations=["met", "spokeTo"])
    for directed in (False, True):
        merged = simple(view, directed=directed, weight="statements")
        assert merged.is_directed() is directed
        for u, v, data in merged.edges(data=True):
            keys = set(view[u].get(v, ())) | (set() if directed else set(view[v].get(u, ())))
            assert data["weight"] == data["statements"] == len(keys)
            assert set(data["keys"]) == keys
    assert simple(view).graph["weighed_by"] == "sources"


def test_what_is_not_defined_for_parallel_edges_applies_to_one_edge_for_all(network: Network) -> None:
    merged = simple(build_view(network, "actors", relations=["met"]))
    assert max(nx.core_number(merged).values()) >= 1
    assert sum(nx.pagerank(merged, weight="weight").values()) == pytest.approx(1)
    assert nx.community.louvain_communities(merged, weight="weight", seed=1)


@pytest.mark.parametrize(
    ("name", "relations", "said"),
    [
        ("actor", [], 'no view "actor"; there are actors, policies, events, claims'),
        ("events", ["met"], 'has no relation "met"; it has links, parts, sharedParticipant'),
    ],
)
def test_an_unknown_view_or_relation_is_an_error_that_names_what_there_is(
    network: Network, name: str, relations: list[str], said: str
) -> None:
    with pytest.raises(UnknownNameError, match=said):
        build_view(network, name, relations=relations)


def test_an_unknown_weight_is_an_error(network: Network) -> None:
    weight: Any = "articles"
    with pytest.raises(UnknownNameError, match="sources, quotes or statements"):
        build_view(network, "claims", weight=weight)


ranges = st.tuples(*[st.sampled_from(range(6))] * 4).map(sorted)


@given(ranges, ranges)
def test_two_are_together_when_some_choice_of_days_lets_them(one: list[int], other: list[int]) -> None:
    """Each stays from some day of its first range to some day of its second: all choices are tried."""
    found = overlap(*(Span(*(DAYS[a], DAYS[b], DAYS[c], DAYS[d])) for a, b, c, d in (one, other)))
    shared = [
        (max(b, c), min(e, f))
        for b in range(one[0], one[1] + 1)
        for e in range(one[2], one[3] + 1)
        for c in range(other[0], other[1] + 1)
        for f in range(other[2], other[3] + 1)
    ]
    possible = [(begin, end) for begin, end in shared if begin <= end]
    assert (found is not None) == bool(possible)
    if found is not None:
        assert found.earliest_begin == DAYS[min(begin for begin, _ in shared)]
        assert found.latest_begin == DAYS[max(begin for begin, _ in shared)]
        assert found.earliest_end == DAYS[min(end for _, end in shared)]
        assert found.latest_end == DAYS[max(end for _, end in shared)]
