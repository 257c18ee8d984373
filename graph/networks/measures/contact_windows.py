"""Contacts in rolling windows, as networkx graphs whose edges sum up what lies in each."""

from __future__ import annotations

from typing import Any

import networkx as nx

from ..contacts import Contacts, day_number, day_of
from ..numeric import NDArray, np
from .events import once_each
from .results import AnyGraph, NothingToMeasureError, counted
from .steps import limits
from .windows import Window, WindowGraph, rolling_windows


def windows_of_contacts(
    contacts: Contacts,
    width: int,
    step: int | None = None,
    *,
    start: str | None = None,
    end: str | None = None,
    directed: bool = True,
) -> tuple[WindowGraph, ...]:
    """One graph a window: edges with ``weight`` (the sum) and ``count``, nodes that have an edge in it.

    A contact counts in a window in which it can be entered and left: contacts read as certain count where
    they must have been, contacts read as possible where they may have been. What may lie in the window
    and does not count is in ``left_out``. When not ``directed``, an edge that was made into two contacts
    counts once.
    """
    if not len(contacts):
        raise NothingToMeasureError("there are no contacts to put into windows")
    first, last = limits(contacts, start, end)
    windows = rolling_windows(day_of(first) or "", day_of(last) or "", width, step)
    rows = np.arange(len(contacts)) if directed else once_each(contacts)
    return tuple(_part(contacts, rows, window, directed) for window in windows)


def _part(contacts: Contacts, rows: NDArray[np.intp], window: Window, directed: bool) -> WindowGraph:
    first, last = day_number(window.start), day_number(window.end)
    inside = (contacts.close[rows] >= first) & (contacts.land[rows] <= last)
    near = (contacts.last[rows] >= first) & (contacts.first[rows] <= last)
    loop = contacts.source[rows] == contacts.target[rows]
    left_out = counted(
        (("only possible", int((near & ~inside & ~loop).sum())), ("loop", int((inside & loop).sum())))
    )
    return WindowGraph(window, _graph(contacts, rows[inside & ~loop], directed), left_out)


def _graph(contacts: Contacts, rows: NDArray[np.intp], directed: bool) -> AnyGraph:
    ends = np.stack([contacts.source[rows], contacts.target[rows]]).astype(np.int64)
    if not directed:
        ends.sort(axis=0)
    pairs, which, count = np.unique(
        ends[0] * len(contacts.nodes) + ends[1], return_inverse=True, return_counts=True
    )
    weight = np.bincount(which, contacts.weight[rows], len(pairs))
    graph: nx.Graph[Any] = nx.DiGraph() if directed else nx.Graph()
    for pair, total, number in zip(pairs.tolist(), weight.tolist(), count.tolist(), strict=True):
        source, target = divmod(pair, len(contacts.nodes))
        graph.add_edge(contacts.nodes[source], contacts.nodes[target], weight=total, count=number)
    return graph
