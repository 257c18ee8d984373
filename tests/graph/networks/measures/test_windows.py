"""Rolling windows over dated graphs and over contacts, and the centralities in each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import DateError
from dateline.graph.networks.contacts import Contacts
from dateline.graph.networks.measures.central import centralities, centralities_over, course_of
from dateline.graph.networks.measures.contact_windows import windows_of_contacts
from dateline.graph.networks.measures.results import NothingToMeasureError
from dateline.graph.networks.measures.windows import Window, rolling_windows, windows_of_graph

Make = Callable[..., Contacts]


def dated(*bounds: str | None, ongoing: bool = False) -> dict[str, Any]:
    names = ("earliest_begin", "latest_begin", "earliest_end", "latest_end")
    return {**dict(zip(names, bounds, strict=True)), "ongoing": ongoing}


@pytest.fixture
def graph() -> nx.MultiDiGraph[str]:
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    made.add_edge("a", "b", key="on a day", **dated(*["2025-01-05"] * 4), weight=2)
    made.add_edge("a", "b", key="again", **dated(*["2025-01-08"] * 4), weight=3)
    made.add_edge("b", "c", key="in January", **dated("2025-01-01", "2025-01-31", "2025-01-01", "2025-01-31"))
    made.add_edge("c", "d", key="since", **dated("2025-01-12", "2025-01-12", None, None, ongoing=True))
    made.add_edge("d", "a", key="at some time", **dated(None, None, None, None))
    made.nodes["a"]["label"] = "Ada"
    return made


def test_windows_follow_each_other_by_steps_and_cover_the_last_day() -> None:
    assert rolling_windows("2025-01-01", "2025-01-10", 7, 3) == (
        Window("2025-01-01", "2025-01-07"),
        Window("2025-01-04", "2025-01-10"),
    )
    assert rolling_windows("2025-01-01", "2025-01-08", 7)[-1] == Window("2025-01-08", "2025-01-14")
    assert rolling_windows("2025-01-01", "2025-01-01", 30) == (Window("2025-01-01", "2025-01-30"),)


@settings(max_examples=60)
@given(st.integers(0, 60), st.integers(1, 20), st.integers(1, 20))
def test_every_day_lies_in_a_window_unless_steps_are_wider(days: int, width: int, step: int) -> None:
    import datetime

    first = datetime.date(2025, 1, 1)
    found = rolling_windows("2025-01-01", (first + datetime.timedelta(days)).isoformat(), width, step)
    for number in range(days + 1):
        day = (first + datetime.timedelta(number)).isoformat()
        assert any(part.start <= day <= part.end for part in found) == (number % step < width)


def test_a_window_that_holds_nothing_is_refused() -> None:
    with pytest.raises(NothingToMeasureError, match="a window of 0 days"):
        rolling_windows("2025-01-01", "2025-01-02", 0)
    with pytest.raises(NothingToMeasureError, match="before they begin"):
        rolling_windows("2025-01-02", "2025-01-01", 7)
    with pytest.raises(DateError, match='"1 May" is not a day; write YYYY-MM-DD'):
        rolling_windows("1 May", "2025-01-01", 7)


def test_an_edge_is_in_the_windows_in_which_it_may_have_held(graph: nx.MultiDiGraph[str]) -> None:
    parts = windows_of_graph(graph, 7, end="2025-01-21")
    assert [sorted(key for _, _, key in part.graph.edges(keys=True)) for part in parts] == [  # type: ignore[call-overload]
        ["in January", "on a day"],
        ["again", "in January", "since"],
        ["in January", "since"],
    ]
    assert [part.left_out for part in parts] == [{"without a date": 1}] * 3
    assert parts[0].graph.get_edge_data("a", "b")["on a day"] is graph.get_edge_data("a", "b")["on a day"]


def test_only_what_must_have_held_is_in_a_window_of_certain_edges(graph: nx.MultiDiGraph[str]) -> None:
    parts = windows_of_graph(graph, 7, end="2025-01-21", certain=True)
    assert [sorted(part.graph) for part in parts] == [["a", "b"], ["a", "b", "c", "d"], ["c", "d"]]
    assert parts[0].left_out == {"without a date": 1, "only possible": 1}
    (january,) = windows_of_graph(graph, 31, certain=True)
    assert january.graph.number_of_edges() == 4


def test_a_graph_without_dates_is_refused_with_the_reason() -> None:
    with pytest.raises(NothingToMeasureError, match="no edge of the graph has a date"):
        windows_of_graph(nx.path_graph(3), 7)


def test_contacts_in_windows_are_summed_and_what_may_be_there_is_counted(contacts_of: Make) -> None:
    rows = [(0, 1, 0), (0, 1, 6), (1, 0, 6), (1, 2, 8), (0, 2, 5, 8, 5, 8), (1, 1, 3)]
    parts = windows_of_contacts(contacts_of(rows, 3, [2, 3, 1, 1, 1, 1]), 7)
    assert [sorted(part.graph.edges(data=True)) for part in parts] == [
        [("n0", "n1", {"weight": 5, "count": 2}), ("n1", "n0", {"weight": 1, "count": 1})],
        [("n1", "n2", {"weight": 1, "count": 1})],
    ]
    assert parts[0].left_out == {"only possible": 1, "loop": 1}
    assert parts[1].left_out == {"only possible": 1}
    (whole,) = windows_of_contacts(contacts_of(rows, 3), 14)
    assert whole.graph.has_edge("n0", "n2")


def test_contacts_read_as_possible_are_in_each_window_that_their_range_touches(contacts_of: Make) -> None:
    parts = windows_of_contacts(contacts_of([(0, 1, 8, 5, 5, 8), (1, 2, 0)], 3), 7)
    assert [part.graph.has_edge("n0", "n1") for part in parts] == [True, True]


def test_an_edge_made_into_two_contacts_counts_once_in_an_undirected_window(contacts_of: Make) -> None:
    contacts = contacts_of([(0, 1, 0), (1, 0, 0)], 2)
    both = replace(contacts, keys=["a", "a"])
    (part,) = windows_of_contacts(both, 7, directed=False)
    assert list(part.graph.edges(data=True)) == [("n0", "n1", {"weight": 1, "count": 1})]


@pytest.mark.parametrize("directed", [False, True])
def test_centralities_are_those_of_networkx(directed: bool) -> None:
    graph: nx.Graph[int] = nx.gnp_random_graph(20, 0.3, seed=5, directed=directed)
    for number, (start, end) in enumerate(graph.edges()):
        graph.edges[start, end]["weight"] = 1 + number % 4
    found = {int(item.node): item for item in centralities(graph)}
    ranks = nx.pagerank(graph)
    for node in graph:
        assert found[node].pagerank == pytest.approx(ranks[node])
        assert found[node].degree == graph.degree[node]
        assert found[node].strength == graph.degree(weight="weight")[node]
        if isinstance(graph, nx.DiGraph):
            assert (found[node].in_degree, found[node].out_degree) == (
                graph.in_degree[node],
                graph.out_degree[node],
            )


def test_parallel_edges_add_to_strength_and_not_to_degree(graph: nx.MultiDiGraph[str]) -> None:
    first = centralities(graph, by="strength")[0]
    assert (first.label, first.degree, first.strength) == ("Ada", 2, 6)
    assert {item.node: item.strength for item in centralities(graph, weight=None)}["b"] == 3


def test_a_node_can_be_followed_through_the_windows(graph: nx.MultiDiGraph[str]) -> None:
    found = centralities_over(windows_of_graph(graph, 7, end="2025-01-21"), by="degree")
    assert [(str(window), item and item.degree) for window, item in course_of(found, "d")] == [
        ("2025-01-01 to 2025-01-07", None),
        ("2025-01-08 to 2025-01-14", 1),
        ("2025-01-15 to 2025-01-21", 1),
    ]


def test_negative_weights_have_no_pagerank() -> None:
    graph: nx.Graph[str] = nx.Graph([("a", "b", {"weight": -4.0})])
    with pytest.raises(NothingToMeasureError, match="negative weight"):
        centralities(graph)
    assert centralities(graph, weight=None)[0].strength == 1
