"""Groups of actors that share events."""

from __future__ import annotations

import networkx as nx

from .actors import actor_network
from .build import Network


def communities(network: Network, seed: int = 1) -> list[list[str]]:
    """Groups of actors that share events with each other more than with the rest, largest first.

    Louvain (Blondel et al. 2008) over the number of shared events; the seed fixes its order of moves.
    """
    actors = actor_network(network)
    if not actors.number_of_edges():
        return [[actor] for actor in sorted(actors)]
    groups = nx.community.louvain_communities(actors, weight="weight", seed=seed)
    return sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group))
