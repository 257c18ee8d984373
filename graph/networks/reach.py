"""Whom one node can have reached, by which day and by what path; and who can have reached it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from .contacts import Contacts, day_of
from .numeric import np
from .paths import Day, TimedPath, path_of
from .question import Asked
from .spread import UNREACHED, Spread

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .contacts import Days


@dataclass(frozen=True, slots=False, eq=False, repr=False)
class Reach:
    """The nodes that can have been reached from one by paths that respect time, itself included.

    With ``backward`` those from which it can have been reached. A container of names, the earliest first
    (backward: the latest to leave first).

    >>> from dateline.graph.networks.contacts import Contacts, day_number
    >>> days = np.array([day_number(f"2025-06-{day:02}") for day in (9, 3, 5)], np.int32)
    >>> ends = np.array([0, 1, 2], np.int32), np.array([1, 2, 3], np.int32)
    >>> found = reach(Contacts.of("abcd", *ends, days), "b")
    >>> list(found), found.day("d"), str(found.path("d"))
    (['b', 'c', 'd'], '2025-06-05', 'b -[, 2025-06-03]-> c -[, 2025-06-05]-> d')
    """

    asked: Asked
    start: int
    backward: bool
    spread: Spread

    @property
    def node(self) -> str:
        """The node that was asked about."""
        return self.asked.contacts.nodes[self.start]

    @cached_property
    def arrival(self) -> Days:
        """For each node of the contacts, shape (n,), the day number by which it is reached for certain.

        Backward, the day on which it must be left at the latest. :data:`.spread.UNREACHED` where it is not
        in reach, in either direction; the node itself has the day on which the window begins (ends).
        """
        if self.backward:
            days: Days = np.where(self.spread.arrival == UNREACHED, UNREACHED, -self.spread.arrival)
        else:
            days = self.spread.arrival.copy()
            done = self.asked.contacts.done
            for found in self.spread.rounds:
                days[found.nodes] = np.maximum(self.spread.arrival[found.nodes], done[found.contacts])
        days[self.start] = self.asked.end if self.backward else self.asked.begin
        return days

    @cached_property
    def places(self) -> NDArray[np.intp]:
        """The places of the nodes in reach, in order of their days, then of their places."""
        found = np.flatnonzero(self.spread.arrival != UNREACHED)
        return found[np.argsort(self.spread.arrival[found], kind="stable")]

    def __len__(self) -> int:
        return len(self.places)

    def __iter__(self) -> Iterator[str]:
        return (self.asked.contacts.nodes[place] for place in self.places.tolist())

    def __contains__(self, name: object) -> bool:
        place = self.asked.contacts.place.get(name) if isinstance(name, str) else None
        return place is not None and bool(self.spread.arrival[place] != UNREACHED)

    def __repr__(self) -> str:
        return f"<{'who reaches' if self.backward else 'reach of'} {self.node}: {len(self)} nodes>"

    @cached_property
    def days(self) -> dict[str, str | None]:
        """The day of each node in reach, as :meth:`day` tells it, in order."""
        return {
            self.asked.contacts.nodes[place]: day_of(self.arrival[place]) for place in self.places.tolist()
        }

    @cached_property
    def steps(self) -> dict[str, int]:
        """The fewest steps to (from) each node in reach, 0 for the node itself."""
        found = {self.node: 0}
        for number, each in enumerate(self.spread.rounds, start=1):
            for place in each.nodes.tolist():
                found.setdefault(self.asked.contacts.nodes[place], number)
        return found

    @property
    def last_contacts(self) -> list[int]:
        """The contact by which each node in reach but the first is reached (backward: left), as rows."""
        last: dict[int, int] = {}
        for each in self.spread.rounds:
            last.update(zip(each.nodes.tolist(), each.contacts.tolist(), strict=True))
        return list(last.values())

    def day(self, name: str) -> str | None:
        """The day by which a node is reached (backward: must be left), None when it is not known.

        Raises :class:`UnknownNameError` for a name that is not in the network, and :class:`KeyError` for
        one that is not in reach.
        """
        self.asked.contacts.place_of(name)
        return self.days[name]

    def path(self, name: str) -> TimedPath | None:
        """The path that arrives first (backward: leaves last); None when there is none, or no step."""
        contacts = self.asked.contacts
        place = contacts.place_of(name)
        if self.backward:
            rows = self.spread.trace(contacts.backward, place)
            return path_of(self.asked, rows, -int(self.spread.arrival[place]))
        return path_of(self.asked, self.spread.trace(contacts.forward, place)[::-1])


def reach(
    contacts: Contacts,
    node: str,
    *,
    first: Day = None,
    last: Day = None,
    strict: bool = False,
    backward: bool = False,
) -> Reach:
    """Whom a node can have reached from ``first`` to ``last`` (ISO days, inclusive; None: open).

    With ``backward`` who can have reached it. ``strict`` asks that each step be on a later day than the
    one before. Raises :class:`UnknownNameError` with the nearest names for an unknown node, and
    :class:`NetworkError` when no contact lies in the window.
    """
    asked = Asked.of(contacts, first, last, strict=strict)
    start = contacts.place_of(node)
    found = asked.backward(start) if backward else asked.forward(start)
    return Reach(asked, start, backward, found)
