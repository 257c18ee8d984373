"""Who connects groups that are otherwise apart."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx

from .actors import ActorNetwork, actor_network
from .build import Network


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
