"""Where the nodes of a small picture stand: in rows of two and three, so that no label runs into another.

Rows are as wide as a phone. Nodes that are joined come near each other: the places of networkx's springs
(Fruchterman and Reingold 1991) order them, then nodes change places as long as lines become shorter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from math import hypot
from typing import TypeAlias

import networkx as nx

from ...errors import MissingExtraError

Rows: TypeAlias = tuple[tuple[int, ...], ...]
Ends: TypeAlias = Sequence[tuple[int, int]]
WIDTH, HEIGHT = 360.0, 90.0
"""Width of a row, and about how far apart rows are, in pixels."""
WIDEST = 3
"""Labels that stand beside each other at most."""
_ROUNDS = 12


def centres(count: int, row: int) -> list[float]:
    """Where the dots of a row stand from left to right; every second row of one dot is a little aside."""
    if count == 1:
        return [WIDTH / 2 + (-34, 34)[row % 2]]
    return [WIDTH * (2 * place + 1) / (2 * count) for place in range(count)]


def by_rank(ranks: Sequence[int], ends: Ends) -> Rows:
    """Rows in the order of ranks; within a rank what is joined stands near."""
    order = sorted(range(len(ranks)), key=lambda node: (ranks[node], node))
    rows: list[list[int]] = []
    for node in order:
        if not rows or ranks[rows[-1][0]] != ranks[node] or len(rows[-1]) == WIDEST:
            rows.append([])
        rows[-1].append(node)
    same = {node: ranks[node] for node in range(len(ranks))}
    return _shorter(rows, ends, same)


def by_springs(count: int, ends: Ends) -> Rows:
    """Rows of three and two in turn, filled from the top by where springs put the nodes."""
    places = _springs(count, ends)
    order = sorted(range(count), key=lambda node: (places[node][1], places[node][0], node))
    rows: list[list[int]] = []
    while order:
        wide = WIDEST - len(rows) % 2
        rows.append(sorted(order[:wide], key=lambda node: places[node][0]))
        order = order[wide:]
    return _shorter(rows, ends, dict.fromkeys(range(count), 0))


def _springs(count: int, ends: Ends) -> dict[int, tuple[float, float]]:
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(ends)
    try:
        found = nx.spring_layout(graph, seed=1, iterations=100, method="force")
    except ImportError:  # pragma: no cover - the message is tested in an environment without NumPy
        raise MissingExtraError("pictures of networks need NumPy", "networks") from None
    return {node: (float(at[0]), float(at[1])) for node, at in found.items()}


def _shorter(rows: list[list[int]], ends: Ends, rank: dict[int, int]) -> Rows:
    """Swap nodes of one rank as long as that makes the lines shorter."""
    near: dict[int, list[int]] = defaultdict(list)
    for one, other in ends:
        near[one].append(other)
        near[other].append(one)
    at = {node: spot for row, line in enumerate(rows) for node, spot in _spots(row, line)}
    for _ in range(_ROUNDS):
        pairs = (pair for pair in combinations(sorted(at), 2) if rank[pair[0]] == rank[pair[1]])
        if not sum(_swap(at, near, *pair) for pair in pairs):
            break
    by_row: dict[float, list[tuple[float, int]]] = defaultdict(list)
    for node, (x, y) in at.items():
        by_row[y].append((x, node))
    return tuple(tuple(node for _, node in sorted(by_row[y])) for y in sorted(by_row))


def _spots(row: int, line: Sequence[int]) -> list[tuple[int, tuple[float, float]]]:
    return [(node, (x, row * HEIGHT)) for node, x in zip(line, centres(len(line), row), strict=True)]


Spots: TypeAlias = dict[int, tuple[float, float]]


def _swap(at: Spots, near: dict[int, list[int]], one: int, other: int) -> bool:
    """Change two nodes' places if that makes their lines shorter; tells whether it did."""
    before = _length(at, near, one) + _length(at, near, other)
    at[one], at[other] = at[other], at[one]
    if _length(at, near, one) + _length(at, near, other) < before - 1e-6:
        return True
    at[one], at[other] = at[other], at[one]
    return False


def _length(at: Spots, near: dict[int, list[int]], node: int) -> float:
    x, y = at[node]
    return sum(hypot(x - at[other][0], y - at[other][1]) for other in near[node])
