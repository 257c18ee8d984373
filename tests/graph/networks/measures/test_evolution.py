"""Communities through windows: each turn by hand, and what must always hold."""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.graph.networks.measures.evolution import Evolution, community_evolution, followed
from dateline.graph.networks.measures.results import NothingToMeasureError
from dateline.graph.networks.measures.windows import Window, WindowGraph


def windows(number: int) -> list[Window]:
    return [Window(f"2025-01-{day + 1:02}", f"2025-01-{day + 1:02}") for day in range(number)]


def follow(*partitions: str, threshold: float = 0.3, patience: int = 1) -> Evolution:
    """Each partition written as "abc de": two communities."""
    groups = [[frozenset(word) for word in partition.split()] for partition in partitions]
    dated = list(zip(windows(len(groups)), groups, strict=True))
    return followed(dated, threshold=threshold, patience=patience)


def turns(found: Evolution, window: int) -> list[tuple[int, str, int | None]]:
    day = f"2025-01-{window + 1:02}"
    return [(turn.line, turn.kind, turn.other) for turn in found.turns if turn.window.start == day]


def test_a_community_that_changes_little_goes_on_under_its_number() -> None:
    found = follow("abcd wxyz", "wxyz abce", "abcef wxy")
    assert turns(found, 0) == [(1, "birth", None), (2, "birth", None)]
    assert turns(found, 1) == [(1, "continue", None), (2, "continue", None)]
    assert [(part.line, "".join(part.members)) for part in found.windows[2].communities] == [
        (1, "abcef"),
        (2, "wxy"),
    ]
    similarities = [turn.similarity for turn in found.turns if turn.kind == "continue"]
    assert similarities == pytest.approx([3 / 5, 1, 4 / 5, 3 / 4])


def test_a_community_that_falls_in_two_goes_on_in_the_part_most_like_it() -> None:
    found = follow("abcdefg", "abcd efg")
    assert turns(found, 1) == [(1, "continue", None), (2, "split", 1)]
    assert found.turns[-1].similarity == pytest.approx(3 / 7)


def test_two_that_become_one_end_in_the_one_most_like_it() -> None:
    found = follow("abcd efg", "abcdefg", "abcdefg")
    assert turns(found, 1) == [(1, "continue", None), (2, "merge", 1)]
    assert turns(found, 2) == [(1, "continue", None)]


def test_what_is_seen_no_more_is_dead_and_what_is_like_nothing_is_born() -> None:
    found = follow("abc", "xyz", "abc")
    assert turns(found, 1) == [(1, "death", None), (2, "birth", None)]
    assert turns(found, 2) == [(2, "death", None), (3, "birth", None)]


def test_with_patience_a_community_may_pause() -> None:
    found = follow("abc", "xyz", "abc xyz", "xyz", "xyz", patience=2)
    assert turns(found, 1) == [(2, "birth", None)]
    assert turns(found, 2) == [(1, "continue", None), (2, "continue", None)]
    assert turns(found, 4) == [(1, "death", None), (2, "continue", None)]


@settings(max_examples=60)
@given(data=st.data())
def test_every_community_has_one_line_and_every_line_one_beginning_and_at_most_one_end(
    data: st.DataObject,
) -> None:
    partitions: list[Sequence[frozenset[str]]] = []
    for _ in range(data.draw(st.integers(1, 5))):
        labels = data.draw(st.lists(st.integers(0, 3), min_size=8, max_size=8))
        groups = [
            frozenset(n for n, each in zip("abcdefgh", labels, strict=True) if each == k) for k in range(3)
        ]
        partitions.append([group for group in groups if group])
    patience = data.draw(st.integers(1, 2))
    dated = list(zip(windows(len(partitions)), partitions, strict=True))
    found = followed(dated, threshold=data.draw(st.sampled_from([0.1, 0.3, 0.6])), patience=patience)
    for part, expected in zip(found.windows, partitions, strict=True):
        assert {frozenset(each.members) for each in part.communities} == set(expected)
        assert len({each.line for each in part.communities}) == len(expected)
    begun = [turn.line for turn in found.turns if turn.kind in ("birth", "split")]
    ended = [turn.line for turn in found.turns if turn.kind in ("merge", "death")]
    assert sorted(begun) == list(range(1, len(begun) + 1))
    assert len(set(ended)) == len(ended)
    for turn in found.turns:
        assert turn.line not in [
            each.line for each in found.turns if each.window < turn.window and each.kind in ("merge", "death")
        ]


def test_louvain_finds_the_cliques_of_each_window_and_small_groups_are_counted() -> None:
    first = nx.union(nx.complete_graph(["a", "b", "c", "d"]), nx.complete_graph(["w", "x", "y", "z"]))
    first.add_edge("d", "w")
    second = nx.complete_graph(["a", "b", "c", "e"])
    second.add_node("alone")
    parts = [WindowGraph(window, graph) for window, graph in zip(windows(2), (first, second), strict=True)]
    found = community_evolution(parts)
    assert [each.members for each in found.windows[0].communities] == [
        ("a", "b", "c", "d"),
        ("w", "x", "y", "z"),
    ]
    assert turns(found, 1) == [(1, "continue", None), (2, "death", None)]
    assert found.windows[1].left_out == {"groups below 2": 1}
    assert community_evolution(parts) == found


def test_the_order_of_edges_does_not_matter() -> None:
    graph: nx.Graph[int] = nx.karate_club_graph()
    turned: nx.Graph[int] = nx.Graph()
    turned.add_nodes_from(reversed(list(graph)))
    turned.add_edges_from((v, u, data) for u, v, data in reversed(list(graph.edges(data=True))))
    (window,) = windows(1)
    one, other = (community_evolution([WindowGraph(window, each)]) for each in (graph, turned))
    assert one.windows == other.windows


def test_negative_weights_are_refused() -> None:
    graph: nx.Graph[str] = nx.Graph([("a", "b", {"weight": -4.0})])
    with pytest.raises(NothingToMeasureError, match="negative weight"):
        community_evolution([WindowGraph(windows(1)[0], graph)])
