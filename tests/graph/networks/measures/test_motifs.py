"""Motifs against every triple of contacts, on small networks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.graph.networks.contacts import Contacts
from dateline.graph.networks.measures.motif_shapes import Kind, all_shapes, kind_of, shape_of
from dateline.graph.networks.measures.motifs import temporal_motifs
from dateline.graph.networks.measures.results import NothingToMeasureError

Make = Callable[..., Contacts]


def brute(rows: list[tuple[int, int, int]], delta: int) -> Counter[str]:
    """The definition: each ordered triple within delta whose edges join two or three nodes."""
    found: Counter[str] = Counter()
    for triple in combinations(sorted(rows, key=lambda row: row[2]), 3):
        days = [day for _, _, day in triple]
        edges = [(start, end) for start, end, _ in triple]
        graph = nx.Graph(edges)
        if days[0] < days[1] < days[2] <= days[0] + delta and len(graph) <= 3 and nx.is_connected(graph):
            found[" ".join(f"{start}>{end}" for start, end in shape_of(edges))] += 1
    return found


@settings(max_examples=60)
@given(data=st.data())
def test_motifs_are_what_trying_all_triples_gives(
    data: st.DataObject, contacts_of: Make, monkeypatch_module: Callable[[int], None]
) -> None:
    node = st.integers(0, 3)
    row = st.tuples(node, node, st.integers(0, 7)).filter(lambda row: row[0] != row[1])
    rows = data.draw(st.lists(row, min_size=1, max_size=18))
    delta = data.draw(st.integers(2, 6))
    monkeypatch_module(data.draw(st.sampled_from([3, 1 << 21])))
    found = temporal_motifs(contacts_of(rows, 4), delta)
    assert {motif.edges: motif.count for motif in found.motifs if motif.count} == brute(rows, delta)
    assert found.total == sum(motif.count for motif in found.motifs)


@pytest.fixture(scope="module")
def monkeypatch_module() -> Any:
    """Sets how many pairs of contacts are laid out at a time, and puts it back."""
    with pytest.MonkeyPatch.context() as patch:
        name = "dateline.graph.networks.measures.motif_counts.AT_ONCE"
        yield lambda size: patch.setattr(name, size)


def test_there_are_36_shapes_four_of_two_nodes_and_eight_closed(contacts_of: Make) -> None:
    assert Counter(map(kind_of, all_shapes())) == {Kind.Pair: 4, Kind.Star: 24, Kind.Triangle: 8}
    assert len(temporal_motifs(contacts_of([(0, 1, 0)], 2), 2).motifs) == 36


def test_the_most_frequent_motif_comes_first(contacts_of: Make) -> None:
    contacts = contacts_of([(0, 1, 0), (1, 2, 1), (2, 0, 2), (0, 1, 3)], 3)
    assert [(motif.edges, motif.count) for motif in temporal_motifs(contacts, 2).motifs[:2]] == [
        ("1>2 2>3 3>1", 2),
        ("1>2 1>2 1>2", 0),
    ]


def test_contacts_of_one_day_have_no_order_so_a_delta_of_a_day_is_refused(contacts_of: Make) -> None:
    contacts = contacts_of([(0, 1, 0), (1, 2, 0), (2, 0, 0)], 3)
    assert temporal_motifs(contacts, 2).total == 0
    with pytest.raises(NothingToMeasureError, match="delta of 1 holds none"):
        temporal_motifs(contacts, 1)


def test_what_has_no_single_day_is_left_out_and_counted(contacts_of: Make) -> None:
    contacts = contacts_of([(0, 1, 0), (1, 2, 1), (2, 0, 2), (2, 0, 3, 1, 1, 3), (1, 1, 1)], 3)
    found = temporal_motifs(contacts, 5)
    assert (found.total, found.left_out) == (1, {"not on one known day": 1, "loop": 1})


def test_contacts_read_in_both_directions_are_refused(contacts_of: Make) -> None:
    contacts = contacts_of([(0, 1, 0), (1, 0, 0)], 2)
    mirrored = replace(contacts, keys=["a", "a"])
    with pytest.raises(NothingToMeasureError, match="read them directed"):
        temporal_motifs(mirrored, 2)
