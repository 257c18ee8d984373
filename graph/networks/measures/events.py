"""Contacts as events: each once, on its one known day."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

from ....errors import UnknownNameError
from ..contacts import Contacts
from ..numeric import NDArray, np
from .results import NothingToMeasureError, counted
from .steps import limits


@dataclass(frozen=True, slots=True, eq=False)
class Events:
    """Events in order of their days (since 1970-01-01), and how many contacts are none, by reason."""

    source: NDArray[np.int32]
    target: NDArray[np.int32]
    day: NDArray[np.int32]
    weight: NDArray[np.float64]
    start: int
    end: int
    left_out: Mapping[str, int]


def events_of(contacts: Contacts, start: str | None = None, end: str | None = None) -> Events:
    """The contacts of one known day between two days (ISO, inclusive), those of one key taken once.

    A relation read in both directions is two contacts of one key, and one event. A contact whose day is
    uncertain, or that lasts, is no event; it is counted in ``left_out``.
    """
    first, last = limits(contacts, start, end)
    rows = once_each(contacts)
    exact = (contacts.first[rows] == contacts.last[rows]) & (contacts.close[rows] == contacts.land[rows])
    inside = (contacts.close[rows] >= first) & (contacts.close[rows] <= last)
    reasons = (("not on one known day", (~exact).sum()), ("outside the window", (exact & ~inside).sum()))
    kept = rows[exact & inside]
    return Events(
        *(contacts.source[kept], contacts.target[kept], contacts.close[kept], contacts.weight[kept]),
        *(first, last, counted(reasons)),
    )


def once_each(contacts: Contacts) -> NDArray[np.intp]:
    """The first contact of each key, in their order."""
    if isinstance(contacts.keys, range):
        return np.arange(len(contacts))
    first: dict[object, int] = {}
    for place, key in enumerate(contacts.keys):
        first.setdefault(key, place)
    return np.fromiter(first.values(), np.intp, len(first))


def between(contacts: Contacts, events: Events, start: str, end: str, directed: bool) -> NDArray[np.bool_]:
    """Which events join two nodes; with ``directed``, those that lead from the first to the second."""
    first, second = place_of(contacts, start), place_of(contacts, end)
    there = (events.source == first) & (events.target == second)
    if directed:
        return np.asarray(there)
    return np.asarray(there | ((events.source == second) & (events.target == first)))


def place_of(contacts: Contacts, node: str) -> int:
    """The position of a node; an unknown one raises :class:`UnknownNameError` with the nearest names."""
    if node in contacts.place:
        return contacts.place[node]
    near = tuple(difflib.get_close_matches(node, contacts.nodes))
    hint = f"; did you mean {', '.join(near)}?" if near else ""
    raise UnknownNameError(f'"{node}" is not in this network{hint}', near)


def required(events: Events) -> Events:
    """The events as they are; raises :class:`NothingToMeasureError` when there is none."""
    if not len(events.day):
        raise NothingToMeasureError("no contact in the window lies on one known day")
    return events
