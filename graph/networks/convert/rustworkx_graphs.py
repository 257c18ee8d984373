"""Networks for rustworkx and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ....errors import MissingExtraError
from .naming import freed, restored
from .rows import about, edge_rows, graph_of, node_rows

if TYPE_CHECKING:
    import networkx as nx

NODE, KEY = "__networkx_node__", "__networkx_key__"
"""Where a payload keeps what the node and the edge were; the first is rustworkx's own word for it."""


def to_rustworkx(network: nx.Graph[Any]) -> Any:
    """A ``rustworkx.PyDiGraph``, or ``PyGraph`` of an undirected network; nothing is lost.

    The payload of a node is its attributes and, under ``__networkx_node__``, the node; that of an edge its
    attributes and, under ``__networkx_key__``, its key. Places follow the order of the network. Raises
    :class:`MissingExtraError` without rustworkx.
    """
    rustworkx = _rustworkx()
    kind = rustworkx.PyDiGraph if network.is_directed() else rustworkx.PyGraph
    graph = kind(multigraph=network.is_multigraph(), attrs=about(network))
    nodes = list(node_rows(network))
    places = graph.add_nodes_from([{NODE: node, **freed(data, (NODE,))} for node, data in nodes])
    place = {node: number for (node, _), number in zip(nodes, places, strict=True)}
    graph.add_edges_from(
        [(place[u], place[v], {KEY: key, **freed(data, (KEY,))}) for u, v, key, data in edge_rows(network)]
    )
    return graph


def from_rustworkx(graph: Any) -> nx.Graph[Any]:
    """The network of a graph of rustworkx: one of :func:`to_rustworkx`, or any other.

    A node without ``__networkx_node__`` is its place. A payload that is no mapping becomes the attribute
    ``payload``, but None becomes nothing.
    """
    payloads = {place: _mapping(graph[place]) for place in graph.node_indices()}
    nodes = {place: payload.get(NODE, place) for place, payload in payloads.items()}
    edges = ((u, v, number, _mapping(data)) for number, (u, v, data) in graph.edge_index_map().items())
    return graph_of(
        ((nodes[place], restored(payload, (NODE,))) for place, payload in payloads.items()),
        ((nodes[u], nodes[v], data.get(KEY, number), restored(data, (KEY,))) for u, v, number, data in edges),
        _mapping(graph.attrs),
        directed=isinstance(graph, _rustworkx().PyDiGraph),
        multigraph=graph.multigraph,
    )


def _rustworkx() -> Any:
    try:
        import rustworkx
    except ImportError:
        raise MissingExtraError("a graph of rustworkx needs rustworkx", "layout") from None
    return rustworkx


def _mapping(payload: Any) -> Mapping[Any, Any]:
    if payload is None:
        return {}
    return payload if isinstance(payload, Mapping) else {"payload": payload}
