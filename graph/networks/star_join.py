"""The edges that the stars of a graph make: a join of its properties, column by column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .coded import UNBOUND, Coded, Pairs
from .numeric import np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .star import Star

    Numbers = NDArray[np.int64]


def joined(star: Star, pairs: Pairs) -> Coded:
    """What the star's SELECT gives, as numbers; texts that are the same are one value."""
    first, *others = star.order
    size = len(pairs.values) + 1
    nodes, values = _distinct(*pairs.of[first], size)
    found = {first: values}
    for name in others:
        rows, values = _matched(nodes, *_distinct(*pairs.of[name], size), name in star.optional)
        nodes = nodes[rows]
        found = {known: column[rows] for known, column in found.items()} | {name: values}
    numbers = {name: column.astype(np.int32) for name, column in found.items()}
    texts = dict.fromkeys(star.properties, pairs.values)
    if star.keyed:
        numbers["key"] = nodes.astype(np.int32)
        texts["key"] = pairs.nodes if isinstance(pairs.nodes, list) else pairs.nodes.to_pylist()
    return Coded(len(nodes), texts, numbers)


def _distinct(nodes: Numbers, values: Numbers, size: int) -> tuple[Numbers, Numbers]:
    """Each pair once, in order of the nodes: a triple of two graphs is one."""
    both = np.unique(nodes * size + values)
    return both // size, both % size


def _matched(left: Numbers, nodes: Numbers, values: Numbers, optional: bool) -> tuple[Numbers, Numbers]:
    """The rows of ``left``, each as often as its node has values, and those; a row without is unbound."""
    low, high = (np.searchsorted(nodes, left, side) for side in ("left", "right"))
    counts = high - low
    times = np.maximum(counts, 1) if optional else counts
    rows = np.repeat(np.arange(len(left)), times)
    within = np.arange(len(rows)) - np.repeat(np.cumsum(times) - times, times)
    at = np.minimum(low[rows] + within, max(len(values) - 1, 0))
    taken = values[at] if len(values) else np.zeros(len(rows), np.int64)
    return rows, np.where(counts[rows] > 0, taken, UNBOUND)
