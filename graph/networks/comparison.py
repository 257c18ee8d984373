"""What changed in a network from one day or window to another, with the words for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from ...data.edtf import first_day, last_day
from ...errors import DateError
from ..snapshot import Span
from .build import Network
from .windows import in_window, on_day, span_of

When: TypeAlias = str | date | tuple[str | date | None, str | date | None]
"""A day, month or year: the network as it stood at its end. Two of them: what lies from one to the other."""


@dataclass(frozen=True, slots=True)
class EdgeChange:
    """An edge that came or went; ``key`` is that of the network or view, ``quotes`` are its words."""

    source: str
    target: str
    key: str
    relation: str
    sentence: str
    when: Span
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PairChange:
    """Two nodes joined both times, more or less: by ``before`` and ``after`` statements, of those sources.

    ``quotes`` are the words of what came, or of what went where the pair shrank. A pair of two nodes joined
    in both directions is one pair.
    """

    source: str
    target: str
    label: str
    before: int
    after: int
    sources_before: int
    sources_after: int
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DegreeChange:
    """How many others a node was joined to; 0 where it was not there."""

    node: str
    label: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two parts of one network and what differs, in the order of time, then of labels.

    An edge that holds both ways is told once. ``note`` says so where one of the parts, or both, are empty.
    """

    before: Network
    after: Network
    nodes_came: tuple[str, ...]
    nodes_went: tuple[str, ...]
    edges_came: tuple[EdgeChange, ...]
    edges_went: tuple[EdgeChange, ...]
    grew: tuple[PairChange, ...]
    shrank: tuple[PairChange, ...]
    degrees: tuple[DegreeChange, ...]

    @property
    def note(self) -> str:
        """What the two parts say of themselves where nothing lies in them."""
        return "; ".join(part.graph["note"] for part in (self.before, self.after) if "note" in part.graph)


def compare(network: Network, first: When, second: When, *, certain: bool = False) -> Comparison:
    """What came, went, grew and shrank in a network, or in a view of one, from ``first`` to ``second``.

    Both are days (months, years), or windows of two. What is left out on either side is counted in the
    ``left_out`` of ``before`` and ``after``. Raises :class:`DateError` when the second comes first.
    """
    before, after = (_part(network, when, certain) for when in (first, second))
    if (before.graph["last"] or "9999") > (after.graph["last"] or "9999"):
        raise DateError(f"{before.graph['last']} is after {after.graph['last']}; write the earlier first")
    came, went = _edges(after, before), _edges(before, after)
    pairs = _pairs(before, after)
    return Comparison(
        before,
        after,
        _nodes(after, before),
        _nodes(before, after),
        came,
        went,
        tuple(pair for pair in pairs if pair.after > pair.before),
        tuple(pair for pair in pairs if pair.after < pair.before),
        _degrees(before, after),
    )


def _part(network: Network, when: When, certain: bool) -> Network:
    if not isinstance(when, tuple):
        return on_day(network, last_day(when), certain=certain)
    first, last = when
    begin, end = first_day(first) if first else None, last_day(last) if last else None
    return in_window(network, begin, end, certain=certain)


def _nodes(part: Network, other: Network) -> tuple[str, ...]:
    return tuple(sorted((n for n in part if n not in other), key=lambda n: (part.nodes[n]["label"], n)))


def _edges(part: Network, other: Network) -> tuple[EdgeChange, ...]:
    found = [
        _change(part, u, v, key, data)
        for u, v, key, data in part.edges(keys=True, data=True)
        if not other.has_edge(u, v, key) and not (data.get("symmetric") and u > v)
    ]
    return tuple(sorted(found, key=lambda edge: (edge.when.order, edge.sentence, edge.key)))


def _change(part: Network, u: str, v: str, key: str, data: dict[str, Any]) -> EdgeChange:
    sentence = f"{part.nodes[u]['label']} {data['label']} {part.nodes[v]['label']}"
    return EdgeChange(u, v, key, data["relation"], sentence, span_of(data), _quotes([data]))


def _quotes(edges: list[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item["quote"] for data in edges for item in data["evidence"]))


Joined: TypeAlias = dict[tuple[str, str], dict[str, dict[str, Any]]]


def _joined(part: Network) -> Joined:
    """The edges of each two nodes by key, whatever the direction."""
    found: Joined = defaultdict(dict)
    for u, v, key, data in part.edges(keys=True, data=True):
        found[min(u, v), max(u, v)][key] = data
    return found


def _pairs(before: Network, after: Network) -> list[PairChange]:
    old, new = _joined(before), _joined(after)
    labels = after.nodes
    found = [
        _pair(labels, pair, old[pair], new[pair])
        for pair in old.keys() & new.keys()
        if len(old[pair]) != len(new[pair])
    ]
    return sorted(found, key=lambda pair: (-abs(pair.after - pair.before), pair.label, pair.source))


def _pair(
    nodes: Any, pair: tuple[str, str], old: dict[str, dict[str, Any]], new: dict[str, dict[str, Any]]
) -> PairChange:
    more, less = (new, old) if len(new) > len(old) else (old, new)
    quotes = _quotes([more[key] for key in more if key not in less])
    label = " and ".join(nodes[node]["label"] for node in pair)
    return PairChange(*pair, label, len(old), len(new), _sources(old), _sources(new), quotes)


def _sources(edges: dict[str, dict[str, Any]]) -> int:
    return len({item["source"] for data in edges.values() for item in data["evidence"]})


def _degrees(before: Network, after: Network) -> tuple[DegreeChange, ...]:
    old, new = _partners(before), _partners(after)
    labels = {node: data["label"] for part in (before, after) for node, data in part.nodes(data=True)}
    found = [DegreeChange(n, labels[n], old[n], new[n]) for n in labels if old[n] != new[n]]
    return tuple(sorted(found, key=lambda item: (-abs(item.after - item.before), item.label, item.node)))


def _partners(part: Network) -> Counter[str]:
    return Counter({node: len({*part.successors(node), *part.predecessors(node)} - {node}) for node in part})
