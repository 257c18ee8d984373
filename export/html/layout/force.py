"""Places by the forces of the connections (Fruchterman and Reingold, 1991), as rustworkx computes them."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from math import sqrt
from typing import Any

from .items import CELL

MOST = 2000
"""Nodes; 3,000 take 2.4 s."""
SEED = 20250201
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
    side = CELL * 1.6 * sqrt(max(size, 1))
    places = rustworkx.spring_layout(graph, seed=SEED, num_iter=60, scale=side / 2) if size else {}
    return [round(1.6 * places[at][0]) for at in range(size)], [round(places[at][1]) for at in range(size)]
