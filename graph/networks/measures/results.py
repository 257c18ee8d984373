"""What the measures have in common: the figure of a node, the order of figures, and why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

import networkx as nx

from ....errors import DateError, DatelineError

AnyGraph: TypeAlias = "nx.Graph[Any]"
Neighbours: TypeAlias = Mapping[Any, Mapping[Any, Mapping[str, Any]]]
"""Of each node, its neighbours and the attributes of the edges to them."""


class NothingToMeasureError(DatelineError, ValueError):
    """A measure was asked of what holds nothing for it: no contact in the window, no date, no group."""


@dataclass(frozen=True, slots=True)
class Figure:
    """The figure of one node; ``label`` is how a reader calls it."""

    node: str
    label: str
    value: float


def ranked(values: Mapping[Any, float], graph: AnyGraph | None = None) -> tuple[Figure, ...]:
    """Figures, the highest first, then by label and node; labels are those of the graph's nodes."""
    figures = (Figure(node, label_of(graph, node), float(value)) for node, value in values.items())
    return tuple(sorted(figures, key=lambda item: (-item.value, item.label, item.node)))


def label_of(graph: AnyGraph | None, node: Any) -> str:
    """The attribute ``label`` of a node, or its name where it has none."""
    return str(node if graph is None else graph.nodes[node].get("label", node))


def counted(reasons: Iterable[tuple[str, int]]) -> dict[str, int]:
    """What was left out and how much of it, by reason; reasons that did not occur are not named."""
    return {reason: int(number) for reason, number in reasons if number}


def checked_day(day: str) -> str:
    """An ISO day as it stands; raises :class:`DateError` for anything else."""
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        raise DateError(f'"{day}" is not a day; write YYYY-MM-DD') from None


def out_and_in(graph: AnyGraph) -> tuple[Neighbours, Neighbours]:
    """Where the edges of each node lead, and where they come from; the same in an undirected graph."""
    if not isinstance(graph, nx.DiGraph):
        return graph.adj, graph.adj
    return graph.succ, graph.pred


def simple_graph(graph: AnyGraph, weight: str | None = "weight") -> AnyGraph:
    """A graph without parallel edges and loops: weights of parallel edges are summed, none counts 1.

    With ``weight`` None, the weight of an edge is the number of parallel edges it stands for.
    """
    made: AnyGraph = nx.DiGraph() if graph.is_directed() else nx.Graph()
    made.add_nodes_from(graph.nodes(data=True))
    for start, end, data in graph.edges(data=True):
        if start != end:
            more = 1 if weight is None else data.get(weight, 1)
            before = made.edges[start, end]["weight"] if made.has_edge(start, end) else 0
            made.add_edge(start, end, weight=before + more)
    return made
