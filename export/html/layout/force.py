"""Places by the forces of the connections (Fruchterman and Reingold, 1991), as rustworkx computes them."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from math import ceil, dist, sqrt
from typing import Any

from .items import CELL, ROW

MOST = 2000
"""Nodes; 3,000 take 2.4 s."""
SEED = 20250201
SPARE = 2.2
"""Cells for each thing: names need room too."""
ASPECT = 2.6
"""Width by height of the whole."""
INSTALL = 'pip install "dateline[layout]"'


def force_layout(size: int, links: Sequence[tuple[int, int]]) -> tuple[list[int], list[int]] | str:
    """The x and y of each node, or in words why there are none. The same links, the same places."""
    if size > MOST:
        return f"the layout by force is made for at most {MOST:,} things"
    if find_spec("rustworkx") is None:
        return f"the layout by force needs rustworkx: {INSTALL}"
    rustworkx: Any = import_module("rustworkx")
    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(size))
    graph.add_edges_from_no_data(sorted({(min(pair), max(pair)) for pair in links if pair[0] != pair[1]}))
    if not size:
        return [], []
    places = rustworkx.spring_layout(graph, seed=SEED, num_iter=60)
    return _apart([places[at][0] for at in range(size)], [places[at][1] for at in range(size)])


def _apart(xs: Sequence[float], ys: Sequence[float]) -> tuple[list[int], list[int]]:
    """The same places on a grid, where each thing has a cell of its own, the crowded middle spread out.

    Half of where a thing stands is its place among the others in that direction, half its distance, so that
    what is far off does not squeeze the rest into a corner.
    """
    across = ceil(sqrt(len(xs) * SPARE * ASPECT * ROW / CELL))
    down = ceil(len(xs) * SPARE / across)
    wishes = list(zip(_spread(xs, across), _spread(ys, down), strict=True))
    middle = (across / 2, down / 2)
    taken: set[tuple[int, int]] = set()
    cells = [(0, 0)] * len(xs)
    # From the middle outwards: there the places say most.
    for at in sorted(range(len(xs)), key=lambda at: (dist(wishes[at], middle), at)):
        cells[at] = _nearest_free(wishes[at], taken)
        taken.add(cells[at])
    return [x * CELL for x, _ in cells], [y * ROW for _, y in cells]


def _spread(values: Sequence[float], cells: int) -> list[float]:
    order = sorted(range(len(values)), key=lambda at: (values[at], at))
    rank = {at: place / max(1, len(values) - 1) for place, at in enumerate(order)}
    low, high = values[order[len(order) // 50]], values[order[-1 - len(order) // 50]]
    reach = (high - low) or 1.0
    lengths = (min(1.0, max(0.0, (value - low) / reach)) for value in values)
    return [cells * (rank[at] + length) / 2 for at, length in enumerate(lengths)]


def _nearest_free(wish: tuple[float, float], taken: set[tuple[int, int]]) -> tuple[int, int]:
    """The free cell nearest to a place, found ring by ring around it."""
    x, y = round(wish[0]), round(wish[1])
    ring = 0
    while True:
        cells = [
            (x + dx, y + dy)
            for dx in range(-ring, ring + 1)
            for dy in range(-ring, ring + 1)
            if max(abs(dx), abs(dy)) == ring and (x + dx, y + dy) not in taken
        ]
        if cells:
            return min(cells, key=lambda cell: (dist(cell, wish), cell))
        ring += 1
