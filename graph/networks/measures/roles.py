"""Who brokers between whom, given groups: the five roles of Gould and Fernandez (1989)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from .results import AnyGraph, NothingToMeasureError, counted, label_of, out_and_in, simple_graph

Partners: TypeAlias = Mapping[Any, set[Any]]


@dataclass(frozen=True, slots=True)
class Broker:
    """How often a node stands in each role; ``total`` is their sum."""

    node: str
    label: str
    group: str
    total: int
    coordinator: int
    itinerant: int
    gatekeeper: int
    representative: int
    liaison: int


@dataclass(frozen=True, slots=True)
class Brokerage:
    """All nodes that broker at all, those of the highest total first, then by label."""

    brokers: tuple[Broker, ...]
    left_out: Mapping[str, int] = field(default_factory=dict)


def brokerage(graph: AnyGraph, groups: Mapping[Any, Any]) -> Brokerage:
    """Roles in open two-paths: a to b to c, where a does not lead to c (Gould and Fernandez 1989,
    "Structures of mediation", Sociological Methodology 19).

    Where a, b and c are of one group, b is their coordinator; where a and c are of one group and b of
    another, an itinerant (also called consultant); where b and c are of one group and a of another, a
    gatekeeper; where a and b are, a representative; where all three differ, a liaison. An undirected
    edge leads both ways, so each two-path counts in both directions, and gatekeepers and representatives
    are as many. Counts are of two-paths, without regard to weights.

    ``groups`` gives the group of each node (such as a country, or the number of its community); nodes
    without one are left out and counted. Raises :class:`NothingToMeasureError` when no node has one.
    """
    placed = [node for node in graph if groups.get(node) is not None]
    if not placed:
        raise NothingToMeasureError("no node of the graph has a group, so there are no roles to tell")
    simple = simple_graph(graph.subgraph(placed), None)
    successors, sources = ({node: set(near[node]) for node in simple} for near in out_and_in(simple))
    found = (_broker(graph, node, groups, sources, successors) for node in simple)
    brokers = sorted(
        (item for item in found if item.total), key=lambda item: (-item.total, item.label, item.node)
    )
    return Brokerage(tuple(brokers), counted((("without a group", len(graph) - len(placed)),)))


def _broker(
    graph: AnyGraph, node: Any, groups: Mapping[Any, Any], sources: Partners, successors: Partners
) -> Broker:
    roles: Counter[str] = Counter()
    for role, number in _roles(node, groups, sources, successors):
        roles[role] += number
    return Broker(
        *(node, label_of(graph, node), str(groups[node]), roles.total()),
        *(roles[name] for name in ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")),
    )


def _roles(
    node: Any, groups: Mapping[Any, Any], sources: Partners, successors: Partners
) -> Iterator[tuple[str, int]]:
    """Counted by sets of one group at a time, so that the busiest nodes stay quick."""
    mine = groups[node]
    reached: dict[Any, set[Any]] = defaultdict(set)
    for target in successors[node]:
        reached[groups[target]].add(target)
    for source in sources[node]:
        theirs, closed = groups[source], successors[source] | {source}
        home = len(reached.get(mine, set()) - closed)
        all_open = len(successors[node] - closed)
        if theirs == mine:
            yield from (("coordinator", home), ("representative", all_open - home))
        else:
            back = len(reached.get(theirs, set()) - closed)
            yield from (("gatekeeper", home), ("itinerant", back), ("liaison", all_open - home - back))
