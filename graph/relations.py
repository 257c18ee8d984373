"""What a network tells about relationships: paths, connectors, communities, neighbours, a day's state.

Every function takes the network of :func:`.network.build_network` and leaves it as it is. Results
are in the order of their figures, then of labels, so that the same network answers the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, islice, pairwise
from typing import Any, TypeAlias

import networkx as nx

from ..errors import UnknownNameError
from .network import Network
from .snapshot import Span
from .time.spans import Certainty, begun_by, within
from .triples import BOUNDS

ActorNetwork: TypeAlias = "nx.Graph[str]"

PATH_KINDS = frozenset({"actor", "event", "policy", "state", "claim"})
"""What a path may lead through: a shared place, product or source is no relationship."""
TIMED_NODES = frozenset({"event", "state", "claim"})
TIMED_EDGES = frozenset({"participation", "tenure", "claim", "policy", "link"})
"""Kinds that have a time, known or not; others, such as actors, just are."""
UNDATED = "undated"
LASTING = frozenset({"state", "tenure"})
"""Kinds that are over once they have ended; an event that has happened stays."""


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a path. ``forward`` tells whether the sentence reads from ``start`` to ``end``."""

    start: str
    end: str
    label: str
    forward: bool
    quotes: tuple[str, ...]
    when: Span

    def sentence(self, network: Network) -> str:
        """The step in words: subject, relation, object."""
        pair = (self.start, self.end) if self.forward else (self.end, self.start)
        subject, target = (network.nodes[node]["label"] for node in pair)
        return f"{subject} {self.label} {target}"


@dataclass(frozen=True, slots=True)
class Connector:
    """An actor between others (Freeman 1977): the share of shortest paths that run through it.

    ``separates`` are the groups that would fall apart without it, when it is a cut vertex.
    """

    actor: str
    label: str
    betweenness: float
    partners: int
    separates: tuple[tuple[str, ...], ...]


def shortest_paths(network: Network, start: str, end: str, limit: int = 3) -> list[list[Hop]]:
    """Up to ``limit`` shortest paths between two nodes, whatever the direction of their edges.

    Paths lead through the kinds of :data:`PATH_KINDS`. Raises :class:`UnknownNameError` when a node is
    missing; an empty list means that the two are not connected, or are one and the same.
    """
    for node in (start, end):
        _require(network, node)
    allowed = [node for node in network if network.nodes[node]["kind"] in PATH_KINDS]
    simple: nx.Graph[str] = nx.Graph(network.subgraph({*allowed, start, end}).edges())
    joined = start in simple and end in simple and nx.has_path(simple, start, end)
    if start == end or not joined:
        return []
    paths = nx.shortest_simple_paths(simple, start, end)
    chosen = sorted(islice(paths, limit * 5), key=lambda path: (len(path), path))[:limit]
    return [list(_hops(network, path)) for path in chosen]


def _require(network: Network, node: str) -> None:
    if node not in network:
        raise UnknownNameError(f'"{node}" is not in this part of the network')


def _hops(network: Network, path: list[str]) -> Iterator[Hop]:
    for start, end in pairwise(path):
        forward = network.get_edge_data(start, end) or {}
        edges = forward or network.get_edge_data(end, start) or {}
        _, edge = min(edges.items(), key=lambda item: (not item[1]["evidence"], item[0]))
        quotes = tuple(item["quote"] for item in edge["evidence"])
        yield Hop(start, end, edge["label"], bool(forward), quotes, span_of(edge))


def actor_network(network: Network) -> ActorNetwork:
    """Who took part in an event with whom: actors joined by the events that they share.

    Edge attributes: ``weight``, the number of shared events, and ``events``, their nodes. Events that
    were called off do not count.
    """
    actors: nx.Graph[str] = nx.Graph()
    for event, data in network.nodes(data=True):
        if data["kind"] != "event" or ("Occurrence", "called off") in data["facts"]:
            continue
        edges = network.in_edges(event, keys=True)
        present = sorted({u for u, v, key in edges if network.edges[u, v, key]["kind"] == "participation"})
        actors.add_nodes_from(present)
        for pair in combinations(present, 2):
            if not actors.has_edge(*pair):
                actors.add_edge(*pair, weight=0, events=[])
            actors.edges[pair]["weight"] += 1
            actors.edges[pair]["events"].append(event)
    for actor in actors:
        actors.nodes[actor].update(network.nodes[actor])
    return actors


