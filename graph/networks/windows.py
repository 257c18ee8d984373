"""A network as it stood on a day: what is certain, what is possible, and how much is left out, by reason."""

from __future__ import annotations

from typing import Any

from ..snapshot import Span
from ..time.spans import Certainty, begun_by, within
from ..triples import BOUNDS
from .build import Network

TIMED_NODES = frozenset({"event", "state", "claim"})
TIMED_EDGES = frozenset({"participation", "tenure", "claim", "policy", "link"})
"""Kinds that have a time, known or not; others, such as actors, just are."""
UNDATED = "undated"
LASTING = frozenset({"state", "tenure"})
"""Kinds that are over once they have ended; an event that has happened stays."""


def as_of(network: Network, day: str, *, certain: bool = False) -> tuple[Network, dict[str, int]]:
    """The network as it stood at the end of a day (ISO), and how much was left out, by reason.

    What certainly began later is left out, and policy states that were certainly over. With
    ``certain``, so is what may have begun later and what has no date. Each node and edge that stays
    gets ``certainty``: certain, possible or, without a date, undated. A node without time of its own,
    such as an actor, stays as long as an edge of it does or it never had one.
    """
    dropped = {str(Certainty.Impossible): "not on that day"}
    if certain:
        dropped |= {str(Certainty.Possible): "not certain on that day", UNDATED: "without a date"}
    left_out: dict[str, int] = {}
    part: Network = network.copy()
    part.graph["as_of"] = day
    for node in list(part):
        if reason := dropped.get(_judge(part.nodes[node], day, TIMED_NODES)):
            _count(left_out, f"{part.nodes[node]['kind']}: {reason}")
            part.remove_node(node)
    for edge in list(part.edges(keys=True)):
        if reason := dropped.get(_judge(part.edges[edge], day, TIMED_EDGES)):
            _count(left_out, f"edge: {reason}")
            part.remove_edge(*edge)
    stranded = [
        node
        for node in part
        if not part.degree(node) and network.degree(node) and not span_of(part.nodes[node]).dated
    ]
    for node in stranded:
        _count(left_out, f"{part.nodes[node]['kind']}: nothing joins it yet")
    part.remove_nodes_from(stranded)
    return part, left_out


def _judge(data: dict[str, Any], day: str, timed: frozenset[str]) -> str:
    """How a node or edge stood on a day, kept as its ``certainty``; empty for what has no time."""
    span = span_of(data)
    if span.dated or span.ongoing:
        lasting = data["kind"] in LASTING
        data["certainty"] = str(within(span, day, day) if lasting else begun_by(span, day))
    else:
        data["certainty"] = UNDATED
    return str(data["certainty"]) if data["kind"] in timed else ""


def _count(counts: dict[str, int], reason: str) -> None:
    counts[reason] = counts.get(reason, 0) + 1


def span_of(data: dict[str, Any]) -> Span:
    """The bounds among a node's or an edge's attributes."""
    return Span(**{bound: data[bound] for bound in BOUNDS}, ongoing=data["ongoing"])
