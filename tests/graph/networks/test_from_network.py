"""A network with dated edges as contacts, against every choice of the days that are not known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any, TypeAlias

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import Story
from dateline.errors import DateError, NetworkError
from dateline.graph.networks.contacts import day_of
from dateline.graph.networks.from_network import from_network
from dateline.graph.networks.paths import along, earliest_arrival
from dateline.graph.networks.question import Asked
from dateline.graph.networks.story_paths import TimedStory
from dateline.graph.triples import BOUNDS

DAYS = 4
Range: TypeAlias = tuple[int, int]
World: TypeAlias = Mapping[str, tuple[int, int]]
"""Begin and end of each thing that has a time, in one choice of the unknown days."""
ACTORS = ("a", "b", "c")


def iso(day: int) -> str | None:
    return day_of(day + 20_000)


def span(begin: Range, end: Range) -> dict[str, Any]:
    return dict(zip(BOUNDS, map(iso, (*begin, *end)), strict=True)) | {"ongoing": False}


UNDATED = dict.fromkeys(BOUNDS) | {"ongoing": False}
ranges = st.tuples(st.integers(0, DAYS - 1), st.integers(0, DAYS - 1)).map(
    lambda pair: (min(pair), max(pair))
)


@st.composite
def things(draw: st.DrawFn) -> dict[str, tuple[str, Range, Range]]:
    """Two events, each on one day of a range, and a state that begins and ends in ranges."""
    found: dict[str, tuple[str, Range, Range]] = {}
    for name in ("e", "f"):
        days = draw(ranges)
        found[name] = ("event", days, days)
    begin = draw(ranges)
    end = draw(ranges.filter(lambda days: days[0] >= begin[0] and days[1] >= begin[1]))
    found["s"] = ("state", begin, end)
    return found


def story(given_things: Mapping[str, tuple[str, Range, Range]], edges: list[tuple[str, str]]) -> Any:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for actor in ACTORS:
        network.add_node(actor, kind="actor", **UNDATED)
    for name, (kind, begin, end) in given_things.items():
        network.add_node(name, kind=kind, **span(begin, end))
    for number, (one, other) in enumerate(edges):
        dated = [name for name in (one, other) if name in given_things]
        kind = "policy" if "s" in dated else "link" if len(dated) == 2 else "participation"
        bounds = span(*given_things[dated[-1]][1:]) if dated else UNDATED
        network.add_edge(one, other, key=str(number), kind="structure" if not dated else kind, **bounds)
    return network


def worlds(given_things: Mapping[str, tuple[str, Range, Range]]) -> Iterator[World]:
    """Every choice of days; an event takes one day, a state does not end before it begins."""
    choices = []
    for kind, begin, end in given_things.values():
        days = [(day, day) for day in range(begin[0], begin[1] + 1)]
        if kind == "state":
            pairs = product(range(begin[0], begin[1] + 1), range(end[0], end[1] + 1))
            days = [(first, last) for first, last in pairs if first <= last]
        choices.append(days)
    for choice in product(*choices):
        yield dict(zip(given_things, choice, strict=True))


def holds(world: World, nodes: tuple[str, ...], start: int, kinds: Mapping[str, str]) -> int | None:
    """When what starts on a day has come along nodes in a world; None when it cannot."""
    day = start
    for place, name in enumerate(nodes):
        if name not in world:
            continue
        begin, end = world[name]
        if day > end:
            return None
        # One who starts at a state, or comes to it, is there once it has begun.
        day = max(day, begin)
        if kinds[name] == "event" and place and day != begin:
            return None
    return day


pairs = st.sampled_from([(x, y) for x in "abcefs" for y in "abcefs" if x < y])


@settings(max_examples=200)
@given(things(), st.lists(pairs, min_size=2, max_size=8, unique=True), st.integers(0, DAYS - 1))
def test_certain_paths_hold_in_every_choice_of_days_and_possible_ones_in_some(
    given_things: dict[str, tuple[str, Range, Range]], edges: list[tuple[str, str]], start: int
) -> None:
    network = story(given_things, edges)
    kinds = {name: kind for name, (kind, _, _) in given_things.items()}
    if not any(name in given_things for edge in edges for name in edge):
        with pytest.raises(NetworkError):
            from_network(network)
        return
    every = list(worlds(given_things))
    modes = {certain: from_network(network, certain=certain) for certain in (True, False)}
    plain: nx.Graph[str] = nx.Graph(network.edges())
    for source, target in product(plain, plain):
        for path in nx.all_simple_paths(plain, source, target) if source != target else ():
            nodes = tuple(path)
            told = [holds(world, nodes, start, kinds) for world in every]
            wanted = {True: None not in told, False: any(day is not None for day in told)}
            for certain, contacts in modes.items():
                try:
                    found = along(Asked.of(contacts, iso(start)), nodes)
                except NetworkError:
                    found = None
                assert (found is not None) == wanted[certain], (certain, nodes)
                if found and found.arrives:
                    days = [day for day in told if day is not None]
                    assert found.arrives == iso(max(days) if certain else min(days)), (certain, nodes)


def test_a_path_through_the_canal_story_keeps_its_quotes_and_says_what_is_certain(canal: Story) -> None:
    network = canal.network()
    times = TimedStory.of(network)
    base = network.graph["base"]
    found = times.shortest_paths(base + "vale", base + "brook")
    assert found
    for path in found:
        for step in path.hops:
            data = network.edges[step.edge]
            assert step.hop.quotes == tuple(item["quote"] for item in data["evidence"])
            assert {step.hop.start, step.hop.end} == set(step.edge[:2])
    assert base + "parade" not in {node for path in found for node in path.nodes}
    assert times.possible.left_out["edges: of an event that was called off"] >= 2
    possible, certain = times.reach(base + "vale")
    assert certain is not None
    assert set(certain) <= set(possible)


def test_question_20_finds_three_paths_in_order_of_time(bundled: Story) -> None:
    network = bundled.network()
    times = TimedStory.of(network)
    base = network.graph["base"]
    start, end = base + "american-tech-companies", base + "oval-office-meeting"
    found = times.shortest_paths(start, end)
    assert len(found) == 3
    for path in found:
        assert (path.nodes[0], path.nodes[-1]) == (start, end)
        days = [step.time.arrives for step in path.hops]
        assert days == sorted(days, key=str)
        assert path.arrives == "2025-10-07"
        assert all(step.hop.quotes for step in path.hops)
    assert [path.certain for path in found[:2]] == [True, True]
    assert base + "donald-trump" in found[0].nodes or base + "trump" in found[0].nodes
    answer = times.earliest_arrival(start, end)
    assert answer.certain
    assert answer.certain.certain


def test_a_plain_graph_with_dates_is_read_too() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edge("a", "b", day="2025-06-01")
    graph.add_edge("b", "c", day="2025-06")
    path = earliest_arrival(from_network(graph, when="day", directed=True), "a", "c")
    assert path
    assert path.hops[1].key == ("b", "c")
    certain = from_network(graph, when="day", directed=True, certain=True)
    late = earliest_arrival(certain, "a", "c")
    assert late
    assert late.arrives == "2025-06-30"
    with pytest.raises(NetworkError, match="no contact can be used in the window from 2025-06-02"):
        earliest_arrival(certain, "b", "c", first="2025-06-02")


def test_contacts_as_a_graph_read_back_as_the_same_contacts() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_edge("a", "b", day="2025-06-01", relation="met")
    graph.add_edge("b", "c", day="2025-06", relation="wrote", weight=2)
    one = from_network(graph, when="day", directed=True, certain=True)
    other = from_network(one.to_networkx(), directed=True, certain=True)
    for name in ("close", "land", "first", "last", "weight"):
        assert getattr(one, name).tolist() == getattr(other, name).tolist()
    assert [one.relations[place] for place in one.relation] == ["met", "wrote"]


def test_a_graph_without_dates_is_refused_with_the_reason() -> None:
    graph: nx.Graph[str] = nx.Graph([("a", "b")])
    with pytest.raises(NetworkError, match="none of the 1 edges of the graph has a date"):
        from_network(graph)
    with pytest.raises(NetworkError, match='read from the attribute "when"'):
        from_network(graph, when="when")
    with pytest.raises(NetworkError, match="has no edges"):
        from_network(nx.Graph())


def test_a_date_that_is_none_names_its_edge() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edge("a", "b", day="yesterday")
    with pytest.raises(DateError, match=r"\('a', 'b'\): \"yesterday\" is not a date"):
        from_network(graph, when="day")
    graph.edges["a", "b"]["earliest_begin"] = "2025-02-31"
    with pytest.raises(DateError, match='"2025-02-31" is not a day'):
        from_network(graph)


def test_edges_without_a_date_are_counted() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edge("a", "b", day="2025-06-01")
    graph.add_edge("b", "c")
    assert from_network(graph, when="day", certain=True).left_out == {"edges: without a date": 1}
    assert from_network(graph, when="day").left_out == {}
