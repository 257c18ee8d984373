"""Paths, connectors, communities, neighbours and a day's state, against plain ways to find them."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import Story
from dateline.errors import UnknownNameError
from dateline.graph.networks.actors import actor_network
from dateline.graph.networks.brokers import connectors
from dateline.graph.networks.build import Network
from dateline.graph.networks.communities import communities
from dateline.graph.networks.hops import PATH_KINDS, neighbourhood, shortest_paths
from dateline.graph.networks.windows import as_of
from dateline.graph.triples import BOUNDS

UNKNOWN = dict.fromkeys(BOUNDS)
QUOTE = [{"quote": "the words"}]


def node(kind: str, label: str = "", **more: Any) -> dict[str, Any]:
    return {"kind": kind, "label": label, "facts": [], "ongoing": False, "evidence": [], **UNKNOWN, **more}


def edge(kind: str = "participation", **more: Any) -> dict[str, Any]:
    data = {"kind": kind, "relation": "Attendee", "label": "attended", "evidence": QUOTE, "ongoing": False}
    return {**data, **UNKNOWN, **more}


def lasting(*days: str) -> dict[str, str | None]:
    """Bounds of what lasted from the first day to the last."""
    return dict(zip(BOUNDS, (days[0], days[0], days[-1], days[-1]), strict=True))


def gatherings(*groups: str) -> Network:
    """A network of actors named by letters who took part in one event for each group."""
    network: Network = nx.MultiDiGraph(base="")
    for number, group in enumerate(groups):
        network.add_node(f"event {number}", **node("event", f"Event {number}"))
        for actor in group:
            network.add_node(actor, **node("actor", actor.upper()))
            network.add_edge(actor, f"event {number}", key=f"{actor} {number}", **edge())
    return network


def all_shortest(network: Network, start: str, end: str) -> list[list[str]]:
    """Every simple path by brute force, the shortest first."""
    inner = [n for n in network if network.nodes[n]["kind"] in PATH_KINDS and n not in (start, end)]
    joined = {frozenset(pair) for pair in network.edges()}
    return [
        [start, *middle, end]
        for length in range(len(inner) + 1)
        for middle in permutations(inner, length)
        if all(frozenset(pair) in joined for pair in zip((start, *middle), (*middle, end), strict=True))
    ]


groups = st.lists(st.text("abcd", min_size=1, max_size=3).map(lambda text: "".join(set(text))), max_size=3)


@settings(max_examples=60)
@given(groups, st.integers(1, 4))
def test_paths_are_the_shortest_there_are(found: list[str], limit: int) -> None:
    network = gatherings("a", "b", *found)
    paths = shortest_paths(network, "a", "b", limit)
    expected = all_shortest(network, "a", "b")
    visited = [[path[0].start, *(hop.end for hop in path)] for path in paths]
    assert all(path in expected for path in visited)
    assert len({tuple(path) for path in visited}) == len(visited) == min(limit, len(expected))
    assert [len(path) for path in visited] == [len(path) for path in expected][:limit]


def test_each_hop_has_its_sentence_and_its_words(canal: Story) -> None:
    network = canal.network()
    base = canal.snapshot.base
    [path, *_] = shortest_paths(network, base + "marsh", base + "brook", 1)
    assert [hop.sentence(network) for hop in path] == [
        "Lena Marsh attended Harvest fair",
        "Tom Brook attended Harvest fair",
    ]
    assert [hop.forward for hop in path] == [True, False]
    assert all(hop.quotes == ("who sat beside Brook at the harvest fair",) for hop in path)


def test_a_hop_takes_the_edge_that_has_words() -> None:
    network = gatherings("ab")
    network.add_edge("a", "event 0", key="0 first by key", **edge(evidence=[], label="knows of"))
    [path] = shortest_paths(network, "a", "b", 1)
    assert path[0].quotes == ("the words",)
    assert path[0].label == "attended"


def test_a_path_leads_through_no_place_product_or_source(canal: Story) -> None:
    network = canal.network()
    actors = [n for n in network if network.nodes[n]["kind"] == "actor"]
    seen = 0
    for start in actors:
        for end in actors:
            for path in shortest_paths(network, start, end, 2) if start < end else ():
                seen += 1
                inner = [network.nodes[hop.end]["kind"] for hop in path[:-1]]
                assert set(inner) <= PATH_KINDS
    assert seen


def test_what_is_not_connected_has_no_path_and_what_is_missing_is_an_error() -> None:
    network = gatherings("ab", "cd")
    assert shortest_paths(network, "a", "c") == []
    with pytest.raises(UnknownNameError, match="not in this part"):
        shortest_paths(network, "a", "nobody")


def test_from_a_thing_to_itself_there_is_no_way_to_go() -> None:
    assert shortest_paths(gatherings("ab"), "a", "a") == []


def test_a_cut_vertex_is_a_connector_and_says_whom_it_holds_together() -> None:
    """Two triangles that share c: without c they fall apart."""
    network = gatherings("abc", "cde")
    first, *others = connectors(network)
    assert (first.actor, first.partners) == ("c", 4)
    assert first.separates == (("A", "B"), ("D", "E"))
    assert all(other.separates == () for other in others)
    plain: nx.Graph[str] = nx.Graph([(u, v) for u, v in ("ab", "bc", "ac", "cd", "de", "ce")])
    assert first.betweenness == pytest.approx(nx.betweenness_centrality(plain)["c"])
    assert set(nx.articulation_points(plain)) == {"c"}
    assert [other.betweenness for other in others] == [0, 0, 0, 0]


def test_shared_events_are_counted_and_called_off_ones_are_not() -> None:
    network = gatherings("ab", "ab", "bc")
    network.nodes["event 2"]["facts"] = [("Occurrence", "called off")]
    actors = actor_network(network)
    assert actors.edges["a", "b"]["weight"] == 2
    assert actors.edges["a", "b"]["events"] == ["event 0", "event 1"]
    assert not actors.has_node("c")


def test_communities_are_those_who_meet_and_the_same_every_time() -> None:
    network = gatherings("abc", "abc", "def", "def", "cd")
    found = communities(network)
    assert found == [["a", "b", "c"], ["d", "e", "f"]]
    assert all(communities(network) == found for _ in range(5))
    assert communities(gatherings("a", "b")) == [["a"], ["b"]]
    assert communities(nx.MultiDiGraph()) == []


def test_communities_and_connectors_of_a_story_cover_each_actor_once(bundled: Story) -> None:
    network = bundled.network()
    actors = set(actor_network(network))
    groups = communities(network)
    assert sorted(actor for group in groups for actor in group) == sorted(actors)
    assert groups == communities(bundled.network())
    assert {item.actor for item in connectors(network)} == actors


@pytest.mark.parametrize("radius", [1, 2, 3])
def test_a_neighbourhood_is_what_lies_within_so_many_steps(canal: Story, radius: int) -> None:
    network = canal.network()
    centre = canal.snapshot.base + "vale"
    part = neighbourhood(network, centre, radius)
    steps = nx.single_source_shortest_path_length(nx.Graph(network.to_undirected()), centre, cutoff=radius)
    assert set(part) == set(steps)
    inside = [e for e in network.edges(keys=True) if e[0] in part and e[1] in part]
    assert sorted(part.edges(keys=True)) == sorted(inside)
    with pytest.raises(UnknownNameError):
        neighbourhood(network, "nobody")


SPANS: dict[str, dict[str, Any]] = {
    "over": lasting("2025-06-01", "2025-06-10"),
    "on": lasting("2025-06-10", "2025-06-20"),
    "maybe": dict(zip(BOUNDS, ("2025-06-10", "2025-06-20", "2025-06-10", "2025-06-20"), strict=True)),
    "later": lasting("2025-07-01"),
    "undated": dict(UNKNOWN),
}
DAY = "2025-06-15"


def on_a_day(kind: str) -> Network:
    """One thing of a kind for each way of lying to the day, each joined to an actor by an edge."""
    network: Network = nx.MultiDiGraph(base="")
    network.add_node("actor", **node("actor", "Actor"))
    for name, span in SPANS.items():
        network.add_node(name, **node(kind, name, **span))
        network.add_edge("actor", name, key=name, **edge("claim", **span))
    return network


@pytest.mark.parametrize(
    ("kind", "certain", "kept"),
    [
        ("state", False, {"on": "certain", "maybe": "possible", "undated": "undated"}),
        ("state", True, {"on": "certain"}),
        ("event", False, {"over": "certain", "on": "certain", "maybe": "possible", "undated": "undated"}),
        ("event", True, {"over": "certain", "on": "certain"}),
        ("claim", True, {"over": "certain", "on": "certain"}),
    ],
)
def test_a_day_keeps_what_was_then_and_says_how_certain(
    kind: str, certain: bool, kept: dict[str, str]
) -> None:
    part, left_out = as_of(on_a_day(kind), DAY, certain=certain)
    assert {n: part.nodes[n]["certainty"] for n in part if n != "actor"} == kept
    assert sum(count for reason, count in left_out.items() if reason.startswith(kind)) == len(SPANS) - len(
        kept
    )
    assert part.graph["as_of"] == DAY
    assert "actor" in part


def test_what_a_day_leaves_out_is_counted_by_reason() -> None:
    _, left_out = as_of(on_a_day("state"), DAY, certain=True)
    assert left_out == {
        "state: not on that day": 2,
        "state: not certain on that day": 1,
        "state: without a date": 1,
        "edge: an end of it is left out": 4,
    }


def test_an_actor_whom_nothing_joins_yet_is_left_out_and_counted() -> None:
    network = on_a_day("event")
    network.add_node("newcomer", **node("actor", "Newcomer"))
    network.add_edge("newcomer", "later", key="n", **edge(**SPANS["later"]))
    network.add_node("hermit", **node("actor", "Hermit"))
    part, left_out = as_of(network, DAY)
    assert "newcomer" not in part
    assert "hermit" in part
    assert left_out["actor: nothing joins it yet"] == 1


def test_an_edge_may_end_while_its_ends_stay() -> None:
    network = gatherings("a")
    network.add_node("post", **node("post", "Post"))
    network.add_edge("a", "post", key="t", **edge("tenure", **SPANS["over"]))
    part, left_out = as_of(network, DAY)
    assert not part.has_edge("a", "post")
    assert left_out["edge: not on that day"] == 1


@pytest.mark.parametrize("certain", [False, True])
def test_asking_for_a_day_changes_nothing(canal: Story, certain: bool) -> None:
    network, fresh = canal.network(), canal.network()
    part, _ = as_of(network, "2025-05-07", certain=certain)
    assert 0 < len(part) < len(network)
    assert network.graph == fresh.graph
    assert list(network.nodes(data=True)) == list(fresh.nodes(data=True))
    assert list(network.edges(keys=True, data=True)) == list(fresh.edges(keys=True, data=True))


@pytest.mark.parametrize("day", ["2025-04-15", "2025-05-07", "2025-12-31"])
def test_what_a_day_keeps_and_leaves_out_adds_up(bundled: Story, day: str) -> None:
    network = bundled.network()
    part, left_out = as_of(network, day)
    nodes = sum(count for reason, count in left_out.items() if not reason.startswith("edge"))
    assert len(part) + nodes == len(network)
    for n in part:
        assert part.nodes[n]["earliest_begin"] is None or part.nodes[n]["earliest_begin"] <= day
