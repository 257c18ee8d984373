"""The smallest set of assertions that cannot all be true.

Dates and relations clash exactly where their constraints close a circle of negative length: a day would
have to be earlier than itself (Dechter, Meiri and Pearl 1991, theorem 3.1). The smallest clash is the
circle of the fewest steps, found by relaxing one more constraint in each round.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from .boxes import Limit
from .differences import UNBOUNDED, Differences

FREE = -1
"""The label of what needs no assertion: nothing ends before it began."""
NEAR = 2_000
"""Days among which the smallest clash is looked for; past that many, the nearest by constraints walked."""

_Path: TypeAlias = tuple[int, int, tuple[int, ...]]
"""The day number reached, the day of the network it began at, and the constraints walked."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Assertions that cannot all be true; ``relations`` are those of them that relate two things."""

    assertions: tuple[str, ...]
    relations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stated:
    """Whatever bounds the days of a network: relations, and the limits that dates set to each day."""

    network: Differences
    names: Sequence[str]
    low: Sequence[Limit]
    high: Sequence[Limit]

    def labels(self, edges: Iterable[int]) -> tuple[str, ...]:
        """The assertions behind constraints, each once, sorted."""
        labels = {self.network.labels[edge] for edge in edges} - {FREE}
        return tuple(sorted({self.names[label] for label in labels}))

    def clash_at(self, day: int, up: Sequence[int], down: Sequence[int]) -> Clash:
        """The smallest clash near a day whose bounds have crossed, by the constraints that moved them."""
        edges = self.trail(day, up, down)
        steps = sum(self.network.labels[edge] != FREE for edge in edges)
        days = {day, *(self.network.tails[e] for e in edges), *(self.network.heads[e] for e in edges)}
        found = self._of_dates(_around(self.network, days, steps), steps)
        # The trail itself is such a clash.
        assert found is not None
        return found

    def _of_dates(self, near: Sequence[int], steps: int) -> Clash | None:
        """The smallest clash of two dates over at most so many relations among some days, or None."""
        paths = _closed(self.network, near, {n: (self.high[n].day, n, ()) for n in near})
        for _ in range(steps + 1):
            for node in near:
                if node in paths and paths[node][0] < self.low[node].day:
                    return self._clash(node, paths[node])
            paths = _next(self.network, near, paths)
        return None

    def trail(self, day: int, up: Sequence[int], down: Sequence[int]) -> list[int]:
        """The constraints by which the bounds of a day came from dates."""
        edges: list[int] = []
        node = day
        while up[node] >= 0:
            edges.append(up[node])
            node = self.network.tails[up[node]]
        node = day
        while down[node] >= 0:
            edges.append(down[node])
            node = self.network.heads[down[node]]
        return edges

    def _clash(self, node: int, path: _Path) -> Clash:
        _, start, edges = path
        relations = self.labels(edges)
        dates = self.high[start].by, self.low[node].by
        return Clash((*sorted(set(dates)), *relations), relations)

    def clash_of_circle(self, circle: Sequence[int]) -> Clash:
        """The smallest clash near a circle of relations, which clash without any date.

        Two dates over fewer relations may be a smaller one.
        """
        best = list(circle)
        for start in sorted({self.network.tails[edge] for edge in circle}):
            near = _around(self.network, {start}, len(best))
            paths: dict[int, _Path] = {start: (0, start, ())}
            for _ in range(len(best) - 1):
                paths = _next(self.network, near, paths)
                if paths[start][0] < 0:
                    best = list(paths[start][2])
                    break
        relations = self.labels(best)
        near = _around(self.network, {self.network.tails[edge] for edge in best}, len(relations))
        smaller = self._of_dates(near, len(relations) - 3)
        return smaller or Clash(relations, relations)


def _around(network: Differences, days: Iterable[int], steps: int) -> list[int]:
    """The days of the network that lie within so many constraints of some days, sorted."""
    found = set(days)
    rim = set(days)
    for _ in range(steps + 1):
        if len(found) > NEAR:
            break
        edges = (e for node in rim for e in (*network.leaving[node], *network.entering[node]))
        rim = {end for e in edges for end in (network.tails[e], network.heads[e])} - found
        found |= rim
    return sorted(found)


def _next(network: Differences, near: Sequence[int], paths: Mapping[int, _Path]) -> dict[int, _Path]:
    """The best paths with one asserted constraint more, then what needs no assertion."""
    longer = dict(paths)
    for node in near:
        if node in paths:
            for edge in network.leaving[node]:
                if network.labels[edge] != FREE:
                    _improve(network, longer, edge, paths[node])
    return _closed(network, near, longer)


def _closed(network: Differences, near: Sequence[int], paths: dict[int, _Path]) -> dict[int, _Path]:
    members = set(near)
    for node in near:
        if node in paths:
            for edge in network.leaving[node]:
                if network.labels[edge] == FREE:
                    _improve(network, paths, edge, paths[node])
    return {node: path for node, path in paths.items() if node in members}


def _improve(network: Differences, paths: dict[int, _Path], edge: int, path: _Path) -> None:
    day, start, edges = path
    head, reached = network.heads[edge], day + network.weights[edge]
    if day < UNBOUNDED // 2 and (head not in paths or reached < paths[head][0]):
        paths[head] = reached, start, (*edges, edge)
