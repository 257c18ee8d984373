"""Groups of actors that share events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import networkx as nx

from .actors import actor_network
from .build import Network
from .views import SimpleNetwork, simple


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups of nodes, the largest first, and ``graph``, what joins them, one edge a pair."""

    groups: tuple[tuple[str, ...], ...]
    graph: SimpleNetwork
    left_out: Mapping[str, int] = field(default_factory=dict)


def groups_of(network: Network, *, view: bool, seed: int = 1) -> Groups:
    """The communities of a view, or of the actors of a network by the events that they share."""
    left_out = network.graph.get("left_out", {})
    if not view:
        found = communities(network, seed)
        return Groups(tuple(tuple(group) for group in found), actor_network(network), left_out)
    graph = simple(network)
    return Groups(tuple(tuple(group) for group in _louvain(graph, seed)), graph, left_out)


def communities(network: Network, seed: int = 1) -> list[list[str]]:
    """Groups of actors that share events with each other more than with the rest, largest first.

    Louvain (Blondel et al. 2008) over the number of shared events; the seed fixes its order of moves.
    """
    actors = actor_network(network)
    return _louvain(actors, seed)


def _louvain(graph: SimpleNetwork, seed: int) -> list[list[str]]:
    if not graph.number_of_edges():
        return [[node] for node in sorted(graph)]
    groups = nx.community.louvain_communities(graph, weight="weight", seed=seed)
    return sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group))
