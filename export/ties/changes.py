"""What changed in a network from one time to another, told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import networkx as nx

from ...graph.networks.comparison import Comparison, EdgeChange, PairChange
from ..timelines import words_for
from .told import Graph, Record, Told

if TYPE_CHECKING:
    from ...graph.networks.edge_comparison import EdgeComparison

COLUMNS = ("change", "what", "when", "quote")
SHOWN = 50
"""Pairs of each change that a table of an edge list has; the other formats have all."""


def tell_comparison(found: Comparison, first: str, second: str) -> Told:
    """What came, went, grew and shrank in a story's network or a view of it."""
    return Told(
        f"What changed from {first} to {second}",
        COLUMNS,
        [
            *_edge_rows("came", found.edges_came),
            *_edge_rows("went", found.edges_went),
            *_pair_rows("grew", found.grew),
            *_pair_rows("shrank", found.shrank),
        ],
        list(_records(found)),
        _objects(found),
        lambda: _changed(found),
        empty=f"nothing changed from {first} to {second}",
        remarks=(_sizes(found),),
        strong=frozenset((*found.nodes_came, *found.nodes_went)),
        order=tuple(item.node for item in found.degrees),
    )


def _sizes(found: Comparison) -> str:
    sizes = (
        f"{part.number_of_nodes()} nodes and {part.number_of_edges()} edges"
        for part in (found.before, found.after)
    )
    return "Before: {}; after: {}.".format(*sizes)


def _edge_rows(change: str, edges: tuple[EdgeChange, ...]) -> Iterator[tuple[str, ...]]:
    for edge in edges:
        yield change, edge.sentence, words_for(edge.when), edge.quotes[0] if edge.quotes else ""


def _pair_rows(change: str, pairs: tuple[PairChange, ...]) -> Iterator[tuple[str, ...]]:
    for pair in pairs:
        said = f"{pair.label}: {pair.before} to {pair.after} statements"
        yield change, said, "", pair.quotes[0] if pair.quotes else ""


def _records(found: Comparison) -> Iterator[Record]:
    for change, edges in (("came", found.edges_came), ("went", found.edges_went)):
        for edge in edges:
            yield {"change": change, **_edge(found, edge)}
    for change, pairs in (("grew", found.grew), ("shrank", found.shrank)):
        for pair in pairs:
            yield {"change": change, **_pair(found, pair)}


def _id(found: Comparison, node: str) -> str:
    part = found.after if node in found.after else found.before
    return str(part.nodes[node]["id"])


def _edge(found: Comparison, edge: EdgeChange) -> Record:
    return {
        "from": _id(found, edge.source),
        "to": _id(found, edge.target),
        "relation": edge.relation,
        "sentence": edge.sentence,
        "earliest_begin": edge.when.earliest_begin,
        "latest_end": edge.when.latest_end,
        "before": None,
        "after": None,
        "quotes": list(edge.quotes),
    }


def _pair(found: Comparison, pair: PairChange) -> Record:
    return {
        "from": _id(found, pair.source),
        "to": _id(found, pair.target),
        "relation": None,
        "sentence": pair.label,
        "earliest_begin": None,
        "latest_end": None,
        "before": pair.before,
        "after": pair.after,
        "quotes": list(pair.quotes),
    }


def _objects(found: Comparison) -> Record:
    return {
        "before": _part(found.before),
        "after": _part(found.after),
        "nodes_came": [_id(found, node) for node in found.nodes_came],
        "nodes_went": [_id(found, node) for node in found.nodes_went],
        "edges_came": [_edge(found, edge) for edge in found.edges_came],
        "edges_went": [_edge(found, edge) for edge in found.edges_went],
        "grew": [_pair(found, pair) for pair in found.grew],
        "shrank": [_pair(found, pair) for pair in found.shrank],
        "degrees": [{**asdict(item), "node": _id(found, item.node)} for item in found.degrees],
    }


def _part(part: Graph) -> Record:
    return {
        "first": part.graph.get("first"),
        "last": part.graph.get("last"),
        "nodes": part.number_of_nodes(),
        "edges": part.number_of_edges(),
    }


def _changed(found: Comparison) -> Graph:
    """The edges that came and went, each with its ``change``."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(**_about(found.after))
    for change, part, edges in (
        ("came", found.after, found.edges_came),
        ("went", found.before, found.edges_went),
    ):
        for edge in edges:
            for node in (edge.source, edge.target):
                graph.add_node(node, **part.nodes[node])
            data = part.edges[edge.source, edge.target, edge.key]
            graph.add_edge(edge.source, edge.target, key=edge.key, **data, change=change)
    return graph


def _about(part: Graph) -> Record:
    return {name: part.graph[name] for name in ("title", "story") if name in part.graph}


def tell_edge_comparison(found: EdgeComparison, first: str, second: str) -> Told:
    """Which pairs of an edge list came, went, grew and shrank, the largest changes first."""
    parts = {name: getattr(found, name) for name in ("came", "went", "grew", "shrank")}
    records = [{"change": name, **asdict(pair)} for name, pairs in parts.items() for pair in pairs]
    rows = [
        (name, f"{pair.source} → {pair.target}", str(pair.before), str(pair.after))
        for name, pairs in parts.items()
        for pair in pairs[:SHOWN]
    ]
    counts = ", ".join(f"{len(pairs)} pairs {name}" for name, pairs in parts.items())
    sizes = (f"{c} contacts of {n} nodes" for c, n in zip(found.contacts, found.nodes, strict=True))
    cut = len(records) - len(rows)
    more = (f"{cut} more pairs; the other formats have all.",) if cut else ()
    return Told(
        f"What changed from {first} to {second}",
        ("change", "pair", "before", "after"),
        rows,
        records,
        {
            "before": {"first": found.before[0], "last": found.before[1], "contacts": found.contacts[0]},
            "after": {"first": found.after[0], "last": found.after[1], "contacts": found.contacts[1]},
            **{name: [asdict(pair) for pair in pairs] for name, pairs in parts.items()},
        },
        lambda: _pairs(records),
        empty=f"nothing changed from {first} to {second}",
        remarks=("Before: {}; after: {}; {}.".format(*sizes, counts), *more),
        order=tuple(
            dict.fromkeys(
                node
                for one in sorted(records, key=lambda one: -abs(one["after"] - one["before"]))
                for node in (one["source"], one["target"])
            )
        ),
    )


def _pairs(records: list[Record]) -> Graph:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for one in records:
        said = {name: one[name] for name in ("change", "before", "after")}
        label = f"{one['change']}, {one['before']} to {one['after']}"
        graph.add_edge(one["source"], one["target"], key=one["change"], label=label, **said)
    return graph
