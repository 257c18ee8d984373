"""Temporal closeness against every path that there is, every choice of days, and the static case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.graph.networks.contacts import Contacts
from dateline.graph.networks.measures.closeness import Closeness, temporal_closeness
from dateline.graph.networks.measures.results import NothingToMeasureError

Make = Callable[..., Contacts]
Paths = Callable[[Contacts, int, int], Iterator[tuple[tuple[tuple[int, ...], ...], int]]]


def by_name(found: Closeness) -> dict[str, float]:
    return {item.node: item.closeness for item in found.nodes}


def brute(contacts: Contacts, paths_of: Paths, *, by: str, incoming: bool, strict: bool) -> dict[str, float]:
    begin = int(contacts.first.min()) - 20089
    size = len(contacts.nodes)
    closeness = dict.fromkeys(contacts.nodes, 0.0)
    for source in range(size):
        best: dict[int, int] = {}
        for path, arrival in paths_of(contacts, source, int(strict)):
            distance = len(path) if by == "hops" else arrival - begin + 1
            best[path[-1][1]] = min(distance, best.get(path[-1][1], distance))
        for target, distance in best.items():
            closeness[f"n{target if incoming else source}"] += 1 / distance / (size - 1)
    return closeness


@settings(max_examples=40)
@given(data=st.data())
@pytest.mark.parametrize("by", ["days", "hops"])
def test_closeness_is_the_mean_reciprocal_distance_over_all_paths(
    data: st.DataObject, by: Any, contacts_of: Make, paths_of: Paths, exact_rows: Any
) -> None:
    contacts = contacts_of(data.draw(exact_rows), 5)
    strict, incoming = data.draw(st.booleans()), data.draw(st.booleans())
    found = temporal_closeness(contacts, by=by, strict=strict, incoming=incoming)
    expected = brute(contacts, paths_of, by=by, strict=strict, incoming=incoming)
    assert by_name(found) == pytest.approx(expected)


@settings(max_examples=40)
@given(data=st.data())
@pytest.mark.parametrize("by", ["days", "hops"])
def test_contacts_of_several_days_are_taken_by_what_they_allow(
    data: st.DataObject, by: Any, contacts_of: Make, paths_of: Paths
) -> None:
    node, day = st.integers(0, 3), st.integers(0, 4)
    rows = data.draw(st.lists(st.tuples(node, node, day, day), min_size=1, max_size=7))
    spans = [(u, v, close, land, min(close, land), max(close, land)) for u, v, close, land in rows if u != v]
    if not spans:
        return
    contacts = contacts_of(spans, 4)
    strict = data.draw(st.booleans())
    end = max(int(contacts.last.max()) - 20089, 4)
    found = temporal_closeness(contacts, end=f"2025-01-{end + 1:02}", by=by, strict=strict)
    expected = brute(contacts, paths_of, by=by, strict=strict, incoming=False)
    assert by_name(found) == pytest.approx(expected)


@settings(max_examples=25)
@given(data=st.data())
def test_closeness_on_any_choice_of_days_lies_between_certain_and_possible(
    data: st.DataObject, contacts_of: Make
) -> None:
    node = st.integers(0, 3)
    rows = data.draw(
        st.lists(st.tuples(node, node, st.integers(0, 3), st.integers(0, 2)), min_size=1, max_size=4)
    )
    ranges = [(u, v, first, first + more) for u, v, first, more in rows if u != v]
    if not ranges:
        return
    certain = contacts_of([(u, v, first, last, first, last) for u, v, first, last in ranges], 4)
    possible = contacts_of([(u, v, last, first, first, last) for u, v, first, last in ranges], 4)
    window = ("2025-01-01", "2025-01-10")
    least, most = (by_name(temporal_closeness(contacts, *window)) for contacts in (certain, possible))
    for days in product(*(range(first, last + 1) for _, _, first, last in ranges)):
        chosen = contacts_of([(u, v, day) for (u, v, _, _), day in zip(ranges, days, strict=True)], 4)
        for name, value in by_name(temporal_closeness(chosen, *window)).items():
            assert least[name] - 1e-12 <= value <= most[name] + 1e-12


def test_who_is_met_on_the_first_day_is_at_distance_one_and_later_ones_farther(contacts_of: Make) -> None:
    contacts = contacts_of([(0, 1, 0), (1, 2, 2)], 3)
    found = temporal_closeness(contacts)
    assert by_name(found) == pytest.approx({"n0": (1 + 1 / 3) / 2, "n1": 1 / 3 / 2, "n2": 0})
    assert [(item.node, item.reaches) for item in found.nodes] == [("n0", 2), ("n1", 1), ("n2", 0)]
    assert (found.start, found.end) == ("2025-01-01", "2025-01-03")


def test_what_was_earlier_cannot_be_reached_through_what_came_later(contacts_of: Make) -> None:
    contacts = contacts_of([(1, 2, 0), (0, 1, 1)], 3)
    assert {item.node: item.reaches for item in temporal_closeness(contacts).nodes} == {
        "n0": 1,
        "n1": 1,
        "n2": 0,
    }


def test_on_a_single_day_hops_are_those_of_the_static_graph(contacts_of: Make) -> None:
    graph = nx.karate_club_graph()
    rows = [(u, v, 0) for pair in graph.edges() for u, v in (pair, pair[::-1])]
    found = temporal_closeness(contacts_of(rows, len(graph)), by="hops", strict=False)
    static = nx.harmonic_centrality(graph)
    assert by_name(found) == pytest.approx({f"n{node}": value / 33 for node, value in static.items()})


def test_blocks_of_sources_give_what_all_at_once_give(
    contacts_of: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    contacts = contacts_of([(0, 1, 0), (1, 2, 1), (2, 3, 2), (0, 3, 3), (3, 4, 4)], 5)
    whole = temporal_closeness(contacts, by="hops")
    monkeypatch.setattr("dateline.graph.networks.measures.closeness.AT_ONCE", 5)
    assert temporal_closeness(contacts, by="hops") == whole


def test_what_lies_outside_the_window_is_counted(contacts_of: Make) -> None:
    contacts = contacts_of([(0, 1, 0), (0, 1, 0), (1, 1, 1), (1, 2, 2), (2, 3, 5)], 4)
    found = temporal_closeness(contacts, "2025-01-01", "2025-01-03")
    assert found.left_out == {"outside the window": 1, "loop": 1, "same ends and days as another": 1}


def test_an_empty_window_says_so(contacts_of: Make) -> None:
    contacts = contacts_of([(0, 1, 0)], 2)
    with pytest.raises(NothingToMeasureError, match="no contact lies in the window 2025-02-01 to 2025-03-01"):
        temporal_closeness(contacts, "2025-02-01", "2025-03-01")
    with pytest.raises(ValueError, match='"soon" is not a day'):
        temporal_closeness(contacts, "soon")
    with pytest.raises(NothingToMeasureError, match="ends on 2025-01-01 before it begins"):
        temporal_closeness(contacts, "2025-01-02", "2025-01-01")
