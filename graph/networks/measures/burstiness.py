"""Burstiness: whether the contacts of a node or of a pair come in bursts or at even steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import fsum, sqrt

from ..contacts import Contacts
from ..numeric import np
from .events import Events, between, events_of, place_of, required


@dataclass(frozen=True, slots=True)
class Burstiness:
    """The days between successive events, and what they say; None where they are too few or all 0.

    ``coefficient`` is that of Goh and Barabási (-1 even, 0 random, towards 1 bursty), ``finite`` the form
    that does not depend on how few events there are (Kim and Jo).
    """

    events: int
    intervals: tuple[int, ...]
    mean: float | None
    deviation: float | None
    coefficient: float | None
    finite: float | None
    left_out: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NodeBurstiness:
    """The burstiness of one node among all; see :class:`Burstiness`."""

    node: str
    events: int
    coefficient: float
    finite: float


def burstiness(days: Iterable[int], left_out: Mapping[str, int] | None = None) -> Burstiness:
    """The burstiness of events given by their days, in any order; two events of one day are 0 days apart.

    With mean m and standard deviation s of the n intervals and r = s / m, the coefficient is
    (r - 1) / (r + 1) (Goh and Barabási 2008, "Burstiness and memory in complex systems", equation 1), and
    the finite form is (sqrt(n + 1) r - sqrt(n - 1)) / ((sqrt(n + 1) - 2) r + sqrt(n - 1)) (Kim and Jo
    2016, "Measuring burstiness for finite event sequences", equation 22): -1 for even intervals, 0 where
    r is that of intervals cut at random, 1 when all but one interval are 0. These three hold with n the
    number of intervals; so n is that here. Both need two intervals.
    """
    ordered = sorted(days)
    intervals = tuple(later - earlier for earlier, later in pairwise(ordered))
    mean = fsum(intervals) / len(intervals) if intervals else None
    spread = (
        sqrt(fsum((each - mean) ** 2 for each in intervals) / len(intervals)) if mean is not None else None
    )
    coefficient, finite = _coefficients(intervals, mean, spread)
    return Burstiness(len(ordered), intervals, mean, spread, coefficient, finite, left_out or {})


def _coefficients(
    intervals: Sequence[int], mean: float | None, spread: float | None
) -> tuple[float | None, float | None]:
    number = len(intervals)
    if number < 2 or not mean or spread is None:
        return None, None
    ratio = spread / mean
    more, less = sqrt(number + 1), sqrt(number - 1)
    return (ratio - 1) / (ratio + 1), (more * ratio - less) / ((more - 2) * ratio + less)


def node_burstiness(
    contacts: Contacts, node: str, start: str | None = None, end: str | None = None
) -> Burstiness:
    """The burstiness of all contacts of a node, whatever their direction; an edge read both ways counts once.

    Contacts of an uncertain day, and such as last, have no interval: left out and counted. Raises
    :class:`UnknownNameError` with the nearest names.
    """
    place = place_of(contacts, node)
    events = required(events_of(contacts, start, end))
    return burstiness(
        events.day[(events.source == place) | (events.target == place)].tolist(), events.left_out
    )


def dyad_burstiness(
    contacts: Contacts,
    first: str,
    second: str,
    start: str | None = None,
    end: str | None = None,
    *,
    directed: bool = False,
) -> Burstiness:
    """The burstiness of the contacts of two nodes; ``directed`` takes those from the first to the second."""
    events = required(events_of(contacts, start, end))
    return burstiness(
        events.day[between(contacts, events, first, second, directed)].tolist(), events.left_out
    )


def bursty_nodes(
    contacts: Contacts, start: str | None = None, end: str | None = None, *, least: int = 10
) -> tuple[NodeBurstiness, ...]:
    """All nodes of at least ``least`` events by the finite form, the most bursty first, then by name."""
    events = required(events_of(contacts, start, end))
    found = []
    for place, days in _days_of_nodes(events, len(contacts.nodes)):
        each = burstiness(days)
        if len(days) >= least and each.coefficient is not None and each.finite is not None:
            found.append(NodeBurstiness(contacts.nodes[place], len(days), each.coefficient, each.finite))
    return tuple(sorted(found, key=lambda item: (-item.finite, item.node)))


def _days_of_nodes(events: Events, size: int) -> Iterable[tuple[int, list[int]]]:
    other = events.source != events.target
    places = np.concatenate([events.source, events.target[other]])
    days = np.concatenate([events.day, events.day[other]])
    order = np.argsort(places, kind="stable")
    parts = np.split(days[order], np.searchsorted(places[order], np.arange(1, size)))
    return enumerate(part.tolist() for part in parts)
