"""A networkx graph from millions of edges in order, dictionary by dictionary.

``add_edge`` checks each edge for what cannot be here, and takes a multiple of the time; a test compares the
two.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import networkx as nx

from .build import Network
from .numeric import np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .contacts import Places

Bundle = dict[Any, dict[str, Any]]
"""The edges from one node to another, by their keys."""


def in_order(source: Places, target: Places, nodes: int) -> NDArray[np.intp]:
    """The rows of edges in the order in which :func:`filled` takes them."""
    return np.argsort(source.astype(np.int64) * nodes + target, kind="stable")


def filled(
    nodes: Sequence[str],
    source: Places,
    target: Places,
    keys: Iterable[Any],
    data: Iterable[dict[str, Any]] | None,
) -> Network:
    """A graph of edges that :func:`in_order` has put in order; of equal edges the last one counts.

    Without ``data`` edges have no attributes.
    """
    with _no_collection():
        graph: Network = nx.MultiDiGraph()
        graph.add_nodes_from(nodes)
        if len(source):
            inside: Any = graph
            begins = _begins(source, target)
            bundles = _bundles(begins, _single(keys, data))
            source, target = source[begins], target[begins]
            _attach(inside._adj, nodes, source, target, bundles)
            order = np.argsort(target, kind="stable")
            turned = list(map(bundles.__getitem__, order.tolist()))
            _attach(inside._pred, nodes, target[order], source[order], turned)
    return graph


def _begins(*columns: Places) -> NDArray[np.intp]:
    """The rows at which something differs from the row before."""
    changed = np.ones(len(columns[0]), np.bool_)
    changed[1:] = np.logical_or.reduce([column[1:] != column[:-1] for column in columns])
    return np.flatnonzero(changed)


def _single(keys: Iterable[Any], data: Iterable[dict[str, Any]] | None) -> list[Bundle]:
    if data is None:
        return [{key: {}} for key in keys]
    return [{key: attributes} for key, attributes in zip(keys, data, strict=True)]


def _bundles(begins: NDArray[np.intp], edges: list[Bundle]) -> list[Bundle]:
    """One bundle for each pair of nodes; most have one edge."""
    bundles = list(map(edges.__getitem__, begins.tolist()))
    further = np.ones(len(edges), np.bool_)
    further[begins] = False
    rows = np.flatnonzero(further)
    pairs = np.searchsorted(begins, rows, side="right") - 1
    for row, pair in zip(rows.tolist(), pairs.tolist(), strict=True):
        bundles[pair].update(edges[row])
    return bundles


def _attach(
    adjacency: dict[str, dict[str, Bundle]],
    nodes: Sequence[str],
    heads: Places,
    tails: Places,
    bundles: list[Bundle],
) -> None:
    """Give each head its bundles by tail; heads lie in order."""
    names = list(map(nodes.__getitem__, tails.tolist()))
    begins = _begins(heads)
    limits = pairwise([*begins.tolist(), len(heads)])
    for head, (begin, end) in zip(heads[begins].tolist(), limits, strict=True):
        adjacency[nodes[head]].update(zip(names[begin:end], bundles[begin:end], strict=True))


@contextmanager
def _no_collection() -> Iterator[None]:
    """Millions of new dictionaries, none of them garbage, would be searched for it again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
