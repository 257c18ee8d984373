"""Temporal betweenness: how many of the shortest paths along time run through a node."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ..contacts import Contacts
from ..numeric import np
from .path_counts import dependencies, lines_of
from .results import Figure, NothingToMeasureError, counted, ranked
from .steps import Steps, steps_of


@dataclass(frozen=True, slots=True)
class Betweenness:
    """The betweenness of all nodes in a window, the highest first, then by name."""

    nodes: tuple[Figure, ...]
    normalized: bool
    strict: bool
    start: str
    end: str
    left_out: Mapping[str, int] = field(default_factory=dict)


def temporal_betweenness(
    contacts: Contacts,
    start: str | None = None,
    end: str | None = None,
    *,
    strict: bool = True,
    normalized: bool = True,
) -> Betweenness:
    """The sum, over all ordered pairs of other nodes, of the share of shortest temporal paths through a node.

    Shortest temporal betweenness of Buß, Molter, Niedermeier and Rymar (2020, "Algorithmic aspects of
    temporal betweenness", section 2): a shortest path is one of fewest hops among those that respect time,
    whenever it begins and ends; paths that differ in a day differ. When ``strict``, each hop needs a later
    day than the one before it (their strict paths), else a day that is not earlier (their non-strict ones).
    A temporal edge is there or not: contacts with the same ends and days count once. ``normalized``
    divides by (n - 1)(n - 2), the number of pairs. It takes time in proportion to nodes times contacts.

    An uncertain day: a contact that is entered on a day and left on another for certain (contacts read
    as certain) is taken so. One that could be used on several days would make as many paths of one; such
    contacts are left out and counted. Raises :class:`NothingToMeasureError` when no contact is left.
    """
    steps = _of_one_time(steps_of(contacts, start, end, strict=strict))
    lines = lines_of(steps)
    total = np.zeros(steps.size)
    for source in np.unique(steps.source):
        total += dependencies(lines, int(source))
    if normalized:
        total /= max(1, (steps.size - 1) * (steps.size - 2))
    values = dict(zip(contacts.nodes, total.tolist(), strict=True))
    return Betweenness(ranked(values), normalized, strict, steps.first_day, steps.last_day, steps.left_out)


def _of_one_time(steps: Steps) -> Steps:
    """Without the contacts that can be entered on several days."""
    kept = steps.close <= steps.land
    if not kept.any():
        raise NothingToMeasureError("no contact in the window has one day; betweenness needs such contacts")
    left_out = counted((("can be used on several days", int((~kept).sum())),))
    return replace(
        steps,
        source=steps.source[kept],
        target=steps.target[kept],
        close=steps.close[kept],
        land=steps.land[kept],
        left_out={**steps.left_out, **left_out},
    )
