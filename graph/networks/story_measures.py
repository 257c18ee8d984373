"""Who is central, who brokers and which groups there are in a story, as a whole or in windows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from ...data.edtf import first_day, last_day
from ...errors import NetworkError, QueryError
from .actors import ActorNetwork, actor_network
from .brokers import Connector, connectors
from .build import Network
from .rankings import IN_TIME, Ranking, checked_measure, static_nodes, timed_ranking
from .views import simple

if TYPE_CHECKING:
    from .measures.evolution import Evolution
    from .measures.holes import Hole
    from .measures.roles import Broker
    from .measures.windows import WindowGraph

Day = str | date | None


def required(part: Network, whole: Network) -> Network:
    """A part as it is; :class:`NetworkError` with the span that there is when nothing lies in it."""
    if part.number_of_edges():
        return part
    said = part.graph.get("note", "nothing joins anything in this network")
    days = sorted(
        day
        for _, _, data in whole.edges(data=True)
        for day in (data["earliest_begin"], data["latest_begin"], data["latest_end"])
        if day
    )
    raise NetworkError(f"{said}; its dates run from {days[0]} to {days[-1]}" if days else said)


def central_of(
    view: Network,
    part: Network,
    by: str,
    first: Day,
    last: Day,
    *,
    certain: bool,
    strict: bool,
    directed: bool,
) -> Ranking:
    """The nodes of a view by a measure; ``part`` is what lies of it from ``first`` to ``last``."""
    checked_measure(by)
    graph = simple(required(part, view), directed=directed)
    left_out = part.graph.get("left_out", {})
    begin, end = first_day(first) if first else None, last_day(last) if last else None
    if by not in IN_TIME:
        return Ranking(by, static_nodes(graph, by), begin, end, graph, left_out)
    from .from_network import from_network

    contacts = from_network(view, certain=certain, directed=directed)
    labels = {node: data["label"] for node, data in view.nodes(data=True)}
    found = timed_ranking(contacts, by, begin, end, strict=strict, graph=graph, labels=labels)
    return Ranking(by, found.nodes, found.start, found.end, graph, {**contacts.left_out, **found.left_out})


@dataclass(frozen=True, slots=True)
class Brokers:
    """Who connects others, by betweenness; on request their roles and constraint, by node.

    ``graph`` joins actors by the events that they share, ``groups`` are those between which roles are told.
    """

    found: tuple[Connector, ...]
    graph: ActorNetwork
    groups: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, Broker] = field(default_factory=dict)
    holes: Mapping[str, Hole] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)


GROUPS = ("communities", "type", "membership")


def brokers_of(network: Network, *, roles: str | None, constraint: bool) -> Brokers:
    """Brokers in a network; ``roles`` names the groups of :data:`GROUPS` between which they are told."""
    if roles is not None and roles not in GROUPS:
        raise QueryError(f'there are no groups by "{roles}"; one of: {", ".join(GROUPS)}')
    graph = actor_network(network)
    groups = _groups(network, graph, roles) if roles else {}
    found: dict[str, Any] = {"roles": {}, "holes": {}}
    left_out = dict(network.graph.get("left_out", {}))
    if roles:
        from .measures.roles import brokerage

        told = brokerage(graph, groups)
        found["roles"] = {item.node: item for item in told.brokers}
        left_out |= {f"roles: actor {reason}": count for reason, count in told.left_out.items()}
    if constraint:
        from .measures.holes import structural_holes

        holes = structural_holes(graph)
        found["holes"] = {item.node: item for item in holes.nodes}
        left_out |= {f"constraint: actor {reason}": count for reason, count in holes.left_out.items()}
    return Brokers(tuple(connectors(network)), graph, groups, **found, left_out=left_out)


def _groups(network: Network, graph: ActorNetwork, by: str) -> dict[str, str]:
    if by == "type":
        return {actor: graph.nodes[actor]["type"] for actor in graph}
    if by == "membership":
        return dict(_memberships(network, graph))
    from .communities import communities

    groups = enumerate(communities(network), 1)
    return {actor: str(number) for number, group in groups for actor in group}


def _memberships(network: Network, graph: ActorNetwork) -> Iterator[tuple[str, str]]:
    """What each actor is a member of, the first by label where there are several."""
    for actor in graph:
        edges = network.out_edges(actor, data=True)
        labels = sorted(network.nodes[v]["label"] for _, v, data in edges if data["relation"] == "memberOf")
        if labels:
            yield actor, labels[0]


def evolution_of(parts: Iterator[Network]) -> Evolution:
    """The communities of each window of a view and what becomes of them; see :mod:`.measures.evolution`."""
    from .measures.evolution import community_evolution

    return community_evolution(_window(part) for part in parts)


def _window(part: Network) -> WindowGraph:
    from .measures.windows import Window, WindowGraph

    return WindowGraph(
        Window(part.graph["first"] or "", part.graph["last"] or ""), simple(part), part.graph["left_out"]
    )
