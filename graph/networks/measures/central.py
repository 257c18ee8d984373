"""Degree, strength and PageRank, of one graph or window by window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import networkx as nx

from .results import AnyGraph, NothingToMeasureError, label_of, out_and_in, simple_graph
from .windows import Window, WindowGraph

By = Literal["degree", "strength", "pagerank"]


@dataclass(frozen=True, slots=True)
class Centrality:
    """A node's number of partners, the sum of the weights of its edges, and its PageRank.

    In a directed graph ``degree`` and ``strength`` are the sums of incoming and outgoing ones (a partner
    in both directions counts twice, as in networkx); in an undirected one all three are the same.
    """

    node: str
    label: str
    degree: int
    in_degree: int
    out_degree: int
    strength: float
    in_strength: float
    out_strength: float
    pagerank: float


@dataclass(frozen=True, slots=True)
class WindowCentrality:
    """The centralities in a window, the highest first, then by label."""

    window: Window
    nodes: tuple[Centrality, ...]
    left_out: Mapping[str, int] = field(default_factory=dict)


def centralities(
    graph: AnyGraph, *, by: By = "pagerank", weight: str | None = "weight", damping: float = 0.85
) -> tuple[Centrality, ...]:
    """Degree (Freeman 1978), strength (Barrat et al. 2004) and PageRank (Page et al. 1999), by networkx.

    Parallel edges are summed and loops left out first; with ``weight`` None each edge weighs 1, so that
    strength counts parallel edges. Raises :class:`NothingToMeasureError` on a negative weight, for which
    PageRank is not defined.
    """
    from .. import numeric  # noqa: F401 - networkx computes PageRank with SciPy; says so when it is missing

    simple = simple_graph(graph, weight)
    if any(data["weight"] < 0 for _, _, data in simple.edges(data=True)):
        raise NothingToMeasureError(
            "an edge has a negative weight, and PageRank takes none; give weight=None"
        )
    ranks = nx.pagerank(simple, alpha=damping, weight="weight") if len(simple) else {}
    found = (_centrality(graph, simple, node, ranks[node]) for node in simple)
    return tuple(sorted(found, key=lambda item: (-getattr(item, by), item.label, item.node)))


def _centrality(graph: AnyGraph, simple: AnyGraph, node: Any, rank: float) -> Centrality:
    out, into = (list(near[node].values()) for near in out_and_in(simple))
    sums = [float(sum(data["weight"] for data in part)) for part in (out, into)]
    both = simple.is_directed()
    return Centrality(
        node,
        label_of(graph, node),
        degree=len(out) + len(into) if both else len(out),
        in_degree=len(into),
        out_degree=len(out),
        strength=sum(sums) if both else sums[0],
        in_strength=sums[1],
        out_strength=sums[0],
        pagerank=rank,
    )


def centralities_over(
    windows: Iterable[WindowGraph],
    *,
    by: By = "pagerank",
    weight: str | None = "weight",
    damping: float = 0.85,
) -> tuple[WindowCentrality, ...]:
    """The same in each window; figures of windows of one width may be compared."""
    return tuple(
        WindowCentrality(
            part.window, centralities(part.graph, by=by, weight=weight, damping=damping), part.left_out
        )
        for part in windows
    )


def course_of(windows: Iterable[WindowCentrality], node: str) -> tuple[tuple[Window, Centrality | None], ...]:
    """One node through all windows; None where it has no edge."""
    return tuple(
        (part.window, next((item for item in part.nodes if item.node == node), None)) for part in windows
    )