def connectors(network: Network) -> list[Connector]:
    """Actors by betweenness, the highest first; those that hold groups together say which."""
    actors = actor_network(network)
    betweenness = nx.betweenness_centrality(actors)
    cuts = set(nx.articulation_points(actors))
    found = [
        Connector(
            actor,
            actors.nodes[actor]["label"],
            betweenness[actor],
            len(actors[actor]),
            _separated(actors, actor) if actor in cuts else (),
        )
        for actor in actors
    ]
    return sorted(found, key=lambda item: (-item.betweenness, -item.partners, item.label))


def _separated(actors: ActorNetwork, actor: str) -> tuple[tuple[str, ...], ...]:
    component = nx.node_connected_component(actors, actor) - {actor}
    parts = nx.connected_components(actors.subgraph(component))
    named = (tuple(sorted(actors.nodes[node]["label"] for node in part)) for part in parts)
    return tuple(sorted(named, key=lambda part: (-len(part), part)))


def communities(network: Network, seed: int = 1) -> list[list[str]]:
    """Groups of actors that share events with each other more than with the rest, largest first.

    Louvain (Blondel et al. 2008) over the number of shared events; the seed fixes its order of moves.
    """
    actors = actor_network(network)
    if not actors.number_of_edges():
        return [[actor] for actor in sorted(actors)]
    groups = nx.community.louvain_communities(actors, weight="weight", seed=seed)
    return sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group))


def neighbourhood(network: Network, node: str, radius: int = 1) -> Network:
    """The part of the network within ``radius`` steps of a node, whatever the direction."""
    _require(network, node)
    near = nx.ego_graph(nx.Graph(network.to_undirected(as_view=True)), node, radius=radius)
    part = network.subgraph(near).copy()
    assert isinstance(part, nx.MultiDiGraph)
    return part


def as_of(network: Network, day: str, *, certain: bool = False) -> tuple[Network, dict[str, int]]:
    """The network as it stood at the end of a day (ISO), and how much was left out, by reason.

    What certainly began later is left out, and policy states that were certainly over. With
    ``certain``, so is what may have begun later and what has no date. Each node and edge that stays
    gets ``certainty``: certain, possible or, without a date, undated. A node without time of its own,
    such as an actor, stays as long as an edge of it does or it never had one.
    """
    dropped = {str(Certainty.Impossible): "not on that day"}
    if certain:
        dropped |= {str(Certainty.Possible): "not certain on that day", UNDATED: "without a date"}
    left_out: dict[str, int] = {}
    part: Network = network.copy()
    part.graph["as_of"] = day
    for node in list(part):
        if reason := dropped.get(_judge(part.nodes[node], day, TIMED_NODES)):
            _count(left_out, f"{part.nodes[node]['kind']}: {reason}")
            part.remove_node(node)
    for edge in list(part.edges(keys=True)):
        if reason := dropped.get(_judge(part.edges[edge], day, TIMED_EDGES)):
            _count(left_out, f"edge: {reason}")
            part.remove_edge(*edge)
    stranded = [
        node
        for node in part
        if not part.degree(node) and network.degree(node) and not span_of(part.nodes[node]).dated
    ]
    for node in stranded:
        _count(left_out, f"{part.nodes[node]['kind']}: nothing joins it yet")
    part.remove_nodes_from(stranded)
    return part, left_out


def _judge(data: dict[str, Any], day: str, timed: frozenset[str]) -> str:
    """How a node or edge stood on a day, kept as its ``certainty``; empty for what has no time."""
    span = span_of(data)
    if span.dated or span.ongoing:
        lasting = data["kind"] in LASTING
        data["certainty"] = str(within(span, day, day) if lasting else begun_by(span, day))
    else:
        data["certainty"] = UNDATED
    return str(data["certainty"]) if data["kind"] in timed else ""


def _count(counts: dict[str, int], reason: str) -> None:
    counts[reason] = counts.get(reason, 0) + 1


def span_of(data: dict[str, Any]) -> Span:
    """The bounds among a node's or an edge's attributes."""
    return Span(**{bound: data[bound] for bound in BOUNDS}, ongoing=data["ongoing"])
