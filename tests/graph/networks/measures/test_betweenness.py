"""Temporal betweenness against every path that there is, and against networkx on a single day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.graph.networks.contacts import Contacts
from dateline.graph.networks.measures.betweenness import Betweenness, temporal_betweenness
from dateline.graph.networks.measures.results import NothingToMeasureError

Make = Callable[..., Contacts]
Paths = Callable[[Contacts, int, int], Iterator[tuple[tuple[tuple[int, ...], ...], int]]]


def by_name(found: Betweenness) -> dict[str, float]:
    return {item.node: item.value for item in found.nodes}


def brute(contacts: Contacts, paths_of: Paths, delta: int) -> dict[str, float]:
    """Definition 2.3 of Buß et al.: over all pairs, the share of shortest paths through each node."""
    total = dict.fromkeys(contacts.nodes, 0.0)
    for source in range(len(contacts.nodes)):
        paths: dict[int, list[tuple[tuple[int, ...], ...]]] = {}
        for path, _ in paths_of(contacts, source, delta):
            paths.setdefault(path[-1][1], []).append(path)
        for found in paths.values():
            fewest = min(map(len, found))
            shortest = [path for path in found if len(path) == fewest]
            for path in shortest:
                for step in path[:-1]:
                    total[f"n{step[1]}"] += 1 / len(shortest)
    return total


@settings(max_examples=80)
@given(data=st.data())
def test_betweenness_is_the_share_of_shortest_paths_among_all_that_respect_time(
    data: st.DataObject, contacts_of: Make, paths_of: Paths, exact_rows: Any
) -> None:
    contacts = contacts_of(data.draw(exact_rows), 5)
    strict = data.draw(st.booleans())
    found = temporal_betweenness(contacts, strict=strict, normalized=False)
    assert by_name(found) == pytest.approx(brute(contacts, paths_of, int(strict)))


@settings(max_examples=40)
@given(data=st.data())
def test_contacts_that_take_days_are_left_when_they_have_certainly_happened(
    data: st.DataObject, contacts_of: Make, paths_of: Paths
) -> None:
    node, day = st.integers(0, 4), st.integers(0, 4)
    drawn = data.draw(st.lists(st.tuples(node, node, day, st.integers(0, 2)), min_size=1, max_size=9))
    rows = [(u, v, first, first + more, first, first + more) for u, v, first, more in drawn if u != v]
    if not rows:
        return
    contacts = contacts_of(rows, 5)
    strict = data.draw(st.booleans())
    found = temporal_betweenness(contacts, strict=strict, normalized=False)
    assert by_name(found) == pytest.approx(brute(contacts, paths_of, int(strict)))


@pytest.mark.parametrize("directed", [False, True])
def test_on_a_single_day_it_is_the_betweenness_of_networkx(contacts_of: Make, directed: bool) -> None:
    graph: nx.Graph[int] = nx.gnp_random_graph(25, 0.15, seed=3, directed=directed)
    pairs = [pair for u, v in graph.edges() for pair in ([(u, v)] if directed else [(u, v), (v, u)])]
    found = temporal_betweenness(contacts_of([(*pair, 0) for pair in pairs], 25), strict=False)
    static = nx.betweenness_centrality(graph)
    assert by_name(found) == pytest.approx({f"n{node}": value for node, value in static.items()})


def test_a_path_of_more_days_does_not_lose_to_a_sooner_one_of_more_hops(contacts_of: Make) -> None:
    """Shortest is by hops: the late direct way by n3 wins over the early one by n1 and n2."""
    contacts = contacts_of([(0, 1, 0), (1, 2, 1), (2, 4, 2), (0, 3, 5), (3, 4, 6)], 5)
    found = by_name(temporal_betweenness(contacts, normalized=False))
    assert found == {"n3": 1.0, "n1": 1.0, "n2": 1.0, "n0": 0.0, "n4": 0.0}


def test_paths_that_differ_in_a_day_differ(contacts_of: Make) -> None:
    contacts = contacts_of([(0, 1, 0), (0, 1, 1), (1, 3, 2), (0, 2, 0), (2, 3, 2)], 4)
    found = by_name(temporal_betweenness(contacts, normalized=False))
    assert found == pytest.approx({"n1": 2 / 3, "n2": 1 / 3, "n0": 0, "n3": 0})


def test_figures_of_millions_of_paths_stay_exact_beside_those_of_one(contacts_of: Make) -> None:
    """A chain of layers that doubles its paths 60 times beside a chain of one path."""
    rows, here, day = [], 0, 0
    for _ in range(60):
        rows += [(here, here + 1, day), (here, here + 2, day), (here + 1, here + 3, day + 1)]
        rows += [(here + 2, here + 3, day + 1)]
        here, day = here + 3, day + 2
    alone = here + 1
    rows += [(alone, alone + 1, 0), (alone + 1, alone + 2, day)]
    found = by_name(temporal_betweenness(contacts_of(rows, alone + 3), normalized=False))
    assert found[f"n{alone + 1}"] == 1.0
    before, after = 3 * 30, 3 * 30
    assert found[f"n{3 * 30}"] == pytest.approx(before * after)


def test_contacts_of_several_possible_days_are_left_out_and_counted(contacts_of: Make) -> None:
    contacts = contacts_of([(0, 1, 0), (1, 2, 4, 1, 1, 4)], 3)
    assert temporal_betweenness(contacts).left_out == {"can be used on several days": 1}
    with pytest.raises(NothingToMeasureError, match="one day"):
        temporal_betweenness(contacts_of([(1, 2, 4, 1, 1, 4)], 3))
