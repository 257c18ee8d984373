"""Networks for igraph and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ....errors import MissingExtraError
from .naming import freed, restored
from .rows import about, edge_rows, graph_of, node_rows

if TYPE_CHECKING:
    import networkx as nx

OF_VERTICES, OF_EDGES, OF_GRAPH = ("name", "node"), ("key",), ("notes", "parallel")


def to_igraph(network: nx.Graph[Any]) -> Any:
    """An ``igraph.Graph``; directed if the network is.

    A vertex's ``name`` is the node's name, and ``node`` the node itself where some node is no text; an edge's
    ``key`` is its key. An attribute of such a name has a dot before it. Values stay the objects that they
    are. igraph gives every vertex every attribute: the graph's attribute ``notes`` says how many a node
    did not have, which are None, and which names, being no texts, are written as text. ``parallel`` tells
    whether edges may be. Raises :class:`MissingExtraError` without igraph.
    """
    try:
        import igraph  # type: ignore[import-untyped]
    except ImportError:
        raise MissingExtraError("a graph of igraph needs igraph", "convert") from None
    nodes, edges = list(node_rows(network)), list(edge_rows(network))
    place = {node: number for number, (node, _) in enumerate(nodes)}
    notes: list[str] = []
    graph = igraph.Graph(
        n=len(nodes),
        edges=[(place[u], place[v]) for u, v, _, _ in edges],
        directed=network.is_directed(),
        graph_attrs={
            **_named(freed(about(network), OF_GRAPH), "the graph", notes),
            "parallel": network.is_multigraph(),
        },
        vertex_attrs={
            "name": [str(node) for node in place],
            **({} if all(isinstance(node, str) for node in place) else {"node": list(place)}),
            **_columns([freed(data, OF_VERTICES) for _, data in nodes], "nodes", notes),
        },
        edge_attrs={
            "key": [key for _, _, key, _ in edges],
            **_columns([freed(data, OF_EDGES) for *_, data in edges], "edges", notes),
        },
    )
    graph["notes"] = notes
    return graph


def from_igraph(graph: Any) -> nx.Graph[Any]:
    """The network of an ``igraph.Graph``: one of :func:`to_igraph`, or any other.

    A node is its ``node``, or else its ``name``, or else its number. Edges may be parallel where ``parallel``
    says so, or, without it, where some are.
    """
    vertices, edges = graph.vs.attributes(), graph.es.attributes()
    named = next((name for name in ("node", "name") if name in vertices), None)
    nodes = graph.vs[named] if named else list(range(graph.vcount()))
    facts = {name: graph[name] for name in graph.attributes()}
    keys = graph.es["key"] if "key" in edges else range(graph.ecount())
    return graph_of(
        zip(nodes, (restored(vertex.attributes(), OF_VERTICES) for vertex in graph.vs), strict=True),
        (
            (nodes[edge.source], nodes[edge.target], key, restored(edge.attributes(), OF_EDGES))
            for edge, key in zip(graph.es, keys, strict=True)
        ),
        restored(facts, OF_GRAPH),
        directed=graph.is_directed(),
        multigraph=facts.get("parallel", graph.has_multiple()),
    )


def _columns(rows: Sequence[Mapping[Any, Any]], of: str, notes: list[str]) -> dict[str, list[Any]]:
    names = dict.fromkeys(name for row in rows for name in row)
    gaps = sum(len(names) - len(row) for row in rows)
    if gaps:
        notes.append(f"{gaps} attributes that {of} do not have are None")
    return _named({name: [row.get(name) for row in rows] for name in names}, of, notes)


def _named(attributes: Mapping[Any, Any], of: str, notes: list[str]) -> dict[str, Any]:
    odd = sum(not isinstance(name, str) for name in attributes)
    if odd:
        notes.append(f"{odd} names of attributes of {of} are no texts, and are written as text")
    return {str(name): value for name, value in attributes.items()}
