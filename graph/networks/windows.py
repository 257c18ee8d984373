"""A part of a network by time: as it stood on a day, or what lies in a window, certain or possible.

A part is a view of networkx (``subgraph_view``): read-only, nothing is copied, and every algorithm applies.
Its graph's attributes tell ``first`` and ``last`` (ISO days), ``left_out`` (how much, by reason),
``certainty`` (by node, and by (from, to, key) of edges) and, where nothing is left, a ``note`` that says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, TypeAlias

import networkx as nx

from ..snapshot import Span
from ..time.spans import Certainty, begun_by, within
from ..triples import BOUNDS
from .build import Network

TIMED_NODES = frozenset({"event", "state", "claim"})
TIMED_EDGES = frozenset({"participation", "tenure", "claim", "policy", "state", "link"})
"""Kinds that have a time, known or not; others, such as actors, just are."""
UNDATED = "undated"
LASTING = frozenset({"state", "tenure"})
"""Kinds that are over once they have ended; an event that has happened stays."""

Edge: TypeAlias = tuple[str, str, str]
Judge: TypeAlias = Callable[[Span, str], Certainty]
"""How what has bounds and a kind stands to a day or a window."""


def as_of(network: Network, day: str, *, certain: bool = False) -> tuple[Network, dict[str, int]]:
    """A copy of :func:`on_day` that can be changed, and how much was left out, by reason.

    Each node and edge has its ``certainty``, and the graph ``as_of``, the day.
    """
    part = on_day(network, day, certain=certain)
    copied: Network = part.copy()
    copied.graph = {**network.graph, "as_of": day}
    for node, data in copied.nodes(data=True):
        data["certainty"] = part.graph["certainty"][node]
    for *edge, data in copied.edges(keys=True, data=True):
        data["certainty"] = part.graph["certainty"][tuple(edge)]
    return copied, part.graph["left_out"]


def on_day(network: Network, day: str, *, certain: bool = False) -> Network:
    """The network, or a view of it, as it stood at the end of a day (ISO).

    What certainly began later is left out, and policy states and tenures that were certainly over. With
    ``certain``, so is what may have begun later and what has no date. Each node and edge that stays is
    certain, possible or, without a date, undated. A node without time of its own, such as an actor, stays as
    long as an edge of it does or it never had one.
    """

    def judge(span: Span, kind: str) -> Certainty:
        return within(span, day, day) if kind in LASTING else begun_by(span, day)

    part = _part(network, judge, "on that day", "nothing joins it yet", certain)
    return _said(part, None, day, f"nothing is known to have begun by {day}")


def in_window(network: Network, first: str | None, last: str | None, *, certain: bool = False) -> Network:
    """What took place, or held, on some day from ``first`` to ``last`` (ISO; None leaves a side open).

    What cannot have is left out; with ``certain`` also what need not have, and what has no date. A node
    without time of its own stays as long as an edge of it does or it never had one.
    """

    def judge(span: Span, kind: str) -> Certainty:
        return within(span, first, last)

    part = _part(network, judge, "in the window", "nothing joins it in the window", certain)
    return _said(part, first, last, f"nothing lies from {first or 'ever'} to {last or 'ever'}")


def _part(network: Network, judge: Judge, where: str, alone: str, certain: bool) -> Network:
    dropped = {str(Certainty.Impossible): f"not {where}"}
    if certain:
        dropped |= {str(Certainty.Possible): f"not certain {where}", UNDATED: "without a date"}
    left_out: Counter[str] = Counter()
    certainty: dict[str | Edge, str] = {}
    nodes = _kept_nodes(network, judge, dropped, left_out, certainty)
    edges = _kept_edges(network, nodes, judge, dropped, left_out, certainty)
    joined = {end for u, v, _ in edges for end in (u, v)}
    for node in [node for node in nodes if node not in joined and _stranded(network, node)]:
        left_out[f"{network.nodes[node]['kind']}: {alone}"] += 1
        del nodes[node], certainty[node]
    part = _shown(network, frozenset(nodes), frozenset(edges))
    before = Counter(network.graph.get("left_out", {}))
    part.graph = {**network.graph, "left_out": dict(before + left_out), "certainty": certainty}
    return part


def _kept_nodes(
    network: Network,
    judge: Judge,
    dropped: dict[str, str],
    left_out: Counter[str],
    certainty: dict[str | Edge, str],
) -> dict[str, None]:
    kept: dict[str, None] = {}
    for node, data in network.nodes(data=True):
        answer = _answer(data, judge)
        reason = dropped.get(answer) if data["kind"] in TIMED_NODES else None
        if reason:
            left_out[f"{data['kind']}: {reason}"] += 1
        else:
            kept[node], certainty[node] = None, answer
    return kept


def _kept_edges(
    network: Network,
    nodes: dict[str, None],
    judge: Judge,
    dropped: dict[str, str],
    left_out: Counter[str],
    certainty: dict[str | Edge, str],
) -> list[Edge]:
    kept: list[Edge] = []
    for u, v, key, data in network.edges(keys=True, data=True):
        answer = _answer(data, judge)
        reason = dropped.get(answer) if data["kind"] in TIMED_EDGES else None
        if u not in nodes or v not in nodes:
            left_out["edge: an end of it is left out"] += 1
        elif reason:
            left_out[f"edge: {reason}"] += 1
        else:
            kept.append((u, v, key))
            certainty[u, v, key] = answer
    return kept


def _answer(data: dict[str, Any], judge: Judge) -> str:
    span = span_of(data)
    return str(judge(span, data["kind"])) if span.dated or span.ongoing else UNDATED


def _stranded(network: Network, node: str) -> bool:
    return bool(network.degree(node)) and not span_of(network.nodes[node]).dated


def _shown(network: Network, nodes: frozenset[str], edges: frozenset[tuple[object, ...]]) -> Network:
    # Not nx.filters.show_nodes: a graph of that filter iterates over the set, in an order that changes.
    def shown(source: str, target: str, key: object) -> bool:
        return (source, target, key) in edges

    part: Network = nx.subgraph_view(network, filter_node=nodes.__contains__, filter_edge=shown)
    return part


def _said(part: Network, first: str | None, last: str | None, empty: str) -> Network:
    part.graph |= {"first": first, "last": last}
    if not part.number_of_edges():
        part.graph["note"] = empty
    return part


def span_of(data: dict[str, Any]) -> Span:
    """The bounds among a node's or an edge's attributes."""
    return Span(**{bound: data[bound] for bound in BOUNDS}, ongoing=data["ongoing"])
