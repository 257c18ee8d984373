"""How something that starts at a node spreads along contacts: whom it reaches, and by which day.

Each round takes one step more, over the columns of all contacts that leave the nodes improved in the round
before (the temporal form of Bellman's and Ford's rounds; as waiting is free, an earlier arrival is never
worse, which Wu et al. 2014, "Path problems in temporal graphs", section 4, rest their one pass on too).
So the state after k rounds holds the earliest arrivals by at most k steps. Contacts with a range of
days, which a single pass over sorted days cannot take, need nothing special. On 270,979 ICEWS events
the 13 rounds from one node take as long as the pass over days does (25 ms against 21 to 66 ms).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .flow import Flow
from .numeric import np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .contacts import Days, Mask, Places

UNREACHED = np.int32((1 << 30) + (1 << 29))
"""The arrival at a node that is not reached: later than any day."""
_BARRED = np.int32(-(1 << 30) - (1 << 29))
"""The arrival at a node that may not be entered: earlier than any day, so that nothing improves it."""


@dataclass(frozen=True, slots=True, eq=False)
class Round:
    """What one step more improved: nodes (sorted), the contact by which, and the new arrival."""

    nodes: Places
    contacts: NDArray[np.intp]
    arrivals: Days


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """Earliest arrivals, shape (n,), :data:`UNREACHED` where there is none, and how they came about."""

    arrival: Days
    rounds: tuple[Round, ...]

    def trace(self, flow: Flow, node: int) -> list[int]:
        """The contacts by which a node was reached earliest, from it back to the start; empty at the start.

        Among the ways to arrive on that day it is one of the fewest steps. No node comes twice.
        """
        path: list[int] = []
        for found in reversed(self.rounds):
            at = int(np.searchsorted(found.nodes, node))
            if at < len(found.nodes) and found.nodes[at] == node:
                path.append(int(found.contacts[at]))
                node = int(flow.source[path[-1]])
        return path


def spread(
    flow: Flow,
    start: int | Iterable[int],
    label: int,
    *,
    delta: int = 0,
    limit: int,
    usable: Mask | None = None,
    barred: Iterable[int] = (),
    until: int | None = None,
) -> Spread:
    """Spread from a node that has it on the day ``label``, by contacts that are ``usable``, up to ``limit``.

    Each step needs a day at least ``delta`` after the one before. ``barred`` nodes are never entered;
    with ``until`` the rounds end with the first that reaches that node.
    """
    arrival = np.full(flow.count, UNREACHED, np.int32)
    arrival[list(barred)] = _BARRED
    frontier = np.atleast_1d(np.asarray(start, np.int32))
    arrival[frontier] = label
    rounds: list[Round] = []
    while len(frontier) and (until is None or arrival[until] == UNREACHED):
        found = _round(flow, arrival, frontier, delta, limit, usable)
        frontier = found.nodes
        rounds.append(found)
    return Spread(arrival, tuple(rounds))


def _round(flow: Flow, arrival: Days, frontier: Places, delta: int, limit: int, usable: Mask | None) -> Round:
    """One step from the frontier; ``arrival`` is improved in place."""
    contacts, ready = _leaving(flow, frontier, arrival[frontier] + np.int32(delta))
    open_ = ready <= flow.close[contacts]
    if usable is not None:
        open_ &= usable[contacts]
    contacts, ready = contacts[open_], ready[open_]
    reached, days = flow.target[contacts], np.maximum(ready, flow.land[contacts])
    better = (days < arrival[reached]) & (days <= limit)
    contacts, reached, days = contacts[better], reached[better], days[better]
    np.minimum.at(arrival, reached, days)
    won = np.flatnonzero(days == arrival[reached])
    nodes, first = np.unique(reached[won], return_index=True)
    return Round(nodes, contacts[won[first]], arrival[nodes])


def _leaving(flow: Flow, nodes: Places, ready: Days) -> tuple[NDArray[np.intp], Days]:
    """All contacts that leave some nodes, and for each the day from which it can be taken."""
    order, begins = flow.leaving
    counts = begins[nodes + 1] - begins[nodes]
    offsets = begins[nodes] - (np.cumsum(counts) - counts)
    return order[np.arange(counts.sum()) + np.repeat(offsets, counts)], np.repeat(ready, counts)
