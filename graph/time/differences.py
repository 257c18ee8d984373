"""Difference constraints between days, and the tightest bounds that follow from them.

A simple temporal network (Dechter, Meiri and Pearl 1991, "Temporal constraint networks"): each constraint
says that one day is at most so many days after another. The network is cut into strongly
connected components and worked through in topological order, so that a story without circles costs
one look at each constraint; only inside of a component does Bellman and Ford's relaxation repeat.
Loading networkx for the components would take as long as the whole answer to most questions.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

UNBOUNDED = 10**9
"""More days than any calendar has: the value of a bound that is not known."""


@dataclass(slots=True)
class Differences:
    """Constraints ``days[head] <= days[tail] + weight``, each with the label of who says so.

    Days are numbered from 0. ``leaving`` and ``entering`` list the constraints at each day.
    """

    size: int
    tails: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    weights: list[int] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)
    leaving: list[list[int]] = field(init=False)
    entering: list[list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.leaving = [[] for _ in range(self.size)]
        self.entering = [[] for _ in range(self.size)]

    def add(self, tail: int, head: int, weight: int, label: int) -> None:
        """Say that the day ``head`` is at most ``weight`` days after the day ``tail``."""
        number = len(self.heads)
        self.tails.append(tail)
        self.heads.append(head)
        self.weights.append(weight)
        self.labels.append(label)
        self.leaving[tail].append(number)
        self.entering[head].append(number)

    def reverse(self) -> Differences:
        """The same constraints on negated days: their upper bounds are the lower bounds, negated."""
        mirror = Differences(0)
        mirror.size, mirror.weights, mirror.labels = self.size, self.weights, self.labels
        mirror.tails, mirror.heads = self.heads, self.tails
        mirror.leaving, mirror.entering = self.entering, self.leaving
        return mirror


def components(network: Differences) -> list[list[int]]:
    """The strongly connected components, each after all that it leads to (Tarjan 1972)."""
    found: list[list[int]] = []
    walk = _Walk(network.size)
    for root in range(network.size):
        if walk.index[root]:
            continue
        path = [(root, iter(network.leaving[root]))]
        walk.enter(root)
        while path:
            node, edges = path[-1]
            for edge in edges:
                head = network.heads[edge]
                if not walk.index[head]:
                    walk.enter(head)
                    path.append((head, iter(network.leaving[head])))
                    break
                if walk.open[head]:
                    walk.lowest[node] = min(walk.lowest[node], walk.index[head])
            else:
                path.pop()
                if path:
                    above = path[-1][0]
                    walk.lowest[above] = min(walk.lowest[above], walk.lowest[node])
                if walk.lowest[node] == walk.index[node]:
                    found.append(walk.close(node))
    return found


class _Walk:
    """Which days Tarjan's walk has seen, and the stack of those whose component is not yet known."""

    def __init__(self, size: int) -> None:
        self.index, self.lowest, self._place = [0] * size, [0] * size, [0] * size
        self.open = [False] * size
        self._stack: list[int] = []
        self._count = 0

    def enter(self, node: int) -> None:
        self._count += 1
        self.index[node] = self.lowest[node] = self._count
        self._place[node] = len(self._stack)
        self._stack.append(node)
        self.open[node] = True

    def close(self, node: int) -> list[int]:
        members = self._stack[self._place[node] :]
        del self._stack[self._place[node] :]
        for member in members:
            self.open[member] = False
        return members


def tighten(network: Differences, order: Sequence[Sequence[int]], days: list[int]) -> list[int]:
    """Lower the upper bounds ``days`` to what follows; the constraint by which each was, or -1.

    ``order`` lists the components, each before all that it leads to. No component may hold a negative
    circle; :func:`negative_circle` finds those.
    """
    by = [-1] * network.size
    heads, weights, leaving = network.heads, network.weights, network.leaving
    for component in order:
        if len(component) > 1:
            _settle(network, component, days, by)
        for node in component:
            day = days[node]
            if day >= UNBOUNDED:
                continue
            for edge in leaving[node]:
                if day + weights[edge] < days[heads[edge]]:
                    days[heads[edge]] = day + weights[edge]
                    by[heads[edge]] = edge
    return by


def _settle(network: Differences, component: Sequence[int], days: list[int], by: list[int]) -> None:
    """Relax the constraints inside of a component until nothing changes."""
    members = set(component)
    waiting = deque(node for node in component if days[node] < UNBOUNDED)
    queued = set(waiting)
    while waiting:
        node = waiting.popleft()
        queued.discard(node)
        for edge in network.leaving[node]:
            head, day = network.heads[edge], days[node] + network.weights[edge]
            if head in members and day < days[head]:
                days[head], by[head] = day, edge
                if head not in queued:
                    queued.add(head)
                    waiting.append(head)


def negative_circle(network: Differences, component: Sequence[int]) -> list[int] | None:
    """Constraints that lead from a day to itself and ask it to be earlier than itself, or None."""
    members = set(component)
    edges = [e for node in component for e in network.leaving[node] if network.heads[e] in members]
    days = dict.fromkeys(component, 0)
    by: dict[int, int] = {}
    changed: int | None = None
    for _ in range(len(component) + 1):
        changed = None
        for edge in edges:
            head, day = network.heads[edge], days[network.tails[edge]] + network.weights[edge]
            if day < days[head]:
                days[head], by[head], changed = day, edge, head
        if changed is None:
            return None
    assert changed is not None
    # A day that still moves after as many rounds as there are days hangs from a circle.
    for _ in component:
        changed = network.tails[by[changed]]
    circle = [by[changed]]
    while network.tails[circle[-1]] != changed:
        circle.append(by[network.tails[circle[-1]]])
    return circle
