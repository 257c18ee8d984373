"""Paths that respect time: earliest arrival, latest departure, fastest, fewest steps.

The four are those of Wu, Cheng, Huang, Ke, Lu and Xu (2014, "Path problems in temporal graphs", PVLDB 7(9),
section 3), over contacts with ranges of days. In every function ``first`` and ``last`` are inclusive ISO days
(None: open), and ``strict`` asks that each step be on a later day than the one before; else two steps may
share a day, as days do not tell what came first in them. Unknown nodes raise :class:`UnknownNameError` with
the nearest names, a window without contacts :class:`NetworkError`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from .contacts import Contacts, day_of
from .fastest import fastest_window
from .question import Asked

Day = str | date | None


@dataclass(frozen=True, slots=True)
class TimedHop:
    """One step of a path, by one contact.

    ``departs`` is the latest day on which the step can be begun and the path still arrive as it does,
    ``arrives`` the day by which it is done; None is a day that is not known or does not matter. ``first`` and
    ``last`` are the days between which the contact lies, ``key`` what it was made of.
    """

    source: str
    target: str
    relation: str
    departs: str | None
    arrives: str | None
    first: str | None
    last: str | None
    key: object


@dataclass(frozen=True, slots=True)
class TimedPath:
    """Steps in order of time, when the path begins and ends, and how many days lie between (None: unknown).

    ``rows`` are the contacts' places among the columns.
    """

    hops: tuple[TimedHop, ...]
    departs: str | None
    arrives: str | None
    days: int | None
    rows: tuple[int, ...]

    @property
    def nodes(self) -> tuple[str, ...]:
        """The nodes on the way, both ends included."""
        return (self.hops[0].source, *(hop.target for hop in self.hops))

    def __str__(self) -> str:
        steps = (f" -[{hop.relation}, {hop.arrives or 'any day'}]-> {hop.target}" for hop in self.hops)
        return self.hops[0].source + "".join(steps)


def earliest_arrival(
    contacts: Contacts,
    source: str,
    target: str,
    *,
    first: Day = None,
    last: Day = None,
    strict: bool = False,
) -> TimedPath | None:
    """The path that reaches the target first, of the fewest steps among those; None when there is none.

    It begins as late as that arrival allows.
    """
    return _first_found(Asked.of(contacts, first, last, strict=strict), source, target, stop=False)


def fewest_hops(
    contacts: Contacts,
    source: str,
    target: str,
    *,
    first: Day = None,
    last: Day = None,
    strict: bool = False,
) -> TimedPath | None:
    """The path of the fewest steps that time allows, the earliest to arrive among those; None without one.

    Wu et al. call it the shortest path of a graph whose steps all have length 1.
    """
    return _first_found(Asked.of(contacts, first, last, strict=strict), source, target, stop=True)


def _first_found(asked: Asked, source: str, target: str, *, stop: bool) -> TimedPath | None:
    """The path by which the target is reached first, in days or, with ``stop``, in rounds of steps."""
    start, end = (asked.contacts.place_of(name) for name in (source, target))
    found = asked.forward(start, until=end if stop else None)
    return path_of(asked, found.trace(asked.contacts.forward, end)[::-1])


def latest_departure(
    contacts: Contacts,
    source: str,
    target: str,
    *,
    first: Day = None,
    last: Day = None,
    strict: bool = False,
) -> TimedPath | None:
    """The path that leaves the source last and still reaches the target by the day ``last``.

    Of the fewest steps among those; None when there is none.
    """
    asked = Asked.of(contacts, first, last, strict=strict)
    start, end = contacts.place_of(source), contacts.place_of(target)
    found = asked.backward(end)
    departure = -int(found.arrival[start])
    return path_of(asked, found.trace(contacts.backward, start), departure)


def fastest(
    contacts: Contacts,
    source: str,
    target: str,
    *,
    first: Day = None,
    last: Day = None,
    strict: bool = False,
) -> TimedPath | None:
    """The path of the fewest days from leaving the source to reaching the target; None when there is none.

    Of those, the one that arrives first.
    """
    asked = Asked.of(contacts, first, last, strict=strict)
    start, end = contacts.place_of(source), contacts.place_of(target)
    window = fastest_window(asked, start, end) if start != end else None
    if window is None:
        return None
    narrowed = asked.within(window[0], min(window[1], asked.end))
    return path_of(narrowed, narrowed.forward(start).trace(contacts.forward, end)[::-1])


def along(asked: Asked, nodes: Sequence[str]) -> TimedPath | None:
    """The earliest way along given nodes, one contact from each to the next; None when time allows none."""
    contacts = asked.contacts
    places = [contacts.place.get(node, -1) for node in nodes]
    ready, rows = asked.begin - asked.delta, []
    for source, target in pairwise(places):
        row = _next(asked, source, target, ready + asked.delta)
        if row is None:
            return None
        ready = max(ready + asked.delta, int(contacts.land[row]))
        rows.append(row)
    return path_of(asked, rows)


def _next(asked: Asked, source: int, target: int, ready: int) -> int | None:
    """The contact by which the target is reached first by what is at the source on the day ``ready``."""
    contacts = asked.contacts
    rows = contacts.between(source, target)
    rows = rows[asked.usable[rows] & (contacts.close[rows] >= ready)]
    if not len(rows):
        return None
    best = int(rows[contacts.land[rows].argmin()])
    return best if max(ready, int(contacts.land[best])) <= asked.end else None


def path_of(asked: Asked, rows: Sequence[int], begin: int | None = None) -> TimedPath | None:
    """A path along contacts that is begun on a day or later; None for no contacts."""
    if not rows:
        return None
    contacts = asked.contacts
    ready = (asked.begin if begin is None else begin) - asked.delta
    for row in rows:
        ready = max(ready + asked.delta, int(contacts.land[row]))
    hops = tuple(_hops(asked, rows, _departures(asked, rows, ready)))
    departure, arrival = _departures(asked, rows, ready)[0], max(ready, int(contacts.done[rows[-1]]))
    known = day_of(departure) is not None and day_of(arrival) is not None
    days = arrival - departure if known else None
    return TimedPath(hops, day_of(departure), day_of(arrival), days, tuple(rows))


def _departures(asked: Asked, rows: Sequence[int], arrival: int) -> list[int]:
    """The latest day on which each step can be begun so that the last is done by ``arrival``."""
    contacts = asked.contacts
    deadline, found = arrival, []
    for row in reversed(rows):
        found.append(min(int(contacts.close[row]), deadline))
        deadline = found[-1] - asked.delta
    return found[::-1]


def _hops(asked: Asked, rows: Sequence[int], departures: Sequence[int]) -> Iterator[TimedHop]:
    contacts = asked.contacts
    for row, departure in zip(rows, departures, strict=True):
        arrival = max(departure, int(contacts.land[row]), int(contacts.done[row]))
        yield TimedHop(
            contacts.nodes[contacts.source[row]],
            contacts.nodes[contacts.target[row]],
            contacts.relations[contacts.relation[row]],
            day_of(departure),
            day_of(arrival),
            day_of(int(contacts.first[row])),
            day_of(int(contacts.last[row])),
            contacts.keys[row],
        )
