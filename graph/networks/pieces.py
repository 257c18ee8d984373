"""The edges of a story's network by what they say, and how several of them make one edge of a view."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..snapshot import Span, as_dict
from .build import Network
from .edges import Edge
from .windows import span_of

CLAIM_TRAITS = ("modality", "negated", "stance", "outcome")
STATE_TRAITS = ("status", "rate")


@dataclass(frozen=True, slots=True)
class Pieces:
    """A network's edges by kind and relation; those of who took part by event, of policies by state."""

    network: Network
    edges: Mapping[tuple[str, str], list[Edge]] = field(repr=False)
    present: Mapping[str, dict[str, list[Edge]]] = field(repr=False)
    policies: Mapping[str, list[Edge]] = field(repr=False)
    left_out: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, network: Network) -> Pieces:
        """Sort the edges of a network of :func:`.build.build_network`, or of a part of it."""
        edges: dict[tuple[str, str], list[Edge]] = defaultdict(list)
        present: dict[str, dict[str, list[Edge]]] = defaultdict(lambda: defaultdict(list))
        policies: dict[str, list[Edge]] = defaultdict(list)
        for u, v, key, data in network.edges(keys=True, data=True):
            edges[data["kind"], data["relation"]].append((u, v, key, data))
            if data["kind"] == "participation":
                present[v][u].append((u, v, key, data))
            elif data["relation"] == "policy":
                policies[v].append((u, v, key, data))
        return cls(network, edges, present, policies)

    def between(self, kind: str, source: str, target: str) -> list[Edge]:
        """The edges of a kind whose ends are nodes of two kinds, whatever the relation."""
        return [
            edge
            for (name, _), edges in self.edges.items()
            if name == kind
            for edge in edges
            if (self.kind(edge[0]), self.kind(edge[1])) == (source, target)
        ]

    def kind(self, node: str) -> str:
        """The kind of a node."""
        return str(self.network.nodes[node]["kind"])

    def by_source(self, kind: str, relation: str) -> dict[str, list[Edge]]:
        """The edges of a relation by where they start."""
        found: dict[str, list[Edge]] = defaultdict(list)
        for edge in self.edges.get((kind, relation), ()):
            found[edge[0]].append(edge)
        return found

    def traits(self, node: str, names: Iterable[str]) -> dict[str, Any]:
        """What a claim or a state is told apart by."""
        return {name: self.network.nodes[node][name] for name in names}


def joined(parts: Iterable[Edge], span: Span, relation: str, label: str, kind: str) -> dict[str, Any]:
    """The attributes of an edge of a view that was made of edges of the network.

    ``of`` are the keys of those, ``evidence`` is theirs, each quote once. ``sources`` and ``quotes`` count
    its distinct ones.
    """
    edges = list(parts)
    evidence = [item for *_, data in edges for item in data["evidence"]]
    distinct = list({_place(item): item for item in evidence}.values())
    return {
        "relation": relation,
        "label": label,
        "kind": kind,
        **as_dict(span),
        "evidence": distinct,
        "facts": [],
        "note": next((data["note"] for *_, data in edges if data.get("note")), None),
        "of": list(dict.fromkeys(key for _, _, key, _ in edges)),
        "sources": len({item["source"] for item in distinct}),
        "quotes": len(distinct),
    }


def _place(item: Mapping[str, Any]) -> tuple[object, ...]:
    return tuple(item[name] for name in ("source", "quote", "prefix", "suffix", "start", "end"))


def presence(edges: Iterable[Edge]) -> Span:
    """When an actor was at an event: from the first of its participations to the last."""
    spans = [span_of(data) for *_, data in edges]
    return Span(
        _least(span.earliest_begin for span in spans),
        _least(span.latest_begin for span in spans if span.latest_begin),
        _most(span.earliest_end for span in spans if span.earliest_end),
        _most(span.latest_end for span in spans),
        any(span.ongoing for span in spans),
    )


def overlap(one: Span, other: Span) -> Span | None:
    """The time for which two things hold together; None when they cannot have."""
    begins = [day for day in (one.earliest_begin, other.earliest_begin) if day]
    ends = [day for day in (one.latest_end, other.latest_end) if day]
    if begins and ends and max(begins) > min(ends):
        return None
    closed = [span for span in (one, other) if not span.ongoing]
    return Span(
        max(begins, default=None),
        _most(span.latest_begin for span in (one, other)),
        _least(span.earliest_end for span in closed),
        min(ends, default=None),
        not closed,
    )


def _least(days: Iterable[str | None]) -> str | None:
    """The first of the days; None, an unknown one, if any is."""
    known = list(days)
    return None if None in known else min((day for day in known if day), default=None)


def _most(days: Iterable[str | None]) -> str | None:
    known = list(days)
    return None if None in known else max((day for day in known if day), default=None)
