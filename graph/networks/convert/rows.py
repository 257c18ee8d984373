"""What a conversion takes of each node and edge, and how a graph is made of such rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

NodeRow = tuple[Any, Mapping[str, Any]]
EdgeRow = tuple[Any, Any, Any, Mapping[str, Any]]


def node_rows(network: nx.Graph[Any]) -> Iterator[NodeRow]:
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


def about(network: nx.Graph[Any]) -> dict[str, Any]:
    """The attributes of the network as a whole, without what the rows have."""
    return {
        name: value
        for name, value in network.graph.items()
        if name != "certainty" or not isinstance(value, Mapping)
    }


def graph_of(
    nodes: Iterable[NodeRow],
    edges: Iterable[EdgeRow],
    about: Mapping[str, Any],
    *,
    directed: bool,
    multigraph: bool,
) -> nx.Graph[Any]:
    """A graph of networkx from rows."""
    import networkx as nx

    simple, parallel = (nx.DiGraph, nx.MultiDiGraph) if directed else (nx.Graph, nx.MultiGraph)
    graph: Any = parallel() if multigraph else simple()
    graph.graph.update(about)
    graph.add_nodes_from((node, dict(data)) for node, data in nodes)
    if multigraph:
        graph.add_edges_from((u, v, key, dict(data)) for u, v, key, data in edges)
    else:
        graph.add_edges_from((u, v, dict(data)) for u, v, _, data in edges)
    found: nx.Graph[Any] = graph
    return found


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
