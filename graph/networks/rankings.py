"""Nodes by a measure of centrality, whether it follows time or takes a window as one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast

from ...errors import NetworkError, QueryError

if TYPE_CHECKING:
    from .contacts import Contacts
    from .measures.central import By
    from .measures.results import AnyGraph

Measure: TypeAlias = Literal["degree", "strength", "pagerank", "closeness", "betweenness"]
IN_TIME = ("closeness", "betweenness")
STATIC = ("degree", "strength", "pagerank")
MEASURES: tuple[str, ...] = (*STATIC, *IN_TIME)
MOST_WORK = 20_000_000_000
"""Nodes times contacts for which betweenness would take hours."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A node and its figures by name; the first is the one that it is ranked by."""

    node: str
    label: str
    values: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The nodes by a measure, the highest first, then by label.

    ``start`` and ``end`` are the days between which closeness and betweenness were counted, None for the
    other measures where no window was given. ``graph`` has what joins the nodes, one edge a pair.
    """

    by: str
    nodes: tuple[Ranked, ...]
    start: str | None
    end: str | None
    graph: AnyGraph
    left_out: Mapping[str, int] = field(default_factory=dict)


def checked_measure(by: str) -> str:
    """The name of a measure as it stands; :class:`QueryError` for one that there is not."""
    if by not in MEASURES:
        raise QueryError(f'there is no measure "{by}"; one of: {", ".join(MEASURES)}')
    return by


def static_nodes(graph: AnyGraph, by: str) -> tuple[Ranked, ...]:
    """Degree, strength and PageRank of a graph; see :func:`.measures.central.centralities`."""
    from .measures.central import centralities

    order = (by, *(name for name in STATIC if name != by))
    found = centralities(graph, by=cast("By", by))
    return tuple(
        Ranked(item.node, item.label, {name: getattr(item, name) for name in order}) for item in found
    )


def timed_ranking(
    contacts: Contacts,
    by: str,
    first: str | None,
    last: str | None,
    *,
    strict: bool,
    graph: AnyGraph,
    labels: Mapping[Any, str],
) -> Ranking:
    """Closeness or betweenness along time; see :mod:`.measures.closeness`, :mod:`.measures.betweenness`.

    Nodes of which no edge is in the graph have no figure. Raises :class:`NetworkError` where betweenness
    would take hours.
    """
    if by == "closeness":
        from .measures.closeness import temporal_closeness

        found = temporal_closeness(contacts, first, last, strict=strict)
        values = {one.node: {by: one.closeness, "reaches": one.reaches} for one in found.nodes}
        return _ranking(by, values, (found.start, found.end), graph, labels, found.left_out)
    if len(contacts.nodes) * len(contacts) > MOST_WORK:
        raise NetworkError(
            f"betweenness of {len(contacts.nodes)} nodes with {len(contacts)} contacts would take hours;"
            " narrow the window, or rank by closeness"
        )
    from .measures.betweenness import temporal_betweenness

    between = temporal_betweenness(contacts, first, last, strict=strict)
    figures = {one.node: {by: one.value} for one in between.nodes}
    return _ranking(by, figures, (between.start, between.end), graph, labels, between.left_out)


def _ranking(
    by: str,
    values: Mapping[str, Mapping[str, float]],
    days: tuple[str, str],
    graph: AnyGraph,
    labels: Mapping[Any, str],
    left_out: Mapping[str, int],
) -> Ranking:
    found = [Ranked(node, labels.get(node, node), values[node]) for node in values if node in graph]
    nodes = sorted(found, key=lambda item: (-item.values[by], item.label, item.node))
    return Ranking(by, tuple(nodes), *days, graph, dict(left_out))
