"""Reach of one node and of all, against a walk over the days."""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import NetworkError, UnknownNameError
from dateline.graph.networks.contacts import Contacts, day_number, day_of
from dateline.graph.networks.reach import reach
from dateline.graph.networks.reach_all import arrivals, reach_of_all
from dateline.graph.networks.spread import UNREACHED

NAMES = [f"n{number}" for number in range(70)]
START = day_number("2025-01-01")
Row = tuple[int, int, int, int]


def contacts_of(rows: Sequence[Row]) -> Contacts:
    source, target, close, land = np.array(rows, np.int32).reshape(len(rows), 4).T.copy()
    exact = bool((close == land).all())
    return Contacts.of(NAMES, source, target, close + START, None if exact else land + START)


def slowly(rows: Sequence[Row], start: int, first: int, last: int, delta: int) -> dict[int, int]:
    """Earliest arrivals by going over all contacts again and again."""
    best = {start: first - delta}
    while True:
        before = dict(best)
        for source, target, close, land in rows:
            if source in best and best[source] + delta <= close:
                day = max(best[source] + delta, land)
                if day <= last and day < best.get(target, last + 1):
                    best[target] = day
        if best == before:
            return best


node = st.integers(0, 69)
few = st.integers(0, 6)
day = st.integers(0, 7)
exact_rows = st.lists(st.tuples(few, st.one_of(few, node), day), min_size=1, max_size=25).map(
    lambda rows: [(a, b, d, d) for a, b, d in rows]
)
ranged_rows = st.lists(st.tuples(few, few, day, day), min_size=1, max_size=15)
rows_of_any = st.one_of(exact_rows, ranged_rows)


@settings(max_examples=150)
@given(rows_of_any, few, st.tuples(day, day).map(sorted), st.booleans())
def test_reach_of_one_is_what_a_slow_walk_finds(
    rows: list[Row], start: int, window: list[int], strict: bool
) -> None:
    contacts = contacts_of(rows)
    first, last = window
    wanted = slowly(rows, start, first, last, int(strict))
    options = {"first": day_of(first + START), "last": day_of(last + START), "strict": strict}
    try:
        found = reach(contacts, NAMES[start], **options)  # type: ignore[arg-type]
    except NetworkError:
        assert set(wanted) == {start}
        return
    assert set(found) == {NAMES[place] for place in wanted}
    assert len(found) == len(wanted)
    for place, there in wanted.items():
        if place != start:
            assert found.day(NAMES[place]) == day_of(there + START)
            path = found.path(NAMES[place])
            assert path
            assert path.arrives == day_of(there + START)
            assert NAMES[place] in found
    assert found.path(NAMES[start]) is None


@settings(max_examples=100)
@given(rows_of_any, st.booleans(), st.sampled_from([1, 10_000]))
def test_who_reaches_whom_is_the_same_from_both_sides_and_for_all_at_once(
    rows: list[Row], strict: bool, memory: int
) -> None:
    contacts = contacts_of(rows)
    forward = reach_of_all(contacts, strict=strict, memory=memory)
    sets = dict(forward.sets())
    back = dict(reach_of_all(contacts, strict=strict, backward=True, memory=memory).sets())
    assert forward.by_name() == {name: len(reached) for name, reached in sets.items()}
    for name in NAMES[:7]:
        assert sets[name] == set(reach(contacts, name, strict=strict))
        found = reach(contacts, name, strict=strict, backward=True)
        assert back[name] == set(found) == {other for other in NAMES if name in sets[other]}
        for other in list(found)[1:]:
            path = found.path(other)
            assert path
            assert (path.nodes[0], path.nodes[-1]) == (other, name)
            assert path.departs == found.day(other)
    matrix = arrivals(contacts, np.arange(7, dtype=np.int32), strict=strict)
    assert [int((row != UNREACHED).sum()) for row in matrix] == forward.counts[:7].tolist()


def test_reach_answers_as_a_container_of_names() -> None:
    contacts = contacts_of([(0, 1, 2, 2), (1, 2, 1, 1), (1, 3, 4, 4)])
    found = reach(contacts, "n0", first="2025-01-02")
    assert list(found) == ["n0", "n1", "n3"]
    assert found.days == {"n0": "2025-01-02", "n1": "2025-01-03", "n3": "2025-01-05"}
    assert found.steps == {"n0": 0, "n1": 1, "n3": 2}
    assert repr(found) == "<reach of n0: 3 nodes>"
    assert "n2" not in found
    assert 5 not in found
    assert found.path("n2") is None
    with pytest.raises(KeyError):
        found.day("n2")
    with pytest.raises(UnknownNameError, match="did you mean"):
        found.day("n100")


def test_a_window_is_a_slice_and_counts_pairs_once() -> None:
    contacts = contacts_of([(0, 1, 0, 0), (0, 1, 1, 1), (1, 0, 1, 1), (2, 3, 5, 5)])
    assert contacts.pairs() == 3
    assert contacts.pairs("2025-01-02", "2025-01-02") == 2
    part = contacts.window("2025-01-02", "2025-01-05")
    assert (len(part), part.hull) == (2, ("2025-01-02", "2025-01-02"))
    assert len(contacts.window("2026-01-01")) == 0
    assert contacts.window("2026-01-01").pairs() == 0
    assert contacts.window("2026-01-01").hull == (None, None)
    with pytest.raises(NetworkError, match="no contact that could be used"):
        reach(contacts.window("2026-01-01"), "n0")


def test_a_window_over_ranges_keeps_what_may_lie_in_it_or_only_what_must() -> None:
    contacts = contacts_of([(0, 1, 0, 4), (1, 2, 2, 3)])
    assert len(contacts.window("2025-01-04", "2025-01-09")) == 2
    assert len(contacts.window("2025-01-03", "2025-01-04", certain=True)) == 1


def test_contacts_as_a_graph_have_an_edge_each() -> None:
    graph = contacts_of([(0, 1, 0, 0), (0, 1, 1, 1), (1, 0, 1, 1)]).to_networkx()
    assert isinstance(graph, nx.MultiDiGraph)
    assert sorted((u, v, data["first"]) for u, v, data in graph.edges(data=True)) == [
        ("n0", "n1", "2025-01-01"),
        ("n0", "n1", "2025-01-02"),
        ("n1", "n0", "2025-01-02"),
    ]


def test_columns_of_different_length_or_unknown_places_are_refused() -> None:
    one, two = np.zeros(1, np.int32), np.zeros(2, np.int32)
    with pytest.raises(ValueError, match="differ in length"):
        Contacts.of(["a"], one, two, one)
    with pytest.raises(ValueError, match="not among the 1 nodes"):
        Contacts.of(["a"], one, one + 1, one)
