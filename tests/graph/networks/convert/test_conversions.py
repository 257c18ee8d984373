"""To pandas, igraph and rustworkx and back: what went in comes out, and what has no place there is told."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from typing import Any

import igraph  # type: ignore[import-untyped]
import networkx as nx
import pandas as pd  # type: ignore[import-untyped]
import pytest
import rustworkx as rx
from hypothesis import given
from hypothesis import strategies as st

from dateline import Story
from dateline.errors import MissingExtraError, NetworkError
from dateline.graph.networks.convert.igraphs import from_igraph, to_igraph
from dateline.graph.networks.convert.rustworkx_graphs import from_rustworkx, to_rustworkx
from dateline.graph.networks.convert.tables import from_pandas, to_pandas
from dateline.graph.networks.views import build_view, simple
from dateline.graph.networks.windows import in_window

Graph = Any
ROUND_TRIPS: dict[str, Callable[[Graph], Graph]] = {
    "pandas": lambda network: to_pandas(network).graph(),
    "igraph": lambda network: from_igraph(to_igraph(network)),
    "rustworkx": lambda network: from_rustworkx(to_rustworkx(network)),
}
round_trips = pytest.mark.parametrize("there_and_back", ROUND_TRIPS.values(), ids=list(ROUND_TRIPS))


def same(one: Graph, other: Graph) -> bool:
    """The same class, names, order of nodes, keys, attributes and their types."""

    def told(graph: Graph) -> tuple[Any, ...]:
        edges = graph.edges(keys=True, data=True) if graph.is_multigraph() else graph.edges(data=True)
        held = [(tuple(ends), sorted(data.items(), key=str)) for *ends, data in edges]
        return (
            graph.is_directed(),
            graph.is_multigraph(),
            repr([(node, sorted(data.items(), key=str)) for node, data in graph.nodes(data=True)]),
            repr(sorted(held, key=str)),
            repr(sorted(graph.graph.items(), key=str)),
        )

    return told(one) == told(other)


def gaps_filled(graph: Graph) -> Graph:
    """None for each attribute that some have and others have not, as igraph holds it."""
    filled = graph.copy()
    for rows in ([d for _, d in filled.nodes(data=True)], [d for *_, d in filled.edges(data=True)]):
        for name in {name for row in rows for name in row}:
            for row in rows:
                row.setdefault(name)
    return filled


@round_trips
def test_a_storys_network_comes_back_with_its_bounds_quotes_and_facts(
    bundled: Story, there_and_back: Callable[[Graph], Graph]
) -> None:
    network = bundled.network()
    back = there_and_back(network)
    assert same(network, back)
    assert sum(len(data["evidence"]) for *_, data in back.edges(data=True)) > 100


@round_trips
def test_a_view_with_one_edge_a_pair_comes_back_undirected(
    bundled: Story, there_and_back: Callable[[Graph], Graph]
) -> None:
    joined = simple(build_view(bundled.network(), "actors"))
    assert same(joined, there_and_back(joined))


@round_trips
def test_a_window_takes_its_certainties_along_as_attributes(
    bundled: Story, there_and_back: Callable[[Graph], Graph]
) -> None:
    part = in_window(build_view(bundled.network(), "actors"), "2025-03-01", "2025-03-31")
    back = there_and_back(part)
    assert back.number_of_edges() == part.number_of_edges() > 0
    for edge in part.edges(keys=True):
        assert back.edges[edge]["certainty"] == part.graph["certainty"][edge]
        assert back.edges[edge]["evidence"] == part.edges[edge]["evidence"]
    assert {node: back.nodes[node]["certainty"] for node in back} == {
        node: part.graph["certainty"][node] for node in part
    }


NODES = st.one_of(st.integers(-3, 3), st.sampled_from(["a", "b", "1", ""]), st.dates())
NAMES = st.sampled_from(["x", "name", "node", "key", "source", ".key", "payload", "parallel", "notes"])
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(max_size=3),
    st.just([1, None]),
)
DATA = st.dictionaries(NAMES, VALUES, max_size=3)


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    kind: Any = draw(st.sampled_from([nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph]))
    graph = kind(**draw(DATA))
    for node in draw(st.lists(NODES, max_size=4)):
        graph.add_node(node, **draw(DATA))
    for u, v in draw(st.lists(st.tuples(NODES, NODES), max_size=5)):
        new = graph.add_edge(u, v)
        edge = graph.edges[(u, v, new) if graph.is_multigraph() else (u, v)]
        edge.update(draw(DATA))
    return graph


@given(graphs())
def test_no_graph_loses_anything_in_pandas_or_rustworkx(graph: Graph) -> None:
    assert same(graph, ROUND_TRIPS["pandas"](graph))
    assert same(graph, ROUND_TRIPS["rustworkx"](graph))


def held_by(rows: Any) -> int:
    """How many attributes nodes or edges have."""
    return sum(len(data) for *_, data in rows(data=True))


@given(graphs())
def test_igraph_gives_none_where_there_was_no_attribute_and_tells_how_often(graph: Graph) -> None:
    held = to_igraph(graph)
    filled = gaps_filled(graph)
    assert same(filled, from_igraph(held))
    rows = (
        ("nodes", graph.nodes(data=True), filled.nodes(data=True)),
        ("edges", graph.edges(data=True), filled.edges(data=True)),
    )
    expected = [
        f"{count} attributes that {of} do not have are None"
        for of, before, after in rows
        if (count := sum(len(d) for *_, d in after) - sum(len(d) for *_, d in before))
    ]
    assert held["notes"] == expected


def test_columns_of_numbers_have_their_dtype_and_others_are_objects(bundled: Story) -> None:
    tables = to_pandas(build_view(bundled.network(), "actors"))
    assert tables.edges["weight"].dtype == "int64"
    assert tables.edges["ongoing"].dtype == "bool"
    assert tables.edges["earliest_begin"].dtype == "object"
    assert list(tables.edges.columns[:3]) == ["source", "target", "key"]
    assert list(tables.nodes.columns[:1]) == ["node"]


def test_a_table_of_ones_own_becomes_a_network_and_its_gaps_no_attributes() -> None:
    edges = pd.DataFrame({"source": ["a", "b"], "target": ["b", "c"], "weight": [1.5, float("nan")]})
    graph = from_pandas(edges, directed=False)
    assert list(graph.edges(data=True)) == [("a", "b", {"weight": 1.5}), ("b", "c", {})]
    assert type(graph) is nx.Graph


@pytest.mark.parametrize(
    ("edges", "nodes", "said"),
    [
        ({"source": ["a"]}, None, "the table of edges has no column target"),
        ({"source": ["a"], "target": ["b"]}, {"name": ["a"]}, "the table of nodes has no column node"),
        ({"source": ["a", "b"], "target": ["b", None]}, None, "row 1 of a table has no source or no target"),
    ],
)
def test_a_table_that_is_no_network_is_told(edges: Any, nodes: Any, said: str) -> None:
    with pytest.raises(NetworkError, match=said):
        from_pandas(pd.DataFrame(edges), None if nodes is None else pd.DataFrame(nodes))


def test_a_plain_graph_of_igraph_comes_over_by_name_or_number() -> None:
    ring = igraph.Graph.Ring(4)
    assert nx.utils.graphs_equal(from_igraph(ring), nx.cycle_graph(4))
    ring.vs["name"] = list("abcd")
    assert sorted(from_igraph(ring)) == list("abcd")
    twice = igraph.Graph([(0, 1), (0, 1)], directed=True)
    assert from_igraph(twice).number_of_edges() == 2


def test_algorithms_of_igraph_and_rustworkx_give_what_networkx_gives(bundled: Story) -> None:
    network = build_view(bundled.network(), "actors")
    ranked = nx.pagerank(nx.DiGraph(network))
    held = to_igraph(nx.DiGraph(network))
    assert dict(zip(held.vs["name"], held.pagerank(weights="weight"), strict=True)) == pytest.approx(
        ranked, abs=1e-4
    )
    graph = to_rustworkx(network)
    parts = rx.number_weakly_connected_components(graph)
    assert parts == nx.number_weakly_connected_components(network)
    assert {edge["weight"] for edge in graph.edges()} == {
        data["weight"] for *_, data in network.edges(data=True)
    }


def test_a_graph_of_rustworkx_with_holes_and_other_payloads_comes_over() -> None:
    graph: Any = rx.PyGraph()
    graph.add_nodes_from(["a", None, {"label": "c"}])
    graph.remove_node(1)
    graph.add_edge(0, 2, 4.5)
    back = from_rustworkx(graph)
    assert list(back.nodes(data=True)) == [(0, {"payload": "a"}), (2, {"label": "c"})]
    assert list(back.edges(data=True)) == [(0, 2, {"payload": 4.5})]


@pytest.mark.parametrize(
    ("module", "convert", "extra"),
    [
        ("pandas", to_pandas, "convert"),
        ("igraph", to_igraph, "convert"),
        ("rustworkx", to_rustworkx, "layout"),
    ],
)
def test_what_is_not_installed_is_told_with_the_command(
    monkeypatch: pytest.MonkeyPatch, module: str, convert: Callable[[Graph], Any], extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError, match=rf'pip install "dateline\[{extra}\]"'):
        convert(nx.Graph([(date(2025, 1, 1), "b")]))
