"""Temporal closeness: how soon, or in how few steps, a node reaches all others along time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..contacts import Contacts
from ..numeric import NDArray, np
from .all_pairs import NEVER, arrivals_and_hops, first_reached, hops_between, is_exact
from .steps import Steps, steps_of

AT_ONCE = 1 << 24
"""Pairs of nodes and sources that are held at a time: a matrix of this size takes 64 MB."""


@dataclass(frozen=True, slots=True)
class NodeCloseness:
    """A node's closeness, and how many other nodes it reaches (or is reached from)."""

    node: str
    closeness: float
    reaches: int


@dataclass(frozen=True, slots=True)
class Closeness:
    """The closeness of all nodes in a window, the highest first, then by name."""

    nodes: tuple[NodeCloseness, ...]
    by: str
    incoming: bool
    strict: bool
    start: str
    end: str
    left_out: Mapping[str, int] = field(default_factory=dict)


def temporal_closeness(
    contacts: Contacts,
    start: str | None = None,
    end: str | None = None,
    *,
    by: Literal["days", "hops"] = "days",
    incoming: bool = False,
    strict: bool = True,
) -> Closeness:
    """The mean of 1 / distance from a node to each other one, 0 where no path respects time.

    With ``by`` = "days" the distance is the temporal distance of Tang et al. (2010, "Characterising
    temporal distance and reachability in mobile and online social networks", section 3; also Nicosia et
    al. 2013, "Graph metrics for temporal networks", section 3): the days that pass from ``start`` to the
    earliest arrival, both counted, so that who is met on the first day is at distance 1. With "hops" it is
    the number of contacts on the path that has fewest, as in pathpyG's ``temporal_closeness_centrality``
    without a limit on waiting. The reciprocals are taken one by one (the harmonic form, as Pan and
    Saramäki 2011, "Path lengths, correlations, and centrality in temporal networks", section 5), for a
    distance may be infinite. pathpyG's figure is the one here for ``by="hops", incoming=True`` times
    (n - 1) squared.

    ``incoming`` turns the question round: how soon a node is reached from the others. When ``strict``, a
    step needs a later day than the one before it; else steps may share a day. Paths begin on ``start`` or
    later and have arrived by ``end``; without them the first and last known day of a contact count.

    An uncertain day is taken as the contacts give it: contacts read as certain give the least that holds
    on every choice of days, contacts read as possible a figure that no choice exceeds. What is left out is
    counted. Raises :class:`NothingToMeasureError` on an empty window.
    """
    steps = steps_of(contacts, start, end, strict=strict)
    sums, counts = _by_hops(steps, incoming) if by == "hops" else _by_days(steps, incoming)
    others = max(1, steps.size - 1)
    found = (
        NodeCloseness(name, float(total / others), int(count))
        for name, total, count in zip(contacts.nodes, sums, counts, strict=True)
    )
    nodes = sorted(found, key=lambda item: (-item.closeness, item.node))
    return Closeness(tuple(nodes), by, incoming, strict, steps.first_day, steps.last_day, steps.left_out)


Sums = tuple["NDArray[np.float64]", "NDArray[np.int64]"]
"""Of each node: the sum of reciprocal distances, and how many others there is a path for."""


def _by_days(steps: Steps, incoming: bool) -> Sums:
    return _by_first_reach(steps, incoming) if is_exact(steps) else _by_blocks(steps, incoming, "days")


def _by_hops(steps: Steps, incoming: bool) -> Sums:
    return _by_blocks(steps, incoming, "hops")


def _by_first_reach(steps: Steps, incoming: bool) -> Sums:
    sums, counts = np.zeros(steps.size), np.zeros(steps.size, np.int64)
    for day, targets, found in first_reached(steps):
        if incoming:
            more = np.zeros(steps.size, np.int64)
            more[targets] = np.bitwise_count(found).sum(axis=1)
        else:
            more = np.unpackbits(found, axis=1, count=steps.size).sum(axis=0, dtype=np.int64)
        counts += more
        sums += more / (day - steps.start + 1)
    return sums, counts


def _by_blocks(steps: Steps, incoming: bool, by: str) -> Sums:
    sums, counts = np.zeros(steps.size), np.zeros(steps.size, np.int64)
    wide = max(1, AT_ONCE // max(steps.size, 1 if is_exact(steps) else len(steps.close)))
    for first in range(0, steps.size, wide):
        sources = np.arange(first, min(first + wide, steps.size), dtype=np.int32)
        distance = _hops(steps, sources) if by == "hops" else _days(steps, sources)
        there = np.isfinite(distance) & (distance > 0)
        close = np.divide(1, distance, out=np.zeros_like(distance), where=there)
        if incoming:
            sums += close.sum(axis=1)
            counts += there.sum(axis=1)
        else:
            sums[sources] = close.sum(axis=0)
            counts[sources] = there.sum(axis=0)
    return sums, counts


def _hops(steps: Steps, sources: NDArray[np.int32]) -> NDArray[np.float64]:
    hops = hops_between(steps, sources)
    return np.where(hops < steps.size, hops, np.inf)


def _days(steps: Steps, sources: NDArray[np.int32]) -> NDArray[np.float64]:
    arrival, _ = arrivals_and_hops(steps, sources)
    days = np.where(arrival < NEVER, arrival - float(steps.start) + 1, np.inf)
    days[sources, np.arange(len(sources))] = 0
    return days
