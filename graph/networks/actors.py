"""Who took part in what with whom: the actors of a story, joined by the events that they share."""

from __future__ import annotations

from itertools import combinations
from typing import TypeAlias

import networkx as nx

from .build import Network

ActorNetwork: TypeAlias = "nx.Graph[str]"


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
