"""Rows of an edge list in words, as steps of routes, and as a graph."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import networkx as nx

from ..snapshot import Span, as_dict
from .contacts import EVER_AFTER, day_of
from .routes import Route, RouteHop

if TYPE_CHECKING:
    from ...data.edge_lists import EdgeList
    from .build import Network
    from .paths import TimedHop, TimedPath


def ends_of(edges: EdgeList, row: int) -> tuple[str, str]:
    """The source and the target of a row, counted from 0."""
    return edges.nodes[edges.source[row]], edges.nodes[edges.target[row]]


def span_of_row(edges: EdgeList, row: int) -> Span:
    """When a row was so; what lasts and has an open end goes on."""
    days = edges.days
    bounds = (days.earliest_begin, days.latest_begin, days.earliest_end, days.latest_end)
    begin, begun, end, ended = (day_of(int(bound[row])) for bound in bounds)
    return Span(begin, begun, end, ended, ongoing=bool(days.earliest_end[row] >= EVER_AFTER))


def sentence_of(edges: EdgeList, row: int) -> str:
    """A row in words: who, toward whom, what."""
    source, target = ends_of(edges, row)
    relation = edges.relations[edges.relation[row]]
    return f"{source} → {target}: {relation}" if relation else f"{source} → {target}"


def route_of(edges: EdgeList, path: TimedPath, *, certain: bool) -> Route:
    """A path along rows, whose numbers are the keys of its contacts."""
    hops = tuple(_hop(edges, hop, int(str(hop.key))) for hop in path.hops)
    return Route(hops, certain, path.departs, path.arrives, path.days)


def _hop(edges: EdgeList, hop: TimedHop, row: int) -> RouteHop:
    return RouteHop(
        hop.source,
        hop.target,
        hop.relation,
        sentence_of(edges, row),
        hop.departs,
        hop.arrives,
        span_of_row(edges, row),
        (),
        (*ends_of(edges, row), str(row)),
    )


def part_of(edges: EdgeList, rows: Iterable[int], nodes: Iterable[str]) -> Network:
    """Some rows as a graph whose edges have their bounds, and nodes that are there whether joined or not."""
    part: Network = nx.MultiDiGraph(title=edges.file, story=edges.file)
    part.add_nodes_from(nodes)
    for row in rows:
        relation = edges.relations[edges.relation[row]]
        said = {"relation": relation, "label": relation, "kind": "contact", "evidence": []}
        part.add_edge(*ends_of(edges, row), str(row), **(said | as_dict(span_of_row(edges, row))))
    for node in part:
        part.nodes[node].update(id=node, label=node, kind="node", evidence=[])
    return part
