"""What is around a thing, and how much of what there is, told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ...graph.networks.windows import span_of
from ..timelines import words_for
from .told import Graph, Record, Told

if TYPE_CHECKING:
    from ...graph.networks.build import Network
    from ...graph.networks.edge_network import EdgeNetwork


def tell_ego(part: Network, actor: str) -> Told:
    """The neighbourhood of an actor, each edge as a sentence in order of time."""
    label = part.nodes[actor]["label"]
    return Told(
        f"What {label} did, said and is part of",
        ("step", "when", "quote"),
        edge_rows(part),
        [_edge(part, u, v, data) for u, v, data in _edges(part)],
        [_edge(part, u, v, data) for u, v, data in _edges(part)],
        lambda: part,
        empty=f"nothing is around {label}",
        strong=frozenset((actor,)),
        order=(actor, *(node for node in part if node != actor)),
        dedupe=False,
    )


def _edges(part: Network) -> list[tuple[str, str, Record]]:
    return sorted(
        part.edges(data=True),
        key=lambda edge: (edge[2]["latest_begin"] or "9999", edge[0], edge[1], edge[2]["label"]),
    )


def _edge(part: Network, source: str, target: str, data: Record) -> Record:
    nodes = part.nodes
    return {
        "from": nodes[source]["id"],
        "to": nodes[target]["id"],
        "relation": data["relation"],
        "sentence": f"{nodes[source]['label']} {data['label']} {nodes[target]['label']}",
        "earliest_begin": data["earliest_begin"],
        "latest_end": data["latest_end"],
        "quotes": [item["quote"] for item in data["evidence"]],
    }


def tell_summary(network: Network) -> Told:
    """How many nodes and edges of each kind there are."""
    kinds = Counter(network.nodes[node]["kind"] for node in network)
    edges = Counter(network.edges[edge]["kind"] for edge in network.edges(keys=True))
    return _told({"node": kinds, "edge": edges}, network, ())


def tell_edge_summary(found: EdgeNetwork, first: str | None, last: str | None) -> Told:
    """How many nodes and kinds of ties an edge list has in a window, and the days between which they lie."""
    contacts, relations = found.counted(first, last)
    begin, end = contacts.hull
    ends = {*contacts.source.tolist(), *contacts.target.tolist()}
    remark = f"{relations.total()} edges from {begin} to {end}, {contacts.pairs()} ordered pairs."
    return _told({"node": Counter({"node": len(ends)}), "edge": relations}, None, (remark,))


def _told(counts: Mapping[str, Counter[str]], network: Graph | None, remarks: tuple[str, ...]) -> Told:
    records: list[Record] = [
        {"part": part, "kind": kind, "count": count}
        for part, found in counts.items()
        for kind, count in found.most_common()
    ]
    return Told(
        "What the network holds",
        ("part", "kind", "count"),
        [(one["part"], one["kind"], str(one["count"])) for one in records],
        records,
        records,
        lambda: _kept(network),
        empty="the network is empty",
        remarks=remarks,
    )


def _kept(network: Graph | None) -> Graph:
    if network is None:
        from ...errors import ExportError

        raise ExportError("the summary of an edge list is no network; use --format table, json or csv")
    return network


def edge_rows(network: Network) -> list[tuple[str, ...]]:
    """Each edge as a sentence, with when and its first quote, in order of time."""
    edges = sorted(
        network.edges(data=True),
        key=lambda edge: (edge[2]["latest_begin"] or "9999", edge[0], edge[1], edge[2]["label"]),
    )
    return [
        (
            f"{network.nodes[u]['label']} {data['label']} {network.nodes[v]['label']}",
            words_for(span_of(data)),
            data["evidence"][0]["quote"] if data["evidence"] else "",
        )
        for u, v, data in edges
    ]
