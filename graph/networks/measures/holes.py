"""Structural holes: how free a node is to broker (Burt 1992)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import networkx as nx

from .results import AnyGraph, NothingToMeasureError, counted, label_of, simple_graph


@dataclass(frozen=True, slots=True)
class Hole:
    """A node's constraint, its effective size, and that as a share of its number of contacts."""

    node: str
    label: str
    constraint: float
    effective_size: float
    efficiency: float


@dataclass(frozen=True, slots=True)
class StructuralHoles:
    """All nodes with a contact, the least constrained first, then by label."""

    nodes: tuple[Hole, ...]
    left_out: Mapping[str, int] = field(default_factory=dict)


def structural_holes(graph: AnyGraph, *, weight: str | None = "weight") -> StructuralHoles:
    """Constraint and effective size (Burt 1992, "Structural holes", chapter 2), by networkx.

    Constraint is the sum over contacts j of (p_ij + sum over q of p_iq p_qj) squared, where p_ij is the share
    of j in the ties of i in both directions; low constraint means many holes to bridge. Effective size is
    the number of contacts less their redundancy, efficiency its share of the number of contacts.
    Parallel edges are summed; with ``weight`` None each weighs 1. Nodes without contacts have no figure
    and are counted in ``left_out``. Raises :class:`NothingToMeasureError` on a negative weight.
    """
    simple = simple_graph(graph, weight)
    if any(data["weight"] < 0 for _, _, data in simple.edges(data=True)):
        raise NothingToMeasureError(
            "an edge has a negative weight, which constraint does not take; give weight=None"
        )
    alone = list(nx.isolates(simple))
    simple.remove_nodes_from(alone)
    constraint = nx.constraint(simple, weight="weight") if simple else {}
    size = nx.effective_size(simple, weight="weight") if simple else {}
    found = [
        Hole(node, label_of(graph, node), constraint[node], size[node], size[node] / _contacts(simple, node))
        for node in simple
    ]
    nodes = sorted(found, key=lambda item: (item.constraint, item.label, item.node))
    return StructuralHoles(tuple(nodes), counted((("without contacts", len(alone)),)))


def _contacts(graph: AnyGraph, node: str) -> int:
    return len(set(nx.all_neighbors(graph, node)))
