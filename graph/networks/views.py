"""One story, many networks: actors and actors, actors and policies, events and events, claims and claims.

Each is a ``networkx.MultiDiGraph``, so that every algorithm and backend of networkx applies. It is directed
because speaking to or about someone is; a relation that holds both ways, such as having met, is an edge each
way with one key and ``symmetric``, as the rules of the ontology give it. :func:`simple` makes one edge of all
that joins two nodes, undirected where asked, for what is not defined for parallel edges.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, cast

import networkx as nx

from ...errors import UnknownNameError
from . import actor_view, claim_view, event_view, policy_view
from .build import Network
from .edges import Edge
from .pieces import Pieces

Relation: TypeAlias = Callable[[Pieces], Iterator[Edge]]
ViewName: TypeAlias = Literal["actors", "policies", "events", "claims"]
Weight: TypeAlias = Literal["sources", "quotes", "statements"]


@dataclass(frozen=True, slots=True)
class View:
    """The relations of a view by name, and which of them it has unless asked otherwise."""

    relations: Mapping[str, Relation]
    usual: tuple[str, ...]


VIEWS: dict[str, View] = {
    "actors": View(actor_view.RELATIONS, tuple(actor_view.RELATIONS)),
    "policies": View(policy_view.RELATIONS, tuple(policy_view.RELATIONS)),
    # What shares a participant or a subject is joined to nearly everything in a story of few protagonists.
    "events": View(event_view.RELATIONS, ("links", "parts")),
    "claims": View(claim_view.RELATIONS, ("disputes", "supports", "about", "links")),
}
"""The views of a story and their relations; the functions of the relations say what each means."""


def build_view(
    network: Network, name: str, *, relations: Collection[str] = (), weight: Weight = "sources"
) -> Network:
    """A view of a network of :func:`.build.build_network`, or of a part of it.

    Nodes are those that an edge joins, with their attributes, in ``"policies"`` also ``bipartite`` (0 an
    actor, 1 a policy). Edges have the attributes of the network's, and ``of`` (the keys of the edges that
    they were made of), ``sources`` and ``quotes`` (how many distinct ones), and ``weight``. That is the
    number of sources unless ``weight`` says ``"quotes"``: two quotes of one article are one witness. A
    weight of 0 means that no quote supports the edge. With ``"statements"`` each edge weighs 1. The graph's
    ``left_out`` counts what makes no edge, by reason.

    Raises :class:`UnknownNameError` for a view or relation that there is not.
    """
    view = VIEWS.get(name)
    if view is None:
        raise UnknownNameError(f'there is no view "{name}"; there are {", ".join(VIEWS)}', tuple(VIEWS))
    chosen = [_checked(view, name, relation) for relation in relations] or view.usual
    _check_weight(weight)
    pieces = Pieces.of(network)
    found: Network = nx.MultiDiGraph(**_about(network), view=name, relations=chosen, weighed_by=weight)
    for relation in chosen:
        for u, v, key, data in view.relations[relation](pieces):
            found.add_edge(u, v, key=key, **data, weight=_weight(data, weight))
    for node in found:
        found.nodes[node].update(network.nodes[node])
        if name == "policies":
            found.nodes[node]["bipartite"] = int(pieces.kind(node) == "policy")
    found.graph["left_out"] = {reason: count for reason, count in pieces.left_out.items() if count}
    return found


def _about(network: Network) -> dict[str, Any]:
    """What a view takes over from the network: title, base, and which part of it is seen."""
    own = {"conflicts", "quotes", "ways", "left_out", "certainty"}
    return {name: value for name, value in network.graph.items() if name not in own}


def _checked(view: View, name: str, relation: str) -> str:
    if relation not in view.relations:
        known = ", ".join(view.relations)
        raise UnknownNameError(
            f'the view "{name}" has no relation "{relation}"; it has {known}', tuple(view.relations)
        )
    return relation


def _check_weight(weight: str) -> None:
    if weight not in {"sources", "quotes", "statements"}:
        raise UnknownNameError(f'"{weight}" is no weight; write sources, quotes or statements')


def _weight(data: Mapping[str, Any], weight: Weight) -> int:
    return 1 if weight == "statements" else int(data[weight])


SimpleNetwork: TypeAlias = "nx.Graph[str]"


def simple(network: Network, *, directed: bool = False, weight: Weight | None = None) -> SimpleNetwork:
    """One edge for all that joins two nodes: a ``networkx.Graph``, or ``DiGraph`` if ``directed``.

    Attributes: ``keys`` (of the parallel edges, each once), ``relations``, ``evidence`` (each quote once),
    ``sources``, ``quotes`` and ``statements`` (how many distinct ones), and ``weight``: one of the three,
    that by which the view weighs unless said. The parallel edges, with their bounds, are in ``network``.
    """
    weighed = weight or network.graph.get("weighed_by", "sources")
    _check_weight(weighed)
    found: SimpleNetwork = nx.DiGraph(**network.graph) if directed else nx.Graph(**network.graph)
    found.graph["weighed_by"] = weighed
    found.add_nodes_from(network.nodes(data=True))
    for u, v, key, data in network.edges(keys=True, data=True):
        if not found.has_edge(u, v):
            found.add_edge(u, v, keys={}, relations={}, evidence={})
        edge = found.edges[u, v]
        edge["keys"][key] = edge["relations"][data["relation"]] = None
        edge["evidence"].update({_words(item): item for item in data["evidence"]})
    for _, _, edge in found.edges(data=True):
        _count(edge, weighed)
    return found


def _words(item: Mapping[str, Any]) -> tuple[object, ...]:
    return tuple(item.get(name) for name in ("source", "quote", "prefix", "suffix", "start", "end"))


def _count(edge: dict[str, Any], weight: str) -> None:
    evidence = list(cast("dict[object, dict[str, Any]]", edge["evidence"]).values())
    edge.update(
        keys=list(edge["keys"]),
        relations=list(edge["relations"]),
        evidence=evidence,
        sources=len({item.get("source") for item in evidence}),
        quotes=len(evidence),
        statements=len(edge["keys"]),
    )
    edge["weight"] = edge[weight]
