"""What a network file holds of each node and edge, whichever format it has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

Row = tuple[Any, Mapping[str, Any]]
EdgeRow = tuple[Any, Any, Any, Mapping[str, Any]]


def node_rows(network: nx.Graph[Any]) -> Iterator[Row]:
    """Each node and its attributes; of a window also its ``certainty``."""
    certainty = _certainty(network)
    for node, data in network.nodes(data=True):
        yield node, {**data, "certainty": certainty[node]} if node in certainty else data


def edge_rows(network: nx.Graph[Any]) -> Iterator[EdgeRow]:
    """Each edge as (from, to, key, attributes); of a window also its ``certainty``.

    The key is "FROM TO" where the network has no parallel edges.
    """
    certainty = _certainty(network)
    for u, v, key, data in _keyed(network):
        edge = (u, v, key)
        yield *edge, {**data, "certainty": certainty[edge]} if edge in certainty else data


def _keyed(network: nx.Graph[Any]) -> Iterator[EdgeRow]:
    several: Any = network if network.is_multigraph() else None
    if several is not None:
        yield from several.edges(keys=True, data=True)
        return
    for u, v, data in network.edges(data=True):
        yield u, v, f"{u} {v}", data


def _certainty(network: nx.Graph[Any]) -> Mapping[Any, str]:
    """A window keeps it beside the network, as a view of networkx has no attributes of its own."""
    found = network.graph.get("certainty")
    return found if isinstance(found, Mapping) else {}
