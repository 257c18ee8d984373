"""When the fastest path leaves and arrives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .contacts import EVER_BEFORE
from .numeric import np
from .spread import UNREACHED

if TYPE_CHECKING:
    from .contacts import Days, Mask, Places
    from .question import Asked

_NEVER = np.int32(-(1 << 30) - (1 << 29))


def fastest_window(asked: Asked, source: int, target: int) -> tuple[int, int] | None:
    """The days on which the fastest path leaves and arrives, the earliest such; None when there is none."""
    best: tuple[int, int] | None = None
    exact = asked.contacts.exact
    for departure, arrival in (_passing if exact else _improving)(asked, source, target):
        if best is None or arrival - departure < best[1] - best[0]:
            best = departure, arrival
    return best


def _passing(asked: Asked, source: int, target: int) -> Iterator[tuple[int, int]]:
    """One pass over the days of exact contacts, with the latest departure that has come to each node.

    Wu et al. (2014, section 4.3) keep a list of departures and arrivals for each node; as waiting is free and
    the pass is in order of arrival, its last entry is all that later contacts need.
    """
    contacts = asked.contacts
    latest = np.full(len(contacts.nodes), _NEVER, np.int32)
    before = _NEVER
    for day, sources, targets in days_of(contacts.close, contacts.source, contacts.target, asked.usable):
        latest[source] = day
        _carry(latest, sources, targets, repeat=not asked.delta)
        if latest[target] > before:
            before = latest[target]
            yield int(before), day


def _carry(latest: Days, sources: Places, targets: Places, *, repeat: bool) -> None:
    """Take what is at the sources to the targets of one day, in place; again while it goes further."""
    while True:
        carried = latest[sources]
        better = carried > latest[targets]
        if not better.any():
            return
        np.maximum.at(latest, targets[better], carried[better])
        if not repeat:
            return


def days_of(
    days: Days, sources: Places, targets: Places, usable: Mask
) -> Iterator[tuple[int, Places, Places]]:
    """The usable contacts of each day in order: the day, their sources, their targets."""
    rows = np.flatnonzero(usable)
    days, sources, targets = days[rows], sources[rows], targets[rows]
    known, begins = np.unique(days, return_index=True)
    ends = np.append(begins[1:], len(days))
    for day, begin, end in zip(known.tolist(), begins.tolist(), ends.tolist(), strict=True):
        yield day, sources[begin:end], targets[begin:end]


def _improving(asked: Asked, source: int, target: int) -> Iterator[tuple[int, int]]:
    """Departures and arrivals of which none is both later to leave and earlier to arrive, in order.

    The earliest arrival, the latest departure that makes it, then the same from the day after.
    """
    over, end = _over(asked, target), asked.end
    begin = asked.begin
    while begin <= end:
        arrival = int(asked.within(begin, end).forward(source).arrival[target])
        if arrival == UNREACHED:
            return
        departure = -int(asked.within(begin, arrival).backward(target).arrival[source])
        yield departure, max(arrival, over)
        if departure >= max(arrival, over):
            return
        begin = departure + 1


def _over(asked: Asked, target: int) -> int:
    """The day by which a target of uncertain day is over; before all days for others."""
    contacts = asked.contacts
    into = asked.usable & (contacts.target == target) & (contacts.done > contacts.land)
    return int(contacts.done[into].max()) if into.any() else int(EVER_BEFORE)
