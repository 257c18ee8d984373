"""How two things of a story are connected: shortest paths as steps in words, and what is around a thing.

Whatever takes the network of :func:`.build.build_network` leaves it as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise

import networkx as nx

from ...errors import UnknownNameError
from ..snapshot import Span
from .build import Network
from .windows import span_of

PATH_KINDS = frozenset({"actor", "event", "policy", "state", "claim"})
"""What a path may lead through: a shared place, product or source is no relationship."""


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
class Around:
    """What is around a node: the part of the network within some steps of it."""

    node: str
    network: Network
    left_out: Mapping[str, int]


def shortest_paths(network: Network, start: str, end: str, limit: int = 3) -> list[list[Hop]]:
    """Up to ``limit`` shortest paths between two nodes, whatever the direction of their edges.

    Paths lead through the kinds of :data:`PATH_KINDS`. Raises :class:`UnknownNameError` when a node is
    missing; an empty list means that the two are not connected, or are one and the same.
    """
    for node in (start, end):
        require(network, node)
    allowed = [node for node in network if network.nodes[node]["kind"] in PATH_KINDS]
    simple: nx.Graph[str] = nx.Graph(network.subgraph({*allowed, start, end}).edges())
    joined = start in simple and end in simple and nx.has_path(simple, start, end)
    if start == end or not joined:
        return []
    paths = nx.shortest_simple_paths(simple, start, end)
    chosen = sorted(islice(paths, limit * 5), key=lambda path: (len(path), path))[:limit]
    return [list(_hops(network, path)) for path in chosen]


def require(network: Network, node: str) -> None:
    """Raise :class:`UnknownNameError` when a node of the story is not in this part of it."""
    if node not in network:
        raise UnknownNameError(f'"{node}" is not in this part of the network')


def _hops(network: Network, path: list[str]) -> Iterator[Hop]:
    for start, end in pairwise(path):
        forward = network.get_edge_data(start, end) or {}
        edges = forward or network.get_edge_data(end, start) or {}
        _, edge = min(edges.items(), key=lambda item: (not item[1]["evidence"], item[0]))
        quotes = tuple(item["quote"] for item in edge["evidence"])
        yield Hop(start, end, edge["label"], bool(forward), quotes, span_of(edge))


def neighbourhood(network: Network, node: str, radius: int = 1) -> Network:
    """The part of the network within ``radius`` steps of a node, whatever the direction."""
    require(network, node)
    near = nx.ego_graph(nx.Graph(network.to_undirected(as_view=True)), node, radius=radius)
    part = network.subgraph(near).copy()
    assert isinstance(part, nx.MultiDiGraph)
    return part
