"""Brokers: Gould and Fernandez by trying all two-paths, Burt by the formula."""

from __future__ import annotations

import subprocess
import sys
from itertools import permutations
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.graph.networks.measures.holes import structural_holes
from dateline.graph.networks.measures.results import NothingToMeasureError
from dateline.graph.networks.measures.roles import brokerage

ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")


def role_of(first: str, middle: str, last: str) -> str:
    """The table of Gould and Fernandez (1989)."""
    if first == middle == last:
        return "coordinator"
    if first == last:
        return "itinerant"
    if middle == last:
        return "gatekeeper"
    return "representative" if first == middle else "liaison"


@settings(max_examples=60)
@given(data=st.data())
def test_roles_are_those_of_all_open_two_paths(data: st.DataObject) -> None:
    directed = data.draw(st.booleans())
    graph: nx.Graph[int] = nx.DiGraph() if directed else nx.Graph()
    node = st.integers(0, 6)
    graph.add_edges_from(data.draw(st.lists(st.tuples(node, node), min_size=1, max_size=20)))
    groups = {each: data.draw(st.sampled_from("ABC")) for each in graph}
    expected = {each: dict.fromkeys(ROLES, 0) for each in graph}
    for first, middle, last in permutations(graph, 3):
        if graph.has_edge(first, middle) and graph.has_edge(middle, last) and not graph.has_edge(first, last):
            expected[middle][role_of(groups[first], groups[middle], groups[last])] += 1
    found: dict[Any, Any] = {item.node: item for item in brokerage(graph, groups).brokers}
    for each, roles in expected.items():
        total = sum(roles.values())
        assert (each in found) == (total > 0)
        if total:
            assert {name: getattr(found[each], name) for name in ROLES} == roles
            assert found[each].total == total


def test_those_who_broker_most_come_first_and_nodes_without_a_group_are_counted() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph([("a", "b"), ("b", "c"), ("b", "d"), ("c", "e"), ("x", "b")])
    found = brokerage(graph, {"a": "CA", "b": "CA", "c": "US", "d": "US", "e": "CA"})
    assert [(item.node, item.group, item.total) for item in found.brokers] == [("b", "CA", 2), ("c", "US", 1)]
    assert (found.brokers[0].representative, found.brokers[1].itinerant) == (2, 1)
    assert found.left_out == {"without a group": 1}
    with pytest.raises(NothingToMeasureError, match="no node of the graph has a group"):
        brokerage(graph, {})


def constraint(graph: nx.Graph[Any], node: Any) -> float:
    """Burt (1992), equation 2.4, by its words."""
    weight = {
        (u, v): graph.get_edge_data(u, v, {}).get("weight", 0)
        + graph.get_edge_data(v, u, {}).get("weight", 0)
        for u, v in permutations(graph, 2)
    }

    def share(u: Any, v: Any) -> float:
        total = sum(weight[u, other] for other in graph if other != u)
        return weight[u, v] / total if u != v else 0.0

    others = [other for other in graph if other != node and weight[node, other]]
    return sum(
        (share(node, j) + sum(share(node, q) * share(q, j) for q in graph if q not in (node, j))) ** 2
        for j in others
    )


@pytest.mark.parametrize("directed", [False, True])
def test_constraint_is_the_formula_of_burt(directed: bool) -> None:
    graph: nx.Graph[int] = nx.gnp_random_graph(9, 0.4, seed=2, directed=directed)
    for number, (start, end) in enumerate(graph.edges()):
        graph.edges[start, end]["weight"] = 1 + number % 3
    found = structural_holes(graph)
    for item in found.nodes:
        assert item.constraint == pytest.approx(constraint(graph, item.node))
    assert [item.constraint for item in found.nodes] == sorted(item.constraint for item in found.nodes)


def test_the_centre_of_a_star_has_all_of_its_size_and_a_triangle_little() -> None:
    star = structural_holes(nx.star_graph(4)).nodes[0]
    assert (str(star.node), star.effective_size, star.efficiency) == ("0", 4, 1)
    assert star.constraint == pytest.approx(1 / 4)
    triangle = structural_holes(nx.complete_graph(3)).nodes[0]
    assert triangle.effective_size == pytest.approx(1)
    assert triangle.efficiency == pytest.approx(1 / 2)


def test_nodes_without_contacts_are_counted_and_negative_weights_refused() -> None:
    graph: nx.MultiGraph[str] = nx.MultiGraph([("a", "b"), ("a", "b"), ("c", "c")])
    found = structural_holes(graph)
    assert [item.node for item in found.nodes] == ["a", "b"]
    assert found.left_out == {"without contacts": 1}
    with pytest.raises(NothingToMeasureError, match="negative weight"):
        structural_holes(nx.Graph([("a", "b", {"weight": -1})]))


def test_brokers_and_communities_need_no_numpy() -> None:
    code = (
        "import sys\n"
        "sys.modules['numpy'] = sys.modules['scipy'] = None\n"
        "import networkx as nx\n"
        "from dateline.graph.networks.measures import evolution, holes, roles, windows\n"
        "graph = nx.Graph([('a', 'b'), ('b', 'c')])\n"
        "print(roles.brokerage(graph, dict.fromkeys('abc', 1)).brokers[0].coordinator)\n"
        "print(holes.structural_holes(graph).nodes[0].node)\n"
        "part = windows.WindowGraph(windows.Window('2025-01-01', '2025-01-02'), graph)\n"
        "print(len(evolution.community_evolution([part]).turns))\n"
        "from dateline.errors import MissingExtraError\n"
        "try: from dateline.graph.networks.measures import closeness\n"
        "except MissingExtraError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    lines = done.stdout.splitlines()
    assert lines[:3] == ["2", "b", "1"], done.stderr
    assert 'pip install "dateline[networks]"' in lines[3]
